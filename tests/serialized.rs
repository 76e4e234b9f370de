//! A dossier written as JSON (serde) reads back as the same dossier, and is what the JSON Schema's types say.

use std::fs;

use verbale_core::dossier::read;
use verbale_core::dossier::tree::Syntax;

use crate::command::root;

fn reads_back(text: &str, syntax: Syntax, name: &str) {
    let first = read(text, syntax, 1);
    assert!(!first.diagnostics.has_errors(), "{name}: {:#?}", first.diagnostics);
    let dossier = first.dossier.unwrap();
    let json = serde_json::to_string_pretty(&dossier).unwrap();
    let second = read(&json, Syntax::Json, 1);
    assert!(!second.diagnostics.has_errors(), "{name}: {:#?}\n{json}", second.diagnostics);
    assert_eq!(second.dossier.unwrap(), dossier, "{name}");
}

#[test]
fn what_is_written_as_json_reads_back() {
    let tests = root().join("tests");
    let mut seen = 0;
    for folder in fs::read_dir(tests.join("cases/accepted")).unwrap() {
        let file = folder.unwrap().path().join("dossier.yaml");
        if let Ok(text) = fs::read_to_string(&file) {
            reads_back(&text, Syntax::Yaml, &file.to_string_lossy());
            seen += 1;
        }
    }
    assert!(seen >= 50, "{seen}");
    reads_back(include_str!("vocabulary/every-key.yaml"), Syntax::Yaml, "every-key");
    let example = root().join("examples/russie-aes-2025-04-03");
    reads_back(&fs::read_to_string(example.join("dossier.yaml")).unwrap(), Syntax::Yaml, "the article");
    reads_back(&fs::read_to_string(example.join("dossier.json")).unwrap(), Syntax::Json, "the article as JSON");
}
