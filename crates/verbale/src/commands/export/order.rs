//! What must be done in the order of the inputs: ids, parts, messages, the output and the account.

use std::ops::Range;

use verbale_core::diagnostic::{Diagnostics, Severity};

use super::Made;
use crate::args::OnError;
use crate::batch::{Chunk, Crew, Options, Outcome, Rejects, STOPPED, Speaker, State, Tally, fingerprint};
use crate::destination::Destination;
use crate::error::Error;
use crate::input::{Input, Limits, Raw, Sieve, Sifted, each_raw};
use crate::others::Others;
use crate::pipeline::{self, Passage};
use crate::report::{Finding, Listener, Subject, Unit};
use crate::surroundings::Opener;

/// A record of more bytes is not handed to a worker: it is written as it is described, and never held as a whole.
const LARGE: usize = 1 << 20;

/// Characters of a record without an id that a message shows.
const BEGINNING: usize = 80;

/// One run over many inputs.
pub(super) struct Export<'a, 'r> {
    pub(super) limits: Limits,
    pub(super) options: &'a Options,
    pub(super) opener: Opener<'a>,
    pub(super) destination: Destination,
    pub(super) others: Others,
    pub(super) speaker: Speaker<'r>,
    pub(super) tally: Tally,
    pub(super) rejects: Rejects,
    pub(super) state: Option<State>,
    /// Records so far, those of other shards included.
    pub(super) number: u64,
    /// Workers, where there are several.
    pub(super) crew: Option<Crew>,
    /// The records that go to them next.
    pub(super) chunk: Option<Chunk>,
}

impl Export<'_, '_> {
    /// Reads all inputs.
    pub(super) fn inputs(&mut self, inputs: &[Input]) -> Result<(), Error> {
        for at in 0..inputs.len() {
            let read = self.input(inputs, at);
            if read.as_ref().is_err_and(Error::ends_the_run) {
                return read;
            }
            if let Err(error) = read {
                self.catch_up(inputs)?;
                self.fail(error)?;
            }
        }
        self.catch_up(inputs)
    }

    /// Reads all records of an input.
    fn input(&mut self, inputs: &[Input], at: usize) -> Result<(), Error> {
        let input = &inputs[at];
        let mut sieve = Sieve::new(input);
        each_raw(input, self.limits, &mut |raw| {
            self.speaker.advance(raw.bytes.len() + 1);
            match sieve.sift(|| raw.decode(self.limits).is_dossier()) {
                Sifted::Taken if self.is_ours() => return self.take(inputs, at, raw),
                Sifted::PassedOver(note) => {
                    self.catch_up(inputs)?;
                    self.speaker.note(&note);
                }
                Sifted::Taken | Sifted::Left => {}
            }
            Ok(())
        })?;
        if let Some(note) = sieve.emptiness() {
            self.catch_up(inputs)?;
            self.speaker.note(&note);
        }
        Ok(())
    }

    /// Counts a record, and says whether it is in the shard.
    fn is_ours(&mut self) -> bool {
        let number = self.number;
        self.number += 1;
        self.options.shard.is_none_or(|shard| shard.has(number))
    }

    /// Takes a record: to the workers, or in its turn.
    fn take(&mut self, inputs: &[Input], at: usize, raw: Raw<'_>) -> Result<(), Error> {
        if self.is_unchanged(inputs, at, raw)? {
            return Ok(());
        }
        let Some(crew) = &mut self.crew else { return self.in_turn(&inputs[at], raw) };
        if raw.bytes.len() > LARGE {
            self.catch_up(inputs)?;
            return self.in_turn(&inputs[at], raw);
        }
        let chunk = self.chunk.get_or_insert_with(|| crew.chunk());
        chunk.push(at, raw);
        if chunk.is_full() { self.hand_over(inputs) } else { Ok(()) }
    }

    /// Hands the records to the workers, and takes results where these have enough to do.
    fn hand_over(&mut self, inputs: &[Input]) -> Result<(), Error> {
        let (Some(crew), Some(chunk)) = (&mut self.crew, self.chunk.take()) else { return Ok(()) };
        crew.hand(chunk)?;
        while self.crew.as_ref().is_some_and(Crew::is_busy) {
            self.settle(inputs)?;
        }
        Ok(())
    }

    /// Waits until all records that were taken are done.
    fn catch_up(&mut self, inputs: &[Input]) -> Result<(), Error> {
        if self.chunk.is_some() {
            self.hand_over(inputs)?;
        }
        while self.settle(inputs)? {}
        Ok(())
    }

    /// Settles the next chunk that comes from the workers; says whether there was one.
    fn settle(&mut self, inputs: &[Input]) -> Result<bool, Error> {
        let Some(crew) = &mut self.crew else { return Ok(false) };
        let Some(mut chunk) = crew.next()? else { return Ok(false) };
        let outcomes = std::mem::take(&mut chunk.outcomes);
        // What was written and has not gone out yet.
        let mut run = 0..0;
        for ((at, raw), outcome) in chunk.records().zip(outcomes) {
            let input = &inputs[at];
            match outcome {
                Outcome::Done(passage, end) if self.is_new(&passage, input, raw) => {
                    run.end = end;
                    if self.destination.is_by_dossier() || !passage.findings.is_empty() {
                        self.put(passage.id.as_deref(), &chunk, &mut run)?;
                    }
                    self.account(input, raw, *passage)?;
                }
                other => {
                    self.put(None, &chunk, &mut run)?;
                    if let Outcome::Done(_, end) = other {
                        run = end..end;
                    }
                    self.in_turn(input, raw)?;
                }
            }
        }
        self.put(None, &chunk, &mut run)?;
        if let Some(crew) = &mut self.crew {
            crew.recycle(chunk);
        }
        Ok(true)
    }

    /// Whether a dossier that a worker has done is not one of several with its id.
    fn is_new(&mut self, passage: &Passage, input: &Input, raw: Raw<'_>) -> bool {
        match &passage.id {
            Some(id) if passage.named => self.others.is_new(id, input, raw.first_line),
            _ => true,
        }
    }

    /// Puts out what a worker has written.
    fn put(&mut self, id: Option<&str>, chunk: &Chunk, run: &mut Range<usize>) -> Result<(), Error> {
        if run.start < run.end {
            self.destination.put(id.unwrap_or_default(), &chunk.written[run.clone()])?;
            run.start = run.end;
        }
        Ok(())
    }

    /// Does all of a record here and now.
    fn in_turn(&mut self, input: &Input, raw: Raw<'_>) -> Result<(), Error> {
        let mut record = raw.decode(self.limits);
        let passage = if let Some(fault) = record.fault.take() {
            Passage::of_fault(fault)
        } else {
            let Self { opener, destination, others, speaker, .. } = self;
            pipeline::export((input, &record), opener, others, speaker, &mut |id, item| destination.write(id, item))?
        };
        self.account(input, raw, passage)
    }

    /// Enters a record into the account, and says what was found.
    fn account(&mut self, input: &Input, raw: Raw<'_>, passage: Passage) -> Result<(), Error> {
        let fault = passage.findings.iter().find(|finding| finding.severity() == Severity::Error);
        if let Some(code) = fault.map(|finding| finding.check.code()) {
            self.tally.refused(code, passage.facts);
            if self.options.on_error == OnError::Stop {
                self.stop()?;
            }
            self.reject(input, raw, &passage)?;
        } else if self.destination.is_open() {
            self.tally.written(passage.facts, passage.quads);
            self.remember(input, raw, &passage);
        } else {
            self.tally.refused(STOPPED, passage.facts);
        }
        if !passage.findings.is_empty() {
            let (name, record) = (input.name(), raw.decode(self.limits));
            let findings = if input.is_batch() { with_record(passage, raw) } else { passage.findings };
            self.speaker.findings(Subject { name: &name, text: &record.text }, findings);
        }
        Ok(())
    }

    /// Keeps a refused record for those who mend it.
    fn reject(&mut self, input: &Input, raw: Raw<'_>, passage: &Passage) -> Result<(), Error> {
        if let Some(state) = &mut self.state {
            state.refused(passage.id.as_deref(), input);
        }
        if !self.rejects.wanted() {
            return Ok(());
        }
        let (name, record) = (input.portable_name(), raw.decode(self.limits));
        let subject = Subject { name: &name, text: &record.text };
        let id = passage.id.as_deref();
        let unit = Unit { subject, record: id, line: raw.first_line, in_batch: input.is_batch() };
        let findings: Vec<_> = passage.findings.iter().cloned().map(Finding::from).collect();
        self.rejects.write(&unit, &findings)
    }

    /// Passes over a record whose dossier need not be made again.
    fn is_unchanged(&mut self, inputs: &[Input], at: usize, raw: Raw<'_>) -> Result<bool, Error> {
        let input = &inputs[at];
        let known = self.state.as_ref().and_then(|state| state.unchanged(input, raw));
        let Some(id) = known.map(str::to_owned) else { return Ok(false) };
        self.catch_up(inputs)?;
        let unchanged = self.others.is_new(&id, input, raw.first_line);
        if let Some(state) = self.state.as_mut().filter(|_| unchanged) {
            state.keep_as_it_was(&id);
            self.tally.unchanged();
        }
        Ok(unchanged)
    }

    /// Notes what a dossier was made from.
    fn remember(&mut self, input: &Input, raw: Raw<'_>, passage: &Passage) {
        let (Some(state), Some(id)) = (&mut self.state, &passage.id) else { return };
        let output = self.destination.file_name(id);
        if passage.part {
            state.made_in_parts(id, input, output);
        } else {
            state.made(id, input, raw, &passage.files, output);
        }
    }

    /// Reports an input that could not be read, and goes on with the next; an output that fails ends the run.
    pub(super) fn fail(&mut self, error: Error) -> Result<(), Error> {
        if error.ends_the_run() {
            return Err(error);
        }
        self.stop()?;
        self.speaker.error(&error);
        Ok(())
    }

    /// Nothing more is written, and files stay as they were.
    fn stop(&mut self) -> Result<(), Error> {
        if !self.destination.is_open() {
            return Ok(());
        }
        if !self.destination.keeps_what_was_written() {
            self.tally.take_back();
        }
        self.destination.refuse()
    }

    /// Ends the outputs; files take their names. Gives the account.
    pub(super) fn finish(self) -> Result<Made, Error> {
        let Self { destination, mut tally, rejects, mut speaker, state, options, .. } = self;
        speaker.records_end();
        let stands = destination.is_open();
        tally.output(destination.finish()?);
        let accounted = options.summary.is_some() || rejects.wanted() || options.on_error == OnError::Skip;
        if accounted || state.is_some() {
            speaker.line(&tally.line());
        }
        if let Some(state) = state.filter(|_| stands) {
            for (id, file) in state.gone() {
                speaker.note(&format!("the dossier {id} is gone; its file {file} is still there"));
            }
            state.keep()?;
        }
        rejects.keep()?;
        speaker.close();
        options.summary.as_deref().map_or(Ok(()), |path| tally.write(path))?;
        Ok(Made { tally, stands })
    }
}

/// The findings, each with the name of its record: where a batch is worked on in pieces, the line says little.
fn with_record(passage: Passage, raw: Raw<'_>) -> Diagnostics {
    let record = if let Some(id) = &passage.id {
        format!("`{id}`")
    } else {
        let beginning: String = String::from_utf8_lossy(raw.bytes).chars().take(BEGINNING).collect();
        format!("{} that begins with `{beginning}`", &fingerprint(raw.bytes)[..12])
    };
    let mut named = Diagnostics::new();
    for mut finding in passage.findings {
        finding.message.extend([", in the record ", &record]);
        named.push(finding);
    }
    named
}
