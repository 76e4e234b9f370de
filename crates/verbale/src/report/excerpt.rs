//! The line of a file that a message shows, safe for a terminal, with the bytes to underline.

use std::ops::Range;

use verbale_core::diagnostic::Place;

use super::Subject;
use crate::terminal::push_visible;

/// Code points of a line that are shown before the underlined ones, where a line is long.
const BEFORE: usize = 60;
/// Code points of a line that are shown from the first underlined one on.
const AFTER: usize = 100;
/// Columns of a tab.
const TAB: &str = "    ";

/// A stretch of one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// What to show.
    pub(super) line: String,
    /// Bytes of [`Excerpt::line`] to underline; empty at one point where the place is.
    pub(super) marked: Range<usize>,
}

/// Cuts out the first line of a place. A place of several lines is underlined to the end of its first one; a line of a
/// batch may be megabytes long, so only the neighbourhood of the place is taken.
pub(super) fn excerpt(subject: Subject<'_>, place: Place) -> Option<Excerpt> {
    let text = subject.text;
    let (before, rest) = (text.get(..place.start.byte)?, text.get(place.start.byte..)?);
    let before = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
    let rest = &rest[..rest.find('\n').unwrap_or(rest.len())];
    let rest = rest.strip_suffix('\r').unwrap_or(rest);
    let marked = place.end.byte.saturating_sub(place.start.byte).min(rest.len());

    let mut excerpt = Excerpt { line: String::new(), marked: 0..0 };
    let cut = before.char_indices().rev().nth(BEFORE).map_or(0, |(at, c)| at + c.len_utf8());
    if cut > 0 {
        excerpt.line.push('…');
    }
    before[cut..].chars().for_each(|c| push(&mut excerpt.line, c));
    excerpt.marked = excerpt.line.len()..excerpt.line.len();
    for (count, (at, character)) in rest.char_indices().enumerate() {
        if count == AFTER {
            excerpt.line.push('…');
            break;
        }
        push(&mut excerpt.line, character);
        if at < marked {
            excerpt.marked.end = excerpt.line.len();
        }
    }
    Some(excerpt)
}

fn push(line: &mut String, character: char) {
    if character == '\t' {
        line.push_str(TAB);
    } else {
        push_visible(line, character);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use verbale_core::diagnostic::Position;

    fn cut(text: &str, bytes: Range<usize>) -> (String, String) {
        let at = |byte| Position { byte, ..Position::default() };
        let place = Place { start: at(bytes.start), end: at(bytes.end) };
        let found = excerpt(Subject { name: "", text }, place).unwrap();
        let marked = found.line[found.marked].to_owned();
        (found.line, marked)
    }

    #[test]
    fn the_line_of_the_place_is_shown() {
        assert_eq!(cut("a: b\nc: dé\r\ne", 8..11), ("c: dé".into(), "dé".into()));
        assert_eq!(cut("a: \"x\ny\"", 3..8), ("a: \"x".into(), "\"x".into()));
        assert_eq!(cut("a", 1..1), ("a".into(), String::new()));
    }

    #[test]
    fn controls_are_visible_and_the_mark_follows() {
        assert_eq!(cut("\u{feff}k: \u{1b}x", 6..7), (r"\u{feff}k: \u{1b}x".into(), r"\u{1b}".into()));
        assert_eq!(cut("\tk: v", 4..5), ("    k: v".into(), "v".into()));
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{}é{}", "a".repeat(1_000_000), "b".repeat(1_000_000));
        let (line, marked) = cut(&text, 1_000_000..1_000_002);
        assert_eq!(line, format!("…{}é{}…", "a".repeat(BEFORE), "b".repeat(AFTER - 1)));
        assert_eq!(marked, "é");
    }
}
