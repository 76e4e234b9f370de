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
    /// The engine stopped, with its own words.
    Engine(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Engine(reason) => write!(f, "the SHACL engine stopped: {reason}"),
        }
    }
}

impl std::error::Error for Error {}
