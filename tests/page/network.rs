//! Who is tied with whom, as the drawing and its list have it.

use super::markup::{element, text, values};
use super::sentences::seed;
use crate::cli::stage::Stage;

/// What ties in a drawing: its lines of text, how firm it is, whom it ties, and its title.
fn hubs(html: &str) -> Vec<[String; 4]> {
    let section = element(html, "network").unwrap();
    let hubs = section.split("class=\"tie-label hub ").skip(1).map(|hub| {
        let (firmness, rest) = hub.split_once('"').unwrap();
        let inside = &rest[rest.find("<title>").unwrap()..rest.find("</a>").unwrap()];
        let (title, drawn) = inside.split_once("</title>").unwrap();
        let label = text(&drawn.replace("</text><text", "</text> / <text"));
        let (title, between) = text(title).split_once(" – ").map(|(t, b)| (t.to_owned(), b.to_owned())).unwrap();
        [label, firmness.to_owned(), between, title].map(|said| said.replace('\u{a0}', " "))
    });
    hubs.collect()
}

/// The boxes of a drawing: left, top, width, height.
fn boxes(html: &str) -> Vec<[i32; 4]> {
    let section = element(html, "network").unwrap();
    let boxes = section.split("<rect ").skip(1).map(|rect| {
        let rect = format!(" {}", &rect[..rect.find('>').unwrap()]);
        ["x", "y", "width", "height"].map(|name| values(&rect, name)[0].parse().unwrap())
    });
    boxes.collect()
}

#[test]
fn the_ties_that_matter_stand_by_name() {
    let hubs = hubs(&seed("fr"));
    let states = "Burkina Faso, Mali, Niger";
    let expected = [
        ("reconnaissance", "soft", "Russie → Confédération des États du Sahel"),
        ("retrait", "firm", &format!("{states} → Communauté économique des Etats de l’Afrique de l’Ouest")),
        ("fondation / appartenance", "firm", &format!("{states} → Confédération des États du Sahel")),
        ("reçoit", "firm", "Sergueï Lavrov → Abdoulaye Diop"),
        ("réunion · relations bilatérales / coopération · convenu : dialogue politique", "firm", ""),
        ("partenariat stratégique / officialisation · communiqué conjoint", "firm", ""),
        ("envisagé : / politique étrangère", "soft", "Confédération des États du Sahel, Russie (ONU, Union africaine)"),
        ("avis défavorable", "opinion", ""),
    ];
    for (label, firmness, between) in expected {
        let found = hubs.iter().find(|hub| hub[0] == label).unwrap_or_else(|| panic!("{label} in {hubs:#?}"));
        assert!(found[1] == firmness && (between.is_empty() || found[2] == between), "{found:?}");
    }
    let met = hubs.iter().find(|hub| hub[0] == "réunion" && hub[2].contains("Lavrov")).unwrap();
    assert_eq!(met[2].split(", ").count(), 4, "four ministers met: {met:?}");
}

#[test]
fn no_box_of_the_seed_lies_on_another_one() {
    for language in ["fr", "en"] {
        let boxes = boxes(&seed(language));
        assert!(boxes.len() > 30, "{}", boxes.len());
        for (at, [left, top, width, height]) in boxes.iter().enumerate() {
            for other in &boxes[at + 1..] {
                let across = left + width < other[0] || other[0] + other[2] < *left;
                let down = top + height < other[1] || other[1] + other[3] < *top;
                assert!(across || down, "{:?} {other:?}", boxes[at]);
            }
        }
    }
}

#[test]
fn the_list_names_each_fact_once_and_who_is_alone_is_named() {
    let html = seed("fr");
    let list = element(&html, "network").unwrap();
    let list = list.split_once("<ul class=\"ties\">").unwrap().1;
    let mut facts = values(list.split_once("</ul>").unwrap().0, "href");
    let count = facts.len();
    facts.sort_unstable();
    facts.dedup();
    assert!(count > 25 && facts.len() == count, "{count} lines");
    let alone = list.split_once("<p class=\"hint\">").unwrap().1.split_once("</p>").unwrap().0;
    assert_eq!(text(alone).replace('\u{a0}', " "), "Sans lien dans ce dossier : Africa Corps.");
    assert_eq!(values(alone, "href"), ["#actor-africa-corps"]);
}

#[test]
fn a_tie_knows_all_of_its_facts() {
    let html = seed("en");
    let section = element(&html, "network").unwrap();
    let facts = values(&section, "data-f");
    assert!(facts.contains(&"fact-partenariat fact-officialisation fact-communique"), "{facts:?}");
    let ids = values(&html, "id");
    for fact in facts.iter().flat_map(|facts| facts.split(' ')) {
        assert!(ids.contains(&fact), "{fact}");
    }
}

/// What ties in a dossier of these facts.
fn ties_of(facts: &str) -> Vec<String> {
    let stage = Stage::new();
    let dossier = format!(
        "verbale: 1\nid: d\nsource: {{text: \"They met.\", language: en}}\nactors:\n  mali: {{type: state, iso: MLI}}\n  \
         niger: {{type: state, iso: NER}}\n  chad: {{type: state, iso: TCD}}\n  force: {{type: force, name: {{en: Force}}}}\n  \
         union: {{type: organisation, name: {{en: Union}}}}\n  anna: {{type: person, name: {{en: Anna}}}}\n  \
         omar: {{type: person, name: {{en: Omar}}}}\nfacts:\n{facts}"
    );
    stage.write("d.yaml", dossier);
    let outcome = stage.run(&["view", "d.yaml", "-o", "-"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    hubs(&outcome.stdout).into_iter().map(|hub| format!("{}: {}", hub[3], hub[2])).collect()
}

#[test]
fn every_side_of_a_fact_is_tied() {
    let cases = [
        (
            "kind: meeting, parties: [mali, niger], observers: [union], concerns: [chad]",
            vec!["meeting: Mali, Niger (Union, Chad)"],
        ),
        ("kind: meeting, parties: [mali, niger], host: mali", vec!["receives: Mali → Niger"]),
        (
            "kind: meeting, parties: [mali, niger], participants: [anna, omar]",
            vec!["meeting: Mali, Niger", "meeting: Anna, Omar"],
        ),
        (
            "kind: meeting, parties: [mali, niger], participants: [anna, omar], host: anna",
            vec!["meeting: Mali, Niger", "receives: Anna → Omar"],
        ),
        (
            "kind: relation, type: alliance, parties: [mali, niger], forum: [union]",
            vec!["alliance: Mali, Niger (Union)"],
        ),
        (
            "kind: commitment, status: agreed, by: [mali], for: [niger], means: [force], forum: [union], description: {en: x}",
            vec!["agreed: Mali → Niger (Force, Union)"],
        ),
        (
            "kind: expectation, status: expected, by: [mali], for: [niger], field: health, description: {en: x}",
            vec!["expected: health: Mali → Niger"],
        ),
        (
            "kind: expectation, status: requested, means: [force], for: [niger], field: general, description: {en: x}",
            vec!["requested: Force → Niger"],
        ),
        ("kind: statement, speaker: anna, speechMode: indirect, concerns: [chad]", vec!["statement: Anna (Chad)"]),
        (
            "kind: stance, holder: mali, target: union, towards: chad, polarity: negative",
            vec!["unfavourable view: Mali → Union (Chad)"],
        ),
        ("kind: event, type: visit, by: [mali], host: niger", vec!["receives: Niger → Mali"]),
        ("kind: event, type: signing, by: [mali], host: niger", vec!["signing: Mali (Niger)"]),
    ];
    for (fact, expected) in cases {
        assert_eq!(ties_of(&format!("  - {{id: f, quote: They met, {fact}}}\n")), expected, "{fact}");
    }
}
