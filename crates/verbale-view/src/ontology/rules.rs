//! What the shapes ask, in words: each shape that reports says its rule in both languages.

use std::collections::HashMap;

use super::graph::{Both, Graph};

/// How grave it is when data breaks a rule (SHACL, section 2.1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gravity {
    Violation,
    Warning,
    Info,
}

impl Gravity {
    fn of(severity: Option<&str>) -> Self {
        match severity {
            Some("sh:Warning") => Self::Warning,
            Some("sh:Info") => Self::Info,
            _ => Self::Violation,
        }
    }

    /// The word that stands for it in classes.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Violation => "violation",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// A shape that reports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    /// The IRI of the shape.
    pub(super) shape: String,
    pub(super) gravity: Gravity,
    /// The rule, then a way out.
    pub(super) message: Both,
}

/// All rules, and those that hold for each term.
#[derive(Debug, Default)]
pub(super) struct Rules {
    pub(super) all: Vec<Rule>,
    /// Terms in the order in which the shapes speak of them.
    pub(super) terms: Vec<String>,
    of: HashMap<String, Vec<usize>>,
}

impl Rules {
    /// Reads the rules: one holds for the classes and properties that its shape, or the shapes that have it, aim at, and
    /// for the properties of its path.
    pub(super) fn of(shapes: &Graph) -> Self {
        let mut owners: HashMap<&str, Vec<&str>> = HashMap::new();
        for shape in shapes.subjects() {
            for owned in shapes.iris(shape, "sh:property") {
                owners.entry(owned).or_default().push(shape);
            }
        }
        let mut rules = Self::default();
        for shape in shapes.subjects() {
            let Some(message) = shapes.both(shape, "sh:message") else { continue };
            let gravity = Gravity::of(shapes.iris(shape, "sh:severity").next().map(|iri| shapes.name(iri)).as_deref());
            let rule = rules.all.len();
            rules.all.push(Rule { shape: shape.to_owned(), gravity, message });
            for owner in owners.get(shape).into_iter().flatten().copied().chain([shape]) {
                for aim in ["sh:targetClass", "sh:targetSubjectsOf", "sh:targetObjectsOf"] {
                    for term in shapes.iris(owner, aim) {
                        rules.add(term, rule);
                    }
                }
            }
            let mut path = Vec::new();
            for value in shapes.values(shape, "sh:path") {
                shapes.path(value, &mut path);
            }
            for property in path {
                rules.add(property, rule);
            }
        }
        rules
    }

    fn add(&mut self, term: &str, rule: usize) {
        let rules = self.of.entry(term.to_owned()).or_insert_with(|| {
            self.terms.push(term.to_owned());
            Vec::new()
        });
        if rules.last() != Some(&rule) {
            rules.push(rule);
        }
    }

    /// The rules that hold for a term, in the order of the shapes.
    pub(super) fn for_term(&self, term: &str) -> impl Iterator<Item = &Rule> {
        self.of.get(term).into_iter().flatten().map(|rule| &self.all[*rule])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_hold_for_what_their_shapes_aim_at() {
        let shapes = Graph::of(["
            @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <https://e.example/> .
            e:A sh:targetClass e:C, e:D ; sh:property e:p-shape, e:silent .
            e:p-shape sh:path ( [ sh:inversePath e:p ] e:q ) ; sh:message \"une\"@fr, \"one\"@en ; sh:severity sh:Warning .
            e:silent sh:path e:p ; sh:minCount 1 .
            e:B sh:targetSubjectsOf e:p ; sh:message \"deux\"@fr, \"two\"@en .
        "]);
        let rules = Rules::of(&shapes);
        let of = |term: &str| {
            let term = format!("https://e.example/{term}");
            rules.for_term(&term).map(|rule| (rule.message.en.as_str(), rule.gravity)).collect::<Vec<_>>()
        };
        assert_eq!(of("C"), [("one", Gravity::Warning)]);
        assert_eq!(of("D"), of("C"));
        assert_eq!(of("p"), [("one", Gravity::Warning), ("two", Gravity::Violation)]);
        assert_eq!(of("q"), [("one", Gravity::Warning)]);
        assert_eq!(rules.terms.len(), 4);
    }

    #[test]
    fn every_rule_is_said_in_both_languages_and_holds_for_a_term() {
        let shapes = Graph::of(verbale_ontology::SHAPES.iter().map(|(_, file)| *file));
        let rules = Rules::of(&shapes);
        assert!(rules.all.len() > 300, "{}", rules.all.len());
        for rule in &rules.all {
            assert!(!rule.message.fr.is_empty() && !rule.message.en.is_empty(), "{}", rule.shape);
            let held = rules.terms.iter().any(|term| rules.for_term(term).any(|other| other == rule));
            assert!(held, "{} holds for nothing", rule.shape);
        }
    }
}
