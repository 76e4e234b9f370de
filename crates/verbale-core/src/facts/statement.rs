//! `statement`: words uttered by a speaker, as the source gives them.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::{FactKind, Fields, Target};
use crate::codes::SpeechMode;
use crate::date::Date;
use crate::diagnostic::Diagnostics;
use crate::dossier::decode::Keys;
use crate::dossier::value::{Field, Key, LangMap, Many};
use crate::vocab::Property;
use crate::vocab::class;

/// Words uttered by a speaker, as the source gives them.
///
/// # In the dossier
/// ```yaml
/// - id: s1
///   kind: statement
///   speaker: minister
///   speechMode: direct
///   text: "We are ready"
///   quote: "said the minister"
/// ```
///
/// # In the graph
/// ```turtle
/// <…/d/s1> a dipl:Statement, prov:Entity ;
///   schema:text "We are ready"@en ;
///   dipl:speaker <…/d/actor/minister> ;
///   dipl:speechMode dipl:direct .
/// ```
///
/// # What is checked
/// The words of a direct statement stand in the source; the capacities are the speakers'.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Statement<'a> {
    /// Who speaks.
    pub speaker: Field<'a, Many<Key<'a>>>,
    /// In which capacities; left out, the one capacity that the dossier knows of each speaker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_capacity: Option<Field<'a, Many<Key<'a>>>>,
    /// To whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addressee: Option<Field<'a, Many<Key<'a>>>>,
    /// Whether the source gives the words themselves.
    pub speech_mode: Field<'a, SpeechMode>,
    /// When (EDTF).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Field<'a, Date<'a>>>,
    /// At which meeting or other event.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made_during: Option<Field<'a, Key<'a>>>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub concerns: Option<Field<'a, Many<Key<'a>>>>,
    /// The words, in the source's language; several where the source cuts them up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Field<'a, Many<Cow<'a, str>>>>,
    /// What the speaker declined to say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withheld: Option<Field<'a, LangMap<'a>>>,
}

impl<'a> FactKind<'a> for Statement<'a> {
    const CLASS: &'static [&'static str] = class::STATEMENT;

    fn decode(keys: &mut Keys<'_, 'a, '_>, faults: &mut Diagnostics) -> Self {
        let speaker = keys.required("speaker", faults);
        let in_capacity = keys.optional("inCapacity", faults);
        let addressee = keys.optional("addressee", faults);
        let speech_mode = keys.required("speechMode", faults);
        let date = keys.optional("date", faults);
        let made_during = keys.optional("madeDuring", faults);
        let concerns = keys.optional("concerns", faults);
        let text = keys.optional("text", faults);
        let withheld = keys.optional("withheld", faults);
        Self { speaker, in_capacity, addressee, speech_mode, date, made_during, concerns, text, withheld }
    }

    fn fields<'f>(&'f self, out: &mut Fields<'f>) {
        out.keys("speaker", Property::Speaker, Target::Actor, Some(&self.speaker));
        out.keys("inCapacity", Property::InCapacity, Target::Capacity, self.in_capacity.as_ref());
        out.keys("addressee", Property::Addressee, Target::Actor, self.addressee.as_ref());
        out.code("speechMode", Property::SpeechMode, Some(&self.speech_mode));
        out.date("date", self.date.as_ref());
        out.key("madeDuring", Property::MadeDuring, Target::Occasion, self.made_during.as_ref());
        out.keys("concerns", Property::Concerns, Target::FactOrActor, self.concerns.as_ref());
        out.words("text", Property::Text, self.text.as_ref());
        out.text("withheld", Property::Withheld, self.withheld.as_ref());
    }
}
