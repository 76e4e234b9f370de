//! JSON for programs: every finding with its place, its pointer and what would mend it.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Formatter;
use verbale_core::diagnostic::{Candidate, Place, Severity};
use verbale_shacl::ValidationResult;

use super::words::clipped;
use super::{Finding, Report, Run, Unit, term_text};
use crate::terminal::steers;

/// Code points of a message, a value or a way out that are written: as many as the longest quote of the format has.
const LONGEST: usize = 10_000;

/// Writes one JSON object, each finding on a line of its own.
///
/// Keys that do not apply are left out. `help` joins the ways out with line feeds. `focusNode`, `path`, `component` and
/// `shape` are RDF terms: an IRI is bare, all else is as N-Triples writes it; so is `value` where a shape found it. A path
/// that is no IRI is written as SPARQL 1.1 does.
/// Texts are written in full but for those over 10,000 code points, which end in `…`; a suggestion and the words of a
/// candidate are never cut, since programs write them back. Control characters and those that turn the direction of
/// writing are JSON escapes.
#[derive(Debug, Default)]
pub(crate) struct Json {
    /// The findings, each as one line without its end: the counts stand before them and are known last.
    findings: Vec<u8>,
}

impl Json {
    /// Nothing found yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }
}

impl Report for Json {
    fn checked(&mut self, _: &mut dyn Write, unit: &Unit<'_>, findings: &[Finding]) -> io::Result<()> {
        for finding in findings {
            self.findings.extend_from_slice(if self.findings.is_empty() { b"\n" } else { b",\n" });
            write_json(&mut self.findings, &Entry::new(unit, finding))?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, run: &Run) -> io::Result<()> {
        out.write_all(br#"{"version":1,"summary":"#)?;
        let Run { errors, warnings, notes, shown, .. } = *run;
        write_json(&mut *out, &Summary { errors, warnings, notes, shown })?;
        out.write_all(br#","findings":["#)?;
        out.write_all(&self.findings)?;
        out.write_all(if self.findings.is_empty() { b"]}\n" } else { b"\n]}\n" })
    }
}

/// Findings as this report has them, for what is JSON and no report.
pub(crate) fn entries<'a>(unit: &Unit<'a>, findings: &'a [Finding]) -> impl Serialize + use<'a> {
    findings.iter().map(|finding| Entry::new(unit, finding)).collect::<Vec<_>>()
}

/// The counts of a run.
#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    notes: usize,
    shown: usize,
}

/// One finding, its keys in the order of the documentation.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    code: &'a str,
    severity: &'static str,
    message: Cow<'a, str>,
    file: &'a str,
    #[serde(flatten)]
    region: Option<Region>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pointer: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<Words<'a>>,
    #[serde(flatten)]
    result: Option<Result>,
}

/// Where a finding is.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
}

/// Words of the text that a quote may have meant.
#[derive(Serialize)]
struct Words<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

/// What SHACL says of a finding.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Result {
    focus_node: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    component: String,
    shape: String,
}

impl<'a> Entry<'a> {
    fn new(unit: &Unit<'a>, finding: &'a Finding) -> Self {
        let words = |c: &'a Candidate| Words { text: &c.text, start: c.start, end: c.end };
        Self {
            code: finding.rule.code(),
            severity: severity(finding.severity),
            message: clipped(&finding.message, LONGEST),
            file: unit.subject.name,
            region: Region::new(unit, finding.place),
            pointer: finding.pointer.as_deref(),
            record: unit.record,
            value: finding.value.as_deref().map(|value| clipped(value, LONGEST)),
            help: ways_out(&finding.help),
            suggestion: finding.suggestion.as_deref(),
            candidates: finding.candidates.iter().map(words).collect(),
            result: finding.result().map(Result::new),
        }
    }
}

impl Region {
    /// The finding's own place; where it has none, the line of its record in a batch.
    fn new(unit: &Unit<'_>, place: Option<Place>) -> Option<Self> {
        match place {
            Some(Place { start, end }) => Some(Self {
                line: start.line,
                column: Some(start.column),
                end_line: Some(end.line),
                end_column: Some(end.column),
            }),
            None if unit.in_batch => Some(Self { line: unit.line, column: None, end_line: None, end_column: None }),
            None => None,
        }
    }
}

impl Result {
    fn new(result: &ValidationResult) -> Self {
        Self {
            focus_node: clipped(&term_text(&result.focus_node), LONGEST).into_owned(),
            path: result
                .path
                .as_ref()
                .map(|path| path.predicate().map_or_else(|| path.to_string(), |iri| iri.as_str().into())),
            component: result.component.as_str().to_owned(),
            shape: term_text(&result.shape.clone().into()),
        }
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "info",
    }
}

/// The ways out, one a line.
fn ways_out(help: &[String]) -> Option<String> {
    (!help.is_empty()).then(|| clipped(&help.join("\n"), LONGEST).into_owned())
}

/// Writes a value on one line, with nothing in it that could steer a terminal.
pub(crate) fn write_json(out: impl Write, value: &impl Serialize) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, Visible);
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// Escapes what [`steers`]: the reader of the JSON gets the same text.
struct Visible;

impl Formatter for Visible {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut plain = 0;
        for (at, character) in fragment.char_indices().filter(|(_, character)| steers(*character)) {
            out.write_all(&fragment.as_bytes()[plain..at])?;
            // All of them are in the basic plane: one escape each.
            write!(out, "\\u{:04x}", u32::from(character))?;
            plain = at + character.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[plain..])
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::report::samples::{assert_calm, checked, hostile, shaped, unit, written};

    fn parsed(units: &[(Unit<'_>, Vec<Finding>)]) -> Value {
        let report = written(&mut Json::new(), units);
        assert_calm(&report);
        serde_json::from_str(&report).unwrap()
    }

    #[test]
    fn a_run_without_findings() {
        let expected = json!({
            "version": 1,
            "summary": {"errors": 0, "warnings": 0, "notes": 0, "shown": 0},
            "findings": [],
        });
        assert_eq!(parsed(&[(unit("a.yaml"), Vec::new())]), expected);
    }

    #[test]
    fn every_key_of_the_documentation() {
        let report = parsed(&[(unit("a/b.yaml"), vec![checked("w"), shaped("w")])]);
        let own = json!({
            "code": "quote-not-found", "severity": "error", "message": "w", "file": "a/b.yaml",
            "line": 4, "column": 5, "endLine": 4, "endColumn": 9,
            "pointer": "/facts/3/w", "record": "nairobi", "value": "w", "help": "did you mean `w`?\nw",
            "suggestion": "w", "candidates": [{"text": "w", "start": 12, "end": 40}],
        });
        let shape = json!({
            "code": "PatternConstraintComponent", "severity": "warning", "message": "w", "file": "a/b.yaml",
            "line": 7, "column": 1, "endLine": 9, "endColumn": 2,
            "record": "nairobi", "value": "\"w\"^^<http://example.org/datatype>",
            "focusNode": "http://example.org/focus",
            "path": "(^<http://example.org/p>/((<http://example.org/q>)*|<http://example.org/r>))",
            "component": "http://www.w3.org/ns/shacl#PatternConstraintComponent", "shape": "_:b0",
        });
        assert_eq!(report["findings"], json!([own, shape]));
        assert_eq!(report["summary"], json!({"errors": 1, "warnings": 1, "notes": 0, "shown": 2}));
    }

    #[test]
    fn a_finding_without_a_place_has_the_line_of_its_record() {
        let finding = Finding { place: None, ..checked("w") };
        let batch = Unit { record: None, line: 7, in_batch: true, ..unit("a.jsonl") };
        let report = parsed(&[(batch, vec![finding.clone()]), (unit("a.yaml"), vec![finding])]);
        assert_eq!(report["findings"][0]["line"], 7);
        assert_eq!(report["findings"][0].get("column"), None);
        assert_eq!(report["findings"][0].get("record"), None);
        assert_eq!(report["findings"][1].get("line"), None);
    }

    #[test]
    fn hostile_words_come_back_as_they_were() {
        let mut count = 0;
        for text in hostile() {
            count += 1;
            let report = parsed(&[(unit("a.yaml"), vec![checked(&text), shaped(&text)])]);
            let finding = &report["findings"][0];
            let shown = clipped(&text, LONGEST);
            assert_eq!(finding["message"], *shown);
            assert_eq!(finding["value"], *shown);
            assert_eq!(finding["suggestion"], *text);
            assert_eq!(finding["candidates"][0]["text"], *text);
            assert_eq!(report["findings"][1]["message"], *shown);
            assert_eq!(report["findings"].as_array().map(Vec::len), Some(2));
        }
        assert_eq!(count, 47);
    }

    #[test]
    fn each_finding_is_a_line() {
        let units = [(unit("a.yaml"), vec![checked("a\nb"), shaped("a\nb")])];
        let report = written(&mut Json::new(), &units);
        let lines: Vec<_> = report.lines().collect();
        assert_eq!(lines.len(), 4);
        for line in &lines[1..3] {
            assert!(serde_json::from_str::<Value>(line.trim_end_matches(',')).unwrap().is_object(), "{line}");
        }
    }
}
