//! The values that keys hold: references, texts in languages, quotes, and fields with evidence of their own.

use std::borrow::Cow;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::decode::{Decode, Keys, Path, Placeholder, decode_many, wrong_type};
use super::tree::{Node, Value};
use crate::check::Check;
use crate::codes::Basis;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::lexical::check_language;

/// A reference to something of the dossier or its registry, by its key or id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Key<'a>(#[schemars(regex(pattern = r"^[a-z0-9][a-z0-9-]*$"))] pub Cow<'a, str>);

impl Deref for Key<'_> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'a> From<&'a str> for Key<'a> {
    fn from(key: &'a str) -> Self {
        Self(Cow::Borrowed(key))
    }
}

impl<'a> Decode<'a> for Key<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        if !matches!(node.value, Value::Scalar(..) | Value::Null) {
            faults.push(wrong_type(node, at, &Self::expected()));
            return None;
        }
        Cow::decode(node, at, faults).map(Self)
    }

    fn expected() -> Cow<'static, str> {
        "a reference (the key or id of something in the dossier)".into()
    }
}

/// One value or several; written as one value or a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Many<T>(pub Vec<T>);

impl<T> Default for Many<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Deref for Many<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T, I: Into<T>, const N: usize> From<[I; N]> for Many<T> {
    fn from(items: [I; N]) -> Self {
        Self(items.into_iter().map(Into::into).collect())
    }
}

impl<T: JsonSchema> JsonSchema for Many<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("OneOrMore{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [one, { "type": "array", "minItems": 1, "items": one }] })
    }
}

impl<'a, T: Decode<'a>> Decode<'a> for Many<T> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        decode_many(node, at, faults).map(Self)
    }

    fn expected() -> Cow<'static, str> {
        format!("{} or a list", T::expected()).into()
    }
}

/// A text for people in one or more languages: BCP 47 tags as written, one text each; sorted by tag where it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LangMap<'a>(pub Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl<'a> LangMap<'a> {
    /// A text in one language.
    pub fn of(language: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>) -> Self {
        Self(vec![(language.into(), text.into())])
    }

    /// The texts: language tag, text.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(language, text)| (language.as_ref(), text.as_ref()))
    }
}

impl Serialize for LangMap<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (language, text) in self.iter() {
            map.serialize_entry(language, text)?;
        }
        map.end()
    }
}

impl JsonSchema for LangMap<'_> {
    fn schema_name() -> Cow<'static, str> {
        "TextByLanguage".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "description": "A text for people: language tag (BCP 47) to text, as in {\"fr\": \"…\"}.",
            "minProperties": 1,
            // `value` would be a well-formed tag; here it is the key of a field with evidence.
            "propertyNames": { "pattern": "^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$", "not": { "const": "value" } },
            "additionalProperties": { "type": "string", "minLength": 1 }
        })
    }
}

impl<'a> Decode<'a> for LangMap<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let Some(entries) = node.entries().filter(|_| node.entry("value").is_none()) else {
            let fault = wrong_type(node, at, &Self::expected());
            faults.push(match node.text() {
                Some(text) => fault.help(format!("say in which language it is: `{{fr: \"{text}\"}}`")),
                None => fault,
            });
            return None;
        };
        if entries.is_empty() {
            faults.push(
                Diagnostic::new(Check::EmptyValue, at.to_string(), "the mapping is empty").help("write `{fr: \"…\"}`"),
            );
            return None;
        }
        let mut texts = Vec::with_capacity(entries.len());
        for entry in entries {
            let here = at.key(&entry.key);
            if let Err(fault) = check_language(&entry.key) {
                let mut diagnostic = Diagnostic::new(Check::BadLanguage, here.to_string(), fault.message).at_key();
                if let Some(suggestion) = fault.suggestion {
                    diagnostic = diagnostic.suggest(suggestion);
                }
                faults.push(diagnostic.value(entry.key.as_ref()));
                continue;
            }
            if let Some(text) = Cow::decode(&entry.node, &here, faults) {
                texts.push((entry.key.clone(), text));
            }
        }
        // The order of keys means nothing, so it leaves no trace.
        if texts.len() > 1 {
            texts.sort_by_cached_key(|(tag, _): &(Cow<'a, str>, _)| tag.to_ascii_lowercase());
        }
        if let Some(pair) = texts.windows(2).find(|pair| pair[0].0.eq_ignore_ascii_case(&pair[1].0)) {
            let message = format!("`{}` and `{}` are the same language", pair[0].0, pair[1].0);
            let fault = Diagnostic::new(Check::DuplicateKey, at.key(&pair[1].0).to_string(), message).at_key();
            faults.push(fault.help("a text has one form in each language"));
            return None;
        }
        (texts.len() == entries.len()).then_some(Self(texts))
    }

    fn expected() -> Cow<'static, str> {
        "a text by language, as in `{fr: \"…\"}`,".into()
    }
}

/// Words of the source, verbatim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote<'a> {
    /// The words; a run of spaces, tabs and line breaks matches any other such run.
    pub text: Cow<'a, str>,
    /// Which occurrence is meant, from 1, where the words occur several times.
    pub nth: Option<u32>,
}

impl<'a> From<&'a str> for Quote<'a> {
    fn from(text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), nth: None }
    }
}

impl Serialize for Quote<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(nth) = self.nth else {
            return serializer.serialize_str(&self.text);
        };
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("text", &self.text)?;
        map.serialize_entry("nth", &nth)?;
        map.end()
    }
}

impl JsonSchema for Quote<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Quote".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Words of the source, verbatim, that occur exactly once; else say which occurrence is meant.",
            "anyOf": [
                { "type": "string", "minLength": 1, "maxLength": 10000 },
                {
                    "type": "object",
                    "properties": {
                        "text": { "type": "string", "minLength": 1, "maxLength": 10000 },
                        "nth": { "type": "integer", "minimum": 1 }
                    },
                    "required": ["text"],
                    "additionalProperties": false
                }
            ]
        })
    }
}

impl<'a> Decode<'a> for Quote<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        if !matches!(node.value, Value::Map(_)) {
            return Cow::decode(node, at, faults).map(|text| Self { text, nth: None });
        }
        let mut keys = Keys::of(node, at, &Self::expected(), faults)?;
        let text = keys.demanded("text", faults);
        let nth = keys.optional("nth", faults);
        keys.finish("a quote", |_| None, faults);
        Some(Self { text: text?, nth })
    }

    fn expected() -> Cow<'static, str> {
        "words of the text, in double quotes".into()
    }
}

/// What a field's value rests on, where it is not what the fact rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence<'a> {
    /// How the source gives the value; explicit where absent.
    pub basis: Option<Basis>,
    /// The words that support the value; the fact's where empty.
    pub quote: Many<Quote<'a>>,
    /// Whether the list is complete; `Some(false)` for «notamment», «such as».
    pub exhaustive: Option<bool>,
}

/// The value of a key, with evidence of its own where the dossier gives some:
/// `date: 2025-04-03` or `date: {value: 2025-04-03, basis: inferred, quote: "…"}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a, T> {
    /// The value.
    pub value: T,
    /// Its own evidence.
    pub evidence: Option<Box<Evidence<'a>>>,
}

impl<T> From<T> for Field<'_, T> {
    fn from(value: T) -> Self {
        Self { value, evidence: None }
    }
}

impl<'a, T> Field<'a, T> {
    /// A value with words of its own.
    pub fn with_quote(value: impl Into<T>, basis: Basis, quote: impl Into<Quote<'a>>) -> Self {
        let evidence = Evidence { basis: Some(basis), quote: Many(vec![quote.into()]), exhaustive: None };
        Self { value: value.into(), evidence: Some(Box::new(evidence)) }
    }
}

/// References written in Rust: `refs(["mali", "niger"])`.
pub fn refs<const N: usize>(keys: [&str; N]) -> Option<Field<'_, Many<Key<'_>>>> {
    Some(Field::from(Many::from(keys)))
}

/// One reference written in Rust.
pub fn reference(key: &str) -> Option<Field<'_, Key<'_>>> {
    Some(Field::from(Key::from(key)))
}

impl Placeholder for Key<'_> {
    fn placeholder() -> Self {
        Self(Cow::Borrowed(""))
    }
}

impl<T> Placeholder for Many<T> {
    fn placeholder() -> Self {
        Self::default()
    }
}

impl Placeholder for LangMap<'_> {
    fn placeholder() -> Self {
        Self::default()
    }
}

impl<T: Placeholder> Placeholder for Field<'_, T> {
    fn placeholder() -> Self {
        Self::from(T::placeholder())
    }
}

impl<T: Serialize> Serialize for Field<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(evidence) = &self.evidence else {
            return self.value.serialize(serializer);
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("value", &self.value)?;
        if let Some(basis) = evidence.basis {
            map.serialize_entry("basis", &basis)?;
        }
        if !evidence.quote.is_empty() {
            map.serialize_entry("quote", &evidence.quote)?;
        }
        if let Some(exhaustive) = evidence.exhaustive {
            map.serialize_entry("exhaustive", &exhaustive)?;
        }
        map.end()
    }
}

impl<T: JsonSchema> JsonSchema for Field<'_, T> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}WithEvidence", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        let basis = generator.subschema_for::<Basis>();
        let quote = generator.subschema_for::<Many<Quote<'static>>>();
        json_schema!({
            "anyOf": [
                value,
                {
                    "type": "object",
                    "description": "The value with evidence of its own.",
                    "properties": { "value": value, "basis": basis, "quote": quote, "exhaustive": { "type": "boolean" } },
                    "required": ["value"],
                    "additionalProperties": false
                }
            ]
        })
    }
}

impl<'a, T: Decode<'a>> Decode<'a> for Field<'a, T> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        if node.entry("value").is_none() {
            return T::decode(node, at, faults).map(Self::from);
        }
        let mut keys = Keys::of(node, at, "a field", faults)?;
        let value = keys.demanded("value", faults);
        let evidence = Evidence {
            basis: keys.optional("basis", faults),
            quote: keys.optional("quote", faults).unwrap_or_default(),
            exhaustive: keys.optional("exhaustive", faults),
        };
        let complete = keys.complete();
        keys.finish("a field with evidence", |_| None, faults);
        complete.then_some(Self { value: value?, evidence: Some(Box::new(evidence)) })
    }

    fn expected() -> Cow<'static, str> {
        T::expected()
    }
}

impl Serialize for Date<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.written)
    }
}

impl JsonSchema for Date<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "minLength": 1,
            "description": "A date as EDTF (ISO 8601-2), levels 0 and 1, and sets with `..`: 2025-04-03, 2025-04, 2025, 2025-04-03/2025-04-05, [..2025-04-03], 2025-04~."
        })
    }
}
