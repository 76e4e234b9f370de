//! Dossiers that are written apart from the output, so that several can be written at once.

use verbale_core::describe::Item;

use super::{Document, Manner};
use crate::error::Error;

/// What is to be written.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    /// How.
    pub(super) manner: Manner,
    /// The name of the one document; none where each dossier has its own.
    pub(super) name: Option<String>,
}

impl Plan {
    /// Begins to write.
    pub(crate) fn pen(&self) -> Result<Pen, Error> {
        match &self.name {
            Some(name) => Ok(Pen::Fragments(Box::new(Document::fragments(&self.manner, name.clone())?))),
            None => Ok(Pen::Documents(self.manner.clone(), Box::new(None))),
        }
    }
}

/// Writes dossiers apart.
pub(crate) enum Pen {
    /// Dossiers that go into one document.
    Fragments(Box<Document<Vec<u8>>>),
    /// A document for each dossier, and the one that is open.
    Documents(Manner, Box<Option<Document<Vec<u8>>>>),
}

impl Pen {
    /// Writes a piece of the dossier with this id.
    pub(crate) fn write(&mut self, id: &str, item: Item<'_>) -> Result<(), Error> {
        match self {
            Self::Fragments(document) => document.write(item),
            Self::Documents(manner, open) => match &mut **open {
                Some(document) => document.write(item),
                None => open.insert(Document::begin(manner, true, id.to_owned(), Vec::new())?).write(item),
            },
        }
    }

    /// Ends the dossier and appends it to `bytes`; nothing where none was written.
    pub(crate) fn take(&mut self, bytes: &mut Vec<u8>) -> Result<(), Error> {
        match self {
            Self::Fragments(document) => document.take(bytes),
            Self::Documents(_, open) => {
                if let Some(document) = open.take() {
                    bytes.append(&mut document.finish()?);
                }
                Ok(())
            }
        }
    }
}
