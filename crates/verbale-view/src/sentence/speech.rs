//! What people say and hold: statements, stances, propositions.

use verbale_core::codes::{Listed, SpeechMode};
use verbale_core::facts::Kind;
use verbale_core::resolve::{Object, ResolvedFact};
use verbale_core::vocab::Property;

use super::content::has_words;
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
        let at = usize::from(self.several(&speakers));
        if statement.text.is_some() {
            self.pick([" déclare", " déclarent"][at], [" says", " say"][at]);
        } else {
            self.pick(
                [" fait une déclaration", " font une déclaration"][at],
                [" makes a statement", " make a statement"][at],
            );
        }
        self.with(Property::Addressee, Case::To, " ");
        self.when(" ");
        let has_words = self.words();
        if !has_words {
            self.report(statement.speech_mode.value);
        }
        self.withheld();
        if !has_words {
            self.told_elsewhere();
        }
    }

    /// How a statement is reported whose words are not given.
    fn report(&mut self, mode: SpeechMode) {
        match mode {
            SpeechMode::Indirect => self.pick(", rapportée au discours indirect", ", reported in indirect speech"),
            SpeechMode::Direct => self.pick(", rapportée au discours direct", ", reported in direct speech"),
            _ => self.pick(", rapportée en partie mot pour mot", ", reported in part word for word"),
        }
    }

    /// That what a statement says is told by other facts.
    fn told_elsewhere(&mut self) {
        let node = self.fact.nodes.first().map_or("", |node| self.names.resolved().arena.text(node.iri));
        match self.names.said_in(node).len() {
            0 => {}
            1 => self.pick(" ; un autre fait en donne le contenu", "; another fact gives its content"),
            _ => self.pick(" ; d’autres faits en donnent le contenu", "; other facts give its content"),
        }
    }

    /// «, sans donner davantage de détails», «, without saying who was there».
    fn withheld(&mut self) {
        let Some((text, tag)) = self.chosen(Property::Withheld) else { return };
        self.used.push(Property::Withheld);
        let is_clause = self.language().is(tag) && is_question(text, self.language());
        if is_clause {
            self.pick(", sans préciser ", ", without saying ");
        } else {
            self.pick(", sans donner ", ", without giving ");
        }
        self.foreign(text, tag);
    }

    /// The capacities in which somebody speaks, between commas; of those who have no name they are the name already.
    fn capacities(&mut self) {
        let (said, is_cut) = capacities_of_named(self.names, self.fact);
        if !is_cut {
            self.used.push(Property::InCapacity);
        }
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
        // At its end the date would seem to be that of what is judged.
        if self.when("") {
            self.phrase.say(", ");
        }
        let holders = self.named(Property::Holder);
        let several = self.several(&holders);
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
                let view = match polarity {
                    "positive" => "a favourable",
                    "negative" => "an unfavourable",
                    _ => "a neutral",
                };
                self.phrase.say(&format!(" {} {view} view", if several { "take" } else { "takes" }));
                self.with(Property::Target, Case::Of, " ");
            }
        }
        self.towards();
        self.reason();
    }

    /// «, dans son rapport avec la France», unless the text names it.
    fn towards(&mut self) {
        let towards = self.mentions(Property::Towards);
        let text = self.chosen(Property::Text).filter(|(_, tag)| self.language().is(tag)).map_or("", |(text, _)| text);
        if towards.iter().all(|mention| has_words(text, &mention.label)) {
            return;
        }
        self.with(
            Property::Towards,
            Case::Plain,
            self.language().pick(", dans son rapport avec ", ", in relation to "),
        );
    }

    /// What the judgement says: «, notamment : la Cedeao est inféodée à la France».
    fn reason(&mut self) {
        self.used.push(Property::Text);
        let Some((text, tag)) = self.chosen(Property::Text) else { return };
        if self.is_open() {
            self.notably();
        }
        self.pick(" : ", ": ");
        self.foreign(text, tag);
    }

    /// «Mali and Niger face persistent threats», «About Mali and Niger: “…”» where the words are no end of a sentence.
    pub(super) fn proposition(&mut self) {
        let concerned = self.named(Property::Concerns);
        self.used.push(Property::Text);
        let text = self.chosen(Property::Text);
        let is_actors = concerned.iter().all(|mention| mention.sort.is_actor());
        if let Some((text, tag)) = text
            && is_actors
            && self.language().is(tag)
            && begins_with_finite_verb(text, self.several(&concerned), self.language())
        {
            self.phrase.list(&concerned, Case::Plain);
            self.phrase.say(" ");
            self.phrase.words(text, Some(tag), None);
            return;
        }
        self.pick("à propos ", "about ");
        let case = if self.language() == Language::Fr { Case::Of } else { Case::Plain };
        self.things(&concerned, case);
        if let Some((text, tag)) = text {
            self.pick(" : ", ": ");
            self.phrase.quote(text, Some(tag));
        }
    }
}

/// Whether words begin as an indirect question does.
fn is_question(text: &str, language: Language) -> bool {
    const FRENCH: &[&str] =
        &["si", "s’il", "s’ils", "qui", "que", "quand", "où", "comment", "pourquoi", "combien", "ce", "quel", "quelle"];
    const ENGLISH: &[&str] = &["whether", "who", "whom", "what", "when", "where", "how", "why", "which", "if", "that"];
    let first = text.split(' ').next().unwrap_or_default();
    if language == Language::Fr { FRENCH } else { ENGLISH }.contains(&first)
}

/// Whether words begin with a verb of which what they are about is the subject. Few are known, and those that could be
/// nouns are not among them.
fn begins_with_finite_verb(text: &str, several: bool, language: Language) -> bool {
    const FRENCH: [&[&str]; 2] = [
        &[
            "est",
            "a",
            "doit",
            "peut",
            "veut",
            "va",
            "fait face",
            "connaît",
            "subit",
            "n’est",
            "n’a",
            "reste un",
            "devient",
        ],
        &[
            "sont",
            "ont",
            "font",
            "doivent",
            "peuvent",
            "veulent",
            "vont",
            "connaissent",
            "subissent",
            "ne sont",
            "n’ont",
            "deviennent",
        ],
    ];
    const ENGLISH: [&[&str]; 2] = [
        &["is", "has", "must", "cannot", "faces", "remains", "wants", "was", "becomes"],
        &["are", "have", "must", "cannot", "remain", "were", "become"],
    ];
    let verbs = if language == Language::Fr { FRENCH } else { ENGLISH };
    let begins = |verb: &&str| text.strip_prefix(*verb).is_some_and(|rest| rest.starts_with(' '));
    verbs[usize::from(several)].iter().any(begins)
}

/// The capacities in which the one who makes a statement or takes part in an event acts, in words.
pub(crate) fn capacities(names: &Names<'_, '_>, fact: &ResolvedFact<'_>) -> Phrase {
    capacities_of_named(names, fact).0
}

/// As [`capacities`], and whether those of somebody without a name are left out.
fn capacities_of_named(names: &Names<'_, '_>, fact: &ResolvedFact<'_>) -> (Phrase, bool) {
    let language = names.language();
    let mut said = Phrase::new(language);
    let all: Vec<_> = nodes(names, fact, Property::InCapacity).filter_map(|iri| names.fact(iri)).collect();
    let is_name = |index: &usize| {
        let capacity = &names.resolved().facts[*index];
        nodes(names, capacity, Property::Member).any(|who| is_described(names, &names.mention(who)))
    };
    let found: Vec<_> = all.iter().filter(|index| !is_name(index)).collect();
    for (at, index) in found.iter().enumerate() {
        if at > 0 {
            said.say(if at + 1 == found.len() { language.pick(" et ", " and ") } else { ", " });
        }
        said.append(capacity(names, **index));
    }
    (said, found.len() < all.len())
}

/// Whether somebody has no name, only a description that a reader of the page can read.
pub(super) fn is_described(names: &Names<'_, '_>, who: &Mention) -> bool {
    who.language.is_none() && names.is_nameless(&who.iri)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_takes_a_verb_of_its_number() {
        let fr = |text, several| begins_with_finite_verb(text, several, Language::Fr);
        assert!(fr("font face à des menaces", true) && fr("fait face à des menaces", false));
        assert!(!fr("font face à des menaces", false) && !fr("fait historique", false));
        assert!(!fr("avancées déjà réalisées", true) && !fr("a", false) && !fr("", true));
        assert!(begins_with_finite_verb("faces threats", false, Language::En));
        assert!(!begins_with_finite_verb("face of the enemy", true, Language::En));
    }

    #[test]
    fn questions_are_known() {
        assert!(is_question("si un accord a été signé", Language::Fr) && is_question("who was there", Language::En));
        assert!(!is_question("davantage de détails", Language::Fr) && !is_question("", Language::En));
    }
}
