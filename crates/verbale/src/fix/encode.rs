//! What the styles of YAML and JSON can hold, and how (YAML 1.2.2, chapters 5 and 7; RFC 8259, section 7).

use std::fmt::Write as _;

/// A word for single quotes.
pub(super) fn doubled(word: &str) -> String {
    word.replace('\'', "''")
}

/// A word for double quotes, in YAML and in JSON.
pub(super) fn escaped(word: &str) -> String {
    let mut escaped = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '"' | '\\' => escaped.extend(['\\', c]),
            c if needs_escape(c) => {
                // Writing to a `String` cannot fail. None of these lies beyond U+FFFF.
                let _ = write!(escaped, "\\u{:04x}", u32::from(c));
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// Control characters, and what some readers of YAML take for a line break or refuse.
fn needs_escape(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether a word can stand where there are no escapes.
pub(super) fn is_block_text(word: &str) -> bool {
    !word.contains(needs_escape)
}

/// Whether words can be a plain scalar that every reader of YAML takes for text (sections 7.3.3 and 10.3).
pub(super) fn is_plain(words: &[&str], in_flow: bool) -> bool {
    let Some(first) = words.first() else { return false };
    let fits = |word: &&str| {
        is_block_text(word)
            && !word.starts_with('#')
            && !word.ends_with(':')
            && (!in_flow || !word.contains([',', '[', ']', '{', '}']))
    };
    !first.starts_with(INDICATORS) && words.iter().all(fits) && !looks_typed(words)
}

/// Characters that may mean something else at the beginning of a value.
const INDICATORS: [char; 19] =
    ['-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`'];

/// Words that readers of YAML take for null or a boolean, in any case.
const TYPED: [&str; 12] = ["null", "~", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<"];

/// Whether a reader of YAML, old or new, may take the words for anything but text: a number, a date, a boolean.
fn looks_typed(words: &[&str]) -> bool {
    match words {
        [word] if TYPED.iter().any(|typed| word.eq_ignore_ascii_case(typed)) => true,
        [word] => word.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '.')),
        words => words.iter().all(|word| !word.contains(char::is_alphabetic)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Section 7.3.3, and the types of YAML 1.1 that `PyYAML` still knows.
    #[test]
    fn plain_is_only_what_is_text_to_everybody() {
        let split = |text: &'static str| text.split(' ').collect::<Vec<_>>();
        for text in
            ["l’AES", "a:b", "a#b", "3 avril", "a-b – c", "no way", "100\u{a0}% sûr", "él\u{1f600}", "a, b", "(x)"]
        {
            assert!(is_plain(&split(text), false), "{text}");
        }
        for text in [
            "- a",
            "? a",
            "a: b",
            "a:",
            "#a",
            "a #b",
            "&a",
            "*a",
            "!a",
            "|",
            "> a",
            "'a",
            "\"a",
            "%a",
            "@a",
            "`a",
            "[a",
            "{a",
            "null",
            "~",
            "Yes",
            "off",
            "2025-04-03",
            "1_000",
            "+3",
            ".inf",
            "12:30",
            "2025-04-03 10:00:00",
            "=",
            "a\u{85}",
            "a\u{feff}",
            "a\u{1b}",
        ] {
            assert!(!is_plain(&split(text), false), "{text}");
        }
        for text in ["a, b", "a]b", "{a", "a}"] {
            assert!(!is_plain(&split(text), true), "{text}");
        }
        assert!(!is_plain(&[], false));
    }

    #[test]
    fn escapes_are_those_that_both_languages_have() {
        let text = "\"\\\u{0}\t\u{1b}\u{7f}\u{85}\u{9b}\u{2028}\u{feff}\u{ffff}é\u{a0}\u{202f}\u{1f600}";
        let written = format!("\"{}\"", escaped(text));
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        assert!(written.ends_with("é\u{a0}\u{202f}\u{1f600}\""), "{written}");
        assert_eq!(written.matches("\\u").count(), 9);
    }
}
