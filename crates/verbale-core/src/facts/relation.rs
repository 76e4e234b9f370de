//! `relation`: a lasting relation between two or more parties.

use schemars::JsonSchema;
use serde::Serialize;

use super::{FactKind, Fields, Target};
use crate::codes::{FieldOfActivity, RelationType, Trend};
use crate::diagnostic::Diagnostics;
use crate::dossier::dates::End;
use crate::dossier::decode::Keys;
use crate::dossier::value::{Field, Key, Many};
use crate::vocab::Property;
use crate::vocab::class;

/// A lasting relation between two or more parties.
///
/// # In the dossier
/// ```yaml
/// - id: partnership
///   kind: relation
///   type: strategic-partnership
///   parties: [mali, niger]
///   field: [military]
///   quote: "a strategic military partnership"
/// ```
///
/// # In the graph
/// ```turtle
/// <…/d/partnership> a dipl:Relation, prov:Entity ;
///   dipl:party <…/state/MLI>, <…/state/NER> ;
///   dipl:relationType dipl:strategic-partnership ;
///   dipl:field dipl:military .
/// ```
///
/// # What is checked
/// `since` is not after `until`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Relation<'a> {
    /// What sort of relation it is.
    #[serde(rename = "type")]
    pub type_: Field<'a, RelationType>,
    /// Between whom.
    pub parties: Field<'a, Many<Key<'a>>>,
    /// In which fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<Field<'a, Many<FieldOfActivity>>>,
    /// How it develops.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trend: Option<Field<'a, Trend>>,
    /// The bodies in which it is lived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forum: Option<Field<'a, Many<Key<'a>>>>,
    /// When it began (EDTF).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Field<'a, End<'a>>>,
    /// When it ended (EDTF).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Field<'a, End<'a>>>,
}

impl<'a> FactKind<'a> for Relation<'a> {
    const CLASS: &'static [&'static str] = class::RELATION;

    fn decode(keys: &mut Keys<'_, 'a, '_>, faults: &mut Diagnostics) -> Self {
        let type_ = keys.required("type", faults);
        let parties = keys.required("parties", faults);
        let field = keys.optional("field", faults);
        let trend = keys.optional("trend", faults);
        let forum = keys.optional("forum", faults);
        let since = keys.optional("since", faults);
        let until = keys.optional("until", faults);
        Self { type_, parties, field, trend, forum, since, until }
    }

    fn fields<'f>(&'f self, out: &mut Fields<'f>) {
        out.code("type", Property::RelationType, Some(&self.type_));
        out.keys("parties", Property::Party, Target::Actor, Some(&self.parties));
        out.codes("field", Property::Field, self.field.as_ref());
        out.code("trend", Property::Trend, self.trend.as_ref());
        out.keys("forum", Property::Forum, Target::Actor, self.forum.as_ref());
        out.period(self.since.as_ref(), self.until.as_ref());
    }
}
