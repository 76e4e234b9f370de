//! PLOVER: every key that is read.

use serde_json::{Value, json};
use verbale_import::Kind;

use crate::{Seen, records};

fn record(changes: &Value) -> Value {
    let mut record = json!({
        "id": "PLOVER-GSR01-AGREE-0001",
        "date": "2016-12-01",
        "source": [{ "actorText": "Mali", "code": "MLI" }],
        "target": [{ "actorText": "the Niger government", "code": "NER", "sector": "GOV" }],
        "event": "AGREE",
        "mode": "",
        "eventText": "agreed cooperate",
        "context": "military, economic",
        "text": "Mali agreed with the Niger government to cooperate.",
        "language": "en",
        "comment": "A remark.",
        "eventLoc": { "name": "Niamey", "country code": "NE" }
    });
    for (key, value) in changes.as_object().unwrap() {
        record[key] = value.clone();
    }
    record
}

fn one(changes: &Value) -> Seen {
    let file = json!([record(changes)]).to_string();
    records(Kind::Plover, file.as_bytes()).unwrap().pop().unwrap()
}

#[test]
fn a_record_in_full() {
    let seen = one(&json!({}));
    let part = seen.part.as_ref().unwrap();
    let government = seen.fact()["with"][0].as_str().unwrap();
    let place = seen.fact()["place"].as_str().unwrap();
    assert!(government.starts_with("nergov-the-niger-government-") && place.starts_with("niamey-"), "{part}");
    let expected = json!({
        "mli": { "type": "state", "iso": "MLI" },
        government: { "type": "group", "name": { "en": "the Niger government" }, "notation": "NERGOV", "of": ["ner"] },
        "ner": { "type": "state", "iso": "NER" }
    });
    assert_eq!(part["actors"], expected);
    assert_eq!(part["places"], json!({ place: { "name": { "en": "Niamey" } } }));
    let fact = json!({
        "id": "plover-gsr01-agree-0001",
        "kind": "commitment",
        "status": "intended",
        "by": ["mli"],
        "with": [government],
        "field": ["military", "economy"],
        "place": place,
        "date": "2016-12-01",
        "quote": ["agreed", "cooperate"],
        "basis": "machine-coded",
        "note": "A remark.",
        "sourceCode": ["plover:AGREE", "plover:context-military", "plover:context-economic"],
        "sourceText": { "text": "Mali agreed with the Niger government to cooperate.", "language": "en" }
    });
    assert_eq!(*seen.fact(), fact);
}

#[test]
fn categories_and_modes() {
    let fact = |event: &str, mode: &str| one(&json!({ "event": event, "mode": mode })).fact().clone();
    let kind = |event, mode| fact(event, mode)["kind"].as_str().unwrap().to_owned();
    assert_eq!(fact("AGREE", "")["status"], "intended");
    assert_eq!(
        (kind("THREATEN", "").as_str(), &fact("THREATEN", "restrict")["status"]),
        ("commitment", &json!("threatened"))
    );
    assert_eq!(kind("CONSULT", ""), "meeting");
    assert_eq!(fact("CONSULT", "multilateral")["meetingFormat"], "multilateral");
    assert_eq!(fact("CONSULT", "third-party")["channel"], "in-person");
    assert!(fact("THREATEN", "")["recipient"].is_array() && fact("AGREE", "")["with"].is_array());
    assert_eq!(fact("CONSULT", "visit")["type"], "visit");
    assert_eq!(fact("CONSULT", "phone")["type"], "telephone-call");
    assert_eq!(fact("DISAPPROVE", "")["polarity"], "negative");
    assert_eq!(fact("DEMAND", "")["type"], "demand");
    assert_eq!(fact("COERCE", "ban")["type"], "ban");
    assert_eq!(fact("CONSULT", "visit")["sourceCode"][1], "plover:mode-visit");
    for event in ["DOCUMENT", "agree", "mode-visit", "context-military"] {
        assert_eq!(one(&json!({ "event": event })).refused(), "unknown-code", "{event}");
    }
    assert_eq!(one(&json!({ "event": "AGREE", "mode": "nonsense" })).refused(), "unknown-code");
    assert_eq!(one(&json!({ "context": "military, nonsense" })).refused(), "unknown-code");
    assert_eq!(one(&json!({ "event": "" })).refused(), "missing-key");
}

#[test]
fn the_placeholder_is_no_date() {
    assert_eq!(one(&json!({ "date": "2000-01-01" })).fact().get("date"), None);
    assert_eq!(one(&json!({ "date": "" })).fact().get("date"), None);
    assert_eq!(one(&json!({ "date": "2000-01-02" })).fact()["date"], "2000-01-02");
    assert_eq!(one(&json!({ "date": "yesterday" })).refused(), "bad-date");
}

#[test]
fn sides_that_name_nobody() {
    for nobody in [json!(""), json!("diplomatic"), json!([]), json!(null), json!([{ "code": "***" }]), json!([{}])] {
        let seen = one(&json!({ "target": nobody }));
        assert_eq!((seen.fact().get("with"), &seen.fact()["by"]), (None, &json!(["mli"])), "{nobody}");
    }
    assert_eq!(one(&json!({ "source": "", "target": "" })).refused(), "incomplete-fact");
    let unknown_sector = one(&json!({ "source": [{ "actorText": "Kabul", "code": "AFG", "sector": "***" }] }));
    assert_eq!(unknown_sector.fact()["by"], json!(["afg"]));
}

#[test]
fn two_on_one_side_and_codes_of_no_state() {
    let source = json!([{ "actorText": "Jordan", "code": "JOR" }, { "actorText": "Tokyo", "code": "JAP" }]);
    let seen = one(&json!({ "source": source }));
    let by = seen.fact()["by"].as_array().unwrap();
    assert_eq!((by.len(), &by[0]), (2, &json!("jor")));
    let tokyo = &seen.part.as_ref().unwrap()["actors"][by[1].as_str().unwrap()];
    assert_eq!(*tokyo, json!({ "type": "group", "name": { "en": "Tokyo" }, "notation": "JAP" }));
}

#[test]
fn words_that_are_not_in_the_sentence() {
    assert_eq!(one(&json!({ "eventText": "cooperate agreed" })).refused(), "quote-not-found");
    assert_eq!(one(&json!({ "eventText": "agreed ... cooperate" })).fact()["quote"], json!(["agreed", "cooperate"]));
    assert_eq!(one(&json!({ "eventText": "" })).fact().get("quote"), None);
    let blank = one(&json!({ "text": " Mali agreed. ", "eventText": "agreed" }));
    assert_eq!(blank.fact()["sourceText"]["text"], " Mali agreed. ", "offsets count from the text's first character");
    let twice = one(&json!({ "text": "to go to Mali", "eventText": "to Mali" }));
    assert_eq!(twice.fact()["quote"], json!(["to Mali"]));
    let twice = one(&json!({ "text": "to go to Mali", "eventText": "go to" }));
    assert_eq!(twice.fact()["quote"], json!(["go to"]));
    let second = one(&json!({ "text": "he came to ask, to beg", "eventText": "ask to" }));
    assert_eq!(second.fact()["quote"], json!(["ask", { "text": "to", "nth": 2 }]));
}

#[test]
fn ids_are_slugs_and_come_once() {
    for id in ["", "a b", "état", "span", "-a"] {
        assert!(["bad-id", "missing-key"].contains(&one(&json!({ "id": id })).refused()), "{id}");
    }
    let file = json!([record(&json!({})), record(&json!({ "id": "plover-gsr01-agree-0001" }))]).to_string();
    let seen = records(Kind::Plover, file.as_bytes()).unwrap();
    assert_eq!((seen[0].part.is_ok(), seen[1].refused()), (true, "duplicate-id"));
}

#[test]
fn records_that_are_no_records() {
    let file =
        format!("[{},\n {{\"id\": }},\n {{\"id\": 1}},\n {}]", record(&json!({})), record(&json!({ "id": "b" })));
    let seen = records(Kind::Plover, file.as_bytes()).unwrap();
    assert_eq!(seen.len(), 4);
    assert_eq!((seen[1].refused(), seen[2].refused(), seen[2].line), ("syntax", "wrong-type", 3));
    assert_eq!(seen[3].part.as_ref().unwrap()["part"], 4);
    let cut = format!("[{}, {{\"id\": \"c\"", record(&json!({})));
    assert_eq!(records(Kind::Plover, cut.as_bytes()).unwrap()[1].refused(), "syntax");
    assert!(records(Kind::Plover, b"hello").is_err());
}
