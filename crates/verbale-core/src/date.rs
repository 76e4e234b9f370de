//! Dates as EDTF strings: which literals they become, and which days they may mean.
//!
//! The grammar is that of the Extended Date/Time Format (ISO 8601-2:2019, Annex A), levels 0 to 2, without sets of all
//! members (`{…}`): a fact happens at one time. What each value becomes:
//!
//! | value | literals |
//! | --- | --- |
//! | `2025-04-03`, `2025-04`, `2025`, a timestamp | [`DateRole::Date`] in its own precision, and both bounds |
//! | `a/b`, `a/..`, `../b`, `a/`, `/b` | [`DateRole::Start`], [`DateRole::End`], and the bounds that are known |
//! | `[a..b]`, `[..b]`, `[a..]` | the bounds alone |
//! | `[a,b]`, unspecified digits, seasons | [`DateRole::Edtf`] and the bounds |
//! | anything with `?`, `~` or `%` | [`DateRole::Edtf`] alone; an interval keeps the bound of an exact end |
//!
//! XSD literals and bounds have years from 0001 to 9999. Outside them versions 1.0 and 1.1 of XSD part 2 disagree (year 0000,
//! the count of years before it) and many stores refuse five digits, so such a value stays an EDTF literal.

mod fault;
mod names;
mod read;
#[cfg(test)]
mod tests;
mod weekday;
mod words;

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
///
/// ```
/// use verbale_core::date::{Date, DateRole, DateType};
///
/// let date = Date::parse("2025-04").expect("a month");
/// assert_eq!(date.literals[0].role, DateRole::Date);
/// assert_eq!(date.literals[0].datatype, DateType::YearMonth);
/// assert_eq!(date.latest.map(|day| day.to_string()).as_deref(), Some("2025-04-30"));
///
/// let fault = Date::parse("3 avril 2025").expect_err("not EDTF");
/// assert_eq!(fault.suggestion.as_deref(), Some("2025-04-03"));
/// ```
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
    ///
    /// The day of a timestamp is its day as written, in its own time zone.
    pub fn parse(written: impl Into<Cow<'a, str>>) -> Result<Self, DateFault> {
        let written = written.into();
        let reading = read::date(&written)?;
        Ok(reading.into_date(written))
    }

    /// Reads a day by which something is to be done: [`DateRole::Due`] alone, no bounds.
    ///
    /// A day, month, year or timestamp; of an exact interval, its end. [`Date::earliest`] and [`Date::latest`] are those
    /// of the due date, so that a weekday can be checked; they are no literals.
    pub fn parse_due(written: impl Into<Cow<'a, str>>) -> Result<Self, DateFault> {
        let written = written.into();
        let reading = read::due(&written)?;
        Ok(reading.into_date(written))
    }

    /// Makes one interval of `since` and `until`, `..` where one is absent. The error says which of the two is at fault.
    ///
    /// Each is one date, approximate or not. Bytes in the error are those of the string at fault; a start after its end is
    /// a fault of `until`.
    pub fn between(since: Option<&str>, until: Option<&str>) -> Result<Date<'static>, (Side, DateFault)> {
        let (written, reading) = read::between(since, until)?;
        Ok(reading.into_date(Cow::Owned(written)))
    }

    /// The day, where the date is exactly one.
    pub fn day(&self) -> Option<NaiveDate> {
        self.earliest.filter(|first| Some(*first) == self.latest)
    }

    /// Which part of the date (`day`, `month`, `year`) neither these words nor these other dates support.
    /// `None` where all is supported, or nothing can be said.
    ///
    /// Only a date of the form day, month, year or timestamp is judged. A part is supported by a number, a month's or
    /// weekday's name in the words (French, English, Spanish, German, Russian, Arabic, Chinese), or by another date that
    /// shares it; words that name no year mean the year nearest to the other dates.
    pub fn unsupported(&self, words: &[&str], others: &[&Date<'_>]) -> Option<&'static str> {
        words::unsupported(self, words, others)
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
///
/// Full names count wherever they stand as a word of their own, short forms (`jeu.`, `Thu`) only beside a day of a month.
/// Names with another common meaning (`среда`, `Domingo`, `周三次`) count only where that meaning is excluded.
///
/// ```
/// use chrono::Weekday;
///
/// let words = "ce jeudi 3 avril";
/// let found = verbale_core::date::weekdays_in(words);
/// assert_eq!(found, [(Weekday::Thu, 3..8)]);
/// assert_eq!(&words[3..8], "jeudi");
/// ```
pub fn weekdays_in(words: &str) -> Vec<(Weekday, Range<usize>)> {
    weekday::find(words)
}
