use serde_json::{Value, json};

use super::*;
use crate::report::Subject;
use crate::report::samples::{assert_calm, checked, hostile, place, shaped, unit, written, written_with};

fn parsed(units: &[(Unit<'_>, Vec<Finding>)]) -> Value {
    let report = written(&mut Sarif::new(), units);
    assert_calm(&report);
    serde_json::from_str(&report).unwrap()
}

fn results(units: &[(Unit<'_>, Vec<Finding>)]) -> Vec<Value> {
    parsed(units)["runs"][0]["results"].as_array().unwrap().clone()
}

#[test]
fn a_result_has_place_message_and_fix() {
    let region = json!({"startLine": 4, "startColumn": 5, "endLine": 4, "endColumn": 9});
    let file = json!({"uri": "a%20b/c.yaml", "uriBaseId": "SRCROOT"});
    let mut found = results(&[(unit("a b/c.yaml"), vec![checked("w")])]);
    let fingerprint = found[0].as_object_mut().unwrap().remove("partialFingerprints").unwrap();
    assert_eq!(fingerprint["verbale/v1"].as_str().map(str::len), Some(32));
    let expected = json!({
        "ruleId": "quote-not-found", "ruleIndex": 0, "level": "error",
        "message": {"text": "w\nthe text has: «w» (characters 12 to 40)\ndid you mean `w`?\nw"},
        "locations": [{
            "physicalLocation": {"artifactLocation": file, "region": region},
            "logicalLocations": [{"fullyQualifiedName": "/facts/3/w", "kind": "value"}],
        }],
        "relatedLocations": [{
            "id": 1,
            "physicalLocation": {
                "artifactLocation": file,
                "region": {"startLine": 2, "startColumn": 1, "endLine": 3, "endColumn": 4},
            },
            "message": {"text": "w"},
        }],
        "fixes": [{
            "description": {"text": "Write «w»"},
            "artifactChanges": [{
                "artifactLocation": file,
                "replacements": [{"deletedRegion": region, "insertedContent": {"text": "w"}}],
            }],
        }],
    });
    assert_eq!(found, [expected]);
}

#[test]
fn a_run_describes_its_tool_and_the_rules_that_were_broken() {
    let log = parsed(&[(unit("a.yaml"), vec![shaped("w"), checked("w"), shaped("v")])]);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["tool"]["driver"]["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(run["invocations"], json!([{"executionSuccessful": true}]));
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let ids: Vec<_> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["PatternConstraintComponent", "quote-not-found"]);
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    assert_eq!(rules[1]["shortDescription"]["text"], "A quote stands in the text, verbatim.");
    for key in ["shortDescription", "fullDescription", "help"] {
        assert!(rules.iter().all(|rule| rule[key]["text"].as_str().is_some_and(|text| !text.is_empty())), "{key}");
    }
}

#[test]
fn findings_past_the_limit_are_a_notification() {
    let report = written_with(&mut Sarif::new(), &[(unit("a.yaml"), vec![checked("w")])], 7);
    let log: Value = serde_json::from_str(&report).unwrap();
    let notification = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    assert_eq!(notification["message"]["text"], "8 findings; the first 1 are results of this run");
    assert_eq!(log["runs"][0]["tool"]["driver"]["notifications"][0]["id"], notification["descriptor"]["id"]);
}

#[test]
fn a_byte_order_mark_is_no_column() {
    let text = "\u{FEFF}a: b\nc: d\n";
    let marked = Unit { subject: Subject { name: "a.yaml", text }, ..unit("a.yaml") };
    let at = |place| Finding { place: Some(place), ..checked("w") };
    let findings = vec![at(place((1, 2), (1, 3))), at(place((1, 1), (1, 1))), at(place((2, 2), (2, 3)))];
    let columns: Vec<_> = results(&[(marked, findings)])
        .iter()
        .map(|result| result["locations"][0]["physicalLocation"]["region"]["startColumn"].as_u64().unwrap())
        .collect();
    assert_eq!(columns, [1, 1, 2]);
}

/// The text of a message as a viewer shows it.
fn shown(message: &Value) -> String {
    let text = message["text"].as_str().unwrap();
    let text = if text.contains(r"\](") {
        text.replace(r"\\", "\0").replace(r"\[", "[").replace(r"\]", "]").replace('\0', "\\")
    } else {
        assert!(!text.contains("]("), "a link: {text}");
        text.to_owned()
    };
    let plain = text.replace("{{", "").replace("}}", "");
    assert!(!plain.contains(['{', '}']), "a placeholder: {text}");
    text.replace("{{", "{").replace("}}", "}")
}

#[test]
fn hostile_words_stay_words() {
    let mut count = 0;
    for text in hostile().filter(|text| *text != "\0") {
        count += 1;
        let found = results(&[(unit("a.yaml"), vec![checked(&text), shaped(&text)])]);
        assert_eq!(found.len(), 2);
        let words = clipped(&text, LONGEST);
        let related = &found[0]["relatedLocations"][0];
        assert_eq!(shown(&related["message"]), words);
        assert!(shown(&found[0]["message"]).starts_with(&*words), "{text:?}");
        assert_eq!(shown(&found[1]["message"]), words);
        let change = &found[0]["fixes"][0]["artifactChanges"][0]["replacements"][0];
        assert_eq!(change["insertedContent"]["text"], text);
    }
    assert_eq!(count, 46);
}
