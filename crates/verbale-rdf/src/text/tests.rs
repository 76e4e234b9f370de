//! Places, chunks, and what no file may do.

mod document;
mod hostile;

use std::collections::BTreeMap;

use oxrdf::{Quad, Term};
use oxttl::{TriGParser, TurtleParser};
use proptest::prelude::*;
use verbale_core::position::Place;

use super::*;
use crate::{Contexts, Spot};
use document::{Document, Key};

type Read = (Vec<(Quad, Option<Spot>)>, Result<(), Error>);

fn read_all(syntax: Syntax, document: &[u8], chunk: usize) -> Read {
    let options = Options { syntax, base: None, contexts: &Contexts::default(), blank_prefix: "b" };
    let mut quads = Vec::new();
    let mut keep = |quad, spot| quads.push((quad, spot));
    let result = match syntax {
        Syntax::JsonLd => crate::read(&mut &document[..], &options, &mut keep),
        _ => read_in_chunks(&mut &document[..], &options, chunk, &mut |found, spot| keep(found.into_owned(), spot)),
    };
    (quads, result)
}

/// As the document names them; a number from 1 on follows `b-` in the label of a node without one.
fn key(quad: &Quad) -> Key {
    let object = match &quad.object {
        Term::BlankNode(node) if node.as_str().starts_with("b-") => "_".to_owned(),
        Term::Literal(literal) => {
            let value = literal.value().split(' ').next().unwrap_or_default();
            let text = literal.to_string();
            let suffix = text.rfind('"').map_or("", |end| &text[end + 1..]);
            if suffix.contains("XMLSchema") { text } else { format!("{value}{suffix}") }
        }
        other => other.to_string(),
    };
    (quad.predicate.to_string(), object)
}

fn check(seed: u64, syntax: Syntax, chunk: usize) -> Result<(), TestCaseError> {
    let document = Document::new(seed, syntax == Syntax::TriG);
    let (quads, result) = read_all(syntax, document.text.as_bytes(), chunk);
    prop_assert!(result.is_ok(), "{result:?}\n{}", document.text);
    let rests = quads.iter().filter(|(quad, _)| quad.predicate == oxrdf::vocab::rdf::REST).count();
    prop_assert_eq!(rests, document.cells);
    let mut found: BTreeMap<Key, [Place; 3]> = BTreeMap::new();
    for (quad, spot) in &quads {
        let spot = spot.ok_or_else(|| TestCaseError::fail(format!("{quad} has no place")))?;
        found.insert(key(quad), [spot.subject, spot.predicate, spot.object]);
    }
    for (key, places) in &document.places {
        prop_assert_eq!(found.get(key), Some(places), "{:?}\n{}", key, document.text);
    }
    let whole: Result<Vec<Quad>, _> = match syntax {
        Syntax::TriG => TriGParser::new().for_slice(document.text.trim_start_matches('\u{feff}')).collect(),
        _ => TurtleParser::new()
            .for_slice(document.text.trim_start_matches('\u{feff}'))
            .map(|triple| triple.map(|triple| triple.in_graph(oxrdf::GraphName::DefaultGraph)))
            .collect(),
    };
    let whole = whole.map_err(|error| TestCaseError::fail(error.to_string()))?;
    let predicates = |quad: &Quad| (quad.predicate.clone(), quad.object.is_blank_node());
    prop_assert_eq!(
        quads.iter().map(|(quad, _)| predicates(quad)).collect::<Vec<_>>(),
        whole.iter().map(predicates).collect::<Vec<_>>()
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn places_are_those_that_the_document_knows(seed: u64, trig: bool, chunk in prop_oneof![3usize..80, Just(CHUNK)]) {
        check(seed, if trig { Syntax::TriG } else { Syntax::Turtle }, chunk)?;
    }
}

#[test]
fn the_documents_say_something() {
    let documents: Vec<Document> = (0..400).map(|seed| Document::new(seed * 7_919 + 1, true)).collect();
    let triples: usize = documents.iter().map(|document| document.places.len()).sum();
    let cells: usize = documents.iter().map(|document| document.cells).sum();
    assert!(triples > 5_000 && cells > 1_000, "{triples} triples, {cells} cells");
    for part in ["\"\"\"", "'''", "GRAPH", "[]", "# <a>", "\\;", ".e-1", "^^", "@fr", "PREFIX", "\u{feff}"] {
        assert!(documents.iter().any(|document| document.text.contains(part)), "{part}");
    }
}
