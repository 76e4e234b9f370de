//! The code lists that a dossier's values come from, one enumeration each.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

/// One of a closed list of words that a dossier may write.
pub trait Listed: Copy + Sized + 'static {
    /// The list's name: «meeting format».
    const LIST: &'static str;
    /// Every word of the list, in its order.
    const ALL: &'static [Self];
    /// The word as a dossier writes it (a code's `skos:notation`).
    fn notation(self) -> &'static str;
    /// The one with this notation.
    fn from_notation(notation: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.notation() == notation)
    }
}

/// A code of one of the ontology's lists.
///
/// ```
/// use verbale_core::codes::{Code, Listed, Role};
/// let role = Role::from_notation("foreign-minister").expect("it is listed");
/// assert_eq!(role.iri(), "https://w3id.org/verbale/dipl#foreign-minister");
/// ```
pub trait Code: Listed {
    /// The code's IRI.
    fn iri(self) -> &'static str;
}

macro_rules! code_list {
    ($(#[$doc:meta])* $name:ident, $list:literal { $($variant:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = concat!("`", $code, "`")] $variant,)*
        }

        listed!($name, $list { $($variant = $code),* });

        impl Code for $name {
            fn iri(self) -> &'static str {
                match self { $(Self::$variant => concat!("https://w3id.org/verbale/dipl#", $code),)* }
            }
        }
    };
}

/// What a closed list needs to be read, written and described in the schema.
macro_rules! listed {
    ($name:ident, $list:literal { $($variant:ident = $code:literal),* $(,)? }) => {
        impl Listed for $name {
            const LIST: &'static str = $list;
            const ALL: &'static [Self] = &[$(Self::$variant,)*];
            fn notation(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.notation())
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "enum": [$($code),*], "description": concat!("A code of the list «", $list, "».") })
            }
        }
    };
}

code_list!(
    /// How a fact is put forward. That it is *reported* is never written: it comes from `saidIn`.
    Modality, "modality" { Stated = "stated", Presupposed = "presupposed" }
);
code_list!(
    /// How certain the one who says it is (`FactBank`).
    Factuality, "factuality" {
        Certain = "certain", Probable = "probable", Possible = "possible", Improbable = "improbable",
        PossiblyNot = "possibly-not", Counterfactual = "counterfactual", Unknown = "unknown",
    }
);
code_list!(
    /// What a value rests on.
    Basis, "basis" { Explicit = "explicit", Implied = "implied", Inferred = "inferred", MachineCoded = "machine-coded" }
);
code_list!(
    /// The direction of an evaluation.
    Polarity, "polarity" { Positive = "positive", Negative = "negative", Neutral = "neutral" }
);
code_list!(
    /// How a relation develops.
    Trend, "trend" { Increasing = "increasing", Stable = "stable", Decreasing = "decreasing" }
);
code_list!(
    /// How the source gives the words of a statement.
    SpeechMode, "speech mode" { Direct = "direct", Indirect = "indirect", Mixed = "mixed" }
);
code_list!(
    /// Whether an actor exists at the time of the source; absent where it does.
    Existence, "existence" { Planned = "planned", Dissolved = "dissolved" }
);
code_list!(
    /// How far a commitment has come.
    CommitmentStatus, "status of a commitment" {
        Agreed = "agreed", Announced = "announced", Intended = "intended", Envisaged = "envisaged", Threatened = "threatened",
    }
);
code_list!(
    /// What sort of expectation it is.
    ExpectationStatus, "status of an expectation" {
        Expected = "expected", PossibleAction = "possible-action", ReliedOn = "relied-on", Requested = "requested",
    }
);
code_list!(
    /// How many sides meet.
    MeetingFormat, "meeting format" {
        Bilateral = "bilateral", Trilateral = "trilateral", Quadripartite = "quadripartite", Multilateral = "multilateral",
    }
);
code_list!(
    /// By what means they meet.
    Channel, "channel" { InPerson = "in-person", Virtual = "virtual", Telephone = "telephone", Written = "written" }
);
code_list!(
    /// How often a series recurs.
    Frequency, "frequency" {
        Unspecified = "unspecified", Weekly = "weekly", Monthly = "monthly", Quarterly = "quarterly",
        TwiceYearly = "twice-yearly", Yearly = "yearly", EveryTwoYears = "every-two-years",
    }
);
code_list!(
    /// The role of a capacity.
    Role, "role" {
        HeadOfState = "head-of-state", HeadOfGovernment = "head-of-government", ForeignMinister = "foreign-minister",
        DefenceMinister = "defence-minister", Minister = "minister", DeputyMinister = "deputy-minister",
        Ambassador = "ambassador", Envoy = "envoy", Spokesperson = "spokesperson", SecretaryGeneral = "secretary-general",
        Commander = "commander", Commissioner = "commissioner", Chairperson = "chairperson", Director = "director",
        MemberOfParliament = "member-of-parliament", OtherRole = "other-role",
    }
);
code_list!(
    /// A field of activity.
    FieldOfActivity, "field" {
        Military = "military", MilitaryTraining = "military-training", ArmsSupply = "arms-supply",
        Intelligence = "intelligence", Security = "security", CounterTerrorism = "counter-terrorism",
        PoliticalDialogue = "political-dialogue", ForeignPolicy = "foreign-policy", Economy = "economy", Trade = "trade",
        Energy = "energy", Humanitarian = "humanitarian", DevelopmentAid = "development-aid", Health = "health",
        Climate = "climate", Migration = "migration", HumanRights = "human-rights", Democracy = "democracy",
        Governance = "governance", AntiCorruption = "anti-corruption", Borders = "borders", Sovereignty = "sovereignty",
        NonProliferation = "non-proliferation", Institutions = "institutions", Culture = "culture",
        Multidimensional = "multidimensional", General = "general",
    }
);
code_list!(
    /// The type of a relation.
    RelationType, "relation type" {
        StrategicPartnership = "strategic-partnership", Cooperation = "cooperation", Alliance = "alliance",
        BilateralRelations = "bilateral-relations", DiplomaticRelations = "diplomatic-relations",
        Affiliation = "affiliation", Dispute = "dispute", Conflict = "conflict", Rivalry = "rivalry",
    }
);
code_list!(
    /// The type of an instrument.
    InstrumentType, "instrument type" {
        JointCommunique = "joint-communique", Treaty = "treaty", Agreement = "agreement", Memorandum = "memorandum",
        Declaration = "declaration", Resolution = "resolution", LetterOfIntent = "letter-of-intent",
        PressRelease = "press-release", Law = "law",
    }
);
code_list!(
    /// The type of an event that has no class of its own.
    EventType, "event type" {
        Visit = "visit", TelephoneCall = "telephone-call", Negotiation = "negotiation", Mediation = "mediation",
        Signing = "signing", Ratification = "ratification", Appointment = "appointment", Recall = "recall",
        Expulsion = "expulsion", Sanction = "sanction", SanctionRelief = "sanction-relief", Vote = "vote",
        Appeal = "appeal", Demand = "demand", Rejection = "rejection", Protest = "protest", Accusation = "accusation",
        Apology = "apology", Condolence = "condolence", Congratulation = "congratulation", Concession = "concession",
        Investigation = "investigation", ProvisionOfAid = "provision-of-aid",
        MaterialCooperation = "material-cooperation", MilitaryPosture = "military-posture",
        ReductionOfRelations = "reduction-of-relations", Coercion = "coercion", Assault = "assault", Fight = "fight",
        MassViolence = "mass-violence", Ceasefire = "ceasefire", Election = "election", Invitation = "invitation",
        Inauguration = "inauguration", Commemoration = "commemoration", Death = "death", Ban = "ban",
        MissionOpening = "mission-opening", MissionClosure = "mission-closure", StatementMade = "statement-made",
        OtherEvent = "other-event",
    }
);
/// The type of an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ActorType {
    /// A sovereign state.
    State,
    /// An international organisation.
    Organisation,
    /// A military or paramilitary formation.
    Force,
    /// Persons acting together on an occasion.
    Delegation,
    /// A human being.
    Person,
    /// Any other collective actor.
    Group,
}

listed!(ActorType, "actor type" {
    State = "state", Organisation = "organisation", Force = "force", Delegation = "delegation", Person = "person",
    Group = "group",
});

/// The code of a fact that is reported; derived, never written.
pub const REPORTED: &str = "https://w3id.org/verbale/dipl#reported";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notations_read_back() {
        for role in Role::ALL {
            assert_eq!(Role::from_notation(role.notation()), Some(*role));
        }
        assert_eq!(Role::from_notation("Foreign-Minister"), None);
    }
}
