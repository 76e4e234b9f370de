//! The W3C suite of SHACL, through the entry point that users get: what [`Shapes::new`] refuses is refused here too.

use std::collections::BTreeMap;

use oxrdf::{Graph, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Term, TermRef, Triple};
use oxttl::TurtleParser;
use verbale_shacl::{Engine, Fault, Path, Shapes, ShapesFile, Statement, ValidationResult};

use super::archive::Suite;

const TESTS: &str = "data-shapes-test-suite/tests/";
const BASE: &str = "http://suite.example/";
const MF: &str = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
const SHT: &str = "http://www.w3.org/ns/shacl-test#";
const SH: &str = "http://www.w3.org/ns/shacl#";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// Tests whose shapes use features that are refused by name, with the word that the refusal says.
const REFUSED: [(&str, &str); 4] = [
    ("sparql/component/nodeValidator-001", "constraint components of one's own"),
    ("sparql/component/optional-001", "constraint components of one's own"),
    ("sparql/component/propertyValidator-select-001", "constraint components of one's own"),
    ("sparql/component/validator-001", "constraint components of one's own"),
];

/// What a test expects: `None` where the shapes must be refused, else its results, each as one line.
type Expected = Option<Vec<String>>;

/// A file of the suite as a graph.
fn graph(suite: &Suite, path: &str) -> Vec<Triple> {
    let parser = TurtleParser::new().with_base_iri(format!("{BASE}{path}")).expect("a base");
    parser.for_slice(suite.file(path)).collect::<Result<_, _>>().expect("a Turtle file")
}

/// The object of a predicate, or a panic that names it.
fn object<'g>(graph: &'g Graph, subject: NamedOrBlankNodeRef<'g>, predicate: &str) -> Option<TermRef<'g>> {
    graph.object_for_subject_predicate(subject, NamedNodeRef::new(predicate).expect("an IRI"))
}

fn node(term: TermRef<'_>) -> NamedOrBlankNodeRef<'_> {
    match term {
        TermRef::NamedNode(iri) => iri.into(),
        TermRef::BlankNode(node) => node.into(),
        TermRef::Literal(literal) => panic!("{literal} is a node"),
    }
}

fn list<'g>(graph: &'g Graph, head: TermRef<'g>) -> Vec<TermRef<'g>> {
    let mut members = Vec::new();
    let mut at = node(head);
    while let Some(first) = object(graph, at, &format!("{RDF}first")) {
        members.push(first);
        at = node(object(graph, at, &format!("{RDF}rest")).expect("a list"));
    }
    members
}

/// A path as the suite's report writes it, read on its own.
fn path(graph: &Graph, term: TermRef<'_>) -> Path {
    if let TermRef::NamedNode(iri) = term {
        return Path::Predicate(iri.into_owned());
    }
    let at = node(term);
    let inner = |name: &str| object(graph, at, &format!("{SH}{name}"));
    let paths = |head| list(graph, head).into_iter().map(|member| path(graph, member)).collect();
    if object(graph, at, &format!("{RDF}first")).is_some() {
        return Path::Sequence(paths(term));
    }
    let boxed = |term| Box::new(path(graph, term));
    inner("inversePath")
        .map(|term| Path::Inverse(boxed(term)))
        .or_else(|| inner("zeroOrMorePath").map(|term| Path::ZeroOrMore(boxed(term))))
        .or_else(|| inner("oneOrMorePath").map(|term| Path::OneOrMore(boxed(term))))
        .or_else(|| inner("zeroOrOnePath").map(|term| Path::ZeroOrOne(boxed(term))))
        .or_else(|| inner("alternativePath").map(|head| Path::Alternative(paths(head))))
        .expect("a path")
}

/// A term, blank nodes alike.
fn shown(term: &Term) -> String {
    match term {
        Term::BlankNode(_) => "_:".to_owned(),
        other => other.to_string(),
    }
}

/// Focus, path, severity, component, value and shape of a result.
fn line(parts: [Option<String>; 6]) -> String {
    parts.map(Option::unwrap_or_default).join(" | ")
}

fn expected_line(graph: &Graph, result: NamedOrBlankNodeRef<'_>) -> String {
    let part = |name: &str| object(graph, result, &format!("{SH}{name}"));
    let term = |name: &str| part(name).map(|term| shown(&term.into_owned()));
    line([
        term("focusNode"),
        part("resultPath").map(|term| path(graph, term).to_string()),
        term("resultSeverity"),
        term("sourceConstraintComponent"),
        term("value"),
        term("sourceShape"),
    ])
}

fn found_line(result: &ValidationResult) -> String {
    let shape: Term = match &result.shape {
        NamedOrBlankNode::NamedNode(iri) => iri.clone().into(),
        NamedOrBlankNode::BlankNode(node) => node.clone().into(),
    };
    line([
        Some(shown(&result.focus_node)),
        result.path.as_ref().map(ToString::to_string),
        Some(result.severity_iri.to_string()),
        Some(result.component.to_string()),
        result.value.as_ref().map(shown),
        Some(shown(&shape)),
    ])
}

struct Case {
    data: Vec<Triple>,
    shapes: Vec<Triple>,
    expected: Expected,
}

/// The test that a file describes, if it does.
fn case(suite: &Suite, file: &str) -> Option<Case> {
    let triples = graph(suite, file);
    let described: Graph = triples.iter().collect();
    let validate = NamedNodeRef::new("http://www.w3.org/ns/shacl-test#Validate").expect("an IRI");
    let rdf_type = NamedNodeRef::new("http://www.w3.org/1999/02/22-rdf-syntax-ns#type").expect("an IRI");
    let test = described.subject_for_predicate_object(rdf_type, validate)?;
    let action = node(object(&described, test, &format!("{MF}action")).expect("an action"));
    let input = |name: &str| {
        let iri = object(&described, action, &format!("{SHT}{name}")).expect("a graph").to_string();
        let path = iri.trim_matches(['<', '>']).strip_prefix(BASE).expect("a file of the suite").to_owned();
        if path == file { triples.clone() } else { graph(suite, &path) }
    };
    let result = object(&described, test, &format!("{MF}result")).expect("a result");
    let expected = (result.to_string() != format!("<{SHT}Failure>")).then(|| {
        let report = node(result);
        let results = NamedNodeRef::new("http://www.w3.org/ns/shacl#result").expect("an IRI");
        let results = described.objects_for_subject_predicate(report, results);
        let mut lines: Vec<String> = results.map(|result| expected_line(&described, node(result))).collect();
        lines.sort();
        let conforms = object(&described, report, &format!("{SH}conforms")).expect("a verdict").to_string();
        assert_eq!(conforms.starts_with("\"true\""), lines.is_empty(), "{file}");
        lines
    });
    Some(Case { data: input("dataGraph"), shapes: input("shapesGraph"), expected })
}

/// Validates as a user does.
fn run(case: &Case) -> Result<Vec<String>, Vec<Fault>> {
    let statements = case.shapes.iter().cloned().map(Statement::from).collect();
    let shapes = Shapes::new(vec![ShapesFile { name: "shapes.ttl".to_owned(), statements }])?;
    let results = shapes.validate(&mut case.data.iter().cloned()).expect("a verdict");
    let mut lines: Vec<String> = results.iter().map(found_line).collect();
    lines.sort();
    Ok(lines)
}

/// What every test of a folder says that should not be so, by name, with the number of tests.
fn failures(folder: &str) -> (usize, BTreeMap<String, String>) {
    let suite = Suite::shacl();
    let start = format!("{TESTS}{folder}/");
    let mut count = 0;
    let mut failures = BTreeMap::new();
    for (file, _) in suite.files(&start, ".ttl") {
        let Some(case) = case(&suite, file) else { continue };
        count += 1;
        let name = file[TESTS.len()..].trim_end_matches(".ttl").to_owned();
        match (run(&case), &case.expected) {
            (Ok(found), Some(expected)) if found == *expected => {}
            (Err(_), None) => {}
            (Err(faults), Some(_)) => {
                let faults: Vec<String> = faults.iter().map(|fault| fault.message.clone()).collect();
                failures.insert(name, format!("refused: {}", faults.join("; ")));
            }
            (Ok(found), expected) => {
                failures.insert(name, format!("found {found:#?}, expected {expected:#?}"));
            }
        }
    }
    (count, failures)
}

#[test]
fn core() {
    let (count, failures) = failures("core");
    assert_eq!(count, 98);
    assert_eq!(failures, BTreeMap::new());
}

/// Both ways: what is listed is refused for the reason that is listed, and nothing else fails.
#[test]
fn sparql() {
    let (count, failures) = failures("sparql");
    assert_eq!(count, 23);
    for (name, reason) in REFUSED {
        let failure = failures.get(name).unwrap_or_else(|| panic!("{name} is listed as refused, and passes"));
        assert!(failure.starts_with("refused: ") && failure.contains(reason), "{name}: {failure}");
    }
    let unlisted: Vec<_> = failures.iter().filter(|failure| !REFUSED.iter().any(|r| r.0 == failure.0)).collect();
    assert_eq!(unlisted, Vec::<(&String, &String)>::new());
}
