//! Validation of one data graph (SHACL sections 3 and 4).

mod query;
mod test;
mod values;

use std::cell::RefCell;
use std::sync::Arc;
use std::thread;

use indexmap::IndexSet;
use oxrdf::{NamedNode, Term, Triple};
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::data::{Data, Origin, origins};
use crate::engine::Error;
use crate::graph::Graph;
use crate::path::Path;
use crate::result::{Message, ValidationResult};
use crate::shape::{Constraint, Rule, Shape, ShapeId, Target};
use crate::terms::{Id, TYPE, Terms};
use crate::vocab::component_iri;

/// Bytes of stack for shapes with queries.
const QUERY_STACK: usize = 16 << 20;

/// Focus nodes from which on they are shared out among threads.
const MANY: usize = 1 << 13;

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
    pub(crate) fn add_shapes_graph<'t>(&mut self, triples: impl Iterator<Item = &'t Triple>) {
        let Ok(data) = self.data().extend(&mut triples.cloned()) else { return };
        self.terms = data.terms.clone();
        self.shapes_graph = Some(Arc::new(Graph::new(data.terms, &data.triples)));
    }

    /// A data graph without statements.
    pub(crate) fn data(&self) -> Data {
        Data::new(self.terms.clone())
    }

    /// Validates a data graph; results are sorted.
    pub(crate) fn validate(&self, data: &mut dyn Iterator<Item = Triple>) -> Result<Vec<ValidationResult>, Error> {
        let Data { terms, triples } = self.data().extend(data)?;
        self.validate_graph(&Graph::new(terms, &triples))
    }

    /// Validates a data graph; results are sorted, each with the place of its origin in the data.
    pub(crate) fn validate_data(&self, data: Data) -> Result<Vec<(ValidationResult, Option<Origin>)>, Error> {
        let Data { terms, triples } = data;
        let graph = Graph::new(terms, &triples);
        let results = self.validate_graph(&graph)?;
        let origins = origins(&results, &triples, |term| graph.find(term));
        Ok(results.into_iter().zip(origins).collect())
    }

    fn has_queries(&self) -> bool {
        let mut constraints = self.shapes.iter().flat_map(|shape| &shape.constraints);
        constraints.any(|constraint| matches!(constraint.rule, Rule::Sparql(_)))
    }

    fn validate_graph(&self, graph: &Graph) -> Result<Vec<ValidationResult>, Error> {
        let run = Run::new(self, graph);
        let targets: Vec<(ShapeId, Vec<Id>)> =
            self.shapes.iter().enumerate().map(|(id, shape)| (id, run.focus_nodes(shape))).collect();
        let nodes: usize = targets.iter().map(|target| target.1.len()).sum();
        let shares = if nodes < MANY { 1 } else { thread::available_parallelism().map_or(1, Into::into) };
        let mut out = Out::Results(Vec::new());
        if shares == 1 && !self.has_queries() {
            run.share(&targets, 0, 1, &mut out)?;
        } else {
            drop(run);
            self.validate_in_threads(graph, &targets, shares, &mut out)?;
        }
        Ok(out.sorted())
    }

    /// Validates in threads, each a share of every shape's focus nodes. Shapes with queries have a thread even if it is the
    /// only one: the evaluator of queries calls itself, with large frames.
    fn validate_in_threads(
        &self,
        graph: &Graph,
        targets: &[(ShapeId, Vec<Id>)],
        shares: usize,
        out: &mut Out,
    ) -> Result<(), Error> {
        thread::scope(|scope| {
            let spawn = |number: usize| {
                let builder = thread::Builder::new().stack_size(QUERY_STACK);
                let validate = move || {
                    let mut out = Out::Results(Vec::new());
                    Run::new(self, graph).share(targets, number, shares, &mut out).map(|()| out)
                };
                builder.spawn_scoped(scope, validate).map_err(|error| Error::Thread(error.to_string()))
            };
            let threads: Vec<_> = (0..shares).map(spawn).collect::<Result<_, _>>()?;
            for thread in threads {
                let found = thread.join().unwrap_or_else(|_| Err(Error::Thread("it panicked".to_owned())))?;
                out.extend(found);
            }
            Ok(())
        })
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

    fn extend(&mut self, others: Self) {
        if let (Self::Results(results), Self::Results(others)) = (self, others) {
            results.extend(others);
        }
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

impl<'a> Run<'a> {
    fn new(shapes: &'a Compiled, graph: &'a Graph) -> Self {
        Self { shapes, graph, classes: RefCell::default(), answers: RefCell::default() }
    }

    /// Validates one of so many shares of every shape's focus nodes.
    fn share(&self, targets: &[(ShapeId, Vec<Id>)], number: usize, shares: usize, out: &mut Out) -> Result<(), Error> {
        for (id, nodes) in targets {
            let bound = |number: usize| nodes.len() * number / shares;
            for focus in &nodes[bound(number)..bound(number + 1)] {
                self.validate(*id, *focus, out)?;
            }
        }
        Ok(())
    }

    /// The focus nodes of a shape in the data graph, each once.
    fn focus_nodes(&self, shape: &Shape) -> Vec<Id> {
        if shape.deactivated {
            return Vec::new();
        }
        // Those of one source are distinct.
        let mut sources: Vec<Vec<Id>> = Vec::new();
        for target in &shape.targets {
            match *target {
                Target::Node(node) => sources.push(vec![node]),
                Target::SubjectsOf(predicate) => sources.push(self.graph.subjects_of(predicate).collect()),
                Target::ObjectsOf(predicate) => sources.push(self.graph.objects_of(predicate).collect()),
                Target::Class(class) => self.with_subclasses(class, |classes| {
                    sources.extend(classes.iter().map(|class| self.graph.subjects(TYPE, *class).collect()));
                }),
            }
        }
        sources.retain(|nodes| !nodes.is_empty());
        if sources.len() < 2 {
            return sources.pop().unwrap_or_default();
        }
        let distinct: IndexSet<Id, FxBuildHasher> = sources.into_iter().flatten().collect();
        distinct.into_iter().collect()
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
