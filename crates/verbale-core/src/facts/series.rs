//! A planned recurrence of meetings, which a commitment may hold.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use crate::codes::Frequency;
use crate::diagnostic::Diagnostics;
use crate::dossier::decode::{Decode, Keys, Path};
use crate::dossier::tree::Node;
use crate::dossier::value::{Key, Many};

/// How meetings are planned to recur: `series: {frequency: yearly, alternatesBetween: [mali, niger]}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(deny_unknown_fields)]
pub struct Series<'a> {
    /// How often.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frequency: Option<Frequency>,
    /// The actors between which the venue alternates; for an organisation one of its members hosts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternates_between: Option<Many<Key<'a>>>,
    /// The meeting or other event that was the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_occurrence: Option<Key<'a>>,
}

impl<'a> Decode<'a> for Series<'a> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let mut keys = Keys::of(node, at, &Self::expected(), faults)?;
        let series = Self {
            frequency: keys.optional("frequency", faults),
            alternates_between: keys.optional("alternatesBetween", faults),
            first_occurrence: keys.optional("firstOccurrence", faults),
        };
        let complete = keys.complete();
        keys.finish("a series", |_| None, faults);
        complete.then_some(series)
    }

    fn expected() -> Cow<'static, str> {
        "a series, as in `{frequency: yearly}`,".into()
    }
}
