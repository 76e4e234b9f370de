//! A mapping from ids to things, in the order of the dossier.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::decode::{Decode, Path, wrong_type};
use super::id::{Id, check_id};
use super::tree::{Node, Value};
use crate::diagnostic::Diagnostics;

/// Things under their keys: `actors`, `places`, `occurrences`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyed<'a, T> {
    /// Key and thing, in the order of the dossier.
    pub entries: Vec<(Id<'a>, T)>,
    /// Keys whose things could not be read: a reference to one is not reported again.
    pub(crate) unread: Vec<Cow<'a, str>>,
}

impl<T> Default for Keyed<'_, T> {
    fn default() -> Self {
        Self { entries: Vec::new(), unread: Vec::new() }
    }
}

impl<'a, T, const N: usize> From<[(&'a str, T); N]> for Keyed<'a, T> {
    fn from(entries: [(&'a str, T); N]) -> Self {
        Self { entries: entries.into_iter().map(|(key, thing)| (Id::from(key), thing)).collect(), unread: Vec::new() }
    }
}

impl<T> Keyed<'_, T> {
    /// The things with their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.entries.iter().map(|(key, thing)| (&**key, thing))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<T: Serialize> Serialize for Keyed<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.entries.len()))?;
        for (key, thing) in self.iter() {
            map.serialize_entry(key, thing)?;
        }
        map.end()
    }
}

impl<T: JsonSchema> JsonSchema for Keyed<'_, T> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}ByKey", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let thing = generator.subschema_for::<T>();
        json_schema!({
            "type": "object",
            "propertyNames": generator.subschema_for::<Id<'static>>(),
            "additionalProperties": thing
        })
    }
}

impl<'a, T: Decode<'a>> Decode<'a> for Keyed<'a, T> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            faults.push(wrong_type(node, at, &Self::expected()));
            return None;
        };
        let mut keyed = Self::default();
        for entry in entries {
            let here = at.key(&entry.key);
            let bad_key = check_id(&entry.key, here).map(|fault| faults.push(fault.at_key()));
            match T::decode(&entry.node, &here, faults) {
                Some(thing) if bad_key.is_none() => keyed.entries.push((Id(entry.key.clone()), thing)),
                _ => keyed.unread.push(entry.key.clone()),
            }
        }
        Some(keyed)
    }

    fn expected() -> Cow<'static, str> {
        "a mapping from keys to things".into()
    }
}
