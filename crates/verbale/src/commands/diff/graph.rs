//! Triples by subject: what both sides are brought to first, be they dossiers or RDF files.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use oxrdf::{NamedOrBlankNodeRef, QuadRef, TermRef};
use sophia_api::term::SimpleTerm;
use verbale_core::vocab::{Property, dipl};

use crate::error::Error;

/// A predicate: one that dossiers become, or any other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Predicate {
    Known(Property),
    Other(String),
}

/// The object of a triple. Language tags are in lower case, as RDF compares them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Object {
    Iri(String),
    Literal { lexical: String, datatype: String, language: Option<String> },
}

/// The properties of one subject, without order and repeats.
pub(super) type Properties = BTreeMap<Predicate, BTreeSet<Object>>;

/// Triples by subject.
#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    pub(super) subjects: BTreeMap<String, Properties>,
}

static KNOWN: LazyLock<HashMap<&'static str, Property>> =
    LazyLock::new(|| Property::ALL.iter().map(|property| (property.iri(), *property)).collect());

impl Predicate {
    fn of(iri: &str) -> Self {
        KNOWN.get(iri).map_or_else(|| Self::Other(iri.to_owned()), |property| Self::Known(*property))
    }

    /// Its IRI.
    pub(super) fn iri(&self) -> &str {
        match self {
            Self::Known(property) => property.iri(),
            Self::Other(iri) => iri,
        }
    }
}

impl Object {
    /// The IRI, where it is one.
    pub(super) fn iri(&self) -> Option<&str> {
        match self {
            Self::Iri(iri) => Some(iri),
            Self::Literal { .. } => None,
        }
    }

    /// The lexical form, where it is a literal.
    pub(super) fn lexical(&self) -> Option<&str> {
        match self {
            Self::Iri(_) => None,
            Self::Literal { lexical, .. } => Some(lexical),
        }
    }
}

impl Graph {
    fn insert(&mut self, subject: &str, predicate: &str, object: Object) {
        if !self.subjects.contains_key(subject) {
            self.subjects.insert(subject.to_owned(), Properties::new());
        }
        if let Some(properties) = self.subjects.get_mut(subject) {
            properties.entry(Predicate::of(predicate)).or_default().insert(object);
        }
    }

    /// Adds a triple of a description.
    pub(super) fn describe(&mut self, [subject, predicate, object]: &[SimpleTerm<'_>; 3]) -> Result<(), Error> {
        let odd = || Error::Internal("a description has a term that is neither IRI nor literal".into());
        let (SimpleTerm::Iri(subject), SimpleTerm::Iri(predicate)) = (subject, predicate) else { return Err(odd()) };
        let object = match object {
            SimpleTerm::Iri(iri) => Object::Iri(iri.as_str().to_owned()),
            SimpleTerm::LiteralDatatype(lexical, datatype) => Object::Literal {
                lexical: lexical.as_ref().to_owned(),
                datatype: datatype.as_str().to_owned(),
                language: None,
            },
            SimpleTerm::LiteralLanguage(text, tag, _) => Object::Literal {
                lexical: text.as_ref().to_owned(),
                datatype: String::new(),
                language: Some(tag.as_str().to_ascii_lowercase()),
            },
            _ => return Err(odd()),
        };
        self.insert(subject.as_str(), predicate.as_str(), object);
        Ok(())
    }

    /// Adds a quad of a file, whatever its graph. `false` for one with a blank node.
    pub(super) fn read(&mut self, quad: QuadRef<'_>) -> bool {
        let NamedOrBlankNodeRef::NamedNode(subject) = quad.subject else { return false };
        let object = match quad.object {
            TermRef::NamedNode(node) => Object::Iri(node.as_str().to_owned()),
            TermRef::Literal(literal) => Object::Literal {
                lexical: literal.value().to_owned(),
                datatype: literal.language().map_or_else(|| literal.datatype().as_str().to_owned(), |_| String::new()),
                language: literal.language().map(str::to_ascii_lowercase),
            },
            TermRef::BlankNode(_) => return false,
        };
        self.insert(subject.as_str(), quad.predicate.as_str(), object);
        true
    }

    /// Adds a subject with its properties.
    pub(super) fn adopt(&mut self, subject: String, properties: Properties) {
        let own = self.subjects.entry(subject).or_default();
        for (predicate, objects) in properties {
            own.entry(predicate).or_default().extend(objects);
        }
    }

    /// The objects of a subject's property.
    pub(super) fn objects(&self, subject: &str, property: Property) -> impl Iterator<Item = &Object> {
        self.subjects.get(subject).into_iter().flat_map(move |properties| values(properties, property))
    }

    /// The subjects with this type.
    pub(super) fn of_type(&self, class: &str) -> impl Iterator<Item = &str> {
        let class = class.to_owned();
        self.subjects
            .iter()
            .filter(move |(_, properties)| {
                values(properties, Property::Type).any(|object| object.iri() == Some(&*class))
            })
            .map(|(subject, _)| subject.as_str())
    }

    /// The dossiers that it describes.
    pub(super) fn dossiers(&self) -> impl Iterator<Item = &str> {
        self.of_type(dipl::iri::Dossier)
    }
}

/// Whether the types of a node are exactly these.
pub(super) fn has_types(properties: &Properties, types: &[&str]) -> bool {
    let own: BTreeSet<_> = values(properties, Property::Type).filter_map(Object::iri).collect();
    own == types.iter().copied().collect()
}

/// The values of a property.
pub(super) fn values(properties: &Properties, property: Property) -> impl Iterator<Item = &Object> {
    properties.get(&Predicate::Known(property)).into_iter().flatten()
}
