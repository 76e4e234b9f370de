//! The ontology's files, embedded as they are published.

/// The ontology itself: header, classes and properties (Turtle, CC BY 4.0).
///
/// The properties stand in the order in which writers give the predicates of a subject.
///
/// ```
/// assert!(verbale_ontology::DIPLOMACY.contains("dipl:UnassertedSituation"));
/// ```
pub const DIPLOMACY: &str = include_str!("diplomacy.ttl");

/// The extension for event datasets: counts, tone, intensity and centroids (Turtle, CC BY 4.0).
pub const EVENTS: &str = include_str!("events.ttl");

/// The alignments with other vocabularies (Turtle, CC BY 4.0).
pub const MAPPINGS: &str = include_str!("mappings.ttl");

/// The JSON-LD 1.1 context, with one term for each property and date datatype.
pub const CONTEXT: &str = include_str!("context.jsonld");

/// The state table as tab-separated values with a header line; see [`crate::state`] for a lookup.
pub const STATES: &str = include_str!("states.tsv");

/// What a record with a CAMEO code or a PLOVER category becomes, as tab-separated values with a header line; see
/// [`crate::outcome`] for a lookup.
pub const OUTCOMES: &str = include_str!("outcomes.tsv");

/// First groups of CAMEO actor codes that are no ISO 3166-1 code of the country that they look like, as tab-separated
/// values with a header line; see [`crate::cameo_actor`] for a lookup.
pub const CAMEO_ACTORS: &str = include_str!("cameo-actors.tsv");

/// The code lists: name of the list and its SKOS scheme in Turtle.
///
/// Our own lists come first, then the CAMEO (MIT) and PLOVER (CC BY-SA 4.0) schemes.
///
/// ```
/// let (_, roles) = verbale_ontology::CODES.iter().find(|(name, _)| *name == "role").unwrap();
/// assert!(roles.contains("dipl:foreign-minister"));
/// ```
pub const CODES: &[(&str, &str)] = &[
    ("modality", include_str!("codes/modality.ttl")),
    ("factuality", include_str!("codes/factuality.ttl")),
    ("basis", include_str!("codes/basis.ttl")),
    ("polarity", include_str!("codes/polarity.ttl")),
    ("trend", include_str!("codes/trend.ttl")),
    ("speech-mode", include_str!("codes/speech-mode.ttl")),
    ("existence", include_str!("codes/existence.ttl")),
    ("status", include_str!("codes/status.ttl")),
    ("meeting-format", include_str!("codes/meeting-format.ttl")),
    ("channel", include_str!("codes/channel.ttl")),
    ("frequency", include_str!("codes/frequency.ttl")),
    ("situation-type", include_str!("codes/situation-type.ttl")),
    ("role", include_str!("codes/role.ttl")),
    ("field", include_str!("codes/field.ttl")),
    ("relation-type", include_str!("codes/relation-type.ttl")),
    ("instrument-type", include_str!("codes/instrument-type.ttl")),
    ("event-type", include_str!("codes/event-type.ttl")),
    ("cameo", include_str!("codes/cameo.ttl")),
    ("plover", include_str!("codes/plover.ttl")),
];

/// The SHACL shapes, split by concern: name of the file without its extension and its Turtle (CC BY 4.0).
///
/// The shapes are one graph: those of one file may name those of another. They use SHACL Core alone.
///
/// ```
/// let (_, evidence) = verbale_ontology::SHAPES.iter().find(|(name, _)| *name == "evidence").unwrap();
/// assert!(evidence.contains("sh:targetClass dipl:Span"));
/// ```
pub const SHAPES: &[(&str, &str)] = &[
    ("claim", include_str!("shapes/claim.ttl")),
    ("layer", include_str!("shapes/layer.ttl")),
    ("event", include_str!("shapes/event.ttl")),
    ("prospective", include_str!("shapes/prospective.ttl")),
    ("statement-stance", include_str!("shapes/statement-stance.ttl")),
    ("relation", include_str!("shapes/relation.ttl")),
    ("actor-place", include_str!("shapes/actor-place.ttl")),
    ("dates", include_str!("shapes/dates.ttl")),
    ("texts", include_str!("shapes/texts.ttl")),
    ("evidence", include_str!("shapes/evidence.ttl")),
    ("source-dossier", include_str!("shapes/source-dossier.ttl")),
    ("dataset", include_str!("shapes/dataset.ttl")),
    ("codes", include_str!("shapes/codes.ttl")),
    ("source-codes", include_str!("shapes/source-codes.ttl")),
    ("terms", include_str!("shapes/terms.ttl")),
    ("types", include_str!("shapes/types.ttl")),
];
