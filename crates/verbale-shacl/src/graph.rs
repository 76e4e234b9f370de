//! Data graphs: terms are numbers, and a node knows the triples that it begins or ends.

use indexmap::IndexSet;
use oxrdf::{Term, Triple, vocab::rdf};
use rustc_hash::FxBuildHasher;

use crate::engine::Error;
use crate::vocab::other;

/// The number of a term.
pub(crate) type Id = u32;

/// The number of `rdf:type`.
pub(crate) const TYPE: Id = 0;
/// The number of `rdfs:subClassOf`.
pub(crate) const SUB_CLASS_OF: Id = 1;

/// Numbered terms. Those that shapes name come first and have the same number in every data graph.
#[derive(Clone, Debug)]
pub(crate) struct Terms(IndexSet<Term, FxBuildHasher>);

impl Default for Terms {
    fn default() -> Self {
        let vocabulary = [rdf::TYPE, other::SUB_CLASS_OF];
        Self(vocabulary.into_iter().map(|iri| iri.into_owned().into()).collect())
    }
}

impl Terms {
    /// The number of a term, a new one if it has none.
    pub(crate) fn intern(&mut self, term: Term) -> Option<Id> {
        Id::try_from(self.0.insert_full(term).0).ok()
    }

    /// The number of a term that has one.
    pub(crate) fn find(&self, term: &Term) -> Option<Id> {
        self.0.get_index_of(term).and_then(|index| Id::try_from(index).ok())
    }

    /// The term with this number, which came from [`Self::intern`].
    pub(crate) fn term(&self, id: Id) -> &Term {
        &self.0[id as usize]
    }

    fn len(&self) -> usize {
        self.0.len()
    }
}

/// Pairs (predicate, other end) of each node, sorted, in one stretch.
#[derive(Debug)]
struct Ends {
    starts: Vec<u32>,
    pairs: Vec<(Id, Id)>,
}

impl Ends {
    /// Sorts triples by the node that `key` gives, keeping their order within one node.
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
        for node in 0..nodes {
            let (start, end) = (self.starts[node] as usize, self.starts[node + 1] as usize);
            self.pairs[start..end].sort_unstable();
        }
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
    /// Numbers the terms of `triples` after those of `terms`, and sorts.
    pub(crate) fn new(mut terms: Terms, triples: &mut dyn Iterator<Item = Triple>) -> Result<Self, Error> {
        let mut numbered = Vec::new();
        for triple in triples {
            let subject = terms.intern(triple.subject.into());
            let predicate = terms.intern(triple.predicate.into());
            let object = terms.intern(triple.object);
            let (Some(subject), Some(predicate), Some(object)) = (subject, predicate, object) else {
                return Err(Error::TooLarge);
            };
            numbered.push([subject, predicate, object]);
        }
        if Id::try_from(numbered.len()).is_err() {
            return Err(Error::TooLarge);
        }
        numbered.sort_unstable();
        numbered.dedup();
        let begins = Ends::new(terms.len(), &numbered, 0, 2);
        let ends = Ends::new(terms.len(), &numbered, 2, 0);
        Ok(Self { terms, begins, ends })
    }

    /// The term with this number.
    pub(crate) fn term(&self, id: Id) -> &Term {
        self.terms.term(id)
    }

    /// The number of a term that occurs in the graph or in the shapes.
    pub(crate) fn find(&self, term: &Term) -> Option<Id> {
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
