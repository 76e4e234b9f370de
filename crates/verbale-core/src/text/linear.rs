//! The search whose time no text can raise above its length: Knuth, Morris and Pratt's automaton over the text with each
//! run of white space read as one space.

use super::tally::{Tally, is_white};

/// Counts every occurrence of a trimmed quote in a time proportional to text and quote together.
pub(super) fn occurrences(text: &[u8], quote: &[u8], tally: &mut Tally<'_>) {
    let pattern: Vec<u8> = collapsed(quote).map(|(_, byte)| byte).collect();
    let borders = borders(&pattern);
    // Where each of the last bytes read stands, so that a match knows its start.
    let mut places = vec![0; pattern.len()];
    let mut matched = 0;
    for (count, (at, byte)) in collapsed(text).enumerate() {
        places[count % pattern.len()] = at;
        matched = advance(&pattern, &borders, matched, byte);
        if matched == pattern.len() {
            matched = borders[matched - 1];
            let start = places[(count + 1) % pattern.len()];
            if !tally.add(start..at + 1) {
                return;
            }
        }
    }
}

/// The bytes with their places, a run of white space as one space at its first byte.
fn collapsed(bytes: &[u8]) -> impl Iterator<Item = (usize, u8)> {
    let mut white = false;
    bytes.iter().enumerate().filter_map(move |(at, &byte)| {
        let again = white && is_white(byte);
        white = is_white(byte);
        (!again).then_some((at, if white { b' ' } else { byte }))
    })
}

fn advance(pattern: &[u8], borders: &[usize], mut matched: usize, byte: u8) -> usize {
    while matched > 0 && pattern[matched] != byte {
        matched = borders[matched - 1];
    }
    if pattern[matched] == byte { matched + 1 } else { 0 }
}

/// For each prefix of the pattern, the longest proper prefix that is also its suffix.
fn borders(pattern: &[u8]) -> Vec<usize> {
    let mut borders = vec![0; pattern.len()];
    let mut matched = 0;
    for at in 1..pattern.len() {
        matched = advance(pattern, &borders, matched, pattern[at]);
        borders[at] = matched;
    }
    borders
}
