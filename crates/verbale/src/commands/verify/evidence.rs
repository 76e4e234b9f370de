//! What a graph says of its evidence: claims, spans, selectors and sources, whatever the order of its statements.

use std::collections::HashMap;
use std::rc::Rc;

use verbale_core::position::Position;
use verbale_core::vocab::{dcterms, dipl, oa, prov, rdf, schema, xsd};

/// The predicate from a text to the version before it (PROV-O).
pub(super) const WAS_REVISION_OF: &str = "http://www.w3.org/ns/prov#wasRevisionOf";
/// A property that may have one value is kept with so many, to show that it is there more than once.
const KEPT: usize = 8;

/// A statement's predicate, as far as it has to do with evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::enum_variant_names, reason = "they are the names of the properties")]
pub(super) enum Said {
    About,
    OnProperty,
    SaidBy,
    SaidIn,
    Basis,
    Span,
    PrimarySource,
    HasSource,
    HasSelector,
    Exact,
    Prefix,
    Suffix,
    Start,
    End,
    Sha256,
    Language,
    Url,
    PartOf,
    DossierSource,
    Series,
    RevisionOf,
}

impl Said {
    fn of(predicate: &str) -> Option<Self> {
        Some(match predicate {
            dipl::iri::about => Self::About,
            dipl::iri::onProperty => Self::OnProperty,
            dipl::iri::saidBy => Self::SaidBy,
            dipl::iri::saidIn => Self::SaidIn,
            dipl::iri::basis => Self::Basis,
            dipl::iri::span => Self::Span,
            dipl::iri::series => Self::Series,
            prov::iri::hadPrimarySource => Self::PrimarySource,
            WAS_REVISION_OF => Self::RevisionOf,
            oa::iri::hasSource => Self::HasSource,
            oa::iri::hasSelector => Self::HasSelector,
            oa::iri::exact => Self::Exact,
            oa::iri::prefix => Self::Prefix,
            oa::iri::suffix => Self::Suffix,
            oa::iri::start => Self::Start,
            oa::iri::end => Self::End,
            schema::iri::sha256 => Self::Sha256,
            schema::iri::inLanguage => Self::Language,
            schema::iri::url => Self::Url,
            dcterms::iri::isPartOf => Self::PartOf,
            dcterms::iri::source => Self::DossierSource,
            _ => return None,
        })
    }

    /// Its name with the usual prefix.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::About => "dipl:about",
            Self::OnProperty => "dipl:onProperty",
            Self::SaidBy => "dipl:saidBy",
            Self::SaidIn => "dipl:saidIn",
            Self::Basis => "dipl:basis",
            Self::Span => "dipl:span",
            Self::PrimarySource => "prov:hadPrimarySource",
            Self::HasSource => "oa:hasSource",
            Self::HasSelector => "oa:hasSelector",
            Self::Exact => "oa:exact",
            Self::Prefix => "oa:prefix",
            Self::Suffix => "oa:suffix",
            Self::Start => "oa:start",
            Self::End => "oa:end",
            Self::Sha256 => "schema:sha256",
            Self::Language => "schema:inLanguage",
            Self::Url => "schema:url",
            Self::PartOf => "dcterms:isPartOf",
            Self::DossierSource => "dcterms:source",
            Self::Series => "dipl:series",
            Self::RevisionOf => "prov:wasRevisionOf",
        }
    }

    const fn takes_many(self) -> bool {
        matches!(self, Self::Span | Self::OnProperty | Self::SaidBy | Self::HasSelector | Self::PrimarySource)
    }
}

/// A class, as far as it has to do with evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Claim,
    Span,
    SpecificResource,
    QuoteSelector,
    PositionSelector,
    SourceText,
    Dossier,
    Actor,
    Place,
    /// Any other class of the ontology: the node is described here.
    Other,
}

impl Class {
    fn of(class: &str) -> Option<Self> {
        Some(match class {
            dipl::iri::Claim => Self::Claim,
            dipl::iri::Span => Self::Span,
            dipl::iri::SourceText => Self::SourceText,
            dipl::iri::Dossier => Self::Dossier,
            dipl::iri::Actor => Self::Actor,
            dipl::iri::Place => Self::Place,
            oa::iri::SpecificResource => Self::SpecificResource,
            oa::iri::TextQuoteSelector => Self::QuoteSelector,
            oa::iri::TextPositionSelector => Self::PositionSelector,
            _ if class.starts_with(dipl::NAMESPACE) => Self::Other,
            _ => return None,
        })
    }

    /// Its name with the usual prefix.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Claim => "dipl:Claim",
            Self::Span => "dipl:Span",
            Self::SpecificResource => "oa:SpecificResource",
            Self::QuoteSelector => "oa:TextQuoteSelector",
            Self::PositionSelector => "oa:TextPositionSelector",
            Self::SourceText => "dipl:SourceText",
            Self::Dossier => "dipl:Dossier",
            Self::Actor => "dipl:Actor",
            Self::Place => "dipl:Place",
            Self::Other => "a class of the ontology",
        }
    }

    const fn bit(self) -> u16 {
        1 << self as u8
    }
}

/// An object as a statement has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Object<'o> {
    /// An IRI, or the label of a blank node after `_:`.
    Node(&'o str),
    /// A literal: its lexical form, and its datatype; the latter is empty where there is a language tag.
    Literal(&'o str, &'o str),
}

/// What a literal may be here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Datatype {
    String,
    NonNegativeInteger,
    Other,
}

/// An object that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Node(Id),
    Literal(Box<str>, Datatype),
}

/// The number of a node.
pub(super) type Id = usize;

/// A place in a file: line and column, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub(super) line: u32,
    pub(super) column: u32,
}

impl From<Position> for At {
    fn from(position: Position) -> Self {
        let least = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self { line: least(position.line), column: least(position.column) }
    }
}

/// A statement about a node.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    pub(super) said: Said,
    pub(super) value: Value,
    /// Where its object stands.
    pub(super) at: Option<At>,
}

/// A node, and what is said of it.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) iri: Rc<str>,
    classes: u16,
    pub(super) statements: Vec<Statement>,
    /// Where it is first a subject.
    pub(super) at: Option<At>,
}

impl Node {
    pub(super) fn is(&self, class: Class) -> bool {
        self.classes & class.bit() != 0
    }

    /// Whether the graph says what it is.
    pub(super) fn is_described(&self) -> bool {
        self.classes != 0
    }

    pub(super) fn all(&self, said: Said) -> impl Iterator<Item = &Statement> {
        self.statements.iter().filter(move |statement| statement.said == said)
    }

    /// The nodes that a property leads to.
    pub(super) fn nodes(&self, said: Said) -> impl Iterator<Item = Id> {
        self.all(said).filter_map(|statement| match statement.value {
            Value::Node(id) => Some(id),
            Value::Literal(..) => None,
        })
    }
}

/// All that a graph says of its evidence; the rest of it is not kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    nodes: Vec<Node>,
    by_iri: HashMap<Rc<str>, Id>,
    /// How many statements were read.
    pub(super) statements: u64,
}

impl Evidence {
    /// Takes a statement. `at` is where its subject and its object stand.
    pub(super) fn take(&mut self, subject: &str, predicate: &str, object: Object<'_>, at: Option<[At; 2]>) {
        self.statements += 1;
        let subject_at = at.map(|[subject, _]| subject);
        if predicate == rdf::iri::type_ {
            self.take_class(subject, object, subject_at);
            return;
        }
        let Some(said) = Said::of(predicate) else { return };
        let id = self.subject(subject, subject_at);
        let value = self.value(object);
        let node = &mut self.nodes[id];
        if !said.takes_many() {
            let same = node.statements.iter().filter(|statement| statement.said == said);
            if same.clone().any(|statement| statement.value == value) || same.count() >= KEPT {
                return;
            }
        }
        node.statements.push(Statement { said, value, at: at.map(|[_, object]| object) });
    }

    fn take_class(&mut self, subject: &str, class: Object<'_>, at: Option<At>) {
        let Object::Node(class) = class else { return };
        if let Some(class) = Class::of(class) {
            let id = self.subject(subject, at);
            self.nodes[id].classes |= class.bit();
        }
    }

    /// Takes away what was said more than once of properties that may have many values.
    pub(super) fn settle(&mut self) {
        for node in &mut self.nodes {
            let mut seen = std::collections::HashSet::new();
            node.statements.retain(|statement| match &statement.value {
                Value::Node(id) if statement.said.takes_many() => seen.insert((statement.said as u8, *id)),
                _ => true,
            });
        }
    }

    pub(super) fn nodes(&self) -> impl Iterator<Item = (Id, &Node)> {
        self.nodes.iter().enumerate()
    }

    pub(super) fn node(&self, id: Id) -> &Node {
        &self.nodes[id]
    }

    /// The number of a node that was met.
    pub(super) fn id(&self, iri: &str) -> Option<Id> {
        self.by_iri.get(iri).copied()
    }

    fn subject(&mut self, iri: &str, at: Option<At>) -> Id {
        let id = self.met(iri);
        let node = &mut self.nodes[id];
        node.at = node.at.or(at);
        id
    }

    fn met(&mut self, iri: &str) -> Id {
        if let Some(id) = self.by_iri.get(iri) {
            return *id;
        }
        let (id, iri) = (self.nodes.len(), Rc::<str>::from(iri));
        self.nodes.push(Node { iri: Rc::clone(&iri), classes: 0, statements: Vec::new(), at: None });
        self.by_iri.insert(iri, id);
        id
    }

    fn value(&mut self, object: Object<'_>) -> Value {
        match object {
            Object::Node(iri) => Value::Node(self.met(iri)),
            Object::Literal(text, datatype) => {
                let datatype = match datatype {
                    xsd::iri::string => Datatype::String,
                    xsd::iri::nonNegativeInteger => Datatype::NonNegativeInteger,
                    _ => Datatype::Other,
                };
                Value::Literal(text.into(), datatype)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_twice_is_said_once_and_what_differs_is_kept() {
        let mut evidence = Evidence::default();
        let exact = |evidence: &mut Evidence, words: &str| {
            evidence.take("a:s", oa::iri::exact, Object::Literal(words, xsd::iri::string), None);
        };
        for words in ["a", "a", "b"] {
            exact(&mut evidence, words);
        }
        for number in 0..100 {
            exact(&mut evidence, &number.to_string());
        }
        for _ in 0..2 {
            evidence.take("a:c", dipl::iri::span, Object::Node("a:s"), None);
        }
        evidence.take("a:x", "a:p", Object::Node("a:s"), None);
        evidence.settle();
        let span = evidence.node(evidence.id("a:s").unwrap());
        assert_eq!(span.all(Said::Exact).count(), KEPT);
        assert_eq!(evidence.node(evidence.id("a:c").unwrap()).nodes(Said::Span).count(), 1);
        assert_eq!(
            (evidence.statements, evidence.id("a:x")),
            (106, None),
            "what is no evidence is counted and not kept"
        );
    }

    #[test]
    fn classes_and_datatypes_are_told_apart() {
        let mut evidence = Evidence::default();
        let at = At { line: 3, column: 4 };
        evidence.take("a:s", rdf::iri::type_, Object::Node(dipl::iri::Span), Some([at, At { line: 3, column: 9 }]));
        evidence.take("a:s", oa::iri::start, Object::Literal("1", xsd::iri::integer), None);
        let span = evidence.node(evidence.id("a:s").unwrap());
        assert!(span.is(Class::Span) && !span.is(Class::SpecificResource) && span.is_described());
        assert_eq!(span.at, Some(at));
        assert_eq!(span.statements[0].value, Value::Literal("1".into(), Datatype::Other));
    }
}
