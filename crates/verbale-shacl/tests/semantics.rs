//! What constraints mean where the W3C suite does not ask: each expectation follows from the section that is named.

use crate::common::{lines, together};

/// A literal is a node like any other to a shape (section 4.7.1: «each value node»).
#[test]
fn shapes_of_literals() {
    let shapes = "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:node [ sh:datatype xsd:date ] ] .";
    assert_eq!(lines(shapes, "ex:a ex:p \"2025-04-03\"^^xsd:date ."), [""; 0]);
    assert_eq!(lines(shapes, "ex:a ex:p 7 ."), ["Node <a> <p> \"7\"^^<http://www.w3.org/2001/XMLSchema#integer>"]);
    let qualified = "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; \
        sh:qualifiedValueShape [ sh:datatype xsd:string ] ; sh:qualifiedMinCount 2 ; sh:qualifiedMaxCount 2 ] .";
    assert_eq!(lines(qualified, "ex:a ex:p \"x\", \"y\", 1 ."), [""; 0]);
    assert_eq!(lines(qualified, "ex:a ex:p \"x\", 1 ."), ["QualifiedMinCount <a> <p>"]);
    assert_eq!(lines(qualified, "ex:a ex:p \"x\", \"y\", \"z\" ."), ["QualifiedMaxCount <a> <p>"]);
}

/// A deactivated shape asks nothing, wherever it stands (section 2.1.6.1).
#[test]
fn deactivated_shapes() {
    let property = "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:deactivated true ] .";
    assert_eq!(lines(property, ""), [""; 0]);
    let negated = "ex:S sh:targetNode ex:a ; sh:not [ sh:class ex:C ; sh:deactivated true ] .";
    assert_eq!(lines(negated, ""), ["Not <a>  <a>"]);
    let either = "ex:S sh:targetNode ex:a ; sh:or ( [ sh:class ex:C ; sh:deactivated true ] [ sh:class ex:D ] ) .";
    assert_eq!(lines(either, ""), [""; 0]);
}

/// Targets are those of the four kinds; only classes have inference (section 2.1.3).
#[test]
fn targets_without_inference() {
    let shapes = "ex:S sh:targetSubjectsOf ex:p ; sh:class ex:C .";
    assert_eq!(lines(shapes, "ex:a ex:q ex:b . ex:q rdfs:subPropertyOf ex:p ."), [""; 0]);
    let classes = "ex:S sh:targetClass ex:C ; sh:nodeKind sh:Literal .";
    let data = "ex:D rdfs:subClassOf ex:C . ex:E rdfs:subClassOf ex:D . ex:C rdfs:subClassOf ex:E . ex:a a ex:E .";
    assert_eq!(lines(classes, data), ["NodeKind <a>  <a>"]);
    let implicit = "ex:C a sh:NodeShape, owl:Class ; sh:nodeKind sh:Literal . owl:Class rdfs:subClassOf rdfs:Class .";
    assert_eq!(lines(implicit, data), ["NodeKind <a>  <a>"]);
}

/// Paths are those of SPARQL 1.1 section 9, whatever is nested in what.
#[test]
fn paths() {
    let values = |path: &str, data: &str| {
        let shapes = format!("ex:S sh:targetNode ex:a ; sh:property [ sh:path {path} ; sh:nodeKind sh:BlankNode ] .");
        let found = lines(&shapes, data);
        let mut values: Vec<String> = found.iter().map(|line| line.rsplit(' ').next().unwrap().to_owned()).collect();
        values.sort();
        values.join(" ")
    };
    let ring = "ex:a ex:p ex:b . ex:b ex:p ex:c . ex:c ex:p ex:a . ex:b ex:q ex:d .";
    assert_eq!(values("[ sh:oneOrMorePath ex:p ]", ring), "<a> <b> <c>");
    assert_eq!(values("[ sh:zeroOrMorePath ex:p ]", ring), "<a> <b> <c>");
    assert_eq!(values("[ sh:zeroOrOnePath ex:p ]", ring), "<a> <b>");
    assert_eq!(values("[ sh:inversePath ex:p ]", ring), "<c>");
    assert_eq!(values("[ sh:alternativePath ( ( ex:p ex:q ) ex:p ) ]", ring), "<b> <d>");
    assert_eq!(values("[ sh:inversePath ( ex:p ex:p ) ]", ring), "<b>");
    assert_eq!(values("[ sh:zeroOrMorePath ( ex:p ex:p ) ]", ring), "<a> <b> <c>");
    assert_eq!(values("( ex:p [ sh:oneOrMorePath [ sh:alternativePath ( ex:p ex:q ) ] ] )", ring), "<a> <b> <c> <d>");
    let literal =
        "ex:S sh:targetNode \"x\" ; sh:property [ sh:path [ sh:inversePath ex:p ] ; sh:nodeKind sh:Literal ] .";
    assert_eq!(lines(literal, "ex:b ex:p \"x\" ."), ["NodeKind \"x\" ^<p> <b>"]);
}

/// Values compare as SPARQL's operators say; those that do not compare are results (sections 4.3 and 4.5.3).
#[test]
fn order_of_values() {
    let bound = "ex:S sh:targetObjectsOf ex:p ; sh:minInclusive 10 .";
    assert_eq!(lines(bound, "ex:a ex:p 10, 10.0, 1.0e1 ."), [""; 0]);
    for value in ["9", "\"10\"", "\"2025\"^^xsd:gYear", "\"x\"^^xsd:integer", "ex:b", "\"NaN\"^^xsd:double"] {
        assert_eq!(lines(bound, &format!("ex:a ex:p {value} .")).len(), 1, "{value}");
    }
    let pair = "ex:S sh:targetNode ex:a ; sh:property [ sh:path ex:from ; sh:lessThan ex:to ] .";
    let holds = |from: &str, to: &str| lines(pair, &format!("ex:a ex:from {from} ; ex:to {to} .")).is_empty();
    assert!(holds("\"2025-04-03\"^^xsd:date", "\"2025-04-04\"^^xsd:date"));
    assert!(holds("\"-0100\"^^xsd:gYear", "\"-0044\"^^xsd:gYear"));
    assert!(!holds("\"2024\"^^xsd:gYear", "\"2025-04-03\"^^xsd:date"));
    assert!(!holds("\"2025-04\"^^xsd:gYearMonth", "\"2025-05-01\"^^xsd:date"));
    assert!(!holds("\"2025-04-04\"^^xsd:date", "\"2025-04-03\"^^xsd:date"));
}

/// A literal that has not the form of its datatype is not of it (section 4.1.2), dates less than a day among them.
#[test]
fn ill_formed_literals() {
    for (datatype, good, bad) in [
        ("gYear", "2025", "25"),
        ("gYearMonth", "2025-04", "2025-13"),
        ("gMonthDay", "--02-29", "--02-30"),
        ("date", "2024-02-29", "2025-02-29"),
        ("dateTimeStamp", "2025-04-03T10:00:00Z", "2025-04-03T10:00:00"),
        ("duration", "P1Y", "1 year"),
        ("language", "fr", "français"),
        ("boolean", "1", "yes"),
    ] {
        let shapes = format!("ex:S sh:targetObjectsOf ex:p ; sh:datatype xsd:{datatype} .");
        let of = |text: &str| lines(&shapes, &format!("ex:a ex:p \"{text}\"^^xsd:{datatype} .")).len();
        assert_eq!((of(good), of(bad)), (0, 1), "{datatype}");
    }
}

/// `sh:closed` allows the paths that are IRIs and the ignored ones, no more (section 4.8.1).
#[test]
fn closed_shapes() {
    let shapes = "ex:S sh:targetNode ex:a ; sh:closed true ; sh:ignoredProperties ( ex:i ) ; \
        sh:property [ sh:path ex:p ], [ sh:path ( ex:q ex:r ) ] .";
    assert_eq!(lines(shapes, "ex:a ex:p 1 ; ex:i 2 ; ex:q ex:b ."), ["Closed <a> <q> <b>"]);
}

/// Results have a fixed order, and those that several targets give come once (section 3.4.1).
#[test]
fn results_once_and_in_order() {
    let shapes = "ex:S sh:targetClass ex:C ; sh:targetNode ex:b ; sh:severity sh:Warning ; sh:class ex:D . \
        ex:T sh:targetClass ex:C ; sh:nodeKind sh:Literal .";
    let expected = ["NodeKind <a>  <a>", "NodeKind <b>  <b>", "Class <a>  <a>", "Class <b>  <b>"];
    assert_eq!(lines(shapes, "ex:b a ex:C . ex:a a ex:C ."), expected);
    assert_eq!(lines(shapes, "ex:a a ex:C . ex:b a ex:C . ex:a a ex:C ."), expected);
}

/// Messages are those of the shape that has the constraint, with their languages (section 2.1.5).
#[test]
fn messages_keep_their_language() {
    let shapes = "ex:S sh:targetNode ex:a ; sh:message \"of the parent\" ; sh:property \
        [ sh:path ex:p ; sh:minCount 1 ; sh:message \"manque\"@fr, \"is missing\"@en, \"?\" ], \
        [ sh:path ex:q ; sh:minCount 1 ] .";
    let results = crate::common::results(shapes, "");
    let messages: Vec<Vec<(Option<&str>, &str)>> = results
        .iter()
        .map(|result| result.messages.iter().map(|m| (m.language.as_deref(), m.text.as_str())).collect())
        .collect();
    assert_eq!(messages[0], [(None, "?"), (Some("en"), "is missing"), (Some("fr"), "manque")]);
    assert_eq!(messages[1], []);
    assert_eq!(results[1].detail, "at least 1 value needed, found 0");
}

/// Shapes that several others use are asked once: without that, this would take 2^60 steps.
#[test]
fn shared_shapes_are_asked_once() {
    let level = |level: usize| format!("ex:S{level} sh:and ( ex:S{0} ex:S{0} ) .\n", level + 1);
    let shapes = "ex:S60 sh:class ex:C . ex:S0 sh:targetNode ex:a .\n".to_owned() + &together(60, level);
    assert_eq!(lines(&shapes, "ex:a a ex:C ."), [""; 0]);
    assert_eq!(lines(&shapes, "ex:a a ex:D ."), ["And <a>  <a>"]);
}
