//! The source: which text the facts are taken from.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::decode::{Decode, Keys, Path};
use super::lexicals::{IriText, Language, License};
use super::tree::Node;
use super::value::Field;
use crate::date::Date;
use crate::diagnostic::Diagnostics;
use crate::text::Text;

/// Where the facts are taken from: a text in a file, a text that stands in the dossier, or an address alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct Source<'a> {
    /// The text's file, relative to the dossier, inside its folder or below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<Cow<'a, str>>,
    /// The text itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Cow<'a, str>>,
    /// The page's address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<IriText<'a>>,
    /// The title, verbatim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Cow<'a, str>>,
    /// The text's language (BCP 47).
    pub language: Language<'a>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Cow<'a, str>>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<Cow<'a, str>>,
    /// When it was published (EDTF).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Date<'a>>,
    /// The date that the text gives itself (EDTF), with the words that say so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dateline: Option<Field<'a, Date<'a>>>,
    /// The licence: an SPDX identifier or an IRI.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<License<'a>>,
    /// The address of the text that this one translates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translation_of: Option<IriText<'a>>,
    /// SHA-256 of the text's bytes in hexadecimal; checked when given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Cow<'a, str>>,
}

impl<'a> Source<'a> {
    /// A source of which only the text is known.
    pub fn of_text(language: &'a str, text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            file: None,
            text: Some(text.into()),
            url: None,
            title: None,
            language: Language(Cow::Borrowed(language)),
            publisher: None,
            author: None,
            published: None,
            dateline: None,
            license: None,
            translation_of: None,
            sha256: None,
        }
    }
}

impl<'a> Decode<'a> for Source<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let mut keys = Keys::of(node, at, &Self::expected(), faults)?;
        let source = Self {
            file: keys.optional("file", faults),
            text: keys.optional("text", faults),
            url: keys.optional("url", faults),
            title: keys.optional("title", faults),
            language: keys.demanded("language", faults).unwrap_or(Language(Cow::Borrowed("und"))),
            publisher: keys.optional("publisher", faults),
            author: keys.optional("author", faults),
            published: keys.optional("published", faults),
            dateline: keys.optional("dateline", faults),
            license: keys.optional("license", faults),
            translation_of: keys.optional("translationOf", faults),
            sha256: keys.optional("sha256", faults),
        };
        keys.finish("a source", |_| None, faults);
        Some(source)
    }

    fn expected() -> Cow<'static, str> {
        "a source: a mapping with `file` or `text`, and `language`,".into()
    }
}

/// A text other than the dossier's own, from which an editor knows something more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct EnrichmentSource<'a> {
    /// The source's id.
    pub id: super::id::Id<'a>,
    /// Its address.
    pub url: IriText<'a>,
    /// The title, verbatim.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Cow<'a, str>>,
    /// When it was published (EDTF).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Date<'a>>,
    /// Its language (BCP 47).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language<'a>>,
    /// The text itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Cow<'a, str>>,
    /// The text's file, relative to the dossier, inside its folder or below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<Cow<'a, str>>,
}

impl<'a> Decode<'a> for EnrichmentSource<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let mut keys = Keys::of(node, at, &Self::expected(), faults)?;
        let id = keys.demanded("id", faults);
        let url = keys.demanded("url", faults);
        let title = keys.optional("title", faults);
        let published = keys.optional("published", faults);
        let language = keys.optional("language", faults);
        let text = keys.optional("text", faults);
        let file = keys.optional("file", faults);
        keys.finish("an enrichment's source", |_| None, faults);
        Some(Self { id: id?, url: url?, title, published, language, text, file })
    }

    fn expected() -> Cow<'static, str> {
        "a source: a mapping with `id` and `url`,".into()
    }
}

/// The text of a dataset's record, where the record has one of its own: the fact's quotes stand in it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SourceText<'a> {
    /// The text itself.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "Cow<'a, str>")]
    pub text: Text<'a>,
    /// Its language (BCP 47); that of the source where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language<'a>>,
    /// Its address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<IriText<'a>>,
}

impl<'a> SourceText<'a> {
    /// A text of which nothing else is known.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self { text: Text::new(text), language: None, url: None }
    }
}

impl PartialEq for SourceText<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.text.as_str() == other.text.as_str() && self.language == other.language && self.url == other.url
    }
}

impl Eq for SourceText<'_> {}

fn as_text<S: Serializer>(text: &Text<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text.as_str())
}

impl<'a> Decode<'a> for SourceText<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let mut keys = Keys::of(node, at, &Self::expected(), faults)?;
        let text: Option<Cow<'a, str>> = keys.demanded("text", faults);
        let language = keys.optional("language", faults);
        let url = keys.optional("url", faults);
        keys.finish("a record's text", |_| None, faults);
        Some(Self { language, url, ..Self::new(text?) })
    }

    fn expected() -> Cow<'static, str> {
        "a record's text: a mapping with `text`,".into()
    }
}
