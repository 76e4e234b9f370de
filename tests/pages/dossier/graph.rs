//! What the page says of the graph: the class of each kind, and the literals of each form of date.

use std::collections::BTreeSet;
use std::fs;

use oxrdf::{NamedOrBlankNode, Triple};
use oxttl::NTriplesParser;
use tempfile::TempDir;

use super::super::markdown::section;
use super::examples::{fragments, together};
use super::{blocks, code, page, rows, sections};
use crate::command::export;

const DIPL: &str = verbale_ontology::NAMESPACE;

fn graph(dossier: &str) -> Vec<Triple> {
    let folder = TempDir::new().expect("a folder can be made");
    let file = folder.path().join("dossier.yaml");
    fs::write(&file, dossier).expect("the dossier can be written");
    let triples = export(&file, "ntriples");
    NTriplesParser::new().for_slice(&triples).collect::<Result<_, _>>().expect("N-Triples can be read")
}

/// Predicates and objects of the nodes whose IRI begins so.
fn of_nodes<'g>(graph: &'g [Triple], start: &str) -> Vec<(&'g str, String)> {
    let begins = |triple: &&Triple| match &triple.subject {
        NamedOrBlankNode::NamedNode(node) => node.as_str().starts_with(start),
        NamedOrBlankNode::BlankNode(_) => false,
    };
    graph.iter().filter(begins).map(|triple| (triple.predicate.as_str(), triple.object.to_string())).collect()
}

#[test]
fn each_kind_has_the_class_that_the_page_names() {
    let page = page();
    let sections = sections(&page);
    let graph = graph(&together(&fragments(&sections), usize::MAX, ""));
    let mut seen = 0;
    for section in sections.iter().filter(|section| section.body.contains("Keys: [every fact]")) {
        let classes = code(section.body.lines().find(|line| line.contains("(`dipl:")).expect("a class is named"));
        let class = classes.iter().find_map(|name| name.strip_prefix("dipl:")).expect("it is one of ours");
        let block = blocks(&section.body, "yaml")[0];
        let id = block.lines().next().and_then(|line| line.strip_prefix("- id: ")).expect("a fact begins with its id");
        let found = of_nodes(&graph, &format!("https://example.org/verbale/ocean-talks/{id}"));
        // What is said in a statement, doubted or planned has the code of its kind in the place of its class.
        let expected = format!("<{DIPL}{class}>");
        assert!(found.iter().any(|(_, object)| *object == expected), "{}: {class}", section.heading);
        seen += 1;
    }
    assert_eq!(seen, 16);
}

#[test]
fn each_form_of_date_has_the_literals_that_the_page_names() {
    let page = page();
    let sections = sections(&page);
    let mut seen = 0;
    for cells in rows(&section(&sections, "Dates").body) {
        let named: BTreeSet<&str> = code(cells[2]).into_iter().filter_map(|name| name.strip_prefix("dipl:")).collect();
        let bounded = cells[2].contains("the bounds");
        for date in code(cells[0]) {
            let dossier = format!(
                "verbale: 1\nid: dates\nsource: {{language: en, text: \"A visit.\"}}\nfacts:\n  \
                 - {{id: visit, kind: event, type: visit, date: {{value: \"{date}\", basis: inferred}}, quote: \"A visit\"}}\n"
            );
            let graph = graph(&dossier);
            let of_visit = of_nodes(&graph, "https://example.org/verbale/dates/visit");
            let found: BTreeSet<&str> = of_visit.iter().filter_map(|(name, _)| name.strip_prefix(DIPL)).collect();
            let literals: BTreeSet<&str> =
                ["date", "start", "end", "edtf"].into_iter().filter(|name| found.contains(name)).collect();
            assert!(literals.is_subset(&named) && literals.is_empty() == named.is_empty(), "{date}: {literals:?}");
            assert_eq!(found.contains("earliest") || found.contains("latest"), bounded, "{date}: bounds");
            seen += 1;
        }
    }
    assert!(seen >= 10, "{seen} dates");
}
