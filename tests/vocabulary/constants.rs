//! Constants, ontology and context hold the same terms.

use std::collections::BTreeSet;

use verbale_core::vocab::{Property, dipl};

use super::{DIPL, TYPE, context_terms, subjects, triples};

const CLASS: &str = "http://www.w3.org/2002/07/owl#Class";
const PROPERTIES: &[&str] = &[
    "http://www.w3.org/2002/07/owl#ObjectProperty",
    "http://www.w3.org/2002/07/owl#DatatypeProperty",
    "http://www.w3.org/2002/07/owl#AnnotationProperty",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property",
];

/// Terms that no dossier becomes: the superclass of codes, and what stands on the codes themselves.
const NOT_OF_DOSSIERS: &[&str] = &["Code", "goldstein", "quadClass"];

fn local(iris: &[String]) -> Vec<String> {
    iris.iter().filter_map(|iri| iri.strip_prefix(DIPL)).map(str::to_owned).collect()
}

#[test]
fn the_ontology_declares_the_constants_and_no_more() {
    let graph = triples(&[verbale_ontology::DIPLOMACY, verbale_ontology::EVENTS]);
    let mut declared = local(&subjects(&graph, TYPE, &[CLASS]));
    declared.extend(local(&subjects(&graph, TYPE, PROPERTIES)));
    let declared: BTreeSet<&str> = declared.iter().map(String::as_str).collect();
    let constants: BTreeSet<&str> = dipl::TERMS.iter().chain(NOT_OF_DOSSIERS).copied().collect();
    assert_eq!(declared, constants);
    assert!(constants.len() > 100, "about 30 classes and 75 properties, not {}", constants.len());
}

#[test]
fn predicates_come_in_the_ontology_s_order() {
    let graph = triples(&[verbale_ontology::DIPLOMACY, verbale_ontology::EVENTS]);
    let order = local(&subjects(&graph, TYPE, PROPERTIES));
    let position = |iri: &str| iri.strip_prefix(DIPL).and_then(|name| order.iter().position(|other| other == name));
    let ours: Vec<(usize, &str)> =
        Property::ALL.iter().filter_map(|property| Some((position(property.iri())?, property.iri()))).collect();
    for pair in ours.windows(2) {
        assert!(pair[0].0 < pair[1].0, "{} comes before {} in the ontology", pair[1].1, pair[0].1);
    }
    assert!(ours.len() >= 70, "{}", ours.len());
}

#[test]
fn every_predicate_has_a_term_in_the_context() {
    let terms: BTreeSet<String> = context_terms().into_values().collect();
    let missing: Vec<&str> = Property::ALL
        .iter()
        .map(|property| property.iri())
        .filter(|iri| *iri != TYPE && !terms.contains(*iri))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_property_constant_is_a_predicate() {
    let predicates: BTreeSet<&str> = Property::ALL.iter().map(|property| property.iri()).collect();
    let lower = |name: &&&str| name.starts_with(|c: char| c.is_ascii_lowercase());
    for name in dipl::TERMS.iter().filter(lower) {
        assert!(predicates.contains(format!("{DIPL}{name}").as_str()), "{name}");
    }
}
