//! The nodes that a path leads to (SHACL section 2.3.1, SPARQL 1.1 section 9).

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::graph::{Graph, Id};
use crate::shape::Walk;

/// Nodes, each once, in the order in which they were reached.
type Nodes = IndexSet<Id, FxBuildHasher>;

/// The value nodes of `walk` from `start`.
pub(super) fn values(graph: &Graph, walk: &Walk, start: Id) -> Vec<Id> {
    let mut nodes = Nodes::default();
    step(graph, walk, start, false, &mut nodes);
    nodes.into_iter().collect()
}

/// Adds the nodes that `walk` leads to, walked backwards if `inverse`. It calls itself as deep as the path is nested.
fn step(graph: &Graph, walk: &Walk, start: Id, inverse: bool, nodes: &mut Nodes) {
    match walk {
        Walk::Predicate(predicate) if inverse => nodes.extend(graph.subjects(*predicate, start)),
        Walk::Predicate(predicate) => nodes.extend(graph.objects(start, *predicate)),
        Walk::Inverse(inner) => step(graph, inner, start, !inverse, nodes),
        Walk::Alternative(walks) => walks.iter().for_each(|walk| step(graph, walk, start, inverse, nodes)),
        Walk::Sequence(walks) => nodes.extend(sequence(graph, walks, start, inverse)),
        Walk::ZeroOrOne(inner) => {
            nodes.insert(start);
            step(graph, inner, start, inverse, nodes);
        }
        Walk::ZeroOrMore(inner) => {
            let start = std::iter::once(start).collect();
            nodes.extend(closure(graph, inner, start, inverse));
        }
        Walk::OneOrMore(inner) => {
            let mut first = Nodes::default();
            step(graph, inner, start, inverse, &mut first);
            nodes.extend(closure(graph, inner, first, inverse));
        }
    }
}

fn sequence(graph: &Graph, walks: &[Walk], start: Id, inverse: bool) -> Nodes {
    let mut nodes: Nodes = std::iter::once(start).collect();
    let mut advance = |walk: &Walk| {
        let mut next = Nodes::default();
        for node in &nodes {
            step(graph, walk, *node, inverse, &mut next);
        }
        nodes = next;
    };
    if inverse {
        walks.iter().rev().for_each(&mut advance);
    } else {
        walks.iter().for_each(&mut advance);
    }
    nodes
}

/// `reached` and all that can be reached from it; cycles in the data end it.
fn closure(graph: &Graph, walk: &Walk, mut reached: Nodes, inverse: bool) -> Nodes {
    let mut at = 0;
    while let Some(&node) = reached.get_index(at) {
        step(graph, walk, node, inverse, &mut reached);
        at += 1;
    }
    reached
}
