//! Forms of sentences that the seed has no fact for, in French and in English.

use super::markup::text_of;
use crate::cli::stage::Stage;

/// A dossier in English with French beside it; every fact rests on the same word.
const DOSSIER: &str = r#"
verbale: 1
id: forms
source: {language: en, text: "The United States, Iran, Mali, the United Nations, Bob Smith: trial."}
actors:
  usa: {type: state, iso: USA, name: {en: United States, fr: États-Unis}}
  iran: {type: state, iso: IRN, name: {en: Iran, fr: Iran}}
  mali: {type: state, iso: MLI, name: {en: Mali, fr: Mali}}
  un: {type: organisation, name: {en: United Nations, fr: Nations unies}}
  bob: {type: person, name: {en: Bob Smith}}
  official: {type: person, described: {en: "chief negotiator of Iran", fr: "directeur des négociations"}}
facts:
  - {id: first, kind: recognition, by: [usa], recognises: mali, ordinal: 1, quote: "trial"}
  - {id: person, kind: recognition, by: [bob], recognises: mali, ordinal: 1, factuality: counterfactual, quote: "trial"}
  - {id: third, kind: recognition, by: [iran], recognises: mali, ordinal: 3, factuality: possible, quote: "trial"}
  - {id: guests, kind: meeting, parties: [usa, iran], host: bob, participants: [bob, official], quote: "trial"}
  - {id: host-apart, kind: meeting, parties: [usa, iran], host: mali, participants: [bob], purpose: {en: "to end the war", fr: "mettre fin à la guerre"}, quote: "trial"}
  - {id: announced, kind: commitment, status: announced, by: [usa], with: [iran], field: [military, energy], description: {en: "to train pilots", fr: "former des pilotes"}, quote: "trial"}
  - {id: threatened, kind: commitment, status: threatened, by: [usa], recipient: [iran], exhaustive: false, description: {en: "sanctions", fr: "imposer des sanctions"}, quote: "trial"}
  - {id: implied, kind: commitment, status: envisaged, by: {value: [usa], basis: implied}, forum: [un], description: {en: "to speak up", fr: "hausser le ton"}, quote: "trial"}
  - {id: noun, kind: commitment, status: agreed, by: [usa, mali], description: {en: "support", fr: "soutien"}, quote: "trial"}
  - {id: requested, kind: expectation, status: requested, by: [usa], expectedBy: [mali], description: {en: "to help", fr: "envoyer une aide"}, quote: "trial"}
  - {id: relied-on, kind: expectation, status: relied-on, by: [usa], expectedBy: [mali], description: {en: "to help", fr: "former les troupes"}, quote: "trial"}
  - {id: inferred, kind: expectation, status: possible-action, by: {value: [usa], basis: inferred}, description: {en: "help", fr: "aide"}, quote: "trial"}
  - {id: conflict, kind: relation, type: conflict, parties: [usa, iran], trend: increasing, field: [military], quote: "trial"}
  - {id: mixed, kind: relation, type: bilateral-relations, parties: [usa, iran], field: [military, trade], trend: decreasing, exhaustive: false, quote: "trial"}
  - {id: denied, kind: relation, type: cooperation, parties: [usa, iran], factuality: counterfactual, quote: "trial"}
  - {id: open, kind: relation, type: alliance, parties: [usa, iran], field: [military], exhaustive: false, quote: "trial"}
  - {id: ambassador, kind: capacity, who: bob, role: ambassador, of: usa, to: iran, quote: "trial"}
  - {id: nameless, kind: capacity, who: official, role: spokesperson, of: iran, quote: "trial"}
  - {id: withheld, kind: statement, speaker: official, speechMode: indirect, withheld: {en: "who was there", fr: "qui était présent"}, quote: "trial"}
  - {id: verb, kind: proposition, saidIn: withheld, concerns: [usa], text: {en: "is a threat", fr: "sont une menace"}, quote: "trial"}
  - {id: title, kind: instrument, type: treaty, parties: [usa, iran], title: "“Peace” and “War”", quote: "trial"}
"#;

#[rustfmt::skip]
const EXPECTED: &[(&str, &str, &str)] = &[
    ("first", "Les États-Unis ont été les premiers à reconnaître le Mali.", "The United States was the first to recognise Mali."),
    ("person", "Bob Smith n’a pas été la première personne à reconnaître le Mali.", "Bob Smith was not the first to recognise Mali."),
    ("third", "L’Iran aurait été le 3e à reconnaître le Mali.", "Iran may have been the 3rd to recognise Mali."),
    ("guests", "Bob Smith a reçu le directeur des négociations lors d’une réunion entre les États-Unis et l’Iran.", "Bob Smith received the chief negotiator of Iran at a meeting between the United States and Iran."),
    ("host-apart", "Les États-Unis et l’Iran ont tenu une réunion, afin de mettre fin à la guerre ; y a participé Bob Smith.", "The United States and Iran met, in order to end the war, with Bob Smith taking part."),
    ("announced", "Les États-Unis ont annoncé l’intention, avec l’Iran, de former des pilotes, dans le domaine militaire et en matière d’énergie.", "The United States announced the intention, with Iran, to train pilots, in the military field and in the field of energy."),
    ("threatened", "Les États-Unis menacent, à l’encontre de l’Iran, notamment d’imposer des sanctions.", "The United States makes a threat, against Iran, in particular: sanctions."),
    ("implied", "Les États-Unis (sous-entendu) envisagent, au sein des Nations unies, de hausser le ton.", "The United States (by implication) plans, within the United Nations, to speak up."),
    ("noun", "Les États-Unis et le Mali ont convenu d’un soutien.", "The United States and Mali agreed: support."),
    ("requested", "Le Mali demande aux États-Unis d’envoyer une aide.", "Mali asks the United States to help."),
    ("relied-on", "Le Mali compte sur les États-Unis pour former les troupes.", "Mali relies on the United States to help."),
    ("inferred", "Possible (de la part des États-Unis, par déduction) : aide.", "Possible (on the part of the United States, by inference): help."),
    ("conflict", "Les États-Unis et l’Iran sont en conflit militaire croissant.", "The United States and Iran have a growing military conflict."),
    ("mixed", "Les États-Unis et l’Iran ont des relations bilatérales en recul, notamment dans le domaine militaire et en matière de commerce.", "The United States and Iran have declining bilateral relations, in particular in the military field and in the field of trade."),
    ("denied", "Les États-Unis et l’Iran n’ont pas de coopération.", "The United States and Iran do not have cooperation."),
    ("open", "Les États-Unis et l’Iran ont une alliance, notamment militaire.", "The United States and Iran have an alliance, in particular military."),
    ("ambassador", "Bob Smith est ambassadeur des États-Unis auprès de l’Iran.", "Bob Smith is the ambassador of the United States to Iran."),
    ("nameless", "Le directeur des négociations (personne non nommée) est porte-parole de l’Iran.", "The chief negotiator of Iran, a person not named, is the spokesperson of Iran."),
    ("withheld", "Le directeur des négociations fait une déclaration, rapportée au discours indirect, sans préciser qui était présent ; un autre fait en donne le contenu.", "The chief negotiator of Iran makes a statement, reported in indirect speech, without saying who was there; another fact gives its content."),
    ("verb", "Selon le directeur des négociations, les États-Unis sont une menace.", "According to the chief negotiator of Iran, the United States is a threat."),
    ("title", "Les États-Unis et l’Iran ont adopté un traité : « “Peace” and “War” ».", "The United States and Iran adopted a treaty: “‘Peace’ and ‘War’”."),
];

#[test]
fn every_form_is_a_sentence_in_both_languages() {
    let stage = Stage::new();
    stage.write("forms.yaml", DOSSIER);
    let page = |language: &str| stage.run(&["view", "forms.yaml", "--lang", language, "-o", "-"]);
    let (fr, en) = (page("fr").stdout, page("en").stdout);
    for (fact, french, english) in EXPECTED {
        let id = format!("fact-{fact}.s");
        assert_eq!(text_of(&fr, &id).as_deref(), Some(*french));
        assert_eq!(text_of(&en, &id).as_deref(), Some(*english));
    }
}
