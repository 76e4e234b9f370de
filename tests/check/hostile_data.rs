//! RDF files from a stranger: what cannot be read is a finding of that file (exit code 1), with its place; what is no RDF
//! that the command reads is refused (exit code 2).

use super::bounded::{Folder, Outcome, PREFIXES, repeated};

const SHAPES: &str = ":S a sh:NodeShape ; sh:targetSubjectsOf :p ; sh:property [ sh:path :p ; sh:minCount 1 ] .";

/// Checks one file against a shape that any of them keeps.
fn check(name: &str, content: impl AsRef<[u8]>) -> Outcome {
    let folder = Folder::new();
    folder.turtle("shapes.ttl", SHAPES);
    folder.write(name, content);
    folder.check(&[name, "--no-default-shapes", "--shapes", "shapes.ttl"])
}

fn turtle(statements: &str) -> Vec<u8> {
    format!("{PREFIXES}{statements}").into_bytes()
}

/// Asserts the exit code of each, and what is said of it.
fn assert_all(cases: Vec<(&str, Vec<u8>, i32, &[&str])>) {
    let complaints: Vec<_> = cases
        .into_iter()
        .filter_map(|(name, content, code, words)| {
            let start = String::from_utf8_lossy(&content[..content.len().min(40)]).into_owned();
            let complaint = check(name, content).complaint(code, words)?;
            Some(format!("{name} ({start:?}): {complaint}"))
        })
        .collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn files_that_break_off_have_a_place() {
    const LINE: &str = "<https://x.example/a> <https://x.example/p> \"a\" .\n";
    assert_all(vec![
        ("d.ttl", turtle(":a :p \"abc\n"), 1, &["error[syntax]", "--> d.ttl:2:"]),
        ("d.ttl", turtle(":a :p 1 ;\n"), 1, &["error[syntax]", "--> d.ttl:"]),
        ("d.trig", turtle(":g { :a :p 1 "), 1, &["error[syntax]", "--> d.trig:2:"]),
        ("d.nt", format!("{LINE}<https://x.example/a> <https://x.exa").into(), 1, &["error[syntax]", "--> d.nt:2:"]),
        ("d.nq", format!("{LINE}{LINE}<a").into(), 1, &["error[syntax]", "--> d.nq:3:"]),
        (
            "d.jsonld",
            b"{\"@id\": \"https://x.example/a\",\n\"https://x.example/p\": [".to_vec(),
            1,
            &["error[syntax]", "--> d.jsonld:2:"],
        ),
    ]);
}

#[test]
fn other_encodings_are_named() {
    let utf16: Vec<u8> =
        std::iter::once(0xFEFF).chain("<a> <b> <c> .".encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_all(vec![
        ("d.ttl", [turtle(":a :p \"").as_slice(), b"\xE9\" ."].concat(), 1, &["UTF-8", "--> d.ttl:2:8"]),
        ("d.nt", b"<https://x.example/a> <https://x.example/p> \"\xE9\" .\n".to_vec(), 1, &["UTF-8", "--> d.nt:1:46"]),
        ("d.ttl", utf16.clone(), 1, &["UTF-16", "--> d.ttl:1:1"]),
        ("d.nt", utf16, 1, &["UTF-16", "--> d.nt:1:1"]),
        ("d.ttl", (0..=255).cycle().take(25_600).collect(), 1, &["--> d.ttl:1:1"]),
        ("d.jsonld", b"{\"@id\": \"\xE9\"}".to_vec(), 1, &["d.jsonld"]),
    ]);
}

/// RDF/XML would bring entities, which grow: it is read nowhere, and the message says what to do instead.
#[test]
fn rdf_xml_is_refused_with_the_way_out() {
    const BOMB: &[u8] = b"<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>\
        <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">&b;</rdf:RDF>";
    assert_all(vec![
        ("d.rdf", BOMB.to_vec(), 2, &["d.rdf", "RDF/XML", "help"]),
        ("d.owl", BOMB.to_vec(), 2, &["d.owl", "RDF/XML", "help"]),
        ("d.xml", BOMB.to_vec(), 2, &["d.xml", "RDF/XML", "help"]),
        ("d.ttl", BOMB.to_vec(), 1, &["error[syntax]", "--> d.ttl:1:1"]),
    ]);
}

#[test]
fn wrong_extensions_are_told() {
    assert_all(vec![
        ("d.n3", turtle(":a :p 1 ."), 2, &["d.n3", "help"]),
        ("d.csv", b"a,b\n".to_vec(), 2, &["d.csv", "help"]),
        ("noextension", turtle(":a :p 1 ."), 2, &["noextension", "help"]),
        ("d.nt", turtle(":a :p 1 ."), 1, &["error[syntax]", "--> d.nt:1:1"]),
        ("d.jsonld", turtle(":a :p 1 ."), 1, &["error[syntax]", "--> d.jsonld:1:1"]),
        ("d.ttl", b"{\"@id\": \"https://x.example/a\"}".to_vec(), 1, &["error[syntax]", "--> d.ttl:1:"]),
    ]);
}

/// Terms that would leave their brackets or move a terminal's cursor are refused, and shown in visible form.
#[test]
fn terms_that_break_out_are_refused() {
    assert_all(vec![
        (
            "d.nt",
            b"<https://x.example/\x1b[31m> <https://x.example/p> \"a\" .\n".to_vec(),
            1,
            &["--> d.nt:1:", "\\u{1b}"],
        ),
        ("d.ttl", turtle("<https://x.example/ x> :p 1 ."), 1, &["--> d.ttl:2:"]),
        ("d.ttl", turtle("<https://x.example/\\u003e> :p 1 ."), 1, &["--> d.ttl:2:"]),
        ("d.ttl", turtle("un:known :p 1 ."), 1, &["--> d.ttl:2:1"]),
        ("d.ttl", turtle(":a :p \"x\"@toolonglanguage ."), 1, &["--> d.ttl:2:"]),
        (
            "d.ttl",
            turtle(":a :p \"2025-02-30\"^^<http://www.w3.org/2001/XMLSchema#date> ."),
            1,
            &["error[ill-typed-literal]", "--> d.ttl:2:7"],
        ),
    ]);
}

#[test]
fn nesting_without_measure_is_refused() {
    const PROPERTY: &str = "{\"https://x.example/p\":";
    let nested = |open: &str, close: &str| {
        let (open, close) = (open.repeat(100_000), close.repeat(100_000));
        turtle(&format!(":a :p {open} 1 {close} ."))
    };
    let json =
        |open: &str, close: &str, depth: usize| format!("{}1{}", open.repeat(depth), close.repeat(depth)).into_bytes();
    assert_all(vec![
        ("d.ttl", nested("[ :p ", " ]"), 1, &["error[syntax]", "--> d.ttl:2:"]),
        ("d.ttl", nested("( ", " )"), 1, &["error[syntax]", "--> d.ttl:2:"]),
        ("d.trig", nested("[ :p ", " ]"), 1, &["error[syntax]", "--> d.trig:2:"]),
        ("d.jsonld", json(PROPERTY, "}", 5_000), 1, &["error[syntax]", "d.jsonld"]),
        ("d.jsonld", json(PROPERTY, "}", 100_000), 1, &["error[syntax]", "d.jsonld"]),
    ]);
}

/// Size alone is no fault.
#[test]
fn long_lines_and_many_names_are_read() {
    let literal = format!("<https://x.example/a> <https://x.example/p> \"{}\" .\n", "x".repeat(20_000_000));
    let objects = repeated(50_000, |n| format!("\"{n}\" , "));
    let prefixes = repeated(20_000, |n| format!("@prefix p{n}: <https://x.example/{n}/> .\n"));
    assert_all(vec![
        ("d.nt", literal.into_bytes(), 0, &["1 triple"]),
        ("d.ttl", turtle(&format!(":a :p {objects} 1 .")), 0, &["50001 triples"]),
        ("d.ttl", turtle(&format!("{prefixes}p7:a :p 1 .")), 0, &["1 triple"]),
        ("d.ttl", Vec::new(), 0, &["nothing found"]),
    ]);
}

/// A line of 20 MB with a fault far inside it is shown by the neighbourhood of the fault.
#[test]
fn a_fault_in_a_long_line_is_shown_in_part() {
    let filler = "x".repeat(10_000_000);
    let outcome = check("d.ttl", turtle(&format!(":a :p \"{filler}\" , \"\\z\" , \"{filler}\" .")));
    assert_eq!(outcome.complaint(1, &["--> d.ttl:2:10000013"]), None);
    assert!(outcome.said().len() < 10_000, "{} bytes of report", outcome.said().len());
}
