//! Actors, places and occurrences that several dossiers share.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use crate::actor::Actor;
use crate::diagnostic::Diagnostics;
use crate::dossier::decode::{Decode, Keys, Path};
use crate::dossier::keyed::Keyed;
use crate::dossier::tree::{Node, Syntax, Tree};
use crate::dossier::yaml::read_tree;
use crate::place::{Occurrence, Place};

/// A file with shared `actors`, `places` and `occurrences`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Registry<'a> {
    /// Who takes part.
    #[serde(skip_serializing_if = "Keyed::is_empty")]
    pub actors: Keyed<'a, Actor<'a>>,
    /// Where.
    #[serde(skip_serializing_if = "Keyed::is_empty")]
    pub places: Keyed<'a, Place<'a>>,
    /// What several dossiers speak of.
    #[serde(skip_serializing_if = "Keyed::is_empty")]
    pub occurrences: Keyed<'a, Occurrence<'a>>,
}

impl<'a> Decode<'a> for Registry<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let mut keys = Keys::of(node, at, &Self::expected(), faults)?;
        let registry = Self {
            actors: keys.optional("actors", faults).unwrap_or_default(),
            places: keys.optional("places", faults).unwrap_or_default(),
            occurrences: keys.optional("occurrences", faults).unwrap_or_default(),
        };
        keys.finish("a registry", |_| None, faults);
        Some(registry)
    }

    fn expected() -> Cow<'static, str> {
        "a registry: a mapping with `actors`, `places`, `occurrences`,".into()
    }
}

/// A registry's file that was read.
#[derive(Debug)]
pub struct RegistryReading<'a> {
    /// The tree; absent where the file is not even YAML or JSON.
    pub tree: Option<Tree<'a>>,
    /// The registry; with errors among the findings it is incomplete.
    pub registry: Option<Registry<'a>>,
    /// The findings, each with its place.
    pub diagnostics: Diagnostics,
}

/// Reads a registry from YAML or JSON.
pub fn read(text: &str, syntax: Syntax) -> RegistryReading<'_> {
    let (tree, mut diagnostics) = read_tree(text, syntax, 1);
    let registry = tree.as_ref().and_then(|tree| Registry::decode(&tree.root, &Path::Root, &mut diagnostics));
    if let Some(tree) = &tree {
        diagnostics.place(tree);
    }
    RegistryReading { tree, registry, diagnostics }
}
