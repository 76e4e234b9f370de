//! Numbers that records of event datasets carry.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serializer;

use super::decode::{Decode, Path, wrong_type};
use super::tree::{Node, Style, Value};
use crate::check::Check;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// A count: a whole number from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Count(pub(crate) u32);

impl JsonSchema for Count {
    fn schema_name() -> Cow<'static, str> {
        "Count".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 0, "maximum": u32::MAX })
    }
}

impl<'a> Decode<'a> for Count {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let Value::Scalar(text, Style::Plain | Style::Bare) = &node.value else {
            faults.push(wrong_type(node, at, &Self::expected()));
            return None;
        };
        if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
            faults.push(wrong_type(node, at, &Self::expected()));
            return None;
        }
        let count = text.parse().ok().map(Self);
        if count.is_none() {
            let fault =
                Diagnostic::new(Check::BadNumber, at.to_string(), "the number must be between 0 and 4294967295");
            faults.push(fault.value(text.as_ref()));
        }
        count
    }

    fn expected() -> Cow<'static, str> {
        "a whole number from 0".into()
    }
}

/// The average tone of articles, as written: a decimal from -100 to 100.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tone<'a>(pub(crate) Cow<'a, str>);

impl JsonSchema for Tone<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Tone".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number", "minimum": -100, "maximum": 100 })
    }
}

impl<'a> Decode<'a> for Tone<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let number = match &node.value {
            Value::Scalar(text, Style::Plain | Style::Bare) => decimal(text),
            _ => None,
        };
        let Some(number) = number else {
            faults.push(wrong_type(node, at, &Self::expected()));
            return None;
        };
        if is_tone(&number) {
            return Some(Self(number));
        }
        let fault = Diagnostic::new(Check::BadNumber, at.to_string(), "a tone lies between -100 and 100");
        faults.push(fault.value(number.as_ref()));
        None
    }

    fn expected() -> Cow<'static, str> {
        "a decimal number, as in `-3.25`,".into()
    }
}

/// Whether a text is a tone in a lexical form of `xsd:decimal`.
pub(crate) fn is_tone(text: &str) -> bool {
    is_decimal(text) && text.parse::<f64>().is_ok_and(|tone| tone.abs() <= 100.0)
}

/// Whether it is digits, perhaps after a minus and around one dot: the common part of JSON numbers and `xsd:decimal`.
pub(crate) fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, fraction].iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

/// A number as a lexical form of `xsd:decimal`. JSON writers give small numbers an exponent, which a decimal has not.
fn decimal<'a>(text: &Cow<'a, str>) -> Option<Cow<'a, str>> {
    if is_decimal(text) {
        return Some(text.clone());
    }
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let digits = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    let has_form = is_decimal(mantissa) && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let number = text.parse::<f64>().ok().filter(|number| has_form && number.is_finite())?;
    Some(Cow::Owned(number.to_string()))
}

/// Writes the lexical form of a decimal as a number.
pub(crate) fn as_number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    match (text.parse::<i64>(), text.parse::<f64>()) {
        (Ok(whole), _) => serializer.serialize_i64(whole),
        (Err(_), Ok(number)) => serializer.serialize_f64(number),
        (Err(_), Err(_)) => serializer.serialize_str(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponents_become_decimals() {
        let written = |text: &'static str| decimal(&Cow::Borrowed(text)).map(Cow::into_owned);
        for (text, expected) in [
            ("-3.25", Some("-3.25")),
            ("0", Some("0")),
            ("1.50", Some("1.50")),
            ("1.77635683940025e-15", Some("0.00000000000000177635683940025")),
            ("2E1", Some("20")),
            ("-1e-2", Some("-0.01")),
            ("1e", None),
            ("e5", None),
            ("1e5e5", None),
            ("1e999", None),
            ("nan", None),
            ("+1", None),
            ("1.", None),
            ("", None),
        ] {
            assert_eq!(written(text), expected.map(str::to_owned), "{text}");
        }
    }

    #[test]
    fn tones_have_bounds() {
        assert!(is_tone("100") && is_tone("-100.0") && is_tone("0.5"));
        assert!(!is_tone("100.01") && !is_tone("1e1") && !is_tone("x"));
    }
}
