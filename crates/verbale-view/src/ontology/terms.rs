//! A term as the page shows it.

use std::collections::BTreeSet;

use serde::Serialize;
use verbale_ontology::NAMESPACE;

use super::graph::Both;
use super::linked::Piece;
use super::{Chip, Sources, Words, both, chip};

/// A class, a property or a code.
#[derive(Serialize)]
pub(super) struct Term {
    id: String,
    iri: String,
    name: String,
    kind: Both,
    /// What it is called; none where it is of another vocabulary.
    label: Option<Both>,
    definition: Option<Words>,
    note: Option<Words>,
    rows: Vec<Row>,
    example: Option<Vec<Piece>>,
    rules: Vec<RuleLine>,
}

/// What stands beside a heading of a term.
#[derive(Serialize)]
struct Row {
    what: Both,
    values: Vec<Piece>,
}

/// What a shape asks of a term, or of the nodes that have it.
#[derive(Serialize)]
struct RuleLine {
    chip: Chip,
    words: Words,
    shape: String,
}

/// A list of codes.
#[derive(Serialize)]
pub(super) struct CodeList {
    id: String,
    title: Both,
    comment: Words,
    /// The properties that lead to its codes.
    properties: Vec<Piece>,
    codes: Vec<Term>,
}

/// The predicates of matches, and what each says.
const MATCHES: [(&str, &str, &str); 5] = [
    ("skos:exactMatch", "correspondance exacte", "exact match"),
    ("skos:closeMatch", "correspondance proche", "close match"),
    ("skos:broadMatch", "correspondance plus large", "broad match"),
    ("skos:narrowMatch", "correspondance plus étroite", "narrow match"),
    ("skos:relatedMatch", "correspondance voisine", "related match"),
];

/// The classes or properties that a document of the ontology defines.
pub(super) fn terms(sources: &Sources, defined_by: &str, types: &[&str]) -> Vec<Term> {
    let graph = &sources.terms;
    let is_wanted = |iri: &&str| {
        types.iter().any(|class| graph.is_a(iri, class))
            && graph.iris(iri, "rdfs:isDefinedBy").any(|document| document == defined_by)
    };
    graph.subjects().filter(is_wanted).map(|iri| term(sources, iri)).collect()
}

/// The code lists of this ontology, each with its codes.
pub(super) fn lists(sources: &Sources) -> Vec<CodeList> {
    let graph = &sources.terms;
    let own = format!("{}codes/", NAMESPACE.replace('#', "/"));
    let schemes = graph.subjects().filter(|iri| iri.starts_with(&own));
    let list = |scheme: &str| {
        let codes = graph.subjects().filter(|code| graph.iris(code, "skos:inScheme").any(|of| of == scheme));
        CodeList {
            id: format!("codes-{}", scheme.trim_start_matches(&own)),
            title: graph.both(scheme, "rdfs:label").unwrap_or_default(),
            comment: sources.words(&graph.both(scheme, "rdfs:comment").unwrap_or_default()),
            properties: sources.links(graph.iris(scheme, "rdfs:seeAlso")),
            codes: codes.map(|code| term(sources, code)).collect(),
        }
    };
    schemes.map(list).collect()
}

/// The terms of other vocabularies of which the shapes ask something.
pub(super) fn others(sources: &Sources) -> Vec<Term> {
    let asked = sources.rules.terms.iter().filter(|iri| !iri.starts_with(NAMESPACE));
    let mut terms: Vec<_> = asked.filter(|iri| sources.anchor(iri).is_some()).map(|iri| term(sources, iri)).collect();
    terms.sort_by(|one, other| one.name.cmp(&other.name));
    terms
}

fn term(sources: &Sources, iri: &str) -> Term {
    let graph = &sources.terms;
    let in_either = |one: &str, other: &str| graph.both(iri, one).or_else(|| graph.both(iri, other));
    let words = |both: Option<Both>| both.map(|both| sources.words(&both));
    let rules = sources.rules.for_term(iri).map(|rule| RuleLine {
        chip: chip(rule.gravity),
        words: sources.words(&rule.message),
        shape: rule.shape.rsplit('#').next().unwrap_or_default().to_owned(),
    });
    Term {
        id: sources.anchor(iri).unwrap_or_default(),
        iri: iri.to_owned(),
        name: graph.name(iri),
        kind: kind(sources, iri),
        label: in_either("rdfs:label", "skos:prefLabel"),
        definition: words(in_either("rdfs:comment", "skos:definition")),
        note: words(graph.both(iri, "skos:scopeNote")),
        rows: rows(sources, iri),
        example: graph.literal(iri, "skos:example").map(|turtle| sources.linked(turtle)),
        rules: rules.collect(),
    }
}

fn kind(sources: &Sources, iri: &str) -> Both {
    let kinds = [
        ("owl:Class", "classe", "class"),
        ("owl:ObjectProperty", "propriété vers un nœud", "property with a node as value"),
        ("owl:DatatypeProperty", "propriété vers un littéral", "property with a literal as value"),
        ("dipl:Code", "code", "code"),
    ];
    let known = kinds.into_iter().find(|(class, ..)| sources.terms.is_a(iri, class));
    known.map_or_else(|| both("terme d’un autre vocabulaire", "term of another vocabulary"), |(_, fr, en)| both(fr, en))
}

/// What else is said of a term: where it stands among the others, and what is close to it elsewhere.
fn rows(sources: &Sources, iri: &str) -> Vec<Row> {
    let graph = &sources.terms;
    let mut rows = Vec::new();
    let mut add = |fr: &str, en: &str, values: Vec<Piece>| {
        if !values.is_empty() {
            rows.push(Row { what: both(fr, en), values });
        }
    };
    let values = |predicate: &str| sources.links(graph.iris(iri, predicate));
    let ancestry = ancestry(sources, iri);
    // What is said of classes holds for their subclasses.
    let on_class = |predicate: &str| {
        let is_on = |subject: &&str| graph.iris(subject, predicate).any(|class| ancestry.contains(class));
        sources.links(graph.subjects().filter(is_on))
    };
    add("sous-classe de", "subclass of", values("rdfs:subClassOf"));
    add("sous-classes", "subclasses", sources.links(subjects_with(sources, "rdfs:subClassOf", iri)));
    add("disjointe de", "disjoint with", values("owl:disjointWith"));
    if graph.is_a(iri, "owl:Class") {
        add("a pour propriétés", "has the properties", on_class("schema:domainIncludes"));
        add("valeur de", "value of", on_class("schema:rangeIncludes"));
    }
    add("s’emploie sur", "used on", values("schema:domainIncludes"));
    add("mène à", "leads to", values("schema:rangeIncludes"));
    add("domaine (rdfs:domain)", "domain (rdfs:domain)", values("rdfs:domain"));
    add("portée (rdfs:range)", "range (rdfs:range)", values("rdfs:range"));
    let lists = |predicate: &str| graph.iris(iri, predicate).map(list_link).collect();
    add("prend ses codes de", "takes its codes from", lists("rdfs:seeAlso"));
    add("liste", "list", lists("skos:inScheme"));
    if let Some(notation) = graph.literal(iri, "skos:notation") {
        add("dans un dossier", "in a dossier", vec![Piece { text: notation.to_owned(), href: None }]);
    }
    if let Some(other) = graph.literal(iri, "skos:altLabel") {
        add("ailleurs", "elsewhere", vec![Piece { text: other.to_owned(), href: None }]);
    }
    for (predicate, fr, en) in MATCHES {
        add(fr, en, values(predicate));
    }
    add("codes qui le deviennent", "codes that become it", sources.links(matched_by(sources, iri)));
    rows
}

/// A class and all that it is a subclass of.
fn ancestry<'g>(sources: &'g Sources, iri: &'g str) -> BTreeSet<&'g str> {
    let (mut known, mut open) = (BTreeSet::new(), vec![iri]);
    while let Some(class) = open.pop() {
        if known.insert(class) {
            open.extend(sources.terms.iris(class, "rdfs:subClassOf"));
        }
    }
    known
}

fn subjects_with<'g>(sources: &'g Sources, predicate: &str, value: &str) -> Vec<&'g str> {
    let graph = &sources.terms;
    graph.subjects().filter(|subject| graph.iris(subject, predicate).any(|known| known == value)).collect()
}

/// The codes of event datasets whose records become this.
fn matched_by<'g>(sources: &'g Sources, iri: &str) -> Vec<&'g str> {
    let [close, broad] = ["skos:closeMatch", "skos:broadMatch"].map(|predicate| subjects_with(sources, predicate, iri));
    close.into_iter().chain(broad).filter(|subject| !subject.starts_with(NAMESPACE)).collect()
}

fn list_link(scheme: &str) -> Piece {
    let name = scheme.rsplit('/').next().unwrap_or_default();
    Piece { text: name.to_owned(), href: Some(format!("#codes-{name}")) }
}
