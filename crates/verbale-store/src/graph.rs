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

    /// What an IRI between angle brackets cannot hold (SPARQL 1.1, 19.8, rule 139): names are put into queries so.
    fn ends_a_name(character: char) -> bool {
        matches!(character, '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\') || character <= ' '
    }

    #[test]
    fn no_character_that_ends_a_name_in_a_query_is_in_one() {
        let ending: Vec<char> = (0..=0x7f).map(char::from).filter(|it| ends_a_name(*it)).collect();
        assert_eq!(ending.len(), 33 + 9);
        for character in ending {
            for name in [format!("http://a/{character}"), format!("http://{character}/"), format!("urn:{character}b")] {
                assert!(Graph::named(&name).is_err(), "{name:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_name_breaks_out_of_angle_brackets(text in "(http://a/|urn:)[a-z<>\"{}|^`\\\\ \\PC]{0,12}") {
            if let Ok(Graph::Named(name)) = Graph::named(&text) {
                prop_assert!(!name.as_str().contains(ends_a_name));
            }
        }
    }
}
