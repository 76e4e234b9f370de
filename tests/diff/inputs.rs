//! What can be compared, and what is said where it cannot.

use std::fmt::Write as _;
use std::fs;
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{count, diff, ends, pair};
use crate::command::verbale;

/// A dossier of one fact.
fn dossier(id: &str, status: &str) -> String {
    let text = "Kenya agreed to help.";
    json!({
        "verbale": 1, "id": id, "source": {"language": "en", "text": text},
        "actors": {"kenya": {"type": "state", "iso": "KEN"}},
        "facts": [{"id": "help", "kind": "commitment", "status": status, "by": "kenya", "description": {"en": "to help"}, "quote": text}],
    })
    .to_string()
}

fn stage(files: &[(&str, String)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

fn ids(report: &Value) -> Vec<(&str, &str)> {
    let dossiers = report["dossiers"].as_array().unwrap().iter();
    dossiers.map(|dossier| (dossier["id"].as_str().unwrap(), dossier["change"].as_str().unwrap())).collect()
}

#[test]
fn dossiers_of_folders_are_matched_by_id_whatever_their_files() {
    let old = ["a", "b", "c", "d"].map(|id| (format!("old/{id}.json"), dossier(id, "agreed")));
    let new = [
        ("z/1.json", "b", "agreed"),
        ("y.json", "c", "announced"),
        ("1.json", "e", "agreed"),
        ("0.json", "d", "agreed"),
    ];
    let folder = TempDir::new().unwrap();
    fs::create_dir_all(folder.path().join("new/z")).unwrap();
    fs::create_dir(folder.path().join("old")).unwrap();
    for (name, content) in old {
        fs::write(folder.path().join(name), content).unwrap();
    }
    for (name, id, status) in new {
        fs::write(folder.path().join("new").join(name), dossier(id, status)).unwrap();
    }
    let report = diff(folder.path(), &["old", "new"]);
    assert_eq!(ids(&report), [("a", "removed"), ("c", "changed"), ("e", "added")]);
    let dossiers = json!({"compared": 3, "changed": 1, "added": 1, "removed": 1});
    assert_eq!(report["summary"]["dossiers"], dossiers);
    let status = json!({"field": "status", "old": ["agreed"], "new": ["announced"]});
    assert_eq!(report["dossiers"][1]["facts"][0]["fields"], json!([status]));
}

#[test]
fn a_batch_is_the_same_as_its_folder_and_its_graphs() {
    let lines: String = (0..40).fold(String::new(), |mut lines, number| {
        let _ = writeln!(lines, "{}", dossier(&format!("d{number}"), "agreed"));
        lines
    });
    let folder = stage(&[("batch.jsonl", lines)]);
    for (number, status) in (0..40).map(|number| (number, if number == 7 { "intended" } else { "agreed" })) {
        let path = folder.path().join(format!("dossiers/{number}.json"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, dossier(&format!("d{number}"), status)).unwrap();
    }
    for graph in ["all.nq", "all.ttl", "all.jsonld.gz", "all.trig.zst"] {
        assert_eq!(verbale(folder.path(), &["export", "dossiers", "-o", graph]).code, Some(0));
    }
    for new in ["dossiers", "all.nq", "all.ttl", "all.jsonld.gz", "all.trig.zst"] {
        let report = diff(folder.path(), &["batch.jsonl", new]);
        assert_eq!(ids(&report), [("d7", "changed")], "{new}");
        assert_eq!(count(&report, "/facts/compared"), 40, "{new}");
        assert_eq!(report.get("shared"), None, "{new}");
    }
}

/// In Turtle nobody knows which dossier says what of a state: it is compared over all of them.
#[test]
fn what_dossiers_of_one_graph_share_is_compared_once() {
    let named = |id: &str, name: &str| {
        let mut dossier: Value = serde_json::from_str(&dossier(id, "agreed")).unwrap();
        dossier["actors"]["kenya"]["name"] = json!({"en": name});
        dossier.to_string()
    };
    let folder = stage(&[
        ("old/a.json", named("a", "the republic")),
        ("old/b.json", named("b", "the country")),
        ("new/a.json", named("a", "the republic")),
        ("new/b.json", named("b", "the state")),
    ]);
    assert_eq!(verbale(folder.path(), &["export", "new", "-o", "new.ttl"]).code, Some(0));
    let report = diff(folder.path(), &["old", "new.ttl"]);
    assert_eq!(count(&report, "/facts/unchanged"), 2);
    assert_eq!(report["dossiers"], json!([]));
    let also = json!([{"field": "also", "old": ["the country@en", "the republic@en"], "new": ["the republic@en", "the state@en"]}]);
    assert_eq!(report["shared"]["actors"][0]["fields"], also);
    assert_eq!(ids(&diff(folder.path(), &["old", "new"])), [("b", "changed")], "in files everybody knows");
}

#[test]
fn parts_of_a_dossier_are_the_whole_wherever_they_stand() {
    let whole: Value = serde_json::from_str(&dossier("d", "agreed")).unwrap();
    let mut facts: Vec<Value> = Vec::new();
    for number in 0..6 {
        let mut fact = whole["facts"][0].clone();
        fact["id"] = json!(format!("f{number}"));
        facts.push(fact);
    }
    let with = |facts: &[Value], part: Option<usize>| {
        let mut dossier = whole.clone();
        dossier["facts"] = json!(facts);
        if let Some(part) = part {
            dossier["part"] = json!(part);
        }
        dossier.to_string()
    };
    let parts = [with(&facts[..2], Some(1)), dossier("other", "agreed"), with(&facts[2..], Some(2))].join("\n");
    let folder = stage(&[
        ("parts.jsonl", parts),
        ("whole.jsonl", format!("{}\n{}", dossier("other", "agreed"), with(&facts, None))),
    ]);
    for pair in [["parts.jsonl", "whole.jsonl"], ["whole.jsonl", "parts.jsonl"]] {
        let report = diff(folder.path(), &pair);
        assert_eq!((ids(&report), count(&report, "/facts/unchanged")), (vec![], 7));
    }
}

#[test]
fn a_dossier_with_an_error_keeps_all_from_being_compared() {
    let broken = dossier("b", "agreed").replace("\"iso\":\"KEN\"", "\"iso\":\"KEN\",\"color\":1");
    let folder = stage(&[
        ("old/a.json", dossier("a", "agreed")),
        ("old/b.json", dossier("b", "agreed")),
        ("new/a.json", dossier("a", "announced")),
        ("new/b.json", broken),
    ]);
    let outcome = ends(folder.path(), &["old", "new", "--report", "json=report.json"], 1);
    assert!(
        outcome.stderr.contains("error[unknown-key]") && outcome.stderr.contains("new/b.json:1:"),
        "{}",
        outcome.stderr
    );
    assert!(outcome.stderr.contains("nothing is compared"), "{}", outcome.stderr);
    assert!(outcome.stdout.is_empty() && !folder.path().join("report.json").exists());
}

#[test]
fn what_cannot_be_compared_is_named() {
    let blank = "_:x <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/verbale/dipl#Dossier> .\n";
    let folder = stage(&[
        ("a.json", dossier("a", "agreed")),
        ("twice.jsonl", format!("{}\n{}", dossier("a", "agreed"), dossier("a", "agreed"))),
        ("blank.nt", format!("\n  {blank}")),
        ("other.ttl", "<https://example.org/x> a <https://example.org/Y> .".into()),
        ("broken.ttl", "<https://example.org/x> a\n  nothing .".into()),
        ("graph.rdf", String::new()),
        ("notes.txt", String::new()),
        ("empty/readme.txt", String::new()),
    ]);
    let cases = [
        ("twice.jsonl", 1, "`a` is there twice"),
        ("blank.nt", 2, "blank node (line 2, column 3)"),
        ("other.ttl", 2, "no dossier is described in it"),
        ("broken.ttl", 1, "broken.ttl:2:"),
        ("graph.rdf", 2, "RDF/XML is not read"),
        ("notes.txt", 2, "cannot tell from its extension"),
        ("empty", 2, "no dossier in the folder empty"),
        ("missing.yaml", 2, "cannot open missing.yaml"),
    ];
    for (file, code, said) in cases {
        for pair in [["a.json", file], [file, "a.json"]] {
            let outcome = ends(folder.path(), &pair, code);
            assert!(outcome.stderr.contains(said), "{file}: {}", outcome.stderr);
            assert!(outcome.stdout.is_empty(), "{file}");
        }
    }
    for arguments in [&["a.json"][..], &["-", "-"], &["a.json", "a.json", "--from", "json"]] {
        ends(folder.path(), arguments, 2);
    }
}

#[test]
fn standard_input_is_one_of_the_two() {
    let old = fs::File::open(pair().join("old.yaml")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_verbale-under-test"))
        .args(["diff", "-", "new.yaml"])
        .current_dir(pair())
        .stdin(Stdio::from(old))
        .output()
        .unwrap();
    assert_eq!(output.stdout, fs::read(pair().join("report.txt")).unwrap());
}
