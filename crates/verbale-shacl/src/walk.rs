//! The nodes that a path leads to (SHACL section 2.3.1, SPARQL 1.1 section 9).
//!
//! A path becomes an automaton, and each pair of a node and a state is visited once: the time is that of nodes times
//! states whatever is nested in what, and nothing calls itself.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::graph::Graph;
use crate::path::Path;
use crate::terms::Id;

/// A path over numbers of terms.
#[derive(Clone, Debug)]
pub(crate) struct Walk {
    /// The steps out of each state; the first state is the start, the second the end.
    states: Vec<Vec<Step>>,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    /// To another state at the same node.
    Stay(usize),
    /// Along a predicate.
    Forward(Id, usize),
    /// Against a predicate.
    Back(Id, usize),
}

const START: usize = 0;
const END: usize = 1;

impl Walk {
    /// Prepares a path; `id` numbers its predicates. It calls itself as deep as the path is nested.
    pub(crate) fn new(path: &Path, id: &mut impl FnMut(&oxrdf::NamedNode) -> Option<Id>) -> Option<Self> {
        let mut walk = Self { states: vec![Vec::new(), Vec::new()] };
        walk.add(path, false, START, END, id)?;
        Some(walk)
    }

    /// The value nodes from a focus node, each once.
    pub(crate) fn values(&self, graph: &Graph, focus: Id) -> Vec<Id> {
        // Most paths are a predicate.
        if let [Step::Forward(predicate, END)] = self.states[START][..] {
            return graph.objects(focus, predicate).collect();
        }
        let mut visited: IndexSet<(Id, usize), FxBuildHasher> = std::iter::once((focus, START)).collect();
        let mut next = 0;
        while let Some(&(node, state)) = visited.get_index(next) {
            for step in &self.states[state] {
                match *step {
                    Step::Stay(to) => drop(visited.insert((node, to))),
                    Step::Forward(predicate, to) => {
                        visited.extend(graph.objects(node, predicate).map(|object| (object, to)));
                    }
                    Step::Back(predicate, to) => {
                        visited.extend(graph.subjects(predicate, node).map(|subject| (subject, to)));
                    }
                }
            }
            next += 1;
        }
        visited.into_iter().filter(|visit| visit.1 == END).map(|visit| visit.0).collect()
    }

    fn state(&mut self) -> usize {
        self.states.push(Vec::new());
        self.states.len() - 1
    }

    /// Adds the steps of `path` from one state to another, walked backwards if `inverse`.
    fn add(
        &mut self,
        path: &Path,
        inverse: bool,
        from: usize,
        to: usize,
        id: &mut impl FnMut(&oxrdf::NamedNode) -> Option<Id>,
    ) -> Option<()> {
        match path {
            Path::Predicate(predicate) => {
                let predicate = id(predicate)?;
                self.states[from].push(if inverse { Step::Back(predicate, to) } else { Step::Forward(predicate, to) });
            }
            Path::Inverse(inner) => self.add(inner, !inverse, from, to, id)?,
            Path::Alternative(paths) => {
                for path in paths {
                    self.add(path, inverse, from, to, id)?;
                }
            }
            Path::Sequence(paths) => {
                let mut at = from;
                for index in 0..paths.len() {
                    let path = &paths[if inverse { paths.len() - 1 - index } else { index }];
                    let next = if index + 1 == paths.len() { to } else { self.state() };
                    self.add(path, inverse, at, next, id)?;
                    at = next;
                }
            }
            Path::ZeroOrOne(inner) => {
                self.states[from].push(Step::Stay(to));
                self.add(inner, inverse, from, to, id)?;
            }
            Path::ZeroOrMore(inner) => {
                let hub = self.state();
                self.states[from].push(Step::Stay(hub));
                self.states[hub].push(Step::Stay(to));
                self.add(inner, inverse, hub, hub, id)?;
            }
            Path::OneOrMore(inner) => {
                let (before, after) = (self.state(), self.state());
                self.states[from].push(Step::Stay(before));
                self.states[after].extend([Step::Stay(before), Step::Stay(to)]);
                self.add(inner, inverse, before, after, id)?;
            }
        }
        Some(())
    }
}
