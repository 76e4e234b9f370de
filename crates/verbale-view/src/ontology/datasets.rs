//! The codes of event datasets, as tables.

use oxrdf::Term;
use serde::Serialize;

use super::graph::Both;
use super::linked::Piece;
use super::{Sources, Words};

/// A scheme of codes.
#[derive(Serialize)]
pub(super) struct Scheme {
    id: String,
    title: Both,
    comment: Words,
    licence: String,
    source: String,
    creators: String,
    /// What the head of the file says: where the codes come from, and under which licence.
    notice: String,
    /// Whether its codes have scores and classes.
    is_scored: bool,
    rows: Vec<Row>,
}

/// A code of a dataset.
#[derive(Serialize)]
struct Row {
    id: String,
    notation: String,
    label: Both,
    definition: Option<Both>,
    goldstein: String,
    quad_class: String,
    /// What a record with this code becomes, then what is said of it besides.
    becomes: Vec<Piece>,
}

/// The schemes of CAMEO and PLOVER.
pub(super) fn schemes(sources: &Sources) -> Vec<Scheme> {
    let graph = &sources.terms;
    let of_datasets = ["https://w3id.org/verbale/cameo", "https://w3id.org/verbale/plover/"];
    let schemes = graph
        .subjects()
        .filter(|iri| of_datasets.iter().any(|start| iri.starts_with(start)) && graph.is_a(iri, "skos:ConceptScheme"));
    let mut schemes: Vec<_> = schemes.map(|iri| scheme(sources, iri)).collect();
    // One file has several schemes: what its head says stands with the last of them.
    for at in 1..schemes.len() {
        if schemes[at - 1].notice == schemes[at].notice {
            schemes[at - 1].notice.clear();
        }
    }
    schemes
}

/// The comment at the head of the file that a scheme stands in.
fn notice(scheme: &str) -> String {
    let file = verbale_ontology::CODES.iter().find(|(_, file)| file.contains(&format!("\n<{scheme}>\n")));
    let lines = file.into_iter().flat_map(|(_, file)| file.lines()).map_while(|line| line.strip_prefix('#'));
    let lines: Vec<_> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    lines.join("\n")
}

fn scheme(sources: &Sources, iri: &str) -> Scheme {
    let graph = &sources.terms;
    let codes = graph.subjects().filter(|code| graph.iris(code, "skos:inScheme").any(|scheme| scheme == iri));
    let address = |name: &str| graph.iris(iri, &format!("dcterms:{name}")).next().unwrap_or_default().to_owned();
    let creators = graph.values(iri, "dcterms:creator").filter_map(|creator| match creator {
        Term::Literal(name) => Some(name.value()),
        _ => None,
    });
    let rows: Vec<_> = codes.map(|code| row(sources, code)).collect();
    Scheme {
        id: format!("scheme-{}", iri.trim_start_matches("https://w3id.org/verbale/").replace('/', "-")),
        title: graph.both(iri, "dcterms:title").unwrap_or_default(),
        comment: sources.words(&graph.both(iri, "rdfs:comment").unwrap_or_default()),
        licence: address("license"),
        source: address("source"),
        creators: creators.collect::<Vec<_>>().join(", "),
        notice: notice(iri),
        is_scored: rows.iter().any(|row| !row.goldstein.is_empty()),
        rows,
    }
}

fn row(sources: &Sources, iri: &str) -> Row {
    let graph = &sources.terms;
    let text = |predicate: &str| graph.literal(iri, predicate).unwrap_or_default().to_owned();
    let matches = ["skos:closeMatch", "skos:broadMatch", "skos:relatedMatch"];
    let becomes = matches.iter().flat_map(|name| graph.iris(iri, name));
    Row {
        id: sources.anchor(iri).unwrap_or_default(),
        notation: text("skos:notation"),
        label: graph.both(iri, "skos:prefLabel").unwrap_or_default(),
        definition: graph.both(iri, "skos:definition"),
        goldstein: text("dipl:goldstein"),
        quad_class: text("dipl:quadClass"),
        becomes: sources.links(becomes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_licence_of_the_codes_goes_with_them() {
        let schemes = schemes(&Sources::read());
        assert_eq!(schemes.iter().map(|scheme| scheme.rows.len()).max(), Some(312));
        let notices: Vec<_> = schemes.iter().map(|scheme| scheme.notice.as_str()).filter(|n| !n.is_empty()).collect();
        assert_eq!(notices.len(), 2);
        assert!(notices[0].contains("Copyright (c) 2022 Andreas Beger") && notices[0].contains("AS IS"));
        assert!(notices[1].contains("copyright 2016 Open Event Data Alliance, CC BY-SA 4.0"));
    }
}
