//! The way of a dossier: read, resolve, describe, write. This is where to start reading.

use verbale_core::describe::Item;
use verbale_core::diagnostic::Diagnostics;
use verbale_core::dossier::tree::Tree;
use verbale_core::dossier::{Dossier, hint_at_quotes, read};
use verbale_core::resolve::{Resolved, resolve};

use crate::error::Error;
use crate::input::{Input, Record};
use crate::others::Others;
use crate::report::Listener;
use crate::surroundings::Opener;

/// A dossier that has been read and resolved, as far as its faults let it.
pub(crate) struct Arrival<'a, 'd> {
    /// The file as a tree; none where it is no YAML or JSON.
    pub(crate) tree: Option<&'a Tree<'d>>,
    /// The dossier; none where it is no dossier.
    pub(crate) dossier: Option<&'a Dossier<'d>>,
    /// Its facts; none where a finding is an error.
    pub(crate) resolved: Option<&'a Resolved<'a>>,
    /// What was found.
    pub(crate) findings: Diagnostics,
}

/// Takes one dossier from its text to facts that can be described, and hands it on.
pub(crate) fn arrive<R>(
    (input, record): (&Input, &Record<'_>),
    opener: &mut Opener<'_>,
    others: &mut Others,
    listener: &mut dyn Listener,
    hand_on: impl FnOnce(Arrival<'_, '_>, &mut Others) -> Result<R, Error>,
) -> Result<R, Error> {
    let reading = read(&record.text, record.syntax, record.first_line);
    let mut findings = reading.diagnostics;
    let (Some(tree), Some(dossier)) = (&reading.tree, &reading.dossier) else {
        return hand_on(Arrival { tree: reading.tree.as_ref(), dossier: None, resolved: None, findings }, others);
    };
    let opened = opener.open(dossier, &input.folder(), &mut findings, listener);
    let (resolved, found) = resolve(dossier, &opened.surroundings(opener.base()));
    findings.extend(opened.sifted(found));
    findings.extend(others.check(dossier, tree, resolved.as_ref(), input));
    findings.place(tree);
    hint_at_quotes(tree, opened.source_text(), &mut findings);
    let resolved = resolved.as_ref().filter(|_| !findings.has_errors());
    hand_on(Arrival { tree: Some(tree), dossier: Some(dossier), resolved, findings }, others)
}

/// Takes one dossier from its text to the writer. The findings come back; where one is an error, nothing has been
/// written.
pub(crate) fn export(
    arriving: (&Input, &Record<'_>),
    opener: &mut Opener<'_>,
    others: &mut Others,
    listener: &mut dyn Listener,
    write: &mut dyn FnMut(&str, Item<'_>) -> Result<(), Error>,
) -> Result<Diagnostics, Error> {
    arrive(arriving, opener, others, listener, |arrival, others| {
        if let (Some(dossier), Some(resolved)) = (arrival.dossier, arrival.resolved) {
            others.describe(dossier, resolved, &mut |item| write(&dossier.id, item))?;
        }
        Ok(arrival.findings)
    })
}
