//! Files that have been through a spreadsheet: recognised, and refused as a whole.
//!
//! A spreadsheet reads codes as numbers and writes them without their leading zeros. `042` becomes `42`, which no code is,
//! but `0120` becomes `120` and `010` becomes `10`, which are codes of something else. So one sign anywhere condemns every row.

use std::fmt;

/// How many cells are shown as evidence.
const SHOWN: usize = 5;

/// What a spreadsheet does to a cell or a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Sign {
    /// A code has lost its leading zero.
    LostZero,
    /// A long number is written with an exponent.
    Exponent,
    /// A decimal has a comma.
    DecimalComma,
    /// A date is written in the way of a country.
    LocalDate,
    /// Columns are separated by `;`.
    Semicolons,
    /// Columns are separated by `,`.
    Commas,
    /// Cells stand in quotation marks.
    Quoted,
}

impl Sign {
    /// What has happened, for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LostZero => "a code without its leading zero",
            Self::Exponent => "a long number with an exponent",
            Self::DecimalComma => "a decimal with a comma",
            Self::LocalDate => "a date in the way of a country",
            Self::Semicolons => "columns separated by `;`",
            Self::Commas => "columns separated by `,`",
            Self::Quoted => "cells in quotation marks",
        }
    }
}

/// One cell, or row, that a spreadsheet has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// Line of the file, from 1.
    pub line: usize,
    /// The column's name; empty where the whole row is meant.
    pub column: &'static str,
    /// What stands there.
    pub value: String,
    /// What has happened.
    pub sign: Sign,
}

/// The evidence that a spreadsheet has changed a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Damage {
    traces: Vec<Trace>,
    rows: usize,
    read: usize,
}

impl Damage {
    /// Adds what one row shows.
    pub(crate) fn add(&mut self, trace: Trace) {
        self.rows += 1;
        let known = self.traces.iter().any(|known| (known.sign, known.column) == (trace.sign, trace.column));
        // Of each sort one first: they convince more than the same thing five times.
        if self.traces.len() < SHOWN && !known {
            self.traces.push(trace);
        }
    }

    /// Notes that a row was looked at.
    pub(crate) const fn count(&mut self) {
        self.read += 1;
    }

    /// The damage of a single row.
    pub(crate) fn of(trace: Trace) -> Self {
        Self { traces: vec![trace], rows: 1, read: 1 }
    }

    /// Whether there is no sign of a spreadsheet.
    pub(crate) const fn is_none(&self) -> bool {
        self.traces.is_empty()
    }

    /// Cells that show it, one of each sort: at most five.
    pub fn traces(&self) -> &[Trace] {
        &self.traces
    }

    /// How many of the rows that were looked at show it.
    pub const fn rows(&self) -> usize {
        self.rows
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "it has been through a spreadsheet, which shows in {} of {} rows: ",
            self.rows,
            self.read.max(self.rows)
        )?;
        for (index, trace) in self.traces.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            write!(f, "line {}, ", trace.line)?;
            if !trace.column.is_empty() {
                write!(f, "{} `{}`, ", trace.column, beginning(&trace.value))?;
            }
            f.write_str(trace.sign.name())?;
        }
        Ok(())
    }
}

fn beginning(value: &str) -> String {
    const SHOWN: usize = 40;
    let mut shown: String = value.chars().take(SHOWN).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    shown
}

/// Whether a cell that should be a whole number is one that a spreadsheet has shortened: `2.02E+13`, `2,02E+13`.
pub(crate) fn has_exponent(cell: &str) -> bool {
    let Some((mantissa, power)) = cell.split_once(['E', 'e']) else { return false };
    let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    mantissa.starts_with(|c: char| c.is_ascii_digit())
        && is_number(mantissa)
        && power.strip_prefix('+').is_some_and(|power| power.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a cell that should be a decimal has a comma where its point should be.
pub(crate) fn has_decimal_comma(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let Some((whole, fraction)) = digits.split_once(',') else { return false };
    [whole, fraction].iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a cell that should be a date `2015-10-27` is one as spreadsheets show it: `27/10/2015`, `27.10.15`.
pub(crate) fn is_local_date(cell: &str) -> bool {
    ['/', '.'].iter().any(|separator| {
        let parts: Vec<&str> = cell.split(*separator).collect();
        parts.len() == 3
            && parts.iter().all(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// Whether a row without enough tabs is one of these columns with other separators between them.
pub(crate) fn separators(row: &str, columns: usize) -> Option<Sign> {
    let count = |separator: u8| memchr::memchr_iter(separator, row.as_bytes()).count();
    if count(b'\t') + 1 >= columns {
        return None;
    }
    [(b';', Sign::Semicolons), (b',', Sign::Commas)]
        .into_iter()
        .find_map(|(separator, sign)| (count(separator) + 1 >= columns).then_some(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponents() {
        assert!(["2.02E+13", "2,02E+13", "2E+13"].into_iter().all(has_exponent));
        assert!(!["20151027220000", "", "E", "1E", "-1.5E-15", "CANADE+1"].into_iter().any(has_exponent));
    }

    #[test]
    fn commas() {
        assert!(["3,4", "-1,5"].into_iter().all(has_decimal_comma));
        assert!(!["3.4", "", ",", "1,", "1,2,3", "a,b"].into_iter().any(has_decimal_comma));
    }

    #[test]
    fn dates() {
        assert!(["27/10/2015", "1/2/15", "27.10.2015"].into_iter().all(is_local_date));
        assert!(!["2015-10-27", "20151027", "10/2015", "a/b/c", ""].into_iter().any(is_local_date));
    }

    #[test]
    fn other_separators() {
        assert_eq!(separators("1;2;3;4", 4), Some(Sign::Semicolons));
        assert_eq!(separators("1,2,3,4", 4), Some(Sign::Commas));
        assert_eq!(separators("1,2;3", 4), None);
        assert_eq!(separators("1\t2\t3\t4;;;;;", 4), None);
    }

    #[test]
    fn evidence_is_of_several_sorts_and_counted() {
        let mut damage = Damage::default();
        for line in 1..=9 {
            damage.count();
            damage.add(Trace { line, column: "EventCode", value: "42".into(), sign: Sign::LostZero });
        }
        damage.count();
        damage.add(Trace { line: 10, column: "DATEADDED", value: "2.02E+13".into(), sign: Sign::Exponent });
        assert_eq!(
            damage.to_string(),
            "it has been through a spreadsheet, which shows in 10 of 10 rows: line 1, EventCode `42`, a code without its \
             leading zero; line 10, DATEADDED `2.02E+13`, a long number with an exponent"
        );
    }
}
