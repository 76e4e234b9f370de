//! A proof that does not hold.

use super::{codes, counts, facts, report, seed};

const SPAN: &str = "span:242-258";

/// The codes that a change of the graph gives, in their order; every change must be found.
fn changed(from: &str, to: &str) -> Vec<String> {
    let stage = seed();
    let graph = stage.read("graph.ttl");
    assert!(graph.contains(from), "{from} is not in the graph");
    stage.write("changed.ttl", graph.replacen(from, to, 1));
    let outcome = stage.run(&["verify", "changed.ttl", "--text", "article.txt", "--report", "json"]);
    assert_eq!(outcome.code, Some(1), "«{to}» for «{from}»: {outcome:?}");
    let report = report(&outcome);
    let mut codes: Vec<String> = codes(&report).iter().map(|code| (*code).to_owned()).collect();
    codes.sort();
    codes.dedup();
    codes
}

#[test]
fn each_part_of_a_span_is_held_against_the_text() {
    assert_eq!(changed("oa:exact \"ce jeudi 3 avril\"", "oa:exact \"ce jeudi 4 avril\""), ["wrong-words"]);
    assert_eq!(changed("ont officialisé \" ;", "ont officialise \" ;"), ["wrong-prefix"]);
    assert_eq!(changed(", lors d’une réunion historique \"", ", lors d'une réunion historique \""), ["wrong-suffix"]);
    assert_eq!(
        changed("oa:start \"242\"", "oa:start \"241\""),
        ["wrong-prefix", "wrong-words"],
        "the words begin a character too early"
    );
    assert_eq!(changed("oa:end \"3108\"", "oa:end \"310800\""), ["wrong-place"]);
}

#[test]
fn a_missing_part_is_a_fault_and_so_is_a_second_one() {
    assert_eq!(changed("  oa:exact \"ce jeudi 3 avril\" ;\n", ""), ["missing-property"]);
    assert_eq!(changed("  oa:start \"242\"^^xsd:nonNegativeInteger ;\n", ""), ["missing-property"]);
    assert_eq!(
        changed("oa:exact \"ce jeudi 3 avril\"", "oa:exact \"ce jeudi 3 avril\", \"jeudi\""),
        ["doubled-property"]
    );
    assert_eq!(
        changed(
            "oa:end \"258\"^^xsd:nonNegativeInteger",
            "oa:end \"258\"^^xsd:nonNegativeInteger, \"259\"^^xsd:nonNegativeInteger"
        ),
        ["doubled-property"]
    );
    assert_eq!(
        changed(&format!("{SPAN} a dipl:Span, oa:SpecificResource"), &format!("{SPAN} a dipl:Span")),
        ["missing-class"]
    );
    assert_eq!(changed("span:242-258\\/quote, span:242-258\\/position", "span:242-258\\/quote"), ["missing-property"]);
    assert_eq!(changed("  oa:hasSource d:source ;\n", ""), ["missing-property"]);
}

#[test]
fn a_value_of_another_form_is_a_fault() {
    assert_eq!(changed("oa:start \"242\"^^xsd:nonNegativeInteger", "oa:start 242"), ["wrong-value"]);
    assert_eq!(changed("oa:start \"242\"", "oa:start \"0242\""), ["wrong-value"]);
    assert_eq!(changed("oa:exact \"ce jeudi 3 avril\"", "oa:exact \"ce jeudi 3 avril\"@fr"), ["wrong-value"]);
    assert_eq!(changed("oa:hasSource d:source", "oa:hasSource \"d:source\""), ["wrong-value"]);
    assert_eq!(changed("oa:end \"258\"", "oa:end \"242\""), ["wrong-value"]);
}

#[test]
fn broken_links_are_found() {
    assert_eq!(changed("dipl:span span:905-937", "dipl:span span:905-938"), ["unclaimed-span", "undescribed"]);
    assert_eq!(
        changed("  dipl:span span:905-937 .", "  dipl:exhaustive true ."),
        ["missing-property", "unclaimed-span"]
    );
    assert_eq!(
        changed("oa:hasSelector span:905-937\\/quote", "oa:hasSelector span:242-258\\/quote"),
        ["shared-selector"]
    );
    assert_eq!(changed("dipl:about d:reunion ;", "dipl:about d:nothing ;"), ["undescribed"]);
}

#[test]
fn the_hash_is_held_against_the_text() {
    assert_eq!(changed("schema:sha256 \"95e3", "schema:sha256 \"95e4"), ["text-differs"]);
    assert_eq!(
        changed("schema:sha256 \"95e3", "schema:sha256 \"95E3"),
        ["wrong-value", "text-missing"].map(str::to_owned).into_iter().take(1).collect::<Vec<_>>()
    );
    let without =
        changed("  schema:sha256 \"95e3a437493f2a59a3c0b9875d16e77309a1a078a4713c955b0f1eede86a39ac\" ;\n", "");
    assert_eq!(without, ["missing-property"]);
}

#[test]
fn a_fault_stands_at_its_line_and_breaks_its_facts_alone() {
    let stage = seed();
    let graph = stage.read("graph.ttl").replacen("\"ce jeudi 3 avril\"", "\"ce jeudi 4 avril\"", 1);
    stage.write("changed.ttl", &graph);
    let line = graph.lines().position(|line| line.contains("span:242-258\\/quote a ")).unwrap() + 1;
    let outcome = stage.run(&["verify", "changed.ttl", "--text", "article.txt", "--report", "json"]);
    let found = report(&outcome);
    assert_eq!((&found["faults"][0]["line"], &found["faults"][0]["column"]), (&line.into(), &1.into()));
    // The dateline, and the meeting whose date has the same words.
    assert_eq!(facts(&found, "false"), ["source", "reunion"]);
    assert_eq!(counts(&found, "same"), 41);
    let text = stage.run(&["verify", "changed.ttl", "--text", "article.txt"]).stdout;
    assert!(text.contains(&format!("{line}:1: wrong-words: characters 242 to 258: the graph says «ce jeudi 4 avril», and the text has «ce jeudi 3 avril»")), "{text}");
}

#[test]
fn a_graph_that_breaks_off_is_not_judged() {
    let stage = seed();
    let graph = stage.read("graph.ttl");
    stage.write("broken.ttl", &graph[..graph.len() / 2]);
    let outcome = stage.run(&["verify", "broken.ttl", "--text", "article.txt"]);
    assert!(outcome.stdout.starts_with("0 facts, 0 spans: none"), "{outcome:?}");
    outcome.fails(1, &["broken.ttl:", "syntax"]);
}

#[test]
fn controls_in_a_graph_do_not_reach_the_terminal() {
    let stage = seed();
    stage.write(
        "changed.ttl",
        stage.read("graph.ttl").replacen("\"ce jeudi 3 avril\"", "\"\\u001b[31m\\u202ejeudi\"", 1),
    );
    let outcome = stage.run(&["verify", "changed.ttl", "--text", "article.txt"]);
    assert_eq!(outcome.code, Some(1));
    assert!(outcome.stdout.contains(r"\u{1b}[31m\u{202e}jeudi"), "{}", outcome.stdout);
    assert!(!outcome.stdout.contains(['\u{1b}', '\u{202e}']));
}
