//! What the parser will find next, and where it stands.

use std::collections::VecDeque;

use crate::Error;
use crate::spot::{Cursor, Spot};

/// The shape of a document, read ahead of the parser.
pub(crate) trait Outline {
    /// Reads what is whole among these bytes, which follow those read before, and says how many it took.
    ///
    /// `ending` says that the file ends with them.
    fn scan(&mut self, bytes: &[u8], ending: bool, expected: &mut Expected) -> usize;

    /// The position of the first byte that was not taken.
    fn cursor(&self) -> Cursor;
}

/// The quads that the parser will give, in its order.
#[derive(Default)]
pub(crate) struct Expected {
    spots: VecDeque<(usize, Spot)>,
    statement: usize,
    /// Why the outline goes no further, once the parser has read what came before.
    pub(crate) fault: Option<Error>,
}

impl Expected {
    pub(crate) fn push(&mut self, spot: Spot) {
        self.spots.push_back((self.statement, spot));
    }

    /// What follows shares no unlabelled node with what came before.
    pub(crate) fn end_statement(&mut self) {
        self.statement += 1;
    }

    /// The next quad's place, and the number of its statement.
    pub(crate) fn pop(&mut self) -> Option<(usize, Spot)> {
        self.spots.pop_front()
    }
}
