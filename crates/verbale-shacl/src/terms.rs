//! Numbered terms.

use std::hash::{Hash, Hasher};

use indexmap::{Equivalent, IndexSet};
use oxrdf::vocab::rdf;
use oxrdf::{Term, TermRef};
use rustc_hash::FxBuildHasher;

use crate::vocab::other;

/// The number of a term.
pub(crate) type Id = u32;

/// The number of `rdf:type`.
pub(crate) const TYPE: Id = 0;
/// The number of `rdfs:subClassOf`.
pub(crate) const SUB_CLASS_OF: Id = 1;

/// Numbered terms. Those that shapes name come first and have the same number in every data graph.
#[derive(Clone, Debug)]
pub(crate) struct Terms(IndexSet<Known, FxBuildHasher>);

impl Default for Terms {
    fn default() -> Self {
        let mut terms = Self(IndexSet::default());
        for iri in [rdf::TYPE, other::SUB_CLASS_OF] {
            terms.intern(iri.into());
        }
        terms
    }
}

impl Terms {
    /// The number of a term, a new one if it has none. A term that has one is not copied.
    pub(crate) fn intern(&mut self, term: TermRef<'_>) -> Option<Id> {
        let known = self.0.get_index_of(&Asked(term));
        let index = known.unwrap_or_else(|| self.0.insert_full(Known(term.into_owned())).0);
        Id::try_from(index).ok()
    }

    /// The number of a term that has one.
    pub(crate) fn find(&self, term: TermRef<'_>) -> Option<Id> {
        self.0.get_index_of(&Asked(term)).and_then(|index| Id::try_from(index).ok())
    }

    /// The term with this number, which came from [`Self::intern`].
    pub(crate) fn term(&self, id: Id) -> &Term {
        &self.0[id as usize].0
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

/// A term that has a number.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known(Term);

impl Hash for Known {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Asked(self.0.as_ref()).hash(state);
    }
}

/// A term whose text is elsewhere.
struct Asked<'t>(TermRef<'t>);

impl Hash for Asked<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self.0 {
            TermRef::NamedNode(iri) => iri.as_str().hash(state),
            TermRef::BlankNode(node) => (b'_', node.as_str()).hash(state),
            TermRef::Literal(literal) => {
                literal.value().hash(state);
                match literal.language() {
                    Some(tag) => tag.hash(state),
                    // Most datatypes that one value has in a graph have names of different length.
                    None => literal.datatype().as_str().len().hash(state),
                }
            }
        }
    }
}

impl Equivalent<Known> for Asked<'_> {
    fn equivalent(&self, known: &Known) -> bool {
        known.0.as_ref() == self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{BlankNode, Literal, NamedNode, vocab::xsd};

    #[test]
    fn terms_are_told_apart_and_found_again() {
        let iri = |text: &str| NamedNode::new_unchecked(text);
        let distinct: [Term; 9] = [
            iri("a:b").into(),
            BlankNode::new_unchecked("a:b").into(),
            BlankNode::new_unchecked("abcdef0123456789abcdef0123456789").into(),
            Literal::from("a:b").into(),
            Literal::new_typed_literal("a:b", xsd::DATE).into(),
            Literal::new_typed_literal("a:b", xsd::TIME).into(),
            Literal::new_language_tagged_literal_unchecked("a:b", "fr").into(),
            Literal::new_language_tagged_literal_unchecked("a:b", "de").into(),
            iri("http://www.w3.org/2000/01/rdf-schema#subClassOf2").into(),
        ];
        let mut terms = Terms::default();
        let ids: Vec<Id> = distinct.iter().map(|term| terms.intern(term.as_ref()).unwrap()).collect();
        assert_eq!(ids, (2..11).collect::<Vec<Id>>());
        for (term, id) in distinct.iter().zip(ids) {
            assert_eq!((terms.find(term.as_ref()), terms.intern(term.as_ref())), (Some(id), Some(id)));
            assert_eq!(terms.term(id), term);
        }
        assert_eq!(terms.find(rdf::TYPE.into()), Some(TYPE));
        assert_eq!(terms.find(other::SUB_CLASS_OF.into()), Some(SUB_CLASS_OF));
        assert_eq!((terms.find(iri("a:c").as_ref().into()), terms.len()), (None, 11));
    }
}
