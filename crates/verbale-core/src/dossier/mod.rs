//! The dossier: what a person or a program writes about one text.

pub mod tree;
pub mod yaml;

pub mod dates;
pub mod id;
pub mod keyed;
pub mod lexicals;
pub mod value;

pub(crate) mod numbers;

pub mod enrichment;
pub mod schema;
pub mod source;

mod codes;
pub(crate) mod decode;
pub(crate) mod finder;
mod hints;

pub use hints::hint_at_quotes;

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use self::decode::{Decode, Keys, Path, wrong_type};
use self::enrichment::{Enrichment, Facts};
use self::id::Id;
use self::keyed::Keyed;
use self::source::Source;
use self::tree::{Node, Syntax, Tree, Value};
use crate::actor::Actor;
use crate::check::Check;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::place::Place;

/// The version of the format that this program reads and writes.
pub const VERSION: u32 = 1;

/// One source text, its facts, and the words for each.
///
/// Read from YAML or JSON by [`read`], or built in Rust with [`Dossier::new`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Dossier<'a> {
    /// The version of the format: 1.
    pub verbale: Version,
    /// The dossier's id: a lower-case slug.
    pub id: Id<'a>,
    /// The start of all its IRIs: absolute, ending in `/`, `#` or `:`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<Cow<'a, str>>,
    /// The path of a file with shared actors, places and occurrences.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registry: Option<Cow<'a, str>>,
    /// The text that the facts are taken from.
    pub source: Source<'a>,
    /// Who takes part.
    #[serde(skip_serializing_if = "Keyed::is_empty")]
    #[schemars(default)]
    pub actors: Keyed<'a, Actor<'a>>,
    /// Where.
    #[serde(skip_serializing_if = "Keyed::is_empty")]
    #[schemars(default)]
    pub places: Keyed<'a, Place<'a>>,
    /// What the text says.
    pub facts: Facts<'a>,
    /// What an editor knows from other sources, apart from what the text says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub enrichment: Vec<Enrichment<'a>>,
    /// A note of the editor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'a, str>>,
    /// The number of this part, from 1, where a long dossier comes in parts that share `id` and `source` (JSON Lines).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<u32>,
}

/// The version of the format: always 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version;

impl Serialize for Version {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(VERSION)
    }
}

impl JsonSchema for Version {
    fn schema_name() -> Cow<'static, str> {
        "Version".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "const": 1 })
    }
}

impl<'a> Decode<'a> for Version {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        match &node.value {
            Value::Scalar(text, style) if text == "1" && *style != tree::Style::Quoted => Some(Self),
            Value::Scalar(text, _) => {
                let message = format!("this program reads version {VERSION} of the format, not `{text}`");
                faults.push(Diagnostic::new(Check::Version, at.to_string(), message).value(text.as_ref()).suggest("1"));
                None
            }
            _ => {
                faults.push(wrong_type(node, at, "the version of the format"));
                None
            }
        }
    }

    fn expected() -> Cow<'static, str> {
        "the version of the format, `1`,".into()
    }
}

impl<'a> Dossier<'a> {
    /// A dossier without actors and facts yet.
    pub fn new(id: &'a str, source: Source<'a>) -> Self {
        Self {
            verbale: Version,
            id: Id::from(id),
            base: None,
            registry: None,
            source,
            actors: Keyed::default(),
            places: Keyed::default(),
            facts: Facts::default(),
            enrichment: Vec::new(),
            note: None,
            part: None,
        }
    }
}

impl<'a> Decode<'a> for Dossier<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let mut keys = Keys::of(node, at, &Self::expected(), faults)?;
        let _ = keys.demanded::<Version>("verbale", faults);
        let id = keys.demanded("id", faults);
        let base = keys.optional("base", faults);
        let registry = keys.optional("registry", faults);
        let source = keys.demanded("source", faults);
        let actors = keys.optional("actors", faults).unwrap_or_default();
        let places = keys.optional("places", faults).unwrap_or_default();
        let facts = keys.demanded("facts", faults).unwrap_or_default();
        let enrichment = keys.optional::<enrichment::Enrichments<'a>>("enrichment", faults).unwrap_or_default();
        let note = keys.optional("note", faults);
        let part = keys.optional("part", faults);
        keys.finish("a dossier", |_| None, faults);
        // What could not be read has its finding; the rest is still resolved, so that all faults show in one run.
        Some(Self {
            base,
            registry,
            actors,
            places,
            facts,
            enrichment: enrichment.0,
            note,
            part,
            ..Self::new("unread", source.unwrap_or_else(|| Source::of_text("und", "")))
        })
        .map(|dossier| Self { id: id.unwrap_or_else(|| Id::from("unread")), ..dossier })
    }

    fn expected() -> Cow<'static, str> {
        "a dossier: a mapping with `verbale`, `id`, `source` and `facts`,".into()
    }
}

/// A file that was read: its tree, the dossier as far as it could be understood, and all findings so far.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The tree, for places of later findings; absent where the file is not even YAML or JSON.
    pub tree: Option<Tree<'a>>,
    /// The dossier. With errors among the findings it is incomplete, and good only for finding more of them.
    pub dossier: Option<Dossier<'a>>,
    /// The findings, each with its place.
    pub diagnostics: Diagnostics,
}

/// Reads a dossier from YAML or JSON. `first_line` is the number of the text's first line in its file:
/// 1, or the line of a JSON Lines record.
///
/// ```
/// use verbale_core::dossier::{read, tree::Syntax};
/// let text = "verbale: 1\nid: d\nsource: {text: \"Mali met Niger.\", language: en}\nfacts: []\n";
/// let reading = read(text, Syntax::Yaml, 1);
/// assert_eq!(&*reading.dossier.expect("it can be read").id, "d");
/// ```
pub fn read(text: &str, syntax: Syntax, first_line: usize) -> Reading<'_> {
    let (tree, mut diagnostics) = yaml::read_tree(text, syntax, first_line);
    let Some(tree) = tree else {
        return Reading { tree: None, dossier: None, diagnostics };
    };
    let dossier = match &tree.root.value {
        Value::Map(_) if tree.root.entry("verbale").is_some() => {
            Dossier::decode(&tree.root, &Path::Root, &mut diagnostics)
        }
        _ => {
            let message = "this is no dossier: a dossier is a mapping with the key `verbale`";
            let fault = Diagnostic::new(Check::NotADossier, "", message);
            diagnostics.push(fault.help("begin the file with `verbale: 1`"));
            None
        }
    };
    diagnostics.place(&tree);
    diagnostics.drop_consequences();
    hints::hint_at_commas(&tree, &mut diagnostics);
    Reading { tree: Some(tree), dossier, diagnostics }
}
