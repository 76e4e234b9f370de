//! The key of the dossier format for each property of the ontology.

use verbale_core::vocab::{Property, class, dipl};

use super::graph::{Predicate, Properties, values};
use super::model::{Section, short_iri};

/// A class of nodes with what the format calls it.
struct Class {
    types: &'static [&'static str],
    kind: &'static str,
    section: Section,
}

const fn class(types: &'static [&'static str], kind: &'static str, section: Section) -> Class {
    Class { types, kind, section }
}

/// The first type of each names it; an event of a class of its own has the general one too, which comes last.
const CLASSES: &[Class] = &[
    class(class::DOSSIER, "dossier", Section::Dossier),
    class(class::SOURCE_TEXT, "source", Section::Sources),
    class(class::STATE, "state", Section::Actors),
    class(class::INTERNATIONAL_ORGANISATION, "organisation", Section::Actors),
    class(class::FORCE, "force", Section::Actors),
    class(class::DELEGATION, "delegation", Section::Actors),
    class(class::PERSON, "person", Section::Actors),
    class(class::GROUP, "group", Section::Actors),
    class(class::PLACE, "place", Section::Places),
    class(class::CAPACITY, "capacity", Section::Facts),
    class(class::MEMBERSHIP, "membership", Section::Facts),
    class(class::MEETING, "meeting", Section::Facts),
    class(class::FORMALISATION, "formalisation", Section::Facts),
    class(class::RECOGNITION, "recognition", Section::Facts),
    class(class::FOUNDING, "founding", Section::Facts),
    class(class::ACCESSION, "accession", Section::Facts),
    class(class::WITHDRAWAL, "withdrawal", Section::Facts),
    class(class::RELATION, "relation", Section::Facts),
    class(class::INSTRUMENT, "instrument", Section::Facts),
    class(class::COMMITMENT, "commitment", Section::Facts),
    class(class::EXPECTATION, "expectation", Section::Facts),
    class(class::STATEMENT, "statement", Section::Facts),
    class(class::STANCE, "stance", Section::Facts),
    class(class::PROPOSITION, "proposition", Section::Facts),
    class(class::EVENT, "event", Section::Facts),
];

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sort {
    /// In the words of the format.
    pub(super) kind: String,
    pub(super) section: Section,
    /// Whether the source presents it as a fact; `None` where that is no question.
    pub(super) is_asserted: Option<bool>,
    /// Whether its types are those that the kind has.
    pub(super) is_usual: bool,
}

/// What a node is, by its types.
pub(super) fn sort(properties: &Properties) -> Option<Sort> {
    let types: Vec<&str> = values(properties, Property::Type).filter_map(|object| object.iri()).collect();
    let usual = |of: &[&str]| types.len() == of.len() && of.iter().all(|class| types.contains(class));
    if types.contains(&dipl::iri::UnassertedSituation) {
        let code = values(properties, Property::SituationType).find_map(|object| object.iri()).map(short_iri);
        let kind = code.as_deref().and_then(|code| code.strip_suffix("-situation")).unwrap_or("situation").to_owned();
        let is_usual = usual(class::UNASSERTED_SITUATION);
        return Some(Sort { kind, section: Section::Facts, is_asserted: Some(false), is_usual });
    }
    let found = CLASSES.iter().find(|class| types.contains(&class.types[0]))?;
    let is_asserted = (found.section == Section::Facts).then_some(true);
    Some(Sort { kind: found.kind.to_owned(), section: found.section, is_asserted, is_usual: usual(found.types) })
}

/// Whether `since` and `until` are its dates.
pub(super) fn has_period(kind: &str) -> bool {
    matches!(kind, "membership" | "capacity" | "relation")
}

/// The key under which the dates of an entry stand.
pub(super) fn date_key(section: Section) -> &'static str {
    if section == Section::Sources { "dateline" } else { "date" }
}

/// The key of a property for an entry of this kind. What the format has no key for goes by its prefixed name.
pub(super) fn key(predicate: &Predicate, kind: &str, section: Section) -> String {
    let known = match predicate {
        Predicate::Known(property) => key_of(*property, kind, section),
        Predicate::Other(_) => None,
    };
    known.map_or_else(|| prefixed(predicate.iri()), str::to_owned)
}

/// As [`short_iri`], with the prefix of our own terms, which keys would be confused with.
fn prefixed(iri: &str) -> String {
    match iri.strip_prefix(verbale_ontology::NAMESPACE) {
        Some(local) => format!("dipl:{local}"),
        None => short_iri(iri),
    }
}

fn key_of(property: Property, kind: &str, section: Section) -> Option<&'static str> {
    match section {
        Section::Facts => fact_key(property, kind),
        Section::Actors | Section::Places | Section::Occurrences => node_key(property, kind),
        Section::Sources => source_key(property),
        Section::Dossier => match property {
            Property::ConformsTo => Some("verbale"),
            Property::EditorialNote => Some("note"),
            Property::Source => Some("source"),
            _ => None,
        },
        Section::Others => None,
    }
}

fn fact_key(property: Property, kind: &str) -> Option<&'static str> {
    let of = |own: &str, key: &'static str| (kind == own).then_some(key);
    match property {
        Property::Member if kind == "capacity" => Some("who"),
        Property::Organisation if has_period(kind) => Some("of"),
        Property::EventType => of("event", "type"),
        Property::RelationType => of("relation", "type"),
        Property::InstrumentType => of("instrument", "type"),
        _ => event_key(property).or_else(|| other_fact_key(property)),
    }
}

const fn event_key(property: Property) -> Option<&'static str> {
    Some(match property {
        Property::Party => "parties",
        Property::Participant => "participants",
        Property::Observer => "observers",
        Property::Host => "host",
        Property::Doer => "by",
        Property::Recipient => "recipient",
        Property::Place => "place",
        Property::InCapacity => "inCapacity",
        Property::MeetingFormat => "meetingFormat",
        Property::Channel => "channel",
        Property::Ordinal => "ordinal",
        Property::Purpose => "purpose",
        Property::Topic => "topic",
        Property::Concerns => "concerns",
        Property::Field => "field",
        Property::PartOf => "partOf",
        Property::AssociatedStance => "associatedStance",
        Property::Establishes => "establishes",
        Property::Recognises => "recognises",
        Property::Founds => "founds",
        Property::Joins => "joins",
        Property::Leaves => "leaves",
        Property::PlannedIn => "plannedIn",
        Property::CorefersWith => "corefersWith",
        Property::SourceCode => "sourceCode",
        Property::EditorialNote => "note",
        _ => return None,
    })
}

const fn other_fact_key(property: Property) -> Option<&'static str> {
    Some(match property {
        Property::Member => "members",
        Property::Role => "role",
        Property::AccreditedTo => "to",
        Property::Title => "title",
        Property::Description => "description",
        Property::Text => "text",
        Property::Trend => "trend",
        Property::Forum => "forum",
        Property::MadeDuring => "madeDuring",
        Property::Status => "status",
        Property::Counterparty => "with",
        Property::Beneficiary => "for",
        Property::Means => "means",
        Property::ExpectedBy => "expectedBy",
        Property::Due => "due",
        Property::FollowsFrom => "followsFrom",
        Property::RecordedIn => "recordedIn",
        Property::Frequency => "series.frequency",
        Property::AlternatesBetween => "series.alternatesBetween",
        Property::FirstOccurrence => "series.firstOccurrence",
        Property::Speaker => "speaker",
        Property::Addressee => "addressee",
        Property::SpeechMode => "speechMode",
        Property::Withheld => "withheld",
        Property::Holder => "holder",
        Property::Target => "target",
        Property::Towards => "towards",
        Property::Polarity => "polarity",
        _ => return None,
    })
}

fn node_key(property: Property, kind: &str) -> Option<&'static str> {
    match (property, kind) {
        (Property::Name, "person") => Some("name"),
        (Property::PrefLabel, kind) if kind != "person" => Some("name"),
        (Property::Notation, "state") => Some("iso"),
        (Property::Notation, _) => Some("notation"),
        (Property::AltLabel, _) => Some("also"),
        (Property::HiddenLabel, _) => Some("forms"),
        (Property::Description, _) => Some("described"),
        (Property::ActedOnBehalfOf, _) => Some("of"),
        (Property::SameAs, _) => Some("sameAs"),
        (Property::Existence, _) => Some("existence"),
        (Property::Country, _) => Some("country"),
        (Property::Lat, _) => Some("lat"),
        (Property::Long, _) => Some("long"),
        (Property::Centroid, _) => Some("centroid"),
        _ => None,
    }
}

const fn source_key(property: Property) -> Option<&'static str> {
    Some(match property {
        Property::Title => "title",
        Property::Creator => "author",
        Property::Publisher => "publisher",
        Property::DatePublished => "published",
        Property::InLanguage => "language",
        Property::Url => "url",
        Property::License => "license",
        Property::TranslationOf => "translationOf",
        Property::Sha256 => "sha256",
        _ => return None,
    })
}

/// The key of what a claim says besides its values.
pub(super) fn claim_key(predicate: &Predicate) -> String {
    let known = match predicate {
        Predicate::Known(property) => match property {
            Property::SaidBy => Some("saidBy"),
            Property::SaidIn => Some("saidIn"),
            Property::Modality => Some("modality"),
            Property::Factuality => Some("factuality"),
            Property::Basis => Some("basis"),
            Property::Exhaustive => Some("exhaustive"),
            Property::OnProperty => Some("onProperty"),
            Property::RootEvent => Some("rootEvent"),
            Property::MentionCount => Some("mentionCount"),
            Property::SourceCount => Some("sourceCount"),
            Property::ArticleCount => Some("articleCount"),
            Property::Tone => Some("tone"),
            Property::HadPrimarySource => Some("primarySource"),
            _ => None,
        },
        Predicate::Other(_) => None,
    };
    known.map_or_else(|| format!("claim.{}", prefixed(predicate.iri())), str::to_owned)
}
