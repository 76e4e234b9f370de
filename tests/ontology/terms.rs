//! The checklist for classes and properties.

use std::collections::BTreeSet;

use oxrdf::{Graph, NamedNodeRef, TermRef};
use verbale_ontology::{CODES, DIPLOMACY, EVENTS, MAPPINGS, NAMESPACE, PREFIXES};

use super::{bilingual, classes, dipl, instances, iri, ontology, own, properties, read, turtle_files, values};

/// The terms of a file, classes first.
fn terms(graph: &Graph) -> Vec<String> {
    classes(graph).into_iter().chain(properties(graph)).map(|local| dipl(&local)).collect()
}

#[test]
fn headers_say_what_a_reader_and_a_registry_ask_for() {
    for (turtle, ontology) in [
        (DIPLOMACY, "https://w3id.org/verbale/dipl"),
        (EVENTS, "https://w3id.org/verbale/dipl/events"),
        (MAPPINGS, "https://w3id.org/verbale/dipl/mappings"),
    ] {
        let graph = read(turtle);
        assert_eq!(instances(&graph, "owl:Ontology"), BTreeSet::from([ontology.to_owned()]));
        assert!(bilingual(&graph, ontology, "dcterms:title"), "{ontology}");
        assert!(bilingual(&graph, ontology, "dcterms:description"), "{ontology}");
        let licence = values(&graph, ontology, "dcterms:license");
        assert_eq!(licence, ["https://creativecommons.org/licenses/by/4.0/"], "{ontology}");
        let version = values(&graph, ontology, "owl:versionInfo").concat();
        assert_eq!(values(&graph, ontology, "owl:versionIRI"), [format!("{ontology}/{version}")]);
        for needed in ["dcterms:creator", "dcterms:created"] {
            assert_eq!(values(&graph, ontology, needed).len(), 1, "{ontology} {needed}");
        }
    }
}

#[test]
fn the_preferred_prefix_is_that_of_the_data() {
    for (turtle, ontology) in
        [(DIPLOMACY, "https://w3id.org/verbale/dipl"), (EVENTS, "https://w3id.org/verbale/dipl/events")]
    {
        let graph = read(turtle);
        assert_eq!(values(&graph, ontology, "vann:preferredNamespacePrefix"), [PREFIXES[0].0]);
        assert_eq!(values(&graph, ontology, "vann:preferredNamespaceUri"), [NAMESPACE]);
    }
}

#[test]
fn every_term_is_labelled_explained_and_attributed_in_both_languages() {
    for (turtle, ontology) in
        [(DIPLOMACY, "https://w3id.org/verbale/dipl"), (EVENTS, "https://w3id.org/verbale/dipl/events")]
    {
        let graph = read(turtle);
        let terms = terms(&graph);
        assert!(terms.len() > 5);
        for term in &terms {
            assert!(bilingual(&graph, term, "rdfs:label"), "{term}");
            assert!(bilingual(&graph, term, "rdfs:comment"), "{term}");
            assert_eq!(values(&graph, term, "rdfs:isDefinedBy"), [ontology], "{term}");
            assert_eq!(values(&graph, term, "skos:example").len(), 1, "{term}");
        }
    }
}

#[test]
fn comments_are_sentences_and_no_two_are_alike() {
    let graph = ontology();
    let mut seen = BTreeSet::new();
    for term in terms(graph) {
        for (language, comment) in super::texts(graph, &term, "rdfs:comment") {
            assert!(comment.ends_with('.'), "{term}@{language}: {comment}");
            assert!(comment.chars().next().is_some_and(char::is_uppercase), "{term}@{language}: {comment}");
            assert!(seen.insert((language, comment.clone())), "{term}: {comment}");
        }
    }
}

#[test]
fn names_follow_the_custom_of_their_kind() {
    let graph = ontology();
    let plain = |name: &str| name.chars().all(|c| c.is_ascii_alphanumeric());
    for class in classes(graph) {
        assert!(class.starts_with(|c: char| c.is_ascii_uppercase()) && plain(&class), "{class}");
    }
    for property in properties(graph) {
        assert!(property.starts_with(|c: char| c.is_ascii_lowercase()) && plain(&property), "{property}");
    }
}

#[test]
fn every_property_tells_where_it_is_used() {
    let graph = ontology();
    for property in properties(graph) {
        let domains = values(graph, &dipl(&property), "schema:domainIncludes");
        assert!(!domains.is_empty(), "{property}");
        // What facts of several dossiers share has no type, so there is nothing to point to.
        let ranges = values(graph, &dipl(&property), "schema:rangeIncludes");
        assert!(!ranges.is_empty() || property == "corefersWith", "{property}");
    }
}

#[test]
fn every_example_is_turtle_that_uses_its_term_and_only_declared_ones() {
    let graph = ontology();
    let declared = declared(graph);
    let prefixes = PREFIXES.iter().copied().chain([("ex", "https://example.org/verbale/d/")]);
    let head = prefixes.map(|(prefix, iri)| format!("@prefix {prefix}: <{iri}> .")).collect::<Vec<_>>().join("\n");
    let mut examples = 0;
    for subject in terms(graph).into_iter().chain(instances(graph, "dipl:Code")) {
        for example in values(graph, &subject, "skos:example") {
            let used = iris(&read(&format!("{head}\n{example}")));
            assert!(used.contains(&subject), "{subject}: {example}");
            let strange: Vec<_> = own(&used).difference(&declared).cloned().collect();
            assert!(strange.is_empty(), "{subject}: {strange:?}");
            examples += 1;
        }
    }
    assert!(examples > 250, "{examples}");
}

#[test]
fn no_file_uses_an_undeclared_term() {
    let graph = ontology();
    let declared = declared(graph);
    let strange: Vec<_> = own(&iris(graph)).difference(&declared).cloned().collect();
    assert!(strange.is_empty(), "{strange:?}");
    for (scheme, prefix) in
        [("cameo", "https://w3id.org/verbale/cameo#"), ("plover", "https://w3id.org/verbale/plover#")]
    {
        let concepts = instances(graph, "skos:Concept");
        let used = iris(graph);
        let strange: Vec<_> = used.iter().filter(|iri| iri.starts_with(prefix) && !concepts.contains(*iri)).collect();
        assert!(strange.is_empty(), "{scheme}: {strange:?}");
    }
}

#[test]
fn terms_of_others_are_declared_by_their_kind_and_not_defined() {
    let graph = ontology();
    let kinds = ["owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty"];
    let built_in = ["rdf:", "rdfs:", "owl:"].map(|prefix| iri(prefix).into_string());
    let foreign = |name: &str| !name.starts_with(NAMESPACE) && !built_in.iter().any(|own| name.starts_with(own));
    let declared: BTreeSet<_> = kinds.iter().flat_map(|kind| instances(graph, kind)).collect();
    for triple in graph {
        let predicate = triple.predicate.as_str();
        assert!(!foreign(predicate) || declared.contains(predicate), "{predicate}");
    }
    for class in classes(graph) {
        for above in values(graph, &dipl(&class), "rdfs:subClassOf") {
            assert!(declared.contains(&above), "{class} under {above}");
        }
    }
    for term in declared.iter().filter(|term| foreign(term)) {
        let said = graph.triples_for_subject(NamedNodeRef::new(term).unwrap()).count();
        assert_eq!(said, 1, "{term}: declared by its kind alone, and as one kind");
    }
}

#[test]
fn hierarchies_have_no_cycles() {
    let graph = ontology();
    for (predicate, class) in [("rdfs:subClassOf", "owl:Class"), ("skos:broader", "skos:Concept")] {
        for start in instances(graph, class) {
            let mut above = values(graph, &start, predicate);
            let mut seen = BTreeSet::new();
            while let Some(next) = above.pop() {
                assert_ne!(next, start, "{predicate}");
                if seen.insert(next.clone()) {
                    above.extend(values(graph, &next, predicate));
                }
            }
        }
    }
}

/// Local names of all that the files declare in the namespace.
fn declared(graph: &Graph) -> BTreeSet<String> {
    let codes = own(&instances(graph, "dipl:Code"));
    assert!(CODES.len() > 10 && codes.len() > 100);
    classes(graph).into_iter().chain(properties(graph)).chain(codes).collect()
}

/// Every IRI in a graph.
fn iris(graph: &Graph) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for triple in graph {
        found.insert(triple.predicate.as_str().to_owned());
        for term in [TermRef::from(triple.subject), triple.object] {
            if let TermRef::NamedNode(node) = term {
                found.insert(node.as_str().to_owned());
            }
        }
    }
    found
}

#[test]
fn no_file_keeps_text_marked_as_unfinished() {
    for (name, turtle) in turtle_files() {
        let lower = turtle.to_lowercase();
        assert!(!lower.contains("todo") && !lower.contains("fixme"), "{name}");
    }
}
