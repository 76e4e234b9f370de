//! What the format adds by itself is marked, so that a change in it is not taken for one that somebody made.

use std::collections::{BTreeMap, BTreeSet};

use verbale_core::codes::{Basis, Code, ExpectationStatus, Factuality, Modality, REPORTED};

use super::model::{Entry, Field, Model, Section, Value};

/// Code points of a label.
const LABEL: usize = 60;

/// Marks the defaults of each fact, and gives each entry its label.
pub(super) fn settle(model: &mut Model) {
    let facts: Vec<_> = model.entries.keys().filter(|(section, _)| *section == Section::Facts).cloned().collect();
    let capacities = capacities(model);
    let speakers = speakers(model);
    for key in facts {
        if let Some(fact) = model.entries.get_mut(&key) {
            let scope = key.1.rsplit_once('/').map_or(String::new(), |(scope, _)| format!("{scope}/"));
            settle_voice(fact, &scope, &speakers);
            settle_firmness(fact);
            settle_capacity(fact, &capacities);
        }
    }
    let language = language(model);
    for entry in model.entries.values_mut() {
        entry.label = label(entry, &language);
    }
}

fn values<'m>(entry: &'m Entry, key: &str) -> impl Iterator<Item = &'m Value> {
    entry.fields.get(key).into_iter().flat_map(|field| &field.values)
}

fn code(code: &str) -> Value {
    Value::Iri(code.to_owned())
}

/// The speakers of each statement.
fn speakers(model: &Model) -> BTreeMap<String, BTreeSet<Value>> {
    let statements = model.entries.iter().filter(|(_, entry)| entry.kind == "statement");
    statements.map(|((_, name), entry)| (name.clone(), values(entry, "speaker").cloned().collect())).collect()
}

/// The capacities of each actor.
fn capacities(model: &Model) -> BTreeMap<Value, Vec<Value>> {
    let mut capacities = BTreeMap::<_, Vec<_>>::new();
    for ((_, name), entry) in model.entries.iter().filter(|(_, entry)| entry.kind == "capacity") {
        for who in values(entry, "who") {
            capacities.entry(who.clone()).or_default().push(Value::Node(name.clone()));
        }
    }
    capacities
}

/// Who says a fact follows from the statement that it is said in; else it is the source.
fn settle_voice(fact: &mut Entry, scope: &str, speakers: &BTreeMap<String, BTreeSet<Value>>) {
    let statements: Vec<_> = values(fact, "saidIn").map(Value::short).collect();
    let expected: BTreeSet<Value> = if statements.is_empty() {
        BTreeSet::from([Value::Node(format!("{scope}source"))])
    } else {
        statements.iter().filter_map(|statement| speakers.get(statement)).flatten().cloned().collect()
    };
    match fact.fields.get("saidBy") {
        Some(said_by) if said_by.values == expected => drop(fact.fields.remove("saidBy")),
        Some(_) => {}
        None => drop(fact.fields.insert("saidBy".to_owned(), Field::of(BTreeSet::from([Value::text("nobody")])))),
    }
    if !statements.is_empty()
        && let Some(modality) = fact.fields.get_mut("modality")
        && modality.values.remove(&code(REPORTED))
        && modality.values.is_empty()
    {
        modality.values.insert(code(Modality::Stated.iri()));
    }
}

fn settle_firmness(fact: &mut Entry) {
    let factuality = default_factuality(fact);
    let defaults =
        [("modality", Modality::Stated.iri()), ("basis", Basis::Explicit.iri()), ("factuality", factuality.iri())];
    for (key, default) in defaults {
        if let Some(field) = fact.fields.get_mut(key) {
            field.is_default = field.values.len() == 1 && field.values.contains(&code(default));
        }
    }
}

/// The factuality of a fact for which none is written.
fn default_factuality(fact: &Entry) -> Factuality {
    let has_status = |status: ExpectationStatus| values(fact, "status").any(|value| *value == code(status.iri()));
    if fact.fields.contains_key("plannedIn") {
        return Factuality::Unknown;
    }
    match fact.kind.as_str() {
        "expectation" if has_status(ExpectationStatus::Expected) => Factuality::Probable,
        "expectation" if has_status(ExpectationStatus::PossibleAction) => Factuality::Possible,
        "commitment" | "expectation" => Factuality::Unknown,
        _ => Factuality::Certain,
    }
}

/// A statement is made in the capacity of each speaker of whom the dossier knows exactly one.
fn settle_capacity(fact: &mut Entry, capacities: &BTreeMap<Value, Vec<Value>>) {
    if fact.kind != "statement" {
        return;
    }
    let only = |speaker: &Value| match capacities.get(speaker).map(Vec::as_slice) {
        Some([one]) => Some(one.clone()),
        _ => None,
    };
    let expected: BTreeSet<Value> = values(fact, "speaker").filter_map(only).collect();
    let field = fact.fields.entry("inCapacity".to_owned()).or_insert_with(|| Field::of(BTreeSet::new()));
    field.is_default = field.values == expected;
}

/// The language of the dossier's text.
fn language(model: &Model) -> String {
    let source = model.entries.get(&(Section::Sources, "source".to_owned()));
    source.and_then(|source| values(source, "language").next()).map(Value::short).unwrap_or_default().to_lowercase()
}

/// What people call an entry: a name, what it says in short, else the first words that it rests on.
fn label(entry: &Entry, language: &str) -> String {
    let keys = ["name", "described", "title", "description", "text"];
    let named = keys.iter().find_map(|key| best(values(entry, key), language));
    let words = || entry.quotes.get("quote").and_then(|quotes| quotes.list.iter().min_by_key(|quote| quote.place));
    let label = named.or_else(|| words().map(|quote| quote.exact.clone())).unwrap_or_default();
    match label.char_indices().nth(LABEL) {
        Some((end, _)) => format!("{}…", &label[..end]),
        None => label,
    }
}

/// The text in the language of the source, else in English, else the first one.
fn best<'v>(values: impl Iterator<Item = &'v Value>, language: &str) -> Option<String> {
    let rank = |tag: &Option<String>| match tag.as_deref() {
        Some(tag) if tag == language => 0,
        Some("en") => 1,
        _ => 2,
    };
    let texts = values.filter_map(|value| match value {
        Value::Literal { lexical, language, .. } => Some((rank(language), lexical)),
        _ => None,
    });
    texts.min().map(|(_, text)| text.clone())
}
