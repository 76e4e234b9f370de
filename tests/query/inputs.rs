//! What is asked: dossiers and RDF files together, named graphs, whole or in part.

use crate::cli::stage::{Stage, dossier, faulty, json, part};

fn count(stage: &Stage, inputs: &[&str], pattern: &str) -> String {
    let query = format!("SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}");
    let outcome = stage.run(&[&["query"], inputs, &["-e", &query]].concat()).fine();
    outcome.stdout.trim().rsplit("\r\n").next().unwrap().to_owned()
}

#[test]
fn the_default_graph_is_the_union_and_each_dossier_a_graph() {
    let stage = Stage::new();
    stage.write("in/a.yaml", dossier("a"));
    stage.write("in/b.yaml", dossier("b"));
    stage.write(
        "more.nq",
        "<http://e/s> <http://e/p> 'x' <http://e/g> .\n<http://e/s> <http://e/p> 'y' .\n".replace('\'', "\""),
    );
    // Both dossiers describe France: once in the union, once in each graph.
    assert_eq!(count(&stage, &["in"], "?s a dipl:State"), "2");
    assert_eq!(count(&stage, &["in"], "GRAPH ?g { ?s a dipl:State }"), "4");
    let graphs =
        stage.run(&["query", "in", "more.nq", "-e", "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"]);
    let expected = "g\r\nhttp://e/g\r\nhttps://example.org/verbale/a\r\nhttps://example.org/verbale/b\r\n";
    assert_eq!(graphs.fine().stdout, expected);
    assert_eq!(count(&stage, &["in", "more.nq"], "<http://e/s> ?p ?o"), "2");
    let from = "SELECT ?m FROM <https://example.org/verbale/b> { ?m a dipl:Meeting }";
    let found = stage.run(&["query", "in", "-e", from]).fine().stdout;
    assert_eq!(found, "m\r\nhttps://example.org/verbale/b/summit\r\n");
}

#[test]
fn every_kind_of_input_gives_the_same_triples() {
    let stage = Stage::new();
    stage.write("x.yaml", dossier("x"));
    stage.write("y.jsonl", json("y") + "\n" + &json("z"));
    let whole = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o";
    for (dossiers, count) in [("x.yaml", 1), ("y.jsonl", 2)] {
        stage.run(&["export", dossiers, "-o", "whole.nt"]).fine();
        let expected = stage.run(&["query", "whole.nt", "-e", whole]).fine().stdout;
        assert!(expected.lines().count() > 50 * count, "{expected}");
        assert_eq!(stage.run(&["query", dossiers, "-e", whole]).fine().stdout, expected);
    }
    let stdin = stage.run_with_stdin(&["query", "-", "--from", "json", "-e", "ASK { ?m a dipl:Meeting }"], json("x"));
    assert_eq!(stdin.fine().stdout, "true\n");
}

#[test]
fn parts_of_a_dossier_are_one_graph() {
    let stage = Stage::new();
    stage.write("parts.jsonl", part("p", 1) + "\n" + &part("p", 2) + "\n");
    assert_eq!(count(&stage, &["parts.jsonl"], "?m a dipl:Meeting"), "2");
    assert_eq!(count(&stage, &["parts.jsonl"], "GRAPH <https://example.org/verbale/p> { ?s a dipl:State }"), "2");
}

#[test]
fn literals_stay_as_they_are_written_and_blank_nodes_of_files_apart() {
    let stage = Stage::new();
    let turtle = |value: &str| format!("_:x <http://e/p> {value} .");
    stage.write("a.ttl", turtle("007 , 7 , '2025-04-03T00:00:00.000Z'^^<http://www.w3.org/2001/XMLSchema#dateTime>"));
    stage.write("b.ttl", turtle("'Été'@FR-ca"));
    let values =
        stage.run(&["query", "a.ttl", "b.ttl", "-e", "SELECT ?o { ?s <http://e/p> ?o }", "-f", "tsv"]).fine().stdout;
    let expected =
        "?o\n007\n7\n\"2025-04-03T00:00:00.000Z\"^^<http://www.w3.org/2001/XMLSchema#dateTime>\n\"Été\"@fr-ca\n";
    assert_eq!(values, expected);
    assert_eq!(count(&stage, &["a.ttl", "b.ttl"], "{ SELECT DISTINCT ?s { ?s ?p ?o } }"), "2");
}

#[test]
fn nothing_is_asked_of_data_that_is_not_whole() {
    let stage = Stage::new();
    stage.write("in/a.yaml", dossier("a"));
    stage.write("in/b.yaml", faulty("b"));
    stage.write("broken.ttl", "<http://e/s> <http://e/p> 1 .\n<http://e/s> <http://e/p \n");
    let query = ["-e", "SELECT ?m { ?m a dipl:Meeting }"];
    let refused = stage.run(&[&["query", "in"], &query[..]].concat());
    assert_eq!(refused.stdout, "");
    refused.fails(1, &["error[quote-not-found]", "in/b.yaml", "nothing was asked", "--on-error skip"]);
    let broken = stage.run(&[&["query", "in/a.yaml", "broken.ttl"], &query[..]].concat());
    assert_eq!(broken.stdout, "");
    broken.fails(1, &["error[syntax]", "broken.ttl:2:", "nothing was asked"]);
    stage
        .run(&[&["query", "in/a.yaml", "nowhere.ttl"], &query[..]].concat())
        .fails(2, &["nowhere.ttl", "nothing was asked"]);
    stage.run(&[&["query", "in/a.yaml", "in.rdf"], &query[..]].concat()).fails(2, &["in.rdf"]);
}

#[test]
fn what_is_left_can_be_asked() {
    let stage = Stage::new();
    stage.write("in/a.yaml", dossier("a"));
    stage.write("in/b.yaml", faulty("b"));
    stage.write("broken.ttl", "<http://e/s> <http://e/p> 1 .\n<http://e/s> <http://e/p \n");
    let query = "SELECT ?s { { ?s a dipl:Meeting } UNION { ?s <http://e/p> ?o } }";
    let left = stage.run(&["query", "in", "broken.ttl", "--on-error", "skip", "-e", query]);
    // Of a file that breaks off nothing is kept, not even what came before.
    assert_eq!(left.stdout, "s\r\nhttps://example.org/verbale/a/summit\r\n");
    left.fails(1, &["error[quote-not-found]", "error[syntax]"]);
}
