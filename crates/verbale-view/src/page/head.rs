//! What stands at the top: which text it is, and where it comes from.

use serde::Serialize;
use verbale_core::vocab::Property;

use crate::language::{direction, language_name};
use crate::names::Names;
use crate::phrase::{Phrase, web};
use crate::when::in_words;

/// What stands at the top.
#[derive(Serialize)]
pub(crate) struct Head {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) lang: String,
    pub(crate) dir: &'static str,
    iri: Phrase,
    rows: Vec<(&'static str, Phrase)>,
    note: Option<String>,
    facts: usize,
}

pub(crate) fn head(names: &Names<'_, '_>) -> Head {
    let resolved = names.resolved();
    let source = &resolved.dossier.source;
    let tag = source.language.0.to_string();
    let (title, lang) = match source.title.as_deref() {
        Some(title) => (title.to_owned(), tag.clone()),
        None => (resolved.dossier.id.to_string(), "und".to_owned()),
    };
    Head {
        id: resolved.dossier.id.to_string(),
        title,
        dir: direction(&lang),
        lang,
        iri: Phrase::of_address(names.language(), resolved.dossier_iri()),
        rows: rows(names, &tag),
        note: resolved.dossier.note.as_deref().map(str::to_owned),
        facts: resolved.facts.len(),
    }
}

/// What is known of the source.
fn rows(names: &Names<'_, '_>, tag: &str) -> Vec<(&'static str, Phrase)> {
    let (resolved, language) = (names.resolved(), names.language());
    let source = &resolved.dossier.source;
    let mut rows = Vec::new();
    let mut row =
        |(fr, en): (&'static str, &'static str), text: Option<String>, tag: Option<&str>, href: Option<String>| {
            if let Some(text) = text {
                let mut phrase = Phrase::new(language);
                phrase.words(&text, tag, href);
                rows.push((language.pick(fr, en), phrase));
            }
        };
    let own = |text: &Option<std::borrow::Cow<'_, str>>| text.as_deref().map(str::to_owned);
    row(("Éditeur", "Publisher"), own(&source.publisher), Some(tag), None);
    row(("Auteur", "Author"), own(&source.author), Some(tag), None);
    let date = |date: &verbale_core::date::Date<'_>| in_words(&date.written, datatype(&date.written), language);
    row(("Publié", "Published"), source.published.as_ref().map(date), None, None);
    row(("Daté du", "Dateline"), source.dateline.as_ref().map(|dateline| date(&dateline.value)), None, None);
    row(("Langue", "Language"), Some(language_name(tag, language)), None, None);
    let url = source.url.as_ref().map(|url| url.0.to_string());
    row(("Adresse", "Address"), url.clone(), None, url.as_deref().and_then(web));
    let original = source.translation_of.as_ref().map(|url| url.0.to_string());
    row(("Traduit de", "Translated from"), original.clone(), None, original.as_deref().and_then(web));
    let license = resolved.sources.first().into_iter().flat_map(|source| &source.properties);
    let license = license.filter(|(property, _)| *property == Property::License).find_map(|(_, object)| match object {
        verbale_core::resolve::Object::Node(name) => Some(resolved.arena.text(*name).to_owned()),
        _ => None,
    });
    row(("Licence", "Licence"), license.clone(), None, license.as_deref().and_then(web));
    rows
}

/// The datatype that a date as written has.
fn datatype(written: &str) -> &'static str {
    use verbale_core::vocab::{EDTF, xsd};
    let is_plain = written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    match written.len() {
        10 if is_plain => xsd::iri::date,
        7 if is_plain => xsd::iri::gYearMonth,
        4 if is_plain => xsd::iri::gYear,
        _ if written.contains('T') => xsd::iri::dateTime,
        _ => EDTF,
    }
}
