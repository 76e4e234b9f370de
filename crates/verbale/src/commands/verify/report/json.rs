//! The report for programs: every fact with its spans, one a line.

use std::io::{self, Write};

use serde::Serialize;
use verbale_core::text::Span;

use super::super::difference;
use super::super::evidence::{At, Id};
use super::super::judge::{Status, Verdict};
use super::super::proof::Fault;
use super::super::texts::Source;
use super::{Judged, SHOWN, Summary};
use crate::report::json::write_json;

/// The report for programs. Facts are written as they come; sources and the first 10,000 faults are kept for the end.
#[derive(Debug, Default)]
pub(in super::super) struct Json {
    facts: usize,
    sources: Vec<u8>,
    faults: Vec<u8>,
    shown: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FactEntry<'a> {
    fact: &'a str,
    status: &'static str,
    file: &'a str,
    #[serde(flatten)]
    place: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<&'a str>,
    claims: Vec<&'a str>,
    spans: Vec<SpanEntry<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SpanEntry<'a> {
    span: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    status: &'static str,
    #[serde(flatten)]
    place: Place,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    exact: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<Words<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<Words<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'static str>,
}

/// Words of the text that was given.
#[derive(Serialize)]
struct Words<'a> {
    text: &'a str,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Place {
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
}

impl Place {
    fn new(line: Option<usize>, at: Option<At>) -> Self {
        Self { line: at.map(|at| at.line as usize).or(line), column: at.map(|at| at.column) }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SourceEntry<'a> {
    source: &'a str,
    file: &'a str,
    #[serde(flatten)]
    place: Place,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sha256: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text_sha256: Option<&'a str>,
    spans: usize,
}

#[derive(Serialize)]
struct FaultEntry<'a> {
    code: &'static str,
    message: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    node: &'a str,
    file: &'a str,
    #[serde(flatten)]
    place: Place,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Counts {
    graphs: usize,
    triples: u64,
    facts: ByStatus,
    spans: ByStatus,
    wordless_claims: usize,
    faults: usize,
    left_out: usize,
}

#[derive(Serialize)]
struct ByStatus {
    total: usize,
    kept: usize,
    same: usize,
    moved: usize,
    wordless: usize,
    unproved: usize,
    ambiguous: usize,
    changed: usize,
    gone: usize,
    #[serde(rename = "false")]
    wrong: usize,
    broken: usize,
}

impl ByStatus {
    fn new(
        total: usize,
        [same, moved, wordless, unproved, ambiguous, changed, gone, wrong, broken]: [usize; 9],
    ) -> Self {
        let kept = same + moved + wordless;
        Self { total, kept, same, moved, wordless, unproved, ambiguous, changed, gone, wrong, broken }
    }
}

impl Json {
    pub(super) fn judged(&mut self, out: &mut dyn Write, judged: &Judged<'_>) -> io::Result<()> {
        for number in 0..judged.statuses.len() {
            out.write_all(if self.facts == 0 { b"{\"version\":1,\"facts\":[\n" } else { b",\n" })?;
            self.facts += 1;
            write_json(&mut *out, &fact(judged, number))?;
        }
        for source in &judged.sources.list {
            part(&mut self.sources);
            write_json(&mut self.sources, &source_entry(judged, source))?;
        }
        let of_facts = judged.proof.facts.iter().flat_map(|fact| &fact.faults);
        let of_spans = judged.verdicts.iter().flat_map(|verdict| &verdict.faults);
        for fault in judged.faults.iter().chain(of_facts).chain(of_spans) {
            self.fault(judged.file, judged.line, fault)?;
        }
        Ok(())
    }

    pub(super) fn fault(&mut self, file: &str, line: Option<usize>, fault: &Fault) -> io::Result<()> {
        if self.shown == SHOWN {
            return Ok(());
        }
        self.shown += 1;
        part(&mut self.faults);
        let place = Place::new(line, fault.at);
        let entry = FaultEntry { code: fault.code, message: &fault.message, node: &fault.node, file, place };
        write_json(&mut self.faults, &entry)
    }

    pub(super) fn finish(self, out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
        out.write_all(if self.facts == 0 { b"{\"version\":1,\"facts\":[" } else { b"\n" })?;
        out.write_all(b"],\"sources\":[\n")?;
        out.write_all(&self.sources)?;
        out.write_all(b"\n],\"faults\":[\n")?;
        out.write_all(&self.faults)?;
        out.write_all(b"\n],\"summary\":")?;
        let counts = Counts {
            graphs: summary.graphs,
            triples: summary.statements,
            facts: ByStatus::new(summary.facts, summary.by_status),
            spans: ByStatus::new(summary.spans, summary.spans_by_status),
            wordless_claims: summary.wordless,
            faults: summary.faults,
            left_out: summary.left_out,
        };
        write_json(&mut *out, &counts)?;
        out.write_all(b"}\n")
    }
}

/// What stands between two entries of a list.
fn part(list: &mut Vec<u8>) {
    if !list.is_empty() {
        list.extend_from_slice(b",\n");
    }
}

fn fact<'j>(judged: &'j Judged<'_>, number: usize) -> FactEntry<'j> {
    let (fact, status) = judged.fact(number);
    let iri = |node: Id| &*judged.evidence.node(node).iri;
    FactEntry {
        fact: iri(fact.node),
        status: status.name(),
        file: judged.file,
        place: Place::new(judged.line, judged.place(fact, status)),
        left_out: judged.left_out.get(&number).map(|because| iri(*because)),
        claims: fact.claims.iter().map(|claim| iri(*claim)).collect(),
        spans: fact.spans.iter().map(|span| span_entry(judged, *span)).collect(),
    }
}

fn span_entry<'j>(judged: &'j Judged<'_>, number: usize) -> SpanEntry<'j> {
    let (span, verdict): (_, &Verdict) = (&judged.proof.spans[number], &judged.verdicts[number]);
    let node = judged.evidence.node(span.node);
    let given = span.source.and_then(|source| judged.sources.of(source)?.given).map(|given| &judged.given[given]);
    let words = |place: Span| {
        let text = given.map_or("", |given| given.text.slice(place));
        Words { text, start: place.start, end: place.end }
    };
    let exact = span.words.map(|words| words.exact);
    let placed = span.words.and_then(|words| words.placed);
    let now = verdict.now.map(words);
    let difference = match (verdict.status, exact, &now) {
        (Status::Changed, Some(exact), Some(now)) => Some(difference::between(exact, now.text)),
        _ => None,
    };
    SpanEntry {
        span: &node.iri,
        source: span.source.map(|source| &*judged.evidence.node(source).iri),
        status: verdict.status.name(),
        place: Place::new(judged.line, node.at),
        start: placed.map(|placed| placed.start),
        end: placed.map(|placed| placed.end),
        exact,
        now,
        difference,
        candidates: verdict.places.iter().map(|place| words(*place)).collect(),
        total: (verdict.total > 0).then_some(verdict.total),
        note: verdict.note,
    }
}

fn source_entry<'j>(judged: &'j Judged<'_>, source: &Source<'j>) -> SourceEntry<'j> {
    let node = judged.evidence.node(source.node);
    let given = source.given.map(|number| &judged.given[number]);
    let state = match given {
        Some(_) if source.same => "same",
        Some(_) => "newer",
        None if source.hash.is_some() => "missing",
        None => "unhashed",
    };
    SourceEntry {
        source: &node.iri,
        file: judged.file,
        place: Place::new(judged.line, node.at),
        state,
        sha256: source.hash,
        text: given.map(|given| &*given.name),
        text_sha256: given.map(|given| &*given.hash),
        spans: source.spans,
    }
}
