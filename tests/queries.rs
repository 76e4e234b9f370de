//! The competency questions on the seed dossier, in a second SPARQL engine: the rows of the files beside them.

use std::fs;
use std::path::Path;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Term;
use oxigraph::sparql::{QueryResults, SparqlEvaluator};
use oxigraph::store::Store;

use crate::command::{export, root};

/// A header and the sorted rows.
type Table = (Vec<String>, Vec<Vec<String>>);

#[test]
fn competency_questions_have_their_answers() {
    let store = seed();
    let questions = questions();
    assert!(questions.len() >= 18, "{} questions", questions.len());
    for question in questions {
        let name = question.file_name().expect("a question is a file").to_string_lossy().into_owned();
        let query = fs::read_to_string(&question).expect("the question can be read");
        let expected = fs::read_to_string(question.with_extension("csv")).expect("the answer stands beside it");
        assert_eq!(answer(&store, &query), table(&expected), "{name}");
    }
}

#[test]
fn the_article_asserts_five_events() {
    let query = "SELECT ?event WHERE { ?event a <https://w3id.org/verbale/dipl#Event> }";
    let expected = ["bilaterale", "fondation-aes", "officialisation", "retrait", "reunion"]
        .map(|name| vec![format!("https://example.org/verbale/russie-aes-2025-04-03/{name}")]);
    assert_eq!(answer(&seed(), query).1, expected);
}

fn seed() -> Store {
    let bytes = export(&root().join("examples/russie-aes-2025-04-03/dossier.yaml"), "turtle");
    let store = Store::new().expect("a store in memory");
    store.load_from_slice(RdfParser::from_format(RdfFormat::Turtle), &bytes).expect("our Turtle parses");
    store
}

fn questions() -> Vec<std::path::PathBuf> {
    let folder = root().join("ontology/queries");
    let mut questions: Vec<_> = fs::read_dir(&folder)
        .expect("the questions can be listed")
        .map(|entry| entry.expect("the entry can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rq"))
        .collect();
    questions.sort();
    questions
}

fn answer(store: &Store, query: &str) -> Table {
    let query = SparqlEvaluator::new().parse_query(query).expect("the question is SPARQL");
    let QueryResults::Solutions(solutions) = query.on_store(store).execute().expect("the question can be asked") else {
        panic!("a question is a SELECT");
    };
    let header = solutions.variables().iter().map(|variable| variable.as_str().to_owned()).collect();
    let mut rows: Vec<Vec<String>> = solutions
        .map(|solution| {
            solution.expect("a row").values().iter().map(|value| value.as_ref().map(cell).unwrap_or_default()).collect()
        })
        .collect();
    rows.sort();
    (header, rows)
}

/// A term as SPARQL's CSV writes it: the IRI, or the lexical form.
fn cell(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        Term::BlankNode(node) => panic!("{node}: our graphs have no blank nodes"),
    }
}

/// Reads CSV (RFC 4180) with one record a line.
fn table(csv: &str) -> Table {
    let mut lines = csv.lines().map(record);
    let header = lines.next().expect("a header");
    let mut rows: Vec<_> = lines.collect();
    rows.sort();
    (header, rows)
}

fn record(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut characters = line.chars().peekable();
    while let Some(character) = characters.next() {
        let cell = cells.last_mut().expect("a record has a cell");
        match character {
            '"' if quoted && characters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cell.push(character),
        }
    }
    cells
}

#[test]
fn csv_cells_may_hold_commas_and_quotes() {
    assert_eq!(record(r#"a,"b,c","say ""no""","#), ["a", "b,c", r#"say "no""#, ""]);
    assert!(Path::new(&root()).join("ontology/queries/CQ01.csv").is_file());
}
