//! Verbs, and how they change with who says what: it was, it is planned, it is doubted, it is denied.

use verbale_core::codes::{Factuality, Listed};
use verbale_core::resolve::ResolvedFact;

use crate::language::Language;

/// How a thing is put forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    /// It is so.
    Fact,
    /// It is to be so.
    Planned,
    /// The one who says it is not certain, or denies it.
    Factuality(Factuality),
}

impl Mood {
    pub(super) fn of(fact: &ResolvedFact<'_>) -> Self {
        match fact.factuality {
            _ if fact.fact.planned_in.is_some() && fact.fact.factuality.is_none() => Self::Planned,
            Factuality::Certain => Self::Fact,
            other => Self::Factuality(other),
        }
    }

    /// Whether it says that something is not so.
    pub(super) fn denies(self) -> bool {
        let Self::Factuality(factuality) = self else { return false };
        ["improbable", "possibly-not", "counterfactual"].contains(&factuality.notation())
    }
}

impl Mood {
    /// What English puts after «was» in the past where it is certain or likely that something is not so.
    pub(super) fn denial(self) -> Option<&'static str> {
        let Self::Factuality(factuality) = self else { return None };
        match factuality.notation() {
            "improbable" => Some("probably not"),
            "counterfactual" => Some("not"),
            _ => None,
        }
    }
}

/// What somebody does: English past tense, base form and past participle, French infinitive and past participle.
#[derive(Clone, Copy, Debug)]
pub(super) struct Act {
    pub(super) en: [&'static str; 3],
    pub(super) fr: [&'static str; 2],
}

impl Act {
    /// As said of one or several, in a mood.
    pub(super) fn said(&self, mood: Mood, several: bool, language: Language) -> String {
        match language {
            Language::En => self.english(mood, several),
            Language::Fr => self.french(mood, several),
        }
    }

    fn english(&self, mood: Mood, several: bool) -> String {
        let [past, base, participle] = self.en;
        let be = if several { "are" } else { "is" };
        match mood {
            Mood::Fact => past.to_owned(),
            Mood::Planned => format!("{be} to {base}"),
            Mood::Factuality(factuality) => match factuality.notation() {
                "probable" => format!("probably {past}"),
                "possible" => format!("may have {participle}"),
                "improbable" => format!("probably did not {base}"),
                "possibly-not" => format!("may not have {participle}"),
                "counterfactual" => format!("did not {base}"),
                _ => format!("{be} said to have {participle}"),
            },
        }
    }

    fn french(&self, mood: Mood, several: bool) -> String {
        let [infinitive, participle] = self.fr;
        let pick = |one: &'static str, many: &'static str| if several { many } else { one };
        match mood {
            Mood::Fact => format!("{} {participle}", pick("a", "ont")),
            Mood::Planned => format!("{} {infinitive}", pick("doit", "doivent")),
            Mood::Factuality(factuality) => match factuality.notation() {
                "probable" => format!("{} probablement {participle}", pick("a", "ont")),
                "improbable" => format!("n’{} probablement pas {participle}", pick("a", "ont")),
                "possibly-not" => format!("n’{} peut-être pas {participle}", pick("aurait", "auraient")),
                "counterfactual" => format!("n’{} pas {participle}", pick("a", "ont")),
                _ => format!("{} {participle}", pick("aurait", "auraient")),
            },
        }
    }
}

/// What somebody is or has: one, several and base form in English; one, several, infinitive, conditional of one and of
/// several in French.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    en: [&'static str; 3],
    fr: [&'static str; 5],
}

/// To be.
pub(super) const BE: State = State { en: ["is", "are", "be"], fr: ["est", "sont", "être", "serait", "seraient"] };

/// To have.
pub(super) const HAVE: State = State { en: ["has", "have", "have"], fr: ["a", "ont", "avoir", "aurait", "auraient"] };

impl State {
    /// As said of one or several, in a mood.
    pub(super) fn said(&self, mood: Mood, several: bool, language: Language) -> String {
        match language {
            Language::En => self.english(mood, several),
            Language::Fr => self.french(mood, several),
        }
    }

    fn english(&self, mood: Mood, several: bool) -> String {
        let [one, many, base] = self.en;
        let (now, be) = if several { (many, "are") } else { (one, "is") };
        let not = if base == "be" {
            format!("{now} not")
        } else {
            format!("{} not {base}", if several { "do" } else { "does" })
        };
        match mood {
            Mood::Fact => now.to_owned(),
            Mood::Planned => format!("{be} to {base}"),
            Mood::Factuality(factuality) => match factuality.notation() {
                "probable" => format!("probably {now}"),
                "possible" => format!("may {base}"),
                "improbable" => format!("probably {not}"),
                "possibly-not" => format!("may not {base}"),
                "counterfactual" => not,
                _ => format!("{be} said to {base}"),
            },
        }
    }

    fn french(&self, mood: Mood, several: bool) -> String {
        let [one, many, infinitive, would, would_all] = self.fr;
        let (now, conditional) = if several { (many, would_all) } else { (one, would) };
        let not = |verb: &str| if verb.starts_with(['a', 'e', 'o']) { "n’" } else { "ne " }.to_owned() + verb;
        match mood {
            Mood::Fact => now.to_owned(),
            Mood::Planned => format!("{} {infinitive}", if several { "doivent" } else { "doit" }),
            Mood::Factuality(factuality) => match factuality.notation() {
                "probable" => format!("{now} probablement"),
                "improbable" => format!("{} probablement pas", not(now)),
                "possibly-not" => format!("{} peut-être pas", not(conditional)),
                "counterfactual" => format!("{} pas", not(now)),
                _ => conditional.to_owned(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECOGNISE: Act = Act { en: ["recognised", "recognise", "recognised"], fr: ["reconnaître", "reconnu"] };

    #[test]
    fn acts_in_all_moods() {
        let mut said = Vec::new();
        for mood in Factuality::ALL.iter().map(|f| Mood::Factuality(*f)).chain([Mood::Fact, Mood::Planned]) {
            for language in [Language::Fr, Language::En] {
                said.push(RECOGNISE.said(mood, true, language));
            }
        }
        assert_eq!(said.len(), 18);
        for expected in
            ["n’ont pas reconnu", "auraient reconnu", "doivent reconnaître", "did not recognise", "are to recognise"]
        {
            assert!(said.iter().any(|said| said == expected), "{expected} in {said:?}");
        }
    }

    #[test]
    fn moods_that_deny_are_known() {
        let denied: Vec<_> = Factuality::ALL.iter().filter(|f| Mood::Factuality(**f).denies()).collect();
        assert_eq!(denied.len(), 3);
        assert_eq!(Mood::Factuality(Factuality::Counterfactual).denial(), Some("not"));
        assert_eq!((Mood::Fact.denial(), Mood::Planned.denies()), (None, false));
    }

    #[test]
    fn states_are_negated() {
        let no = Mood::Factuality(Factuality::Counterfactual);
        assert_eq!(BE.said(no, true, Language::Fr), "ne sont pas");
        assert_eq!(BE.said(no, false, Language::Fr), "n’est pas");
        assert_eq!(HAVE.said(no, true, Language::Fr), "n’ont pas");
        assert_eq!(HAVE.said(no, false, Language::En), "does not have");
        assert_eq!(BE.said(Mood::Factuality(Factuality::Possible), false, Language::Fr), "serait");
    }
}
