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
fn accepted_dossiers_conform() {
    let dossiers = dossiers();
    assert!(dossiers.len() >= 60, "{}", dossiers.len());
    for dossier in dossiers {
        let graph = export(&dossier, "ntriples");
        let mut triples = NTriplesParser::new().for_slice(&graph).map(Result::unwrap);
        let results = judged().validate(&mut triples).unwrap();
        let advice = |result: &&ValidationResult| result.severity == Severity::Info;
        let (advice, faults): (Vec<_>, Vec<_>) = results.iter().partition(advice);
        assert_eq!(faults, Vec::<&ValidationResult>::new(), "{}", dossier.display());
        assert!(advice.len() < 2, "{}: {advice:?}", dossier.display());
    }
}
