//! Where in a long text a quote may have come from, by the short runs of letters that the two share.

use std::ops::Range;

use super::fold::{Letter, each_letter};

/// Letters compared with the quote in the whole of a text; above, only in the regions that share most with it.
const WHOLE: usize = 4_000_000;
/// Regions looked at.
const REGIONS: usize = 5;
/// Bits of the hash of a run of letters.
const HASH_BITS: u32 = 20;

/// The ranges of bytes worth aligning the quote with, the whole of a short text.
pub(super) fn regions(text: &str, quote: &[Letter]) -> Vec<Range<usize>> {
    if text.len().saturating_mul(quote.len()) <= WHOLE {
        return std::iter::once(0..text.len()).collect();
    }
    let grams = Grams::of(quote);
    let (starts, shared) = shared_by_block(text, &grams, quote.len().max(64) / 2);
    let mut ranked: Vec<(u32, usize)> =
        (0..shared.len()).map(|block| (shared[block..].iter().take(3).sum(), block)).collect();
    ranked.sort_unstable_by_key(|&(shared, block)| (std::cmp::Reverse(shared), block));
    let mut chosen: Vec<usize> = Vec::new();
    for (shared, block) in ranked {
        if shared > 0 && chosen.len() < REGIONS && chosen.iter().all(|&other| block.abs_diff(other) > 2) {
            chosen.push(block);
        }
    }
    // The quote lies in three half blocks; one more on each side for what it lacks.
    let region = |block: usize| starts[block.saturating_sub(1)]..starts.get(block + 4).copied().unwrap_or(text.len());
    chosen.into_iter().map(region).collect()
}

/// The byte at which each block of `length` letters begins, and how many runs of letters of the quote end in it.
fn shared_by_block(text: &str, grams: &Grams, length: usize) -> (Vec<usize>, Vec<u32>) {
    let (mut starts, mut shared) = (Vec::new(), Vec::new());
    let (mut hash, mut count) = (0, 0);
    each_letter(text, |folded, _, at| {
        if count % length == 0 {
            starts.push(at);
            shared.push(0);
        }
        count += 1;
        hash = grams.next(hash, folded);
        if let (true, Some(last)) = (grams.contains(hash), shared.last_mut()) {
            *last += 1;
        }
    });
    (starts, shared)
}

/// The runs of four letters of a quote, of two if it is short, as a set of hashes.
struct Grams {
    bits: Vec<u64>,
    shift: u32,
}

impl Grams {
    fn of(quote: &[Letter]) -> Self {
        let length = if quote.len() < 12 { 2 } else { 4 };
        let mut grams = Self { bits: vec![0; 1 << (HASH_BITS - 6)], shift: HASH_BITS / length };
        let mut hash = 0;
        for (i, letter) in (1..).zip(quote) {
            hash = grams.next(hash, letter.folded);
            if i >= length {
                grams.bits[(hash >> 6) as usize] |= 1 << (hash & 63);
            }
        }
        grams
    }

    /// The hash after one letter more; a letter is shifted out of it when the run is full.
    fn next(&self, hash: u32, letter: char) -> u32 {
        let mixed = u32::from(letter).wrapping_mul(0x9E37_79B1) >> (32 - HASH_BITS);
        ((hash << self.shift) ^ mixed) & ((1 << HASH_BITS) - 1)
    }

    fn contains(&self, hash: u32) -> bool {
        self.bits[(hash >> 6) as usize] >> (hash & 63) & 1 == 1
    }
}
