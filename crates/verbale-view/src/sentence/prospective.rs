//! What is to come: agreed, announced, intended, expected, asked for.

use verbale_core::codes::Listed;
use verbale_core::facts::Kind;
use verbale_core::vocab::Property;

use super::Teller;
use super::content::{Content, Form};
use crate::grammar::Case;
use crate::language::Language;
use crate::names::Mention;

/// A verb in the present or the past: of one and of several, in French and English.
type Verb = [[&'static str; 2]; 2];

/// The verb of a status of a commitment, by what follows it; then what French has before an infinitive and before a noun.
fn verb(status: &str, form: Form) -> (Verb, [&'static str; 2]) {
    match (status, form) {
        ("agreed", _) => ([["a convenu", "ont convenu"], ["agreed", "agreed"]], ["de", "de"]),
        ("announced", Form::Infinitive) => (
            [
                ["a annoncé l’intention", "ont annoncé l’intention"],
                ["announced the intention", "announced the intention"],
            ],
            ["de", ""],
        ),
        ("announced", _) => ([["a annoncé", "ont annoncé"], ["announced", "announced"]], ["", ""]),
        ("envisaged", Form::Infinitive) => ([["envisage", "envisagent"], ["plans", "plan"]], ["de", ""]),
        ("envisaged", _) => ([["envisage", "envisagent"], ["envisages", "envisage"]], ["", ""]),
        ("threatened", Form::Apart) => {
            ([["brandit une menace", "brandissent une menace"], ["makes a threat", "make a threat"]], ["", ""])
        }
        ("threatened", _) => ([["menace", "menacent"], ["threatens", "threaten"]], ["de", "de"]),
        (_, Form::Infinitive) => ([["a l’intention", "ont l’intention"], ["intends", "intend"]], ["de", ""]),
        (_, Form::Noun) => ([["veut", "veulent"], ["intends", "intend"]], ["", ""]),
        (_, Form::Apart) => ([["a pour intention", "ont pour intention"], ["intends", "intend"]], ["", ""]),
    }
}

/// The verb of a commitment of which nothing more is known: a machine has coded it.
fn bare_verb(status: &str) -> Verb {
    match status {
        "agreed" => [["donne un accord", "donnent un accord"], ["gives an agreement", "give an agreement"]],
        "announced" => [["fait une annonce", "font une annonce"], ["makes an announcement", "make an announcement"]],
        "envisaged" => [["envisage une action", "envisagent une action"], ["envisages action", "envisage action"]],
        "threatened" => [["brandit une menace", "brandissent une menace"], ["makes a threat", "make a threat"]],
        _ => [["exprime une intention", "expriment une intention"], ["expresses an intention", "express an intention"]],
    }
}

impl Teller<'_, '_, '_> {
    /// «Mali and Niger intend, with Russia, to strengthen cooperation.»
    pub(super) fn commitment(&mut self) {
        let Kind::Commitment(commitment) = &self.fact.fact.kind else { return };
        let status = commitment.status.value.notation();
        let doers = self.named(Property::Doer);
        let content = self.content();
        if doers.is_empty() {
            let label = self.label(Property::Status).unwrap_or_default();
            self.phrase.say(&label);
            self.action(content.map(Content::set_apart), ["", ""]);
            return;
        }
        self.phrase.list(&doers, Case::Plain);
        if let Some(unsaid) = self.unsaid(Property::Doer) {
            self.phrase.say(&format!(" ({unsaid})"));
        }
        let ([fr, en], leads) = content.map_or((bare_verb(status), ["", ""]), |content| verb(status, content.form));
        let at = usize::from(self.several(&doers));
        self.phrase.say(" ");
        self.pick(fr[at], en[at]);
        self.action(content, leads);
    }

    /// «Mali and Niger rely on Russia: training of their troops.»
    pub(super) fn expectation(&mut self) {
        let Kind::Expectation(expectation) = &self.fact.fact.kind else { return };
        let status = expectation.status.value.notation();
        let (who, doers) = (self.named(Property::ExpectedBy), self.named(Property::Doer));
        let content = self.content().map(Content::without_article);
        match status {
            "relied-on" if !who.is_empty() && !doers.is_empty() => {
                self.turned_to(&who, [["compte sur", "comptent sur"], ["relies on", "rely on"]]);
                self.phrase.list(&doers, Case::Plain);
                self.hinted();
                self.action(content, ["pour", ""]);
            }
            "requested" if !who.is_empty() && !doers.is_empty() => {
                self.turned_to(&who, [["demande", "demandent"], ["asks", "ask"]]);
                self.phrase.list(&doers, if self.language() == Language::Fr { Case::To } else { Case::Plain });
                self.hinted();
                self.action(content, ["de", ""]);
            }
            _ => {
                self.awaited(status, &who, &doers);
                self.action(content.map(Content::set_apart), ["", ""]);
            }
        }
    }

    /// Those who expect something, and what they do.
    fn turned_to(&mut self, who: &[Mention], [fr, en]: Verb) {
        self.phrase.list(who, Case::Plain);
        let at = usize::from(self.several(who));
        self.phrase.say(" ");
        self.pick(fr[at], en[at]);
        self.phrase.say(" ");
    }

    /// «(sous-entendu)», where the source does not say of whom.
    fn hinted(&mut self) {
        if let Some(unsaid) = self.unsaid(Property::Doer) {
            self.phrase.say(&format!(" ({unsaid})"));
        }
    }

    /// «Expected of Russia», «Expected (of Russia, by implication)», «Possible».
    fn awaited(&mut self, status: &str, who: &[Mention], doers: &[Mention]) {
        let [fr, en] = match status {
            "possible-action" => ["possible", "possible"],
            "requested" => ["demandé", "requested"],
            "relied-on" => ["escompté", "relied on"],
            _ => ["attendu", "expected"],
        };
        self.pick(fr, en);
        if !doers.is_empty() {
            let unsaid = self.unsaid(Property::Doer);
            self.phrase.say(if unsaid.is_some() { " (" } else { " " });
            if status == "possible-action" {
                self.pick("de la part ", "on the part ");
            }
            self.phrase.list(doers, Case::Of);
            if let Some(unsaid) = unsaid {
                self.phrase.say(&format!(", {unsaid})"));
            }
        }
        if !who.is_empty() {
            self.pick(", selon l’attente ", ", in the expectation ");
            self.phrase.list(who, Case::Of);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_go_with_what_follows() {
        let fr = |status, form| verb(status, form).0[0][1];
        assert_eq!(fr("intended", Form::Infinitive), "ont l’intention");
        assert_eq!(fr("intended", Form::Noun), "veulent");
        assert_eq!(fr("intended", Form::Apart), "ont pour intention");
        assert_eq!(fr("threatened", Form::Infinitive), "menacent");
        assert_eq!(verb("envisaged", Form::Noun).1, ["", ""]);
        assert_eq!(verb("agreed", Form::Noun).1, ["de", "de"]);
    }
}
