//! Reads Turtle with the line on which each statement ends.

use oxrdf::Triple;
use oxttl::TurtleParser;
use verbale_core::diagnostic::{Place, Position};
use verbale_shacl::{Engine, Fault, Shapes, ShapesFile, Statement, ValidationResult};

/// Prefixes that every text here may use; they stand before its first line.
const PREFIXES: &str = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> . \
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . \
    @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . ";

/// A shapes file; a statement stands on the line that ends it.
pub(crate) fn file(name: &str, turtle: &str) -> ShapesFile {
    let mut parser = TurtleParser::new().low_level();
    parser.extend_from_slice(PREFIXES.as_bytes());
    let last = turtle.lines().count();
    let mut statements = Vec::new();
    for (index, line) in turtle.split_inclusive('\n').enumerate() {
        parser.extend_from_slice(line.as_bytes());
        if index + 1 == last {
            parser.end();
        }
        while let Some(triple) = parser.parse_next() {
            let start = Position { line: index + 1, column: 1, byte: 0 };
            statements
                .push(Statement { triple: triple.expect("well-formed"), place: Some(Place { start, end: start }) });
        }
    }
    ShapesFile { name: name.to_owned(), statements }
}

pub(crate) fn shapes(turtle: &str) -> Result<Shapes, Vec<Fault>> {
    Shapes::new(vec![file("shapes.ttl", turtle)])
}

pub(crate) fn triples(turtle: &str) -> Vec<Triple> {
    TurtleParser::new()
        .for_slice(format!("{PREFIXES}{turtle}").as_bytes())
        .collect::<Result<_, _>>()
        .expect("well-formed")
}

/// Results of data against shapes.
pub(crate) fn results(shapes_text: &str, data: &str) -> Vec<ValidationResult> {
    let shapes = shapes(shapes_text).unwrap_or_else(|faults| panic!("{faults:#?}"));
    shapes.validate(&mut triples(data).into_iter()).expect("well-formed")
}

/// Results as lines: component, focus node, path, value; `http://example.org/` is left out.
pub(crate) fn lines(shapes_text: &str, data: &str) -> Vec<String> {
    let short = |text: String| text.replace("http://example.org/", "");
    results(shapes_text, data)
        .iter()
        .map(|result| {
            let component = result
                .component
                .as_str()
                .rsplit('#')
                .next()
                .expect("well-formed")
                .trim_end_matches("ConstraintComponent");
            let path = result.path.as_ref().map(ToString::to_string).unwrap_or_default();
            let value = result.value.as_ref().map(ToString::to_string).unwrap_or_default();
            short(format!("{component} {} {path} {value}", result.focus_node)).trim_end().to_owned()
        })
        .collect()
}

/// What `part` gives for 0, 1, … up to `count`, together.
pub(crate) fn together(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}
