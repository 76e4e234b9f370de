//! `expectation`: an action that others expect of an actor or hold possible.

use schemars::JsonSchema;
use serde::Serialize;

use super::prospective::ProspectiveFields;
use super::{FactKind, Fields};
use crate::codes::ExpectationStatus;
use crate::diagnostic::Diagnostics;
use crate::dossier::decode::Keys;
use crate::dossier::value::Field;
use crate::vocab::Property;
use crate::vocab::class;

/// An action that others expect of an actor or hold possible.
///
/// # In the dossier
/// ```yaml
/// - id: support
///   kind: expectation
///   status: expected
///   by: {value: [mali], basis: implied}
///   description: {en: "more support"}
///   quote: "should bring more support"
/// ```
///
/// # In the graph
/// ```turtle
/// <…/d/support> a dipl:Expectation, dipl:ProspectiveAction, prov:Plan ;
///   dcterms:description "more support"@en ;
///   dipl:doer <…/state/MLI> ;
///   dipl:status dipl:expected .
/// ```
///
/// # What is checked
/// One of `by`, `means`, `expectedBy` is there; `due` is exact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Expectation<'a> {
    /// What sort of expectation it is.
    pub status: Field<'a, ExpectationStatus>,
    /// What is to be done, by whom, with whom, for whom.
    #[serde(flatten)]
    pub action: ProspectiveFields<'a>,
}

impl<'a> FactKind<'a> for Expectation<'a> {
    const CLASS: &'static [&'static str] = class::EXPECTATION;

    fn decode(keys: &mut Keys<'_, 'a, '_>, faults: &mut Diagnostics) -> Self {
        let status = keys.required("status", faults);
        let action = ProspectiveFields::decode(keys, faults);
        Self { status, action }
    }

    fn fields<'f>(&'f self, out: &mut Fields<'f>) {
        out.code("status", Property::Status, Some(&self.status));
        self.action.fields(out);
    }
}
