//! The page of one dossier: everything that the template shows, in its order.

mod actors;
mod card;
mod head;
mod who;

use serde::Serialize;
use verbale_core::codes::{CommitmentStatus, ExpectationStatus, Listed};
use verbale_core::facts::Kind;
use verbale_core::resolve::Resolved;

use crate::article::{Mark, Segment, cut};
use crate::category::Category;
use crate::language::{Language, direction};
use crate::names::Names;
use crate::network;
use crate::phrase::Phrase;
use crate::sentence::tell;
use crate::timeline::Timeline;

use self::actors::Entry;
use self::card::Card;
pub(crate) use self::card::{all_modalities, modalities};
use self::head::Head;

/// What a page is made from.
#[derive(Clone, Copy, Debug)]
pub struct Sheet<'s, 'd> {
    /// The dossier.
    pub resolved: &'s Resolved<'d>,
    /// The text of its own source, where it is at hand.
    pub text: Option<&'s str>,
    /// The Turtle of each fact, in the order of [`Resolved::facts`]; what is missing is not shown.
    pub turtle: &'s [String],
    /// The page's language; that of the source where absent, if it is one of ours.
    pub language: Option<Language>,
    /// The address of the index that the page belongs to.
    pub index: Option<&'s str>,
}

impl Sheet<'_, '_> {
    /// The language that the page is written in.
    pub fn language(&self) -> Language {
        self.language.unwrap_or_else(|| Language::for_source(&self.resolved.dossier.source.language.0))
    }
}

/// Everything that the template shows.
#[derive(Serialize)]
pub(crate) struct Page<'s> {
    lang: &'static str,
    fr: bool,
    head: Head,
    index: Option<&'s str>,
    legend: Vec<Legend>,
    text: Option<Article<'s>>,
    cards: Vec<Card>,
    #[serde(flatten)]
    ties: network::Section,
    timeline: Option<Timeline>,
    board: Vec<Column>,
    actors: Vec<Entry>,
    places: Vec<Entry>,
}

/// A category of the legend, with the number of its facts.
#[derive(Serialize)]
struct Legend {
    name: &'static str,
    label: &'static str,
    count: usize,
}

/// The article with its pieces.
#[derive(Serialize)]
struct Article<'s> {
    lang: String,
    dir: &'static str,
    segments: Vec<Words<'s>>,
}

/// A piece of the article, and the elements of the facts that rest on it.
#[derive(Serialize)]
struct Words<'s> {
    text: &'s str,
    start: usize,
    categories: Vec<Category>,
    anchors: Vec<String>,
}

/// A column of the board.
#[derive(Serialize)]
struct Column {
    label: String,
    category: Category,
    cards: Vec<BoardCard>,
}

/// What stands in a column.
#[derive(Serialize)]
struct BoardCard {
    href: String,
    sentence: Phrase,
}

/// Everything that a page shows of a dossier.
pub(crate) fn page<'s>(sheet: &Sheet<'s, '_>) -> Page<'s> {
    let language = sheet.language();
    let names = Names::of(sheet.resolved, language);
    let facts = &sheet.resolved.facts;
    let told: Vec<_> = facts.iter().map(|fact| tell(&names, fact)).collect();
    let sentences: Vec<Phrase> = told.iter().map(|told| told.sentence.clone()).collect();
    let turtle = |index: usize| sheet.turtle.get(index).cloned();
    let has_text = sheet.text.is_some();
    let cards =
        told.into_iter().enumerate().map(|(at, told)| card::card(&names, at, told, turtle(at), has_text)).collect();
    let ties = network::section(&names, &sentences);
    let timeline = Timeline::of(&names);
    Page {
        lang: language.tag(),
        fr: language == Language::Fr,
        head: head::head(&names),
        index: sheet.index,
        legend: legend(&names),
        text: sheet.text.map(|text| article(&names, text)),
        cards,
        ties,
        timeline: (!timeline.is_empty()).then_some(timeline),
        board: board(&names, &sentences),
        actors: actors::entries(&names, &sheet.resolved.actors),
        places: actors::entries(&names, &sheet.resolved.places),
    }
}

fn legend(names: &Names<'_, '_>) -> Vec<Legend> {
    let categories: Vec<_> = names.resolved().facts.iter().map(Category::of).collect();
    let of = |category: Category| categories.iter().filter(|found| **found == category).count();
    let all = Category::ALL.map(|category| (category, of(category)));
    let shown = all.into_iter().filter(|(category, count)| *count > 0 || *category != Category::Doubted);
    shown
        .map(|(category, count)| Legend { name: category.name(), label: category.label(names.language()), count })
        .collect()
}

fn article<'s>(names: &Names<'_, '_>, text: &'s str) -> Article<'s> {
    let resolved = names.resolved();
    let mut marks = Vec::new();
    for (at, fact) in resolved.facts.iter().enumerate() {
        let category = Category::of(fact);
        let spans = fact.spans.iter().chain(fact.fields.iter().flat_map(|field| &field.spans));
        for span in spans.map(|span| &resolved.spans[*span]) {
            let is_own = resolved.sources.first().is_some_and(|source| source.iri == span.source);
            if let Some(located) = span.located.filter(|_| is_own) {
                marks.push(Mark { start: located.span.start, end: located.span.end, fact: at, category });
            }
        }
    }
    let segments = cut(text, &marks).into_iter().map(|segment| {
        let anchors = segment.facts.iter().map(|fact| names.anchor(*fact).to_owned()).collect();
        let Segment { text, start, categories, .. } = segment;
        Words { text, start, categories, anchors }
    });
    let tag = resolved.dossier.source.language.0.to_string();
    Article { dir: direction(&tag), segments: segments.collect(), lang: tag }
}

/// Commitments and expectations by status: what is firmest first.
fn board(names: &Names<'_, '_>, sentences: &[Phrase]) -> Vec<Column> {
    let of_commitments = CommitmentStatus::ALL.iter().map(|status| status.notation());
    let of_expectations = ExpectationStatus::ALL.iter().map(|status| status.notation());
    let mut columns = Vec::new();
    for notation in of_commitments.chain(of_expectations) {
        let facts =
            names.resolved().facts.iter().enumerate().filter(|(_, fact)| status(&fact.fact.kind) == Some(notation));
        let cards: Vec<_> = facts
            .clone()
            .map(|(at, _)| BoardCard { href: format!("#{}", names.anchor(at)), sentence: sentences[at].clone() })
            .collect();
        if let Some((_, first)) = facts.clone().next() {
            let iri = format!("{}{notation}", verbale_ontology::NAMESPACE);
            let label = crate::phrase::capitalised(crate::labels::label(&iri, names.language()));
            columns.push(Column { label, category: Category::of(first), cards });
        }
    }
    columns
}

/// The status of a commitment or expectation, as a dossier writes it.
pub(crate) fn status(kind: &Kind<'_>) -> Option<&'static str> {
    match kind {
        Kind::Commitment(commitment) => Some(commitment.status.value.notation()),
        Kind::Expectation(expectation) => Some(expectation.status.value.notation()),
        _ => None,
    }
}
