//! Quotes to spans: what proves a fact, or a finding that shows the text's own words.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use sha2::{Digest, Sha256};

use super::Resolver;
use super::resolved::{FieldClaim, Located, ResolvedSpan, SpanIndex};
use crate::check::Check;
use crate::codes::Basis;
use crate::diagnostic::{Candidate, Diagnostic};
use crate::dossier::decode::Path;
use crate::dossier::value::{Evidence, Quote};
use crate::text::{CONTEXT, NotLocated, Span, Text};
use crate::vocab::Property;

/// The longest quote, in code points.
const MAX_QUOTE: usize = 10_000;

/// The spans of all sources, each once.
#[derive(Default)]
pub(super) struct Spans<'d> {
    pub(super) list: Vec<ResolvedSpan<'d>>,
    /// By source and bytes.
    by_place: HashMap<(usize, usize, usize), SpanIndex>,
    by_words: HashMap<(usize, &'d str), SpanIndex>,
}

/// A field of an actor or of the source that carries evidence.
pub(super) struct Claimed<'e, 'd> {
    pub(super) at: Path<'e>,
    /// The claim's name: `{actor-key}.{field}`.
    pub(super) key: &'e str,
    pub(super) evidence: &'d Evidence<'d>,
    pub(super) on: Vec<Property>,
}

impl<'d> Resolver<'d> {
    /// The spans of quotes in the text of a scope; every quote that has none is a finding.
    pub(super) fn locate_all(&mut self, scope: usize, quotes: &'d [Quote<'d>], at: &Path<'_>) -> Vec<SpanIndex> {
        let mut spans = Vec::with_capacity(quotes.len());
        let at = at.key("quote");
        for (index, quote) in quotes.iter().enumerate() {
            spans.extend(self.locate(scope, quote, &at.index(index)));
        }
        if spans.len() > 1 {
            let mut seen = HashSet::with_capacity(spans.len());
            spans.retain(|span| seen.insert(*span));
        }
        spans
    }

    fn locate(&mut self, scope: usize, quote: &'d Quote<'d>, at: &Path<'_>) -> Option<SpanIndex> {
        // No text has more code points than bytes.
        if quote.text.len() > MAX_QUOTE && quote.text.chars().count() > MAX_QUOTE {
            let length = quote.text.chars().count();
            let message = format!("the quote has {length} characters; the limit is {MAX_QUOTE}");
            let fault = Diagnostic::new(Check::QuoteTooLong, at.to_string(), message);
            self.faults.push(fault.help("quote the words that support the fact; several passages are a list"));
            return None;
        }
        let Some(text) = self.scopes[scope].text else {
            return Some(self.unlocated(scope, &quote.text));
        };
        match text.find(&quote.text, quote.nth.map(|nth| nth as usize)) {
            Ok(bytes) => Some(self.span(scope, text, &bytes)),
            Err(reason) => {
                let fault = self.not_located(text, &quote.text, &reason, &at.to_string());
                self.faults.push(fault);
                None
            }
        }
    }

    fn span(&mut self, scope: usize, text: &'d Text<'d>, bytes: &Range<usize>) -> SpanIndex {
        let index = self.spans.list.len();
        match self.spans.by_place.entry((scope, bytes.start, bytes.end)) {
            Entry::Occupied(known) => return *known.get(),
            Entry::Vacant(place) => place.insert(index),
        };
        let span = text.span(bytes);
        let offsets = [span.start, span.end].map(|offset| self.mint.arena.number(offset));
        let [iri, quote, position] = self.mint.span(&self.scopes[scope].prefix, offsets);
        let (prefix, suffix) = text.around(bytes, CONTEXT);
        let located = Some(Located { span, position, offsets, prefix, suffix });
        let (source, exact) = (self.scopes[scope].iri, &text.as_str()[bytes.clone()]);
        self.spans.list.push(ResolvedSpan { source, iri, quote, exact, located });
        index
    }

    /// Words whose text is not at hand: named by their hash, without a place.
    fn unlocated(&mut self, scope: usize, words: &'d str) -> SpanIndex {
        if let Some(known) = self.spans.by_words.get(&(scope, words)) {
            return *known;
        }
        let hash =
            Sha256::digest(words.as_bytes()).iter().take(8).fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        let [iri, quote] = self.mint.words(&self.scopes[scope].prefix, &hash);
        let source = self.scopes[scope].iri;
        let index = self.spans.list.len();
        self.spans.list.push(ResolvedSpan { source, iri, quote, exact: words, located: None });
        self.spans.by_words.insert((scope, words), index);
        index
    }

    /// The claim on a field of an actor, or on the dateline: its evidence must quote.
    pub(super) fn claim_field(&mut self, claimed: &Claimed<'_, 'd>) -> Option<FieldClaim> {
        let evidence = claimed.evidence;
        if evidence.quote.is_empty() {
            let message = "the evidence of this field needs its words";
            let fault = Diagnostic::new(Check::QuoteMissing, claimed.at.to_string(), message);
            self.faults.push(fault.help("add `quote: \"…\"`, or write the value alone"));
            return None;
        }
        let spans = self.locate_all(0, &evidence.quote, &claimed.at);
        let iri = self.mint.claim("", claimed.key);
        Some(FieldClaim {
            iri,
            on: claimed.on.clone(),
            said_by: self.scopes[0].iri,
            basis: evidence.basis.unwrap_or(Basis::Explicit),
            exhaustive: evidence.exhaustive.unwrap_or(true),
            spans,
        })
    }
}

/// How many bytes of text are searched for suggestions in one dossier: what was meant by the first hundreds of false
/// quotes is worth showing, and a hostile dossier of thousands must not take minutes.
const SUGGESTION_BYTES: usize = 32 * 1024 * 1024;

/// What one search costs beside the text's own bytes.
const SUGGESTION_COST: usize = 64 * 1024;

/// How many names are compared with references that name nothing in one dossier.
const SUGGESTION_NAMES: usize = 500_000;

/// What is left of the search for suggestions.
pub(super) struct Suggestions {
    bytes: usize,
    names: usize,
}

impl Default for Suggestions {
    fn default() -> Self {
        Self { bytes: SUGGESTION_BYTES, names: SUGGESTION_NAMES }
    }
}

impl Suggestions {
    /// Whether one more search in the text is affordable.
    fn afford(&mut self, text: &Text<'_>) -> bool {
        let left = self.bytes.checked_sub(text.as_str().len() + SUGGESTION_COST);
        self.bytes = left.unwrap_or_default();
        left.is_some()
    }

    /// Whether a reference may still be compared with this many names.
    pub(super) fn afford_names(&mut self, names: usize) -> bool {
        let left = self.names.checked_sub(names);
        self.names = left.unwrap_or_default();
        left.is_some()
    }
}

/// The text's words for a span.
fn candidate(text: &Text<'_>, span: Span) -> Candidate {
    Candidate { text: text.slice(span).to_owned(), start: span.start, end: span.end }
}

impl Resolver<'_> {
    fn not_located(&mut self, text: &Text<'_>, quote: &str, reason: &NotLocated, pointer: &str) -> Diagnostic {
        match reason {
            NotLocated::Ambiguous { places, total } => self.ambiguous(text, quote, places, *total, pointer),
            NotLocated::NoSuchOccurrence { total } => {
                let times = if *total == 1 { "once".to_owned() } else { format!("{total} times") };
                let message = format!("the quote occurs {times} in the text");
                let fault = Diagnostic::new(Check::QuoteNth, format!("{pointer}/nth"), message).value(quote);
                fault.help("`nth` counts the occurrences from 1")
            }
            _ => self.not_found(text, quote, Check::QuoteNotFound, "the quote is not in the text", pointer),
        }
    }

    fn ambiguous(&mut self, text: &Text<'_>, quote: &str, places: &[Span], total: usize, pointer: &str) -> Diagnostic {
        let message = format!("the quote occurs {total} times in the text");
        let mut fault = Diagnostic::new(Check::QuoteAmbiguous, pointer, message).value(quote);
        fault = fault.help("quote more words, or say which occurrence is meant: `{text: \"…\", nth: 2}`");
        for place in places {
            let longer = if self.suggestions.afford(text) { text.unique_around(*place) } else { None };
            fault.candidates.push(candidate(text, longer.unwrap_or(*place)));
        }
        fault
    }

    /// A finding about words that are not in the text, with what was meant.
    pub(super) fn not_found(
        &mut self,
        text: &Text<'_>,
        words: &str,
        check: Check,
        message: &str,
        pointer: &str,
    ) -> Diagnostic {
        let mut fault = Diagnostic::new(check, pointer, message).value(words);
        if !self.suggestions.afford(text) {
            return fault
                .help("there are so many false quotes that no suggestion was looked for: mend the others first");
        }
        let near = text.near_misses(words);
        if let Some(best) = near.first() {
            fault = fault.label(format!("the text differs in {}", best.difference));
            fault.candidates = near.iter().map(|miss| candidate(text, miss.span)).collect();
            fault.suggestion = fault.candidates.first().map(|candidate| candidate.text.clone());
            return fault.help("a quote is the text's own words, verbatim: copy them from the text");
        }
        if let Some(common) = text.longest_common(words) {
            fault.candidates.push(candidate(text, common));
            return fault.help("this is the longest part of it that the text has");
        }
        fault.help("nothing in the text comes close: quote the words that support the fact, or leave the fact out")
    }
}
