//! `membership`: that actors belong to an organisation, with start and end if known; one node a member.

use schemars::JsonSchema;
use serde::Serialize;

use super::{FactKind, Fields, Target};
use crate::diagnostic::Diagnostics;
use crate::dossier::dates::End;
use crate::dossier::decode::Keys;
use crate::dossier::value::{Field, Key, Many};
use crate::vocab::Property;
use crate::vocab::class;

/// That actors belong to an organisation, with start and end if known; one node a member.
///
/// # In the dossier
/// ```yaml
/// - id: members
///   kind: membership
///   members: [mali, niger]
///   of: alliance
///   quote: "its members Mali and Niger"
/// ```
///
/// # In the graph
/// ```turtle
/// <…/d/members/mali> a dipl:Membership, org:Membership ;
///   dipl:member <…/state/MLI> ;
///   dipl:organisation <…/d/actor/alliance> ;
///   org:member <…/state/MLI> ;
///   org:organization <…/d/actor/alliance> .
/// ```
///
/// # What is checked
/// `since` is not after `until`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Membership<'a> {
    /// Who belongs to it: one node each.
    pub members: Field<'a, Many<Key<'a>>>,
    /// The organisation.
    pub of: Field<'a, Key<'a>>,
    /// When it began (EDTF).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Field<'a, End<'a>>>,
    /// When it ended (EDTF).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Field<'a, End<'a>>>,
}

impl<'a> FactKind<'a> for Membership<'a> {
    const CLASS: &'static [&'static str] = class::MEMBERSHIP;

    fn decode(keys: &mut Keys<'_, 'a, '_>, faults: &mut Diagnostics) -> Self {
        let members = keys.required("members", faults);
        let of = keys.required("of", faults);
        let since = keys.optional("since", faults);
        let until = keys.optional("until", faults);
        Self { members, of, since, until }
    }

    fn fields<'f>(&'f self, out: &mut Fields<'f>) {
        out.keys("members", Property::Member, Target::Actor, Some(&self.members));
        out.key("of", Property::Organisation, Target::Actor, Some(&self.of));
        out.period(self.since.as_ref(), self.until.as_ref());
    }
}
