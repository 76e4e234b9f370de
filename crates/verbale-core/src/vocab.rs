//! The vocabularies: names spelt as in RDF, in the ontology's order.
//!
//! Each module is a `namespace!` of sophia's, so a name works as an RDF term; its `iri` submodule has the same names as
//! whole IRIs, which the hot path borrows. A test compares all of it with the ontology's files, both ways.

/// One vocabulary: sophia's namespace, whole IRIs, and the list of both.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $namespace:literal,
     { $($term:ident),* $(,)? }, { $($id:ident = $local:literal),* $(,)? }) => {
        $(#[$doc])*
        pub mod $name {
            sophia_api::namespace!($namespace, $($term),*; $($id, $local),*);

            /// The namespace's IRI.
            pub const NAMESPACE: &str = $namespace;

            /// Local names of the terms that dossiers become.
            pub const TERMS: &[&str] = &[$(stringify!($term),)* $($local,)*];

            /// The terms as whole IRIs.
            #[expect(non_upper_case_globals, reason = "terms are spelt as in RDF")]
            pub mod iri {
                $(
                    #[doc = concat!("`", $namespace, stringify!($term), "`")]
                    pub const $term: &str = concat!($namespace, stringify!($term));
                )*
                $(
                    #[doc = concat!("`", $namespace, $local, "`")]
                    pub const $id: &str = concat!($namespace, $local);
                )*
            }
        }
    };
}

vocabulary!(
    /// The diplomacy ontology (the w3id name is not registered yet; it stands here and in `ontology/` alone).
    dipl, "https://w3id.org/verbale/dipl#",
    {
        Actor, State, InternationalOrganisation, Force, Delegation, Person, Group, Place, Capacity, Membership, Event,
        Meeting, Formalisation, Recognition, Founding, Accession, Withdrawal, UnassertedSituation, Relation, Instrument,
        ProspectiveAction, Commitment, Expectation, MeetingSeries, Statement, Stance, Proposition, Claim, Span, Dossier,
        SourceText,
        about, onProperty, saidBy, saidIn, modality, factuality, basis, span, exhaustive,
        speaker, inCapacity, speechMode, addressee, madeDuring, withheld,
        party, participant, host, observer, channel, doer, recipient, concerns,
        place, eventType, meetingFormat, ordinal, purpose, topic, date, start, end, due, earliest, latest, edtf,
        leaves, joins, founds, recognises, establishes, plannedIn, partOf, corefersWith,
        situationType, relationType, instrumentType, sourceCode, field, trend, forum,
        member, organisation, role, accreditedTo, status, counterparty, beneficiary, means, expectedBy,
        followsFrom, recordedIn, series, frequency, alternatesBetween, firstOccurrence,
        holder, target, towards, polarity, associatedStance, existence, country,
        rootEvent, mentionCount, sourceCount, articleCount, tone, centroid
    }, {}
);
vocabulary!(
    /// RDF.
    rdf, "http://www.w3.org/1999/02/22-rdf-syntax-ns#", {}, { type_ = "type" }
);
vocabulary!(
    /// XML Schema datatypes.
    xsd, "http://www.w3.org/2001/XMLSchema#",
    { date, gYearMonth, gYear, dateTime, integer, nonNegativeInteger, decimal, boolean, string }, {}
);
vocabulary!(
    /// Dublin Core terms.
    dcterms, "http://purl.org/dc/terms/",
    { conformsTo, title, description, creator, publisher, license, source, isPartOf }, {}
);
vocabulary!(
    /// SKOS.
    skos, "http://www.w3.org/2004/02/skos/core#",
    { prefLabel, altLabel, hiddenLabel, notation, editorialNote }, {}
);
vocabulary!(
    /// Friend of a friend.
    foaf, "http://xmlns.com/foaf/0.1/", { Agent, Person, name }, {}
);
vocabulary!(
    /// schema.org, with `https:`.
    schema, "https://schema.org/",
    { Place, Event, CreativeWork, Schedule, Claim, text, datePublished, inLanguage, url, translationOfWork, sha256, sameAs }, {}
);
vocabulary!(
    /// PROV-O.
    prov, "http://www.w3.org/ns/prov#",
    { Agent, Location, Activity, Entity, Plan, Bundle, actedOnBehalfOf, hadPrimarySource }, {}
);
vocabulary!(
    /// The Organization Ontology.
    org, "http://www.w3.org/ns/org#", { Organization, Membership, member, organization, role }, {}
);
vocabulary!(
    /// Web Annotation.
    oa, "http://www.w3.org/ns/oa#",
    {
        SpecificResource, TextQuoteSelector, TextPositionSelector, hasSource, hasSelector, exact, prefix, suffix, start, end
    }, {}
);
vocabulary!(
    /// The Simple Event Model.
    sem, "http://semanticweb.cs.vu.nl/2009/11/sem/", { Event }, {}
);
vocabulary!(
    /// DCAT.
    dcat, "http://www.w3.org/ns/dcat#", { Dataset }, {}
);
vocabulary!(
    /// WGS 84 positions.
    wgs84, "http://www.w3.org/2003/01/geo/wgs84_pos#", { lat, long }, {}
);

/// The datatype of dates that XML Schema has no datatype for.
pub const EDTF: &str = "http://id.loc.gov/datatypes/edtf/EDTF";

/// Namespace of Wikidata's entities, for `wd:Q…`.
pub const WIKIDATA: &str = "http://www.wikidata.org/entity/";

macro_rules! properties {
    ($($name:ident = $module:ident :: $term:ident),* $(,)?) => {
        /// A predicate of the output. The order of the variants is the order of predicates within a node.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Property {
            $(#[doc = concat!("`", stringify!($module), ":", stringify!($term), "`")] $name,)*
        }

        impl Property {
            /// Every predicate, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its IRI.
            pub const fn iri(self) -> &'static str {
                match self { $(Self::$name => $module::iri::$term,)* }
            }
        }
    };
}

properties! {
    Type = rdf::type_,
    ConformsTo = dcterms::conformsTo,
    Name = foaf::name, PrefLabel = skos::prefLabel, AltLabel = skos::altLabel, HiddenLabel = skos::hiddenLabel,
    Notation = skos::notation, Title = dcterms::title, Description = dcterms::description, Text = schema::text,
    Creator = dcterms::creator, Publisher = dcterms::publisher, DatePublished = schema::datePublished,
    InLanguage = schema::inLanguage, Url = schema::url, License = dcterms::license,
    TranslationOf = schema::translationOfWork, Sha256 = schema::sha256,
    ActedOnBehalfOf = prov::actedOnBehalfOf, SameAs = schema::sameAs, Lat = wgs84::lat, Long = wgs84::long,
    About = dipl::about, OnProperty = dipl::onProperty, SaidBy = dipl::saidBy, SaidIn = dipl::saidIn,
    Modality = dipl::modality, Factuality = dipl::factuality, Basis = dipl::basis, Span = dipl::span,
    Exhaustive = dipl::exhaustive,
    Speaker = dipl::speaker, InCapacity = dipl::inCapacity, SpeechMode = dipl::speechMode, Addressee = dipl::addressee,
    MadeDuring = dipl::madeDuring, Withheld = dipl::withheld,
    Party = dipl::party, Participant = dipl::participant, Host = dipl::host, Observer = dipl::observer,
    Channel = dipl::channel, Doer = dipl::doer, Recipient = dipl::recipient, Concerns = dipl::concerns,
    Place = dipl::place, EventType = dipl::eventType, MeetingFormat = dipl::meetingFormat, Ordinal = dipl::ordinal,
    Purpose = dipl::purpose, Topic = dipl::topic,
    Date = dipl::date, Start = dipl::start, End = dipl::end, Due = dipl::due, Earliest = dipl::earliest,
    Latest = dipl::latest, Edtf = dipl::edtf,
    Leaves = dipl::leaves, Joins = dipl::joins, Founds = dipl::founds, Recognises = dipl::recognises,
    Establishes = dipl::establishes, PlannedIn = dipl::plannedIn, PartOf = dipl::partOf, CorefersWith = dipl::corefersWith,
    SituationType = dipl::situationType, RelationType = dipl::relationType, InstrumentType = dipl::instrumentType,
    SourceCode = dipl::sourceCode,
    Field = dipl::field, Trend = dipl::trend, Forum = dipl::forum,
    Member = dipl::member, Organisation = dipl::organisation, Role = dipl::role, AccreditedTo = dipl::accreditedTo,
    OrgMember = org::member, OrgOrganization = org::organization, OrgRole = org::role,
    Status = dipl::status, Counterparty = dipl::counterparty, Beneficiary = dipl::beneficiary, Means = dipl::means,
    ExpectedBy = dipl::expectedBy, FollowsFrom = dipl::followsFrom, RecordedIn = dipl::recordedIn,
    Series = dipl::series, Frequency = dipl::frequency, AlternatesBetween = dipl::alternatesBetween,
    FirstOccurrence = dipl::firstOccurrence,
    Holder = dipl::holder, Target = dipl::target, Towards = dipl::towards, Polarity = dipl::polarity,
    AssociatedStance = dipl::associatedStance, Existence = dipl::existence, Country = dipl::country,
    RootEvent = dipl::rootEvent, MentionCount = dipl::mentionCount, SourceCount = dipl::sourceCount,
    ArticleCount = dipl::articleCount, Tone = dipl::tone, Centroid = dipl::centroid,
    HadPrimarySource = prov::hadPrimarySource,
    HasSource = oa::hasSource, HasSelector = oa::hasSelector, Exact = oa::exact, Prefix = oa::prefix, Suffix = oa::suffix,
    SpanStart = oa::start, SpanEnd = oa::end,
    EditorialNote = skos::editorialNote, Source = dcterms::source, IsPartOf = dcterms::isPartOf,
}

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $($module:ident :: $term:ident),+;)*) => {
        $($(#[$doc])* pub const $name: &[&str] = &[$($module::iri::$term),+];)*
    };
}

/// The types of each class of node, its superclasses written out: most consumers do not reason.
pub mod class {
    use super::{dcat, dipl, foaf, oa, org, prov, schema, sem};

    classes! {
        /// State.
        STATE = dipl::State, dipl::Actor, prov::Agent, foaf::Agent, org::Organization;
        /// International organisation.
        INTERNATIONAL_ORGANISATION = dipl::InternationalOrganisation, dipl::Actor, prov::Agent, foaf::Agent, org::Organization;
        /// Armed force.
        FORCE = dipl::Force, dipl::Actor, prov::Agent, foaf::Agent, org::Organization;
        /// Delegation.
        DELEGATION = dipl::Delegation, dipl::Actor, prov::Agent, foaf::Agent, org::Organization;
        /// Person.
        PERSON = dipl::Person, dipl::Actor, prov::Agent, foaf::Agent, foaf::Person;
        /// Group.
        GROUP = dipl::Group, dipl::Actor, prov::Agent, foaf::Agent, org::Organization;
        /// Place.
        PLACE = dipl::Place, prov::Location, schema::Place;
        /// Capacity.
        CAPACITY = dipl::Capacity, org::Membership;
        /// Membership.
        MEMBERSHIP = dipl::Membership, org::Membership;
        /// Event without a class of its own.
        EVENT = dipl::Event, prov::Activity, sem::Event, schema::Event;
        /// Meeting.
        MEETING = dipl::Meeting, dipl::Event, prov::Activity, sem::Event, schema::Event;
        /// Formalisation.
        FORMALISATION = dipl::Formalisation, dipl::Event, prov::Activity, sem::Event, schema::Event;
        /// Recognition.
        RECOGNITION = dipl::Recognition, dipl::Event, prov::Activity, sem::Event, schema::Event;
        /// Founding.
        FOUNDING = dipl::Founding, dipl::Event, prov::Activity, sem::Event, schema::Event;
        /// Accession.
        ACCESSION = dipl::Accession, dipl::Event, prov::Activity, sem::Event, schema::Event;
        /// Withdrawal.
        WITHDRAWAL = dipl::Withdrawal, dipl::Event, prov::Activity, sem::Event, schema::Event;
        /// What the source does not itself present as a fact.
        UNASSERTED_SITUATION = dipl::UnassertedSituation, prov::Entity;
        /// Relation.
        RELATION = dipl::Relation, prov::Entity;
        /// Instrument.
        INSTRUMENT = dipl::Instrument, prov::Entity, schema::CreativeWork;
        /// Commitment.
        COMMITMENT = dipl::Commitment, dipl::ProspectiveAction, prov::Plan;
        /// Expectation.
        EXPECTATION = dipl::Expectation, dipl::ProspectiveAction, prov::Plan;
        /// Series of meetings.
        MEETING_SERIES = dipl::MeetingSeries, prov::Plan, schema::Schedule;
        /// Statement.
        STATEMENT = dipl::Statement, prov::Entity;
        /// Stance.
        STANCE = dipl::Stance, prov::Entity;
        /// Proposition.
        PROPOSITION = dipl::Proposition, prov::Entity;
        /// Claim.
        CLAIM = dipl::Claim, prov::Entity, schema::Claim;
        /// Span.
        SPAN = dipl::Span, oa::SpecificResource;
        /// Dossier.
        DOSSIER = dipl::Dossier, prov::Bundle, dcat::Dataset;
        /// Source text.
        SOURCE_TEXT = dipl::SourceText, prov::Entity, schema::CreativeWork;
        /// Selector by the words.
        TEXT_QUOTE_SELECTOR = oa::TextQuoteSelector;
        /// Selector by the position.
        TEXT_POSITION_SELECTOR = oa::TextPositionSelector;
    }
}
