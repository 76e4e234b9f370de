//! What is said on standard error: findings, errors, notes, and a last line that sums up.

mod excerpt;
mod finding;
mod form;
pub(crate) mod github;
pub(crate) mod json;
pub(crate) mod junit;
mod reports;
#[cfg(test)]
mod samples;
pub(crate) mod sarif;
mod text;
pub(crate) mod turtle;
pub(crate) mod words;

pub(crate) use finding::{Finding, Fix, Rule, Subject, term_text};
pub(crate) use form::{Report, Run, Unit};
pub(crate) use reports::Reports;
pub(crate) use text::counts;

use std::io::Write;

use annotate_snippets::{Level, Origin, Renderer};
use verbale_core::check::Check;
use verbale_core::diagnostic::{Diagnostics, Place, Severity};
use verbale_shacl::Fault;

use crate::count::{counted, grouped};
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::terminal::visible;

/// How many findings are shown; more are only counted.
pub(crate) const SHOWN: usize = 10_000;

/// Who is told of findings, as soon as they are made.
pub(crate) trait Listener {
    /// Takes the findings about one text.
    fn findings(&mut self, subject: Subject<'_>, findings: Diagnostics);
}

/// Collects what a run has to say, says it at once, and keeps the count.
pub(crate) struct Reporter {
    stream: Box<dyn Write>,
    errors: usize,
    warnings: usize,
    shown: usize,
    /// Files with findings: the first one's name, and how many, counted as neighbours.
    last: Option<String>,
    files: usize,
    status: ExitStatus,
}

impl Reporter {
    /// Reports on standard error, in colour where that is a terminal and `NO_COLOR` does not forbid it.
    pub(crate) fn to_stderr() -> Self {
        Self::new(Box::new(anstream::stderr()))
    }

    /// Reports into any stream; styles are ANSI escapes, which the stream may take off.
    pub(crate) fn new(stream: Box<dyn Write>) -> Self {
        Self { stream, errors: 0, warnings: 0, shown: 0, last: None, files: 0, status: ExitStatus::Fine }
    }

    /// Shows what could not be done.
    pub(crate) fn error(&mut self, error: &Error) {
        self.status.raise(error.status());
        match error {
            // Who reads us is gone, or clap has its own form.
            _ if error.status() == ExitStatus::ClosedPipe => {}
            Error::Usage(usage) => self.write(usage.render().ansi().to_string().trim_end()),
            _ => self.problem(&error.to_string(), error.help()),
        }
    }

    /// Shows something worth knowing that is no fault.
    pub(crate) fn note(&mut self, message: &str) {
        let message = visible(message).into_owned();
        let group = annotate_snippets::Group::with_title(Level::NOTE.primary_title(message));
        self.say(&Renderer::styled().render(&[group]));
    }

    /// Shows what is wrong with shapes, or worth knowing of them.
    pub(crate) fn about_shapes(&mut self, fault: &Fault, refused: bool) {
        let level = if refused { Level::ERROR } else { Level::NOTE };
        let mut group = annotate_snippets::Group::with_title(level.primary_title(text::owned(&fault.message)));
        let file = visible(&fault.file).into_owned();
        group = group.element(match fault.place {
            Some(Place { start, .. }) => Origin::path(file).line(start.line).char_column(start.column),
            None => Origin::path(file),
        });
        if let Some(shape) = &fault.shape {
            group = group.element(Level::NOTE.message(format!("shape {}", text::owned(shape))));
        }
        if let Some(help) = &fault.help {
            group = group.element(Level::HELP.message(text::owned(help)));
        }
        self.say(&Renderer::styled().render(&[group]));
    }

    /// Shows what is wrong with a query, and where.
    #[cfg(feature = "query")]
    pub(crate) fn about_query(&mut self, subject: Subject<'_>, place: Place, message: &str, help: Option<&str>) {
        self.say(&text::located(subject, place, message, help, &Renderer::styled()));
    }

    /// Shows why a file was not mended, which does not keep it from being checked.
    pub(crate) fn unmended(&mut self, message: &str, help: Option<&'static str>) {
        self.status.raise(ExitStatus::NotRun);
        self.problem(message, help);
    }

    /// Takes over how a part of the run ended.
    pub(crate) fn raise(&mut self, status: ExitStatus) {
        self.status.raise(status);
    }

    /// Says one line.
    pub(crate) fn line(&mut self, line: &str) {
        self.write(&visible(line));
    }

    /// Sums up, where there was anything to find, and says how the run ended.
    pub(crate) fn close(mut self) -> ExitStatus {
        let mut counts = Vec::new();
        for (count, noun) in [(self.errors, "error"), (self.warnings, "warning")] {
            if count > 0 {
                counts.push(counted(count, noun));
            }
        }
        if let Some(last) = self.last.take().filter(|_| !counts.is_empty()) {
            let place = if self.files > 1 { counted(self.files, "file") } else { last };
            let mut line = format!("{} in {place}", counts.join(", "));
            if self.shown < self.errors + self.warnings {
                line.extend([" (the first ", &grouped(&self.shown), " are shown)"]);
            }
            self.write(&line);
        }
        self.status
    }

    /// Shows a message with a way out.
    fn problem(&mut self, message: &str, help: Option<&'static str>) {
        let mut group = annotate_snippets::Group::with_title(Level::ERROR.primary_title(visible(message).into_owned()));
        if let Some(help) = help {
            group = group.element(Level::HELP.message(help));
        }
        self.say(&Renderer::styled().render(&[group]));
    }

    fn say(&mut self, rendered: &str) {
        self.write(rendered);
        self.write("");
    }

    /// Nobody can be told that standard error is closed.
    fn write(&mut self, text: &str) {
        let _ = self.stream.write_all(format!("{text}\n").as_bytes());
    }
}

impl Listener for Reporter {
    fn findings(&mut self, subject: Subject<'_>, findings: Diagnostics) {
        let any = !findings.is_empty();
        for finding in findings.into_iter().map(Finding::from) {
            match finding.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Note => {}
            }
            if finding.severity == Severity::Error {
                self.status.raise(status_of(&finding.rule));
            }
            if self.shown < SHOWN {
                self.shown += 1;
                self.say(&text::render(&finding, subject, &Renderer::styled()));
            }
        }
        if any && self.last.as_deref() != Some(subject.name) {
            self.last = Some(subject.name.to_owned());
            self.files += 1;
        }
    }
}

/// A finding about a file that cannot be opened means that the run could not be made.
pub(crate) fn status_of(rule: &Rule) -> ExitStatus {
    if *rule == Rule::Check(Check::SourceFile) { ExitStatus::NotRun } else { ExitStatus::Nonconforming }
}
