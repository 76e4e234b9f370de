//! The page on SHACL: the shapes that it lists are those that are embedded, and what it says is refused is refused.

use std::fs;

use tempfile::TempDir;

use super::markdown::{blocks, code, rows, section, sections};
use crate::command::{Outcome, root, verbale};

fn page() -> String {
    fs::read_to_string(root().join("crates/verbale/docs/shacl.md")).expect("the page can be read")
}

const PREFIXES: &str = "\
@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
";

/// Checks a graph of one triple against a property shape that has this written in it.
fn with_shape(written: &str) -> Outcome {
    let folder = TempDir::new().expect("a folder can be made");
    let shapes = format!(
        "{PREFIXES}ex:S a sh:NodeShape ; sh:targetNode ex:n ; sh:property ex:P .\n\
         ex:P a sh:PropertyShape ; sh:path ex:p ; {written} .\n"
    );
    fs::write(folder.path().join("shapes.ttl"), shapes).expect("the shapes can be written");
    fs::write(folder.path().join("data.ttl"), format!("{PREFIXES}ex:n ex:p ex:m .")).expect("the data can be written");
    verbale(folder.path(), &["check", "data.ttl", "--no-default-shapes", "--shapes", "shapes.ttl"])
}

#[test]
fn the_shapes_are_those_of_the_ontology() {
    let page = page();
    let sections = sections(&page);
    let shown = rows(&section(&sections, "The shapes of the ontology").body);
    let names: Vec<&str> = shown.iter().map(|cells| code(cells[0])[0]).collect();
    let embedded: Vec<&str> = verbale_ontology::SHAPES.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, embedded);
    for (cells, (name, turtle)) in shown.iter().zip(verbale_ontology::SHAPES) {
        assert!(turtle.contains(&format!("\"{}\"@en", cells[1])), "{name}: {}", cells[1]);
    }
}

#[test]
fn what_is_not_supported_is_refused() {
    let page = page();
    let sections = sections(&page);
    let mut seen = 0;
    for cells in rows(&section(&sections, "What is supported").body) {
        for term in code(cells[0]) {
            let outcome = with_shape(&format!("{term} ex:x"));
            assert_eq!((outcome.code, outcome.stdout.len()), (Some(2), 0), "{term}: {}", outcome.stderr);
            assert!(outcome.stderr.contains(&format!("{term} is not supported")), "{term}: {}", outcome.stderr);
            seen += 1;
        }
    }
    assert!(seen >= 20, "{seen} terms");
}

#[test]
fn what_is_wrong_in_a_shape_is_refused_at_its_line() {
    let page = page();
    let sections = sections(&page);
    let table = rows(&section(&sections, "Shapes are judged first").body);
    for cells in &table {
        let written = code(cells[0])[0];
        let outcome = with_shape(written);
        assert_eq!((outcome.code, outcome.stdout.len()), (Some(2), 0), "{written}: {}", outcome.stderr);
        assert!(outcome.stderr.contains("--> shapes.ttl:"), "{written}: {}", outcome.stderr);
    }
    assert!(table.len() >= 10, "{} shapes", table.len());
    let sound = with_shape("sh:minCount 1");
    assert_eq!((sound.code, sound.stdout.len()), (Some(0), 0), "{}", sound.stderr);
}

#[test]
fn the_house_rule_says_what_the_page_shows() {
    let page = page();
    let sections = sections(&page);
    let section = section(&sections, "Shapes of your own");
    let folder = TempDir::new().expect("a folder can be made");
    let dossier = fs::read(root().join("examples/first/dossier.yaml")).expect("the example can be read");
    fs::write(folder.path().join("dossier.yaml"), dossier).expect("the dossier can be written");
    let rules = blocks(&section.body, "turtle house-rules.ttl")[0];
    fs::write(folder.path().join("house-rules.ttl"), rules).expect("the shapes can be written");
    let run = |more: &[&str]| {
        let arguments = [&["check", "dossier.yaml", "--shapes", "house-rules.ttl"], more].concat();
        let outcome = verbale(folder.path(), &arguments);
        (outcome.code, String::from_utf8(outcome.stdout).expect("reports are UTF-8"))
    };
    let shown = blocks(&section.body, "text")[0];
    assert_eq!(run(&[]), (Some(0), format!("{shown}\n\n1 warning\n")));
    let (exit, french) = run(&["--lang", "fr", "--fail-on", "warning"]);
    assert_eq!(exit, Some(1));
    assert_eq!(french, format!("{shown}\n\n1 warning\n").replace("A meeting has a place", "Une rencontre a un lieu"));
}
