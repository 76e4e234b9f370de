//! Why a file cannot be read.

use std::{fmt, io};

use verbale_core::position::Place;

/// Why a file cannot be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The bytes did not come.
    Io(io::Error),
    /// The file is not what its syntax asks.
    Syntax {
        /// What is wrong, for people, without a final full stop.
        message: String,
        /// Where, in the file as it is: a byte order mark counts in bytes and not in columns.
        place: Option<Place>,
        /// The way out, where there is one.
        help: Option<String>,
    },
}

impl Error {
    pub(crate) fn syntax(message: impl Into<String>, place: Option<Place>) -> Self {
        Self::Syntax { message: message.into(), place, help: None }
    }

    pub(crate) fn helped(message: impl Into<String>, place: Option<Place>, way_out: impl Into<String>) -> Self {
        Self::Syntax { message: message.into(), place, help: Some(way_out.into()) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(f),
            Self::Syntax { message, place: None, .. } => f.write_str(message),
            Self::Syntax { message, place: Some(place), .. } => {
                write!(f, "{}:{}: {message}", place.start.line, place.start.column)
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            Self::Syntax { .. } => None,
        }
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}
