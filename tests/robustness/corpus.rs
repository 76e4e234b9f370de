//! The dossiers that mutants are made from: the seed, every accepted case, and the dossier that has every key.

use std::fs;
use std::path::Path;

use verbale_core::dossier::tree::Syntax;
use verbale_core::dossier::yaml::read_tree;

use super::shape::Shape;
use crate::command::root;

/// A dossier with the files that it names.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) text: String,
    pub(super) syntax: Syntax,
    pub(super) shape: Shape,
    pub(super) files: Files,
}

/// What a dossier's names stand for.
#[derive(Clone, Debug, Default)]
pub(super) struct Files {
    /// The text of `source.file`.
    pub(super) article: Option<String>,
    /// The text of every enrichment's `file`.
    pub(super) other: Option<String>,
    pub(super) registry: Option<String>,
}

/// What mutants are made of: keys, values and facts of all dossiers.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    pub(super) keys: Vec<String>,
    pub(super) values: Vec<String>,
    pub(super) facts: Vec<Shape>,
}

pub(super) fn corpus() -> Vec<Entry> {
    let seed = root().join("examples/russie-aes-2025-04-03");
    let mut entries = Vec::new();
    for file in ["dossier.yaml", "dossier.json"] {
        entries.extend(of_folder("seed", &seed, file));
    }
    let mut cases: Vec<_> = fs::read_dir(root().join("tests/cases/accepted"))
        .expect("the accepted cases")
        .map(|entry| entry.expect("a case").path())
        .collect();
    cases.sort();
    for folder in cases {
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        for file in ["dossier.yaml", "dossier.json", "dossier.jsonl"] {
            entries.extend(of_folder(&name, &folder, file));
        }
    }
    entries.extend(every_key());
    assert!(entries.len() > 50, "{} dossiers", entries.len());
    entries
}

fn of_folder(name: &str, folder: &Path, file: &str) -> Vec<Entry> {
    let Ok(text) = fs::read_to_string(folder.join(file)) else { return Vec::new() };
    let read = |name: &str| fs::read_to_string(folder.join(name)).ok();
    let files = Files { article: read("article.txt"), other: None, registry: read("registry.yaml") };
    let syntax = if file.ends_with("yaml") { Syntax::Yaml } else { Syntax::Json };
    if file.ends_with("jsonl") {
        return text.lines().map(|line| entry(name, line.to_owned(), syntax, files.clone())).collect();
    }
    vec![entry(name, text, syntax, files)]
}

/// The dossier with every key in both syntaxes.
fn every_key() -> [Entry; 2] {
    let folder = root().join("tests/vocabulary");
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("a file of the vocabulary's tests");
    let mut text = read("every-key.yaml");
    // There the test gives the text beside the dossier; a dossier of a file says so itself.
    text = text.replace("text: \"(the text is in every-key.txt)\"", "file: every-key.txt");
    let files = Files {
        article: Some(read("every-key.txt")),
        other: Some("Another paper calls the minister A. Keita.".to_owned()),
        registry: Some(read("every-key-registry.yaml")),
    };
    let yaml = entry("every-key", text, Syntax::Yaml, files.clone());
    let json = entry("every-key", yaml.shape.print(Syntax::Json), Syntax::Json, files);
    [yaml, json]
}

fn entry(name: &str, text: String, syntax: Syntax, files: Files) -> Entry {
    let (tree, faults) = read_tree(&text, syntax, 1);
    assert!(!faults.has_errors(), "{name}: {faults:?}");
    let shape = Shape::of(&tree.expect("well-formed").root);
    Entry { name: name.to_owned(), text, syntax, shape, files }
}

impl Vocabulary {
    pub(super) fn of(corpus: &[Entry]) -> Self {
        let mut vocabulary = Self::default();
        for node in corpus.iter().flat_map(|entry| entry.shape.nodes()) {
            match node {
                Shape::Map(entries) => {
                    vocabulary.keys.extend(entries.iter().map(|(key, _)| key.clone()));
                    if node.child("kind").is_some() {
                        vocabulary.facts.push(node.clone());
                    }
                }
                _ => vocabulary.values.extend(node.text().map(str::to_owned)),
            }
        }
        for list in [&mut vocabulary.keys, &mut vocabulary.values] {
            list.sort();
            list.dedup();
        }
        vocabulary
    }
}
