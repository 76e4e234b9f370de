//! Where pages go: one file, or a folder with a page for each dossier and an index.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use verbale_core::resolve::Resolved;
use verbale_view::{Index, Language, Sheet, Viewer};

use super::{turtle, usage};
use crate::error::Error;
use crate::input::shown;
use crate::output::{Finished, Output, OutputFile, check_folder, output_name};

/// The name of the page that leads to the others.
const INDEX: &str = "index.html";

/// Pages in the making. They take their names together, at the end: a failed run changes no file.
pub(super) struct Site {
    viewer: Viewer,
    language: Option<Language>,
    /// Whether nothing is written any more: a dossier was refused.
    refused: bool,
    place: Place,
}

/// Where pages go.
enum Place {
    /// One page to one file; none where it is written already.
    One { name: String, output: Option<Output>, page: Option<String> },
    /// A page for each dossier.
    Each(Box<Each>),
}

/// A page for each dossier, and what the index needs to know of it.
struct Each {
    folder: PathBuf,
    names: BTreeSet<String>,
    finished: Vec<Finished>,
    index: Index,
    /// A file without a name, so that nothing is left of it however the run ends.
    spool: BufWriter<File>,
}

impl Site {
    /// Opens the output, before anything is read.
    pub(super) fn open(
        output: Option<&Path>,
        out_dir: Option<&Path>,
        language: Option<Language>,
    ) -> Result<Self, Error> {
        let place = match out_dir {
            Some(folder) => {
                check_folder(folder)?;
                Place::Each(Box::new(Each::open(folder, language)?))
            }
            None => Place::One { name: output_name(output), output: Some(Output::open(output)?), page: None },
        };
        Ok(Self { viewer: Viewer::new().map_err(|cause| failed(&cause))?, language, refused: false, place })
    }

    /// Makes the page of a dossier.
    pub(super) fn add(&mut self, resolved: &Resolved<'_>, text: Option<&str>) -> Result<(), Error> {
        if self.refused {
            return Ok(());
        }
        let turtle = turtle::of_facts(resolved)?;
        let index = matches!(self.place, Place::Each(_)).then_some(INDEX);
        let sheet = Sheet { resolved, text, turtle: &turtle, language: self.language, index };
        let html = self.viewer.page(&sheet).map_err(|cause| failed(&cause))?;
        match &mut self.place {
            Place::One { page: page @ None, .. } => *page = Some(html),
            Place::One { .. } => {
                return Err(usage(
                    "there are several dossiers, and --output takes the page of one: give --out-dir".into(),
                ));
            }
            Place::Each(each) => each.add(&sheet, &html)?,
        }
        Ok(())
    }

    /// A dossier is refused: nothing more is written, and files stay as they were.
    pub(super) fn refuse(&mut self) {
        self.refused = true;
        match &mut self.place {
            Place::One { output, page, .. } => (*output, *page) = (None, None),
            Place::Each(each) => each.finished.clear(),
        }
    }

    /// Writes what is left, and gives the files their names. Gives a line that sums up.
    pub(super) fn finish(self) -> Result<Option<String>, Error> {
        if self.refused {
            return Ok(None);
        }
        match self.place {
            Place::One { name, output: Some(mut output), page: Some(page) } => {
                output.write_all(page.as_bytes()).map_err(|cause| Error::Write(name, cause))?;
                output.keep()?;
                Ok(None)
            }
            Place::One { .. } => Ok(None),
            Place::Each(each) => each.finish(&self.viewer).map(Some),
        }
    }
}

impl Each {
    fn open(folder: &Path, language: Option<Language>) -> Result<Self, Error> {
        let spool = tempfile::tempfile_in(folder).map_err(|cause| Error::Write(spool_name(folder), cause))?;
        Ok(Self {
            folder: folder.into(),
            names: BTreeSet::new(),
            finished: Vec::new(),
            index: Index::new(language),
            spool: BufWriter::with_capacity(1 << 16, spool),
        })
    }

    fn add(&mut self, sheet: &Sheet<'_, '_>, html: &str) -> Result<(), Error> {
        let name = file_name(sheet.resolved);
        let path = self.folder.join(&name);
        // Ids are checked slugs; should one ever not be, it must not lead out of the folder.
        if path.parent() != Some(&self.folder) || self.names.contains(&name) {
            return Err(Error::Apart(path));
        }
        self.finished.push(written(&path, html)?);
        let added = self.index.add(sheet, &name, &mut self.spool);
        added.map_err(|cause| Error::Write(spool_name(&self.folder), cause))?;
        self.names.insert(name);
        Ok(())
    }

    /// Writes the index, and gives all files their names. Gives a line that sums up.
    fn finish(self, viewer: &Viewer) -> Result<String, Error> {
        let Self { folder, mut finished, index, spool, .. } = self;
        let pages = finished.len();
        let spool = spool.into_inner().map_err(|cause| Error::Write(spool_name(&folder), cause.into_error()))?;
        let path = folder.join(INDEX);
        let mut file = OutputFile::create(&path)?;
        viewer.index(index, BufReader::with_capacity(1 << 16, spool), &mut file).map_err(|cause| match cause {
            verbale_view::Error::Spool(cause) => Error::Read(spool_name(&folder), cause),
            verbale_view::Error::Write(cause) => Error::Write(shown(&path), cause),
            cause => failed(&cause),
        })?;
        finished.push(file.finish()?);
        finished.into_iter().try_for_each(Finished::keep)?;
        let noun = if pages == 1 { "page" } else { "pages" };
        Ok(format!("{pages} {noun}, to be opened by {}", shown(&path)))
    }
}

/// What messages call the file that the index is made from.
fn spool_name(folder: &Path) -> String {
    format!("a temporary file in {}", shown(folder))
}

/// The page's name: the dossier's id, and the number of the part where it is one. No id has a dot.
fn file_name(resolved: &Resolved<'_>) -> String {
    let dossier = resolved.dossier;
    match dossier.part {
        Some(part) => format!("{}.{part}.html", &*dossier.id),
        // The index has its name first.
        None if format!("{}.html", &*dossier.id) == INDEX => "index.1.html".to_owned(),
        None => format!("{}.html", &*dossier.id),
    }
}

fn written(path: &Path, html: &str) -> Result<Finished, Error> {
    let mut file = OutputFile::create(path)?;
    file.write_all(html.as_bytes()).map_err(|cause| Error::Write(shown(path), cause))?;
    file.finish()
}

fn failed(cause: &verbale_view::Error) -> Error {
    Error::Internal(cause.to_string())
}
