//! No differences where none are: other orders, other syntax, RDF instead of the dossier.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use tempfile::TempDir;

use super::{as_json, count, diff, pair};
use crate::command::{root, verbale};
use crate::dice::Dice;

/// The same value with keys of mappings and entries of named lists in another order.
fn shuffled(value: &Value, dice: &mut Dice) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.iter().map(|item| shuffled(item, dice)).collect()),
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().map(|(key, value)| (key.clone(), shuffled(value, dice))).collect();
            for (key, value) in &mut entries {
                if let (
                    "facts" | "parties" | "by" | "field" | "members" | "participants" | "quote",
                    Value::Array(items),
                ) = (key.as_str(), value)
                {
                    shuffle(items, dice);
                }
            }
            shuffle(&mut entries, dice);
            Value::Object(entries.into_iter().collect::<Map<_, _>>())
        }
        scalar => scalar.clone(),
    }
}

fn shuffle<T>(items: &mut [T], dice: &mut Dice) {
    for last in (1..items.len()).rev() {
        items.swap(last, dice.below(last + 1));
    }
}

/// The dossiers that the format's own tests accept, and the examples.
fn dossiers() -> Vec<PathBuf> {
    let cases = fs::read_dir(root().join("tests/cases/accepted")).unwrap();
    let mut dossiers: Vec<_> =
        cases.map(|case| case.unwrap().path().join("dossier.yaml")).filter(|path| path.exists()).collect();
    dossiers.sort();
    dossiers.push(root().join("examples/russie-aes-2025-04-03/dossier.yaml"));
    dossiers.push(root().join("examples/first/dossier.yaml"));
    dossiers.push(pair().join("old.yaml"));
    dossiers
}

/// A copy of the folder of a dossier, so that its texts are at hand.
fn copy(dossier: &Path) -> TempDir {
    let folder = TempDir::new().unwrap();
    copy_files(dossier.parent().unwrap(), folder.path());
    folder
}

fn copy_files(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            fs::create_dir(to.join(entry.file_name())).unwrap();
            copy_files(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

fn assert_same(report: &Value, facts: u64, what: &str) {
    assert_eq!(report["dossiers"], Value::Array(Vec::new()), "{what}: {report:#}");
    assert_eq!(report.get("shared"), None, "{what}");
    assert_eq!(count(report, "/facts/unchanged"), facts, "{what}");
    assert_eq!(count(report, "/dossiers/compared"), 1, "{what}");
}

#[test]
fn a_dossier_is_the_same_as_its_twin_and_as_its_graph() {
    let mut dice = Dice::new(7);
    let (mut compared, mut graphs) = (0, 0);
    for path in dossiers() {
        let folder = copy(&path);
        let name = path.file_name().unwrap().to_str().unwrap();
        let dossier = as_json(&fs::read_to_string(&path).unwrap());
        let facts = |list: &Value| list["facts"].as_array().map_or(0, |facts| facts.len() as u64);
        let enrichment = dossier["enrichment"].as_array().map_or(0, |list| list.iter().map(facts).sum());
        let facts = facts(&dossier) + enrichment;
        fs::write(folder.path().join("twin.json"), shuffled(&dossier, &mut dice).to_string()).unwrap();
        assert_same(&diff(folder.path(), &[name, "twin.json"]), facts, &format!("{} and its twin", path.display()));
        for extension in ["ttl", "nq", "jsonld", "trig", "nt"] {
            let graph = format!("graph.{extension}");
            let outcome = verbale(folder.path(), &["export", "twin.json", "-o", &graph]);
            assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
            for pair in [[name, &*graph], [&*graph, name]] {
                assert_same(&diff(folder.path(), &pair), facts, &format!("{} and {graph}", path.display()));
                graphs += 1;
            }
        }
        compared += facts;
    }
    assert!(compared >= 120 && graphs >= 600, "{compared} facts, {graphs} graphs");
}

#[test]
fn another_base_is_one_difference_of_the_dossier() {
    let folder = copy(&pair().join("old.yaml"));
    for base in ["https://data.example.org/x/", "https://data.example.org/x#", "https://w3id.org/verbale/", "urn:x:"] {
        let outcome = verbale(folder.path(), &["export", "old.yaml", "--base", base, "-o", "graph.nq"]);
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        let report = diff(folder.path(), &["old.yaml", "graph.nq"]);
        assert_eq!(count(&report, "/facts/unchanged"), 5, "{report:#}");
        assert_eq!(count(&report, "/others"), 1, "{report:#}");
        assert_eq!(report["dossiers"][0]["itself"][0]["fields"][0]["new"][0], base);
        let report = diff(folder.path(), &["old.yaml", "graph.nq", "--base", base]);
        assert_same(&report, 5, base);
    }
}
