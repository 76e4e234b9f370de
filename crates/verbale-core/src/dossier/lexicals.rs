//! Single values with a form of their own: language tags, IRIs, licences, coordinates.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::decode::{Decode, Path, wrong_type};
use super::numbers::{as_number, is_decimal};
use super::tree::{Node, Style, Value};
use crate::check::Check;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::lexical::{LexicalFault, check_iri, check_language, license_iri};
use crate::suggest::nearest;
use crate::vocab::WIKIDATA;
use verbale_ontology::{source_code, source_codes};

fn finding(check: Check, fault: LexicalFault, value: &str, at: &Path<'_>) -> Diagnostic {
    let diagnostic = Diagnostic::new(check, at.to_string(), fault.message).value(value);
    match fault.suggestion {
        Some(suggestion) => diagnostic.suggest(suggestion),
        None => diagnostic,
    }
}

/// A language tag (BCP 47).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Language<'a>(#[schemars(regex(pattern = r"^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$"))] pub Cow<'a, str>);

impl<'a> Decode<'a> for Language<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let tag = Cow::decode(node, at, faults)?;
        match check_language(&tag) {
            Ok(()) => Some(Self(tag)),
            Err(fault) => {
                faults.push(finding(Check::BadLanguage, fault, &tag, at));
                None
            }
        }
    }

    fn expected() -> Cow<'static, str> {
        "a language tag, as in `fr`,".into()
    }
}

/// An absolute IRI, or `wd:Q…` for an entity of Wikidata.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct IriText<'a>(pub Cow<'a, str>);

impl IriText<'_> {
    /// The whole IRI, in two pieces to be joined: `wd:Q159` is Wikidata's namespace and `Q159`.
    pub fn pieces(&self) -> (&'static str, &str) {
        match wikidata_id(&self.0) {
            Some(id) => (WIKIDATA, id),
            None => ("", &self.0),
        }
    }
}

fn wikidata_id(iri: &str) -> Option<&str> {
    let id = iri.strip_prefix("wd:")?;
    let digits = id.strip_prefix('Q')?;
    (!digits.is_empty() && !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit())).then_some(id)
}

impl<'a> Decode<'a> for IriText<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let iri: Cow<'a, str> = Cow::decode(node, at, faults)?;
        if iri.starts_with("wd:") {
            if wikidata_id(&iri).is_none() {
                let message = format!("`{iri}` is no entity of Wikidata");
                let fault = Diagnostic::new(Check::BadIri, at.to_string(), message).value(iri.as_ref());
                faults.push(fault.help("write `wd:Q` and the number, as in `wd:Q159`"));
                return None;
            }
            return Some(Self(iri));
        }
        match check_iri(&iri) {
            Ok(()) => Some(Self(iri)),
            Err(fault) => {
                faults.push(finding(Check::BadIri, fault, &iri, at));
                None
            }
        }
    }

    fn expected() -> Cow<'static, str> {
        "an IRI, as in `https://…`,".into()
    }
}

/// A licence: an SPDX identifier or an IRI.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct License<'a>(pub Cow<'a, str>);

impl<'a> Decode<'a> for License<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let license: Cow<'a, str> = Cow::decode(node, at, faults)?;
        match license_iri(&license) {
            Ok(_) => Some(Self(license)),
            Err(fault) => {
                faults.push(finding(Check::BadLicense, fault, &license, at));
                None
            }
        }
    }

    fn expected() -> Cow<'static, str> {
        "a licence, as in `CC-BY-4.0`,".into()
    }
}

/// A coordinate in degrees, as written: a decimal without exponent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Degrees<'a>(pub Cow<'a, str>);

impl Degrees<'_> {
    /// Whether it is a lexical form of `xsd:decimal` that JSON has too.
    pub(crate) fn is_decimal(&self) -> bool {
        is_decimal(&self.0)
    }
}

impl Serialize for Degrees<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        as_number(&self.0, serializer)
    }
}

impl JsonSchema for Degrees<'_> {
    fn schema_name() -> Cow<'static, str> {
        "Degrees".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": -180, "maximum": 180 })
    }
}

impl<'a> Decode<'a> for Degrees<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let Value::Scalar(text, Style::Plain | Style::Bare) = &node.value else {
            faults.push(wrong_type(node, at, &Self::expected()));
            return None;
        };
        let degrees = Self(text.clone());
        if !degrees.is_decimal() {
            faults.push(wrong_type(node, at, &Self::expected()));
            return None;
        }
        if text.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= 180.0) {
            return Some(degrees);
        }
        let fault = Diagnostic::new(Check::BadNumber, at.to_string(), "a coordinate lies between -180 and 180 degrees");
        faults.push(fault.value(text.as_ref()));
        None
    }

    fn expected() -> Cow<'static, str> {
        "degrees as a decimal number, as in `55.75`,".into()
    }
}

/// A code of an event dataset, as `cameo:042`: a concept of the embedded schemes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SourceCode<'a>(pub(crate) Cow<'a, str>);

impl JsonSchema for SourceCode<'_> {
    fn schema_name() -> Cow<'static, str> {
        "SourceCode".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let codes: Vec<&str> = source_codes().collect();
        schemars::json_schema!({
            "type": "string",
            "enum": codes,
            "description": "A code of CAMEO or PLOVER, as in `cameo:042`."
        })
    }
}

impl<'a> Decode<'a> for SourceCode<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let code = Cow::decode(node, at, faults)?;
        if source_code(&code).is_some() {
            return Some(Self(code));
        }
        faults.push(unknown_source_code(&code, at.to_string()));
        None
    }

    fn expected() -> Cow<'static, str> {
        "a code of CAMEO or PLOVER, as in `cameo:042`,".into()
    }
}

/// The finding about a code that no dataset has.
pub(crate) fn unknown_source_code(code: &str, pointer: String) -> Diagnostic {
    let message = format!("`{code}` is no code of CAMEO or PLOVER");
    let mut fault = Diagnostic::new(Check::UnknownCode, pointer, message).value(code);
    if let Some(meant) = meant_source_code(code) {
        fault = fault.suggest(meant);
    }
    fault.help("write the scheme and the code with its leading zeros: `cameo:042`, `plover:AGREE`, `plover:mode-visit`")
}

/// Among numbers a neighbour is another code altogether, so only the zero that spreadsheets take away is restored.
fn meant_source_code(code: &str) -> Option<&'static str> {
    let digits = code.strip_prefix("cameo:").unwrap_or(code);
    if digits.bytes().all(|b| b.is_ascii_digit()) {
        return [format!("cameo:{digits}"), format!("cameo:0{digits}")].iter().find_map(|meant| known_name(meant));
    }
    nearest(code, source_codes().filter(|known| known.starts_with("plover:")))
}

fn known_name(name: &str) -> Option<&'static str> {
    source_codes().find(|known| *known == name)
}
