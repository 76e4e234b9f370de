//! Random batches: whole dossiers and parts of some, with blank lines, repeated ids and faults of every kind.

use serde_json::{Value, json};

use crate::dice::Dice;

const SENTENCE: &str = "On Tuesday the leaders of France and Germany met in Paris. ";
const PADDING: [&str; 4] = ["A quiet day followed. ", "Переговоры продолжены. ", "استمرت المحادثات. ", "会谈继续。"];

/// A dossier as JSON, of one fact or more. The text is long enough that a batch fills several chunks of work.
pub(super) fn dossier(dice: &mut Dice, id: &str) -> Value {
    let padding = PADDING[dice.below(4)].repeat(dice.below(120));
    let facts: Vec<_> = (0..=dice.below(3)).map(|at| fact(&format!("summit-{at}"))).collect();
    let mut dossier = frame(id, &facts);
    dossier["source"]["text"] = json!(format!("{SENTENCE}{padding}"));
    dossier
}

/// A part of a dossier; all parts agree on what they share.
pub(super) fn part(id: &str, number: usize) -> Value {
    let mut part = frame(id, &[fact(&format!("summit-{number}"))]);
    part["part"] = json!(number);
    part
}

fn frame(id: &str, facts: &[Value]) -> Value {
    json!({
        "verbale": 1, "id": id,
        "source": {"language": "en", "url": "https://press.example/same", "text": SENTENCE},
        "actors": {"france": {"type": "state", "iso": "FRA"}, "germany": {"type": "state", "iso": "DEU"}},
        "facts": facts,
    })
}

fn fact(id: &str) -> Value {
    let quote = "the leaders of France and Germany met in Paris";
    json!({"id": id, "kind": "meeting", "parties": ["france", "germany"], "quote": quote})
}

/// A batch without faults: warnings, blank lines and parts are none.
pub(super) fn sound(dice: &mut Dice, records: usize) -> Vec<Vec<u8>> {
    let mut parts = 0;
    (0..records)
        .map(|at| match dice.below(10) {
            0 => Vec::new(),
            1 => {
                parts += 1;
                line(&part("long", parts))
            }
            2 => line(&with_warning(dossier(dice, &format!("d{at}")))),
            _ => line(&dossier(dice, &format!("d{at}"))),
        })
        .collect()
}

/// A batch with everything that can go wrong with a line, one in `one_in`.
pub(super) fn faulty(dice: &mut Dice, records: usize, one_in: usize) -> Vec<Vec<u8>> {
    let mut lines = sound(dice, records);
    for at in 0..lines.len() {
        if dice.odds(one_in) && !lines[at].is_empty() {
            lines[at] = broken(dice, &lines, at);
        }
    }
    lines
}

fn broken(dice: &mut Dice, lines: &[Vec<u8>], at: usize) -> Vec<u8> {
    let line = lines[at].clone();
    let replaced = |from: &str, to: &str| String::from_utf8(line.clone()).unwrap().replace(from, to).into_bytes();
    match dice.below(8) {
        0 => replaced("met in Paris\"", "met in Rome\""),
        1 => line[..line.len() / 2].to_vec(),
        2 => b"{\"a\":1}".to_vec(),
        3 => replaced("\"id\":\"d", "\"key\":\"d"),
        4 => [&line[..], b"\xE9"].concat(),
        5 => replaced("FRA", "XXX"),
        // An id, or a part, that is there already.
        6 => lines[dice.below(at + 1)].clone(),
        _ => replaced("\"iso\":\"DEU\"", "\"iso\":\"DEU\",\"also\":{\"en\":\"Almany\"}"),
    }
}

fn with_warning(mut dossier: Value) -> Value {
    dossier["actors"]["nobody"] = json!({"type": "organisation", "name": {"en": "Nobody"}});
    dossier
}

pub(super) fn line(dossier: &Value) -> Vec<u8> {
    serde_json::to_vec(dossier).unwrap()
}

/// The lines as a file, with or without a line feed at its end.
pub(super) fn joined(dice: &mut Dice, lines: &[Vec<u8>]) -> Vec<u8> {
    let mut file = lines.join(&b'\n');
    if dice.odds(2) {
        file.push(b'\n');
    }
    file
}

/// How many random cases a test tries: `few`, or many in the long run.
pub(super) fn cases(few: u64) -> std::ops::Range<u64> {
    0..if std::env::var_os("VERBALE_LONG").is_some() { 20 * few } else { few }
}
