//! Counts as tables, CSV and JSON.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Map, Value};

use super::counts::Counts;
use crate::args::StatsForm;
use crate::count::counted;
use crate::error::Error;
use crate::table::{Cell, CellKind, columns, table};

/// Actors in a table, unless somebody asks for more or fewer.
const ACTORS_SHOWN: usize = 20;

/// The counts in a form; `top` says how many actors are listed.
pub(super) fn text(counts: &Counts, form: StatsForm, top: Option<usize>) -> Result<String, Error> {
    match form {
        StatsForm::Table => Ok(tables(counts, top.unwrap_or(ACTORS_SHOWN))),
        StatsForm::Csv => Ok(csv(counts, top.unwrap_or(usize::MAX))),
        StatsForm::Json => json(counts, top.unwrap_or(usize::MAX)),
    }
}

/// A way of counting: its name, and a value with the facts for each.
type Group<'c> = (&'static str, Vec<(&'c str, u64)>);

fn groups(counts: &Counts) -> [Group<'_>; 4] {
    let months = counts.months.iter().map(|(month, facts)| (month.as_str(), *facts));
    let rest = [("longer", counts.longer), ("undated", counts.undated)].into_iter().filter(|(_, facts)| *facts > 0);
    [
        ("kind", counts.kinds()),
        ("modality", counts.modalities()),
        ("status", counts.statuses()),
        ("month", months.chain(rest).collect()),
    ]
}

fn tables(counts: &Counts, top: usize) -> String {
    let (width, text) = (columns(), |text: &str| Cell::new(text, CellKind::Text));
    let header = |name: &str| [text(name), Cell::new("facts", CellKind::Number)];
    let mut out = format!("{}\n", summary(counts));
    for (by, values) in groups(counts).into_iter().filter(|(_, values)| !values.is_empty()) {
        let rows: Vec<_> = values.iter().map(|(value, facts)| vec![text(value), Cell::number(*facts)]).collect();
        out.extend(["\n", &table(&header(by), &rows, width)]);
    }
    let actors = counts.actors();
    let row = |(iri, actor): &(&str, &super::counts::Actor)| {
        vec![text(&actor.name), Cell::number(actor.facts), Cell::new(iri, CellKind::Name)]
    };
    let rows: Vec<_> = actors.iter().take(top).map(row).collect();
    if !rows.is_empty() {
        let header = [text("actor"), Cell::new("facts", CellKind::Number), text("IRI")];
        out.extend(["\n", &table(&header, &rows, width)]);
    }
    if actors.len() > rows.len() {
        let _ = writeln!(out, "({} further actors; --top shows more)", actors.len() - rows.len());
    }
    out
}

/// «39 facts in 1 dossier».
fn summary(counts: &Counts) -> String {
    let refused = match counts.walked.refused {
        0 => String::new(),
        refused => format!("; {} refused", counted(refused, "dossier")),
    };
    format!("{} in {}{refused}", counted(counts.facts, "fact"), counted(counts.walked.taken, "dossier"))
}

/// RFC 4180; `name` is that of an actor.
fn csv(counts: &Counts, top: usize) -> String {
    let mut out = "by,value,name,facts\r\n".to_owned();
    for (by, values) in groups(counts) {
        for (value, facts) in values {
            let _ = write!(out, "{by},{},,{facts}\r\n", field(value));
        }
    }
    for (iri, actor) in counts.actors().into_iter().take(top) {
        let _ = write!(out, "actor,{},{},{}\r\n", field(iri), field(&actor.name), actor.facts);
    }
    out
}

fn field(text: &str) -> String {
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// What programs read; `version` changes where a reader of the one before would go wrong.
#[derive(Serialize)]
struct Document<'c> {
    version: u32,
    dossiers: u64,
    refused: u64,
    facts: u64,
    kind: Map<String, Value>,
    modality: Map<String, Value>,
    status: Map<String, Value>,
    month: Map<String, Value>,
    longer: u64,
    undated: u64,
    actors: Vec<ActorEntry<'c>>,
    #[serde(rename = "otherActors", skip_serializing_if = "Option::is_none")]
    other_actors: Option<u64>,
}

#[derive(Serialize)]
struct ActorEntry<'c> {
    iri: &'c str,
    name: &'c str,
    facts: u64,
}

fn json(counts: &Counts, top: usize) -> Result<String, Error> {
    let map =
        |values: Vec<(&str, u64)>| values.into_iter().map(|(value, facts)| (value.to_owned(), facts.into())).collect();
    let document = Document {
        version: 1,
        dossiers: counts.walked.taken,
        refused: counts.walked.refused,
        facts: counts.facts,
        kind: map(counts.kinds()),
        modality: map(counts.modalities()),
        status: map(counts.statuses()),
        month: map(counts.months.iter().map(|(month, facts)| (month.as_str(), *facts)).collect()),
        longer: counts.longer,
        undated: counts.undated,
        actors: counts
            .actors()
            .into_iter()
            .take(top)
            .map(|(iri, actor)| ActorEntry { iri, name: &actor.name, facts: actor.facts })
            .collect(),
        other_actors: (counts.other_actors > 0).then_some(counts.other_actors),
    };
    let text = serde_json::to_string_pretty(&document);
    text.map(|text| text + "\n").map_err(|cause| Error::Internal(format!("the counts are no JSON: {cause}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_with_a_sign_of_csv_is_quoted() {
        assert_eq!(field("Mali"), "Mali");
        assert_eq!(field("a \"b\", c\n"), "\"a \"\"b\"\", c\n\"");
    }

    #[test]
    fn nothing_counted_is_still_a_document() {
        let counts = Counts::default();
        assert_eq!(text(&counts, StatsForm::Table, None).unwrap(), "0 facts in 0 dossiers\n");
        assert_eq!(text(&counts, StatsForm::Csv, None).unwrap(), "by,value,name,facts\r\n");
        let document: Value = serde_json::from_str(&text(&counts, StatsForm::Json, None).unwrap()).unwrap();
        assert_eq!((&document["version"], &document["actors"]), (&1.into(), &Value::Array(Vec::new())));
    }
}
