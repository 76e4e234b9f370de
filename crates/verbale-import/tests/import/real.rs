//! The real files, each record accounted for.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use verbale_import::Kind;

use crate::{Seen, records};

const GDELT: &str = include_str!("../data/gdelt/20151027220000.export.CSV");
const PLOVER: &str = include_str!("../data/plover/PLOVER_GSR_CAMEO.json");

/// How many facts of each kind, and how many refusals of each code.
fn account(seen: &[Seen]) -> BTreeMap<String, usize> {
    let mut account = BTreeMap::new();
    for record in seen {
        let entry = match &record.part {
            Ok(part) => part["facts"][0]["kind"].as_str().unwrap().to_owned(),
            Err((code, _)) => format!("refused: {code}"),
        };
        *account.entry(entry).or_default() += 1;
    }
    account
}

/// The kinds that the rows must become, counted over the raw columns: `EventCode`, and whether each actor is there.
fn counted_by_hand() -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for row in GDELT.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        let (code, both) = (cells[26], !cells[5].is_empty() && !cells[15].is_empty());
        let kind = match (&code[..2], code) {
            (_, "041" | "042" | "043" | "057") => "event",
            (_, "051" | "052") | ("11", _) if both => "stance",
            (_, "054") if both && cells[5] != cells[15] => "recognition",
            ("03" | "13", _) if !cells[5].is_empty() => "commitment",
            ("04", _) => "meeting",
            _ => "event",
        };
        *counts.entry(kind.to_owned()).or_default() += 1;
    }
    counts
}

#[test]
fn gdelt_rows_are_all_accounted_for() {
    let seen = records(Kind::Gdelt, GDELT.as_bytes()).unwrap();
    assert_eq!(seen.len(), 2_116);
    assert_eq!(account(&seen), counted_by_hand());
    assert_eq!(seen.iter().filter(|record| record.part.is_ok()).count(), 2_116, "no row is refused");
}

/// 322 events and one record about the file: `DOCUMENT`.
#[test]
fn plover_records_are_all_accounted_for() {
    let seen = records(Kind::Plover, PLOVER.as_bytes()).unwrap();
    let refused: Vec<_> = seen.iter().filter(|record| record.part.is_err()).collect();
    let named: Vec<_> = refused.iter().map(|record| (record.id.as_deref().unwrap(), record.refused())).collect();
    // The sentence of the second says «refusing admittance»; the third has the id of another one.
    let expected = [
        ("PLOVER-GSR01-DOCUMENT-0001", "unknown-code"),
        ("PLOVER-GSR01-REJECT-0034", "quote-not-found"),
        ("PLOVER-GSR01-COERCE-0004", "duplicate-id"),
    ];
    assert_eq!(named, expected);
    let raw: Value = serde_json::from_str(PLOVER).unwrap();
    assert_eq!(seen.len(), raw.as_array().unwrap().len());
    let category = |names: &[&str]| {
        let events = raw.as_array().unwrap().iter().map(|record| record["event"].as_str().unwrap());
        events.filter(|event| names.contains(event)).count()
    };
    let account = account(&seen);
    assert_eq!(account["commitment"], category(&["AGREE", "THREATEN"]), "all of them name who intends");
    assert_eq!(account.values().sum::<usize>(), 323);
}

/// The words of each event, put together, are the coder's.
#[test]
fn plover_quotes_are_the_coders_words() {
    let raw: Value = serde_json::from_str(PLOVER).unwrap();
    for (record, seen) in raw.as_array().unwrap().iter().zip(records(Kind::Plover, PLOVER.as_bytes()).unwrap()) {
        if seen.part.is_err() {
            continue;
        }
        let quotes = seen.fact()["quote"].as_array().unwrap().clone();
        let text = |quote: &Value| quote.as_str().or_else(|| quote["text"].as_str()).unwrap().to_owned();
        let together = quotes.iter().map(text).collect::<Vec<_>>().join(" ");
        let words = record["eventText"].as_str().unwrap().replace(" ... ", " ");
        assert_eq!(together, words.split_whitespace().collect::<Vec<_>>().join(" "), "{}", record["id"]);
    }
}

/// Whatever has a key is described in one way in all parts.
#[test]
fn parts_agree_on_what_they_share() {
    for (kind, file) in [(Kind::Gdelt, GDELT), (Kind::Plover, PLOVER)] {
        let mut known: BTreeMap<String, Value> = BTreeMap::new();
        let mut facts = BTreeSet::new();
        for seen in records(kind, file.as_bytes()).unwrap().into_iter().filter_map(|seen| seen.part.ok()) {
            for section in ["actors", "places"] {
                for (key, thing) in seen[section].as_object().into_iter().flatten() {
                    let before = known.entry(format!("{section}/{key}")).or_insert_with(|| thing.clone());
                    assert_eq!(before, thing, "{key}");
                }
            }
            assert!(facts.insert(seen["facts"][0]["id"].to_string()));
        }
        assert!(known.len() > 100);
    }
}

/// The column of the country says what the code says.
#[test]
fn states_are_those_of_the_country_columns() {
    let mut states = 0;
    for (row, seen) in GDELT.lines().zip(records(Kind::Gdelt, GDELT.as_bytes()).unwrap()) {
        let cells: Vec<&str> = row.split('\t').collect();
        let part = seen.part.unwrap();
        let actors = part["actors"].as_object().unwrap();
        // An international body or a corporation does not act for the country that its code names.
        let international = |code: &str| ["IGO", "NGO", "MNC", "IMG"].iter().any(|kind| code.starts_with(kind));
        let expected: BTreeSet<&str> = [5, 15]
            .map(|column| if international(cells[column]) { "" } else { cells[column + 2] })
            .into_iter()
            .filter(|code| verbale_ontology::state(code).is_some())
            .collect();
        let found: BTreeSet<&str> =
            actors.values().filter_map(|actor| actor.get("iso").and_then(Value::as_str)).collect();
        assert_eq!(found, expected, "{row}");
        states += found.len();
    }
    assert!(states > 1_500, "{states}");
}
