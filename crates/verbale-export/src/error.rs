//! What keeps a quad from being written.

use crate::Format;
use std::{fmt, io};

/// The place of a term in a quad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The first term of a triple.
    Subject,
    /// The second term of a triple.
    Predicate,
    /// The third term of a triple.
    Object,
    /// The IRI after `^^`.
    Datatype,
    /// The graph that holds the triple.
    Graph,
    /// The IRI of a dossier.
    Dossier,
    /// The address of a JSON-LD context.
    Context,
    /// The namespace of a prefix.
    Namespace,
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Subject => "subject",
            Self::Predicate => "predicate",
            Self::Object => "object",
            Self::Datatype => "datatype",
            Self::Graph => "graph",
            Self::Dossier => "dossier",
            Self::Context => "context",
            Self::Namespace => "namespace",
        })
    }
}

/// Why a quad, or a document, was not written.
///
/// Every variant but [`Io`](Self::Io) is found before the first byte of the quad is written:
/// the quad leaves no trace, and the writer can go on with the next one.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The sink refused the bytes.
    Io(io::Error),
    /// An IRI is relative or does not follow RFC 3987.
    Iri {
        /// Where it stands.
        slot: Slot,
        /// The text given.
        iri: String,
    },
    /// A language tag is not well-formed (BCP 47, section 2.2.9), or a literal of datatype `rdf:langString` has none.
    LanguageTag {
        /// The text given.
        tag: String,
    },
    /// A blank node label does not follow `BLANK_NODE_LABEL` of Turtle.
    BlankNodeLabel {
        /// The text given.
        label: String,
    },
    /// A kind of term stands where RDF does not allow it, such as a literal as subject.
    Misplaced {
        /// Where it stands.
        slot: Slot,
        /// What it is.
        kind: &'static str,
    },
    /// The format has no named graphs.
    NamedGraph {
        /// The format asked for.
        format: Format,
    },
    /// The format has no notation for this feature of RDF.
    Unsupported {
        /// The format asked for.
        format: Format,
        /// The feature.
        feature: &'static str,
    },
    /// A predicate cannot be split into a namespace and an XML name (RDF/XML).
    XmlName {
        /// The predicate.
        predicate: String,
    },
    /// XML 1.0 has no way to write this character, not even as a reference.
    XmlChar {
        /// The character.
        character: char,
    },
    /// A prefix is not a plain name, or is given twice.
    Prefix {
        /// The prefix.
        prefix: String,
    },
    /// The JSON-LD context has something that the writer does not understand.
    Context {
        /// The term or keyword at fault, empty for the document itself.
        term: String,
        /// What is wrong with it.
        reason: String,
    },
    /// An IRI would be read as a term or a prefix of the JSON-LD context.
    Hidden {
        /// The IRI.
        iri: String,
    },
    /// A second dossier, or a second graph, in a document that was promised to hold one dossier.
    Single,
    /// [`begin_section`](crate::Writer::begin_section) got a number that the layout has no title for.
    Section {
        /// The number given.
        index: usize,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::Iri { slot, iri } => write!(f, "not an absolute IRI as {slot}: {iri:?}"),
            Self::LanguageTag { tag } => write!(f, "not a language tag: {tag:?}"),
            Self::BlankNodeLabel { label } => write!(f, "not a blank node label: {label:?}"),
            Self::Misplaced { slot, kind } => write!(f, "a {kind} cannot be a {slot}"),
            Self::NamedGraph { format } => write!(f, "{} holds no named graphs", format.name()),
            Self::Unsupported { format, feature } => {
                write!(f, "{} has no notation for {feature}", format.name())
            }
            Self::XmlName { predicate } => {
                write!(f, "RDF/XML cannot write the predicate {predicate:?}: it does not end in an XML name")
            }
            Self::XmlChar { character } => {
                write!(f, "XML 1.0 cannot hold U+{:04X}", u32::from(*character))
            }
            Self::Prefix { prefix } => write!(f, "the prefix {prefix:?} is ill-formed or given twice"),
            Self::Context { term, reason } => write!(f, "JSON-LD context, {term:?}: {reason}"),
            Self::Hidden { iri } => {
                write!(f, "the JSON-LD context gives another meaning to the IRI {iri:?}")
            }
            Self::Single => f.write_str("the document was promised to hold one dossier in one graph"),
            Self::Section { index } => write!(f, "the layout has no section {index}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        if let Self::Io(error) = self { Some(error) } else { None }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::Io(error) => error,
            other => Self::new(io::ErrorKind::InvalidData, other),
        }
    }
}
