//! Dates as EDTF strings: which literals they become, and which days they may mean.

use std::borrow::Cow;
use std::ops::Range;

use chrono::{NaiveDate, Weekday};

/// The datatype of a date's literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateType {
    /// `xsd:date`.
    Date,
    /// `xsd:gYearMonth`.
    YearMonth,
    /// `xsd:gYear`.
    Year,
    /// `xsd:dateTime`.
    DateTime,
    /// `http://id.loc.gov/datatypes/edtf/EDTF`.
    Edtf,
}

/// What a literal says about the thing that is dated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateRole {
    /// `dipl:date`.
    Date,
    /// `dipl:start`.
    Start,
    /// `dipl:end`.
    End,
    /// `dipl:due`.
    Due,
    /// `dipl:earliest`, always a full day.
    Earliest,
    /// `dipl:latest`, always a full day.
    Latest,
    /// `dipl:edtf`.
    Edtf,
}

/// One literal of a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateLiteral {
    /// Which property it goes to.
    pub role: DateRole,
    /// The lexical form, valid for the datatype.
    pub lexical: String,
    /// The datatype.
    pub datatype: DateType,
    /// Whether the literal is derived (a bound of an exact date) rather than what the value says:
    /// a claim about the field names the others only.
    pub derived: bool,
}

/// Why a string is no date of the format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFault {
    /// What is wrong, for people, without a final full stop.
    pub message: String,
    /// Bytes of the string at fault.
    pub bytes: Range<usize>,
    /// How it should be written, where one answer is clear (`2025-4-3` → `2025-04-03`).
    pub suggestion: Option<String>,
    /// The value is a date, but not one that is allowed here (a set or approximation for `due`).
    pub not_exact: bool,
    /// The start lies after the end.
    pub disorder: bool,
}

/// A date that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date<'a> {
    /// As written.
    pub written: Cow<'a, str>,
    /// Its literals in the order of [`DateRole`].
    pub literals: Vec<DateLiteral>,
    /// The first day that it allows; absent where that side is open or the date is approximate.
    pub earliest: Option<NaiveDate>,
    /// The last day that it allows.
    pub latest: Option<NaiveDate>,
}

impl<'a> Date<'a> {
    /// Reads a date, an interval or a set.
    pub fn parse(_written: impl Into<Cow<'a, str>>) -> Result<Self, DateFault> {
        todo!()
    }

    /// Reads a day by which something is to be done: [`DateRole::Due`] alone, no bounds.
    pub fn parse_due(_written: impl Into<Cow<'a, str>>) -> Result<Self, DateFault> {
        todo!()
    }

    /// Makes one interval of `since` and `until`, `..` where one is absent. The error says which of the two is at fault.
    pub fn between(_since: Option<&str>, _until: Option<&str>) -> Result<Date<'static>, (Side, DateFault)> {
        todo!()
    }

    /// The day, where the date is exactly one.
    pub fn day(&self) -> Option<NaiveDate> {
        self.earliest.filter(|first| Some(*first) == self.latest)
    }

    /// Which part of the date (`day`, `month`, `year`) neither these words nor these other dates support.
    /// `None` where all is supported, or nothing can be said.
    pub fn unsupported(&self, _words: &[&str], _others: &[&Date<'_>]) -> Option<&'static str> {
        todo!()
    }
}

/// Which end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// `since`.
    Since,
    /// `until`.
    Until,
}

/// Names of weekdays in words of French, English, Spanish, German, Russian, Arabic and Chinese, with their bytes.
pub fn weekdays_in(_words: &str) -> Vec<(Weekday, Range<usize>)> {
    todo!()
}
