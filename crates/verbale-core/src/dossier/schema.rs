//! The JSON Schema of the format, generated from the types that it is read into.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

use super::Dossier;
use crate::facts::{Fact, Kind};

/// The schema's own address.
pub const SCHEMA_IRI: &str = "https://w3id.org/verbale/dossier/1/schema.json";

/// The JSON Schema (draft 2020-12) of a dossier.
///
/// ```
/// let schema = verbale_core::dossier::schema::schema();
/// assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
/// ```
pub fn schema() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<Dossier<'static>>().to_value();
    if let Value::Object(root) = &mut schema {
        root.insert("$id".to_owned(), Value::from(SCHEMA_IRI));
        root.insert("title".to_owned(), Value::from("Dossier of diplomatic facts (verbale 1)"));
    }
    schema
}

/// A fact of any kind: what all facts have, and the keys of one kind.
pub(crate) struct AnyFact;

impl JsonSchema for AnyFact {
    fn schema_name() -> Cow<'static, str> {
        "Fact".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let common = Fact::json_schema(generator).to_value();
        let kinds: Vec<Value> =
            Kind::schemas(generator).into_iter().map(|(name, own)| one_kind(&common, name, &own.to_value())).collect();
        json_schema!({ "type": "object", "required": ["id", "kind"], "oneOf": kinds })
    }
}

fn one_kind(common: &Value, name: &str, own: &Value) -> Value {
    let mut properties = Map::new();
    let mut required = vec![Value::from("id"), Value::from("kind")];
    properties.insert("kind".to_owned(), serde_json::json!({ "const": name }));
    for part in [common, own] {
        if let Some(Value::Object(keys)) = part.get("properties") {
            properties.extend(keys.clone());
        }
        if let Some(Value::Array(keys)) = part.get("required") {
            required.extend(keys.iter().filter(|key| !required.contains(key)).cloned().collect::<Vec<_>>());
        }
    }
    if name == "meeting" || name == "formalisation" {
        required.push(Value::from("parties"));
    }
    // The whole doc comment is a page; its first paragraph says what the kind is.
    let description = own.get("description").and_then(Value::as_str).unwrap_or_default();
    let description = description.split("\n\n").next().unwrap_or_default();
    serde_json::json!({
        "title": name,
        "description": description,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false
    })
}
