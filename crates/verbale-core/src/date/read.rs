//! From the parsed EDTF value to literals and bounds.

use std::borrow::Cow;

use chrono::NaiveDate;
use edtf_core::{
    Bound, Bounds, Date as EdtfDate, Edtf, Interval, IntervalEndpoint, ParseError, Precision, Set, SetElement, SetKind,
    YearKind,
};

use super::fault::{self, fault};
use super::{Date, DateFault, DateLiteral, DateRole, DateType, Side};

/// A value's literals before it knows what it was written as.
pub(super) struct Reading {
    literals: Vec<DateLiteral>,
    earliest: Option<NaiveDate>,
    latest: Option<NaiveDate>,
}

impl Reading {
    /// What the value says, with bounds that follow from it.
    fn new(literals: Vec<DateLiteral>, (earliest, latest): (Option<NaiveDate>, Option<NaiveDate>)) -> Self {
        let mut reading = Self { literals, earliest, latest };
        reading.add_bounds(true);
        reading
    }

    /// Only the bounds, which are then all that the value says.
    fn bounds((earliest, latest): (Option<NaiveDate>, Option<NaiveDate>)) -> Self {
        let mut reading = Self { literals: Vec::new(), earliest, latest };
        reading.add_bounds(false);
        reading
    }

    fn add_bounds(&mut self, derived: bool) {
        let bounds = [(DateRole::Earliest, self.earliest), (DateRole::Latest, self.latest)];
        let literals = bounds.into_iter().filter_map(|(role, day)| {
            day.map(|day| DateLiteral { role, lexical: day.to_string(), datatype: DateType::Date, derived })
        });
        self.literals.extend(literals);
        self.literals.sort_by_key(|literal| literal.role);
    }

    pub(super) fn into_date(self, written: Cow<'_, str>) -> Date<'_> {
        Date { written, literals: self.literals, earliest: self.earliest, latest: self.latest }
    }
}

/// What is wrong; a suggestion is one only if it is itself a date of the format.
fn explain(written: &str, error: ParseError) -> DateFault {
    let fault = fault::explain(written, error);
    DateFault { suggestion: fault.suggestion.filter(|better| date(better).is_ok()), ..fault }
}

pub(super) fn date(written: &str) -> Result<Reading, DateFault> {
    match Edtf::parse(written).map_err(|error| explain(written, error))? {
        Edtf::Date(date) => Ok(single(written, &date)),
        Edtf::DateTime(time) => Ok(timestamp(written, &time.date)),
        Edtf::Interval(interval) => interval_reading(written, &interval),
        Edtf::Set(set) => set_reading(written, &set),
    }
}

pub(super) fn due(written: &str) -> Result<Reading, DateFault> {
    let value = Edtf::parse(written).map_err(|error| explain(written, error))?;
    let literal = match &value {
        Edtf::Date(date) => exact(DateRole::Due, written, date),
        Edtf::DateTime(time) => {
            xsd_time(written).map(|lexical| literal(DateRole::Due, lexical, DateType::DateTime, &time.date))
        }
        Edtf::Interval(Interval { start, end: IntervalEndpoint::Date(end) }) if !is_vague(start) => {
            interval_reading(written, &Interval { start: *start, end: IntervalEndpoint::Date(*end) })?;
            let end_written = written.rsplit('/').next().unwrap_or(written);
            exact(DateRole::Due, end_written, end)
        }
        _ => None,
    };
    let Some((literal, (earliest, latest))) = literal else {
        return Err(DateFault {
            not_exact: true,
            ..fault(written, "a due date is a day, a month, a year, or an interval with an exact end")
        });
    };
    Ok(Reading { literals: vec![literal], earliest, latest })
}

pub(super) fn between(since: Option<&str>, until: Option<&str>) -> Result<(String, Reading), (Side, DateFault)> {
    for (side, end) in [(Side::Since, since), (Side::Until, until)] {
        if let Some(end) = end {
            check_end(end).map_err(|fault| (side, fault))?;
        }
    }
    if since.is_none() && until.is_none() {
        return Err((Side::Since, fault("", "an interval has a start or an end")));
    }
    let written = format!("{}/{}", since.unwrap_or(".."), until.unwrap_or(".."));
    match date(&written) {
        Ok(reading) => Ok((written, reading)),
        Err(found) => {
            Err((Side::Until, DateFault { bytes: 0..until.unwrap_or_default().len(), suggestion: None, ..found }))
        }
    }
}

/// One end of an interval is one date without a time of day.
fn check_end(written: &str) -> Result<(), DateFault> {
    match Edtf::parse(written).map_err(|error| explain(written, error))? {
        Edtf::Date(_) => Ok(()),
        Edtf::DateTime(_) => {
            let day = written.split('T').next().map(str::to_owned);
            Err(DateFault { suggestion: day, ..fault(written, "an end of an interval has no time of day") })
        }
        Edtf::Interval(_) => {
            Err(DateFault { not_exact: true, ..fault(written, "an end of an interval is one date, not an interval") })
        }
        Edtf::Set(_) => {
            Err(DateFault { not_exact: true, ..fault(written, "an end of an interval is one date, not a set") })
        }
    }
}

fn single(written: &str, date: &EdtfDate) -> Reading {
    if is_qualified(date) {
        return Reading::new(vec![edtf(written)], (None, None));
    }
    match exact(DateRole::Date, written, date) {
        Some((literal, bounds)) => Reading::new(vec![literal], bounds),
        None => Reading::new(vec![edtf(written)], days(Edtf::Date(*date).bounds())),
    }
}

fn timestamp(written: &str, date: &EdtfDate) -> Reading {
    let bounds = days(Edtf::Date(*date).bounds());
    let year = year_in_range(date);
    match xsd_time(written).filter(|_| year) {
        Some(lexical) => Reading::new(vec![plain(DateRole::Date, lexical, DateType::DateTime)], bounds),
        None => Reading::new(vec![edtf(written)], bounds),
    }
}

/// The form of `xsd:dateTime` (XSD 1.1 part 2, 3.3.7): it has no leap second, and minutes in every time zone.
fn xsd_time(written: &str) -> Option<String> {
    let (_, time) = written.split_once('T')?;
    if time.get(6..8)? == "60" {
        return None;
    }
    let hours_only = time.len() == "10:00:00+01".len();
    Some(if hours_only { format!("{written}:00") } else { written.to_owned() })
}

fn interval_reading(written: &str, interval: &Interval) -> Result<Reading, DateFault> {
    let ends = written.split_once('/').unwrap_or((written, ""));
    let bounds = (
        end_bounds(&interval.start).and_then(|bounds| day(bounds.earliest)),
        end_bounds(&interval.end).and_then(|bounds| day(bounds.latest)),
    );
    if matches!(bounds, (Some(start), Some(end)) if start > end) {
        return Err(fault::disorder(written));
    }
    let start = end_literal(DateRole::Start, ends.0, &interval.start);
    let end = end_literal(DateRole::End, ends.1, &interval.end);
    Ok(match (start, end) {
        (Ok(start), Ok(end)) => Reading::new(start.into_iter().chain(end).collect(), bounds),
        _ => Reading::new(vec![edtf(written)], bounds),
    })
}

/// No XSD literal states this end of an interval.
struct Unstatable;

/// Nothing for an end that is open or unknown.
fn end_literal(role: DateRole, written: &str, end: &IntervalEndpoint) -> Result<Option<DateLiteral>, Unstatable> {
    match end {
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => Ok(None),
        IntervalEndpoint::Date(date) => exact(role, written, date).map(|(literal, _)| Some(literal)).ok_or(Unstatable),
        IntervalEndpoint::OnOrBefore(_) | IntervalEndpoint::OnOrAfter(_) => Err(Unstatable),
    }
}

/// Only an end without `?`, `~`, `%` that is a date of its own bounds the interval.
fn end_bounds(end: &IntervalEndpoint) -> Option<Bounds> {
    match end {
        IntervalEndpoint::Date(date) if !is_qualified(date) => Some(Edtf::Date(*date).bounds()),
        _ => None,
    }
}

fn is_vague(end: &IntervalEndpoint) -> bool {
    match end {
        IntervalEndpoint::Date(date) => is_qualified(date),
        IntervalEndpoint::OnOrBefore(_) | IntervalEndpoint::OnOrAfter(_) => true,
        IntervalEndpoint::Open | IntervalEndpoint::Unknown => false,
    }
}

fn set_reading(written: &str, set: &Set) -> Result<Reading, DateFault> {
    if set.kind == SetKind::AllMembers {
        return Err(fault(
            written,
            "`{…}` names several dates at once: write one fact for each, or `[…]` for one of them",
        ));
    }
    let value = Edtf::Set(set.clone());
    if value.is_approximate() || value.is_uncertain() {
        return Ok(Reading::new(vec![edtf(written)], (None, None)));
    }
    let bounds = days(value.bounds());
    let is_range =
        matches!(&*set.elements, [SetElement::Range(..) | SetElement::OnOrBefore(_) | SetElement::OnOrAfter(_)]);
    Ok(if is_range && bounds != (None, None) {
        Reading::bounds(bounds)
    } else {
        Reading::new(vec![edtf(written)], bounds)
    })
}

type DayBounds = (Option<NaiveDate>, Option<NaiveDate>);

/// The XSD literal of a date that has one.
fn exact(role: DateRole, written: &str, date: &EdtfDate) -> Option<(DateLiteral, DayBounds)> {
    let plain_year = date.year.significant_digits.is_none() && year_in_range(date);
    if is_qualified(date) || date.has_unspecified() || !plain_year {
        return None;
    }
    let datatype = match date.precision() {
        Precision::Year => DateType::Year,
        Precision::Month => DateType::YearMonth,
        Precision::Day => DateType::Date,
        Precision::Season => return None,
    };
    Some(literal(role, written.to_owned(), datatype, date))
}

fn literal(role: DateRole, lexical: String, datatype: DateType, date: &EdtfDate) -> (DateLiteral, DayBounds) {
    (plain(role, lexical, datatype), days(Edtf::Date(*date).bounds()))
}

fn plain(role: DateRole, lexical: String, datatype: DateType) -> DateLiteral {
    DateLiteral { role, lexical, datatype, derived: false }
}

fn edtf(written: &str) -> DateLiteral {
    plain(DateRole::Edtf, written.to_owned(), DateType::Edtf)
}

fn is_qualified(date: &EdtfDate) -> bool {
    date.is_approximate() || date.is_uncertain()
}

fn year_in_range(date: &EdtfDate) -> bool {
    matches!(date.year.kind, YearKind::Standard { .. })
        && date.year.value().is_some_and(|year| (1..=9999).contains(&year))
}

fn days(bounds: Bounds) -> DayBounds {
    (day(bounds.earliest), day(bounds.latest))
}

fn day(bound: Bound) -> Option<NaiveDate> {
    let Bound::Date(date) = bound else { return None };
    let year = i32::try_from(date.year).ok().filter(|year| (1..=9999).contains(year))?;
    NaiveDate::from_ymd_opt(year, u32::from(date.month), u32::from(date.day))
}
