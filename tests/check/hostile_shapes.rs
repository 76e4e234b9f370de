//! Shapes from a stranger: those that mean nothing, or would never end, are refused with exit code 2, the file and the
//! line; those that are merely large are validated against.

use super::bounded::{Folder, Outcome, PREFIXES, repeated};

const DATA: &str = ":a :p \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\" ; :q :a .";
/// A shape that every node of the data is a target of.
const SHAPE: &str = ":S a sh:NodeShape ; sh:targetSubjectsOf :p ;";

/// Checks the data against shapes; the file has the prefixes on its first line.
fn check(shapes: impl AsRef<[u8]>) -> Outcome {
    let folder = Folder::new();
    folder.turtle("data.ttl", DATA);
    folder.write("shapes.ttl", shapes);
    folder.check(&["data.ttl", "--no-default-shapes", "--shapes", "shapes.ttl"])
}

fn turtle(statements: &str) -> String {
    format!("{PREFIXES}{statements}\n")
}

/// A property shape on `:p` of the shape above.
fn property(constraints: &str) -> String {
    turtle(&format!("{SHAPE} sh:property [ sh:path :p ; {constraints} ] ."))
}

/// Asserts that each is refused, and that the message points into the file.
fn assert_refused(cases: &[(&str, String)]) {
    let complaints: Vec<_> = cases
        .iter()
        .filter_map(|(name, shapes)| {
            let complaint = check(shapes).complaint(2, &["--> shapes.ttl:", "error"])?;
            Some(format!("{name}: {complaint}"))
        })
        .collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Asserts the exit code of each.
fn assert_validated(cases: &[(&str, i32, String)]) {
    let complaints: Vec<_> = cases
        .iter()
        .filter_map(|(name, code, shapes)| Some(format!("{name}: {}", check(shapes).complaint(*code, &[])?)))
        .collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// SHACL 3.4.3 leaves recursion undefined: a shape that leads to itself is refused, however long the way.
#[test]
fn recursive_shapes_are_refused() {
    let links = repeated(500, |n| format!(":s{n} a sh:NodeShape ; sh:node :s{} .\n", n + 1));
    assert_refused(&[
        ("node", turtle(&format!("{SHAPE} sh:property [ sh:path :q ; sh:node :S ] ."))),
        ("and", turtle(&format!("{SHAPE} sh:and ( :S ) ."))),
        ("or", turtle(&format!("{SHAPE} sh:or ( [ sh:nodeKind sh:Literal ] :S ) ."))),
        ("xone", turtle(&format!("{SHAPE} sh:xone ( :S ) ."))),
        ("not", turtle(&format!("{SHAPE} sh:not :S ."))),
        ("qualified", property("sh:qualifiedValueShape :S ; sh:qualifiedMinCount 1")),
        ("property", turtle(&format!("{SHAPE} sh:property :P .\n:P sh:path :q ; sh:property :P ."))),
        ("over 500 shapes", turtle(&format!("{SHAPE} sh:node :s0 .\n{links}:s500 sh:node :S ."))),
    ]);
}

#[test]
fn lists_and_paths_without_an_end_are_refused() {
    assert_refused(&[
        ("list of values", turtle(&format!("{SHAPE} sh:in :l .\n:l rdf:first 1 ; rdf:rest :l ."))),
        (
            "list of shapes",
            turtle(&format!("{SHAPE} sh:and :l .\n:l rdf:first [ sh:nodeKind sh:IRI ] ; rdf:rest :l .")),
        ),
        (
            "path",
            turtle(&format!(
                "{SHAPE} sh:property [ sh:path _:l ; sh:minCount 1 ] .\n_:l rdf:first :p ; rdf:rest _:l ."
            )),
        ),
        (
            "path that is its own inverse",
            turtle(&format!("{SHAPE} sh:property [ sh:path _:p ; sh:minCount 1 ] .\n_:p sh:inversePath _:p .")),
        ),
        ("list that breaks off", property("sh:in [ rdf:first 1 ]")),
        ("list that forks", turtle(&format!("{SHAPE} sh:in :l .\n:l rdf:first 1 , 2 ; rdf:rest rdf:nil ."))),
        ("no list at all", property("sh:in :l")),
    ]);
}

#[test]
fn nesting_without_measure_is_refused() {
    let nested = |open: &str, middle: &str| format!("{}{middle}{}", open.repeat(10_000), " ]".repeat(10_000));
    let chain = repeated(10_000, |n| format!(":s{n} sh:node :s{} .\n", n + 1));
    assert_refused(&[
        ("shapes", turtle(&format!("{SHAPE} sh:not {} .", nested("[ sh:not ", "[ sh:nodeKind sh:IRI ]")))),
        ("paths", turtle(&format!("{SHAPE} sh:property [ sh:path {} ] .", nested("[ sh:inversePath ", ":p")))),
        ("shapes by name", turtle(&format!("{SHAPE} sh:node :s0 .\n{chain}:s10000 sh:nodeKind sh:IRI ."))),
    ]);
}

/// A pattern is a regular expression of SPARQL; those that this engine cannot keep in linear time are refused, as they
/// must not be passed over in silence.
#[test]
fn patterns_that_cannot_be_kept_are_refused() {
    let pattern = |pattern: &str| property(&format!("sh:pattern \"{pattern}\""));
    assert_refused(&[
        ("open bracket", pattern("(a")),
        ("look-ahead", pattern("(?=a)a")),
        ("back reference", pattern("(a)\\\\1")),
        ("a thousand million states", pattern("(((a{1000}){1000}){1000})")),
        ("5,000 brackets", pattern(&format!("{}a{}", "(".repeat(5_000), ")".repeat(5_000)))),
        ("unknown flag", property("sh:pattern \"a\" ; sh:flags \"y\"")),
        ("no text", property("sh:pattern 7")),
    ]);
}

/// Against an engine that goes back and tries again, each of these takes longer than anybody waits.
#[test]
fn patterns_take_linear_time() {
    let pattern = |pattern: &str| property(&format!("sh:pattern \"{pattern}\""));
    assert_validated(&[
        ("nested repetition", 1, pattern("^(a+)+$")),
        ("many stars", 1, pattern("(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x$")),
        ("alternatives", 1, pattern("^(a|a|aa)+$")),
        ("one that matches", 0, pattern("^(a+)+!$")),
    ]);
}

#[test]
fn shapes_that_say_nothing_are_refused() {
    assert_refused(&[
        ("count in words", property("sh:minCount \"two\"")),
        ("no path", turtle(&format!("{SHAPE} sh:property [ sh:minCount 1 ] ."))),
        ("two paths", property("sh:path :q ; sh:minCount 1")),
        ("misspelt constraint", property("sh:minCuont 1")),
        ("no node kind", property("sh:nodeKind sh:Iri")),
        ("two data types", property("sh:datatype :d , :e")),
    ]);
}

/// What runs code or asks other machines is refused by name.
#[test]
fn shapes_that_run_code_are_refused() {
    let select = |query: &str| turtle(&format!("{SHAPE} sh:sparql [ sh:select \"{query}\" ] ."));
    assert_refused(&[
        ("service", select("SELECT $this { SERVICE <http://127.0.0.1:9/> { $this ?p ?v } }")),
        (
            "script",
            turtle(&format!(
                "{SHAPE} sh:js [ sh:jsFunctionName \"f\" ; sh:jsLibrary [ sh:jsLibraryURL \"http://127.0.0.1:9/\" ] ] ."
            )),
        ),
        ("query that does not parse", select("SELECT $this {")),
    ]);
}

#[test]
fn files_that_are_no_shapes_are_refused() {
    assert_refused(&[
        ("breaks off", turtle(&format!("{SHAPE} sh:property [ sh:path :p ;"))),
        ("zeros", "\0".repeat(100)),
    ]);
    for (name, bytes) in [
        ("Latin-1", [turtle(SHAPE).as_bytes(), b"sh:name \"\xE9\" ."].concat()),
        ("UTF-16", turtle(SHAPE).encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ] {
        let complaint = check(bytes).complaint(2, &["--> shapes.ttl:"]);
        assert_eq!(complaint, None, "{name}");
    }
}

/// RDF/XML is read nowhere; other files that are no RDF are named.
#[test]
fn other_files_are_refused_with_the_way_out() {
    let folder = Folder::new();
    folder.turtle("data.ttl", DATA);
    for (name, words) in [
        ("shapes.rdf", "RDF/XML"),
        ("shapes.owl", "RDF/XML"),
        ("shapes.txt", "shapes.txt"),
        ("absent.ttl", "absent.ttl"),
    ] {
        if !name.starts_with("absent") {
            folder.write(name, "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>");
        }
        let outcome = folder.check(&["data.ttl", "--shapes", name]);
        assert_eq!(outcome.complaint(2, &[words]), None, "{name}");
    }
}

#[test]
fn large_shapes_are_validated_against() {
    let values = repeated(20_000, |n| format!("\"v{n}\" "));
    let many = repeated(1_000, |n| {
        format!(":S{n} a sh:NodeShape ; sh:targetNode :a ; sh:property [ sh:path :p{n} ; sh:minCount 1 ] .\n")
    });
    assert_validated(&[
        ("20,000 values", 1, property(&format!("sh:in ( {values})"))),
        ("1,000 shapes", 1, turtle(&many)),
        ("no shape", 0, String::new()),
    ]);
}

/// The words of a shape come into every report of it; a message of 50 MB is said in part, and not once for each result.
#[test]
fn a_message_of_50_megabytes_is_cut() {
    let message = "x".repeat(50_000_000);
    let outcome =
        check(turtle(&format!("{SHAPE} sh:property [ sh:path :none ; sh:minCount 1 ; sh:message \"{message}\" ] .")));
    assert_eq!(outcome.complaint(1, &["MinCountConstraintComponent"]), None);
    assert!(outcome.stdout.len() < 1_000_000, "{} bytes of report", outcome.stdout.len());
}
