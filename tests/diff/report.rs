//! The reports on a pair of dossiers whose differences are listed by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{diff, ends, pair};

#[test]
fn the_text_is_the_list_that_was_made_by_hand() {
    let outcome = ends(&pair(), &["old.yaml", "new.yaml"], 0);
    let expected = fs::read_to_string(pair().join("report.txt")).unwrap();
    assert_eq!(String::from_utf8(outcome.stdout).unwrap(), expected);
    let last =
        "compared 1 dossier, 4 facts: 1 added, 1 removed, 2 changed, 1 renamed, 1 moved, 2 changes beside the facts\n";
    assert_eq!(outcome.stderr, last);
}

#[test]
fn the_json_says_which_field_changed_from_what_to_what() {
    let report = diff(&pair(), &["old.yaml", "new.yaml"]);
    assert_eq!(report["version"], 1);
    let facts =
        json!({"compared": 4, "unchanged": 0, "changed": 2, "renamed": 1, "moved": 1, "added": 1, "removed": 1});
    assert_eq!(report["summary"]["facts"], facts);
    let dossier = &report["dossiers"][0];
    assert_eq!((&dossier["id"], &dossier["change"]), (&json!("talks-2025"), &json!("changed")));
    let aid = dossier["facts"].as_array().unwrap().iter().find(|fact| fact["id"] == "aid").unwrap();
    assert_eq!(
        aid["fields"],
        json!([
            {"field": "by", "old": ["state/NOR"], "new": ["state/KEN", "state/NOR"]},
            {"field": "factuality", "old": ["probable"], "new": ["unknown"], "derived": true},
            {"field": "kind", "old": ["expectation"], "new": ["commitment"]},
            {"field": "status", "old": ["expected"], "new": ["agreed"]},
            {"field": "quote", "old": ["Norway is expected to send aid"], "new": ["Norway agreed to send aid"]},
        ])
    );
    let renamed = dossier["facts"].as_array().unwrap().iter().find(|fact| fact["change"] == "renamed").unwrap();
    assert_eq!((&renamed["from"], &renamed["id"]), (&json!("exit"), &json!("departure")));
    let moved = json!([{"field": "quote", "quote": "Kenya left the league", "old": {"start": 114, "end": 135}, "new": {"start": 109, "end": 130}}]);
    assert_eq!(renamed["moved"], moved);
}

/// One entry as it is on the way from old to new, or, mirrored, on the way back. Labels and kinds are those of the newer
/// version, and left out.
fn told(entry: &Value, is_mirrored: bool) -> String {
    let mut entry = entry.as_object().unwrap().clone();
    entry.retain(|key, _| key != "label" && key != "kind");
    if is_mirrored {
        let changes = [("added", "removed"), ("removed", "added")];
        if let Some((_, back)) = changes.iter().find(|(there, _)| entry["change"] == *there) {
            entry["change"] = json!(back);
        }
        if let Some(from) = entry.remove("from") {
            let id = entry.insert("id".into(), from).unwrap();
            entry.insert("from".into(), id);
        }
        for list in ["fields", "moved"] {
            for step in entry.get_mut(list).into_iter().flat_map(|list| list.as_array_mut().unwrap()) {
                let step = step.as_object_mut().unwrap();
                let (old, new) = (step["old"].clone(), step["new"].clone());
                (step["old"], step["new"]) = (new, old);
            }
        }
    }
    let sorted: BTreeMap<String, Value> = entry.into_iter().collect();
    json!(sorted).to_string()
}

/// The entries of a report by their list, in no order.
fn entries(report: &Value, is_mirrored: bool) -> BTreeSet<(String, String)> {
    let lists = report["dossiers"].as_array().unwrap().iter().flat_map(|dossier| dossier.as_object().unwrap());
    let lists = lists.filter_map(|(list, entries)| Some((list, entries.as_array()?)));
    lists
        .flat_map(|(list, entries)| entries.iter().map(move |entry| (list.clone(), told(entry, is_mirrored))))
        .collect()
}

#[test]
fn the_other_way_round_the_differences_are_the_mirror() {
    let forward = entries(&diff(&pair(), &["old.yaml", "new.yaml"]), true);
    let backward = entries(&diff(&pair(), &["new.yaml", "old.yaml"]), false);
    assert_eq!(backward.len(), 8);
    assert_eq!(backward, forward);
}

#[test]
fn several_reports_of_one_run_say_the_same() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (json, markdown) = (format!("json={}", at("a.json")), format!("markdown={}", at("a.md")));
    let arguments =
        ["old.yaml", "new.yaml", "--report", "text", "--report", &json, "--report", &markdown, "--exit-code"];
    let outcome = ends(&pair(), &arguments, 1);
    assert_eq!(outcome.stdout, fs::read(pair().join("report.txt")).unwrap());
    let alone = ends(&pair(), &["old.yaml", "new.yaml", "--report", "json"], 0).stdout;
    assert_eq!(fs::read(at("a.json")).unwrap(), alone);
    let comment = fs::read_to_string(at("a.md")).unwrap();
    assert!(comment.starts_with("### Facts: 1 added, 1 removed, 2 changed, 1 renamed, 1 moved\n"), "{comment}");
    assert!(comment.contains("  - `status`: `expected` → `agreed`\n"), "{comment}");
}

#[test]
fn without_differences_text_is_empty_and_the_others_say_so() {
    let said = |form: &str| {
        let outcome = ends(&pair(), &["old.yaml", "old.yaml", "--report", form, "--exit-code"], 0);
        String::from_utf8(outcome.stdout).unwrap()
    };
    assert_eq!(said("text"), "");
    assert!(said("markdown").starts_with("### No fact differs\n"));
    let json: Value = serde_json::from_str(&said("json")).unwrap();
    assert_eq!((&json["dossiers"], &json["summary"]["facts"]["unchanged"]), (&json!([]), &json!(5)));
}

#[test]
fn colours_are_for_terminals_and_for_those_who_want_them() {
    let said = |variable: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_verbale-under-test"));
        command.args(["diff", "old.yaml", "new.yaml"]).current_dir(pair());
        for other in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(other);
        }
        String::from_utf8(command.env(variable, "1").output().unwrap().stdout).unwrap()
    };
    let plain = fs::read_to_string(pair().join("report.txt")).unwrap();
    assert_eq!(said("VERBALE_NOTHING"), plain);
    let coloured = said("CLICOLOR_FORCE");
    assert!(coloured.contains("\u{1b}[33mchanged\u{1b}[0m commitment aid"), "{coloured}");
    let (mut bare, mut rest) = (String::new(), coloured.as_str());
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        bare.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    assert_eq!(bare + rest, plain);
}

#[test]
fn reports_that_cannot_go_together_are_refused() {
    for reports in [["text", "json"], ["json=x", "markdown=x"], ["html", "text=x"], ["json=", "text=x"]] {
        let [one, other] = reports;
        let outcome = ends(&pair(), &["old.yaml", "new.yaml", "--report", one, "--report", other], 2);
        assert!(outcome.stdout.is_empty() && !pair().join("x").exists());
    }
    let outcome = ends(&pair(), &["old.yaml", "new.yaml", "--report", "json=old.yaml"], 2);
    assert!(outcome.stderr.contains("would be overwritten"), "{}", outcome.stderr);
}
