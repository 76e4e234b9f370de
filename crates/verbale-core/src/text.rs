//! A source text, and where a quote stands in it.

use std::borrow::Cow;

/// A stretch of a text in Unicode code points, end-exclusive (Web Annotation's convention).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First code point, from 0.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// A source text with an index from code points to bytes.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    content: Cow<'a, str>,
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
        Self { content: content.into() }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// Its length in code points.
    pub fn len(&self) -> usize {
        todo!()
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.content.is_empty()
    }

    /// The words of a span, line breaks included.
    pub fn slice(&self, _span: Span) -> &str {
        todo!()
    }

    /// At most `length` code points before and after a span.
    pub fn context(&self, _span: Span, _length: usize) -> (&str, &str) {
        todo!()
    }

    /// SHA-256 of the text's bytes, lower-case hexadecimal.
    pub fn sha256(&self) -> String {
        todo!()
    }

    /// The span of a quote: verbatim but for runs of white space, and exactly once, or the `nth` (from 1) occurrence.
    pub fn locate(&self, _quote: &str, _nth: Option<usize>) -> Result<Span, NotLocated> {
        todo!()
    }

    /// What the author of a quote that is not in the text may have meant, best first, at most five.
    pub fn near_misses(&self, _quote: &str) -> Vec<NearMiss> {
        todo!()
    }

    /// The shortest stretch around an ambiguous quote's place that occurs once, grown by whole words.
    pub fn unique_around(&self, _place: Span) -> Option<Span> {
        todo!()
    }

    /// The longest run of whole words that a quote and the text have in common (for «le porte-parole» against «au porte-parole»).
    pub fn longest_common(&self, _quote: &str) -> Option<Span> {
        todo!()
    }
}
