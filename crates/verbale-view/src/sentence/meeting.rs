//! Meetings: who met whom, and who received whom.

use verbale_core::vocab::Property;

use super::Teller;
use super::verbs::{Act, Mood};
use crate::grammar::Case;
use crate::language::Language;
use crate::names::Mention;

const MEET: Act = Act { en: ["met", "meet", "met"], fr: ["tenir une réunion", "tenu une réunion"] };
const RECEIVE: Act = Act { en: ["received", "receive", "received"], fr: ["recevoir", "reçu"] };

/// Of more participants a sentence says nothing: they stand in the details.
const FEW: usize = 6;

impl Teller<'_, '_, '_> {
    /// «Russia and Mali met in a bilateral format in Moscow on 3 April 2025, for the first time.»
    pub(super) fn meeting(&mut self) {
        if let Some((host, guests)) = self.reception() {
            self.received(&host, &guests);
        } else {
            self.met();
        }
        self.place();
        self.when(" ");
        if let Some(channel) = self.label(Property::Channel) {
            self.phrase.say(", ");
            self.phrase.say(&channel);
        }
        self.ordinal("pour la première fois", "for the first time");
        self.purpose();
        self.participants();
    }

    fn met(&mut self) {
        let parties = self.named(Property::Party);
        self.phrase.list(&parties, Case::Plain);
        self.verb(MEET, self.several(&parties));
        if let Some(format) = self.label(Property::MeetingFormat) {
            let said = match self.language() {
                Language::Fr => format!(" {}", feminine(&format)),
                Language::En => format!(" in a {format} format"),
            };
            self.phrase.say(&said);
        }
    }

    /// The host and those who are received, where the host is one of few participants.
    fn reception(&self) -> Option<(Mention, Vec<Mention>)> {
        const GUESTS: usize = 3;
        let mentions = |property| super::nodes(self.names, self.fact, property).map(|iri| self.names.mention(iri));
        let host = mentions(Property::Host).next()?;
        let present: Vec<_> = mentions(Property::Participant).take(GUESTS + 2).collect();
        let guests: Vec<_> = present.iter().filter(|one| one.iri != host.iri).cloned().collect();
        let is_reception = guests.len() < present.len() && (1..=GUESTS).contains(&guests.len());
        is_reception.then_some((host, guests))
    }

    /// «Sergueï Lavrov received Abdoulaye Diop at a bilateral meeting between Russia and Mali.»
    fn received(&mut self, host: &Mention, guests: &[Mention]) {
        self.used.extend([Property::Host, Property::Participant]);
        let host = std::slice::from_ref(host);
        self.phrase.list(host, Case::Plain);
        self.verb(RECEIVE, self.several(host));
        self.phrase.say(" ");
        self.phrase.list(guests, Case::Plain);
        let format = self.label(Property::MeetingFormat);
        let said = match (self.language(), &format) {
            (Language::Fr, Some(format)) => format!(" lors d’une réunion {}", feminine(format)),
            (Language::Fr, None) => " lors d’une réunion".to_owned(),
            (Language::En, Some(format)) => format!(" at a {format} meeting"),
            (Language::En, None) => " at a meeting".to_owned(),
        };
        self.phrase.say(&said);
        let parties = self.named(Property::Party);
        self.phrase.between(&parties);
    }

    /// «; y ont participé Sergueï Lavrov et Abdoulaye Diop»: of what happened, where they are few and not the parties.
    fn participants(&mut self) {
        let mentions = |property| super::nodes(self.names, self.fact, property).map(|iri| self.names.mention(iri));
        let present: Vec<_> = mentions(Property::Participant).take(FEW + 1).collect();
        let is_told = self.used.contains(&Property::Participant) || present.is_empty() || present.len() > FEW;
        if is_told || self.mood() != Mood::Fact {
            return;
        }
        self.used.push(Property::Participant);
        match self.language() {
            Language::Fr => {
                let several = self.several(&present);
                self.phrase.say(if several { " ; y ont participé " } else { " ; y a participé " });
                self.phrase.list(&present, Case::Plain);
            }
            Language::En => {
                self.phrase.say(", with ");
                self.phrase.list(&present, Case::Plain);
                self.phrase.say(" taking part");
            }
        }
    }
}

/// A meeting is feminine in French.
fn feminine(format: &str) -> String {
    if format.ends_with('e') { format.to_owned() } else { format!("{format}e") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_agree_with_the_meeting() {
        assert_eq!((feminine("bilatéral"), feminine("quadripartite")), ("bilatérale".into(), "quadripartite".into()));
    }
}
