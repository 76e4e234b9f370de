//! Property paths (SHACL section 2.3.1).

use oxrdf::{NamedNodeRef, NamedOrBlankNode, Term, vocab::rdf};

use super::{DEPTH, Reader, list};
use crate::path::Path;
use crate::source::Object;
use crate::vocab::{sh, short};
use crate::walk::Walk;

/// Predicates of the nodes of paths.
const STEPS: [NamedNodeRef<'static>; 5] =
    [sh::INVERSE_PATH, sh::ALTERNATIVE_PATH, sh::ZERO_OR_MORE_PATH, sh::ONE_OR_MORE_PATH, sh::ZERO_OR_ONE_PATH];

impl<'s> Reader<'s> {
    /// Reads the path of a shape; a path that is not well-formed is a fault.
    pub(super) fn path(&mut self, object: Object<'s>) -> Option<(Path, Walk)> {
        let path = self.step(object, &mut Vec::new())?;
        let terms = &mut self.terms;
        let walk = Walk::new(&path, &mut |predicate| terms.intern(predicate.as_ref().into()))?;
        Some((path, walk))
    }

    /// Reads a path within the nodes `open`.
    fn step(&mut self, object: Object<'s>, open: &mut Vec<NamedOrBlankNode>) -> Option<Path> {
        let node = match object.term {
            Term::NamedNode(iri) if *iri == rdf::NIL => return self.no_path(object, "an empty list is not a path"),
            Term::NamedNode(iri) => return Some(Path::Predicate(iri.clone())),
            Term::BlankNode(node) => NamedOrBlankNode::from(node.clone()),
            Term::Literal(literal) => return self.no_path(object, format!("{literal} is not a path: it is a literal")),
        };
        if open.contains(&node) {
            return self.no_path(object, "the path goes round in a circle");
        }
        if open.len() >= DEPTH {
            return self.no_path(object, format!("the path is nested deeper than {DEPTH} levels"));
        }
        open.push(node.clone());
        let path = if self.source.objects(&node, rdf::FIRST).is_empty() {
            self.single(object, &node, open)
        } else {
            self.note_unused(&node);
            self.members(object, open).map(Path::Sequence)
        };
        open.pop();
        path
    }

    fn no_path(&mut self, object: Object<'s>, message: impl Into<String>) -> Option<Path> {
        self.fault(object.at, message);
        None
    }

    /// A path node that is no list: it has one predicate, with one value.
    fn single(
        &mut self,
        object: Object<'s>,
        node: &NamedOrBlankNode,
        open: &mut Vec<NamedOrBlankNode>,
    ) -> Option<Path> {
        let &[at] = self.source.about(node) else {
            let count = self.source.about(node).len();
            return self.no_path(object, format!("a path node has one statement, this one has {count}"));
        };
        let triple = self.source.triple(at);
        let inner = Object { term: &triple.object, at };
        let boxed = |path| Box::new(path);
        match STEPS.iter().find(|step| triple.predicate == **step) {
            Some(&sh::INVERSE_PATH) => self.step(inner, open).map(boxed).map(Path::Inverse),
            Some(&sh::ZERO_OR_MORE_PATH) => self.step(inner, open).map(boxed).map(Path::ZeroOrMore),
            Some(&sh::ONE_OR_MORE_PATH) => self.step(inner, open).map(boxed).map(Path::OneOrMore),
            Some(&sh::ZERO_OR_ONE_PATH) => self.step(inner, open).map(boxed).map(Path::ZeroOrOne),
            Some(_) => self.members(inner, open).map(Path::Alternative),
            None => self.no_path(inner, format!("{} is not a predicate of paths", short(triple.predicate.as_ref()))),
        }
    }

    /// The two or more members of a sequence or an alternative.
    fn members(&mut self, head: Object<'s>, open: &mut Vec<NamedOrBlankNode>) -> Option<Vec<Path>> {
        let members = match list::members(self.source, head) {
            Ok(members) => members,
            Err((at, message)) => {
                self.fault(at, format!("in a path, {message}"));
                return None;
            }
        };
        if members.len() < 2 {
            self.fault(head.at, format!("a list in a path has two members or more, this one has {}", members.len()));
            return None;
        }
        members.into_iter().map(|member| self.step(member, open)).collect()
    }

    /// A node may be a list and have other predicates of paths beside; the list is the path.
    fn note_unused(&mut self, node: &NamedOrBlankNode) {
        for step in STEPS {
            for object in self.source.objects(node, step) {
                let message = format!("the path is a list; its {} is not used", short(step));
                self.notes.push(self.source.fault(object.at, message));
                self.unused.push(object.at);
            }
        }
    }
}
