//! Nodes by what people call them: an IRI, a name in any language, an ISO code, the id in a dossier.

use std::collections::BTreeSet;

use oxrdf::{NamedNode, Term};
use verbale_core::lexical::check_iri;
use verbale_core::suggest::nearest;
use verbale_core::vocab::{dcterms, foaf, schema, skos};
use verbale_ontology::PREFIXES;

use super::dataset::Dataset;

/// The properties whose values are what a node is called.
const CALLED: [&str; 6] = [
    skos::iri::prefLabel,
    skos::iri::altLabel,
    skos::iri::hiddenLabel,
    skos::iri::notation,
    foaf::iri::name,
    dcterms::iri::description,
];

/// What a name leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// These nodes, by their IRIs.
    Nodes(Vec<NamedNode>),
    /// Nothing in the data; a name that is near.
    Nothing(Option<String>),
    /// The value is written as an IRI and is none.
    NoIri(String),
}

/// The nodes of the data that a value names.
pub(super) fn find(value: &str, data: &Dataset) -> Found {
    match iri(value) {
        Some(Ok(iri)) => by_iri(iri, data),
        Some(Err(fault)) => Found::NoIri(fault),
        None => by_name(value, data),
    }
}

/// The IRI that a value is: in angle brackets, with a scheme and an authority, or with a prefix of the ontology.
pub(super) fn iri(value: &str) -> Option<Result<NamedNode, String>> {
    let bracketed = value.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    let iri = match bracketed {
        Some(iri) => iri.to_owned(),
        None if value.contains("://") => value.to_owned(),
        None => {
            let (prefix, local) = value.split_once(':')?;
            let (_, namespace) = PREFIXES.iter().find(|(known, _)| *known == prefix)?;
            format!("{namespace}{local}")
        }
    };
    Some(match check_iri(&iri) {
        Ok(()) => Ok(NamedNode::new_unchecked(iri)),
        Err(fault) => Err(fault.message),
    })
}

/// The node itself, and those that are the same as it.
fn by_iri(iri: NamedNode, data: &Dataset) -> Found {
    let term = Term::from(iri);
    let same = data.pairs(schema::iri::sameAs).filter(|(_, other)| **other == term).map(|(node, _)| node);
    let itself = data.nodes().filter(|node| **node == term);
    let nodes: BTreeSet<_> = same.chain(itself).filter_map(named).collect();
    if nodes.is_empty() { Found::Nothing(None) } else { Found::Nodes(sorted(nodes)) }
}

fn by_name(value: &str, data: &Dataset) -> Found {
    let wanted = folded(value);
    let (mut nodes, mut names) = (BTreeSet::new(), BTreeSet::new());
    for (node, name) in CALLED.iter().flat_map(|property| data.pairs(property)) {
        let Term::Literal(name) = name else { continue };
        if folded(name.value()) == wanted {
            nodes.extend(named(node));
        }
        names.insert(name.value());
    }
    for node in data.nodes().filter_map(named) {
        let id = node.rsplit(['/', '#']).next().unwrap_or_default();
        if folded(id) == wanted {
            nodes.insert(node);
        }
    }
    if nodes.is_empty() {
        return Found::Nothing(nearest(value, names).map(str::to_owned));
    }
    Found::Nodes(sorted(nodes))
}

fn named(term: &Term) -> Option<&str> {
    match term {
        Term::NamedNode(node) => Some(node.as_str()),
        _ => None,
    }
}

fn sorted(nodes: BTreeSet<&str>) -> Vec<NamedNode> {
    nodes.into_iter().map(NamedNode::new_unchecked).collect()
}

/// Names are alike whatever their case, the white space in them, and the form of their apostrophes.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxttl::NTriplesParser;

    const DATA: &str = r#"
        <https://e.org/state/MLI> <http://www.w3.org/2004/02/skos/core#prefLabel> "Mali"@fr .
        <https://e.org/state/MLI> <http://www.w3.org/2004/02/skos/core#prefLabel> "马里"@zh .
        <https://e.org/state/MLI> <http://www.w3.org/2004/02/skos/core#notation> "MLI" .
        <https://e.org/state/MLI> <https://schema.org/sameAs> <http://www.wikidata.org/entity/Q912> .
        <https://e.org/d/actor/diop> <http://xmlns.com/foaf/0.1/name> "Abdoulaye  Diop"@fr .
        <https://e.org/d/actor/union> <http://www.w3.org/2004/02/skos/core#altLabel> "l’Union"@fr .
        <https://e.org/d/actor/other-mali> <http://www.w3.org/2004/02/skos/core#altLabel> "MALI"@en .
    "#;

    fn found(value: &str) -> Vec<String> {
        let mut data = Dataset::new(false);
        for triple in NTriplesParser::new().for_slice(DATA) {
            data.insert(triple.unwrap().as_ref().in_graph(oxrdf::GraphNameRef::DefaultGraph)).unwrap();
        }
        data.finish();
        match find(value, &data) {
            Found::Nodes(nodes) => nodes.into_iter().map(NamedNode::into_string).collect(),
            Found::Nothing(near) => vec![format!("nothing {}", near.unwrap_or_default())],
            Found::NoIri(_) => vec!["no IRI".into()],
        }
    }

    #[test]
    fn a_name_an_iri_a_code_and_an_id_lead_to_their_nodes() {
        let mali = "https://e.org/state/MLI";
        assert_eq!(found("mali"), ["https://e.org/d/actor/other-mali", mali]);
        for value in ["马里", "mli", mali, "<https://e.org/state/MLI>"] {
            assert_eq!(found(value), [mali], "{value}");
        }
        assert_eq!(found("wd:Q912"), ["http://www.wikidata.org/entity/Q912", mali]);
        assert_eq!(found("abdoulaye diop"), ["https://e.org/d/actor/diop"]);
        assert_eq!(found("diop"), ["https://e.org/d/actor/diop"]);
        assert_eq!(found("L'Union"), ["https://e.org/d/actor/union"]);
    }

    #[test]
    fn what_is_not_there_is_not_made_up() {
        assert_eq!(found("l'Unionn"), ["nothing l’Union"]);
        assert_eq!(found("Narnia"), ["nothing "]);
        assert_eq!(found("https://e.org/nowhere"), ["nothing "]);
        for hostile in ["<https://e.org/> } INSERT>", "https://e.org/\" }", "dipl:a b>"] {
            assert_eq!(found(hostile), ["no IRI"], "{hostile}");
        }
        assert_eq!(found("\" } DROP ALL # \n"), ["nothing "]);
    }
}
