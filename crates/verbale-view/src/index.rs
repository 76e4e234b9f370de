//! The page that leads to the pages of several dossiers: a list with search and filters, and who is tied with whom in all
//! of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;

use serde::Serialize;
use verbale_core::codes::{Code, CommitmentStatus, ExpectationStatus, Listed};
use verbale_core::facts::Kind;
use verbale_core::resolve::{Object, ResolvedFact};

use crate::category::Category;
use crate::labels;
use crate::language::{Language, direction};
use crate::names::Names;
use crate::network::{self, Network};
use crate::page::{Sheet, status};
use crate::phrase::capitalised;
use crate::ties::{self, Firmness};
use crate::when::{When, day_in_words};

/// What is known of several dossiers: a line for each, whatever its length.
#[derive(Debug)]
pub struct Index {
    language: Option<Language>,
    entries: Vec<Entry>,
    /// Names of actors, in the order in which they were met: a filter speaks of names, not of nodes.
    names: Interned,
    /// Actors by IRI, for the network.
    actors: Interned,
    drawn: Vec<network::Actor>,
    links: BTreeMap<LinkKey, (u64, String)>,
    facts: usize,
}

/// Actors (those who act first), how many act, how firm, and what it is.
type LinkKey = (Vec<usize>, usize, Firmness, String);

/// Texts with a number each.
#[derive(Debug, Default)]
struct Interned {
    numbers: HashMap<String, usize>,
    texts: Vec<String>,
}

impl Interned {
    /// The text's number, and whether it is new.
    fn number(&mut self, text: &str) -> (usize, bool) {
        if let Some(number) = self.numbers.get(text) {
            return (*number, false);
        }
        let number = self.texts.len();
        self.numbers.insert(text.to_owned(), number);
        self.texts.push(text.to_owned());
        (number, true)
    }
}

/// A dossier in the list.
#[derive(Debug, Serialize)]
struct Entry {
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
    facts: usize,
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

impl Index {
    /// Nothing yet. The index is written in this language, or in that of the first dossier.
    pub fn new(language: Option<Language>) -> Self {
        Self {
            language,
            entries: Vec::new(),
            names: Interned::default(),
            actors: Interned::default(),
            drawn: Vec::new(),
            links: BTreeMap::new(),
            facts: 0,
        }
    }

    /// Adds a dossier whose page is at this address, from the index.
    pub fn add(&mut self, sheet: &Sheet<'_, '_>, href: &str) {
        let language = *self.language.get_or_insert_with(|| sheet.language());
        let names = Names::of(sheet.resolved, language);
        self.tie(&names, href);
        let entry = self.entry(&names, href);
        self.facts += entry.facts;
        self.entries.push(entry);
    }

    /// Takes over who is tied with whom.
    fn tie(&mut self, names: &Names<'_, '_>, href: &str) {
        for tie in (0..names.resolved().facts.len()).filter_map(|fact| ties::tie(names, fact)) {
            let actors: Vec<usize> = tie.actors.iter().map(|iri| self.actor(names, iri)).collect();
            let key = (actors, tie.acting, tie.firmness, tie.label);
            let first = || (0, format!("{href}#{}", names.anchor(tie.fact)));
            self.links.entry(key).or_insert_with(first).0 += 1;
        }
    }

    fn actor(&mut self, names: &Names<'_, '_>, iri: &str) -> usize {
        let (number, is_new) = self.actors.number(iri);
        if is_new {
            let mention = names.mention(iri);
            let (label, sort) = (names.brief(&mention), mention.sort.class());
            self.drawn.push(network::Actor { label, title: mention.label, lang: mention.language, href: None, sort });
        }
        number
    }

    fn entry(&mut self, names: &Names<'_, '_>, href: &str) -> Entry {
        let resolved = names.resolved();
        let source = &resolved.dossier.source;
        let tag = source.title.is_some().then(|| source.language.0.to_string());
        let codes: Vec<String> = resolved.facts.iter().map(|fact| self.code(names, fact)).collect();
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

    /// A fact for the filters: kind, category and status by their places in their lists, first and last day as numbers,
    /// and actors by their places in the list of names. What is unknown is empty.
    fn code(&mut self, names: &Names<'_, '_>, fact: &ResolvedFact<'_>) -> String {
        let place = |list: &[&str], word: &str| list.iter().position(|known| *known == word);
        let kind = place(Kind::NAMES, fact.fact.kind.name()).unwrap_or_default();
        let category = Category::ALL.iter().position(|known| *known == Category::of(fact)).unwrap_or_default();
        let status = status(&fact.fact.kind).and_then(|status| place(&statuses(), status));
        let when = When::of(names.resolved(), &fact.properties, names.language());
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.format("%Y%m%d").to_string()).unwrap_or_default();
        let (first, last) = when.map_or((None, None), |when| (when.earliest, when.latest));
        let status = status.map(|status| status.to_string()).unwrap_or_default();
        let mut code = format!("{kind},{category},{status},{},{},", day(first), day(last));
        for (at, actor) in self.actors_of(names, fact).into_iter().enumerate() {
            // Writing into a String cannot fail.
            let _ = write!(code, "{}{actor}", if at > 0 { "." } else { "" });
        }
        code
    }

    /// The names of all actors that a fact names, by their numbers.
    fn actors_of(&mut self, names: &Names<'_, '_>, fact: &ResolvedFact<'_>) -> BTreeSet<usize> {
        let arena = &names.resolved().arena;
        let values =
            fact.properties.iter().map(|(_, object)| *object).chain(fact.nodes.iter().filter_map(|node| node.member));
        let said_by = fact.said_by.iter().map(|name| Object::Node(*name));
        let iris = values
            .chain(said_by)
            .filter_map(|object| if let Object::Node(name) = object { Some(arena.text(name)) } else { None });
        let mentions = iris.filter(|iri| names.fact(iri).is_none()).map(|iri| names.mention(iri));
        mentions.filter(|mention| mention.sort.is_actor()).map(|mention| self.names.number(&mention.label).0).collect()
    }
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

/// Everything that the template shows.
#[derive(Serialize)]
pub(crate) struct Overview<'i> {
    lang: &'static str,
    fr: bool,
    entries: &'i [Entry],
    facts: usize,
    kinds: Vec<Choice<'i>>,
    categories: Vec<Choice<'i>>,
    statuses: Vec<Choice<'i>>,
    actors: Vec<Choice<'i>>,
    network: Network,
}

/// An option of a filter.
#[derive(Serialize)]
struct Choice<'i> {
    value: usize,
    label: std::borrow::Cow<'i, str>,
}

/// Everything that the index shows.
pub(crate) fn overview(index: &Index) -> Overview<'_> {
    let language = index.language.unwrap_or(Language::En);
    let kinds = Kind::NAMES.iter().map(|name| kind_label(name, language)).enumerate();
    let categories = Category::ALL.iter().map(|category| category.label(language).to_owned()).enumerate();
    let statuses =
        CommitmentStatus::ALL.iter().map(|status| status.iri()).chain(ExpectationStatus::ALL.iter().map(|s| s.iri()));
    let statuses = statuses.map(|iri| labels::label(iri, language).to_owned()).enumerate();
    let choice = |(value, label): (usize, String)| Choice { value, label: capitalised(&label).into() };
    let mut actors: Vec<_> =
        index.names.texts.iter().enumerate().map(|(value, label)| Choice { value, label: label.into() }).collect();
    actors.sort_by_cached_key(|actor| (actor.label.to_lowercase(), actor.value));
    Overview {
        lang: language.tag(),
        fr: language == Language::Fr,
        entries: &index.entries,
        facts: index.facts,
        kinds: kinds.map(choice).collect(),
        categories: categories.map(choice).collect(),
        statuses: statuses.map(choice).collect(),
        actors,
        network: Network::draw(&index.drawn, &links(index)),
    }
}

fn links(index: &Index) -> Vec<network::Link> {
    let link = |((actors, acting, firmness, label), (count, href)): (&LinkKey, &(u64, String))| network::Link {
        actors: actors.clone(),
        acting: *acting,
        firmness: *firmness,
        label: label.clone(),
        href: href.clone(),
        count: *count,
    };
    index.links.iter().map(link).collect()
}

/// The label of a kind of fact: that of its situation without the word before it.
fn kind_label(name: &str, language: Language) -> String {
    let iri = format!("{}{name}-situation", verbale_ontology::NAMESPACE);
    let label = labels::label(&iri, language);
    let kind = label.rsplit_once(": ").map_or(label, |(_, kind)| kind);
    if kind.ends_with("-situation") { name.to_owned() } else { kind.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_label() {
        let labels: BTreeSet<_> = Kind::NAMES.iter().map(|name| kind_label(name, Language::Fr)).collect();
        assert_eq!(labels.len(), Kind::NAMES.len());
        assert!(labels.contains("réunion") && labels.contains("proposition"), "{labels:?}");
    }

    #[test]
    fn texts_have_one_number_each() {
        let mut interned = Interned::default();
        assert_eq!(interned.number("a"), (0, true));
        assert_eq!(interned.number("b"), (1, true));
        assert_eq!(interned.number("a"), (0, false));
    }
}
