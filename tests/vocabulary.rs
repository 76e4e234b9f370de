//! The same names everywhere: constants in the code, ontology, code lists, context, JSON Schema, and what comes out.

mod constants;
mod keys;
mod lists;

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::{NamedOrBlankNode, Term, Triple};
use oxttl::TurtleParser;
use verbale_core::describe::{Item, describe};
use verbale_core::dossier::{read, tree::Syntax};
use verbale_core::registry;
use verbale_core::resolve::{Surroundings, resolve};
use verbale_core::text::Text;

const TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const DIPL: &str = verbale_ontology::NAMESPACE;

/// The triples of Turtle files.
fn triples(files: &[&str]) -> Vec<Triple> {
    files.iter().flat_map(|file| TurtleParser::new().for_slice(file)).collect::<Result<_, _>>().unwrap()
}

/// Subjects (whole IRIs) in the order of the file, of which a triple has this predicate and one of these objects.
fn subjects(graph: &[Triple], predicate: &str, objects: &[&str]) -> Vec<String> {
    let hits = graph.iter().filter(|triple| {
        let object = match &triple.object {
            Term::NamedNode(node) => node.as_str(),
            Term::Literal(literal) => literal.value(),
            Term::BlankNode(_) => "",
        };
        triple.predicate.as_str() == predicate && objects.contains(&object)
    });
    hits.filter_map(|triple| match &triple.subject {
        NamedOrBlankNode::NamedNode(node) => Some(node.as_str().to_owned()),
        NamedOrBlankNode::BlankNode(_) => None,
    })
    .collect()
}

/// What a dossier becomes: subject, predicate, and object as the value alone.
fn graph_of(yaml: &str, shared: &str, text: &str, other: &str) -> BTreeSet<(String, String, String)> {
    let reading = read(yaml, Syntax::Yaml, 1);
    assert!(!reading.diagnostics.has_errors(), "{:#?}", reading.diagnostics);
    let dossier = reading.dossier.unwrap();
    let shared = registry::read(shared, Syntax::Yaml);
    assert!(shared.diagnostics.is_empty(), "{:#?}", shared.diagnostics);
    let registry = shared.registry.unwrap();
    let (text, others) = (Text::new(text), [Some(Text::new(other))]);
    let surroundings =
        Surroundings { base: None, text: Some(&text), enrichment_texts: &others, registry: Some(&registry) };
    let (resolved, findings) = resolve(&dossier, &surroundings);
    assert!(!findings.has_errors(), "{findings:#?}");
    let mut graph = BTreeSet::new();
    describe(&resolved.unwrap(), &mut |item| {
        if let Item::Triple(triple) = &item {
            let [subject, predicate, object] = triple.each_ref().map(value);
            graph.insert((subject, predicate, object));
        }
        Ok::<(), std::convert::Infallible>(())
    })
    .unwrap();
    graph
}

fn value(term: &sophia::api::term::SimpleTerm<'_>) -> String {
    use sophia::api::term::Term as _;
    term.iri().map(|iri| iri.as_str().to_owned()).or_else(|| term.lexical_form().map(|form| form.to_string())).unwrap()
}

/// The terms of our context: term to IRI, prefixes resolved, `@reverse` terms to the property that they reverse.
fn context_terms() -> BTreeMap<String, String> {
    let context: serde_json::Value = serde_json::from_str(verbale_ontology::CONTEXT).unwrap();
    let context = context["@context"].as_object().unwrap();
    let expand = |name: &str| match name.split_once(':') {
        Some((prefix, local)) => match context.get(prefix).and_then(|namespace| namespace.as_str()) {
            Some(namespace) if !local.starts_with("//") => format!("{namespace}{local}"),
            _ => name.to_owned(),
        },
        None => format!("{}{name}", context["@vocab"].as_str().unwrap_or_default()),
    };
    let mut terms = BTreeMap::new();
    for (term, definition) in context.iter().filter(|(term, _)| !term.starts_with('@')) {
        let name =
            definition.as_str().or_else(|| definition["@id"].as_str()).or_else(|| definition["@reverse"].as_str());
        terms.insert(term.clone(), expand(name.unwrap_or(term)));
    }
    terms
}
