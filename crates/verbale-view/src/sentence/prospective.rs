//! What is to come: agreed, announced, intended, expected, asked for.

use verbale_core::codes::Listed;
use verbale_core::facts::Kind;
use verbale_core::vocab::Property;

use super::Teller;
use crate::grammar::Case;
use crate::language::Language;
use crate::when::When;

/// A verb in the present: one and several, in French and English.
type Present = [[&'static str; 2]; 2];

/// The verb of a status of a commitment.
fn verb(status: &str) -> Present {
    match status {
        "agreed" => [["a convenu", "ont convenu"], ["agreed", "agreed"]],
        "announced" => [["a annoncé", "ont annoncé"], ["announced", "announced"]],
        "envisaged" => [["envisage", "envisagent"], ["envisages", "envisage"]],
        "threatened" => [["brandit une menace", "brandissent une menace"], ["makes a threat", "make a threat"]],
        _ => [["a pour intention", "ont pour intention"], ["intends", "intend"]],
    }
}

impl Teller<'_, '_, '_> {
    /// «Mali and Niger intend, with Russia: to strengthen cooperation.»
    pub(super) fn commitment(&mut self) {
        let Kind::Commitment(commitment) = &self.fact.fact.kind else { return };
        let status = commitment.status.value.notation();
        let doers = self.named(Property::Doer);
        if doers.is_empty() {
            let label = self.label(Property::Status).unwrap_or_default();
            self.phrase.say(&label);
        } else {
            self.phrase.list(&doers, Case::Plain);
            let [fr, en] = verb(status);
            let at = usize::from(doers.len() > 1);
            self.phrase.say(" ");
            self.pick(fr[at], en[at]);
        }
        self.action();
    }

    /// «Mali and Niger rely on Russia: training of their troops.»
    pub(super) fn expectation(&mut self) {
        let Kind::Expectation(expectation) = &self.fact.fact.kind else { return };
        let status = expectation.status.value.notation();
        let (who, doers) = (self.named(Property::ExpectedBy), self.named(Property::Doer));
        let several = who.len() > 1;
        match status {
            "relied-on" if !who.is_empty() && !doers.is_empty() => {
                self.phrase.list(&who, Case::Plain);
                let [fr, en] = if several { [" comptent sur ", " rely on "] } else { [" compte sur ", " relies on "] };
                self.pick(fr, en);
                self.phrase.list(&doers, Case::Plain);
            }
            "requested" if !who.is_empty() && !doers.is_empty() => {
                self.phrase.list(&who, Case::Plain);
                let [fr, en] = if several { [" demandent ", " ask "] } else { [" demande ", " asks "] };
                self.pick(fr, en);
                self.phrase.list(&doers, if self.language() == Language::Fr { Case::To } else { Case::Plain });
            }
            _ => self.awaited(status, &who, &doers),
        }
        self.action();
    }

    /// «Expected of Russia», «Possible».
    fn awaited(&mut self, status: &str, who: &[crate::names::Mention], doers: &[crate::names::Mention]) {
        let [fr, en] = match status {
            "possible-action" => ["possible", "possible"],
            "requested" => ["demandé", "requested"],
            "relied-on" => ["escompté", "relied on"],
            _ => ["attendu", "expected"],
        };
        self.pick(fr, en);
        if !doers.is_empty() {
            if status == "possible-action" {
                self.pick(" de la part ", " on the part ");
            } else {
                self.phrase.say(" ");
            }
            self.phrase.list(doers, Case::Of);
        }
        if !who.is_empty() {
            self.pick(", selon l’attente ", ", in the expectation ");
            self.phrase.list(who, Case::Of);
        }
    }

    /// With whom, for whom, through whom, and what.
    fn action(&mut self) {
        self.with(Property::Counterparty, Case::With, ", ");
        self.with(Property::Recipient, Case::Plain, self.language().pick(", envers ", ", against "));
        self.with(Property::Beneficiary, Case::Plain, self.language().pick(", pour ", ", for "));
        let through = self.language().pick(", par l’entremise ", ", by means ");
        self.with(Property::Means, Case::Of, through);
        self.with(Property::Forum, Case::Plain, self.language().pick(", au sein de ces instances : ", ", within "));
        self.text(Property::Description, self.language().pick(" : ", ": "), "");
        self.fields();
        self.place();
        self.when(", ");
        self.used.push(Property::Due);
        if let Some(due) = When::due(self.names.resolved(), &self.fact.properties, self.language()) {
            self.phrase.say(", ");
            self.phrase.say(&due);
        }
    }
}
