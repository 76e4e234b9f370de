//! CAMEO and PLOVER: complete against the tables that they were made from, each concept matched as specified.

use std::collections::{BTreeMap, BTreeSet};

use oxrdf::Graph;

use super::{bilingual, classes, dipl, instances, ontology, own, values};

const CAMEO: &str = "https://w3id.org/verbale/cameo";
pub(super) const PLOVER: &str = "https://w3id.org/verbale/plover";

pub(super) struct Row {
    pub(super) code: String,
    name: String,
    goldstein: f64,
    root: String,
}

/// The table's rows. Some names hold commas and stand in quotation marks.
pub(super) fn cameo() -> Vec<Row> {
    let table = include_str!("data/cameo-event-codes.csv");
    table.lines().skip(1).map(cameo_row).collect()
}

fn cameo_row(line: &str) -> Row {
    let (code, rest) = line.split_once(',').unwrap();
    let (rest, root) = rest.rsplit_once(',').unwrap();
    let (name, goldstein) = rest.rsplit_once(',').unwrap();
    Row {
        code: code.to_owned(),
        name: name.trim_matches('"').to_owned(),
        goldstein: goldstein.parse().unwrap(),
        root: root.to_owned(),
    }
}

/// Event, mode and contexts of each line of the crosswalk, after its CAMEO code.
pub(super) fn crosswalk() -> Vec<(String, String, String, Vec<String>)> {
    let line = |line: &str| {
        let (code, rest) = line.split_once(':').filter(|(code, _)| code.bytes().all(|b| b.is_ascii_digit()))?;
        let fields = rest.split('#').next().unwrap_or_default();
        let mut fields = fields.split(',').map(|field| field.trim().to_owned());
        let (event, mode) = (fields.next()?, fields.next().unwrap_or_default());
        let contexts = fields.next().unwrap_or_default();
        let contexts = contexts.split(';').map(|context| context.trim().to_owned()).filter(|c| !c.is_empty()).collect();
        Some((code.to_owned(), event, mode, contexts))
    };
    include_str!("data/CAMEO2PLOVER-2021.txt").lines().filter_map(line).collect()
}

pub(super) fn cameo_iri(code: &str) -> String {
    format!("{CAMEO}#{code}")
}

/// What a concept's record becomes: the local name of the one closeMatch or broadMatch.
pub(super) fn matched(graph: &Graph, concept: &str) -> String {
    let predicates = ["skos:exactMatch", "skos:closeMatch", "skos:broadMatch"];
    let matches: Vec<_> = predicates.iter().flat_map(|predicate| values(graph, concept, predicate)).collect();
    assert_eq!(matches.len(), 1, "{concept}: {matches:?}");
    own(&matches).pop_first().unwrap()
}

pub(super) fn related(graph: &Graph, concept: &str) -> BTreeSet<String> {
    own(&values(graph, concept, "skos:relatedMatch"))
}

/// The class or event type that is specified for a CAMEO code, with the status or polarity; `None` leaves it open to
/// any event type.
pub(super) fn specified(code: &str) -> (Option<&'static str>, Option<&'static str>) {
    match code {
        "041" => (Some("telephone-call"), None),
        "042" | "043" => (Some("visit"), None),
        "051" | "052" => (Some("Stance"), Some("positive")),
        "054" => (Some("Recognition"), None),
        "057" => (Some("signing"), None),
        _ => match &code[..2] {
            "01" => (Some("statement-made"), None),
            "02" => (Some("appeal"), None),
            "03" => (Some("Commitment"), Some("intended")),
            "04" => (Some("Meeting"), None),
            "10" => (Some("demand"), None),
            "11" => (Some("Stance"), Some("negative")),
            "13" => (Some("Commitment"), Some("threatened")),
            _ => (None, None),
        },
    }
}

#[test]
fn cameo_is_the_table_code_for_code() {
    let graph = ontology();
    let rows = cameo();
    assert_eq!(rows.len(), 312);
    let in_scheme: BTreeSet<_> =
        instances(graph, "skos:Concept").into_iter().filter(|iri| iri.starts_with(&cameo_iri(""))).collect();
    assert_eq!(in_scheme, rows.iter().map(|row| cameo_iri(&row.code)).collect());
    for row in rows {
        let concept = cameo_iri(&row.code);
        assert_eq!(values(graph, &concept, "skos:notation"), [row.code]);
        let label = values(graph, &concept, "skos:prefLabel").concat();
        assert_eq!(label.to_lowercase(), row.name.to_lowercase());
        let score = values(graph, &concept, "dipl:goldstein").concat().parse::<f64>().unwrap();
        assert!((score - row.goldstein).abs() < f64::EPSILON, "{concept}: {score}");
    }
}

#[test]
fn cameo_s_hierarchy_leads_to_the_table_s_root() {
    let graph = ontology();
    for row in cameo() {
        let mut here = cameo_iri(&row.code);
        while let Some(above) = values(graph, &here, "skos:broader").pop() {
            assert!(values(graph, &above, "skos:narrower").contains(&here), "{above} does not know {here}");
            here = above;
        }
        assert_eq!(here, cameo_iri(&row.root));
        assert_eq!(values(graph, &here, "skos:topConceptOf"), [CAMEO]);
    }
}

#[test]
fn cameo_s_quad_classes_are_gdelt_s() {
    let graph = ontology();
    for row in cameo() {
        let class = match row.root.parse::<u8>().unwrap() {
            ..=5 => "1",
            6..=9 => "2",
            10..=14 => "3",
            _ => "4",
        };
        assert_eq!(values(graph, &cameo_iri(&row.code), "dipl:quadClass"), [class], "{}", row.code);
    }
}

#[test]
fn every_cameo_code_leads_to_the_specified_class_or_to_an_event_type() {
    let graph = ontology();
    let event_types = event_types(graph);
    for row in cameo() {
        let concept = cameo_iri(&row.code);
        let outcome = matched(graph, &concept);
        let (class_or_type, with) = specified(&row.code);
        match class_or_type {
            Some(expected) => assert_eq!(outcome, expected, "{}", row.code),
            None => assert!(event_types.contains(&outcome), "{}: {outcome}", row.code),
        }
        if let Some(with) = with {
            assert!(related(graph, &concept).contains(with), "{} without {with}", row.code);
        }
    }
}

#[test]
fn related_matches_are_codes_that_narrow_what_a_record_becomes() {
    let graph = ontology();
    let codes = own(&instances(graph, "dipl:Code"));
    let status = ["intended", "threatened"].map(str::to_owned);
    let polarity = ["positive", "negative"].map(str::to_owned);
    for row in cameo() {
        let concept = cameo_iri(&row.code);
        let (outcome, related) = (matched(graph, &concept), related(graph, &concept));
        assert!(related.is_subset(&codes), "{}: {related:?}", row.code);
        let statuses = status.iter().filter(|code| related.contains(*code)).count();
        let polarities = polarity.iter().filter(|code| related.contains(*code)).count();
        assert_eq!(statuses, usize::from(outcome == "Commitment"), "{}", row.code);
        assert_eq!(polarities, usize::from(outcome == "Stance"), "{}", row.code);
    }
}

#[test]
fn plover_has_every_name_of_the_crosswalk() {
    let graph = ontology();
    let notations = |kind: &str| {
        let concepts = instances(graph, "skos:Concept").into_iter();
        let in_scheme = concepts.filter(|iri| values(graph, iri, "skos:inScheme") == [format!("{PLOVER}/{kind}")]);
        in_scheme.flat_map(|iri| values(graph, &iri, "skos:notation")).collect::<BTreeSet<_>>()
    };
    let (events, modes, contexts) = (notations("events"), notations("modes"), notations("contexts"));
    let rows = crosswalk();
    assert_eq!(rows.len(), 276);
    for (code, event, mode, named) in rows {
        assert!(events.contains(&event), "{code}: {event}");
        // Code 175 has a context in the place of its mode.
        let known = if code == "175" { &contexts } else { &modes };
        assert!(mode.is_empty() || known.contains(&mode), "{code}: {mode}");
        assert!(named.iter().all(|context| contexts.contains(context)), "{code}: {named:?}");
    }
}

#[test]
fn the_crosswalk_is_kept() {
    let graph = ontology();
    let mut events: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (code, event, ..) in crosswalk() {
        events.entry(code).or_default().insert(event);
    }
    // The CAMEO table that the scheme is made from ends before this one.
    assert!(events.remove("1214").is_some() && !cameo().iter().any(|row| row.code == "1214"));
    for (code, events) in events {
        // A code with two events is no narrower than either.
        let predicate = if events.len() == 1 { "skos:narrowMatch" } else { "skos:relatedMatch" };
        for event in events {
            let matches = values(graph, &format!("{PLOVER}#{event}"), predicate);
            assert!(matches.contains(&cameo_iri(&code)), "{event} {predicate} {code}");
        }
    }
}

#[test]
fn every_plover_category_leads_to_one_class_or_event_type() {
    let graph = ontology();
    let (event_types, classes) = (event_types(graph), classes(graph));
    let concepts = instances(graph, "skos:Concept").into_iter();
    let categories: Vec<_> =
        concepts.filter(|iri| values(graph, iri, "skos:inScheme") == [format!("{PLOVER}/events")]).collect();
    assert!(categories.len() >= 16, "{}", categories.len());
    for category in &categories {
        let outcome = matched(graph, category);
        assert!(event_types.contains(&outcome) || classes.contains(&outcome), "{category}: {outcome}");
    }
    for (category, outcome_of, with) in [("AGREE", "Commitment", "intended"), ("THREATEN", "Commitment", "threatened")]
    {
        let category = format!("{PLOVER}#{category}");
        assert_eq!(matched(graph, &category), outcome_of);
        assert!(related(graph, &category).contains(with));
    }
}

#[test]
fn plover_contexts_that_match_lead_to_fields() {
    let graph = ontology();
    let fields = own(&values(graph, "https://w3id.org/verbale/dipl/codes/field", "skos:hasTopConcept"));
    let concepts = instances(graph, "skos:Concept").into_iter();
    let contexts = concepts.filter(|iri| values(graph, iri, "skos:inScheme") == [format!("{PLOVER}/contexts")]);
    let mut matched = 0;
    for context in contexts {
        assert!(bilingual(graph, &context, "skos:prefLabel"), "{context}");
        for predicate in ["skos:closeMatch", "skos:broadMatch"] {
            for field in own(&values(graph, &context, predicate)) {
                assert!(fields.contains(&field), "{context}: {field}");
                matched += 1;
            }
        }
    }
    assert!(matched > 20, "{matched}");
}

#[test]
fn the_files_name_their_authors_and_licences() {
    let file = |name: &str| verbale_ontology::CODES.iter().find(|(known, _)| *known == name).unwrap().1;
    assert!(file("cameo").contains("Copyright (c) 2022 Andreas Beger"));
    assert!(file("cameo").contains("The above copyright notice and this permission notice shall be included"));
    assert!(file("plover").contains("Open Event Data Alliance, CC BY-SA 4.0"));
    let graph = ontology();
    assert_eq!(values(graph, CAMEO, "dcterms:license"), ["https://spdx.org/licenses/MIT"]);
    for scheme in ["events", "modes", "contexts"] {
        let licence = values(graph, &format!("{PLOVER}/{scheme}"), "dcterms:license");
        assert_eq!(licence, ["https://creativecommons.org/licenses/by-sa/4.0/"]);
    }
}

fn event_types(graph: &Graph) -> BTreeSet<String> {
    let codes = own(&values(graph, "https://w3id.org/verbale/dipl/codes/event-type", "skos:hasTopConcept"));
    assert!(codes.contains("other-event") && !codes.contains(&dipl("other-event")));
    codes
}
