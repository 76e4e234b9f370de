//! Data graphs: terms are numbers, and a node knows the triples that it begins or ends.

use std::thread;

use indexmap::IndexSet;
use oxrdf::{Term, TermRef};
use rustc_hash::FxBuildHasher;

use crate::terms::{Id, SUB_CLASS_OF, Terms};

/// Triples from which on the two indexes are made at the same time.
const MANY: usize = 1 << 16;

/// Pairs (predicate, other end) of each node, sorted, in one stretch.
#[derive(Debug)]
struct Ends {
    starts: Vec<u32>,
    pairs: Vec<(Id, Id)>,
}

impl Ends {
    /// Sorts triples by the node that `key` gives, then by predicate and other end; each is kept once.
    fn new(nodes: usize, triples: &[[Id; 3]], key: usize, other: usize) -> Self {
        let mut starts = vec![0; nodes + 1];
        for triple in triples {
            starts[triple[key] as usize + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut pairs = vec![(0, 0); triples.len()];
        for triple in triples {
            let slot = &mut next[triple[key] as usize];
            pairs[*slot as usize] = (triple[1], triple[other]);
            *slot += 1;
        }
        let mut ends = Self { starts, pairs };
        ends.sort(nodes);
        ends
    }

    fn sort(&mut self, nodes: usize) {
        let (mut start, mut kept) = (0, 0);
        for node in 0..nodes {
            let end = self.starts[node + 1] as usize;
            self.pairs[start..end].sort_unstable();
            let first = kept;
            for at in start..end {
                if kept == first || self.pairs[kept - 1] != self.pairs[at] {
                    self.pairs[kept] = self.pairs[at];
                    kept += 1;
                }
            }
            // Not more than before, which was a u32.
            self.starts[node + 1] = u32::try_from(kept).unwrap_or(u32::MAX);
            start = end;
        }
        self.pairs.truncate(kept);
    }

    fn of(&self, node: Id) -> &[(Id, Id)] {
        match (self.starts.get(node as usize), self.starts.get(node as usize + 1)) {
            (Some(start), Some(end)) => &self.pairs[*start as usize..*end as usize],
            _ => &[],
        }
    }

    fn with(&self, node: Id, predicate: Id) -> &[(Id, Id)] {
        let pairs = self.of(node);
        let start = pairs.partition_point(|pair| pair.0 < predicate);
        let length = pairs[start..].partition_point(|pair| pair.0 == predicate);
        &pairs[start..start + length]
    }
}

/// A graph that does not change.
#[derive(Debug)]
pub(crate) struct Graph {
    terms: Terms,
    begins: Ends,
    ends: Ends,
}

impl Graph {
    /// Sorts statements, whose numbers are those of `terms`.
    pub(crate) fn new(terms: Terms, triples: &[[Id; 3]]) -> Self {
        let nodes = terms.len();
        let (begins, ends) = (|| Ends::new(nodes, triples, 0, 2), || Ends::new(nodes, triples, 2, 0));
        let (begins, ends) = if triples.len() < MANY {
            (begins(), ends())
        } else {
            thread::scope(|scope| {
                let begins = scope.spawn(begins);
                let ends = ends();
                (begins.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), ends)
            })
        };
        Self { terms, begins, ends }
    }

    /// The term with this number.
    pub(crate) fn term(&self, id: Id) -> &Term {
        self.terms.term(id)
    }

    /// The number of a term that occurs in the graph or in the shapes.
    pub(crate) fn find(&self, term: TermRef<'_>) -> Option<Id> {
        self.terms.find(term)
    }

    /// The objects of the triples with this subject and predicate.
    pub(crate) fn objects(&self, subject: Id, predicate: Id) -> impl Iterator<Item = Id> + '_ {
        self.begins.with(subject, predicate).iter().map(|pair| pair.1)
    }

    /// The subjects of the triples with this predicate and object.
    pub(crate) fn subjects(&self, predicate: Id, object: Id) -> impl Iterator<Item = Id> + '_ {
        self.ends.with(object, predicate).iter().map(|pair| pair.1)
    }

    /// Predicates and objects of the triples with this subject.
    pub(crate) fn properties(&self, subject: Id) -> &[(Id, Id)] {
        self.begins.of(subject)
    }

    /// Predicates and subjects of the triples with this object.
    pub(crate) fn inverse_properties(&self, object: Id) -> &[(Id, Id)] {
        self.ends.of(object)
    }

    /// Whether the graph has this triple.
    pub(crate) fn contains(&self, subject: Id, predicate: Id, object: Id) -> bool {
        self.begins.of(subject).binary_search(&(predicate, object)).is_ok()
    }

    /// Nodes that are the subject of a triple with this predicate, each once.
    pub(crate) fn subjects_of(&self, predicate: Id) -> impl Iterator<Item = Id> + '_ {
        self.nodes().filter(move |node| !self.begins.with(*node, predicate).is_empty())
    }

    /// Nodes that are the object of a triple with this predicate, each once.
    pub(crate) fn objects_of(&self, predicate: Id) -> impl Iterator<Item = Id> + '_ {
        self.nodes().filter(move |node| !self.ends.with(*node, predicate).is_empty())
    }

    /// Every number of a term.
    pub(crate) fn nodes(&self) -> std::ops::Range<Id> {
        0..Id::try_from(self.terms.len()).unwrap_or(Id::MAX)
    }

    /// A class and its subclasses, at any number of steps.
    pub(crate) fn subclasses(&self, class: Id) -> IndexSet<Id, FxBuildHasher> {
        let mut reached: IndexSet<Id, FxBuildHasher> = std::iter::once(class).collect();
        let mut next = 0;
        while let Some(&at) = reached.get_index(next) {
            reached.extend(self.subjects(SUB_CLASS_OF, at));
            next += 1;
        }
        reached
    }
}
