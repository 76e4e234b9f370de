//! When: a day, month or year, in the precision that a row has.

use crate::scratch::{Scratch, Word};

/// A date `YYYYMMDD`, `YYYYMM` or `YYYY` in EDTF. Zeros for day or month say that the dataset does not know them; a date
/// without a year is none, and `None`.
pub(crate) fn compact(digits: &str, scratch: &mut Scratch) -> Option<Word> {
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (year, month, day) = (digits.get(..4)?, digits.get(4..6), digits.get(6..8));
    match (digits.len(), month.filter(|month| *month != "00"), day.filter(|day| *day != "00")) {
        _ if year == "0000" => None,
        (8, Some(month), Some(day)) => Some(scratch.write(format_args!("{year}-{month}-{day}"))),
        (8, Some(month), None) | (6, Some(month), _) => Some(scratch.write(format_args!("{year}-{month}"))),
        (8, None, None) | (6, None, _) | (4, ..) => Some(scratch.write(format_args!("{year}"))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_is_kept() {
        let mut scratch = Scratch::default();
        for (digits, expected) in [
            ("20151027", Some("2015-10-27")),
            ("20151000", Some("2015-10")),
            ("20150000", Some("2015")),
            ("201510", Some("2015-10")),
            ("201500", Some("2015")),
            ("2015", Some("2015")),
            ("20150027", None),
            ("00000000", None),
            ("2015-10-27", None),
            ("2.02E+07", None),
            ("201", None),
            ("2015102", None),
            ("", None),
        ] {
            let word = compact(digits, &mut scratch);
            assert_eq!(word.as_ref().map(|word| scratch.text(word)), expected, "{digits}");
        }
    }
}
