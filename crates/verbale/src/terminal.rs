//! Text from files, made safe to show on a terminal.

use std::borrow::Cow;

/// Whether a character could steer a terminal or hide what is written: C0, DEL and C1 controls, bidirectional
/// controls, line and paragraph separators, and U+FEFF.
pub(crate) fn steers(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
        )
}

/// The text with each character that [`steers`] written as `\u{…}`.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(steers) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        push_visible(&mut shown, character);
    }
    Cow::Owned(shown)
}

/// Appends one character as [`visible`] shows it.
pub(crate) fn push_visible(shown: &mut String, character: char) {
    if steers(character) {
        shown.extend(character.escape_unicode());
    } else {
        shown.push(character);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_become_their_code_points() {
        assert_eq!(visible("a\u{1b}[31m\u{202e}\n"), r"a\u{1b}[31m\u{202e}\u{a}");
        assert!(matches!(visible("Sergueï 谢尔盖 سيرغي"), Cow::Borrowed(_)));
    }
}
