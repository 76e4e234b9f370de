//! The state table: ISO 3166-1 codes with names and Wikidata items.

use std::sync::LazyLock;

use crate::STATES;

/// The languages of the table's names (BCP 47 tags), in the order of its columns.
pub const LANGUAGES: [&str; 6] = ["fr", "en", "es", "ru", "ar", "zh"];

/// A state or territory of ISO 3166-1, Kosovo, or a former state that news still speaks of.
///
/// ```
/// let namibia = verbale_ontology::state("NAM").expect("in the table");
/// assert_eq!(namibia.iso2, "NA");
/// assert_eq!(namibia.name("fr"), Some("Namibie"));
/// assert_eq!(namibia.wikidata_iri(), "http://www.wikidata.org/entity/Q1030");
/// assert_eq!(verbale_ontology::state("SUN").and_then(|s| s.until), Some(1991));
/// assert!(verbale_ontology::state("ZZZ").is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct State {
    /// The alpha-3 code, upper case (`XKX`, which ISO leaves to users, for Kosovo).
    pub iso3: &'static str,
    /// The alpha-2 code, upper case.
    pub iso2: &'static str,
    /// The Wikidata item, as `Q912`.
    pub wikidata: &'static str,
    /// The year in which a former state ended.
    pub until: Option<u16>,
    names: [&'static str; LANGUAGES.len()],
}

impl State {
    /// The short name in French.
    pub fn fr(&self) -> &'static str {
        self.names[0]
    }

    /// The short name in English.
    pub fn en(&self) -> &'static str {
        self.names[1]
    }

    /// The short name in one of [`LANGUAGES`].
    pub fn name(&self, language: &str) -> Option<&'static str> {
        self.names().find_map(|(tag, name)| (tag == language).then_some(name))
    }

    /// The short names with their language tags, in the order of [`LANGUAGES`].
    pub fn names(&self) -> impl ExactSizeIterator<Item = (&'static str, &'static str)> + use<> {
        LANGUAGES.into_iter().zip(self.names)
    }

    /// The IRI of the Wikidata item.
    pub fn wikidata_iri(&self) -> String {
        format!("http://www.wikidata.org/entity/{}", self.wikidata)
    }
}

/// Finds a state by its alpha-3 code (upper case) without allocating.
pub fn state(iso3: &str) -> Option<&'static State> {
    let found = TABLE.binary_search_by(|state| state.iso3.cmp(iso3)).ok()?;
    TABLE.get(found)
}

/// All states of the table, by alpha-3 code.
pub fn states() -> impl ExactSizeIterator<Item = &'static State> {
    TABLE.iter()
}

static TABLE: LazyLock<Vec<State>> = LazyLock::new(|| {
    let mut table: Vec<State> = STATES.lines().skip(1).filter_map(row).collect();
    table.sort_unstable_by_key(|state| state.iso3);
    table
});

/// Reads one line of the table; a test holds that every line is one.
fn row(line: &'static str) -> Option<State> {
    let mut cells = line.split('\t');
    Some(State {
        iso3: cells.next()?,
        iso2: cells.next()?,
        wikidata: cells.next()?,
        until: cells.next()?.parse().ok(),
        names: [cells.next()?, cells.next()?, cells.next()?, cells.next()?, cells.next()?, cells.next()?],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_state() {
        assert_eq!(states().len(), STATES.lines().count() - 1);
        assert!(TABLE.windows(2).all(|pair| pair[0].iso3 < pair[1].iso3));
    }
}
