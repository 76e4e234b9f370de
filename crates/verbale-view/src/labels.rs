//! What the ontology calls its terms, in French and English.

use std::collections::HashMap;
use std::sync::LazyLock;

use oxrdf::{NamedOrBlankNode, Term};
use oxttl::TurtleParser;

use crate::language::Language;

const SKOS_PREF_LABEL: &str = "http://www.w3.org/2004/02/skos/core#prefLabel";
const RDFS_LABEL: &str = "http://www.w3.org/2000/01/rdf-schema#label";

/// French and English labels by IRI. It is only ever looked into, never walked through.
static LABELS: LazyLock<HashMap<String, [Option<String>; 2]>> = LazyLock::new(|| {
    let mut labels = HashMap::new();
    let ontology = [verbale_ontology::DIPLOMACY, verbale_ontology::EVENTS];
    for file in verbale_ontology::CODES.iter().map(|(_, file)| *file).chain(ontology) {
        read(file, &mut labels);
    }
    labels
});

/// Reads the labels of a Turtle file that is a part of this program.
fn read(file: &str, labels: &mut HashMap<String, [Option<String>; 2]>) {
    for triple in TurtleParser::new().for_slice(file).flatten() {
        let is_label = [SKOS_PREF_LABEL, RDFS_LABEL].contains(&triple.predicate.as_str());
        if let (true, NamedOrBlankNode::NamedNode(node), Term::Literal(label)) =
            (is_label, triple.subject, triple.object)
        {
            let at = match label.language() {
                Some("fr") => 0,
                Some("en") => 1,
                _ => continue,
            };
            labels.entry(node.into_string()).or_default()[at] = Some(label.value().to_owned());
        }
    }
}

/// The label of a term, or the end of its IRI where it has none.
pub(crate) fn label(iri: &str, language: Language) -> &str {
    let at = usize::from(language == Language::En);
    let known = LABELS.get(iri).and_then(|labels| labels[at].as_deref());
    known.unwrap_or_else(|| local(iri))
}

/// The end of an IRI: a code's notation, a property's name.
pub(crate) fn local(iri: &str) -> &str {
    iri.rfind(['#', '/']).map_or(iri, |end| &iri[end + 1..])
}

#[cfg(test)]
mod tests {
    use verbale_core::codes::{Code, EventType, FieldOfActivity, InstrumentType, Listed, RelationType, Role};
    use verbale_core::vocab::dipl;

    use super::*;

    fn has_labels<C: Code>() -> usize {
        for code in C::ALL {
            let labels = LABELS.get(code.iri()).unwrap();
            assert!(labels.iter().all(Option::is_some), "{}", code.iri());
        }
        C::ALL.len()
    }

    #[test]
    fn every_code_and_property_has_its_labels() {
        let codes = has_labels::<Role>()
            + has_labels::<EventType>()
            + has_labels::<FieldOfActivity>()
            + has_labels::<RelationType>()
            + has_labels::<InstrumentType>();
        assert!(codes > 90, "{codes}");
        assert_eq!(label(Role::ForeignMinister.iri(), Language::Fr), "ministre des Affaires étrangères");
        assert_eq!(label(dipl::iri::madeDuring, Language::En), "made during");
        assert_eq!(label("https://example.org/a#b", Language::En), "b");
        assert_eq!(Role::ForeignMinister.notation(), local(Role::ForeignMinister.iri()));
    }
}
