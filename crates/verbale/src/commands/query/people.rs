//! Terms as people read them: IRIs by their prefixes, literals without their types.

use std::collections::BTreeSet;

use oxrdf::{Term, vocab::xsd};
use verbale_ontology::PREFIXES;

use crate::destination::own_namespaces;
use crate::table::{Cell, CellKind};

/// Prefixes for the names in an answer: those of the ontology, and those of the dossier that was asked.
#[derive(Clone, Debug)]
pub(super) struct Prefixes(Vec<(&'static str, String)>);

/// The prefixes for an answer over these dossiers; what belongs to one dossier is short where there is only one.
pub(super) fn prefixes(dossiers: &[String]) -> Prefixes {
    let mut prefixes: Vec<(&str, String)> =
        PREFIXES.iter().map(|(prefix, namespace)| (*prefix, (*namespace).to_owned())).collect();
    if let Some((first, others)) = dossiers.split_first() {
        let shared = |prefix: &str, namespace: &str| {
            let of_base = ["dossier", "state"].contains(&prefix);
            others
                .iter()
                .all(|other| of_base && own_namespaces(other).iter().any(|(p, n)| *p == prefix && n == namespace))
        };
        prefixes.extend(own_namespaces(first).into_iter().filter(|(prefix, namespace)| shared(prefix, namespace)));
    }
    // The longest namespace that an IRI begins with is the one to use.
    prefixes.sort_by_key(|(_, namespace)| std::cmp::Reverse(namespace.len()));
    Prefixes(prefixes)
}

impl Prefixes {
    /// All of them: prefix and namespace.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(prefix, namespace)| (*prefix, namespace.as_str()))
    }

    /// The prefix of an IRI and what is left of it, where that is a plain name.
    fn short<'i>(&self, iri: &'i str) -> Option<(&'static str, &'i str)> {
        self.0.iter().find_map(|(prefix, namespace)| {
            let local = iri.strip_prefix(namespace.as_str())?;
            let plain = |c: char| c.is_alphanumeric() || "_-.".contains(c);
            (!local.is_empty() && local.chars().all(plain)).then_some((*prefix, local))
        })
    }
}

/// Terms on their way into cells, with a note of the prefixes that were used.
pub(super) struct People<'p> {
    prefixes: &'p Prefixes,
    used: BTreeSet<&'static str>,
}

impl<'p> People<'p> {
    pub(super) fn new(prefixes: &'p Prefixes) -> Self {
        Self { prefixes, used: BTreeSet::new() }
    }

    /// The cell of a term; an empty one where there is none.
    pub(super) fn cell(&mut self, term: Option<&Term>) -> Cell {
        match term {
            None => Cell::new("", CellKind::Text),
            Some(Term::NamedNode(node)) => match self.prefixes.short(node.as_str()) {
                Some((prefix, local)) => {
                    self.used.insert(prefix);
                    Cell::new(&format!("{prefix}:{local}"), CellKind::Name)
                }
                None => Cell::new(node.as_str(), CellKind::Name),
            },
            Some(Term::Literal(literal)) => {
                let number = [xsd::INTEGER, xsd::DECIMAL, xsd::NON_NEGATIVE_INTEGER, xsd::DOUBLE, xsd::FLOAT];
                let kind = if number.contains(&literal.datatype()) { CellKind::Number } else { CellKind::Text };
                Cell::new(literal.value(), kind)
            }
            Some(node @ Term::BlankNode(_)) => Cell::new(&node.to_string(), CellKind::Name),
        }
    }

    /// What the prefixes stand for that were used, a line each.
    pub(super) fn legend(&self) -> String {
        let used = self.prefixes.0.iter().filter(|(prefix, _)| self.used.contains(prefix));
        let mut lines: Vec<_> = used.map(|(prefix, namespace)| format!("{prefix}: {namespace}\n")).collect();
        lines.sort();
        lines.concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::NamedNode;

    fn shown(dossiers: &[&str], iri: &str) -> String {
        let dossiers: Vec<_> = dossiers.iter().map(|iri| (*iri).to_owned()).collect();
        let prefixes = prefixes(&dossiers);
        match prefixes.short(NamedNode::new_unchecked(iri).as_str()) {
            Some((prefix, local)) => format!("{prefix}:{local}"),
            None => iri.to_owned(),
        }
    }

    #[test]
    fn the_longest_namespace_counts_and_only_plain_names_are_short() {
        let one = ["https://example.org/verbale/d"];
        assert_eq!(shown(&one, "https://example.org/verbale/d/actor/diop"), "actor:diop");
        assert_eq!(shown(&one, "https://example.org/verbale/d/s1"), "d:s1");
        assert_eq!(shown(&one, "https://example.org/verbale/state/MLI"), "state:MLI");
        assert_eq!(shown(&one, "https://example.org/verbale/d"), "dossier:d");
        assert_eq!(shown(&[], "https://w3id.org/verbale/dipl#agreed"), "dipl:agreed");
        assert_eq!(
            shown(&one, "https://example.org/verbale/d/span/1-2/quote"),
            "https://example.org/verbale/d/span/1-2/quote"
        );
    }

    #[test]
    fn of_several_dossiers_only_what_they_share_is_short() {
        let two = ["https://example.org/verbale/d", "https://example.org/verbale/e"];
        assert_eq!(shown(&two, "https://example.org/verbale/state/MLI"), "state:MLI");
        assert_eq!(shown(&two, "https://example.org/verbale/e/s1"), "https://example.org/verbale/e/s1");
        let apart = ["https://example.org/verbale/d", "https://example.com/e"];
        assert_eq!(shown(&apart, "https://example.org/verbale/state/MLI"), "https://example.org/verbale/state/MLI");
    }
}
