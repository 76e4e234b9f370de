//! The stretches of a text that a quote is aligned to at the least cost.
//!
//! This is the approximate search of P. H. Sellers (1980) with transpositions, and with whole words left out, put in or
//! swapped with the next at little more than the cost of a letter: what people do to a sentence that they copy by hand.
//! A stretch begins and ends where words do.

use super::fold::{Kind, Letter};
use super::tally::is_white_char;
use super::word::{joined, stands_alone};

/// A letter more, less, other, or two in the wrong order.
pub(super) const EDIT: u64 = 8;
/// Punctuation or a space more, less or other.
const MARK: u64 = 4;
/// The same letter but for accent or form.
const FORM: u64 = 2;
/// The same letter but for case.
const CASE: u64 = 1;
/// A word more or less; every second letter of it adds one.
const WORD: u64 = 10;
/// The same at the start or the end of the quote: the words that an author begins and ends with are seldom the wrong ones.
const WORD_AT_END: u64 = 40;
/// Two words swapped: less than a word more, which also explains them, but leaves one out.
const SWAP: u64 = 9;

/// No alignment; far enough from the largest number to be added to.
const NEVER: u64 = u64::MAX / 4;
/// Cells hold the cost above these bits and the start of the stretch below: the lesser is the better.
const START_BITS: u32 = 32;
/// A column and the four before it, for letters and characters that change places.
const HISTORY: usize = 5;

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
    /// The columns at the last two words of the text that began, the latest last.
    word_columns: Vec<(usize, Vec<u64>)>,
    /// The column that is filled, and those before it.
    columns: [Vec<u64>; HISTORY],
}

impl<'l> Alignment<'l> {
    fn new(quote: &'l [Letter], text: &'l [Letter]) -> Self {
        let quote_words = (0..quote.len()).filter(|&i| begins_word(quote, i)).collect();
        let columns = std::array::from_fn(|_| vec![NEVER; quote.len() + 1]);
        Self { quote, text, quote_words, word_columns: Vec::new(), columns }
    }

    /// Every end of a stretch that costs at most `limit`.
    fn ends(&mut self, limit: u64) -> Vec<Aligned> {
        let rows = self.quote.len();
        let mut found = Vec::new();
        for j in 0..=self.text.len() {
            let (starts, ends) = (self.may_start(j), self.may_end(j));
            self.columns.rotate_right(1);
            self.letters(j, starts);
            self.characters(j);
            self.words_of_quote(starts, ends);
            self.words_of_text(j, ends);
            let best = self.columns[0][rows];
            let (cost, start) = (best >> START_BITS, usize::try_from(best & u64::from(u32::MAX)).unwrap_or(usize::MAX));
            if ends && cost <= limit && start < j {
                found.push(Aligned { cost, start, end: j });
            }
        }
        found
    }

    /// Fills the column after `j` letters of the text, by letters.
    fn letters(&mut self, j: usize, starts: bool) {
        let [column, last, before, ..] = &mut self.columns;
        column[0] = if starts { j as u64 } else { NEVER };
        let Some(right) = j.checked_sub(1).map(|j| self.text[j]) else {
            for (i, letter) in self.quote.iter().enumerate() {
                column[i + 1] = column[i] + gap(letter.kind);
            }
            return;
        };
        let earlier = j.checked_sub(2).map_or(' ', |j| self.text[j].folded);
        let skipped = gap(right.kind);
        let mut above = column[0];
        let mut left = ' ';
        for (i, letter) in self.quote.iter().enumerate() {
            let replaced = last[i] + replace(letter, &right);
            above = replaced.min(last[i + 1] + skipped).min(above + gap(letter.kind));
            if left == right.folded && letter.folded == earlier && i > 0 && j > 1 {
                above = above.min(before[i - 1] + cost(EDIT));
            }
            column[i + 1] = above;
            left = letter.folded;
        }
    }

    /// Two pairs of characters that change places, in scripts that write no spaces and where most words are pairs.
    fn characters(&mut self, j: usize) {
        let Some(text) = j.checked_sub(4).map(|start| &self.text[start..j]) else { return };
        if !text.iter().any(|letter| stands_alone(letter.folded)) {
            return;
        }
        for (i, quoted) in (4..).zip(self.quote.windows(4)) {
            if same(&quoted[..2], &text[2..]) && same(&quoted[2..], &text[..2]) {
                self.columns[0][i] = self.columns[0][i].min(self.columns[4][i - 4] + cost(SWAP));
            }
        }
    }

    /// Words of the quote that the text has not: before the word that begins here, or at the end.
    fn words_of_quote(&mut self, starts: bool, ends: bool) {
        let column = &mut self.columns[0];
        if starts {
            for pair in self.quote_words.windows(2) {
                let extra = if pair[0] == 0 { WORD_AT_END } else { WORD };
                column[pair[1]] = column[pair[1]].min(column[pair[0]] + word(extra, pair[1] - pair[0]));
            }
        }
        if let (true, Some(&start)) = (ends, self.quote_words.last().filter(|&&start| start > 0)) {
            let rows = self.quote.len();
            column[rows] = column[rows].min(column[start - 1] + word(WORD_AT_END, rows - start));
        }
    }

    /// Words of the text that the quote has not, and words that the two have in another order.
    fn words_of_text(&mut self, j: usize, ends: bool) {
        let column = &mut self.columns[0];
        if begins_word(self.text, j) {
            if let Some((start, earlier)) = self.word_columns.last() {
                for &i in &self.quote_words {
                    column[i] = column[i].min(earlier[i] + word(WORD, j - start));
                }
            }
            if self.word_columns.len() == 2 {
                self.word_columns.remove(0);
            }
            self.word_columns.push((j, column.clone()));
        } else if ends {
            self.swapped(j);
        }
    }

    /// Two words that end here and stand the other way round in the quote.
    fn swapped(&mut self, j: usize) {
        let [(first, earlier), (second, _)] = self.word_columns.as_slice() else { return };
        let (one, two) = (&self.text[*first..*second - 1], &self.text[*second..j]);
        for start in &self.quote_words {
            let end = start + (j - first);
            let Some(quoted) = self.quote.get(*start..end) else { continue };
            let gap = &quoted[two.len()];
            if same(&quoted[..two.len()], two) && gap.is_space() && same(&quoted[two.len() + 1..], one) {
                let column = &mut self.columns[0];
                column[end] = column[end].min(earlier[*start] + cost(SWAP));
            }
        }
    }

    /// Whether a stretch may start here: not inside a word, and not with punctuation if the quote starts with a word.
    fn may_start(&self, at: usize) -> bool {
        let (Some(letter), Some(quoted)) = (self.text.get(at), self.quote.first()) else { return false };
        let fits = letter.kind == Kind::Word || (letter.kind == Kind::Mark && quoted.kind == Kind::Mark);
        fits && self.is_edge(at)
    }

    fn may_end(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|last| !self.text[last].is_space()) && self.is_edge(at)
    }

    fn is_edge(&self, at: usize) -> bool {
        at == 0 || at == self.text.len() || !joined(self.text[at - 1].folded, self.text[at].folded)
    }
}

fn same(left: &[Letter], right: &[Letter]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(left, right)| left.folded == right.folded)
}

/// Whether a word begins here, at the start or after a space.
fn begins_word(letters: &[Letter], at: usize) -> bool {
    at < letters.len() && !letters[at].is_space() && (at == 0 || letters[at - 1].is_space())
}

/// A cost as cells hold it.
const fn cost(units: u64) -> u64 {
    units << START_BITS
}

/// What a letter costs that only one side has.
fn gap(kind: Kind) -> u64 {
    cost(if kind == Kind::Word { EDIT } else { MARK })
}

/// What a word of some letters costs that only one side has.
fn word(base: u64, length: usize) -> u64 {
    cost(base + length as u64 / 2)
}

fn replace(left: &Letter, right: &Letter) -> u64 {
    if left.folded == right.folded {
        return if left.raw == right.raw { 0 } else { cost(form(left.raw, right.raw)) };
    }
    match (left.kind, right.kind) {
        (Kind::Space, Kind::Word) | (Kind::Word, Kind::Space) => cost(EDIT + MARK),
        (Kind::Word, _) | (_, Kind::Word) => cost(EDIT),
        _ => cost(MARK),
    }
}

/// What two characters cost that fold to the same letter.
fn form(left: char, right: char) -> u64 {
    match (left, right) {
        _ if is_white_char(left) && is_white_char(right) => 0,
        _ if left.to_lowercase().eq(right.to_lowercase()) => CASE,
        _ => FORM,
    }
}
