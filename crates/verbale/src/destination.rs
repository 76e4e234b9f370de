//! Where the quads of a run go: one stream for all dossiers, or a file for each.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use sophia_api::term::{IriRef, SimpleTerm};
use verbale_core::describe::{Item, Section};
use verbale_export::{Format, JsonLdForm, Layout, Options, Prefixes, Writer};

use crate::args::GraphName;
use crate::error::Error;
use crate::input::shown;
use crate::output::{Finished, Output, OutputFile, check_folder, output_name};

/// The vocabulary's part of a document's shape.
const LAYOUT: Layout<'static> = Layout {
    prefixes: verbale_ontology::PREFIXES,
    sections: verbale_ontology::SECTIONS,
    context: verbale_ontology::CONTEXT,
    nested: verbale_ontology::NESTED,
    reversed: verbale_ontology::REVERSED,
};

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
    document: Option<Document>,
}

/// A folder of documents. They take their names together, at the end: a failed run changes no file.
pub(crate) struct Each {
    manner: Manner,
    folder: PathBuf,
    refused: bool,
    ids: BTreeSet<String>,
    open: Option<(String, Document)>,
    finished: Vec<Finished>,
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
            let each = Each { manner, folder: folder.into(), refused: false, ids, open: None, finished };
            return Ok(Self::Each(Box::new(each)));
        }
        let name = output_name(output);
        let output = Output::open(output)?;
        let to_file = matches!(output, Output::File(_));
        Ok(Self::One(Box::new(One { manner, single, to_file, name, output: Some(output), document: None })))
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

    /// Ends the documents; files take their names.
    pub(crate) fn finish(self) -> Result<(), Error> {
        match self {
            Self::One(mut one) => one.finish(),
            Self::Each(each) => each.finish(),
        }
    }
}

impl One {
    fn write(&mut self, item: Item<'_>) -> Result<(), Error> {
        if self.document.is_none() {
            let Some(output) = self.output.take() else { return Ok(()) };
            self.document = Some(Document::begin(&self.manner, self.single, self.name.clone(), output)?);
        }
        self.document.as_mut().map_or(Ok(()), |document| document.write(item))
    }

    fn refuse(&mut self) -> Result<(), Error> {
        let (document, _) = (self.document.take(), self.output.take());
        match document {
            Some(document) if !self.to_file => document.finish()?.keep(),
            _ => Ok(()),
        }
    }

    fn finish(&mut self) -> Result<(), Error> {
        let document = match (self.document.take(), self.output.take()) {
            (Some(document), _) => document,
            (None, Some(output)) => Document::begin(&self.manner, self.single, self.name.clone(), output)?,
            (None, None) => return Ok(()),
        };
        document.finish()?.keep()
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

    fn begin(&mut self, id: &str) -> Result<Document, Error> {
        let path = self.folder.join(format!("{id}.{}", self.manner.format.extension()));
        // Ids are checked slugs; should one ever not be, it must not lead out of the folder.
        if path.parent() != Some(&self.folder) || !self.ids.insert(id.to_owned()) {
            return Err(Error::Apart(path));
        }
        let output = Output::File(Box::new(OutputFile::create(&path)?));
        Document::begin(&self.manner, true, shown(&path), output)
    }

    fn close(&mut self) -> Result<(), Error> {
        if let Some((_, document)) = self.open.take()
            && let Output::File(file) = document.finish()?
        {
            self.finished.push(file.finish()?);
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), Error> {
        self.close()?;
        self.finished.into_iter().try_for_each(Finished::keep)
    }
}

/// A document in the making.
pub(crate) struct Document {
    writer: Writer<Output>,
    name: String,
    graph: GraphName,
    /// Whether the document holds one dossier, whose own names are then written short.
    single: bool,
    /// The dossier that is being written. Its end waits for the next beginning, since its next part may follow.
    open: Option<String>,
    /// The section that begins with the next triple, if one comes: a later part may have nothing new to say in it.
    section: Option<Section>,
    /// The section that was begun last.
    begun: Option<Section>,
}

impl Document {
    fn begin(manner: &Manner, single: bool, name: String, output: Output) -> Result<Self, Error> {
        let options = Options {
            prefixes: if single { Prefixes::Used } else { Prefixes::All },
            jsonld_form: manner.jsonld_form,
            context_url: manner.context_url.clone(),
            single,
        };
        let writer = Writer::new(manner.format, &LAYOUT, &options, output).map_err(|cause| failed(&name, cause))?;
        Ok(Self { writer, name, graph: manner.graph, single, open: None, section: None, begun: None })
    }

    fn write(&mut self, item: Item<'_>) -> Result<(), Error> {
        let written = match item {
            Item::DossierBegins { dossier, .. } if self.open.as_deref() == Some(dossier) => Ok(()),
            Item::DossierBegins { dossier, source } => self.begin_dossier(dossier, source),
            Item::SectionBegins(section) => {
                self.section = Some(section).filter(|section| self.begun != Some(*section));
                Ok(())
            }
            Item::Triple(triple) => self.triple(&triple),
            Item::DossierEnds => Ok(()),
        };
        written.map_err(|cause| self.failed(cause))
    }

    fn triple(&mut self, triple: &[SimpleTerm<'_>; 3]) -> Result<(), verbale_export::Error> {
        if let Some(section) = self.section.take() {
            self.begun = Some(section);
            self.writer.begin_section(section as usize)?;
        }
        self.writer.quad(triple)
    }

    /// Says which dossier the format cannot hold, besides what it is about it.
    fn failed(&self, cause: verbale_export::Error) -> Error {
        match (failed(&self.name, cause), &self.open) {
            (Error::Format(name, cause), Some(dossier)) => Error::Format(name, format!("{cause}, in {dossier}")),
            (error, _) => error,
        }
    }

    fn begin_dossier(&mut self, dossier: &str, source: &str) -> Result<(), verbale_export::Error> {
        if self.open.replace(dossier.to_owned()).is_some() {
            self.writer.end_dossier()?;
        }
        self.begun = None;
        let graph = match self.graph {
            GraphName::Dossier => Some(dossier),
            GraphName::Source => Some(source),
            GraphName::None => None,
        };
        let graph = graph.map(graph_term).transpose()?;
        if !self.single {
            return self.writer.begin_dossier(dossier, graph.as_ref());
        }
        let namespaces = own_namespaces(dossier);
        let prefixes: Vec<(&str, &str)> =
            namespaces.iter().map(|(prefix, namespace)| (*prefix, &**namespace)).collect();
        self.writer.begin_dossier_with(dossier, graph.as_ref(), &prefixes)
    }

    fn finish(mut self) -> Result<Output, Error> {
        let name = self.name;
        if self.open.is_some() {
            self.writer.end_dossier().map_err(|cause| failed(&name, cause))?;
        }
        self.writer.finish().map_err(|cause| failed(&name, cause))
    }
}

/// Prefixes for the names of one dossier, so that its Turtle can be read.
fn own_namespaces(dossier: &str) -> [(&'static str, String); 7] {
    let base = dossier.rfind(['/', '#', ':']).map_or("", |end| &dossier[..=end]);
    [
        ("dossier", base.to_owned()),
        ("d", format!("{dossier}/")),
        ("state", format!("{base}state/")),
        ("actor", format!("{dossier}/actor/")),
        ("place", format!("{dossier}/place/")),
        ("claim", format!("{dossier}/claim/")),
        ("span", format!("{dossier}/span/")),
    ]
}

fn graph_term(iri: &str) -> Result<SimpleTerm<'_>, verbale_export::Error> {
    let slot = verbale_export::Slot::Graph;
    let refused = |_| verbale_export::Error::Iri { slot, iri: iri.to_owned() };
    IriRef::new(iri.into()).map(SimpleTerm::Iri).map_err(refused)
}

fn failed(name: &str, cause: verbale_export::Error) -> Error {
    match cause {
        verbale_export::Error::Io(cause) => Error::Write(name.to_owned(), cause),
        other => Error::Format(name.to_owned(), other.to_string()),
    }
}
