//! JSON-LD contexts that are at hand.

use std::collections::BTreeMap;
use std::sync::Arc;

use verbale_ontology::{CONTEXT, CONTEXT_IRI};

/// JSON-LD contexts by IRI: what a document names, and is never fetched.
///
/// The default knows the context of verbale under its published IRI.
///
/// ```
/// use verbale_rdf::Contexts;
///
/// let contexts = Contexts::default().with("https://example.org/c", r#"{"@context": {}}"#.to_owned());
/// assert_eq!(contexts.of("https://example.org/c"), Some(r#"{"@context": {}}"#));
/// assert_eq!(contexts.of(verbale_ontology::CONTEXT_IRI), Some(verbale_ontology::CONTEXT));
/// assert_eq!(contexts.of("https://schema.org/"), None);
/// ```
#[derive(Clone, Debug)]
pub struct Contexts(Arc<BTreeMap<String, String>>);

impl Default for Contexts {
    fn default() -> Self {
        Self(Arc::new(BTreeMap::from([(CONTEXT_IRI.to_owned(), CONTEXT.to_owned())])))
    }
}

impl Contexts {
    /// Adds a document, or puts it in the place of the one that was there.
    #[must_use]
    pub fn with(mut self, iri: impl Into<String>, document: String) -> Self {
        Arc::make_mut(&mut self.0).insert(iri.into(), document);
        self
    }

    /// The document of an IRI.
    pub fn of(&self, iri: &str) -> Option<&str> {
        self.0.get(iri).map(String::as_str)
    }
}
