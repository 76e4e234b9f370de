//! The competency questions, asked of the seed dossier through the command: the bytes of the answers beside them.

use crate::cli::stage::Stage;
use crate::command::root;

/// A stage with the seed dossier and its text.
pub(super) fn seed() -> Stage {
    let stage = Stage::new();
    for name in ["dossier.yaml", "article.txt"] {
        stage.write(name, std::fs::read(root().join("examples/russie-aes-2025-04-03").join(name)).unwrap());
    }
    stage
}

#[test]
fn the_answers_are_the_bytes_of_the_files_beside_the_questions() {
    let stage = seed();
    assert!(verbale_ontology::QUERIES.len() >= 18);
    let mut rows = 0;
    for question in verbale_ontology::QUERIES {
        stage.write("question.rq", question.sparql);
        let answer = stage.run(&["query", "dossier.yaml", "question.rq"]).fine().stdout;
        // The files have the line ends of this repository, an answer those of RFC 4180.
        assert_eq!(answer, question.expected_csv.replace('\n', "\r\n"), "{}", question.name);
        rows += answer.lines().count() - 1;
        let again = stage.run(&["query", "dossier.yaml", "-e", question.sparql, "-f", "csv"]).fine().stdout;
        assert_eq!(again, answer, "{}: -e", question.name);
    }
    assert!(rows >= 60, "{rows} rows");
}

#[test]
fn a_graph_that_was_exported_gives_the_same_answers_in_every_syntax() {
    let stage = seed();
    let questions = verbale_ontology::QUERIES;
    for extension in ["ttl", "trig", "nt", "nq", "jsonld", "nq.gz", "ttl.zst"] {
        let file = format!("seed.{extension}");
        stage.run(&["export", "dossier.yaml", "-o", &file]).fine();
        for question in questions.iter().step_by(if extension == "ttl" { 1 } else { 4 }) {
            stage.write("question.rq", question.sparql);
            let answer = stage.run(&["query", &file, "--query", "question.rq", "-f", "csv"]).fine().stdout;
            assert_eq!(answer, question.expected_csv.replace('\n', "\r\n"), "{} {file}", question.name);
        }
    }
}
