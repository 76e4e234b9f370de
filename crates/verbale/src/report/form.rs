//! What every form of report is told: what was checked, what was found, how the run ended.

use std::io::{self, Write};
use std::time::Duration;

use super::{Finding, Subject};

/// A dossier, a part of one, or an RDF file, after its check.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit<'a> {
    /// Its file: the path as typed or found, `/` between its steps, and the text that places count in. The text is empty
    /// where it is not at hand.
    pub(crate) subject: Subject<'a>,
    /// The dossier's id; `None` for RDF files and for dossiers without a readable id.
    pub(crate) record: Option<&'a str>,
    /// The line of the file on which it begins, from 1.
    pub(crate) line: usize,
    /// Whether it is one of several in its file (JSON Lines).
    pub(crate) in_batch: bool,
}

/// Counts over the whole run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Run {
    /// Errors and violations.
    pub(crate) errors: usize,
    /// Warnings.
    pub(crate) warnings: usize,
    /// Notes.
    pub(crate) notes: usize,
    /// How many of all these were passed on to the reports.
    pub(crate) shown: usize,
    /// How many units were checked.
    pub(crate) units: usize,
    /// How long it took.
    pub(crate) elapsed: Duration,
}

/// A form of report. Units come in the order of the inputs, each with the findings that are shown of it; those past the
/// limit are in the counts of [`Run`] only, so what a report keeps until its end is bounded.
pub(crate) trait Report {
    /// A unit has been checked; `findings` are in the order of their places, and may be none.
    fn checked(&mut self, out: &mut dyn Write, unit: &Unit<'_>, findings: &[Finding]) -> io::Result<()>;

    /// The run is over: writes what is left.
    fn finish(&mut self, out: &mut dyn Write, run: &Run) -> io::Result<()>;
}
