//! Fields of activity in a sentence: as adjectives where they are such, else after a preposition.

use verbale_core::resolve::{Object, ResolvedFact};
use verbale_core::vocab::Property;

use crate::grammar::of_before;
use crate::labels;
use crate::language::Language;

/// The fields of a fact, those that say nothing aside.
pub(super) struct Fields {
    /// Those that stand beside a noun, by their notations.
    adjectives: Vec<&'static str>,
    /// What the others are called.
    nouns: Vec<&'static str>,
    /// Whether a field is left out.
    pub(super) is_cut: bool,
    language: Language,
}

/// Form of an adjective.
#[derive(Clone, Copy)]
pub(super) struct Agreement {
    pub(super) feminine: bool,
    pub(super) plural: bool,
}

impl Fields {
    /// The fields of a fact.
    pub(super) fn of(fact: &ResolvedFact<'_>, language: Language) -> Self {
        let mut fields = Self { adjectives: Vec::new(), nouns: Vec::new(), is_cut: false, language };
        for (property, object) in &fact.properties {
            if let (Property::Field, Object::Term(iri)) = (property, object) {
                fields.add(iri);
            }
        }
        fields
    }

    fn add(&mut self, iri: &'static str) {
        match labels::local(iri) {
            "general" => self.is_cut = true,
            notation @ ("military" | "humanitarian" | "multidimensional") => self.adjectives.push(notation),
            _ => self.nouns.push(labels::label(iri, self.language)),
        }
    }

    /// Without the fields of which a word stands in a text already, and those that are no domain.
    pub(super) fn not_in(mut self, text: &str) -> Self {
        let text = text.to_lowercase();
        let before = self.adjectives.len() + self.nouns.len();
        let language = self.language;
        self.adjectives
            .retain(|notation| *notation != "multidimensional" && !text.contains(adjective_of(notation, language)));
        let is_new =
            |label: &&str| label.split([' ', '’']).filter(|word| word.len() > 4).all(|word| !text.contains(word));
        self.nouns.retain(is_new);
        self.is_cut |= before > self.adjectives.len() + self.nouns.len();
        self
    }

    /// Whether there is nothing to say.
    pub(super) const fn is_empty(&self) -> bool {
        self.adjectives.is_empty() && self.nouns.is_empty()
    }

    /// Whether some stand after a preposition.
    pub(super) const fn has_nouns(&self) -> bool {
        !self.nouns.is_empty()
    }

    /// Whether adjectives would stand beside a noun and others after it, as if these were theirs: «une alliance militaire
    /// en matière de commerce».
    pub(super) fn is_mixed(&self) -> bool {
        self.has_nouns() && self.has_adjectives() && !self.adjectives.contains(&"multidimensional")
    }

    /// Whether some stand beside a noun.
    pub(super) const fn has_adjectives(&self) -> bool {
        !self.adjectives.is_empty()
    }

    /// «militaire et humanitaire», agreeing with a noun.
    pub(super) fn adjectives(&self, agreement: Agreement) -> String {
        let forms = self.adjectives.iter().map(|notation| adjective(notation, agreement, self.language));
        joined(&forms.collect::<Vec<_>>(), self.language)
    }

    /// «en matière de politique étrangère et d’énergie», «in the fields of foreign policy and energy».
    pub(super) fn nouns(&self) -> String {
        match self.language {
            Language::Fr => {
                let each: Vec<_> = self.nouns.iter().map(|noun| format!("{}{noun}", of_before(noun))).collect();
                format!("en matière {}", joined(&each, Language::Fr))
            }
            Language::En => {
                let field = if self.nouns.len() > 1 { "fields" } else { "field" };
                let each: Vec<_> = self.nouns.iter().map(|noun| (*noun).to_owned()).collect();
                format!("in the {field} of {}", joined(&each, Language::En))
            }
        }
    }

    /// «dans le domaine militaire et en matière de commerce»: all of them, where no noun is at hand.
    pub(super) fn domains(&self) -> String {
        let several = self.adjectives.len() > 1;
        let beside = self.adjectives(Agreement { feminine: false, plural: false });
        let domain = match (self.language, several) {
            (Language::Fr, false) => format!("dans le domaine {beside}"),
            (Language::Fr, true) => format!("dans les domaines {beside}"),
            (Language::En, false) => format!("in the {beside} field"),
            (Language::En, true) => format!("in the {beside} fields"),
        };
        match (self.has_adjectives(), self.has_nouns()) {
            (true, true) => joined(&[domain, self.nouns()], self.language),
            (true, false) => domain,
            (false, true) => self.nouns(),
            (false, false) => String::new(),
        }
    }
}

fn adjective_of(notation: &str, language: Language) -> &'static str {
    match (notation, language) {
        ("military", Language::Fr) => "militaire",
        ("humanitarian", Language::Fr) => "humanitaire",
        (_, Language::Fr) => "multidimensionnel",
        ("military", Language::En) => "military",
        ("humanitarian", Language::En) => "humanitarian",
        (_, Language::En) => "multidimensional",
    }
}

fn adjective(notation: &str, agreement: Agreement, language: Language) -> String {
    let word = adjective_of(notation, language);
    match language {
        Language::En => word.to_owned(),
        Language::Fr => {
            let feminine = if agreement.feminine && !word.ends_with('e') { "le" } else { "" };
            format!("{word}{feminine}{}", if agreement.plural { "s" } else { "" })
        }
    }
}

/// «a, b and c».
fn joined(words: &[String], language: Language) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{}{}{last}", most.join(", "), language.pick(" et ", " and ")),
    }
}

#[cfg(test)]
mod tests {
    use verbale_core::codes::{Code, FieldOfActivity, Listed};

    use super::*;

    fn fields(notations: &[&str], language: Language) -> Fields {
        let mut fields = Fields { adjectives: Vec::new(), nouns: Vec::new(), is_cut: false, language };
        for notation in notations {
            fields.add(FieldOfActivity::from_notation(notation).unwrap().iri());
        }
        fields
    }

    #[test]
    fn fields_are_adjectives_or_stand_after_a_preposition() {
        let fr = fields(&["military", "foreign-policy", "energy"], Language::Fr);
        assert_eq!(fr.domains(), "dans le domaine militaire et en matière de politique étrangère et d’énergie");
        let en = fields(&["trade", "energy", "health"], Language::En);
        assert_eq!(en.domains(), "in the fields of trade, energy and health");
        assert_eq!(fields(&["military"], Language::En).domains(), "in the military field");
        let plural = Agreement { feminine: true, plural: true };
        assert_eq!(fields(&["multidimensional"], Language::Fr).adjectives(plural), "multidimensionnelles");
        assert!(fields(&["general"], Language::Fr).is_empty() && fields(&["general"], Language::Fr).is_cut);
    }

    #[test]
    fn a_field_that_the_text_names_is_not_said_again() {
        let text = "renforcer la coopération militaire et la formation des troupes";
        let left = fields(&["military", "military-training", "trade"], Language::Fr).not_in(text);
        assert_eq!((left.domains().as_str(), left.is_cut), ("en matière de commerce", true));
        assert!(!fields(&["trade"], Language::Fr).not_in(text).is_cut);
    }

    #[test]
    fn every_field_has_words() {
        for field in FieldOfActivity::ALL.iter().filter(|field| field.notation() != "general") {
            for language in [Language::Fr, Language::En] {
                assert!(fields(&[field.notation()], language).domains().len() > 10, "{}", field.notation());
            }
        }
    }
}
