//! The code lists of the code are those of the ontology.

use std::collections::BTreeSet;

use verbale_core::codes::{
    Basis, Channel, Code, CommitmentStatus, EventType, Existence, ExpectationStatus, Factuality, FieldOfActivity,
    Frequency, InstrumentType, MeetingFormat, Modality, Polarity, REPORTED, RelationType, Role, SpeechMode, Trend,
};
use verbale_core::facts::Kind;

use super::{DIPL, subjects, triples};

const IN_SCHEME: &str = "http://www.w3.org/2004/02/skos/core#inScheme";
const NOTATION: &str = "http://www.w3.org/2004/02/skos/core#notation";

fn iris<C: Code>() -> Vec<String> {
    C::ALL.iter().map(|code| code.iri().to_owned()).collect()
}

/// Scheme and the codes that the program writes of it.
fn lists() -> Vec<(&'static str, Vec<String>)> {
    let statuses = [iris::<CommitmentStatus>(), iris::<ExpectationStatus>()].concat();
    let modalities = [iris::<Modality>(), vec![REPORTED.to_owned()]].concat();
    let situations: Vec<String> = Kind::NAMES
        .iter()
        .filter(|kind| **kind != "proposition")
        .map(|kind| format!("{DIPL}{kind}-situation"))
        .collect();
    vec![
        ("modality", modalities),
        ("factuality", iris::<Factuality>()),
        ("basis", iris::<Basis>()),
        ("polarity", iris::<Polarity>()),
        ("trend", iris::<Trend>()),
        ("speech-mode", iris::<SpeechMode>()),
        ("existence", iris::<Existence>()),
        ("status", statuses),
        ("meeting-format", iris::<MeetingFormat>()),
        ("channel", iris::<Channel>()),
        ("frequency", iris::<Frequency>()),
        ("situation-type", situations),
        ("role", iris::<Role>()),
        ("field", iris::<FieldOfActivity>()),
        ("relation-type", iris::<RelationType>()),
        ("instrument-type", iris::<InstrumentType>()),
        ("event-type", iris::<EventType>()),
    ]
}

#[test]
fn each_list_holds_the_same_codes_on_both_sides() {
    let files: Vec<&str> = verbale_ontology::CODES.iter().map(|(_, turtle)| *turtle).collect();
    let graph = triples(&files);
    let mut compared = 0;
    for (name, ours) in lists() {
        let scheme = format!("https://w3id.org/verbale/dipl/codes/{name}");
        let theirs: BTreeSet<String> = subjects(&graph, IN_SCHEME, &[&scheme]).into_iter().collect();
        assert_eq!(ours.iter().cloned().collect::<BTreeSet<_>>(), theirs, "{name}");
        compared += theirs.len();
    }
    assert!(compared > 150, "{compared}");
}

#[test]
fn a_code_is_written_as_its_notation() {
    let files: Vec<&str> = verbale_ontology::CODES.iter().map(|(_, turtle)| *turtle).collect();
    let graph = triples(&files);
    for (name, ours) in lists() {
        for iri in ours {
            let notation = iri.strip_prefix(DIPL).unwrap();
            assert!(subjects(&graph, NOTATION, &[notation]).contains(&iri), "{name}: {iri}");
        }
    }
}
