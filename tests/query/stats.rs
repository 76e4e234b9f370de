//! `verbale stats`: counts, and what is left out of them.

use serde_json::{Value, json};

use crate::cli::stage::{Stage, dossier, faulty, json as dossier_json, part};
use crate::query::competency::seed;

fn counts(stage: &Stage, inputs: &[&str]) -> Value {
    let outcome = stage.run(&[&["stats", "-f", "json"], inputs].concat()).fine();
    serde_json::from_str(&outcome.stdout).unwrap()
}

#[test]
fn the_seed_has_thirty_nine_facts() {
    let counts = counts(&seed(), &["dossier.yaml"]);
    assert_eq!((&counts["version"], &counts["facts"], &counts["dossiers"]), (&json!(1), &json!(39), &json!(1)));
    let sum = |key: &str| counts[key].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum::<u64>();
    assert_eq!(sum("kind"), 39);
    // Competency question 4 counts the statuses.
    let statuses =
        json!({"agreed": 1, "intended": 3, "envisaged": 1, "expected": 2, "possible-action": 1, "relied-on": 1});
    assert_eq!(counts["status"], statuses);
    assert_eq!(sum("month") + counts["longer"].as_u64().unwrap() + counts["undated"].as_u64().unwrap(), 39);
}

#[test]
fn a_refused_dossier_is_left_out_and_said() {
    let stage = Stage::new();
    stage.write("in/a.yaml", dossier("a"));
    stage.write("in/b.yaml", faulty("b"));
    stage.write("in/c.jsonl", dossier_json("c"));
    let outcome = stage.run(&["stats", "in", "-f", "json"]);
    let counts: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!((&counts["dossiers"], &counts["refused"], &counts["facts"]), (&json!(2), &json!(1), &json!(2)));
    outcome.fails(1, &["error[quote-not-found]"]);
    let table = stage.run(&["stats", "in"]);
    assert!(table.stdout.starts_with("2 facts in 2 dossiers; 1 dossier refused\n"), "{}", table.stdout);
}

#[test]
fn a_fact_that_parts_repeat_counts_once() {
    let stage = Stage::new();
    stage.write("parts.jsonl", [part("p", 1), part("p", 2), part("p", 3).replace("summit-3", "summit-1")].join("\n"));
    let counts = counts(&stage, &["parts.jsonl"]);
    assert_eq!((&counts["facts"], &counts["kind"]), (&json!(2), &json!({"meeting": 2})));
    assert_eq!(counts["actors"][0]["facts"], 2);
}

#[test]
fn the_forms_say_the_same() {
    let stage = seed();
    let counts = counts(&stage, &["dossier.yaml"]);
    stage.run(&["stats", "dossier.yaml", "-o", "counts.csv"]).fine();
    let csv = stage.read("counts.csv");
    let mut lines = csv.lines();
    assert_eq!(lines.next(), Some("by,value,name,facts"));
    let mut compared = 0;
    for line in lines {
        let cells: Vec<_> = line.split(',').collect();
        let facts: u64 = cells.last().unwrap().parse().unwrap();
        let found = match (cells[0], cells[1]) {
            ("actor", iri) => {
                counts["actors"].as_array().unwrap().iter().find(|actor| actor["iri"] == iri).map(|a| &a["facts"])
            }
            ("month", rest @ ("longer" | "undated")) => Some(&counts[rest]),
            (by, value) => counts[by].get(value),
        };
        assert_eq!(found, Some(&json!(facts)), "{line}");
        compared += 1;
    }
    assert!(compared >= 40, "{compared}");
    let top = stage.run(&["stats", "dossier.yaml", "--top", "3"]).fine().stdout;
    assert!(top.contains("Mali") && !top.contains("Diop") && top.contains("(15 further actors"), "{top}");
}

#[test]
fn what_cannot_be_counted_is_refused() {
    let stage = Stage::with_dossier();
    stage.write("g.ttl", "<http://e/s> <http://e/p> 1 .");
    stage.run(&["stats", "g.ttl"]).fails(2, &["g.ttl"]);
    stage.run(&["stats", "a.yaml", "-o", "a.yaml"]).fails(2, &["a.yaml"]);
    stage.run(&["stats", "a.yaml", "-o", "x.ttl"]).fails(2, &["names no form"]);
    stage.run(&["stats", "a.yaml", "-f", "json", "-o", "x.csv"]).fails(2, &["says csv", "says json"]);
    assert_eq!(stage.names("."), ["a.yaml", "g.ttl"]);
}
