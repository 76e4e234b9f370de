//! `formalisation`: the act by which parties make a relation official.

use schemars::JsonSchema;
use serde::Serialize;

use super::event_fields::EventFields;
use super::{FactKind, Fields, Target};
use crate::diagnostic::Diagnostics;
use crate::dossier::decode::Keys;
use crate::dossier::value::{Field, Key};
use crate::vocab::Property;
use crate::vocab::class;

/// The act by which parties make a relation official.
///
/// # In the dossier
/// ```yaml
/// - id: launch
///   kind: formalisation
///   parties: [mali, niger]
///   establishes: partnership
///   quote: "made their partnership official"
/// ```
///
/// # In the graph
/// ```turtle
/// <…/d/launch> a dipl:Formalisation, dipl:Event, prov:Activity, sem:Event, schema:Event ;
///   dipl:party <…/state/MLI>, <…/state/NER> ;
///   dipl:establishes <…/d/partnership> .
/// ```
///
/// # What is checked
/// `establishes` names a fact of kind `relation`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Formalisation<'a> {
    /// What every event may say.
    #[serde(flatten)]
    pub event: EventFields<'a>,
    /// The relation that becomes official.
    pub establishes: Field<'a, Key<'a>>,
}

impl<'a> FactKind<'a> for Formalisation<'a> {
    const CLASS: &'static [&'static str] = class::FORMALISATION;

    fn decode(keys: &mut Keys<'_, 'a, '_>, faults: &mut Diagnostics) -> Self {
        let event = EventFields::decode(keys, true, faults);
        let establishes = keys.required("establishes", faults);
        Self { event, establishes }
    }

    fn fields<'f>(&'f self, out: &mut Fields<'f>) {
        self.event.fields(out);
        out.key("establishes", Property::Establishes, Target::Relation, Some(&self.establishes));
    }
}
