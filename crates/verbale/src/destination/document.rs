//! One document: how the pieces of dossiers become its bytes.

use std::io::Write;

use sophia_api::term::{IriRef, SimpleTerm};
use verbale_core::describe::{Item, Section};
use verbale_export::{Layout, Options, Prefixes, Writer};

use super::Manner;
use crate::args::GraphName;
use crate::error::Error;

/// The vocabulary's part of a document's shape.
const LAYOUT: Layout<'static> = Layout {
    prefixes: verbale_ontology::PREFIXES,
    sections: verbale_ontology::SECTIONS,
    context: verbale_ontology::CONTEXT,
    nested: verbale_ontology::NESTED,
    reversed: verbale_ontology::REVERSED,
};

/// A document in the making.
pub(crate) struct Document<W: Write> {
    writer: Writer<W>,
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

impl Document<Vec<u8>> {
    /// Begins dossiers that are to be put into a document of the same manner, whose name this is.
    pub(crate) fn fragments(manner: &Manner, name: String) -> Result<Self, Error> {
        let writer = Writer::fragments(manner.format, &LAYOUT, &options(manner, false));
        let writer = writer.map_err(|cause| failed(&name, cause))?;
        Ok(Self::new(manner, false, name, writer))
    }

    /// Ends the dossier that is open, and appends all that was written since the last call to `fragment`.
    pub(crate) fn take(&mut self, fragment: &mut Vec<u8>) -> Result<(), Error> {
        self.forget();
        self.writer.take(fragment).map_err(|cause| failed(&self.name, cause))
    }
}

impl<W: Write> Document<W> {
    /// Begins a document; `single` promises one dossier.
    pub(crate) fn begin(manner: &Manner, single: bool, name: String, output: W) -> Result<Self, Error> {
        let writer = Writer::new(manner.format, &LAYOUT, &options(manner, single), output);
        let writer = writer.map_err(|cause| failed(&name, cause))?;
        Ok(Self::new(manner, single, name, writer))
    }

    fn new(manner: &Manner, single: bool, name: String, writer: Writer<W>) -> Self {
        Self { writer, name, graph: manner.graph, single, open: None, section: None, begun: None }
    }

    /// Appends dossiers that were written apart.
    pub(crate) fn append(&mut self, fragment: &[u8]) -> Result<(), Error> {
        self.forget();
        self.writer.append(fragment).map_err(|cause| failed(&self.name, cause))
    }

    /// What comes belongs to no dossier that is open.
    fn forget(&mut self) {
        (self.open, self.section, self.begun) = (None, None, None);
    }

    /// Writes a piece of a dossier.
    pub(crate) fn write(&mut self, item: Item<'_>) -> Result<(), Error> {
        let written = match item {
            Item::DossierBegins { dossier, .. } if self.open.as_deref() == Some(dossier) => Ok(()),
            Item::DossierBegins { dossier, source } => self.begin_dossier(dossier, source),
            Item::SectionBegins(section) => {
                self.section = Some(section).filter(|section| self.begun != Some(*section));
                Ok(())
            }
            Item::Triple(triple) => self.triple(triple),
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
        let graph = graph.map(graph_term);
        if !self.single {
            return self.writer.begin_dossier(dossier, graph.as_ref());
        }
        let namespaces = own_namespaces(dossier);
        let prefixes: Vec<(&str, &str)> =
            namespaces.iter().map(|(prefix, namespace)| (*prefix, &**namespace)).collect();
        self.writer.begin_dossier_with(dossier, graph.as_ref(), &prefixes)
    }

    /// Ends the document and gives back where it went.
    pub(crate) fn finish(mut self) -> Result<W, Error> {
        let name = self.name;
        if self.open.is_some() {
            self.writer.end_dossier().map_err(|cause| failed(&name, cause))?;
        }
        self.writer.finish().map_err(|cause| failed(&name, cause))
    }
}

fn options(manner: &Manner, single: bool) -> Options {
    Options {
        prefixes: if single { Prefixes::Used } else { Prefixes::All },
        jsonld_form: manner.jsonld_form,
        context_url: manner.context_url.clone(),
        single,
    }
}

/// Prefixes for the names of one dossier, so that its Turtle can be read.
pub(crate) fn own_namespaces(dossier: &str) -> [(&'static str, String); 7] {
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

#[expect(clippy::disallowed_methods, reason = "the writer checks the name of every graph")]
fn graph_term(iri: &str) -> SimpleTerm<'_> {
    SimpleTerm::Iri(IriRef::new_unchecked(iri.into()))
}

fn failed(name: &str, cause: verbale_export::Error) -> Error {
    match cause {
        verbale_export::Error::Io(cause) => Error::Write(name.to_owned(), cause),
        other => Error::Format(name.to_owned(), other.to_string()),
    }
}
