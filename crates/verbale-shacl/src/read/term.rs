//! Values of parameters, each of the kind that its parameter asks for.

use oxrdf::vocab::{rdf, xsd};
use oxrdf::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term};

use super::Reader;
use crate::literal::is_well_formed;
use crate::result::Message;
use crate::shape::ShapeId;
use crate::source::{At, Object};
use crate::terms::Id;
use crate::vocab::{sh, short};

impl<'s> Reader<'s> {
    /// The number of a term.
    pub(super) fn id(&mut self, term: &Term) -> Option<Id> {
        self.terms.intern(term.as_ref())
    }

    /// The value of a predicate that has one at most; a second one is a fault.
    pub(super) fn one(&mut self, node: &NamedOrBlankNode, predicate: NamedNodeRef<'_>) -> Option<Object<'s>> {
        let objects = self.source.objects(node, predicate);
        if let Some(second) = objects.get(1) {
            self.fault(second.at, format!("{} has {} values, not one", short(predicate), objects.len()));
        }
        objects.first().copied()
    }

    /// An IRI; anything else is a fault.
    pub(super) fn iri(&mut self, object: Object<'s>) -> Option<&'s NamedNode> {
        if let Term::NamedNode(iri) = object.term {
            return Some(iri);
        }
        self.wrong(object, "an IRI");
        None
    }

    /// The IRIs that are values of a predicate, with their numbers.
    pub(super) fn iris(&mut self, node: &NamedOrBlankNode, predicate: NamedNodeRef<'_>) -> Vec<(&'s NamedNode, Id)> {
        let objects = self.source.objects(node, predicate);
        objects
            .into_iter()
            .filter_map(|object| {
                let iri = self.iri(object)?;
                Some((iri, self.id(object.term)?))
            })
            .collect()
    }

    /// `true` or `false` with that datatype; a predicate that is not there is `false`. What SHACL asks for is the term
    /// `true`, so `1` is a boolean but not this one.
    pub(super) fn flag(&mut self, node: &NamedOrBlankNode, predicate: NamedNodeRef<'_>) -> bool {
        let Some(object) = self.one(node, predicate) else { return false };
        match object.term {
            Term::Literal(literal) if literal.datatype() == xsd::BOOLEAN && literal.value() == "true" => true,
            Term::Literal(literal) if literal.datatype() == xsd::BOOLEAN && literal.value() == "false" => false,
            Term::Literal(literal) if literal.datatype() == xsd::BOOLEAN && is_well_formed(literal) => {
                let message = format!("{} is {}: only true is true here", short(predicate), object.term);
                self.notes.push(self.source.fault(object.at, message));
                false
            }
            _ => {
                self.wrong(object, "true or false");
                false
            }
        }
    }

    /// Notes that parameters say nothing without another one.
    pub(super) fn without_effect(&mut self, node: &NamedOrBlankNode, parameters: &[NamedNodeRef<'_>], needed: &str) {
        for parameter in parameters {
            for object in self.source.objects(node, *parameter) {
                let message = format!("{} has no effect without {needed}", short(*parameter));
                self.notes.push(self.source.fault(object.at, message));
            }
        }
    }

    /// A number of values or of characters.
    pub(super) fn count(&mut self, node: &NamedOrBlankNode, predicate: NamedNodeRef<'_>) -> Option<u64> {
        let object = self.one(node, predicate)?;
        let text = match object.term {
            Term::Literal(literal) if literal.datatype() == xsd::INTEGER => literal.value(),
            _ => {
                self.wrong(object, "an xsd:integer");
                return None;
            }
        };
        let count = text.parse().ok();
        if count.is_none() {
            self.wrong(object, format!("an integer from 0 to {}", u64::MAX));
        }
        count
    }

    /// A string without a language.
    pub(super) fn string(&mut self, object: Object<'s>) -> Option<&'s str> {
        match object.term {
            Term::Literal(literal) if literal.datatype() == xsd::STRING => Some(literal.value()),
            _ => {
                self.wrong(object, "a string without a language");
                None
            }
        }
    }

    /// Messages, in the order of their languages.
    pub(super) fn messages(&mut self, node: &NamedOrBlankNode) -> Vec<Message> {
        let objects = self.source.objects(node, sh::MESSAGE);
        let mut messages: Vec<Message> = objects.into_iter().filter_map(|object| self.message(object)).collect();
        messages.sort_by(|a, b| (&a.language, &a.text).cmp(&(&b.language, &b.text)));
        messages
    }

    fn message(&mut self, object: Object<'s>) -> Option<Message> {
        match object.term {
            Term::Literal(literal) if [xsd::STRING, rdf::LANG_STRING].contains(&literal.datatype()) => {
                Some(Message { text: literal.value().to_owned(), language: literal.language().map(str::to_owned) })
            }
            _ => {
                self.wrong(object, "a string");
                None
            }
        }
    }

    /// The number of a shape that is referred to.
    pub(super) fn shape_id(&mut self, object: Object<'s>) -> Option<ShapeId> {
        let Some(node) = object.node() else {
            self.wrong(object, "a shape");
            return None;
        };
        if self.source.about(&node).is_empty() {
            let fault = self.source.fault(object.at, format!("{node} is used as a shape, but nothing is said of it"));
            let fault = fault.help("add the file that describes it");
            // Published shapes list properties that they forgot (DCAT-AP 3.0.1 does): it is one demand less. Elsewhere a
            // shape that is missing turns the sense of those that are there.
            let is_listed = self.source.triple(object.at).predicate == sh::PROPERTY && node.is_named_node();
            if is_listed { &mut self.notes } else { &mut self.faults }.push(fault);
            if is_listed {
                return None;
            }
        }
        self.nodes.get_index_of(&node)
    }

    /// A value that is not what its predicate asks for.
    pub(super) fn wrong(&mut self, object: Object<'_>, wanted: impl AsRef<str>) {
        let predicate = self.predicate(object.at);
        self.fault(object.at, format!("{predicate} is {}, not {}", object.term, wanted.as_ref()));
    }

    /// The predicate of a statement, short.
    pub(super) fn predicate(&self, at: At) -> String {
        match short(self.source.triple(at).predicate.as_ref()) {
            first if first == rdf::FIRST.to_string() => "a member of the list".to_owned(),
            predicate => predicate,
        }
    }
}
