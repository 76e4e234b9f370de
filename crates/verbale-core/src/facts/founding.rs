//! `founding`: the act by which actors create an organisation.

use schemars::JsonSchema;
use serde::Serialize;

use super::event_fields::EventFields;
use super::{FactKind, Fields, Target};
use crate::diagnostic::Diagnostics;
use crate::dossier::decode::Keys;
use crate::dossier::value::{Field, Key, Many};
use crate::vocab::Property;
use crate::vocab::class;

/// The act by which actors create an organisation.
///
/// # In the dossier
/// ```yaml
/// - id: birth
///   kind: founding
///   by: [mali, niger]
///   founds: alliance
///   quote: "Mali and Niger formed the alliance"
/// ```
///
/// # In the graph
/// ```turtle
/// <…/d/birth> a dipl:Founding, dipl:Event, prov:Activity, sem:Event, schema:Event ;
///   dipl:doer <…/state/MLI>, <…/state/NER> ;
///   dipl:founds <…/d/actor/alliance> .
/// ```
///
/// # What is checked
/// Both ends are actors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Founding<'a> {
    /// What every event may say.
    #[serde(flatten)]
    pub event: EventFields<'a>,
    /// Who founds.
    pub by: Field<'a, Many<Key<'a>>>,
    /// What is founded.
    pub founds: Field<'a, Key<'a>>,
}

impl<'a> FactKind<'a> for Founding<'a> {
    const CLASS: &'static [&'static str] = class::FOUNDING;

    fn decode(keys: &mut Keys<'_, 'a, '_>, faults: &mut Diagnostics) -> Self {
        let event = EventFields::decode(keys, false, faults);
        let by = keys.required("by", faults);
        let founds = keys.required("founds", faults);
        Self { event, by, founds }
    }

    fn fields<'f>(&'f self, out: &mut Fields<'f>) {
        self.event.fields(out);
        out.keys("by", Property::Doer, Target::Actor, Some(&self.by));
        out.key("founds", Property::Founds, Target::Actor, Some(&self.founds));
    }
}
