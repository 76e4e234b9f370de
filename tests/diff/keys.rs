//! Each key of the format, left out of a fact that has it: the difference goes by the name of the key.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{as_json, count, diff};
use crate::command::verbale;

/// A dossier with a fact of each kind that has every key of its kind.
fn every_key() -> Value {
    let mut dossier = as_json(include_str!("../vocabulary/every-key.yaml"));
    dossier["source"]["text"] = json!(include_str!("../vocabulary/every-key.txt"));
    dossier
}

fn stage(lines: &[&str], old: &str, new: &str) -> TempDir {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("every-key-registry.yaml", include_str!("../vocabulary/every-key-registry.yaml"));
    write("other.txt", "Another paper calls the minister A. Keita.");
    write(old, &(lines.join("\n") + "\n"));
    write(new, "");
    folder
}

/// Dossiers without one key of one fact, each under an id of its own, with the fact and the key.
fn variants() -> Vec<(Value, String, String)> {
    let whole = every_key();
    let mut variants = Vec::new();
    for (at, fact) in whole["facts"].as_array().unwrap().iter().enumerate() {
        for key in fact.as_object().unwrap().keys().filter(|key| !["id", "kind"].contains(&key.as_str())) {
            let mut variant = whole.clone();
            variant["facts"][at].as_object_mut().unwrap().remove(key);
            variant["id"] = json!(format!("v{}", variants.len()));
            variants.push((variant, fact["id"].as_str().unwrap().to_owned(), key.clone()));
        }
    }
    variants
}

/// The ids of dossiers that pass their checks.
fn sound(variants: &[(Value, String, String)]) -> BTreeSet<String> {
    let lines: Vec<String> = variants.iter().map(|(variant, ..)| variant.to_string()).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let folder = stage(&lines, "all.jsonl", "none.jsonl");
    let outcome = verbale(folder.path(), &["check", "all.jsonl", "--no-default-shapes", "--report", "json"]);
    let report: Value = serde_json::from_slice(&outcome.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap().iter();
    let faulty: BTreeSet<&str> = findings
        .filter(|finding| finding["severity"] == "error")
        .filter_map(|finding| finding["record"].as_str())
        .collect();
    let ids = variants.iter().filter_map(|(variant, ..)| variant["id"].as_str());
    ids.filter(|id| !faulty.contains(id)).map(str::to_owned).collect()
}

#[test]
fn a_key_that_is_left_out_is_the_field_that_differs() {
    let variants = variants();
    let sound = sound(&variants);
    // The speaker has this one capacity: it is what the format gives where none is written.
    let is_default = |fact: &str, key: &str| (fact, key) == ("statement", "inCapacity");
    let variants = variants.iter().filter(|(_, fact, key)| !is_default(fact, key));
    let variants: Vec<_> = variants.filter(|(variant, ..)| sound.contains(variant["id"].as_str().unwrap())).collect();
    let whole = |variant: &Value| {
        let mut whole = every_key();
        whole["id"] = variant["id"].clone();
        whole.to_string()
    };
    let old: Vec<String> = variants.iter().map(|(variant, ..)| whole(variant)).collect();
    let folder = stage(&old.iter().map(String::as_str).collect::<Vec<_>>(), "old.jsonl", "new.jsonl");
    let new = variants.iter().map(|(variant, ..)| variant.to_string() + "\n").collect::<String>();
    fs::write(folder.path().join("new.jsonl"), new).unwrap();
    let report = diff(folder.path(), &["old.jsonl", "new.jsonl"]);
    assert_eq!(count(&report, "/dossiers/compared"), variants.len() as u64);
    let by_id: BTreeMap<&str, &Value> = report["dossiers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|dossier| (dossier["id"].as_str().unwrap(), dossier))
        .collect();
    let mut kinds = BTreeSet::new();
    for (variant, fact, key) in &variants {
        let dossier =
            by_id.get(variant["id"].as_str().unwrap()).unwrap_or_else(|| panic!("{fact}.{key} makes no difference"));
        let named = fields(dossier);
        let expected = |field: &str| field == key || field.starts_with(&format!("{key}."));
        let of_fact = named.get(fact).unwrap_or_else(|| panic!("{fact}.{key}: {dossier:#}"));
        assert!(of_fact.iter().any(|field| expected(field)) || key == "sourceText", "{fact}.{key}: {of_fact:?}");
        let strange: Vec<_> = of_fact.iter().filter(|field| !expected(field) && key != "sourceText").collect();
        assert!(strange.is_empty(), "{fact}.{key}: {strange:?}");
        let others: Vec<_> = named.keys().filter(|name| *name != fact).collect();
        let record = format!("{fact}/source");
        assert!(others.iter().all(|name| key == "sourceText" && **name == record), "{fact}.{key}: {others:?}");
        kinds.insert((fact.clone(), key.clone()));
    }
    assert!(kinds.len() >= 250, "{} keys", kinds.len());
}

/// The fields that were changed by hand, by entry: those that follow from another change are left out.
fn fields(dossier: &Value) -> BTreeMap<String, Vec<String>> {
    let mut named = BTreeMap::new();
    for entry in dossier.as_object().unwrap().values().filter_map(Value::as_array).flatten() {
        let fields = entry["fields"].as_array().unwrap().iter().filter(|field| field.get("derived").is_none());
        let fields: Vec<String> = fields.map(|field| field["field"].as_str().unwrap().to_owned()).collect();
        let moved = entry["moved"].as_array().is_some_and(|moved| !moved.is_empty());
        if !fields.is_empty() || moved {
            named.insert(entry["id"].as_str().unwrap().to_owned(), fields);
        }
    }
    named
}
