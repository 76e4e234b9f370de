//! Changes as a unified diff, for people: control characters are visible, and a CR before a line feed is left out.

use similar::{ChangeTag, TextDiff};

use crate::terminal::push_visible;

/// Lines that are shown before and after a change.
const CONTEXT: usize = 3;

/// The lines before the changes of a file; `name` is shown as it is.
pub(super) fn header(name: &str) -> String {
    format!("--- {name}\n+++ {name}\n")
}

/// The changes from one text to another; empty where there are none.
pub(super) fn hunks(old: &str, new: &str) -> String {
    let [old, new] = [old, new].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let diff = TextDiff::from_slices(&old, &new);
    let mut shown = String::new();
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        shown.push_str(&hunk.header().to_string());
        shown.push('\n');
        for change in hunk.iter_changes() {
            push_line(&mut shown, change.tag(), change.value());
        }
    }
    shown
}

/// The change of one line that has this number in both files.
pub(super) fn line(number: usize, old: &str, new: &str) -> String {
    let mut shown = format!("@@ -{number} +{number} @@\n");
    push_line(&mut shown, ChangeTag::Delete, old);
    push_line(&mut shown, ChangeTag::Insert, new);
    shown
}

fn push_line(shown: &mut String, tag: ChangeTag, line: &str) {
    shown.push(match tag {
        ChangeTag::Equal => ' ',
        ChangeTag::Delete => '-',
        ChangeTag::Insert => '+',
    });
    let whole = line.strip_suffix('\n');
    let words = whole.map_or(line, |line| line.strip_suffix('\r').unwrap_or(line));
    for c in words.chars() {
        if c == '\t' {
            shown.push(c);
        } else {
            push_visible(shown, c);
        }
    }
    shown.push_str(if whole.is_some() { "\n" } else { "\n\\ No newline at end of file\n" });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The form of `diff -u`: three lines around a change, `-` before `+`.
    #[test]
    fn changes_stand_in_their_context() {
        let old: String = ["1", "2", "3", "4", "5", "6", "7", "8", "9"].map(|n| format!("line {n}\r\n")).concat();
        let new = old.replace("line 5", "line\u{a0}5");
        let expected = "@@ -2,7 +2,7 @@\n line 2\n line 3\n line 4\n-line 5\n+line\u{a0}5\n line 6\n line 7\n line 8\n";
        assert_eq!(hunks(&old, &new), expected);
        assert_eq!(hunks(&old, &old), "");
    }

    #[test]
    fn controls_are_visible_and_a_missing_line_feed_is_named() {
        let shown = hunks("a\tb\r\u{1b}[1m\u{202e}x", "a\tb\r\u{1b}[1m\u{202e}y");
        let line = r"a	b\u{d}\u{1b}[1m\u{202e}";
        let end = "\n\\ No newline at end of file\n";
        assert_eq!(shown, format!("@@ -1 +1 @@\n-{line}x{end}+{line}y{end}"));
        assert_eq!(self::line(7, "a\n", "b\n"), "@@ -7 +7 @@\n-a\n+b\n");
    }
}
