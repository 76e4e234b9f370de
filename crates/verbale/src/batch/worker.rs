//! One of several who work on records: what it does depends on the record alone.

use verbale_core::diagnostic::Diagnostics;

use super::chunk::{Chunk, Outcome};
use crate::destination::Pen;
use crate::error::Error;
use crate::input::{Input, Limits, Raw};
use crate::pipeline::{self, Passage};
use crate::report::{Listener, Subject};
use crate::surroundings::Opener;

/// Works on chunks of records.
pub(crate) struct Worker<'a> {
    inputs: &'a [Input],
    limits: Limits,
    opener: Opener<'a>,
    pen: Pen,
}

impl<'a> Worker<'a> {
    /// A worker on records of these inputs.
    pub(crate) fn new(inputs: &'a [Input], limits: Limits, opener: Opener<'a>, pen: Pen) -> Self {
        Self { inputs, limits, opener, pen }
    }

    /// Works on all records of a chunk.
    pub(crate) fn work(&mut self, chunk: &mut Chunk) {
        let (mut written, mut outcomes) = (std::mem::take(&mut chunk.written), std::mem::take(&mut chunk.outcomes));
        for (input, raw) in chunk.records() {
            let start = written.len();
            // What fails here fails again in its turn, and is reported then.
            if let Ok(Some(passage)) = self.record(input, raw, &mut written) {
                outcomes.push(Outcome::Done(Box::new(passage), written.len()));
            } else {
                written.truncate(start);
                outcomes.push(Outcome::InTurn);
            }
        }
        (chunk.written, chunk.outcomes) = (written, outcomes);
    }

    /// Works on a record; `None` if that must be done in its turn.
    fn record(&mut self, input: usize, raw: Raw<'_>, written: &mut Vec<u8>) -> Result<Option<Passage>, Error> {
        let mut record = raw.decode(self.limits);
        if let Some(fault) = record.fault.take() {
            return Ok(Some(Passage::of_fault(fault)));
        }
        let mut heard = Heard(false);
        let Self { inputs, opener, pen, .. } = self;
        let passage =
            pipeline::export_alone((&inputs[input], &record), opener, &mut heard, &mut |id, item| pen.write(id, item));
        let taken = pen.take(written);
        let passage = passage?;
        taken?;
        Ok(passage.filter(|_| !heard.0))
    }
}

/// Hears whether there is something to say of what dossiers are read with. It is said in the record's turn.
struct Heard(bool);

impl Listener for Heard {
    fn findings(&mut self, _: Subject<'_>, findings: Diagnostics) {
        self.0 |= !findings.is_empty();
    }
}
