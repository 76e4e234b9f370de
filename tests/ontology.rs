//! The ontology's files, held against each other, against what was specified, and against the tables behind them.

mod codes;
mod context;
mod datasets;
mod files;
mod leaks;
mod outcomes;
mod page;
mod queries;
mod shapes;
mod states;
mod terms;

use std::{collections::BTreeSet, sync::LazyLock};

use oxrdf::{Graph, NamedNode, TermRef};
use oxttl::TurtleParser;
use verbale_ontology::{CODES, DIPLOMACY, EVENTS, MAPPINGS, NAMESPACE, PREFIXES};

/// Prefixes that the files use and data does not.
const FILE_PREFIXES: &[(&str, &str)] = &[
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("sh", "http://www.w3.org/ns/shacl#"),
    ("shape", "https://w3id.org/verbale/shapes#"),
    ("vann", "http://purl.org/vocab/vann/"),
    ("crm", "http://www.cidoc-crm.org/cidoc-crm/"),
    ("gaf", "http://groundedannotationframework.org/gaf#"),
    ("grasp", "http://groundedannotationframework.org/grasp#"),
];

/// Every Turtle file with its name.
fn turtle_files() -> Vec<(&'static str, &'static str)> {
    let own = [("diplomacy", DIPLOMACY), ("events", EVENTS), ("mappings", MAPPINGS)];
    own.into_iter().chain(CODES.iter().copied()).collect()
}

fn read(turtle: &str) -> Graph {
    TurtleParser::new().for_slice(turtle).collect::<Result<Graph, _>>().unwrap()
}

/// All files as one graph.
fn ontology() -> &'static Graph {
    static ALL: LazyLock<Graph> = LazyLock::new(|| {
        let mut all = Graph::new();
        for (_, turtle) in turtle_files() {
            all.extend(&read(turtle));
        }
        all
    });
    &ALL
}

/// The IRI of a prefixed name.
fn iri(name: &str) -> NamedNode {
    let (prefix, local) = name.split_once(':').unwrap();
    let mut known = PREFIXES.iter().chain(FILE_PREFIXES);
    let (_, namespace) = known.find(|(known, _)| *known == prefix).unwrap();
    NamedNode::new(format!("{namespace}{local}")).unwrap()
}

/// IRIs of the nodes of a type.
fn instances(graph: &Graph, class: &str) -> BTreeSet<String> {
    let (of_type, class) = (iri("rdf:type"), iri(class));
    graph.subjects_for_predicate_object(&of_type, &class).map(|node| bare(&node.to_string())).collect()
}

/// IRIs and lexical forms that a subject has for a predicate, sorted.
fn values(graph: &Graph, subject: &str, predicate: &str) -> Vec<String> {
    let subject = NamedNode::new(subject).unwrap();
    let mut found: Vec<_> = graph.objects_for_subject_predicate(&subject, &iri(predicate)).map(text_of).collect();
    found.sort();
    found
}

/// Language and text of each literal that a subject has for a predicate, by language.
fn texts(graph: &Graph, subject: &str, predicate: &str) -> Vec<(String, String)> {
    let subject = NamedNode::new(subject).unwrap();
    let mut found: Vec<_> = graph
        .objects_for_subject_predicate(&subject, &iri(predicate))
        .filter_map(|object| match object {
            TermRef::Literal(literal) => Some((literal.language()?.to_owned(), literal.value().to_owned())),
            _ => None,
        })
        .collect();
    found.sort();
    found
}

/// Whether a subject has one text in French and one in English for a predicate, and none of them empty.
fn bilingual(graph: &Graph, subject: &str, predicate: &str) -> bool {
    let found = texts(graph, subject, predicate);
    let languages: Vec<_> = found.iter().map(|(language, _)| language.as_str()).collect();
    languages == ["en", "fr"] && found.iter().all(|(_, text)| !text.trim().is_empty() && text.trim() == text)
}

fn text_of(term: TermRef<'_>) -> String {
    if let TermRef::NamedNode(node) = term {
        return node.as_str().to_owned();
    }
    if let TermRef::Literal(literal) = term { literal.value().to_owned() } else { term.to_string() }
}

fn bare(node: &str) -> String {
    node.trim_start_matches('<').trim_end_matches('>').to_owned()
}

/// Local names of the IRIs in the ontology's namespace.
fn own<'i>(iris: impl IntoIterator<Item = &'i String>) -> BTreeSet<String> {
    iris.into_iter().filter_map(|iri| iri.strip_prefix(NAMESPACE)).map(str::to_owned).collect()
}

fn classes(graph: &Graph) -> BTreeSet<String> {
    own(&instances(graph, "owl:Class"))
}

fn properties(graph: &Graph) -> BTreeSet<String> {
    let kinds = ["owl:ObjectProperty", "owl:DatatypeProperty"];
    own(&kinds.iter().flat_map(|kind| instances(graph, kind)).collect::<Vec<_>>())
}

fn dipl(local: &str) -> String {
    format!("{NAMESPACE}{local}")
}
