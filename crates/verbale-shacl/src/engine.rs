//! The one thing that is asked of an engine.

use std::fmt;

use oxrdf::Triple;

use crate::result::ValidationResult;

/// Validates data graphs against shapes that it holds.
pub trait Engine {
    /// Validates one data graph; results are sorted by severity, focus node, path, component, value, shape.
    fn validate(&self, data: &mut dyn Iterator<Item = Triple>) -> Result<Vec<ValidationResult>, Error>;
}

/// What kept an engine from a verdict on a data graph.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The data graph has more than 4,294,967,295 triples or terms.
    TooLarge,
    /// A query of a shape failed: the shape, as N-Triples writes it, and the words of the evaluator.
    Query(String, String),
    /// No thread with a stack for queries: why.
    Thread(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge => {
                f.write_str("the data graph has more triples or terms than can be numbered (4,294,967,295)")
            }
            Self::Thread(reason) => write!(f, "the thread that queries run in failed: {reason}"),
            Self::Query(shape, reason) => write!(f, "the query of shape {shape} failed: {reason}"),
        }
    }
}

impl std::error::Error for Error {}
