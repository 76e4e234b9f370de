//! A triple that somebody took away or changed by hand is told, wherever it stands.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{count, diff, pair};
use crate::command::{export, root};

/// The triples of a dossier, but for the one that makes it one.
fn triples(dossier: &Path) -> Vec<String> {
    let graph = String::from_utf8(export(dossier, "ntriples")).unwrap();
    graph.lines().filter(|line| !line.ends_with("dipl#Dossier> .")).map(str::to_owned).collect()
}

/// The triple with another object.
fn changed(triple: &str) -> String {
    let object = triple.splitn(3, ' ').nth(2).unwrap();
    let end = if object.starts_with('<') { "> ." } else { "\"" };
    let at = triple.rfind(end).unwrap();
    format!("{}x{}", &triple[..at], &triple[at..])
}

/// Quads of the dossier under another id, in a graph of its own.
fn push(quads: &mut String, id: &str, number: usize, triples: impl Iterator<Item = String>) {
    let iri = format!("https://example.org/verbale/{id}");
    let copy = format!("https://example.org/verbale/t{number}");
    let class =
        format!("<{iri}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/verbale/dipl#Dossier> .");
    for triple in triples.chain([class]) {
        let triple = triple.replace(&iri, &copy);
        let _ = writeln!(quads, "{} <{copy}> .", triple.strip_suffix(" .").unwrap());
    }
}

/// Takes away and changes every n-th triple, each in a copy of the dossier; all copies must be told.
fn assert_all_are_told(dossier: &Path, id: &str, nth: usize, floor: usize) {
    let triples = triples(dossier);
    let (mut old, mut new, mut made) = (String::new(), String::new(), Vec::new());
    for at in (0..triples.len()).step_by(nth) {
        for instead in [None, Some(changed(&triples[at]))] {
            let number = made.len();
            push(&mut old, id, number, triples.iter().cloned());
            let others = triples.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, triple)| triple.clone());
            push(&mut new, id, number, others.chain(instead.clone()));
            made.push((format!("t{number}"), triples[at].as_str(), instead));
        }
    }
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("old.nq"), old).unwrap();
    fs::write(folder.path().join("new.nq"), new).unwrap();
    let report = diff(folder.path(), &["old.nq", "new.nq"]);
    assert_eq!(count(&report, "/dossiers/compared"), made.len() as u64);
    let told: BTreeSet<&str> =
        report["dossiers"].as_array().unwrap().iter().filter_map(|dossier| dossier["id"].as_str()).collect();
    let unseen: Vec<_> = made.iter().filter(|(id, ..)| !told.contains(id.as_str())).collect();
    assert!(unseen.is_empty(), "{unseen:#?}");
    assert!(made.len() >= floor, "{} changes", made.len());
}

#[test]
fn every_triple_counts() {
    assert_all_are_told(&pair().join("old.yaml"), "talks-2025", 1, 360);
}

#[test]
fn triples_of_the_article_count() {
    assert_all_are_told(&root().join("examples/russie-aes-2025-04-03/dossier.yaml"), "russie-aes-2025-04-03", 17, 110);
}
