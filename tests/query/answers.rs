//! The forms of an answer.

use crate::cli::stage::Stage;
use crate::query::competency::seed;

#[test]
fn the_extension_of_the_output_decides_and_files_are_compressed() {
    let stage = seed();
    let query = "SELECT ?m { ?m a dipl:Meeting } ORDER BY ?m";
    for form in ["csv", "tsv", "json"] {
        let printed = stage.run(&["query", "dossier.yaml", "-e", query, "-f", form]).fine().stdout;
        let file = format!("answer.{form}");
        assert_eq!(stage.run(&["query", "dossier.yaml", "-e", query, "-o", &file]).fine().stdout, "");
        assert_eq!(stage.read(&file), printed, "{form}");
    }
    stage.run(&["query", "dossier.yaml", "-e", query, "-o", "answer.csv.zst"]).fine();
    let unpacked = zstd::decode_all(stage.bytes("answer.csv.zst").as_slice()).unwrap();
    assert_eq!(unpacked, stage.bytes("answer.csv"));
}

#[test]
fn ask_is_true_or_false_in_every_form_and_exits_with_0() {
    let stage = Stage::with_dossier();
    for (query, answer) in [("ASK { ?m a dipl:Meeting }", true), ("ASK { ?m a dipl:Founding }", false)] {
        for form in ["table", "csv", "tsv"] {
            assert_eq!(stage.run(&["query", "a.yaml", "-e", query, "-f", form]).fine().stdout, format!("{answer}\n"));
        }
        let json = stage.run(&["query", "a.yaml", "-e", query, "-f", "json"]).fine().stdout;
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["boolean"], answer);
    }
}

#[test]
fn a_table_is_aligned_and_says_what_its_prefixes_are() {
    let stage = seed();
    let query = "SELECT ?who ?name ?n { ?who skos:prefLabel ?name ; skos:notation ?iso BIND (STRLEN(?name) AS ?n) \
                 FILTER (?iso = \"MLI\") } ORDER BY ?name";
    let table = stage.run(&["query", "dossier.yaml", "-e", query, "-f", "table"]).fine().stdout;
    let lines: Vec<_> = table.lines().collect();
    assert!(table.starts_with("who        name"), "{table}");
    assert!(lines[1].starts_with("---------  ----"), "{table}");
    assert!(lines.iter().any(|line| line.starts_with("state:MLI  Mali  ")), "{table}");
    assert!(table.ends_with("\n6 rows\n\nstate: https://example.org/verbale/state/\n"), "{table}");
    assert!(table.contains("马里") && table.contains("مالي"), "{table}");
}

#[test]
fn a_graph_is_turtle_that_reads_back_and_is_the_same_every_time() {
    let stage = seed();
    let query = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o . ?s a dipl:Stance }";
    let first = stage.run(&["query", "dossier.yaml", "-e", query]).fine().stdout;
    stage.write("stances.ttl", &first);
    let count = |file: &str, pattern: &str| {
        let query = format!("SELECT (COUNT(*) AS ?n) {{ {pattern} }}");
        stage.run(&["query", file, "-e", &query]).fine().stdout
    };
    let expected = count("dossier.yaml", "?s ?p ?o . ?s a dipl:Stance");
    assert_eq!(count("stances.ttl", "?s ?p ?o"), expected);
    assert!(!expected.contains("\r\n0\r\n"), "{expected}");
    for _ in 0..3 {
        assert_eq!(stage.run(&["query", "dossier.yaml", "-e", query]).fine().stdout, first);
    }
    let described = stage.run(&["query", "dossier.yaml", "-e", "DESCRIBE ?s { ?s a dipl:Stance }", "-o", "d.ttl"]);
    described.fine();
    assert_eq!(stage.read("d.ttl"), first);
}

#[test]
fn rows_without_an_order_come_in_the_same_one_every_time() {
    let stage = seed();
    let query = "SELECT ?s ?o { ?s dipl:saidBy ?o OPTIONAL { ?s dipl:span ?x } } LIMIT 40";
    let first = stage.run(&["query", "dossier.yaml", "-e", query]).fine().stdout;
    assert_eq!(first.lines().count(), 41);
    for _ in 0..4 {
        assert_eq!(stage.run(&["query", "dossier.yaml", "-e", query]).fine().stdout, first);
    }
}

#[test]
fn nothing_in_a_table_steers_a_terminal() {
    let stage = Stage::new();
    stage.write("evil.nt", "<http://e/s> <http://e/p> \"\\u001b[31m\\u202ered\\u0007\" .\n");
    let table = stage.run(&["query", "evil.nt", "-e", "SELECT * { ?s ?p ?o }", "-f", "table"]).fine().stdout;
    assert!(table.contains("\\u{1b}[31m\\u{202e}red\\u{7}"), "{table}");
    assert!(!table.contains(|c: char| c.is_control() && c != '\n'), "{table:?}");
}
