//! From the statements of a graph to its spans and facts, and what is broken in them.

use std::collections::{HashMap, HashSet};

use sha2::{Digest as _, Sha256};
use verbale_core::vocab::dipl;

use super::evidence::{At, Class, Datatype, Evidence, Id, Node, Said, Statement, Value};

/// Something that is wrong, in the graph itself or between it and a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) code: &'static str,
    /// One sentence without a full stop.
    pub(super) message: String,
    /// The node that it is about.
    pub(super) node: String,
    pub(super) at: Option<At>,
}

/// Words with their place in the text that they were taken from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Words<'e> {
    pub(super) exact: &'e str,
    /// What stood around them and where; none for words whose text was not at hand.
    pub(super) placed: Option<Placed<'e>>,
}

/// The place of words in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'e> {
    pub(super) prefix: &'e str,
    pub(super) suffix: &'e str,
    /// In code points, end-exclusive.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A span as the graph has it.
#[derive(Clone, Debug)]
pub(super) struct SpanRecord<'e> {
    pub(super) node: Id,
    pub(super) source: Option<Id>,
    /// The quote selector, and the position selector where there is one.
    pub(super) selectors: [Option<Id>; 2],
    /// What it says; none where it is broken.
    pub(super) words: Option<Words<'e>>,
    pub(super) faults: Vec<Fault>,
}

/// What claims are about: a fact, or a field of an actor or of the source that has words of its own.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) node: Id,
    pub(super) claims: Vec<Id>,
    /// Numbers of spans, each once.
    pub(super) spans: Vec<usize>,
    pub(super) faults: Vec<Fault>,
}

/// The spans and facts of a graph.
#[derive(Clone, Debug, Default)]
pub(super) struct Proof<'e> {
    pub(super) spans: Vec<SpanRecord<'e>>,
    pub(super) facts: Vec<Fact>,
    /// What is wrong outside of spans and facts.
    pub(super) faults: Vec<Fault>,
    /// Claims without a span that need none: coded by machine, or said by a source whose words are not at hand.
    pub(super) wordless: usize,
}

/// Reads the spans and facts of a graph.
pub(super) fn read(evidence: &Evidence) -> Proof<'_> {
    let own_sources = evidence.nodes().flat_map(|(_, node)| node.nodes(Said::DossierSource)).collect();
    let (proof, spans, facts) = (Proof::default(), HashMap::new(), HashMap::new());
    let mut reader = Reader { evidence, proof, spans, facts, own_sources, wordless: Vec::new(), held: HashSet::new() };
    for (id, node) in evidence.nodes() {
        if node.is(Class::Claim) || node.all(Said::Span).next().is_some() || node.all(Said::About).next().is_some() {
            reader.claim(id, node);
        }
    }
    reader.wordless();
    reader.unclaimed();
    reader.shared();
    reader.proof
}

struct Reader<'e> {
    evidence: &'e Evidence,
    proof: Proof<'e>,
    /// By node.
    spans: HashMap<Id, usize>,
    facts: HashMap<Id, usize>,
    /// The texts that dossiers read.
    own_sources: HashSet<Id>,
    /// Claims without a span.
    wordless: Vec<Id>,
    /// Facts with their spans, by their numbers: claims on one fact often share their words.
    held: HashSet<(usize, usize)>,
}

impl<'e> Reader<'e> {
    fn claim(&mut self, id: Id, node: &'e Node) {
        let mut faults = Vec::new();
        need_class(node, Class::Claim, &mut faults);
        let about = one_node(node, Said::About, &mut faults);
        if let Some(about) = about.map(|about| self.evidence.node(about)).filter(|about| !about.is_described()) {
            let message = format!("the claim is about <{}>, which the graph does not describe", about.iri);
            faults.push(fault("undescribed", message, node, node.at));
        }
        faults.extend(literals(node, Said::Span));
        if node.all(Said::Span).next().is_none() {
            self.wordless.push(id);
        }
        let fact = about.map(|about| self.fact(about));
        let spans: Vec<usize> = node.nodes(Said::Span).map(|span| self.span(span)).collect();
        let Some(fact) = fact else {
            self.proof.faults.append(&mut faults);
            return;
        };
        let new = spans.into_iter().filter(|span| self.held.insert((fact, *span)));
        let fact = &mut self.proof.facts[fact];
        fact.claims.push(id);
        fact.faults.append(&mut faults);
        fact.spans.extend(new);
    }

    fn fact(&mut self, node: Id) -> usize {
        let facts = &mut self.proof.facts;
        *self.facts.entry(node).or_insert_with(|| {
            facts.push(Fact { node, claims: Vec::new(), spans: Vec::new(), faults: Vec::new() });
            facts.len() - 1
        })
    }

    /// Judges the claims without a span, once it is known who says what.
    fn wordless(&mut self) {
        for id in std::mem::take(&mut self.wordless) {
            let node = self.evidence.node(id);
            if self.needs_no_words(id) {
                self.proof.wordless += 1;
                continue;
            }
            let found = fault("missing-property", "the claim has no dipl:span".into(), node, node.at);
            let about = node.nodes(Said::About).find_map(|about| self.facts.get(&about));
            let faults = about.map(|fact| &mut self.proof.facts[*fact].faults);
            faults.unwrap_or(&mut self.proof.faults).push(found);
        }
    }

    /// Whether a claim may do without words: a machine made it, it names its primary source, or it is said, be it in a
    /// statement, by a source with an address that is not the text of a dossier.
    fn needs_no_words(&self, claim: Id) -> bool {
        let node = self.evidence.node(claim);
        let is_coded = |basis: Id| self.evidence.node(basis).iri.strip_prefix(dipl::NAMESPACE) == Some("machine-coded");
        node.nodes(Said::Basis).any(is_coded)
            || node.all(Said::PrimarySource).next().is_some()
            || self.is_said_elsewhere(claim)
    }

    fn is_said_elsewhere(&self, claim: Id) -> bool {
        let (mut open, mut seen) = (vec![claim], HashSet::new());
        while let Some(claim) = open.pop() {
            let node = self.evidence.node(claim);
            let is_elsewhere = |source: &Id| {
                self.evidence.node(*source).all(Said::Url).next().is_some() && !self.own_sources.contains(source)
            };
            if node.nodes(Said::SaidBy).any(|source| is_elsewhere(&source)) {
                return true;
            }
            let statements = node.nodes(Said::SaidIn).filter_map(|statement| self.facts.get(&statement));
            let claims = statements.flat_map(|fact| &self.proof.facts[*fact].claims);
            open.extend(claims.filter(|claim| seen.insert(**claim)));
        }
        false
    }

    fn span(&mut self, id: Id) -> usize {
        if let Some(span) = self.spans.get(&id) {
            return *span;
        }
        let record = span(self.evidence, id);
        let number = self.proof.spans.len();
        self.proof.spans.push(record);
        self.spans.insert(id, number);
        number
    }

    /// Spans that no claim has: a link to them was lost.
    fn unclaimed(&mut self) {
        for (id, node) in self.evidence.nodes() {
            if node.is(Class::Span) && !self.spans.contains_key(&id) {
                self.proof.faults.push(fault("unclaimed-span", "no claim has this span".into(), node, node.at));
                let number = self.span(id);
                let faults = std::mem::take(&mut self.proof.spans[number].faults);
                self.proof.faults.extend(faults);
            }
        }
    }

    /// Selectors that belong to several spans.
    fn shared(&mut self) {
        let mut owners: HashMap<Id, usize> = HashMap::new();
        for number in 0..self.proof.spans.len() {
            for selector in self.proof.spans[number].selectors.into_iter().flatten() {
                let first = *owners.entry(selector).or_insert(number);
                if first == number {
                    continue;
                }
                let node = self.evidence.node(selector);
                for span in [first, number] {
                    let message = format!("the selector <{}> belongs to several spans", node.iri);
                    let span = &mut self.proof.spans[span];
                    span.words = None;
                    span.faults.push(fault("shared-selector", message, self.evidence.node(span.node), node.at));
                }
            }
        }
    }
}

/// Reads a span with its selectors.
fn span(evidence: &Evidence, id: Id) -> SpanRecord<'_> {
    let (node, mut faults) = (evidence.node(id), Vec::new());
    if !node.is_described() && node.statements.is_empty() {
        let message = "a claim has this span, and the graph does not describe it".into();
        faults.push(fault("undescribed", message, node, node.at));
        return SpanRecord { node: id, source: None, selectors: [None; 2], words: None, faults };
    }
    need_class(node, Class::Span, &mut faults);
    need_class(node, Class::SpecificResource, &mut faults);
    let source = one_node(node, Said::HasSource, &mut faults);
    if let Some(source) = source.map(|source| evidence.node(source)) {
        need_class(source, Class::SourceText, &mut faults);
    }
    let hashed = source.is_some_and(|source| evidence.node(source).all(Said::Sha256).next().is_some());
    let selectors = selectors(evidence, node, hashed, &mut faults);
    let quote = selectors[0].map(|quote| evidence.node(quote));
    let exact = quote.and_then(|quote| string(quote, Said::Exact, &mut faults));
    if let (Some(source), Some(_), false) = (source, selectors[1], hashed) {
        let message = "its text has no schema:sha256, and the span a place in it".into();
        faults.push(fault("missing-property", message, evidence.node(source), evidence.node(source).at));
    }
    let placed = match (quote, selectors[1].map(|position| evidence.node(position))) {
        (Some(quote), Some(position)) => placed(quote, position, &mut faults),
        (Some(quote), None) => {
            check_name(quote, exact, &mut faults);
            None
        }
        _ => None,
    };
    let words = exact.filter(|_| faults.is_empty()).map(|exact| Words { exact, placed });
    SpanRecord { node: id, source, selectors, words, faults }
}

/// The quote selector and the position selector of a span. Words whose text was not at hand have no position.
fn selectors(evidence: &Evidence, span: &Node, hashed: bool, faults: &mut Vec<Fault>) -> [Option<Id>; 2] {
    faults.extend(literals(span, Said::HasSelector));
    let mut found = [None; 2];
    for statement in span.all(Said::HasSelector) {
        let Value::Node(id) = statement.value else { continue };
        let selector = evidence.node(id);
        let kind = match (selector.is(Class::QuoteSelector), selector.is(Class::PositionSelector)) {
            (true, false) => 0,
            (false, true) => 1,
            _ => {
                let message = format!("<{}> is no quote selector and no position selector", selector.iri);
                faults.push(fault("missing-class", message, span, statement.at));
                continue;
            }
        };
        if found[kind].replace(id).is_some() {
            let class = [Class::QuoteSelector, Class::PositionSelector][kind].name();
            faults.push(fault("doubled-property", format!("the span has two selectors {class}"), span, statement.at));
        }
    }
    for (kind, class) in [Class::QuoteSelector, Class::PositionSelector].into_iter().enumerate() {
        if found[kind].is_none() && (kind == 0 || hashed) {
            let message = format!("the span has no {}", class.name());
            faults.push(fault("missing-property", message, span, span.at));
        }
    }
    found
}

fn placed<'e>(quote: &'e Node, position: &'e Node, faults: &mut Vec<Fault>) -> Option<Placed<'e>> {
    let prefix = string(quote, Said::Prefix, faults);
    let suffix = string(quote, Said::Suffix, faults);
    let start = number(position, Said::Start, faults);
    let end = number(position, Said::End, faults);
    let placed = Placed { prefix: prefix?, suffix: suffix?, start: start?, end: end? };
    if placed.start >= placed.end {
        let message = format!("oa:start {} is not less than oa:end {}", placed.start, placed.end);
        faults.push(fault("wrong-value", message, position, position.at));
        return None;
    }
    Some(placed)
}

/// Words without a place are named by their hash, which holds them.
fn check_name(quote: &Node, exact: Option<&str>, faults: &mut Vec<Fault>) {
    let Some(exact) = exact else { return };
    let hash = format!("{:x}", Sha256::digest(exact.as_bytes()));
    let is_hash = |step: &&str| step.len() == 16 && step.bytes().all(|b| b.is_ascii_hexdigit());
    if quote.iri.split('/').find(is_hash).is_some_and(|named| *named != hash[..16]) {
        let message = format!("the words are not those of the selector's name: their hash begins with {}", &hash[..16]);
        faults.push(fault("wrong-words", message, quote, quote.at));
    }
}

/// The hash that a source says its text has. More than one, or one that is none, is a fault.
pub(super) fn hash<'e>(source: &'e Node, faults: &mut Vec<Fault>) -> Option<&'e str> {
    source.all(Said::Sha256).next()?;
    let hash = string(source, Said::Sha256, faults)?;
    if hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
        return Some(hash);
    }
    let message = "schema:sha256 is not 64 hexadecimal digits in lower case".into();
    faults.push(fault("wrong-value", message, source, source.all(Said::Sha256).next().and_then(|said| said.at)));
    None
}

pub(super) fn fault(code: &'static str, message: String, node: &Node, at: Option<At>) -> Fault {
    Fault { code, message, node: node.iri.to_string(), at }
}

fn need_class(node: &Node, class: Class, faults: &mut Vec<Fault>) {
    if !node.is(class) {
        faults.push(fault("missing-class", format!("it is not typed {}", class.name()), node, node.at));
    }
}

/// The one statement with a property; none and several are faults.
fn one<'n>(node: &'n Node, said: Said, faults: &mut Vec<Fault>) -> Option<&'n Statement> {
    let mut all = node.all(said);
    let Some(first) = all.next() else {
        faults.push(fault("missing-property", format!("it has no {}", said.name()), node, node.at));
        return None;
    };
    if let Some(second) = all.next() {
        let message = format!("it has more than one {}", said.name());
        faults.push(fault("doubled-property", message, node, second.at));
        return None;
    }
    Some(first)
}

fn one_node(node: &Node, said: Said, faults: &mut Vec<Fault>) -> Option<Id> {
    let statement = one(node, said, faults)?;
    match statement.value {
        Value::Node(id) => Some(id),
        Value::Literal(..) => {
            faults.push(no_node(node, statement));
            None
        }
    }
}

/// Literals where nodes are expected.
fn literals(node: &Node, said: Said) -> Vec<Fault> {
    let literals = node.all(said).filter(|statement| matches!(statement.value, Value::Literal(..)));
    literals.map(|statement| no_node(node, statement)).collect()
}

fn no_node(node: &Node, statement: &Statement) -> Fault {
    fault("wrong-value", format!("{} is no node", statement.said.name()), node, statement.at)
}

fn string<'n>(node: &'n Node, said: Said, faults: &mut Vec<Fault>) -> Option<&'n str> {
    let statement = one(node, said, faults)?;
    if let Value::Literal(text, Datatype::String) = &statement.value {
        return Some(text);
    }
    let message = format!("{} is no xsd:string without a language", said.name());
    faults.push(fault("wrong-value", message, node, statement.at));
    None
}

fn number(node: &Node, said: Said, faults: &mut Vec<Fault>) -> Option<usize> {
    let statement = one(node, said, faults)?;
    let number = match &statement.value {
        Value::Literal(digits, Datatype::NonNegativeInteger) => {
            digits.parse().ok().filter(|number: &usize| *number.to_string() == **digits)
        }
        _ => None,
    };
    if number.is_none() {
        let message = format!("{} is no xsd:nonNegativeInteger in its canonical form", said.name());
        faults.push(fault("wrong-value", message, node, statement.at));
    }
    number
}
