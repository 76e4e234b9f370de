//! Every key of the format has its triple: the JSON Schema is walked, and a dossier that uses each key is described.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use verbale_core::dossier::schema::schema;

use super::graph_of;

const EVERY_KEY: &str = include_str!("every-key.yaml");
const REGISTRY: &str = include_str!("every-key-registry.yaml");
const TEXT: &str = include_str!("every-key.txt");
const OTHER: &str = "Another paper calls the minister A. Keita.";
const BASE: &str = "https://example.org/verbale/every-key/";

/// What becomes of each key, from the tables of the ontology; a key of one kind alone is `kind.key`.
const TRIPLES: &str = include_str!("keys.txt");

/// Predicates (prefixed) by key.
fn table() -> BTreeMap<&'static str, Vec<String>> {
    let lines = TRIPLES.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let rows = lines.map(|line| {
        let (key, predicates) = line.split_once(' ').unwrap();
        (key, predicates.split_whitespace().map(expand).collect())
    });
    rows.collect()
}

fn expand(name: &str) -> String {
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    let namespace = verbale_ontology::PREFIXES.iter().find(|(known, _)| *known == prefix);
    namespace.map_or_else(|| name.to_owned(), |(_, namespace)| format!("{namespace}{local}"))
}

/// The keys of a mapping's schema.
fn keys(schema: &Value) -> BTreeSet<String> {
    schema["properties"].as_object().unwrap().keys().cloned().collect()
}

/// The keys of each kind of fact.
fn kinds(schema: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let kinds = schema["$defs"]["Fact"]["oneOf"].as_array().unwrap();
    kinds.iter().map(|kind| (kind["title"].as_str().unwrap().to_owned(), keys(kind))).collect()
}

/// Predicates of the nodes whose IRI begins with the fact's.
fn predicates_of(graph: &BTreeSet<(String, String, String)>, fact: &str) -> BTreeSet<String> {
    let (node, below) = (format!("{BASE}{fact}"), format!("{BASE}{fact}/"));
    let own = graph.iter().filter(|(subject, ..)| *subject == node || subject.starts_with(&below));
    own.map(|(_, predicate, _)| predicate.clone()).collect()
}

#[test]
fn every_key_of_every_kind_becomes_its_triple() {
    let (table, graph) = (table(), graph_of(EVERY_KEY, REGISTRY, TEXT, OTHER));
    let mut seen = 0;
    for (kind, keys) in kinds(&schema()) {
        let predicates = predicates_of(&graph, &kind);
        let claim = predicates_of(&graph, &format!("claim/{kind}"));
        for key in keys {
            let row = table.get(format!("{kind}.{key}").as_str()).or_else(|| table.get(key.as_str()));
            let expected = row.unwrap_or_else(|| panic!("{kind}.{key} has no row in keys.txt"));
            for predicate in expected {
                assert!(predicates.contains(predicate) || claim.contains(predicate), "{kind}.{key}: {predicate}");
            }
            seen += 1;
        }
    }
    assert!(seen > 250, "{seen}");
}

#[test]
fn every_other_key_becomes_its_triple() {
    let (table, graph) = (table(), graph_of(EVERY_KEY, REGISTRY, TEXT, OTHER));
    let schema = schema();
    let parts = [
        ("dossier", "", schema.clone()),
        ("source", "source", schema["$defs"]["Source"].clone()),
        ("actor", "actor/force", schema["$defs"]["Actor"].clone()),
        ("source-text", "event/source", schema["$defs"]["SourceText"].clone()),
        ("place", "place/town", schema["$defs"]["Place"].clone()),
        ("series", "commitment/series", schema["$defs"]["Series"].clone()),
        ("enrichment-source", "other/source", schema["$defs"]["EnrichmentSource"].clone()),
    ];
    let mut seen = 0;
    for (name, node, part) in parts {
        for key in keys(&part) {
            let row = table.get(format!("{name}.{key}").as_str());
            for predicate in row.unwrap_or_else(|| panic!("{name}.{key} has no row in keys.txt")) {
                // `.` stands for what other keys' triples show, with the reason beside it.
                if predicate == "." {
                    continue;
                }
                let found = graph.iter().any(|(subject, found, _)| {
                    found == predicate && subject.trim_end_matches('/') == format!("{BASE}{node}").trim_end_matches('/')
                });
                let elsewhere =
                    graph.iter().any(|(subject, found, _)| found == predicate && subject.contains("/state/"));
                assert!(found || (key == "iso" && elsewhere), "{name}.{key}: {predicate} on {node}");
            }
            seen += 1;
        }
    }
    assert!(seen > 45, "{seen}");
}

#[test]
fn the_dossier_uses_every_key_of_every_kind() {
    let dossier =
        verbale_core::dossier::yaml::read_tree(EVERY_KEY, verbale_core::dossier::tree::Syntax::Yaml, 1).0.unwrap();
    let facts = match &dossier.root.child("facts").unwrap().value {
        verbale_core::dossier::tree::Value::List(facts) => facts.clone(),
        other => panic!("{other:?}"),
    };
    for (kind, keys) in kinds(&schema()) {
        let fact = facts.iter().find(|fact| fact.child("id").and_then(|id| id.text()) == Some(&kind)).unwrap();
        for key in keys {
            assert!(fact.entry(&key).is_some(), "{kind} lacks {key}");
        }
    }
}

#[test]
fn the_schema_for_editors_is_current() {
    let path = crate::command::root().join("crates/verbale/docs/dossier.schema.json");
    let printed = crate::command::verbale(&crate::command::root(), &["schema"]).stdout;
    if crate::command::bless() {
        std::fs::write(&path, &printed).unwrap();
    }
    assert_eq!(std::fs::read(&path).unwrap(), printed, "VERBALE_BLESS=1 writes it again");
}
