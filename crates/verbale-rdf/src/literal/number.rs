//! Numbers, truth and bytes (XML Schema 1.1 part 2, sections 3.3 and 3.4).

type Refusal = Result<(), String>;

/// A whole number, of which least and greatest are allowed.
pub(super) fn integer(form: &str, least: Option<i128>, greatest: Option<i128>) -> Refusal {
    let digits = form.strip_prefix(['+', '-']).unwrap_or(form);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("a whole number has digits alone, after a sign".into());
    }
    let digits = digits.trim_start_matches('0');
    // What is too long for 128 bits is beyond every bound.
    let magnitude = if digits.is_empty() { 0 } else { digits.parse().unwrap_or(i128::MAX) };
    let value = if form.starts_with('-') { -magnitude } else { magnitude };
    match (least, greatest) {
        (Some(least), _) if value < least => Err(format!("the least is {least}")),
        (_, Some(greatest)) if value > greatest => Err(format!("the greatest is {greatest}")),
        _ => Ok(()),
    }
}

/// Section 3.3.3.1.
pub(super) fn decimal(form: &str) -> Refusal {
    if is_decimal(form) {
        Ok(())
    } else {
        Err("it has digits, a sign and a full stop alone, and one digit at least".into())
    }
}

fn is_decimal(form: &str) -> bool {
    let unsigned = form.strip_prefix(['+', '-']).unwrap_or(form);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(fraction) && whole.len() + fraction.len() > 0
}

/// `xsd:double` and `xsd:float`, sections 3.3.5.2 and 3.3.4.2: a number too great for its bits is infinite, not ill-formed.
pub(super) fn double(form: &str) -> Refusal {
    if matches!(form, "INF" | "+INF" | "-INF" | "NaN") {
        return Ok(());
    }
    let (mantissa, exponent) = form.split_once(['e', 'E']).unwrap_or((form, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let exponent = !exponent.is_empty() && exponent.bytes().all(|byte| byte.is_ascii_digit());
    if is_decimal(mantissa) && exponent {
        Ok(())
    } else {
        Err("it is neither digits with an exponent nor one of `INF`, `-INF` and `NaN`".into())
    }
}

pub(super) fn boolean(form: &str) -> Refusal {
    if matches!(form, "true" | "false" | "1" | "0") { Ok(()) } else { Err("no other word is a truth value".into()) }
}

/// Section 3.3.15.2.
pub(super) fn hexadecimal(form: &str) -> Refusal {
    if let Some(c) = form.chars().find(|c| !c.is_ascii_hexdigit()) {
        return Err(format!("{c:?} is no hexadecimal digit"));
    }
    if form.len().is_multiple_of(2) { Ok(()) } else { Err("the last digit has no pair".into()) }
}

/// Section 3.3.16.2: groups of four characters, one space allowed after each character but the last.
pub(super) fn base64(form: &str) -> Refusal {
    if form.starts_with(' ') || form.ends_with(' ') || form.contains("  ") {
        return Err("between two characters stands one space at most".into());
    }
    let characters: Vec<u8> = form.bytes().filter(|byte| *byte != b' ').collect();
    let padding = characters.iter().rev().take_while(|byte| **byte == b'=').count();
    let data = &characters[..characters.len() - padding];
    if let Some(byte) = data.iter().find(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'+' | b'/')) {
        return Err(format!("{:?} is not a character of base 64", char::from(*byte)));
    }
    let last: &[u8] = match padding {
        0 => return if data.len().is_multiple_of(4) { Ok(()) } else { Err("its length is no multiple of 4".into()) },
        1 => b"AEIMQUYcgkosw048",
        2 => b"AQgw",
        _ => return Err("at most two `=` end it".into()),
    };
    if !characters.len().is_multiple_of(4) {
        return Err("its length is no multiple of 4".into());
    }
    if data.last().is_some_and(|byte| last.contains(byte)) { Ok(()) } else { Err("its last bits are not zero".into()) }
}
