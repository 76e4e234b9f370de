//! Under which key a value stands, and how it is written there.

use super::tree::{Entry, Key, Piece};
use crate::{
    Error, Format,
    context::{Coercion, Container, Context, Term},
    escape::push_json_string,
    turtle::is_canonical_integer,
};
use sophia_api::term::SimpleTerm;

const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
/// Integers of more digits are strings: readers hold numbers as doubles.
const SAFE_DIGITS: usize = 15;

/// What decides how values are written: the context, and the base that references are relative to.
#[derive(Debug)]
pub(crate) struct Terms {
    pub(crate) context: Context,
    /// Empty for none; else IRIs that begin with it may be written without it.
    pub(crate) base: String,
    /// Predicates whose objects nest, and those whose subjects do, each with its `@reverse` term.
    pub(crate) nested: Vec<String>,
    pub(crate) reversed: Vec<(String, usize)>,
    pub(crate) scratch: String,
    pub(crate) bytes: Vec<u8>,
}

/// How well a term suits a value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Never,
    /// In an object that says what it is.
    Spelt,
    /// As a bare value.
    Bare,
}

impl Terms {
    /// Makes the entry for one quad of the open subject; its pieces are appended to `text`.
    pub(crate) fn entry(
        &mut self,
        text: &mut String,
        predicate: &str,
        object: &SimpleTerm<'_>,
    ) -> Result<Entry, Error> {
        let target = Some(push_name(text, object)).filter(|name| !name.is_empty());
        let (key, json, tag) = match &target {
            Some(target) => self.reference(text, predicate, target.clone())?,
            None => self.literal(text, predicate, object)?,
        };
        let nests = target.is_some() && self.nested.iter().any(|nested| nested == predicate);
        let reversed =
            target.as_ref().and_then(|_| self.reversed.iter().position(|(reversed, _)| reversed == predicate));
        Ok(Entry { key, json, tag, target, nests, reversed, node: None, implied: false })
    }

    /// Appends the JSON string that stands for a node where references are expected.
    pub(crate) fn push_id(&mut self, text: &mut String, name: &str) -> Result<Piece, Error> {
        self.scratch.clear();
        let rest = name.strip_prefix(self.base.as_str()).filter(|_| !self.base.is_empty());
        match rest.filter(|rest| is_relative(rest) && !self.is_alias(rest)) {
            Some(rest) => self.scratch.push_str(rest),
            None if name.starts_with("_:") => self.scratch.push_str(name),
            None => self.context.push_absolute(&mut self.scratch, name)?,
        }
        Ok(self.push_scratch(text))
    }

    /// Whether a reader takes a reference for a keyword (JSON-LD 1.1 API, section 5.2.2, step 4).
    fn is_alias(&self, reference: &str) -> bool {
        self.context.term(reference).is_some_and(|term| term.iri.starts_with('@'))
    }

    fn push_vocab(&mut self, text: &mut String, name: &str) -> Result<Piece, Error> {
        self.scratch.clear();
        if name.starts_with("_:") {
            self.scratch.push_str(name);
        } else {
            self.context.push_vocab(&mut self.scratch, name)?;
        }
        Ok(self.push_scratch(text))
    }

    fn reference(
        &mut self,
        text: &mut String,
        predicate: &str,
        target: Piece,
    ) -> Result<(Key, Piece, Option<Piece>), Error> {
        let name = text[target].to_owned();
        if predicate == RDF_TYPE {
            return Ok((Key::Type, self.push_vocab(text, &name)?, None));
        }
        let found = self.best(predicate, |term| match term.coercion {
            Coercion::Id | Coercion::Vocab => Fit::Bare,
            _ if term.holds_languages() => Fit::Never,
            _ => Fit::Spelt,
        });
        let key = self.key(text, predicate, found.map(|(index, _)| index))?;
        let coercion = found.map(|(index, _)| &self.context.terms[index].coercion);
        let json = match coercion {
            Some(Coercion::Id) => self.push_id(text, &name)?,
            Some(Coercion::Vocab) => self.push_vocab(text, &name)?,
            _ => {
                let id = self.push_id(text, &name)?;
                let start = text.len();
                let id = text[id].to_owned();
                text.push_str("{\"");
                text.push_str(self.context.keyword("@id"));
                text.push_str("\": ");
                text.push_str(&id);
                text.push('}');
                start..text.len()
            }
        };
        Ok((key, json, None))
    }

    fn literal(
        &mut self,
        text: &mut String,
        predicate: &str,
        object: &SimpleTerm<'_>,
    ) -> Result<(Key, Piece, Option<Piece>), Error> {
        match object {
            SimpleTerm::LiteralDatatype(lexical, datatype) => self.typed(text, predicate, lexical, datatype),
            SimpleTerm::LiteralLanguage(lexical, tag, None) => self.tagged(text, predicate, lexical, tag.as_str()),
            SimpleTerm::LiteralLanguage(..) => Err(unsupported("base direction")),
            _ => Err(unsupported("triple terms")),
        }
    }

    fn typed(
        &mut self,
        text: &mut String,
        predicate: &str,
        lexical: &str,
        datatype: &str,
    ) -> Result<(Key, Piece, Option<Piece>), Error> {
        let string = datatype.strip_prefix(XSD) == Some("string");
        let found = self.best(predicate, |term| match &term.coercion {
            _ if term.holds_languages() => Fit::Never,
            Coercion::Datatype(coerced) if coerced == datatype => Fit::Bare,
            Coercion::None if string && term.language.is_none() => Fit::Bare,
            _ => Fit::Spelt,
        });
        let key = self.key(text, predicate, found.map(|(index, _)| index))?;
        let json = match found {
            Some((index, Fit::Bare)) => {
                let coerced = self.context.terms[index].coercion != Coercion::None;
                self.push_bare(text, lexical, if coerced { datatype } else { "" })
            }
            _ if string => self.push_value(text, lexical, None),
            _ => {
                let datatype = self.push_vocab(text, datatype)?;
                self.push_value(text, lexical, Some(("@type", datatype)))
            }
        };
        Ok((key, json, None))
    }

    fn tagged(
        &mut self,
        text: &mut String,
        predicate: &str,
        lexical: &str,
        tag: &str,
    ) -> Result<(Key, Piece, Option<Piece>), Error> {
        let found = self.best(predicate, |term| match (term.container, &term.language) {
            (Container::Language | Container::LanguageSet, _) => Fit::Bare,
            (_, Some(language)) if language == tag => Fit::Bare,
            _ => Fit::Spelt,
        });
        let key = self.key(text, predicate, found.map(|(index, _)| index))?;
        let map = found.is_some_and(|(index, _)| self.context.terms[index].holds_languages());
        if let Some((_, Fit::Bare)) = found {
            let json = self.push_bare(text, lexical, "");
            let tag = map.then(|| self.push_string(text, tag));
            return Ok((key, json, tag));
        }
        let tag = self.push_string(text, tag);
        Ok((key, self.push_value(text, lexical, Some(("@language", tag))), None))
    }

    /// The first of the terms for `predicate` that suit best.
    fn best(&self, predicate: &str, fit: impl Fn(&Term) -> Fit) -> Option<(usize, Fit)> {
        let mut best = None;
        for &index in self.context.terms_of(predicate).iter().filter(|&&index| !self.context.terms[index].reverse) {
            let fit = fit(&self.context.terms[index]);
            if fit != Fit::Never && best.is_none_or(|(_, found)| fit > found) {
                best = Some((index, fit));
            }
        }
        best
    }

    fn key(&mut self, text: &mut String, predicate: &str, term: Option<usize>) -> Result<Key, Error> {
        if let Some(index) = term {
            return Ok(Key::Term(index));
        }
        self.scratch.clear();
        self.context.push_untermed(&mut self.scratch, predicate)?;
        Ok(Key::Text(self.push_scratch(text)))
    }

    /// A string, or a JSON boolean or number where a reader makes the same literal of it.
    fn push_bare(&mut self, text: &mut String, lexical: &str, datatype: &str) -> Piece {
        let native = match datatype.strip_prefix(XSD) {
            Some("boolean") => matches!(lexical, "true" | "false"),
            Some("integer" | "nonNegativeInteger" | "positiveInteger") => {
                is_canonical_integer(lexical) && lexical.len() <= SAFE_DIGITS
            }
            _ => false,
        };
        if !native {
            return self.push_string(text, lexical);
        }
        let start = text.len();
        text.push_str(lexical);
        start..text.len()
    }

    /// Appends a value object; `about` is a keyword with its JSON.
    fn push_value(&mut self, text: &mut String, lexical: &str, about: Option<(&'static str, Piece)>) -> Piece {
        let about = about.map(|(keyword, json)| (keyword, text[json].to_owned()));
        let start = text.len();
        text.push_str("{\"");
        text.push_str(self.context.keyword("@value"));
        text.push_str("\": ");
        self.push_string(text, lexical);
        if let Some((keyword, json)) = about {
            text.push_str(", \"");
            text.push_str(self.context.keyword(keyword));
            text.push_str("\": ");
            text.push_str(&json);
        }
        text.push('}');
        start..text.len()
    }

    fn push_scratch(&mut self, text: &mut String) -> Piece {
        let scratch = std::mem::take(&mut self.scratch);
        let piece = self.push_string(text, &scratch);
        self.scratch = scratch;
        piece
    }

    fn push_string(&mut self, text: &mut String, value: &str) -> Piece {
        let start = text.len();
        self.bytes.clear();
        push_json_string(&mut self.bytes, value);
        text.push_str(&String::from_utf8_lossy(&self.bytes));
        start..text.len()
    }
}

/// Appends the name of a node, its IRI or `_:label`; nothing for other terms.
pub(crate) fn push_name(text: &mut String, term: &SimpleTerm<'_>) -> Piece {
    let start = text.len();
    match term {
        SimpleTerm::Iri(iri) => text.push_str(iri),
        SimpleTerm::BlankNode(label) => push_label(text, label),
        _ => {}
    }
    start..text.len()
}

/// Appends a label without dots, which not every reader of JSON-LD takes: `-d` stands for a dot, `--` for a hyphen, in labels that begin with `dot-`.
fn push_label(text: &mut String, label: &str) {
    text.push_str("_:");
    if !label.contains('.') && !label.starts_with("dot-") {
        return text.push_str(label);
    }
    text.push_str("dot-");
    for character in label.chars() {
        match character {
            '.' => text.push_str("-d"),
            '-' => text.push_str("--"),
            other => text.push(other),
        }
    }
}

/// Paths below the base that resolve to the base followed by themselves (RFC 3986, section 5.2) and look like no compact IRI.
fn is_relative(path: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'~' | b'.');
    path.split('/')
        .all(|segment| !segment.is_empty() && segment != "." && segment != ".." && segment.bytes().all(plain))
}

const fn unsupported(feature: &'static str) -> Error {
    Error::Unsupported { format: Format::JsonLd, feature }
}
