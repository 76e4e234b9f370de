//! Validation of one data graph (SHACL sections 3 and 4).

mod query;
mod test;
mod values;
mod walk;

pub(crate) use walk::Walk;

use std::cell::RefCell;
use std::sync::Arc;

use indexmap::IndexSet;
use oxrdf::{NamedNode, Term, Triple};
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::engine::Error;
use crate::graph::{Graph, Id, TYPE, Terms};
use crate::path::Path;
use crate::result::{Message, ValidationResult};
use crate::shape::{Constraint, Rule, Shape, ShapeId, Target};
use crate::vocab::component_iri;

/// Bytes of stack for shapes with queries.
const QUERY_STACK: usize = 16 << 20;

/// Shapes with the terms that they name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Compiled {
    pub(crate) shapes: Vec<Shape>,
    pub(crate) terms: Terms,
    /// What queries read as `$shapesGraph`, if one does; its terms have the numbers of `terms`.
    pub(crate) shapes_graph: Option<Arc<Graph>>,
}

impl Compiled {
    /// Keeps the shapes' own statements, so that queries can read them.
    pub(crate) fn add_shapes_graph<'t>(&mut self, triples: impl Iterator<Item = &'t Triple> + Clone) {
        for triple in triples.clone() {
            self.terms.intern(triple.subject.clone().into());
            self.terms.intern(triple.predicate.clone().into());
            self.terms.intern(triple.object.clone());
        }
        self.shapes_graph = Graph::new(self.terms.clone(), &mut triples.cloned()).ok().map(Arc::new);
    }

    /// Validates a data graph; results are sorted.
    pub(crate) fn validate(&self, data: &mut dyn Iterator<Item = Triple>) -> Result<Vec<ValidationResult>, Error> {
        let graph = Graph::new(self.terms.clone(), data)?;
        if self.has_queries() { self.validate_with_stack(&graph) } else { self.validate_graph(&graph) }
    }

    fn has_queries(&self) -> bool {
        let mut constraints = self.shapes.iter().flat_map(|shape| &shape.constraints);
        constraints.any(|constraint| matches!(constraint.rule, Rule::Sparql(_)))
    }

    /// Validates in a thread of its own: the evaluator of queries calls itself, with large frames.
    fn validate_with_stack(&self, graph: &Graph) -> Result<Vec<ValidationResult>, Error> {
        std::thread::scope(|scope| {
            let builder = std::thread::Builder::new().stack_size(QUERY_STACK);
            let thread = builder.spawn_scoped(scope, || self.validate_graph(graph));
            let thread = thread.map_err(|error| Error::Thread(error.to_string()))?;
            thread.join().unwrap_or_else(|_| Err(Error::Thread("it panicked".to_owned())))
        })
    }

    fn validate_graph(&self, graph: &Graph) -> Result<Vec<ValidationResult>, Error> {
        let run = Run { shapes: self, graph, classes: RefCell::default(), answers: RefCell::default() };
        let mut out = Out::Results(Vec::new());
        for (id, shape) in self.shapes.iter().enumerate() {
            for focus in run.focus_nodes(shape) {
                run.validate(id, focus, &mut out)?;
            }
        }
        Ok(out.sorted())
    }
}

/// One validation run.
pub(crate) struct Run<'a> {
    pub(crate) shapes: &'a Compiled,
    pub(crate) graph: &'a Graph,
    /// Each class that was asked for, with its subclasses.
    classes: RefCell<FxHashMap<Id, IndexSet<Id, FxBuildHasher>>>,
    /// Whether a node conforms to a shape, where several ask.
    answers: RefCell<FxHashMap<(ShapeId, Id), bool>>,
}

/// What a result says beside its shape and focus node.
#[derive(Default)]
pub(crate) struct Finding<'m> {
    pub(crate) value: Option<Term>,
    /// Instead of the path of the shape.
    pub(crate) path: Option<Path>,
    /// Instead of the detail of the constraint.
    pub(crate) detail: Option<String>,
    /// Instead of the messages of the shape.
    pub(crate) messages: Option<&'m [Message]>,
}

/// Where results go: all are kept, or only whether there is one.
pub(crate) enum Out {
    Results(Vec<ValidationResult>),
    Any(bool),
}

impl Out {
    /// Whether more results change nothing.
    fn is_settled(&self) -> bool {
        matches!(self, Self::Any(true))
    }

    fn sorted(self) -> Vec<ValidationResult> {
        let Self::Results(mut results) = self else { return Vec::new() };
        results.sort_by_cached_key(|result| {
            let path = result.path.as_ref().map(ToString::to_string);
            let value = result.value.as_ref().map(ToString::to_string);
            let (focus, shape) = (result.focus_node.to_string(), result.shape.to_string());
            (result.severity, focus, path, result.component.clone(), value, shape, result.messages.clone())
        });
        results
    }
}

/// A result that is about to be kept.
pub(crate) struct Context<'s> {
    pub(crate) shape: &'s Shape,
    pub(crate) constraint: &'s Constraint,
    pub(crate) focus: Id,
}

impl Run<'_> {
    /// The focus nodes of a shape in the data graph, each once.
    fn focus_nodes(&self, shape: &Shape) -> IndexSet<Id, FxBuildHasher> {
        let mut nodes = IndexSet::default();
        if shape.deactivated {
            return nodes;
        }
        for target in &shape.targets {
            match *target {
                Target::Node(node) => drop(nodes.insert(node)),
                Target::SubjectsOf(predicate) => nodes.extend(self.graph.subjects_of(predicate)),
                Target::ObjectsOf(predicate) => nodes.extend(self.graph.objects_of(predicate)),
                Target::Class(class) => self.extend_with_instances(&mut nodes, class),
            }
        }
        nodes
    }

    fn extend_with_instances(&self, nodes: &mut IndexSet<Id, FxBuildHasher>, class: Id) {
        self.with_subclasses(class, |classes| {
            for class in classes {
                nodes.extend(self.graph.subjects(TYPE, *class));
            }
        });
    }

    /// Hands on a class and its subclasses in the data graph.
    fn with_subclasses<T>(&self, class: Id, then: impl FnOnce(&IndexSet<Id, FxBuildHasher>) -> T) -> T {
        let mut known = self.classes.borrow_mut();
        then(known.entry(class).or_insert_with(|| self.graph.subclasses(class)))
    }

    /// Validates a node against a shape (SHACL section 3.4).
    pub(crate) fn validate(&self, id: ShapeId, focus: Id, out: &mut Out) -> Result<(), Error> {
        let shape = &self.shapes.shapes[id];
        if shape.deactivated {
            return Ok(());
        }
        let values = match &shape.path {
            Some((_, walk)) => walk.values(self.graph, focus),
            None => vec![focus],
        };
        for constraint in &shape.constraints {
            let context = Context { shape, constraint, focus };
            match &constraint.rule {
                Rule::Each(test) => self.each(&context, test, &values, out)?,
                rule => self.all(&context, rule, &values, out)?,
            }
            if out.is_settled() {
                break;
            }
        }
        Ok(())
    }

    /// Whether a node conforms to a shape.
    pub(crate) fn conforms(&self, id: ShapeId, node: Id) -> Result<bool, Error> {
        let shared = self.shapes.shapes[id].shared;
        if shared && let Some(answer) = self.answers.borrow().get(&(id, node)) {
            return Ok(*answer);
        }
        let mut out = Out::Any(false);
        self.validate(id, node, &mut out)?;
        let answer = !out.is_settled();
        if shared {
            self.answers.borrow_mut().insert((id, node), answer);
        }
        Ok(answer)
    }

    /// Keeps a result.
    pub(crate) fn found<'m>(&self, context: &Context<'_>, out: &mut Out, finding: impl FnOnce() -> Finding<'m>) {
        let results = match out {
            Out::Any(any) => return *any = true,
            Out::Results(results) => results,
        };
        let Context { shape, constraint, focus } = context;
        let finding = finding();
        results.push(ValidationResult {
            severity: shape.severity,
            severity_iri: shape.severity_iri.clone(),
            focus_node: self.graph.term(*focus).clone(),
            path: finding.path.or_else(|| shape.path.as_ref().map(|path| path.0.clone())),
            value: finding.value,
            component: component(constraint),
            shape: shape.node.clone(),
            messages: finding.messages.unwrap_or(&shape.messages).to_vec(),
            detail: finding.detail.unwrap_or_else(|| constraint.detail.clone()),
        });
    }
}

fn component(constraint: &Constraint) -> NamedNode {
    component_iri(constraint.component)
}
