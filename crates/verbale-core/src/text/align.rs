//! The stretches of a text that a quote is aligned to at the least cost.
//!
//! This is the approximate search of P. H. Sellers (1980) with transpositions, and with whole words left out, put in or
//! swapped with the next at little more than the cost of a letter: what people do to a sentence that they copy by hand.
//! A stretch begins and ends where words do.

use super::fold::Letter;
use super::word::joined;

/// A letter more, less, other, or two in the wrong order.
pub(super) const EDIT: u64 = 8;
/// Punctuation or a space more, less or other.
const MARK: u64 = 4;
/// The same letter but for accent, case or form.
const FORM: u64 = 1;
/// A word more, less, or swapped with its neighbour; each letter of it adds one.
const WORD: u64 = 16;

/// No alignment.
const NEVER: u64 = u64::MAX / 4;
/// Cells hold the cost above these bits and the start of the stretch below: the lesser is the better.
const START_BITS: u32 = 32;

/// A stretch of letters, end-exclusive, and what aligning the quote to it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Aligned {
    pub(super) cost: u64,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Stretches of the text that cost at most `limit`, best first, none overlapping a better one, at most `most`.
pub(super) fn align(quote: &[Letter], text: &[Letter], limit: u64, most: usize) -> Vec<Aligned> {
    let mut found = Alignment::new(quote, text).ends(limit);
    found.sort_unstable();
    let mut kept: Vec<Aligned> = Vec::new();
    for one in found {
        if kept.len() < most && kept.iter().all(|other| one.end <= other.start || other.end <= one.start) {
            kept.push(one);
        }
    }
    kept
}

struct Alignment<'l> {
    quote: &'l [Letter],
    text: &'l [Letter],
    /// Where the words of the quote begin that follow a space, and the first.
    quote_words: Vec<usize>,
    /// The columns at the last words of the text that began, the latest last.
    word_columns: Vec<(usize, Vec<u64>)>,
}

impl<'l> Alignment<'l> {
    fn new(quote: &'l [Letter], text: &'l [Letter]) -> Self {
        let quote_words = (0..quote.len()).filter(|&i| begins_word(quote, i)).collect();
        Self { quote, text, quote_words, word_columns: Vec::new() }
    }

    /// Every end of a stretch that costs at most `limit`.
    fn ends(&mut self, limit: u64) -> Vec<Aligned> {
        let rows = self.quote.len();
        let mut before = vec![NEVER; rows + 1];
        let mut last = vec![NEVER; rows + 1];
        let mut column = vec![NEVER; rows + 1];
        let mut found = Vec::new();
        for j in 0..=self.text.len() {
            self.fill(j, &before, &last, &mut column);
            self.words_of_quote(j, &mut column);
            self.words_of_text(j, &mut column);
            let cost = column[rows] >> START_BITS;
            let start = usize::try_from(column[rows] & u64::from(u32::MAX)).unwrap_or(usize::MAX);
            if cost <= limit && start < j && may_end(self.text, j) {
                found.push(Aligned { cost, start, end: j });
            }
            std::mem::swap(&mut before, &mut last);
            std::mem::swap(&mut last, &mut column);
        }
        found
    }

    /// The column after `j` letters of the text, by letters.
    fn fill(&self, j: usize, before: &[u64], last: &[u64], column: &mut [u64]) {
        column[0] = if may_start(self.text, j) { j as u64 } else { NEVER };
        let Some(&right) = j.checked_sub(1).and_then(|j| self.text.get(j)) else {
            for i in 1..column.len() {
                column[i] = column[i - 1] + (gap(self.quote[i - 1]) << START_BITS);
            }
            return;
        };
        let skipped = gap(right) << START_BITS;
        let mut left = ' ';
        for (i, &letter) in (1..).zip(self.quote) {
            let mut best = last[i - 1] + (replace(letter, right) << START_BITS);
            best = best.min(last[i] + skipped).min(column[i - 1] + (gap(letter) << START_BITS));
            if i > 1
                && j > 1
                && left == right.folded
                && letter.folded == self.text[j - 2].folded
                && left != letter.folded
            {
                best = best.min(before[i - 2] + (EDIT << START_BITS));
            }
            column[i] = best;
            left = letter.folded;
        }
    }

    /// Words of the quote that the text has not: before the word that begins here, or at the end.
    fn words_of_quote(&self, j: usize, column: &mut [u64]) {
        let rows = self.quote.len();
        if may_start(self.text, j) {
            for pair in self.quote_words.windows(2) {
                column[pair[1]] = column[pair[1]].min(column[pair[0]] + word(pair[1] - pair[0]));
            }
        }
        if may_end(self.text, j)
            && let Some(&start) = self.quote_words.last()
            && start > 0
        {
            column[rows] = column[rows].min(column[start - 1] + word(rows - start));
        }
    }

    /// Words of the text that the quote has not, and words that the two have in another order.
    fn words_of_text(&mut self, j: usize, column: &mut [u64]) {
        if begins_word(self.text, j) {
            if let Some((start, earlier)) = self.word_columns.last() {
                for &i in &self.quote_words {
                    column[i] = column[i].min(earlier[i] + word(j - start));
                }
            }
            if self.word_columns.len() == 2 {
                self.word_columns.remove(0);
            }
            self.word_columns.push((j, column.to_vec()));
        }
        self.swapped(j, column);
    }

    /// Two words that end here and stand the other way round in the quote.
    fn swapped(&self, j: usize, column: &mut [u64]) {
        let [(first, earlier), (second, _)] = self.word_columns.as_slice() else { return };
        if j <= *second || !(j == self.text.len() || self.text[j].is_space() || may_end(self.text, j)) {
            return;
        }
        let (one, two) = (&self.text[*first..*second - 1], &self.text[*second..j]);
        for start in &self.quote_words {
            let end = start + (j - first);
            let Some(quoted) = self.quote.get(*start..end) else { continue };
            if same(&quoted[..two.len()], two)
                && quoted[two.len()].is_space()
                && same(&quoted[two.len() + 1..], one)
                && (end == self.quote.len() || may_end(self.quote, end))
            {
                column[end] = column[end].min(earlier[*start] + (WORD << START_BITS));
            }
        }
    }
}

fn same(left: &[Letter], right: &[Letter]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(left, right)| left.folded == right.folded)
}

/// Whether a word begins here, at the start or after a space.
fn begins_word(letters: &[Letter], at: usize) -> bool {
    at < letters.len() && !letters[at].is_space() && (at == 0 || letters[at - 1].is_space())
}

fn may_start(text: &[Letter], at: usize) -> bool {
    text.get(at).is_some_and(|letter| !letter.is_space()) && is_edge(text, at)
}

fn may_end(text: &[Letter], at: usize) -> bool {
    at > 0 && !text[at - 1].is_space() && is_edge(text, at)
}

fn is_edge(text: &[Letter], at: usize) -> bool {
    at == 0 || at == text.len() || !joined(text[at - 1].folded, text[at].folded)
}

/// What a letter costs that only one side has.
fn gap(letter: Letter) -> u64 {
    if letter.is_word() { EDIT } else { MARK }
}

fn word(length: usize) -> u64 {
    (WORD + length as u64) << START_BITS
}

fn replace(left: Letter, right: Letter) -> u64 {
    match (left.is_word(), right.is_word()) {
        _ if left.raw == right.raw && left.folded == right.folded => 0,
        _ if left.folded == right.folded => {
            if left.is_space() && white(left) && white(right) {
                0
            } else {
                FORM
            }
        }
        (false, false) => MARK,
        (true, true) => EDIT,
        _ if left.is_space() || right.is_space() => EDIT + MARK,
        _ => EDIT,
    }
}

fn white(letter: Letter) -> bool {
    super::search::is_white_char(letter.raw)
}
