//! Places as the text names them, and occurrences that dossiers share.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use crate::check::Check;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dossier::decode::{Decode, Keys, Path};
use crate::dossier::lexicals::{Degrees, IriText};
use crate::dossier::tree::Node;
use crate::dossier::value::{Key, LangMap, Many};

/// A place.
///
/// # In the dossier
/// ```yaml
/// moscow: {name: {en: "Moscow"}, country: russia, sameAs: wd:Q649}
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct Place<'a> {
    /// The name, in the source's language and others.
    pub name: LangMap<'a>,
    /// The state in which it lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<Key<'a>>,
    /// The same place elsewhere: IRIs, or `wd:Q…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_as: Option<Many<IriText<'a>>>,
    /// Latitude in degrees (WGS 84).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lat: Option<Degrees<'a>>,
    /// Longitude in degrees (WGS 84).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub long: Option<Degrees<'a>>,
    /// Whether the coordinates are those of the middle of a country; absent where they are the place's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub centroid: Option<bool>,
}

impl<'a> Place<'a> {
    /// A place of which only the name is known.
    pub fn named(name: LangMap<'a>) -> Self {
        Self { name, country: None, same_as: None, lat: None, long: None, centroid: None }
    }
}

impl<'a> Decode<'a> for Place<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let mut keys = Keys::of(node, at, &Self::expected(), faults)?;
        let name = keys.demanded("name", faults);
        let country = keys.optional("country", faults);
        let same_as = keys.optional("sameAs", faults);
        let lat: Option<Degrees<'a>> = keys.optional("lat", faults);
        let long: Option<Degrees<'a>> = keys.optional("long", faults);
        let centroid = keys.optional("centroid", faults);
        keys.finish("a place", |_| None, faults);
        for (here, there) in [("lat", "long"), ("long", "lat"), ("centroid", "lat")] {
            if node.entry(here).is_some() && node.entry(there).is_none() {
                let message = format!("`{here}` stands without `{there}`");
                faults
                    .push(Diagnostic::new(Check::MissingKey, at.to_string(), message).help(format!("add `{there}:`")));
            }
        }
        if lat.as_ref().and_then(|lat| lat.0.parse::<f64>().ok()).is_some_and(|lat| lat.abs() > 90.0) {
            let message = "a latitude lies between -90 and 90 degrees";
            faults.push(Diagnostic::new(Check::BadNumber, at.key("lat").to_string(), message));
        }
        Some(Self { country, same_as, lat, long, centroid, ..Self::named(name?) })
    }

    fn expected() -> Cow<'static, str> {
        "a place: a mapping with `name`,".into()
    }
}

/// Something that several dossiers speak of; it stands in a registry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct Occurrence<'a> {
    /// The name.
    pub name: LangMap<'a>,
    /// When (EDTF).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date<'a>>,
    /// The same occurrence elsewhere: IRIs, or `wd:Q…`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_as: Option<Many<IriText<'a>>>,
}

impl<'a> Decode<'a> for Occurrence<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let mut keys = Keys::of(node, at, &Self::expected(), faults)?;
        let name = keys.demanded("name", faults);
        let date = keys.optional("date", faults);
        let same_as = keys.optional("sameAs", faults);
        keys.finish("an occurrence", |_| None, faults);
        Some(Self { name: name?, date, same_as })
    }

    fn expected() -> Cow<'static, str> {
        "an occurrence: a mapping with `name`,".into()
    }
}
