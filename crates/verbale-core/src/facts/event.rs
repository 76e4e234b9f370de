//! `event`: an occurrence without a class of its own: a visit, a signing, a vote, a demand.

use schemars::JsonSchema;
use serde::Serialize;

use super::event_fields::EventFields;
use super::{FactKind, Fields, Target};
use crate::codes::EventType;
use crate::diagnostic::Diagnostics;
use crate::dossier::decode::Keys;
use crate::dossier::value::{Field, Key, Many};
use crate::vocab::Property;
use crate::vocab::class;

/// An occurrence without a class of its own: a visit, a signing, a vote, a demand.
///
/// # In the dossier
/// ```yaml
/// - id: visit
///   kind: event
///   type: visit
///   by: [minister]
///   place: [capital]
///   quote: "the minister visited the capital"
/// ```
///
/// # In the graph
/// ```turtle
/// <…/d/visit> a dipl:Event, prov:Activity, sem:Event, schema:Event ;
///   dipl:doer <…/d/actor/minister> ;
///   dipl:place <…/d/place/capital> ;
///   dipl:eventType dipl:visit .
/// ```
///
/// # What is checked
/// `type` is a code of the list of event types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Event<'a> {
    /// What every event may say.
    #[serde(flatten)]
    pub event: EventFields<'a>,
    /// What sort of event it is.
    #[serde(rename = "type")]
    pub type_: Field<'a, EventType>,
    /// Who does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Field<'a, Many<Key<'a>>>>,
    /// To whom it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<Field<'a, Many<Key<'a>>>>,
    /// Which of its kind it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<Field<'a, u32>>,
}

impl<'a> FactKind<'a> for Event<'a> {
    const CLASS: &'static [&'static str] = class::EVENT;

    fn decode(keys: &mut Keys<'_, 'a, '_>, faults: &mut Diagnostics) -> Self {
        let event = EventFields::decode(keys, false, faults);
        let type_ = keys.required("type", faults);
        let by = keys.optional("by", faults);
        let recipient = keys.optional("recipient", faults);
        let ordinal = keys.optional("ordinal", faults);
        Self { event, type_, by, recipient, ordinal }
    }

    fn fields<'f>(&'f self, out: &mut Fields<'f>) {
        self.event.fields(out);
        out.code("type", Property::EventType, Some(&self.type_));
        out.keys("by", Property::Doer, Target::Actor, self.by.as_ref());
        out.keys("recipient", Property::Recipient, Target::Actor, self.recipient.as_ref());
        out.number("ordinal", Property::Ordinal, self.ordinal.as_ref());
    }
}
