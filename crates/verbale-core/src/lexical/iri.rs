//! IRIs: absolute and well-formed by RFC 3987, as `oxiri` judges, with the character that is at fault.

use std::fmt::Write as _;

use oxiri::Iri;

use super::script::invisible;
use super::{LexicalFault, shown};

/// Checks an absolute IRI (RFC 3987).
///
/// Any scheme is allowed. Characters that an IRI cannot hold are suggested in percent-encoding.
///
/// ```
/// use verbale_core::lexical::check_iri;
///
/// assert!(check_iri("https://example.org/été").is_ok());
/// let fault = check_iri("https://example.org/a b").expect_err("a blank");
/// assert_eq!(fault.bytes, 21..22);
/// assert_eq!(fault.suggestion.as_deref(), Some("https://example.org/a%20b"));
/// ```
pub fn check_iri(iri: &str) -> Result<(), LexicalFault> {
    if let Some((at, c)) = iri.char_indices().find(|(_, c)| is_formatting(*c)) {
        let message =
            format!("an IRI cannot hold the bidirectional control {} (RFC 3987, section 4.1)", c.escape_unicode());
        return Err(LexicalFault::new(at..at + c.len_utf8(), message));
    }
    match Iri::parse(iri) {
        Ok(_) => Ok(()),
        Err(error) => Err(explain(iri, &error.to_string())),
    }
}

/// The characters that steer the direction of text; the grammar lets them pass, the specification does not.
const fn is_formatting(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn explain(iri: &str, reason: &str) -> LexicalFault {
    if iri.is_empty() {
        return LexicalFault::new(0..0, "an IRI is empty");
    }
    let suggestion = suggestion(iri).filter(|better| Iri::parse(better.as_str()).is_ok());
    if let Some((at, c)) = forbidden(iri) {
        let message = format!("an IRI cannot hold {}", shown(c));
        return LexicalFault::new(at..at + c.len_utf8(), message).suggest(suggestion);
    }
    if let Some(at) = broken_escape(iri) {
        let end = (at + 3).min(iri.len());
        let end = (at + 1..=end).rev().find(|&end| iri.is_char_boundary(end)).unwrap_or(iri.len());
        return LexicalFault::new(at..end, "`%` is followed by two hexadecimal digits").suggest(suggestion);
    }
    if !has_scheme(iri) {
        let message = "an IRI is absolute: it begins with a scheme such as `https:`";
        return LexicalFault::new(0..iri.len(), message).suggest(with_scheme(iri));
    }
    LexicalFault::new(0..iri.len(), plain(reason)).suggest(suggestion)
}

/// The parser's words, as the end of a sentence of ours.
fn plain(reason: &str) -> String {
    let mut letters = reason.chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    format!("not a well-formed IRI: {first}{}", letters.as_str().trim_end_matches('.'))
}

fn forbidden(iri: &str) -> Option<(usize, char)> {
    iri.char_indices().find(|(_, c)| is_forbidden(*c))
}

/// Characters of neither `iunreserved`, `reserved`, `iprivate` nor `%` (RFC 3987 section 2.2).
fn is_forbidden(c: char) -> bool {
    let code = u32::from(c);
    match c {
        '\0'..=' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '\u{7f}'..='\u{9f}' => true,
        _ => matches!(code, 0xfdd0..=0xfdef | 0xfff0..=0xffff | 0xe0000..=0xe0fff) || code & 0xfffe == 0xfffe,
    }
}

fn broken_escape(iri: &str) -> Option<usize> {
    (0..iri.len()).find(|&at| is_broken_escape(iri, at))
}

fn is_broken_escape(iri: &str, at: usize) -> bool {
    let bytes = iri.as_bytes();
    let is_hex = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
    bytes[at] == b'%' && !(is_hex(at + 1) && is_hex(at + 2))
}

/// RFC 3986 section 3.1.
fn has_scheme(iri: &str) -> bool {
    let scheme = iri.split_once(':').map_or("", |(scheme, _)| scheme);
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

/// `www.example.org/x`, `//example.org/x`: an address without its scheme.
fn with_scheme(iri: &str) -> Option<String> {
    let address = iri.trim_start_matches('/');
    let host = address.split(['/', '?', '#']).next().unwrap_or_default();
    let is_address = iri.starts_with("www.") || (iri.starts_with("//") && host.contains('.'));
    let better = is_address.then(|| format!("https://{address}"))?;
    Iri::parse(better.as_str()).is_ok().then_some(better)
}

/// The IRI without blanks around it, and with what it cannot hold in percent-encoding.
fn suggestion(iri: &str) -> Option<String> {
    let trimmed = iri.trim().trim_start_matches('<').trim_end_matches('>');
    let mut better = String::new();
    for (at, c) in trimmed.char_indices() {
        if is_forbidden(c) || is_broken_escape(trimmed, at) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                write!(better, "%{byte:02X}").ok()?;
            }
        } else {
            better.push(c);
        }
    }
    (better != iri).then_some(better)
}

/// What is unusual about a well-formed IRI: upper-case scheme or host, dot segments, invisible characters.
///
/// Two IRIs that differ only in these name different things in RDF, although a browser opens the same page for both.
pub fn iri_style(iri: &str) -> Option<String> {
    let parsed = Iri::parse(iri).ok().filter(|_| !iri.contains(is_formatting))?;
    let scheme = parsed.scheme();
    if scheme.chars().any(char::is_uppercase) {
        return Some(format!("the scheme `{scheme}` is usually written in lower case"));
    }
    let host = parsed.authority().map(|authority| authority.rsplit_once('@').map_or(authority, |(_, host)| host));
    if let Some(host) = host.filter(|host| host.chars().any(char::is_uppercase)) {
        return Some(format!("the host `{host}` is usually written in lower case"));
    }
    if matches!(scheme, "http" | "https") && parsed.path().split('/').any(|segment| matches!(segment, "." | "..")) {
        return Some("the path has `.` or `..` segments, which name nothing of their own".to_owned());
    }
    let (c, name) = iri.chars().find_map(|c| invisible(c).map(|name| (c, name)))?;
    Some(format!("it holds U+{:04X} ({name}), which cannot be seen", u32::from(c)))
}
