//! What a record of an event dataset says beside its fact: its codes, its counts, its source, its text.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use crate::diagnostic::Diagnostics;
use crate::dossier::decode::Keys;
use crate::dossier::lexicals::{IriText, SourceCode};
use crate::dossier::numbers::{Count, Tone, as_number};
use crate::dossier::source::SourceText;
use crate::dossier::value::Many;

/// What a record of an event dataset (GDELT, ICEWS, PLOVER) says beside its fact; only with `basis: machine-coded`.
///
/// The codes belong to the fact, the rest to its claim: it tells how the record came about, not what happened.
///
/// # In the dossier
/// ```yaml
/// - id: r1
///   kind: event
///   type: appeal
///   by: [mali]
///   basis: machine-coded
///   sourceCode: cameo:0211
///   primarySource: https://example.org/article
///   mentionCount: 12
///   tone: -3.25
/// ```
///
/// # In the graph
/// ```turtle
/// <…/d/r1> a dipl:Event, prov:Activity, sem:Event, schema:Event ;
///   dipl:sourceCode cameo:0211 .
/// <…/d/claim/r1> a dipl:Claim, prov:Entity, schema:Claim ;
///   dipl:mentionCount 12 ;
///   dipl:tone -3.25 ;
///   prov:hadPrimarySource <https://example.org/article> .
/// ```
///
/// # What is checked
/// Codes are concepts of the embedded CAMEO and PLOVER schemes; counts are whole; the tone lies between -100 and 100.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Coding<'a> {
    /// The codes that the dataset gave, as `cameo:042` or `plover:AGREE`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Option<Many<SourceCode<'a>>>")]
    pub source_code: Vec<Cow<'a, str>>,
    /// The address of the article that the record was made from.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<IriText<'a>>")]
    pub primary_source: Option<Cow<'a, str>>,
    /// Whether the event stands in the article's lead paragraph.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub root_event: Option<bool>,
    /// How often the articles mention it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Count>")]
    pub mention_count: Option<u32>,
    /// How many news outlets mention it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Count>")]
    pub source_count: Option<u32>,
    /// How many articles mention it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Count>")]
    pub article_count: Option<u32>,
    /// The articles' average tone, from -100 to 100: a lexical form of `xsd:decimal`.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_tone")]
    #[schemars(with = "Option<Tone<'a>>")]
    pub tone: Option<Cow<'a, str>>,
    /// The record's own text, in which the fact's quotes stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_text: Option<SourceText<'a>>,
}

impl<'a> Coding<'a> {
    /// The keys of a fact that only a record of a dataset has.
    pub(crate) const KEYS: [&'static str; 8] = [
        "sourceCode",
        "primarySource",
        "rootEvent",
        "mentionCount",
        "sourceCount",
        "articleCount",
        "tone",
        "sourceText",
    ];

    /// Reads the keys; `None` where the record has none of them.
    pub(super) fn decode(keys: &mut Keys<'_, 'a, '_>, faults: &mut Diagnostics) -> Option<Box<Self>> {
        let codes: Option<Many<SourceCode<'a>>> = keys.optional("sourceCode", faults);
        let source: Option<IriText<'a>> = keys.optional("primarySource", faults);
        let count = |count: Option<Count>| count.map(|count| count.0);
        let coding = Self {
            source_code: codes.unwrap_or_default().0.into_iter().map(|code| code.0).collect(),
            primary_source: source.map(|source| source.0),
            root_event: keys.optional("rootEvent", faults),
            mention_count: count(keys.optional("mentionCount", faults)),
            source_count: count(keys.optional("sourceCount", faults)),
            article_count: count(keys.optional("articleCount", faults)),
            tone: keys.optional("tone", faults).map(|tone: Tone<'a>| tone.0),
            source_text: keys.optional("sourceText", faults),
        };
        (coding != Self::default()).then(|| Box::new(coding))
    }
}

#[expect(clippy::ref_option, reason = "serde gives a reference to the field")]
fn as_tone<S: Serializer>(tone: &Option<Cow<'_, str>>, serializer: S) -> Result<S::Ok, S::Error> {
    match tone {
        Some(tone) => as_number(tone, serializer),
        None => serializer.serialize_none(),
    }
}
