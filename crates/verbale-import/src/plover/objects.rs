//! The objects of a JSON file, one in memory at a time: those of an array, or one after the other.

use std::io::BufRead;

use crate::error::Error;
use crate::lines::LONGEST;

/// Whether an object is all there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It is, or the file ends in it.
    Whole,
    /// It holds more than a record may; its beginning is kept.
    TooLong,
}

/// An object that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Line on which it begins, from 1.
    pub(crate) line: usize,
    /// Whether it is all there.
    pub(crate) kind: Kind,
}

/// Finds objects by their braces; what stands in them is for the parser to judge.
pub(crate) struct Objects<'i> {
    input: &'i mut dyn BufRead,
    line: usize,
    any: bool,
}

/// Where in an object the scanner is.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    depth: usize,
    in_string: bool,
    escaped: bool,
}

impl State {
    /// Takes a byte and says whether the object ends with it.
    const fn step(&mut self, byte: u8) -> bool {
        match (self.in_string, self.escaped, byte) {
            (true, true, _) => self.escaped = false,
            (true, false, b'\\') => self.escaped = true,
            (true, false, b'"') => self.in_string = false,
            (false, _, b'"') => self.in_string = true,
            (false, _, b'{' | b'[') => self.depth += 1,
            (false, _, b'}' | b']') => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.depth == 0
    }
}

impl<'i> Objects<'i> {
    /// Starts at the beginning of a file.
    pub(crate) fn new(input: &'i mut dyn BufRead) -> Self {
        Self { input, line: 1, any: false }
    }

    /// Reads the next object into `bytes`; `None` at the end of the file.
    pub(crate) fn next(&mut self, bytes: &mut Vec<u8>) -> Result<Option<Found>, Error> {
        bytes.clear();
        if !self.skip_to_object()? {
            return Ok(None);
        }
        self.any = true;
        let (line, mut state, mut length) = (self.line, State::default(), 0_usize);
        loop {
            let available = self.input.fill_buf()?;
            if available.is_empty() {
                break;
            }
            let end = available.iter().position(|byte| state.step(*byte)).map(|last| last + 1);
            let piece = available.get(..end.unwrap_or(available.len())).unwrap_or_default();
            length += piece.len();
            let room = LONGEST.saturating_sub(bytes.len()).min(piece.len());
            bytes.extend_from_slice(piece.get(..room).unwrap_or_default());
            self.line += memchr::memchr_iter(b'\n', piece).count();
            let used = piece.len();
            self.input.consume(used);
            if end.is_some() {
                break;
            }
        }
        Ok(Some(Found { line, kind: if length > LONGEST { Kind::TooLong } else { Kind::Whole } }))
    }

    /// Passes over what stands between objects: brackets, commas, white space. Anything else is not a file of records.
    fn skip_to_object(&mut self) -> Result<bool, Error> {
        loop {
            let available = self.input.fill_buf()?;
            if available.is_empty() {
                return Ok(false);
            }
            let between = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b'[' | b']');
            let mut skipped = available.iter().position(|byte| !between(byte)).unwrap_or(available.len());
            if !self.any && available.starts_with(b"\xEF\xBB\xBF") && skipped == 0 {
                skipped = 3;
            }
            let found = available.get(skipped).copied();
            self.line += memchr::memchr_iter(b'\n', available.get(..skipped).unwrap_or_default()).count();
            self.input.consume(skipped);
            match found {
                Some(b'{') => return Ok(true),
                Some(byte) if !between(&byte) => return Err(self.foreign(byte)),
                _ => {}
            }
        }
    }

    fn foreign(&self, byte: u8) -> Error {
        let shown =
            if byte.is_ascii_graphic() { format!("`{}`", char::from(byte)) } else { format!("byte 0x{byte:02X}") };
        let line = self.line;
        Error::Foreign(format!("it is no JSON array of records: on line {line} {shown} stands where one should begin"))
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    fn objects(text: &str, buffer: usize) -> Result<Vec<(String, usize)>, Error> {
        let mut input = BufReader::with_capacity(buffer, text.as_bytes());
        let (mut objects, mut bytes, mut found) = (Objects::new(&mut input), Vec::new(), Vec::new());
        while let Some(object) = objects.next(&mut bytes)? {
            found.push((String::from_utf8(bytes.clone()).unwrap(), object.line));
        }
        Ok(found)
    }

    #[test]
    fn arrays_lines_and_what_stands_in_strings() {
        let text = "\u{feff}[\n{\"a\": \"}{\\\"\"},\n\n {\"b\": [{}]} ]\n{\"c\":\n\"\\\\\"}{}";
        for buffer in 1..40 {
            let found = objects(text, buffer.max(4)).unwrap();
            let expected = [("{\"a\": \"}{\\\"\"}", 2), ("{\"b\": [{}]}", 4), ("{\"c\":\n\"\\\\\"}", 5), ("{}", 6)];
            assert_eq!(found, expected.map(|(text, line)| (text.to_owned(), line)), "{buffer}");
        }
    }

    #[test]
    fn the_last_one_may_be_cut_off() {
        assert_eq!(objects("[{\"a\": 1", 8).unwrap(), [("{\"a\": 1".to_owned(), 1)]);
        assert_eq!(objects(" [ ] ", 8).unwrap(), []);
    }

    #[test]
    fn anything_else_is_no_file_of_records() {
        let message = objects("[{}]\nx", 8).unwrap_err().to_string();
        assert_eq!(message, "it is no JSON array of records: on line 2 `x` stands where one should begin");
    }
}
