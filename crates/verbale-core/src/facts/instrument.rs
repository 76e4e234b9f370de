//! `instrument`: a text adopted by parties: a treaty, a communiqué, a resolution.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::{FactKind, Fields, Target};
use crate::codes::{FieldOfActivity, InstrumentType};
use crate::date::Date;
use crate::diagnostic::Diagnostics;
use crate::dossier::decode::Keys;
use crate::dossier::value::{Field, Key, LangMap, Many};
use crate::vocab::Property;
use crate::vocab::class;

/// A text adopted by parties: a treaty, a communiqué, a resolution.
///
/// # In the dossier
/// ```yaml
/// - id: communique
///   kind: instrument
///   type: joint-communique
///   parties: [mali, niger]
///   madeDuring: summit
///   quote: "a joint communiqué"
/// ```
///
/// # In the graph
/// ```turtle
/// <…/d/communique> a dipl:Instrument, prov:Entity, schema:CreativeWork ;
///   dipl:madeDuring <…/d/summit> ;
///   dipl:party <…/state/MLI>, <…/state/NER> ;
///   dipl:instrumentType dipl:joint-communique .
/// ```
///
/// # What is checked
/// `madeDuring` names a meeting or another event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Instrument<'a> {
    /// What sort of text it is.
    #[serde(rename = "type")]
    pub type_: Field<'a, InstrumentType>,
    /// Who adopted it.
    pub parties: Field<'a, Many<Key<'a>>>,
    /// The title in the words of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Field<'a, Cow<'a, str>>>,
    /// When it was adopted (EDTF).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Field<'a, Date<'a>>>,
    /// The meeting or other event at which it was adopted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made_during: Option<Field<'a, Key<'a>>>,
    /// In which fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<Field<'a, Many<FieldOfActivity>>>,
    /// What it holds, in short.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Field<'a, LangMap<'a>>>,
}

impl<'a> FactKind<'a> for Instrument<'a> {
    const CLASS: &'static [&'static str] = class::INSTRUMENT;

    fn decode(keys: &mut Keys<'_, 'a, '_>, faults: &mut Diagnostics) -> Self {
        let type_ = keys.required("type", faults);
        let parties = keys.required("parties", faults);
        let title = keys.optional("title", faults);
        let date = keys.optional("date", faults);
        let made_during = keys.optional("madeDuring", faults);
        let field = keys.optional("field", faults);
        let description = keys.optional("description", faults);
        Self { type_, parties, title, date, made_during, field, description }
    }

    fn fields<'f>(&'f self, out: &mut Fields<'f>) {
        out.code("type", Property::InstrumentType, Some(&self.type_));
        out.keys("parties", Property::Party, Target::Actor, Some(&self.parties));
        out.word("title", Property::Title, self.title.as_ref());
        out.date("date", self.date.as_ref());
        out.key("madeDuring", Property::MadeDuring, Target::Occasion, self.made_during.as_ref());
        out.codes("field", Property::Field, self.field.as_ref());
        out.text("description", Property::Description, self.description.as_ref());
    }
}
