//! Every place where a quote stands, verbatim but for white space.

use std::ops::Range;

use memchr::memmem::Finder;

use super::linear;
use super::tally::{Tally, is_white, is_white_char};

/// What it costs to look at a place at all, in compared bytes.
const CANDIDATE: usize = 32;

/// Counts the occurrences of a quote without the white space around it, overlapping ones included; a blank one has none.
pub(super) fn occurrences<'t>(text: &'t str, quote: &str, wanted: Option<usize>) -> Tally<'t> {
    let quote = quote.trim_matches(is_white_char);
    let mut tally = Tally::new(text, wanted);
    if quote.is_empty() || anchored(text.as_bytes(), quote, &mut tally).is_some() {
        return tally;
    }
    let mut tally = Tally::new(text, wanted);
    linear::occurrences(text.as_bytes(), quote.as_bytes(), &mut tally);
    tally
}

/// Looks for the longest word of the quote and compares around it; `None` when the text makes that too much work, as a
/// text of one letter repeated does.
fn anchored(text: &[u8], quote: &str, tally: &mut Tally<'_>) -> Option<()> {
    let quote = quote.as_bytes();
    let anchor = longest_word(quote);
    let finder = Finder::new(&quote[anchor.clone()]);
    let mut work = Work { left: 8 * text.len() + 65_536 };
    let mut from = 0;
    while let Some(distance) = finder.find(&text[from..]) {
        let at = from + distance;
        from = at + 1;
        work.spend(anchor.len() + CANDIDATE);
        if work.left == 0 {
            return None;
        }
        if let Some(place) = verbatim(text, quote, at.wrapping_sub(anchor.start)) {
            if !tally.add(place) {
                break;
            }
            continue;
        }
        let Some(start) = backward(&text[..at], &quote[..anchor.start], &mut work) else { continue };
        let ahead = &text[at + anchor.len()..];
        let Some(length) = forward(ahead, &quote[anchor.end..], &mut work) else { continue };
        if !tally.add(start..at + anchor.len() + length) {
            break;
        }
    }
    Some(())
}

/// The place that starts at `start`, if the quote stands there white space and all, as most do.
fn verbatim(text: &[u8], quote: &[u8], start: usize) -> Option<Range<usize>> {
    let place = start..start.checked_add(quote.len())?;
    (text.get(place.clone())? == quote).then_some(place)
}

fn longest_word(quote: &[u8]) -> Range<usize> {
    let mut longest = 0..0;
    let mut start = 0;
    for word in quote.split(|&byte| is_white(byte)) {
        if word.len() > longest.len() {
            longest = start..start + word.len();
        }
        start += word.len() + 1;
    }
    longest
}

/// The bytes that may still be compared before the other way of searching is the cheaper one.
struct Work {
    left: usize,
}

impl Work {
    fn spend(&mut self, bytes: usize) {
        self.left = self.left.saturating_sub(bytes);
    }
}

/// How many bytes at the start of `text` match the whole of `quote`.
fn forward(text: &[u8], quote: &[u8], work: &mut Work) -> Option<usize> {
    let (mut at, mut rest) = (0, quote);
    while let Some(&first) = rest.first() {
        let (matched, used) = if is_white(first) {
            (white_run(text[at..].iter()), white_run(rest.iter()))
        } else {
            let length = rest.iter().position(|&byte| is_white(byte)).unwrap_or(rest.len());
            (if text[at..].starts_with(&rest[..length]) { length } else { 0 }, length)
        };
        work.spend(matched.max(used));
        if matched == 0 {
            return None;
        }
        at += matched;
        rest = &rest[used..];
    }
    Some(at)
}

/// Where the stretch at the end of `text` begins that matches the whole of `quote`.
fn backward(text: &[u8], quote: &[u8], work: &mut Work) -> Option<usize> {
    let (mut before, mut rest) = (text, quote);
    while let Some(&last) = rest.last() {
        let (matched, used) = if is_white(last) {
            (white_run(before.iter().rev()), white_run(rest.iter().rev()))
        } else {
            let length = rest.iter().rev().position(|&byte| is_white(byte)).unwrap_or(rest.len());
            (if before.ends_with(&rest[rest.len() - length..]) { length } else { 0 }, length)
        };
        work.spend(matched.max(used));
        if matched == 0 {
            return None;
        }
        before = &before[..before.len() - matched];
        rest = &rest[..rest.len() - used];
    }
    Some(before.len())
}

fn white_run<'b>(bytes: impl Iterator<Item = &'b u8>) -> usize {
    bytes.take_while(|&&byte| is_white(byte)).count()
}
