//! Tab-separated files, row by row.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};
use std::ops::Range;

use verbale_core::check::Check;
use verbale_core::diagnostic::{Diagnostic, Place, Position};

use crate::cells::{Cells, split};
use crate::lines::{LONGEST, Line, read_line};
use crate::record::Record;

/// How much of a file is looked at before anything is made of it, in bytes.
pub(crate) const WINDOW: usize = 1 << 20;

/// The beginning of a file, to be read twice: for signs of a spreadsheet, then for its records.
pub(crate) fn beginning(input: &mut dyn BufRead) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(WINDOW);
    Read::take(&mut *input, WINDOW as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// Hands the rows of the beginning of a file on, whole ones that are UTF-8. The last one may be cut and is left out, unless
/// the file ends with it.
pub(crate) fn each_whole_row(head: &[u8], take: &mut dyn FnMut(&Cells<'_>)) {
    let cut = head.len() >= WINDOW && !head.ends_with(b"\n");
    let end = if cut { memchr::memrchr(b'\n', head).unwrap_or(0) } else { head.len() };
    let mut bounds = Vec::new();
    let lines = head.get(..end).unwrap_or_default().split(|byte| *byte == b'\n');
    for (index, line) in lines.enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if let Some(text) = std::str::from_utf8(line).ok().filter(|text| !text.is_empty()) {
            split(text, &mut bounds);
            take(&Cells::new(text, index + 1, &bounds));
        }
    }
}

/// Buffers that are used again for every row.
#[derive(Debug, Default)]
pub(crate) struct Row {
    bytes: Vec<u8>,
    bounds: Vec<Range<usize>>,
    line: usize,
    kind: Option<Line>,
}

impl Row {
    /// Reads the next row that is not empty; `false` at the end of the file.
    pub(crate) fn read(&mut self, input: &mut dyn BufRead, line: &mut usize) -> io::Result<bool> {
        loop {
            let Some(kind) = read_line(input, &mut self.bytes, LONGEST)? else { return Ok(false) };
            *line += 1;
            if kind == Line::TooLong || !self.bytes.is_empty() {
                (self.line, self.kind) = (*line, Some(kind));
                return Ok(true);
            }
        }
    }

    /// The row's cells, or the record that is refused because it has none.
    pub(crate) fn cells(&mut self) -> Result<Cells<'_>, Box<Record<'static>>> {
        if self.kind == Some(Line::TooLong) {
            return Err(Box::new(too_long(self.line)));
        }
        match std::str::from_utf8(&self.bytes) {
            Ok(text) => {
                split(text, &mut self.bounds);
                Ok(Cells::new(text, self.line, &self.bounds))
            }
            Err(_) => Err(Box::new(not_utf8(&self.bytes, self.line))),
        }
    }
}

/// The record that a line is which holds more than a record may.
pub(crate) fn too_long(line: usize) -> Record<'static> {
    let at = Position { line, column: 1, byte: 0 };
    let message = format!("a record holds at most {} MiB", LONGEST >> 20);
    let fault = Diagnostic::new(Check::TooLarge, "", message).at(Place { start: at, end: at });
    Record { line, id: None, text: Cow::Borrowed(""), part: Err(Box::new(fault)) }
}

/// The record that a text is which is not UTF-8.
pub(crate) fn not_utf8(bytes: &[u8], line: usize) -> Record<'static> {
    let good = std::str::from_utf8(bytes).map_or_else(|fault| fault.valid_up_to(), str::len);
    let text = String::from_utf8_lossy(bytes).into_owned();
    let before = text.get(..good).unwrap_or_default();
    let column = before.chars().count() + 1;
    let start = Position { line: line + before.matches('\n').count(), column, byte: good };
    let end = Position { column: column + 1, byte: good + char::REPLACEMENT_CHARACTER.len_utf8(), ..start };
    let byte = bytes.get(good).copied().unwrap_or_default();
    let message = format!("byte {good} of the record (0x{byte:02X}) is not part of UTF-8 text");
    let fault = Diagnostic::new(Check::NotUtf8, "", message).at(Place { start, end }).label("not UTF-8");
    Record { line, id: None, text: Cow::Owned(text), part: Err(Box::new(fault)) }
}
