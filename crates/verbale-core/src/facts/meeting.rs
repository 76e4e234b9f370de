//! `meeting`: an occasion on which representatives met.

use schemars::JsonSchema;
use serde::Serialize;

use super::event_fields::EventFields;
use super::{FactKind, Fields, Target};
use crate::codes::{Channel, MeetingFormat};
use crate::diagnostic::Diagnostics;
use crate::dossier::decode::Keys;
use crate::dossier::value::{Field, Key, Many};
use crate::vocab::Property;
use crate::vocab::class;

/// An occasion on which representatives met.
///
/// # In the dossier
/// ```yaml
/// - id: summit
///   kind: meeting
///   date: 2025-04-03
///   parties: [mali, niger]
///   meetingFormat: bilateral
///   quote: "met on Thursday 3 April 2025"
/// ```
///
/// # In the graph
/// ```turtle
/// <…/d/summit> a dipl:Meeting, dipl:Event, prov:Activity, sem:Event, schema:Event ;
///   dipl:party <…/state/MLI>, <…/state/NER> ;
///   dipl:meetingFormat dipl:bilateral ;
///   dipl:date "2025-04-03"^^xsd:date .
/// ```
///
/// # What is checked
/// `parties` are actors and mandatory; an asserted meeting is not dated after the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Meeting<'a> {
    /// What every event may say.
    #[serde(flatten)]
    pub event: EventFields<'a>,
    /// Who was there without being a party.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observers: Option<Field<'a, Many<Key<'a>>>>,
    /// How many sides met.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meeting_format: Option<Field<'a, MeetingFormat>>,
    /// In person, virtual, by telephone, in writing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Field<'a, Channel>>,
    /// Which of its kind it was: 1 for «the first».
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<Field<'a, u32>>,
}

impl<'a> FactKind<'a> for Meeting<'a> {
    const CLASS: &'static [&'static str] = class::MEETING;

    fn decode(keys: &mut Keys<'_, 'a, '_>, faults: &mut Diagnostics) -> Self {
        let event = EventFields::decode(keys, true, faults);
        let observers = keys.optional("observers", faults);
        let meeting_format = keys.optional("meetingFormat", faults);
        let channel = keys.optional("channel", faults);
        let ordinal = keys.optional("ordinal", faults);
        Self { event, observers, meeting_format, channel, ordinal }
    }

    fn fields<'f>(&'f self, out: &mut Fields<'f>) {
        self.event.fields(out);
        out.keys("observers", Property::Observer, Target::Actor, self.observers.as_ref());
        out.code("meetingFormat", Property::MeetingFormat, self.meeting_format.as_ref());
        out.code("channel", Property::Channel, self.channel.as_ref());
        out.number("ordinal", Property::Ordinal, self.ordinal.as_ref());
    }
}
