//! Dates of HTTP (RFC 9110, 5.6.7), as far as `Retry-After` needs them.

use std::time::{Duration, SystemTime};

/// Seconds since the start of 1970, in UTC, of a date in any of the three forms that a recipient must read.
pub(crate) fn seconds(date: &str) -> Option<u64> {
    let fields: Vec<&str> = date.split([' ', ',', '-']).filter(|field| !field.is_empty()).collect();
    match *fields.as_slice() {
        // Sun, 06 Nov 1994 08:49:37 GMT and Sunday, 06-Nov-94 08:49:37 GMT, or Sun Nov  6 08:49:37 1994.
        [_, day, month, year, time, "GMT"] | [_, month, day, time, year] => at(full_year(year)?, month, day, time),
        _ => None,
    }
}

/// A year of two digits is the nearest that is not more than 50 years ahead; these dates are of our time.
fn full_year(year: &str) -> Option<u64> {
    let number = digits(year, year.len())?;
    match year.len() {
        4 => Some(number),
        2 => Some(if number < 70 { 2000 + number } else { 1900 + number }),
        _ => None,
    }
}

fn at(year: u64, month: &str, day: &str, time: &str) -> Option<u64> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = MONTHS.iter().position(|name| *name == month)? as u64 + 1;
    let day = digits(day, day.len()).filter(|day| (1..=31).contains(day))?;
    let (hours, rest) = time.split_once(':')?;
    let (minutes, seconds) = rest.split_once(':')?;
    let (hours, minutes, seconds) = (digits(hours, 2)?, digits(minutes, 2)?, digits(seconds, 2)?);
    if year < 1970 || hours > 23 || minutes > 59 || seconds > 60 {
        return None;
    }
    Some(((days(year, month, day) * 24 + hours) * 60 + minutes) * 60 + seconds)
}

fn digits(text: &str, count: usize) -> Option<u64> {
    let all = text.len() == count && (1..=4).contains(&count) && text.bytes().all(|byte| byte.is_ascii_digit());
    if all { text.parse().ok() } else { None }
}

/// Days from the first of January 1970, by the Gregorian calendar, with years that begin in March.
fn days(year: u64, month: u64, day: u64) -> u64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year / 4 - year / 100 + year / 400;
    year * 365 + leap_days + (month * 153 + 2) / 5 + day - 1 - 719_468
}

/// The time that `Retry-After` asks for (RFC 9110, 10.2.3): seconds, or a date; the latter by the clock of the response's
/// `Date`, or else by ours.
pub(crate) fn retry_after(value: &str, date: Option<&str>) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let now = date
        .and_then(seconds)
        .or_else(|| SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok().map(|since| since.as_secs()))?;
    Some(Duration::from_secs(seconds(value)?.saturating_sub(now)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The three examples of RFC 9110, 5.6.7, which are one moment; its number is that of `date -u +%s`.
    #[test]
    fn the_three_forms_of_the_specification_are_one_moment() {
        for date in ["Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"] {
            assert_eq!(seconds(date), Some(784_111_777), "{date}");
        }
    }

    #[test]
    fn leap_days_and_ends_of_years_are_counted() {
        let cases = [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Tue, 29 Feb 2000 00:00:00 GMT", 951_782_400),
            ("Fri, 31 Dec 2100 23:59:59 GMT", 4_133_980_799),
            ("Tue, 24 Nov 2026 14:08:54 GMT", 1_795_529_334),
        ];
        for (date, expected) in cases {
            assert_eq!(seconds(date), Some(expected), "{date}");
        }
    }

    #[test]
    fn waits_are_seconds_or_the_way_to_a_date() {
        let date = Some("Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(retry_after(" 120 ", None), Some(Duration::from_secs(120)));
        assert_eq!(retry_after("99999999999999999999999", None), Some(Duration::from_secs(u64::MAX)));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:50:07 GMT", date), Some(Duration::from_secs(30)));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:00:00 GMT", date), Some(Duration::ZERO));
        for bad in ["", "-1", "1.5", "soon", "Sun, 06 Nov 1994", "Sun, 99 Nov 1994 08:49:37 GMT"] {
            assert_eq!(retry_after(bad, date), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_none(text in "[A-Za-z]{3}[, ]{1,2}[0-9]{0,5}[ -][A-Z][a-z]{2}[ -][0-9]{0,22} [0-9:]{0,12} GMT") {
            let _ = retry_after(&text, Some(&text));
        }
    }
}
