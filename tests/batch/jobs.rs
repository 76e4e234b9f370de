//! One job, two and eight give the same: bytes, messages, rejects and accounts.

use serde_json::Value;

use super::random::{cases, faulty, joined, line, part, sound};
use crate::cli::stage::{self, Outcome, Stage};
use crate::dice::Dice;

/// Every format, and every way of naming graphs that changes its shape.
const FORMS: [&str; 14] = [
    "turtle",
    "ntriples",
    "nquads",
    "trig",
    "rdfxml",
    "jsonld",
    "jsonld --jsonld-form flattened",
    "jsonld --jsonld-form expanded",
    "jsonld --graph dossier",
    "jsonld --graph source",
    "jsonld --graph source --jsonld-form flattened",
    "trig --graph source",
    "trig --graph none",
    "nquads --graph source",
];

/// All that a run leaves behind, and its account without the seconds.
fn all_of(stage: &Stage, form: &str, jobs: &str, more: &[&str]) -> (Outcome, Vec<u8>, Value) {
    let mut arguments =
        vec!["export", "in.jsonl", "--jobs", jobs, "--rejects", "rejects", "--summary", "summary", "-f"];
    arguments.extend(form.split(' '));
    arguments.extend(more);
    let run = stage.run(&arguments);
    let mut summary: Value = serde_json::from_str(&stage.read("summary")).unwrap();
    assert!(summary.as_object_mut().unwrap().remove("seconds").is_some());
    (run, stage.bytes("rejects"), summary)
}

fn assert_same(stage: &Stage, form: &str, more: &[&str], seed: u64) {
    let (one, rejects, summary) = all_of(stage, form, "1", more);
    for jobs in ["2", "8"] {
        let (several, their_rejects, their_summary) = all_of(stage, form, jobs, more);
        let about = format!("{form} {more:?}, {jobs} jobs, seed {seed}");
        assert!(several.stdout == one.stdout, "{about}: the output differs");
        assert_eq!(several.stderr, one.stderr, "{about}");
        assert_eq!(several.code, one.code, "{about}");
        assert!(their_rejects == rejects, "{about}: the rejects differ");
        assert_eq!(their_summary, summary, "{about}");
    }
}

#[test]
fn the_same_with_faults_parts_blank_lines_and_repeated_ids() {
    for seed in cases(1) {
        for (at, form) in FORMS.iter().enumerate() {
            let dice = &mut Dice::new(seed * 100 + at as u64);
            let stage = Stage::new();
            let lines = faulty(dice, 150, 8);
            stage.write("in.jsonl", joined(dice, &lines));
            assert_same(&stage, form, &["--on-error", ["stop", "skip"][at % 2]], seed);
        }
    }
}

/// Without a fault in the first half, many chunks are written before the output is closed.
#[test]
fn the_same_when_a_late_fault_stops_the_output() {
    for form in ["jsonld", "trig", "rdfxml"] {
        let dice = &mut Dice::new(7);
        let stage = Stage::new();
        let lines = [sound(dice, 300), faulty(dice, 20, 2)].concat();
        stage.write("in.jsonl", joined(dice, &lines));
        let (run, _, summary) = all_of(&stage, form, "1", &[]);
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        assert!(summary["records"]["written"].as_u64() > Some(250), "{summary}");
        assert!(summary["refused"]["stopped"].as_u64() > Some(0), "{summary}");
        assert_same(&stage, form, &[], 7);
    }
}

#[test]
fn the_same_files_in_a_folder() {
    let dice = &mut Dice::new(3);
    let stage = Stage::new();
    let mut lines = faulty(dice, 60, 10);
    // The parts of a dossier that is a file of its own follow one another.
    lines.retain(|line| !String::from_utf8_lossy(line).contains("\"part\""));
    for number in 1..4 {
        lines.insert(30, line(&part("long", number)));
    }
    stage.write("in.jsonl", joined(dice, &lines));
    let mut seen = Vec::new();
    for jobs in ["1", "2", "8"] {
        stage.write(&format!("{jobs}/.keep"), "");
        let run = stage.run(&["export", "in.jsonl", "--out-dir", jobs, "--jobs", jobs, "--on-error", "skip"]);
        let names = stage.names(jobs);
        let files: Vec<_> = names.iter().map(|name| stage.bytes(&format!("{jobs}/{name}"))).collect();
        seen.push((run.code, run.stderr, names, files));
    }
    assert!(seen[0].2.len() > 30, "{:?}", seen[0].2);
    assert!(seen[1] == seen[0] && seen[2] == seen[0]);
}

/// Many files, some of them no dossiers, one that cannot be opened: what is said comes in their order.
#[test]
fn the_same_over_many_files() {
    let stage = Stage::new();
    for at in 0..40 {
        stage.write(&format!("in/{at:02}.yaml"), stage::dossier(&format!("d{at}")));
    }
    stage.write("in/11.yaml", "a: 1\n");
    stage.write("in/12.yaml", stage::faulty("x"));
    stage.write("in/13.yaml", stage::dossier("d1"));
    stage.write("in/14.jsonl", "");
    stage.write("in/15.json.gz", "no gzip");
    stage.write("in/16.yaml", stage::with_file("f", "none.txt"));
    stage.write("in/17.yaml", stage::with_file("g", "article.txt"));
    stage.write("in/article.txt", stage::ARTICLE);
    stage.write("in/shared.yaml", "actors: {mali: {type: state, iso: MLI}, mali: {type: state, iso: MLI}}\n");
    for at in [18, 19, 30] {
        let text = stage::dossier(&format!("r{at}")).replacen("id:", "registry: shared.yaml\nid:", 1);
        stage.write(&format!("in/{at}.yaml"), text);
    }
    let run = |inputs: &[&str], jobs| {
        let options = ["export", "-f", "turtle", "--jobs", jobs, "--on-error", "skip"];
        let run = stage.run(&[&options, inputs].concat());
        (run.code, run.stdout, run.stderr)
    };
    let inputs = ["in", "none.yaml", "in/20.yaml"];
    let one = run(&inputs, "1");
    assert_eq!(one.0, Some(2), "{}", one.2);
    for words in
        ["11.yaml", "false words", "d1` is there twice", "14.jsonl is empty", "15.json.gz", "none.txt", "none.yaml"]
    {
        assert!(one.2.contains(words), "{words}: {}", one.2);
    }
    assert_eq!(one.2.matches("[duplicate-key]").count(), 1, "a registry is spoken of once: {}", one.2);
    assert_eq!(run(&inputs, "2"), one);
    assert_eq!(run(&inputs, "8"), one);
    // What cannot be read ends the output; without it there is one.
    std::fs::remove_file(stage.path("in/15.json.gz")).unwrap();
    let one = run(&["in"], "1");
    assert!(one.1.contains("<https://") && one.1.len() > 20_000, "{}", one.2);
    assert_eq!(run(&["in"], "2"), one);
    assert_eq!(run(&["in"], "8"), one);
}

/// A registry of the command line may be a pipe: it is read once, whatever the jobs.
#[cfg(unix)]
#[test]
fn a_registry_that_can_be_read_once_serves_all_jobs() {
    let stage = Stage::new();
    let lines: Vec<_> = (0..30)
        .map(|at| stage::json(&format!("d{at}")).replace("\"parties\":[\"france\",", "\"parties\":[\"mali\","))
        .collect();
    stage.write("in.jsonl", lines.join("\n"));
    stage.write("shared.yaml", "actors: {mali: {type: state, iso: MLI}}\n");
    let script = r#"mkfifo shared.fifo.yaml; cat shared.yaml > shared.fifo.yaml & "$@""#;
    let run = |jobs| {
        let arguments = ["export", "in.jsonl", "-f", "nquads", "--registry", "shared.fifo.yaml", "--jobs", jobs];
        let run = stage.shell(script, &arguments);
        std::fs::remove_file(stage.path("shared.fifo.yaml")).unwrap();
        (run.code, run.stdout)
    };
    let one = run("1");
    assert_eq!(one.0, Some(0));
    assert!(one.1.contains("/state/MLI>"));
    assert_eq!(run("4"), one);
}
