//! What is refused, with a place and a way out.

use crate::cli::stage::Stage;

/// Arguments after `query`, the exit code, and words of the message.
const REFUSED: &[(&[&str], &[&str])] = &[
    (&["a.yaml"], &["nothing is asked", "--ask"]),
    (&["-e", "ASK {}"], &["<INPUT>"]),
    (&["a.yaml", "q.rq", "-e", "ASK {}"], &["q.rq is a query, and the command line has another one"]),
    (&["a.yaml", "-e", "ASK {}", "--query", "q.rq"], &["cannot be used with"]),
    (&["a.yaml", "nowhere.rq"], &["cannot open nowhere.rq"]),
    (
        &["a.yaml", "-e", "ASK { ?s a dip:Meeting }"],
        &["the prefix `dip` is not declared", "-e:1:12", "did you mean `dipl`?"],
    ),
    (
        &["a.yaml", "-e", "SELECT ?s WHRE { ?s ?p ?o }"],
        &["`WHRE` is no word of SPARQL", "-e:1:11", "did you mean `WHERE`?"],
    ),
    (&["a.yaml", "-e", "SELECT ?s\n{ ?s ?p ?o"], &["the `{` that opens here is never closed", "-e:2:1"]),
    (&["a.yaml", "-e", ""], &["the query is empty"]),
    (&["a.yaml", "-e", "INSERT DATA { <a:b> <a:b> <a:b> }"], &["it is an update (INSERT DATA)"]),
    (&["a.yaml", "-e", "DROP ALL"], &["it is an update (DROP)"]),
    (&["a.yaml", "-e", "LOAD <http://127.0.0.1:9/x>"], &["it is an update (LOAD)"]),
    (&["a.yaml", "-e", "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], &["SERVICE asks another endpoint"]),
    (&["a.yaml", "-e", "ASK { FILTER EXISTS { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } } }"], &["SERVICE"]),
    (&["a.yaml", "-e", "ASK {}", "-f", "turtle"], &["table, csv, tsv or json"]),
    (&["a.yaml", "-e", "DESCRIBE <a:b>", "-f", "csv"], &["it can be turtle"]),
    (&["a.yaml", "-e", "ASK {}", "-f", "csv", "-o", "x.json"], &["says json", "says csv"]),
    (&["a.yaml", "-e", "ASK {}", "-o", "x.unknown"], &["names no form"]),
    (&["a.yaml", "-e", "ASK {}", "-o", "nowhere/x.csv"], &["the folder nowhere does not exist"]),
    (&["a.yaml", "q.rq", "-f", "csv", "-o", "q.rq"], &["is the query and would be overwritten"]),
    (&["a.yaml", "g.ttl", "-e", "DESCRIBE <a:b>", "-o", "g.ttl"], &["g.ttl is an input and would be overwritten"]),
    (&["-", "--query", "-"], &["standard input can be read once"]),
    (
        &["a.yaml", "--ask", "who-met-who"],
        &["did you mean `who-met-whom`?", "who-left-what  (actor, organisation, from, to)"],
    ),
    (
        &["a.yaml", "--ask", "who-met-whom", "--with", "acter=x"],
        &["no parameter `acter`; did you mean `actor`?", "actor, from, to"],
    ),
    (&["a.yaml", "--ask", "who-met-whom", "--with", "from=yesterday"], &["`from` cannot be `yesterday`"]),
    (&["a.yaml", "--ask", "who-met-whom", "--with", "from=2025", "--with", "from=2024"], &["`from` is given twice"]),
    (&["a.yaml", "--ask", "who-met-whom", "--with", "actor"], &["KEY=VALUE"]),
    (&["a.yaml", "--ask", "what-concerns-a-field", "--with", "field=trad"], &["did you mean `trade`?", "military"]),
    (&["a.yaml", "-e", "ASK {}", "--with", "actor=x"], &["--ask"]),
    (&["a.yaml", "-e", "ASK {}", "--timeout", "0"], &["--timeout"]),
    (&["--ask", "--with", "actor=x"], &["it goes with --ask NAME"]),
    (&["a.yaml", "-e", "ASK {}", "--user", "x"], &["--user says how a store is reached"]),
    (
        &["a.yaml", "-e", "ASK {}", "--store", "http://127.0.0.1:9"],
        &["--store asks the store: inputs are asked without it"],
    ),
    (&["--store", "http://example.org/sparql", "-e", "ASK {}"], &["is plain HTTP"]),
    (&["--ask", "who-met-whom"], &["there is nothing to ask"]),
];

#[test]
fn what_cannot_be_asked_is_refused_before_anything_is_written() {
    let stage = Stage::with_dossier();
    stage.write("q.rq", "ASK { ?s ?p ?o }");
    stage.write("g.ttl", "<http://e/s> <http://e/p> 1 .");
    let before = stage.names(".");
    for (arguments, words) in REFUSED {
        let outcome = stage.run(&[&["query"], *arguments].concat());
        assert_eq!(outcome.stdout, "", "{arguments:?}");
        outcome.fails(2, words);
        assert_eq!(stage.names("."), before, "{arguments:?}");
    }
    assert_eq!(stage.read("q.rq"), "ASK { ?s ?p ?o }");
    assert!(REFUSED.len() >= 30);
}

#[test]
fn a_query_that_takes_too_long_is_given_up_and_no_file_is_left() {
    let stage = Stage::with_dossier();
    let endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }";
    let began = std::time::Instant::now();
    let outcome = stage.run(&["query", "a.yaml", "-e", endless, "--timeout", "1", "-o", "n.csv"]);
    outcome.fails(2, &["its time of 1 second", "is over"]);
    assert!(began.elapsed().as_secs() < 30, "{:?}", began.elapsed());
    assert_eq!(stage.names("."), ["a.yaml"]);
    assert_eq!(stage.run(&["query", "a.yaml", "-e", endless, "--timeout", "1"]).stdout, "");
}

#[test]
fn a_query_that_is_not_utf_8_or_too_large_is_refused() {
    let stage = Stage::with_dossier();
    stage.write("latin.rq", b"# \xE9t\xE9\nASK {}");
    stage.run(&["query", "a.yaml", "latin.rq"]).fails(2, &["latin.rq", "0xE9"]);
    stage.write("large.rq", "#".repeat((16 << 20) + 1));
    stage.run(&["query", "a.yaml", "large.rq"]).fails(2, &["large.rq", "16 MiB"]);
}
