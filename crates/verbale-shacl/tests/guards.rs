//! Every guard on shapes: what is refused, with which words, at which line.

use crate::common::{file, shapes};
use verbale_shacl::Shapes;

/// Shapes, and the one fault that they have: line, a part of its message.
fn refused(cases: &[(&str, usize, &str)]) {
    for (turtle, line, message) in cases {
        let faults = shapes(turtle).expect_err(turtle);
        let found: Vec<String> = faults.iter().map(ToString::to_string).collect();
        let expected = format!("shapes.ttl:{line}:1: ");
        let fits = |found: &String| found.starts_with(&expected) && found.contains(message);
        assert!(found.iter().any(fits), "{turtle}\nexpected {expected}{message}\nfound {found:#?}");
        assert_eq!(found.len(), 1, "{turtle}\nfound {found:#?}");
    }
}

/// Shapes that pass, and the one note about them.
fn noted(cases: &[(&str, usize, &str)]) {
    for (turtle, line, message) in cases {
        let shapes = shapes(turtle).unwrap_or_else(|faults| panic!("{turtle}\n{faults:#?}"));
        let found: Vec<String> = shapes.notes().iter().map(ToString::to_string).collect();
        assert_eq!(found.len(), 1, "{turtle}\n{found:#?}");
        assert!(found[0].starts_with(&format!("shapes.ttl:{line}:1: ")) && found[0].contains(message), "{found:?}");
    }
}

#[test]
fn counts_and_lengths() {
    refused(&[
        (
            "ex:S sh:property [ sh:path ex:p ;\n sh:minCount \"two\" ] .",
            2,
            "sh:minCount is \"two\", not an xsd:integer",
        ),
        ("ex:S sh:property [ sh:path ex:p ;\n sh:minCount -1 ] .", 2, "not an integer from 0 to 18446744073709551615"),
        ("ex:S sh:property [ sh:path ex:p ;\n sh:maxCount 18446744073709551616 ] .", 2, "not an integer from 0"),
        ("ex:S sh:property [ sh:path ex:p ;\n sh:maxCount 1.0 ] .", 2, "not an xsd:integer"),
        ("ex:S sh:minLength \"x\"^^xsd:integer .", 1, "not an integer from 0"),
        ("ex:S sh:maxLength -5 .", 1, "not an integer from 0"),
        ("ex:S sh:minLength 1 ;\n sh:minLength 2 .", 2, "sh:minLength has 2 values, not one"),
        ("ex:S\n sh:minCount 1 .", 2, "sh:minCount needs a path"),
        ("ex:S\n sh:uniqueLang true .", 2, "sh:uniqueLang needs a path"),
        ("ex:S\n sh:lessThan ex:p .", 2, "sh:lessThan needs a path"),
    ]);
}

/// Values that do not fit 32 bits are counts like others.
#[test]
fn large_counts_are_kept() {
    let data = "ex:a ex:p 1 .";
    let least = "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:minCount 4294967297 ] .";
    assert_eq!(crate::common::lines(least, data), ["MinCount <a> <p>"]);
    let most = "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:maxCount 4294967296 ] .";
    assert_eq!(crate::common::lines(most, data), [""; 0]);
}

#[test]
fn kinds_of_values() {
    refused(&[
        ("ex:S sh:class \"C\" .", 1, "sh:class is \"C\", not an IRI"),
        ("ex:S sh:datatype xsd:date ;\n sh:datatype xsd:gYear .", 2, "sh:datatype has 2 values"),
        ("ex:S sh:nodeKind sh:Iri .", 1, "not one of the six node kinds"),
        ("ex:S sh:nodeKind sh:IRI, \n sh:Literal .", 2, "sh:nodeKind has 2 values"),
        ("ex:S sh:minInclusive ex:five .", 1, "a datatype whose values have an order"),
        ("ex:S sh:maxExclusive \"2025-02-30\"^^xsd:date .", 1, "not a well-formed literal"),
        ("ex:S sh:maxExclusive \"a\"@en .", 1, "a datatype whose values have an order"),
        ("ex:S sh:equals [] .", 1, "not an IRI"),
        ("ex:S sh:closed \"yes\" .", 1, "sh:closed is \"yes\", not true or false"),
        ("ex:S a sh:NodeShape ;\n sh:deactivated \"1\"^^xsd:integer .", 2, "not true or false"),
        ("ex:S a sh:NodeShape ;\n sh:message ex:m .", 2, "sh:message is <http://example.org/m>, not a string"),
        ("ex:S a sh:NodeShape ;\n sh:severity \"Warning\" .", 2, "not an IRI"),
        ("ex:S a sh:NodeShape ; sh:severity sh:Warning ;\n sh:severity sh:Info .", 2, "sh:severity has 2 values"),
    ]);
}

#[test]
fn lists() {
    refused(&[
        ("ex:S sh:in ex:notAList .", 1, "sh:in: <http://example.org/notAList> is not a list"),
        ("ex:S sh:in \"a\" .", 1, "is not a list"),
        ("ex:S sh:in () .", 1, "sh:in is an empty list"),
        ("ex:S sh:languageIn () .", 1, "sh:languageIn is an empty list"),
        ("ex:S sh:languageIn ( 5 ) .", 1, "a member of the list is \"5\"^^"),
        ("ex:S sh:in _:l . _:l rdf:first 1 ;\n rdf:rest _:l .", 2, "goes round in a circle"),
        ("ex:S sh:in _:l . _:l rdf:first 1, 2 ; rdf:rest () .", 1, "2 rdf:first and 1 rdf:rest"),
        ("ex:S sh:in _:l . _:l rdf:first 1 .", 1, "1 rdf:first and 0 rdf:rest"),
        ("ex:S sh:or _:l . _:l rdf:first [ sh:class ex:C ] ;\n rdf:rest \"end\" .", 2, "sh:or: \"end\" is not a list"),
        ("ex:S sh:closed true ;\n sh:ignoredProperties rdf:type .", 2, "sh:ignoredProperties: "),
        ("ex:S sh:closed true ;\n sh:ignoredProperties ( \"p\" ) .", 2, "a member of the list is \"p\", not an IRI"),
    ]);
}

#[test]
fn paths() {
    refused(&[
        ("ex:S sh:property ex:P .\nex:P sh:class ex:C .", 1, "a property shape needs sh:path"),
        ("ex:P a sh:PropertyShape ;\n sh:class ex:C .", 1, "needs sh:path"),
        ("ex:P a sh:PropertyShape ;\n sh:path ex:p, ex:q .", 2, "sh:path has 2 values"),
        ("ex:P a sh:PropertyShape ;\n sh:path \"p\" .", 2, "\"p\" is not a path"),
        ("ex:P a sh:PropertyShape ;\n sh:path () .", 2, "an empty list is not a path"),
        ("ex:P a sh:PropertyShape ;\n sh:path ( ex:p ) .", 2, "two members or more, this one has 1"),
        ("ex:P a sh:PropertyShape ;\n sh:path [ sh:alternativePath ( ex:p ) ] .", 2, "two members or more"),
        ("ex:P a sh:PropertyShape ;\n sh:path [ sh:alternativePath ex:p ] .", 2, "is not a list"),
        ("ex:P a sh:PropertyShape ;\n sh:path [ ex:inverse ex:p ] .", 2, "is not a predicate of paths"),
        ("ex:P a sh:PropertyShape ;\n sh:path [ sh:inversePath ex:p ; sh:zeroOrOnePath ex:q ] .", 2, "one statement"),
        ("ex:P a sh:PropertyShape ; sh:path _:p . \n_:p sh:inversePath _:p .", 2, "the path goes round in a circle"),
        ("ex:P a sh:PropertyShape ;\n sh:path ( ex:p [ sh:zeroOrMorePath \"q\" ] ) .", 2, "is not a path"),
        ("ex:N a sh:NodeShape ;\n sh:path ex:p .", 1, "it is declared a sh:NodeShape"),
        ("ex:S sh:node ex:N .\nex:N sh:path ex:p .", 1, "it is a value of sh:node"),
    ]);
    noted(&[(
        "ex:P a sh:PropertyShape ; sh:path _:p .\n_:p rdf:first ex:p ; rdf:rest ( ex:q ) ;\n sh:inversePath ex:r .",
        3,
        "sh:inversePath is not used",
    )]);
}

#[test]
fn patterns() {
    refused(&[
        ("ex:S sh:pattern \"(?=a)b\" .", 1, "no look-around"),
        ("ex:S sh:pattern \"(a)\\\\1\" .", 1, "backreferences are not supported"),
        ("ex:S sh:pattern \"(\" .", 1, "unclosed group"),
        ("ex:S sh:pattern \"a\" ;\n sh:flags \"gi\" .", 1, "'g' is not one of the flags"),
        ("ex:S sh:pattern \"a\" ;\n sh:flags 1 .", 2, "not a string without a language"),
        ("ex:S sh:pattern \"a\"@en .", 1, "not a string without a language"),
    ]);
    noted(&[("ex:S a sh:NodeShape ;\n sh:flags \"i\" .", 2, "sh:flags has no effect without sh:pattern")]);
}

#[test]
fn targets() {
    refused(&[
        ("ex:S sh:targetClass \"C\" .", 1, "sh:targetClass is \"C\", not an IRI"),
        ("ex:S sh:targetSubjectsOf [] .", 1, "not an IRI"),
        ("ex:S sh:targetNode [ ex:expression ex:e ] .", 1, "not an IRI or a literal"),
        ("[] a sh:NodeShape, rdfs:Class .", 1, "a shape that is also a class needs an IRI"),
    ]);
}

#[test]
fn references() {
    refused(&[
        ("ex:S sh:node \"N\" .", 1, "sh:node is \"N\", not a shape"),
        ("ex:S sh:node ex:Missing .", 1, "nothing is said of it"),
        ("ex:S sh:not ex:Missing .", 1, "nothing is said of it"),
        ("ex:S sh:or ( [ sh:class ex:C ] \"N\" ) .", 1, "a member of the list is \"N\", not a shape"),
    ]);
    noted(&[
        (
            "ex:P a sh:PropertyShape ; sh:path ex:p ;\n sh:qualifiedMinCount 1 .",
            2,
            "no effect without sh:qualifiedValueShape",
        ),
        (
            "ex:P a sh:PropertyShape ; sh:path ex:p ;\n sh:qualifiedValueShape [ sh:class ex:C ] .",
            2,
            "no effect without",
        ),
        ("ex:S a sh:NodeShape ;\n sh:property ex:Missing .", 2, "nothing is said of it"),
        ("ex:S a sh:NodeShape ;\n sh:ignoredProperties ( ex:p ) .", 2, "no effect without sh:closed true"),
        ("ex:S\n sh:closed \"1\"^^xsd:boolean .", 2, "only true is true here"),
    ]);
}

/// Every way in which a shape leads to a shape.
#[test]
fn circles() {
    let circle = "shapes refer to one another in a circle: <http://example.org/S> → <http://example.org/S>";
    refused(&[
        ("ex:S sh:node ex:S .", 1, circle),
        ("ex:S sh:not ex:S .", 1, circle),
        ("ex:S sh:and ( ex:S ) .", 1, circle),
        ("ex:S sh:or ( [ sh:class ex:C ] ex:S ) .", 1, circle),
        ("ex:S sh:xone ( ex:S ) .", 1, circle),
        ("ex:S sh:path ex:p ; sh:property ex:S .", 1, circle),
        ("ex:S sh:path ex:p ; sh:qualifiedValueShape ex:S ; sh:qualifiedMinCount 1 .", 1, circle),
        (
            "ex:A sh:node ex:B .\nex:B sh:property ex:P .\nex:P sh:path ex:p ; sh:node ex:A .",
            1,
            "A> → <http://example.org/B> → <http://example.org/P> → <http://example.org/A>",
        ),
    ]);
    assert!(shapes("ex:A sh:node ex:B, ex:C . ex:B sh:node ex:D . ex:C sh:node ex:D . ex:D sh:class ex:E .").is_ok());
}

#[test]
fn features_that_are_not_there() {
    refused(&[
        ("ex:S a sh:NodeShape ;\n sh:rule ex:R .", 2, "sh:rule is not supported: rules"),
        ("ex:S a sh:NodeShape ;\n sh:js ex:J .", 2, "sh:js is not supported"),
        ("ex:S a sh:NodeShape ;\n sh:expression ex:E .", 2, "sh:expression is not supported"),
        ("ex:S a sh:NodeShape ;\n sh:target [ ex:a ex:b ] .", 2, "sh:target is not supported"),
        ("ex:S a sh:NodeShape ;\n sh:targetWhere [ ex:a ex:b ] .", 2, "sh:targetWhere is not supported"),
        ("ex:T\n a sh:SPARQLTarget .", 2, "the class sh:SPARQLTarget is not supported"),
        ("ex:F\n a sh:SPARQLFunction .", 2, "the class sh:SPARQLFunction is not supported"),
        ("ex:C\n a sh:ConstraintComponent .", 2, "the class sh:ConstraintComponent is not supported"),
        ("ex:C\n sh:parameter [ sh:path ex:p ] .", 2, "constraint components of one's own"),
        ("ex:C\n sh:validator ex:v .", 2, "constraint components of one's own"),
        ("<>\n sh:entailment ex:RDFS .".replace("<>", "ex:graph").as_str(), 2, "sh:entailment is not supported"),
    ]);
}

#[test]
fn names_that_do_not_exist() {
    refused(&[("ex:S sh:property [ sh:path ex:p ;\n sh:minCuont 1 ] .", 2, "sh:minCuont is not a term of SHACL")]);
    let faults = shapes("ex:S sh:property [ sh:path ex:p ; sh:minCuont 1 ] .").unwrap_err();
    assert_eq!(faults[0].help.as_deref(), Some("did you mean sh:minCount?"));
    refused(&[("ex:S\n a sh:NodeShap .", 2, "the class sh:NodeShap is not supported")]);
    noted(&[("ex:data\n sh:minCuont 1 .", 2, "sh:minCuont is not a term of SHACL")]);
}

#[test]
fn notes() {
    noted(&[
        ("ex:shapes\n owl:imports ex:more .", 2, "owl:imports <http://example.org/more> is not fetched"),
        ("ex:S a sh:NodeShape ;\n sh:severity ex:Grave .", 2, "its results count as violations"),
    ]);
    assert!(
        shapes("ex:S a sh:NodeShape ; sh:name \"x\" ; sh:order 1 ; sh:group ex:G . ex:G a sh:PropertyGroup .")
            .unwrap()
            .notes()
            .is_empty()
    );
}

/// Faults come all at once, in the order of the files, each with its file.
#[test]
fn all_faults_in_order() {
    let first = file("b.ttl", "ex:S sh:class 1 .\nex:T sh:datatype 2 .");
    let second = file("a.ttl", "ex:U sh:in 3 .");
    let found: Vec<String> = Shapes::new(vec![first, second]).unwrap_err().iter().map(ToString::to_string).collect();
    let starts: Vec<&str> = found.iter().map(|fault| &fault[..8]).collect();
    assert_eq!(starts, ["b.ttl:1:", "b.ttl:2:", "a.ttl:1:"], "{found:?}");
}

/// Chains of paths and of shapes: as deep as is allowed, one more, and so deep that recursion would end the process.
#[test]
fn depth() {
    let path = |depth: usize| {
        let inner = "[ sh:zeroOrMorePath ".repeat(depth) + "ex:p" + &" ]".repeat(depth);
        format!("ex:P a sh:PropertyShape ; sh:path {inner} .")
    };
    assert!(shapes(&path(63)).is_ok());
    for depth in [65, 20_000] {
        let statements = (0..depth).map(|level| format!("_:p{level} sh:zeroOrMorePath _:p{} .\n", level + 1));
        let text = format!(
            "ex:P a sh:PropertyShape ; sh:path _:p0 .\n{}_:p{depth} sh:inversePath ex:q .",
            statements.collect::<String>()
        );
        let faults = shapes(&text).unwrap_err();
        assert!(faults[0].message.contains("nested deeper than 64 levels"), "{faults:?}");
    }
    let chain = |length: usize| {
        let references = (0..length).map(|level| format!("ex:S{level} sh:node ex:S{} .\n", level + 1));
        references.collect::<String>() + &format!("ex:S{length} sh:class ex:C .")
    };
    assert!(shapes(&chain(63)).is_ok());
    for length in [64, 20_000] {
        let faults = shapes(&chain(length)).unwrap_err();
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].message.contains("nested deeper than 64 levels"), "{faults:?}");
    }
}
