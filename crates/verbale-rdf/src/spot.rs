//! Where the parts of a triple stand, and the counting that finds it.

use memchr::{memchr_iter, memrchr};
use verbale_core::position::{Place, Position};

/// Where the subject, the predicate and the object of a triple stand: each the token with which it begins.
///
/// The token of a node without a name is its `[`, that of a list its `(`. The first cell of a list is the list; every other
/// cell stands where its member does, and the predicates `rdf:first` and `rdf:rest`, which are not written, stand where
/// their objects do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Spot {
    /// The subject's token, or that of the subject that the statement begins with.
    pub subject: Place,
    /// The predicate's token.
    pub predicate: Place,
    /// The object's first token: of a literal its string, without datatype or language.
    pub object: Place,
}

/// A position that moves over a file. Lines end with a line feed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor(Position);

impl Cursor {
    /// The first character of a file, after so many bytes that are not counted in columns.
    pub(crate) const fn after(bytes: usize) -> Self {
        Self(Position { line: 1, column: 1, byte: bytes })
    }

    pub(crate) const fn position(self) -> Position {
        self.0
    }

    /// Moves over these bytes, whole characters of UTF-8.
    pub(crate) fn advance(&mut self, bytes: &[u8]) {
        self.0.byte += bytes.len();
        match memrchr(b'\n', bytes) {
            Some(last) => {
                self.0.line += memchr_iter(b'\n', bytes).count();
                self.0.column = 1 + characters(&bytes[last + 1..]);
            }
            None => self.0.column += characters(bytes),
        }
    }

    /// Moves over these bytes, whole characters of UTF-8 of one line, its end not among them.
    pub(crate) fn advance_within(&mut self, bytes: &[u8]) {
        self.0.byte += bytes.len();
        self.0.column += characters(bytes);
    }

    /// Moves over the bytes of one line, its end among them if it has one.
    pub(crate) fn advance_line(&mut self, bytes: &[u8]) {
        if bytes.last() == Some(&b'\n') {
            let Position { line, byte, .. } = self.0;
            self.0 = Position { line: line + 1, column: 1, byte: byte + bytes.len() };
        } else {
            self.advance_within(bytes);
        }
    }

    /// Moves over these bytes and gives the place that they take.
    pub(crate) fn take(&mut self, bytes: &[u8]) -> Place {
        let start = self.0;
        self.advance(bytes);
        Place { start, end: self.0 }
    }
}

/// Counts every byte that does not continue a character.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}
