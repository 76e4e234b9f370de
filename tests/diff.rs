//! Differences between versions: none where none are, exactly those that were made, in every report and from every input.

mod git;
mod identity;
mod inputs;
mod keys;
mod report;
mod triples;

use std::path::{Path, PathBuf};

use serde_json::Value;
use verbale_core::dossier::{read, tree::Syntax};

use crate::command::{Outcome, root, verbale};

/// The report for programs of two versions that can be compared.
fn diff(folder: &Path, arguments: &[&str]) -> Value {
    let outcome = verbale(folder, &[&["diff"], arguments, &["--report", "json"]].concat());
    assert_eq!(outcome.code, Some(0), "{arguments:?}: {}", outcome.stderr);
    serde_json::from_slice(&outcome.stdout).unwrap()
}

/// A count of the summary: `/facts/compared`.
fn count(report: &Value, pointer: &str) -> u64 {
    report["summary"].pointer(pointer).and_then(Value::as_u64).unwrap_or_else(|| panic!("{pointer}: {report}"))
}

/// Runs a comparison that ends with this code.
fn ends(folder: &Path, arguments: &[&str], code: i32) -> Outcome {
    let outcome = verbale(folder, &[&["diff"], arguments].concat());
    assert_eq!(outcome.code, Some(code), "{arguments:?}: {}", outcome.stderr);
    outcome
}

/// The folder of the pair whose differences are listed by hand.
fn pair() -> PathBuf {
    root().join("tests/diff/pair")
}

/// A dossier as JSON.
fn as_json(yaml: &str) -> Value {
    let reading = read(yaml, Syntax::Yaml, 1);
    assert!(!reading.diagnostics.has_errors(), "{:#?}", reading.diagnostics);
    serde_json::to_value(reading.dossier.unwrap()).unwrap()
}
