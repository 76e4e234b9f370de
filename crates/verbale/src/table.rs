//! Tables for people: columns aligned by how wide characters are shown, cells cut to the width of the terminal.

use std::fmt::Write as _;
use std::io::{self, IsTerminal};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::terminal::visible;

/// Between columns.
const GAP: &str = "  ";
/// A column is not cut to less than this.
const NARROWEST: usize = 8;
/// What stands where a cell is cut.
const CUT: char = '…';

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    text: String,
    kind: CellKind,
}

/// How a cell is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellKind {
    /// To the left; cut at its end.
    Text,
    /// To the left; cut at its beginning, since the end of a name tells more.
    Name,
    /// To the right; never cut.
    Number,
}

impl Cell {
    /// A cell; what could steer a terminal is shown by its code points.
    pub(crate) fn new(text: &str, kind: CellKind) -> Self {
        Self { text: visible(text).into_owned(), kind }
    }

    /// A number, with commas between thousands.
    pub(crate) fn number(number: u64) -> Self {
        Self::new(&crate::count::grouped(&number), CellKind::Number)
    }

    fn width(&self) -> usize {
        self.text.width()
    }

    /// The text in a column of this width.
    fn set(&self, width: usize, last: bool) -> String {
        let text = if self.width() <= width { self.text.clone() } else { self.cut(width) };
        let padding = " ".repeat(width.saturating_sub(text.width()));
        match self.kind {
            CellKind::Number => padding + &text,
            // Nothing comes after it, and blanks at the end of a line help nobody.
            _ if last => text,
            _ => text + &padding,
        }
    }

    fn cut(&self, width: usize) -> String {
        let room = width.saturating_sub(1);
        if self.kind == CellKind::Name {
            let kept = fitting(self.text.chars().rev(), room);
            let start = self.text.len() - kept;
            return format!("{CUT}{}", &self.text[start..]);
        }
        format!("{}{CUT}", &self.text[..fitting(self.text.chars(), room)])
    }
}

/// The bytes of the characters that fit, one after the other. Marks without a width go with the character before them.
fn fitting(characters: impl Iterator<Item = char>, room: usize) -> usize {
    let (mut used, mut bytes) = (0, 0);
    for character in characters {
        used += character.width().unwrap_or(0);
        if used > room {
            break;
        }
        bytes += character.len_utf8();
    }
    bytes
}

/// Lays out a table with a line under its header; without a width, no cell is cut. Every line ends with a line feed.
pub(crate) fn table(header: &[Cell], rows: &[Vec<Cell>], width: Option<usize>) -> String {
    let widths = widths(header, rows, width);
    let mut text = String::new();
    let mut line = |cells: &[Cell]| {
        let count = cells.len();
        let set = cells.iter().zip(&widths).enumerate().map(|(at, (cell, width))| cell.set(*width, at + 1 == count));
        let line = set.collect::<Vec<_>>().join(GAP);
        let _ = writeln!(text, "{}", line.trim_end());
    };
    line(header);
    line(&widths.iter().map(|width| Cell::new(&"-".repeat(*width), CellKind::Text)).collect::<Vec<_>>());
    for row in rows {
        line(row);
    }
    text
}

/// What each column gets: what it needs, or of the widest ones as much as all of them can have.
fn widths(header: &[Cell], rows: &[Vec<Cell>], width: Option<usize>) -> Vec<usize> {
    let mut needed: Vec<usize> = header.iter().map(Cell::width).collect();
    for row in rows {
        for (needed, cell) in needed.iter_mut().zip(row) {
            *needed = (*needed).max(cell.width());
        }
    }
    let Some(width) = width else { return needed };
    let room = width.saturating_sub(GAP.len() * needed.len().saturating_sub(1));
    let widest = needed.iter().copied().max().unwrap_or(0);
    let fits = |cap: usize| needed.iter().map(|needed| (*needed).min(cap)).sum::<usize>() <= room;
    let cap = (NARROWEST..=widest).rev().find(|cap| fits(*cap)).unwrap_or(NARROWEST);
    let numbers = |at: usize| rows.iter().any(|row| row.get(at).is_some_and(|cell| cell.kind == CellKind::Number));
    needed.iter().enumerate().map(|(at, needed)| if numbers(at) { *needed } else { (*needed).min(cap) }).collect()
}

/// The columns of the terminal that standard output is; none where it is a file or a pipe.
pub(crate) fn columns() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(cells: &[&str]) -> Vec<Cell> {
        cells.iter().map(|text| Cell::new(text, CellKind::Text)).collect()
    }

    #[test]
    fn columns_are_aligned_by_what_is_seen() {
        let rows = [texts(&["Mali", "x"]), texts(&["马里", "x"]), texts(&["Mali\u{301}", "x"]), texts(&["مالي", "x"])];
        let table = table(&texts(&["name", "b"]), &rows, None);
        let lines: Vec<_> = table.lines().collect();
        assert_eq!(lines[0], "name  b");
        assert_eq!(lines[1], "----  -");
        for line in &lines[2..] {
            assert_eq!(line.strip_suffix('x').map(UnicodeWidthStr::width), Some(6), "{line}");
        }
    }

    #[test]
    fn long_cells_are_cut_and_short_ones_are_not() {
        let row = vec![
            Cell::new("a sentence that goes on and on", CellKind::Text),
            Cell::new("https://example.org/verbale/state/MLI", CellKind::Name),
            Cell::number(1_234_567),
            Cell::new("short", CellKind::Text),
        ];
        let header = texts(&["text", "name", "n", "s"]);
        let table = table(&header, &[row], Some(60));
        let line = table.lines().nth(2).unwrap();
        assert_eq!(line.width(), 60, "{line}");
        assert!(line.starts_with("a sentence") && line.contains("…"), "{line}");
        assert!(line.contains("state/MLI  1,234,567  short"), "{line}");
    }

    #[test]
    fn a_narrow_terminal_still_gives_each_column_something() {
        let row = texts(&["a very long cell", "another long cell", "一个很长很长的单元格"]);
        let table = table(&texts(&["a", "b", "c"]), &[row], Some(5));
        let line = table.lines().nth(2).unwrap();
        assert_eq!(line, "a very …  another…  一个很…");
    }

    #[test]
    fn nothing_in_a_cell_steers_the_terminal() {
        let rows = [texts(&["\u{1b}[31m\u{202e}\r\n"])];
        let table = table(&texts(&["a"]), &rows, None);
        assert_eq!(table.lines().nth(2), Some(r"\u{1b}[31m\u{202e}\u{d}\u{a}"));
    }
}
