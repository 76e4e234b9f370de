//! The ontology's page, read without the crate that makes it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use oxrdf::{NamedNodeRef, NamedOrBlankNodeRef};

use super::{Graph, NAMESPACE, TermRef, read, turtle_files};
use crate::command::{bless, root, verbale};
use crate::page::markup::{body_text, text_of, values};

fn page() -> String {
    let outcome = verbale(&root(), &["ontology", "--html"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""));
    String::from_utf8(outcome.stdout).unwrap()
}

fn node(iri: &str) -> NamedNodeRef<'_> {
    NamedNodeRef::new(iri).unwrap()
}

/// Texts of a subject by language.
fn texts<'g>(graph: &'g Graph, subject: NamedOrBlankNodeRef<'g>, predicates: &[&'g str]) -> BTreeMap<&'g str, &'g str> {
    let values = predicates.iter().flat_map(|predicate| graph.objects_for_subject_predicate(subject, node(predicate)));
    let literals = values.filter_map(|value| if let TermRef::Literal(literal) = value { Some(literal) } else { None });
    literals.map(|literal| (literal.language().unwrap_or(""), literal.value())).collect()
}

#[test]
fn the_page_in_the_repository_is_current() {
    let (path, now) = (root().join("ontology/index.html"), page());
    if bless() {
        fs::write(&path, &now).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        stored == now,
        "{} is not what `verbale ontology --html` prints; VERBALE_BLESS=1 rewrites it",
        path.display()
    );
}

#[test]
fn every_term_has_its_labels_definition_example_and_matches() {
    const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
    const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
    let page = page();
    let [label, comment] = ["label", "comment"].map(|name| format!("{RDFS}{name}"));
    let [preferred, definition, example] = ["prefLabel", "definition", "example"].map(|name| format!("{SKOS}{name}"));
    let matches = ["exact", "close", "broad", "narrow", "related"].map(|name| format!("{SKOS}{name}Match"));
    let files: Vec<_> = turtle_files().into_iter().map(|(_, turtle)| read(turtle)).collect();
    let (mut terms, mut matched) = (0, 0);
    for graph in &files {
        let typed = graph.triples_for_predicate(oxrdf::vocab::rdf::TYPE).map(|triple| triple.subject);
        for subject in typed {
            let NamedOrBlankNodeRef::NamedNode(iri) = subject else { continue };
            let Some(local) = iri.as_str().strip_prefix(NAMESPACE) else { continue };
            let shown = text_of(&page, local).unwrap_or_else(|| panic!("{local} is not on the page"));
            let labels = texts(graph, subject, &[&label, &preferred]);
            let definitions = texts(graph, subject, &[&comment, &definition]);
            for language in ["fr", "en"] {
                assert!(shown.contains(labels[language]), "{local}: label in {language}");
                assert!(shown.contains(definitions[language]), "{local}: definition in {language}");
            }
            assert!(shown.contains(texts(graph, subject, &[&example])[""]), "{local}: example");
            terms += 1;
        }
    }
    for graph in &files {
        for predicate in &matches {
            for triple in graph.triples_for_predicate(node(predicate)) {
                let (NamedOrBlankNodeRef::NamedNode(subject), TermRef::NamedNode(object)) =
                    (triple.subject, triple.object)
                else {
                    panic!("a match is between IRIs")
                };
                let Some(local) = subject.as_str().strip_prefix(NAMESPACE) else { continue };
                let name = object.as_str().rsplit(['#', '/']).next().unwrap();
                let shown = text_of(&page, local).unwrap();
                assert!(shown.contains(&format!(":{name}")), "{local}: {predicate} {object}");
                matched += 1;
            }
        }
    }
    assert!(terms > 270 && matched > 130, "{terms} terms, {matched} matches");
}

#[test]
fn every_rule_of_the_shapes_is_said_in_both_languages_at_its_terms() {
    const SH: &str = "http://www.w3.org/ns/shacl#";
    let (page, mut said, mut held) = (page(), 0, 0);
    let all = body_text(&page);
    for (_, turtle) in verbale_ontology::SHAPES {
        let graph = read(turtle);
        for triple in graph.triples_for_predicate(node(&format!("{SH}message"))) {
            let TermRef::Literal(message) = triple.object else { panic!("a message is a text") };
            assert!(all.contains(message.value()), "{}", triple.subject);
            said += 1;
            // What a shape of its own aims at says it too; shapes of properties are held to it by their paths.
            for aim in ["targetClass", "path"] {
                let aims = graph.objects_for_subject_predicate(triple.subject, node(&format!("{SH}{aim}")));
                for term in aims {
                    let TermRef::NamedNode(term) = term else { continue };
                    let Some(local) = term.as_str().strip_prefix(NAMESPACE) else { continue };
                    assert!(text_of(&page, local).unwrap().contains(message.value()), "{local}: {message}");
                    held += 1;
                }
            }
        }
    }
    assert!(said > 600 && held > 300, "{said} messages, {held} of them at a term");
}

#[test]
fn ids_are_unique_and_every_link_within_the_page_leads_somewhere() {
    let page = page();
    let (ids, links) = (values(&page, "id"), values(&page, "href"));
    let unique: BTreeSet<_> = ids.iter().copied().collect();
    assert_eq!(unique.len(), ids.len());
    for link in &links {
        match link.strip_prefix('#') {
            Some(id) => assert!(unique.contains(id), "{link}"),
            None => assert!(link.starts_with("http://") || link.starts_with("https://"), "{link}"),
        }
    }
    assert!(ids.len() > 700 && links.len() > 3000, "{} ids, {} links", ids.len(), links.len());
}
