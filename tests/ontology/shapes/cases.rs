//! For each shape, data that passes and data that fails for that shape and no other.
//!
//! `cases/common.ttl` conforms, and every case is added to it. `good.ttl` conforms as well. The head of `bad.ttl` says
//! what must be found, from the ontology's rules: focus node, path (`-` for none), component, severity.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use oxrdf::{Graph, NamedNodeRef, TermRef, Triple};
use oxttl::TurtleParser;
use verbale_shacl::{Engine, ValidationResult};

use super::super::iri;
use super::{all_shapes, judged, short};
use crate::command::root;

/// A case for every node shape with a target.
const CASES: usize = 169;
/// Pairs of a shape and a constraint component.
const CONSTRAINTS: usize = 425;

/// Focus node, path, component, severity.
type Found = [String; 4];

fn folder() -> PathBuf {
    root().join("tests/ontology/shapes/cases")
}

fn names() -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

fn text(file: &str) -> String {
    fs::read_to_string(folder().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn triples(turtle: &str) -> Vec<Triple> {
    TurtleParser::new().for_slice(turtle).collect::<Result<_, _>>().unwrap()
}

/// What validation finds in a case, added to the common data.
fn results(case: &str) -> Vec<ValidationResult> {
    let graph: Graph = triples(&text("common.ttl")).into_iter().chain(triples(case)).collect();
    judged().validate(&mut graph.iter().map(Into::into)).unwrap()
}

fn found(result: &ValidationResult) -> Found {
    let path = result.path.as_ref().map_or_else(|| "-".to_owned(), |path| short(&path.to_string()));
    let component = component(result.component.as_ref());
    [short(&result.focus_node.to_string()), path, component, format!("{:?}", result.severity)]
}

fn component(iri: NamedNodeRef<'_>) -> String {
    let local = iri.as_str().rsplit('#').next().unwrap();
    local.strip_suffix("ConstraintComponent").unwrap().to_owned()
}

/// What the head of a bad file says must be found.
fn expected(bad: &str) -> BTreeSet<Found> {
    let words = |line: &str| line.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let heads = bad.lines().map_while(|line| line.strip_prefix("# ")).map(words);
    heads.map(|words| words.try_into().unwrap_or_else(|words| panic!("{words:?}: not four words"))).collect()
}

#[test]
fn common_data_conforms() {
    assert_eq!(results(""), []);
}

#[test]
fn good_data_passes() {
    for name in names() {
        let good = text(&format!("{name}/good.ttl"));
        assert!(triples(&good).len() > 1, "{name}: says too little");
        assert_eq!(results(&good).iter().map(found).collect::<Vec<_>>(), Vec::<Found>::new(), "{name}");
    }
}

#[test]
fn bad_data_fails_for_what_its_head_says_and_for_nothing_else() {
    for name in names() {
        let bad = text(&format!("{name}/bad.ttl"));
        let results = results(&bad);
        let expected = expected(&bad);
        assert!(!expected.is_empty(), "{name}: the head says nothing");
        assert_eq!(results.iter().map(found).collect::<BTreeSet<_>>(), expected, "{name}");
        let own = properties_of(&name);
        for result in &results {
            let shape = result.shape.to_string();
            assert!(own.contains(&shape), "{name}: {shape} is not a shape of this case");
        }
    }
}

/// A node shape and its property shapes, as N-Triples writes them.
fn properties_of(name: &str) -> BTreeSet<String> {
    let node = iri(&format!("shape:{name}"));
    let graph = all_shapes();
    let properties = graph.objects_for_subject_predicate(&node, &iri("sh:property")).map(|shape| shape.to_string());
    properties.chain([node.to_string()]).collect()
}

#[test]
fn every_shape_with_a_target_has_a_case() {
    let graph = all_shapes();
    let targets = [iri("sh:targetClass"), iri("sh:targetSubjectsOf")];
    let targeted = targets.iter().flat_map(|target| graph.triples_for_predicate(target));
    let targeted: BTreeSet<_> = targeted.map(|triple| short(&triple.subject.to_string())).collect();
    let cases: BTreeSet<_> = names().iter().map(|name| format!("shape:{name}")).collect();
    assert_eq!(cases, targeted);
    assert!(cases.len() >= CASES, "{} cases", cases.len());
}

#[test]
fn every_constraint_fails_in_some_case() {
    let mut failed = BTreeSet::new();
    for name in names() {
        for result in results(&text(&format!("{name}/bad.ttl"))) {
            failed.insert((result.shape.to_string(), component(result.component.as_ref())));
        }
    }
    let mut all = BTreeSet::new();
    for shape in names().iter().flat_map(|name| properties_of(name)) {
        all.extend(constraints(&shape).into_iter().map(|component| (shape.clone(), component)));
    }
    assert!(all.len() >= CONSTRAINTS, "{} constraints", all.len());
    assert_eq!(failed, all);
}

/// The constraint components that a shape declares.
fn constraints(shape: &str) -> BTreeSet<String> {
    /// Predicates of a shape that constrain nothing by themselves.
    const OTHER: [&str; 9] = [
        "path",
        "name",
        "message",
        "severity",
        "property",
        "targetClass",
        "targetSubjectsOf",
        "qualifiedValueShape",
        "description",
    ];
    let triples = all_shapes().iter().filter(|triple| triple.subject.to_string() == shape);
    let parameters = triples.filter_map(|triple| triple.predicate.as_str().strip_prefix(iri("sh:").as_str()));
    let constraining = parameters.filter(|parameter| !OTHER.contains(parameter));
    constraining.map(|parameter| parameter[..1].to_uppercase() + &parameter[1..]).collect()
}

#[test]
fn a_message_tells_the_rule_and_a_way_out_in_both_languages() {
    for name in names() {
        for result in results(&text(&format!("{name}/bad.ttl"))) {
            let languages: Vec<_> = result.messages.iter().filter_map(|message| message.language.as_deref()).collect();
            assert_eq!(languages, ["en", "fr"], "{}", result.shape);
            for message in &result.messages {
                let sentences = message.text.matches(". ").count();
                assert!(sentences > 0 && message.text.ends_with('.'), "{}: {}", result.shape, message.text);
            }
        }
    }
}

#[test]
fn severities_are_used_on_purpose() {
    let graph = all_shapes();
    let count = |severity: &str| {
        let severity = iri(severity);
        graph.subjects_for_predicate_object(&iri("sh:severity"), TermRef::from(severity.as_ref())).count()
    };
    // Violation is the default; writing it would say nothing.
    assert_eq!(count("sh:Violation"), 0);
    assert!(count("sh:Warning") >= 20 && count("sh:Info") >= 5, "{} {}", count("sh:Warning"), count("sh:Info"));
}
