//! The tokens of a query, as far as faults can be told from them: the parser says little of where it failed.

use std::ops::Range;

/// A token with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) bytes: Range<usize>,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An IRI in angle brackets.
    Iri,
    /// A name with a prefix of so many bytes.
    Prefixed(usize),
    /// A keyword, or what somebody took for one.
    Word,
    /// A string that is closed.
    Text,
    /// A quotation mark that is never closed.
    Open,
    /// A bracket that opens.
    Opening(char),
    /// A bracket that closes.
    Closing(char),
    /// A variable, a number, a tag, a blank node, an operator.
    Other,
}

/// Cuts a query into its tokens; white space and comments are left out.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let (mut tokens, mut at) = (Vec::new(), 0);
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        if first.is_whitespace() {
            at += first.len_utf8();
        } else if first == '#' {
            at += rest.find('\n').unwrap_or(rest.len());
        } else {
            let (kind, length) = token(rest, first);
            tokens.push(Token { kind, bytes: at..at + length });
            at += length;
        }
    }
    tokens
}

/// The token that a text begins with, and its length in bytes.
fn token(rest: &str, first: char) -> (Kind, usize) {
    match first {
        '"' | '\'' => string(rest, first),
        '<' => iri(rest).map_or((Kind::Other, 1), |length| (Kind::Iri, length)),
        '{' | '(' | '[' => (Kind::Opening(first), 1),
        '}' | ')' | ']' => (Kind::Closing(first), 1),
        '?' | '$' | '@' => (Kind::Other, 1 + run(&rest[1..], |c| c.is_alphanumeric() || c == '_' || c == '-')),
        '_' if rest.starts_with("_:") => (Kind::Other, 2 + name(&rest[2..])),
        ':' => (Kind::Prefixed(0), 1 + local(&rest[1..])),
        _ if first.is_alphabetic() => {
            let word = name(rest);
            if rest[word..].starts_with(':') {
                (Kind::Prefixed(word), word + 1 + local(&rest[word + 1..]))
            } else {
                (Kind::Word, run(rest, |c| c.is_alphanumeric() || c == '_'))
            }
        }
        _ if first.is_ascii_digit() => (Kind::Other, run(rest, |c| c.is_ascii_alphanumeric() || c == '.')),
        _ => (Kind::Other, first.len_utf8()),
    }
}

/// A string between one or three quotation marks, escapes left as they are.
fn string(rest: &str, quote: char) -> (Kind, usize) {
    let three: String = [quote; 3].iter().collect();
    let long = rest.starts_with(&three);
    let mark = if long { three.as_str() } else { &rest[..1] };
    let mut at = mark.len();
    while let Some(next) = rest[at..].chars().next() {
        match next {
            _ if rest[at..].starts_with(mark) => return (Kind::Text, at + mark.len()),
            '\n' | '\r' if !long => break,
            '\\' => at += 1 + rest[at + 1..].chars().next().map_or(0, char::len_utf8),
            _ => at += next.len_utf8(),
        }
    }
    (Kind::Open, mark.len())
}

/// The length of an IRI in angle brackets; `<` may be an operator as well.
fn iri(rest: &str) -> Option<usize> {
    let end = rest.find('>')?;
    let within = |c: char| c > ' ' && !"<\"{}|^`\\".contains(c);
    rest[1..end].chars().all(within).then_some(end + 1)
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// Letters, digits, `_`, `-` and dots that are not at the end.
fn name(text: &str) -> usize {
    let length = run(text, |c| c.is_alphanumeric() || "_-.".contains(c));
    text[..length].trim_end_matches('.').len()
}

/// What follows the colon of a name with a prefix.
fn local(text: &str) -> usize {
    let (mut length, mut escaped) = (0, false);
    for character in text.chars() {
        if !(escaped || character.is_alphanumeric() || "_-.:%\\".contains(character)) {
            break;
        }
        escaped = character == '\\' && !escaped;
        length += character.len_utf8();
    }
    text[..length].trim_end_matches('.').len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(&str, Kind)> {
        tokens(text).into_iter().map(|token| (&text[token.bytes], token.kind)).collect()
    }

    #[test]
    fn a_query_is_cut_where_its_grammar_cuts_it() {
        use Kind::{Closing, Iri, Opening, Other, Prefixed, Text, Word};
        let text =
            "PREFIX e: <http://e/#> # a: comment\nSELECT ?x { ?x e:a.b-c. \"a } \\\" b\"@fr-CA ; '''x'y''' . _:b }";
        let expected = [
            ("PREFIX", Word),
            ("e:", Prefixed(1)),
            ("<http://e/#>", Iri),
            ("SELECT", Word),
            ("?x", Other),
            ("{", Opening('{')),
            ("?x", Other),
            ("e:a.b-c", Prefixed(1)),
            (".", Other),
            ("\"a } \\\" b\"", Text),
            ("@fr-CA", Other),
            (";", Other),
            ("'''x'y'''", Text),
            (".", Other),
            ("_:b", Other),
            ("}", Closing('}')),
        ];
        assert_eq!(cut(text), expected);
    }

    #[test]
    fn a_sign_for_less_is_no_iri_and_a_lone_mark_is_open() {
        assert_eq!(cut("?a <?b && ?c> 1")[1], ("<", Kind::Other));
        assert_eq!(cut("\"a\nb\"")[0], ("\"", Kind::Open));
        assert_eq!(cut("'''a\nb''"), [("'''", Kind::Open), ("a", Kind::Word), ("b", Kind::Word), ("''", Kind::Text)]);
        assert_eq!(cut("état:é 12.5e3"), [("état:é", Kind::Prefixed(5)), ("12.5e3", Kind::Other)]);
    }

    #[test]
    fn any_text_is_cut_without_end_or_panic() {
        for text in ["", "\\", "\"\\", "<", ":", "_:", "a:\\", "é\u{301}:", "\u{feff}", "'''\\'", "?", "@", "\u{0}"] {
            let tokens = tokens(text);
            assert!(
                tokens.iter().all(|token| !token.bytes.is_empty() && text.is_char_boundary(token.bytes.end)),
                "{text:?}"
            );
        }
    }
}
