//! The one writer over all formats: checks, marks, and bytes on their way to the sink.

mod fragment;

use crate::{
    Error, Format, Layout, Options, Prefixes,
    check::{Gate, Judged, check_iri},
    error::Slot,
    jsonld::JsonLd,
    ntriples::Lines,
    prefixes::Table,
    rdfxml::RdfXml,
    turtle::Turtle,
};
use sophia_api::term::{SimpleTerm, Term};
use std::io::Write;

/// Bytes that are gathered before the sink sees them.
const CHUNK_BYTES: usize = 64 * 1024;

/// Bytes of a body that are held back, at most, to learn which prefixes it uses.
pub const HELD_BYTES: usize = 8 * 1024 * 1024;

/// Writes quads as they come into one document of one format.
///
/// A subject's quads come together, and so do the quads of a predicate: the writer groups neighbours and nothing else, so it needs no more memory than
/// one subject (in nested JSON-LD, one subject with those that stand in it). Quads are never dropped and never sorted: a quad that the format
/// cannot hold is an [`Error`], found before a byte of it is written. The sink may be unbuffered.
///
/// ```
/// use sophia_api::term::{IriRef, SimpleTerm};
/// use verbale_export::{Format, Layout, Options, Writer};
///
/// let iri = |text: &'static str| SimpleTerm::Iri(IriRef::new_unchecked(text.into()));
/// let mut writer = Writer::new(Format::NTriples, &Layout::plain(), &Options::default(), Vec::new())?;
/// writer.quad(&[iri("https://example.org/a"), iri("https://example.org/knows"), iri("https://example.org/b")])?;
/// assert_eq!(
///     writer.finish()?,
///     b"<https://example.org/a> <https://example.org/knows> <https://example.org/b> .\n",
/// );
/// # Ok::<(), verbale_export::Error>(())
/// ```
#[derive(Debug)]
pub struct Writer<W> {
    out: W,
    format: Format,
    form: Form,
    gate: Gate,
    buffer: Vec<u8>,
    /// Whether the buffer is a body whose header is not written yet.
    held: bool,
    sections: usize,
    graph: Option<SimpleTerm<'static>>,
}

/// What each format remembers between two quads.
#[derive(Debug)]
enum Form {
    Lines(Lines),
    Turtle(Box<Turtle>),
    RdfXml(Box<RdfXml>),
    JsonLd(Box<JsonLd>),
}

impl<W: Write> Writer<W> {
    /// Begins a document. Nothing is written yet.
    pub fn new(format: Format, layout: &Layout<'_>, options: &Options, out: W) -> Result<Self, Error> {
        let form = match format {
            Format::NTriples | Format::NQuads => Form::Lines(Lines::default()),
            Format::Turtle | Format::TriG => {
                Form::Turtle(Box::new(Turtle::new(Table::new(layout.prefixes)?, layout.sections)))
            }
            Format::RdfXml => Form::RdfXml(Box::new(RdfXml::new(layout.prefixes)?)),
            Format::JsonLd => Form::JsonLd(Box::new(JsonLd::new(layout, options)?)),
        };
        let mut writer = Self {
            out,
            format,
            form,
            gate: Gate::default(),
            buffer: Vec::new(),
            held: true,
            sections: layout.sections.len(),
            graph: None,
        };
        if options.prefixes == Prefixes::All || !options.single {
            writer.release(true)?;
        }
        Ok(writer)
    }

    /// Begins a dossier: its quads go into `graph`, and nested JSON-LD makes one object of it.
    pub fn begin_dossier(&mut self, dossier_iri: &str, graph: Option<&SimpleTerm<'_>>) -> Result<(), Error> {
        self.begin_dossier_with(dossier_iri, graph, &[])
    }

    /// As [`begin_dossier`](Self::begin_dossier), with prefixes that hold in this dossier only. Formats without local prefixes pass over them.
    pub fn begin_dossier_with(
        &mut self,
        dossier_iri: &str,
        graph: Option<&SimpleTerm<'_>>,
        prefixes: &[(&str, &str)],
    ) -> Result<(), Error> {
        check_iri(dossier_iri, Slot::Dossier)?;
        self.check_graph(graph)?;
        self.end_dossier()?;
        self.gate.enter(dossier_iri);
        match &mut self.form {
            Form::Turtle(turtle) => {
                turtle.enter(dossier_iri, prefixes)?;
                let declared = if self.held { &[] } else { prefixes };
                turtle.declare(&mut self.buffer, declared);
            }
            Form::JsonLd(jsonld) => jsonld.begin_dossier(&mut self.buffer, dossier_iri, graph)?,
            Form::Lines(_) | Form::RdfXml(_) => {}
        }
        self.graph = graph.map(|graph| graph.borrow_term().into_term());
        self.drain()
    }

    /// Begins a section: its title is a comment before the next subject in Turtle and `TriG`.
    pub fn begin_section(&mut self, index: usize) -> Result<(), Error> {
        if index >= self.sections {
            return Err(Error::Section { index });
        }
        if let Form::Turtle(turtle) = &mut self.form {
            turtle.begin_section(index);
        }
        Ok(())
    }

    /// Writes a triple into the graph of the open dossier, or into the default graph.
    pub fn quad(&mut self, triple: &[SimpleTerm<'_>; 3]) -> Result<(), Error> {
        let judged = self.gate.check(triple)?;
        push(&mut self.form, &mut self.buffer, triple, self.graph.as_ref(), &judged)?;
        self.drain()
    }

    /// Writes a triple into any graph, `None` being the default graph.
    pub fn quad_in(&mut self, triple: &[SimpleTerm<'_>; 3], graph: Option<&SimpleTerm<'_>>) -> Result<(), Error> {
        self.check_graph(graph)?;
        let judged = self.gate.check(triple)?;
        push(&mut self.form, &mut self.buffer, triple, graph, &judged)?;
        self.drain()
    }

    /// Ends the dossier, if one is open.
    pub fn end_dossier(&mut self) -> Result<(), Error> {
        self.graph = None;
        match &mut self.form {
            Form::Turtle(turtle) => {
                turtle.close_graph(&mut self.buffer);
                if !self.held {
                    turtle.truncate_prefixes();
                }
            }
            Form::JsonLd(jsonld) => jsonld.end_dossier(&mut self.buffer),
            Form::Lines(_) | Form::RdfXml(_) => {}
        }
        self.drain()
    }

    /// Ends the document, flushes the sink and gives it back.
    pub fn finish(mut self) -> Result<W, Error> {
        match &mut self.form {
            Form::Lines(_) => {}
            Form::Turtle(turtle) => turtle.close_graph(&mut self.buffer),
            Form::RdfXml(xml) => xml.finish(&mut self.buffer),
            Form::JsonLd(jsonld) => jsonld.finish(&mut self.buffer),
        }
        self.release(false)?;
        self.flush_buffer()?;
        self.out.flush()?;
        Ok(self.out)
    }

    /// The format that is written.
    pub const fn format(&self) -> Format {
        self.format
    }

    fn check_graph(&mut self, graph: Option<&SimpleTerm<'_>>) -> Result<(), Error> {
        match graph {
            Some(_) if !self.format.holds_graphs() => Err(Error::NamedGraph { format: self.format }),
            Some(graph) => self.gate.check_graph(graph),
            None => Ok(()),
        }
    }

    /// Passes the buffer on when it is full, so that memory stays flat.
    fn drain(&mut self) -> Result<(), Error> {
        if self.held && self.buffer.len() >= HELD_BYTES {
            self.release(true)?;
        }
        if !self.held && self.buffer.len() >= CHUNK_BYTES {
            self.flush_buffer()?;
        }
        Ok(())
    }

    /// Puts the header before the body that was held back.
    fn release(&mut self, all: bool) -> Result<(), Error> {
        if !std::mem::replace(&mut self.held, false) {
            return Ok(());
        }
        let mut header = Vec::new();
        match &mut self.form {
            Form::Lines(_) | Form::JsonLd(_) => {}
            Form::Turtle(turtle) => turtle.push_header(&mut header, all),
            Form::RdfXml(xml) => xml.push_header(&mut header, all),
        }
        self.out.write_all(&header)?;
        Ok(())
    }

    fn flush_buffer(&mut self) -> Result<(), Error> {
        self.out.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }
}

/// Appends what a checked quad adds to the document.
fn push(
    form: &mut Form,
    out: &mut Vec<u8>,
    triple: &[SimpleTerm<'_>; 3],
    graph: Option<&SimpleTerm<'_>>,
    judged: &Judged,
) -> Result<(), Error> {
    match form {
        Form::Lines(lines) => lines.quad(out, triple, graph, judged),
        Form::Turtle(turtle) => turtle.quad(out, triple, graph, judged),
        Form::RdfXml(xml) => xml.triple(out, triple)?,
        Form::JsonLd(jsonld) => jsonld.quad(out, triple, graph)?,
    }
    Ok(())
}
