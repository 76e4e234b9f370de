//! Basic, Digest and Bearer, as stores ask for them.

use super::mock::{Mock, Received, Step, status, with};
use super::{body, graph, open, options};
use crate::{Body, Cause, Credentials, Effect, Error, Options, Profile, Secret, Written};

fn ali(url: String, profile: Profile) -> Options {
    let password = Secret::new("open sesame".to_owned());
    Options { profile, credentials: Credentials::Password { user: "ali".to_owned(), password }, ..options(url) }
}

/// The base address of the same server, for profiles that add a path.
fn base(mock: &Mock) -> String {
    mock.url().trim_end_matches("/store").to_owned()
}

fn asks(challenge: &str) -> Step {
    with(401, ("www-authenticate", challenge), "who are you?")
}

fn digest(nonce: &str, more: &str) -> Step {
    asks(&format!("Digest realm=\"SPARQL\", nonce=\"{nonce}\", qop=\"auth\", algorithm=\"MD5\", opaque=\"o\"{more}"))
}

fn field<'a>(request: &'a Received, name: &str) -> &'a str {
    let header = request.header("authorization").expect("an authorisation");
    let value = header.split(&format!("{name}=")).nth(1).unwrap_or_else(|| panic!("no {name} in {header}"));
    value.trim_start_matches('"').split(['"', ',']).next().expect("a value")
}

fn refusal(error: &Error) -> &'static str {
    match error {
        Error::Failed(failure) => match failure.cause {
            Cause::Challenge { reason, .. } => reason,
            ref other => panic!("no challenge: {other:?}"),
        },
        other => panic!("not of the store: {other:?}"),
    }
}

#[test]
fn basic_waits_until_it_is_asked_for_and_is_remembered() {
    let mock = Mock::new([asks("Basic realm=\"x\""), status(201), status(204)]);
    let store = open(ali(mock.url(), Profile::Generic));
    assert_eq!(store.put(&graph(), &body()).expect("proved"), Written::Created);
    assert_eq!(store.put(&graph(), &body()).expect("proved"), Written::Done);
    let shown: Vec<Option<String>> =
        mock.received().iter().map(|it| it.header("authorization").map(str::to_owned)).collect();
    // The base64 of «ali:open sesame», by `printf | base64`.
    let basic = Some("Basic YWxpOm9wZW4gc2VzYW1l".to_owned());
    assert_eq!(shown, [None, basic.clone(), basic]);
}

#[test]
fn basic_is_shown_at_once_where_the_profile_says_so() {
    let mock = Mock::new([status(201)]);
    assert_eq!(open(ali(mock.url(), Profile::Stardog)).put(&graph(), &body()).expect("proved"), Written::Created);
    assert!(mock.received()[0].header("authorization").is_some_and(|it| it.starts_with("Basic ")));
}

#[test]
fn a_digest_is_answered_counted_and_begun_anew_when_its_nonce_is_stale() {
    let mock = Mock::new([
        digest("one", ""),
        status(201),
        status(200),
        digest("two", ", stale=\"true\""),
        status(200),
        status(200),
    ]);
    let store = open(ali(base(&mock), Profile::Virtuoso));
    for _ in 0..3 {
        store.put(&graph(), &body()).expect("proved");
    }
    store.delete(&graph()).expect("proved");
    let requests = mock.received();
    assert_eq!(requests[0].header("authorization"), None);
    let proofs: Vec<(&str, &str)> = requests[1..].iter().map(|it| (field(it, "nonce"), field(it, "nc"))).collect();
    let expected =
        [("one", "00000001"), ("one", "00000002"), ("one", "00000003"), ("two", "00000001"), ("two", "00000002")];
    assert_eq!(proofs, expected);
    for request in &requests[1..] {
        assert_eq!(field(request, "uri"), request.target);
        assert_eq!((field(request, "username"), field(request, "opaque")), ("ali", "o"));
        assert_eq!(field(request, "response"), expected_response(request));
    }
    // Before the challenge no body goes out.
    assert_eq!((&*requests[0].method, &*requests[0].body), ("POST", &b""[..]));
    assert!(requests[1..5].iter().all(|it| it.body == super::TRIPLE));
}

/// As Virtuoso does: it answers and closes before it has read the body.
#[test]
fn a_store_that_closes_after_its_challenge_has_no_body_to_cut() {
    let Step::Reply(challenge) = digest("one", "") else { panic!("a reply") };
    let mock = Mock::new([Step::Early(challenge), status(201)]);
    let large = super::TRIPLE.repeat(40_000);
    let store = open(Options { retries: 0, ..ali(base(&mock), Profile::Virtuoso) });
    assert_eq!(store.put(&graph(), &Body::bytes(&large)).expect("proved"), Written::Created);
    let requests = mock.received();
    assert_eq!((requests.len(), requests[1].body.len()), (2, large.len()));
}

#[test]
fn a_nonce_that_was_sent_with_a_body_that_was_cut_is_asked_for_anew() {
    let mock = Mock::new([digest("one", ""), Step::Cut, digest("two", ""), status(201)]);
    let store = open(Options { retries: 1, ..ali(base(&mock), Profile::Virtuoso) });
    assert_eq!(store.put(&graph(), &body()).expect("proved"), Written::Created);
    let requests = mock.received();
    let shown = |at: usize| requests[at].header("authorization").is_some();
    assert_eq!([0, 1, 2, 3].map(shown), [false, true, false, true]);
    assert_eq!((field(&requests[1], "nonce"), field(&requests[3], "nonce")), ("one", "two"));
}

/// RFC 7616, 3.4.1, written out for these requests.
fn expected_response(request: &Received) -> String {
    use md5::{Digest, Md5};
    let hash = |text: String| format!("{:032x}", u128::from_be_bytes(Md5::digest(text).into()));
    let key = hash("ali:SPARQL:open sesame".to_owned());
    let target = hash(format!("{}:{}", request.method, request.target));
    let (nonce, count, own) = (field(request, "nonce"), field(request, "nc"), field(request, "cnonce"));
    hash(format!("{key}:{nonce}:{count}:{own}:auth:{target}"))
}

/// What a Virtuoso shows at `/sparql` is what anybody may see.
#[test]
fn with_a_password_private_graphs_are_counted() {
    let count = "{\"results\":{\"bindings\":[{\"n\":{\"value\":\"3\"}}]}}";
    let json = ("content-type", "application/sparql-results+json");
    let mock = Mock::new([digest("one", ""), with(200, json, count), with(200, json, count)]);
    let known = open(ali(base(&mock), Profile::Virtuoso));
    assert_eq!(known.count(&graph()).expect("proved"), Some(3));
    let unknown = open(Options { profile: Profile::Virtuoso, ..options(base(&mock)) });
    assert_eq!(unknown.count(&graph()).expect("a count"), Some(3));
    let requests = mock.received();
    let paths: Vec<&str> = requests.iter().filter_map(|it| it.target.split('?').next()).collect();
    assert_eq!(paths, ["/sparql-auth", "/sparql-auth", "/sparql"]);
    assert_eq!(field(&requests[1], "response"), expected_response(&requests[1]));
}

#[test]
fn a_wrong_password_is_not_tried_twice() {
    let wrong = "user name or password is not accepted";
    for (steps, tries) in [
        (vec![digest("one", ""), digest("two", "")], 2),
        (vec![digest("one", ""), digest("one", ", stale=true")], 2),
        (vec![asks("Basic realm=\"x\""), asks("Basic realm=\"x\"")], 2),
        (vec![digest("one", ""), asks("Basic realm=\"x\"")], 2),
    ] {
        let mock = Mock::new(steps);
        let error = open(ali(mock.url(), Profile::Generic)).put(&graph(), &body()).expect_err("refused");
        assert_eq!(refusal(&error), wrong);
        assert!(error.to_string().contains("«who are you?»"), "{error}");
        assert_eq!(error.effect(), Effect::None);
        assert_eq!(mock.received().len(), tries);
    }
}

#[test]
fn nonces_that_are_always_stale_come_to_an_end() {
    let mock = Mock::new((0..4).map(|i| digest(&format!("n{i}"), ", stale=true")));
    let error = open(ali(mock.url(), Profile::Generic)).put(&graph(), &body()).expect_err("a circle");
    assert_eq!(refusal(&error), "the store asks for the credentials again and again");
    assert_eq!(mock.received().len(), 4);
}

#[test]
fn a_401_that_cannot_be_answered_says_why() {
    let token = Credentials::Bearer(Secret::new("t".to_owned()));
    let cases = [
        (Profile::Generic, None, "Basic realm=x", "the store wants credentials, and none are given"),
        (Profile::Generic, Some(token), "Bearer error=\"invalid_token\"", "the token is not accepted"),
    ];
    for (profile, credentials, challenge, expected) in cases {
        let mock = Mock::new([asks(challenge)]);
        let credentials = credentials.unwrap_or_default();
        let store = open(Options { profile, credentials, ..options(mock.url()) });
        assert_eq!(refusal(&store.put(&graph(), &body()).expect_err("refused")), expected);
        assert_eq!(mock.received().len(), 1);
    }
}

#[test]
fn a_401_without_a_challenge_gets_no_password() {
    let cases = [
        (Profile::Generic, status(401), "the store does not say how it wants the password (no WWW-Authenticate)"),
        (Profile::Generic, asks("Negotiate"), "the store wants the password in a way that is not known here"),
        (
            Profile::Generic,
            asks("Digest realm=x, nonce=n, qop=\"auth-int\""),
            "the store wants the password in a way that is not known here",
        ),
        (
            Profile::Virtuoso,
            asks("Basic realm=x"),
            "the store asks for the password in the clear (Basic), which is not done for stores of this profile",
        ),
    ];
    for (profile, step, expected) in cases {
        let mock = Mock::new([step]);
        let store = open(ali(base(&mock), profile));
        assert_eq!(refusal(&store.put(&graph(), &body()).expect_err("refused")), expected);
        let requests = mock.received();
        assert_eq!((requests.len(), requests[0].header("authorization")), (1, None));
    }
}

#[test]
fn a_token_goes_with_every_request() {
    let mock = Mock::new([status(201), status(200)]);
    let credentials = Credentials::Bearer(Secret::new("abc.def".to_owned()));
    let store = open(Options { credentials, ..options(mock.url()) });
    store.put(&graph(), &body()).expect("proved");
    store.delete(&graph()).expect("proved");
    assert!(mock.received().iter().all(|it| it.header("authorization") == Some("Bearer abc.def")));
}

/// A large body is announced first, so that a store which wants a password says so before it is sent.
#[test]
fn a_large_body_is_sent_once_where_the_store_asks_first() {
    let large = vec![b'\n'; 3 << 20];
    let mock = Mock::new([
        Step::Early(super::mock::reply(401, &[("www-authenticate", "Basic realm=x"), ("connection", "close")], "")),
        status(201),
    ]);
    let store = open(ali(mock.url(), Profile::Generic));
    assert_eq!(store.put(&graph(), &crate::Body::bytes(&large)).expect("proved"), Written::Created);
    let requests = mock.received();
    assert!(requests.iter().all(|it| it.header("expect") == Some("100-continue")));
    assert_eq!(requests.iter().map(|it| it.body.len()).collect::<Vec<_>>(), [0, large.len()]);
}
