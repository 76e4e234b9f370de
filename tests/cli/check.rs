//! `verbale check` from outside: what it reads, what it says where, and how it ends.

use serde_json::Value;

use super::stage::{Outcome, Stage, dossier, faulty, faulty_json, json, part};

/// Shapes of a user: a meeting has a place, and at most one party.
const SHAPES: &str = r#"@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dipl: <https://w3id.org/verbale/dipl#> .
@prefix ex: <https://example.org/shapes#> .

ex:Placed a sh:NodeShape ; sh:targetClass dipl:Meeting ; sh:property ex:place, ex:party .
ex:place sh:path dipl:place ; sh:minCount 1 ;
  sh:message "Say where they met."@en, "Dites où ils se sont réunis."@fr .
ex:party sh:path dipl:party ; sh:maxCount 1 ; sh:severity sh:Warning .
"#;

const GRAPH: &str = r#"@prefix dipl: <https://w3id.org/verbale/dipl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

# The first meeting has no place.
<https://example.org/m1> a dipl:Meeting ;
  dipl:date "2025-13-01"^^xsd:date .
<https://example.org/m2> a dipl:Meeting ; dipl:place <https://example.org/p> .
"#;

fn stage() -> Stage {
    let stage = Stage::with_dossier();
    stage.write("shapes.ttl", SHAPES);
    stage
}

fn check(stage: &Stage, arguments: &[&str]) -> Outcome {
    stage.run(&[&["check"], arguments].concat())
}

/// The findings of a JSON report on standard output.
fn findings(outcome: &Outcome) -> Vec<Value> {
    let report: Value = serde_json::from_str(&outcome.stdout).unwrap();
    report["findings"].as_array().unwrap().clone()
}

/// Code, severity, line and column of each finding.
fn places(outcome: &Outcome) -> Vec<(String, String, u64, u64)> {
    let place = |finding: &Value| {
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        let number = |key: &str| finding[key].as_u64().unwrap_or_default();
        (text("code"), text("severity"), number("line"), number("column"))
    };
    findings(outcome).iter().map(place).collect()
}

fn at(code: &str, severity: &str, line: u64, column: u64) -> (String, String, u64, u64) {
    (code.into(), severity.into(), line, column)
}

#[test]
fn a_good_dossier_has_nothing_on_standard_output() {
    let outcome = check(&stage(), &["a.yaml"]).fails(0, &["checked 1 dossier (", "nothing found"]);
    assert_eq!(outcome.stdout, "");
}

#[test]
fn results_of_shapes_stand_where_the_author_wrote_them() {
    let stage = stage();
    let outcome = check(&stage, &["a.yaml", "--shapes", "shapes.ttl", "--report", "json"]).fails(1, &[]);
    // No place: the fact. Two parties: the list.
    let expected =
        [at("MinCountConstraintComponent", "error", 6, 5), at("MaxCountConstraintComponent", "warning", 8, 14)];
    assert_eq!(places(&outcome), expected);
    let found = findings(&outcome);
    assert_eq!(found[0]["message"], "Say where they met");
    assert_eq!(found[0]["pointer"], "/facts/0");
    assert_eq!(found[1]["pointer"], "/facts/0/parties");
    assert_eq!(found[0]["record"], "a");
    assert_eq!(found[0]["shape"], "https://example.org/shapes#place");
    assert_eq!(found[0]["focusNode"], "https://example.org/verbale/a/summit");

    let french = check(&stage, &["a.yaml", "--shapes", "shapes.ttl", "--lang", "fr-CA"]).fails(1, &[]);
    assert!(french.stdout.contains("error[MinCountConstraintComponent]: Dites où ils se sont réunis\n"), "{french:?}");
    assert!(french.stdout.contains("--> a.yaml:6:5"), "{french:?}");
}

#[test]
fn what_fails_is_for_the_caller_to_say() {
    let stage = stage();
    stage.write(
        "placed.yaml",
        dossier("placed")
            .replace("actors:", "places: {paris: {name: {en: Paris}}}\nactors:")
            .replace("parties:", "place: paris\n    parties:"),
    );
    let run = |arguments: &[&str]| check(&stage, &[&["placed.yaml", "--shapes", "shapes.ttl"], arguments].concat());
    assert!(run(&[]).fails(0, &["1 warning"]).stdout.contains("warning[MaxCountConstraintComponent]"));
    run(&["--fail-on", "violation"]).fails(0, &[]);
    run(&["--fail-on", "warning"]).fails(1, &[]);
    run(&["--fail-on", "info"]).fails(1, &[]);
    run(&["--no-default-shapes"]).fails(0, &["1 warning"]);
    check(&stage, &["a.yaml", "--no-default-shapes"]).fails(0, &["nothing found"]);
}

#[test]
fn an_rdf_file_is_checked_by_its_lines() {
    let stage = stage();
    stage.write("g.ttl", GRAPH);
    let outcome = check(&stage, &["g.ttl", "--no-default-shapes", "--shapes", "shapes.ttl", "--report", "json"]);
    let expected = [at("MinCountConstraintComponent", "error", 5, 1), at("ill-typed-literal", "error", 6, 13)];
    assert_eq!((outcome.code, places(&outcome)), (Some(1), expected.to_vec()));
    let text = check(&stage, &["g.ttl", "--no-default-shapes", "--shapes", "shapes.ttl"]);
    assert!(text.stdout.contains("5 | <https://example.org/m1> a dipl:Meeting ;"), "{}", text.stdout);
    assert!(text.stdout.contains("6 |   dipl:date \"2025-13-01\"^^xsd:date ."), "{}", text.stdout);
}

#[test]
fn every_syntax_of_an_exported_graph_conforms() {
    let stage = stage();
    let mut triples = Vec::new();
    for file in ["a.ttl", "a.nt", "a.nq", "a.trig", "a.jsonld", "a.nq.gz", "a.ttl.zst"] {
        stage.run(&["export", "a.yaml", "-o", file]).fine();
        let outcome = check(&stage, &[file]).fails(0, &["checked 1 RDF file (", "nothing found"]);
        triples.push(outcome.stderr);
    }
    triples.dedup();
    assert_eq!(triples.len(), 1, "{triples:?}");
    // A graph without its claims' evidence does not.
    let nquads = stage.read("a.nq");
    let without: Vec<_> = nquads.lines().filter(|line| !line.contains("dipl#basis>")).collect();
    assert!(without.len() < nquads.lines().count());
    stage.write("b.nq", without.join("\n") + "\n");
    check(&stage, &["b.nq"]).fails(1, &["1 error"]);
}

#[test]
fn a_context_comes_from_a_file_or_not_at_all() {
    let stage = stage();
    let context = "https://example.org/context.jsonld";
    stage.run(&["export", "a.yaml", "-o", "a.jsonld", "--context-url", context]).fine();
    let outcome = check(&stage, &["a.jsonld"]).fails(1, &[]);
    assert!(outcome.stdout.contains(context) && outcome.stdout.contains("--context"), "{}", outcome.stdout);
    stage.write("context.jsonld", stage.run(&["ontology", "--context"]).fine().stdout);
    let given = format!("{context}=context.jsonld");
    check(&stage, &["a.jsonld", "--context", &given]).fails(0, &["nothing found"]);
    check(&stage, &["a.jsonld", "--context", "context.jsonld"]).fails(2, &["IRI=FILE"]);
}

#[test]
fn several_reports_come_from_one_run() {
    let stage = stage();
    stage.write("b.yaml", faulty("b"));
    let forms = ["json=r.json", "turtle=r.ttl", "sarif=r.sarif", "junit=r.xml", "github=r.txt", "text=r.text"];
    let mut arguments = vec!["a.yaml", "b.yaml"];
    for form in forms {
        arguments.extend(["--report", form]);
    }
    let outcome = check(&stage, &arguments).fails(1, &["checked 2 dossiers"]);
    assert_eq!(outcome.stdout, "");
    for file in ["r.json", "r.sarif", "r.xml", "r.txt", "r.text"] {
        assert!(stage.read(file).contains("quote-not-found"), "{file}");
    }
    assert!(stage.read("r.ttl").contains("ValidationReport"));
    check(&stage, &["a.yaml", "--report", "json", "--report", "sarif"]).fails(2, &["FORMAT=FILE"]);
    check(&stage, &["a.yaml", "--report", "json=x", "--report", "sarif=x"]).fails(2, &["one file"]);
    check(&stage, &["a.yaml", "--report", "xml"]).fails(2, &["no form `xml`", "sarif"]);
    check(&stage, &["a.yaml", "--report", "json=a.yaml"]).fails(2, &["would be overwritten"]);
    check(&stage, &["a.yaml", "--report", "json=nowhere/r.json"]).fails(2, &["nowhere"]);
}

#[test]
fn what_cannot_be_checked_does_not_keep_the_rest_from_it() {
    let stage = stage();
    stage.write("b.yaml", faulty("b"));
    stage.write("g.rdf", "<rdf:RDF/>");
    let inputs = ["missing.yaml", "g.rdf", "x.txt", "b.yaml"];
    let outcome =
        check(&stage, &inputs).fails(2, &["missing.yaml", "RDF/XML is not read", "convert it first", "x.txt"]);
    assert!(outcome.stdout.contains("quote-not-found"), "{}", outcome.stdout);
}

#[test]
fn shapes_that_are_wrong_end_the_run() {
    let stage = stage();
    stage.write("wrong.ttl", SHAPES.replace("sh:minCount 1", "sh:minCount \"two\""));
    check(&stage, &["a.yaml", "--shapes", "wrong.ttl"]).fails(2, &["wrong.ttl:6:", "the shapes cannot be used"]);
    stage.write("broken.ttl", "ex:a ex:b");
    check(&stage, &["a.yaml", "--shapes", "broken.ttl"]).fails(2, &["broken.ttl:1:"]);
    check(&stage, &["a.yaml", "--shapes", "missing.ttl"]).fails(2, &["missing.ttl"]);
    check(&stage, &["a.yaml", "--shapes", "a.yaml"]).fails(2, &["a.yaml"]);
}

#[test]
fn imports_are_named_and_not_fetched() {
    let stage = stage();
    stage.write(
        "importing.ttl",
        format!("{SHAPES}\n<> <http://www.w3.org/2002/07/owl#imports> <https://example.org/more> .\n"),
    );
    check(&stage, &["a.yaml", "--shapes", "importing.ttl"]).fails(1, &["note", "https://example.org/more"]);
}

#[test]
fn json_lines_are_checked_line_by_line() {
    let stage = stage();
    stage.write("b.jsonl", [json("one"), String::new(), faulty_json("two"), json("one"), "{".into()].join("\n"));
    let outcome = check(&stage, &["b.jsonl", "--report", "json"]).fails(1, &["checked 4 dossiers"]);
    let lines: Vec<_> = places(&outcome).into_iter().map(|(code, _, line, _)| (code, line)).collect();
    let expected = [("quote-not-found", 3), ("duplicate-id", 4), ("syntax", 5)];
    assert_eq!(lines, expected.map(|(code, line)| (code.to_owned(), line)));
    assert_eq!(findings(&outcome)[0]["record"], "two");

    stage.write("parts.jsonl", [part("d", 1), part("d", 2)].join("\n"));
    check(&stage, &["parts.jsonl"]).fails(0, &["checked 2 dossiers", "nothing found"]);
    let conflict =
        part("d", 2).replace("\"type\":\"state\",\"iso\":\"FRA\"", "\"type\":\"group\",\"name\":{\"en\":\"France\"}");
    stage.write("parts.jsonl", [part("d", 1), conflict.replace("On Tuesday the", "On Monday the")].join("\n"));
    let outcome = check(&stage, &["parts.jsonl", "--report", "json"]).fails(1, &[]);
    assert!(places(&outcome).iter().any(|(code, _, line, _)| code == "part-conflict" && *line == 2), "{outcome:?}");
}

#[test]
fn a_folder_stands_for_its_dossiers() {
    let stage = Stage::new();
    stage.write("d/a.yaml", dossier("a"));
    stage.write("d/b/c.json", faulty_json("c"));
    stage.write("d/other.yaml", "version: 3\n");
    stage.write("d/g.ttl", "broken");
    let outcome = check(&stage, &["d"]).fails(1, &["checked 2 dossiers", "d/other.yaml has no key `verbale`"]);
    assert!(outcome.stdout.contains("--> d/b/c.json:1:"), "{}", outcome.stdout);
}

#[test]
fn findings_past_the_limit_are_counted() {
    let stage = stage();
    let lines: Vec<_> = (0..12_345)
        .map(|n| {
            format!(
                "<https://example.org/{n}> <https://example.org/p> \"x\"^^<http://www.w3.org/2001/XMLSchema#date> ."
            )
        })
        .collect();
    stage.write("g.nt", lines.join("\n") + "\n");
    let outcome = check(&stage, &["g.nt", "--report", "json"]).fails(1, &["12,345 errors"]);
    let report: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(report["summary"]["errors"], 12_345);
    assert_eq!(report["summary"]["shown"], 10_000);
    assert_eq!(report["findings"].as_array().unwrap().len(), 10_000);
    let text = check(&stage, &["g.nt"]).fails(1, &[]);
    assert!(text.stdout.ends_with("12,345 errors (the first 10,000 are shown)\n"));
}

#[test]
fn the_registry_of_a_dossier_is_reported_once() {
    let stage = Stage::new();
    stage.write("registry.yaml", "actors:\n  france: {type: kingdom, name: {en: France}}\n");
    for id in ["a", "b"] {
        stage.write(&format!("{id}.yaml"), dossier(id).replace("source:", "registry: registry.yaml\nsource:"));
    }
    let outcome = check(&stage, &["a.yaml", "b.yaml", "--report", "json"]).fails(1, &["checked 2 dossiers"]);
    let found = findings(&outcome);
    let of_registry: Vec<_> = found.iter().filter(|finding| finding["file"] == "registry.yaml").collect();
    assert_eq!(of_registry.len(), 1, "{found:?}");
    assert_eq!(found.iter().filter(|finding| finding["code"] == "registry-faulty").count(), 2);
}
