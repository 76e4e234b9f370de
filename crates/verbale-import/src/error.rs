//! Why a file is not read at all.

use std::{fmt, io};

use crate::damage::Damage;

/// Why a file is not read, or not to its end.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// Its bytes cannot be had.
    Read(io::Error),
    /// A spreadsheet has changed it: some of its codes are others now, and nobody can tell which.
    Damaged(Damage),
    /// It is none of this dataset: why.
    Foreign(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(cause) => cause.fmt(f),
            Self::Damaged(damage) => damage.fmt(f),
            Self::Foreign(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read(cause) => Some(cause),
            Self::Damaged(_) | Self::Foreign(_) => None,
        }
    }
}

impl From<io::Error> for Error {
    fn from(cause: io::Error) -> Self {
        Self::Read(cause)
    }
}

impl From<Damage> for Error {
    fn from(damage: Damage) -> Self {
        Self::Damaged(damage)
    }
}
