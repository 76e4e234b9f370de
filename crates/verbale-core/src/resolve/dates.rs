//! Dates: their literals, and whether they fit their words and the source.

use std::ops::Range;

use chrono::Datelike;

use super::Resolver;
use super::resolved::{Object, Triple};
use crate::check::Check;
use crate::codes::Basis;
use crate::date::{Date, DateLiteral, DateRole, DateType, weekdays_in};
use crate::diagnostic::{Diagnostic, Part};
use crate::dossier::decode::Path;
use crate::dossier::value::Quote;
use crate::vocab::{EDTF, Property, xsd};

/// The datatype's IRI.
pub(super) const fn datatype(date_type: DateType) -> &'static str {
    match date_type {
        DateType::Date => xsd::iri::date,
        DateType::YearMonth => xsd::iri::gYearMonth,
        DateType::Year => xsd::iri::gYear,
        DateType::DateTime => xsd::iri::dateTime,
        DateType::Edtf => EDTF,
    }
}

/// The property that a literal goes to.
pub(super) const fn property(role: DateRole) -> Property {
    match role {
        DateRole::Date => Property::Date,
        DateRole::Start => Property::Start,
        DateRole::End => Property::End,
        DateRole::Due => Property::Due,
        DateRole::Earliest => Property::Earliest,
        DateRole::Latest => Property::Latest,
        DateRole::Edtf => Property::Edtf,
    }
}

/// The properties that a claim about a date names.
pub(super) fn claimed_properties(date: &Date<'_>) -> Vec<Property> {
    date.literals.iter().filter(|literal| !literal.derived).map(|literal| property(literal.role)).collect()
}

impl<'d> Resolver<'d> {
    /// Adds a date's literals.
    pub(super) fn add_date(&mut self, date: &Date<'_>, properties: &mut Vec<Triple<'d>>) {
        for literal in &date.literals {
            self.add_literal(literal, properties);
        }
    }

    pub(super) fn add_literal(&mut self, literal: &DateLiteral, properties: &mut Vec<Triple<'d>>) {
        let lexical = self.mint.arena.lexical(&literal.lexical);
        properties.push((property(literal.role), Object::Typed(lexical, datatype(literal.datatype))));
    }

    /// A weekday in the words of a date is the date's weekday. The words are the date's own; where it has none, the
    /// fact's, of which only a weekday beside the very day counts: other words may speak of other days.
    pub(super) fn check_weekday(
        &mut self,
        date: &Date<'_>,
        words: &[Quote<'_>],
        are_own: bool,
        (value, owner): (&Path<'_>, &Path<'_>),
    ) {
        let Some(day) = date.day() else { return };
        let weekday = day.weekday();
        for (index, quote) in words.iter().enumerate() {
            let text = &quote.text;
            let mut named = weekdays_in(text);
            named.retain(|(_, bytes)| are_own || is_beside(text, bytes, day.day()));
            if named.is_empty() || named.iter().any(|(found, _)| *found == weekday) {
                continue;
            }
            let message =
                format!("«{}» does not fit {day}, which is a {}", &text[named[0].1.clone()], english(weekday));
            let fault =
                Diagnostic::new(Check::WeekdayMismatch, value.to_string(), message).value(date.written.as_ref());
            let fault = fault.related(format!("{owner}/quote/{index}"), Part::Value, "the words");
            self.faults.push(fault.help("correct the date, or quote the words that give it"));
        }
    }

    /// What is asserted to have happened is not dated after the source.
    pub(super) fn check_not_after_source(&mut self, date: &Date<'_>, at: &Path<'_>) {
        let source = &self.dossier.source;
        let dates = [source.published.as_ref(), source.dateline.as_ref().map(|dateline| &dateline.value)];
        let Some(last) = dates.into_iter().flatten().filter_map(|date| date.latest).max() else {
            return;
        };
        if date.earliest.is_some_and(|first| first > last) {
            let message = format!("the source is of {last}: it cannot assert what happened on {}", date.written);
            let fault = Diagnostic::new(Check::DateAfterSource, at.to_string(), message).value(date.written.as_ref());
            self.faults
                .push(fault.help(
                    "what is to come is a commitment or an expectation; `plannedIn: …` puts the event inside it",
                ));
        }
    }

    /// An explicit date is supported by its words, or by the dateline.
    pub(super) fn warn_unsupported(
        &mut self,
        scope: usize,
        date: &Date<'_>,
        words: &[&str],
        basis: Basis,
        at: &Path<'_>,
    ) {
        if basis != Basis::Explicit || self.scopes[scope].text.is_none() {
            return;
        }
        let source = &self.dossier.source;
        let others = [source.dateline.as_ref().map(|dateline| &dateline.value), source.published.as_ref()];
        let others: Vec<&Date<'_>> = others.into_iter().flatten().collect();
        if let Some(part) = date.unsupported(words, &others) {
            let message = format!("the {part} of {} is neither in the quoted words nor in the dateline", date.written);
            let fault = Diagnostic::new(Check::DateUnsupported, at.to_string(), message).value(date.written.as_ref());
            self.faults.push(fault.help("quote the words that give the date, or write `{value: …, basis: inferred}`"));
        }
    }
}

/// Whether a day of the month follows the weekday: «jeudi 3 avril», "Thursday, 3 April".
fn is_beside(text: &str, weekday: &Range<usize>, day: u32) -> bool {
    let rest = text[weekday.end..].trim_start_matches([',', ' ', '\u{a0}', '\u{202f}']);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    rest[..digits].parse() == Ok(day)
}

const fn english(weekday: chrono::Weekday) -> &'static str {
    match weekday {
        chrono::Weekday::Mon => "Monday",
        chrono::Weekday::Tue => "Tuesday",
        chrono::Weekday::Wed => "Wednesday",
        chrono::Weekday::Thu => "Thursday",
        chrono::Weekday::Fri => "Friday",
        chrono::Weekday::Sat => "Saturday",
        chrono::Weekday::Sun => "Sunday",
    }
}
