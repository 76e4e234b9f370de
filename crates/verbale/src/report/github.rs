//! Annotations of GitHub Actions: workflow commands, one a line.

use std::fmt::Write as _;
use std::io::{self, Write};

use verbale_core::diagnostic::{Place, Severity};

use super::clip::clipped;
use super::{Finding, Report, Run, Unit};
use crate::terminal::visible;

/// How many annotations of each level GitHub shows of one step.
const SHOWN_OF_A_LEVEL: usize = 10;
/// Code points of a message or a way out that are written; an annotation has room for 64 kB in all.
const LONGEST: usize = 2_000;

/// Writes `::error file=…,line=…::message` and its like as the findings come.
///
/// The message is followed by the ways out, each on a line of its own (`%0A`). Characters that could steer a terminal
/// are written `\u{…}`, so a line feed of the data is never one of the annotation; texts over 2,000 code points end in
/// `…`. GitHub takes columns only where a place lies within one line, and shows ten annotations of a level: a last one
/// says how many there are.
#[derive(Debug, Default)]
pub(crate) struct GitHub;

impl GitHub {
    /// Nothing is kept from one finding to the next.
    pub(crate) const fn new() -> Self {
        Self
    }
}

impl Report for GitHub {
    fn checked(&mut self, out: &mut dyn Write, unit: &Unit<'_>, findings: &[Finding]) -> io::Result<()> {
        findings.iter().try_for_each(|finding| writeln!(out, "{}", annotation(unit, finding)))
    }

    fn finish(&mut self, out: &mut dyn Write, run: &Run) -> io::Result<()> {
        let Run { errors, warnings, notes, .. } = *run;
        if [errors, warnings, notes].into_iter().all(|count| count <= SHOWN_OF_A_LEVEL) {
            return Ok(());
        }
        writeln!(
            out,
            "::notice title=verbale check::{errors} errors, {warnings} warnings, {notes} notes; GitHub shows \
             {SHOWN_OF_A_LEVEL} of each, this log {} in all",
            run.shown
        )
    }
}

fn annotation(unit: &Unit<'_>, finding: &Finding) -> String {
    let mut line = format!("::{} ", level(finding.severity));
    for (name, value) in properties(unit, finding) {
        let _ = write!(line, "{name}={},", property(&value));
    }
    line.pop();
    line.push_str("::");
    line.push_str(&message(finding));
    line
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    }
}

fn properties(unit: &Unit<'_>, finding: &Finding) -> Vec<(&'static str, String)> {
    let mut properties = Vec::new();
    if unit.subject.name != "<stdin>" {
        properties.push(("file", unit.subject.name.to_owned()));
    }
    match finding.place {
        Some(place) => properties.extend(region(place).map(|(name, number)| (name, number.to_string()))),
        None if unit.in_batch => properties.push(("line", unit.line.to_string())),
        None => {}
    }
    properties.push(("title", finding.rule.code().to_owned()));
    properties
}

fn region(Place { start, end }: Place) -> impl Iterator<Item = (&'static str, usize)> {
    let columns =
        [("col", start.column), ("endColumn", end.column)].into_iter().filter(move |_| start.line == end.line);
    [("line", start.line), ("endLine", end.line)].into_iter().chain(columns)
}

fn message(finding: &Finding) -> String {
    let texts = std::iter::once(&finding.message).chain(&finding.help);
    let lines: Vec<_> = texts.map(|text| data(&clipped(&visible(text), LONGEST))).collect();
    lines.join("%0A")
}

/// A text as the data of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text as the value of a property.
fn property(text: &str) -> String {
    data(&visible(text)).replace(':', "%3A").replace(',', "%2C")
}
