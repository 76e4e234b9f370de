//! What lasts: memberships, capacities, relations, and the texts that parties adopt.

use verbale_core::codes::{Code, InstrumentType, Listed, RelationType};
use verbale_core::facts::Kind;
use verbale_core::vocab::Property;

use super::Teller;
use super::verbs::{Act, BE, HAVE, State};
use crate::grammar::Case;
use crate::labels;
use crate::language::Language;

const ADOPT: Act = Act { en: ["adopted", "adopt", "adopted"], fr: ["adopter", "adopté"] };

impl Teller<'_, '_, '_> {
    pub(super) fn standing(&mut self) {
        match &self.fact.fact.kind {
            Kind::Membership(_) => self.membership(),
            Kind::Capacity(_) => self.capacity(),
            Kind::Relation(relation) => self.relation(relation.type_.value),
            Kind::Instrument(instrument) => self.instrument(instrument.type_.value),
            _ => {}
        }
    }

    fn state(&mut self, state: State, several: bool) {
        let said = state.said(self.mood(), several, self.language());
        self.phrase.say(" ");
        self.phrase.say(&said);
    }

    /// «Mali and Niger are members of the AES.»
    fn membership(&mut self) {
        let members = self.named(Property::Member);
        let several = members.len() > 1;
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

    /// «Abdoulaye Diop is foreign minister of Mali.»
    fn capacity(&mut self) {
        let who = self.named(Property::Member);
        self.phrase.list(&who, Case::Plain);
        self.state(BE, who.len() > 1);
        self.phrase.say(" ");
        if let Some(role) = self.label(Property::Role) {
            self.phrase.say(&role);
        }
        self.with(Property::Organisation, Case::Of, " ");
        self.with(Property::AccreditedTo, Case::Plain, self.language().pick(" auprès de : ", ", accredited to "));
        self.text(Property::Title, " (", ")");
        self.when(" ");
    }

    /// «Russia and the AES have a strategic partnership, which is growing (military).»
    fn relation(&mut self, relation: RelationType) {
        let parties = self.named(Property::Party);
        self.used.push(Property::RelationType);
        self.phrase.list(&parties, Case::Plain);
        if let (Language::Fr, Some(state)) = (self.language(), conflict_fr(relation)) {
            self.state(BE, parties.len() > 1);
            self.phrase.say(state);
        } else {
            self.state(HAVE, parties.len() > 1);
            self.phrase.say(" ");
            self.phrase.say(&with_article(relation, self.language()));
        }
        if let Some(trend) = self.label(Property::Trend) {
            self.phrase.say(", ");
            self.phrase.say(&trend);
        }
        self.fields();
        self.when(" ");
    }

    /// The fields of activity, in brackets.
    pub(super) fn fields(&mut self) {
        self.used.push(Property::Field);
        let language = self.language();
        let fields = self.fact.properties.iter().filter(|(property, _)| *property == Property::Field);
        let codes = fields.filter_map(|(_, object)| match object {
            verbale_core::resolve::Object::Term(code) => Some(labels::label(code, language)),
            _ => None,
        });
        let said: Vec<_> = codes.collect();
        if !said.is_empty() {
            self.phrase.say(&format!(" ({})", said.join(", ")));
        }
    }

    /// «Russia and the AES adopted a joint communiqué.»
    fn instrument(&mut self, instrument: InstrumentType) {
        let parties = self.named(Property::Party);
        self.used.push(Property::InstrumentType);
        self.phrase.list(&parties, Case::Plain);
        self.verb(ADOPT, parties.len());
        self.phrase.say(" ");
        self.phrase.say(&instrument_with_article(instrument, self.language()));
        self.text(Property::Title, self.language().pick(" : « ", ": “"), self.language().pick(" »", "”"));
        self.when(" ");
    }
}

/// What French says with «être».
fn conflict_fr(relation: RelationType) -> Option<&'static str> {
    match relation.notation() {
        "conflict" => Some(" en conflit"),
        "rivalry" => Some(" en rivalité"),
        _ => None,
    }
}

/// «a strategic partnership», «des relations bilatérales».
pub(super) fn with_article(relation: RelationType, language: Language) -> String {
    let label = labels::label(relation.iri(), language);
    let article = match (relation.notation(), language) {
        ("bilateral-relations" | "diplomatic-relations", Language::Fr) => "des ",
        ("bilateral-relations" | "diplomatic-relations" | "cooperation", Language::En) => "",
        ("cooperation" | "alliance" | "rivalry", Language::Fr) => "une ",
        (_, Language::Fr) => "un ",
        ("alliance" | "affiliation", Language::En) => "an ",
        (_, Language::En) => "a ",
    };
    format!("{article}{label}")
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
