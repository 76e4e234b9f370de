//! Longer quotes that are unique, and shorter ones that are in the text.

use std::collections::HashMap;
use std::ops::Range;

use super::search::occurrences;
use super::tally::is_white_char;
use super::word::{end_after, start_before, words};

/// How many words an ambiguous quote may grow by on each side.
const GROWTH: usize = 24;

/// How many words of a quote are compared with the text.
const COMPARED: usize = 200;

/// The shortest stretch around a place that occurs once, grown by whole words; in bytes.
pub(super) fn unique_around(text: &str, place: &Range<usize>) -> Option<Range<usize>> {
    let starts = steps(place.start, |byte| start_before(text, byte));
    let ends = steps(place.end, |byte| end_after(text, byte));
    let unique = |start: usize, end: usize| occurrences(text, &text[start..end], Some(2)).total == 1;
    // A stretch inside a repeated one is repeated: with each word more on the left, as many or fewer are needed on the right.
    let mut right = ends.len() - 1;
    if !unique(starts[starts.len() - 1], ends[right]) {
        return None;
    }
    let mut shortest: Option<Range<usize>> = None;
    for &start in &starts {
        if !unique(start, ends[right]) {
            continue;
        }
        while right > 0 && unique(start, ends[right - 1]) {
            right -= 1;
        }
        if shortest.as_ref().is_none_or(|found| ends[right] - start < found.len()) {
            shortest = Some(start..ends[right]);
        }
    }
    shortest
}

fn steps(from: usize, next: impl Fn(usize) -> Option<usize>) -> Vec<usize> {
    std::iter::successors(Some(from), |&byte| next(byte)).take(GROWTH + 1).collect()
}

/// The longest run of whole words, with what stands between them, that a quote and the text share; in bytes of the text.
pub(super) fn longest_common(text: &str, quote: &str) -> Option<Range<usize>> {
    let quoted: Vec<Range<usize>> = words(quote, 0).take(COMPARED).collect();
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, word) in quoted.iter().enumerate().rev() {
        places.entry(&quote[word.clone()]).or_default().push(place);
    }
    // For each word of the quote: which word of the text it last equalled, and where the common run began there.
    let mut runs = vec![(usize::MAX, 0); quoted.len()];
    let mut longest = 0..0;
    let mut before = 0;
    for (count, word) in words(text, 0).enumerate() {
        // Descending places, so that the run of the word before is still the one that ended there.
        for &place in places.get(&text[word.clone()]).into_iter().flatten() {
            let start = match place.checked_sub(1) {
                Some(last) if count > 0 && runs[last].0 == count - 1 => {
                    let gap = &quote[quoted[last].end..quoted[place].start];
                    if same_gap(gap, &text[before..word.start]) { runs[last].1 } else { word.start }
                }
                _ => word.start,
            };
            runs[place] = (count, start);
            if word.end - start > longest.len() {
                longest = start..word.end;
            }
        }
        before = word.end;
    }
    // A shorter run says nothing about what was meant.
    (longest.len() * 3 >= quote.len()).then_some(longest).filter(|run| !run.is_empty())
}

/// Whether what stands between two words is the same but for runs of white space.
fn same_gap(left: &str, right: &str) -> bool {
    left == right || collapsed(left).eq(collapsed(right))
}

/// The code points, a run of white space as one space.
fn collapsed(text: &str) -> impl Iterator<Item = char> {
    let mut white = false;
    text.chars().filter_map(move |c| {
        let again = white && is_white_char(c);
        white = is_white_char(c);
        (!again).then_some(if white { ' ' } else { c })
    })
}
