//! The concepts of event datasets that a record may name: CAMEO codes, PLOVER categories, modes and contexts.

use std::sync::LazyLock;

use crate::{CODES, PREFIXES};

/// The lists whose concepts datasets give; the name of each is its prefix too.
const SCHEMES: [&str; 2] = ["cameo", "plover"];

/// The IRI of a concept of a dataset's codes by its prefixed name, without allocating.
///
/// ```
/// use verbale_ontology::source_code;
/// assert_eq!(source_code("cameo:042"), Some("https://w3id.org/verbale/cameo#042"));
/// assert_eq!(source_code("plover:mode-visit"), Some("https://w3id.org/verbale/plover#mode-visit"));
/// assert_eq!(source_code("cameo:42"), None, "leading zeros are part of a code");
/// ```
pub fn source_code(name: &str) -> Option<&'static str> {
    let found = TABLE.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
    TABLE.get(found).map(|(_, iri)| iri.as_str())
}

/// The prefixed names of all concepts of datasets' codes, sorted.
pub fn source_codes() -> impl ExactSizeIterator<Item = &'static str> {
    TABLE.iter().map(|(name, _)| *name)
}

static TABLE: LazyLock<Vec<(&'static str, String)>> = LazyLock::new(|| {
    let mut table: Vec<_> = SCHEMES.into_iter().flat_map(concepts).collect();
    table.sort_unstable_by_key(|(name, _)| *name);
    table
});

/// The files are ours: a concept's description begins with its prefixed name alone on a line.
fn concepts(scheme: &'static str) -> impl Iterator<Item = (&'static str, String)> {
    let turtle = CODES.iter().find(|(name, _)| *name == scheme).map_or("", |(_, turtle)| turtle);
    let namespace = PREFIXES.iter().find(|(prefix, _)| *prefix == scheme).map_or("", |(_, namespace)| namespace);
    turtle.lines().filter_map(move |line| {
        let local = line.strip_prefix(scheme)?.strip_prefix(':')?;
        (!local.contains(' ')).then(|| (line, format!("{namespace}{local}")))
    })
}
