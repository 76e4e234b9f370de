//! The schema in the words that structured-output interfaces of language models understand.

use serde_json::{Map, Value, json};

use super::schema;

mod records;

/// The JSON Schema of a dossier for language models: one document, without the keywords that structured-output
/// interfaces refuse.
///
/// Whatever [`schema()`] accepts, it accepts too, records of event datasets aside: a language model quotes. It sees the keys, their types and all codes; what it leaves out
/// (patterns, limits, what keys demand of one another) its descriptions say, and the reader checks.
/// Its keywords are `type`, `properties`, `required`, `additionalProperties`, `items`, `minItems`, `enum`, `anyOf`,
/// `$defs`, `$ref`, `title` and `description`. A `$ref` has no keyword beside it, and none leads back to itself.
///
/// ```
/// let schema = verbale_core::dossier::schema::schema_for_llm();
/// assert_eq!(schema["type"], "object");
/// assert!(schema["$defs"]["Quote"]["description"].is_string());
/// ```
pub fn schema_for_llm() -> Value {
    let mut schema = schema();
    records::leave_out(&mut schema);
    plain(&mut schema);
    if let Value::Object(root) = &mut schema {
        root.shift_remove("$schema");
        root.shift_remove("$id");
        root.insert("title".to_owned(), Value::from("Dossier"));
        root.insert("description".to_owned(), Value::from(DOSSIER));
        if let Some(Value::Object(definitions)) = root.get_mut("$defs") {
            definitions.iter_mut().for_each(|(name, definition)| describe_definition(name, definition));
        }
    }
    describe_keys(&mut schema);
    schema
}

const DOSSIER: &str = "What one text reports: the source, the actors and places in it under keys of your choice, and \
a list of facts that name them by these keys. Every fact quotes the words of the text that support it, copied \
character by character. Leave out a key for which the text gives nothing: nothing is null or empty. Take nothing \
from memory.";

/// What schemas for language models do not have.
const LEFT_OUT: [&str; 16] = [
    "allOf",
    "default",
    "dependentRequired",
    "dependentSchemas",
    "format",
    "if",
    "maxLength",
    "maximum",
    "minLength",
    "minProperties",
    "minimum",
    "not",
    "pattern",
    "propertyNames",
    "then",
    "title",
];

/// Descriptions of what the left-out keywords said, by the name of the definition.
const DEFINITIONS: [(&str, &str); 12] = [
    ("Version", "The version of the format: the number 1."),
    (
        "Id",
        "A lower-case slug: a to z, 0 to 9, and hyphens, which are not first. Never actor, place, state, occurrence, \
        claim, span, source or article.",
    ),
    ("Key", "A key of `actors` or `places`, or the id of a fact, exactly as it is declared there."),
    (
        "Quote",
        "Words of the text, copied exactly, that occur in it once; with `nth` where they occur more often. At most \
        10,000 characters.",
    ),
    ("ActorByKey", "Actors by key: a lower-case slug of your choice for each, by which facts name it."),
    ("EnrichedActorByKey", "Names and identities from elsewhere, by the key that the actor has in this dossier."),
    ("PlaceByKey", "Places by key: a lower-case slug of your choice for each, by which facts name it."),
    (
        "TextByLanguage",
        "A text for people under the tag of its language (BCP 47), as in {\"fr\": \"le partenariat\"}. At least one; \
        the language is never `value`.",
    ),
    ("Actor", "Somebody who takes part. One of `name`, `described` and `iso` is there; `iso` for states alone."),
    ("Place", "A place. `lat` and `long` go together."),
    ("Degrees", "Degrees, from -180 to 180."),
    ("Fact", "A fact; its `kind` decides which other keys it has."),
];

/// Descriptions of keys that have none where the types give them.
const KEYS: [(&str, &str); 7] = [
    ("kind", "The kind of fact."),
    ("value", "The value itself."),
    ("basis", "What the value rests on; explicit where left out."),
    ("quote", "The words of the text that support the value; those of the fact where left out."),
    ("exhaustive", "`false` where the list is open (« notamment », “such as”)."),
    ("text", "The words, copied exactly."),
    ("nth", "Which occurrence in the text is meant, from 1."),
];

/// Rewrites a schema and all in it: only keywords that are understood, and `$ref` alone.
fn plain(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(plain),
        Value::Object(schema) => {
            // The names of keys and definitions are no keywords.
            for names in ["properties", "$defs"] {
                if let Some(Value::Object(named)) = schema.get_mut(names) {
                    named.values_mut().for_each(plain);
                }
            }
            plain_keywords(schema);
            for keyword in ["additionalProperties", "items", "anyOf"] {
                schema.get_mut(keyword).into_iter().for_each(plain);
            }
        }
        _ => {}
    }
}

fn plain_keywords(schema: &mut Map<String, Value>) {
    schema.retain(|keyword, _| !LEFT_OUT.contains(&keyword.as_str()));
    shorten_description(schema);
    join_kinds(schema);
    tell_demands(schema);
    enumerate_constant(schema);
    wrap_reference(schema);
}

/// `oneOf` becomes `anyOf`: each alternative says all that there is to say.
fn join_kinds(schema: &mut Map<String, Value>) {
    if let Some(kinds) = schema.shift_remove("oneOf") {
        schema.retain(|keyword, _| keyword == "description");
        schema.insert("anyOf".to_owned(), kinds);
    }
}

/// Alternatives that do nothing but demand a key become a sentence.
fn tell_demands(schema: &mut Map<String, Value>) {
    let Some(Value::Array(choices)) = schema.get("anyOf") else { return };
    let Some(keys) = choices.iter().map(demanded).collect::<Option<Vec<_>>>() else { return };
    let sentence = format!("At least one of `{}` is there.", keys.join("`, `"));
    schema.shift_remove("anyOf");
    let description = match schema.get("description").and_then(Value::as_str) {
        Some(first) => format!("{first} {sentence}"),
        None => sentence,
    };
    schema.insert("description".to_owned(), Value::from(description));
}

/// The key that a schema demands, if it says nothing else.
fn demanded(choice: &Value) -> Option<&str> {
    let choice = choice.as_object().filter(|choice| choice.len() == 1)?;
    choice.get("required")?.get(0)?.as_str()
}

/// A constant is an enumeration of one, and has a type.
fn enumerate_constant(schema: &mut Map<String, Value>) {
    if let Some(constant) = schema.shift_remove("const") {
        schema.insert("type".to_owned(), Value::from(if constant.is_number() { "integer" } else { "string" }));
        schema.insert("enum".to_owned(), json!([constant]));
    }
}

/// The first paragraph says what it is; the rest is for readers of the Rust documentation.
fn shorten_description(schema: &mut Map<String, Value>) {
    if let Some(Value::String(description)) = schema.get_mut("description") {
        let end = description.find("\n\n").unwrap_or(description.len());
        description.truncate(end);
    }
}

/// A reference beside a description is refused: it becomes the only alternative.
fn wrap_reference(schema: &mut Map<String, Value>) {
    if schema.len() > 1
        && let Some(reference) = schema.shift_remove("$ref")
    {
        schema.insert("anyOf".to_owned(), json!([{ "$ref": reference }]));
    }
}

fn describe_definition(name: &str, definition: &mut Value) {
    let Value::Object(definition) = definition else { return };
    let told = DEFINITIONS.iter().find(|(definition, _)| *definition == name).map(|(_, description)| *description);
    if let Some(description) = told.or_else(|| described_by_name(name, definition)) {
        definition.insert("description".to_owned(), Value::from(description));
    }
}

fn described_by_name(name: &str, definition: &Map<String, Value>) -> Option<&'static str> {
    match name {
        _ if definition.contains_key("description") => None,
        _ if name.ends_with("WithEvidence") => Some("The value, or the value with evidence of its own."),
        _ if name.starts_with("OneOrMore") => Some("One value, or a list of them."),
        _ => None,
    }
}

/// Gives every property a description.
fn describe_keys(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(describe_keys),
        Value::Object(schema) => {
            if let Some(Value::Object(properties)) = schema.get_mut("properties") {
                properties.iter_mut().for_each(|(key, property)| describe_key(key, property));
            }
            schema.values_mut().for_each(describe_keys);
        }
        _ => {}
    }
}

fn describe_key(key: &str, property: &mut Value) {
    let Value::Object(property) = property else { return };
    if property.contains_key("description") {
        return;
    }
    if let Some((_, description)) = KEYS.iter().find(|(described, _)| *described == key) {
        property.insert("description".to_owned(), Value::from(*description));
        wrap_reference(property);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All schemas in a schema, each with the way to it.
    fn walk(schema: &Value, at: &str, visit: &mut impl FnMut(&str, &Map<String, Value>)) {
        let schema = schema.as_object().unwrap_or_else(|| panic!("{at} is no schema: {schema}"));
        visit(at, schema);
        for names in ["properties", "$defs"] {
            for (name, inner) in schema.get(names).and_then(Value::as_object).into_iter().flatten() {
                walk(inner, &format!("{at}/{names}/{name}"), visit);
            }
        }
        for keyword in ["items", "additionalProperties"] {
            if let Some(inner) = schema.get(keyword).filter(|inner| !inner.is_boolean()) {
                walk(inner, &format!("{at}/{keyword}"), visit);
            }
        }
        for (index, inner) in schema.get("anyOf").and_then(Value::as_array).into_iter().flatten().enumerate() {
            walk(inner, &format!("{at}/anyOf/{index}"), visit);
        }
    }

    /// The deepest nesting of objects, the schema's own included. References that lead back end in a panic.
    fn depth(schema: &Value, root: &Value, open: &[&str]) -> usize {
        if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
            let name = name.strip_prefix("#/$defs/").unwrap();
            assert!(!open.contains(&name), "{name} leads back to itself: {open:?}");
            return depth(&root["$defs"][name], root, &[open, &[name]].concat());
        }
        let keys = schema.get("properties").and_then(Value::as_object).into_iter().flat_map(Map::values);
        let choices = schema.get("anyOf").and_then(Value::as_array).into_iter().flatten();
        let others = ["items", "additionalProperties"].into_iter().filter_map(|keyword| schema.get(keyword));
        let inner = keys.chain(choices).chain(others).map(|inner| depth(inner, root, open)).max().unwrap_or(0);
        inner + usize::from(schema.get("type").is_some_and(|name| name == "object"))
    }

    #[test]
    fn only_keywords_that_structured_outputs_accept() {
        const ACCEPTED: [&str; 10] = [
            "type",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "minItems",
            "enum",
            "anyOf",
            "description",
            "$ref",
        ];
        walk(&schema_for_llm(), "", &mut |at, schema| {
            for keyword in schema.keys() {
                let accepted = ACCEPTED.contains(&keyword.as_str())
                    || at.is_empty() && ["title", "$defs"].contains(&keyword.as_str());
                assert!(accepted, "{at}: {keyword}");
            }
            assert!(!schema.contains_key("$ref") || schema.len() == 1, "{at}: something beside $ref");
            assert!(schema.get("minItems").is_none_or(|least| *least == 1), "{at}: lists may be held to one item");
            let kinds = ["type", "anyOf", "$ref"].iter().filter(|keyword| schema.contains_key(**keyword)).count();
            assert_eq!(kinds, 1, "{at}: exactly one of type, anyOf, $ref");
            assert!(schema.get("type").is_none_or(Value::is_string), "{at}: one type");
        });
    }

    #[test]
    fn every_object_is_closed_or_a_map_and_the_root_is_an_object() {
        let schema = schema_for_llm();
        assert_eq!(schema["type"], "object");
        let mut maps = Vec::new();
        walk(&schema, "", &mut |at, schema| {
            if schema.get("type").is_some_and(|name| name == "object") {
                match schema.get("additionalProperties") {
                    Some(Value::Bool(false)) => assert!(schema.contains_key("properties"), "{at}"),
                    Some(Value::Object(_)) if !schema.contains_key("properties") => {
                        maps.push(at.trim_start_matches("/$defs/").to_owned());
                    }
                    other => panic!("{at}: {other:?}"),
                }
                for key in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
                    assert!(schema["properties"].get(key.as_str().unwrap()).is_some(), "{at}: {key}");
                }
            }
        });
        maps.sort();
        assert_eq!(maps, ["ActorByKey", "EnrichedActorByKey", "PlaceByKey", "TextByLanguage"]);
    }

    #[test]
    fn everything_that_has_a_name_has_a_description() {
        let mut described = 0;
        walk(&schema_for_llm(), "", &mut |at, schema| {
            let steps: Vec<&str> = at.split('/').collect();
            if let [.., "properties" | "$defs", _] = steps.as_slice() {
                let description = schema.get("description").and_then(Value::as_str).unwrap_or_default();
                assert!(description.ends_with(['.', ')', '`', '»']) && description.len() > 5, "{at}: «{description}»");
                assert!(!description.contains("\n\n"), "{at}: the description is a page");
                described += 1;
            }
        });
        assert!(described > 350, "{described}");
    }

    #[test]
    fn the_limits_of_structured_outputs_are_kept() {
        let schema = schema_for_llm();
        let (mut properties, mut codes, mut names) = (0, 0, 0);
        walk(&schema, "", &mut |_, schema| {
            for keys in ["properties", "$defs"].iter().filter_map(|names| schema.get(*names)?.as_object()) {
                names += keys.keys().map(String::len).sum::<usize>();
            }
            properties += schema.get("properties").and_then(Value::as_object).map_or(0, Map::len);
            for code in schema.get("enum").and_then(Value::as_array).into_iter().flatten() {
                codes += 1;
                names += code.to_string().len();
            }
        });
        assert!((300..5_000).contains(&properties), "{properties} properties");
        assert!((100..1_000).contains(&codes), "{codes} values of enumerations");
        assert!((3_000..120_000).contains(&names), "{names} characters of names and codes");
        assert_eq!(depth(&schema, &schema, &[]), 5, "dossier, enrichment, fact, field with evidence, quote");
    }

    #[test]
    fn nothing_but_strictness_is_lost() {
        let (mut whole, plain) = (schema(), schema_for_llm());
        records::leave_out(&mut whole);
        let keys = |schema: &Value| {
            let mut keys = Vec::new();
            walk_properties(schema, &mut keys);
            keys.sort_unstable();
            keys
        };
        assert_eq!(keys(&whole), keys(&plain));
        assert_eq!(plain["$defs"]["Fact"]["anyOf"].as_array().unwrap().len(), 16);
        assert_eq!(plain["$defs"]["Fact"]["anyOf"][0]["properties"]["kind"]["enum"], json!(["meeting"]));
        assert_eq!(plain["$defs"]["Version"]["enum"], json!([1]));
        let commitment = &plain["$defs"]["Fact"]["anyOf"][11];
        let told = commitment["description"].as_str().unwrap();
        assert!(told.ends_with("At least one of `by`, `means`, `expectedBy` is there."), "{told}");
    }

    fn walk_properties(value: &Value, keys: &mut Vec<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| walk_properties(item, keys)),
            Value::Object(schema) => {
                if let Some(Value::Object(properties)) = schema.get("properties") {
                    keys.extend(properties.keys().cloned());
                }
                schema
                    .iter()
                    .filter(|(key, _)| !["then", "allOf", "dependentSchemas"].contains(&key.as_str()))
                    .for_each(|(_, inner)| walk_properties(inner, keys));
            }
            _ => {}
        }
    }
}
