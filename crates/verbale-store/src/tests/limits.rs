//! Time, bytes, and servers that have neither end.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::mock::{Mock, Step, reply};
use super::{body, graph, open, options};
use crate::{Cause, Credentials, Effect, Error, Limit, Options, Secret, Timeouts};

fn within(idle: u64, whole: u64, url: String) -> Options {
    let (idle, whole) = (Duration::from_millis(idle), Duration::from_millis(whole));
    let timeouts = Timeouts { connect: Duration::from_secs(5), idle, whole };
    Options { retries: 0, timeouts, ..options(url) }
}

/// Writes the head, and then one byte after the other for as long as somebody reads.
fn drip(head: &'static str, pause: u64) -> Step {
    Step::Act(Box::new(move |stream: &mut TcpStream| {
        let _ = stream.write_all(head.as_bytes());
        while stream.write_all(b"x").is_ok() {
            thread::sleep(Duration::from_millis(pause));
        }
    }))
}

/// Keeps the connection, and says nothing.
fn silence() -> Step {
    Step::Act(Box::new(|stream: &mut TcpStream| {
        let _ = stream.read(&mut [0]);
    }))
}

fn limit(error: &Error) -> Limit {
    match error {
        Error::Failed(failure) => match failure.cause {
            Cause::Timeout(limit) => limit,
            ref other => panic!("no limit of time: {other:?}"),
        },
        other => panic!("not of the store: {other:?}"),
    }
}

#[test]
fn a_silent_store_is_left_after_a_while() {
    let mock = Mock::new([silence()]);
    let start = Instant::now();
    let error = open(within(200, 60_000, mock.url())).put(&graph(), &body()).expect_err("silence");
    assert_eq!(limit(&error), Limit::Idle);
    assert_eq!(error.effect(), Effect::Unknown);
    assert!(start.elapsed() < Duration::from_secs(20));
    assert_eq!(mock.received().len(), 1);
}

#[test]
fn a_store_that_reads_nothing_is_left_after_a_while() {
    let large = vec![b'\n'; 32 << 20];
    let mock = Mock::new([Step::Stall]);
    let start = Instant::now();
    let error = open(within(200, 60_000, mock.url())).put(&graph(), &crate::Body::bytes(&large)).expect_err("a stall");
    assert_eq!(limit(&error), Limit::Idle);
    assert!(start.elapsed() < Duration::from_secs(20));
    assert_eq!(mock.received().len(), 1);
}

#[test]
fn a_slow_drip_is_ended_by_the_limit_of_the_whole() {
    for head in ["HTTP/1.1 200 OK\r\nx: ", "HTTP/1.1 500 No\r\ncontent-length: 99999\r\n\r\n"] {
        let mock = Mock::new([drip(head, 20)]);
        let start = Instant::now();
        let error = open(within(5_000, 600, mock.url())).put(&graph(), &body()).expect_err("a drip");
        assert!(start.elapsed() < Duration::from_secs(20), "{head}");
        assert!(start.elapsed() >= Duration::from_millis(500), "{head}");
        if head.contains("500") {
            assert_eq!(error.status(), Some(500));
        } else {
            assert_eq!(limit(&error), Limit::Whole);
        }
        assert_eq!(mock.received().len(), 1);
    }
}

#[test]
fn a_slow_drip_of_data_is_ended_too() {
    let mock = Mock::new([drip("HTTP/1.1 200 OK\r\ncontent-type: application/n-triples\r\n\r\n", 20)]);
    let mut answer = open(within(5_000, 600, mock.url())).get(&graph()).expect("a head");
    let cause = answer.read_to_end(&mut Vec::new()).expect_err("a drip");
    assert!(cause.to_string().contains("not done in time"), "{cause}");
    assert_eq!(mock.received().len(), 1);
}

/// Writes the head, and then as much as somebody reads.
fn endless(head: &'static str) -> Step {
    Step::Act(Box::new(move |stream: &mut TcpStream| {
        let _ = stream.write_all(head.as_bytes());
        while stream.write_all(&[b'x'; 4096]).is_ok() {}
    }))
}

#[test]
fn an_endless_refusal_is_quoted_from_its_start() {
    for head in ["HTTP/1.1 400 No\r\n\r\n", "HTTP/1.1 400 No\r\ncontent-length: 18446744073709551615\r\n\r\n"] {
        let mock = Mock::new([endless(head)]);
        let error = open(within(5_000, 60_000, mock.url())).put(&graph(), &body()).expect_err("a refusal");
        assert_eq!(error.status(), Some(400), "{error}");
        assert!(error.to_string().chars().count() < 600, "{error}");
        assert_eq!(mock.received().len(), 1);
    }
}

#[test]
fn an_endless_success_is_success() {
    let mock = Mock::new([endless("HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\n")]);
    open(within(5_000, 60_000, mock.url())).put(&graph(), &body()).expect("done");
    assert_eq!(mock.received().len(), 1);
}

#[test]
fn an_answer_is_cut_at_its_limit_and_not_before() {
    let data = |length: usize| Step::Reply(reply(200, &[("content-type", "text/csv")], &"x".repeat(length)));
    let mock = Mock::new([data(1000), data(1001), endless("HTTP/1.1 200 OK\r\n\r\n")]);
    let store = open(Options { longest_response: 1000, ..options(mock.url()) });
    let mut text = Vec::new();
    store.get(&graph()).expect("a head").read_to_end(&mut text).expect("just as much as may be");
    assert_eq!(text.len(), 1000);
    for _ in 0..2 {
        let mut text = Vec::new();
        let cause = store.get(&graph()).expect("a head").read_to_end(&mut text).expect_err("too long");
        assert!(cause.to_string().contains("longer than 1000 bytes"), "{cause}");
        assert!(text.len() <= 1000, "{}", text.len());
    }
    assert_eq!(mock.received().len(), 3);
}

#[test]
fn endless_headers_are_an_error() {
    let mock = Mock::new([endless("HTTP/1.1 200 OK\r\nx: ")]);
    let error = open(within(5_000, 60_000, mock.url())).put(&graph(), &body()).expect_err("no end");
    assert!(matches!(&error, Error::Failed(failure) if matches!(failure.cause, Cause::Protocol(_))), "{error:?}");
    assert_eq!(mock.received().len(), 1);
}

#[test]
fn what_is_not_http_is_an_error() {
    for text in [
        "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/1.1 99999 OK\r\n\r\n",
        "\u{1b}[2J\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
    ] {
        let mock = Mock::new([Step::Act(Box::new(move |stream| {
            let _ = stream.write_all(text.as_bytes());
        }))]);
        let error = open(Options { retries: 0, ..options(mock.url()) }).put(&graph(), &body()).expect_err(text);
        assert!(!error.to_string().contains(char::is_control), "{error:?}");
        assert_eq!(error.effect(), Effect::Unknown, "{error}");
        assert_eq!(mock.received().len(), 1);
    }
}

/// The pieces that responses are made of, in no order that makes sense.
fn nonsense() -> impl Strategy<Value = Vec<u8>> {
    let pieces = [
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.0 204 No\r\n",
        "HTTP/1.1 401 No\r\n",
        "HTTP/1.1 307 Go\r\n",
        "HTTP/1.1 304 Old\r\n",
        "HTTP/1.1 417 No\r\n",
        "HTTP/1.1 500 No\r\n",
        "transfer-encoding: chunked\r\n",
        "content-length: 5\r\n",
        "content-length: 18446744073709551615\r\n",
        "content-encoding: gzip\r\n",
        "connection: close\r\n",
        "www-authenticate: Digest realm=\"\u{1}\", nonce=\r\n",
        "location: \u{9b}//[\r\n",
        "retry-after: 99999999999999999999\r\n",
        "\r\n",
        "5\r\nhello\r\n",
        "ffffffffffffffff\r\n",
        "0\r\n\r\n",
        "\u{1b}[2J",
    ];
    let known = proptest::sample::select(pieces.map(str::as_bytes).map(<[u8]>::to_vec).to_vec());
    let piece = prop_oneof![8 => known, 1 => prop::collection::vec(any::<u8>(), 0..12)];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn nonsense_is_an_error_or_an_answer(first in nonsense(), begins: bool) {
        let text = if begins { [b"HTTP/1.1 200 OK\r\n", first.as_slice()].concat() } else { first };
        let act = |text: Vec<u8>| Step::Act(Box::new(move |stream: &mut TcpStream| {
            let _ = stream.write_all(&text);
        }));
        let mock = Mock::new([act(text.clone()), act(text)]);
        let credentials = Credentials::Password { user: "ali".to_owned(), password: Secret::new("sesame".to_owned()) };
        let store = open(Options { credentials, longest_response: 100, ..within(2_000, 4_000, mock.url()) });
        let put = store.put(&graph(), &body()).err().map(|error| error.to_string());
        let got = store.get(&graph()).map(|answer| answer.take(1000).read_to_end(&mut Vec::new()));
        let got = got.map_or_else(|error| Some(error.to_string()), |read| read.err().map(|cause| cause.to_string()));
        for shown in [put, got].into_iter().flatten() {
            prop_assert!(!shown.contains(char::is_control) && shown.chars().count() < 4000, "{}", shown);
        }
        prop_assert!(!mock.received_so_far().is_empty());
    }
}
