//! The JSON Schema of the format, generated from the types that it is read into.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::Dossier;
use crate::facts::{Coding, Fact, Kind};

mod for_llm;

pub use for_llm::schema_for_llm;

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
        root.values_mut().for_each(tighten);
        add_rules(root);
        root.insert("$id".to_owned(), Value::from(SCHEMA_IRI));
        root.insert("title".to_owned(), Value::from("Dossier of diplomatic facts (verbale 1)"));
    }
    schema
}

/// Says of every value what the reader demands and derived schemas leave open: what is given is neither null nor blank,
/// and numbers count from 1.
fn tighten(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(tighten),
        Value::Object(schema) => {
            forbid_null(schema);
            if schema.get("type").is_some_and(|name| name == "string")
                && !["enum", "pattern"].iter().any(|key| schema.contains_key(*key))
            {
                schema.insert("pattern".to_owned(), Value::from(r"\S"));
            }
            if schema.get("format").is_some_and(|format| format == "uint32") {
                schema.remove("format");
                schema.insert("minimum".to_owned(), Value::from(1));
                schema.insert("maximum".to_owned(), Value::from(u32::MAX));
            }
            schema.values_mut().for_each(tighten);
        }
        _ => {}
    }
}

/// A key that may be left out is left out; it is never null.
fn forbid_null(schema: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    let Some(Value::Array(choices)) = schema.get_mut("anyOf") else { return };
    choices.retain(|choice| choice.get("type").is_none_or(|name| name != "null"));
    if let [Value::Object(only)] = choices.as_slice() {
        let only = only.clone();
        schema.remove("anyOf");
        // The description beside the choice is that of the key, and says more.
        for (key, value) in only {
            schema.entry(key).or_insert(value);
        }
    }
}

/// What the keys of a mapping demand of one another, which no type says.
fn add_rules(root: &mut Map<String, Value>) {
    let Some(Value::Object(definitions)) = root.get_mut("$defs") else { return };
    let rules = [
        ("Actor", "anyOf", any_of(&["name", "described", "iso"])),
        ("Actor", "if", json!({ "required": ["iso"] })),
        ("Actor", "then", json!({ "properties": { "type": { "const": "state" } } })),
        (
            "Actor",
            "dependentSchemas",
            json!({ "notation": { "properties": { "type": { "not": { "const": "state" } } } } }),
        ),
        ("Place", "dependentRequired", json!({ "lat": ["long"], "long": ["lat"], "centroid": ["lat"] })),
        ("Place", "allOf", json!([{ "properties": { "lat": { "minimum": -90, "maximum": 90 } } }])),
    ];
    for (name, keyword, rule) in rules {
        if let Some(Value::Object(definition)) = definitions.get_mut(name) {
            definition.insert(keyword.to_owned(), rule);
        }
    }
}

/// One of these keys at least.
fn any_of(keys: &[&str]) -> Value {
    Value::Array(keys.iter().map(|key| json!({ "required": [key] })).collect())
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
        let elsewhere: Map<String, Value> = Coding::KEYS.iter().map(|key| ((*key).to_owned(), false.into())).collect();
        json_schema!({
            "type": "object",
            "required": ["id", "kind"],
            "oneOf": kinds,
            "if": coded_by_machine(),
            "else": { "properties": elsewhere }
        })
    }
}

/// What holds of a record of an event dataset.
fn coded_by_machine() -> Value {
    json!({ "properties": { "basis": { "const": "machine-coded" } }, "required": ["basis"] })
}

/// The key without which a fact of the kind says nothing; a record's codes say it instead.
fn content_of(kind: &str) -> Option<&'static str> {
    match kind {
        "commitment" | "expectation" => Some("description"),
        "proposition" => Some("text"),
        _ => None,
    }
}

fn one_kind(common: &Value, name: &str, own: &Value) -> Value {
    let mut properties = Map::new();
    let mut required = vec![Value::from("id"), Value::from("kind")];
    properties.insert("kind".to_owned(), json!({ "const": name }));
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
    let mut kind = json!({
        "title": name,
        "description": description,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false
    });
    if name == "commitment" || name == "expectation" {
        kind["anyOf"] = any_of(&["by", "means", "expectedBy"]);
    }
    if let Some(content) = content_of(name) {
        kind["if"] = coded_by_machine();
        kind["else"] = json!({ "required": [content] });
    }
    kind
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_may_be_null_blank_or_zero() {
        let schema = schema();
        assert!(!schema.to_string().contains("null"));
        assert_eq!(schema["properties"]["part"]["minimum"], 1);
        assert_eq!(schema["properties"]["note"]["pattern"], r"\S");
        assert_eq!(schema["$defs"]["Actor"]["properties"]["iso"]["type"], "string");
    }

    #[test]
    fn rules_between_keys_stand_where_their_mappings_are() {
        let schema = schema();
        assert_eq!(schema["$defs"]["Actor"]["anyOf"][1]["required"][0], "described");
        assert_eq!(schema["$defs"]["Place"]["dependentRequired"]["lat"][0], "long");
        let kinds = schema["$defs"]["Fact"]["oneOf"].as_array().unwrap();
        let open: Vec<_> = kinds.iter().filter(|kind| kind.get("anyOf").is_some()).map(|kind| &kind["title"]).collect();
        assert_eq!(open, ["commitment", "expectation"]);
        let content = |kind: &Value| kind["else"]["required"][0].as_str().map(str::to_owned);
        let content: Vec<_> = kinds.iter().filter_map(content).collect();
        assert_eq!(content, ["description", "description", "text"]);
        assert_eq!(schema["$defs"]["Fact"]["else"]["properties"]["tone"], false);
    }

    #[test]
    fn a_choice_of_one_is_no_choice() {
        let mut one = json!({ "anyOf": [{ "$ref": "#/x" }, { "type": "null" }], "description": "a" });
        tighten(&mut one);
        assert_eq!(one, json!({ "$ref": "#/x", "description": "a" }));
        let mut two = json!({ "anyOf": [{ "$ref": "#/x" }, { "$ref": "#/y" }, { "type": "null" }] });
        tighten(&mut two);
        assert_eq!(two, json!({ "anyOf": [{ "$ref": "#/x" }, { "$ref": "#/y" }] }));
    }
}
