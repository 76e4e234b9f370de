//! Dossiers with planted faults, and dossiers that must be accepted: one folder each under `cases/`.
//!
//! `faults.txt` is written by hand, from the rules: a line for each finding, `line:column-end code` (columns in code
//! points from 1, end exclusive), `line:column code` where the end says nothing, `line code` where only the line is
//! certain, or `code` alone. Dossiers under `warnings/` are exported all the same. `expected.txt` is what the program
//! prints; `VERBALE_BLESS=1` rewrites it.
//! Under `accepted/`, every triple of `present.ttl` is in the graph, and none of `absent.ttl`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use oxttl::{NTriplesParser, TurtleParser};
use verbale_core::check::Check;

use crate::command::{Outcome, bless, root, verbale};

/// One finding, as `faults.txt` or a message has it: absent parts are not compared.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    code: String,
    line: Option<usize>,
    column: Option<usize>,
    end: Option<usize>,
}

impl Finding {
    /// Reads a line of `faults.txt`.
    fn from_rule(text: &str) -> Self {
        let (place, code) = text.rsplit_once(' ').unwrap_or(("", text));
        let (line, columns) = place.split_once(':').unwrap_or((place, ""));
        let (column, end) = columns.split_once('-').unwrap_or((columns, ""));
        let number = |part: &str| part.parse().ok();
        Self { code: code.to_owned(), line: number(line), column: number(column), end: number(end) }
    }

    /// Whether a message's finding is the one that the rules ask for.
    fn answers(&self, rule: &Self) -> bool {
        let agrees = |asked: Option<usize>, found: Option<usize>| asked.is_none() || asked == found;
        self.code == rule.code
            && agrees(rule.line, self.line)
            && agrees(rule.column, self.column)
            && (self.end.is_none() || agrees(rule.end, self.end))
    }
}

/// The findings in what the program prints: `error[code]: …`, the arrow's place below it, and the carets' length.
fn findings_in(messages: &str, dossier: &str) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for line in messages.lines() {
        if let Some(code) = ["error[", "warning["].iter().find_map(|head| line.strip_prefix(head)?.split(']').next()) {
            found.push(Finding { code: code.to_owned(), line: None, column: None, end: None });
            continue;
        }
        let Some(last) = found.last_mut() else { continue };
        if let Some(place) = line.trim_start().strip_prefix("--> ").filter(|_| last.line.is_none()) {
            let mut parts = place.rsplit(':').map(|part| part.trim().parse().ok());
            last.column = parts.next().flatten();
            last.line = parts.next().flatten();
        } else if last.end.is_none() {
            last.end = last.column.zip(carets(line)).map(|(column, length)| column + length);
        }
    }
    for finding in &mut found {
        finding.end = finding.end.filter(|end| one_cell_each(dossier, finding, *end));
    }
    found
}

/// How many carets mark the place in a line that holds nothing else before them.
fn carets(line: &str) -> Option<usize> {
    let marks = line.split_once('|')?.1.trim_start();
    let length = marks.chars().take_while(|c| *c == '^').count();
    (length > 0).then_some(length)
}

/// Carets count cells of the terminal. They count characters where each of these takes one cell and the line is short.
fn one_cell_each(dossier: &str, finding: &Finding, end: usize) -> bool {
    let line = finding.line.and_then(|line| dossier.split('\n').nth(line - 1)).unwrap_or_default();
    line.chars().count() < 100 && line.chars().take(end).all(|c| c < '\u{300}' || ('\u{400}'..'\u{500}').contains(&c))
}

struct Case {
    name: String,
    folder: PathBuf,
    file: String,
}

impl Case {
    fn read(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.folder.join(name)).ok()
    }

    fn rules(&self) -> Vec<Finding> {
        self.read("faults.txt").unwrap_or_default().lines().map(Finding::from_rule).collect()
    }

    fn run(&self) -> Outcome {
        verbale(&self.folder, &["export", &self.file, "-f", "ntriples"])
    }

    /// Whether the dossier has its triples, perhaps with warnings.
    fn accepted(&self) -> bool {
        self.is_example() || self.name.starts_with("warnings/")
    }

    /// Whether it says which triples.
    fn is_example(&self) -> bool {
        self.name.starts_with("accepted/")
    }

    /// What is wrong with the program's answer to this case.
    fn complaints(&self, outcome: &Outcome) -> Vec<String> {
        let bytes = fs::read(self.folder.join(&self.file)).expect("the dossier can be read");
        let found = findings_in(&outcome.stderr, &String::from_utf8_lossy(&bytes));
        let rules = self.rules();
        let refused = !self.accepted();
        let mut complaints = Vec::new();
        // A file that cannot be opened is a fault of the run, not of what the dossier says.
        let unopened = rules.iter().any(|rule| rule.code == "source-file");
        if outcome.code != Some(i32::from(refused) + i32::from(unopened)) {
            complaints.push(format!("exit {:?}", outcome.code));
        }
        if outcome.stdout.is_empty() != refused && !self.file.ends_with("jsonl") && !outcome.stdout.is_empty() {
            complaints.push(format!("{} bytes of triples", outcome.stdout.len()));
        }
        if found.len() != rules.len() || !found.iter().zip(&rules).all(|(found, rule)| found.answers(rule)) {
            complaints.push(format!("found {found:?}\n    asked {rules:?}"));
        }
        complaints
    }
}

fn subfolders(folder: &Path) -> Vec<PathBuf> {
    let mut folders: Vec<_> = fs::read_dir(folder)
        .expect("the folder can be listed")
        .map(|entry| entry.expect("the entry can be read").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

fn cases() -> Vec<Case> {
    let kinds = subfolders(&root().join("tests/cases"));
    kinds.iter().flat_map(|kind| subfolders(kind)).map(case).collect()
}

fn case(folder: PathBuf) -> Case {
    let file = ["dossier.yaml", "dossier.json", "dossier.jsonl"].iter().find(|name| folder.join(name).is_file());
    let parts: Vec<_> = folder.iter().rev().take(2).filter_map(|part| part.to_str()).collect();
    Case {
        name: format!("{}/{}", parts[1], parts[0]),
        file: (*file.unwrap_or_else(|| panic!("{}: no dossier", folder.display()))).to_owned(),
        folder,
    }
}

/// Fails with every complaint, not only the first.
fn assert_none(complaints: &[String]) {
    assert!(complaints.is_empty(), "{} complaints\n\n{}", complaints.len(), complaints.join("\n\n"));
}

#[test]
fn every_fault_is_found_at_its_place() {
    let mut complaints = Vec::new();
    for case in cases().iter().filter(|case| !case.is_example()) {
        let outcome = case.run();
        for complaint in case.complaints(&outcome) {
            complaints.push(format!("{}: {complaint}\n{}", case.name, outcome.stderr));
        }
    }
    assert_none(&complaints);
}

#[test]
fn messages_are_the_reviewed_ones() {
    let mut complaints = Vec::new();
    for case in cases().iter().filter(|case| !case.is_example()) {
        let printed = case.run().stderr;
        if bless() {
            fs::write(case.folder.join("expected.txt"), &printed).expect("the snapshot can be written");
        } else if case.read("expected.txt").as_ref() != Some(&printed) {
            complaints.push(format!("{}/expected.txt is not what is printed now:\n{printed}", case.name));
        }
    }
    assert_none(&complaints);
}

#[test]
fn accepted_dossiers_say_what_the_ontology_asks_for() {
    let mut complaints = Vec::new();
    let accepted: Vec<_> = cases().into_iter().filter(Case::is_example).collect();
    assert!(accepted.len() >= 50, "{} accepted dossiers", accepted.len());
    for case in accepted {
        let outcome = case.run();
        let triples = ntriples(&outcome.stdout);
        complaints.extend(case.complaints(&outcome).iter().map(|c| format!("{}: {c}\n{}", case.name, outcome.stderr)));
        let present = turtle(&case.read("present.ttl").expect("an accepted dossier has triples"));
        let absent = case.read("absent.ttl").map(|text| turtle(&text)).unwrap_or_default();
        assert!(!present.is_empty(), "{}", case.name);
        complaints.extend(present.difference(&triples).map(|triple| format!("{}: missing {triple}", case.name)));
        complaints.extend(absent.intersection(&triples).map(|triple| format!("{}: not said {triple}", case.name)));
    }
    assert_none(&complaints);
}

#[test]
fn every_rule_has_a_case() {
    let cases: Vec<_> = cases().into_iter().filter(|case| !case.is_example()).collect();
    let planted: BTreeSet<_> = cases.iter().flat_map(Case::rules).map(|rule| rule.code).collect();
    // A dossier cannot break it: its literals are made by the program. Its page's examples are files of RDF, and tested.
    let of_dossiers = Check::ALL.iter().filter(|check| **check != Check::IllTypedLiteral);
    let known: BTreeSet<_> = of_dossiers.map(|check| check.code().to_owned()).collect();
    assert_eq!(planted, known);
    assert!(planted.len() >= 40, "{} kinds of fault", planted.len());
    assert!(cases.len() >= 120, "{} cases", cases.len());
}

fn ntriples(bytes: &[u8]) -> BTreeSet<String> {
    NTriplesParser::new().for_slice(bytes).map(|triple| triple.expect("our N-Triples parse").to_string()).collect()
}

fn turtle(text: &str) -> BTreeSet<String> {
    TurtleParser::new().for_slice(text).map(|triple| triple.expect("the case's Turtle parses").to_string()).collect()
}
