//! The SHACL shapes: what the ontology implies, what is written by hand, and data that passes and fails each.

mod cases;
mod dossiers;
mod form;
mod generated;
mod write;

use std::sync::LazyLock;

use oxrdf::Graph;
use oxttl::TurtleParser;
use verbale_ontology::{PREFIXES, SHAPES};
use verbale_shacl::{Shapes, ShapesFile, Statement};

use super::{FILE_PREFIXES, read};

/// The namespace of the shapes.
const SHAPE: &str = "https://w3id.org/verbale/shapes#";
/// The namespace of the nodes of cases.
const CASE: &str = "https://example.org/case/";

/// The shapes as one graph.
fn all_shapes() -> &'static Graph {
    static ALL: LazyLock<Graph> = LazyLock::new(|| {
        let mut all = Graph::new();
        for (_, turtle) in SHAPES {
            all.extend(&read(turtle));
        }
        all
    });
    &ALL
}

/// The shapes, ready to validate with.
fn judged() -> &'static Shapes {
    static JUDGED: LazyLock<Shapes> = LazyLock::new(|| Shapes::new(SHAPES.iter().map(file).collect()).unwrap());
    &JUDGED
}

fn file((name, turtle): &(&str, &str)) -> ShapesFile {
    let statements = TurtleParser::new().for_slice(turtle).map(|triple| Statement::from(triple.unwrap())).collect();
    ShapesFile { name: format!("{name}.ttl"), statements }
}

/// A term or a path as N-Triples and SPARQL write it, with prefixed names.
fn short(text: &str) -> String {
    let known = PREFIXES.iter().chain(FILE_PREFIXES).copied().chain([("ex", CASE)]);
    let mut known: Vec<_> = known.collect();
    known.sort_by_key(|(_, namespace)| std::cmp::Reverse(namespace.len()));
    text.split('<').enumerate().fold(String::new(), |short, (index, part)| {
        let (iri, rest) = if index == 0 { ("", part) } else { part.split_once('>').unwrap() };
        let name =
            known.iter().find_map(|(prefix, namespace)| Some(format!("{prefix}:{}", iri.strip_prefix(namespace)?)));
        let name = if index == 0 { String::new() } else { name.unwrap_or_else(|| format!("<{iri}>")) };
        short + &name + rest
    })
}
