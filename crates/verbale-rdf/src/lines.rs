//! The outline of N-Triples and N-Quads: a line is a statement.

use memchr::{memchr2, memrchr2};
use verbale_core::position::Place;

use crate::outline::{Expected, Outline};
use crate::spot::{Cursor, Spot};
use crate::token::{Found, gap, token};

/// Where the statements of a document of lines stand.
pub(crate) struct Lines(Cursor);

impl Lines {
    pub(crate) const fn new(cursor: Cursor) -> Self {
        Self(cursor)
    }
}

/// Where the statement of a line without its end stands, if the line has one; the cursor is at its beginning.
pub(crate) fn spot(mut cursor: Cursor, line: &[u8]) -> Option<Spot> {
    let mut places = [Place::default(); 3];
    let mut at = 0;
    for (index, place) in places.iter_mut().enumerate() {
        let space = gap(&line[at..], true).unwrap_or(0);
        cursor.advance(&line[at..at + space]);
        at += space;
        if at == line.len() {
            if index == 0 {
                return None;
            }
            break;
        }
        let length = match token(&line[at..], true) {
            Found::Token(_, length) | Found::Broken(_, length) => length,
            Found::More => line.len() - at,
        };
        *place = cursor.take(&line[at..at + length]);
        at += length;
    }
    let [subject, predicate, object] = places;
    Some(Spot { subject, predicate, object })
}

impl Outline for Lines {
    fn scan(&mut self, bytes: &[u8], ending: bool, expected: &mut Expected) -> usize {
        let end = if ending { bytes.len() } else { memrchr2(b'\n', b'\r', bytes).map_or(0, |last| last + 1) };
        let mut at = 0;
        while at < end {
            let rest = &bytes[at..end];
            let length = memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            if let Some(spot) = spot(self.0, &rest[..length]) {
                expected.push(spot);
            }
            let with_end = (length + 1).min(rest.len());
            self.0.advance(&rest[..with_end]);
            at += with_end;
        }
        end
    }

    fn cursor(&self) -> Cursor {
        self.0
    }
}
