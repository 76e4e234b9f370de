//! No connection is opened: the command runs in a network namespace without interfaces, and makes no call to `connect`.

use std::fs;
use std::process::Command;

use super::bounded::{Folder, under_test};
use crate::command::root;

/// What could tempt a validator to fetch: each names an address at which nobody listens.
fn tempting() -> Folder {
    let folder = Folder::new();
    folder.turtle(
        "imports.ttl",
        "<> a owl:Ontology ; owl:imports <http://127.0.0.1:9/other.ttl> .\n:a :p 1 ; a :Thing .",
    );
    folder.turtle(
        "shapes.ttl",
        "<> a owl:Ontology ; owl:imports <http://127.0.0.1:9/shapes.ttl> ; sh:shapesGraph <http://127.0.0.1:9/s> .\n\
         :S a sh:NodeShape ; sh:targetClass :Thing ; sh:property [ sh:path :none ; sh:minCount 1 ] .",
    );
    folder
        .write("remote.jsonld", r#"{"@context": "http://127.0.0.1:9/c.jsonld", "@id": "https://x.example/a", "p": 1}"#);
    folder.write(
        "import.jsonld",
        r#"{"@context": {"@version": 1.1, "@import": "http://127.0.0.1:9/c.jsonld"}, "@id": "https://x.example/a"}"#,
    );
    folder.write("schema.jsonld", r#"{"@context": "https://schema.org/", "@id": "https://x.example/a", "name": "x"}"#);
    folder.write("remote.rdf", "<!DOCTYPE r SYSTEM \"http://127.0.0.1:9/r.dtd\"><r/>");
    let example = root().join("examples/russie-aes-2025-04-03");
    for name in ["dossier.yaml", "article.txt", "dossier.ttl", "dossier.jsonld"] {
        fs::copy(example.join(name), folder.path(name)).unwrap();
    }
    folder
}

/// Runs with the exit code that each must have without any network.
const RUNS: &[(&[&str], i32)] = &[
    (&["dossier.yaml"], 0),
    (&["dossier.ttl", "dossier.jsonld"], 0),
    (&["imports.ttl", "--no-default-shapes", "--shapes", "shapes.ttl"], 1),
    (&["imports.ttl"], 0),
    (&["remote.jsonld"], 1),
    (&["import.jsonld"], 1),
    (&["schema.jsonld"], 1),
    (&["remote.rdf"], 2),
    (&["dossier.yaml", "--shapes", "http://127.0.0.1:9/shapes.ttl"], 2),
    (&["http://127.0.0.1:9/data.ttl"], 2),
    (&["dossier.yaml", "--report", "sarif=r.sarif", "--report", "junit=r.xml", "--report", "turtle=r.ttl"], 0),
];

/// Whether a program runs here at all; where it does not, the part of the test that needs it is left out and said so.
fn runs(program: &str, arguments: &[&str]) -> bool {
    let found = Command::new(program).args(arguments).arg("true").output().is_ok_and(|output| output.status.success());
    if !found {
        assert!(std::env::var_os("CI").is_none(), "{program} does not run here");
    }
    found
}

#[test]
fn every_run_ends_alike_without_a_network() {
    let folder = tempting();
    let apart = runs("unshare", &["-rn"]);
    for (arguments, code) in RUNS {
        let outcome = folder.check(arguments);
        assert_eq!(outcome.complaint(*code, &[]), None, "{arguments:?}");
        if apart {
            let alone = folder.run(Command::new("unshare").arg("-rn").arg(under_test()).arg("check").args(*arguments));
            assert_eq!((alone.code, alone.stdout), (outcome.code, outcome.stdout), "{arguments:?}");
            assert_eq!(alone.stderr, outcome.stderr, "{arguments:?}");
        }
    }
}

/// `owl:imports` is named, so that nobody believes it was followed.
#[test]
fn imports_are_named() {
    let outcome = tempting().check(&["imports.ttl", "--no-default-shapes", "--shapes", "shapes.ttl"]);
    assert_eq!(outcome.complaint(1, &["http://127.0.0.1:9/shapes.ttl"]), None);
}

#[test]
fn no_run_asks_for_a_connection() {
    let folder = tempting();
    if !runs("strace", &["-f", "-o", "/dev/null"]) {
        return;
    }
    for (arguments, code) in RUNS {
        let mut command = Command::new("strace");
        command.args(["-f", "-o", "calls.txt", "-e", "trace=network"]).arg(under_test()).arg("check").args(*arguments);
        let outcome = folder.run(&mut command);
        assert_eq!(outcome.code, Some(*code), "{arguments:?}: {outcome:?}");
        let calls = fs::read_to_string(folder.path("calls.txt")).unwrap();
        // The last line says how the process ended: the list was written.
        assert!(calls.contains("exited with"), "{arguments:?}: {calls}");
        let network = ["connect(", "socket(", "sendto(", "getaddrinfo"].map(|call| calls.matches(call).count());
        assert_eq!(network, [0; 4], "{arguments:?}: {calls}");
    }
}
