//! The page of the ontology: its terms with what they mean, what data has to be, an example, and what is close elsewhere.

mod datasets;
mod graph;
mod linked;
mod rules;
mod terms;

use std::collections::HashMap;

use serde::Serialize;
use verbale_ontology::NAMESPACE;

use self::datasets::Scheme;
use self::graph::{Both, Graph};
use self::linked::{Piece, linked};
use self::rules::{Gravity, Rules};
use self::terms::{CodeList, Term};

const ONTOLOGY: &str = "https://w3id.org/verbale/dipl";

/// Everything that the template shows.
#[derive(Serialize)]
pub(crate) struct Ontology {
    title: Both,
    description: Both,
    iri: &'static str,
    version: String,
    modified: String,
    licence: String,
    citation: String,
    classes: Vec<Term>,
    properties: Vec<Term>,
    extension: Vec<Term>,
    lists: Vec<CodeList>,
    schemes: Vec<Scheme>,
    /// Terms of other vocabularies of which the shapes ask something.
    others: Vec<Term>,
    /// How many rules of each gravity there are.
    rules: Vec<(Chip, usize)>,
    prefixes: Vec<(String, String)>,
}

/// The word for how grave a rule is.
#[derive(Clone, Debug, Serialize)]
struct Chip {
    class: &'static str,
    word: Both,
}

/// A text in both languages, with links.
#[derive(Clone, Debug, Serialize)]
struct Words {
    fr: Vec<Piece>,
    en: Vec<Piece>,
}

/// What the page is made from.
struct Sources {
    /// Ontology, extension, code lists, mappings.
    terms: Graph,
    rules: Rules,
    /// The ids of elements by the IRIs of what they show. It is only ever looked into, never walked through.
    anchors: HashMap<String, String>,
}

impl Sources {
    fn read() -> Self {
        let files = [verbale_ontology::DIPLOMACY, verbale_ontology::EVENTS].into_iter();
        let codes = verbale_ontology::CODES.iter().map(|(_, file)| *file);
        let terms = Graph::of(files.chain(codes).chain([verbale_ontology::MAPPINGS]));
        let shapes = Graph::of(verbale_ontology::SHAPES.iter().map(|(_, file)| *file));
        let rules = Rules::of(&shapes);
        let mut sources = Self { terms, rules, anchors: HashMap::new() };
        sources.anchors = sources.anchors();
        sources
    }

    /// The id of a term is the end of its IRI, so that the namespace leads to its element; terms of other namespaces have
    /// their prefix before it.
    fn anchors(&self) -> HashMap<String, String> {
        // The files also declare terms that they borrow; a code of a dataset is a concept.
        let own =
            self.terms.subjects().filter(|iri| iri.starts_with(NAMESPACE) || self.terms.is_a(iri, "skos:Concept"));
        // Every node has classes: rules on them stand with the class that they are about.
        let asked = self.rules.terms.iter().map(String::as_str).filter(|iri| self.terms.name(iri) != "rdf:type");
        let id = |iri: &str| match iri.strip_prefix(NAMESPACE) {
            Some(local) => local.to_owned(),
            None => self.terms.name(iri).replace([':', '/'], "-"),
        };
        own.chain(asked).map(|iri| (iri.to_owned(), id(iri))).collect()
    }

    fn anchor(&self, iri: &str) -> Option<String> {
        self.anchors.get(iri).cloned()
    }

    fn linked(&self, text: &str) -> Vec<Piece> {
        linked(text, &self.terms, |iri| self.anchor(iri))
    }

    fn words(&self, both: &Both) -> Words {
        Words { fr: self.linked(&both.fr), en: self.linked(&both.en) }
    }

    /// A term by its prefixed name: a link to its element, or to its own vocabulary.
    fn link(&self, iri: &str) -> Piece {
        let href = self.anchor(iri).map_or_else(|| iri.to_owned(), |id| format!("#{id}"));
        Piece { text: self.terms.name(iri), href: Some(href) }
    }

    fn links<'g>(&self, iris: impl IntoIterator<Item = &'g str>) -> Vec<Piece> {
        iris.into_iter().map(|iri| self.link(iri)).collect()
    }
}

fn both(fr: &str, en: &str) -> Both {
    Both { fr: fr.to_owned(), en: en.to_owned() }
}

fn chip(gravity: Gravity) -> Chip {
    let word = match gravity {
        Gravity::Violation => both("obligatoire", "required"),
        Gravity::Warning => both("conseillé", "recommended"),
        Gravity::Info => both("à savoir", "good to know"),
    };
    Chip { class: gravity.name(), word }
}

/// Everything that the page shows.
pub(crate) fn ontology() -> Ontology {
    let sources = Sources::read();
    let text = |predicate: &str| sources.terms.literal(ONTOLOGY, predicate).unwrap_or_default().to_owned();
    let header = |name: &str| sources.terms.both(ONTOLOGY, &format!("dcterms:{name}")).unwrap_or_default();
    let terms = |is_of: &str, types: &[&str]| terms::terms(&sources, is_of, types);
    let properties = ["owl:ObjectProperty", "owl:DatatypeProperty"];
    let gravities = [Gravity::Violation, Gravity::Warning, Gravity::Info];
    let count = |gravity: Gravity| sources.rules.all.iter().filter(|rule| rule.gravity == gravity).count();
    Ontology {
        title: header("title"),
        description: header("description"),
        iri: ONTOLOGY,
        version: text("owl:versionInfo"),
        modified: text("dcterms:modified"),
        licence: sources.terms.iris(ONTOLOGY, "dcterms:license").next().unwrap_or_default().to_owned(),
        citation: text("dcterms:bibliographicCitation"),
        classes: terms(ONTOLOGY, &["owl:Class"]),
        properties: terms(ONTOLOGY, &properties),
        extension: terms(&format!("{ONTOLOGY}/events"), &properties),
        lists: terms::lists(&sources),
        schemes: datasets::schemes(&sources),
        others: terms::others(&sources),
        rules: gravities.into_iter().map(|gravity| (chip(gravity), count(gravity))).collect(),
        prefixes: sources.terms.prefixes().filter(|(prefix, _)| !prefix.is_empty()).collect(),
    }
}
