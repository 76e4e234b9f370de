//! JSON-LD contexts: none is fetched, none is taken from a place that the command line does not name.

use super::bounded::{Folder, Outcome, repeated};

const DOCUMENT: &str = r#"{"@context": "https://x.example/c.jsonld", "@id": "https://x.example/a", "p": "v"}"#;
const CONTEXT: &str = r#"{"@context": {"p": "https://x.example/p"}}"#;
/// Finds the one value that the context gives a property to.
const SHAPES: &str = ":S a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:maxCount 0 ] .";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.turtle("shapes.ttl", SHAPES);
    folder.write("d.jsonld", DOCUMENT);
    folder.write("c.jsonld", CONTEXT);
    folder
}

fn check(folder: &Folder, arguments: &[&str]) -> Outcome {
    folder.check(&[&["d.jsonld", "--no-default-shapes", "--shapes", "shapes.ttl"], arguments].concat())
}

#[test]
fn a_context_that_is_given_is_read() {
    let outcome = check(&folder(), &["--context", "https://x.example/c.jsonld=c.jsonld"]);
    assert_eq!(outcome.complaint(1, &["MaxCountConstraintComponent"]), None);
}

#[test]
fn a_context_that_is_not_given_is_asked_for() {
    for arguments in [&[][..], &["--context", "https://x.example/other=c.jsonld"]] {
        let outcome = check(&folder(), arguments);
        assert_eq!(outcome.complaint(1, &["https://x.example/c.jsonld", "--context"]), None, "{arguments:?}");
    }
}

#[test]
fn wrong_forms_of_the_option_are_usage_errors() {
    let folder = folder();
    folder.write("broken.jsonld", "{\"@context\": {");
    folder.write("none.jsonld", "{\"p\": \"https://x.example/p\"}");
    folder.write("number.jsonld", "{\"@context\": 7}");
    for value in [
        "https://x.example/c.jsonld",
        "c.jsonld",
        "=c.jsonld",
        "https://x.example/c.jsonld=",
        "not an iri=c.jsonld",
        "relative=c.jsonld",
        "https://x.example/c.jsonld=absent.jsonld",
        "https://x.example/c.jsonld=broken.jsonld",
        "https://x.example/c.jsonld=none.jsonld",
        "https://x.example/c.jsonld=.",
    ] {
        let outcome = check(&folder, &["--context", value]);
        assert_eq!(outcome.complaint(2, &["error"]), None, "{value}");
        assert_eq!(outcome.stdout, "", "{value}");
    }
    let outcome = check(&folder, &["--context", "https://x.example/c.jsonld=number.jsonld"]);
    assert!(matches!(outcome.code, Some(1 | 2)), "{outcome:?}");
}

/// Files of this machine are no contexts either, whatever names them.
#[test]
fn contexts_name_no_files() {
    let folder = folder();
    folder.write("secret.json", r#"{"@context": {"p": "https://secret.example/p"}}"#);
    let secret = folder.path("secret.json");
    let secret = secret.to_str().unwrap();
    for context in [
        format!("\"file://{secret}\""),
        "\"secret.json\"".to_owned(),
        "\"./secret.json\"".to_owned(),
        "[\"secret.json\"]".to_owned(),
        "{\"@version\": 1.1, \"@import\": \"secret.json\"}".to_owned(),
        "{\"x\": {\"@id\": \"https://x.example/x\", \"@context\": \"secret.json\"}}".to_owned(),
    ] {
        folder.write(
            "d.jsonld",
            format!(r#"{{"@context": {context}, "@id": "https://x.example/a", "p": "v", "x": {{"p": "w"}}}}"#),
        );
        let outcome = check(&folder, &[]);
        assert_eq!(outcome.complaint(1, &["--context"]), None, "{context}");
        assert!(!outcome.said().contains("secret.example"), "{context}: {outcome:?}");
    }
}

/// A context that leads to itself, or grows, ends in a finding.
#[test]
fn contexts_that_lead_in_circles_end() {
    let folder = folder();
    folder.write("c.jsonld", r#"{"@context": "https://x.example/c.jsonld"}"#);
    folder.write("e.jsonld", r#"{"@context": ["https://x.example/c.jsonld", "https://x.example/e.jsonld"]}"#);
    let arguments =
        ["--context", "https://x.example/c.jsonld=c.jsonld", "--context", "https://x.example/e.jsonld=e.jsonld"];
    let outcome = check(&folder, &arguments);
    assert_eq!(outcome.complaint(1, &["d.jsonld"]), None);
    let terms = repeated(20_000, |n| format!(r#""t{n}": "https://x.example/{n}", "#));
    folder.write("c.jsonld", format!(r#"{{"@context": {{{terms} "p": "https://x.example/p"}}}}"#));
    let outcome = check(&folder, &["--context", "https://x.example/c.jsonld=c.jsonld"]);
    assert_eq!(outcome.complaint(1, &["MaxCountConstraintComponent"]), None);
}
