//! A JSON-LD context as the writer needs it: what each term stands for, and which text stands for an IRI.
//!
//! Only the features that are understood are accepted (JSON-LD 1.1, section 9.15): prefixes, aliases of keywords, `@vocab`, `@language`,
//! `@id`, `@reverse`, `@type` with `@id`, `@vocab` or a datatype, and the containers `@set` and `@language`.

use crate::{Error, check::check_iri, error::Slot};
use serde_json::{Map, Value};
use std::collections::HashMap;

/// How the values of a term are read when they are plain strings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Coercion {
    /// As text, in the term's own language if there is one.
    None,
    /// As a reference, resolved against the base.
    Id,
    /// As a term, a compact IRI or an IRI.
    Vocab,
    /// As the lexical form of this datatype.
    Datatype(String),
}

/// How several values of a term are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Container {
    /// One value as it is, several in an array.
    None,
    /// Always an array.
    Set,
    /// An object from language tags to a text, or to several in an array.
    Language,
    /// An object from language tags to arrays of texts.
    LanguageSet,
}

/// One term of the context.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    pub(crate) name: String,
    /// The IRI, or the keyword that the term is an alias of; empty for a term that means nothing.
    pub(crate) iri: String,
    pub(crate) coercion: Coercion,
    pub(crate) container: Container,
    /// The language of plain strings.
    pub(crate) language: Option<String>,
    pub(crate) reverse: bool,
    prefix: bool,
}

impl Term {
    /// Whether its value is an object from language tags to texts.
    pub(crate) const fn holds_languages(&self) -> bool {
        matches!(self.container, Container::Language | Container::LanguageSet)
    }
}

/// A context, indexed both ways.
#[derive(Debug, Default)]
pub(crate) struct Context {
    /// The value of `@context`, as it is written into documents.
    pub(crate) value: Map<String, Value>,
    pub(crate) terms: Vec<Term>,
    vocab: Option<String>,
    names: HashMap<String, usize>,
    by_iri: HashMap<String, Vec<usize>>,
}

impl Context {
    /// Reads the text of a context document; an empty text is the empty context.
    pub(crate) fn read(text: &str) -> Result<Self, Error> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let document: Value = serde_json::from_str(text).map_err(|error| refuse("", &error.to_string()))?;
        let Value::Object(mut document) = document else { return Err(refuse("", "not an object")) };
        let value = match document.remove("@context") {
            Some(Value::Object(value)) if document.is_empty() => value,
            _ => return Err(refuse("", "not an object with one @context that is an object")),
        };
        Reader { raw: &value, done: Self::default(), open: Vec::new() }
            .read()
            .map(|done| Self { value: value.clone(), ..done })
    }

    /// The terms that stand for `iri`, in the order of the context.
    pub(crate) fn terms_of(&self, iri: &str) -> &[usize] {
        self.by_iri.get(iri).map_or(&[], Vec::as_slice)
    }

    /// The term called `name`.
    pub(crate) fn term(&self, name: &str) -> Option<&Term> {
        self.names.get(name).map(|&index| &self.terms[index])
    }

    /// The alias of a keyword, or the keyword.
    pub(crate) fn keyword(&self, keyword: &'static str) -> &str {
        self.terms_of(keyword).first().map_or(keyword, |&index| &self.terms[index].name)
    }

    /// Appends what stands for `iri` as a key or as a value relative to the vocabulary: a term, a name under `@vocab`, a compact IRI, or the IRI.
    pub(crate) fn push_vocab(&self, out: &mut String, iri: &str) -> Result<(), Error> {
        let term = self.terms_of(iri).iter().map(|&index| &self.terms[index]).find(|term| !term.reverse);
        if let Some(term) = term {
            out.push_str(&term.name);
            return Ok(());
        }
        self.push_untermed(out, iri)
    }

    /// As [`push_vocab`](Self::push_vocab), without the terms that stand for exactly this IRI.
    pub(crate) fn push_untermed(&self, out: &mut String, iri: &str) -> Result<(), Error> {
        let name = self.vocab.as_deref().and_then(|vocab| iri.strip_prefix(vocab));
        if let Some(name) = name.filter(|name| is_name(name) && !self.names.contains_key(*name)) {
            out.push_str(name);
            return Ok(());
        }
        self.push_compact(out, iri).map_or_else(|| self.push_absolute(out, iri), Ok)
    }

    /// Appends `iri` in full, or as a compact IRI where the context would take the IRI for something else.
    pub(crate) fn push_absolute(&self, out: &mut String, iri: &str) -> Result<(), Error> {
        if !self.hides(iri) {
            out.push_str(iri);
            return Ok(());
        }
        self.push_compact(out, iri).ok_or_else(|| Error::Hidden { iri: iri.to_owned() })
    }

    fn push_compact(&self, out: &mut String, iri: &str) -> Option<()> {
        let fits = |term: &&Term| term.prefix && iri.len() > term.iri.len() && iri.starts_with(&term.iri);
        let free = |term: &&Term| {
            let suffix = &iri[term.iri.len()..];
            let clash = || self.names.contains_key(&format!("{}:{suffix}", term.name));
            !suffix.starts_with("//") && !clash()
        };
        let term = self.terms.iter().filter(fits).filter(free).max_by_key(|term| term.iri.len())?;
        out.push_str(&term.name);
        out.push(':');
        out.push_str(&iri[term.iri.len()..]);
        Some(())
    }

    /// Whether a reader would expand this IRI to another one (JSON-LD 1.1 API, section 5.2.2).
    fn hides(&self, iri: &str) -> bool {
        if self.terms.is_empty() {
            return false;
        }
        let (scheme, rest) = iri.split_once(':').unwrap_or((iri, ""));
        let prefix = || !rest.starts_with("//") && self.term(scheme).is_some_and(|term| term.prefix);
        self.names.contains_key(iri) || prefix()
    }
}

/// A context while it is read: definitions may refer to later ones.
struct Reader<'v> {
    raw: &'v Map<String, Value>,
    done: Context,
    open: Vec<&'v str>,
}

impl<'v> Reader<'v> {
    fn read(mut self) -> Result<Context, Error> {
        for key in self.raw.keys().filter(|key| key.starts_with('@')) {
            self.read_keyword(key)?;
        }
        for key in self.raw.keys().filter(|key| !key.starts_with('@')) {
            self.define(key)?;
        }
        for (index, term) in self.done.terms.iter().enumerate() {
            self.done.by_iri.entry(term.iri.clone()).or_default().push(index);
        }
        self.done.by_iri.remove("");
        Ok(self.done)
    }

    fn read_keyword(&mut self, key: &str) -> Result<(), Error> {
        match (key, &self.raw[key]) {
            ("@version", Value::Number(version)) if version.as_f64() == Some(1.1) => Ok(()),
            ("@language", Value::Null) | ("@protected", Value::Bool(_)) => Ok(()),
            ("@vocab", Value::String(vocab)) => {
                check_iri(vocab, Slot::Namespace).map_err(|error| refuse(key, &error.to_string()))?;
                self.done.vocab = Some(vocab.clone());
                Ok(())
            }
            _ => Err(refuse(key, "not understood")),
        }
    }

    /// Defines a term unless that is done; terms that it refers to come first.
    fn define(&mut self, name: &'v str) -> Result<(), Error> {
        if self.done.names.contains_key(name) {
            return Ok(());
        }
        if name.is_empty() || self.open.contains(&name) {
            return Err(refuse(name, "an empty name, or a definition that needs itself"));
        }
        self.open.push(name);
        let term = match &self.raw[name] {
            Value::Null => plain_term(name, String::new(), false),
            Value::String(iri) => {
                let iri = self.expand(name, iri)?;
                let prefix = iri.ends_with([':', '/', '?', '#', '[', ']', '@']);
                plain_term(name, iri, prefix)
            }
            Value::Object(definition) => self.read_definition(name, definition)?,
            _ => return Err(refuse(name, "neither a string nor an object")),
        };
        self.open.pop();
        if term.prefix && name.contains([':', '/']) {
            return Err(refuse(name, "a prefix with a colon or a slash in its name"));
        }
        self.done.names.insert(name.to_owned(), self.done.terms.len());
        self.done.terms.push(term);
        Ok(())
    }

    fn read_definition(&mut self, name: &'v str, definition: &'v Map<String, Value>) -> Result<Term, Error> {
        let mut term = plain_term(name, String::new(), false);
        for (key, value) in definition {
            match (key.as_str(), value) {
                ("@id", Value::String(iri)) => term.iri = self.expand(name, iri)?,
                ("@reverse", Value::String(iri)) => {
                    term.iri = self.expand(name, iri)?;
                    term.reverse = true;
                }
                ("@type", Value::String(coercion)) => term.coercion = self.read_coercion(name, coercion)?,
                ("@container", value) => term.container = read_container(name, value)?,
                ("@language", Value::String(tag)) => term.language = Some(tag.clone()),
                ("@prefix", Value::Bool(prefix)) => term.prefix = *prefix,
                ("@language", Value::Null) | ("@protected", Value::Bool(_)) => {}
                _ => return Err(refuse(name, &format!("{key} is not understood"))),
            }
        }
        if term.iri.is_empty() {
            term.iri = self.expand(name, name)?;
        }
        let texts = term.coercion == Coercion::None && !term.reverse;
        if !texts && (term.holds_languages() || term.language.is_some()) {
            return Err(refuse(name, "a language beside a type or @reverse"));
        }
        Ok(term)
    }

    fn read_coercion(&mut self, name: &'v str, coercion: &'v str) -> Result<Coercion, Error> {
        match coercion {
            "@id" => Ok(Coercion::Id),
            "@vocab" => Ok(Coercion::Vocab),
            keyword if keyword.starts_with('@') => Err(refuse(name, &format!("@type {keyword} is not understood"))),
            datatype => self.expand(name, datatype).map(Coercion::Datatype),
        }
    }

    /// The IRI or keyword that a text of the context stands for.
    fn expand(&mut self, name: &str, text: &'v str) -> Result<String, Error> {
        if text.starts_with('@') {
            let known = ["@id", "@type", "@value", "@language", "@graph", "@included", "@direction"];
            return if known.contains(&text) {
                Ok(text.to_owned())
            } else {
                Err(refuse(name, "an alias of a keyword that is not understood"))
            };
        }
        if let Some((key, _)) = self.raw.get_key_value(text).filter(|(key, _)| *key != name) {
            self.define(key)?;
            return Ok(self.done.term(text).map(|term| term.iri.clone()).unwrap_or_default());
        }
        if let Some((prefix, suffix)) = text.split_once(':') {
            if !suffix.starts_with("//")
                && let Some((key, _)) = self.raw.get_key_value(prefix)
            {
                self.define(key)?;
                let start = self.done.term(prefix).map(|term| term.iri.as_str()).unwrap_or_default();
                return checked(name, format!("{start}{suffix}"));
            }
            return checked(name, text.to_owned());
        }
        match &self.done.vocab {
            Some(vocab) => checked(name, format!("{vocab}{text}")),
            None => Err(refuse(name, &format!("{text:?} is no IRI, and there is no @vocab"))),
        }
    }
}

fn plain_term(name: &str, iri: String, prefix: bool) -> Term {
    let name = name.to_owned();
    Term { name, iri, coercion: Coercion::None, container: Container::None, language: None, reverse: false, prefix }
}

fn read_container(name: &str, value: &Value) -> Result<Container, Error> {
    let list = match value {
        Value::Array(list) => list.as_slice(),
        value => std::slice::from_ref(value),
    };
    let has = |keyword: &str| list.iter().any(|value| value.as_str() == Some(keyword));
    match (list.len(), has("@set"), has("@language")) {
        (1, true, false) => Ok(Container::Set),
        (1, false, true) => Ok(Container::Language),
        (2, true, true) => Ok(Container::LanguageSet),
        _ => Err(refuse(name, &format!("@container {value} is not understood"))),
    }
}

fn checked(name: &str, iri: String) -> Result<String, Error> {
    check_iri(&iri, Slot::Namespace).map_err(|error| refuse(name, &error.to_string()))?;
    Ok(iri)
}

/// Names under `@vocab` that no reader takes for a keyword, a compact IRI or a path.
fn is_name(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
}

fn refuse(term: &str, reason: &str) -> Error {
    Error::Context { term: term.to_owned(), reason: reason.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"{"@context": {
        "@version": 1.1, "@vocab": "http://v/#", "@language": null, "@protected": true,
        "id": "@id", "kind": {"@id": "@type", "@container": "@set"},
        "late": {"@id": "p:late", "@type": "p:date"}, "p": "http://p/", "q": {"@id": "p:q/", "@prefix": true}, "notPrefix": "http://p/n",
        "same": {"@type": "@id", "@container": ["@set"]}, "code": {"@id": "same", "@type": "@vocab"},
        "back": {"@reverse": "p:part"}, "label": {"@container": "@language"}, "labels": {"@container": ["@set", "@language"]},
        "german": {"@id": "p:text", "@language": "de"}, "http": "http://h/", "gone": null
    }}"#;

    fn vocab(context: &Context, iri: &str) -> String {
        let mut out = String::new();
        context.push_vocab(&mut out, iri).map_or_else(|error| error.to_string(), |()| out)
    }

    #[test]
    fn definitions_are_read() {
        let context = Context::read(TEXT).unwrap();
        let term = |name: &str| context.term(name).unwrap();
        assert_eq!(term("late").iri, "http://p/late");
        assert_eq!(term("late").coercion, Coercion::Datatype("http://p/date".into()));
        assert_eq!((term("same").iri.as_str(), term("code").iri.as_str()), ("http://v/#same", "http://v/#same"));
        assert_eq!((&term("same").coercion, &term("code").coercion), (&Coercion::Id, &Coercion::Vocab));
        assert!(term("back").reverse && term("back").iri == "http://p/part");
        assert_eq!((term("label").container, term("labels").container), (Container::Language, Container::LanguageSet));
        assert_eq!(term("german").language.as_deref(), Some("de"));
        assert_eq!(
            (context.keyword("@id"), context.keyword("@type"), context.keyword("@graph")),
            ("id", "kind", "@graph")
        );
        assert_eq!(context.terms_of("http://v/#same").len(), 2);
    }

    #[test]
    fn iris_are_shortened_as_a_reader_lengthens_them() {
        let context = Context::read(TEXT).unwrap();
        assert_eq!(vocab(&context, "http://p/late"), "late");
        assert_eq!(vocab(&context, "http://v/#word"), "word");
        assert_eq!(vocab(&context, "http://v/#id"), "http://v/#id", "the name is taken");
        assert_eq!(vocab(&context, "http://v/#gone"), "http://v/#gone", "the name means nothing");
        assert_eq!(vocab(&context, "http://v/#a:b"), "http://v/#a:b", "would be a compact IRI");
        assert_eq!(vocab(&context, "http://p/q/x"), "q:x", "the longest namespace");
        assert_eq!(vocab(&context, "http://p/nx"), "p:nx", "a term that is no prefix");
        assert_eq!(vocab(&context, "http://p///x"), "http://p///x", "no compact IRI begins with two slashes");
        assert_eq!(vocab(&context, "http://p/part"), "p:part", "a @reverse term is no name");
        assert_eq!(vocab(&context, "http://h/x"), "http:x");
    }

    #[test]
    fn iris_that_a_reader_would_change_are_refused_or_respelt() {
        let context = Context::read(TEXT).unwrap();
        let absolute = |iri: &str| {
            let mut out = String::new();
            context.push_absolute(&mut out, iri).map(|()| out).ok()
        };
        assert_eq!(absolute("http://p/x").as_deref(), Some("http://p/x"), "two slashes keep it");
        assert_eq!(absolute("urn:x").as_deref(), Some("urn:x"));
        assert_eq!(absolute("p:x"), None, "a prefix of the context");
        assert_eq!(absolute("label:x").as_deref(), Some("label:x"), "a term that is no prefix");
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for text in [
            "[]",
            "{}",
            "{",
            r#"{"@context": []}"#,
            r#"{"@context": "http://x/"}"#,
            r#"{"@context": {}, "x": 1}"#,
            r#"{"@context": {"@version": 1.0}}"#,
            r#"{"@context": {"@base": "http://x/"}}"#,
            r#"{"@context": {"@language": "fr"}}"#,
            r#"{"@context": {"@import": "http://x/"}}"#,
            r#"{"@context": {"@propagate": false}}"#,
            r#"{"@context": {"@vocab": "rel"}}"#,
            r#"{"@context": {"a": 1}}"#,
            r#"{"@context": {"a": "b"}}"#,
            r#"{"@context": {"a": {}}}"#,
            r#"{"@context": {"": "http://x/"}}"#,
            r#"{"@context": {"a": {"@id": "http://x/", "@type": "@json"}}}"#,
            r#"{"@context": {"a": {"@id": "http://x/", "@container": "@list"}}}"#,
            r#"{"@context": {"a": {"@id": "http://x/", "@container": "@index"}}}"#,
            r#"{"@context": {"a": {"@id": "http://x/", "@context": {}}}}"#,
            r#"{"@context": {"a": {"@id": "http://x/", "@nest": "b"}}}"#,
            r#"{"@context": {"a": "@nest"}}"#,
            r#"{"@context": {"a": "http://x/>"}}"#,
            r#"{"@context": {"a": {"@id": "b:x"}, "b": {"@id": "a:x"}}}"#,
            r#"{"@context": {"a:b": {"@id": "http://x/", "@prefix": true}}}"#,
            r#"{"@context": {"a": {"@id": "http://x/", "@type": "@id", "@container": "@language"}}}"#,
        ] {
            assert!(matches!(Context::read(text), Err(Error::Context { .. })), "{text}");
        }
        assert!(Context::read("").is_ok_and(|context| context.terms.is_empty()));
    }
}
