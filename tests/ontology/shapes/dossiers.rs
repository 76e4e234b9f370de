//! Dossiers that the program accepts conform.

use std::fs;
use std::path::{Path, PathBuf};

use oxttl::NTriplesParser;
use verbale_shacl::{Engine, Severity, ValidationResult};

use super::judged;
use crate::command::{export, root};

/// The dossiers of the cases that must be accepted, and the worked example.
fn dossiers() -> Vec<PathBuf> {
    let cases = root().join("tests/cases/accepted");
    let files = fs::read_dir(cases).unwrap().flat_map(|case| fs::read_dir(case.unwrap().path()).unwrap());
    let named = |path: &Path| path.file_stem().is_some_and(|stem| stem == "dossier");
    let mut found: Vec<_> = files.map(|file| file.unwrap().path()).filter(|path| named(path)).collect();
    found.push(root().join("examples/russie-aes-2025-04-03/dossier.yaml"));
    found.sort();
    found
}

#[test]
fn a_dossier_with_every_key_of_every_kind_conforms() {
    let vocabulary = root().join("tests/vocabulary");
    let folder = tempfile::tempdir().unwrap();
    for name in ["every-key.txt", "every-key-registry.yaml"] {
        fs::copy(vocabulary.join(name), folder.path().join(name)).unwrap();
    }
    fs::write(folder.path().join("other.txt"), "Another paper calls the minister A. Keita.").unwrap();
    let text = fs::read_to_string(vocabulary.join("every-key.yaml")).unwrap();
    let dossier = folder.path().join("dossier.yaml");
    fs::write(&dossier, text.replace("text: \"(the text is in every-key.txt)\"", "file: every-key.txt")).unwrap();
    let (advice, faults) = findings(&dossier);
    assert_eq!((advice, faults), (vec![], vec![]));
}

#[test]
fn accepted_dossiers_conform() {
    let dossiers = dossiers();
    assert!(dossiers.len() >= 60, "{}", dossiers.len());
    for dossier in dossiers {
        let (advice, faults) = findings(&dossier);
        assert_eq!(faults, [], "{}", dossier.display());
        assert!(advice.len() < 2, "{}: {advice:?}", dossier.display());
    }
}

/// What the shapes advise, and what they find at fault.
fn findings(dossier: &Path) -> (Vec<ValidationResult>, Vec<ValidationResult>) {
    let graph = export(dossier, "ntriples");
    let mut triples = NTriplesParser::new().for_slice(&graph).map(Result::unwrap);
    let results = judged().validate(&mut triples).unwrap();
    results.into_iter().partition(|result| result.severity == Severity::Info)
}
