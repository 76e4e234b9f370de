//! What only records of event datasets have, taken out of the schema: no language model writes them.

use serde_json::{Map, Value};

use crate::codes::{Basis, Listed};
use crate::facts::Coding;

/// Definitions that only keys of records refer to.
const DEFINITIONS: [&str; 5] = ["Count", "OneOrMoreSourceCode", "SourceCode", "SourceText", "Tone"];

/// Leaves out the keys of records, the code `machine-coded`, and what holds of facts that are no records only.
pub(super) fn leave_out(schema: &mut Value) {
    let Some(Value::Object(definitions)) = schema.get_mut("$defs") else { return };
    definitions.retain(|name, _| !DEFINITIONS.contains(&name.as_str()));
    for (name, key) in [("Actor", "notation"), ("Place", "centroid")] {
        remove_keys(definitions.get_mut(name), &[key]);
    }
    if let Some(Value::Array(codes)) = definitions.get_mut("Basis").and_then(|basis| basis.get_mut("enum")) {
        codes.retain(|code| code != Basis::MachineCoded.notation());
    }
    let Some(Value::Object(fact)) = definitions.get_mut("Fact") else { return };
    demand_always(fact);
    for kind in fact.get_mut("oneOf").and_then(Value::as_array_mut).into_iter().flatten() {
        remove_keys(Some(kind), &Coding::KEYS);
        kind.as_object_mut().into_iter().for_each(demand_always);
    }
}

fn remove_keys(schema: Option<&mut Value>, keys: &[&str]) {
    if let Some(Value::Object(properties)) = schema.and_then(|schema| schema.get_mut("properties")) {
        properties.retain(|key, _| !keys.contains(&key.as_str()));
    }
}

/// What is demanded of all facts but records is demanded.
fn demand_always(schema: &mut Map<String, Value>) {
    schema.shift_remove("if");
    let Some(Value::Array(more)) =
        schema.shift_remove("else").and_then(|mut rule| Some(rule.get_mut("required")?.take()))
    else {
        return;
    };
    if let Some(Value::Array(required)) = schema.get_mut("required") {
        required.extend(more);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{schema, schema_for_llm};

    #[test]
    fn nothing_of_records_is_left() {
        let (whole, plain) = (schema().to_string(), schema_for_llm().to_string());
        for word in
            super::Coding::KEYS.iter().chain(&super::DEFINITIONS).chain(&["notation", "centroid", "machine-coded"])
        {
            assert!(whole.contains(&format!("\"{word}\"")), "{word} is gone from the whole schema");
            assert!(!plain.contains(&format!("\"{word}\"")), "{word} is left");
        }
    }

    #[test]
    fn content_is_demanded_of_every_fact() {
        let plain = schema_for_llm();
        let kinds = plain["$defs"]["Fact"]["anyOf"].as_array().unwrap();
        let required = |kind: &str, key: &str| {
            let kind = kinds.iter().find(|schema| schema["properties"]["kind"]["enum"][0] == kind).unwrap();
            kind["required"].as_array().unwrap().iter().any(|required| required == key)
        };
        assert!(required("commitment", "description") && required("expectation", "description"));
        assert!(required("proposition", "text") && !required("statement", "text"));
    }
}
