//! The cells of a row: between tabs, as they are. These files know no quotation marks and no escapes.

use std::ops::Range;

use crate::record::Refusal;
use verbale_core::check::Check;
use verbale_core::diagnostic::{Diagnostic, Place, Position};

/// A row and where its cells stand in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cells<'r> {
    /// The row.
    pub(crate) text: &'r str,
    /// Line of the file, from 1.
    pub(crate) line: usize,
    bounds: &'r [Range<usize>],
}

/// Splits a row; `bounds` is used again for the next one.
pub(crate) fn split(text: &str, bounds: &mut Vec<Range<usize>>) {
    bounds.clear();
    let mut start = 0;
    for tab in memchr::memchr_iter(b'\t', text.as_bytes()) {
        bounds.push(start..tab);
        start = tab + 1;
    }
    bounds.push(start..text.len());
}

impl<'r> Cells<'r> {
    /// The cells of a row that was [`split`].
    pub(crate) const fn new(text: &'r str, line: usize, bounds: &'r [Range<usize>]) -> Self {
        Self { text, line, bounds }
    }

    /// How many there are.
    pub(crate) const fn len(&self) -> usize {
        self.bounds.len()
    }

    /// The cell of a column, counted from 0; empty past the last one.
    pub(crate) fn cell(&self, column: usize) -> &'r str {
        self.bounds.get(column).and_then(|bounds| self.text.get(bounds.clone())).unwrap_or_default()
    }

    /// A finding about the cell of a column.
    pub(crate) fn fault(&self, check: Check, column: usize, message: impl Into<String>) -> Refusal {
        let bounds = self.bounds.get(column).cloned().unwrap_or(0..self.text.len());
        let fault = Diagnostic::new(check, "", message).at(self.place(bounds));
        Box::new(fault.value(self.cell(column)))
    }

    /// A finding about the whole row.
    pub(crate) fn row_fault(&self, check: Check, message: impl Into<String>) -> Refusal {
        Box::new(Diagnostic::new(check, "", message).at(self.place(0..self.text.len())))
    }

    /// A finding about the record as a whole, placed on the row.
    pub(crate) fn placed(&self, fault: Refusal) -> Refusal {
        Box::new((*fault).at(self.place(0..self.text.len())))
    }

    fn place(&self, bytes: Range<usize>) -> Place {
        let at = |byte: usize| Position {
            line: self.line,
            column: self.text.get(..byte).map_or(0, |before| before.chars().count()) + 1,
            byte,
        };
        Place { start: at(bytes.start), end: at(bytes.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_what_stands_between_tabs() {
        let mut bounds = Vec::new();
        for row in ["", "a", "a\tb", "\t", "é\t\t\"x\ty\"", " a \t"] {
            split(row, &mut bounds);
            let cells = Cells::new(row, 1, &bounds);
            let found: Vec<_> = (0..cells.len()).map(|column| cells.cell(column)).collect();
            assert_eq!(found, row.split('\t').collect::<Vec<_>>(), "{row:?}");
            assert_eq!(cells.cell(cells.len()), "");
        }
    }

    #[test]
    fn a_fault_is_placed_in_code_points() {
        let row = "é\tbad\tc";
        let mut bounds = Vec::new();
        split(row, &mut bounds);
        let fault = Cells::new(row, 7, &bounds).fault(Check::BadDate, 1, "x");
        let place = fault.place.unwrap();
        assert_eq!((place.start.line, place.start.column, place.end.column), (7, 3, 6));
        assert_eq!(&row[place.start.byte..place.end.byte], "bad");
    }
}
