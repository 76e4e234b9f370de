//! Just enough of the tokens of Turtle to know where each begins and ends.
//!
//! The parser stays the judge: what it takes for a token is measured as it measures it, and what it refuses may be measured
//! in any way.

use memchr::{memchr2, memchr3};

/// A kind of token, as far as the outline of a document asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `<…>`, a prefixed name, `_:label`, a number, or a word such as `true`.
    Term,
    /// A word without a colon.
    Word,
    /// A string in any of the four quotes.
    String,
    /// `@` with letters: a language tag or a directive.
    At,
    /// `^^`.
    Carets,
    /// Anything else, one byte long.
    Mark(u8),
}

/// What stands at the beginning of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// A token of so many bytes.
    Token(Kind, usize),
    /// A token that cannot be told without the bytes that follow.
    More,
    /// What no parser takes, of so many bytes, and why.
    Broken(&'static str, usize),
}

/// The length of the white space and comments that bytes begin with; `None` if more may follow.
pub(crate) fn gap(bytes: &[u8], ending: bool) -> Option<usize> {
    let mut at = 0;
    loop {
        at += bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
        match bytes.get(at) {
            None => return ending.then_some(at),
            Some(b'#') => match memchr2(b'\n', b'\r', &bytes[at..]) {
                Some(end) => at += end,
                None => return ending.then_some(bytes.len()),
            },
            Some(_) => return Some(at),
        }
    }
}

/// The token that bytes begin with; they begin with neither white space nor a comment, and are not empty.
pub(crate) fn token(bytes: &[u8], ending: bool) -> Found {
    match bytes[0] {
        b'<' => iri(bytes),
        quote @ (b'"' | b'\'') => string(bytes, quote),
        b'@' => {
            let end = 1 + count(&bytes[1..], |byte| byte.is_ascii_alphanumeric() || byte == b'-');
            measured(Kind::At, end, end, bytes, ending)
        }
        b'^' if bytes.get(1) == Some(&b'^') => Found::Token(Kind::Carets, 2),
        b'^' => measured(Kind::Mark(b'^'), 1, 1, bytes, ending),
        b'.' if !bytes.get(1).is_some_and(u8::is_ascii_digit) => measured(Kind::Mark(b'.'), 1, 1, bytes, ending),
        b'0'..=b'9' | b'+' | b'-' | b'.' => number(bytes, ending),
        b'_' => label(bytes, ending),
        byte if byte == b':' || in_word(byte) => name(bytes, ending),
        mark => Found::Token(Kind::Mark(mark), 1),
    }
}

/// A token of `length` bytes, known for sure once there is a byte at `looked_at`.
fn measured(kind: Kind, length: usize, looked_at: usize, bytes: &[u8], ending: bool) -> Found {
    if looked_at < bytes.len() || ending { Found::Token(kind, length.max(1)) } else { Found::More }
}

fn iri(bytes: &[u8]) -> Found {
    match memchr2(b'>', b'\n', bytes) {
        Some(end) if bytes[end] == b'>' => Found::Token(Kind::Term, end + 1),
        Some(end) => Found::Broken("an IRI ends with `>` on the line on which it begins", end),
        None => Found::More,
    }
}

fn string(bytes: &[u8], quote: u8) -> Found {
    match (bytes.get(1), bytes.get(2)) {
        (None, _) => Found::More,
        (Some(second), None) if *second == quote => Found::More,
        (Some(second), Some(third)) if *second == quote && *third == quote => long_string(bytes, quote),
        _ => short_string(bytes, quote),
    }
}

fn short_string(bytes: &[u8], quote: u8) -> Found {
    let mut at = 1;
    while let Some(next) = bytes.get(at..).and_then(|rest| memchr3(quote, b'\\', b'\n', rest)) {
        at += next;
        match bytes[at] {
            b'\\' => at += 2,
            b'\n' => return Found::Broken("a string in single quotation marks ends on its line", at),
            _ => return Found::Token(Kind::String, at + 1),
        }
    }
    Found::More
}

fn long_string(bytes: &[u8], quote: u8) -> Found {
    let mut at = 3;
    while let Some(next) = bytes.get(at..).and_then(|rest| memchr2(quote, b'\\', rest)) {
        at += next;
        match bytes[at..] {
            [b'\\', ..] => at += 2,
            [a, b, c, ..] if a == quote && b == quote && c == quote => return Found::Token(Kind::String, at + 3),
            _ => at += 1,
        }
    }
    Found::More
}

/// `1.` is a number and a full stop, `1.e5` is a number.
fn number(bytes: &[u8], ending: bool) -> Found {
    let digits = |from: usize| from + count(&bytes[from..], |byte| byte.is_ascii_digit());
    let whole = digits(usize::from(matches!(bytes[0], b'+' | b'-')));
    let fraction = if bytes.get(whole) == Some(&b'.') { digits(whole + 1) } else { whole };
    if matches!(bytes.get(fraction), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(fraction + 1), Some(b'+' | b'-')));
        let end = digits(fraction + 1 + sign);
        return measured(Kind::Term, end, end, bytes, ending);
    }
    let length = if fraction == whole + 1 { whole } else { fraction };
    measured(Kind::Term, length, fraction, bytes, ending)
}

fn label(bytes: &[u8], ending: bool) -> Found {
    if bytes.len() > 1 && bytes[1] != b':' {
        return Found::Token(Kind::Mark(b'_'), 1);
    }
    let end = bytes.len().min(2) + bytes.get(2..).map_or(0, |rest| count(rest, |byte| in_word(byte) || byte == b'.'));
    measured(Kind::Term, without_stops(bytes, end), end, bytes, ending)
}

/// A prefixed name, or a word.
fn name(bytes: &[u8], ending: bool) -> Found {
    let colon = count(bytes, |byte| in_word(byte) || byte == b'.');
    if bytes.get(colon) != Some(&b':') {
        return measured(Kind::Word, without_stops(bytes, colon), colon, bytes, ending);
    }
    let local = colon + 1;
    match bytes.get(local) {
        None => return measured(Kind::Term, local, local, bytes, ending),
        Some(b'.' | b'-') => return Found::Token(Kind::Term, local),
        Some(_) => {}
    }
    let mut at = local;
    let mut stops = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'.' | b':' | b'%' => {}
            byte if in_word(byte) => {}
            _ => break,
        }
        stops = if byte == b'.' { stops + 1 } else { 0 };
        at += 1;
    }
    measured(Kind::Term, at.min(bytes.len()) - stops, at, bytes, ending)
}

/// Letters, digits, `_`, `-`, and every byte of a character beyond ASCII.
fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | 0x80..)
}

fn count(bytes: &[u8], fits: impl Fn(u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| fits(**byte)).count()
}

/// Full stops at the end of a name end the statement.
fn without_stops(bytes: &[u8], end: usize) -> usize {
    end - bytes[..end].iter().rev().take_while(|byte| **byte == b'.').count()
}
