//! The kinds of facts: one file each, and here the one list of them.

pub mod accession;
pub mod capacity;
pub mod coding;
pub mod commitment;
pub mod event;
pub mod expectation;
pub mod formalisation;
pub mod founding;
pub mod instrument;
pub mod meeting;
pub mod membership;
pub mod proposition;
pub mod recognition;
pub mod relation;
pub mod stance;
pub mod statement;
pub mod withdrawal;

pub mod event_fields;
pub mod prospective;
pub mod series;

mod fact;
mod fields;

pub use accession::Accession;
pub use capacity::Capacity;
pub use coding::Coding;
pub use commitment::Commitment;
pub use event::Event;
pub use event_fields::EventFields;
pub use expectation::Expectation;
pub use fact::Fact;
pub use formalisation::Formalisation;
pub use founding::Founding;
pub use instrument::Instrument;
pub use meeting::Meeting;
pub use membership::Membership;
pub use proposition::Proposition;
pub use prospective::ProspectiveFields;
pub use recognition::Recognition;
pub use relation::Relation;
pub use series::Series;
pub use stance::Stance;
pub use statement::Statement;
pub use withdrawal::Withdrawal;

pub(crate) use fields::{FieldView, Fields, Target, Values};

use schemars::{Schema, SchemaGenerator};
use serde::Serialize;

use crate::diagnostic::Diagnostics;
use crate::dossier::decode::Keys;

/// What a kind of fact has to say of itself.
pub(crate) trait FactKind<'a>: Sized {
    /// The types of its node where the source presents it as a fact.
    const CLASS: &'static [&'static str];

    /// Reads the keys of its own; a placeholder stands for a mandatory one that is missing or faulty.
    fn decode(keys: &mut Keys<'_, 'a, '_>, faults: &mut Diagnostics) -> Self;

    /// Lists its fields: key, property, what the values are.
    fn fields<'f>(&'f self, out: &mut Fields<'f>);
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal),* $(,)?) => {
        /// A fact's kind, with the keys of its own.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[serde(tag = "kind", rename_all = "lowercase")]
        pub enum Kind<'a> {
            $($(#[$doc])* $kind($kind<'a>),)*
        }

        impl<'a> Kind<'a> {
            /// Every kind, as a dossier writes it.
            pub const NAMES: &'static [&'static str] = &[$($name,)*];

            /// The kind as a dossier writes it.
            pub const fn name(&self) -> &'static str {
                match self { $(Self::$kind(_) => $name,)* }
            }

            /// The types of its node where the source presents it as a fact.
            pub const fn class(&self) -> &'static [&'static str] {
                match self { $(Self::$kind(_) => <$kind<'static> as FactKind<'static>>::CLASS,)* }
            }

            /// The situation type of its node where the source does not: the code `{kind}-situation`.
            pub const fn situation_type(&self) -> &'static str {
                match self { $(Self::$kind(_) => concat!("https://w3id.org/verbale/dipl#", $name, "-situation"),)* }
            }

            pub(crate) fn fields(&self) -> Fields<'_> {
                let mut out = Fields(Vec::with_capacity(8));
                match self { $(Self::$kind(kind) => kind.fields(&mut out),)* }
                out
            }

            pub(crate) fn decode(name: &str, keys: &mut Keys<'_, 'a, '_>, faults: &mut Diagnostics) -> Option<Self> {
                match name {
                    $($name => Some(Self::$kind($kind::decode(keys, faults))),)*
                    _ => None,
                }
            }

            /// The JSON Schema of each kind's own keys.
            pub(crate) fn schemas(generator: &mut SchemaGenerator) -> Vec<(&'static str, Schema)> {
                vec![$(($name, <$kind<'static> as schemars::JsonSchema>::json_schema(generator)),)*]
            }
        }

        $(
            impl<'a> From<$kind<'a>> for Kind<'a> {
                fn from(kind: $kind<'a>) -> Self {
                    Self::$kind(kind)
                }
            }
        )*
    };
}

kinds! {
    /// An occasion on which representatives met.
    Meeting = "meeting",
    /// The act by which parties make a relation official.
    Formalisation = "formalisation",
    /// The act by which an actor recognises another.
    Recognition = "recognition",
    /// The act by which actors create an organisation.
    Founding = "founding",
    /// The act by which an actor joins.
    Accession = "accession",
    /// The act by which a member leaves.
    Withdrawal = "withdrawal",
    /// An occurrence without a class of its own.
    Event = "event",
    /// That actors belong to an organisation.
    Membership = "membership",
    /// The role in which a person acts for an actor.
    Capacity = "capacity",
    /// A lasting relation.
    Relation = "relation",
    /// A text adopted by parties.
    Instrument = "instrument",
    /// An action that those who would do it put forward.
    Commitment = "commitment",
    /// An action that others expect.
    Expectation = "expectation",
    /// Words uttered by a speaker.
    Statement = "statement",
    /// An evaluation held by an actor.
    Stance = "stance",
    /// Content kept as text.
    Proposition = "proposition",
}

impl Kind<'_> {
    /// The fact that it is a part of.
    pub(crate) fn part_of(&self) -> Option<&str> {
        let whole = match self {
            Self::Meeting(kind) => &kind.event.part_of,
            Self::Formalisation(kind) => &kind.event.part_of,
            Self::Recognition(kind) => &kind.event.part_of,
            Self::Founding(kind) => &kind.event.part_of,
            Self::Accession(kind) => &kind.event.part_of,
            Self::Withdrawal(kind) => &kind.event.part_of,
            Self::Event(kind) => &kind.event.part_of,
            Self::Commitment(kind) => &kind.action.part_of,
            Self::Expectation(kind) => &kind.action.part_of,
            Self::Membership(_)
            | Self::Capacity(_)
            | Self::Relation(_)
            | Self::Instrument(_)
            | Self::Statement(_)
            | Self::Stance(_)
            | Self::Proposition(_) => return None,
        };
        whole.as_ref().map(|whole| &*whole.value)
    }

    /// Whether it is an event: something that happens, not a state or an act of speech.
    pub const fn is_event(&self) -> bool {
        matches!(
            self,
            Self::Meeting(_)
                | Self::Formalisation(_)
                | Self::Recognition(_)
                | Self::Founding(_)
                | Self::Accession(_)
                | Self::Withdrawal(_)
                | Self::Event(_)
        )
    }
}
