//! Single values with a form of their own: language tags, IRIs, licences, coordinates.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::decode::{Decode, Path, wrong_type};
use super::tree::{Node, Style, Value};
use crate::check::Check;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::lexical::{LexicalFault, check_iri, check_language, license_iri};
use crate::vocab::WIKIDATA;

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
    /// Whether it is digits, perhaps after a minus and around one dot: the common part of JSON numbers and `xsd:decimal`.
    pub(crate) fn is_decimal(&self) -> bool {
        let digits = self.0.strip_prefix('-').unwrap_or(&self.0);
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        [whole, fraction].iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    }
}

impl Serialize for Degrees<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.0.parse::<i64>(), self.0.parse::<f64>()) {
            (Ok(whole), _) => serializer.serialize_i64(whole),
            (Err(_), Ok(number)) => serializer.serialize_f64(number),
            (Err(_), Err(_)) => serializer.serialize_str(&self.0),
        }
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
