//! Numbers of cells, in the form that a dossier and a literal have alike.

use std::borrow::Cow;

/// Digits of a decimal that every reader of JSON keeps.
const EXACT: usize = 15;

/// A decimal number as a lexical form of `xsd:decimal`, without a superfluous zero or sign; `None` where it is none.
///
/// Programs that compute averages write tiny ones with an exponent (`-7.1E-15`), which a decimal has not. A dossier holds
/// numbers as JSON does, so what has more digits than a double keeps becomes the shortest decimal of that double.
pub(crate) fn decimal(text: &str) -> Option<Cow<'_, str>> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, fraction)| (whole, Some(fraction)));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !plain(whole) || fraction.is_some_and(|fraction| !plain(fraction)) {
        return exponential(text);
    }
    let canonical =
        (whole == "0" || !whole.starts_with('0')) && fraction.is_none_or(|fraction| !fraction.ends_with('0'));
    if canonical && digits.len() - usize::from(fraction.is_some()) <= EXACT && (digits != "0" || text == "0") {
        return Some(Cow::Borrowed(text));
    }
    plainly(text)
}

fn exponential(text: &str) -> Option<Cow<'_, str>> {
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let power = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    (is_number(mantissa.strip_prefix('-').unwrap_or(mantissa)) && is_number(power)).then(|| plainly(text)).flatten()
}

/// The shortest decimal of the nearest double.
fn plainly(text: &str) -> Option<Cow<'_, str>> {
    let number: f64 = text.parse().ok().filter(|number: &f64| number.is_finite())?;
    // A zero has no sign in a decimal.
    Some(Cow::Owned((number + 0.0).to_string()))
}

/// Whether a decimal lies between `-bound` and `bound`.
pub(crate) fn within(decimal: &str, bound: f64) -> bool {
    decimal.parse::<f64>().is_ok_and(|number| number.abs() <= bound)
}

/// A count: a whole number from 0.
pub(crate) fn count(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// A whole number from 0 that numbers a record.
pub(crate) fn whole(text: &str) -> Option<u64> {
    let plain = text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn decimals() {
        for (text, expected) in [
            ("0", Some("0")),
            ("-1.76470588235294", Some("-1.76470588235294")),
            ("38", Some("38")),
            ("44.9429", Some("44.9429")),
            ("3.40", Some("3.4")),
            ("10.00", Some("10")),
            ("100", Some("100")),
            ("007.5", Some("7.5")),
            ("-0", Some("0")),
            ("-0.0", Some("0")),
            ("-0.5", Some("-0.5")),
            ("-7.105427357601E-15", Some("-0.000000000000007105427357601")),
            ("2.02E+3", Some("2020")),
            ("0.1234567890123456789", Some("0.12345678901234568")),
            ("3,4", None),
            ("+1", None),
            (".5", None),
            ("1.", None),
            ("1e", None),
            ("e1", None),
            ("1e999", None),
            ("NaN", None),
            ("inf", None),
            ("", None),
            ("-", None),
        ] {
            assert_eq!(decimal(text).as_deref(), expected, "{text}");
        }
    }

    proptest! {
        /// What comes out is the number that went in, and comes out again.
        #[test]
        fn decimals_keep_their_value(number in -1e6..1e6_f64) {
            let text = number.to_string();
            let form = decimal(&text).unwrap();
            prop_assert_eq!(form.parse::<f64>().unwrap().to_bits(), number.to_bits());
            let again = decimal(&form).unwrap();
            prop_assert_eq!(&again, &form);
        }

        #[test]
        fn nothing_else_is_a_number(text in "[-+.,eE0-9 ]{0,8}") {
            if let Some(form) = decimal(&text) {
                prop_assert!(form.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-'));
                prop_assert!((form.parse::<f64>().unwrap() - text.parse::<f64>().unwrap()).abs() < 1e-9_f64.max(1e-9 * text.parse::<f64>().unwrap().abs()));
            }
        }
    }

    #[test]
    fn counts() {
        assert_eq!((count("0"), count("12"), count("4294967295")), (Some(0), Some(12), Some(u32::MAX)));
        assert_eq!(
            (count("4294967296"), count("-1"), count("+1"), count("1.0"), count("")),
            (None, None, None, None, None)
        );
    }
}
