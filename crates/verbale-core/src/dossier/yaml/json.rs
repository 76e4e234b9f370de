//! JSON: a strict check of the whole, then a walk over text that is known to be well-formed.

use std::borrow::Cow;
use std::ops::Range;

use serde::de::IgnoredAny;

use super::builder::{Builder, Collection, Stop};
use super::faults::{boundary, character_at};
use crate::check::Check;
use crate::diagnostic::Diagnostic;
use crate::dossier::tree::{Style, Value};

/// Reads `body`, which starts at byte `base` of the builder's text.
pub(super) fn read<'a>(builder: &mut Builder<'a>, body: &'a str, base: usize) -> Result<(), Stop> {
    if let Err(error) = serde_json::from_str::<IgnoredAny>(body) {
        let at = character_at(body, byte_of(body, &error));
        builder.faults.push(at.start + base..at.end + base, explain(&error));
        return Err(Stop);
    }
    let mut at = 0;
    while let Some(&byte) = body.as_bytes().get(at) {
        let length = match byte {
            b'{' | b'[' | b'}' | b']' => bracket(builder, byte, base + at).map(|()| 1)?,
            b'"' => string(builder, body, at, base)?,
            b' ' | b'\t' | b'\n' | b'\r' | b',' | b':' => 1,
            _ => bare(builder, body, at, base)?,
        };
        at += length;
    }
    Ok(())
}

fn bracket(builder: &mut Builder<'_>, byte: u8, at: usize) -> Result<(), Stop> {
    match byte {
        b'{' => builder.open(Collection::Map, at),
        b'[' => builder.open(Collection::List, at),
        _ => builder.close(Some(at + 1)),
    }
}

fn string<'a>(builder: &mut Builder<'a>, body: &'a str, at: usize, base: usize) -> Result<usize, Stop> {
    let length = string_length(&body.as_bytes()[at..]);
    let quoted = &body[at..at + length];
    let bytes = base + at..base + at + length;
    let value = match unescaped(quoted) {
        Ok(text) => Value::Scalar(text, Style::Quoted),
        Err(error) => {
            let fault = error_range(quoted, &error, base + at);
            builder.fault(
                Check::Syntax,
                fault,
                plain_message(&error),
                "write a character beyond U+FFFF as itself or as two `\\u` escapes",
            );
            // Any text that is not empty keeps a key usable, so that the rest is read.
            Value::Scalar(Cow::Borrowed(quoted), Style::Quoted)
        }
    };
    builder.scalar(value, bytes)?;
    Ok(length)
}

/// Length of a string with both its quotation marks.
fn string_length(bytes: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn unescaped(quoted: &str) -> Result<Cow<'_, str>, serde_json::Error> {
    match quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        Some(text) if !text.contains('\\') => Ok(Cow::Borrowed(text)),
        _ => serde_json::from_str::<String>(quoted).map(Cow::Owned),
    }
}

fn bare<'a>(builder: &mut Builder<'a>, body: &'a str, at: usize, base: usize) -> Result<usize, Stop> {
    let rest = &body[at..];
    let length = rest.find([',', ']', '}', ' ', '\t', '\n', '\r']).unwrap_or(rest.len());
    let value = match &rest[..length] {
        "null" => Value::Null,
        text => Value::Scalar(Cow::Borrowed(text), Style::Bare),
    };
    builder.scalar(value, base + at..base + at + length)?;
    Ok(length)
}

/// The error's column counts the bytes of its line that were read: the offending one is the last of them,
/// but for a control character, which is refused before it is read.
fn byte_of(text: &str, error: &serde_json::Error) -> usize {
    let line_start = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    let unread = usize::from(error.to_string().starts_with("control character"));
    if error.is_eof() { text.len() } else { boundary(text, line_start + (error.column() + unread).saturating_sub(1)) }
}

fn error_range(quoted: &str, error: &serde_json::Error, base: usize) -> Range<usize> {
    let end = byte_of(quoted, error);
    let start = quoted[..end].rfind('\\').unwrap_or(0);
    base + start..base + end.max(start)
}

fn plain_message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rsplit_once(" at line ") {
        Some((message, _)) => message.to_owned(),
        None => message,
    }
}

fn explain(error: &serde_json::Error) -> Diagnostic {
    let message = plain_message(error);
    let help = match message.as_str() {
        "trailing comma" => "remove the comma before the closing bracket",
        "key must be a string" => "put keys in double quotes",
        "control character (\\u0000-\\u001F) found while parsing a string" => {
            "write line breaks as `\\n` and tabs as `\\t`"
        }
        "trailing characters" => "one JSON value is one dossier; in JSON Lines each stands on a line of its own",
        _ if error.is_eof() => "the text ends too early: close each quotation mark, `{` and `[`",
        _ => "JSON has double quotes, no comments and no trailing commas; a `.yaml` file is freer",
    };
    Diagnostic::new(Check::Syntax, "", message).help(help)
}
