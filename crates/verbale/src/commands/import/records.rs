//! The records of a run: resolved, written, accounted for.

use verbale_core::diagnostic::{Diagnostics, Severity};
use verbale_core::position::Place;
use verbale_core::resolve::{Surroundings, resolve};
use verbale_import::{Dataset, Record, read};

use super::sink::Sink;
use crate::args::{ImportArgs, OnError};
use crate::batch::{Rejects, STOPPED, Speaker, Tally};
use crate::error::Error;
use crate::input::{Input, at, open};
use crate::report::{Finding, Listener, Subject, Unit};

/// One run over one or more files.
pub(super) struct Import<'a, 'r> {
    pub(super) args: &'a ImportArgs,
    pub(super) sink: Sink,
    pub(super) speaker: Speaker<'r>,
    pub(super) tally: Tally,
    pub(super) rejects: Rejects,
    /// Records so far, those of other shards included.
    pub(super) number: u64,
}

/// Why the records of a file are not read further.
enum Halt {
    Reading(verbale_import::Error),
    Run(Error),
}

impl From<verbale_import::Error> for Halt {
    fn from(cause: verbale_import::Error) -> Self {
        Self::Reading(cause)
    }
}

impl Import<'_, '_> {
    /// Reads a file. One that cannot be read is reported, and the others are still read.
    pub(super) fn file(&mut self, input: &Input, dataset: &Dataset) -> Result<(), Error> {
        self.sink.begin();
        let before = self.number;
        let outcome = open(input).map_err(Halt::Run).and_then(|mut reader| {
            read(dataset, &mut *reader, &mut |record| self.record(input, record).map_err(Halt::Run))
        });
        let error = match outcome {
            Ok(()) if self.number == before => {
                self.speaker.note(&format!("{} is empty", input.name()));
                return Ok(());
            }
            Ok(()) => return Ok(()),
            Err(Halt::Run(error)) => error,
            Err(Halt::Reading(verbale_import::Error::Read(cause))) => Error::Read(input.name(), cause),
            Err(Halt::Reading(cause)) => Error::Dataset(input.name(), cause),
        };
        if error.ends_the_run() {
            return Err(error);
        }
        self.stop()?;
        self.speaker.error(&error);
        Ok(())
    }

    fn record(&mut self, input: &Input, record: Record<'_>) -> Result<(), Error> {
        let number = self.number;
        self.number += 1;
        self.speaker.advance(record.text.len() + 1);
        if !self.args.shard.is_none_or(|shard| shard.has(number)) {
            return Ok(());
        }
        let Record { line, id, text, part } = record;
        let mut findings = Diagnostics::new();
        let (mut facts, mut quads) = (0, None);
        match part {
            Err(fault) => findings.push(*fault),
            Ok(part) => {
                facts = part.facts.list.len() as u64;
                let (resolved, found) = resolve(&part, &Surroundings::default());
                findings = placed(found, &text, line);
                if let Some(resolved) = resolved.filter(|_| !findings.has_errors() && self.sink.is_open()) {
                    quads = Some(self.sink.write(&resolved)?);
                }
            }
        }
        let fault = findings.iter().find(|finding| finding.severity() == Severity::Error);
        let code = fault.map(|finding| finding.check.code());
        match (code, quads) {
            (Some(code), _) => self.refused(code, facts)?,
            (None, Some(quads)) => self.tally.written(facts, quads),
            (None, None) => self.tally.refused(STOPPED, facts),
        }
        if findings.is_empty() {
            return Ok(());
        }
        let (name, portable) = (input.name(), input.portable_name());
        if code.is_some() {
            let subject = Subject { name: &portable, text: &text };
            let found: Vec<_> = findings.iter().cloned().map(Finding::from).collect();
            self.rejects.write(&Unit { subject, record: id, line, in_batch: true }, &found)?;
        }
        self.speaker.findings(Subject { name: &name, text: &text }, findings);
        Ok(())
    }

    fn refused(&mut self, code: &str, facts: u64) -> Result<(), Error> {
        self.tally.refused(code, facts);
        if self.args.on_error == OnError::Stop { self.stop() } else { Ok(()) }
    }

    /// Nothing more is written, and a file stays as it was.
    fn stop(&mut self) -> Result<(), Error> {
        if !self.sink.is_open() {
            return Ok(());
        }
        if !self.sink.keeps_what_was_written() {
            self.tally.take_back();
        }
        self.sink.refuse()
    }

    /// Ends the outputs; files take their names. Gives the account.
    pub(super) fn finish(self) -> Result<(), Error> {
        let Self { sink, mut tally, rejects, mut speaker, args, .. } = self;
        speaker.records_end();
        tally.output(sink.finish()?);
        if args.summary.is_some() || rejects.wanted() || args.on_error == OnError::Skip {
            speaker.line(&tally.line());
        }
        rejects.keep()?;
        speaker.close();
        args.summary.as_deref().map_or(Ok(()), |path| tally.write(path))
    }
}

/// Findings about a part, placed on the value that they are about where it stands in the record, else on the record:
/// their pointers lead into the dossier, which nobody wrote.
fn placed(findings: Diagnostics, text: &str, line: usize) -> Diagnostics {
    let mut placed = Diagnostics::new();
    for finding in findings {
        let value = finding.value.as_deref().filter(|value| !value.is_empty());
        let found = value.and_then(|value| text.find(value).map(|start| start..start + value.len()));
        let bytes = found.unwrap_or(0..text.len());
        placed.push(finding.at(Place { start: at(line, &text[..bytes.start]), end: at(line, &text[..bytes.end]) }));
    }
    placed
}
