//! `proposition`: content kept as text because no other kind fits.

use schemars::JsonSchema;
use serde::Serialize;

use super::{FactKind, Fields, Target};
use crate::diagnostic::Diagnostics;
use crate::dossier::decode::Keys;
use crate::dossier::value::{Field, Key, LangMap, Many};
use crate::vocab::Property;
use crate::vocab::class;

/// Content kept as text because no other kind fits.
///
/// # In the dossier
/// ```yaml
/// - id: threats
///   kind: proposition
///   concerns: [mali]
///   text: {en: "faces persistent threats"}
///   quote: "faced with persistent threats"
/// ```
///
/// # In the graph
/// ```turtle
/// <…/d/threats> a dipl:Proposition, prov:Entity ;
///   schema:text "faces persistent threats"@en ;
///   dipl:concerns <…/state/MLI> .
/// ```
///
/// # What is checked
/// Nothing but the references; said in a statement it stays a proposition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Proposition<'a> {
    /// What it is about.
    pub concerns: Field<'a, Many<Key<'a>>>,
    /// The content; only a fact coded by machine may do without.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Field<'a, LangMap<'a>>>,
}

impl<'a> FactKind<'a> for Proposition<'a> {
    const CLASS: &'static [&'static str] = class::PROPOSITION;

    fn decode(keys: &mut Keys<'_, 'a, '_>, faults: &mut Diagnostics) -> Self {
        let concerns = keys.required("concerns", faults);
        let text = keys.unless_coded("text", faults);
        Self { concerns, text }
    }

    fn fields<'f>(&'f self, out: &mut Fields<'f>) {
        out.keys("concerns", Property::Concerns, Target::FactOrActor, Some(&self.concerns));
        out.text("text", Property::Text, self.text.as_ref());
    }
}
