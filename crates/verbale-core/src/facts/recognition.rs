//! `recognition`: the act by which an actor recognises another.

use schemars::JsonSchema;
use serde::Serialize;

use super::event_fields::EventFields;
use super::{FactKind, Fields, Target};
use crate::diagnostic::Diagnostics;
use crate::dossier::decode::Keys;
use crate::dossier::value::{Field, Key, Many};
use crate::vocab::Property;
use crate::vocab::class;

/// The act by which an actor recognises another.
///
/// # In the dossier
/// ```yaml
/// - id: recognition
///   kind: recognition
///   by: [mali]
///   recognises: republic
///   quote: "Mali recognised the republic"
/// ```
///
/// # In the graph
/// ```turtle
/// <…/d/recognition> a dipl:Recognition, dipl:Event, prov:Activity, sem:Event, schema:Event ;
///   dipl:doer <…/state/MLI> ;
///   dipl:recognises <…/d/actor/republic> .
/// ```
///
/// # What is checked
/// Both ends are actors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Recognition<'a> {
    /// What every event may say.
    #[serde(flatten)]
    pub event: EventFields<'a>,
    /// Who recognises.
    pub by: Field<'a, Many<Key<'a>>>,
    /// Who is recognised.
    pub recognises: Field<'a, Key<'a>>,
    /// Which of its kind it was: 1 for «the first to recognise».
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<Field<'a, u32>>,
}

impl<'a> FactKind<'a> for Recognition<'a> {
    const CLASS: &'static [&'static str] = class::RECOGNITION;

    fn decode(keys: &mut Keys<'_, 'a, '_>, faults: &mut Diagnostics) -> Self {
        let event = EventFields::decode(keys, false, faults);
        let by = keys.required("by", faults);
        let recognises = keys.required("recognises", faults);
        let ordinal = keys.optional("ordinal", faults);
        Self { event, by, recognises, ordinal }
    }

    fn fields<'f>(&'f self, out: &mut Fields<'f>) {
        self.event.fields(out);
        out.keys("by", Property::Doer, Target::Actor, Some(&self.by));
        out.key("recognises", Property::Recognises, Target::Actor, Some(&self.recognises));
        out.number("ordinal", Property::Ordinal, self.ordinal.as_ref());
    }
}
