//! The syntaxes that are read.

use std::fmt;

/// A syntax of RDF files.
///
/// ```
/// use verbale_rdf::Syntax;
///
/// assert_eq!(Syntax::from_extension("TTL"), Some(Syntax::Turtle));
/// assert_eq!(Syntax::from_extension("rdf"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// RDF 1.1 Turtle.
    Turtle,
    /// RDF 1.1 `TriG`.
    TriG,
    /// RDF 1.1 N-Triples.
    NTriples,
    /// RDF 1.1 N-Quads.
    NQuads,
    /// JSON-LD 1.1.
    JsonLd,
}

impl Syntax {
    /// Every syntax, in the order in which lists name them.
    pub const ALL: [Self; 5] = [Self::Turtle, Self::TriG, Self::NTriples, Self::NQuads, Self::JsonLd];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Turtle => "turtle",
            Self::TriG => "trig",
            Self::NTriples => "ntriples",
            Self::NQuads => "nquads",
            Self::JsonLd => "jsonld",
        }
    }

    /// The usual extension of file names, without a full stop.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Turtle => "ttl",
            Self::TriG => "trig",
            Self::NTriples => "nt",
            Self::NQuads => "nq",
            Self::JsonLd => "jsonld",
        }
    }

    /// The syntax of a file whose name ends in this extension, in upper or lower case.
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|syntax| syntax.extension().eq_ignore_ascii_case(extension))
    }
}

impl fmt::Display for Syntax {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_lead_to_one_syntax_each() {
        for syntax in Syntax::ALL {
            assert_eq!(Syntax::from_extension(syntax.extension()), Some(syntax));
        }
        for other in ["", "json", "rdf", "owl", "xml", "n3", "yaml", ".ttl"] {
            assert_eq!(Syntax::from_extension(other), None, "{other}");
        }
    }
}
