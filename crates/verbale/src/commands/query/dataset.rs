//! Quads in memory, as the evaluator reads them: numbers in sorted lists.
//!
//! Terms stay as they are written (`"007"^^xsd:integer` is not `7`), and quads come in an order that depends on the input
//! alone, so that a query gives the same rows in the same order every time.

use std::convert::Infallible;
use std::sync::Arc;

use indexmap::IndexSet;
use oxrdf::{GraphNameRef, NamedNodeRef, NamedOrBlankNodeRef, QuadRef, Term, TermRef};
use spareval::{InternalQuad, QueryableDataset};

use crate::error::Error;

/// The number of a term: one more than its position; 0 is the default graph.
type Id = u32;
/// Graph and the three terms, in the order of one of the lists.
type Row = [Id; 4];

/// The quads that a query is asked of. Every quad is in the default graph; those of a named one also in that, where the
/// query looks into named graphs.
#[derive(Debug, Default)]
pub(super) struct Dataset {
    /// Whether named graphs are kept apart.
    named: bool,
    terms: IndexSet<Term>,
    /// Graph, subject, predicate, object.
    by_subject: Vec<Row>,
    /// Graph, predicate, object, subject.
    by_predicate: Vec<Row>,
    /// Graph, object, subject, predicate.
    by_object: Vec<Row>,
    /// The named graphs, in the order of their numbers.
    graphs: Vec<Id>,
}

impl Dataset {
    /// An empty one; `named` says whether the query looks into named graphs.
    pub(super) fn new(named: bool) -> Self {
        Self { named, ..Self::default() }
    }

    /// Adds a quad, to be found after [`Dataset::finish`].
    pub(super) fn insert(&mut self, quad: QuadRef<'_>) -> Result<(), Error> {
        let subject = match quad.subject {
            NamedOrBlankNodeRef::NamedNode(node) => self.id(node.into()),
            NamedOrBlankNodeRef::BlankNode(node) => self.id(node.into()),
        }?;
        let (predicate, object) = (self.id(quad.predicate.into())?, self.id(quad.object)?);
        self.by_subject.push([0, subject, predicate, object]);
        let graph = match quad.graph_name {
            GraphNameRef::NamedNode(node) if self.named => self.id(node.into())?,
            GraphNameRef::BlankNode(node) if self.named => self.id(node.into())?,
            _ => return Ok(()),
        };
        self.by_subject.push([graph, subject, predicate, object]);
        Ok(())
    }

    /// Adds a triple of the graph with this IRI.
    pub(super) fn insert_into(&mut self, graph: &str, triple: oxrdf::TripleRef<'_>) -> Result<(), Error> {
        self.insert(triple.in_graph(NamedNodeRef::new_unchecked(graph)))
    }

    /// How much was added so far, for [`Dataset::take_back`].
    pub(super) fn mark(&self) -> usize {
        self.by_subject.len()
    }

    /// Takes back all quads since a mark.
    pub(super) fn take_back(&mut self, mark: usize) {
        self.by_subject.truncate(mark);
    }

    /// Sorts what was added, each quad once.
    pub(super) fn finish(&mut self) {
        self.by_subject.sort_unstable();
        self.by_subject.dedup();
        let rows = &self.by_subject;
        self.by_predicate = rows.iter().map(|[g, s, p, o]| [*g, *p, *o, *s]).collect();
        self.by_object = rows.iter().map(|[g, s, p, o]| [*g, *o, *s, *p]).collect();
        self.by_predicate.sort_unstable();
        self.by_object.sort_unstable();
        self.graphs = rows.chunk_by(|a, b| a[0] == b[0]).filter_map(|graph| Some(graph.first()?[0])).collect();
        self.graphs.retain(|graph| *graph != 0);
    }

    /// How many triples the default graph has.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.by_subject.partition_point(|row| row[0] == 0)
    }

    /// The subject and object of each triple of the default graph with this predicate.
    pub(super) fn pairs<'d>(&'d self, predicate: &str) -> impl Iterator<Item = (&'d Term, &'d Term)> {
        let predicate = self.find(NamedNodeRef::new_unchecked(predicate).into());
        let rows = predicate.map_or(&[][..], |predicate| within(&self.by_predicate, &[0, predicate]));
        rows.iter().filter_map(|[_, _, object, subject]| Some((self.term(*subject)?, self.term(*object)?)))
    }

    /// The terms that are a subject or an object of the default graph.
    pub(super) fn nodes(&self) -> impl Iterator<Item = &Term> {
        let default = |rows: &'_ [Row]| rows.partition_point(|row| row[0] == 0);
        let subjects = self.by_subject[..default(&self.by_subject)].iter().map(|row| row[1]);
        let objects = self.by_object[..default(&self.by_object)].iter().map(|row| row[1]);
        let mut known = vec![false; self.terms.len() + 1];
        subjects.chain(objects).filter_map(move |id| {
            let met = std::mem::replace(known.get_mut(id as usize)?, true);
            if met { None } else { self.term(id) }
        })
    }

    fn id(&mut self, term: TermRef<'_>) -> Result<Id, Error> {
        if let Some(id) = self.find(term) {
            return Ok(id);
        }
        let (position, _) = self.terms.insert_full(term.into_owned());
        Id::try_from(position + 1).map_err(|_| Error::Internal("more than four thousand million terms".into()))
    }

    fn find(&self, term: TermRef<'_>) -> Option<Id> {
        let position = self.terms.get_index_of(&Lookup(term))?;
        Id::try_from(position + 1).ok()
    }

    fn term(&self, id: Id) -> Option<&Term> {
        self.terms.get_index((id as usize).checked_sub(1)?)
    }

    /// The rows of a graph that fit, as the list that has them side by side gives them: subject, predicate, object.
    fn matching(&self, graph: Id, [subject, predicate, object]: [Option<Id>; 3]) -> (&[Row], Order) {
        match (subject, predicate, object) {
            (Some(s), None, Some(o)) => (within(&self.by_object, &[graph, o, s]), Order::Object),
            (None, None, Some(o)) => (within(&self.by_object, &[graph, o]), Order::Object),
            (None, Some(p), Some(o)) => (within(&self.by_predicate, &[graph, p, o]), Order::Predicate),
            (None, Some(p), None) => (within(&self.by_predicate, &[graph, p]), Order::Predicate),
            (Some(s), Some(p), Some(o)) => (within(&self.by_subject, &[graph, s, p, o]), Order::Subject),
            (Some(s), Some(p), None) => (within(&self.by_subject, &[graph, s, p]), Order::Subject),
            (Some(s), None, None) => (within(&self.by_subject, &[graph, s]), Order::Subject),
            (None, None, None) => (within(&self.by_subject, &[graph]), Order::Subject),
        }
    }
}

/// Which list a row is of.
#[derive(Clone, Copy)]
enum Order {
    Subject,
    Predicate,
    Object,
}

impl Order {
    fn triple(self, row: Row) -> [Id; 3] {
        match self {
            Self::Subject => [row[1], row[2], row[3]],
            Self::Predicate => [row[3], row[1], row[2]],
            Self::Object => [row[2], row[3], row[1]],
        }
    }
}

/// The rows that begin with these numbers.
fn within<'r>(rows: &'r [Row], beginning: &[Id]) -> &'r [Row] {
    let length = beginning.len();
    let start = rows.partition_point(|row| row[..length] < *beginning);
    let rows = &rows[start..];
    &rows[..rows.partition_point(|row| row[..length] == *beginning)]
}

/// A borrowed term that is looked up without a copy of it.
#[derive(PartialEq, Eq, Hash)]
struct Lookup<'t>(TermRef<'t>);

impl indexmap::Equivalent<Term> for Lookup<'_> {
    fn equivalent(&self, term: &Term) -> bool {
        term.as_ref() == self.0
    }
}

/// A term as the evaluator holds it: by its number, or one that the query made or names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Internal {
    Known(Id),
    Other(Arc<Term>),
}

/// What a pattern asks for in one position: anything, or a number; `Err` where no quad can have it.
fn position(term: Option<&Internal>) -> Result<Option<Id>, ()> {
    match term {
        None => Ok(None),
        Some(Internal::Known(id)) => Ok(Some(*id)),
        Some(Internal::Other(_)) => Err(()),
    }
}

impl<'a> QueryableDataset<'a> for &'a Dataset {
    type InternalTerm = Internal;
    type Error = Infallible;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Internal>,
        predicate: Option<&Internal>,
        object: Option<&Internal>,
        graph_name: Option<Option<&Internal>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Internal>, Infallible>> + use<'a> {
        let dataset: &'a Dataset = self;
        let asked = (position(subject), position(predicate), position(object));
        let asked = if let (Ok(s), Ok(p), Ok(o)) = asked { Some([s, p, o]) } else { None };
        let graphs: Vec<Id> = match (graph_name, asked) {
            (_, None) | (Some(Some(Internal::Other(_))), _) => Vec::new(),
            (Some(None), _) => vec![0],
            (Some(Some(Internal::Known(graph))), _) => vec![*graph],
            (None, _) => dataset.graphs.clone(),
        };
        let asked = asked.unwrap_or_default();
        graphs.into_iter().flat_map(move |graph| {
            let (rows, order) = dataset.matching(graph, asked);
            rows.iter().map(move |row| {
                let [subject, predicate, object] = order.triple(*row).map(Internal::Known);
                let graph_name = (graph != 0).then_some(Internal::Known(graph));
                Ok(InternalQuad { subject, predicate, object, graph_name })
            })
        })
    }

    fn internal_named_graphs(&self) -> impl Iterator<Item = Result<Internal, Infallible>> + use<'a> {
        let dataset: &'a Dataset = self;
        dataset.graphs.iter().map(|graph| Ok(Internal::Known(*graph)))
    }

    fn internalize_term(&self, term: Term) -> Result<Internal, Infallible> {
        Ok(self.find(term.as_ref()).map_or_else(|| Internal::Other(Arc::new(term)), Internal::Known))
    }

    fn externalize_term(&self, term: Internal) -> Result<Term, Infallible> {
        Ok(match term {
            // A number is only ever made from a term of the list.
            Internal::Known(id) => self.term(id).cloned().unwrap_or_else(|| oxrdf::BlankNode::default().into()),
            Internal::Other(term) => Arc::unwrap_or_clone(term),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxttl::NQuadsParser;

    const QUADS: &str = r#"
        <a:s> <a:p> "007"^^<http://www.w3.org/2001/XMLSchema#integer> <a:g> .
        <a:s> <a:p> "7"^^<http://www.w3.org/2001/XMLSchema#integer> <a:h> .
        <a:s> <a:q> _:b <a:g> .
        <a:t> <a:p> <a:s> .
        <a:t> <a:p> <a:s> <a:g> .
    "#;

    fn dataset(named: bool) -> Dataset {
        let mut dataset = Dataset::new(named);
        for quad in NQuadsParser::new().for_slice(QUADS) {
            dataset.insert(quad.unwrap().as_ref()).unwrap();
        }
        dataset.finish();
        dataset
    }

    #[expect(clippy::option_option, reason = "the evaluator names graphs so")]
    fn found(dataset: &Dataset, pattern: [Option<&str>; 3], graph: Option<Option<&str>>) -> Vec<String> {
        let internal = |iri: &str| dataset.internalize_term(NamedNodeRef::new_unchecked(iri).into());
        let [subject, predicate, object] = pattern.map(|term| term.map(|iri| internal(iri).unwrap()));
        let graph = graph.map(|graph| graph.map(|iri| internal(iri).unwrap()));
        let quads = dataset.internal_quads_for_pattern(
            subject.as_ref(),
            predicate.as_ref(),
            object.as_ref(),
            graph.as_ref().map(Option::as_ref),
        );
        let text = |term| dataset.externalize_term(term).unwrap().to_string();
        quads
            .map(|quad| {
                let quad = quad.unwrap();
                let graph = quad.graph_name.map(text).unwrap_or_default();
                format!("{} {} {} {graph}", text(quad.subject), text(quad.predicate), text(quad.object))
            })
            .collect()
    }

    #[test]
    fn the_default_graph_has_all_quads_once_and_their_literals_as_written() {
        let dataset = dataset(true);
        assert_eq!(dataset.len(), 4);
        let all = found(&dataset, [None; 3], Some(None));
        assert_eq!(all.len(), 4, "{all:?}");
        assert!(all[0].contains("\"007\"^^") && all[1].contains("\"7\"^^"), "{all:?}");
        assert_eq!(dataset.pairs("a:p").count(), 3);
        assert_eq!(dataset.nodes().count(), 5);
    }

    #[test]
    fn every_pattern_finds_what_a_scan_finds() {
        let dataset = dataset(true);
        let names = [None, Some("a:s"), Some("a:p"), Some("a:q"), Some("a:t"), Some("a:nowhere")];
        let graphs = [Some(None), None, Some(Some("a:g")), Some(Some("a:h")), Some(Some("a:nowhere"))];
        let mut compared = 0;
        for graph in graphs {
            let all = found(&dataset, [None; 3], graph);
            for s in names {
                for p in names {
                    for o in names {
                        let fits = |line: &&String| {
                            let mut terms = line.split(' ');
                            [s, p, o].iter().all(|asked| {
                                let term = terms.next().unwrap();
                                asked.is_none_or(|asked| term == format!("<{asked}>"))
                            })
                        };
                        let mut expected: Vec<_> = all.iter().filter(fits).cloned().collect();
                        let mut given = found(&dataset, [s, p, o], graph);
                        expected.sort();
                        given.sort();
                        assert_eq!(given, expected, "{s:?} {p:?} {o:?} {graph:?}");
                        compared += given.len();
                    }
                }
            }
        }
        assert!(compared > 40, "{compared}");
    }

    #[test]
    fn named_graphs_are_kept_where_a_query_looks_into_them() {
        assert_eq!(dataset(true).graphs.len(), 2);
        let without = dataset(false);
        assert_eq!((without.len(), without.by_subject.len(), without.graphs.len()), (4, 4, 0));
    }
}
