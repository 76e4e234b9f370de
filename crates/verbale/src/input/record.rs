//! The records of one input: a whole file, or each line of JSON Lines.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};

use verbale_core::check::Check;
use verbale_core::diagnostic::{Diagnostic, Place, Position};
use verbale_core::dossier::tree::Syntax;

use super::{Input, Origin, Shape};
use crate::compression;
use crate::error::Error;

/// How much of an input is taken into memory at once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Bytes of one record: a dossier's file, a line of JSON Lines, a source text, a registry.
    pub(crate) record: usize,
    /// The window that a zstd frame may ask for, as a power of two.
    pub(crate) window_log: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { record: 16 << 20, window_log: compression::WINDOW_LOG }
    }
}

/// One record's bytes, not looked at yet.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Raw<'a> {
    /// The bytes; one more than the limit where there were too many.
    pub(crate) bytes: &'a [u8],
    /// How they are written.
    pub(crate) syntax: Syntax,
    /// Line of the file on which they begin, from 1.
    pub(crate) first_line: usize,
}

impl<'a> Raw<'a> {
    /// Takes the bytes as text.
    pub(crate) fn decode(self, limits: Limits) -> Record<'a> {
        record(self.bytes, limits, self.syntax, self.first_line)
    }
}

/// One dossier's text, or why there is none.
#[derive(Debug)]
pub(crate) struct Record<'a> {
    /// The text. Where it is not UTF-8: its beginning up to the end of the faulty line, for the message.
    pub(crate) text: Cow<'a, str>,
    /// What was read, the text's bytes or more.
    bytes: &'a [u8],
    /// How it is written.
    pub(crate) syntax: Syntax,
    /// Line of the file on which it begins, from 1.
    pub(crate) first_line: usize,
    /// What is wrong with its bytes: too many, or not UTF-8.
    pub(crate) fault: Option<Diagnostic>,
}

impl Record<'_> {
    /// Whether a file that was found in a folder holds dossiers, by its first record. One that cannot be read counts if
    /// it has the word: a dossier with a slip must not vanish in silence.
    pub(crate) fn is_dossier(&self) -> bool {
        let mentioned = self.mentions("verbale");
        if !mentioned || self.fault.is_some() {
            return mentioned;
        }
        // The usual look of a dossier, which saves reading it twice.
        if self.text.starts_with("{\"verbale\":") || self.text.lines().any(|line| line.starts_with("verbale:")) {
            return true;
        }
        let reading = verbale_core::dossier::read(&self.text, self.syntax, self.first_line);
        reading.tree.is_none_or(|tree| tree.root.child("verbale").is_some())
    }

    /// Whether a word occurs in what was read, be it UTF-8 or not.
    fn mentions(&self, word: &str) -> bool {
        if self.fault.is_none() {
            return self.text.contains(word);
        }
        self.bytes.windows(word.len()).any(|window| window == word.as_bytes())
    }
}

/// Reads an input record by record. JSON Lines are streamed: one line is in memory at a time.
pub(crate) fn each_record(
    input: &Input,
    limits: Limits,
    take: &mut dyn FnMut(Record<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    each_raw(input, limits, &mut |raw| take(raw.decode(limits)))
}

/// As [`each_record`], with bytes that are not looked at.
pub(crate) fn each_raw(
    input: &Input,
    limits: Limits,
    take: &mut dyn FnMut(Raw<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut reader = open_within(input, limits)?;
    match input.kind.shape {
        Shape::Dossier(syntax) => {
            let mut bytes = Vec::new();
            let kept = (&mut reader).take(limits.record as u64 + 1).read_to_end(&mut bytes);
            kept.map_err(|cause| Error::Read(input.name(), cause))?;
            take(Raw { bytes: &bytes, syntax, first_line: 1 })
        }
        Shape::Lines => lines(input, limits, &mut *reader, take),
        Shape::Graphs(_) => Err(Error::Internal(format!("{} has graphs and no records", input.name()))),
    }
}

/// Opens an input, decompressed.
pub(crate) fn open(input: &Input) -> Result<Box<dyn BufRead>, Error> {
    open_within(input, Limits::default())
}

fn open_within(input: &Input, limits: Limits) -> Result<Box<dyn BufRead>, Error> {
    match &input.origin {
        Origin::Stdin => Ok(Box::new(BufReader::new(io::stdin()))),
        Origin::File(path) => File::open(path)
            .and_then(|file| compression::reader(input.kind.compression, file, limits.window_log))
            .map_err(|cause| Error::Open(path.clone(), cause)),
    }
}

fn lines(
    input: &Input,
    limits: Limits,
    reader: &mut dyn BufRead,
    take: &mut dyn FnMut(Raw<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let failed = |cause| Error::Read(input.name(), cause);
    let mut bytes = Vec::new();
    for number in 1.. {
        bytes.clear();
        let length =
            Read::take(&mut *reader, limits.record as u64 + 1).read_until(b'\n', &mut bytes).map_err(failed)?;
        if length == 0 {
            break;
        }
        if !bytes.ends_with(b"\n") && length > limits.record {
            reader.skip_until(b'\n').map_err(failed)?;
        }
        if bytes.iter().any(|b| !b.is_ascii_whitespace()) {
            let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
            take(Raw { bytes: line, syntax: Syntax::Json, first_line: number })?;
        }
    }
    Ok(())
}

fn record(bytes: &[u8], limits: Limits, syntax: Syntax, first_line: usize) -> Record<'_> {
    if bytes.len() > limits.record {
        let fault = too_large(limits).at(Place { start: at(first_line, ""), end: at(first_line, "") });
        return Record { text: "".into(), bytes, syntax, first_line, fault: Some(fault) };
    }
    match decode(bytes, first_line) {
        Ok(text) => Record { text: text.into(), bytes, syntax, first_line, fault: None },
        Err(found) => Record { text: found.text.into(), bytes, syntax, first_line, fault: Some(found.fault) },
    }
}

/// What is said of bytes that are too many.
pub(crate) fn too_large(limits: Limits) -> Diagnostic {
    Diagnostic::new(Check::TooLarge, "", format!("this holds more than {} MiB", limits.record >> 20))
        .help("a long dossier may come in parts, one a line of JSON Lines, that share `id` and `source`")
}

/// Bytes that are not UTF-8.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NotUtf8 {
    /// The text up to the end of the faulty line, for the message.
    pub(crate) text: String,
    /// What is wrong, and where in that text.
    pub(crate) fault: Diagnostic,
}

/// Takes bytes as UTF-8.
pub(crate) fn decode(bytes: &[u8], first_line: usize) -> Result<&str, Box<NotUtf8>> {
    let fault = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(fault) => fault,
    };
    let (good, bad) = bytes.split_at(fault.valid_up_to());
    let line_end = bad.iter().position(|b| *b == b'\n').unwrap_or(bad.len());
    let before = String::from_utf8_lossy(good).into_owned();
    let start = at(first_line, &before);
    let end = Position { column: start.column + 1, byte: start.byte + char::REPLACEMENT_CHARACTER.len_utf8(), ..start };
    let message = format!("byte {} (0x{:02X}) is not part of UTF-8 text", start.byte, bad.first().unwrap_or(&0));
    let diagnostic = Diagnostic::new(Check::NotUtf8, "", message)
        .at(Place { start, end })
        .label("not UTF-8")
        .help(encoding_help(bytes));
    Err(Box::new(NotUtf8 { text: before + &String::from_utf8_lossy(&bad[..line_end]), fault: diagnostic }))
}

fn encoding_help(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        "the file begins like UTF-16: save it as UTF-8"
    } else {
        "save the file as UTF-8 (it may be Latin-1 or Windows-1252)"
    }
}

/// The position after a text that begins on this line.
pub(crate) fn at(first_line: usize, before: &str) -> Position {
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    Position {
        line: first_line + before.bytes().filter(|b| *b == b'\n').count(),
        column: before[line_start..].chars().count() + 1,
        byte: before.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_byte_is_placed() {
        assert_eq!(decode("a: é".as_bytes(), 1), Ok("a: é"));
        let NotUtf8 { text, fault } = *decode(b"a: \xC3\xA9\nb: \xC3\xA9\xE9x\nc", 4).unwrap_err();
        assert_eq!(text, "a: é\nb: é\u{FFFD}x");
        let place = fault.place.unwrap();
        assert_eq!((place.start.line, place.start.column, place.start.byte), (5, 5, 11));
        assert_eq!(&text[place.start.byte..place.end.byte], "\u{FFFD}");
        assert!(fault.message.contains("byte 11 (0xE9)"), "{}", fault.message);
    }

    #[test]
    fn more_than_the_limit_is_a_fault_and_not_kept() {
        let limits = Limits { record: 8, ..Limits::default() };
        let found = record(b"123456789", limits, Syntax::Json, 3);
        assert_eq!((found.text.as_ref(), found.fault.map(|f| f.check)), ("", Some(Check::TooLarge)));
        assert!(record(b"12345678", limits, Syntax::Json, 3).fault.is_none());
    }
}
