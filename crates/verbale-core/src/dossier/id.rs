//! Ids: lower-case slugs that become parts of IRIs.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use super::decode::{Decode, Path, wrong_type};
use super::tree::{Node, Style, Value};
use crate::check::Check;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Words that an id may not be, since IRIs use them.
pub const RESERVED: &[&str] = &["actor", "place", "state", "occurrence", "claim", "span", "source", "article"];

/// An id: `[a-z0-9][a-z0-9-]*`, none of [`RESERVED`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Id<'a>(pub Cow<'a, str>);

impl JsonSchema for Id<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Id".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "An id: a lower-case slug that is not reserved.",
            "pattern": r"^[a-z0-9][a-z0-9-]*$",
            "not": { "enum": RESERVED }
        })
    }
}

impl Deref for Id<'_> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'a> From<&'a str> for Id<'a> {
    fn from(id: &'a str) -> Self {
        Self(Cow::Borrowed(id))
    }
}

/// Whether a word has the form of an id.
pub fn is_slug(word: &str) -> bool {
    let mut bytes = word.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        && bytes.all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Checks the form of an id that stands at `at`.
pub(crate) fn check_id(id: &str, at: impl fmt::Display) -> Option<Diagnostic> {
    if !is_slug(id) {
        let message = format!("`{id}` is no id: lower-case letters a-z, digits and hyphens, a letter or digit first");
        let fault = Diagnostic::new(Check::BadId, at.to_string(), message).value(id);
        let mended = slug(id);
        return Some(if is_slug(&mended) { fault.suggest(mended) } else { fault });
    }
    RESERVED.contains(&id).then(|| {
        let message = format!("`{id}` is reserved: the IRIs of every dossier use it");
        let fault = Diagnostic::new(Check::BadId, at.to_string(), message).value(id);
        fault.suggest(format!("{id}-1")).help(format!("reserved are {}", RESERVED.join(", ")))
    })
}

/// The nearest slug: accents off, capitals small, everything else a hyphen.
pub(crate) fn slug(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut slug = String::with_capacity(word.len());
    for c in word.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.trim_end_matches('-').to_owned()
}

impl<'a> Decode<'a> for Id<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let Value::Scalar(text, Style::Plain | Style::Quoted) = &node.value else {
            faults.push(wrong_type(node, at, &Self::expected()));
            return None;
        };
        if let Some(fault) = check_id(text, at) {
            faults.push(fault);
            return None;
        }
        Some(Self(text.clone()))
    }

    fn expected() -> Cow<'static, str> {
        "an id (a lower-case slug)".into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        assert_eq!(slug("Réunion à Moscou"), "reunion-a-moscou");
        assert_eq!(slug("__x__"), "x");
        assert_eq!(slug("встреча"), "");
        assert!(is_slug("2025-04-03") && !is_slug("-a") && !is_slug("") && !is_slug("é"));
    }
}
