//! SPARQL-based constraints: each solution of the query is a result (SHACL section 5.3).

use std::convert::Infallible;
use std::sync::Arc;

use oxrdf::{Literal, NamedNode, Term};
use spareval::{InternalQuad, QueryEvaluator, QueryResults, QuerySolution, QueryableDataset};

use super::{Context, Finding, Out, Run};
use crate::engine::Error;
use crate::graph::Graph;
use crate::path::Path;
use crate::query::{CURRENT_SHAPE, Query, SHAPES_GRAPH, THIS};
use crate::result::Message;
use crate::terms::Id;

impl Run<'_> {
    pub(super) fn query(&self, context: &Context<'_>, query: &Query, out: &mut Out) -> Result<(), Error> {
        let failed = |reason: String| Error::Query(query.shape.to_string(), reason);
        let this = self.graph.term(context.focus).clone();
        let shape = Term::from(query.shape.clone());
        let evaluator = QueryEvaluator::new()
            .with_custom_function(NamedNode::new_unchecked(THIS), constant(this.clone()))
            .with_custom_function(NamedNode::new_unchecked(CURRENT_SHAPE), constant(shape.clone()));
        let shapes_graph = self.shapes.shapes_graph.as_deref();
        let dataset = Dataset { graph: self.graph, shapes_graph, focus: context.focus, shape: &shape };
        let results = evaluator.prepare(&query.select).execute(dataset).map_err(|error| failed(error.to_string()))?;
        let QueryResults::Solutions(solutions) = results else { return Ok(()) };
        for solution in solutions {
            let solution = solution.map_err(|error| failed(error.to_string()))?;
            if matches!(solution.get("failure"), Some(Term::Literal(failure)) if *failure == Literal::from(true)) {
                return Err(failed("it signals a failure itself (?failure)".to_owned()));
            }
            self.solution(context, query, &this, &solution, out);
            if out.is_settled() {
                break;
            }
        }
        Ok(())
    }

    fn solution(&self, context: &Context<'_>, query: &Query, this: &Term, solution: &QuerySolution, out: &mut Out) {
        let messages = match solution.get("message") {
            Some(Term::Literal(text)) => {
                let language = text.language().map(str::to_owned);
                vec![Message { text: text.value().to_owned(), language }]
            }
            _ => query.messages.iter().map(|message| filled(message, this, context, solution)).collect(),
        };
        let path = match solution.get("path") {
            Some(Term::NamedNode(path)) => Some(Path::Predicate(path.clone())),
            _ => None,
        };
        let value = solution.get("value").cloned().or_else(|| query.of_node_shape.then(|| this.clone()));
        let messages = (!messages.is_empty()).then_some(messages.as_slice());
        self.found(context, out, || Finding { value, path, messages, detail: None });
    }
}

fn constant(term: Term) -> impl Fn(&[Term]) -> Option<Term> + Send + Sync + 'static {
    move |_| Some(term.clone())
}

/// A message with values in the place of `{?name}` and `{$name}`; unknown names stay as they are.
fn filled(message: &Message, this: &Term, context: &Context<'_>, solution: &QuerySolution) -> Message {
    let mut text = String::new();
    let mut rest = message.text.as_str();
    while let Some(open) = rest.find("{?").into_iter().chain(rest.find("{$")).min() {
        text.push_str(&rest[..open]);
        let inside = &rest[open + 2..];
        let value = inside.find('}').and_then(|end| {
            let name = &inside[..end];
            let path = || context.shape.path.as_ref().filter(|_| name == "PATH").map(|path| path.0.to_string());
            let term = if name == "this" { Some(this) } else { solution.get(name) };
            Some((term.map(shown).or_else(path)?, end))
        });
        if let Some((value, end)) = value {
            text.push_str(&value);
            rest = &inside[end + 1..];
        } else {
            text.push_str(&rest[open..open + 2]);
            rest = inside;
        }
    }
    text.push_str(rest);
    Message { text, language: message.language.clone() }
}

/// A term within a sentence: the text of a literal, anything else as N-Triples writes it.
fn shown(term: &Term) -> String {
    match term {
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}

/// The data graph as default graph, and the shapes graph by its name.
#[derive(Clone, Copy)]
struct Dataset<'a> {
    graph: &'a Graph,
    shapes_graph: Option<&'a Graph>,
    focus: Id,
    shape: &'a Term,
}

/// A term of the data graph by its number, or another one, that a query made or names.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Internal {
    Known(Id),
    Other(Arc<Term>),
}

/// What a pattern asks for in one position: anything, or a number; `Err` where no triple can have it.
fn position(term: Option<&Internal>) -> Result<Option<Id>, ()> {
    match term {
        None => Ok(None),
        Some(Internal::Known(id)) => Ok(Some(*id)),
        Some(Internal::Other(_)) => Err(()),
    }
}

impl Dataset<'_> {
    fn internal(&self, term: Term) -> Internal {
        match &term {
            Term::NamedNode(iri) if iri.as_str() == THIS => Internal::Known(self.focus),
            Term::NamedNode(iri) if iri.as_str() == CURRENT_SHAPE => self.internal(self.shape.clone()),
            _ => self.graph.find(term.as_ref()).map_or_else(|| Internal::Other(Arc::new(term)), Internal::Known),
        }
    }

    fn is_shapes_graph(term: &Internal) -> bool {
        matches!(term, Internal::Other(term) if matches!(&**term, Term::NamedNode(iri) if iri.as_str() == SHAPES_GRAPH))
    }
}

/// The triples of a graph that fit, `None` being anything.
fn matching(graph: &Graph, subject: Option<Id>, predicate: Option<Id>, object: Option<Id>) -> Vec<[Id; 3]> {
    let of_subject = |subject: Id| {
        let fits = move |pair: &&(Id, Id)| {
            predicate.is_none_or(|predicate| pair.0 == predicate) && object.is_none_or(|object| pair.1 == object)
        };
        graph.properties(subject).iter().filter(fits).map(move |pair| [subject, pair.0, pair.1])
    };
    match (subject, predicate, object) {
        (Some(subject), Some(predicate), None) => {
            graph.objects(subject, predicate).map(|object| [subject, predicate, object]).collect()
        }
        (Some(subject), ..) => of_subject(subject).collect(),
        (None, Some(predicate), Some(object)) => {
            graph.subjects(predicate, object).map(|subject| [subject, predicate, object]).collect()
        }
        (None, None, Some(object)) => {
            graph.inverse_properties(object).iter().map(|pair| [pair.1, pair.0, object]).collect()
        }
        (None, _, None) => graph.nodes().flat_map(of_subject).collect(),
    }
}

impl<'a> QueryableDataset<'a> for Dataset<'a> {
    type InternalTerm = Internal;
    type Error = Infallible;

    fn internal_quads_for_pattern(
        &self,
        subject: Option<&Internal>,
        predicate: Option<&Internal>,
        object: Option<&Internal>,
        graph_name: Option<Option<&Internal>>,
    ) -> impl Iterator<Item = Result<InternalQuad<Internal>, Infallible>> + use<'a> {
        let (graph, name) = match graph_name {
            Some(None) => (Some(self.graph), None),
            Some(Some(name)) if !Self::is_shapes_graph(name) => (None, None),
            _ => (self.shapes_graph, Some(self.internal(NamedNode::new_unchecked(SHAPES_GRAPH).into()))),
        };
        let triples = match (graph, position(subject), position(predicate), position(object)) {
            (Some(graph), Ok(subject), Ok(predicate), Ok(object)) => matching(graph, subject, predicate, object),
            _ => Vec::new(),
        };
        triples.into_iter().map(move |[subject, predicate, object]| {
            let (subject, predicate) = (Internal::Known(subject), Internal::Known(predicate));
            Ok(InternalQuad { subject, predicate, object: Internal::Known(object), graph_name: name.clone() })
        })
    }

    fn internalize_term(&self, term: Term) -> Result<Internal, Infallible> {
        Ok(self.internal(term))
    }

    fn externalize_term(&self, term: Internal) -> Result<Term, Infallible> {
        Ok(match term {
            Internal::Known(id) => self.graph.term(id).clone(),
            Internal::Other(term) => Arc::unwrap_or_clone(term),
        })
    }
}
