//! Data and shapes that are large or go round in circles end, in the stack of an ordinary thread.

use std::time::{Duration, Instant};

use crate::common::{lines, shapes, together, triples};
use verbale_shacl::{Engine, Shapes, ShapesFile};

/// Runs in a thread with the 2 MiB of stack that worker threads have.
fn in_a_worker(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(2 << 20).spawn(work).expect("a thread").join().expect("no panic");
}

#[test]
fn long_chains_and_rings() {
    in_a_worker(|| {
        let last = 100_000;
        let chain: String = together(last, |i| format!("ex:n{i} ex:p ex:n{} .\n", i + 1));
        let shapes =
            |path: &str| format!("ex:S sh:targetNode ex:n0 ; sh:property [ sh:path {path} ; sh:maxCount 0 ] .");
        let started = Instant::now();
        for (data, reached) in [(chain.clone(), last + 1), (format!("{chain} ex:n{last} ex:p ex:n0 ."), last + 1)] {
            let results = crate::common::results(&shapes("[ sh:zeroOrMorePath ex:p ]"), &data);
            assert_eq!(results[0].detail, format!("at most 0 values allowed, found {reached}"));
        }
        let back = "[ sh:inversePath [ sh:oneOrMorePath [ sh:inversePath ex:p ] ] ]";
        assert_eq!(
            crate::common::results(&shapes(back), &chain)[0].detail,
            format!("at most 0 values allowed, found {last}")
        );
        assert!(started.elapsed() < Duration::from_secs(60));
    });
}

/// The deepest shapes and paths that are accepted.
#[test]
fn the_deepest_shapes_run() {
    in_a_worker(|| {
        let text = "ex:S0 sh:targetNode ex:a .\nex:S63 sh:class ex:C .\n".to_owned()
            + &together(63, |level| format!("ex:S{level} sh:xone ( ex:S{} ) .\n", level + 1));
        assert_eq!(lines(&text, "ex:a a ex:C ."), [""; 0]);
        assert_eq!(lines(&text, "ex:a a ex:D ."), ["Xone <a>  <a>"]);
        let path = "[ sh:zeroOrMorePath ".repeat(63) + "ex:p" + &" ]".repeat(63);
        let text = format!("ex:S sh:targetNode ex:a ; sh:property [ sh:path {path} ; sh:maxCount 3 ] .");
        assert_eq!(lines(&text, "ex:a ex:p ex:b . ex:b ex:p ex:c . ex:c ex:p ex:a ."), [""; 0]);
    });
}

/// Cyclic lists and classes, a list of 100,000 members.
#[test]
fn lists_and_classes() {
    let members: String = together(100_000, |i| format!("{i} "));
    let text = format!("ex:S sh:targetObjectsOf ex:p ; sh:in ( {members} ) .");
    assert_eq!(lines(&text, "ex:a ex:p 99999, 100000 .").len(), 1);
    let circle = "ex:A rdfs:subClassOf ex:B . ex:B rdfs:subClassOf ex:A . ex:a a ex:B .";
    assert_eq!(lines("ex:S sh:targetClass ex:A ; sh:class ex:A ; sh:nodeKind sh:BlankNode .", circle).len(), 1);
    assert!(shapes("ex:S a sh:NodeShape, ex:A . ex:A rdfs:subClassOf ex:B . ex:B rdfs:subClassOf ex:A .").is_ok());
}

/// One set of shapes for many threads and many data graphs, none of which leaves a trace.
#[test]
fn shapes_are_shared() {
    let shapes = shapes("ex:S sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .").unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for round in 0..50 {
                    let data = if round % 2 == 0 { "ex:a a ex:C ; ex:p 1 ." } else { "ex:a a ex:C ." };
                    let results = shapes.validate(&mut triples(data).into_iter()).unwrap();
                    assert_eq!(results.len(), round % 2);
                }
            });
        }
    });
}

#[test]
fn nothing_to_validate_with() {
    let none = Shapes::new(Vec::new()).unwrap();
    assert!(none.is_empty() && none.targeted() == 0);
    let empty = Shapes::new(vec![ShapesFile { name: "empty.ttl".to_owned(), statements: Vec::new() }]).unwrap();
    assert!(empty.is_empty());
    assert!(empty.validate(&mut triples("ex:a ex:p ex:b .").into_iter()).unwrap().is_empty());
    let without_target = shapes("ex:S sh:class ex:C .").unwrap();
    assert!(without_target.is_empty());
}
