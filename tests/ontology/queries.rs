//! The competency questions parse, agree with the header of their answers, and use declared terms only.

use std::collections::BTreeSet;

use oxigraph::{
    model::Variable,
    sparql::{QueryResults, SparqlEvaluator},
    store::Store,
};
use verbale_ontology::QUERIES;

use super::{classes, instances, ontology, own, properties};

#[test]
fn there_are_eighteen_in_order() {
    let names: Vec<_> = (1..=18).map(|number| format!("CQ{number:02}")).collect();
    assert_eq!(QUERIES.iter().map(|query| query.name).collect::<Vec<_>>(), names);
}

#[test]
fn each_parses_and_answers_under_the_expected_header() {
    let empty = Store::new().unwrap();
    for query in QUERIES {
        let prepared = SparqlEvaluator::new().parse_query(query.sparql).unwrap();
        let QueryResults::Solutions(rows) = prepared.on_store(&empty).execute().unwrap() else {
            panic!("{} is no SELECT", query.name)
        };
        let header: Vec<_> = rows.variables().iter().map(Variable::as_str).collect();
        assert_eq!(query.expected_csv.lines().next(), Some(header.join(",").as_str()), "{}", query.name);
    }
}

#[test]
fn each_uses_declared_terms_only() {
    let graph = ontology();
    let codes = own(&instances(graph, "dipl:Code"));
    let declared: BTreeSet<_> = classes(graph).into_iter().chain(properties(graph)).chain(codes).collect();
    let mut used = BTreeSet::new();
    for query in QUERIES {
        for part in query.sparql.split("dipl:").skip(1) {
            let end = part.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(part.len());
            used.insert(part[..end].to_owned());
        }
    }
    used.remove(""); // the prefix's declaration
    assert!(used.len() > 40, "{used:?}");
    assert_eq!(used.difference(&declared).collect::<Vec<_>>(), Vec::<&String>::new());
}
