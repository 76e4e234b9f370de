//! Values of literals: whether they have the form of their datatype, and which is less.

use std::cmp::Ordering;
use std::str::FromStr;

use oxrdf::vocab::xsd;
use oxrdf::{Literal, NamedNodeRef};
use oxsdatatypes::{
    Boolean, Date, DateTime, DayTimeDuration, Decimal, Double, Duration, Float, GDay, GMonth, GMonthDay, GYear,
    GYearMonth, Time, YearMonthDuration,
};

/// Integer datatypes with their least and greatest value, `None` where there is no bound.
const INTEGERS: [(NamedNodeRef<'static>, Option<i128>, Option<i128>); 13] = [
    (xsd::INTEGER, None, None),
    (xsd::LONG, Some(i64::MIN as i128), Some(i64::MAX as i128)),
    (xsd::INT, Some(i32::MIN as i128), Some(i32::MAX as i128)),
    (xsd::SHORT, Some(i16::MIN as i128), Some(i16::MAX as i128)),
    (xsd::BYTE, Some(i8::MIN as i128), Some(i8::MAX as i128)),
    (xsd::NON_NEGATIVE_INTEGER, Some(0), None),
    (xsd::POSITIVE_INTEGER, Some(1), None),
    (xsd::NON_POSITIVE_INTEGER, None, Some(0)),
    (xsd::NEGATIVE_INTEGER, None, Some(-1)),
    (xsd::UNSIGNED_LONG, Some(0), Some(u64::MAX as i128)),
    (xsd::UNSIGNED_INT, Some(0), Some(u32::MAX as i128)),
    (xsd::UNSIGNED_SHORT, Some(0), Some(u16::MAX as i128)),
    (xsd::UNSIGNED_BYTE, Some(0), Some(u8::MAX as i128)),
];

/// Whether a literal has the form that its datatype asks for; datatypes that are not of XML Schema ask for nothing.
pub(crate) fn is_well_formed(literal: &Literal) -> bool {
    let datatype = literal.datatype();
    let text = literal.value();
    if let Some(integer) = INTEGERS.iter().find(|integer| integer.0 == datatype) {
        return is_integer(text, integer.1, integer.2);
    }
    form(datatype).is_none_or(|accepts| accepts(text))
}

/// The check of a datatype's lexical space (XML Schema 1.1 part 2).
fn form(datatype: NamedNodeRef<'_>) -> Option<fn(&str) -> bool> {
    Some(match datatype {
        xsd::BOOLEAN => parses::<Boolean>,
        xsd::DECIMAL => is_decimal,
        xsd::FLOAT => parses::<Float>,
        xsd::DOUBLE => parses::<Double>,
        xsd::DATE => parses::<Date>,
        xsd::TIME => parses::<Time>,
        xsd::DATE_TIME => parses::<DateTime>,
        xsd::DATE_TIME_STAMP => |text| DateTime::from_str(text).is_ok_and(|time| time.timezone_offset().is_some()),
        xsd::G_YEAR => parses::<GYear>,
        xsd::G_YEAR_MONTH => parses::<GYearMonth>,
        xsd::G_MONTH_DAY => is_month_day,
        xsd::G_MONTH => parses::<GMonth>,
        xsd::G_DAY => parses::<GDay>,
        xsd::DURATION => parses::<Duration>,
        xsd::YEAR_MONTH_DURATION => parses::<YearMonthDuration>,
        xsd::DAY_TIME_DURATION => parses::<DayTimeDuration>,
        xsd::LANGUAGE => is_language,
        _ => return None,
    })
}

fn parses<T: FromStr>(text: &str) -> bool {
    text.parse::<T>().is_ok()
}

/// `--02-29` is a day, which the parser looks up in a year that is no leap year.
fn is_month_day(text: &str) -> bool {
    match text.strip_prefix("--02-29") {
        Some(zone) => parses::<GMonthDay>(&format!("--02-28{zone}")),
        None => parses::<GMonthDay>(text),
    }
}

/// Digits with an optional sign, within the bounds; numbers of any length.
fn is_integer(text: &str, least: Option<i128>, greatest: Option<i128>) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    match text.parse::<i128>() {
        Ok(value) => least.is_none_or(|least| least <= value) && greatest.is_none_or(|greatest| value <= greatest),
        Err(_) if text.starts_with('-') => least.is_none(),
        Err(_) => greatest.is_none(),
    }
}

/// Digits with an optional sign and point; numbers of any length.
fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    !(whole.is_empty() && part.is_empty()) && whole.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit())
}

/// `[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*`, as XML Schema has it.
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let length = 1..=8;
    parts.next().is_some_and(|first| length.contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic()))
        && parts.all(|part| length.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// A literal's value, as far as values of its datatype have an order.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Boolean(bool),
    Decimal(Decimal),
    Double(f64),
    Text(String),
    Date(Date),
    Time(Time),
    DateTime(DateTime),
    Year(GYear),
    YearMonth(GYearMonth),
    Duration(Duration),
}

impl Value {
    /// Reads a literal; `None` where its datatype has no order or its form is wrong.
    pub(crate) fn new(literal: &Literal) -> Option<Self> {
        let text = literal.value();
        let datatype = literal.datatype();
        if INTEGERS.iter().any(|integer| integer.0 == datatype) {
            return if is_well_formed(literal) { Self::number(text) } else { None };
        }
        Some(match datatype {
            xsd::STRING => Self::Text(text.to_owned()),
            xsd::BOOLEAN => Self::Boolean(text.parse::<Boolean>().ok()?.into()),
            xsd::DECIMAL if is_decimal(text) => return Self::number(text),
            xsd::FLOAT => Self::Double(f64::from(f32::from(text.parse::<Float>().ok()?))),
            xsd::DOUBLE => Self::Double(text.parse::<Double>().ok()?.into()),
            xsd::DATE => Self::Date(text.parse().ok()?),
            xsd::TIME => Self::Time(text.parse().ok()?),
            xsd::DATE_TIME | xsd::DATE_TIME_STAMP => Self::DateTime(text.parse().ok()?),
            xsd::G_YEAR => Self::Year(text.parse().ok()?),
            xsd::G_YEAR_MONTH => Self::YearMonth(text.parse().ok()?),
            xsd::DURATION => Self::Duration(text.parse().ok()?),
            xsd::YEAR_MONTH_DURATION => Self::Duration(text.parse::<YearMonthDuration>().ok()?.into()),
            xsd::DAY_TIME_DURATION => Self::Duration(text.parse::<DayTimeDuration>().ok()?.into()),
            _ => return None,
        })
    }

    /// A number in digits; one that is too long for an exact value becomes a double.
    fn number(text: &str) -> Option<Self> {
        text.parse().map(Self::Decimal).ok().or_else(|| text.parse().map(Self::Double).ok())
    }

    fn as_double(&self) -> Option<f64> {
        match self {
            Self::Decimal(decimal) => Some(Double::from(*decimal).into()),
            Self::Double(double) => Some(*double),
            _ => None,
        }
    }
}

/// The order of two values as the SPARQL operators `<` and `>` have it, and for dates, times, years and durations as
/// XML Schema has it; `None` where they do not compare.
impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Boolean(a), Self::Boolean(b)) => a.partial_cmp(b),
            (Self::Decimal(a), Self::Decimal(b)) => a.partial_cmp(b),
            (Self::Text(a), Self::Text(b)) => a.partial_cmp(b),
            (Self::Date(a), Self::Date(b)) => a.partial_cmp(b),
            (Self::Time(a), Self::Time(b)) => a.partial_cmp(b),
            (Self::DateTime(a), Self::DateTime(b)) => a.partial_cmp(b),
            (Self::Year(a), Self::Year(b)) => a.partial_cmp(b),
            (Self::YearMonth(a), Self::YearMonth(b)) => a.partial_cmp(b),
            (Self::Duration(a), Self::Duration(b)) => a.partial_cmp(b),
            _ => self.as_double()?.partial_cmp(&other.as_double()?),
        }
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(text: &str, datatype: NamedNodeRef<'_>) -> Literal {
        Literal::new_typed_literal(text, datatype)
    }

    /// Lexical forms from the tables of XML Schema 1.1 part 2, good and bad.
    #[test]
    fn forms() {
        let good = [
            ("1", xsd::BOOLEAN),
            ("+007", xsd::INTEGER),
            ("123456789012345678901234567890123456789012345", xsd::INTEGER),
            ("-128", xsd::BYTE),
            ("18446744073709551615", xsd::UNSIGNED_LONG),
            (".5", xsd::DECIMAL),
            ("5.", xsd::DECIMAL),
            ("-INF", xsd::DOUBLE),
            ("2024-02-29", xsd::DATE),
            ("2025-04-03+02:00", xsd::DATE),
            ("-0044", xsd::G_YEAR),
            ("2025-04", xsd::G_YEAR_MONTH),
            ("--02-29", xsd::G_MONTH_DAY),
            ("--02-29Z", xsd::G_MONTH_DAY),
            ("P1Y2M3DT4H", xsd::DURATION),
            ("2025-04-03T10:00:00Z", xsd::DATE_TIME_STAMP),
            ("fr-CA", xsd::LANGUAGE),
            ("anything", xsd::STRING),
        ];
        for (text, datatype) in good {
            assert!(is_well_formed(&literal(text, datatype)), "{text} {datatype}");
        }
    }

    #[test]
    fn wrong_forms() {
        let bad = [
            ("yes", xsd::BOOLEAN),
            ("12.0", xsd::INTEGER),
            ("", xsd::INTEGER),
            (" 1", xsd::INTEGER),
            ("128", xsd::BYTE),
            ("-1", xsd::NON_NEGATIVE_INTEGER),
            ("-123456789012345678901234567890123456789012345", xsd::POSITIVE_INTEGER),
            (".", xsd::DECIMAL),
            ("1e5", xsd::DECIMAL),
            ("two", xsd::DOUBLE),
            ("2025-02-29", xsd::DATE),
            ("03/04/2025", xsd::DATE),
            ("25", xsd::G_YEAR),
            ("2025-13", xsd::G_YEAR_MONTH),
            ("02-29", xsd::G_MONTH_DAY),
            ("--02-30", xsd::G_MONTH_DAY),
            ("--02-299", xsd::G_MONTH_DAY),
            ("1 year", xsd::DURATION),
            ("2025-04-03T10:00:00", xsd::DATE_TIME_STAMP),
            ("fr_CA", xsd::LANGUAGE),
        ];
        for (text, datatype) in bad {
            assert!(!is_well_formed(&literal(text, datatype)), "{text} {datatype}");
        }
    }

    #[test]
    fn order() {
        let less = [
            ("9", xsd::INTEGER, "10", xsd::INTEGER),
            ("9", xsd::INT, "9.5", xsd::DECIMAL),
            ("1e0", xsd::DOUBLE, "2", xsd::BYTE),
            ("10", xsd::STRING, "9", xsd::STRING),
            ("-0100", xsd::G_YEAR, "-0044", xsd::G_YEAR),
            ("2025-04-03", xsd::DATE, "2025-04-04", xsd::DATE),
            ("2025-04-03T01:00:00+02:00", xsd::DATE_TIME, "2025-04-03T00:00:00Z", xsd::DATE_TIME),
            ("2025-04", xsd::G_YEAR_MONTH, "2025-05", xsd::G_YEAR_MONTH),
            ("P11M", xsd::DURATION, "P1Y", xsd::YEAR_MONTH_DURATION),
        ];
        for (a, a_type, b, b_type) in less {
            let order = Value::new(&literal(a, a_type)).partial_cmp(&Value::new(&literal(b, b_type)));
            assert_eq!(order, Some(Ordering::Less), "{a} {b}");
        }
    }

    #[test]
    fn no_order() {
        let pairs = [
            ("2025", xsd::G_YEAR, "2024-01-01", xsd::DATE),
            ("2025", xsd::G_YEAR, "2024", xsd::INTEGER),
            ("2025-04", xsd::G_YEAR_MONTH, "2025-04-03", xsd::DATE),
            ("10", xsd::STRING, "9", xsd::INTEGER),
            ("NaN", xsd::DOUBLE, "9", xsd::INTEGER),
            ("2025-04-03T00:00:00", xsd::DATE_TIME, "2025-04-03T00:00:00Z", xsd::DATE_TIME),
        ];
        for (a, a_type, b, b_type) in pairs {
            let (a, b) = (Value::new(&literal(a, a_type)).unwrap(), Value::new(&literal(b, b_type)).unwrap());
            assert_eq!(a.partial_cmp(&b), None, "{a:?} {b:?}");
        }
        for (text, datatype) in [("2025-02-30", xsd::DATE), ("x", xsd::INTEGER), ("x", xsd::ANY_URI)] {
            assert!(Value::new(&literal(text, datatype)).is_none(), "{text}");
        }
    }
}
