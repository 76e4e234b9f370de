//! Shapes that refer to one another in a circle, or too deep (SHACL section 3.4.3 leaves recursion undefined).

use indexmap::IndexSet;
use oxrdf::{NamedOrBlankNode, Term};

use crate::fault::Fault;
use crate::read::DEPTH;
use crate::shape::{Shape, ShapeId};
use crate::source::Source;

/// How far a shape has been looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    /// With how many levels of shapes are below it.
    Done(usize),
}

/// Finds circles, and shapes with more than [`DEPTH`] levels below them.
pub(crate) fn circles(source: &Source, nodes: &IndexSet<NamedOrBlankNode>, shapes: &[Shape]) -> Vec<Fault> {
    let below: Vec<Vec<ShapeId>> = shapes.iter().map(references).collect();
    let mut states = vec![State::New; shapes.len()];
    let mut faults = Vec::new();
    for start in 0..shapes.len() {
        visit(start, &below, &mut states, |found| faults.push(fault(source, nodes, found)));
    }
    faults
}

fn references(shape: &Shape) -> Vec<ShapeId> {
    shape.constraints.iter().flat_map(crate::shape::Constraint::shapes).collect()
}

/// What a visit finds.
#[derive(Clone, Copy)]
enum Found<'a> {
    /// The shapes of a circle, in the order of their references.
    Circle(&'a [ShapeId]),
    TooDeep(ShapeId),
}

/// Walks depth first with a stack of its own.
fn visit(start: ShapeId, below: &[Vec<ShapeId>], states: &mut [State], mut report: impl FnMut(Found<'_>)) {
    if states[start] != State::New {
        return;
    }
    let mut open = vec![start];
    let mut next = vec![0];
    states[start] = State::Open;
    while let (Some(&shape), Some(index)) = (open.last(), next.last_mut()) {
        let Some(&reference) = below[shape].get(*index) else {
            let depth = below[shape].iter().map(|below| depth(states[*below])).max().unwrap_or_default();
            if depth == DEPTH {
                report(Found::TooDeep(shape));
            }
            states[shape] = State::Done(depth);
            open.pop();
            next.pop();
            continue;
        };
        *index += 1;
        match states[reference] {
            State::New => {
                states[reference] = State::Open;
                open.push(reference);
                next.push(0);
            }
            State::Open => {
                let first = open.iter().position(|shape| *shape == reference).unwrap_or_default();
                report(Found::Circle(&open[first..]));
            }
            State::Done(_) => {}
        }
    }
}

fn depth(state: State) -> usize {
    match state {
        State::Done(depth) => depth + 1,
        State::New | State::Open => 1,
    }
}

fn fault(source: &Source, nodes: &IndexSet<NamedOrBlankNode>, found: Found<'_>) -> Fault {
    match found {
        Found::Circle(shapes) => {
            let mut names: Vec<String> = shapes.iter().map(|shape| nodes[*shape].to_string()).collect();
            names.extend(names.first().cloned());
            at_reference(
                source,
                nodes,
                shapes,
                format!("shapes refer to one another in a circle: {}", names.join(" → ")),
            )
            .help("SHACL does not define what a recursive shape means; unroll it to the depth that the data have")
        }
        Found::TooDeep(shape) => {
            let message = format!("shapes are nested deeper than {DEPTH} levels");
            at_reference(source, nodes, &[shape], message)
        }
    }
}

/// A fault at the first statement about the first shape that leads to another shape of the circle, if one does at once.
fn at_reference(source: &Source, nodes: &IndexSet<NamedOrBlankNode>, shapes: &[ShapeId], message: String) -> Fault {
    let node = &nodes[shapes[0]];
    let following = Term::from(nodes[shapes[shapes.len().min(2) - 1]].clone());
    let about = source.about(node);
    let at = about.iter().find(|at| source.triple(**at).object == following).or_else(|| about.first());
    match at {
        Some(at) => source.fault(*at, message),
        None => Fault { message, file: String::new(), place: None, shape: Some(node.to_string()), help: None },
    }
}
