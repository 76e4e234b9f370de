//! Every record is accounted for: written, or refused with its reasons, which can be mended and fed back.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::random::{faulty, joined};
use crate::cli::stage::{self, Stage};
use crate::dice::Dice;

fn account(stage: &Stage) -> Value {
    let mut summary: Value = serde_json::from_str(&stage.read("s.json")).unwrap();
    let seconds = summary.as_object_mut().unwrap().remove("seconds").unwrap();
    assert!(seconds.as_f64().is_some_and(|seconds| (0.0..600.0).contains(&seconds)), "{seconds}");
    summary
}

fn rejects(stage: &Stage, name: &str) -> Vec<Value> {
    stage.read(name).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Two good records, two of three facts each that are refused for different reasons, one that is no JSON.
fn five(stage: &Stage) {
    let three = |line: String| {
        let mut dossier: Value = serde_json::from_str(&line).unwrap();
        let fact = dossier["facts"][0].clone();
        for id in ["second", "third"] {
            let mut other = fact.clone();
            other["id"] = json!(id);
            dossier["facts"].as_array_mut().unwrap().push(other);
        }
        dossier.to_string()
    };
    let lines = [
        stage::json("a"),
        three(stage::faulty_json("b")),
        "{".to_owned(),
        three(stage::json("c").replace("FRA", "XXX")),
        stage::json("d"),
    ];
    stage.write("in.jsonl", lines.join("\n"));
}

#[test]
fn what_comes_in_is_what_goes_out_and_what_is_refused() {
    let stage = Stage::new();
    five(&stage);
    let run = stage.run(&["export", "in.jsonl", "-f", "nquads", "--on-error", "skip", "--summary", "s.json"]);
    assert_eq!(run.code, Some(1));
    let sums = |read: u8, written: u8, refused: u8| json!({"read": read, "written": written, "refused": refused});
    let expected = json!({
        "version": 1,
        "records": sums(5, 2, 3),
        "facts": sums(8, 2, 6),
        "refused": {"quote-not-found": 1, "syntax": 1, "unknown-state": 1},
        "quads": run.stdout.lines().count(),
        "bytes": run.stdout.len(),
    });
    assert_eq!(account(&stage), expected);
    assert_eq!(stage::graphs(&run.stdout), ["a", "d"]);
    let line = "5 records with 8 facts: 2 with 2 facts written, 3 with 6 facts refused";
    assert!(run.stderr.contains(line), "{}", run.stderr);
}

/// Lines count from the beginning of a piece: a message names the record as well.
#[test]
fn messages_name_the_record() {
    let stage = Stage::new();
    five(&stage);
    let said = stage.run(&["export", "in.jsonl", "-f", "nquads"]).stderr;
    for words in ["in the record `b`", "in the record `c`", "in.jsonl:4:"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    // SHA-256 of `{`, by coreutils.
    assert!(said.contains("in the record 021fb596db81 that begins with `{`"), "{said}");
}

/// What is not written because another record is refused is not lost from the account.
#[test]
fn a_stopped_run_accounts_for_what_it_holds_back() {
    let stage = Stage::new();
    five(&stage);
    let stopped = |arguments: &[&str]| {
        let run = stage.run(&[&["export", "in.jsonl", "-f", "nquads", "--summary", "s.json"], arguments].concat());
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        (account(&stage), run.stdout.len())
    };
    let (summary, bytes) = stopped(&[]);
    assert_eq!(summary["records"], json!({"read": 5, "written": 1, "refused": 4}));
    assert_eq!(summary["refused"], json!({"quote-not-found": 1, "stopped": 1, "syntax": 1, "unknown-state": 1}));
    assert_eq!(summary["bytes"], bytes);
    let (summary, _) = stopped(&["-o", "out.nq"]);
    assert_eq!(summary["records"], json!({"read": 5, "written": 0, "refused": 5}));
    assert_eq!(summary["refused"]["stopped"], 2);
    assert_eq!((&summary["quads"], &summary["bytes"]), (&json!(0), &json!(0)));
    assert!(!stage.path("out.nq").exists());
}

#[test]
fn exit_zero_is_for_refused_records_alone() {
    let stage = Stage::new();
    five(&stage);
    let run =
        |more: &[&str]| stage.run(&[&["export", "in.jsonl", "-f", "nquads", "--on-error", "skip"], more].concat());
    let (plain, zero) = (run(&[]), run(&["--exit-zero"]));
    assert_eq!((plain.code, zero.code), (Some(1), Some(0)));
    assert_eq!((&zero.stdout, &zero.stderr), (&plain.stdout, &plain.stderr));
    assert_eq!(run(&["--exit-zero", "none.jsonl"]).code, Some(2));
    stage.write("r.yaml", "actors: 1\n");
    assert_eq!(run(&["--exit-zero", "--registry", "r.yaml"]).code, Some(1), "the run was not made");
}

/// An input that breaks off is no record: what it would have held is not known, so files stay.
#[test]
fn an_input_that_cannot_be_read_leaves_the_old_file_even_where_records_are_skipped() {
    let stage = Stage::new();
    five(&stage);
    stage.write("b.jsonl.gz", "no gzip");
    stage.write("out.nq", "old");
    let run = stage.run(&["export", "in.jsonl", "b.jsonl.gz", "-o", "out.nq", "--on-error", "skip", "--exit-zero"]);
    assert_eq!((run.code, stage.read("out.nq").as_str()), (Some(2), "old"), "{}", run.stderr);
}

#[test]
fn a_reject_has_the_line_and_the_findings_of_the_report() {
    let stage = Stage::new();
    five(&stage);
    stage.run(&["export", "in.jsonl", "-f", "nquads", "--rejects", "r.jsonl"]);
    let found = rejects(&stage, "r.jsonl");
    let lines: Vec<String> = stage.read("in.jsonl").lines().map(str::to_owned).collect();
    for (reject, (line, id)) in found.iter().zip([(2, Some("b")), (3, None), (4, Some("c"))]) {
        assert_eq!(reject["input"], "in.jsonl");
        assert_eq!(reject["line"], line);
        assert_eq!(reject.get("id").and_then(Value::as_str), id);
        assert_eq!(reject["record"], lines[line - 1].as_str());
    }
    assert_eq!(found.len(), 3);
    let report = stage.run(&["check", "in.jsonl", "--no-default-shapes", "--report", "json"]);
    let report: Value = serde_json::from_str(&report.stdout).unwrap();
    let own: Vec<_> = found.iter().flat_map(|reject| reject["findings"].as_array().unwrap().clone()).collect();
    assert_eq!(report["findings"], Value::Array(own));
}

#[test]
fn bytes_that_are_no_text_are_rejected_with_what_can_be_read_of_them() {
    let stage = Stage::new();
    stage.write("in.jsonl", [stage::json("a").as_bytes(), b"\xE9\n", stage::json("b").as_bytes()].concat());
    stage.write("out.nq", "old");
    let run = stage.run(&["export", "in.jsonl", "-o", "out.nq", "--on-error", "skip", "--rejects", "r.jsonl"]);
    assert_eq!(run.code, Some(1));
    assert_eq!(stage::graphs(&stage.read("out.nq")), ["b"]);
    let found = rejects(&stage, "r.jsonl");
    assert_eq!(found[0]["findings"][0]["code"], "not-utf8");
    assert!(found[0]["record"].as_str().unwrap().ends_with("}\u{FFFD}"));
}

/// The findings by record, without where they stand: that is another line now.
fn reasons(rejects: &[Value]) -> BTreeMap<String, Vec<(Value, Value, Value)>> {
    let reason = |finding: &Value| (finding["code"].clone(), finding["message"].clone(), finding["column"].clone());
    let all = rejects.iter().map(|reject| {
        let findings = reject["findings"].as_array().unwrap().iter().map(reason).collect();
        (reject["record"].as_str().unwrap().to_owned(), findings)
    });
    all.collect()
}

#[test]
fn rejects_fed_back_are_refused_alike_and_mended_they_are_what_was_missing() {
    let dice = &mut Dice::new(11);
    let stage = Stage::new();
    let lines = faulty(dice, 120, 5);
    // Faults that lie in the line itself: what is said of a repeated id or a part depends on the others.
    let lines: Vec<_> = lines.into_iter().filter(|line| !String::from_utf8_lossy(line).contains("\"part\"")).collect();
    stage.write("in.jsonl", joined(dice, &lines));
    let skipped = ["export", "in.jsonl", "-f", "nquads", "--on-error", "skip", "--rejects", "r.jsonl"];
    let good = stage.run(&skipped).stdout;
    let own = |reject: &Value| {
        let code = reject["findings"].as_array().unwrap().iter().find(|f| f["severity"] == "error").unwrap();
        !["duplicate-id", "not-utf8"].contains(&code["code"].as_str().unwrap())
    };
    let found: Vec<_> = rejects(&stage, "r.jsonl").into_iter().filter(own).collect();
    assert!(found.len() > 10);
    let again: Vec<_> = found.iter().map(|reject| reject["record"].as_str().unwrap()).collect();
    stage.write("again.jsonl", again.join("\n"));
    let run = stage.run(&["export", "again.jsonl", "-f", "nquads", "--rejects", "r2.jsonl"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    assert_eq!(reasons(&rejects(&stage, "r2.jsonl")), reasons(&found));

    // Mended, they give exactly what the whole batch would have had besides.
    let mended =
        |line: &str| line.replace("met in Rome", "met in Paris").replace("XXX", "FRA").replace("\"key\"", "\"id\"");
    let mendable: Vec<_> = again.iter().map(|line| mended(line)).filter(|line| line.contains("\"facts\"")).collect();
    stage.write("mended.jsonl", mendable.join("\n"));
    let rest = stage.run(&["export", "mended.jsonl", "-f", "nquads", "--on-error", "skip"]).stdout;
    let whole: Vec<_> = lines.iter().map(|line| mended(&String::from_utf8_lossy(line))).collect();
    stage.write("whole.jsonl", whole.join("\n"));
    let whole = stage.run(&["export", "whole.jsonl", "-f", "nquads", "--on-error", "skip"]).stdout;
    let sorted = |text: &str| text.lines().map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
    assert!(!rest.is_empty());
    assert_eq!(sorted(&(good + &rest)), sorted(&whole));
}

#[test]
fn outputs_that_are_inputs_or_each_other_are_refused() {
    let stage = Stage::with_dossier();
    let before = stage.read("a.yaml");
    for arguments in [
        &["--rejects", "a.yaml"][..],
        &["--summary", "./a.yaml"],
        &["--rejects", "x", "--summary", "x"],
        &["-o", "x.ttl", "--summary", "x.ttl"],
    ] {
        assert_eq!(stage.run(&[&["export", "a.yaml"], arguments].concat()).code, Some(2), "{arguments:?}");
    }
    assert_eq!((stage.names("."), stage.read("a.yaml")), (vec!["a.yaml".to_owned()], before));
}
