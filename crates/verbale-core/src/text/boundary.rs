//! Where a character as people see it may be cut.
//!
//! Offsets count code points, but a quote that stops before the accent of its last letter is another word: `cafe` is no
//! quote of `café` written with U+0301. This is the part of Unicode's grapheme rules (UAX #29) where a cut changes what is
//! read; a cut before U+200C (Persian morphemes) or inside CR LF stays allowed.

use unicode_normalization::char::is_combining_mark;

const ZERO_WIDTH_JOINER: char = '\u{200D}';

/// Whether a code point belongs to the character before it: combining marks and variation selectors, the zero-width
/// joiner, skin tones, the tags of a flag, vowels and finals of decomposed Hangul.
pub(super) fn extends(c: char) -> bool {
    let rare = matches!(
        c,
        ZERO_WIDTH_JOINER
            | '\u{1F3FB}'..='\u{1F3FF}'
            | '\u{E0020}'..='\u{E007F}'
            | '\u{1160}'..='\u{11FF}'
            | '\u{D7B0}'..='\u{D7FB}'
    );
    rare || (!c.is_ascii() && is_combining_mark(c))
}

/// Tells whether a text may be cut at a byte; bytes must be asked for in ascending order.
#[derive(Default)]
pub(super) struct Cuts {
    // Where the last run of regional indicators was counted up to, and whether their number was odd there.
    counted: usize,
    odd: bool,
}

impl Cuts {
    pub(super) fn allowed(&mut self, text: &str, at: usize) -> bool {
        let (Some(left), Some(right)) = (text[..at].chars().next_back(), text[at..].chars().next()) else {
            return true;
        };
        if left.is_ascii() && right.is_ascii() {
            return true;
        }
        left != ZERO_WIDTH_JOINER
            && !extends(right)
            && !(is_indicator(left) && is_indicator(right) && self.odd(text, at))
    }

    /// Whether an odd number of regional indicators ends at `at`: flags are pairs. What was counted before is not counted
    /// again, so that a text of nothing but flags stays linear.
    fn odd(&mut self, text: &str, at: usize) -> bool {
        let mut run = 0;
        let mut start = at;
        for c in text[self.counted.min(at)..at].chars().rev().take_while(|&c| is_indicator(c)) {
            run += 1;
            start -= c.len_utf8();
        }
        let carried = start == self.counted && start > 0 && self.odd;
        self.odd = carried ^ (run % 2 == 1);
        self.counted = at;
        self.odd
    }
}

fn is_indicator(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}
