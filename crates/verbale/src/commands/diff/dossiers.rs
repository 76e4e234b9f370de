//! The dossiers of one side: checked as for an export, then described.

use std::collections::BTreeMap;

use verbale_core::describe::{Item, describe};
use verbale_core::diagnostic::Diagnostics;

use super::build::build;
use super::git::Checkout;
use super::graph::Graph;
use super::outlet::{Message, Outlet};
use crate::error::Error;
use crate::input::{Input, Limits, Record, Sieve, Sifted, each_record};
use crate::others::Others;
use crate::pipeline::{self, Arrival};
use crate::surroundings::Opener;

/// Reads dossiers one by one. Those that come in parts are kept until the last input.
pub(super) struct Reader<'r, 'a> {
    pub(super) opener: Opener<'a>,
    pub(super) checkout: Option<&'r mut Checkout>,
    pub(super) outlet: &'r mut Outlet,
    others: Others,
    parts: BTreeMap<String, Graph>,
}

impl<'r, 'a> Reader<'r, 'a> {
    pub(super) fn new(opener: Opener<'a>, checkout: Option<&'r mut Checkout>, outlet: &'r mut Outlet) -> Self {
        Self { opener, checkout, outlet, others: Others::default(), parts: BTreeMap::new() }
    }

    /// Reads the dossiers of one input.
    pub(super) fn read(&mut self, input: &Input) -> Result<(), Error> {
        let mut sieve = Sieve::new(input);
        each_record(input, Limits::default(), &mut |mut record| {
            match sieve.sift(|| record.is_dossier()) {
                Sifted::Taken => {}
                Sifted::PassedOver(note) => {
                    self.outlet.note(&note);
                    return Ok(());
                }
                Sifted::Left => return Ok(()),
            }
            match record.fault.take() {
                Some(fault) => {
                    let mut findings = Diagnostics::new();
                    findings.push(fault);
                    self.outlet.findings(&input.portable_name(), &record.text, findings);
                    Ok(())
                }
                None => self.record(input, &record),
            }
        })
    }

    fn record(&mut self, input: &Input, record: &Record<'_>) -> Result<(), Error> {
        if let Some(checkout) = &mut self.checkout {
            take_out(checkout, input, record)?;
        }
        let Self { opener, outlet, others, parts, .. } = self;
        let mut listener = outlet.clone();
        pipeline::arrive((input, record), opener, others, &mut listener, |arrival, others| {
            let Arrival { dossier, resolved, findings, .. } = arrival;
            let (Some(dossier), Some(resolved)) = (dossier, resolved) else {
                outlet.findings(&input.portable_name(), &record.text, findings);
                return Ok(());
            };
            let iri = resolved.dossier_iri().to_owned();
            let mut graph = if dossier.part.is_some() {
                others.remember(dossier, resolved);
                parts.remove(&iri).unwrap_or_default()
            } else {
                Graph::default()
            };
            describe(resolved, &mut |item| match item {
                Item::Triple(triple) => graph.describe(triple),
                _ => Ok(()),
            })?;
            if dossier.part.is_some() {
                parts.insert(iri, graph);
            } else {
                outlet.send(Message::Dossier(Box::new(build(&iri, &graph))));
            }
            Ok(())
        })
    }

    /// Hands on what came in parts.
    pub(super) fn finish(self) {
        for (iri, graph) in self.parts {
            self.outlet.send(Message::Dossier(Box::new(build(&iri, &graph))));
        }
    }
}

/// Takes the files that a dossier names out of the revision that it stands in.
fn take_out(checkout: &mut Checkout, input: &Input, record: &Record<'_>) -> Result<(), Error> {
    let Some(dossier) = verbale_core::dossier::read(&record.text, record.syntax, record.first_line).dossier else {
        return Ok(());
    };
    pipeline::files(&dossier).iter().try_for_each(|file| checkout.take_named(&input.folder(), file))
}
