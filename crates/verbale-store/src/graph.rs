//! Which graph of a store is meant.

use std::fmt;

use oxiri::Iri;

use crate::Error;

/// A graph of a store: one with a name, or the default graph.
///
/// ```
/// use verbale_store::Graph;
///
/// assert_eq!(Graph::named("https://example.org/dossiers/aes")?.to_string(), "<https://example.org/dossiers/aes>");
/// assert!(Graph::named("dossiers/aes").is_err());
/// # Ok::<(), verbale_store::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Graph {
    /// The graph that has no name.
    Default,
    /// A named graph.
    Named(Name),
}

/// The name of a graph: an absolute IRI (RFC 3987), checked.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(Iri<String>);

impl Graph {
    /// The graph with this IRI; a relative one is refused, since stores would resolve it against their own address.
    pub fn named(iri: &str) -> Result<Self, Error> {
        match Iri::parse(iri.to_owned()) {
            Ok(iri) => Ok(Self::Named(Name(iri))),
            Err(cause) => Err(Error::Graph { iri: iri.to_owned(), reason: cause.to_string() }),
        }
    }

    /// The IRI of the graph; none for the default graph.
    pub fn iri(&self) -> Option<&str> {
        match self {
            Self::Default => None,
            Self::Named(name) => Some(name.as_str()),
        }
    }
}

impl Name {
    /// The IRI.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Display for Graph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("the default graph"),
            Self::Named(name) => write!(f, "<{}>", name.as_str()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_absolute_iri_is_refused() {
        for bad in ["", "doc7", "/doc7", "#a", "not an iri", "http://a b", "http://a/<", "http://a/\"", "http://a/\n"] {
            assert!(Graph::named(bad).is_err(), "{bad:?}");
        }
        for good in ["urn:x:y", "https://example.org/été?a=b&c#d", "http://example.org/%20"] {
            assert!(Graph::named(good).is_ok(), "{good:?}");
        }
    }

    proptest! {
        /// Names are put between angle brackets in a query: none may close them.
        #[test]
        fn no_name_breaks_out_of_angle_brackets(text in "(http://a/)?.{0,20}") {
            if let Ok(Graph::Named(name)) = Graph::named(&text) {
                let forbidden = |c: char| matches!(c, '<' | '>' | '"' | '{' | '}' | '\\' | '^' | '`' | '|') || c <= ' ';
                prop_assert!(!name.as_str().contains(forbidden));
            }
        }
    }
}
