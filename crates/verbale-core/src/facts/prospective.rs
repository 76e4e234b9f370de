//! What every commitment and every expectation may say.

use schemars::JsonSchema;
use serde::Serialize;

use super::series::Series;
use super::{Fields, Target};
use crate::codes::FieldOfActivity;
use crate::date::Date;
use crate::diagnostic::Diagnostics;
use crate::dossier::dates::Due;
use crate::dossier::decode::Keys;
use crate::dossier::value::{Field, Key, LangMap, Many};
use crate::vocab::Property;

/// What every commitment and every expectation may say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProspectiveFields<'a> {
    /// What is to be done, in short; only a fact coded by machine may do without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Field<'a, LangMap<'a>>>,
    /// Who would do it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Field<'a, Many<Key<'a>>>>,
    /// To whom it would be done: whom a threat is against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<Field<'a, Many<Key<'a>>>>,
    /// With whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with: Option<Field<'a, Many<Key<'a>>>>,
    /// For whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(rename = "for")]
    pub for_: Option<Field<'a, Many<Key<'a>>>>,
    /// Through whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub means: Option<Field<'a, Many<Key<'a>>>>,
    /// Who counts on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_by: Option<Field<'a, Many<Key<'a>>>>,
    /// In which fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<Field<'a, Many<FieldOfActivity>>>,
    /// To what end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Field<'a, LangMap<'a>>>,
    /// The bodies in which it would be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forum: Option<Field<'a, Many<Key<'a>>>>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Field<'a, Key<'a>>>,
    /// When it was made (EDTF).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Field<'a, Date<'a>>>,
    /// When it is to be done: an exact date or the end of an interval (EDTF).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<Field<'a, Due<'a>>>,
    /// The fact that it is a part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_of: Option<Field<'a, Key<'a>>>,
    /// The facts that it comes out of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follows_from: Option<Field<'a, Many<Key<'a>>>>,
    /// The meeting or other event at which it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made_during: Option<Field<'a, Key<'a>>>,
    /// The instrument that holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorded_in: Option<Field<'a, Key<'a>>>,
    /// That it is a series of meetings, and how it recurs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<Field<'a, Series<'a>>>,
}

impl<'a> ProspectiveFields<'a> {
    pub(crate) fn decode(keys: &mut Keys<'_, 'a, '_>, faults: &mut Diagnostics) -> Self {
        let description = keys.unless_coded("description", faults);
        let by = keys.optional("by", faults);
        let recipient = keys.optional("recipient", faults);
        let with = keys.optional("with", faults);
        let for_ = keys.optional("for", faults);
        let means = keys.optional("means", faults);
        let expected_by = keys.optional("expectedBy", faults);
        let field = keys.optional("field", faults);
        let purpose = keys.optional("purpose", faults);
        let forum = keys.optional("forum", faults);
        let place = keys.optional("place", faults);
        let date = keys.optional("date", faults);
        let due = keys.optional("due", faults);
        let part_of = keys.optional("partOf", faults);
        let follows_from = keys.optional("followsFrom", faults);
        let made_during = keys.optional("madeDuring", faults);
        let recorded_in = keys.optional("recordedIn", faults);
        let series = keys.optional("series", faults);
        Self {
            description,
            by,
            recipient,
            with,
            for_,
            means,
            expected_by,
            field,
            purpose,
            forum,
            place,
            date,
            due,
            part_of,
            follows_from,
            made_during,
            recorded_in,
            series,
        }
    }

    pub(crate) fn fields<'f>(&'f self, out: &mut Fields<'f>) {
        out.text("description", Property::Description, self.description.as_ref());
        out.keys("by", Property::Doer, Target::Actor, self.by.as_ref());
        out.keys("recipient", Property::Recipient, Target::Actor, self.recipient.as_ref());
        out.keys("with", Property::Counterparty, Target::Actor, self.with.as_ref());
        out.keys("for", Property::Beneficiary, Target::Actor, self.for_.as_ref());
        out.keys("means", Property::Means, Target::Actor, self.means.as_ref());
        out.keys("expectedBy", Property::ExpectedBy, Target::Actor, self.expected_by.as_ref());
        out.codes("field", Property::Field, self.field.as_ref());
        out.text("purpose", Property::Purpose, self.purpose.as_ref());
        out.keys("forum", Property::Forum, Target::Actor, self.forum.as_ref());
        out.key("place", Property::Place, Target::Place, self.place.as_ref());
        out.date("date", self.date.as_ref());
        out.due("due", self.due.as_ref());
        out.key("partOf", Property::PartOf, Target::Fact, self.part_of.as_ref());
        out.keys("followsFrom", Property::FollowsFrom, Target::Fact, self.follows_from.as_ref());
        out.key("madeDuring", Property::MadeDuring, Target::Occasion, self.made_during.as_ref());
        out.key("recordedIn", Property::RecordedIn, Target::Instrument, self.recorded_in.as_ref());
        out.series(self.series.as_ref());
    }

    /// Whether somebody does it, is the means of it, or expects it.
    pub(crate) fn has_agent(&self) -> bool {
        self.by.is_some() || self.means.is_some() || self.expected_by.is_some()
    }
}
