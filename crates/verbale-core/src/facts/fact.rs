//! What every fact has, whatever its kind.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Coding, Kind};
use crate::check::Check;
use crate::codes::{Basis, Factuality, Modality};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dossier::decode::{Decode, Keys, Path, wrong_type};
use crate::dossier::id::Id;
use crate::dossier::source::SourceText;
use crate::dossier::tree::{Node, Value};
use crate::dossier::value::{Key, Many, Quote};
use crate::suggest::nearest;

/// One thing that a text says, typed by the author of the dossier, with the words that support it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Fact<'a> {
    /// The fact's id: a lower-case slug, unique in the dossier.
    pub id: Id<'a>,
    /// The kind, with the keys of its own.
    #[serde(flatten)]
    #[schemars(skip)]
    pub kind: Kind<'a>,
    /// The words of the text that support it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<Many<Quote<'a>>>,
    /// The statement that contains it: that alone makes it reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said_in: Option<Key<'a>>,
    /// The commitment or expectation that aims at it: that alone makes it planned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned_in: Option<Key<'a>>,
    /// `presupposed` where the text takes it for granted; stated where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modality: Option<Modality>,
    /// How certain the one who says it is; by kind where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub factuality: Option<Factuality>,
    /// How the source gives it; explicit where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Basis>,
    /// `false` where its lists are open («notamment», «such as»).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exhaustive: Option<bool>,
    /// An occurrence of the registry, or an IRI, that facts of other dossiers share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub corefers_with: Option<Cow<'a, str>>,
    /// A note of the editor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Cow<'a, str>>,
    /// What a record of an event dataset says beside the fact; only with `basis: machine-coded`.
    #[serde(flatten)]
    pub coding: Option<Box<Coding<'a>>>,
}

impl<'a> Fact<'a> {
    /// A fact with its words and nothing that departs from the defaults.
    ///
    /// ```
    /// use verbale_core::dossier::value::{refs, Field, LangMap, Many};
    /// use verbale_core::facts::{Fact, Proposition};
    /// let threats = Proposition {
    ///     concerns: Field::from(Many::from(["mali"])),
    ///     text: Some(Field::from(LangMap::of("en", "faces persistent threats"))),
    /// };
    /// let fact = Fact::new("threats", threats, ["faced with persistent threats"]);
    /// assert_eq!(fact.kind.name(), "proposition");
    /// ```
    pub fn new<const N: usize>(id: &'a str, kind: impl Into<Kind<'a>>, quotes: [&'a str; N]) -> Self {
        Self {
            id: Id::from(id),
            kind: kind.into(),
            quote: (N > 0).then(|| Many::from(quotes)),
            said_in: None,
            planned_in: None,
            modality: None,
            factuality: None,
            basis: None,
            exhaustive: None,
            corefers_with: None,
            note: None,
            coding: None,
        }
    }

    /// A fact that a machine coded for a record of an event dataset: it does without words of the source.
    ///
    /// ```
    /// use verbale_core::codes::EventType;
    /// use verbale_core::dossier::value::{Field, refs};
    /// use verbale_core::facts::{Coding, Event, EventFields, Fact};
    /// let appeal = Event {
    ///     event: EventFields::default(),
    ///     type_: Field::from(EventType::Appeal),
    ///     by: refs(["mali"]),
    ///     recipient: None,
    ///     ordinal: None,
    /// };
    /// let coding = Coding { source_code: vec!["cameo:0211".into()], mention_count: Some(12), ..Coding::default() };
    /// let fact = Fact::coded("r1", appeal, coding);
    /// assert_eq!(fact.coding.and_then(|coding| coding.mention_count), Some(12));
    /// ```
    pub fn coded(id: &'a str, kind: impl Into<Kind<'a>>, coding: Coding<'a>) -> Self {
        Self { basis: Some(Basis::MachineCoded), coding: Some(Box::new(coding)), ..Self::new(id, kind, []) }
    }

    /// Whether a machine coded it.
    pub(crate) fn is_coded(&self) -> bool {
        self.basis == Some(Basis::MachineCoded)
    }

    /// The text of its record, where that has one of its own.
    pub(crate) fn record_text(&self) -> Option<&SourceText<'a>> {
        self.coding.as_ref()?.source_text.as_ref()
    }
}

impl<'a> Decode<'a> for Fact<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let mut keys = Keys::of(node, at, &Self::expected(), faults)?;
        let id = keys.demanded("id", faults).unwrap_or(Id(Cow::Borrowed("")));
        let KindName(name) = keys.demanded("kind", faults).unwrap_or(KindName(""));
        let quote = keys.optional("quote", faults);
        let said_in = keys.optional("saidIn", faults);
        let planned_in = keys.optional("plannedIn", faults);
        let modality = keys.optional("modality", faults);
        let factuality = keys.optional("factuality", faults);
        let basis = keys.optional("basis", faults);
        let exhaustive = keys.optional("exhaustive", faults);
        let corefers_with = keys.optional("corefersWith", faults);
        let note = keys.optional("note", faults);
        let kind = Kind::decode(name, &mut keys, faults);
        // With a basis that could not be read nobody knows whether the keys of records are in their place.
        let may_be_coded = basis == Some(Basis::MachineCoded) || (basis.is_none() && node.entry("basis").is_some());
        let coding = if may_be_coded { Coding::decode(&mut keys, faults) } else { None };
        if !name.is_empty() {
            keys.finish(&format!("a fact of kind `{name}`"), homes, faults);
        }
        Some(Self {
            id,
            kind: kind?,
            quote,
            said_in,
            planned_in,
            modality,
            factuality,
            basis,
            exhaustive,
            corefers_with,
            note,
            coding,
        })
    }

    fn expected() -> Cow<'static, str> {
        "a fact: a mapping with `id`, `kind` and `quote`,".into()
    }
}

/// A kind's name, checked.
struct KindName(&'static str);

impl<'a> Decode<'a> for KindName {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let (Value::Scalar(..), Some(text)) = (&node.value, node.text()) else {
            faults.push(wrong_type(node, at, "a kind of fact"));
            return None;
        };
        let known = Kind::NAMES.iter().find(|name| **name == text);
        if known.is_none() {
            let message = format!("`{text}` is not a kind of fact");
            let mut fault = Diagnostic::new(Check::UnknownKind, at.to_string(), message).value(text);
            if let Some(near) = nearest(text, Kind::NAMES.iter().copied()) {
                fault = fault.suggest(near);
            }
            faults.push(fault.help(format!("the kinds: {}", Kind::NAMES.join(", "))));
        }
        known.map(|name| Self(name))
    }

    fn expected() -> Cow<'static, str> {
        "a kind of fact".into()
    }
}

/// The keys of a kind, common ones left out.
pub(crate) fn keys_of(kind: &str) -> Vec<&'static str> {
    let empty = Node { value: Value::Map(Vec::new()), bytes: 0..0 };
    let mut faults = Diagnostics::new();
    let Some(mut keys) = Keys::of(&empty, &Path::Root, "", &mut faults) else {
        return Vec::new();
    };
    Kind::decode(kind, &mut keys, &mut faults);
    keys.asked().to_vec()
}

/// Says of a key to which kinds it belongs, or that evidence keys go into a field.
fn homes(key: &str) -> Option<String> {
    if key == "value" {
        return Some(
            "evidence of its own goes under the field that it supports: `date: {value: …, quote: …}`".to_owned(),
        );
    }
    if Coding::KEYS.contains(&key) {
        return Some(format!("`{key}` belongs to records of event datasets: facts with `basis: machine-coded`"));
    }
    let kinds: Vec<&str> = Kind::NAMES.iter().copied().filter(|kind| keys_of(kind).contains(&key)).collect();
    (!kinds.is_empty()).then(|| format!("`{key}` belongs to {}", kinds.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys that every fact may have.
    const COMMON: &[&str] = &[
        "id",
        "kind",
        "quote",
        "saidIn",
        "plannedIn",
        "modality",
        "factuality",
        "basis",
        "exhaustive",
        "corefersWith",
        "note",
    ];

    #[test]
    fn no_kind_takes_a_common_key() {
        for kind in Kind::NAMES {
            let keys = keys_of(kind);
            assert!(!keys.is_empty(), "{kind}");
            assert!(keys.iter().all(|key| !COMMON.contains(key)), "{kind}");
        }
    }

    #[test]
    fn homes_are_named() {
        assert_eq!(homes("since").as_deref(), Some("`since` belongs to membership, capacity, relation"));
        assert_eq!(homes("sinze"), None);
        assert!(homes("tone").is_some_and(|home| home.contains("machine-coded")));
    }
}
