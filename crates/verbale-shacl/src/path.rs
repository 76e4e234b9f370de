//! Property paths (SHACL section 2.3.1).

use std::fmt;

use oxrdf::NamedNode;

/// A property path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Path {
    /// A predicate.
    Predicate(NamedNode),
    /// `sh:inversePath`.
    Inverse(Box<Self>),
    /// A list of paths, one after the other.
    Sequence(Vec<Self>),
    /// `sh:alternativePath`.
    Alternative(Vec<Self>),
    /// `sh:zeroOrMorePath`.
    ZeroOrMore(Box<Self>),
    /// `sh:oneOrMorePath`.
    OneOrMore(Box<Self>),
    /// `sh:zeroOrOnePath`.
    ZeroOrOne(Box<Self>),
}

impl Path {
    /// The predicate, where the path is nothing else.
    pub const fn predicate(&self) -> Option<&NamedNode> {
        match self {
            Self::Predicate(predicate) => Some(predicate),
            _ => None,
        }
    }
}

/// The path as SPARQL 1.1 writes it, IRIs in full.
impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, paths: &[Self], between: &str| {
            f.write_str("(")?;
            for (index, path) in paths.iter().enumerate() {
                f.write_str(if index > 0 { between } else { "" })?;
                path.fmt(f)?;
            }
            f.write_str(")")
        };
        match self {
            Self::Predicate(predicate) => predicate.fmt(f),
            Self::Inverse(path) => write!(f, "^{path}"),
            Self::Sequence(paths) => list(f, paths, "/"),
            Self::Alternative(paths) => list(f, paths, "|"),
            Self::ZeroOrMore(path) => write!(f, "({path})*"),
            Self::OneOrMore(path) => write!(f, "({path})+"),
            Self::ZeroOrOne(path) => write!(f, "({path})?"),
        }
    }
}
