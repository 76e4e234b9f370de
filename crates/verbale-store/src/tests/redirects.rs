//! Where a redirect is followed, and what goes with it.

use super::mock::{Mock, Received, Step, status, with};
use super::{body, graph, open, options};
use crate::{Cause, Credentials, Effect, Error, Options, Profile, Secret, Written};

const CANARY: &str = "canary-7f3a";

fn bearer(url: String) -> Options {
    Options { credentials: Credentials::Bearer(Secret::new(CANARY.to_owned())), ..options(url) }
}

fn basic(url: String) -> Options {
    let credentials = Credentials::Password { user: "ali".to_owned(), password: Secret::new(CANARY.to_owned()) };
    Options { credentials, profile: Profile::Stardog, ..options(url) }
}

fn to(code: u16, location: &str) -> Step {
    with(code, ("location", location), "")
}

fn authorised(requests: &[Received]) -> Vec<bool> {
    requests.iter().map(|it| it.header("authorization").is_some()).collect()
}

fn reason(error: &Error) -> &'static str {
    match error {
        Error::Failed(failure) => match failure.cause {
            Cause::Redirect { reason, .. } => reason,
            ref other => panic!("no redirect: {other:?}"),
        },
        other => panic!("not of the store: {other:?}"),
    }
}

#[test]
fn on_the_same_host_a_put_goes_on_with_its_body_and_credentials() {
    for code in [307, 308] {
        let mock = Mock::new([to(code, "/moved?graph=urn%3Aexample%3Agraph"), status(201)]);
        assert_eq!(open(bearer(mock.url())).put(&graph(), &body()).expect("followed"), Written::Created);
        let requests = mock.received();
        assert_eq!(requests[1].target, "/moved?graph=urn%3Aexample%3Agraph");
        assert!(requests.iter().all(|it| it.method == "PUT" && it.body == super::TRIPLE));
        assert_eq!(authorised(&requests), [true, true]);
    }
}

#[test]
fn on_another_port_no_secret_arrives() {
    for make in [bearer, basic] {
        let other = Mock::new([status(201), with(200, ("content-type", "application/n-triples"), "")]);
        let mock = Mock::new([to(307, &other.url()), to(302, &other.url())]);
        let store = open(make(mock.url()));
        assert_eq!(store.put(&graph(), &body()).expect("followed"), Written::Created);
        store.get(&graph()).expect("followed");
        assert_eq!(authorised(&mock.received()), [true, true]);
        let arrived = other.received();
        assert_eq!(authorised(&arrived), [false, false]);
        assert!(!format!("{arrived:?}").contains(CANARY), "{arrived:?}");
    }
}

#[test]
fn another_host_that_asks_for_the_password_does_not_get_it() {
    for challenge in ["Basic realm=\"x\"", "Digest realm=\"x\", nonce=\"n\", qop=\"auth\""] {
        let other = Mock::new([with(401, ("www-authenticate", challenge), "")]);
        let mock = Mock::new([to(307, &other.url())]);
        let generic = Options { profile: Profile::Generic, ..basic(mock.url()) };
        let error = open(generic).put(&graph(), &body()).expect_err("not proved");
        assert_eq!(error.status(), Some(401));
        assert!(error.to_string().contains("another host"), "{error}");
        assert_eq!(authorised(&other.received()), [false]);
        assert_eq!(mock.received().len(), 1);
    }
}

#[test]
fn credentials_come_back_where_the_way_leads_home() {
    let home = Mock::new([]);
    let away = Mock::new([to(307, &format!("{}/again", home.url()))]);
    home.add([to(307, &away.url()), status(204)]);
    assert_eq!(open(bearer(home.url())).put(&graph(), &body()).expect("followed"), Written::Done);
    assert_eq!(authorised(&away.received()), [false]);
    let requests = home.received();
    assert_eq!(authorised(&requests), [true, true]);
    assert_eq!(requests[1].target, "/store/again");
}

/// The name of a host counts, not the machine that it leads to.
#[test]
fn another_name_of_the_same_machine_gets_no_secret() {
    let mock = Mock::new([]);
    mock.add([to(307, &mock.url().replace("127.0.0.1", "localhost")), status(204)]);
    assert_eq!(open(bearer(mock.url())).put(&graph(), &body()).expect("followed"), Written::Done);
    assert_eq!(authorised(&mock.received()), [true, false]);
}

/// The address of queries may be another machine's: the credentials are not for it.
#[test]
fn an_address_of_queries_elsewhere_gets_no_secret() {
    let csv = ("content-type", "text/csv");
    let asks = with(401, ("www-authenticate", "Basic realm=\"x\""), "");
    let (elsewhere, home) = (Mock::new([with(200, csv, ""), asks]), Mock::new([with(200, csv, "")]));
    for make in [bearer, basic] {
        let store = open(Options { query_url: Some(elsewhere.url()), ..make(home.url()) });
        let _ = store.query("ASK {}", "text/csv");
    }
    assert_eq!(authorised(&elsewhere.received()), [false, false]);
    let store = open(Options { query_url: Some(home.url()), ..bearer(home.url()) });
    store.query("ASK {}", "text/csv").expect("at home");
    assert_eq!(authorised(&home.received()), [true]);
}

#[test]
fn a_change_does_not_become_another_request() {
    for code in [301, 302, 303] {
        let mock = Mock::new([to(code, "/other"), to(code, "/other"), to(code, "/other")]);
        let store = open(options(mock.url()));
        for result in [store.put(&graph(), &body()), store.post(&graph(), &body()), store.delete(&graph())] {
            let error = result.expect_err("not followed");
            assert_eq!(reason(&error), "the request would become another one");
            assert_eq!(error.effect(), Effect::None);
        }
        assert_eq!(mock.received().len(), 3);
    }
}

#[test]
fn a_question_in_a_form_becomes_a_get_by_303_alone() {
    let csv = ("content-type", "text/csv");
    let mock = Mock::new([to(303, "/results/1"), with(200, csv, "x\r\n"), to(302, "/results/2")]);
    let store = open(Options { query_url: Some(mock.url()), ..options(mock.url()) });
    let long = format!("ASK {{}} # {}", "x".repeat(3000));
    store.query(&long, "text/csv").expect("followed");
    assert_eq!(
        reason(&store.query(&long, "text/csv").expect_err("not followed")),
        "the request would become another one"
    );
    let requests = mock.received();
    let methods: Vec<&str> = requests.iter().map(|it| it.method.as_str()).collect();
    assert_eq!(methods, ["POST", "GET", "POST"]);
    assert_eq!((requests[1].target.as_str(), requests[1].header("content-type")), ("/results/1", None));
    assert_eq!(requests[1].header("content-length"), None);
}

#[test]
fn what_leads_out_of_safety_is_not_followed() {
    let cases = [
        ("http://store.example.org/", "it leads to plain HTTP on another machine"),
        ("http://ali:sesame@127.0.0.1/", "it leads to no address of a store"),
        ("ftp://127.0.0.1/", "it leads to no address of a store"),
        ("javascript:alert(1)", "it leads to no address of a store"),
        ("http://[::1", "it leads to no address of a store"),
        ("", "it does not say where to"),
    ];
    for (location, expected) in cases {
        let mock = Mock::new([to(307, location)]);
        let error = open(bearer(mock.url())).put(&graph(), &body()).expect_err(location);
        assert_eq!(reason(&error), expected, "{location}");
        assert_eq!(mock.received().len(), 1, "{location}");
    }
}

#[test]
fn a_circle_ends() {
    let mock = Mock::new((0..6).map(|_| to(307, "/store?graph=x")));
    let error = open(options(mock.url())).put(&graph(), &body()).expect_err("a circle");
    assert_eq!(reason(&error), "it is one too many");
    assert_eq!(mock.received().len(), 6);
}
