//! Questions by the SPARQL 1.1 Protocol, and the two that the client asks itself.

use std::io::{self, Read};

use serde::Deserialize;
use ureq::http::header::{ACCEPT, CONTENT_TYPE, HeaderName};

use crate::address::{Address, percent_encoded};
use crate::answer::Answer;
use crate::error::{Cause, Error};
use crate::exchange::{Call, Exchange, Load};
use crate::profile::{DefaultGraph, Rules};
use crate::{Body, Effect, Excerpt, Graph, Method};

/// Bytes of an address up to which a query travels in it; RFC 9110, 4.1 asks for 8000, and old proxies take less.
const LONGEST_ADDRESS: usize = 2000;

/// Bytes of an answer to one of the client's own questions.
const LONGEST_OWN_ANSWER: u64 = 256 << 20;

/// The media type of SPARQL results in JSON.
const RESULTS: &str = "application/sparql-results+json";

/// Asks, by GET while the query is short, else by a form (SPARQL 1.1 Protocol, 2.1.1 and 2.1.2).
pub(crate) fn ask(exchange: &Exchange, endpoint: &Address, query: &str, accept: &str) -> Result<Answer, Error> {
    let short = endpoint.with_parameter("query", Some(query))?;
    let accept = (ACCEPT, accept.to_owned());
    if short.len() <= LONGEST_ADDRESS {
        return run(exchange, &question(endpoint, Method::Get, short, vec![accept], None));
    }
    let form = format!("query={}", percent_encoded(query));
    let body = Body::bytes(form.as_bytes());
    let load = Load { body: &body, length: body.length(), gzip: false };
    let headers = vec![accept, (CONTENT_TYPE, "application/x-www-form-urlencoded".to_owned())];
    run(exchange, &question(endpoint, Method::Post, endpoint.clone(), headers, Some(load)))
}

/// The request of a query; for people it is named without the query, which is theirs and long.
fn question<'a>(
    endpoint: &Address,
    method: Method,
    address: Address,
    headers: Vec<(HeaderName, String)>,
    load: Option<Load<'a>>,
) -> Call<'a> {
    let name = format!("{} {}", method.as_str(), endpoint.shown());
    Call { method, address, name, headers, load, changes: false }
}

/// Sends a request that only reads.
pub(crate) fn run(exchange: &Exchange, call: &Call<'_>) -> Result<Answer, Error> {
    let response = exchange.run(call)?;
    Ok(Answer::new(call, response, exchange.longest_response))
}

/// The query that counts the triples of a graph, if stores of this kind can be asked for it.
///
/// The name stands between angle brackets, which no IRI holds.
pub(crate) fn count_query(graph: &Graph, rules: &Rules) -> Option<String> {
    let pattern = "{ ?s ?p ?o }";
    Some(match (graph.iri(), rules.default_graph) {
        (Some(iri), _) => format!("SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{iri}> {pattern} }}"),
        (None, DefaultGraph::Unnamed) => format!("SELECT (COUNT(*) AS ?n) WHERE {pattern}"),
        (None, DefaultGraph::From(iri)) => format!("SELECT (COUNT(*) AS ?n) FROM <{iri}> WHERE {pattern}"),
        (None, DefaultGraph::Union | DefaultGraph::Unknown) => return None,
    })
}

/// How many triples the store says that there are.
pub(crate) fn count(exchange: &Exchange, endpoint: &Address, query: &str) -> Result<u64, Error> {
    let answer = ask(exchange, endpoint, query, RESULTS)?;
    let (values, answer) = column(answer, "n")?;
    match values.as_slice() {
        [value] => value.parse().map_err(|_| unreadable(&answer, &format!("{value:?} is no count"))),
        _ => Err(unreadable(&answer, &format!("a count has one row, not {}", values.len()))),
    }
}

/// The names of the graphs that the store says that there are, in the order of their code points.
pub(crate) fn graphs(exchange: &Exchange, endpoint: &Address) -> Result<Vec<String>, Error> {
    let answer = ask(exchange, endpoint, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }", RESULTS)?;
    let (mut names, answer) = column(answer, "g")?;
    let limit = answer.cut_after().or(exchange.rules.row_limit);
    if limit.is_some_and(|limit| names.len() as u64 >= limit) {
        return Err(unreadable(&answer, &format!("it is cut after {} rows", names.len())));
    }
    names.sort_unstable();
    Ok(names)
}

#[derive(Deserialize)]
struct Results {
    results: Bindings,
}

#[derive(Deserialize)]
struct Bindings {
    bindings: Vec<serde_json::Map<String, serde_json::Value>>,
}

/// The values of one variable.
fn column(mut answer: Answer, variable: &str) -> Result<(Vec<String>, Answer), Error> {
    let mut text = Vec::new();
    (&mut answer).take(LONGEST_OWN_ANSWER + 1).read_to_end(&mut text).map_err(error_of)?;
    if text.len() as u64 > LONGEST_OWN_ANSWER {
        return Err(answer.error(Cause::TooLong(LONGEST_OWN_ANSWER)));
    }
    let results: Results = serde_json::from_slice(&text).map_err(|cause| unreadable(&answer, &cause.to_string()))?;
    let value = |row: &serde_json::Map<String, serde_json::Value>| {
        row.get(variable).and_then(|term| term.get("value")).and_then(serde_json::Value::as_str).map(str::to_owned)
    };
    let values: Option<Vec<String>> = results.results.bindings.iter().map(value).collect();
    match values {
        Some(values) => Ok((values, answer)),
        None => Err(unreadable(&answer, &format!("a row has no value for ?{variable}"))),
    }
}

fn unreadable(answer: &Answer, reason: &str) -> Error {
    answer.error(Cause::Answer(Excerpt::of(reason).to_string()))
}

/// The error that an [`Answer`] put into one of reading.
fn error_of(cause: io::Error) -> Error {
    cause.downcast::<Error>().unwrap_or_else(|cause| Error::Body { cause, effect: Effect::None })
}
