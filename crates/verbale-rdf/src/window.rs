//! The part of a file that is in memory.

use std::io::Read;
use std::ops::Range;
use std::str;

use verbale_core::position::Place;

use crate::Error;
use crate::spot::Cursor;

/// The byte order mark of UTF-8.
pub(crate) const BOM: &[u8] = b"\xEF\xBB\xBF";
/// The longest token, or line of N-Triples and N-Quads.
const LONGEST: usize = 64 << 20;

/// What was read last, what is read now, and where that stands in the file.
pub(crate) struct Window {
    /// How much is read at once, unless a token is longer.
    chunk: usize,
    bytes: Vec<u8>,
    /// The position of the first byte.
    base: Cursor,
    /// What was taken in the last turn begins here, at this position.
    last: (usize, Cursor),
    /// What was not taken yet begins here.
    next: usize,
    /// The end of what is UTF-8.
    valid: usize,
    ended: bool,
    fault: Option<Error>,
}

impl Window {
    /// A window at the beginning of a file, after its byte order mark.
    pub(crate) fn new(input: &mut dyn Read, chunk: usize) -> Result<Self, Error> {
        let start = Cursor::after(0);
        let mut window = Self {
            chunk: chunk.max(BOM.len()),
            bytes: Vec::new(),
            base: start,
            last: (0, start),
            next: 0,
            valid: 0,
            ended: false,
            fault: None,
        };
        window.read(input)?;
        if window.bytes.starts_with(BOM) {
            window.bytes.drain(..BOM.len());
            window.base = Cursor::after(BOM.len());
        }
        window.validate();
        Ok(window)
    }

    /// The position of the first character of the file.
    pub(crate) const fn start(&self) -> Cursor {
        self.base
    }

    /// Whether nothing follows the window.
    pub(crate) fn is_last(&self) -> bool {
        self.ended && self.fault.is_none()
    }

    /// What was not taken yet, as far as it is UTF-8.
    pub(crate) fn unread(&self) -> &str {
        // It is: `validate` looked.
        str::from_utf8(&self.bytes[self.next..self.valid]).unwrap_or_default()
    }

    /// Takes so many bytes, of which the first stood at this position.
    pub(crate) fn take(&mut self, length: usize, from: Cursor) {
        self.last = (self.next, from);
        self.next += length;
    }

    /// Why nothing more can be read, once all that is well before it is taken.
    pub(crate) fn fault(&mut self) -> Option<Error> {
        self.fault.take()
    }

    /// Forgets what was taken before the last turn, and reads on.
    pub(crate) fn advance(&mut self, input: &mut dyn Read) -> Result<(), Error> {
        let (forgotten, base) = self.last;
        let left = self.bytes.len() - self.next;
        if left > LONGEST {
            let place = self.place(self.next, self.next);
            return Err(Error::syntax(format!("what begins here is longer than {} MiB", LONGEST >> 20), Some(place)));
        }
        self.bytes.drain(..forgotten);
        self.base = base;
        self.last = (0, base);
        self.next -= forgotten;
        self.valid -= forgotten;
        self.read(input)?;
        self.validate();
        Ok(())
    }

    /// Reads as much again as was left, so that a long token is looked at a few times only.
    fn read(&mut self, input: &mut dyn Read) -> Result<(), Error> {
        let wanted = self.chunk.max(self.bytes.len() - self.next);
        let read = input.take(wanted as u64).read_to_end(&mut self.bytes)?;
        self.ended = read < wanted;
        Ok(())
    }

    /// Finds how far the bytes are UTF-8; a character may be cut at the end, unless the file ends there.
    fn validate(&mut self) {
        let Err(error) = str::from_utf8(&self.bytes[self.valid..]) else {
            self.valid = self.bytes.len();
            return;
        };
        self.valid += error.valid_up_to();
        if error.error_len().is_some() || self.ended {
            let end = (self.valid + error.error_len().unwrap_or(1)).min(self.bytes.len());
            self.fault = Some(not_utf8(&self.bytes[self.valid..], self.place(self.valid, end)));
        }
    }

    /// The place of bytes of the file, widened to whole characters, unless they stood before the last turn.
    pub(crate) fn place_of(&self, bytes: Range<usize>) -> Option<Place> {
        let base = self.base.position().byte;
        let (mut start, mut end) = (bytes.start.checked_sub(base)?, bytes.end.checked_sub(base)?);
        let continues = |at: usize| self.bytes.get(at).is_some_and(|byte| byte & 0xC0 == 0x80);
        while continues(start) {
            start -= 1;
        }
        while continues(end) {
            end += 1;
        }
        (start <= end && end <= self.bytes.len()).then(|| self.place(start, end))
    }

    fn place(&self, start: usize, end: usize) -> Place {
        let mut cursor = self.base;
        cursor.advance(&self.bytes[..start]);
        cursor.take(&self.bytes[start..end])
    }
}

/// Checks that a whole file, which begins at this position, is UTF-8.
pub(crate) fn check_utf8(bytes: &[u8], mut start: Cursor) -> Result<(), Error> {
    let Err(error) = str::from_utf8(bytes) else { return Ok(()) };
    let (before, rest) = bytes.split_at(error.valid_up_to());
    start.advance(before);
    let length = error.error_len().unwrap_or(1).min(rest.len());
    Err(not_utf8(rest, start.take(&rest[..length])))
}

fn not_utf8(rest: &[u8], place: Place) -> Error {
    let message = match rest {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] if place.start.byte == 0 => "the file is UTF-16, not UTF-8".to_owned(),
        [byte, ..] => format!("the file is not UTF-8: byte 0x{byte:02X}"),
        [] => "the file is not UTF-8".to_owned(),
    };
    Error::helped(message, Some(place), "save the file as UTF-8")
}
