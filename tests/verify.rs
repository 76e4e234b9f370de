//! `verbale verify`: words against texts, from the graph alone.

mod faults;
mod newer;
mod texts;
mod written;

use serde_json::Value;

use crate::cli::stage::{Outcome, Stage};
use crate::command::root;

/// The seed's article as it is, and a graph of it, `graph.ttl`.
fn seed() -> Stage {
    let stage = Stage::new();
    for name in ["article.txt", "dossier.yaml"] {
        stage.write(name, std::fs::read(root().join("examples/russie-aes-2025-04-03").join(name)).unwrap());
    }
    stage.run(&["export", "dossier.yaml", "-o", "graph.ttl"]).fine();
    stage
}

/// The report for programs.
fn report(outcome: &Outcome) -> Value {
    let report: Value = serde_json::from_str(&outcome.stdout).unwrap_or_else(|fault| panic!("{fault}: {outcome:?}"));
    assert_eq!(report["version"], 1);
    report
}

/// How many facts have each status, and the faults' codes.
fn counts(report: &Value, status: &str) -> u64 {
    report["summary"]["facts"][status].as_u64().unwrap()
}

fn codes(report: &Value) -> Vec<&str> {
    report["faults"].as_array().unwrap().iter().map(|fault| fault["code"].as_str().unwrap()).collect()
}

/// The local name of each fact with a status.
fn facts<'r>(report: &'r Value, status: &str) -> Vec<&'r str> {
    let facts = report["facts"].as_array().unwrap().iter().filter(|fact| fact["status"] == status);
    facts.map(|fact| fact["fact"].as_str().unwrap().rsplit('/').next().unwrap()).collect()
}

#[test]
fn every_format_proves_the_same_facts() {
    let stage = seed();
    let formats = [
        ("ttl", &["-f", "turtle"][..]),
        ("trig", &["-f", "trig"]),
        ("nt", &["-f", "ntriples"]),
        ("nq", &["-f", "nquads"]),
        ("jsonld", &["-f", "jsonld"]),
        ("jsonld", &["-f", "jsonld", "--jsonld-form", "flattened"]),
        ("jsonld", &["-f", "jsonld", "--jsonld-form", "expanded"]),
        ("ttl.gz", &["-f", "turtle"]),
        ("nq.zst", &["-f", "nquads"]),
    ];
    let of_dossier = report(&stage.run(&["verify", "dossier.yaml", "--text", "article.txt", "--report", "json"]));
    // 39 facts, a membership of three members that has a node for each, the dateline, and a field of an actor.
    assert_eq!(counts(&of_dossier, "same"), 43);
    assert_eq!(of_dossier["summary"]["spans"]["same"], 49);
    for (extension, options) in formats {
        let name = format!("g.{extension}");
        let arguments = [&["export", "dossier.yaml", "-o", &name], options].concat();
        stage.run(&arguments).fine();
        let outcome = stage.run(&["verify", &name, "--text", "article.txt", "--report", "json"]);
        assert_eq!(outcome.code, Some(0), "{name}: {outcome:?}");
        let found = report(&outcome);
        assert_eq!(found["summary"]["facts"], of_dossier["summary"]["facts"], "{name}");
        assert_eq!(found["summary"]["triples"], of_dossier["summary"]["triples"], "{name}");
        let has_line = found["facts"][0]["line"].is_u64();
        assert_eq!(has_line, !extension.starts_with("jsonld"), "{name}");
    }
}

#[test]
fn all_texts_of_a_run_say_what_was_proved() {
    let stage = seed();
    let outcome = stage.run(&["verify", "graph.ttl", "--text", "article.txt"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), "43 facts, 49 spans: 43 same\n"));
    assert_eq!(outcome.stderr, "verified 49 spans: 43 of 43 facts kept, 0 faults\n");
}
