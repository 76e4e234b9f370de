//! Resolved facts: every id a node, every quote a span, every date its literals.

use std::sync::Arc;

use crate::codes::{Basis, Factuality, Modality};
use crate::dossier::Dossier;
use crate::facts::Fact;
use crate::iri::{Arena, Name};
use crate::text::Span;
use crate::vocab::Property;

/// The object of a triple, borrowed from dossier, text, tables and arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Object<'d> {
    /// A node of this dossier, or an IRI from outside.
    Node(Name),
    /// A code, a class or a property.
    Term(&'static str),
    /// A text in a language: text, tag.
    Text(&'d str, &'d str),
    /// A text without language.
    Plain(&'d str),
    /// A literal: lexical form, datatype.
    Typed(Name, &'static str),
    /// `true` or `false`.
    Boolean(bool),
}

/// A property with one of its values.
pub type Triple<'d> = (Property, Object<'d>);

/// A property with each of these nodes.
pub(super) fn to_nodes<'d>(property: Property, nodes: &[Name]) -> impl Iterator<Item = Triple<'d>> {
    nodes.iter().map(move |node| (property, Object::Node(*node)))
}

/// A span, by its index in [`Resolved::spans`].
pub type SpanIndex = usize;

/// A dossier with everything that it says resolved.
#[derive(Clone, Debug)]
pub struct Resolved<'d> {
    /// The dossier.
    pub dossier: &'d Dossier<'d>,
    /// Its IRIs and lexical forms.
    pub arena: Arena,
    /// The dossier's IRI.
    pub iri: Name,
    /// The dossier's properties.
    pub properties: Vec<Triple<'d>>,
    /// The dossier's own source, then those of the enrichments, then the texts of records by fact.
    pub sources: Vec<Described<'d>>,
    /// The actors, by IRI.
    pub actors: Vec<Described<'d>>,
    /// The places by IRI, then the occurrences of the registry.
    pub places: Vec<Described<'d>>,
    /// The facts in the dossier's order, then those of the enrichments.
    pub facts: Vec<ResolvedFact<'d>>,
    /// The spans that they rest on.
    pub spans: Vec<ResolvedSpan<'d>>,
}

impl Resolved<'_> {
    /// The dossier's IRI.
    pub fn dossier_iri(&self) -> &str {
        self.arena.text(self.iri)
    }

    /// The IRI of the dossier's own source.
    pub fn source_iri(&self) -> &str {
        self.arena.text(self.sources.first().map_or(self.iri, |source| source.iri))
    }
}

/// A node that is no fact: a source, an actor, a place, an occurrence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described<'d> {
    /// Its IRI.
    pub iri: Name,
    /// Its types; none for an occurrence, which is an untyped hub.
    pub types: &'static [&'static str],
    /// Its properties, in order.
    pub properties: Vec<Triple<'d>>,
    /// The claims on its fields, by key.
    pub claims: Vec<FieldClaim>,
}

/// A fact with its nodes, its layer and its evidence.
#[derive(Clone, Debug)]
pub struct ResolvedFact<'d> {
    /// The fact as typed.
    pub fact: &'d Fact<'d>,
    /// Which of [`Resolved::sources`] it is taken from.
    pub source: usize,
    /// Whether its node has its own class (else it is an unasserted situation).
    pub asserted: bool,
    /// Its node; several for a membership of several members.
    pub nodes: Vec<FactNode<'d>>,
    /// Its values, in no order yet.
    pub properties: Vec<Triple<'d>>,
    /// Its series.
    pub series: Option<ResolvedSeries<'d>>,
    /// Who says it: the source text, or the speakers.
    pub said_by: Arc<[Name]>,
    /// The statement that contains it.
    pub said_in: Option<Name>,
    /// How it is put forward: what the author wrote; `reported` comes with [`ResolvedFact::said_in`].
    pub modality: Option<Modality>,
    /// How certain the one who says it is.
    pub factuality: Factuality,
    /// What it rests on.
    pub basis: Basis,
    /// Whether its lists are complete.
    pub exhaustive: bool,
    /// The words that support it.
    pub spans: Vec<SpanIndex>,
    /// The fields with evidence of their own, by key.
    pub fields: Vec<ResolvedField>,
    /// What a dataset's record was made from.
    pub primary_source: Option<Name>,
    /// What a dataset's record says of itself: counts and tone, on the fact's own claim.
    pub record: Vec<Triple<'d>>,
}

/// One node of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FactNode<'d> {
    /// Its IRI.
    pub iri: Name,
    /// Its claim's IRI.
    pub claim: Name,
    /// The member, where the fact is a membership.
    pub member: Option<Object<'d>>,
}

/// A planned recurrence of meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedSeries<'d> {
    /// Its IRI.
    pub iri: Name,
    /// Its properties.
    pub properties: Vec<Triple<'d>>,
}

/// A field of a fact with evidence of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResolvedField {
    /// The properties that carry its value; derived bounds are left out.
    pub on: Vec<Property>,
    /// The claims' IRIs, one for each node of the fact.
    pub claims: Vec<Name>,
    /// How the source gives it.
    pub basis: Basis,
    /// Whether its list is complete.
    pub exhaustive: bool,
    /// The words that support it.
    pub spans: Vec<SpanIndex>,
}

/// A claim on a field of an actor, or on the dateline: said by a source, stated and certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldClaim {
    /// Its IRI.
    pub iri: Name,
    /// The properties that carry the value.
    pub on: Vec<Property>,
    /// The source that says it.
    pub said_by: Name,
    /// How the source gives it.
    pub basis: Basis,
    /// Whether its list is complete.
    pub exhaustive: bool,
    /// The words that support it; none where the source is not the dossier's own and only its address is known.
    pub spans: Vec<SpanIndex>,
}

/// Words of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResolvedSpan<'d> {
    /// The source that holds them.
    pub source: Name,
    /// Its IRI.
    pub iri: Name,
    /// Its quote selector's IRI.
    pub quote: Name,
    /// The words: the text's own characters, line breaks included.
    pub exact: &'d str,
    /// Where they stand; absent where the text is not at hand.
    pub located: Option<Located<'d>>,
}

/// Where a span stands in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Located<'d> {
    /// Code points, end-exclusive.
    pub span: Span,
    /// Its position selector's IRI.
    pub position: Name,
    /// The lexical forms of start and end.
    pub offsets: [Name; 2],
    /// At most 32 code points before it.
    pub prefix: &'d str,
    /// At most 32 code points after it.
    pub suffix: &'d str,
}
