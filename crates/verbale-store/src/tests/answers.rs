//! What counts as success, and what as failure.

use std::io::{Read, Write};

use super::mock::{Mock, Step, reply, status, with};
use super::{body, graph, open, options};
use crate::{AfterRefusal, Cause, Effect, Error, Graph, Options, Profile, Store, Written};

const PAGE: &str =
    "<!DOCTYPE html>\n<html><head><title>Welcome</title></head><body><p>Sign in \u{1b}[31m</body></html>";

fn cause(error: &Error) -> &Cause {
    match error {
        Error::Failed(failure) => &failure.cause,
        other => panic!("not of the store: {other:?}"),
    }
}

#[test]
fn each_status_of_success_is_told() {
    for (code, written) in [(200, Written::Done), (201, Written::Created), (204, Written::Done), (202, Written::Later)]
    {
        let mock = Mock::new([status(code), status(code), status(code)]);
        let store = open(options(mock.url()));
        assert_eq!(store.put(&graph(), &body()).expect("success"), written);
        assert_eq!(store.post(&graph(), &body()).expect("success"), written);
        assert_eq!(store.delete(&graph()).expect("success"), written);
        let requests = mock.received();
        assert_eq!(requests.len(), 3);
        assert!(requests.iter().all(|it| it.connection == 0), "one connection for all");
    }
}

#[test]
fn a_page_with_200_is_a_failure() {
    for kind in ["text/html; charset=UTF-8", "TEXT/HTML", "application/xhtml+xml", "text/plain"] {
        let mock = Mock::new([with(200, ("content-type", kind), PAGE)]);
        let error = open(options(mock.url())).put(&graph(), &body()).expect_err(kind);
        assert!(matches!(cause(&error), Cause::Page { status: 200, .. }), "{error:?}");
        assert!(error.to_string().ends_with("«Welcome Sign in \\u{1b}[31m»"), "{error}");
        assert_eq!(error.effect(), Effect::Unknown);
        assert_eq!(mock.received().len(), 1);
    }
}

/// Virtuoso gives no page to a PUT that it has done, but calls the nothing HTML.
#[test]
fn an_empty_page_with_200_is_success() {
    let mock = Mock::new([with(200, ("content-type", "text/html; charset=UTF-8"), "")]);
    assert_eq!(open(options(mock.url())).put(&graph(), &body()).expect("success"), Written::Done);
    assert_eq!(mock.received().len(), 1);
}

#[test]
fn a_page_in_place_of_data_is_a_failure() {
    let mock =
        Mock::new([with(200, ("content-type", "text/html"), PAGE), with(200, ("content-type", "text/html"), "")]);
    let store = open(options(mock.url()));
    for _ in 0..2 {
        let error = store.get(&graph()).expect_err("a page");
        assert!(matches!(cause(&error), Cause::Page { .. }), "{error:?}");
        assert_eq!(error.effect(), Effect::None);
    }
    assert_eq!(mock.received().len(), 2);
}

/// What Virtuoso 7.2.5.1 answers when its limit of time ends a query, and when its limit of rows does.
#[test]
fn a_part_of_an_answer_is_not_taken_for_the_whole() {
    let message = "RC...: Returning incomplete results, query interrupted by result timeout.";
    let csv = ("content-type", "text/csv");
    let ended = reply(200, &[csv, ("X-SQL-State", "S1TAT"), ("X-SQL-Message", message)], "\"n\"\n43049\n");
    let cut = reply(200, &[csv, ("X-SPARQL-MaxRows", "10000")], "x\n");
    let (mock, store) = queried(Profile::Virtuoso, [Step::Reply(ended), Step::Reply(cut), with(200, csv, "x\n")]);
    let error = store.query("ASK {}", "text/csv").expect_err("a part");
    assert!(error.to_string().contains(message), "{error}");
    assert_eq!(store.query("ASK {}", "text/csv").expect("rows").cut_after(), Some(10_000));
    assert_eq!(store.query("ASK {}", "text/csv").expect("rows").cut_after(), None);
    assert_eq!(mock.received().len(), 3);
}

#[test]
fn what_is_compressed_unasked_is_not_taken_for_data() {
    let data = ("content-type", "application/n-triples");
    let coded = |coding| Step::Reply(reply(200, &[data, ("content-encoding", coding)], "\u{1f}"));
    let mock = Mock::new([coded("gzip"), coded("identity")]);
    let store = open(options(mock.url()));
    assert!(matches!(cause(&store.get(&graph()).expect_err("compressed")), Cause::Protocol(_)));
    store.get(&graph()).expect("plain");
    let requests = mock.received();
    assert!(requests.iter().all(|it| it.header("accept-encoding").is_none()), "{requests:?}");
}

#[test]
fn a_question_has_no_later_answer() {
    for code in [201, 202, 203, 206] {
        let mock = Mock::new([with(code, ("content-type", "application/n-triples"), "")]);
        assert_eq!(open(options(mock.url())).get(&graph()).expect_err("no data").status(), Some(code));
        assert_eq!(mock.received().len(), 1);
    }
}

#[test]
fn a_missing_graph_is_no_fault_of_delete_but_a_missing_address_is() {
    let page = with(404, ("content-type", "text/html"), PAGE);
    let mock = Mock::new([with(404, ("content-type", "text/plain"), "The graph does not exist"), page]);
    let store = open(options(mock.url()));
    assert_eq!(store.delete(&graph()).expect("nothing to remove"), Written::Absent);
    let error = store.delete(&graph()).expect_err("no store");
    assert_eq!(error.status(), Some(404));
    assert_eq!(mock.received().len(), 2);

    let mock = Mock::new([Step::Act(Box::new(|_| ())), status(404)]);
    let written = open(options(mock.url())).delete(&graph()).expect("it was removed before the connection was cut");
    assert_eq!(written, Written::Absent);
    assert_eq!(mock.received().len(), 2);
}

#[test]
fn a_body_too_large_has_a_way_out() {
    let mock = Mock::new([with(413, ("content-type", "text/html"), "<h1>413 Request Entity Too Large</h1>")]);
    let error = open(options(mock.url())).put(&graph(), &body()).expect_err("too large");
    assert!(error.to_string().contains("413 Payload Too Large"), "{error}");
    assert!(error.help().is_some_and(|help| help.contains("client_max_body_size")), "{error:?}");
    assert_eq!(error.effect(), Effect::None);
    assert_eq!(mock.received().len(), 1);
}

#[test]
fn what_a_refusal_leaves_depends_on_the_store() {
    let cases = [(Profile::Oxigraph, 400, Effect::None), (Profile::Oxigraph, 500, Effect::Unknown)];
    let others = [(Profile::Virtuoso, 400, Effect::Unknown), (Profile::Generic, 400, Effect::Unknown)];
    for (profile, code, effect) in cases.into_iter().chain(others) {
        let mock = Mock::new([status(code)]);
        let error = open(Options { profile, ..options(mock.url()) }).put(&graph(), &body()).expect_err("a refusal");
        assert_eq!(error.effect(), effect, "{profile} {code}");
        assert_eq!(effect == Effect::None, code == 400 && profile.rules().after_refusal == AfterRefusal::Old);
        assert_eq!(mock.received().len(), 1);
    }
}

#[test]
fn data_is_read_to_its_announced_end_or_not_at_all() {
    let whole = Step::Reply(reply(200, &[("content-type", "application/n-triples; charset=utf-8")], "<a> <b> <c> .\n"));
    let short = |head: &'static str| {
        Step::Act(Box::new(move |stream| {
            let head = format!("HTTP/1.1 200 OK\r\ncontent-type: application/n-triples\r\n{head}\r\n");
            stream.write_all(head.as_bytes()).expect("a head");
            stream.write_all(b"5\r\n<a> <").expect("a part of a body");
        }))
    };
    let mock = Mock::new([whole, short("content-length: 100\r\n"), short("transfer-encoding: chunked\r\n")]);
    let store = open(options(mock.url()));
    let mut text = String::new();
    let mut answer = store.get(&graph()).expect("a graph");
    assert_eq!(answer.media_type(), "application/n-triples");
    answer.read_to_string(&mut text).expect("all of it");
    assert_eq!(text, "<a> <b> <c> .\n");
    for what in ["length", "chunk"] {
        let mut answer = store.get(&graph()).expect("a head");
        let cause = answer.read_to_end(&mut Vec::new()).expect_err(what);
        assert!(cause.to_string().contains("the connection was cut"), "{what}: {cause}");
    }
    assert_eq!(mock.received().len(), 3);
}

fn queried(profile: Profile, steps: impl IntoIterator<Item = Step>) -> (Mock, Store) {
    let mock = Mock::new(steps);
    let store = open(Options { profile, query_url: Some(mock.url()), ..options(mock.url()) });
    (mock, store)
}

const JSON: (&str, &str) = ("content-type", "application/sparql-results+json");

fn rows(variable: &str, values: &[&str]) -> String {
    let term = |value: &&str| format!("{{\"{variable}\":{{\"type\":\"literal\",\"value\":\"{value}\"}}}}");
    let rows: Vec<String> = values.iter().map(term).collect();
    format!("{{\"head\":{{\"vars\":[\"{variable}\"]}},\"results\":{{\"bindings\":[{}]}}}}", rows.join(","))
}

#[test]
fn triples_are_counted_by_a_query() {
    let (mock, store) =
        queried(Profile::Oxigraph, [with(200, JSON, &rows("n", &["42"])), with(200, JSON, &rows("n", &["7"]))]);
    assert_eq!(store.count(&graph()).expect("a count"), Some(42));
    assert_eq!(store.count(&Graph::Default).expect("a count"), Some(7));
    let requests = mock.received();
    let named = "/store?query=SELECT%20%28COUNT%28%2A%29%20AS%20%3Fn%29%20WHERE%20%7B%20GRAPH%20%3Curn%3Aexample%3Agraph%3E%20\
                 %7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20%7D";
    assert_eq!((requests[0].method.as_str(), requests[0].target.as_str()), ("GET", named));
    assert!(!requests[1].target.contains("GRAPH"), "{}", requests[1].target);
}

#[test]
fn what_is_no_count_is_an_error() {
    let bad = [
        rows("n", &[]),
        rows("n", &["1", "2"]),
        rows("n", &["many"]),
        rows("m", &["1"]),
        "{}".to_owned(),
        String::new(),
    ];
    let count = bad.len();
    let (mock, store) = queried(Profile::Oxigraph, bad.iter().map(|body| with(200, JSON, body)));
    for text in &bad {
        let error = store.count(&graph()).expect_err(text);
        assert!(matches!(cause(&error), Cause::Answer(_)), "{error:?}");
    }
    assert_eq!(mock.received().len(), count);
}

#[test]
fn graphs_are_listed_in_order_or_not_at_all() {
    let cut = reply(200, &[JSON, ("X-SPARQL-MaxRows", "2")], &rows("g", &["urn:b", "urn:a"]));
    let (mock, store) = queried(Profile::Generic, [with(200, JSON, &rows("g", &["urn:b", "urn:a"])), Step::Reply(cut)]);
    assert_eq!(store.graphs().expect("all"), ["urn:a", "urn:b"]);
    let error = store.graphs().expect_err("cut");
    assert!(error.to_string().contains("cut after 2 rows"), "{error}");
    assert_eq!(mock.received().len(), 2);
}

#[test]
fn a_long_query_travels_in_a_form_and_a_short_one_in_the_address() {
    let csv = ("content-type", "text/csv");
    let (mock, store) =
        queried(Profile::Generic, [with(200, csv, "x\r\n"), with(503, csv, ""), with(200, csv, "x\r\n")]);
    let long = format!("ASK {{ ?s ?p \"é&{}\" }}", "x".repeat(3000));
    for query in ["ASK {}", &long] {
        let mut text = String::new();
        let mut answer = store.query(query, "text/csv;q=1").expect("an answer");
        answer.read_to_string(&mut text).expect("all of it");
        assert_eq!((answer.media_type(), text.as_str()), ("text/csv", "x\r\n"));
    }
    let requests = mock.received();
    assert_eq!(requests[0].target, "/store?query=ASK%20%7B%7D");
    assert_eq!(requests[0].header("accept"), Some("text/csv;q=1"));
    for form in &requests[1..] {
        assert_eq!((form.method.as_str(), form.target.as_str()), ("POST", "/store"));
        assert_eq!(form.header("content-type"), Some("application/x-www-form-urlencoded"));
        assert!(form.body.starts_with(b"query=ASK%20%7B%20%3Fs%20%3Fp%20%22%C3%A9%26xxx"));
    }
    assert_eq!(requests.len(), 3, "a question is asked again");
}

#[test]
fn a_profile_without_an_address_for_queries_says_so() {
    let store = open(options("http://127.0.0.1:1/store".to_owned()));
    assert_eq!(store.count(&graph()).expect("not known"), None);
    for error in
        [store.graphs().map(drop), store.query("ASK {}", "*/*").map(drop)].map(|it| it.expect_err("unsupported"))
    {
        assert!(matches!(error, Error::Unsupported { profile: "generic", .. }), "{error:?}");
    }
}
