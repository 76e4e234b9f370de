//! Differences for programs.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::super::change::{Change, Counts, Differences, DossierChange, EntryChange, FieldChange, Moved, Shown};
use super::words::SECTIONS;
use crate::report::json::write_json;

/// Writes one JSON object, each dossier on a line of its own. Texts are never cut; what could steer a terminal is escaped.
pub(super) fn write(out: &mut dyn Write, found: &Differences) -> io::Result<()> {
    out.write_all(br#"{"version":1,"summary":"#)?;
    write_json(&mut *out, &summary(&found.counts))?;
    out.write_all(br#","dossiers":["#)?;
    let mut is_first = true;
    let mut shared = None;
    for dossier in found.dossiers.values() {
        let entries = entries(dossier);
        if dossier.id.is_empty() {
            shared = Some(entries);
            continue;
        }
        let mut object =
            Map::from_iter([("id".to_owned(), json!(dossier.id)), ("change".to_owned(), json!(dossier.change.name()))]);
        object.extend(entries);
        out.write_all(if is_first { b"\n" } else { b",\n" })?;
        write_json(&mut *out, &object)?;
        is_first = false;
    }
    out.write_all(if is_first { b"]" } else { b"\n]" })?;
    if let Some(shared) = shared {
        out.write_all(br#","shared":"#)?;
        write_json(&mut *out, &shared)?;
    }
    out.write_all(b"}\n")
}

fn summary(counts: &Counts) -> Value {
    json!({
        "dossiers": {
            "compared": counts.dossiers,
            "changed": counts.dossiers_changed,
            "added": counts.dossiers_added,
            "removed": counts.dossiers_removed,
        },
        "facts": {
            "compared": counts.facts,
            "unchanged": counts.unchanged(),
            "changed": counts.changed,
            "renamed": counts.renamed,
            "moved": counts.moved,
            "added": counts.added,
            "removed": counts.removed,
        },
        "others": counts.others,
    })
}

fn entries(dossier: &DossierChange) -> Map<String, Value> {
    let lists = SECTIONS.iter().filter_map(|(section, _, key)| {
        let entries = dossier.entries.get(section)?;
        Some(((*key).to_owned(), entries.iter().map(entry).collect()))
    });
    lists.collect()
}

fn entry(entry: &EntryChange) -> Value {
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| drop(object.insert(key.to_owned(), value));
    put("id", json!(entry.name));
    if let Some(from) = &entry.from {
        put("from", json!(from));
    }
    put("kind", json!(entry.kind));
    if !entry.label.is_empty() {
        put("label", json!(entry.label));
    }
    put("change", json!(entry.change.name()));
    put("fields", entry.fields.iter().map(field).collect());
    if !matches!(entry.change, Change::Added | Change::Removed) {
        put("moved", entry.moved.iter().map(moved).collect());
    }
    Value::Object(object)
}

fn field(field: &FieldChange) -> Value {
    let values = |values: &[Shown]| values.iter().map(|shown| json!(shown.value)).collect::<Value>();
    let mut object = Map::from_iter([
        ("field".to_owned(), json!(field.field)),
        ("old".to_owned(), values(&field.old)),
        ("new".to_owned(), values(&field.new)),
    ]);
    if field.is_derived {
        object.insert("derived".to_owned(), json!(true));
    }
    Value::Object(object)
}

fn moved(moved: &Moved) -> Value {
    let place = |place: Option<[u64; 2]>| place.map_or(Value::Null, |[start, end]| json!({"start": start, "end": end}));
    json!({"field": moved.field, "quote": moved.quote, "old": place(moved.old), "new": place(moved.new)})
}
