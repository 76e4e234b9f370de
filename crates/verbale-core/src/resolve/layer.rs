//! The two layers: which facts the source itself presents as facts, who says the others, and how firmly.

use super::Resolver;
use crate::codes::{ExpectationStatus, Factuality};
use crate::dossier::value::Key;
use crate::facts::{Fact, Kind};

impl Resolver<'_> {
    /// Whether a fact's node has its own class. The three ways out: it is said in a statement, it is not certain, it is planned.
    pub(super) fn is_asserted(&self, index: usize) -> bool {
        let fact = self.names.facts[index].fact;
        if matches!(fact.kind, Kind::Proposition(_)) {
            return true;
        }
        let said = self.links.said_in[index].is_some() || fact.said_in.is_some();
        let planned = fact.planned_in.is_some();
        !planned && !is_doubted(fact) && (!said || self.is_first_person(index))
    }

    /// Speaking is how commitments and stances are made: whoever speaks for those who commit themselves makes them.
    fn is_first_person(&self, index: usize) -> bool {
        let holders: &[Key<'_>] = match &self.names.facts[index].fact.kind {
            Kind::Commitment(commitment) => commitment.action.by.as_ref().map_or(&[], |by| &by.value.0),
            Kind::Stance(stance) => &stance.holder.value.0,
            _ => return false,
        };
        let voice = self.links.said_in[index].and_then(|statement| self.links.voices.get(&statement));
        voice.is_some_and(|voice| {
            holders
                .iter()
                .filter_map(|holder| self.names.thing(holder))
                .any(|holder| voice.speaks_for.contains(&holder))
        })
    }

    /// What the author wrote, else what the kind and its status say.
    pub(super) fn factuality(&self, index: usize) -> Factuality {
        let fact = self.names.facts[index].fact;
        if let Some(given) = fact.factuality {
            return given;
        }
        if fact.planned_in.is_some() {
            return Factuality::Unknown;
        }
        match &fact.kind {
            // Whether what is agreed or threatened comes about, nobody knows yet.
            Kind::Commitment(_) => Factuality::Unknown,
            Kind::Expectation(expectation) => of_expectation(expectation.status.value),
            _ => Factuality::Certain,
        }
    }
}

/// Of commitments, expectations, stances and propositions the factuality speaks of the content, not of the thing itself.
fn is_doubted(fact: &Fact<'_>) -> bool {
    let exempt =
        matches!(fact.kind, Kind::Commitment(_) | Kind::Expectation(_) | Kind::Stance(_) | Kind::Proposition(_));
    !exempt && fact.factuality.is_some_and(|factuality| factuality != Factuality::Certain)
}

const fn of_expectation(status: ExpectationStatus) -> Factuality {
    match status {
        ExpectationStatus::Expected => Factuality::Probable,
        ExpectationStatus::PossibleAction => Factuality::Possible,
        ExpectationStatus::ReliedOn | ExpectationStatus::Requested => Factuality::Unknown,
    }
}
