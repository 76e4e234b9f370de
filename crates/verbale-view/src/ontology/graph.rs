//! The ontology's files as a graph that keeps their order.

use std::collections::{BTreeMap, HashMap};

use oxrdf::{NamedOrBlankNode, Term};
use oxttl::TurtleParser;
use serde::Serialize;

/// Statements by their subject. Subjects stand in the order in which the files first speak of them, and so do the values
/// of each. Predicates are prefixed names, with the prefixes that the files declare: `rdfs:label`.
#[derive(Debug, Default)]
pub(super) struct Graph {
    subjects: Vec<Subject>,
    /// Places of subjects, by IRI or by the name of a blank node. It is only ever looked into, never walked through.
    places: HashMap<String, usize>,
    /// Namespaces by the prefixes that the files declare.
    prefixes: BTreeMap<String, String>,
}

#[derive(Debug)]
struct Subject {
    name: String,
    statements: Vec<(String, Term)>,
}

/// The same said in French and in English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Both {
    pub(super) fr: String,
    pub(super) en: String,
}

impl Graph {
    /// Reads Turtle files that are a part of this program; blank nodes of different files are different.
    pub(super) fn of(files: impl IntoIterator<Item = &'static str>) -> Self {
        // A file that has no `rdf` still has lists and `a`.
        let known = verbale_ontology::PREFIXES.iter();
        let prefixes = known.map(|(prefix, namespace)| ((*prefix).to_owned(), (*namespace).to_owned())).collect();
        let mut graph = Self { prefixes, ..Self::default() };
        for file in files {
            graph.read(file);
        }
        graph
    }

    fn read(&mut self, file: &str) {
        let mut parser = TurtleParser::new().for_slice(file);
        // A test reads every file and finds no error.
        let triples: Vec<_> = parser.by_ref().map_while(Result::ok).collect();
        self.prefixes.extend(parser.prefixes().map(|(prefix, namespace)| (prefix.to_owned(), namespace.to_owned())));
        for triple in triples {
            let name = match triple.subject {
                NamedOrBlankNode::NamedNode(node) => node.into_string(),
                NamedOrBlankNode::BlankNode(node) => node.to_string(),
            };
            let place = *self.places.entry(name).or_insert_with_key(|name| {
                self.subjects.push(Subject { name: name.clone(), statements: Vec::new() });
                self.subjects.len() - 1
            });
            let predicate = self.name(triple.predicate.as_str());
            self.subjects[place].statements.push((predicate, triple.object));
        }
    }

    /// The IRIs of all subjects.
    pub(super) fn subjects(&self) -> impl Iterator<Item = &str> {
        self.subjects.iter().map(|subject| subject.name.as_str()).filter(|name| !name.starts_with("_:"))
    }

    /// All values of a property.
    pub(super) fn values<'g, 'p>(
        &'g self,
        subject: &str,
        predicate: &'p str,
    ) -> impl Iterator<Item = &'g Term> + use<'g, 'p> {
        let statements = self.places.get(subject).map_or(&[][..], |place| &self.subjects[*place].statements);
        statements.iter().filter(move |(known, _)| known == predicate).map(|(_, value)| value)
    }

    /// The values of a property that are IRIs.
    pub(super) fn iris<'g, 'p>(
        &'g self,
        subject: &str,
        predicate: &'p str,
    ) -> impl Iterator<Item = &'g str> + use<'g, 'p> {
        self.values(subject, predicate).filter_map(|value| match value {
            Term::NamedNode(node) => Some(node.as_str()),
            _ => None,
        })
    }

    /// The first value of a property that is a literal, whatever its language.
    pub(super) fn literal(&self, subject: &str, predicate: &str) -> Option<&str> {
        self.values(subject, predicate).find_map(|value| match value {
            Term::Literal(literal) => Some(literal.value()),
            _ => None,
        })
    }

    /// A text in French and in English; none where it is in neither.
    pub(super) fn both(&self, subject: &str, predicate: &str) -> Option<Both> {
        let in_language = |tag: &str| {
            self.values(subject, predicate).find_map(|value| match value {
                Term::Literal(literal) if literal.language() == Some(tag) => Some(literal.value().to_owned()),
                _ => None,
            })
        };
        let (fr, en) = (in_language("fr"), in_language("en"));
        (fr.is_some() || en.is_some()).then(|| Both { fr: fr.unwrap_or_default(), en: en.unwrap_or_default() })
    }

    /// Every IRI that a path names, in its order: the property itself, or those of sequences, alternatives and inverses
    /// (SHACL, section 2.3.1).
    pub(super) fn path<'g>(&'g self, path: &'g Term, into: &mut Vec<&'g str>) {
        let name = match path {
            Term::NamedNode(node) => return into.push(node.as_str()),
            Term::BlankNode(node) => node.to_string(),
            Term::Literal(_) => return,
        };
        let Some(place) = self.places.get(&name) else { return };
        for (predicate, value) in &self.subjects[*place].statements {
            let ends = matches!(value, Term::NamedNode(node) if self.name(node.as_str()) == "rdf:nil");
            if !ends && predicate != "rdf:type" {
                self.path(value, into);
            }
        }
    }

    /// Prefixes with their namespaces, in the order of prefixes.
    pub(super) fn prefixes(&self) -> impl Iterator<Item = (String, String)> {
        self.prefixes.iter().map(|(prefix, namespace)| (prefix.clone(), namespace.clone()))
    }

    /// Whether something is of a class, given by its prefixed name.
    pub(super) fn is_a(&self, subject: &str, class: &str) -> bool {
        self.iris(subject, "rdf:type").any(|of| self.name(of) == class)
    }

    /// An IRI as a prefixed name, or whole where the files have no prefix for it.
    pub(super) fn name(&self, iri: &str) -> String {
        let spaces = self.prefixes.iter().filter(|(_, namespace)| iri.starts_with(namespace.as_str()));
        let longest = spaces.max_by_key(|(_, namespace)| namespace.len());
        longest.map_or_else(|| iri.to_owned(), |(prefix, namespace)| format!("{prefix}:{}", &iri[namespace.len()..]))
    }

    /// The IRI that a prefixed name stands for.
    pub(super) fn expanded(&self, prefix: &str, local: &str) -> Option<String> {
        self.prefixes.get(prefix).map(|namespace| format!("{namespace}{local}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_turtle() {
        let files = [verbale_ontology::DIPLOMACY, verbale_ontology::EVENTS, verbale_ontology::MAPPINGS];
        let others = verbale_ontology::CODES.iter().chain(verbale_ontology::SHAPES).map(|(_, file)| *file);
        for file in files.into_iter().chain(others) {
            let faults: Vec<_> = TurtleParser::new().for_slice(file).filter_map(Result::err).collect();
            assert!(faults.is_empty(), "{faults:?}");
        }
    }

    #[test]
    fn order_texts_and_paths() {
        let graph = Graph::of([
            "@prefix e: <https://e.example/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
             e:b e:label \"un\"@fr, \"one\"@en, \"eins\"@de ; e:to e:c, _:x .
             e:a sh:path ( [ sh:inversePath e:p ] e:q ) ; e:label \"eins\"@de ; a e:C .",
            "@prefix e: <https://e.example/> . e:b e:to e:a .",
        ]);
        assert_eq!(graph.subjects().collect::<Vec<_>>(), ["https://e.example/b", "https://e.example/a"]);
        let (b, a) = ("https://e.example/b", "https://e.example/a");
        assert_eq!(graph.both(b, "e:label"), Some(Both { fr: "un".into(), en: "one".into() }));
        assert_eq!((graph.both(a, "e:label"), graph.literal(a, "e:label")), (None, Some("eins")));
        assert!(graph.is_a(a, "e:C") && !graph.is_a(b, "e:C"));
        assert_eq!(graph.iris(b, "e:to").collect::<Vec<_>>(), ["https://e.example/c", a]);
        let mut named = Vec::new();
        graph.path(graph.values(a, "sh:path").next().unwrap(), &mut named);
        assert_eq!(named, ["https://e.example/p", "https://e.example/q"]);
        assert_eq!((graph.name(a), graph.name("urn:x")), ("e:a".to_owned(), "urn:x".to_owned()));
        assert_eq!(graph.expanded("e", "a").as_deref(), Some(a));
    }
}
