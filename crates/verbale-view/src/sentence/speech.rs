//! What people say and hold: statements, stances, propositions.

use verbale_core::codes::{Listed, SpeechMode};
use verbale_core::facts::Kind;
use verbale_core::resolve::{Object, ResolvedFact};
use verbale_core::vocab::Property;

use super::{Teller, nodes};
use crate::grammar::Case;
use crate::labels;
use crate::language::Language;
use crate::names::{Mention, Names, Sort};
use crate::phrase::Phrase;

impl Teller<'_, '_, '_> {
    /// «Abdoulaye Diop, foreign minister of Mali and spokesperson of the delegation, says: “…”»
    pub(super) fn statement(&mut self) {
        let Kind::Statement(statement) = &self.fact.fact.kind else { return };
        let speakers = self.named(Property::Speaker);
        self.phrase.list(&speakers, Case::Plain);
        self.capacities();
        let several = speakers.len() > 1;
        match self.language() {
            Language::Fr => self.phrase.say(if several { " déclarent" } else { " déclare" }),
            Language::En => self.phrase.say(if several { " say" } else { " says" }),
        }
        self.with(Property::Addressee, Case::To, " ");
        self.when(", ");
        if !self.words() {
            match statement.speech_mode.value {
                SpeechMode::Indirect => self.pick(", au discours indirect", ", in indirect speech"),
                mode => self.phrase.say(&format!(" ({})", mode.notation())),
            }
        }
        self.text(Property::Withheld, self.language().pick(" ; non précisé : ", "; left unsaid: "), "");
    }

    /// The capacities in which somebody speaks, between commas.
    fn capacities(&mut self) {
        self.used.push(Property::InCapacity);
        let said = capacities(self.names, self.fact);
        if !said.is_empty() {
            self.phrase.say(", ");
            self.phrase.append(said);
            self.phrase.say(",");
        }
    }

    /// The words of the statement, run after run.
    fn words(&mut self) -> bool {
        self.used.push(Property::Text);
        let mut any = false;
        for (property, object) in &self.fact.properties {
            let (text, tag) = match object {
                Object::Text(text, tag) if *property == Property::Text => (text, Some(*tag)),
                Object::Plain(text) if *property == Property::Text => (text, None),
                _ => continue,
            };
            if any {
                self.phrase.say(" […] ");
            } else {
                self.pick(" : ", ": ");
            }
            self.phrase.quote(text, tag);
            any = true;
        }
        any
    }

    /// «Russia judges the cooperation favourably: …»
    pub(super) fn stance(&mut self) {
        let Kind::Stance(stance) = &self.fact.fact.kind else { return };
        let holders = self.named(Property::Holder);
        let several = holders.len() > 1;
        if holders.iter().all(|holder| holder.sort == Sort::Source) {
            self.pick("l’article", "the article");
        } else {
            self.phrase.list(&holders, Case::Plain);
        }
        let polarity = stance.polarity.value.notation();
        match self.language() {
            Language::Fr => {
                let judgement = match polarity {
                    "positive" => "un jugement favorable",
                    "negative" => "un jugement défavorable",
                    _ => "un jugement neutre",
                };
                self.phrase.say(if several { " portent " } else { " porte " });
                self.phrase.say(judgement);
                self.with(Property::Target, Case::Plain, " sur ");
            }
            Language::En => {
                self.phrase.say(if several { " judge " } else { " judges " });
                self.with(Property::Target, Case::Plain, "");
                self.phrase.say(match polarity {
                    "positive" => " favourably",
                    "negative" => " unfavourably",
                    _ => " without favour or disfavour",
                });
            }
        }
        self.with(
            Property::Towards,
            Case::Plain,
            self.language().pick(", dans son rapport avec ", ", in relation to "),
        );
        self.when(", ");
        self.text(Property::Text, self.language().pick(" : ", ": "), "");
    }

    /// «About Mali and Niger: they face persistent threats.»
    pub(super) fn proposition(&mut self) {
        let concerned = self.named(Property::Concerns);
        self.pick("au sujet ", "about ");
        let case = if self.language() == Language::Fr { Case::Of } else { Case::Plain };
        self.things(&concerned, case);
        self.text(Property::Text, self.language().pick(" : ", ": "), "");
    }
}

/// The capacities in which the one who makes a statement or takes part in an event acts, in words.
pub(crate) fn capacities(names: &Names<'_, '_>, fact: &ResolvedFact<'_>) -> Phrase {
    let language = names.language();
    let mut said = Phrase::new(language);
    let found: Vec<_> = nodes(names, fact, Property::InCapacity).filter_map(|iri| names.fact(iri)).collect();
    for (at, index) in found.iter().enumerate() {
        if at > 0 {
            said.say(if at + 1 == found.len() { language.pick(" et ", " and ") } else { ", " });
        }
        said.append(capacity(names, *index));
    }
    said
}

/// A capacity as what one calls somebody: «foreign minister of Mali».
pub(super) fn capacity(names: &Names<'_, '_>, index: usize) -> Phrase {
    let (fact, language) = (&names.resolved().facts[index], names.language());
    let mut said = Phrase::new(language);
    let role = fact.properties.iter().find_map(|(property, object)| match object {
        Object::Term(code) if *property == Property::Role => Some(labels::label(code, language)),
        _ => None,
    });
    said.say(role.unwrap_or_default());
    let of: Vec<Mention> = nodes(names, fact, Property::Organisation).map(|iri| names.mention(iri)).collect();
    if !of.is_empty() {
        said.say(" ");
        said.list(&of, Case::Of);
    }
    said
}
