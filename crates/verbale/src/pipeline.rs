//! The way of a dossier: read, resolve, describe, write. This is where to start reading.

use verbale_core::describe::Item;
use verbale_core::diagnostic::Diagnostics;
use verbale_core::dossier::{hint_at_quotes, read};
use verbale_core::resolve::resolve;

use crate::error::Error;
use crate::input::{Input, Record};
use crate::others::Others;
use crate::report::Reporter;
use crate::surroundings::Opener;

/// Takes one dossier from its text to the writer. The findings come back; where one is an error, nothing has been
/// written.
pub(crate) fn export(
    (input, record): (&Input, &Record<'_>),
    opener: &mut Opener<'_>,
    others: &mut Others,
    reporter: &mut Reporter,
    write: &mut dyn FnMut(&str, Item<'_>) -> Result<(), Error>,
) -> Result<Diagnostics, Error> {
    let reading = read(&record.text, record.syntax, record.first_line);
    let (Some(tree), Some(dossier)) = (reading.tree, reading.dossier) else { return Ok(reading.diagnostics) };
    let mut findings = reading.diagnostics;
    let opened = opener.open(&dossier, &input.folder(), &mut findings, reporter);
    let (resolved, found) = resolve(&dossier, &opened.surroundings(opener.base()));
    findings.extend(opened.sifted(found));
    findings.extend(others.check(&dossier, &tree, resolved.as_ref(), input));
    findings.place(&tree);
    hint_at_quotes(&tree, opened.source_text(), &mut findings);
    match resolved {
        Some(resolved) if !findings.has_errors() => {
            others.describe(&dossier, &resolved, &mut |item| write(&dossier.id, item))?;
        }
        _ => {}
    }
    Ok(findings)
}
