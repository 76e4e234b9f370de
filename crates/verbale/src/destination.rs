//! Where the quads of a run go: one stream for all dossiers, or a file for each.

mod document;
mod pen;

pub(crate) use document::Document;
#[cfg(feature = "query")]
pub(crate) use document::own_namespaces;
pub(crate) use pen::{Pen, Plan};

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use verbale_core::describe::Item;
use verbale_export::{Format, JsonLdForm};

use crate::args::GraphName;
use crate::error::Error;
use crate::input::shown;
use crate::output::{Finished, Output, OutputFile, check_folder, output_name};

/// How documents are written.
#[derive(Clone, Debug)]
pub(crate) struct Manner {
    /// The format.
    pub(crate) format: Format,
    /// What names the graph of a dossier.
    pub(crate) graph: GraphName,
    /// The form of JSON-LD.
    pub(crate) jsonld_form: JsonLdForm,
    /// The IRI in the place of the JSON-LD context.
    pub(crate) context_url: Option<String>,
}

impl Manner {
    fn file_name(&self, id: &str) -> String {
        format!("{id}.{}", self.format.extension())
    }
}

/// Where the quads of a run go.
pub(crate) enum Destination {
    /// All dossiers into one document.
    One(Box<One>),
    /// A document for each dossier.
    Each(Box<Each>),
}

/// One document.
pub(crate) struct One {
    manner: Manner,
    single: bool,
    to_file: bool,
    name: String,
    /// The output until its document begins; `None` with no document: the run has refused a dossier.
    output: Option<Output>,
    document: Option<Document<Counted>>,
    bytes: u64,
}

/// A folder of documents. They take their names together, at the end: a failed run changes no file.
pub(crate) struct Each {
    manner: Manner,
    folder: PathBuf,
    refused: bool,
    ids: BTreeSet<String>,
    open: Option<(String, Document<Counted>)>,
    finished: Vec<Finished>,
    bytes: u64,
}

impl Destination {
    /// Opens the output, before anything is read. `single` says that there will be one dossier.
    pub(crate) fn open(
        output: Option<&Path>,
        out_dir: Option<&Path>,
        manner: Manner,
        single: bool,
    ) -> Result<Self, Error> {
        if let Some(folder) = out_dir {
            check_folder(folder)?;
            let (ids, finished) = (BTreeSet::new(), Vec::new());
            let each = Each { manner, folder: folder.into(), refused: false, ids, open: None, finished, bytes: 0 };
            return Ok(Self::Each(Box::new(each)));
        }
        let name = output_name(output);
        let output = Output::open(output)?;
        let to_file = matches!(output, Output::File(_));
        let output = Some(output);
        Ok(Self::One(Box::new(One { manner, single, to_file, name, output, document: None, bytes: 0 })))
    }

    /// What somebody needs to know who writes whole dossiers apart, for [`Destination::put`].
    pub(crate) fn plan(&self) -> Plan {
        match self {
            Self::One(one) => Plan { manner: one.manner.clone(), name: Some(one.name.clone()) },
            Self::Each(each) => Plan { manner: each.manner.clone(), name: None },
        }
    }

    /// Whether each dossier has a document of its own.
    pub(crate) fn is_by_dossier(&self) -> bool {
        matches!(self, Self::Each(_))
    }

    /// The name of the file of a dossier that has one of its own.
    pub(crate) fn file_name(&self, id: &str) -> String {
        let manner = match self {
            Self::One(one) => &one.manner,
            Self::Each(each) => &each.manner,
        };
        manner.file_name(id)
    }

    /// Whether what is written now will stand: no dossier was refused.
    pub(crate) fn is_open(&self) -> bool {
        match self {
            Self::One(one) => one.output.is_some() || one.document.is_some(),
            Self::Each(each) => !each.refused,
        }
    }

    /// Whether dossiers that were written before one is refused stand.
    pub(crate) fn keeps_what_was_written(&self) -> bool {
        matches!(self, Self::One(one) if !one.to_file)
    }

    /// Writes what a [`Pen`] has written: one dossier, or, where all go into one document, any number of them.
    pub(crate) fn put(&mut self, id: &str, bytes: &[u8]) -> Result<(), Error> {
        match self {
            Self::One(one) => one.document()?.map_or(Ok(()), |document| document.append(bytes)),
            Self::Each(each) => each.put(id, bytes),
        }
    }

    /// Writes a piece of the dossier with this id.
    pub(crate) fn write(&mut self, id: &str, item: Item<'_>) -> Result<(), Error> {
        match self {
            Self::One(one) => one.write(item),
            Self::Each(each) => each.write(id, item),
        }
    }

    /// A dossier is refused: nothing more is written, and files stay as they were. On standard output the dossiers
    /// before it make a document.
    pub(crate) fn refuse(&mut self) -> Result<(), Error> {
        match self {
            Self::One(one) => one.refuse(),
            Self::Each(each) => {
                each.refused = true;
                each.open = None;
                each.finished.clear();
                Ok(())
            }
        }
    }

    /// Ends the documents; files take their names. Gives the bytes of all of them, before compression.
    pub(crate) fn finish(self) -> Result<u64, Error> {
        match self {
            Self::One(mut one) => one.finish(),
            Self::Each(each) => each.finish(),
        }
    }
}

impl One {
    /// The document, begun if it was not; none where the run has refused a dossier.
    fn document(&mut self) -> Result<Option<&mut Document<Counted>>, Error> {
        if let Some(output) = self.output.take() {
            let output = Counted { output, bytes: 0 };
            self.document = Some(Document::begin(&self.manner, self.single, self.name.clone(), output)?);
        }
        Ok(self.document.as_mut())
    }

    fn write(&mut self, item: Item<'_>) -> Result<(), Error> {
        self.document()?.map_or(Ok(()), |document| document.write(item))
    }

    fn refuse(&mut self) -> Result<(), Error> {
        let (document, _) = (self.document.take(), self.output.take());
        match document {
            Some(document) if !self.to_file => self.keep(document),
            _ => Ok(()),
        }
    }

    fn keep(&mut self, document: Document<Counted>) -> Result<(), Error> {
        let Counted { output, bytes } = document.finish()?;
        self.bytes = bytes;
        output.keep()
    }

    fn finish(&mut self) -> Result<u64, Error> {
        self.document()?;
        if let Some(document) = self.document.take() {
            self.keep(document)?;
        }
        Ok(self.bytes)
    }
}

impl Each {
    fn write(&mut self, id: &str, item: Item<'_>) -> Result<(), Error> {
        if self.refused {
            return Ok(());
        }
        if self.open.as_ref().is_none_or(|(open, _)| open != id) {
            self.close()?;
            let document = self.begin(id)?;
            self.open = Some((id.to_owned(), document));
        }
        self.open.as_mut().map_or(Ok(()), |(_, document)| document.write(item))
    }

    fn put(&mut self, id: &str, bytes: &[u8]) -> Result<(), Error> {
        if self.refused {
            return Ok(());
        }
        self.close()?;
        let (path, mut file) = self.create(id)?;
        file.write_all(bytes).map_err(|cause| Error::Write(shown(&path), cause))?;
        self.bytes += bytes.len() as u64;
        self.finished.push(file.finish()?);
        Ok(())
    }

    fn begin(&mut self, id: &str) -> Result<Document<Counted>, Error> {
        let (path, file) = self.create(id)?;
        let output = Counted { output: Output::File(Box::new(file)), bytes: 0 };
        Document::begin(&self.manner, true, shown(&path), output)
    }

    fn create(&mut self, id: &str) -> Result<(PathBuf, OutputFile), Error> {
        let path = self.folder.join(self.manner.file_name(id));
        // Ids are checked slugs; should one ever not be, it must not lead out of the folder.
        if path.parent() != Some(&self.folder) || !self.ids.insert(id.to_owned()) {
            return Err(Error::Apart(path));
        }
        let file = OutputFile::create(&path)?;
        Ok((path, file))
    }

    fn close(&mut self) -> Result<(), Error> {
        if let Some((_, document)) = self.open.take() {
            let Counted { output, bytes } = document.finish()?;
            self.bytes += bytes;
            if let Output::File(file) = output {
                self.finished.push(file.finish()?);
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Result<u64, Error> {
        self.close()?;
        let bytes = if self.refused { 0 } else { self.bytes };
        self.finished.into_iter().try_for_each(Finished::keep)?;
        Ok(bytes)
    }
}

/// An output that counts what goes into it.
pub(crate) struct Counted {
    output: Output,
    bytes: u64,
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = self.output.write(bytes)?;
        self.bytes += length as u64;
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}
