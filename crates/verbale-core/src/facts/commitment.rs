//! `commitment`: an action that those who would do it agree on, announce, intend, envisage or threaten.

use schemars::JsonSchema;
use serde::Serialize;

use super::prospective::ProspectiveFields;
use super::{FactKind, Fields};
use crate::codes::CommitmentStatus;
use crate::diagnostic::Diagnostics;
use crate::dossier::decode::Keys;
use crate::dossier::value::Field;
use crate::vocab::Property;
use crate::vocab::class;

/// An action that those who would do it agree on, announce, intend, envisage or threaten.
///
/// # In the dossier
/// ```yaml
/// - id: training
///   kind: commitment
///   status: agreed
///   by: [mali, niger]
///   description: {en: "train troops together"}
///   quote: "agreed to train troops together"
/// ```
///
/// # In the graph
/// ```turtle
/// <…/d/training> a dipl:Commitment, dipl:ProspectiveAction, prov:Plan ;
///   dcterms:description "train troops together"@en ;
///   dipl:doer <…/state/MLI>, <…/state/NER> ;
///   dipl:status dipl:agreed .
/// ```
///
/// # What is checked
/// One of `by`, `means`, `expectedBy` is there; `due` is exact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Commitment<'a> {
    /// How far it has come.
    pub status: Field<'a, CommitmentStatus>,
    /// What is to be done, by whom, with whom, for whom.
    #[serde(flatten)]
    pub action: ProspectiveFields<'a>,
}

impl<'a> FactKind<'a> for Commitment<'a> {
    const CLASS: &'static [&'static str] = class::COMMITMENT;

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
