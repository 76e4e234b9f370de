//! Syntax: two parsers read each file alike, and what a file declares agrees with the crate's constants.

use sophia::api::prelude::*;
use sophia::inmem::graph::FastGraph;
use verbale_ontology::{DIPLOMACY, FORMAT_IRI, NAMESPACE, NESTED, PREFIXES, REVERSED, SECTIONS, SHAPES};

use super::{FILE_PREFIXES, classes, properties, read, turtle_files};

#[test]
fn two_parsers_read_each_file_alike() {
    for (name, turtle) in turtle_files().into_iter().chain(SHAPES.iter().copied()) {
        let sophia: FastGraph = sophia::turtle::parser::turtle::parse_str(turtle).collect_triples().unwrap();
        let ours = read(turtle);
        assert!(ours.len() > 20, "{name}: {} triples", ours.len());
        assert_eq!(sophia.triples().count(), ours.len(), "{name}");
    }
}

#[test]
fn prefixes_of_the_files_are_those_of_the_crate() {
    let mut declared = 0;
    for (name, turtle) in turtle_files().into_iter().chain(SHAPES.iter().copied()) {
        for line in turtle.lines().filter_map(|line| line.strip_prefix("@prefix ")) {
            let (prefix, rest) = line.split_once(": <").unwrap();
            let pair = (prefix, rest.trim_end_matches("> ."));
            assert!(PREFIXES.iter().chain(FILE_PREFIXES).any(|known| *known == pair), "{name}: {line}");
            declared += 1;
        }
    }
    assert!(declared > 200, "{declared}");
}

#[test]
fn prefixes_are_declared_once_and_end_as_namespaces_do() {
    for (index, (prefix, namespace)) in PREFIXES.iter().enumerate() {
        assert!(namespace.ends_with(['#', '/']), "{namespace}");
        let twice = |(other, same): &(&str, &str)| other == prefix || same == namespace;
        assert!(!PREFIXES[index + 1..].iter().any(twice), "{prefix}");
    }
}

#[test]
fn the_layout_names_what_the_files_declare() {
    let declared = properties(&read(DIPLOMACY));
    for iri in NESTED.iter().chain(REVERSED.iter().map(|(iri, _)| iri)) {
        let own = iri.strip_prefix(NAMESPACE);
        assert!(own.is_none_or(|local| declared.contains(local)), "{iri}");
    }
    assert!(SECTIONS.contains(&"Facts"));
    assert!(FORMAT_IRI.starts_with("https://w3id.org/verbale/dossier/"));
}

#[test]
fn the_readme_counts_right() {
    let graph = read(DIPLOMACY);
    let said = format!("{} classes and {} properties", classes(&graph).len(), properties(&graph).len());
    let readme = include_str!("../../ontology/README.md");
    assert!(readme.contains(&said), "README.md does not say: {said}");
}
