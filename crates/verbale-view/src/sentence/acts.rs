//! What happened, or is to happen: meetings, recognitions, withdrawals, and all other events.

use std::collections::BTreeSet;

use verbale_core::codes::{Code, EventType, Listed};
use verbale_core::facts::Kind;
use verbale_core::resolve::ResolvedFact;
use verbale_core::vocab::Property;

use super::fields::Fields;
use super::verbs::Act;
use super::{Teller, nodes, relation};
use crate::grammar::{Case, is_feminine};
use crate::labels;
use crate::language::Language;
use crate::names::{Mention, Sort};
use crate::phrase::Phrase;

const FORMALISE: Act = Act { en: ["formalised", "formalise", "formalised"], fr: ["officialiser", "officialisé"] };
const RECOGNISE: Act = Act { en: ["recognised", "recognise", "recognised"], fr: ["reconnaître", "reconnu"] };
/// To be one of those who do something before or after others: in English of one and of several.
const RANK: [Act; 2] =
    [Act { en: ["was", "be", "been"], fr: ["être", "été"] }, Act { en: ["were", "be", "been"], fr: ["être", "été"] }];
const FOUND: Act = Act { en: ["founded", "found", "founded"], fr: ["fonder", "fondé"] };
const JOIN: Act = Act { en: ["joined", "join", "joined"], fr: ["rejoindre", "rejoint"] };
const LEAVE: Act = Act { en: ["left", "leave", "left"], fr: ["quitter", "quitté"] };

impl Teller<'_, '_, '_> {
    pub(super) fn act(&mut self) {
        match &self.fact.fact.kind {
            Kind::Meeting(_) => self.meeting(),
            Kind::Formalisation(_) => self.simple(Property::Party, FORMALISE, Property::Establishes),
            Kind::Recognition(_) => self.simple(Property::Doer, RECOGNISE, Property::Recognises),
            Kind::Founding(_) => self.simple(Property::Doer, FOUND, Property::Founds),
            Kind::Accession(_) => self.simple(Property::Doer, JOIN, Property::Joins),
            Kind::Withdrawal(_) => self.simple(Property::Doer, LEAVE, Property::Leaves),
            _ => self.event(),
        }
    }

    /// Somebody does something to something, at a place, on a day.
    fn simple(&mut self, doer: Property, act: Act, object: Property) {
        let doers = self.named(doer);
        self.phrase.list(&doers, Case::Plain);
        if !self.ranked(&doers, act) {
            self.verb(act, self.several(&doers));
        }
        if !self.of_their_own(&doers, object) {
            self.with(object, Case::Plain, " ");
        }
        self.place();
        self.when(" ");
    }

    /// «was the first to recognise», «a été la première à reconnaître», where there is a number.
    fn ranked(&mut self, doers: &[Mention], act: Act) -> bool {
        let Kind::Recognition(recognition) = &self.fact.fact.kind else { return false };
        let Some(ordinal) = recognition.ordinal.as_ref().map(|ordinal| ordinal.value) else { return false };
        self.used.push(Property::Ordinal);
        let several = self.several(doers);
        match (self.language(), self.mood().denial()) {
            (Language::En, Some(denial)) => {
                self.phrase.say(&format!(" {} {denial}", if several { "were" } else { "was" }));
            }
            _ => self.verb(RANK[usize::from(several)], several),
        }
        match self.language() {
            Language::Fr => self.phrase.say(&format!(" {} à {}", rank_fr(ordinal, doers, several), act.fr[0])),
            Language::En => self.phrase.say(&format!(" the {} to {}", rank_en(ordinal), act.en[1])),
        }
        true
    }

    /// «their strategic partnership», where those who formalise it are those whose relation it is.
    fn of_their_own(&mut self, doers: &[Mention], object: Property) -> bool {
        let Some(index) = nodes(self.names, self.fact, object).find_map(|iri| self.names.fact(iri)) else {
            return false;
        };
        let established = &self.names.resolved().facts[index];
        let parties: BTreeSet<_> = nodes(self.names, established, Property::Party).collect();
        if doers.len() < 2 || parties != doers.iter().map(|doer| doer.iri.as_str()).collect() {
            return false;
        }
        let Some(noun) = own_noun(established, self.language()) else { return false };
        self.used.push(object);
        self.phrase.say(" ");
        let mut said = Phrase::new(self.language());
        said.say(&noun);
        self.phrase.link(said, format!("#{}", self.names.anchor(index)));
        true
    }

    pub(super) fn verb(&mut self, act: Act, several: bool) {
        let said = act.said(self.mood(), several, self.language());
        self.phrase.say(" ");
        self.phrase.say(&said);
    }

    /// «for the first time», «for the 3rd time».
    pub(super) fn ordinal(&mut self, first_fr: &str, first_en: &str) {
        let ordinal = match &self.fact.fact.kind {
            Kind::Meeting(meeting) => &meeting.ordinal,
            Kind::Event(event) => &event.ordinal,
            _ => &None,
        };
        self.used.push(Property::Ordinal);
        let Some(ordinal) = ordinal.as_ref().map(|ordinal| ordinal.value) else { return };
        self.phrase.say(", ");
        if ordinal == 1 {
            self.pick(first_fr, first_en);
        } else {
            self.pick(&format!("pour la {ordinal}e fois"), &format!("for the {} time", rank_en(ordinal)));
        }
    }

    /// An event without a kind of its own: its type is a verb where somebody does it, else a noun.
    fn event(&mut self) {
        let Kind::Event(event) = &self.fact.fact.kind else { return };
        let deed = deed(event.type_.value);
        let doers = self.named(Property::Doer);
        self.used.push(Property::EventType);
        let subjects = if doers.is_empty() { self.named(Property::Party) } else { doers };
        match deed {
            Some(deed) if !subjects.is_empty() => self.deed(&deed, &subjects),
            _ => self.noun(&subjects),
        }
        self.place();
        self.when(" ");
        self.ordinal("pour la première fois", "for the first time");
        if !self.used.contains(&Property::Concerns) {
            self.with(Property::Concerns, Case::Plain, self.language().pick(" ; à propos : ", "; about: "));
        }
    }

    fn deed(&mut self, deed: &Deed, subjects: &[Mention]) {
        self.phrase.list(subjects, Case::Plain);
        self.verb(deed.act, self.several(subjects));
        if deed.takes_object {
            self.with(Property::Concerns, Case::Plain, " ");
        }
        let recipients = self.named(Property::Recipient);
        if !recipients.is_empty() {
            let (before, case) = match self.language() {
                Language::Fr => deed.towards_fr,
                Language::En => (deed.towards_en, Case::Plain),
            };
            self.phrase.say(before);
            self.phrase.list(&recipients, case);
        }
    }

    /// «Visit: Mali to Niger».
    fn noun(&mut self, subjects: &[Mention]) {
        let label = self.code(Property::EventType).map_or("", |code| labels::label(code, self.language()));
        self.phrase.say(label);
        if !subjects.is_empty() {
            self.pick(" : ", ": ");
            self.phrase.list(subjects, Case::Plain);
        }
        let recipients = self.named(Property::Recipient);
        if !recipients.is_empty() {
            self.pick(", envers ", ", towards ");
            self.phrase.list(&recipients, Case::Plain);
        }
    }
}

/// «leur partenariat stratégique», «their joint communiqué»; of other facts one does not speak so.
fn own_noun(established: &ResolvedFact<'_>, language: Language) -> Option<String> {
    let (noun, is_plural) = match &established.fact.kind {
        Kind::Relation(relation) => {
            let fields = Fields::of(established, language);
            (
                relation::noun(relation.type_.value, Some(&fields), None, language),
                relation::is_plural(relation.type_.value),
            )
        }
        Kind::Instrument(instrument) => (labels::label(instrument.type_.value.iri(), language).to_owned(), false),
        _ => return None,
    };
    Some(match (language, is_plural) {
        (Language::Fr, true) => format!("leurs {noun}"),
        (Language::Fr, false) => format!("leur {noun}"),
        (Language::En, _) => format!("their {noun}"),
    })
}

/// «la première», «les premiers», «le 3e»; of a person, whose gender is not known, «la première personne».
fn rank_fr(ordinal: u32, doers: &[Mention], several: bool) -> String {
    let is_person = !several && doers.iter().any(|doer| doer.sort == Sort::Person);
    let feminine = is_person || is_feminine(doers);
    let article = match (several, feminine) {
        (true, _) => "les",
        (false, true) => "la",
        (false, false) => "le",
    };
    let rank = match (ordinal, feminine) {
        (1, true) => "première".to_owned(),
        (1, false) => "premier".to_owned(),
        _ => format!("{ordinal}e"),
    };
    format!("{article} {rank}{}{}", if several { "s" } else { "" }, if is_person { " personne" } else { "" })
}

/// «first», «2nd», «11th».
fn rank_en(ordinal: u32) -> String {
    match (ordinal, ordinal % 10, ordinal % 100) {
        (1, ..) => "first".to_owned(),
        (_, _, 11..=13) => format!("{ordinal}th"),
        (_, 1, _) => format!("{ordinal}st"),
        (_, 2, _) => format!("{ordinal}nd"),
        (_, 3, _) => format!("{ordinal}rd"),
        _ => format!("{ordinal}th"),
    }
}

/// A verb for a type of event, with what stands before the one to whom it is done.
struct Deed {
    act: Act,
    towards_en: &'static str,
    towards_fr: (&'static str, Case),
    /// Whether what the event concerns is what is done: «signed the agreement».
    takes_object: bool,
}

const DIRECT: (&str, Case) = (" ", Case::Plain);
const A: (&str, Case) = (" ", Case::To);
const AVEC: (&str, Case) = (" ", Case::With);
const CONTRE: (&str, Case) = (" contre ", Case::Plain);
const DEVANT: (&str, Case) = (" devant ", Case::Plain);
const ENTRE: (&str, Case) = (" entre ", Case::Plain);
const ENVERS: (&str, Case) = (" envers ", Case::Plain);
const SUR: (&str, Case) = (" sur ", Case::Plain);

/// Type; English past tense, base form and participle, with what leads to the recipient; the same in French, infinitive and
/// participle.
type Row = (&'static str, [&'static str; 3], &'static str, [&'static str; 2], (&'static str, Case));

#[rustfmt::skip]
const DEEDS: &[Row] = &[
    ("visit", ["paid a visit", "pay a visit", "paid a visit"], " to ", ["rendre visite", "rendu visite"], A),
    ("telephone-call", ["spoke by telephone", "speak by telephone", "spoken by telephone"], " with ", ["avoir un entretien téléphonique", "eu un entretien téléphonique"], AVEC),
    ("negotiation", ["negotiated", "negotiate", "negotiated"], " with ", ["négocier", "négocié"], AVEC),
    ("mediation", ["mediated", "mediate", "mediated"], " between ", ["mener une médiation", "mené une médiation"], ENTRE),
    ("signing", ["signed", "sign", "signed"], " with ", ["signer", "signé"], AVEC),
    ("ratification", ["ratified", "ratify", "ratified"], " with ", ["ratifier", "ratifié"], AVEC),
    ("appointment", ["appointed", "appoint", "appointed"], " ", ["nommer", "nommé"], DIRECT),
    ("recall", ["recalled", "recall", "recalled"], " ", ["rappeler", "rappelé"], DIRECT),
    ("expulsion", ["expelled", "expel", "expelled"], " ", ["expulser", "expulsé"], DIRECT),
    ("sanction", ["imposed sanctions", "impose sanctions", "imposed sanctions"], " on ", ["prendre des sanctions", "pris des sanctions"], CONTRE),
    ("sanction-relief", ["lifted sanctions", "lift sanctions", "lifted sanctions"], " on ", ["lever des sanctions", "levé des sanctions"], CONTRE),
    ("vote", ["voted", "vote", "voted"], " on ", ["voter", "voté"], SUR),
    ("appeal", ["made an appeal", "make an appeal", "made an appeal"], " to ", ["lancer un appel", "lancé un appel"], A),
    ("demand", ["made a demand", "make a demand", "made a demand"], " of ", ["adresser une exigence", "adressé une exigence"], A),
    ("rejection", ["voiced a rejection", "voice a rejection", "voiced a rejection"], " towards ", ["opposer un rejet", "opposé un rejet"], A),
    ("protest", ["protested", "protest", "protested"], " against ", ["protester", "protesté"], CONTRE),
    ("accusation", ["accused", "accuse", "accused"], " ", ["accuser", "accusé"], DIRECT),
    ("apology", ["apologised", "apologise", "apologised"], " to ", ["présenter des excuses", "présenté des excuses"], A),
    ("condolence", ["offered condolences", "offer condolences", "offered condolences"], " to ", ["présenter des condoléances", "présenté des condoléances"], A),
    ("congratulation", ["congratulated", "congratulate", "congratulated"], " ", ["féliciter", "félicité"], DIRECT),
    ("concession", ["made a concession", "make a concession", "made a concession"], " to ", ["faire une concession", "fait une concession"], A),
    ("investigation", ["opened an investigation", "open an investigation", "opened an investigation"], " into ", ["ouvrir une enquête", "ouvert une enquête"], SUR),
    ("provision-of-aid", ["provided aid", "provide aid", "provided aid"], " to ", ["fournir une aide", "fourni une aide"], A),
    ("material-cooperation", ["cooperated materially", "cooperate materially", "cooperated materially"], " with ", ["coopérer matériellement", "coopéré matériellement"], AVEC),
    ("military-posture", ["took a military posture", "take a military posture", "taken a military posture"], " towards ", ["prendre une posture militaire", "pris une posture militaire"], ENVERS),
    ("reduction-of-relations", ["reduced relations", "reduce relations", "reduced relations"], " with ", ["réduire les relations", "réduit les relations"], AVEC),
    ("coercion", ["used coercion", "use coercion", "used coercion"], " against ", ["recourir à la coercition", "eu recours à la coercition"], CONTRE),
    ("assault", ["committed an assault", "commit an assault", "committed an assault"], " on ", ["commettre une agression", "commis une agression"], CONTRE),
    ("fight", ["fought", "fight", "fought"], " with ", ["combattre", "combattu"], CONTRE),
    ("mass-violence", ["committed mass violence", "commit mass violence", "committed mass violence"], " against ", ["commettre des violences de masse", "commis des violences de masse"], CONTRE),
    ("ceasefire", ["agreed a ceasefire", "agree a ceasefire", "agreed a ceasefire"], " with ", ["conclure un cessez-le-feu", "conclu un cessez-le-feu"], AVEC),
    ("election", ["held an election", "hold an election", "held an election"], " of ", ["tenir une élection", "tenu une élection"], ENVERS),
    ("invitation", ["issued an invitation", "issue an invitation", "issued an invitation"], " to ", ["adresser une invitation", "adressé une invitation"], A),
    ("inauguration", ["inaugurated", "inaugurate", "inaugurated"], " with ", ["inaugurer", "inauguré"], AVEC),
    ("commemoration", ["held a commemoration", "hold a commemoration", "held a commemoration"], " for ", ["tenir une commémoration", "tenu une commémoration"], ENVERS),
    ("ban", ["imposed a ban", "impose a ban", "imposed a ban"], " on ", ["prononcer une interdiction", "prononcé une interdiction"], CONTRE),
    ("mission-opening", ["opened a mission", "open a mission", "opened a mission"], " to ", ["ouvrir une mission", "ouvert une mission"], (" auprès ", Case::Of)),
    ("mission-closure", ["closed a mission", "close a mission", "closed a mission"], " to ", ["fermer une mission", "fermé une mission"], (" auprès ", Case::Of)),
    ("statement-made", ["made a statement", "make a statement", "made a statement"], " to ", ["prendre la parole", "pris la parole"], DEVANT),
];

/// The verb for a type of event; none where only the noun says no more than the code does.
fn deed(event: EventType) -> Option<Deed> {
    let name = event.notation();
    let (_, en, towards_en, fr, towards_fr) = *DEEDS.iter().find(|(known, ..)| *known == name)?;
    let takes_object = ["signing", "ratification", "inauguration"].contains(&name);
    Some(Deed { act: Act { en, fr }, towards_en, towards_fr, takes_object })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_agree_with_who_has_them() {
        let states = |names: &[&str]| names.iter().map(|name| Mention::of(name, Sort::State)).collect::<Vec<_>>();
        assert_eq!(rank_fr(1, &states(&["Russie"]), false), "la première");
        assert_eq!(rank_fr(1, &states(&["Mali"]), false), "le premier");
        assert_eq!(rank_fr(1, &states(&["Russie", "Algérie"]), true), "les premières");
        assert_eq!(rank_fr(1, &states(&["Russie", "Mali"]), true), "les premiers");
        assert_eq!(rank_fr(3, &states(&["Russie"]), false), "la 3e");
        assert_eq!(rank_fr(2, &states(&["Russie", "Mali"]), true), "les 2es");
        assert_eq!(rank_fr(1, &[Mention::of("Abdoulaye Diop", Sort::Person)], false), "la première personne");
        let ranks: Vec<_> = [1, 2, 3, 4, 11, 12, 21, 112, 113].iter().map(|rank| rank_en(*rank)).collect();
        assert_eq!(ranks, ["first", "2nd", "3rd", "4th", "11th", "12th", "21st", "112th", "113th"]);
    }

    #[test]
    fn types_without_a_verb_are_known() {
        let without = EventType::ALL.iter().filter(|event| deed(**event).is_none());
        assert_eq!(without.map(|event| event.notation()).collect::<Vec<_>>(), ["death", "other-event"]);
        assert!(DEEDS.iter().all(|(name, ..)| EventType::from_notation(name).is_some()));
        assert_eq!(EventType::ALL.len(), 41);
    }
}
