//! `capacity`: the role in which a person acts for an actor.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::{FactKind, Fields, Target};
use crate::codes::Role;
use crate::diagnostic::Diagnostics;
use crate::dossier::dates::End;
use crate::dossier::decode::Keys;
use crate::dossier::value::{Field, Key};
use crate::vocab::Property;
use crate::vocab::class;

/// The role in which a person acts for an actor.
///
/// # In the dossier
/// ```yaml
/// - id: minister-of-mali
///   kind: capacity
///   who: minister
///   role: foreign-minister
///   of: mali
///   quote: "Mali's foreign minister"
/// ```
///
/// # In the graph
/// ```turtle
/// <…/d/minister-of-mali> a dipl:Capacity, org:Membership ;
///   dipl:member <…/d/actor/minister> ;
///   dipl:organisation <…/state/MLI> ;
///   dipl:role dipl:foreign-minister ;
///   org:member <…/d/actor/minister> ;
///   org:organization <…/state/MLI> ;
///   org:role dipl:foreign-minister .
/// ```
///
/// # What is checked
/// `who` names a person; `since` is not after `until`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Capacity<'a> {
    /// The person.
    pub who: Field<'a, Key<'a>>,
    /// The role.
    pub role: Field<'a, Role>,
    /// For whom: state, organisation, delegation.
    pub of: Field<'a, Key<'a>>,
    /// To whom an ambassador is accredited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Field<'a, Key<'a>>>,
    /// The title in the words of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Field<'a, Cow<'a, str>>>,
    /// When it began (EDTF).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Field<'a, End<'a>>>,
    /// When it ended (EDTF).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Field<'a, End<'a>>>,
}

impl<'a> FactKind<'a> for Capacity<'a> {
    const CLASS: &'static [&'static str] = class::CAPACITY;

    fn decode(keys: &mut Keys<'_, 'a, '_>, faults: &mut Diagnostics) -> Self {
        let who = keys.required("who", faults);
        let role = keys.required("role", faults);
        let of = keys.required("of", faults);
        let to = keys.optional("to", faults);
        let title = keys.optional("title", faults);
        let since = keys.optional("since", faults);
        let until = keys.optional("until", faults);
        Self { who, role, of, to, title, since, until }
    }

    fn fields<'f>(&'f self, out: &mut Fields<'f>) {
        out.key("who", Property::Member, Target::Person, Some(&self.who));
        out.code("role", Property::Role, Some(&self.role));
        out.key("of", Property::Organisation, Target::Actor, Some(&self.of));
        out.key("to", Property::AccreditedTo, Target::Actor, self.to.as_ref());
        out.word("title", Property::Title, self.title.as_ref());
        out.period(self.since.as_ref(), self.until.as_ref());
    }
}
