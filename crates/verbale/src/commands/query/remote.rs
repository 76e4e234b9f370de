//! A question to a triple store, by the SPARQL 1.1 Protocol.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use oxrdf::{Literal, NamedNode, Term, Triple};
use sparesults::{QueryResultsFormat, QueryResultsParser, ReaderQueryResultsParserOutput};
use spareval::{QueryEvaluationError, QueryResults, QuerySolutionIter, QueryTripleIter};
use spargebra::Query;
use spargebra::algebra::QueryDataset;
use verbale_rdf::{Contexts, Options, Syntax};
use verbale_store::{Answer as Reply, Profile, Store};

use super::answer::Answer;
use super::asked::{self, Asked};
use super::names::{Found, iri};
use super::{algebra, fault, parameters, usage};
use crate::args::{AccessArgs, QueryArgs};
use crate::commands::push::access::{self, Asking};
use crate::commands::push::voice::Voice;
use crate::error::Error;
use crate::output::Output;
use crate::report::Reporter;

/// What rows come as.
const ROWS: &str = "application/sparql-results+json";
/// What graphs come as.
const GRAPH: &str = "application/n-triples, text/turtle;q=0.9";

/// The nodes that are called so. What stands in the place of `UNDEF` is in lower case.
const BY_NAME: &str = "\
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?node WHERE {
  VALUES ?called { UNDEF }
  ?node ?property ?name .
  FILTER (?property IN (skos:prefLabel, skos:altLabel, skos:hiddenLabel, skos:notation, foaf:name, dcterms:description))
  FILTER (LCASE(STR(?name)) = ?called)
} ORDER BY ?node";

/// The nodes that are the same as one elsewhere.
const BY_IRI: &str = "\
PREFIX schema: <https://schema.org/>
SELECT DISTINCT ?node WHERE { VALUES ?same { UNDEF } ?node schema:sameAs ?same } ORDER BY ?node";

/// Whether the default graph has dossiers: that of a store which makes it the union of all graphs, or of one that was filled
/// without graphs.
const ANY: &str = "PREFIX dipl: <https://w3id.org/verbale/dipl#> ASK { ?dossier a dipl:Dossier }";

/// The graphs that have dossiers.
const GRAPHS: &str = "\
PREFIX dipl: <https://w3id.org/verbale/dipl#>
SELECT DISTINCT ?node WHERE { GRAPH ?node { ?dossier a dipl:Dossier } } ORDER BY ?node LIMIT 10001";

/// How many graphs a question names: each is a line of the query, and stores have limits of their own.
const MOST_GRAPHS: usize = 10_000;

/// Asks a store and writes its answer.
pub(super) fn answer(
    args: &QueryArgs,
    url: &str,
    mut asked: Asked,
    answer: &Answer,
    output: Output,
    reporter: &mut Reporter,
) -> Result<(), Error> {
    let store = access::open(url, &reached(url, &args.access), Asking::Allowed, Arc::new(Voice::default()), &usage)?;
    if asked.question.is_some() {
        let dataset = dataset(&store, &asked.name, reporter)?;
        set_dataset(&mut asked.query, dataset.as_ref());
        parameters::give(args, &mut asked, &|value| find(&store, dataset.as_ref(), value), reporter)?;
    }
    let text = if asked.question.is_some() { asked.text.clone() } else { fault::with_prefixes(&asked.text) };
    let failed = |cause: &QueryEvaluationError| unread(&asked, cause.to_string());
    let gives_graph = matches!(asked.query, Query::Construct { .. } | Query::Describe { .. });
    let reply = store.query(&text, if gives_graph { GRAPH } else { ROWS }).map_err(Error::Store)?;
    if gives_graph {
        let triples = graph(reply, &asked)?;
        let results = QueryResults::Graph(QueryTripleIter::new(triples.into_iter().map(Ok)));
        return answer.write(results, output, &failed)?.keep();
    }
    let (limit, rows) = (reply.cut_after(), Rc::new(Cell::new(0)));
    let output = answer.write(counted(results(reply, &asked)?, Rc::clone(&rows)), output, &failed)?;
    if limit.is_some_and(|limit| rows.get() >= limit) {
        let cause = format!("the store cuts its answers after {} rows; ask for a part by LIMIT and OFFSET", rows.get());
        return Err(unread(&asked, cause));
    }
    output.keep()
}

/// A store of no known kind takes queries at the address that is given.
fn reached(url: &str, access: &AccessArgs) -> AccessArgs {
    let mut access = access.clone();
    if access.profile == Profile::Generic && access.query_url.is_none() {
        access.query_url = Some(url.to_owned());
    }
    access
}

/// The rows or the truth that a store answers.
fn results(reply: Reply, asked: &Asked) -> Result<QueryResults<'static>, Error> {
    if ![ROWS, "application/json"].contains(&reply.media_type()) {
        return Err(unread(asked, format!("the store answers in {}, and {ROWS} was asked for", reply.media_type())));
    }
    let parser = QueryResultsParser::from_format(QueryResultsFormat::Json).for_reader(reply);
    let results: ReaderQueryResultsParserOutput<Reply> = parser.map_err(|cause| unread(asked, cause.to_string()))?;
    let gives_truth = matches!(results, ReaderQueryResultsParserOutput::Boolean(_));
    if gives_truth != matches!(asked.query, Query::Ask { .. }) {
        return Err(unread(asked, "the answer is one to another form of query".into()));
    }
    Ok(results.into())
}

/// The same rows, counted as they go.
fn counted(results: QueryResults<'static>, count: Rc<Cell<u64>>) -> QueryResults<'static> {
    match results {
        QueryResults::Solutions(rows) => {
            let variables = rows.variables().into();
            let rows = rows.inspect(move |_| count.set(count.get() + 1));
            QueryResults::Solutions(QuerySolutionIter::new(variables, rows))
        }
        other => other,
    }
}

/// The triples that a store answers.
fn graph(mut reply: Reply, asked: &Asked) -> Result<Vec<Triple>, Error> {
    let syntax = match reply.media_type() {
        "application/n-triples" | "text/plain" => Syntax::NTriples,
        "text/turtle" => Syntax::Turtle,
        other => return Err(unread(asked, format!("the store answers in {other}, and Turtle was asked for"))),
    };
    let (contexts, mut triples) = (Contexts::default(), Vec::new());
    let options = Options { syntax, base: None, contexts: &contexts, blank_prefix: "s" };
    let outcome = verbale_rdf::read(&mut reply, &options, &mut |quad, _| triples.push(Triple::from(quad)));
    outcome.map(|()| triples).map_err(|cause| unread(asked, cause.to_string()))
}

fn unread(asked: &Asked, cause: String) -> Error {
    Error::Query(asked.name.clone(), cause)
}

/// What a question that is known by name is about: all graphs that have dossiers, together, where the store's default
/// graph has none. `None`: the default graph, as it is.
fn dataset(store: &Store, name: &str, reporter: &mut Reporter) -> Result<Option<QueryDataset>, Error> {
    let any = asked::own(name, ANY)?;
    if matches!(results(store.query(&any.text, ROWS).map_err(Error::Store)?, &any)?, QueryResults::Boolean(true)) {
        return Ok(None);
    }
    let graphs = nodes(store, &asked::own(name, GRAPHS)?)?;
    if graphs.len() > MOST_GRAPHS {
        let cause = format!(
            "the default graph of the store has no dossier, and more than {MOST_GRAPHS} graphs have: let the store make its \
             default graph the union of all (oxigraph: --union-default-graph)"
        );
        return Err(Error::Query(name.to_owned(), cause));
    }
    if graphs.is_empty() {
        reporter.note("the store has no dossier");
        return Ok(None);
    }
    Ok(Some(QueryDataset { default: graphs, named: None }))
}

fn set_dataset(query: &mut Query, of: Option<&QueryDataset>) {
    let (Query::Select { dataset, .. }
    | Query::Construct { dataset, .. }
    | Query::Describe { dataset, .. }
    | Query::Ask { dataset, .. }) = query;
    *dataset = of.cloned();
}

/// The nodes of a store that a value names: by an IRI, or by a name in the case that it is written in or any other.
fn find(store: &Store, dataset: Option<&QueryDataset>, value: &str) -> Result<Found, Error> {
    let (query, parameter, terms) = match iri(value) {
        Some(Err(fault)) => return Ok(Found::NoIri(fault)),
        Some(Ok(iri)) => (BY_IRI, "same", vec![Term::from(iri)]),
        None => {
            let name = value.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            let forms = [name.replace('’', "'"), name.replace('\'', "’")];
            (BY_NAME, "called", forms.map(|form| Literal::from(form).into()).to_vec())
        }
    };
    let mut asked = asked::own("the name", query)?;
    algebra::give(&mut asked.query, parameter, &terms);
    set_dataset(&mut asked.query, dataset);
    asked.text = asked.query.to_string();
    let mut nodes = nodes(store, &asked)?;
    nodes.extend(terms.into_iter().filter_map(|term| if let Term::NamedNode(node) = term { Some(node) } else { None }));
    Ok(if nodes.is_empty() { Found::Nothing(None) } else { Found::Nodes(nodes) })
}

/// What a query of ours finds for `?node`.
fn nodes(store: &Store, asked: &Asked) -> Result<Vec<NamedNode>, Error> {
    let reply = store.query(&asked.text, ROWS).map_err(Error::Store)?;
    let QueryResults::Solutions(rows) = results(reply, asked)? else { return Ok(Vec::new()) };
    let mut nodes = Vec::new();
    for row in rows {
        let row = row.map_err(|cause| unread(asked, cause.to_string()))?;
        if let Some(Term::NamedNode(node)) = row.get("node") {
            nodes.push(node.clone());
        }
    }
    Ok(nodes)
}
