//! What every kind of event may say.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Fields, Target};
use crate::codes::FieldOfActivity;
use crate::date::Date;
use crate::diagnostic::Diagnostics;
use crate::dossier::decode::Keys;
use crate::dossier::value::{Field, Key, LangMap, Many};
use crate::vocab::Property;

/// What every kind of event may say.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct EventFields<'a> {
    /// When it happened (EDTF).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Field<'a, Date<'a>>>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Field<'a, Many<Key<'a>>>>,
    /// The actors bound by it: states, organisations.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parties: Option<Field<'a, Many<Key<'a>>>>,
    /// The persons present.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub participants: Option<Field<'a, Many<Key<'a>>>>,
    /// In which capacities they acted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_capacity: Option<Field<'a, Many<Key<'a>>>>,
    /// Who received.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<Field<'a, Key<'a>>>,
    /// To what end: a goal, not a result.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Field<'a, LangMap<'a>>>,
    /// What was discussed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<Field<'a, Many<LangMap<'a>>>>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concerns: Option<Field<'a, Many<Key<'a>>>>,
    /// In which fields of activity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<Field<'a, Many<FieldOfActivity>>>,
    /// The fact that it is a part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_of: Option<Field<'a, Key<'a>>>,
    /// A stance that the text links with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub associated_stance: Option<Field<'a, Key<'a>>>,
}

impl<'a> EventFields<'a> {
    pub(crate) fn decode(keys: &mut Keys<'_, 'a, '_>, parties_required: bool, faults: &mut Diagnostics) -> Self {
        let date = keys.optional("date", faults);
        let place = keys.optional("place", faults);
        let parties =
            if parties_required { Some(keys.required("parties", faults)) } else { keys.optional("parties", faults) };
        let participants = keys.optional("participants", faults);
        let in_capacity = keys.optional("inCapacity", faults);
        let host = keys.optional("host", faults);
        let purpose = keys.optional("purpose", faults);
        let topic = keys.optional("topic", faults);
        let concerns = keys.optional("concerns", faults);
        let field = keys.optional("field", faults);
        let part_of = keys.optional("partOf", faults);
        let associated_stance = keys.optional("associatedStance", faults);
        Self {
            date,
            place,
            parties,
            participants,
            in_capacity,
            host,
            purpose,
            topic,
            concerns,
            field,
            part_of,
            associated_stance,
        }
    }

    pub(crate) fn fields<'f>(&'f self, out: &mut Fields<'f>) {
        out.date("date", self.date.as_ref());
        out.keys("place", Property::Place, Target::Place, self.place.as_ref());
        out.keys("parties", Property::Party, Target::Actor, self.parties.as_ref());
        out.keys("participants", Property::Participant, Target::Person, self.participants.as_ref());
        out.keys("inCapacity", Property::InCapacity, Target::Capacity, self.in_capacity.as_ref());
        out.key("host", Property::Host, Target::Actor, self.host.as_ref());
        out.text("purpose", Property::Purpose, self.purpose.as_ref());
        out.texts("topic", Property::Topic, self.topic.as_ref());
        out.keys("concerns", Property::Concerns, Target::FactOrActor, self.concerns.as_ref());
        out.codes("field", Property::Field, self.field.as_ref());
        out.key("partOf", Property::PartOf, Target::Fact, self.part_of.as_ref());
        out.key("associatedStance", Property::AssociatedStance, Target::Stance, self.associated_stance.as_ref());
    }
}
