//! What the author of a quote that is not in the text may have meant.

use std::ops::Range;

use super::align::{Aligned, EDIT, align};
use super::boundary::extends;
use super::difference::{self, AN_ELLIPSIS};
use super::fold::{Letter, letters};
use super::search::occurrences;
use super::seed::regions;
use super::tally::is_white_char;

/// How many suggestions are made.
const MOST: usize = 5;
/// A longer quote is looked for by its first and last letters, this many each.
const END: usize = 400;
/// The longest quote that is aligned as one.
const ALIGNED: usize = 1_000;
/// A word that is longer is cut.
const WORD: usize = 100;
/// What stands for words left out.
const ELLIPSES: [&str; 6] = ["[...]", "[…]", "(...)", "(…)", "...", "…"];

/// A stretch of the text in bytes, and what it differs from the quote in.
pub(super) type Near = (Range<usize>, &'static str);

/// The stretches that come closest to a quote, best first.
pub(super) fn near_misses(text: &str, quote: &str) -> Vec<Near> {
    let quote = quote.trim_matches(is_white_char);
    let folded = letters(quote, 0);
    if folded.is_empty() {
        return Vec::new();
    }
    let stretches = if folded.len() <= ALIGNED { whole(text, &folded) } else { by_its_ends(text, &folded) };
    let near: Vec<Near> = stretches
        .into_iter()
        .map(|(_, range)| {
            let difference = difference::between(quote, &text[range.clone()]);
            (range, difference)
        })
        .collect();
    if near.first().is_some_and(|(_, difference)| difference::is_of_form(difference)) {
        return near;
    }
    parts(text, quote).unwrap_or(near)
}

/// What a quote may cost for a stretch to be worth showing: a letter in four, a word in short ones.
fn limit(letters: usize) -> u64 {
    let letters = letters as u64;
    (EDIT * letters / 4).max(36).min(EDIT * letters * 2 / 5)
}

/// The stretches for a quote as one, with their costs.
fn whole(text: &str, quote: &[Letter]) -> Vec<(u64, Range<usize>)> {
    let mut found: Vec<(u64, Range<usize>)> = Vec::new();
    for region in regions(text, quote) {
        let stretch = letters(&text[region.clone()], region.start);
        let aligned = align(quote, &stretch, limit(quote.len()), MOST);
        found.extend(aligned.iter().map(|one| (one.cost, bytes(text, &stretch, one))));
    }
    best(found)
}

/// The bytes of aligned letters, with the marks of the last one.
fn bytes(text: &str, letters: &[Letter], aligned: &Aligned) -> Range<usize> {
    let last = letters[aligned.end - 1];
    let mut end = last.at + last.raw.len_utf8();
    end += text[end..].chars().take_while(|&c| extends(c)).map(char::len_utf8).sum::<usize>();
    letters[aligned.start].at..end
}

/// The best, distinct ones; those that cost more than twice the best are noise beside it.
fn best(mut found: Vec<(u64, Range<usize>)>) -> Vec<(u64, Range<usize>)> {
    found.sort_unstable_by_key(|(cost, range)| (*cost, range.start, range.end));
    let worst = found.first().map_or(0, |(cost, _)| cost * 2 + EDIT);
    let mut kept: Vec<(u64, Range<usize>)> = Vec::new();
    for (cost, range) in found {
        let apart = kept.iter().all(|(_, other)| range.end <= other.start || other.end <= range.start);
        if apart && cost <= worst && kept.len() < MOST {
            kept.push((cost, range));
        }
    }
    kept
}

/// The stretches from where a long quote's first letters stand to where its last ones do.
fn by_its_ends(text: &str, quote: &[Letter]) -> Vec<(u64, Range<usize>)> {
    let tail = quote.len() - END;
    let heads = whole(text, &quote[..END + next_word(&quote[END..])]);
    let tails = whole(text, &quote[tail + next_word(&quote[tail..])..]);
    let length = quote.last().map_or(0, |last| last.at);
    // Marks over each letter may double the bytes.
    let lengths = length / 2..=length * 2;
    let pair = |(cost, head): &(u64, Range<usize>)| {
        let fits =
            |tail: &&(u64, Range<usize>)| tail.1.start > head.end && lengths.contains(&(tail.1.end - head.start));
        let tail = tails.iter().filter(fits).min_by_key(|tail| tail.0)?;
        Some((cost + tail.0, head.start..tail.1.end))
    };
    best(heads.iter().filter_map(pair).collect())
}

/// How many letters it is to the next word; none if that is far.
fn next_word(letters: &[Letter]) -> usize {
    letters.iter().take(WORD).position(Letter::is_space).map_or(0, |space| space + 1)
}

/// The parts of a quote that was cut by an ellipsis, in their order in the text, if each of them is there.
fn parts(text: &str, quote: &str) -> Option<Vec<Near>> {
    let mut parts = vec![quote];
    for ellipsis in ELLIPSES {
        parts = parts.into_iter().flat_map(|part| part.split(ellipsis)).collect();
    }
    let parts: Vec<&str> = parts
        .into_iter()
        .map(|part| part.trim_matches(is_white_char))
        .filter(|part| part.contains(char::is_alphanumeric))
        .collect();
    if parts.len() < 2 || parts.len() > MOST {
        return None;
    }
    let mut after = 0;
    let mut near = Vec::new();
    for part in parts {
        let place = occurrences(&text[after..], part, Some(1)).first?;
        near.push((place.start + after..place.end + after, AN_ELLIPSIS));
        after += place.end;
    }
    Some(near)
}
