//! The claim layer, the same for every kind: who says it, how firmly, in which words.

use crate::codes::{Basis, Code, Factuality, Modality, REPORTED};
use crate::describe::{Emit, Nodes};
use crate::iri::Name;
use crate::resolve::{FactNode, FieldClaim, Object, ResolvedFact, SpanIndex, Triple};
use crate::vocab::{Property, class};

/// What one claim says.
#[derive(Clone, Copy)]
struct Claim<'c, 'd> {
    iri: Name,
    about: Name,
    on: &'c [Property],
    said_by: &'c [Name],
    said_in: Option<Name>,
    /// As the author wrote it: stated where absent.
    modality: Option<Modality>,
    factuality: Factuality,
    basis: Basis,
    exhaustive: bool,
    spans: &'c [SpanIndex],
    primary_source: Option<Name>,
    record: &'c [Triple<'d>],
}

impl<'d> Nodes<'d, '_> {
    /// The claim of a fact's node, and those of its fields, each with the spans not yet written.
    pub(crate) fn claim_fact<E>(
        &mut self,
        fact: &ResolvedFact<'d>,
        at: usize,
        node: &FactNode<'d>,
        emit: &mut Emit<'_, E>,
    ) -> Result<(), E> {
        let own = Claim {
            iri: node.claim,
            about: node.iri,
            on: &[],
            said_by: &fact.said_by,
            said_in: fact.said_in,
            modality: fact.modality,
            factuality: fact.factuality,
            basis: fact.basis,
            exhaustive: fact.exhaustive,
            spans: &fact.spans,
            primary_source: fact.primary_source,
            record: &fact.record,
        };
        self.claim(&own, emit)?;
        // A field's claim has its own basis and words; who says it, how firmly and after whom are the fact's.
        for field in &fact.fields {
            let claim = Claim {
                iri: field.claims[at],
                on: &field.on,
                basis: field.basis,
                exhaustive: field.exhaustive,
                spans: &field.spans,
                record: &[],
                ..own
            };
            self.claim(&claim, emit)?;
        }
        Ok(())
    }

    /// The claim on a field of an actor, or on the dateline.
    pub(crate) fn claim_field<E>(&mut self, about: Name, field: &FieldClaim, emit: &mut Emit<'_, E>) -> Result<(), E> {
        let claim = Claim {
            iri: field.iri,
            about,
            on: &field.on,
            said_by: &[field.said_by],
            said_in: None,
            modality: None,
            factuality: Factuality::Certain,
            basis: field.basis,
            exhaustive: field.exhaustive,
            spans: &field.spans,
            primary_source: None,
            record: &[],
        };
        self.claim(&claim, emit)
    }

    fn claim<E>(&mut self, claim: &Claim<'_, 'd>, emit: &mut Emit<'_, E>) -> Result<(), E> {
        self.clear();
        self.push(Property::About, Object::Node(claim.about));
        for property in claim.on {
            self.push(Property::OnProperty, Object::Term(property.iri()));
        }
        for speaker in claim.said_by {
            self.push(Property::SaidBy, Object::Node(*speaker));
        }
        if let Some(statement) = claim.said_in {
            self.push(Property::SaidIn, Object::Node(statement));
        }
        self.push_modality(claim);
        self.push(Property::Factuality, Object::Term(claim.factuality.iri()));
        self.push(Property::Basis, Object::Term(claim.basis.iri()));
        for span in claim.spans {
            self.push(Property::Span, Object::Node(self.span_iri(*span)));
        }
        if !claim.exhaustive {
            self.push(Property::Exhaustive, Object::Boolean(false));
        }
        for (property, object) in claim.record {
            self.push(*property, *object);
        }
        if let Some(source) = claim.primary_source {
            self.push(Property::HadPrimarySource, Object::Node(source));
        }
        self.emit(claim.iri, class::CLAIM, emit)?;
        self.describe_spans(claim.spans, emit)
    }

    /// What is said in a statement is reported; what is presupposed there is both.
    fn push_modality(&mut self, claim: &Claim<'_, 'd>) {
        let modality = claim.modality.unwrap_or(Modality::Stated);
        if claim.said_in.is_none() || modality == Modality::Presupposed {
            self.push(Property::Modality, Object::Term(modality.iri()));
        }
        if claim.said_in.is_some() {
            self.push(Property::Modality, Object::Term(REPORTED));
        }
    }
}
