//! Dossiers one after the other, for verbs that read them and write no graph of theirs.

use verbale_core::diagnostic::Diagnostics;
use verbale_core::dossier::Dossier;
use verbale_core::resolve::Resolved;

use crate::batch::Speaker;
use crate::error::Error;
use crate::input::{Input, Limits, Record, Sieve, Sifted, each_record};
use crate::others::Others;
use crate::pipeline;
use crate::report::{Listener, Subject};
use crate::surroundings::Opener;

/// Takes a dossier without errors.
pub(crate) type Take<'t> = dyn FnMut(&Dossier<'_>, &Resolved<'_>, &mut Others) -> Result<(), Error> + 't;

/// How many dossiers there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Walked {
    /// Without errors.
    pub(crate) taken: u64,
    /// With one.
    pub(crate) refused: u64,
}

/// What dossiers are read with, and what was met of them.
pub(crate) struct Walk<'a> {
    opener: Opener<'a>,
    others: Others,
    /// The dossiers so far.
    pub(crate) walked: Walked,
}

impl<'a> Walk<'a> {
    /// Begins a run.
    pub(crate) fn new(opener: Opener<'a>) -> Self {
        Self { opener, others: Others::default(), walked: Walked::default() }
    }

    /// Reads every dossier of an input, says what was found in each, and hands on those without errors. A file that was
    /// found in a folder and is no dossier is passed over with a note.
    pub(crate) fn input(&mut self, input: &Input, speaker: &mut Speaker<'_>, take: &mut Take<'_>) -> Result<(), Error> {
        let mut sieve = Sieve::new(input);
        each_record(input, Limits::default(), &mut |record| {
            speaker.advance(record.text.len() + 1);
            match sieve.sift(|| record.is_dossier()) {
                Sifted::Taken => return self.record(input, record, speaker, take),
                Sifted::PassedOver(note) => speaker.note(&note),
                Sifted::Left => {}
            }
            Ok(())
        })?;
        if let Some(note) = sieve.emptiness() {
            speaker.note(&note);
        }
        Ok(())
    }

    fn record(
        &mut self,
        input: &Input,
        mut record: Record<'_>,
        speaker: &mut Speaker<'_>,
        take: &mut Take<'_>,
    ) -> Result<(), Error> {
        let mut findings = Diagnostics::new();
        if let Some(fault) = record.fault.take() {
            findings.push(fault);
        } else {
            let Self { opener, others, .. } = self;
            findings = pipeline::arrive((input, &record), opener, others, speaker, |arrival, others| {
                if let (Some(dossier), Some(resolved)) = (arrival.dossier, arrival.resolved) {
                    take(dossier, resolved, others)?;
                }
                Ok(arrival.findings)
            })?;
        }
        if findings.has_errors() {
            self.walked.refused += 1;
        } else {
            self.walked.taken += 1;
        }
        speaker.findings(Subject { name: &input.name(), text: &record.text }, findings);
        Ok(())
    }
}
