//! The JSON-LD context against the ontology, both ways, and one document read through it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use oxjsonld::JsonLdParser;
use oxrdf::{Graph, dataset::CanonicalizationAlgorithm};
use oxttl::NQuadsParser;
use serde_json::{Map, Value};
use sophia::{api::prelude::*, iri::Iri, jsonld::options::JsonLdOptions, turtle::serializer::nq::NQuadsSerializer};
use verbale_ontology::{CONTEXT, NAMESPACE, PREFIXES, REVERSED};

use super::{classes, dipl, instances, iri, ontology, own, properties, read, values};

const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// Properties that hold schemes together or lead from one to another; data never has them.
const OF_SCHEMES: [&str; 10] = [
    "skos:broader",
    "skos:narrower",
    "skos:inScheme",
    "skos:topConceptOf",
    "skos:hasTopConcept",
    "skos:exactMatch",
    "skos:closeMatch",
    "skos:broadMatch",
    "skos:narrowMatch",
    "skos:relatedMatch",
];

struct Term {
    iri: String,
    coercion: Option<String>,
    containers: Vec<String>,
    reverse: bool,
}

fn context() -> Map<String, Value> {
    let document: Value = serde_json::from_str(CONTEXT).unwrap();
    document["@context"].as_object().unwrap().clone()
}

/// The terms that stand for properties, by name.
fn terms() -> BTreeMap<String, Term> {
    let entries = context();
    // `type` is no property but the keyword's other name; the container makes it a list always.
    let properties = entries.iter().filter(|(name, _)| *name != "type");
    properties.filter_map(|(name, value)| Some((name.clone(), term(value.as_object()?)))).collect()
}

fn term(entry: &Map<String, Value>) -> Term {
    let text = |key: &str| entry.get(key).and_then(Value::as_str);
    let containers = match entry.get("@container") {
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        one => one.and_then(Value::as_str).map(str::to_owned).into_iter().collect(),
    };
    let whole = |name: &str| if name.starts_with("http") { name.to_owned() } else { iri(name).into_string() };
    Term {
        iri: whole(text("@id").or(text("@reverse")).unwrap()),
        coercion: text("@type").map(|kind| if kind.starts_with('@') { kind.to_owned() } else { whole(kind) }),
        containers,
        reverse: entry.contains_key("@reverse"),
    }
}

#[test]
fn every_property_has_a_term() {
    let graph = ontology();
    let termed: BTreeSet<_> = terms().into_values().filter(|term| !term.reverse).map(|term| term.iri).collect();
    let of_schemes = OF_SCHEMES.map(|name| iri(name).into_string());
    let kinds = ["owl:ObjectProperty", "owl:DatatypeProperty"];
    let missing: Vec<_> = kinds
        .iter()
        .flat_map(|kind| instances(graph, kind))
        .filter(|property| !termed.contains(property) && !of_schemes.contains(property))
        .collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn every_term_stands_for_a_declared_property() {
    let graph = ontology();
    let kinds = ["owl:ObjectProperty", "owl:DatatypeProperty", "owl:AnnotationProperty"];
    let declared: BTreeSet<_> = kinds.iter().flat_map(|kind| instances(graph, kind)).collect();
    for (name, term) in terms() {
        assert!(declared.contains(&term.iri), "{name}: {}", term.iri);
    }
}

#[test]
fn codes_are_read_as_names_and_references_as_iris() {
    let graph = ontology();
    let objects = own(&instances(graph, "owl:ObjectProperty"));
    for (name, term) in terms() {
        let Some(local) = term.iri.strip_prefix(NAMESPACE) else { continue };
        let coercion = term.coercion.as_deref();
        let coded = values(graph, &term.iri, "schema:rangeIncludes").contains(&dipl("Code")) || local == "onProperty";
        let expected = if coded { Some("@vocab") } else { Some("@id").filter(|_| objects.contains(local)) };
        match expected {
            Some(_) => assert_eq!(coercion, expected, "{name}"),
            None => assert!(coercion.is_none_or(|kind| !kind.starts_with('@')), "{name}"),
        }
    }
}

#[test]
fn a_name_that_stands_for_a_code_or_class_is_no_term() {
    let graph = ontology();
    let context = context();
    for name in own(&instances(graph, "dipl:Code")).into_iter().chain(classes(graph)) {
        assert!(!context.contains_key(&name), "{name}");
    }
    assert_eq!(context["@vocab"], NAMESPACE);
}

#[test]
fn no_term_is_named_like_a_method_of_client_libraries() {
    for name in ["format", "title", "count", "index"] {
        assert!(!context().contains_key(name), "{name}");
    }
}

#[test]
fn a_date_property_has_a_term_for_each_datatype() {
    let terms = terms();
    for property in
        ["date", "start", "end", "due"].map(dipl).into_iter().chain([iri("schema:datePublished").into_string()])
    {
        let found: BTreeSet<_> =
            terms.values().filter(|term| term.iri == property).filter_map(|term| term.coercion.as_deref()).collect();
        for datatype in ["date", "gYearMonth", "gYear", "dateTime"] {
            assert!(found.contains(format!("{XSD}{datatype}").as_str()), "{property} as {datatype}");
        }
    }
    for bound in ["earliest", "latest"] {
        assert_eq!(terms[bound].coercion.as_deref(), Some(format!("{XSD}date").as_str()));
    }
    assert_eq!(terms["edtf"].coercion.as_deref(), Some("http://id.loc.gov/datatypes/edtf/EDTF"));
}

#[test]
fn a_property_has_one_shape() {
    let mut shapes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for term in terms().into_values().filter(|term| !term.reverse) {
        let known = shapes.entry(term.iri.clone()).or_insert_with(|| term.containers.clone());
        assert_eq!(*known, term.containers, "{}", term.iri);
    }
}

#[test]
fn reversed_terms_are_those_that_writers_are_told_of() {
    let found: BTreeSet<_> = terms().into_iter().filter(|(_, term)| term.reverse).map(|(n, t)| (t.iri, n)).collect();
    let told: BTreeSet<_> = REVERSED.iter().map(|(iri, name)| ((*iri).to_owned(), (*name).to_owned())).collect();
    assert_eq!(found, told);
}

#[test]
fn prefixes_are_the_fixed_list() {
    let context = context();
    // `edtf` is the term of a property here.
    for (prefix, namespace) in PREFIXES.iter().filter(|(prefix, _)| *prefix != "edtf") {
        assert_eq!(context[*prefix], *namespace);
    }
    let strings = context.values().filter(|value| value.is_string()).count();
    assert_eq!(strings, PREFIXES.len() - 1 + ["@vocab", "id"].len());
}

#[test]
fn properties_without_a_type_hold_text() {
    let graph = ontology();
    let data = own(&instances(graph, "owl:DatatypeProperty"));
    let names = properties(graph);
    for (name, term) in terms() {
        let Some(local) = term.iri.strip_prefix(NAMESPACE).filter(|local| names.contains(*local)) else { continue };
        if data.contains(local) && term.coercion.is_none() {
            let ranges = values(graph, &term.iri, "schema:rangeIncludes");
            assert_eq!(ranges, [iri("rdf:langString").into_string()], "{name}");
            assert!(term.containers.iter().any(|container| container == "@language"), "{name}");
        }
    }
}

/// A document in JSON-LD with the context inside it, and the same in Turtle.
fn document() -> (String, Graph) {
    let json = include_str!("data/document.jsonld").replace("\"CONTEXT\"", &Value::from(context()).to_string());
    (json, canonical(read(include_str!("data/document.ttl"))))
}

fn canonical(mut graph: Graph) -> Graph {
    graph.canonicalize(CanonicalizationAlgorithm::Unstable);
    graph
}

#[test]
fn oxjsonld_reads_through_it_what_the_turtle_says() {
    let (document, expected) = document();
    let quads = JsonLdParser::new().with_base_iri("https://example.org/verbale/").unwrap();
    let found = quads.for_slice(&document).map(|quad| oxrdf::Triple::from(quad.unwrap())).collect();
    assert_eq!(canonical(found), expected);
}

#[test]
fn sophia_reads_through_it_what_the_turtle_says() {
    let (document, expected) = document();
    let base = Iri::new(Arc::from("https://example.org/verbale/")).unwrap();
    let options = JsonLdOptions::new().with_base(base);
    let quads = sophia::jsonld::parser::JsonLdParser::new_with_options(options).parse_str(&document);
    let mut lines = NQuadsSerializer::new_stringifier();
    let lines = lines.serialize_quads(quads).unwrap().to_string();
    let found = NQuadsParser::new().for_slice(&lines).map(|quad| oxrdf::Triple::from(quad.unwrap())).collect();
    assert_eq!(canonical(found), expected);
}
