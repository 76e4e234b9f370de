//! The reports of one run: each form that was asked for, told the same, and the count over all.

use std::io::{self, IsTerminal};
use std::time::Instant;

use verbale_core::diagnostic::{Diagnostics, Severity};

use super::form::{Report, Run, Unit};
use super::{Finding, Listener, SHOWN, Subject, github, json, junit, sarif, status_of, text, turtle};
use crate::args::{ReportArg, ReportForm};
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::output::{Output, output_name};

/// All reports of a run.
pub(crate) struct Reports {
    forms: Vec<Form>,
    run: Run,
    fail_on: Severity,
    status: ExitStatus,
    began: Instant,
    /// The first failure of an output: it ends the run, but not where nobody can be told.
    failure: Option<Error>,
}

/// A form, and where it goes.
struct Form {
    report: Box<dyn Report>,
    output: Output,
    name: String,
}

impl Reports {
    /// Begins all reports: their files can be made, or the run does not begin.
    pub(crate) fn open(asked: &[ReportArg], fail_on: Severity) -> Result<Self, Error> {
        let mut forms = Vec::with_capacity(asked.len());
        for ReportArg { form, file } in asked {
            let output = Output::open(file.as_deref())?;
            let report = report(*form, file.is_none(), fail_on);
            forms.push(Form { report, output, name: output_name(file.as_deref()) });
        }
        let began = Instant::now();
        Ok(Self { forms, run: Run::default(), fail_on, status: ExitStatus::Fine, began, failure: None })
    }

    /// Tells all reports of a unit that was checked. `uncounted` findings, all errors, were made and not kept.
    pub(crate) fn checked(&mut self, unit: &Unit<'_>, findings: &[Finding], uncounted: usize) -> Result<(), Error> {
        self.run.units += 1;
        self.tell(unit, findings, uncounted);
        self.failure.take().map_or(Ok(()), Err)
    }

    fn tell(&mut self, unit: &Unit<'_>, findings: &[Finding], uncounted: usize) {
        self.run.errors += uncounted;
        for finding in findings {
            *match finding.severity {
                Severity::Error => &mut self.run.errors,
                Severity::Warning => &mut self.run.warnings,
                Severity::Note => &mut self.run.notes,
            } += 1;
            // The gravest severity is the least.
            if finding.severity <= self.fail_on {
                self.status.raise(status_of(&finding.rule));
            }
        }
        let shown = findings.len().min(SHOWN - self.run.shown);
        self.run.shown += shown;
        for form in &mut self.forms {
            let told = form.report.checked(&mut form.output, unit, &findings[..shown]);
            if let Err(cause) = told {
                self.failure.get_or_insert(Error::Write(form.name.clone(), cause));
            }
        }
    }

    /// Ends all reports: files take their names. Gives the counts, and how the run ended as far as findings go.
    pub(crate) fn finish(mut self) -> Result<(Run, ExitStatus), Error> {
        self.run.elapsed = self.began.elapsed();
        for mut form in self.forms {
            let finished = form.report.finish(&mut form.output, &self.run);
            finished.map_err(|cause| Error::Write(form.name, cause))?;
            form.output.keep()?;
        }
        self.failure.map_or(Ok((self.run, self.status)), Err)
    }
}

/// Findings about what dossiers are read with: a registry.
impl Listener for Reports {
    fn findings(&mut self, subject: Subject<'_>, findings: Diagnostics) {
        let findings: Vec<_> = findings.into_iter().map(Finding::from).collect();
        if !findings.is_empty() {
            self.tell(&Unit { subject, record: None, line: 1, in_batch: false }, &findings, 0);
        }
    }
}

fn report(form: ReportForm, to_stdout: bool, fail_on: Severity) -> Box<dyn Report> {
    match form {
        ReportForm::Text => Box::new(text::Text::new(to_stdout && is_coloured())),
        ReportForm::Json => Box::new(json::Json::new()),
        ReportForm::Turtle => Box::new(turtle::Turtle::new()),
        ReportForm::Sarif => Box::new(sarif::Sarif::new()),
        ReportForm::Junit => Box::new(junit::JUnit::new(fail_on)),
        ReportForm::Github => Box::new(github::GitHub::new()),
    }
}

/// Whether standard output shows colours: a terminal, and neither `NO_COLOR` nor `TERM` forbids it.
fn is_coloured() -> bool {
    let stdout = io::stdout();
    stdout.is_terminal() && anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never
}
