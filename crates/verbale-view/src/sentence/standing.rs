//! What lasts: memberships, capacities, relations, and the texts that parties adopt.

use verbale_core::codes::{Code, InstrumentType, Listed, Role};
use verbale_core::facts::Kind;
use verbale_core::vocab::Property;

use super::Teller;
use super::speech::is_described;
use super::verbs::{Act, BE, State};
use crate::grammar::Case;
use crate::labels;
use crate::language::Language;

const ADOPT: Act = Act { en: ["adopted", "adopt", "adopted"], fr: ["adopter", "adopté"] };

impl Teller<'_, '_, '_> {
    pub(super) fn standing(&mut self) {
        match &self.fact.fact.kind {
            Kind::Membership(_) => self.membership(),
            Kind::Capacity(_) => self.capacity(),
            Kind::Relation(_) => self.relation(),
            Kind::Instrument(instrument) => self.instrument(instrument.type_.value),
            _ => {}
        }
    }

    pub(super) fn state(&mut self, state: State, several: bool) {
        let said = state.said(self.mood(), several, self.language());
        self.phrase.say(" ");
        self.phrase.say(&said);
    }

    /// «Mali and Niger are members of the AES.»
    fn membership(&mut self) {
        let members = self.named(Property::Member);
        let several = self.several(&members);
        self.phrase.list(&members, Case::Plain);
        self.state(BE, several);
        match (self.language(), several) {
            (Language::Fr, true) => self.phrase.say(" membres"),
            (Language::Fr, false) => self.phrase.say(" membre"),
            (Language::En, true) => self.phrase.say(" members"),
            (Language::En, false) => self.phrase.say(" a member"),
        }
        self.with(Property::Organisation, Case::Of, " ");
        self.when(" ");
    }

    /// «Abdoulaye Diop is the foreign minister of Mali.»
    fn capacity(&mut self) {
        let Kind::Capacity(capacity) = &self.fact.fact.kind else { return };
        let (role, is_accredited) = (capacity.role.value, capacity.to.is_some());
        let who = self.named(Property::Member);
        self.phrase.list(&who, Case::Plain);
        if who.iter().any(|who| is_described(self.names, who)) {
            // Who is called by an office and has that office: that there is no name is what the sentence tells.
            self.pick(" (personne non nommée)", ", a person not named,");
        }
        self.state(BE, self.several(&who));
        self.phrase.say(" ");
        if self.language() == Language::En {
            self.phrase.say(role_article(role, is_accredited));
        }
        if let Some(role) = self.label(Property::Role) {
            self.phrase.say(&role);
        }
        self.with(Property::Organisation, Case::Of, " ");
        self.accredited();
        self.title();
        self.when(" ");
    }

    fn accredited(&mut self) {
        match self.language() {
            Language::Fr => self.with(Property::AccreditedTo, Case::Of, " auprès "),
            Language::En => self.with(Property::AccreditedTo, Case::To, " "),
        };
    }

    /// The title in brackets, unless the sentence has these words already.
    fn title(&mut self) {
        let said = self.phrase.plain();
        let is_said = self.chosen(Property::Title).is_some_and(|(title, _)| said.contains(title));
        if is_said {
            self.used.push(Property::Title);
        } else {
            self.text(Property::Title, " (", ")");
        }
    }

    /// «Russia and the AES adopted a joint communiqué.»
    fn instrument(&mut self, instrument: InstrumentType) {
        let parties = self.named(Property::Party);
        self.used.push(Property::InstrumentType);
        self.phrase.list(&parties, Case::Plain);
        self.verb(ADOPT, self.several(&parties));
        self.phrase.say(" ");
        self.phrase.say(&instrument_with_article(instrument, self.language()));
        self.used.push(Property::Title);
        if let Some((title, tag)) = self.chosen(Property::Title) {
            self.pick(" : ", ": ");
            self.phrase.quote(title, Some(tag));
        }
        self.when(" ");
    }
}

/// «the foreign minister», «an envoy»: offices that one person has at a time, and others.
fn role_article(role: Role, is_accredited: bool) -> &'static str {
    match role.notation() {
        "head-of-state" | "head-of-government" | "foreign-minister" | "defence-minister" | "spokesperson"
        | "secretary-general" => "the ",
        "ambassador" if is_accredited => "the ",
        "ambassador" | "envoy" | "other-role" => "an ",
        _ => "a ",
    }
}

/// «a joint communiqué», «une résolution».
pub(super) fn instrument_with_article(instrument: InstrumentType, language: Language) -> String {
    let label = labels::label(instrument.iri(), language);
    let article = match (instrument.notation(), language) {
        ("declaration" | "resolution" | "letter-of-intent" | "law", Language::Fr) => "une ",
        (_, Language::Fr) => "un ",
        ("agreement", Language::En) => "an ",
        (_, Language::En) => "a ",
    };
    format!("{article}{label}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offices_of_one_person_have_the_definite_article() {
        let said = |role: &str, accredited| role_article(Role::from_notation(role).unwrap(), accredited);
        assert_eq!((said("foreign-minister", false), said("minister", false)), ("the ", "a "));
        assert_eq!((said("ambassador", true), said("ambassador", false)), ("the ", "an "));
    }
}
