//! Words: runs of letters, digits and their marks; one character each in scripts that write no spaces.

use std::ops::Range;

use super::boundary::extends;

/// Keeps the parts of Persian words together.
const ZERO_WIDTH_NON_JOINER: char = '\u{200C}';

/// Whether a character is a word by itself: Chinese, kana, Thai, Lao, Burmese, Khmer.
pub(super) fn stands_alone(c: char) -> bool {
    matches!(
        c,
        '\u{E00}'..='\u{EFF}'
            | '\u{1000}'..='\u{109F}'
            | '\u{1780}'..='\u{17FF}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30FF}'
            | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFF}'
    )
}

/// Whether two neighbours belong to one word.
pub(super) fn joined(left: char, right: char) -> bool {
    if extends(right) || right == ZERO_WIDTH_NON_JOINER {
        return true;
    }
    let in_word = |c: char| (c.is_alphanumeric() && !stands_alone(c)) || c == ZERO_WIDTH_NON_JOINER;
    in_word(right) && (in_word(left) || (extends(left) && !stands_alone(left)))
}

/// The words of a text from one byte on, as ranges of its bytes, in order.
pub(super) fn words(text: &str, from: usize) -> impl Iterator<Item = Range<usize>> {
    let mut at = from;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        at = end_of_word(text, start);
        Some(start..at)
    })
}

/// Where the word that begins at a byte ends.
fn end_of_word(text: &str, start: usize) -> usize {
    let mut characters = text[start..].char_indices();
    let mut left = characters.next().map_or(' ', |(_, first)| first);
    for (at, right) in characters {
        if !joined(left, right) {
            return start + at;
        }
        left = right;
    }
    text.len()
}

/// Where the last word begins that begins before a byte.
pub(super) fn start_before(text: &str, byte: usize) -> Option<usize> {
    let mut start = text[..byte].rfind(char::is_alphanumeric)?;
    while let (Some(left), Some(right)) = (text[..start].chars().next_back(), text[start..].chars().next()) {
        if !joined(left, right) {
            break;
        }
        start -= left.len_utf8();
    }
    Some(start)
}

/// Where the first word ends that ends after a byte.
pub(super) fn end_after(text: &str, byte: usize) -> Option<usize> {
    let begins_inside = text[..byte].chars().next_back().zip(text[byte..].chars().next());
    if begins_inside.is_some_and(|(left, right)| joined(left, right)) {
        return Some(end_of_word(text, byte));
    }
    words(text, byte).next().map(|word| word.end)
}
