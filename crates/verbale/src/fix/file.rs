//! The file of an input, written anew with its fixes.

use super::Error;
use crate::input::Input;
use crate::report::Finding;

/// What is to be mended in one input, record by record.
#[derive(Debug, Default)]
pub(crate) struct Mending {}

/// What becomes of the mended text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// The file is replaced.
    Write,
    /// The file stays; only the diff is made (`--dry-run`).
    Show,
}

/// What was mended.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Mended {
    /// Fixes that were made, or would be.
    pub(crate) made: usize,
    /// Fixes that were left out, since the file would not read as meant with them.
    pub(crate) left: usize,
    /// The changes as a unified diff, control characters visible; empty where nothing changes.
    pub(crate) diff: String,
}

impl Mending {
    /// Whether there is nothing to mend.
    pub(crate) fn is_empty(&self) -> bool {
        true
    }

    /// Keeps the fixes among the findings of a record: `text` and `first_line` are the record's.
    pub(crate) fn add(&mut self, _text: &str, _first_line: usize, _findings: &[Finding]) {}
}

/// Mends the file of an input. Call it when the whole input has been checked; the file is read again, and refused if a
/// record with a fix is no longer what was checked.
pub(crate) fn mend(_input: &Input, _mending: &Mending, _manner: Manner) -> Result<Mended, Error> {
    Ok(Mended::default())
}
