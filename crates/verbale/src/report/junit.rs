//! `JUnit` XML: a file is a test suite, what was checked in it are its cases.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Duration;

use quick_junit::{NonSuccessKind, TestCase, TestCaseStatus, TestSuite};
use verbale_core::diagnostic::Severity;

use super::words::{clipped, sentences};
use super::{Finding, Report, Run, SHOWN, Unit, counted};
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
/// could steer a terminal, are written `\u{…}`; texts over 2,000 code points end in `…`. Once as many findings have come
/// as a report holds, nothing more is said to conform, and findings past the limit are one case that fails.
#[derive(Debug)]
pub(crate) struct JUnit {
    fail_on: Severity,
    suites: Vec<Suite>,
    /// Where the suite of each file is. Findings about a registry come between those of the dossiers that name it.
    files: BTreeMap<String, usize>,
    findings: usize,
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
        Self { fail_on, suites: Vec::new(), files: BTreeMap::new(), findings: 0 }
    }

    /// The suite of a file.
    fn suite(&mut self, file: &str) -> &mut Suite {
        let index = *self.files.entry(file.to_owned()).or_insert_with(|| {
            self.suites.push(Suite { file: file.to_owned(), cases: Vec::new(), names: BTreeMap::new(), passed: 0 });
            self.suites.len() - 1
        });
        &mut self.suites[index]
    }
}

impl Report for JUnit {
    fn checked(&mut self, _: &mut dyn Write, unit: &Unit<'_>, findings: &[Finding]) -> io::Result<()> {
        let fail_on = self.fail_on;
        let fails = |finding: &Finding| finding.severity <= fail_on;
        self.findings += findings.len();
        let complete = self.findings < SHOWN;
        let suite = self.suite(unit.subject.name);
        for finding in findings {
            suite.add(unit, finding, fails(finding));
        }
        // Past the limit, a unit without findings may be one whose findings are not passed on.
        if complete && !findings.iter().any(fails) {
            suite.pass(unit);
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, run: &Run) -> io::Result<()> {
        let mut report = quick_junit::Report::new("verbale check");
        report.set_time(Duration::ZERO);
        report.add_test_suites(self.suites.drain(..).map(Suite::finished));
        report.add_test_suites(past_the_limit(run));
        report.serialize(out).map_err(io::Error::other)
    }
}

impl Suite {
    fn add(&mut self, unit: &Unit<'_>, finding: &Finding, fails: bool) {
        let mut status =
            if fails { TestCaseStatus::non_success(NonSuccessKind::Failure) } else { TestCaseStatus::skipped() };
        let message = sentences(finding).next().unwrap_or_default();
        status.set_message(shown(&message)).set_type(finding.rule.code());
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
            case.set_system_out(format!("{} conform", counted(self.passed, "record")));
            self.cases.push(case);
        }
        let mut suite = TestSuite::new(name);
        suite.set_time(Duration::ZERO).add_test_cases(self.cases);
        suite
    }
}

/// A suite of its own for the findings that no report has. Their severity is not known, so they fail.
fn past_the_limit(run: &Run) -> Option<TestSuite> {
    let cut = (run.errors + run.warnings + run.notes).saturating_sub(run.shown);
    (cut > 0).then(|| {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_message(format!("{} past the limit", counted(cut, "finding")));
        let mut case = TestCase::new("findings past the limit", status);
        case.set_classname("verbale check").set_time(Duration::ZERO);
        let mut suite = TestSuite::new("verbale check");
        suite.set_time(Duration::ZERO).add_test_case(case);
        suite
    })
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
    for help in sentences(finding).skip(1) {
        text.extend(["\nhelp: ", &shown(&help)]);
    }
    text
}

/// A text that XML can hold and a terminal can show.
fn shown(text: &str) -> String {
    clipped(&visible(text), LONGEST).replace('\u{FFFE}', r"\u{fffe}").replace('\u{FFFF}', r"\u{ffff}")
}

#[cfg(test)]
mod tests {
    use quick_junit::Report as Parsed;

    use super::*;
    use crate::report::samples::{assert_calm, checked, hostile, shaped, unit, written, written_with};

    fn parsed(report: &str) -> Parsed {
        assert_calm(report);
        assert!(!report.contains(['\u{FFFE}', '\u{FFFF}']), "XML 1.0 does not allow them: {report:?}");
        Parsed::deserialize_from_str(report).unwrap()
    }

    fn counts(report: &Parsed) -> (usize, usize, usize) {
        (report.tests, report.failures, report.skipped)
    }

    #[test]
    fn a_finding_fails_or_is_skipped_and_a_dossier_without_failures_passes() {
        let units = [(unit("a.yaml"), vec![checked("w"), shaped("w")]), (unit("b.yaml"), vec![shaped("w")])];
        let report = parsed(&written(&mut JUnit::new(Severity::Error), &units));
        assert_eq!(counts(&report), (4, 1, 2));
        let strict = parsed(&written(&mut JUnit::new(Severity::Warning), &units));
        assert_eq!(counts(&strict), (3, 3, 0));
        let case = &report.test_suites[0].test_cases[0];
        assert_eq!(case.name.as_str(), "quote-not-found at /facts/3/w");
        assert_eq!(case.classname.as_deref(), Some("nairobi"));
        assert_eq!(case.extra["file"].as_str(), "a.yaml");
        assert_eq!(case.extra["line"].as_str(), "4");
        let TestCaseStatus::NonSuccess { message, ty, description, .. } = &case.status else { panic!("{case:?}") };
        assert_eq!(message.as_deref(), Some("w"));
        assert_eq!(ty.as_deref(), Some("quote-not-found"));
        let expected = "\
a.yaml:4:5: error[quote-not-found]: w
value: w
pointer: /facts/3/w
help: the text has: «w» (characters 12 to 40)
help: did you mean `w`?
help: w";
        assert_eq!(description.as_deref(), Some(expected));
    }

    #[test]
    fn names_are_unique_in_a_suite() {
        let units = [
            (unit("a.yaml"), vec![checked("w"), checked("w")]),
            (unit("registry.yaml"), vec![shaped("w")]),
            (unit("a.yaml"), vec![checked("v"), checked("w")]),
        ];
        let report = parsed(&written(&mut JUnit::new(Severity::Error), &units));
        assert_eq!(report.test_suites.len(), 2);
        let names: Vec<_> = report.test_suites[0].test_cases.iter().map(|case| case.name.as_str()).collect();
        let [one, two, three] = ["", " (2)", " (3)"].map(|times| format!("quote-not-found at /facts/3/w{times}"));
        assert_eq!(names, [one.as_str(), &two, "quote-not-found at /facts/3/v", &three]);
    }

    #[test]
    fn a_batch_is_as_long_as_its_findings() {
        let record = |line| Unit { in_batch: true, line, ..unit("a.jsonl") };
        let mut units: Vec<_> = (1..=1000).map(|line| (record(line), Vec::new())).collect();
        units.push((record(1001), vec![checked("w")]));
        let report = parsed(&written(&mut JUnit::new(Severity::Error), &units));
        assert_eq!(counts(&report), (2, 1, 0));
        let passed = &report.test_suites[0].test_cases[1];
        assert_eq!(passed.assertions, Some(1000));
        assert_eq!(passed.system_out.as_deref(), Some("1,000 records conform"));
    }

    #[test]
    fn nothing_is_said_to_conform_past_the_limit() {
        let units = [(unit("a.yaml"), vec![checked("w"); SHOWN]), (unit("b.yaml"), Vec::new())];
        let report = parsed(&written_with(&mut JUnit::new(Severity::Error), &units, 5));
        assert_eq!(counts(&report), (SHOWN + 1, SHOWN + 1, 0));
        let last = report.test_suites.last().unwrap();
        let TestCaseStatus::NonSuccess { message, .. } = &last.test_cases[0].status else { panic!("{last:?}") };
        assert_eq!(message.as_deref(), Some("5 findings past the limit"));
    }

    #[test]
    fn hostile_words_stay_words() {
        let mut count = 0;
        for text in hostile() {
            count += 1;
            let name = format!("a/{}.yaml", visible(&text));
            let units = [(unit(&name), vec![checked(&text), shaped(&text)])];
            let report = parsed(&written(&mut JUnit::new(Severity::Warning), &units));
            assert_eq!(counts(&report), (2, 2, 0), "{text:?}");
            let suite = &report.test_suites[0];
            assert_eq!(suite.name.as_str(), shown(&name));
            for case in &suite.test_cases {
                let TestCaseStatus::NonSuccess { message, .. } = &case.status else { panic!("{case:?}") };
                assert_eq!(message.as_deref(), Some(shown(&text).as_str()));
            }
        }
        assert_eq!(count, 47);
    }
}
