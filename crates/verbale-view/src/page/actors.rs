//! Who and where: every actor and place with its names, what else is known of it, and the facts that name it.

use serde::Serialize;
use verbale_core::codes::Code;
use verbale_core::resolve::{Described, Object};
use verbale_core::vocab::Property;

use super::card::{Quote, quote};
use crate::grammar::Case;
use crate::labels;
use crate::names::Names;
use crate::phrase::{Phrase, capitalised};
use crate::sentence::property_label;
use crate::sentence::short;
use crate::when::literal;

/// An actor or a place.
#[derive(Serialize)]
pub(crate) struct Entry {
    anchor: String,
    name: Phrase,
    sort: String,
    class: &'static str,
    /// Other names, and descriptions.
    names: Vec<Phrase>,
    rows: Vec<(String, Phrase)>,
    quotes: Vec<Quote>,
    facts: Vec<(String, Phrase)>,
    iri: Phrase,
}

/// All actors, or all places, in the order of their IRIs.
pub(crate) fn entries(names: &Names<'_, '_>, things: &[Described<'_>]) -> Vec<Entry> {
    things.iter().map(|thing| entry(names, thing)).collect()
}

fn entry(names: &Names<'_, '_>, thing: &Described<'_>) -> Entry {
    let (resolved, language) = (names.resolved(), names.language());
    let iri = resolved.arena.text(thing.iri);
    let mention = names.mention(iri);
    let mut name = Phrase::new(language);
    name.words(&mention.label, mention.language.as_deref(), None);
    let class = thing.types.first().copied().unwrap_or_default();
    let spans = thing.claims.iter().flat_map(|claim| claim.spans.iter().map(move |span| (claim, *span)));
    Entry {
        anchor: names.anchor_of(iri).to_owned(),
        sort: if class.is_empty() { String::new() } else { labels::label(class, language).to_owned() },
        class: mention.sort.class(),
        names: other_names(names, thing, &mention.label),
        rows: rows(names, thing),
        quotes: spans
            .map(|(claim, span)| {
                let on: Vec<_> = claim.on.iter().map(|property| property_label(*property, language)).collect();
                let basis = labels::label(claim.basis.iri(), language);
                quote(names, span, true, Some(capitalised(&format!("{} ({basis})", on.join(", ")))))
            })
            // No piece of the article begins where only an actor's field has its words.
            .map(|quote| Quote { href: None, ..quote })
            .collect(),
        facts: names
            .named_by(iri)
            .iter()
            .map(|at| (format!("#{}", names.anchor(*at)), short(names, *at).capitalised()))
            .collect(),
        name,
        iri: Phrase::of_address(language, iri),
    }
}

/// Every other text that names or describes it, each once.
fn other_names(names: &Names<'_, '_>, thing: &Described<'_>, shown: &str) -> Vec<Phrase> {
    let of_names = [Property::Name, Property::PrefLabel, Property::AltLabel, Property::Description];
    let mut seen = vec![shown.to_owned()];
    let mut others = Vec::new();
    for (property, object) in &thing.properties {
        let (Object::Text(text, _) | Object::Plain(text)) = object else { continue };
        let tag = if let Object::Text(_, tag) = object { Some(*tag) } else { None };
        let is_translation = *property == Property::PrefLabel && tag.is_some_and(|tag| !is_shown(names, tag));
        if !of_names.contains(property) || is_translation || seen.iter().any(|known| known == text) {
            continue;
        }
        seen.push((*text).to_owned());
        let mut phrase = Phrase::new(names.language());
        phrase.words(text, tag, None);
        others.push(phrase);
    }
    others
}

/// The state table has names in six languages: the page's and the source's are enough here.
fn is_shown(names: &Names<'_, '_>, tag: &str) -> bool {
    names.language().is(tag) || tag.eq_ignore_ascii_case(&names.resolved().dossier.source.language.0)
}

/// What else is known of it.
fn rows(names: &Names<'_, '_>, thing: &Described<'_>) -> Vec<(String, Phrase)> {
    let (resolved, language) = (names.resolved(), names.language());
    let mut rows: Vec<(String, Phrase)> = Vec::new();
    for (property, object) in &thing.properties {
        let label = match property {
            Property::ActedOnBehalfOf => language.pick("agit pour", "acts for").to_owned(),
            Property::SameAs => language.pick("ailleurs", "elsewhere").to_owned(),
            Property::Existence | Property::Country => property_label(*property, language),
            Property::Notation => "code".to_owned(),
            _ => continue,
        };
        let mut phrase = Phrase::new(language);
        match object {
            Object::Node(name) if *property == Property::SameAs => {
                let iri = resolved.arena.text(*name);
                phrase.address(iri);
            }
            Object::Node(name) => phrase.list(&[names.mention(resolved.arena.text(*name))], Case::Plain),
            Object::Term(code) => phrase.say(labels::label(code, language)),
            Object::Plain(text) | Object::Text(text, _) => phrase.words(text, None, None),
            _ => continue,
        }
        rows.push((capitalised(&label), phrase));
    }
    let degrees = |property| literal(resolved, &thing.properties, property).map(|(lexical, _)| lexical);
    if let (Some(lat), Some(long)) = (degrees(Property::Lat), degrees(Property::Long)) {
        let mut phrase = Phrase::new(language);
        phrase.say(&format!("{lat}, {long}"));
        rows.push((language.pick("Coordonnées", "Coordinates").to_owned(), phrase));
    }
    rows
}
