//! What the shapes files are made of: named shapes, SHACL Core, lists that agree with the ontology and the program.

use std::collections::BTreeSet;

use oxrdf::{NamedNode, TermRef};
use verbale_core::codes::{Code, CommitmentStatus, ExpectationStatus, Listed};
use verbale_ontology::{DIPLOMACY, SHAPES};

use super::super::{bilingual, dipl, iri, ontology, read, values};
use super::{all_shapes, judged, short};

/// Constraint parameters of SHACL Core (sections 4.1 to 4.8) that the shapes use, and what describes a shape.
const CORE: &[&str] = &[
    "alternativePath",
    "class",
    "datatype",
    "disjoint",
    "equals",
    "hasValue",
    "in",
    "inversePath",
    "lessThan",
    "lessThanOrEquals",
    "maxCount",
    "maxInclusive",
    "message",
    "minCount",
    "minInclusive",
    "minLength",
    "name",
    "nodeKind",
    "not",
    "or",
    "path",
    "pattern",
    "property",
    "qualifiedMaxCount",
    "qualifiedMinCount",
    "qualifiedValueShape",
    "severity",
    "targetClass",
    "targetSubjectsOf",
    "uniqueLang",
    "xone",
    "zeroOrMorePath",
];

#[test]
fn the_engine_accepts_the_shapes_without_a_remark() {
    assert_eq!(judged().notes(), []);
    assert!(judged().targeted() >= 169, "{}", judged().targeted());
}

#[test]
fn only_shacl_core_is_used() {
    let sh = iri("sh:");
    let used: BTreeSet<_> =
        all_shapes().iter().filter_map(|triple| triple.predicate.as_str().strip_prefix(sh.as_str())).collect();
    assert_eq!(used, CORE.iter().copied().collect());
}

#[test]
fn no_pattern_looks_ahead_or_behind() {
    let patterns = all_shapes().triples_for_predicate(&iri("sh:pattern")).count();
    assert!(patterns >= 3);
    for triple in all_shapes().triples_for_predicate(&iri("sh:pattern")) {
        assert!(!triple.object.to_string().contains("(?"), "{triple}");
    }
}

#[test]
fn every_shape_is_declared_once_and_used() {
    let declared: Vec<_> = SHAPES
        .iter()
        .flat_map(|(_, turtle)| turtle.lines())
        .filter_map(|line| line.strip_prefix("shape:").map(|name| format!("shape:{name}")))
        .collect();
    let once: BTreeSet<_> = declared.iter().cloned().collect();
    assert_eq!(once.len(), declared.len(), "a shape is declared twice");
    let graph = all_shapes();
    let named = |term: &str| short(term).strip_prefix("shape:").map(|local| format!("shape:{local}"));
    let mut used: BTreeSet<_> = graph.iter().filter_map(|triple| named(&triple.object.to_string())).collect();
    for target in ["sh:targetClass", "sh:targetSubjectsOf"] {
        used.extend(graph.triples_for_predicate(&iri(target)).filter_map(|triple| named(&triple.subject.to_string())));
    }
    assert_eq!(used, once);
}

#[test]
fn shapes_that_report_have_names_and_messages_in_both_languages() {
    let graph = all_shapes();
    let mut shapes = BTreeSet::new();
    for target in ["sh:targetClass", "sh:targetSubjectsOf"] {
        shapes.extend(graph.triples_for_predicate(&iri(target)).map(|triple| bare(&triple.subject.to_string())));
    }
    for shape in shapes {
        assert!(bilingual(graph, &shape, "sh:name"), "{shape}");
        for part in values(graph, &shape, "sh:property") {
            assert!(bilingual(graph, &part, "sh:name"), "{part}");
            assert!(bilingual(graph, &part, "sh:message"), "{part}");
        }
    }
}

#[test]
fn a_file_says_what_it_is() {
    for (name, turtle) in SHAPES {
        let graph = read(turtle);
        let file = format!("https://w3id.org/verbale/shapes/{name}");
        assert!(turtle.starts_with("# "), "{name}");
        assert!(bilingual(&graph, &file, "dcterms:title"), "{file}");
        for needed in ["dcterms:creator", "dcterms:created", "dcterms:license", "owl:versionInfo"] {
            assert_eq!(values(&graph, &file, needed).len(), 1, "{file} {needed}");
        }
    }
}

#[test]
fn the_kinds_of_thing_are_those_that_the_ontology_holds_apart() {
    // Unasserted situations have a shape of their own, which also names the classes below.
    let line = DIPLOMACY.lines().skip_while(|line| !line.contains("owl:AllDisjointClasses"));
    let members = line.skip(2).map_while(|line| (!line.contains(')')).then(|| line.split_whitespace())).flatten();
    let apart: BTreeSet<_> = members.filter(|name| *name != "dipl:UnassertedSituation").map(str::to_owned).collect();
    assert!(apart.len() >= 17, "{apart:?}");
    assert_eq!(listed("KindOfThing"), apart);
}

#[test]
fn a_situation_is_kept_apart_from_every_asserted_class() {
    let graph = ontology();
    let disjoint = values(graph, &dipl("UnassertedSituation"), "owl:disjointWith");
    assert!(disjoint.len() >= 11);
    let subclasses = graph.triples_for_predicate(&iri("rdfs:subClassOf"));
    let below = subclasses.filter(|triple| disjoint.contains(&bare(&triple.object.to_string())));
    let below = below.map(|triple| bare(&triple.subject.to_string()));
    let named: BTreeSet<_> = disjoint.iter().cloned().chain(below).map(|class| short(&format!("<{class}>"))).collect();
    let listed = listed("AssertedClass");
    assert_eq!(listed.iter().filter(|class| class.starts_with("dipl:")).cloned().collect::<BTreeSet<_>>(), named);
    assert!(listed.contains("prov:Activity") && listed.contains("org:Membership"));
}

#[test]
fn each_action_to_come_has_the_statuses_that_the_program_writes() {
    let names = |iris: Vec<&str>| iris.iter().map(|iri| short(&format!("<{iri}>"))).collect::<BTreeSet<_>>();
    assert_eq!(listed("commitment-status"), names(CommitmentStatus::ALL.iter().map(|code| code.iri()).collect()));
    assert_eq!(listed("expectation-status"), names(ExpectationStatus::ALL.iter().map(|code| code.iri()).collect()));
}

/// The members of a shape's `sh:in`, as prefixed names.
fn listed(shape: &str) -> BTreeSet<String> {
    let graph = all_shapes();
    let mut rest = graph.object_for_subject_predicate(&iri(&format!("shape:{shape}")), &iri("sh:in"));
    let mut found = BTreeSet::new();
    while let Some(TermRef::BlankNode(node)) = rest {
        let member = graph.object_for_subject_predicate(node, &iri("rdf:first"));
        found.extend(member.map(|member| short(&member.to_string())));
        rest = graph.object_for_subject_predicate(node, &iri("rdf:rest"));
    }
    found
}

fn bare(node: &str) -> String {
    NamedNode::new(node.trim_start_matches('<').trim_end_matches('>'))
        .map_or_else(|_| node.to_owned(), NamedNode::into_string)
}
