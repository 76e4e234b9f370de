//! A record of PLOVER: what each key means.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::IgnoredAny;
use verbale_core::check::Check;
use verbale_core::codes::FieldOfActivity;
use verbale_core::date::Date;
use verbale_core::diagnostic::Diagnostic;
use verbale_core::dossier::id::{RESERVED, is_slug};
use verbale_core::dossier::lexicals::Language;
use verbale_core::dossier::source::SourceText;
use verbale_core::dossier::value::{Key, Quote};
use verbale_core::facts::Coding;
use verbale_core::lexical::check_language;

use super::event_text::quotes;
use crate::actor::{Named, Who};
use crate::draft::{Actors, Draft, place};
use crate::outcome::{self, Becomes};
use crate::record::Refusal;
use crate::scratch::{Scratch, Word};

/// The date that stands in records whose date nobody knows.
const PLACEHOLDER: &str = "2000-01-01";

/// What coders write where they do not know.
const UNKNOWN: [&str; 2] = ["***", "unknown"];

/// The keys that are read.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Coded<'a> {
    /// The record's id.
    pub(crate) id: Option<String>,
    date: Option<String>,
    event: Option<String>,
    mode: Option<String>,
    context: Option<String>,
    event_text: Option<String>,
    text: Option<String>,
    language: Option<String>,
    comment: Option<String>,
    event_loc: Option<Location>,
    #[serde(borrow, default)]
    source: Side<'a>,
    #[serde(borrow, default)]
    target: Side<'a>,
}

#[derive(Debug, Deserialize)]
struct Location {
    name: Option<String>,
}

/// Who acts, or on whom: a list of actors. In some records something else stands there that names nobody.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Side<'a> {
    Actors(#[serde(borrow)] Vec<Actor<'a>>),
    Nobody(IgnoredAny),
}

impl Default for Side<'_> {
    fn default() -> Self {
        Self::Nobody(IgnoredAny)
    }
}

impl<'a> Side<'a> {
    fn actors(&self) -> &[Actor<'a>] {
        match self {
            Self::Actors(actors) => actors,
            Self::Nobody(_) => &[],
        }
    }
}

#[derive(Debug, Deserialize)]
struct Actor<'a> {
    #[serde(borrow, default, rename = "actorText")]
    text: Cow<'a, str>,
    #[serde(borrow, default)]
    code: Cow<'a, str>,
    #[serde(borrow, default)]
    sector: Cow<'a, str>,
}

/// Reads a record.
pub(crate) fn draft<'r>(coded: &'r Coded<'r>, scratch: &'r mut Scratch) -> Result<Draft<'r>, Refusal> {
    scratch.clear();
    let id = id(coded, scratch)?;
    let becomes = becomes(coded)?;
    let (codes, fields) = codes(coded)?;
    let date = date(coded)?;
    let (source_text, quotes) = words(coded)?;
    let sides = [&coded.source, &coded.target].map(|side| named(side, scratch));
    let location = coded.event_loc.as_ref().and_then(|location| given(location.name.as_ref()));
    let place_key = location.map(|name| scratch.marked_slug(name, "place", &[name]));
    let scratch: &'r Scratch = scratch;
    let mut actors = Actors::default();
    let [first, second] = sides.map(|side| declared(&side, scratch, &mut actors));
    Ok(Draft {
        id: scratch.text(&id),
        becomes,
        actors,
        first,
        second,
        date,
        place: place_key.zip(location).map(|(key, name)| (scratch.text(&key), place(name, None, false))),
        fields,
        coding: Coding { source_code: codes, source_text, ..Coding::default() },
        quotes,
        occurrence: None,
        note: given(coded.comment.as_ref()),
    })
}

fn id(coded: &Coded<'_>, scratch: &mut Scratch) -> Result<Word, Refusal> {
    let Some(id) = given(coded.id.as_ref()) else {
        return Err(fault(Check::MissingKey, "id", "the record has no `id`"));
    };
    let word = scratch.lower(id);
    let slug = scratch.text(&word);
    if !is_slug(slug) || RESERVED.contains(&slug) {
        let message = format!("`{id}` makes no id of a fact: letters a-z, digits and hyphens, a letter or digit first");
        return Err(fault(Check::BadId, "id", message));
    }
    Ok(word)
}

/// What category and mode make of the record.
fn becomes(coded: &Coded<'_>) -> Result<Becomes, Refusal> {
    let Some(event) = given(coded.event.as_ref()) else {
        return Err(fault(Check::MissingKey, "event", "the record has no `event`"));
    };
    let unknown = || fault(Check::UnknownCode, "event", format!("`{event}` is no event category of PLOVER"));
    outcome::of_plover(event, given(coded.mode.as_ref())).ok_or_else(unknown)
}

type Codes<'r> = (Vec<Cow<'r, str>>, Vec<FieldOfActivity>);

/// The codes of the record, and the fields that its contexts stand for.
fn codes<'r>(coded: &Coded<'_>) -> Result<Codes<'r>, Refusal> {
    let mut names = vec![format!("plover:{}", coded.event.as_deref().unwrap_or_default().trim())];
    if let Some(mode) = given(coded.mode.as_ref()) {
        names.push(name_of("mode", mode)?);
    }
    let mut fields = Vec::new();
    for context in coded.context.iter().flat_map(|contexts| contexts.split([',', ';'])).map(str::trim) {
        if context.is_empty() || UNKNOWN.contains(&context) {
            continue;
        }
        let name = name_of("context", context)?;
        fields.extend(outcome::field_of(context).filter(|field| !fields.contains(field)));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Ok((names.into_iter().map(Cow::Owned).collect(), fields))
}

fn name_of(sort: &'static str, code: &str) -> Result<String, Refusal> {
    let unknown = || fault(Check::UnknownCode, sort, format!("`{code}` is no {sort} of PLOVER"));
    outcome::plover_name(sort, code).ok_or_else(unknown)
}

fn date<'r>(coded: &'r Coded<'_>) -> Result<Option<Date<'r>>, Refusal> {
    let Some(date) = given(coded.date.as_ref()).filter(|date| *date != PLACEHOLDER) else { return Ok(None) };
    Date::parse(date).map(Some).map_err(|cause| fault(Check::BadDate, "date", cause.message))
}

/// The sentence, and the words of the event in it.
fn words<'r>(coded: &'r Coded<'_>) -> Result<(Option<SourceText<'r>>, Vec<Quote<'r>>), Refusal> {
    // As it is: offsets count from its first character, a blank included.
    let Some(text) = coded.text.as_deref().filter(|text| !text.trim().is_empty()) else {
        return Ok((None, Vec::new()));
    };
    let language = given(coded.language.as_ref());
    if let Some(cause) = language.and_then(|language| check_language(language).err()) {
        return Err(fault(Check::BadLanguage, "language", cause.message));
    }
    let mut source_text = SourceText::new(text);
    source_text.language = language.map(|language| Language(language.into()));
    let event_text = given(coded.event_text.as_ref()).unwrap_or_default();
    let Some(quotes) = quotes(&source_text.text, event_text) else {
        let message = "the words of `eventText` do not stand in `text` in this order";
        return Err(Box::new((*fault(Check::QuoteNotFound, "eventText", message)).value(event_text)));
    };
    Ok((Some(source_text), quotes))
}

fn named<'r>(side: &'r Side<'r>, scratch: &mut Scratch) -> Vec<Named<'r>> {
    let known = |text: &'r str| Some(text.trim()).filter(|text| !text.is_empty() && !UNKNOWN.contains(text));
    let one = |actor: &'r Actor<'r>| {
        let (code, sector, name) = (known(&actor.code), known(&actor.sector), known(&actor.text));
        match (code, sector, name.unwrap_or_default()) {
            (None, None, "") => None,
            (None, None, name) => Some(Named::without_code(name, Who::Group(None), scratch)),
            (Some(code), None, name) => Some(Named::coded(code, name, scratch)),
            (code, Some(sector), name) => Some(Named::of_sector(code.unwrap_or_default(), sector, name, scratch)),
        }
    };
    side.actors().iter().filter_map(one).collect()
}

fn declared<'r>(side: &[Named<'r>], scratch: &'r Scratch, actors: &mut Actors<'r>) -> Vec<Key<'r>> {
    let mut keys: Vec<Key<'r>> = Vec::new();
    for key in side.iter().map(|named| named.declare(scratch, actors)) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

fn given(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

fn fault(check: Check, key: &str, message: impl Into<String>) -> Refusal {
    Box::new(Diagnostic::new(check, format!("/{key}"), message))
}
