//! Runs that pass over what has not changed: what counts as a change, and what is gone.

use std::collections::BTreeMap;
use std::time::SystemTime;

use serde_json::Value;

use crate::cli::stage::{self, Outcome, Stage};

const RUN: [&str; 9] = ["export", "in", "--out-dir", "rdf", "--state", "state.json", "--incremental", "-f", "turtle"];

/// A folder with a dossier that has its text, one that takes it from a file, and one with a registry.
fn folder() -> Stage {
    let stage = Stage::new();
    stage.write("in/a.yaml", stage::dossier("a"));
    stage.write("in/b.yaml", stage::with_file("b", "texts/b.txt"));
    stage.write("in/texts/b.txt", stage::ARTICLE);
    stage.write("in/c.yaml", stage::dossier("c").replacen("id:", "registry: shared.yaml\nid:", 1));
    stage.write("in/shared.yaml", "places: {paris: {name: {en: Paris}}}\n");
    stage.write("rdf/.keep", "");
    stage
}

/// The files of the output, each with when it was written.
fn times(stage: &Stage) -> BTreeMap<String, SystemTime> {
    let time = |name: &str| std::fs::metadata(stage.path(&format!("rdf/{name}"))).unwrap().modified().unwrap();
    stage.names("rdf").into_iter().map(|name| (name.clone(), time(&name))).collect()
}

/// Runs again and says which files were written anew.
fn changed(stage: &Stage, more: &[&str]) -> (Vec<String>, Outcome) {
    let before = times(stage);
    let run = stage.run(&[&RUN, more].concat());
    let after = times(stage);
    let anew = after.into_iter().filter(|(name, time)| before.get(name) != Some(time)).map(|(name, _)| name);
    (anew.collect(), run)
}

#[test]
fn what_has_not_changed_is_passed_over() {
    let stage = folder();
    let (first, run) = changed(&stage, &[]);
    assert_eq!((first, run.code), (vec!["a.ttl".into(), "b.ttl".into(), "c.ttl".into()], Some(0)), "{}", run.stderr);
    for jobs in ["1", "4"] {
        let (again, run) = changed(&stage, &["--jobs", jobs, "--summary", "s.json"]);
        assert_eq!((again, run.code), (Vec::<String>::new(), Some(0)), "{}", run.stderr);
        let summary: Value = serde_json::from_str(&stage.read("s.json")).unwrap();
        assert_eq!((&summary["unchanged"], &summary["records"]["read"]), (&3.into(), &0.into()));
    }
}

#[test]
fn a_change_in_the_dossier_its_text_or_its_registry_counts() {
    let stage = folder();
    changed(&stage, &[]);
    stage.write("in/a.yaml", stage::dossier("a") + "# a comment\n");
    assert_eq!(changed(&stage, &[]).0, ["a.ttl"]);
    stage.write("in/texts/b.txt", format!("{}Then they left.\n", stage::ARTICLE));
    assert_eq!(changed(&stage, &[]).0, ["b.ttl"]);
    stage.write("in/shared.yaml", "places: {paris: {name: {fr: Paris}}}\n");
    assert_eq!(changed(&stage, &[]).0, ["c.ttl"]);
    std::fs::remove_file(stage.path("rdf/c.ttl")).unwrap();
    assert_eq!(changed(&stage, &[]).0, ["c.ttl"]);
    assert_eq!(changed(&stage, &[]).0, Vec::<String>::new());
}

#[test]
fn an_option_that_decides_over_the_output_counts() {
    let stage = folder();
    changed(&stage, &[]);
    stage.write("r.yaml", "places: {paris: {name: {en: Paris}}}\n");
    let all = ["a.ttl", "b.ttl", "c.ttl"];
    for more in [&["--base", "https://data.example/"][..], &["--registry", "r.yaml"], &["--source-root", "in"]] {
        assert_eq!(changed(&stage, more).0, all, "{more:?}");
        assert_eq!(changed(&stage, more).0, Vec::<String>::new(), "{more:?}");
    }
    stage.write("r.yaml", "places: {paris: {name: {fr: Paris}}}\n");
    assert_eq!(changed(&stage, &["--source-root", "in", "--registry", "r.yaml"]).0, all);
    changed(&stage, &[]);
    let state = stage.read("state.json");
    let version = format!("\"program\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(state.contains(&version));
    stage.write("state.json", state.replace(&version, "\"program\": \"0.0.0\""));
    assert_eq!(changed(&stage, &[]).0, all);
}

#[test]
fn what_is_gone_is_named_once() {
    let stage = folder();
    changed(&stage, &[]);
    std::fs::remove_file(stage.path("in/a.yaml")).unwrap();
    let (_, run) = changed(&stage, &[]);
    assert!(run.stderr.contains("the dossier a is gone; its file rdf/a.ttl is still there"), "{}", run.stderr);
    assert_eq!(stage.names("rdf"), [".keep", "a.ttl", "b.ttl", "c.ttl"]);
    assert!(!changed(&stage, &[]).1.stderr.contains("gone"));
}

/// A run that changes no file changes no state: the next one does all that this one should have.
#[test]
fn a_run_that_is_refused_leaves_the_state() {
    let stage = folder();
    changed(&stage, &[]);
    let state = stage.read("state.json");
    stage.write("in/a.yaml", stage::dossier("a") + "# a comment\n");
    stage.write("in/b.yaml", stage::faulty("b"));
    let (anew, run) = changed(&stage, &[]);
    assert_eq!((anew, run.code, stage.read("state.json")), (Vec::new(), Some(1), state));
    let (anew, run) = changed(&stage, &["--on-error", "skip"]);
    assert_eq!((anew, run.code), (vec!["a.ttl".to_owned()], Some(1)));
    assert!(!run.stderr.contains("gone"), "{}", run.stderr);
    let (anew, run) = changed(&stage, &["--on-error", "skip"]);
    assert_eq!((anew, run.code), (Vec::new(), Some(1)), "what was refused is tried again");
    stage.write("in/b.yaml", "verbale: 1\nid: [");
    assert!(!changed(&stage, &["--on-error", "skip"]).1.stderr.contains("gone"), "nobody knows what it was");
    stage.write("in/b.yaml", stage::with_file("b", "texts/b.txt"));
    assert_eq!(changed(&stage, &[]).0, ["b.ttl"]);
}

#[test]
fn an_id_that_comes_again_is_found_among_the_unchanged() {
    let stage = folder();
    changed(&stage, &[]);
    stage.write("in/d.yaml", stage::dossier("a").replace("Tuesday", "Wednesday"));
    let (anew, run) = changed(&stage, &[]);
    assert_eq!((anew, run.code), (Vec::new(), Some(1)));
    assert!(run.stderr.contains("`a` is there twice") && run.stderr.contains("in/a.yaml:1"), "{}", run.stderr);
}

#[test]
fn parts_are_always_written_anew() {
    let stage = Stage::new();
    stage.write("in/parts.jsonl", [stage::part("p", 1), stage::part("p", 2), stage::json("q")].join("\n"));
    stage.write("rdf/.keep", "");
    assert_eq!(changed(&stage, &[]).0, ["p.ttl", "q.ttl"]);
    let first = stage.read("rdf/p.ttl");
    let (anew, run) = changed(&stage, &[]);
    assert_eq!((anew, run.code), (vec!["p.ttl".to_owned()], Some(0)), "{}", run.stderr);
    assert_eq!(stage.read("rdf/p.ttl"), first);
}

#[test]
fn what_is_no_state_is_refused() {
    let stage = folder();
    for wrong in ["", "{}", "[1]", "{\"version\":2,\"program\":\"\",\"options\":\"\",\"dossiers\":{}}"] {
        stage.write("state.json", wrong);
        stage.run(&RUN).fails(2, &["state.json", "as a state"]);
        assert_eq!(stage.names("rdf"), [".keep"]);
    }
    stage.run(&["export", "in", "--state", "state.json"]).fails(2, &["--out-dir"]);
    stage.run(&["export", "in", "--out-dir", "rdf", "--incremental"]).fails(2, &["--state"]);
}
