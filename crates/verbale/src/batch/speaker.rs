//! Who speaks while a batch runs: beside the progress bar, and of refused records apart where they do not decide the end.

use verbale_core::diagnostic::Diagnostics;

use super::Progress;
use crate::error::Error;
use crate::report::{Listener, Reporter, Subject};

/// Says what a run has to say, and moves its bar.
pub(crate) struct Speaker<'r> {
    reporter: &'r mut Reporter,
    /// Who speaks of refused records, where they do not decide how the run ends.
    refusals: Option<Reporter>,
    progress: Progress,
}

impl<'r> Speaker<'r> {
    /// Speaks through a reporter; with `exit_zero` refused records leave its verdict as it is.
    pub(crate) fn new(reporter: &'r mut Reporter, exit_zero: bool, progress: Progress) -> Self {
        Self { reporter, refusals: exit_zero.then(Reporter::to_stderr), progress }
    }

    /// So many more bytes were read.
    pub(crate) fn advance(&self, bytes: usize) {
        self.progress.advance(bytes);
    }

    /// Says something worth knowing that is no fault.
    pub(crate) fn note(&mut self, note: &str) {
        self.progress.aside(|| self.reporter.note(note));
    }

    /// Says what could not be done.
    pub(crate) fn error(&mut self, error: &Error) {
        self.progress.aside(|| self.reporter.error(error));
    }

    /// Says one line.
    pub(crate) fn line(&mut self, line: &str) {
        self.progress.aside(|| self.reporter.line(line));
    }

    /// Takes the bar away for good: the records are done.
    pub(crate) fn records_end(&mut self) {
        self.progress = Progress::silent();
    }

    /// Sums up the refused records, where they were spoken of apart. How that ends is what `--exit-zero` leaves aside.
    pub(crate) fn close(self) {
        if let Some(refusals) = self.refusals {
            refusals.close();
        }
    }
}

impl Listener for Speaker<'_> {
    fn findings(&mut self, subject: Subject<'_>, findings: Diagnostics) {
        if !findings.is_empty() {
            let reporter = self.refusals.as_mut().unwrap_or(self.reporter);
            self.progress.aside(|| reporter.findings(subject, findings));
        }
    }
}
