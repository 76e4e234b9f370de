//! What is to be done, in the dossier's words, as a part of a sentence.

use verbale_core::vocab::Property;

use super::Teller;
use super::fields::Fields;
use crate::grammar::{Case, begins_with_infinitive, indefinite, of_before};
use crate::language::Language;
use crate::names::Mention;
use crate::when::When;

/// How the words of a dossier join a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// «ont convenu d’institutionnaliser», «agreed to meet».
    Infinitive,
    /// «envisagent une coordination».
    Noun,
    /// After a colon: words in another language, or of a form that is not known.
    Apart,
}

/// Words of a dossier that are to join a verb.
#[derive(Clone, Copy, Debug)]
pub(super) struct Content<'n> {
    pub(super) form: Form,
    text: &'n str,
    tag: &'n str,
    /// Whether they are in the page's language.
    is_own: bool,
}

impl<'n> Content<'n> {
    /// The form of words in a language on a page in a language.
    fn of(text: &'n str, tag: &'n str, language: Language) -> Self {
        let is_own = language.is(tag);
        let form = match language {
            _ if !is_own => Form::Apart,
            Language::Fr if begins_with_infinitive(text) => Form::Infinitive,
            Language::Fr if indefinite(text).is_some() => Form::Noun,
            Language::En if text.starts_with("to ") => Form::Infinitive,
            _ => Form::Apart,
        };
        Self { form, text, tag, is_own }
    }

    /// The same after a colon, where there is no verb to join.
    pub(super) fn set_apart(self) -> Self {
        Self { form: Form::Apart, ..self }
    }

    /// The same, with a noun after a colon.
    pub(super) fn without_article(self) -> Self {
        if self.form == Form::Noun { self.set_apart() } else { self }
    }

    /// Whether a reader of the page can see that the words name this.
    fn names(&self, mention: &Mention) -> bool {
        self.is_own && has_words(self.text, &mention.label)
    }
}

/// Whether words stand in a text as words of their own: «Mali» is none of «Malien».
pub(super) fn has_words(text: &str, words: &str) -> bool {
    let (text, words) = (text.to_lowercase(), words.to_lowercase());
    let is_edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    !words.is_empty()
        && text.match_indices(&words).any(|(at, found)| {
            is_edge(text[..at].chars().next_back()) && is_edge(text[at + found.len()..].chars().next())
        })
}

impl<'n> Teller<'n, '_, '_> {
    /// The description of what is to be done.
    pub(super) fn content(&mut self) -> Option<Content<'n>> {
        let (text, tag) = self.chosen(Property::Description)?;
        self.used.push(Property::Description);
        Some(Content::of(text, tag, self.language()))
    }

    /// With whom, for whom, through whom; then what, where, by when, and to what end. `leads` are the French words before an
    /// infinitive and before a noun.
    pub(super) fn action(&mut self, content: Option<Content<'n>>, [infinitive, noun]: [&str; 2]) {
        let fields = self.fields_beside(content.as_ref());
        let has_stop = self.circumstances(content.as_ref(), &fields);
        if let Some(content) = content {
            match content.form {
                Form::Apart => self.apart(&content),
                Form::Infinitive => self.joined(&content, has_stop, infinitive),
                Form::Noun => self.joined(&content, has_stop, noun),
            }
        }
        self.domains(&fields, content.is_some());
        self.place();
        self.when(", ");
        self.due();
        self.purpose();
    }

    /// The fields that the content does not name.
    fn fields_beside(&mut self, content: Option<&Content<'_>>) -> Fields {
        let own = content.filter(|content| content.is_own).map_or("", |content| content.text);
        let fields = Fields::of(self.fact, self.language()).not_in(own);
        if !fields.is_cut {
            self.used.push(Property::Field);
        }
        fields
    }

    /// What stands between commas before the content, and whether there is any.
    fn circumstances(&mut self, content: Option<&Content<'_>>, fields: &Fields) -> bool {
        let fr = self.language() == Language::Fr;
        let case = |french| if fr { french } else { Case::Plain };
        let within = if fr { "au sein " } else { "within " };
        let told = [
            self.circumstance(content, Property::Counterparty, Case::With, ""),
            self.circumstance(
                content,
                Property::Recipient,
                case(Case::Of),
                if fr { "à l’encontre " } else { "against " },
            ),
            self.circumstance(content, Property::Beneficiary, Case::Plain, if fr { "pour " } else { "for " }),
            self.circumstance(content, Property::Means, Case::Of, if fr { "par l’entremise " } else { "by means " }),
            self.circumstance(content, Property::Forum, case(Case::Of), within),
        ];
        // Before a verb that joins, «notamment» stands with it; with a forum, or nothing but fields, the open list is theirs.
        let stands_here = content.map_or(fields.is_empty(), |content| content.form == Form::Apart);
        if self.is_open() && stands_here && !told[4] {
            self.notably();
        }
        told.contains(&true)
    }

    /// One of them; what the content names is not said twice, and stays in the details for what it is.
    fn circumstance(&mut self, content: Option<&Content<'_>>, property: Property, case: Case, before: &str) -> bool {
        let mentions = self.mentions(property);
        let is_named = |mention| content.is_some_and(|content| content.names(mention));
        if mentions.is_empty() || mentions.iter().all(is_named) {
            return false;
        }
        self.used.push(property);
        if property == Property::Forum && self.is_open() {
            self.notably();
            self.phrase.say(" ");
        } else {
            self.phrase.say(", ");
        }
        self.phrase.say(before);
        self.phrase.list(&mentions, case);
        true
    }

    /// After a colon; words in another language are quoted.
    fn apart(&mut self, content: &Content<'_>) {
        self.pick(" : ", ": ");
        self.foreign(content.text, content.tag);
    }

    /// Right after the verb, with what French has before it.
    fn joined(&mut self, content: &Content<'_>, has_stop: bool, lead: &str) {
        self.phrase.say(if has_stop { ", " } else { " " });
        if self.is_open() && !self.used.contains(&Property::Forum) {
            self.pick("notamment ", "in particular ");
        }
        if self.language() == Language::Fr {
            let article = if content.form == Form::Noun { indefinite(content.text).unwrap_or_default() } else { "" };
            let next = if article.is_empty() { content.text } else { article };
            let lead = match lead {
                "de" => of_before(next).to_owned(),
                "" => String::new(),
                other => format!("{other} "),
            };
            self.phrase.say(&format!("{lead}{article}"));
        }
        self.phrase.words(content.text, Some(content.tag), None);
    }

    /// Words of the dossier: as they are in the page's language, else quoted.
    pub(super) fn foreign(&mut self, text: &str, tag: &str) {
        if self.language().is(tag) {
            self.phrase.words(text, Some(tag), None);
        } else {
            self.phrase.quote(text, Some(tag));
        }
    }

    /// «, en matière d’institutions».
    fn domains(&mut self, fields: &Fields, has_content: bool) {
        if fields.is_empty() {
            return;
        }
        if self.is_open() && !has_content && !self.used.contains(&Property::Forum) {
            self.notably();
            self.phrase.say(" ");
        } else {
            self.phrase.say(", ");
        }
        let domains = fields.domains();
        self.phrase.say(&domains);
    }

    fn due(&mut self) {
        self.used.push(Property::Due);
        if let Some(due) = When::due(self.names.resolved(), &self.fact.properties, self.language()) {
            self.phrase.say(", ");
            self.phrase.say(&due);
        }
    }

    /// «, afin d’institutionnaliser un partenariat»: an aim of another form, or in another language, stays in the details.
    pub(super) fn purpose(&mut self) {
        let Some((text, tag)) = self.chosen(Property::Purpose) else { return };
        let content = Content::of(text, tag, self.language());
        if content.form != Form::Infinitive {
            return;
        }
        self.used.push(Property::Purpose);
        match self.language() {
            Language::Fr => self.phrase.say(&format!(", afin {}", of_before(text))),
            Language::En => self.phrase.say(", in order "),
        }
        self.phrase.words(text, Some(tag), None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_that_of_the_words_in_the_language_of_the_page() {
        let form = |text, tag, language| Content::of(text, tag, language).form;
        assert_eq!(form("renforcer la coopération", "fr", Language::Fr), Form::Infinitive);
        assert_eq!(form("coordination plus étroite", "fr", Language::Fr), Form::Noun);
        assert_eq!(form("expertise russe", "fr", Language::Fr), Form::Apart);
        assert_eq!(form("renforcer la coopération", "fr", Language::En), Form::Apart);
        assert_eq!(form("to train troops", "en", Language::En), Form::Infinitive);
        assert_eq!(form("train troops", "en-GB", Language::En), Form::Apart);
    }

    #[test]
    fn names_are_found_as_whole_words() {
        assert!(has_words("la coopération avec la Russie", "Russie"));
        assert!(has_words("l’AES", "AES") && has_words("Mali", "mali"));
        assert!(!has_words("les Maliens", "Mali") && !has_words("", "Mali") && !has_words("Mali", ""));
    }
}
