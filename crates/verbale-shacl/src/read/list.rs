//! RDF lists (SHACL section 1.4, «SHACL list»).

use std::collections::HashSet;

use oxrdf::{Term, vocab::rdf};

use super::Reader;
use crate::source::{At, Object, Source};

/// Why a node is not a list: the statement at fault, and what is wrong.
pub(super) type Broken = (At, String);

/// The members of a list, in order.
pub(super) fn members<'s>(source: &'s Source, head: Object<'s>) -> Result<Vec<Object<'s>>, Broken> {
    let mut members = Vec::new();
    let mut seen = HashSet::new();
    let mut at = head;
    loop {
        if matches!(at.term, Term::NamedNode(iri) if *iri == rdf::NIL) {
            return if at.node().is_some_and(|nil| source.objects(&nil, rdf::FIRST).is_empty()) {
                Ok(members)
            } else {
                Err((at.at, "rdf:nil is given a member".to_owned()))
            };
        }
        let Some(node) = at.node() else { return Err((at.at, format!("{} is not a list", at.term))) };
        if !seen.insert(node.clone()) {
            return Err((at.at, "the list goes round in a circle".to_owned()));
        }
        let (first, rest) = (source.objects(&node, rdf::FIRST), source.objects(&node, rdf::REST));
        let ([first], [rest]) = (first.as_slice(), rest.as_slice()) else {
            let message = if first.is_empty() && rest.is_empty() {
                format!("{} is not a list", at.term)
            } else {
                format!("a node of the list has {} rdf:first and {} rdf:rest, not one of each", first.len(), rest.len())
            };
            return Err((at.at, message));
        };
        members.push(*first);
        at = *rest;
    }
}

impl<'s> Reader<'s> {
    /// The members of a list; a broken list is a fault.
    pub(super) fn list(&mut self, head: Object<'s>, name: &str) -> Option<Vec<Object<'s>>> {
        match members(self.source, head) {
            Ok(members) => Some(members),
            Err((at, message)) => {
                self.fault(at, format!("{name}: {message}"));
                None
            }
        }
    }
}
