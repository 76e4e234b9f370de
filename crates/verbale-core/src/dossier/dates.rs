//! How date values are read, with the fault at the very characters.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

use super::decode::{Decode, Path, wrong_type};
use super::tree::{Node, Style, Value};
use crate::check::Check;
use crate::date::{Date, DateFault};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// A finding about a date, for the value at `pointer`.
pub(crate) fn date_diagnostic(fault: DateFault, written: &str, pointer: String) -> Diagnostic {
    let check = match (fault.not_exact, fault.disorder) {
        (true, _) => Check::DateNotExact,
        (_, true) => Check::DateOrder,
        _ => Check::BadDate,
    };
    let diagnostic = Diagnostic::new(check, pointer, fault.message).value(written);
    match fault.suggestion {
        Some(suggestion) => diagnostic.suggest(suggestion),
        None => diagnostic,
    }
}

fn decode_date<'a, T>(
    node: &Node<'a>,
    at: &Path<'_>,
    faults: &mut Diagnostics,
    parse: impl FnOnce(Cow<'a, str>) -> Result<T, DateFault>,
) -> Option<T> {
    let text = match &node.value {
        Value::Scalar(text, Style::Plain | Style::Quoted) if !text.is_empty() => text.clone(),
        _ => {
            faults.push(wrong_type(node, at, "a date, as in `2025-04-03`,"));
            return None;
        }
    };
    let written = text.clone();
    parse(text).map_err(|fault| faults.push(date_diagnostic(fault, &written, at.to_string()))).ok()
}

impl<'a> Decode<'a> for Date<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        decode_date(node, at, faults, Date::parse)
    }

    fn expected() -> Cow<'static, str> {
        "a date, as in `2025-04-03`,".into()
    }
}

/// A day by which something is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Due<'a>(pub Date<'a>);

impl JsonSchema for Due<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Due".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Date::json_schema(generator)
    }
}

impl<'a> Decode<'a> for Due<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        decode_date(node, at, faults, Date::parse_due).map(Self)
    }

    fn expected() -> Cow<'static, str> {
        Date::expected()
    }
}

/// One end of a period (`since`, `until`): read alone here, joined with the other end when the fact is resolved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct End<'a>(pub Date<'a>);

impl JsonSchema for End<'_> {
    fn schema_name() -> Cow<'static, str> {
        "PeriodEnd".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Date::json_schema(generator)
    }
}

impl<'a> Decode<'a> for End<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        decode_date(node, at, faults, Date::parse).map(Self)
    }

    fn expected() -> Cow<'static, str> {
        Date::expected()
    }
}
