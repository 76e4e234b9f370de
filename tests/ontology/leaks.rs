//! No axiom may make an event of what the source does not present as one.

use std::collections::BTreeSet;

use oxrdf::Graph;

use super::{classes, dipl, iri, ontology, properties, read, values};

/// What a situation that nobody asserts is disjoint with, as specified.
const ASSERTED: [&str; 9] =
    ["Event", "Relation", "Membership", "Capacity", "Commitment", "Expectation", "Stance", "Instrument", "Statement"];

#[test]
fn an_unasserted_situation_is_disjoint_with_every_asserted_class() {
    let graph = ontology();
    let disjoint = values(graph, &dipl("UnassertedSituation"), "owl:disjointWith");
    for class in ASSERTED {
        assert!(disjoint.contains(&dipl(class)), "{class}");
    }
    let action = values(graph, &dipl("ProspectiveAction"), "owl:disjointWith");
    assert!(action.contains(&dipl("Event")), "what is to come is never an event");
}

#[test]
fn properties_of_unasserted_situations_type_nothing() {
    assert_eq!(leaks(ontology()), BTreeSet::new());
}

#[test]
fn a_planted_range_is_found() {
    let planted = "@prefix dipl: <https://w3id.org/verbale/dipl#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        dipl:plannedIn rdfs:domain dipl:Event . dipl:partOf rdfs:range dipl:Event .";
    let graph: Graph = ontology().iter().chain(read(planted).iter()).collect();
    assert_eq!(leaks(&graph), BTreeSet::from(["partOf".to_owned(), "plannedIn".to_owned()]));
}

#[test]
fn dates_have_no_range() {
    let graph = ontology();
    for property in ["date", "start", "end", "due", "earliest", "latest", "edtf"] {
        assert_eq!(values(graph, &dipl(property), "rdfs:range"), [""; 0], "{property}");
    }
}

#[test]
fn nothing_is_a_subproperty_or_equivalent_of_another_vocabulary_s_term() {
    let graph = ontology();
    for leaking in
        ["rdfs:subPropertyOf", "owl:equivalentProperty", "owl:equivalentClass", "owl:sameAs", "owl:inverseOf"]
    {
        assert_eq!(graph.triples_for_predicate(&iri(leaking)).count(), 0, "{leaking}");
    }
}

#[test]
fn only_classes_of_ours_have_superclasses_in_these_files() {
    let graph = ontology();
    let own: BTreeSet<_> = classes(graph).iter().map(|class| dipl(class)).collect();
    for triple in graph.triples_for_predicate(&iri("rdfs:subClassOf")) {
        assert!(own.contains(&super::bare(&triple.subject.to_string())), "{triple}");
    }
    assert_eq!(values(graph, &dipl("UnassertedSituation"), "rdfs:subClassOf"), [iri("prov:Entity").into_string()]);
}

/// Properties with a domain or a range that would type a node which the specification lets be something else.
fn leaks(graph: &Graph) -> BTreeSet<String> {
    let typed = |property: &str, axiom: &str, used: &str| {
        let axioms = values(graph, &dipl(property), axiom);
        let used = values(graph, &dipl(property), used);
        !axioms.is_empty() && axioms != used
    };
    properties(graph)
        .into_iter()
        .filter(|property| {
            typed(property, "rdfs:domain", "schema:domainIncludes")
                || typed(property, "rdfs:range", "schema:rangeIncludes")
        })
        .collect()
}
