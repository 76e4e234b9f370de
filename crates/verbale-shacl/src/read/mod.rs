//! From statements to shapes: what is not well-formed is a fault, and every fault is found.

mod constraint;
mod list;
mod path;
mod shape;
mod sparql;
mod term;

use std::collections::HashMap;

use indexmap::IndexSet;
use oxrdf::{NamedNodeRef, NamedOrBlankNode, Term, vocab::rdf};
use rustc_hash::FxBuildHasher;

use crate::fault::Fault;
use crate::shape::{Shape, ShapeId};
use crate::source::{At, Object, Source};
use crate::terms::Terms;
use crate::validate::Compiled;
use crate::vocab::sh;

/// How deep paths may be nested, and how deep shapes may refer to one another.
pub(crate) const DEPTH: usize = 64;

/// Predicates whose values are shapes.
const TO_SHAPE: [NamedNodeRef<'static>; 4] = [sh::NODE, sh::PROPERTY, sh::NOT, sh::QUALIFIED_VALUE_SHAPE];

/// Predicates whose values are lists of shapes.
const TO_SHAPES: [NamedNodeRef<'static>; 3] = [sh::AND, sh::OR, sh::XONE];

/// Predicates that make their subject a shape: targets and parameters (SHACL section 2.1).
const OF_SHAPES: [NamedNodeRef<'static>; 38] = [
    sh::TARGET_CLASS,
    sh::TARGET_NODE,
    sh::TARGET_OBJECTS_OF,
    sh::TARGET_SUBJECTS_OF,
    sh::AND,
    sh::CLASS,
    sh::CLOSED,
    sh::DATATYPE,
    sh::DISJOINT,
    sh::EQUALS,
    sh::FLAGS,
    sh::HAS_VALUE,
    sh::IGNORED_PROPERTIES,
    sh::IN,
    sh::LANGUAGE_IN,
    sh::LESS_THAN,
    sh::LESS_THAN_OR_EQUALS,
    sh::MAX_COUNT,
    sh::MAX_EXCLUSIVE,
    sh::MAX_INCLUSIVE,
    sh::MAX_LENGTH,
    sh::MIN_COUNT,
    sh::MIN_EXCLUSIVE,
    sh::MIN_INCLUSIVE,
    sh::MIN_LENGTH,
    sh::NODE,
    sh::NODE_KIND,
    sh::NOT,
    sh::OR,
    sh::PATTERN,
    sh::PROPERTY,
    sh::QUALIFIED_MAX_COUNT,
    sh::QUALIFIED_MIN_COUNT,
    sh::QUALIFIED_VALUE_SHAPE,
    sh::QUALIFIED_VALUE_SHAPES_DISJOINT,
    sh::SPARQL,
    sh::UNIQUE_LANG,
    sh::XONE,
];

/// Reads shapes out of statements.
pub(crate) struct Reader<'s> {
    source: &'s Source,
    faults: Vec<Fault>,
    notes: Vec<Fault>,
    /// Every shape, by its number.
    nodes: IndexSet<NamedOrBlankNode>,
    terms: Terms,
    /// Statements about path nodes that the path does not use.
    unused: Vec<At>,
    reads_shapes_graph: bool,
}

/// What a reader has found.
pub(crate) struct Reading {
    pub(crate) compiled: Compiled,
    pub(crate) nodes: IndexSet<NamedOrBlankNode>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) notes: Vec<Fault>,
    pub(crate) unused: Vec<At>,
}

impl<'s> Reader<'s> {
    pub(crate) fn read(source: &'s Source) -> Reading {
        let mut reader = Self {
            source,
            faults: Vec::new(),
            notes: Vec::new(),
            nodes: IndexSet::new(),
            terms: Terms::default(),
            unused: Vec::new(),
            reads_shapes_graph: false,
        };
        reader.discover();
        let nodes = reader.nodes.clone();
        let mut shapes: Vec<Shape> = nodes.iter().map(|node| reader.shape(node)).collect();
        mark_shared(&mut shapes);
        reader.finish(shapes)
    }

    fn finish(self, shapes: Vec<Shape>) -> Reading {
        let mut compiled = Compiled { shapes, terms: self.terms, shapes_graph: None };
        if self.reads_shapes_graph {
            compiled.add_shapes_graph(self.source.triples());
        }
        let Self { faults, notes, nodes, unused, .. } = self;
        Reading { compiled, nodes, faults, notes, unused }
    }

    /// Finds every shape (SHACL section 2.1): by type, by predicate, and by being referred to as one.
    fn discover(&mut self) {
        for class in [sh::NODE_SHAPE, sh::PROPERTY_SHAPE, sh::SHAPE] {
            for at in self.source.with_predicate(rdf::TYPE) {
                let triple = self.source.triple(*at);
                if matches!(&triple.object, Term::NamedNode(found) if *found == class) {
                    self.nodes.insert(triple.subject.clone());
                }
            }
        }
        for predicate in OF_SHAPES {
            for at in self.source.with_predicate(predicate) {
                self.nodes.insert(self.source.triple(*at).subject.clone());
            }
        }
        for predicate in TO_SHAPE {
            for at in self.source.with_predicate(predicate) {
                self.referred(Object { term: &self.source.triple(*at).object, at: *at });
            }
        }
        for predicate in TO_SHAPES {
            for at in self.source.with_predicate(predicate) {
                let head = Object { term: &self.source.triple(*at).object, at: *at };
                // A list that is wrong is a fault where its shape is read.
                for member in list::members(self.source, head).unwrap_or_default() {
                    self.referred(member);
                }
            }
        }
    }

    fn referred(&mut self, object: Object<'_>) {
        self.nodes.extend(object.node());
    }

    fn fault(&mut self, at: At, message: impl Into<String>) {
        self.faults.push(self.source.fault(at, message));
    }
}

/// Marks the shapes to which several constraints refer.
fn mark_shared(shapes: &mut [Shape]) {
    let mut references = HashMap::<ShapeId, usize, FxBuildHasher>::default();
    for id in shapes.iter().flat_map(|shape| &shape.constraints).flat_map(crate::shape::Constraint::shapes) {
        *references.entry(id).or_default() += 1;
    }
    for (id, shape) in shapes.iter_mut().enumerate() {
        shape.shared = references.get(&id).is_some_and(|count| *count > 1);
    }
}
