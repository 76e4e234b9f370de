//! The way of a dossier: read, resolve, describe, write. This is where to start reading.

use std::path::Path;

use verbale_core::describe::{Item, describe};
use verbale_core::diagnostic::{Diagnostic, Diagnostics};
use verbale_core::dossier::{Dossier, read, tree::Tree};
use verbale_core::resolve::resolve;

use crate::error::Error;
use crate::input::Record;
use crate::report::Reporter;
use crate::surroundings::Opener;

/// Takes one dossier from its text to the writer. `admit` may object to it as one of many. The findings come back;
/// where one is an error, nothing has been written.
pub(crate) fn export(
    record: &Record<'_>,
    folder: &Path,
    opener: &mut Opener<'_>,
    reporter: &mut Reporter,
    admit: impl FnOnce(&Dossier<'_>, &Tree<'_>) -> Result<(), Box<Diagnostic>>,
    write: &mut dyn FnMut(&str, Item<'_>) -> Result<(), Error>,
) -> Result<Diagnostics, Error> {
    let reading = read(&record.text, record.syntax, record.first_line);
    let (Some(tree), Some(dossier)) = (reading.tree, reading.dossier) else { return Ok(reading.diagnostics) };
    let mut findings = reading.diagnostics;
    let opened = opener.open(&dossier, folder, &mut findings, reporter);
    let (resolved, found) = resolve(&dossier, &opened.surroundings(opener.base()));
    findings.extend(opened.sifted(found));
    admit(&dossier, &tree).unwrap_or_else(|finding| findings.push(*finding));
    findings.place(&tree);
    match resolved {
        Some(resolved) if !findings.has_errors() => describe(&resolved, &mut |item| write(&dossier.id, item))?,
        _ => {}
    }
    Ok(findings)
}
