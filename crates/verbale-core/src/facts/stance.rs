//! `stance`: an evaluation held by an actor about a target.

use schemars::JsonSchema;
use serde::Serialize;

use super::{FactKind, Fields, Target};
use crate::codes::Polarity;
use crate::date::Date;
use crate::diagnostic::Diagnostics;
use crate::dossier::decode::Keys;
use crate::dossier::value::{Field, Key, LangMap, Many};
use crate::vocab::Property;
use crate::vocab::class;

/// An evaluation held by an actor about a target.
///
/// # In the dossier
/// ```yaml
/// - id: praise
///   kind: stance
///   holder: minister
///   target: summit
///   polarity: positive
///   quote: "the minister praised the summit"
/// ```
///
/// # In the graph
/// ```turtle
/// <…/d/praise> a dipl:Stance, prov:Entity ;
///   dipl:holder <…/d/actor/minister> ;
///   dipl:target <…/d/summit> ;
///   dipl:polarity dipl:positive .
/// ```
///
/// # What is checked
/// `holder` names actors or is `article`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Stance<'a> {
    /// Who holds it; `article` for the source's own voice.
    pub holder: Field<'a, Many<Key<'a>>>,
    /// What is judged.
    pub target: Field<'a, Many<Key<'a>>>,
    /// The actor or instrument in relation to which the target is judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub towards: Option<Field<'a, Key<'a>>>,
    /// Positive, negative or neutral.
    pub polarity: Field<'a, Polarity>,
    /// The evaluation in short.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Field<'a, LangMap<'a>>>,
    /// When it was expressed (EDTF).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Field<'a, Date<'a>>>,
}

impl<'a> FactKind<'a> for Stance<'a> {
    const CLASS: &'static [&'static str] = class::STANCE;

    fn decode(keys: &mut Keys<'_, 'a, '_>, faults: &mut Diagnostics) -> Self {
        let holder = keys.required("holder", faults);
        let target = keys.required("target", faults);
        let towards = keys.optional("towards", faults);
        let polarity = keys.required("polarity", faults);
        let text = keys.optional("text", faults);
        let date = keys.optional("date", faults);
        Self { holder, target, towards, polarity, text, date }
    }

    fn fields<'f>(&'f self, out: &mut Fields<'f>) {
        out.keys("holder", Property::Holder, Target::Holder, Some(&self.holder));
        out.keys("target", Property::Target, Target::FactOrActor, Some(&self.target));
        out.key("towards", Property::Towards, Target::ActorOrInstrument, self.towards.as_ref());
        out.code("polarity", Property::Polarity, Some(&self.polarity));
        out.text("text", Property::Text, self.text.as_ref());
        out.date("date", self.date.as_ref());
    }
}
