//! A random dossier that has no fault: every reference fits, every quote stands once in the text.

use serde_json::{Map, Value, json};

use crate::dice::Dice;

const WORDS: &[&str] = &[
    "réunion",
    "Moscou",
    "accord",
    "l’AES",
    "«paix»",
    "встреча",
    "министр",
    "اتفاق",
    "الوزير",
    "会谈",
    "部长",
    "e\u{301}tat",
    "🇲🇱",
    "👨‍👩‍👧",
    "5 %",
    "\"quoted\"",
    "back\\slash",
    "tab\there",
    "<tag>",
    "{brace}",
    "# hash",
    "a: b",
    "Ångström",
    "ﬁn",
    "\u{200f}rtl",
];
const STATES: &[&str] = &["MLI", "NER", "BFA", "RUS", "FRA", "NAM", "XKX", "DEU"];
const DATES: &[&str] = &[
    "2025-04-03",
    "2025-04",
    "2025",
    "2024-12/2025-01",
    "[..2025-04-03]",
    "2025~",
    "202X",
    "2025-21",
    "2025-04-03/..",
];
const STATUSES: &[&str] = &["agreed", "announced", "intended", "envisaged", "threatened"];

/// A dossier as JSON, and its text.
pub(super) fn dossier(seed: u64) -> (Value, String) {
    let mut dice = Dice::new(seed);
    let mut text = String::new();
    let mut facts = Vec::new();
    let count = 1 + dice.below(12);
    facts.push(json!({"id": "cap", "kind": "capacity", "who": "p0", "role": "envoy", "of": "s0", "quote": quote(&mut dice, &mut text, 900)}));
    facts.push(json!({"id": "say", "kind": "statement", "speaker": "p0", "speechMode": "indirect", "quote": quote(&mut dice, &mut text, 901)}));
    facts.push(json!({"id": "aim", "kind": "commitment", "status": dice.pick(STATUSES), "by": "s0", "description": words(&mut dice), "quote": quote(&mut dice, &mut text, 902)}));
    for number in 0..count {
        let mut fact = fact(&mut dice, number);
        let words = quote(&mut dice, &mut text, number);
        let entry = fact.as_object_mut().unwrap();
        entry.insert("id".into(), json!(format!("f{number}")));
        entry.insert("quote".into(), if dice.odds(3) { json!([words]) } else { json!(words) });
        common(&mut dice, entry);
        facts.push(fact);
    }
    let mut actors = Map::new();
    for (index, iso) in STATES.iter().enumerate().take(3 + dice.below(4)) {
        actors.insert(format!("s{index}"), json!({"type": "state", "iso": iso}));
    }
    actors.insert("p0".into(), json!({"type": "person", "described": words(&mut dice), "of": "s0"}));
    actors.insert(
        "o0".into(),
        json!({"type": "organisation", "name": words(&mut dice), "also": [dice.pick(WORDS)], "sameAs": "wd:Q1065"}),
    );
    let source = json!({"text": text, "language": dice.pick(&["fr", "en-GB", "ru", "ar", "zh-Hans"]), "title": sentence(&mut dice)});
    let places = json!({"l0": {"name": words(&mut dice), "country": "s1", "lat": 12.5, "long": -8}});
    (json!({"verbale": 1, "id": "d", "source": source, "actors": actors, "places": places, "facts": facts}), text)
}

fn fact(dice: &mut Dice, number: usize) -> Value {
    let state = |dice: &mut Dice| format!("s{}", dice.below(3));
    match dice.below(9) {
        0 => {
            json!({"kind": "meeting", "parties": [state(dice), state(dice)], "date": dated(dice), "place": "l0", "meetingFormat": "bilateral", "ordinal": number + 1})
        }
        1 => json!({"kind": "withdrawal", "by": state(dice), "leaves": "o0", "date": "[..2025-04-03]"}),
        2 => json!({"kind": "membership", "members": ["s0", "s1", "s2"], "of": "o0", "since": "2020"}),
        3 => {
            json!({"kind": "relation", "type": "cooperation", "parties": [state(dice), "o0"], "field": ["military", "trade"], "trend": "stable"})
        }
        4 => {
            json!({"kind": "commitment", "status": dice.pick(STATUSES), "by": [state(dice)], "description": words(dice), "due": "2026", "series": {"frequency": "yearly", "alternatesBetween": ["s0", "o0"]}})
        }
        5 => {
            json!({"kind": "stance", "holder": if dice.odds(2) { "article" } else { "p0" }, "target": ["o0", "say"], "polarity": "positive", "text": words(dice)})
        }
        6 => {
            json!({"kind": "event", "type": "visit", "by": "p0", "topic": [words(dice), words(dice)], "purpose": words(dice)})
        }
        7 => {
            json!({"kind": "instrument", "type": "treaty", "parties": ["s0", "s1"], "title": sentence(dice), "date": dated(dice)})
        }
        _ => json!({"kind": "proposition", "concerns": ["s0", "say"], "text": words(dice)}),
    }
}

fn common(dice: &mut Dice, fact: &mut Map<String, Value>) {
    if dice.odds(3) {
        fact.insert("saidIn".into(), json!("say"));
    }
    if dice.odds(6) {
        fact.insert("plannedIn".into(), json!("aim"));
    }
    if dice.odds(5) {
        fact.insert("modality".into(), json!("presupposed"));
    }
    if dice.odds(5) {
        fact.insert("exhaustive".into(), json!(false));
    }
    if dice.odds(4) {
        fact.insert("note".into(), json!(sentence(dice)));
    }
}

fn dated(dice: &mut Dice) -> Value {
    let date = dice.pick(DATES);
    if dice.odds(2) { json!({"value": date, "basis": "inferred"}) } else { json!(date) }
}

/// A sentence that stands once in the text, since its number does; it is added to the text.
fn quote(dice: &mut Dice, text: &mut String, number: usize) -> String {
    let words = format!("№{number}. {} №{number}!", sentence(dice));
    text.push_str(&words);
    text.push_str(dice.pick(&[" ", "\n", "\r\n", "\t"]));
    words
}

fn sentence(dice: &mut Dice) -> String {
    let words: Vec<&str> = (0..=dice.below(6)).map(|_| dice.pick(WORDS)).collect();
    words.join(" ")
}

fn words(dice: &mut Dice) -> Value {
    json!({"fr": sentence(dice), "en": sentence(dice)})
}

/// The same value with the keys of every mapping in another order.
pub(super) fn shuffled(value: &Value, dice: &mut Dice) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| shuffled(item, dice)).collect(),
        Value::Object(map) => {
            let mut entries: Vec<(&String, &Value)> = map.iter().collect();
            for last in (1..entries.len()).rev() {
                entries.swap(last, dice.below(last + 1));
            }
            entries.into_iter().map(|(key, value)| (key.clone(), shuffled(value, dice))).collect::<Map<_, _>>().into()
        }
        scalar => scalar.clone(),
    }
}
