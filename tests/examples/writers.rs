//! Dossiers to N-Quads with the writers of other projects: `writers oxttl|sophia IN OUT`.
//!
//! Reading, resolving and describing are verbale's, so what differs from `verbale export` is the writer, and what the program
//! does around it. `tests/compare` runs it.

use std::convert::Infallible;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write};

use oxrdf::{GraphNameRef, LiteralRef, NamedNodeRef, QuadRef, TermRef};
use oxttl::NQuadsSerializer;
use oxttl::nquads::WriterNQuadsSerializer;
use sophia::api::prelude::*;
use sophia::api::term::SimpleTerm;
use sophia::turtle::serializer::nq::NQuadsSerializer as SophiaNQuads;
use verbale_core::describe::{Item, describe};
use verbale_core::dossier::{read, tree::Syntax};
use verbale_core::resolve::{Surroundings, resolve};
use verbale_core::text::Text;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A writer of N-Quads.
trait Quads {
    fn quad(&mut self, triple: &[SimpleTerm<'_>; 3], graph: &str) -> Result<()>;
}

impl<W: Write> Quads for WriterNQuadsSerializer<W> {
    fn quad(&mut self, [subject, predicate, object]: &[SimpleTerm<'_>; 3], graph: &str) -> Result<()> {
        let quad = QuadRef {
            subject: node(subject)?.into(),
            predicate: node(predicate)?,
            object: term(object)?,
            graph_name: GraphNameRef::NamedNode(NamedNodeRef::new_unchecked(graph)),
        };
        Ok(self.serialize_quad(quad)?)
    }
}

fn node<'t>(term: &'t SimpleTerm<'_>) -> Result<NamedNodeRef<'t>> {
    match term {
        SimpleTerm::Iri(iri) => Ok(NamedNodeRef::new_unchecked(iri.as_str())),
        other => Err(format!("{other:?} is no IRI").into()),
    }
}

fn term<'t>(term: &'t SimpleTerm<'_>) -> Result<TermRef<'t>> {
    Ok(match term {
        SimpleTerm::LiteralDatatype(text, datatype) => {
            LiteralRef::new_typed_literal(text, NamedNodeRef::new_unchecked(datatype.as_str())).into()
        }
        SimpleTerm::LiteralLanguage(text, tag, _) => {
            LiteralRef::new_language_tagged_literal_unchecked(text, tag.as_str()).into()
        }
        other => node(other)?.into(),
    })
}

impl<W: Write> Quads for SophiaNQuads<W> {
    #[expect(clippy::disallowed_methods, reason = "the IRI comes from the minting arena")]
    fn quad(&mut self, triple: &[SimpleTerm<'_>; 3], graph: &str) -> Result<()> {
        let graph = IriRef::new_unchecked(graph);
        let [subject, predicate, object] = triple;
        let graph = graph.as_simple();
        let quad = ([subject, predicate, object], Some(&graph));
        self.serialize_quads(std::iter::once(Ok::<_, Infallible>(quad)))?;
        Ok(())
    }
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(what), Some(from), Some(to)) = (arguments.next(), arguments.next(), arguments.next()) else {
        return Err("usage: writers oxttl|sophia IN OUT".into());
    };
    let mut out = BufWriter::with_capacity(1 << 18, File::create(to)?);
    match what.as_str() {
        "oxttl" => convert(&from, &mut NQuadsSerializer::new().for_writer(&mut out))?,
        "sophia" => convert(&from, &mut SophiaNQuads::new(&mut out))?,
        other => return Err(format!("{other}: oxttl or sophia").into()),
    }
    Ok(out.flush()?)
}

fn convert(from: &str, out: &mut dyn Quads) -> Result<()> {
    let mut input = BufReader::with_capacity(1 << 18, File::open(from)?);
    let mut line = String::new();
    while input.read_line(&mut line)? > 0 {
        dossier(&line, out)?;
        line.clear();
    }
    Ok(())
}

fn dossier(line: &str, out: &mut dyn Quads) -> Result<()> {
    let dossier = read(line, Syntax::Json, 1).dossier.ok_or("no dossier")?;
    let text = dossier.source.text.as_deref().map(Text::new);
    let surroundings = Surroundings { text: text.as_ref(), ..Surroundings::default() };
    let (resolved, _) = resolve(&dossier, &surroundings);
    let resolved = resolved.ok_or("a dossier with faults")?;
    describe(&resolved, &mut |item| match item {
        Item::Triple(triple) => out.quad(triple, resolved.dossier_iri()),
        _ => Ok(()),
    })
}
