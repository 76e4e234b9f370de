//! Records as they come, and who takes them.

use std::borrow::Cow;

use verbale_core::diagnostic::Diagnostic;
use verbale_core::dossier::Dossier;

/// One record of a dataset: the part of the dossier that it becomes, or why it becomes none.
#[derive(Debug)]
pub struct Record<'r> {
    /// Line of the file on which it begins, from 1.
    pub line: usize,
    /// The record's id, as far as it has one.
    pub id: Option<&'r str>,
    /// The record as it stands in the file; what is no UTF-8 is replaced, what is too long is left out.
    pub text: Cow<'r, str>,
    /// The part, with one fact in it; or the finding that refuses the record, with its place in [`Record::text`].
    pub part: Result<Dossier<'r>, Box<Diagnostic>>,
}

/// Takes records one after the other.
pub type Take<'t, E> = &'t mut dyn FnMut(Record<'_>) -> Result<(), E>;

/// The finding that refuses a record.
pub(crate) type Refusal = Box<Diagnostic>;

/// Says of a record that is there twice what can be done.
pub(crate) fn repeated(fault: Refusal) -> Refusal {
    Box::new((*fault).help("the first one is taken; give the other one an id of its own, or leave it out"))
}
