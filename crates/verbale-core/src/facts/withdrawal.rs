//! `withdrawal`: the act by which a member leaves an organisation or an instrument.

use schemars::JsonSchema;
use serde::Serialize;

use super::event_fields::EventFields;
use super::{FactKind, Fields, Target};
use crate::diagnostic::Diagnostics;
use crate::dossier::decode::Keys;
use crate::dossier::value::{Field, Key, Many};
use crate::vocab::Property;
use crate::vocab::class;

/// The act by which a member leaves an organisation or an instrument.
///
/// # In the dossier
/// ```yaml
/// - id: exit
///   kind: withdrawal
///   by: [mali]
///   leaves: union
///   quote: "Mali left the union"
/// ```
///
/// # In the graph
/// ```turtle
/// <…/d/exit> a dipl:Withdrawal, dipl:Event, prov:Activity, sem:Event, schema:Event ;
///   dipl:doer <…/state/MLI> ;
///   dipl:leaves <…/d/actor/union> .
/// ```
///
/// # What is checked
/// `leaves` names an actor or a fact of kind `instrument`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Withdrawal<'a> {
    /// What every event may say.
    #[serde(flatten)]
    pub event: EventFields<'a>,
    /// Who leaves.
    pub by: Field<'a, Many<Key<'a>>>,
    /// What is left.
    pub leaves: Field<'a, Key<'a>>,
}

impl<'a> FactKind<'a> for Withdrawal<'a> {
    const CLASS: &'static [&'static str] = class::WITHDRAWAL;

    fn decode(keys: &mut Keys<'_, 'a, '_>, faults: &mut Diagnostics) -> Self {
        let event = EventFields::decode(keys, false, faults);
        let by = keys.required("by", faults);
        let leaves = keys.required("leaves", faults);
        Self { event, by, leaves }
    }

    fn fields<'f>(&'f self, out: &mut Fields<'f>) {
        self.event.fields(out);
        out.keys("by", Property::Doer, Target::Actor, Some(&self.by));
        out.key("leaves", Property::Leaves, Target::ActorOrInstrument, Some(&self.leaves));
    }
}
