//! What stands behind an IRI of the dossier, and what it is called on the page.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use verbale_core::resolve::{Described, Object, Resolved, ResolvedFact};
use verbale_core::vocab::{Property, dipl};

use crate::language::Language;

/// What sort of thing is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Sort {
    State,
    Organisation,
    Force,
    Delegation,
    Person,
    Group,
    Place,
    Source,
    Fact,
    Other,
}

impl Sort {
    /// Whether it can act.
    pub(crate) const fn is_actor(self) -> bool {
        matches!(self, Self::State | Self::Organisation | Self::Force | Self::Delegation | Self::Person | Self::Group)
    }

    /// The word that stands for it in classes.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Organisation => "organisation",
            Self::Force => "force",
            Self::Delegation => "delegation",
            Self::Person => "person",
            Self::Group => "group",
            Self::Place => "place",
            Self::Source | Self::Fact | Self::Other => "other",
        }
    }

    /// The sort of actor that a class is.
    fn of_class(class: &str) -> Self {
        match class {
            dipl::iri::State => Self::State,
            dipl::iri::InternationalOrganisation => Self::Organisation,
            dipl::iri::Force => Self::Force,
            dipl::iri::Delegation => Self::Delegation,
            dipl::iri::Person => Self::Person,
            dipl::iri::Group => Self::Group,
            dipl::iri::Place => Self::Place,
            dipl::iri::SourceText => Self::Source,
            _ => Self::Other,
        }
    }
}

/// Something that is named in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Its IRI.
    pub(crate) iri: String,
    /// What it is called.
    pub(crate) label: String,
    /// The language of the name, where it is not the page's.
    pub(crate) language: Option<String>,
    /// The id of the element that says more of it.
    pub(crate) anchor: Option<String>,
    /// What sort of thing it is.
    pub(crate) sort: Sort,
    /// The article that the source puts before this name: `le`, `la`, `l’`, `les`, `the`.
    pub(crate) article: Option<&'static str>,
}

impl Mention {
    /// Something of this name.
    #[cfg(test)]
    pub(crate) fn of(label: &str, sort: Sort) -> Self {
        Self { iri: String::new(), label: label.to_owned(), language: None, anchor: None, sort, article: None }
    }
}

/// Everyday names of states whose short name in the table is a formal one.
const EVERYDAY: &[(&str, &str, &str)] = &[
    ("BRN", "Brunéi", "Brunei"),
    ("COD", "RD Congo", "DR Congo"),
    ("GBR", "Royaume-Uni", "United Kingdom"),
    ("KOR", "Corée du Sud", "South Korea"),
    ("LAO", "Laos", "Laos"),
    ("MDA", "Moldavie", "Moldova"),
    ("PRK", "Corée du Nord", "North Korea"),
    ("PSE", "Palestine", "Palestine"),
    ("RUS", "Russie", "Russia"),
    ("SUN", "Union soviétique", "Soviet Union"),
    ("SYR", "Syrie", "Syria"),
    ("TZA", "Tanzanie", "Tanzania"),
    ("USA", "États-Unis", "United States"),
    ("VNM", "Viêt Nam", "Vietnam"),
];

/// Things of a dossier by their IRIs.
pub(crate) struct Names<'r, 'd> {
    resolved: &'r Resolved<'d>,
    language: Language,
    described: HashMap<&'r str, Known<'r, 'd>>,
    facts: HashMap<&'r str, usize>,
    anchors: Vec<String>,
    /// The facts that name a node, by its IRI, each once.
    named_by: HashMap<&'r str, Vec<usize>>,
    /// The facts that are said in a statement, by its IRI.
    said_in: HashMap<&'r str, Vec<usize>>,
}

/// An actor, a place or a source.
struct Known<'r, 'd> {
    thing: &'r Described<'d>,
    anchor: String,
    /// What it is called; none before the names are known.
    mention: Option<Mention>,
}

/// Quotes in which an article before a name is looked for.
const SEARCHED: usize = 2_000;

impl<'r, 'd> Names<'r, 'd> {
    pub(crate) fn of(resolved: &'r Resolved<'d>, language: Language) -> Self {
        let mut taken = BTreeSet::new();
        let mut described = HashMap::new();
        for (prefix, things) in
            [("source", &resolved.sources), ("actor", &resolved.actors), ("place", &resolved.places)]
        {
            for thing in things {
                let iri = resolved.arena.text(thing.iri);
                described.insert(iri, Known { thing, anchor: anchor(prefix, iri, &mut taken), mention: None });
            }
        }
        let anchors: Vec<_> = resolved.facts.iter().map(|fact| fact_anchor(resolved, fact)).collect();
        let nodes = resolved.facts.iter().enumerate();
        let facts = nodes.flat_map(|(at, fact)| fact.nodes.iter().map(move |node| (node.iri, at)));
        let facts = facts.map(|(iri, at)| (resolved.arena.text(iri), at)).collect();
        let (named_by, said_in) = references(resolved);
        let mut names = Self { resolved, language, described, facts, anchors, named_by, said_in };
        names.call();
        names
    }

    /// Finds out what everything is called.
    fn call(&mut self) {
        let resolved = self.resolved;
        let is_own = self.language.is(&resolved.dossier.source.language.0);
        let quotes = if is_own { quotes(resolved) } else { String::new() };
        for thing in resolved.sources.iter().chain(&resolved.actors).chain(&resolved.places) {
            let iri = resolved.arena.text(thing.iri);
            let mut mention = self.called(thing, iri);
            if is_own && mention.language.is_none() && mention.sort != Sort::State {
                mention.article = article(self.language, &mention.label, &quotes);
            }
            if let Some(known) = self.described.get_mut(iri) {
                known.mention = Some(mention);
            }
        }
    }

    /// What an actor, a place or a source is called, its article aside.
    fn called(&self, thing: &Described<'d>, iri: &str) -> Mention {
        let sort = thing.types.first().map_or(Sort::Other, |class| Sort::of_class(class));
        let (label, language) = self.name(thing);
        let language = language.filter(|tag| !self.language.is(tag)).map(str::to_owned);
        let has_entry = sort.is_actor() || sort == Sort::Place;
        let anchor = has_entry.then(|| self.anchor_of(iri).to_owned());
        Mention { iri: iri.to_owned(), label, language, anchor, sort, article: None }
    }

    /// The facts that name a node: in a value, as a member, or as the one who says it.
    pub(crate) fn named_by(&self, iri: &str) -> &[usize] {
        self.named_by.get(iri).map_or(&[], Vec::as_slice)
    }

    /// The facts that are said in a statement.
    pub(crate) fn said_in(&self, iri: &str) -> &[usize] {
        self.said_in.get(iri).map_or(&[], Vec::as_slice)
    }

    /// The page's language.
    pub(crate) const fn language(&self) -> Language {
        self.language
    }

    /// The dossier.
    pub(crate) const fn resolved(&self) -> &'r Resolved<'d> {
        self.resolved
    }

    /// The index of the fact with this node.
    pub(crate) fn fact(&self, iri: &str) -> Option<usize> {
        self.facts.get(iri).copied()
    }

    /// The id of a fact's element.
    pub(crate) fn anchor(&self, fact: usize) -> &str {
        self.anchors.get(fact).map_or("", String::as_str)
    }

    /// The id of the element of an actor, a place or a source.
    pub(crate) fn anchor_of(&self, iri: &str) -> &str {
        self.described.get(iri).map_or("", |known| &known.anchor)
    }

    /// Whether an actor has no name, only a description.
    pub(crate) fn is_nameless(&self, iri: &str) -> bool {
        let known = self.described.get(iri);
        known.is_some_and(|known| known.thing.properties.iter().all(|(property, _)| *property != Property::Name))
    }

    /// What a node that is no fact is called; of a fact, its id.
    pub(crate) fn mention(&self, iri: &str) -> Mention {
        if let Some(fact) = self.fact(iri) {
            let label = self.resolved.facts[fact].fact.id.to_string();
            let anchor = Some(self.anchor(fact).to_owned());
            let iri = iri.to_owned();
            return Mention { iri, label, language: None, anchor, sort: Sort::Fact, article: None };
        }
        if let Some(mention) = self.described.get(iri).and_then(|known| known.mention.as_ref()) {
            return mention.clone();
        }
        let (iri, label, sort) = (iri.to_owned(), iri.to_owned(), Sort::Other);
        Mention { iri, label, language: None, anchor: None, sort, article: None }
    }

    /// A name that fits into a drawing: an acronym or another short name, where the name itself is long.
    pub(crate) fn brief(&self, mention: &Mention) -> String {
        const LONG: usize = 20;
        const BRIEF: usize = 12;
        let thing = self.described.get(mention.iri.as_str());
        let others = thing.into_iter().flat_map(|known| texts(&known.thing.properties, Property::AltLabel));
        let length = |name: &str| name.chars().count();
        let brief = others.map(|(name, _)| name).filter(|name| length(name) <= BRIEF).min_by_key(|name| length(name));
        brief.filter(|_| length(&mention.label) > LONG).map_or_else(|| mention.label.clone(), str::to_owned)
    }

    /// The name of an actor, a place or a source on the page, and its language where it has one.
    fn name(&self, thing: &Described<'d>) -> (String, Option<&'d str>) {
        let texts = |property| texts(&thing.properties, property);
        let labels = [Property::Name, Property::PrefLabel, Property::Title, Property::Description];
        for property in labels {
            if let Some((text, tag)) = self.choose(&texts(property)) {
                if property == Property::PrefLabel
                    && let Some(everyday) = self.everyday(thing, text)
                {
                    return (everyday.to_owned(), Some(self.language.tag()));
                }
                return (text.to_owned(), Some(tag));
            }
        }
        let code = thing.properties.iter().find_map(|(property, object)| match object {
            Object::Plain(text) if *property == Property::Notation => Some(*text),
            _ => None,
        });
        let iri = self.resolved.arena.text(thing.iri);
        (code.unwrap_or_else(|| crate::labels::local(iri)).to_owned(), None)
    }

    /// The everyday name of a state that is called by its formal one.
    fn everyday(&self, thing: &Described<'d>, name: &str) -> Option<&'static str> {
        let iso = crate::labels::local(self.resolved.arena.text(thing.iri));
        let state = verbale_ontology::state(iso).filter(|state| state.name(self.language.tag()) == Some(name))?;
        let (_, fr, en) = EVERYDAY.iter().find(|(iso, ..)| *iso == state.iso3)?;
        Some(self.language.pick(fr, en))
    }

    /// Of texts in several languages the one for this page: its own language, then the source's, then the first.
    pub(crate) fn choose<'t>(&self, texts: &[(&'t str, &'t str)]) -> Option<(&'t str, &'t str)> {
        let source = &*self.resolved.dossier.source.language.0;
        let found = |wanted: &dyn Fn(&str) -> bool| texts.iter().find(|(_, tag)| wanted(tag)).copied();
        found(&|tag| self.language.is(tag))
            .or_else(|| found(&|tag| tag.eq_ignore_ascii_case(source)))
            .or_else(|| texts.first().copied())
    }
}

/// The quotes one after the other, each after a U+0000, so that a name is looked for once and not in each of them.
fn quotes(resolved: &Resolved<'_>) -> String {
    let mut quotes = String::new();
    for span in resolved.spans.iter().take(SEARCHED) {
        quotes.push('\0');
        quotes.push_str(span.exact);
    }
    quotes
}

/// The article that a quote has before a name.
fn article(language: Language, name: &str, quotes: &str) -> Option<&'static str> {
    const FRENCH: &[(&str, &str)] = &[
        ("le ", "le"),
        ("la ", "la"),
        ("l’", "l’"),
        ("l'", "l’"),
        ("les ", "les"),
        ("du ", "le"),
        ("au ", "le"),
        ("des ", "les"),
        ("aux ", "les"),
    ];
    const ENGLISH: &[(&str, &str)] = &[("the ", "the")];
    let known = if language == Language::Fr { FRENCH } else { ENGLISH };
    for (at, _) in quotes.match_indices(name) {
        let quote = quotes[..at].rfind('\0').map_or(0, |end| end + 1);
        let before = &quotes[quote..at];
        let start = before.trim_end().rfind(char::is_whitespace).map_or(0, |space| space + 1);
        let word = before.get(start..).unwrap_or(before).trim_start();
        if let Some((_, article)) = known.iter().find(|(written, _)| word.to_lowercase() == *written) {
            return Some(article);
        }
    }
    None
}

/// Facts by the IRIs of their nodes' neighbours.
type References<'r> = HashMap<&'r str, Vec<usize>>;

/// Which facts name a node, and which are said in it.
fn references<'r>(resolved: &'r Resolved<'_>) -> (References<'r>, References<'r>) {
    let (mut named_by, mut said_in) = (References::new(), References::new());
    let add = |to: &mut References<'r>, iri: &'r str, fact: usize| {
        let facts = to.entry(iri).or_default();
        if facts.last() != Some(&fact) {
            facts.push(fact);
        }
    };
    for (at, fact) in resolved.facts.iter().enumerate() {
        let values = fact.properties.iter().map(|(_, object)| *object);
        let members = fact.nodes.iter().filter_map(|node| node.member);
        let series = fact.series.iter().flat_map(|series| series.properties.iter().map(|(_, object)| *object));
        let said_by = fact.said_by.iter().map(|name| Object::Node(*name));
        for object in values.chain(members).chain(series).chain(said_by) {
            if let Object::Node(name) = object {
                add(&mut named_by, resolved.arena.text(name), at);
            }
        }
        if let Some(statement) = fact.said_in {
            add(&mut said_in, resolved.arena.text(statement), at);
        }
    }
    (named_by, said_in)
}

/// The texts of a property, each with its language.
pub(crate) fn texts<'d>(properties: &[(Property, Object<'d>)], wanted: Property) -> Vec<(&'d str, &'d str)> {
    let texts = properties.iter().filter(|(property, _)| *property == wanted);
    texts
        .filter_map(|(_, object)| if let Object::Text(text, tag) = object { Some((*text, *tag)) } else { None })
        .collect()
}

/// The id of a fact's element; a fact of an enrichment has its source's id before its own.
fn fact_anchor(resolved: &Resolved<'_>, fact: &ResolvedFact<'_>) -> String {
    let source = fact.source.checked_sub(1).and_then(|at| resolved.dossier.enrichment.get(at));
    match source {
        Some(enrichment) => format!("fact-{}.{}", &*enrichment.source.id, &*fact.fact.id),
        None => format!("fact-{}", &*fact.fact.id),
    }
}

/// An id of its own for the element of a thing: the end of its IRI where that is a word.
fn anchor(prefix: &str, iri: &str, taken: &mut BTreeSet<String>) -> String {
    let end = crate::labels::local(iri);
    let is_word = !end.is_empty() && end.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let word = if is_word { end } else { "x" };
    let mut id = format!("{prefix}-{word}");
    let mut further = 2;
    while !taken.insert(id.clone()) {
        id = format!("{prefix}-{word}.{further}");
        further += 1;
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_stands_before_the_name_in_the_same_quote() {
        let quotes = "\0avec le\0Mali et du Niger\0Le Tchad, les États";
        let of = |name| article(Language::Fr, name, quotes);
        assert_eq!((of("Mali"), of("Niger"), of("Tchad"), of("États")), (None, Some("le"), Some("le"), Some("les")));
        assert_eq!(article(Language::En, "Niger", quotes), None);
    }
}
