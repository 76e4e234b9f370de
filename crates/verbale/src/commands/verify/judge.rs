//! What has become of the words of each span and of each fact.

use verbale_core::text::{CONTEXT, Followed, Passage, Span, Text};

use super::evidence::Evidence;
use super::proof::{Fact, Fault, Placed, Proof, SpanRecord, Words, fault};
use super::texts::{Given, Sources};

/// Bytes of text that are searched for what took the place of words, over one graph, and what one search costs beside them.
const SEARCHED: usize = 32 << 20;
const SEARCH: usize = 64 << 10;

/// What has become of words, or of a fact: the gravest of its words'. The order is that of gravity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Status {
    Same,
    Moved,
    /// There are no words, and none are needed.
    Wordless,
    Unproved,
    Ambiguous,
    Changed,
    Gone,
    False,
    Broken,
}

impl Status {
    pub(super) const ALL: [Self; 9] = [
        Self::Same,
        Self::Moved,
        Self::Wordless,
        Self::Unproved,
        Self::Ambiguous,
        Self::Changed,
        Self::Gone,
        Self::False,
        Self::Broken,
    ];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Moved => "moved",
            Self::Wordless => "wordless",
            Self::Unproved => "unproved",
            Self::Ambiguous => "ambiguous",
            Self::Changed => "changed",
            Self::Gone => "gone",
            Self::False => "false",
            Self::Broken => "broken",
        }
    }

    pub(super) const fn is_kept(self) -> bool {
        matches!(self, Self::Same | Self::Moved | Self::Wordless)
    }
}

/// The verdict on a span.
#[derive(Clone, Debug)]
pub(super) struct Verdict {
    pub(super) status: Status,
    /// Where its words are, or what took their place.
    pub(super) now: Option<Span>,
    /// Places that cannot be told apart, the first ten, and their number.
    pub(super) places: Vec<Span>,
    pub(super) total: usize,
    /// What is false or broken.
    pub(super) faults: Vec<Fault>,
    /// What else there is to say.
    pub(super) note: Option<&'static str>,
}

impl Verdict {
    fn of(status: Status) -> Self {
        Self { status, now: None, places: Vec::new(), total: 0, faults: Vec::new(), note: None }
    }

    fn at(status: Status, span: Span) -> Self {
        Self { now: Some(span), ..Self::of(status) }
    }
}

/// The verdict on each span of a graph.
pub(super) fn judge(evidence: &Evidence, proof: &Proof<'_>, sources: &Sources<'_>, given: &[Given]) -> Vec<Verdict> {
    let mut judge = Judge { evidence, searchable: SEARCHED };
    let mut verdicts: Vec<Verdict> = proof.spans.iter().map(|span| judge.span(span, sources, given)).collect();
    tell_apart(proof, &mut verdicts);
    verdicts
}

/// The gravest status of the spans of a fact.
pub(super) fn status(fact: &Fact, verdicts: &[Verdict]) -> Status {
    let gravest = fact.spans.iter().map(|span| verdicts[*span].status).max();
    if fact.faults.is_empty() { gravest.unwrap_or(Status::Wordless) } else { Status::Broken }
}

struct Judge<'e> {
    evidence: &'e Evidence,
    searchable: usize,
}

impl Judge<'_> {
    fn span(&mut self, span: &SpanRecord<'_>, sources: &Sources<'_>, given: &[Given]) -> Verdict {
        let Some(words) = &span.words else {
            return Verdict { faults: span.faults.clone(), ..Verdict::of(Status::Broken) };
        };
        let source = span.source.and_then(|source| sources.of(source));
        let Some(placed) = &words.placed else {
            let note = Some("the source has no hash, and the words no place: no text proves them");
            return Verdict { note, ..Verdict::of(Status::Unproved) };
        };
        match source.and_then(|source| Some((source, &given[source.given?]))) {
            None => Verdict { note: Some("no text is given for its source"), ..Verdict::of(Status::Unproved) },
            Some((source, given)) if source.same => self.prove(span, words, placed, &given.text),
            Some((_, given)) => self.follow(words, placed, &given.text),
        }
    }

    /// Holds a span against the very text that it was taken from.
    fn prove(&self, span: &SpanRecord<'_>, words: &Words<'_>, placed: &Placed<'_>, text: &Text<'_>) -> Verdict {
        let place = Span { start: placed.start, end: placed.end };
        let (prefix, suffix) = text.context(place, CONTEXT);
        if place.end > text.len() {
            let node = self.evidence.node(span.selectors[1].unwrap_or(span.node));
            let message = format!("the span ends at {}, and the text at {}", place.end, text.len());
            return Verdict {
                faults: vec![fault("wrong-place", message, node, node.at)],
                ..Verdict::of(Status::False)
            };
        }
        let mut faults = Vec::new();
        let mut hold = |code, what: &str, said: &str, is: &str, selector: usize| {
            if said != is {
                let node = self.evidence.node(span.selectors[selector].unwrap_or(span.node));
                let message = format!("{what}: the graph says «{said}», and the text has «{is}»");
                faults.push(fault(code, message, node, node.at));
            }
        };
        hold("wrong-words", &format!("characters {} to {}", place.start, place.end), words.exact, text.slice(place), 0);
        hold("wrong-prefix", "before the words", placed.prefix, prefix, 0);
        hold("wrong-suffix", "after the words", placed.suffix, suffix, 0);
        if faults.is_empty() {
            return Verdict::at(Status::Same, place);
        }
        Verdict { faults, ..Verdict::of(Status::False) }
    }

    /// Follows a span into a newer version of its text.
    fn follow(&mut self, words: &Words<'_>, placed: &Placed<'_>, text: &Text<'_>) -> Verdict {
        let passage = Passage { exact: words.exact, prefix: placed.prefix, suffix: placed.suffix };
        match text.follow(&passage) {
            Followed::Found(now) => {
                let same = now == Span { start: placed.start, end: placed.end } && text.slice(now) == words.exact;
                Verdict::at(if same { Status::Same } else { Status::Moved }, now)
            }
            Followed::Ambiguous { places, total } => Verdict { places, total, ..Verdict::of(Status::Ambiguous) },
            Followed::Lost => self.lost(words, text),
        }
    }

    fn lost(&mut self, words: &Words<'_>, text: &Text<'_>) -> Verdict {
        let Some(left) = self.searchable.checked_sub(text.as_str().len() + SEARCH) else {
            let note = Some("so many words are lost that what took the place of these was not looked for");
            return Verdict { note, ..Verdict::of(Status::Gone) };
        };
        self.searchable = left;
        match text.near_misses(words.exact).first() {
            Some(near) => Verdict::at(Status::Changed, near.span),
            None => Verdict::of(Status::Gone),
        }
    }
}

/// Two spans of one text that were apart and are found at one place: at least one of them is not there.
fn tell_apart(proof: &Proof<'_>, verdicts: &mut [Verdict]) {
    let place = |number: usize, verdicts: &[Verdict]| {
        let now = verdicts[number].now.filter(|_| verdicts[number].status.is_kept())?;
        Some((proof.spans[number].source, now.start, now.end))
    };
    let mut kept: Vec<usize> = (0..verdicts.len()).filter(|number| place(*number, verdicts).is_some()).collect();
    kept.sort_by_key(|number| place(*number, verdicts));
    let neighbours = kept.windows(2).filter(|pair| place(pair[0], verdicts) == place(pair[1], verdicts));
    let doubtful: Vec<usize> = neighbours.flatten().copied().collect();
    for number in doubtful {
        if let Some(now) = verdicts[number].now {
            let note = Some("another span of the graph is found at the same place");
            verdicts[number] = Verdict { places: vec![now], total: 1, note, ..Verdict::of(Status::Ambiguous) };
        }
    }
}
