//! `accession`: the act by which an actor joins an organisation or an instrument.

use schemars::JsonSchema;
use serde::Serialize;

use super::event_fields::EventFields;
use super::{FactKind, Fields, Target};
use crate::diagnostic::Diagnostics;
use crate::dossier::decode::Keys;
use crate::dossier::value::{Field, Key, Many};
use crate::vocab::Property;
use crate::vocab::class;

/// The act by which an actor joins an organisation or an instrument.
///
/// # In the dossier
/// ```yaml
/// - id: entry
///   kind: accession
///   by: [mali]
///   joins: union
///   quote: "Mali joined the union"
/// ```
///
/// # In the graph
/// ```turtle
/// <…/d/entry> a dipl:Accession, dipl:Event, prov:Activity, sem:Event, schema:Event ;
///   dipl:doer <…/state/MLI> ;
///   dipl:joins <…/d/actor/union> .
/// ```
///
/// # What is checked
/// `joins` names an actor or a fact of kind `instrument`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Accession<'a> {
    /// What every event may say.
    #[serde(flatten)]
    pub event: EventFields<'a>,
    /// Who joins.
    pub by: Field<'a, Many<Key<'a>>>,
    /// What is joined.
    pub joins: Field<'a, Key<'a>>,
}

impl<'a> FactKind<'a> for Accession<'a> {
    const CLASS: &'static [&'static str] = class::ACCESSION;

    fn decode(keys: &mut Keys<'_, 'a, '_>, faults: &mut Diagnostics) -> Self {
        let event = EventFields::decode(keys, false, faults);
        let by = keys.required("by", faults);
        let joins = keys.required("joins", faults);
        Self { event, by, joins }
    }

    fn fields<'f>(&'f self, out: &mut Fields<'f>) {
        self.event.fields(out);
        out.keys("by", Property::Doer, Target::Actor, Some(&self.by));
        out.key("joins", Property::Joins, Target::ActorOrInstrument, Some(&self.joins));
    }
}
