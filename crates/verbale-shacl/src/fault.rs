//! Why shapes are refused, and what else there is to say about them.

use std::fmt;

use oxrdf::NamedOrBlankNode;
use verbale_core::diagnostic::Place;

/// Something wrong with a shapes file, or a note about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// One sentence, without a final full stop.
    pub message: String,
    /// The name of the file, as it was given in [`ShapesFile`](crate::ShapesFile).
    pub file: String,
    /// Where in that file, if the reader of the file knew places.
    pub place: Option<Place>,
    /// The shape or other node at fault, as N-Triples writes it.
    pub shape: Option<String>,
    /// A way out.
    pub help: Option<String>,
}

/// `file:line:column: message`, as far as these are known.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(place) = self.place {
            write!(f, ":{}:{}", place.start.line, place.start.column)?;
        }
        write!(f, ": {}", self.message)
    }
}

impl Fault {
    /// Says a way out.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names another shape than the subject of the statement.
    pub(crate) fn about(mut self, shape: &NamedOrBlankNode) -> Self {
        self.shape = Some(shape.to_string());
        self
    }
}
