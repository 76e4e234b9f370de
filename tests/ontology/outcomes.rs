//! What records become: the table against the matches of the code lists, against what is specified, and against the
//! words of the dossier format.

use std::collections::BTreeSet;

use serde_json::Value;
use verbale_core::codes::{Channel, CommitmentStatus, EventType, Listed, MeetingFormat, Polarity};
use verbale_core::dossier::schema::schema;
use verbale_ontology::{CameoActor, Outcome, OutcomeKind, cameo_actor, outcome, outcome_of_mode, outcomes, state};

use super::datasets::{PLOVER, cameo, cameo_iri, crosswalk, matched, related, specified};
use super::{ontology, own, values};

/// The class or event type that the line leads to.
fn leads_to(line: &Outcome) -> &'static str {
    match line.kind {
        OutcomeKind::Event => line.event_type.unwrap(),
        OutcomeKind::Meeting => "Meeting",
        OutcomeKind::Commitment => "Commitment",
        OutcomeKind::Stance => "Stance",
        OutcomeKind::Recognition => "Recognition",
        other => panic!("{other:?}"),
    }
}

/// The line says of the concept what its matches say.
fn agrees(line: &Outcome, concept: &str) {
    let graph = ontology();
    assert_eq!(leads_to(line), matched(graph, concept), "{concept}");
    let related = related(graph, concept);
    // A category may be close to a kind that its records do not become, and name that kind's polarity with it.
    for (kind, code, list) in [
        (OutcomeKind::Commitment, line.status, ["intended", "threatened"]),
        (OutcomeKind::Stance, line.polarity, ["positive", "negative"]),
    ] {
        let expected = list.into_iter().find(|code| line.kind == kind && related.contains(*code));
        assert_eq!(code, expected, "{concept}");
    }
    let second = related.iter().any(|code| EventType::from_notation(code).is_some());
    let is_event = line.kind == OutcomeKind::Event;
    if let Some(event_type) = line.event_type.filter(|_| second && !is_event) {
        assert!(related.contains(event_type), "{concept}: {event_type}");
    }
}

#[test]
fn every_cameo_code_has_a_line_that_agrees_with_its_matches() {
    let rows = cameo();
    for row in &rows {
        let line = outcome("cameo", &row.code).unwrap_or_else(|| panic!("{} has no line", row.code));
        agrees(line, &cameo_iri(&row.code));
        let (leads, with) = specified(&row.code);
        if let Some(leads) = leads {
            assert_eq!(leads_to(line), leads, "{}", row.code);
        }
        assert!(with.is_none_or(|with| [line.status, line.polarity].contains(&Some(with))), "{}", row.code);
    }
    assert_eq!(outcomes().filter(|line| line.scheme == "cameo").count(), rows.len());
}

#[test]
fn every_plover_category_has_a_line_that_agrees_with_its_matches() {
    let graph = ontology();
    let categories = own_names(&values(graph, &format!("{PLOVER}/events"), "skos:hasTopConcept"));
    for category in &categories {
        let line = outcome("plover", category).unwrap_or_else(|| panic!("{category} has no line"));
        agrees(line, &format!("{PLOVER}#{category}"));
    }
    let lines: BTreeSet<String> =
        outcomes().filter(|line| line.scheme == "plover").map(|line| line.code.to_owned()).collect();
    assert_eq!(lines, categories);
}

/// Names in PLOVER's namespace.
fn own_names(iris: &[String]) -> BTreeSet<String> {
    iris.iter().filter_map(|iri| iri.strip_prefix(PLOVER)?.strip_prefix('#')).map(str::to_owned).collect()
}

#[test]
fn every_mode_of_the_crosswalk_has_a_line_and_says_no_more_than_its_match() {
    let graph = ontology();
    // Code 175 has a context in the place of its mode.
    let pairs = crosswalk().into_iter().filter(|(code, _, mode, _)| !mode.is_empty() && code != "175");
    let mut seen = 0;
    for (_, event, mode, _) in pairs {
        let line = outcome_of_mode(&event, &mode).unwrap();
        assert_eq!(line.mode, Some(mode.as_str()), "{event} {mode}");
        seen += 1;
    }
    assert!(seen > 100, "{seen}");
    for line in outcomes() {
        let Some(mode) = line.mode else { continue };
        let category = outcome("plover", line.code).unwrap();
        let concept = format!("{PLOVER}#mode-{mode}");
        let matches = ["skos:closeMatch", "skos:broadMatch"].iter().flat_map(|name| values(graph, &concept, name));
        let said: BTreeSet<String> = own(&matches.collect::<Vec<_>>());
        let own_words = [line.event_type, line.meeting_format, line.channel].into_iter().flatten();
        let of_category = [category.event_type, category.meeting_format, category.channel];
        for word in own_words.filter(|word| !of_category.contains(&Some(word))) {
            assert!(said.contains(word), "{} {mode}: {word}", line.code);
        }
        let same = (line.kind, line.status, line.polarity) == (category.kind, category.status, category.polarity);
        assert!(same || (line.kind == OutcomeKind::Event && said.contains(line.event_type.unwrap())), "{line:?}");
    }
}

#[test]
fn a_threat_remains_a_threat_whatever_the_mode() {
    let threats: Vec<_> = outcomes().filter(|line| line.code == "THREATEN").collect();
    assert!(threats.len() > 5);
    assert!(threats.iter().all(|line| line.status == Some("threatened")));
}

#[test]
fn actors_stand_where_the_ontology_puts_them() {
    for line in outcomes() {
        let expected = match line.kind {
            OutcomeKind::Meeting => ["parties", "parties"],
            OutcomeKind::Commitment if line.status == Some("threatened") => ["by", "recipient"],
            OutcomeKind::Commitment => ["by", "with"],
            OutcomeKind::Stance => ["holder", "target"],
            OutcomeKind::Recognition => ["by", "recognises"],
            _ => ["by", "recipient"],
        };
        assert_eq!(line.actors, expected, "{} {}", line.scheme, line.code);
    }
}

#[test]
fn every_word_of_the_table_is_one_of_the_format() {
    let schema = schema();
    let kinds = schema["$defs"]["Fact"]["oneOf"].as_array().unwrap();
    for line in outcomes() {
        let kind = kinds.iter().find(|kind| kind["title"] == line.kind.name()).unwrap();
        let takes = |key: &str| kind["properties"].get(key).is_some_and(Value::is_object);
        assert!(line.actors.iter().all(|key| takes(key)), "{line:?}");
        assert!(line.event_type.is_none_or(|word| EventType::from_notation(word).is_some()), "{line:?}");
        assert_eq!(line.event_type.is_none(), line.kind == OutcomeKind::Meeting, "{line:?}");
        assert!(line.status.is_none_or(|word| takes("status") && CommitmentStatus::from_notation(word).is_some()));
        assert!(line.polarity.is_none_or(|word| takes("polarity") && Polarity::from_notation(word).is_some()));
        assert!(
            line.meeting_format
                .is_none_or(|word| takes("meetingFormat") && MeetingFormat::from_notation(word).is_some())
        );
        assert!(line.channel.is_none_or(|word| takes("channel") && Channel::from_notation(word).is_some()));
    }
}

/// Columns of a GDELT row: an actor's code, and the country that GDELT itself reads from it.
const ACTORS: [(usize, usize); 2] = [(5, 7), (15, 17)];

#[test]
fn actor_codes_name_the_countries_that_gdelt_s_own_columns_do() {
    let rows = include_str!("../../crates/verbale-import/tests/data/gdelt/20151027220000.export.CSV");
    let (mut states, mut others) = (0, 0);
    for cells in rows.lines().map(|row| row.split('\t').collect::<Vec<_>>()) {
        for (code, country) in ACTORS.map(|(code, country)| (cells[code], cells[country])) {
            match state(country).filter(|_| code.starts_with(country) && !country.is_empty()) {
                Some(state) if code == country => assert_eq!(cameo_actor(code), CameoActor::State(state)),
                Some(state) => assert_eq!(cameo_actor(code), CameoActor::Of(state), "{code}"),
                None => assert_eq!(cameo_actor(code), CameoActor::Other, "{code} of {country}"),
            }
            let counted = if cameo_actor(code) == CameoActor::Other { &mut others } else { &mut states };
            *counted += 1;
        }
    }
    assert!(states > 1_500 && others > 1_000, "{states} of countries, {others} of none");
}
