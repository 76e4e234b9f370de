//! JUnit XML: a file is a test suite, what was checked in it are its cases.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Duration;

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};
use verbale_core::diagnostic::Severity;

use super::clip::clipped;
use super::{Finding, Report, Run, Unit};
use crate::terminal::visible;

/// Code points of a message, a value or a way out that are written.
const LONGEST: usize = 2_000;

/// Writes a test suite for each file.
///
/// A finding at or over the level that fails the run is a case that fails, one below it a case that is skipped, so that
/// it is seen and fails nothing. A dossier without a failure is a case that passes, under its id; those of a batch are
/// counted in one case, so the report is as long as the number of findings and files, whatever the number of records.
/// Names of cases are unique in a suite and hold no line number, so a dashboard can follow them from run to run. All
/// times are 0 and no clock is read: the same input gives the same report. Characters that XML does not allow, or that
/// could steer a terminal, are written `\u{…}`; texts over 2,000 code points end in `…`.
#[derive(Debug)]
pub(crate) struct JUnit {
    fail_on: Severity,
    suites: Vec<Suite>,
}

/// One file.
#[derive(Debug)]
struct Suite {
    file: String,
    cases: Vec<TestCase>,
    /// How often each name of a case has occurred.
    names: BTreeMap<String, usize>,
    /// Records of a batch without a failure.
    passed: usize,
}

impl JUnit {
    /// Nothing found yet; `fail_on` is the least severity that fails the run.
    pub(crate) const fn new(fail_on: Severity) -> Self {
        Self { fail_on, suites: Vec::new() }
    }

    /// The suite of a file. Units of one file come one after the other.
    fn suite(&mut self, file: &str) -> &mut Suite {
        let known = self.suites.last().is_some_and(|suite| suite.file == file);
        if !known {
            self.suites.push(Suite { file: file.to_owned(), cases: Vec::new(), names: BTreeMap::new(), passed: 0 });
        }
        let last = self.suites.len() - 1;
        &mut self.suites[last]
    }
}

impl Report for JUnit {
    fn checked(&mut self, _: &mut dyn Write, unit: &Unit<'_>, findings: &[Finding]) -> io::Result<()> {
        let fail_on = self.fail_on;
        let fails = |finding: &Finding| finding.severity <= fail_on;
        let suite = self.suite(unit.subject.name);
        for finding in findings {
            suite.add(unit, finding, fails(finding));
        }
        if !findings.iter().any(fails) {
            suite.pass(unit);
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, _: &Run) -> io::Result<()> {
        let mut report = quick_junit::Report::new("verbale check");
        report.set_time(Duration::ZERO);
        report.add_test_suites(self.suites.drain(..).map(Suite::finished));
        report.serialize(out).map_err(io::Error::other)
    }
}

impl Suite {
    fn add(&mut self, unit: &Unit<'_>, finding: &Finding, fails: bool) {
        let mut status =
            if fails { TestCaseStatus::non_success(NonSuccessKind::Failure) } else { TestCaseStatus::skipped() };
        status.set_message(shown(&finding.message)).set_type(finding.rule.code());
        status.set_description(description(unit, finding));
        let line = finding.place.map_or(unit.line, |place| place.start.line);
        let about = finding.pointer.clone().or_else(|| finding.result().map(|result| result.focus_node.to_string()));
        let name = match about.filter(|about| !about.is_empty()) {
            Some(about) => format!("{} at {}", finding.rule.code(), shown(&about)),
            None => finding.rule.code().to_owned(),
        };
        self.case(unit, &name, status, line);
    }

    fn pass(&mut self, unit: &Unit<'_>) {
        if unit.in_batch {
            self.passed += 1;
        } else {
            self.case(unit, "conforms", TestCaseStatus::success(), unit.line);
        }
    }

    fn case(&mut self, unit: &Unit<'_>, name: &str, status: TestCaseStatus, line: usize) {
        let class = shown(unit.record.unwrap_or(unit.subject.name));
        let times = self.names.entry(format!("{class}\n{name}")).or_insert(0);
        *times += 1;
        let name = if *times > 1 { format!("{name} ({times})") } else { name.to_owned() };
        let mut case = TestCase::new(name, status);
        case.set_classname(class).set_time(Duration::ZERO);
        case.extra.insert("file".into(), shown(unit.subject.name).into());
        case.extra.insert("line".into(), line.to_string().into());
        self.cases.push(case);
    }

    fn finished(mut self) -> TestSuite {
        let name = shown(&self.file);
        if self.passed > 0 {
            let mut case = TestCase::new("records that conform", TestCaseStatus::success());
            case.set_classname(name.as_str()).set_assertions(self.passed).set_time(Duration::ZERO);
            case.set_system_out(format!("{} records conform", self.passed));
            self.cases.push(case);
        }
        let mut suite = TestSuite::new(name);
        suite.set_time(Duration::ZERO).add_test_cases(self.cases);
        suite
    }
}

/// Place, rule and message, then the value and the ways out, one a line.
fn description(unit: &Unit<'_>, finding: &Finding) -> String {
    let place = finding.place.map(|place| format!(":{}:{}", place.start.line, place.start.column));
    let mut text = format!(
        "{}{}: {}[{}]: {}",
        shown(unit.subject.name),
        place.unwrap_or_default(),
        finding.severity,
        finding.rule.code(),
        shown(&finding.message)
    );
    for (word, slot) in [("value", &finding.value), ("pointer", &finding.pointer)] {
        if let Some(slot) = slot {
            text.extend(["\n", word, ": ", &shown(slot)]);
        }
    }
    for help in &finding.help {
        text.extend(["\nhelp: ", &shown(help)]);
    }
    text
}

/// A text that XML can hold and a terminal can show.
fn shown(text: &str) -> String {
    clipped(&visible(text), LONGEST).replace('\u{FFFE}', r"\u{fffe}").replace('\u{FFFF}', r"\u{ffff}")
}
