//! Neighbouring records on their way through a worker and back.

use std::ops::Range;

use verbale_core::dossier::tree::Syntax;

use crate::input::Raw;
use crate::pipeline::Passage;

/// Bytes of records that a chunk has, more or less: enough that handing it over costs nothing, and few enough that
/// several fit into a processor's cache.
const BYTES: usize = 128 << 10;

/// Bytes of a buffer that are kept for the next chunk; a larger one is given back.
const KEPT: usize = 4 << 20;

/// Records, and what became of them.
#[derive(Debug, Default)]
pub(crate) struct Chunk {
    bytes: Vec<u8>,
    slots: Vec<Slot>,
    /// What the worker wrote, one record after the other.
    pub(crate) written: Vec<u8>,
    /// What became of each record, in their order.
    pub(crate) outcomes: Vec<Outcome>,
}

/// A record of a chunk.
#[derive(Debug)]
struct Slot {
    input: usize,
    bytes: Range<usize>,
    syntax: Syntax,
    first_line: usize,
}

/// What became of a record.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// It is done, but for what depends on the records before it. The bytes of it in [`Chunk::written`] end here.
    Done(Box<Passage>, usize),
    /// It must be done in its turn: it is a part of a dossier, or there is something to say that is said once a run.
    InTurn,
}

impl Chunk {
    /// Takes a record of the input with this number.
    pub(crate) fn push(&mut self, input: usize, raw: Raw<'_>) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(raw.bytes);
        let bytes = start..self.bytes.len();
        self.slots.push(Slot { input, bytes, syntax: raw.syntax, first_line: raw.first_line });
    }

    /// The records, each with the number of its input.
    pub(crate) fn records(&self) -> impl Iterator<Item = (usize, Raw<'_>)> {
        self.slots.iter().map(|slot| {
            let bytes = &self.bytes[slot.bytes.clone()];
            (slot.input, Raw { bytes, syntax: slot.syntax, first_line: slot.first_line })
        })
    }

    /// Bytes of the records.
    pub(crate) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Whether it has enough.
    pub(crate) fn is_full(&self) -> bool {
        self.bytes.len() >= BYTES
    }

    /// Empties it for the next records, and keeps what memory is worth keeping.
    pub(crate) fn clear(&mut self) {
        for buffer in [&mut self.bytes, &mut self.written] {
            buffer.clear();
            buffer.shrink_to(KEPT);
        }
        self.slots.clear();
        self.outcomes.clear();
    }
}
