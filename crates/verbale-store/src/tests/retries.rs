//! What is sent again, after what wait, and what is not.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use super::mock::{Mock, Step, status, with};
use super::{body, graph, open, options, told};
use crate::{Backoff, Cause, Effect, Error, Observer, Options, Retry, Written};

#[test]
fn passing_faults_of_a_put_are_tried_again_with_waits_that_double() {
    for fault in [408, 429, 502, 503, 504] {
        let mock = Mock::new([status(fault), status(fault), status(204)]);
        let (store, told) = told(options(mock.url()));
        assert_eq!(store.put(&graph(), &body()).expect("the third try"), Written::Done, "{fault}");
        let requests = mock.received();
        assert_eq!(requests.len(), 3, "{fault}");
        assert!(requests.iter().all(|it| it.method == "PUT" && it.body == super::TRIPLE), "{fault}");
        let waits: Vec<Duration> = told.0.lock().expect("a list").iter().map(|(_, wait, _)| *wait).collect();
        assert_eq!(waits, [Duration::from_millis(1), Duration::from_millis(2)], "{fault}");
    }
}

#[test]
fn a_store_that_asks_for_time_gets_it_up_to_the_longest_wait() {
    let date = "Sun, 06 Nov 1994 08:49:37 GMT";
    let by_date = super::mock::reply(429, &[("date", date), ("retry-after", "Sun, 06 Nov 1994 08:59:37 GMT")], "");
    let steps = [with(429, ("retry-after", "0"), ""), with(503, ("Retry-After", "3600"), ""), Step::Reply(by_date)];
    let mock = Mock::new(steps.into_iter().chain([status(201)]));
    let (store, told) = told(options(mock.url()));
    let start = Instant::now();
    assert_eq!(store.put(&graph(), &body()).expect("the fourth try"), Written::Created);
    assert!(start.elapsed() >= Duration::from_millis(80), "two waits of 40 ms");
    let waits: Vec<u128> = told.0.lock().expect("a list").iter().map(|(_, wait, _)| wait.as_millis()).collect();
    assert_eq!(waits, [0, 40, 40]);
    assert_eq!(mock.received().len(), 4);
}

#[test]
fn what_does_not_pass_is_not_tried_again() {
    for fault in [400, 403, 404, 405, 406, 409, 411, 413, 415, 422, 500, 501, 505] {
        let mock = Mock::new([with(fault, ("content-type", "text/plain"), "no such thing")]);
        let store = open(options(mock.url()));
        let error = store.put(&graph(), &body()).expect_err("a refusal");
        assert_eq!(error.status(), Some(fault));
        assert!(error.to_string().contains("«no such thing»"), "{error}");
        assert_eq!(mock.received().len(), 1, "{fault}");
    }
}

#[test]
fn tries_end_and_are_counted() {
    let mock = Mock::new((0..4).map(|_| status(503)));
    let error = open(options(mock.url())).put(&graph(), &body()).expect_err("no more tries");
    assert!(error.to_string().ends_with("(tried 4 times)"), "{error}");
    assert_eq!(error.effect(), Effect::None);
    assert_eq!(mock.received().len(), 4);

    let mock = Mock::new([status(503)]);
    let never = Options { retries: 0, ..options(mock.url()) };
    assert!(open(never).put(&graph(), &body()).is_err());
    assert_eq!(mock.received().len(), 1);
}

#[test]
fn a_cut_connection_is_made_again_for_put_get_and_delete() {
    let mock = Mock::new([Step::Cut, status(204), Step::Cut, status(204), Step::Cut, status(200)]);
    let store = open(options(mock.url()));
    assert_eq!(store.put(&graph(), &body()).expect("the second try"), Written::Done);
    assert_eq!(store.delete(&graph()).expect("the second try"), Written::Done);
    store.get(&graph()).expect("the second try");
    let methods: Vec<String> = mock.received().into_iter().map(|it| it.method).collect();
    assert_eq!(methods, ["PUT", "PUT", "DELETE", "DELETE", "GET", "GET"]);
}

/// The server has all of the body when it closes: the triples may be there, and a second POST could be one too many.
#[test]
fn a_post_is_not_repeated_once_its_body_has_gone_out() {
    let cut = Step::Act(Box::new(|_| ()));
    for (fault, what) in [(cut, "cut"), (status(502), "502"), (status(504), "504"), (status(408), "408")] {
        let mock = Mock::new([fault]);
        let error = open(options(mock.url())).post(&graph(), &body()).expect_err(what);
        assert_eq!(error.effect(), Effect::Unknown, "{what}");
        let requests = mock.received();
        assert_eq!(requests.len(), 1, "{what}");
        assert_eq!(requests[0].body, super::TRIPLE, "{what}");
    }
}

#[test]
fn a_connection_cut_in_the_middle_of_a_body_is_made_again_for_a_put_alone() {
    let large = super::TRIPLE.repeat(400_000);
    let large = crate::Body::bytes(&large);
    let mock = Mock::new([Step::Half(100_000), status(201), Step::Half(100_000)]);
    let store = open(options(mock.url()));
    assert_eq!(store.put(&graph(), &large).expect("the second try"), Written::Created);
    let error = store.post(&graph(), &large).expect_err("begun");
    assert_eq!(error.effect(), Effect::Unknown);
    assert!(error.help().is_some_and(|help| help.contains("too large")), "{error:?}");
    let requests = mock.received();
    let lengths: Vec<usize> = requests.iter().map(|it| it.body.len()).collect();
    assert_eq!(lengths, [100_000, super::TRIPLE.len() * 400_000, 100_000]);
}

/// The store is asked whether it wants a large body, and closes instead: it has nothing of it.
#[test]
fn a_post_that_was_only_announced_is_sent_again() {
    let large = super::TRIPLE.repeat(100_000);
    let mock = Mock::new([Step::Cut, status(204)]);
    let written = open(options(mock.url())).post(&graph(), &crate::Body::bytes(&large)).expect("the second try");
    assert_eq!(written, Written::Done);
    assert_eq!(mock.received().iter().map(|it| it.body.len()).collect::<Vec<_>>(), [0, large.len()]);
}

#[test]
fn a_post_is_repeated_where_the_store_has_turned_it_away() {
    for fault in [429, 503] {
        let mock = Mock::new([status(fault), status(204)]);
        assert_eq!(open(options(mock.url())).post(&graph(), &body()).expect("the second try"), Written::Done);
        assert_eq!(mock.received().len(), 2, "{fault}");
    }
}

#[test]
fn half_a_status_line_is_a_cut_and_the_store_may_have_changed() {
    let cut = || Step::Act(Box::new(|stream| stream.write_all(b"HTTP/1.1 20").expect("a part of an answer")));
    let mock = Mock::new([cut(), cut(), cut(), cut()]);
    let error = open(options(mock.url())).put(&graph(), &body()).expect_err("four cuts");
    assert_eq!(error.effect(), Effect::Unknown);
    let Error::Failed(failure) = &error else { panic!("{error:?}") };
    assert!(matches!(failure.cause, Cause::Cut(_)), "{failure:?}");
    assert_eq!(mock.received().len(), 4);
}

#[test]
fn nobody_at_the_port_leaves_the_store_as_it_is() {
    // No program gets port 1 without asking for it by number.
    let (store, told) = told(options("http://127.0.0.1:1/store".to_owned()));
    for result in [store.put(&graph(), &body()), store.post(&graph(), &body()), store.delete(&graph())] {
        let error = result.expect_err("nobody listens");
        assert_eq!(error.effect(), Effect::None);
        let Error::Failed(failure) = &error else { panic!("{error:?}") };
        assert!(matches!(failure.cause, Cause::Connect(_)), "{failure:?}");
        assert_eq!(failure.attempts, 4);
    }
    assert_eq!(told.0.lock().expect("a list").len(), 9);
}

/// Stops at the third question.
#[derive(Default)]
struct Impatient(AtomicU32);

impl Observer for Impatient {
    fn retry(&self, _: &Retry<'_>) {}

    fn stop(&self) -> bool {
        self.0.fetch_add(1, Ordering::SeqCst) >= 2
    }
}

#[test]
fn a_wait_can_be_ended() {
    let mock = Mock::new([status(503)]);
    let backoff = Backoff { first: Duration::from_secs(600), longest: Duration::from_secs(600) };
    let observer = Some(Arc::<Impatient>::default() as Arc<dyn Observer>);
    let start = Instant::now();
    let error = open(Options { backoff, observer, ..options(mock.url()) }).put(&graph(), &body()).expect_err("stopped");
    assert!(matches!(error, Error::Stopped(_)), "{error:?}");
    assert!(start.elapsed() < Duration::from_secs(20));
    assert!(error.to_string().starts_with("given up: PUT http://"), "{error}");
    assert_eq!(mock.received().len(), 1);
}
