//! Time of reading shapes, and of validating small and large graphs.
//!
//! `cargo bench -p verbale-shacl`. The data are made here: people who know one another, one in a hundred wrong.

use divan::{Bencher, counter::ItemsCount};
use oxrdf::{Literal, NamedNode, Triple, vocab::rdf, vocab::xsd};
use oxttl::TurtleParser;
use verbale_shacl::{Engine, Shapes, ShapesFile, Statement};

const SHAPES: &str = r#"
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
ex:Person sh:targetClass ex:Person ;
  sh:property [ sh:path ex:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ; sh:pattern "^P" ] ;
  sh:property [ sh:path ex:born ; sh:maxCount 1 ; sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYear ] ) ] ;
  sh:property [ sh:path ex:knows ; sh:class ex:Person ; sh:nodeKind sh:IRI ] ;
  sh:property [ sh:path ex:status ; sh:in ( ex:active ex:retired ) ] ;
  sh:property [ sh:path ( ex:knows ex:born ) ; sh:not [ sh:datatype xsd:string ] ] .
ex:Known sh:targetObjectsOf ex:knows ; sh:property [ sh:path [ sh:inversePath ex:knows ] ; sh:minCount 1 ] .
"#;

fn main() {
    divan::main();
}

fn files() -> Vec<ShapesFile> {
    let statements = TurtleParser::new().for_slice(SHAPES).filter_map(Result::ok).map(Statement::from).collect();
    vec![ShapesFile { name: "shapes.ttl".to_owned(), statements }]
}

fn shapes() -> Shapes {
    Shapes::new(files()).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

/// Five triples a person.
fn data(people: usize) -> Vec<Triple> {
    let name = |local: String| NamedNode::new_unchecked(format!("http://example.org/{local}"));
    let person = |number: usize| name(format!("person/{}", number % people));
    let triples = |number: usize| {
        let born = if number.is_multiple_of(100) { "soon" } else { "1979-05-01" };
        let subject = person(number);
        [
            Triple::new(subject.clone(), rdf::TYPE, name("Person".to_owned())),
            Triple::new(subject.clone(), name("name".to_owned()), Literal::from(format!("P{number}"))),
            Triple::new(subject.clone(), name("born".to_owned()), Literal::new_typed_literal(born, xsd::DATE)),
            Triple::new(subject.clone(), name("knows".to_owned()), person(number * 7 + 1)),
            Triple::new(subject, name("status".to_owned()), name("active".to_owned())),
        ]
    };
    (0..people).flat_map(triples).collect()
}

#[divan::bench]
fn read_shapes(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(files).bench_values(Shapes::new);
}

#[divan::bench(args = [1_700, 100_000, 1_000_000], sample_count = 10)]
fn validate(bencher: Bencher<'_, '_>, triples: usize) {
    let shapes = shapes();
    let data = data(triples / 5);
    bencher
        .counter(ItemsCount::new(triples))
        .with_inputs(|| data.clone())
        .bench_values(|data| shapes.validate(&mut data.into_iter()).map(|results| results.len()));
}
