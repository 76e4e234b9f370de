//! A dossier in the list of the index, with its facts as the filters read them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::Serialize;
use verbale_core::codes::{CommitmentStatus, ExpectationStatus, Listed};
use verbale_core::facts::Kind;
use verbale_core::resolve::{Object, ResolvedFact};

use super::Numbers;
use crate::category::Category;
use crate::language::direction;
use crate::names::Names;
use crate::page::{all_modalities, modalities, status};
use crate::when::{When, day_in_words};

/// A dossier in the list.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    href: String,
    id: String,
    title: String,
    /// The language of the title, where there is one.
    lang: Option<String>,
    dir: Option<&'static str>,
    publisher: Option<String>,
    source_lang: String,
    source_dir: &'static str,
    when: String,
    pub(super) facts: usize,
    shares: Vec<Share>,
    /// Its facts for the filters, as numbers: see [`code`].
    codes: String,
}

/// How many facts of a category a dossier has, and where they stand on its bar, in hundredths of a per cent.
#[derive(Debug, Serialize)]
struct Share {
    name: &'static str,
    label: &'static str,
    count: usize,
    x: String,
    width: String,
}

/// The line of a dossier; `actors` has the numbers of names.
pub(super) fn entry(names: &Names<'_, '_>, href: &str, actors: &mut Numbers) -> Entry {
    let resolved = names.resolved();
    let source = &resolved.dossier.source;
    let tag = source.title.is_some().then(|| source.language.0.to_string());
    let codes: Vec<String> = resolved.facts.iter().map(|fact| code(names, fact, actors)).collect();
    let facts = resolved.facts.len();
    let id = resolved.dossier.id.to_string();
    Entry {
        href: href.to_owned(),
        title: source.title.as_deref().map_or_else(|| id.clone(), str::to_owned),
        dir: tag.as_deref().map(direction),
        lang: tag,
        source_dir: direction(&source.language.0),
        source_lang: source.language.0.to_string(),
        publisher: source.publisher.as_deref().map(str::to_owned),
        when: when(names),
        shares: shares(names, facts),
        codes: codes.join(";"),
        facts,
        id,
    }
}

/// A fact for the filters: kind, category and status by their places in their lists, modalities as a sum of the powers of two
/// of theirs, first and last day as numbers, and actors by their places in the list of names. What is unknown is empty.
fn code(names: &Names<'_, '_>, fact: &ResolvedFact<'_>, actors: &mut Numbers) -> String {
    let place = |list: &[&str], word: &str| list.iter().position(|known| *known == word);
    let kind = place(Kind::NAMES, fact.fact.kind.name()).unwrap_or_default();
    let category = Category::ALL.iter().position(|known| *known == Category::of(fact)).unwrap_or_default();
    let status = status(&fact.fact.kind).and_then(|status| place(&statuses(), status));
    let modality: u8 =
        modalities(fact).into_iter().filter_map(|code| place(&all_modalities(), code)).map(|at| 1 << at).sum();
    let when = When::of(names.resolved(), &fact.properties, names.language());
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.format("%Y%m%d").to_string()).unwrap_or_default();
    let (first, last) = when.map_or((None, None), |when| (when.earliest, when.latest));
    let status = status.map(|status| status.to_string()).unwrap_or_default();
    let mut code = format!("{kind},{category},{status},{modality},{},{},", day(first), day(last));
    for (at, actor) in actors_of(names, fact, actors).into_iter().enumerate() {
        // Writing into a String cannot fail.
        let _ = write!(code, "{}{actor}", if at > 0 { "." } else { "" });
    }
    code
}

/// The names of all actors that a fact names, by their numbers.
fn actors_of(names: &Names<'_, '_>, fact: &ResolvedFact<'_>, actors: &mut Numbers) -> BTreeSet<usize> {
    let arena = &names.resolved().arena;
    let values =
        fact.properties.iter().map(|(_, object)| *object).chain(fact.nodes.iter().filter_map(|node| node.member));
    let said_by = fact.said_by.iter().map(|name| Object::Node(*name));
    let iris = values
        .chain(said_by)
        .filter_map(|object| if let Object::Node(name) = object { Some(arena.text(name)) } else { None });
    let mentions = iris.filter(|iri| names.fact(iri).is_none()).map(|iri| names.mention(iri));
    mentions.filter(|mention| mention.sort.is_actor()).map(|mention| actors.of(&mention.label)).collect()
}

/// The statuses of commitments, then those of expectations, as dossiers write them.
fn statuses() -> Vec<&'static str> {
    let commitments = CommitmentStatus::ALL.iter().map(|status| status.notation());
    commitments.chain(ExpectationStatus::ALL.iter().map(|status| status.notation())).collect()
}

/// When the article was published, or how it dates itself.
fn when(names: &Names<'_, '_>) -> String {
    let source = &names.resolved().dossier.source;
    let date = source.published.as_ref().or_else(|| source.dateline.as_ref().map(|dateline| &dateline.value));
    let Some(date) = date else { return String::new() };
    date.day().map_or_else(|| date.written.to_string(), |day| day_in_words(day, names.language()))
}

fn shares(names: &Names<'_, '_>, facts: usize) -> Vec<Share> {
    let categories: Vec<_> = names.resolved().facts.iter().map(Category::of).collect();
    let mut shares = Vec::new();
    let mut before = 0;
    for category in Category::ALL {
        let count = categories.iter().filter(|found| **found == category).count();
        if count > 0 {
            let percent = |part: usize| format!("{}.{:02}%", part * 100 / facts, part * 10_000 / facts % 100);
            let (name, label) = (category.name(), category.label(names.language()));
            shares.push(Share { name, label, count, x: percent(before), width: percent(count) });
            before += count;
        }
    }
    shares
}
