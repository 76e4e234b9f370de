//! Where the parts of a dossier go that records become: into one RDF document, or onto a line each.

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::io::Write;
use std::path::Path;

use verbale_core::describe::{Item, Section, describe_wanted};
use verbale_core::resolve::Resolved;

use crate::destination::{Destination, Manner};
use crate::error::Error;
use crate::output::{Output, output_name};

/// Where the parts go.
pub(super) enum Sink {
    /// RDF.
    Rdf(Box<Rdf>),
    /// JSON Lines.
    Dossiers(Lines),
}

/// An RDF document.
pub(super) struct Rdf {
    destination: Destination,
    shared: Shared,
}

/// JSON Lines, one part a line.
pub(super) struct Lines {
    name: String,
    to_file: bool,
    /// `None` once a record was refused that stops the others.
    output: Option<Output>,
    line: Vec<u8>,
    bytes: u64,
}

impl Sink {
    /// Opens an RDF document.
    pub(super) fn rdf(output: Option<&Path>, manner: Manner) -> Result<Self, Error> {
        let destination = Destination::open(output, None, manner, false)?;
        Ok(Self::Rdf(Box::new(Rdf { destination, shared: Shared::default() })))
    }

    /// Opens a file of dossiers.
    pub(super) fn dossiers(path: Option<&Path>) -> Result<Self, Error> {
        let output = Output::open(path)?;
        let to_file = matches!(output, Output::File(_));
        let (name, output) = (output_name(path), Some(output));
        Ok(Self::Dossiers(Lines { name, to_file, output, line: Vec::new(), bytes: 0 }))
    }

    /// Writes a part, and gives the number of its quads.
    pub(super) fn write(&mut self, resolved: &Resolved<'_>) -> Result<u64, Error> {
        match self {
            Self::Rdf(rdf) => rdf.write(resolved),
            Self::Dossiers(lines) => lines.write(resolved).map(|()| 0),
        }
    }

    /// Another file begins, and with it another dossier.
    pub(super) fn begin(&mut self) {
        if let Self::Rdf(rdf) = self {
            rdf.shared = Shared::default();
        }
    }

    /// Whether what is written now will stand.
    pub(super) fn is_open(&self) -> bool {
        match self {
            Self::Rdf(rdf) => rdf.destination.is_open(),
            Self::Dossiers(lines) => lines.output.is_some(),
        }
    }

    /// Whether what was written before a refusal stands.
    pub(super) fn keeps_what_was_written(&self) -> bool {
        match self {
            Self::Rdf(rdf) => rdf.destination.keeps_what_was_written(),
            Self::Dossiers(lines) => !lines.to_file,
        }
    }

    /// Nothing more is written, and a file stays as it was.
    pub(super) fn refuse(&mut self) -> Result<(), Error> {
        match self {
            Self::Rdf(rdf) => rdf.destination.refuse(),
            Self::Dossiers(lines) => match lines.output.take() {
                Some(output) if !lines.to_file => output.keep(),
                _ => Ok(()),
            },
        }
    }

    /// Ends the output, and gives its bytes before compression.
    pub(super) fn finish(self) -> Result<u64, Error> {
        match self {
            Self::Rdf(rdf) => rdf.destination.finish(),
            Self::Dossiers(lines) => lines.output.map_or(Ok(()), Output::keep).map(|()| lines.bytes),
        }
    }
}

impl Rdf {
    fn write(&mut self, resolved: &Resolved<'_>) -> Result<u64, Error> {
        let Self { destination, shared } = self;
        let (mut quads, id) = (0, &resolved.dossier.id);
        shared.part_begins();
        describe_wanted(resolved, &mut |section, iri| shared.is_new(section, iri), &mut |item| {
            quads += u64::from(matches!(item, Item::Triple(_)));
            destination.write(id, item)
        })?;
        Ok(quads)
    }
}

impl Lines {
    fn write(&mut self, resolved: &Resolved<'_>) -> Result<(), Error> {
        let Some(output) = &mut self.output else { return Ok(()) };
        let failed = |cause| Error::Write(self.name.clone(), cause);
        self.line.clear();
        serde_json::to_writer(&mut self.line, resolved.dossier).map_err(|cause| failed(cause.into()))?;
        self.line.push(b'\n');
        self.bytes += self.line.len() as u64;
        output.write_all(&self.line).map_err(failed)
    }
}

/// How many nodes are remembered. Past it all are forgotten: they may then be described again, which adds no triple.
const REMEMBERED: usize = 1 << 16;

/// What the parts of a dossier share: the dossier itself, its source, actors, places. Each is described once. A record's
/// fact, its claim and its spans are its own, and need no memory.
#[derive(Debug, Default)]
struct Shared {
    described: HashSet<u64, BuildHasherDefault<DefaultHasher>>,
}

impl Shared {
    fn part_begins(&mut self) {
        if self.described.len() >= REMEMBERED {
            self.described.clear();
        }
    }

    /// Whether a node has not been described by a part before.
    fn is_new(&mut self, section: Section, iri: &str) -> bool {
        section == Section::Facts || self.described.insert(self.described.hasher().hash_one(iri))
    }
}
