//! Why an input is not mended.

use std::fmt;
use std::path::PathBuf;

/// Why an input is not mended. The file is then as it was.
#[derive(Debug)]
pub(crate) enum Error {
    /// Standard input cannot be written back.
    Stdin,
    /// It is a pipe or a device.
    NoFile(PathBuf),
    /// The file is compressed.
    Compressed(PathBuf),
    /// The file is marked as not to be written.
    ReadOnly(PathBuf),
    /// The file is no longer what was checked.
    Changed(PathBuf),
    /// The file could not be read or written.
    File(crate::error::Error),
}

impl Error {
    /// A way out, where there is one.
    pub(crate) fn help(&self) -> Option<&'static str> {
        match self {
            Self::Stdin | Self::NoFile(_) => Some("give --fix a file"),
            Self::Compressed(_) => Some("decompress the file, mend it, and compress it again"),
            Self::ReadOnly(_) => Some("make the file writable first"),
            Self::Changed(_) => Some("run the check again"),
            Self::File(error) => error.help(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stdin => f.write_str("standard input cannot be mended in its place"),
            Self::NoFile(path) => write!(f, "cannot mend {}: it is no regular file", path.display()),
            Self::Compressed(path) => write!(f, "cannot mend {}: it is compressed", path.display()),
            Self::ReadOnly(path) => write!(f, "cannot mend {}: it is read-only", path.display()),
            Self::Changed(path) => write!(f, "cannot mend {}: it has changed since it was checked", path.display()),
            Self::File(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {}

impl From<crate::error::Error> for Error {
    fn from(error: crate::error::Error) -> Self {
        Self::File(error)
    }
}
