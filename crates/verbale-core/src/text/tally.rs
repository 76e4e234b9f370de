//! What counts as white space, and the occurrences of a quote met so far.

use std::ops::Range;

use super::boundary::Cuts;

/// How many places an ambiguous quote is shown with.
const SHOWN: usize = 10;

/// Space, tab, line feed, carriage return: a run of these matches any other such run. No-break and thin spaces do not.
pub(super) fn is_white(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// [`is_white`] for a code point.
pub(super) fn is_white_char(c: char) -> bool {
    c.is_ascii() && is_white(c as u8)
}

/// The occurrences met so far, in bytes.
pub(super) struct Tally<'t> {
    text: &'t str,
    wanted: Option<usize>,
    starts: Cuts,
    ends: Cuts,
    /// The first places, at most ten; with a wanted occurrence, that one alone.
    pub(super) places: Vec<Range<usize>>,
    /// The first place: a quote that occurs once allocates nothing.
    pub(super) first: Option<Range<usize>>,
    /// How many there are.
    pub(super) total: usize,
}

impl<'t> Tally<'t> {
    pub(super) fn new(text: &'t str, wanted: Option<usize>) -> Self {
        Self { text, wanted, starts: Cuts::default(), ends: Cuts::default(), places: Vec::new(), first: None, total: 0 }
    }

    /// Counts an occurrence unless it cuts a character; false once the wanted one is found.
    pub(super) fn add(&mut self, place: Range<usize>) -> bool {
        let starts = self.starts.allowed(self.text, place.start);
        if !self.ends.allowed(self.text, place.end) || !starts {
            return true;
        }
        self.total += 1;
        if self.wanted.is_some_and(|wanted| wanted != self.total) {
            return true;
        }
        if self.first.is_none() {
            self.first = Some(place);
        } else if self.places.len() + 1 < SHOWN {
            self.places.push(place);
        }
        self.wanted.is_none()
    }
}
