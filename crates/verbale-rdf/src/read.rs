//! The one way in: bytes of a file to quads.

use std::io::Read;

use oxrdf::{Quad, QuadRef};

use crate::spot::Spot;
use crate::{Contexts, Error, Syntax, jsonld, text};

/// Takes quads with their places.
pub(crate) type Each<'e> = dyn FnMut(Found<'_>, Option<Spot>) + 'e;

/// A quad that a parser made, or one that is still in the text: who keeps it copies only the second.
pub(crate) enum Found<'q> {
    Made(Quad),
    InText(QuadRef<'q>),
}

impl Found<'_> {
    pub(crate) fn into_owned(self) -> Quad {
        match self {
            Self::Made(quad) => quad,
            Self::InText(quad) => quad.into_owned(),
        }
    }
}

/// How a file is read.
#[derive(Clone, Copy, Debug)]
pub struct Options<'o> {
    /// Its syntax.
    pub syntax: Syntax,
    /// The IRI that relative IRIs are resolved against; without one they are errors in Turtle and `TriG`, and dropped from
    /// JSON-LD as its specification asks.
    pub base: Option<&'o str>,
    /// The JSON-LD contexts that the file may name.
    pub contexts: &'o Contexts,
    /// What the labels of blank nodes begin with, so that nodes of different files stay different.
    ///
    /// Letters, digits and `_`; no file's prefix is the beginning of another's. An empty one is read as `b`. The node `_:x`
    /// of the file becomes `_:` + prefix + `x`; the second node without a label becomes `_:` + prefix + `-2`.
    pub blank_prefix: &'o str,
}

/// Reads a file to quads, in the order in which its parser finds them.
///
/// What is found before an error is passed on before the error. Every syntax is UTF-8, and a byte order mark at the
/// beginning is skipped: it counts in byte offsets and not in columns. Lines end with a line feed, so that a carriage return
/// alone is a character of its line. Language tags come in lower case. RDF 1.2 is an error.
///
/// Places are those of [`Spot`]; there are none for JSON-LD.
///
/// # Errors
///
/// [`Error::Io`] when the bytes do not come, [`Error::Syntax`] for everything that is wrong in the file: bytes that are not
/// UTF-8, the syntax itself, a JSON-LD context that is not among [`Options::contexts`], a base that is no IRI, a token or (in
/// N-Triples and N-Quads) a line above 64 MiB, and brackets nested too deep to be read safely.
pub fn read(
    input: &mut dyn Read,
    options: &Options<'_>,
    each: &mut dyn FnMut(Quad, Option<Spot>),
) -> Result<(), Error> {
    pass_on(input, options, &mut |found, spot| each(found.into_owned(), spot))
}

/// Reads a file as [`read()`] does, for those who keep none of its quads.
///
/// # Errors
///
/// Those of [`read()`].
pub fn scan(
    input: &mut dyn Read,
    options: &Options<'_>,
    each: &mut dyn FnMut(QuadRef<'_>, Option<Spot>),
) -> Result<(), Error> {
    pass_on(input, options, &mut |found, spot| match found {
        Found::Made(quad) => each(quad.as_ref(), spot),
        Found::InText(quad) => each(quad, spot),
    })
}

fn pass_on(input: &mut dyn Read, options: &Options<'_>, each: &mut Each<'_>) -> Result<(), Error> {
    match options.syntax {
        Syntax::JsonLd => jsonld::read(input, options, each),
        Syntax::Turtle | Syntax::TriG | Syntax::NTriples | Syntax::NQuads => text::read(input, options, each),
    }
}
