//! What a request is made of.

use std::fs;
use std::io::{self, Cursor, Read, Write};

use flate2::read::GzDecoder;

use super::mock::{Mock, Step, reply, status};
use super::{TRIPLE, body, graph, open, options};
use crate::{Body, Effect, Error, Graph, Method, Options, Profile, Written};

#[test]
fn a_put_names_its_graph_its_media_type_and_its_length() {
    let mock = Mock::new([status(201), status(204), status(204)]);
    let store = open(options(mock.url()));
    let graph = Graph::named("https://example.org/é?a=b&c=d#e").expect("an IRI");
    store.put(&graph, &body()).expect("done");
    store.post(&Graph::Default, &Body::bytes(b"")).expect("done");
    store.delete(&graph).expect("done");
    let requests = mock.received();
    let target = "/store?graph=https%3A%2F%2Fexample.org%2F%C3%A9%3Fa%3Db%26c%3Dd%23e";
    assert_eq!((requests[0].method.as_str(), requests[0].target.as_str()), ("PUT", target));
    assert_eq!(requests[0].header("content-type"), Some("application/n-triples"));
    assert_eq!(requests[0].header("content-length"), Some("26"));
    assert_eq!((requests[1].method.as_str(), requests[1].target.as_str()), ("POST", "/store?default"));
    assert_eq!(requests[1].header("content-length"), Some("0"));
    assert_eq!((requests[2].method.as_str(), requests[2].target.as_str()), ("DELETE", target));
    assert_eq!((requests[2].header("content-type"), requests[2].header("transfer-encoding")), (None, None));
    assert!(requests.iter().all(|it| it.header("authorization").is_none() && it.header("cookie").is_none()));
}

#[test]
fn a_store_serves_several_threads() {
    let mock = Mock::new((0..40).map(|_| status(204)));
    let store = open(options(mock.url()));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope
                .spawn(|| (0..10).for_each(|_| assert_eq!(store.put(&graph(), &body()).expect("done"), Written::Done)));
        }
    });
    assert_eq!(mock.received().len(), 40);
}

#[test]
fn a_description_is_what_is_sent() {
    let mock = Mock::new([status(201), status(201)]);
    for (profile, gzip) in [(Profile::Oxigraph, true), (Profile::Virtuoso, true)] {
        let base = mock.url().trim_end_matches("/store").to_owned();
        let store = open(Options { profile, gzip, ..options(base) });
        let described = store.request(Method::Put, &graph(), Some(&body())).expect("a request");
        assert_eq!(described.length, (profile == Profile::Virtuoso).then_some(26));
        store.put(&graph(), &body()).expect("done");
        let sent = mock.received_so_far().pop().expect("a request");
        assert!(described.url.ends_with(&sent.target), "{} {}", described.url, sent.target);
        for (name, value) in &described.headers {
            assert_eq!(sent.header(name), Some(value.as_str()), "{name}");
        }
        assert_eq!(described.headers.len(), if gzip && profile.rules().gzip { 3 } else { 2 });
    }
    assert_eq!(mock.received().len(), 2);
}

#[test]
fn bodies_are_the_same_bytes_however_they_are_given() {
    let data: Vec<u8> = (0..200_000_u32).flat_map(|i| format!("<urn:{i}> <urn:b> <urn:c> .\n").into_bytes()).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("data.nt");
    fs::write(&path, &data).expect("a file");
    let copy = data.clone();
    let made = |length| {
        let copy = copy.clone();
        Body::made(length, move || Ok(Box::new(Cursor::new(copy.clone()))))
    };
    let bodies = [Body::bytes(&data), Body::file(&path).expect("a file"), made(Some(data.len() as u64)), made(None)];
    for profile in [Profile::Oxigraph, Profile::Virtuoso] {
        let mock = Mock::new((0..bodies.len()).map(|_| status(204)));
        let base = mock.url().trim_end_matches("/store").to_owned();
        let store = open(Options { profile, ..options(base) });
        for body in &bodies {
            store.put(&graph(), body).expect("done");
        }
        let requests = mock.received();
        assert!(requests.iter().all(|it| it.body == data));
        let lengths: Vec<bool> = requests.iter().map(|it| it.header("content-length").is_some()).collect();
        assert_eq!(lengths, [true, true, true, profile == Profile::Virtuoso], "{profile}");
        assert!(requests.iter().all(|it| it.header("expect") == Some("100-continue")));
    }
}

#[test]
fn gzip_is_undone_to_the_same_bytes() {
    let mock = Mock::new([status(201)]);
    let base = mock.url().trim_end_matches("/store").to_owned();
    let data = TRIPLE.repeat(10_000);
    let store = open(Options { profile: Profile::Oxigraph, gzip: true, ..options(base) });
    store.put(&graph(), &Body::bytes(&data)).expect("done");
    let request = &mock.received()[0];
    assert_eq!(request.header("content-encoding"), Some("gzip"));
    assert!(request.body.len() < data.len() / 10, "{}", request.body.len());
    let mut plain = Vec::new();
    GzDecoder::new(request.body.as_slice()).read_to_end(&mut plain).expect("gzip");
    assert_eq!(plain, data);
}

#[test]
fn a_file_that_changes_on_its_way_is_an_error_and_not_a_graph() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("data.nt");
    for (now, what, gzip) in [(3, "shorter", false), (9, "longer", false), (3, "shorter", true), (9, "longer", true)] {
        fs::write(&path, TRIPLE.repeat(5)).expect("a file");
        let body = Body::file(&path).expect("a file");
        fs::write(&path, TRIPLE.repeat(now)).expect("a file");
        let mock = Mock::new([]);
        let profile = if gzip { Profile::Oxigraph } else { Profile::Generic };
        let error = open(Options { profile, gzip, ..options(mock.url()) }).put(&graph(), &body).expect_err(what);
        assert!(matches!(error, Error::Body { .. }), "{what}: {error:?}");
        assert!(error.to_string().contains("it changed while it was sent"), "{what}: {error}");
        assert_eq!(error.effect(), Effect::Unknown);
        assert!(mock.received_so_far().iter().all(|it| it.body.len() < TRIPLE.len() * 5), "{what}");
    }
    assert!(Body::file(&folder.path().join("none")).is_err());
    assert!(Body::file(folder.path()).is_err());
}

#[test]
fn data_that_cannot_be_read_is_an_error_and_is_not_tried_again() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let mock = Mock::new([]);
    let (store, told) = super::told(options(mock.url()));
    let broken = Body::made(Some(10), || Ok(Box::new(Broken)));
    let missing = Body::made(Some(10), || Err(io::Error::other("the disk is gone")));
    let unmeasured = Body::made(None, || Ok(Box::new(Broken)));
    for body in [broken, missing, unmeasured] {
        let error = store.put(&graph(), &body).expect_err("no data");
        assert!(error.to_string().contains("the disk is gone"), "{error}");
    }
    assert_eq!(told.0.lock().expect("a list").len(), 0);
}

#[test]
fn a_whole_dataset_is_replaced_only_where_that_is_known() {
    for profile in Profile::ALL {
        let mock = Mock::new(profile.rules().dataset.map(|_| status(204)));
        let url = mock.url().replace("/store", if profile.rules().has_path { "/store" } else { "" });
        let store = open(Options { profile, ..options(url) });
        let described = store.dataset_request(&body());
        match store.replace_dataset(&body()) {
            Ok(written) => {
                assert_eq!(written, Written::Done);
                let request = &mock.received()[0];
                assert_eq!(
                    (request.method.as_str(), request.header("content-type")),
                    ("PUT", Some("application/n-quads"))
                );
                assert!(!request.target.contains('?'), "{}", request.target);
                assert!(described.is_ok_and(|it| it.url.ends_with(&request.target)));
            }
            Err(error) => {
                assert!(matches!(error, Error::Unsupported { .. }), "{error:?}");
                assert!(described.is_err());
                assert_eq!(mock.received().len(), 0);
            }
        }
    }
}

#[test]
fn a_store_that_does_not_know_expectations_gets_the_body_without_one() {
    let mock = Mock::new([Step::Early(reply(417, &[("connection", "close")], "")), status(201)]);
    let large = vec![b'\n'; 2 << 20];
    open(options(mock.url())).put(&graph(), &Body::bytes(&large)).expect("done");
    let requests = mock.received();
    assert_eq!(requests.iter().map(|it| it.header("expect").is_some()).collect::<Vec<_>>(), [true, false]);
    assert_eq!(requests[1].body.len(), large.len());
}

#[test]
fn a_refusal_of_a_large_body_is_heard_before_it_is_sent() {
    let mock = Mock::new([Step::Early(reply(413, &[("connection", "close")], "too large"))]);
    let large = vec![b'\n'; 8 << 20];
    let error = open(options(mock.url())).put(&graph(), &Body::bytes(&large)).expect_err("refused");
    assert_eq!((error.status(), error.effect()), (Some(413), Effect::None));
    assert_eq!(mock.received().len(), 1);
}

#[test]
fn an_answer_in_many_small_pieces_is_one_answer() {
    let mock = Mock::new([Step::Act(Box::new(|stream| {
        let text = reply(200, &[("content-type", "application/n-triples")], "<a> <b> <c> .\n");
        for byte in text.as_bytes() {
            stream.write_all(&[*byte]).expect("a byte");
        }
    }))]);
    let mut text = String::new();
    open(options(mock.url())).get(&graph()).expect("a head").read_to_string(&mut text).expect("all of it");
    assert_eq!(text, "<a> <b> <c> .\n");
    assert_eq!(mock.received().len(), 1);
}
