//! The SPARQL 1.1 query suites, asked through the command: what it reads, evaluates and writes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::dataset::CanonicalizationAlgorithm;
use oxigraph::model::{Graph, GraphName, NamedNode, NamedOrBlankNode, Quad, Term, Triple};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, ReaderQueryResultsParserOutput};

use super::archive::Suite;
use crate::cli::stage::Stage;

const FOLDERS: &[&str] = &[
    "aggregates",
    "bind",
    "bindings",
    "cast",
    "construct",
    "csv-tsv-res",
    "exists",
    "functions",
    "grouping",
    "json-res",
    "negation",
    "project-expression",
    "property-path",
    "subquery",
    "syntax-query",
];

/// Where the files of the suite are thought to lie.
const BASE: &str = "http://suite.example/";
const MF: &str = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";
const QT: &str = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

/// Tests that fail, and why. One that passes must leave the list.
const KNOWN: &[(&str, &str)] = &[
    ("aggregates/agg-groupconcat-04", "the engine drops a language that all members share"),
    ("aggregates/agg-groupconcat-06", "the engine drops the language of a lone member"),
    (
        "aggregates/agg-empty-group-count-graph",
        "its rows are given as a graph of result sets, which is no format of ours",
    ),
    ("bindings/graph", "its rows are given as a graph of result sets"),
    ("negation/graph-minus", "the engine counts the name of the graph among the variables that both sides share"),
    ("property-path/zero_or_more_set_start", "the engine finds no path of length 0 at a node that is in no triple"),
    ("property-path/zero_or_more_set_end", "as the one before"),
    ("property-path/zero_or_one_set_start", "as the one before"),
    ("property-path/zero_or_one_set_end", "as the one before"),
    (
        "syntax-query/test_4",
        "an extension function is refused when it is asked for: the command parses and asks in one",
    ),
];

/// One test of a manifest, its files by their paths in the archive.
struct Case {
    name: String,
    kind: String,
    query: String,
    data: Vec<String>,
    graphs: Vec<String>,
    result: Option<String>,
}

#[test]
fn the_suites_have_their_answers() {
    let suite = Suite::sparql();
    let (mut passed, mut failed) = (BTreeMap::new(), Vec::new());
    for case in FOLDERS.iter().flat_map(|folder| cases(&suite, folder)) {
        match judge(&suite, &case) {
            Ok(()) => *passed.entry(case.kind.clone()).or_insert(0) += 1,
            Err(reason) => failed.push((case.name.clone(), reason)),
        }
    }
    let names: Vec<_> = failed.iter().map(|(name, _)| name.as_str()).collect();
    let known: Vec<_> = KNOWN.iter().map(|(name, _)| *name).collect();
    let report = failed.iter().fold(String::new(), |mut text, (name, reason)| {
        let _ = writeln!(text, "{name}: {reason}");
        text
    });
    assert_eq!(names, known, "{report}");
    let floor = |kind: &str| passed.get(kind).copied().unwrap_or(0);
    assert!(floor("QueryEvaluationTest") >= 200, "{passed:?}");
    assert_eq!(floor("CSVResultFormatTest"), 3, "{passed:?}");
    assert!(floor("PositiveSyntaxTest11") >= 60 && floor("NegativeSyntaxTest11") >= 35, "{passed:?}");
}

fn cases(suite: &Suite, folder: &str) -> Vec<Case> {
    let path = format!("sparql/sparql11/{folder}/manifest.ttl");
    let manifest: Vec<Triple> = quads(suite, &path).into_iter().map(Triple::from).collect();
    let values = |subject: &Term, predicate: String| -> Vec<Term> {
        let fits =
            |triple: &&Triple| Term::from(triple.subject.clone()) == *subject && triple.predicate.as_str() == predicate;
        manifest.iter().filter(fits).map(|triple| triple.object.clone()).collect()
    };
    let files = |terms: Vec<Term>| -> Vec<String> {
        let file = |term: Term| match term {
            Term::NamedNode(node) => node.as_str().strip_prefix(BASE).map(str::to_owned),
            _ => None,
        };
        terms.into_iter().filter_map(file).collect()
    };
    let listed = manifest.iter().filter(|triple| triple.predicate.as_str() == format!("{RDF}first"));
    listed
        .filter_map(|entry| {
            let test = &entry.object;
            let kinds = values(test, format!("{RDF}type"));
            let kind = kinds.iter().find_map(|kind| Some(named(kind)?.strip_prefix(MF)?.to_owned()))?;
            let action = values(test, format!("{MF}action")).pop()?;
            let direct = files(vec![action.clone()]);
            Some(Case {
                name: named(test)?.rsplit('/').next()?.replace("manifest#", &format!("{folder}/")),
                kind,
                query: direct.into_iter().chain(files(values(&action, format!("{QT}query")))).next()?,
                data: files(values(&action, format!("{QT}data"))),
                graphs: files(values(&action, format!("{QT}graphData"))),
                result: files(values(test, format!("{MF}result"))).pop(),
            })
        })
        .collect()
}

fn named(term: &Term) -> Option<&str> {
    match term {
        Term::NamedNode(node) => Some(node.as_str()),
        _ => None,
    }
}

/// The quads of a file, by a parser that is not ours.
fn quads(suite: &Suite, path: &str) -> Vec<Quad> {
    let format = RdfFormat::from_extension(path.rsplit('.').next().unwrap()).unwrap();
    let parser = RdfParser::from_format(format).with_base_iri(format!("{BASE}{path}")).unwrap();
    parser.for_slice(suite.file(path)).collect::<Result<_, _>>().unwrap()
}

fn judge(suite: &Suite, case: &Case) -> Result<(), String> {
    let stage = Stage::new();
    let query = String::from_utf8(suite.file(&case.query).to_vec()).map_err(|cause| cause.to_string())?;
    stage.write("query.rq", format!("BASE <{BASE}{}> {query}", case.query));
    stage.write("data.nq", data(suite, case));
    let run = |form: &[&str]| stage.run(&[&["query", "data.nq", "query.rq"], form].concat());
    let Some(result) = &case.result else {
        let outcome = run(&[]);
        let expected = if case.kind.starts_with("Positive") { 0 } else { 2 };
        return if outcome.code == Some(expected) {
            Ok(())
        } else {
            Err(format!("{:?} {}", outcome.code, outcome.stderr))
        };
    };
    let form: &[&str] = match result.rsplit('.').next() {
        Some("csv") => &["-f", "csv"],
        Some("tsv") => &["-f", "tsv"],
        Some("ttl" | "rdf") => &["-f", "turtle"],
        _ => &["-f", "json"],
    };
    let outcome = run(form);
    if outcome.code != Some(0) {
        return Err(outcome.stderr);
    }
    let expected = suite.file(result);
    let (found, expected) = match form[1] {
        "csv" => (sorted_lines(&outcome.stdout), sorted_lines(&String::from_utf8_lossy(expected))),
        "turtle" => (graph(&outcome.stdout), isomorphic(quads(suite, result))),
        form => {
            (rows(outcome.stdout.as_bytes(), form)?, rows(expected, result.rsplit('.').next().unwrap_or_default())?)
        }
    };
    if found == expected { Ok(()) } else { Err(format!("found {found:#?}, expected {expected:#?}")) }
}

/// The data of a test as N-Quads, each named graph called by its file.
fn data(suite: &Suite, case: &Case) -> String {
    let mut text = String::new();
    for (number, (path, named)) in
        case.data.iter().map(|path| (path, false)).chain(case.graphs.iter().map(|path| (path, true))).enumerate()
    {
        for mut quad in quads(suite, path) {
            if named {
                quad.graph_name = GraphName::NamedNode(NamedNode::new(format!("{BASE}{path}")).unwrap());
            }
            let line = quad.to_string().replace("_:", &format!("_:f{number}"));
            let _ = writeln!(text, "{line} .");
        }
    }
    text
}

/// CSV has no order that counts, and any label for a node without a name.
fn sorted_lines(csv: &str) -> Vec<String> {
    let mut lines: Vec<_> = csv
        .lines()
        .map(|line| {
            line.split(',').map(|cell| if cell.starts_with("_:") { "_:" } else { cell }).collect::<Vec<_>>().join(",")
        })
        .collect();
    lines.sort();
    lines
}

fn graph(turtle: &str) -> Vec<String> {
    let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle.as_bytes());
    isomorphic(quads.collect::<Result<_, _>>().unwrap())
}

/// The triples with labels that are the same for graphs that are.
fn isomorphic(quads: Vec<Quad>) -> Vec<String> {
    let mut graph: Graph = quads.into_iter().map(Triple::from).collect();
    graph.canonicalize(CanonicalizationAlgorithm::Unstable);
    let mut triples: Vec<_> = graph.iter().map(|triple| triple.to_string()).collect();
    triples.sort();
    triples
}

/// The rows of a result, sorted, each as text; nodes without a name are told apart only within a row.
fn rows(bytes: &[u8], form: &str) -> Result<Vec<String>, String> {
    let format = match form {
        "json" | "srj" => QueryResultsFormat::Json,
        "tsv" => QueryResultsFormat::Tsv,
        _ => QueryResultsFormat::Xml,
    };
    let parsed = QueryResultsParser::from_format(format).for_reader(bytes).map_err(|cause| cause.to_string())?;
    match parsed {
        ReaderQueryResultsParserOutput::Boolean(answer) => Ok(vec![answer.to_string()]),
        ReaderQueryResultsParserOutput::Solutions(solutions) => {
            let mut rows = solutions.map(|row| row.map(|row| shown(row.iter()))).collect::<Result<Vec<_>, _>>();
            if let Ok(rows) = &mut rows {
                rows.sort();
            }
            rows.map_err(|cause| cause.to_string())
        }
    }
}

fn shown<'r>(values: impl Iterator<Item = (&'r oxigraph::model::Variable, &'r Term)>) -> String {
    let mut labels: Vec<NamedOrBlankNode> = Vec::new();
    let mut cells: Vec<String> = Vec::new();
    for (name, value) in values {
        let text = if let Term::BlankNode(node) = value {
            let node = NamedOrBlankNode::from(node.clone());
            let known = labels.iter().position(|label| *label == node);
            let number = known.unwrap_or(labels.len());
            if known.is_none() {
                labels.push(node);
            }
            format!("_:{number}")
        } else {
            number(value).unwrap_or_else(|| value.to_string())
        };
        cells.push(format!("{name}={text}"));
    }
    cells.sort();
    cells.join(" ")
}

/// A number by its value and type: results may have other lexical forms than the suite.
fn number(term: &Term) -> Option<String> {
    let Term::Literal(literal) = term else { return None };
    let datatype = literal.datatype().as_str().strip_prefix("http://www.w3.org/2001/XMLSchema#")?;
    let counts = ["integer", "decimal", "double", "float"].contains(&datatype);
    let value: f64 = literal.value().parse().ok().filter(|_| counts)?;
    Some(format!("{value:?}^^{datatype}"))
}
