//! Lists of facts, and what an editor knows from sources other than the dossier's own.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::decode::{Decode, Keys, Path, wrong_type};
use super::keyed::Keyed;
use super::lexicals::IriText;
use super::source::EnrichmentSource;
use super::tree::{Node, Value};
use super::value::{LangMap, Many};
use crate::check::Check;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::Fact;

/// The most facts that a dossier may have.
pub const MAX_FACTS: usize = 50_000;

/// Facts in the order of the dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Facts<'a> {
    /// The facts.
    #[schemars(with = "Vec<super::schema::AnyFact>")]
    pub list: Vec<Fact<'a>>,
    /// For each fact its index in the file, where some others could not be read.
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) positions: Vec<usize>,
    /// Ids of facts that could not be read: a reference to one is not reported again.
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) unread: Vec<Cow<'a, str>>,
    /// Whether each fact of the list was read with faults: placeholders stand for what is missing.
    #[serde(skip)]
    #[schemars(skip)]
    pub(crate) faulty: Vec<bool>,
}

impl<'a> From<Vec<Fact<'a>>> for Facts<'a> {
    fn from(list: Vec<Fact<'a>>) -> Self {
        Self { list, ..Self::default() }
    }
}

impl Facts<'_> {
    /// The index in the file of the fact with this index in the list.
    pub(crate) fn position(&self, index: usize) -> usize {
        self.positions.get(index).copied().unwrap_or(index)
    }
}

impl<'a> Decode<'a> for Facts<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let Value::List(items) = &node.value else {
            faults.push(wrong_type(node, at, &Self::expected()));
            return None;
        };
        if items.len() > MAX_FACTS {
            let message = format!("a dossier holds at most {MAX_FACTS} facts, not {}", items.len());
            faults.push(
                Diagnostic::new(Check::TooLarge, at.to_string(), message).help("split it into parts (key `part`)"),
            );
            return None;
        }
        let mut facts = Self::default();
        for (index, item) in items.iter().enumerate() {
            let before = faults.len();
            let fact = Fact::decode(item, &at.index(index), faults);
            let id = item.child("id").and_then(Node::text).unwrap_or_default();
            if fact.as_ref().is_none_or(|fact| *fact.id != *id || id.is_empty()) {
                facts.unread.push(Cow::Owned(id.to_owned()));
            }
            if let Some(fact) = fact {
                facts.list.push(fact);
                facts.positions.push(index);
                facts.faulty.push(faults.len() > before);
            }
        }
        Some(facts)
    }

    fn expected() -> Cow<'static, str> {
        "a list of facts".into()
    }
}

/// What one other source says: names of actors, and facts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Enrichment<'a> {
    /// The source.
    pub source: EnrichmentSource<'a>,
    /// Names and identities of the dossier's actors.
    #[serde(skip_serializing_if = "Keyed::is_empty")]
    #[schemars(default)]
    pub actors: Keyed<'a, EnrichedActor<'a>>,
    /// Facts that this source says.
    #[schemars(default)]
    pub facts: Facts<'a>,
}

impl<'a> Decode<'a> for Enrichment<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let mut keys = Keys::of(node, at, &Self::expected(), faults)?;
        let source = keys.demanded("source", faults);
        let actors = keys.optional("actors", faults).unwrap_or_default();
        let facts = keys.optional("facts", faults).unwrap_or_default();
        keys.finish("an enrichment", |_| None, faults);
        Some(Self { source: source?, actors, facts })
    }

    fn expected() -> Cow<'static, str> {
        "an enrichment: a mapping with `source`,".into()
    }
}

/// What another source says of an actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct EnrichedActor<'a> {
    /// The name there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<LangMap<'a>>,
    /// The same actor elsewhere: IRIs, or `wd:Q…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_as: Option<Many<IriText<'a>>>,
}

impl<'a> Decode<'a> for EnrichedActor<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let mut keys = Keys::of(node, at, &Self::expected(), faults)?;
        let actor = Self { name: keys.optional("name", faults), same_as: keys.optional("sameAs", faults) };
        keys.finish("an actor of an enrichment", |_| None, faults);
        Some(actor)
    }

    fn expected() -> Cow<'static, str> {
        "a mapping with `name` or `sameAs`".into()
    }
}

/// The list under `enrichment`.
#[derive(Default)]
pub(crate) struct Enrichments<'a>(pub(crate) Vec<Enrichment<'a>>);

impl<'a> Decode<'a> for Enrichments<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let Value::List(items) = &node.value else {
            faults.push(wrong_type(node, at, &Self::expected()));
            return None;
        };
        let read =
            items.iter().enumerate().filter_map(|(index, item)| Enrichment::decode(item, &at.index(index), faults));
        Some(Self(read.collect()))
    }

    fn expected() -> Cow<'static, str> {
        "a list of enrichments".into()
    }
}
