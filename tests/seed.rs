//! The seed dossier from end to end: every format says the same, and the example files are current.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use oxjsonld::JsonLdParser;
use oxttl::{NQuadsParser, NTriplesParser, TriGParser, TurtleParser};

use crate::command::{bless, export, root};

const DOSSIER: &str = "<https://example.org/verbale/russie-aes-2025-04-03>";

fn folder() -> PathBuf {
    root().join("examples/russie-aes-2025-04-03")
}

fn seed(format: &str) -> Vec<u8> {
    export(&folder().join("dossier.yaml"), format)
}

fn triples() -> BTreeSet<String> {
    NTriplesParser::new()
        .for_slice(&seed("ntriples"))
        .map(|triple| triple.expect("N-Triples parse").to_string())
        .collect()
}

/// Quads as triples and the names of their graphs.
fn split<E: std::fmt::Debug>(
    quads: impl Iterator<Item = Result<oxrdf::Quad, E>>,
) -> (BTreeSet<String>, BTreeSet<String>) {
    let quads: Vec<_> = quads.map(|quad| quad.expect("our output parses")).collect();
    let triples = quads.iter().map(|quad| oxrdf::Triple::from(quad.clone()).to_string()).collect();
    (triples, quads.iter().map(|quad| quad.graph_name.to_string()).collect())
}

#[test]
fn the_example_is_the_article_and_its_dossier() {
    let graph = String::from_utf8(seed("ntriples")).expect("output is UTF-8");
    let hash = "\"95e3a437493f2a59a3c0b9875d16e77309a1a078a4713c955b0f1eede86a39ac\"";
    assert!(graph.lines().any(|line| line.contains("<https://schema.org/sha256>") && line.contains(hash)));
}

#[test]
fn there_are_over_800_triples_and_no_blank_nodes() {
    let triples = triples();
    assert!(triples.len() > 800, "{} triples", triples.len());
    assert_eq!(triples.iter().find(|triple| triple.contains("_:")), None);
    let text = String::from_utf8(seed("ntriples")).expect("output is UTF-8");
    assert_eq!(text.lines().count(), triples.len(), "no triple is written twice");
}

#[test]
fn every_format_says_the_same() {
    let expected = triples();
    let turtle: BTreeSet<_> = TurtleParser::new()
        .for_slice(&seed("turtle"))
        .map(|triple| triple.expect("Turtle parses").to_string())
        .collect();
    assert_eq!(turtle, expected, "Turtle");
    let named = BTreeSet::from([DOSSIER.to_owned()]);
    let unnamed = BTreeSet::from(["DEFAULT".to_owned()]);
    assert_eq!(split(NQuadsParser::new().for_slice(&seed("nquads"))), (expected.clone(), named.clone()), "N-Quads");
    assert_eq!(split(TriGParser::new().for_slice(&seed("trig"))), (expected.clone(), named), "TriG");
    assert_eq!(split(JsonLdParser::new().for_slice(&seed("jsonld"))), (expected, unnamed), "JSON-LD");
}

#[test]
fn sophia_reads_the_same() {
    use sophia::api::prelude::*;
    use sophia::api::quad::Spog;
    use sophia::api::term::SimpleTerm;
    use sophia::turtle::parser::{nq::NQuadsParser, nt::NTriplesParser, trig::TriGParser, turtle::TurtleParser};
    let reference: Vec<[SimpleTerm<'static>; 3]> =
        NTriplesParser::new().parse(&seed("ntriples")[..]).collect_triples().expect("N-Triples parse");
    let turtle: Vec<[SimpleTerm<'static>; 3]> =
        TurtleParser::new().parse(&seed("turtle")[..]).collect_triples().expect("Turtle parses");
    assert!(sophia::isomorphism::isomorphic_graphs(&reference, &turtle).expect("graphs compare"));
    let mut datasets: Vec<(&str, Vec<Spog<SimpleTerm<'static>>>)> = Vec::new();
    datasets.push(("N-Quads", NQuadsParser::new().parse(&seed("nquads")[..]).collect_quads().expect("N-Quads parse")));
    datasets.push(("TriG", TriGParser::new().parse(&seed("trig")[..]).collect_quads().expect("TriG parses")));
    let json = sophia::jsonld::JsonLdParser::new().parse(&seed("jsonld")[..]).collect_quads().expect("JSON-LD parses");
    datasets.push(("JSON-LD", json));
    for (format, quads) in datasets {
        let triples: Vec<_> = quads.into_iter().map(|(triple, _)| triple).collect();
        assert!(sophia::isomorphism::isomorphic_graphs(&reference, &triples).expect("graphs compare"), "{format}");
    }
}

#[test]
fn json_and_yaml_give_the_same_bytes() {
    for format in ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"] {
        assert!(export(&folder().join("dossier.json"), format) == seed(format), "{format}");
    }
}

#[test]
fn example_outputs_are_current() {
    for (file, format) in [("dossier.ttl", "turtle"), ("dossier.jsonld", "jsonld")] {
        let path = folder().join(file);
        let now = seed(format);
        if bless() {
            fs::write(&path, &now).expect("the example can be written");
        }
        let stored = fs::read(&path).unwrap_or_default();
        assert!(stored == now, "{file} is not what the program writes now; VERBALE_BLESS=1 rewrites it");
    }
}

#[test]
fn the_first_dossier_has_ten_lines_and_is_accepted() {
    let path = root().join("examples/first/dossier.yaml");
    let text = fs::read_to_string(&path).expect("the example can be read");
    assert_eq!(text.lines().count(), 10);
    let graph = String::from_utf8(export(&path, "ntriples")).expect("output is UTF-8");
    assert!(graph.contains("<https://example.org/verbale/elysee/span/0-74>"));
}
