//! The parsers that judge the syntax, behind one face.

use oxrdf::{GraphName, Quad, Triple};
use oxttl::nquads::LowLevelNQuadsParser;
use oxttl::ntriples::LowLevelNTriplesParser;
use oxttl::trig::LowLevelTriGParser;
use oxttl::turtle::LowLevelTurtleParser;
use oxttl::{NQuadsParser, NTriplesParser, TriGParser, TurtleParser, TurtleSyntaxError};

use crate::{Error, Options, Syntax};

/// A parser that is fed piece by piece.
pub(crate) enum Judge {
    Turtle(Box<LowLevelTurtleParser>),
    TriG(Box<LowLevelTriGParser>),
    NTriples(Box<LowLevelNTriplesParser>),
    NQuads(Box<LowLevelNQuadsParser>),
}

impl Judge {
    pub(crate) fn new(options: &Options<'_>) -> Result<Self, Error> {
        let fault = |error: &dyn std::fmt::Display| Error::syntax(format!("base IRI: {error}"), None);
        Ok(match (options.syntax, options.base) {
            (Syntax::TriG, None) => Self::TriG(Box::new(TriGParser::new().low_level())),
            (Syntax::TriG, Some(base)) => {
                Self::TriG(Box::new(TriGParser::new().with_base_iri(base).map_err(|error| fault(&error))?.low_level()))
            }
            (Syntax::NTriples, _) => Self::NTriples(Box::new(NTriplesParser::new().low_level())),
            (Syntax::NQuads, _) => Self::NQuads(Box::new(NQuadsParser::new().low_level())),
            (_, None) => Self::Turtle(Box::new(TurtleParser::new().low_level())),
            (_, Some(base)) => Self::Turtle(Box::new(
                TurtleParser::new().with_base_iri(base).map_err(|error| fault(&error))?.low_level(),
            )),
        })
    }

    pub(crate) fn feed(&mut self, bytes: &[u8]) {
        match self {
            Self::Turtle(parser) => parser.extend_from_slice(bytes),
            Self::TriG(parser) => parser.extend_from_slice(bytes),
            Self::NTriples(parser) => parser.extend_from_slice(bytes),
            Self::NQuads(parser) => parser.extend_from_slice(bytes),
        }
    }

    pub(crate) fn end(&mut self) {
        match self {
            Self::Turtle(parser) => parser.end(),
            Self::TriG(parser) => parser.end(),
            Self::NTriples(parser) => parser.end(),
            Self::NQuads(parser) => parser.end(),
        }
    }

    /// The next quad of what was fed.
    pub(crate) fn quad(&mut self) -> Option<Result<Quad, TurtleSyntaxError>> {
        match self {
            Self::Turtle(parser) => parser.parse_next().map(|triple| triple.map(in_no_graph)),
            Self::TriG(parser) => parser.parse_next(),
            Self::NTriples(parser) => parser.parse_next().map(|triple| triple.map(in_no_graph)),
            Self::NQuads(parser) => parser.parse_next(),
        }
    }
}

fn in_no_graph(triple: Triple) -> Quad {
    triple.in_graph(GraphName::DefaultGraph)
}
