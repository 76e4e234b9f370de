//! A sentence as it stands on the page: words, links and texts in other languages, in order.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};
use serde::{Serialize, Serializer};

use crate::language::{Language, direction};

/// A piece of a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The words.
    pub(crate) text: String,
    /// What a click leads to: a place on this page, or an address with `http` or `https`.
    pub(crate) href: Option<String>,
    /// The language, where it is not the page's.
    pub(crate) lang: Option<String>,
    /// The direction that goes with the language.
    pub(crate) dir: Option<&'static str>,
    /// The pieces of a link that has several.
    pub(crate) inner: Vec<Self>,
    /// Whether it was written by the dossier's author or the source, and not by us.
    pub(crate) foreign: bool,
}

/// A sentence, or a part of one. Pages have the same ones in several places, so copies share their pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    pieces: Arc<Vec<Piece>>,
    language: Language,
}

/// To a template a phrase is one value: it has thousands of pieces, and takes none of them apart.
impl Object for Phrase {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
}

impl Serialize for Phrase {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::from_object(self.clone()).serialize(serializer)
    }
}

impl Phrase {
    /// Nothing said yet.
    pub(crate) fn new(language: Language) -> Self {
        Self { pieces: Arc::default(), language }
    }

    /// What it is made of.
    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    fn push(&mut self, piece: Piece) {
        Arc::make_mut(&mut self.pieces).push(piece);
    }

    /// The page's language.
    pub(crate) const fn language(&self) -> Language {
        self.language
    }

    /// Our own words.
    pub(crate) fn say(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        match Arc::make_mut(&mut self.pieces).last_mut() {
            Some(last) if last.href.is_none() && !last.foreign => last.text.push_str(text),
            _ => self.push(Piece { text: text.to_owned(), ..Piece::default() }),
        }
    }

    /// Our own words in the language of the page.
    pub(crate) fn pick(&mut self, fr: &str, en: &str) {
        self.say(self.language.pick(fr, en));
    }

    /// Words of a dossier in a language, which may lead somewhere.
    pub(crate) fn words(&mut self, text: &str, tag: Option<&str>, href: Option<String>) {
        let tag = tag.filter(|tag| !self.language.is(tag));
        self.push(Piece {
            text: text.to_owned(),
            href,
            lang: tag.map(str::to_owned),
            dir: tag.map(direction),
            foreign: true,
            ..Piece::default()
        });
    }

    /// An address, which leads to itself if a browser may be led to it.
    pub(crate) fn address(&mut self, address: &str) {
        self.words(address, None, web(address));
    }

    /// An address alone.
    pub(crate) fn of_address(language: Language, address: &str) -> Self {
        let mut phrase = Self::new(language);
        phrase.address(address);
        phrase
    }

    /// A phrase that leads somewhere as a whole; where its own pieces lead is left out.
    pub(crate) fn link(&mut self, phrase: Self, href: String) {
        let inner =
            Arc::unwrap_or_clone(phrase.pieces).into_iter().map(|piece| Piece { href: None, ..piece }).collect();
        self.push(Piece { inner, href: Some(href), ..Piece::default() });
    }

    /// Words of a dossier within quotation marks.
    pub(crate) fn quote(&mut self, text: &str, tag: Option<&str>) {
        self.pick("« ", "“");
        self.words(&nested(text, self.language), tag, None);
        self.pick(" »", "”");
    }

    /// Appends another phrase.
    pub(crate) fn append(&mut self, other: Self) {
        for piece in Arc::unwrap_or_clone(other.pieces) {
            if piece.href.is_none() && !piece.foreign {
                self.say(&piece.text);
            } else {
                self.push(piece);
            }
        }
    }

    /// Makes the first letter a capital where the word is ours, in the page's own language, or in Latin script.
    pub(crate) fn capitalised(mut self) -> Self {
        if let Some(first) = Arc::make_mut(&mut self.pieces).first_mut() {
            let first = if first.inner.is_empty() { first } else { &mut first.inner[0] };
            if first.lang.is_none() || first.text.starts_with(is_latin) {
                first.text = capitalised(&first.text);
            }
        }
        self
    }

    /// Ends the sentence, unless what it ends with has its own end.
    pub(crate) fn ended(mut self) -> Self {
        let text = self.plain();
        let stripped = text.trim_end_matches(['»', '”', '’', '"', '\u{a0}', ' ']);
        if !stripped.ends_with(['.', '!', '?', '…', '。', '؟', '۔']) {
            self.say(".");
        }
        self
    }

    /// Whether nothing was said.
    pub(crate) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The words alone.
    pub(crate) fn plain(&self) -> String {
        let texts = |piece: &Piece| piece.inner.iter().fold(piece.text.clone(), |text, inner| text + &inner.text);
        self.pieces.iter().map(texts).collect()
    }
}

/// The text with its first letter a capital.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Other scripts have no capitals, or use them otherwise.
fn is_latin(letter: char) -> bool {
    letter.is_ascii_alphabetic()
        || ('\u{c0}'..='\u{24f}').contains(&letter)
        || ('\u{1e00}'..='\u{1eff}').contains(&letter)
}

/// Words as they stand within quotation marks: marks of their own around them are not said twice, and marks within them are
/// those of the second level.
fn nested(text: &str, language: Language) -> String {
    let bare = unquoted(text.trim());
    match language {
        Language::Fr => {
            let opened =
                ["«\u{202f}", "«\u{a0}", "« ", "«"].iter().fold(bare.to_owned(), |text, mark| text.replace(mark, "“"));
            ["\u{202f}»", "\u{a0}»", " »", "»"].iter().fold(opened, |text, mark| text.replace(mark, "”"))
        }
        Language::En if bare.matches('"').count().is_multiple_of(2) => {
            let mut opens = false;
            let single = |letter| match letter {
                '“' => '‘',
                '”' => '’',
                '"' => {
                    opens = !opens;
                    if opens { '‘' } else { '’' }
                }
                other => other,
            };
            bare.chars().map(single).collect()
        }
        Language::En => bare.replace('“', "‘").replace('”', "’"),
    }
}

/// Words without the one pair of quotation marks that stands around all of them.
fn unquoted(text: &str) -> &str {
    for (open, close) in [('«', '»'), ('“', '”'), ('"', '"'), ('„', '“')] {
        let inside = text.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        if let Some(inside) = inside.filter(|inside| !inside.contains([open, close]) && !inside.trim().is_empty()) {
            return inside.trim_matches([' ', '\u{a0}', '\u{202f}']);
        }
    }
    text
}

/// The address, if a browser may be led to it: `http` and `https` alone.
pub(crate) fn web(address: &str) -> Option<String> {
    let scheme = address.split_once("://").map(|(scheme, _)| scheme)?;
    let is_web = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    is_web.then(|| address.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_words_run_together_and_others_stay_apart() {
        let mut phrase = Phrase::new(Language::En);
        phrase.say("according ");
        phrase.say("to ");
        phrase.words("Fédération", Some("fr"), None);
        phrase.pick("…", ":");
        let phrase = phrase.capitalised().ended();
        assert_eq!(phrase.plain(), "According to Fédération:.");
        assert_eq!(phrase.pieces.len(), 3);
        assert_eq!((phrase.pieces[1].lang.as_deref(), phrase.pieces[1].dir), (Some("fr"), Some("ltr")));
    }

    #[test]
    fn no_quotation_mark_stands_beside_its_like() {
        let quoted = |text: &str, language| {
            let mut phrase = Phrase::new(language);
            phrase.quote(text, None);
            phrase.plain().replace('\u{a0}', " ")
        };
        assert_eq!(quoted("“We go”", Language::En), "“We go”");
        assert_eq!(quoted("\"We go\"", Language::En), "“We go”");
        assert_eq!(quoted("“We” and “they”", Language::En), "“‘We’ and ‘they’”");
        assert_eq!(quoted("They said \"no\"", Language::En), "“They said ‘no’”");
        assert_eq!(quoted("« Nous refusons »", Language::Fr), "« Nous refusons »");
        assert_eq!(quoted("Un « non » franc, puis « oui »", Language::Fr), "« Un “non” franc, puis “oui” »");
        assert_eq!(quoted("\"", Language::En), "“\"”");
        assert_eq!(quoted("“”", Language::En), "“‘’”");
    }

    #[test]
    fn a_sentence_begins_with_a_capital_where_the_script_has_them() {
        let begun = |text: &str, tag| {
            let mut phrase = Phrase::new(Language::En);
            phrase.words(text, Some(tag), None);
            phrase.capitalised().plain()
        };
        assert_eq!(begun("militaires russes", "fr"), "Militaires russes");
        assert_eq!(begun("état-major", "fr"), "État-major");
        assert_eq!(begun("министр", "ru"), "министр");
        assert_eq!(begun("ქართული", "ka"), "ქართული");
    }

    #[test]
    fn only_the_web_is_led_to() {
        for good in ["http://a.example/", "HTTPS://a.example/?x=<y>"] {
            assert!(web(good).is_some(), "{good}");
        }
        for bad in
            ["javascript:alert(1)", "javascript://a.example/%0aalert(1)", "data:text/html,x", "//a.example", "urn:x"]
        {
            assert_eq!(web(bad), None, "{bad}");
        }
    }
}
