//! Why a string is no date, and what was meant.

use chrono::{Datelike, NaiveDate};
use edtf_core::{Edtf, ParseError};

use super::DateFault;
use super::names::month_named;

/// A fault of the whole string.
pub(super) fn fault(written: &str, message: impl Into<String>) -> DateFault {
    DateFault { message: message.into(), bytes: 0..written.len(), suggestion: None, not_exact: false, disorder: false }
}

/// A start after its end.
pub(super) fn disorder(written: &str) -> DateFault {
    let swapped = written.split_once('/').map(|(start, end)| format!("{end}/{start}"));
    let suggestion = swapped.filter(|swapped| Edtf::parse(swapped).is_ok());
    DateFault { disorder: true, suggestion, ..fault(written, "the start lies after the end") }
}

pub(super) fn explain(written: &str, error: ParseError) -> DateFault {
    if error.message.contains("precedes") {
        return disorder(written);
    }
    blanks(written)
        .or_else(|| no_such_day(written))
        .or_else(|| time_of_day(written))
        .or_else(|| other_spelling(written))
        .unwrap_or_else(|| grammar(written, error))
}

/// What the grammar says, at the character where it stops.
fn grammar(written: &str, error: ParseError) -> DateFault {
    let start = (0..=error.offset.min(written.len())).rev().find(|&at| written.is_char_boundary(at)).unwrap_or(0);
    let message = if written.is_empty() {
        "a date is empty".to_owned()
    } else {
        format!("no date of EDTF (`2025`, `2025-04`, `2025-04-03`, `a/b`, `[a..b]`): {}", error.message)
    };
    DateFault { bytes: start..written.len(), ..fault(written, message) }
}

fn blanks(written: &str) -> Option<DateFault> {
    let trimmed = written.trim();
    if trimmed.len() == written.len() || trimmed.is_empty() {
        return None;
    }
    let start = written.len() - written.trim_start().len();
    let bytes = if start > 0 { 0..start } else { trimmed.len()..written.len() };
    let suggestion = Some(trimmed.to_owned()).filter(|trimmed| Edtf::parse(trimmed).is_ok());
    let suggestion = suggestion.or_else(|| other_spelling(trimmed)?.suggestion);
    Some(DateFault { bytes, suggestion, ..fault(written, "a date has no blanks around it") })
}

/// `2025-02-30`, `2025-13-01`: the right form with numbers that no calendar has.
fn no_such_day(written: &str) -> Option<DateFault> {
    let parts: Vec<&str> = written.split('-').collect();
    let digits = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    let (year, month) = match *parts {
        [year, month] | [year, month, _] if digits(year, 4) && digits(month, 2) => {
            (year.parse().ok()?, month.parse().ok()?)
        }
        _ => return None,
    };
    let Some(first) = NaiveDate::from_ymd_opt(year, month, 1) else {
        return Some(DateFault { bytes: 5..7, ..fault(written, format!("there is no month {month:02}")) });
    };
    let length = first.num_days_in_month();
    let day = parts.get(2).filter(|day| digits(day, 2))?;
    Some(DateFault {
        bytes: 8..10,
        ..fault(written, format!("{year:04}-{month:02} has no day {day}: it has {length} days"))
    })
}

/// A timestamp that lacks the seconds, has a fraction, or a blank for the `T`.
fn time_of_day(written: &str) -> Option<DateFault> {
    let at = written.find(['T', 't', ' ']).filter(|&at| at >= 8)?;
    let (day, time) = (&written[..at], &written[at + 1..]);
    if !time.as_bytes().first().is_some_and(u8::is_ascii_digit) || !time.contains(':') {
        return None;
    }
    let zone_at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone_at);
    let clock = clock.trim_end();
    let whole = clock.split('.').next().unwrap_or(clock);
    let seconds = if whole.matches(':').count() == 1 { ":00" } else { "" };
    let suggestion = format!("{day}T{whole}{seconds}{}", zone.to_ascii_uppercase());
    let suggestion = Some(suggestion).filter(|text| Edtf::parse(text).is_ok());
    let message = "a timestamp is `2025-04-03T10:00:00`, with `Z` or `+01:00` after it where the zone is known";
    Some(DateFault { bytes: at..written.len(), suggestion, ..fault(written, message) })
}

/// A date as people write it.
fn other_spelling(written: &str) -> Option<DateFault> {
    let tokens = Token::all(written)?;
    let (message, suggestion) = match Meant::of(&tokens)? {
        Meant::One(text) if !fits_weekday(written, &text) => (format!("{text} is another day of the week"), None),
        Meant::One(text) => ("a date is written year first: `2025-04-03`, `2025-04` or `2025`".to_owned(), Some(text)),
        Meant::Two(first, second) => {
            (format!("this can be read as {first} or {second}: write the one that is meant"), None)
        }
    };
    Some(DateFault { suggestion, ..fault(written, message) })
}

/// Whether a weekday that stands beside the date, if any, is the date's.
fn fits_weekday(written: &str, date: &str) -> bool {
    let named = super::weekdays_in(written);
    let day = date.parse::<NaiveDate>().ok();
    named.is_empty() || day.is_none_or(|day| named.iter().any(|(weekday, _)| *weekday == day.weekday()))
}

#[derive(Clone, Copy, PartialEq)]
enum Token {
    /// Value and number of digits.
    Number(u32, usize),
    Month(u32),
    Mark(char),
}

impl Token {
    /// The string as numbers, months and marks; words that carry no date (`le`, `of`, `jeudi`) are left out.
    /// `None` if it holds something else, or too much.
    fn all(written: &str) -> Option<Vec<Self>> {
        let mut tokens = Vec::new();
        let mut rest = written;
        while let Some(first) = rest.chars().next() {
            let kind = kind_of(first);
            let length = if kind == Kind::Mark {
                first.len_utf8()
            } else {
                rest.find(|c| kind_of(c) != kind).unwrap_or(rest.len())
            };
            let text = &rest[..length];
            match kind {
                Kind::Digits => tokens.push(Self::Number(text.parse().ok()?, text.len())),
                Kind::Letters => match spoken(text)? {
                    Spoken::Month(month) => tokens.push(Self::Month(month)),
                    Spoken::Silent => {}
                },
                Kind::Mark if first.is_whitespace() || first == ',' => {}
                Kind::Mark => tokens.push(Self::Mark(first)),
            }
            rest = &rest[length..];
        }
        // The stop of an abbreviation: `3 апреля 2025 г.`
        if tokens.last() == Some(&Self::Mark('.')) {
            tokens.pop();
        }
        (tokens.len() <= 8).then_some(tokens)
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Digits,
    Letters,
    Mark,
}

fn kind_of(c: char) -> Kind {
    match c {
        '0'..='9' => Kind::Digits,
        '年' | '月' | '日' => Kind::Mark,
        c if c.is_alphabetic() => Kind::Letters,
        _ => Kind::Mark,
    }
}

enum Spoken {
    Month(u32),
    /// An article, a preposition, a weekday: it carries no part of the date.
    Silent,
}

fn spoken(text: &str) -> Option<Spoken> {
    const SILENT: &[&str] = &[
        "le", "the", "of", "de", "del", "der", "den", "am", "el", "du", "on", "er", "st", "nd", "rd", "th", "г", "года",
    ];
    let lower = text.to_lowercase();
    let silent = || SILENT.contains(&lower.as_str()) || !super::weekdays_in(text).is_empty();
    month_named(&lower).map(Spoken::Month).or_else(|| silent().then_some(Spoken::Silent))
}

enum Meant {
    One(String),
    Two(String, String),
}

impl Meant {
    fn of(tokens: &[Token]) -> Option<Self> {
        use Token::{Mark, Month, Number};
        let meant = match *tokens {
            [Number(first, 1..=2), Mark('/' | '-'), Number(second, 1..=2), Mark('/' | '-'), Number(year, 4)] => {
                return Self::either(year, first, second);
            }
            [
                Number(year, 4),
                Mark('-' | '/' | '.'),
                Number(month, 1..=2),
                Mark('-' | '/' | '.'),
                Number(day, 1..=2),
            ]
            | [Number(day, 1..=2), Mark('.'), Number(month, 1..=2), Mark('.'), Number(year, 4)]
            | [Number(day, 1..=2), Month(month), Number(year, 4)]
            | [Month(month), Number(day, 1..=2), Number(year, 4)]
            | [Number(day, 1..=2), Mark('.'), Month(month), Number(year, 4)]
            | [Number(year, 4), Mark('-'), Month(month), Mark('-'), Number(day, 1..=2)]
            | [Number(day, 1..=2), Mark('-'), Month(month), Mark('-'), Number(year, 4)]
            | [Number(year, 4), Mark('年'), Number(month, 1..=2), Mark('月'), Number(day, 1..=2), Mark('日')] => {
                on_day(year, month, day)
            }
            [Number(year, 4), Mark('-' | '/' | '.'), Number(month, 1..=2)]
            | [Number(month, 1..=2), Mark('-' | '/' | '.'), Number(year, 4)]
            | [Month(month), Number(year, 4)]
            | [Number(year, 4), Month(month)]
            | [Number(year, 4), Mark('年'), Number(month, 1..=2), Mark('月')] => in_month(year, month),
            [Number(year, 4), Mark('年')] => (year > 0).then(|| format!("{year:04}")),
            [Number(all, 8)] => on_day(all / 10_000, all / 100 % 100, all % 100),
            _ => None,
        };
        meant.map(Self::One)
    }

    /// Day and month in an order that only the numbers can tell.
    fn either(year: u32, first: u32, second: u32) -> Option<Self> {
        match (on_day(year, second, first), on_day(year, first, second)) {
            (Some(day_first), Some(month_first)) if day_first != month_first => Some(Self::Two(day_first, month_first)),
            (day_first, month_first) => day_first.or(month_first).map(Self::One),
        }
    }
}

fn on_day(year: u32, month: u32, day: u32) -> Option<String> {
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some(format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day()))
}

fn in_month(year: u32, month: u32) -> Option<String> {
    (1..=12).contains(&month).then(|| format!("{year:04}-{month:02}"))
}
