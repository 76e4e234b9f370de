//! Articles and prepositions before names, in French and English.
//!
//! States are known by name. Of other actors the first word often tells (`Union`, `Conseil`); where it does not, the name
//! stands without an article, as headlines have it.

mod english;
mod french;
mod opening;

use crate::language::Language;
use crate::names::Mention;
use crate::phrase::Phrase;

pub(crate) use self::french::begins_with_vowel;
pub(crate) use self::opening::{begins_with_infinitive, indefinite};

/// What stands before a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// The article alone: «la Russie», «the AES».
    Plain,
    /// «de la Russie», «of Russia».
    Of,
    /// «à la Russie», «to Russia».
    To,
    /// «avec la Russie», «with Russia».
    With,
}

impl Phrase {
    /// Names one after the other, «the UN, Mali and Niger», with what stands before each.
    pub(crate) fn list(&mut self, mentions: &[Mention], case: Case) {
        for (at, mention) in mentions.iter().enumerate() {
            if at > 0 {
                let last = at + 1 == mentions.len();
                self.say(if last { self.and() } else { ", " });
            }
            let before = match self.language() {
                Language::Fr => french::before(mention, case),
                Language::En => english::before(mention, if at == 0 { case } else { Case::Plain }),
            };
            self.say(&before);
            self.mention(mention);
        }
    }

    /// Bare names between commas, «UN, Mali, Niger»: in brackets, or where more follow.
    pub(crate) fn series(&mut self, mentions: &[Mention]) {
        for (at, mention) in mentions.iter().enumerate() {
            if at > 0 {
                self.say(", ");
            }
            self.mention(mention);
        }
    }

    /// « entre la Russie et le Mali», « between Russia and Mali»; « du Mali» of one alone.
    pub(crate) fn between(&mut self, mentions: &[Mention]) {
        match mentions {
            [] => {}
            [_] => {
                self.say(" ");
                self.list(mentions, Case::Of);
            }
            _ => {
                self.say(match self.language() {
                    Language::Fr => " entre ",
                    Language::En => " between ",
                });
                self.list(mentions, Case::Plain);
            }
        }
    }

    fn and(&self) -> &'static str {
        match self.language() {
            Language::Fr => " et ",
            Language::En => " and ",
        }
    }

    /// A name with a link to what is said of it.
    pub(crate) fn mention(&mut self, mention: &Mention) {
        let href = mention.anchor.as_ref().map(|anchor| format!("#{anchor}"));
        self.words(&mention.label, mention.language.as_deref(), href);
    }
}

/// What stands before a common noun: «the meeting», «de la réunion», «of the meeting».
pub(crate) fn before_noun(noun: &str, case: Case, language: Language) -> String {
    match language {
        Language::Fr => french::before_noun(noun, case),
        Language::En => english::before_noun(case),
    }
}

/// Whether a verb that goes with these is in the plural: they are several, or one of a name in the plural.
pub(crate) fn is_plural(mentions: &[Mention], language: Language) -> bool {
    mentions.len() > 1 || language == Language::Fr && mentions.iter().any(french::is_plural)
}

/// Whether these are all known to be feminine in French.
pub(crate) fn is_feminine(mentions: &[Mention]) -> bool {
    mentions.iter().all(french::is_feminine)
}

/// `de` or `d’`, by what follows.
pub(crate) fn of_before(word: &str) -> &'static str {
    if begins_with_vowel(word) { "d’" } else { "de " }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Sort;

    /// What is said of names in a case.
    pub(super) fn said(language: Language, case: Case, names: &[(&str, Sort)]) -> String {
        let mut phrase = Phrase::new(language);
        let mentions: Vec<_> = names.iter().map(|(name, sort)| Mention::of(name, *sort)).collect();
        phrase.list(&mentions, case);
        phrase.plain()
    }

    #[test]
    fn lists_are_joined_as_one_speaks() {
        let three = [("Russie", Sort::State), ("Mali", Sort::State), ("ONU", Sort::Organisation)];
        assert_eq!(said(Language::Fr, Case::Plain, &three), "la Russie, le Mali et l’ONU");
        assert_eq!(said(Language::Fr, Case::To, &three), "à la Russie, au Mali et à l’ONU");
        let three = [("Russia", Sort::State), ("United States", Sort::State), ("UN", Sort::Organisation)];
        assert_eq!(said(Language::En, Case::Of, &three), "of Russia, the United States and the UN");
        assert_eq!(said(Language::En, Case::Plain, &[("NATO", Sort::Organisation)]), "NATO");
    }

    #[test]
    fn number_and_gender_are_those_of_the_name() {
        let state = |name: &str| [Mention::of(name, Sort::State)];
        assert!(is_plural(&state("États-Unis"), Language::Fr) && !is_plural(&state("Mali"), Language::Fr));
        assert!(!is_plural(&state("United States"), Language::En));
        for feminine in ["Russie", "Algérie", "Afrique du Sud", "Philippines", "République centrafricaine"] {
            assert!(is_feminine(&state(feminine)), "{feminine}");
        }
        for other in ["Mali", "Iran", "États-Unis", "Israël", "Pays-Bas"] {
            assert!(!is_feminine(&state(other)), "{other}");
        }
        assert!(is_feminine(&[Mention::of("Union africaine", Sort::Organisation)]));
        assert!(!is_feminine(&[Mention::of("Dominique Dupont", Sort::Person)]));
    }

    #[test]
    fn de_is_elided() {
        assert_eq!(of_before("institutionnaliser"), "d’");
        assert_eq!(of_before("œuvrer"), "d’");
        assert_eq!(of_before("harmoniser"), "d’");
        assert_eq!(of_before("hausser"), "de ");
        assert_eq!(of_before("renforcer"), "de ");
    }
}
