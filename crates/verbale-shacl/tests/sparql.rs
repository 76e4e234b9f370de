//! SPARQL-based constraints: what the W3C suite does not ask of them.

use crate::common::{lines, results, shapes, together};

const PREFIXES: &str =
    "ex:prefixes sh:declare [ sh:prefix \"ex\" ; sh:namespace \"http://example.org/\"^^xsd:anyURI ] .\n";

/// A node shape for `ex:a`, with this query and what else stands in the constraint.
fn with(query: &str, more: &str) -> String {
    format!(
        "{PREFIXES}ex:S sh:targetNode ex:a ; sh:sparql ex:Q .\nex:Q sh:prefixes ex:prefixes ; {more}\n sh:select '''{query}''' ."
    )
}

fn refused(query: &str, message: &str) {
    let faults = shapes(&with(query, "")).expect_err(query);
    assert_eq!(faults.len(), 1, "{query}: {faults:#?}");
    assert!(faults[0].message.contains(message), "{query}: {}", faults[0].message);
    assert_eq!(faults[0].place.map(|place| place.start.line), Some(4), "{query}");
}

#[test]
fn queries_that_cannot_be_used() {
    refused("SELECT $this WHERE { $this ex:p ", "the query cannot be used: ");
    refused("SELECT $this WHERE { $this no:prefix ?x }", "the query cannot be used: ");
    refused("ASK { $this ex:p ?x }", "not a SELECT");
    refused("SELECT ?x WHERE { $this ex:p ?x }", "does not select $this");
    refused("SELECT $this FROM ex:g WHERE { $this ex:p ?x }", "FROM");
    refused("SELECT $this WHERE { $this ex:p ?x MINUS { $this ex:q ?x } }", "MINUS");
    refused("SELECT $this WHERE { $this ex:p ?x VALUES ?x { 1 } }", "VALUES");
    refused("SELECT $this WHERE { SERVICE ex:s { $this ex:p ?x } }", "SERVICE");
    refused("SELECT $this WHERE { SERVICE SILENT ?s { $this ex:p ?x } }", "SERVICE");
    refused("SELECT $this WHERE { FILTER EXISTS { SERVICE ex:s { $this ex:p ?x } } }", "SERVICE");
    refused("SELECT $this WHERE { FILTER(IF(EXISTS { $this ex:p ?x MINUS { ?x ex:q 1 } }, true, false)) }", "MINUS");
    refused("SELECT $this WHERE { { SELECT ?x WHERE { $this ex:p ?x } } }", "a subquery does not select $this");
    refused("SELECT $this WHERE { BIND(1 AS ?shapesGraph) }", "AS ?shapesGraph");
    refused("SELECT $this WHERE { $this $PATH ?x }", "$PATH has a value in queries of property shapes only");
    refused(
        "SELECT $this WHERE { FILTER(ex:function($this)) }",
        "the function <http://example.org/function> is not known",
    );
}

/// The parser of queries calls itself, so what is too long or nested too deep is not given to it.
#[test]
fn queries_that_are_too_much() {
    let nested =
        |depth: usize| format!("SELECT $this WHERE {{ FILTER({}true{}) }}", "(".repeat(depth), ")".repeat(depth));
    assert!(shapes(&with(&nested(14), "")).is_ok());
    refused(&nested(100_000), "longer than 16384 bytes");
    refused(&nested(5_000), "more than 16 brackets");
    refused(&format!("SELECT $this WHERE {{ FILTER(true{}) }}", " || true".repeat(2_000)), "more than 128 operators");
    refused(&format!("SELECT $this WHERE {{ FILTER(0{} = 1) }}", "+1".repeat(7_000)), "more than 128 operators");
    refused(&format!("SELECT $this WHERE {{ {} }}", "{} UNION ".repeat(1_000)), "more than 128 operators");
}

/// The longest chains that are accepted run in the stack of a worker thread.
#[test]
fn the_longest_queries_run() {
    let work = || {
        let queries = [
            format!("FILTER(true{})", " || true".repeat(60)),
            format!("FILTER({}true{})", "!(".repeat(14), ")".repeat(14)),
            format!("FILTER(0{} = 124)", " +1".repeat(124)),
            format!("{{ FILTER(true) }}{}", " UNION {}".repeat(120)),
            "BIND(1 AS ?x)".to_owned() + &together(40, |i| format!("BIND(?x+1 AS ?x{i})")),
            format!("$this ex:p ?x FILTER(?x = 1){}", " OPTIONAL { ?x ex:p ?y }".repeat(120)),
        ];
        for query in queries {
            let query = format!("SELECT DISTINCT $this WHERE {{ {query} }}");
            assert_eq!(lines(&with(&query, ""), "ex:a ex:p 1 .").len(), 1, "{query}");
        }
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).expect("a thread").join().expect("no panic");
}

/// The focus node has its value everywhere, a blank node and a literal too.
#[test]
fn any_focus_node() {
    let query = "SELECT $this ?value WHERE { FILTER(BOUND($this)) BIND($this AS ?value) { $this ex:p 1 } UNION { ?s ex:q $this } \
        FILTER(isBlank($this) || isLiteral($this) || $this = ex:a) }";
    let shapes = format!(
        "{PREFIXES}ex:S sh:targetSubjectsOf ex:p ; sh:targetObjectsOf ex:q ; sh:sparql ex:Q .
        ex:Q sh:prefixes ex:prefixes ; sh:select '''{query}''' ."
    );
    let found = results(&shapes, "ex:a ex:p 1 . [] ex:p 1 . ex:b ex:q \"x\" . ex:c ex:p 2 . _:b1 ex:p 1 .");
    assert_eq!(found.len(), 4);
    assert!(found.iter().all(|result| result.value.as_ref() == Some(&result.focus_node)));
}

#[test]
fn paths_of_property_shapes() {
    let shapes = format!(
        "{PREFIXES}ex:S sh:targetNode ex:a ; sh:property [ sh:path ( ex:p [ sh:zeroOrMorePath [ sh:inversePath ex:q ] ] ) ; sh:sparql ex:Q ] .
        ex:Q sh:prefixes ex:prefixes ; sh:select 'SELECT $this ?value WHERE {{ $this $PATH ?value . ?value ex:bad true }}' ."
    );
    let data = "ex:a ex:p ex:b . ex:c ex:q ex:b ; ex:bad true . ex:d ex:bad true .";
    assert_eq!(lines(&shapes, data), ["SPARQL <a> (<p>/(^<q>)*) <c>"]);
}

/// Values that only the query knows are kept.
#[test]
fn computed_values_and_messages() {
    let query = "SELECT $this (SUM(?x) AS ?value) (ex:p AS ?path) WHERE { $this ex:p ?x } GROUP BY $this";
    let message = "sh:message \"sum {?value} of {$this}, {?other}\"@en, \"somme {?value}\"@fr ;";
    let found = results(&with(query, message), "ex:a ex:p 20, 22 .");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].value.as_ref().unwrap().to_string(), "\"42\"^^<http://www.w3.org/2001/XMLSchema#integer>");
    assert_eq!(found[0].path.as_ref().unwrap().to_string(), "<http://example.org/p>");
    let texts: Vec<&str> = found[0].messages.iter().map(|message| message.text.as_str()).collect();
    assert_eq!(texts, ["sum 42 of <http://example.org/a>, {?other}", "somme 42"]);
    assert_eq!(found[0].messages[1].language.as_deref(), Some("fr"));
}

#[test]
fn constraints_that_are_off_or_fail() {
    let query = "SELECT $this WHERE { }";
    assert_eq!(lines(&with(query, ""), ""), ["SPARQL <a>  <a>"]);
    assert_eq!(lines(&with(query, "sh:deactivated true ;"), ""), [""; 0]);
    let failing = shapes(&with("SELECT $this (true AS ?failure) WHERE { }", "")).unwrap();
    let error = verbale_shacl::Engine::validate(&failing, &mut std::iter::empty()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the query of shape <http://example.org/S> failed: it signals a failure itself (?failure)"
    );
}

#[test]
fn constraints_without_a_query() {
    for (constraint, message) in [
        ("ex:S sh:sparql \"query\" .", "not a SPARQL constraint"),
        ("ex:S sh:sparql [ sh:message \"m\" ] .", "has no sh:select"),
        ("ex:S sh:sparql [ sh:ask \"ASK {}\" ] .", "sh:ask is not supported"),
        (
            "ex:S sh:sparql [ sh:prefixes [ sh:declare [ sh:prefix \"a\" ] ] ; sh:select 'SELECT $this {}' ] .",
            "one sh:namespace",
        ),
        (
            "ex:S sh:sparql [ sh:prefixes [ sh:declare [ sh:prefix \"a\" ; sh:namespace \"not an iri\" ] ] ; sh:select 'SELECT $this {}' ] .",
            "not an IRI",
        ),
    ] {
        let faults = shapes(constraint).expect_err(constraint);
        assert!(faults.iter().any(|fault| fault.message.contains(message)), "{constraint}: {faults:#?}");
    }
}
