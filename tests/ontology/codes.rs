//! The code lists: one scheme each, complete as specified, and no name in two places.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::Graph;
use verbale_ontology::CODES;

use super::{bilingual, classes, dipl, instances, ontology, own, properties, read, texts, values};

/// The lists as specified: file, property, codes in order.
const SPECIFIED: &[(&str, &str, &str)] = &[
    ("modality", "modality", "stated presupposed reported"),
    ("factuality", "factuality", "certain probable possible improbable possibly-not counterfactual unknown"),
    ("basis", "basis", "explicit implied inferred machine-coded"),
    ("polarity", "polarity", "positive negative neutral"),
    ("trend", "trend", "increasing stable decreasing"),
    ("speech-mode", "speechMode", "direct indirect mixed"),
    ("existence", "existence", "planned dissolved"),
    ("status", "status", "agreed announced intended envisaged threatened expected possible-action relied-on requested"),
    ("meeting-format", "meetingFormat", "bilateral trilateral quadripartite multilateral"),
    ("channel", "channel", "in-person virtual telephone written"),
    ("frequency", "frequency", "unspecified weekly monthly quarterly twice-yearly yearly every-two-years"),
    (
        "situation-type",
        "situationType",
        "meeting-situation formalisation-situation recognition-situation founding-situation accession-situation \
         withdrawal-situation event-situation membership-situation capacity-situation relation-situation \
         instrument-situation commitment-situation expectation-situation statement-situation stance-situation",
    ),
    (
        "role",
        "role",
        "head-of-state head-of-government foreign-minister defence-minister minister deputy-minister ambassador envoy \
         spokesperson secretary-general commander commissioner chairperson director member-of-parliament other-role",
    ),
    (
        "field",
        "field",
        "military military-training arms-supply intelligence security counter-terrorism political-dialogue \
         foreign-policy economy trade energy humanitarian development-aid health climate migration human-rights \
         democracy governance anti-corruption borders sovereignty non-proliferation institutions culture \
         multidimensional general",
    ),
    (
        "relation-type",
        "relationType",
        "strategic-partnership cooperation alliance bilateral-relations diplomatic-relations affiliation dispute \
         conflict rivalry",
    ),
    (
        "instrument-type",
        "instrumentType",
        "joint-communique treaty agreement memorandum declaration resolution letter-of-intent press-release law",
    ),
    (
        "event-type",
        "eventType",
        "visit telephone-call negotiation mediation signing ratification appointment recall expulsion sanction \
         sanction-relief vote appeal demand rejection protest accusation apology condolence congratulation concession \
         investigation provision-of-aid material-cooperation military-posture reduction-of-relations coercion assault \
         fight mass-violence ceasefire election invitation inauguration commemoration death ban mission-opening \
         mission-closure statement-made other-event",
    ),
];

/// The lists in our own namespace.
fn lists() -> impl Iterator<Item = (&'static str, Graph)> {
    CODES.iter().filter(|(name, _)| !["cameo", "plover"].contains(name)).map(|(name, turtle)| (*name, read(turtle)))
}

fn scheme(list: &str) -> String {
    format!("https://w3id.org/verbale/dipl/codes/{list}")
}

#[test]
fn every_list_holds_the_specified_codes_in_their_order() {
    let mut found = Vec::new();
    for (name, turtle) in CODES.iter().take(SPECIFIED.len()) {
        let order: Vec<_> = turtle.lines().filter_map(|line| line.strip_prefix("dipl:")).collect();
        found.push((*name, order.join(" ")));
    }
    let specified: Vec<_> = SPECIFIED.iter().map(|(name, _, codes)| (*name, (*codes).to_owned())).collect();
    assert_eq!(found, specified);
}

#[test]
fn a_code_is_in_one_scheme_which_names_it() {
    let mut places: BTreeMap<String, &str> = BTreeMap::new();
    for (name, graph) in lists() {
        let codes = instances(&graph, "dipl:Code");
        assert_eq!(values(&graph, &scheme(name), "skos:hasTopConcept"), codes.iter().cloned().collect::<Vec<_>>());
        for code in codes {
            assert_eq!(values(&graph, &code, "skos:inScheme"), [scheme(name)], "{code}");
            assert_eq!(values(&graph, &code, "skos:topConceptOf"), [scheme(name)], "{code}");
            assert_eq!(places.insert(code.clone(), name), None, "{code} is in two lists");
        }
    }
    assert_eq!(places.len(), SPECIFIED.iter().map(|(_, _, codes)| codes.split(' ').count()).sum::<usize>());
}

#[test]
fn a_code_is_labelled_and_defined_in_both_languages() {
    for (name, graph) in lists() {
        let mut labels = BTreeSet::new();
        for code in instances(&graph, "dipl:Code") {
            assert!(bilingual(&graph, &code, "skos:prefLabel"), "{code}");
            assert!(bilingual(&graph, &code, "skos:definition"), "{code}");
            assert_eq!(values(&graph, &code, "skos:example").len(), 1, "{code}");
            assert_eq!(values(&graph, &code, "rdfs:isDefinedBy"), ["https://w3id.org/verbale/dipl"], "{code}");
            assert_eq!(values(&graph, &code, "skos:notation"), [code.rsplit('#').next().unwrap()], "{code}");
            for label in texts(&graph, &code, "skos:prefLabel") {
                assert!(labels.insert(label.clone()), "{name}: two codes are labelled {label:?}");
            }
        }
    }
}

#[test]
fn a_code_is_no_property_and_no_class() {
    let graph = ontology();
    let codes = own(&instances(graph, "dipl:Code"));
    let terms: BTreeSet<_> = classes(graph).into_iter().chain(properties(graph)).collect();
    assert_eq!(codes.intersection(&terms).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn a_scheme_has_its_papers_and_belongs_to_its_property() {
    let graph = ontology();
    for (name, property, _) in SPECIFIED {
        let scheme = scheme(name);
        assert!(bilingual(graph, &scheme, "dcterms:title"), "{scheme}");
        assert!(bilingual(graph, &scheme, "rdfs:comment"), "{scheme}");
        for needed in ["dcterms:creator", "dcterms:created", "dcterms:license", "owl:versionInfo"] {
            assert_eq!(values(graph, &scheme, needed).len(), 1, "{scheme} {needed}");
        }
        assert_eq!(values(graph, &scheme, "rdfs:seeAlso"), [dipl(property)]);
        assert_eq!(values(graph, &dipl(property), "rdfs:seeAlso"), [scheme]);
        assert_eq!(values(graph, &dipl(property), "schema:rangeIncludes"), [dipl("Code")]);
    }
}

#[test]
fn every_property_of_codes_has_its_list() {
    let graph = ontology();
    let with_codes = properties(graph)
        .into_iter()
        .filter(|property| values(graph, &dipl(property), "schema:rangeIncludes").contains(&dipl("Code")));
    let listed: BTreeSet<_> = SPECIFIED.iter().map(|(_, property, _)| (*property).to_owned()).collect();
    assert_eq!(with_codes.collect::<BTreeSet<_>>(), listed);
}

#[test]
fn factuality_codes_carry_the_values_of_factbank() {
    let graph = ontology();
    for (code, value) in [
        ("certain", "CT+"),
        ("probable", "PR+"),
        ("possible", "PS+"),
        ("improbable", "PR−"),
        ("possibly-not", "PS−"),
        ("counterfactual", "CT−"),
        ("unknown", "Uu"),
    ] {
        assert_eq!(values(graph, &dipl(code), "skos:altLabel"), [value]);
    }
}
