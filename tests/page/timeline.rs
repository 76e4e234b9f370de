//! When, as the lines of a page have it.

use std::fmt::Write as _;

use super::markup::{element, text};
use super::sentences::seed;
use crate::cli::stage::Stage;

fn timeline(html: &str) -> String {
    element(html, "timeline").unwrap()
}

#[test]
fn a_single_day_stands_between_its_neighbours() {
    let line = timeline(&seed("fr"));
    let scale = &line[line.find("<svg class=\"scale\"").unwrap()..];
    let ticks: Vec<_> = scale[..scale.find("</svg>").unwrap()].split("<text ").skip(1).collect();
    let labels: Vec<_> = ticks.iter().map(|tick| text(&format!("<text {tick}"))).collect();
    assert_eq!(labels, ["31 mars 2025", "3 avril 2025", "6 avril 2025"]);
}

#[test]
fn a_stance_says_on_what_and_facts_without_a_date_are_counted() {
    let line = text(&timeline(&seed("fr"))).replace('\u{a0}', " ");
    assert!(
        line.contains("Prise de position de la Russie : coopération militaire entre la Russie et le Mali"),
        "{line}"
    );
    assert!(line.contains("31 faits sans date propre."), "{line}");
    let line = text(&timeline(&seed("en")));
    assert!(line.contains("31 facts without a date of their own."), "{line}");
}

/// The timeline of a dossier of one fact of some states.
fn of_states(count: usize, fact: &str) -> String {
    const ISO: [&str; 8] = ["MLI", "NER", "TCD", "TGO", "BEN", "SEN", "GHA", "CIV"];
    let stage = Stage::new();
    let states: Vec<_> = ISO[..count].iter().map(|iso| iso.to_lowercase()).collect();
    let mut dossier = "verbale: 1\nid: d\nsource: {text: \"They met.\", language: en}\nactors:\n".to_owned();
    for state in &states {
        writeln!(dossier, "  {state}: {{type: state, iso: {}}}", state.to_uppercase()).unwrap();
    }
    let fact = fact.replace("STATES", &format!("[{}]", states.join(", ")));
    stage.write("d.yaml", format!("{dossier}facts:\n  - {{id: f, quote: They met, {fact}}}\n"));
    let outcome = stage.run(&["view", "d.yaml", "-o", "-"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    timeline(&outcome.stdout)
}

#[test]
fn many_names_are_counted() {
    let meeting = "kind: meeting, date: {value: 2025-04-03, basis: inferred}, parties: STATES";
    assert!(text(&of_states(4, meeting)).contains("Meeting between Mali, Niger, Chad and Togo"));
    assert!(text(&of_states(8, meeting)).contains("Meeting (Mali, Niger, Chad and 5 others)"));
    let alliance = "kind: relation, type: alliance, since: {value: 2020, basis: inferred}, parties: STATES";
    assert!(text(&of_states(8, alliance)).contains("Alliance (Mali, Niger, Chad and 5 others)"));
}

#[test]
fn closed_ends_have_marks_and_open_ends_have_arrows() {
    let ends = |since: &str| {
        let line = of_states(2, &format!("kind: relation, type: alliance, parties: STATES, {since}"));
        (line.matches("class=\"stop\"").count(), line.matches("class=\"end\"").count())
    };
    let year = |year: u32| format!("{{value: {year}, basis: inferred}}");
    assert_eq!(ends(&format!("since: {}, until: {}", year(2020), year(2023))), (2, 0));
    assert_eq!(ends(&format!("since: {}", year(2020))), (1, 1));
    assert_eq!(ends(&format!("until: {}", year(2020))), (1, 1));
}
