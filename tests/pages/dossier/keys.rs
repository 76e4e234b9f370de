//! The tables of keys against the JSON Schema and the table of properties.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use verbale_core::dossier::schema::schema;

use super::super::markdown::section;
use super::{Row, Section, code, key_rows, page, rows, sections};

/// The properties of each key, as the test of the vocabulary has them.
const TRIPLES: &str = include_str!("../../vocabulary/keys.txt");

/// Sections of one mapping each: heading, definition of the schema, name in the table of properties.
const MAPPINGS: [(&str, &str, &str); 8] = [
    ("The dossier", "", "dossier"),
    ("Source", "Source", "source"),
    ("Actor", "Actor", "actor"),
    ("Place", "Place", "place"),
    ("Series", "Series", "series"),
    ("Text of a record", "SourceText", "source-text"),
    ("Enrichment source", "EnrichmentSource", "enrichment-source"),
    ("Enriched actor", "EnrichedActor", "actor"),
];

fn definition(schema: &Value, name: &str) -> Value {
    if name.is_empty() { schema.clone() } else { schema["$defs"][name].clone() }
}

fn kinds(schema: &Value) -> Vec<Value> {
    schema["$defs"]["Fact"]["oneOf"].as_array().expect("facts are of one of the kinds").clone()
}

/// The rows of a kind: its own, and those of the sections that it links to and of records, where it has none for the key.
fn rows_of_kind<'p>(sections: &'p [Section<'_>], kind: &str) -> BTreeMap<&'p str, Row<'p>> {
    let own = section(sections, kind);
    let shared = ["Every fact", "Every event", "Every commitment and expectation"];
    let linked =
        shared.iter().filter(|name| own.body.contains(&format!("(#{})", name.to_lowercase().replace(' ', "-"))));
    let shared = linked.chain(&["Records of event datasets"]).flat_map(|name| key_rows(section(sections, name)));
    shared.chain(key_rows(own)).map(|row| (row.key, row)).collect()
}

/// The definition that a key's value refers to, or its type.
fn referred(property: &Value) -> String {
    if let Some(reference) = property["$ref"].as_str() {
        return reference.rsplit('/').next().unwrap_or_default().to_owned();
    }
    let first = property["anyOf"].as_array().and_then(|choices| choices.first());
    first.map_or_else(|| property["type"].to_string(), referred)
}

/// The keys are those of the schema, the mandatory ones are bold, lists and codes are called so.
fn agrees(rows: &BTreeMap<&str, Row<'_>>, mapping: &Value, schema: &Value, name: &str) {
    let properties = mapping["properties"].as_object().unwrap_or_else(|| panic!("{name} is a mapping"));
    let expected: BTreeSet<&str> = properties.keys().map(String::as_str).collect();
    assert_eq!(rows.keys().copied().collect::<BTreeSet<_>>(), expected, "{name}");
    // What is demanded of all facts but records is mandatory; the page says of it that they may do without.
    let required = [&mapping["required"], &mapping["else"]["required"]].into_iter().filter_map(Value::as_array);
    let required: BTreeSet<&str> = required.flatten().filter_map(Value::as_str).collect();
    let bold: BTreeSet<&str> = rows.values().filter(|row| row.mandatory).map(|row| row.key).collect();
    assert_eq!(bold, required, "{name}");
    for (key, row) in rows {
        let referred = referred(&properties[*key]);
        let many = referred.starts_with("OneOrMore");
        assert_eq!(row.value.contains("one or more"), many, "{name}.{key}: {referred}");
        let code = referred.trim_start_matches("OneOrMore").trim_end_matches("WithEvidence");
        let list = schema["$defs"][code]["description"].as_str().and_then(list_name);
        assert_eq!(row.value.split(", ").next().and_then(|text| text.strip_prefix("code: ")), list, "{name}.{key}");
    }
}

/// The list that the description of codes names.
fn list_name(description: &str) -> Option<&str> {
    description.strip_prefix("A code of the list «")?.strip_suffix("».")
}

#[test]
fn every_key_of_every_kind_is_on_the_page_and_no_other() {
    let (page, schema) = (page(), schema());
    let sections = sections(&page);
    let mut seen = 0;
    for kind in kinds(&schema) {
        let name = kind["title"].as_str().expect("a kind has a name");
        let rows = rows_of_kind(&sections, name);
        agrees(&rows, &kind, &schema, name);
        seen += rows.len();
    }
    assert!(seen > 250, "{seen}");
}

#[test]
fn every_other_key_is_on_the_page_and_no_other() {
    let (page, schema) = (page(), schema());
    let sections = sections(&page);
    let evidence = schema["$defs"]["DateWithEvidence"]["anyOf"][1].clone();
    let quote = schema["$defs"]["Quote"]["anyOf"][1].clone();
    let others = [("Evidence", evidence), ("Quote", quote), ("Enrichment", schema["$defs"]["Enrichment"].clone())];
    let mappings = MAPPINGS.map(|(heading, name, _)| (heading, definition(&schema, name)));
    for (heading, mapping) in mappings.into_iter().chain(others) {
        let rows = key_rows(section(&sections, heading)).into_iter().map(|row| (row.key, row)).collect();
        agrees(&rows, &mapping, &schema, heading);
    }
}

/// The properties of a key, by `mapping.key` or by the key alone.
fn properties(key: &str) -> Option<BTreeSet<&'static str>> {
    let mut lines = TRIPLES.lines().filter(|line| !line.starts_with('#'));
    let row = lines.find_map(|line| line.split_once(' ').filter(|(name, _)| *name == key))?;
    Some(row.1.split(' ').filter(|property| *property != ".").collect())
}

fn becomes(row: &Row<'_>, names: &[String]) {
    let expected = names.iter().find_map(|name| properties(name));
    let expected = expected.unwrap_or_else(|| panic!("{names:?} has no property"));
    assert_eq!(row.becomes.iter().copied().collect::<BTreeSet<_>>(), expected, "{names:?}");
}

#[test]
fn each_key_becomes_the_property_that_the_page_names() {
    let (page, schema) = (page(), schema());
    let sections = sections(&page);
    for kind in kinds(&schema) {
        let name = kind["title"].as_str().expect("a kind has a name");
        for (key, row) in rows_of_kind(&sections, name) {
            becomes(&row, &[format!("{name}.{key}"), key.to_owned()]);
        }
    }
    for (heading, _, name) in MAPPINGS {
        for row in key_rows(section(&sections, heading)) {
            becomes(&row, &[format!("{name}.{}", row.key)]);
        }
    }
    for row in key_rows(section(&sections, "Evidence")).iter().filter(|row| row.key != "value") {
        becomes(row, &[row.key.to_owned()]);
    }
}

#[test]
fn the_code_lists_are_those_of_the_schema() {
    let (page, schema) = (page(), schema());
    let sections = sections(&page);
    let shown: BTreeMap<&str, Vec<&str>> =
        rows(&section(&sections, "Code lists").body).into_iter().map(|cells| (cells[0], code(cells[1]))).collect();
    let lists = schema["$defs"].as_object().expect("the schema has definitions").values();
    let lists = lists.filter_map(|list| Some((list_name(list["description"].as_str()?)?, list["enum"].as_array()?)));
    let expected: BTreeMap<&str, Vec<&str>> =
        lists.map(|(name, words)| (name, words.iter().filter_map(Value::as_str).collect())).collect();
    assert_eq!(shown, expected);
    assert!(shown.len() >= 15, "{} lists", shown.len());
}
