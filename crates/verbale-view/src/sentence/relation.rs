//! Relations: «ont une coopération militaire croissante», «have growing military cooperation».

use verbale_core::codes::{Code, Listed, RelationType, Trend};
use verbale_core::facts::Kind;
use verbale_core::vocab::Property;

use super::Teller;
use super::fields::{Agreement, Fields};
use super::verbs::{BE, HAVE};
use crate::grammar::{Case, of_before};
use crate::labels;
use crate::language::Language;

impl Teller<'_, '_, '_> {
    /// «Russia and Mali have growing military cooperation, in particular within the UN.»
    pub(super) fn relation(&mut self) {
        let Kind::Relation(relation) = &self.fact.fact.kind else { return };
        let (type_, trend) = (relation.type_.value, relation.trend.as_ref().map(|trend| trend.value));
        let parties = self.named(Property::Party);
        self.used.extend([Property::RelationType, Property::Trend]);
        self.phrase.list(&parties, Case::Plain);
        let several = self.several(&parties);
        let fields = self.all_fields();
        let has_forum = relation.forum.is_some();
        // An open list of adjectives alone has no other place for «notamment» than before them.
        let adjectives_apart = fields.has_adjectives() && self.is_open() && !fields.has_nouns() && !has_forum;
        let said = if adjectives_apart || fields.is_mixed() { None } else { Some(&fields) };
        if let (Language::Fr, Some(state)) = (self.language(), conflict_fr(type_)) {
            self.state(BE, several);
            let state = beside(state, type_, said, trend, Language::Fr);
            self.phrase.say(&format!(" en {state}"));
        } else {
            self.state(HAVE, several);
            let noun = noun(type_, said, trend, self.language());
            let noun = format!(" {}{noun}", self.article(type_, &noun));
            self.phrase.say(&noun);
        }
        self.fields_after(&fields, adjectives_apart, type_, has_forum);
        self.within();
        self.when(" ");
    }

    /// The fields that stand after the noun.
    fn fields_after(&mut self, fields: &Fields, adjectives: bool, type_: RelationType, has_forum: bool) {
        if adjectives {
            self.notably();
            let agreement = agreement(type_);
            self.phrase.say(&format!(" {}", fields.adjectives(agreement)));
        } else if fields.has_nouns() {
            if self.is_open() && !has_forum {
                self.notably();
            }
            let said = if fields.is_mixed() { fields.domains() } else { fields.nouns() };
            self.phrase.say(&format!(" {said}"));
        }
    }

    /// «, notamment au sein de l’ONU».
    fn within(&mut self) {
        let forums = self.named(Property::Forum);
        if forums.is_empty() {
            return;
        }
        if self.is_open() {
            self.notably();
        }
        self.pick(" au sein ", " within ");
        self.phrase.list(&forums, if self.language() == Language::Fr { Case::Of } else { Case::Plain });
    }

    /// «un», «une», «des»; what is denied has `de` in French.
    fn article(&self, type_: RelationType, noun: &str) -> &'static str {
        match self.language() {
            Language::Fr if self.mood().denies() => of_before(noun),
            language => article(type_, noun, language),
        }
    }
}

/// What a relation is called, with its adjectives: «coopération militaire croissante», «growing military cooperation».
pub(super) fn noun(type_: RelationType, fields: Option<&Fields>, trend: Option<Trend>, language: Language) -> String {
    beside(labels::label(type_.iri(), language), type_, fields, trend, language)
}

/// A noun with the adjectives of its fields and of its trend.
fn beside(
    noun: &str,
    type_: RelationType,
    fields: Option<&Fields>,
    trend: Option<Trend>,
    language: Language,
) -> String {
    let agreement = agreement(type_);
    let adjectives = fields.map(|fields| fields.adjectives(agreement)).unwrap_or_default();
    let trend = trend.map(|trend| development(trend, agreement, language)).unwrap_or_default();
    let words = match language {
        Language::Fr => [noun, &adjectives, &trend],
        Language::En => [&trend, &adjectives, noun],
    };
    words.iter().filter(|word| !word.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// «croissante», «growing».
fn development(trend: Trend, agreement: Agreement, language: Language) -> String {
    let Agreement { feminine, plural } = agreement;
    let (e, s) = (if feminine { "e" } else { "" }, if plural { "s" } else { "" });
    match (trend.notation(), language) {
        ("increasing", Language::Fr) => format!("croissant{e}{s}"),
        ("stable", Language::Fr) => format!("stable{s}"),
        (_, Language::Fr) => "en recul".to_owned(),
        ("increasing", Language::En) => "growing".to_owned(),
        ("stable", Language::En) => "stable".to_owned(),
        (_, Language::En) => "declining".to_owned(),
    }
}

fn agreement(type_: RelationType) -> Agreement {
    let name = type_.notation();
    let plural = ["bilateral-relations", "diplomatic-relations"].contains(&name);
    Agreement { feminine: plural || ["cooperation", "alliance", "rivalry"].contains(&name), plural }
}

/// Whether its noun is a plural.
pub(super) fn is_plural(type_: RelationType) -> bool {
    agreement(type_).plural
}

/// What French says with «être en».
fn conflict_fr(type_: RelationType) -> Option<&'static str> {
    match type_.notation() {
        "conflict" => Some("conflit"),
        "rivalry" => Some("rivalité"),
        _ => None,
    }
}

/// «a strategic partnership», «des relations bilatérales»: the article, by the relation and by the first word.
fn article(type_: RelationType, noun: &str, language: Language) -> &'static str {
    let Agreement { feminine, plural } = agreement(type_);
    match language {
        Language::Fr if plural => "des ",
        Language::Fr => {
            if feminine {
                "une "
            } else {
                "un "
            }
        }
        Language::En if plural || type_.notation() == "cooperation" => "",
        Language::En => {
            if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
                "an "
            } else {
                "a "
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_relation_is_a_noun_with_its_article() {
        let said = |name: &str, trend: &str, language| {
            let type_ = RelationType::from_notation(name).unwrap();
            let noun = noun(type_, None, Trend::from_notation(trend), language);
            format!("{}{noun}", article(type_, &noun, language))
        };
        assert_eq!(said("cooperation", "increasing", Language::Fr), "une coopération croissante");
        assert_eq!(said("cooperation", "increasing", Language::En), "growing cooperation");
        assert_eq!(said("alliance", "decreasing", Language::En), "a declining alliance");
        assert_eq!(said("alliance", "", Language::En), "an alliance");
        assert_eq!(said("bilateral-relations", "stable", Language::Fr), "des relations bilatérales stables");
        assert_eq!(said("strategic-partnership", "decreasing", Language::Fr), "un partenariat stratégique en recul");
        for type_ in RelationType::ALL {
            assert!(said(type_.notation(), "stable", Language::En).contains("stable"));
        }
    }
}
