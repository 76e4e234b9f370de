//! Names of nodes without the base: what two versions of a dossier call the same, whatever their base.

use std::collections::BTreeMap;

use verbale_ontology::PREFIXES;

use super::graph::Object;
use super::model::Value;

/// Names the nodes of one dossier.
pub(super) struct Names {
    /// The dossier's IRI with a slash.
    root: String,
    /// What its IRI has before the id.
    base: String,
    /// The nodes of facts that have several.
    several: BTreeMap<String, String>,
}

impl Names {
    /// Of a dossier with this IRI.
    pub(super) fn of(dossier: &str) -> Self {
        Self { root: format!("{dossier}/"), base: base(dossier).to_owned(), several: BTreeMap::new() }
    }

    /// Of what dossiers share.
    pub(super) fn shared(base: &str) -> Self {
        Self { root: format!("{base}\u{0}"), base: base.to_owned(), several: BTreeMap::new() }
    }

    /// Notes that a node is one of several of a fact.
    pub(super) fn alias(&mut self, node: String, fact: String) {
        self.several.insert(node, fact);
    }

    /// Whether this is the IRI of the dossier.
    pub(super) fn is_dossier(&self, iri: &str) -> bool {
        self.root.strip_suffix('/') == Some(iri)
    }

    /// The IRI of a node of the dossier.
    pub(super) fn iri(&self, name: &str) -> String {
        format!("{}{name}", self.root)
    }

    /// What stands after the dossier's IRI.
    pub(super) fn within<'i>(&self, iri: &'i str) -> Option<&'i str> {
        iri.strip_prefix(&self.root).filter(|rest| !rest.is_empty())
    }

    /// The name of a node of the dossier or beside it; `None` for any other IRI.
    pub(super) fn local(&self, iri: &str) -> Option<String> {
        if let Some(fact) = self.several.get(iri) {
            return Some(fact.clone());
        }
        if let Some(own) = self.within(iri) {
            return Some(own.to_owned());
        }
        // A base may be the beginning of a vocabulary's namespace.
        if PREFIXES.iter().any(|(_, namespace)| namespace.len() > self.base.len() && iri.starts_with(namespace)) {
            return None;
        }
        let rest = iri.strip_prefix(&self.base).filter(|rest| !rest.is_empty() && !self.base.is_empty())?;
        if self.is_dossier(iri) {
            return Some(rest.to_owned());
        }
        Some(match rest.split_once('/') {
            Some(("state" | "occurrence", _)) => rest.to_owned(),
            Some(("actor" | "place", _)) => format!("registry/{rest}"),
            _ => format!("../{rest}"),
        })
    }

    /// The name of a node; an IRI from outside is its own.
    pub(super) fn name(&self, iri: &str) -> String {
        self.local(iri).unwrap_or_else(|| iri.to_owned())
    }

    /// An object as a value.
    pub(super) fn value(&self, object: &Object) -> Value {
        match object {
            Object::Iri(iri) => self.local(iri).map_or_else(|| Value::Iri(iri.clone()), Value::Node),
            Object::Literal { lexical, datatype, language } => {
                Value::Literal { lexical: lexical.clone(), datatype: datatype.clone(), language: language.clone() }
            }
        }
    }
}

/// What stands before the id in the IRI of a dossier. An id has none of these three characters.
pub(super) fn base(dossier: &str) -> &str {
    dossier.rfind(['/', '#', ':']).map_or("", |end| &dossier[..=end])
}

/// The id in the IRI of a dossier.
pub(super) fn id(dossier: &str) -> &str {
    &dossier[base(dossier).len()..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_leave_the_base_out() {
        for base in ["https://example.org/verbale/", "https://example.org/x#", "urn:x:"] {
            let names = Names::of(&format!("{base}talks"));
            let name = |rest: &str| names.name(&format!("{base}{rest}"));
            assert_eq!(name("talks"), "talks");
            assert_eq!(name("talks/visit"), "visit");
            assert_eq!(name("talks/actor/diop"), "actor/diop");
            assert_eq!(name("state/MLI"), "state/MLI");
            assert_eq!(name("actor/diop"), "registry/actor/diop");
            assert_eq!(name("other/visit"), "../other/visit");
        }
        let names = Names::of("https://example.org/verbale/talks");
        assert_eq!(names.local("http://www.wikidata.org/entity/Q1"), None);
        assert_eq!(names.name("https://example.org/verbale/talks-2/visit"), "../talks-2/visit");
    }
}
