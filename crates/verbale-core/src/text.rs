//! A source text, and where a quote stands in it.
//!
//! Offsets are Unicode code points of the text as it is, end-exclusive, as in the Web Annotation Data Model's
//! [text position selector](https://www.w3.org/TR/annotation-model/#text-position-selector): a leading U+FEFF, both of CR LF
//! and every combining mark count.

mod align;
mod around;
mod boundary;
mod difference;
mod fold;
mod follow;
mod index;
mod linear;
mod near;
mod search;
mod seed;
mod tally;
#[cfg(test)]
mod tests;
mod word;

use std::borrow::Cow;
use std::ops::Range;

use sha2::{Digest as _, Sha256};

use self::index::Index;

pub use self::follow::{CONTEXT, Followed, Passage};

/// A stretch of a text in Unicode code points, end-exclusive (Web Annotation's convention).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First code point, from 0.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// A source text with an index from code points to bytes.
///
/// ```
/// use verbale_core::text::{Span, Text};
///
/// let text = Text::new("Réunis à\nMoscou, les ministres ont signé.");
/// let span = text.locate("à Moscou", None).unwrap();
/// assert_eq!(span, Span { start: 7, end: 15 });
/// assert_eq!(text.slice(span), "à\nMoscou");
/// ```
#[derive(Clone, Debug)]
pub struct Text<'a> {
    content: Cow<'a, str>,
    index: Index,
}

/// Why a quote has no span.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotLocated {
    /// The quote holds no words.
    Empty,
    /// The quote is not in the text; [`Text::near_misses`] looks for what was meant.
    Missing,
    /// The quote occurs several times: the first places (at most ten) and their true number.
    Ambiguous {
        /// The first places.
        places: Vec<Span>,
        /// How many there are.
        total: usize,
    },
    /// The occurrence asked for does not exist: how many there are.
    NoSuchOccurrence {
        /// How many there are.
        total: usize,
    },
}

/// Words of the text that come close to a quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// Where they stand.
    pub span: Span,
    /// In what they differ, for people: «the apostrophe», «an accent», «a missing word».
    pub difference: &'static str,
}

impl<'a> Text<'a> {
    /// Takes a text as it is, a leading U+FEFF and `\r\n` included.
    pub fn new(content: impl Into<Cow<'a, str>>) -> Self {
        let content = content.into();
        let index = Index::new(&content);
        Self { content, index }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// Its length in code points.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }

    /// The words of a span, line breaks included; what lies past the end of the text is left out.
    pub fn slice(&self, span: Span) -> &str {
        let start = self.byte(span.start);
        &self.content[start..self.byte(span.end).max(start)]
    }

    /// At most `length` code points before and after a span.
    pub fn context(&self, span: Span, length: usize) -> (&str, &str) {
        let before = Span { start: span.start.saturating_sub(length), end: span.start };
        let after = Span { start: span.end, end: span.end.saturating_add(length) };
        (self.slice(before), self.slice(after))
    }

    /// As [`Text::context`], around a stretch in bytes.
    pub(crate) fn around(&self, bytes: &Range<usize>, length: usize) -> (&str, &str) {
        let (before, after) = (&self.content[..bytes.start], &self.content[bytes.end..]);
        let start = before.char_indices().rev().take(length).last().map_or(bytes.start, |(at, _)| at);
        let end = after.char_indices().nth(length).map_or(after.len(), |(at, _)| at);
        (&before[start..], &after[..end])
    }

    /// SHA-256 of the text's bytes, lower-case hexadecimal.
    pub fn sha256(&self) -> String {
        format!("{:x}", Sha256::digest(self.content.as_bytes()))
    }

    /// The span of a quote: verbatim but for runs of white space, and exactly once, or the `nth` (from 1) occurrence.
    ///
    /// A run of spaces, tabs, line feeds and carriage returns matches any other such run, and is trimmed from both ends of
    /// the quote. Nothing else is forgiven: a no-break space (U+00A0, U+202F) is no white space here. Occurrences that
    /// overlap count each. A quote may begin or end inside a word but not inside a character as it is read: a place that
    /// is followed by a combining mark, a variation selector, a zero-width joiner or a skin tone, or that begins with one,
    /// or that splits a flag, is no occurrence, so that `cafe` is not found in `café` written with U+0301.
    ///
    /// # Errors
    /// [`NotLocated`]: the quote is blank, is not there, is there several times, or fewer than `nth` times (an `nth` of 0
    /// never exists).
    pub fn locate(&self, quote: &str, nth: Option<usize>) -> Result<Span, NotLocated> {
        self.find(quote, nth).map(|bytes| self.span(&bytes))
    }

    /// As [`Text::locate`], in bytes.
    pub(crate) fn find(&self, quote: &str, nth: Option<usize>) -> Result<Range<usize>, NotLocated> {
        let quote = quote.trim_matches(tally::is_white_char);
        if quote.chars().all(is_blank) {
            return Err(NotLocated::Empty);
        }
        let tally = search::occurrences(&self.content, quote, nth);
        match (tally.first, tally.total) {
            (None, 0) => Err(NotLocated::Missing),
            (None, total) => Err(NotLocated::NoSuchOccurrence { total }),
            (Some(place), total) if total == 1 || nth.is_some() => Ok(place),
            (Some(first), total) => {
                let places = std::iter::once(&first).chain(&tally.places).map(|place| self.span(place)).collect();
                Err(NotLocated::Ambiguous { places, total })
            }
        }
    }

    /// What the author of a quote that is not in the text may have meant, best first, at most five.
    ///
    /// Each is a stretch of whole words that does not overlap a better one, ranked by what it takes to turn the quote into
    /// it: next to nothing for the look of apostrophes, spaces, dashes, accents, case and composition, then letters, then
    /// words. Stretches that differ in more than a letter in four are not shown. The parts of a quote with an ellipsis come
    /// in the order of the text, if each is there. A quote of over 1,000 letters is looked for by its first and its last 400.
    ///
    /// ```
    /// use verbale_core::text::Text;
    ///
    /// let text = Text::new("un communiqué de l’AES");
    /// let near = text.near_misses("communiqué de l'AES");
    /// assert_eq!(text.slice(near[0].span), "communiqué de l’AES");
    /// assert_eq!(near[0].difference, "the apostrophe");
    /// ```
    pub fn near_misses(&self, quote: &str) -> Vec<NearMiss> {
        let near = near::near_misses(&self.content, quote);
        near.into_iter().map(|(bytes, difference)| NearMiss { span: self.span(&bytes), difference }).collect()
    }

    /// The shortest stretch around an ambiguous quote's place that occurs once, grown by whole words.
    ///
    /// A word is a run of letters and digits; in Chinese, Japanese, Thai and their neighbours, a character. `None` when 24
    /// words more on each side are not enough. A place that occurs once is its own answer.
    pub fn unique_around(&self, place: Span) -> Option<Span> {
        let start = self.byte(place.start);
        let bytes = start..self.byte(place.end).max(start);
        around::unique_around(&self.content, &bytes).map(|found| self.span(&found))
    }

    /// The longest run of whole words that a quote and the text have in common (for «le porte-parole» against «au porte-parole»).
    ///
    /// What stands between the words is common as well, but for runs of white space; the first of equally long runs is
    /// taken. `None` when it is less than a third of the quote. Of a very long quote the first 200 words are compared.
    pub fn longest_common(&self, quote: &str) -> Option<Span> {
        around::longest_common(&self.content, quote).map(|found| self.span(&found))
    }

    fn byte(&self, offset: usize) -> usize {
        self.index.byte(&self.content, offset)
    }

    /// A range of bytes as a span.
    pub(crate) fn span(&self, bytes: &Range<usize>) -> Span {
        Span { start: self.index.offset(&self.content, bytes.start), end: self.index.offset(&self.content, bytes.end) }
    }
}

/// Whether a code point is invisible by itself: any space, and the marks that only steer layout.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}
