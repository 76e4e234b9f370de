//! Annotations of GitHub Actions: workflow commands, one a line.

use std::fmt::Write as _;
use std::io::{self, Write};

use verbale_core::diagnostic::{Place, Severity};

use super::words::{clipped, sentences};
use super::{Finding, Report, Run, Unit};
use crate::count::{counted, grouped};
use crate::terminal::visible;

/// How many annotations of each level GitHub shows of one step.
const SHOWN_OF_A_LEVEL: usize = 10;
/// Code points of a message or a way out that are written; an annotation has room for 64 kB in all.
const LONGEST: usize = 1_000;

/// Writes `::error file=…,line=…::message` and its like as the findings come.
///
/// The message is followed by the ways out, each on a line of its own (`%0A`). Characters that could steer a terminal
/// are written `\u{…}`, so a line feed of the data is never one of the annotation; texts over 1,000 code points end in
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
            "::notice title=verbale check::{}, {}, {}; GitHub shows {SHOWN_OF_A_LEVEL} of each, this log {} in all",
            counted(errors, "error"),
            counted(warnings, "warning"),
            counted(notes, "note"),
            grouped(&run.shown)
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
    let lines: Vec<_> = sentences(finding).map(|text| data(&clipped(&visible(&text), LONGEST))).collect();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples::{assert_calm, checked, hostile, shaped, unit, written};

    /// A command as the runner of GitHub Actions reads it: the name up to the first space, the properties up to the
    /// next `::`, the rest the message.
    fn read(line: &str) -> (String, Vec<(String, String)>, String) {
        let (command, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (name, properties) = command.split_once(' ').unwrap();
        let undone = |text: &str| {
            let text = text.replace("%3A", ":").replace("%2C", ",");
            text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
        };
        let property = |property: &str| {
            let (name, value) = property.split_once('=').unwrap();
            (name.to_owned(), undone(value))
        };
        let message = message.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
        (name.to_owned(), properties.split(',').map(property).collect(), message)
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
    }

    #[test]
    fn an_annotation_has_place_rule_message_and_ways_out() {
        let report = written(&mut GitHub::new(), &[(unit("a/b.yaml"), vec![checked("w"), shaped("w")])]);
        let expected = "\
::error file=a/b.yaml,line=4,endLine=4,col=5,endColumn=9,title=quote-not-found::w%0Athe text has: «w» (characters 12 to 40)%0Adid you mean `w`?%0Aw
::warning file=a/b.yaml,line=7,endLine=9,title=PatternConstraintComponent::w
";
        assert_eq!(report, expected);
    }

    #[test]
    fn standard_input_is_no_file() {
        let mut finding = checked("w");
        finding.place = None;
        let batch = Unit { in_batch: true, line: 7, ..unit("<stdin>") };
        let report = written(&mut GitHub::new(), &[(batch, vec![finding])]);
        assert!(report.starts_with("::error line=7,title=quote-not-found::w%0A"), "{report}");
    }

    #[test]
    fn hostile_words_stay_words() {
        let mut count = 0;
        for text in hostile() {
            count += 1;
            let name = format!("a/{}.yaml", visible(&text));
            let report = written(&mut GitHub::new(), &[(unit(&name), vec![checked(&text), shaped(&text)])]);
            assert_calm(&report);
            let lines: Vec<_> = report.split_terminator('\n').collect();
            assert_eq!(lines.len(), 2, "{text:?}");
            let (level, properties, message) = read(lines[0]);
            assert_eq!(level, "error");
            let expected = [
                ("file", name.as_str()),
                ("line", "4"),
                ("endLine", "4"),
                ("col", "5"),
                ("endColumn", "9"),
                ("title", "quote-not-found"),
            ];
            assert_eq!(properties, pairs(&expected));
            let shown = clipped(&visible(&text), LONGEST).into_owned();
            assert_eq!(message.split('\n').next(), Some(shown.as_str()));
            assert_eq!(read(lines[1]).2, shown);
        }
        assert_eq!(count, 47);
    }

    #[test]
    fn more_than_ten_of_a_level_are_counted() {
        let ten = vec![checked("w"); 10];
        assert_eq!(written(&mut GitHub::new(), &[(unit("a"), ten)]).lines().count(), 10);
        let eleven = vec![checked("w"); 11];
        let report = written(&mut GitHub::new(), &[(unit("a"), eleven)]);
        let last = report.lines().last().unwrap();
        assert_eq!(
            last,
            "::notice title=verbale check::11 errors, 0 warnings, 0 notes; GitHub shows 10 of each, this log 11 in all"
        );
    }
}
