//! Shapes as the engine walks them: numbered, every list and path read, nothing left to look up.

use oxrdf::{NamedNode, NamedOrBlankNode};
use regex::Regex;
use rustc_hash::FxHashSet;

use crate::literal::Value;
use crate::path::Path;
use crate::query::Query;
use crate::result::{Message, Severity};
use crate::terms::Id;
use crate::walk::Walk;

/// The number of a shape.
pub(crate) type ShapeId = usize;

/// A node shape or a property shape.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    pub(crate) node: NamedOrBlankNode,
    /// The path of a property shape, as results show it and as it is walked.
    pub(crate) path: Option<(Path, Walk)>,
    pub(crate) targets: Vec<Target>,
    pub(crate) deactivated: bool,
    pub(crate) severity: Severity,
    pub(crate) severity_iri: NamedNode,
    /// In the order of their languages.
    pub(crate) messages: Vec<Message>,
    pub(crate) constraints: Vec<Constraint>,
    /// Whether several shapes ask for conformance to it, so that an answer is worth keeping.
    pub(crate) shared: bool,
}

/// Where a shape's focus nodes come from (SHACL section 2.1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Node(Id),
    Class(Id),
    SubjectsOf(Id),
    ObjectsOf(Id),
}

/// A constraint with the name of its component and words for what breaks it.
#[derive(Clone, Debug)]
pub(crate) struct Constraint {
    pub(crate) rule: Rule,
    /// The local name of the component.
    pub(crate) component: &'static str,
    pub(crate) detail: String,
}

/// What a constraint asks (SHACL section 4).
#[derive(Clone, Debug)]
pub(crate) enum Rule {
    /// Something of each value node alone.
    Each(Test),
    MinCount(u64),
    MaxCount(u64),
    UniqueLang,
    HasValue(Id),
    Equals(Id),
    Disjoint(Id),
    LessThan {
        property: Id,
        or_equal: bool,
    },
    Property(ShapeId),
    Qualified {
        shape: ShapeId,
        siblings: Vec<ShapeId>,
        bound: Bound,
    },
    Closed {
        allowed: FxHashSet<Id>,
    },
    Sparql(Box<Query>),
}

/// How many values may or must conform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    AtLeast(u64),
    AtMost(u64),
}

/// What is asked of one value node.
#[derive(Clone, Debug)]
pub(crate) enum Test {
    Class(Id),
    Datatype(NamedNode),
    NodeKind { iri: bool, blank: bool, literal: bool },
    Min { bound: Value, inclusive: bool },
    Max { bound: Value, inclusive: bool },
    MinLength(u64),
    MaxLength(u64),
    Pattern(Regex),
    LanguageIn(Vec<String>),
    In(FxHashSet<Id>),
    Node(ShapeId),
    Not(ShapeId),
    And(Vec<ShapeId>),
    Or(Vec<ShapeId>),
    Xone(Vec<ShapeId>),
}

impl Constraint {
    /// The shapes that the constraint refers to.
    pub(crate) fn shapes(&self) -> Vec<ShapeId> {
        match &self.rule {
            Rule::Each(Test::Node(shape) | Test::Not(shape)) | Rule::Property(shape) => vec![*shape],
            Rule::Each(Test::And(shapes) | Test::Or(shapes) | Test::Xone(shapes)) => shapes.clone(),
            Rule::Qualified { shape, siblings, .. } => {
                std::iter::once(*shape).chain(siblings.iter().copied()).collect()
            }
            _ => Vec::new(),
        }
    }
}
