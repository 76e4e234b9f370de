//! Constraints that look at each value node alone.

use std::cmp::Ordering;

use oxrdf::Term;

use super::{Context, Finding, Out, Run};
use crate::engine::Error;
use crate::literal::{Value, is_well_formed};
use crate::shape::{ShapeId, Test};
use crate::terms::{Id, TYPE};

impl Run<'_> {
    /// One result for each value node that does not pass.
    pub(super) fn each(&self, context: &Context<'_>, test: &Test, values: &[Id], out: &mut Out) -> Result<(), Error> {
        for value in values {
            if !self.passes(test, *value)? {
                self.found(context, out, || Finding {
                    value: Some(self.graph.term(*value).clone()),
                    ..Finding::default()
                });
                if out.is_settled() {
                    break;
                }
            }
        }
        Ok(())
    }

    fn passes(&self, test: &Test, value: Id) -> Result<bool, Error> {
        Ok(match test {
            Test::Class(class) => self.is_instance(value, *class),
            Test::In(members) => members.contains(&value),
            Test::Node(shape) => self.conforms(*shape, value)?,
            Test::Not(shape) => !self.conforms(*shape, value)?,
            Test::And(shapes) => self.count(shapes, value, |_, failed| failed > 0)?.1 == 0,
            Test::Or(shapes) => self.count(shapes, value, |passed, _| passed > 0)?.0 > 0,
            Test::Xone(shapes) => self.count(shapes, value, |passed, _| passed > 1)?.0 == 1,
            test => passes_alone(test, self.graph.term(value)),
        })
    }

    /// How many of the shapes the node conforms to and how many not, up to where `enough` is known.
    fn count(
        &self,
        shapes: &[ShapeId],
        node: Id,
        enough: impl Fn(usize, usize) -> bool,
    ) -> Result<(usize, usize), Error> {
        let (mut passed, mut failed) = (0, 0);
        for shape in shapes {
            if self.conforms(*shape, node)? {
                passed += 1;
            } else {
                failed += 1;
            }
            if enough(passed, failed) {
                break;
            }
        }
        Ok((passed, failed))
    }

    /// Whether a node has the class or a subclass of it as type, as the data graph says.
    fn is_instance(&self, node: Id, class: Id) -> bool {
        self.graph.contains(node, TYPE, class)
            || self.with_subclasses(class, |known| self.graph.objects(node, TYPE).any(|found| known.contains(&found)))
    }
}

/// Tests that need nothing but the term.
fn passes_alone(test: &Test, term: &Term) -> bool {
    match test {
        Test::Datatype(datatype) => {
            matches!(term, Term::Literal(literal) if literal.datatype() == *datatype && is_well_formed(literal))
        }
        Test::NodeKind { iri, blank, literal } => match term {
            Term::NamedNode(_) => *iri,
            Term::BlankNode(_) => *blank,
            Term::Literal(_) => *literal,
        },
        Test::Min { bound, inclusive } => is_within(term, bound, Ordering::Greater, *inclusive),
        Test::Max { bound, inclusive } => is_within(term, bound, Ordering::Less, *inclusive),
        Test::MinLength(length) => text(term).is_some_and(|text| code_points(text) >= *length),
        Test::MaxLength(length) => text(term).is_some_and(|text| code_points(text) <= *length),
        Test::Pattern(pattern) => text(term).is_some_and(|text| pattern.is_match(text)),
        Test::LanguageIn(ranges) => {
            language(term).is_some_and(|tag| ranges.iter().any(|range| matches_range(tag, range)))
        }
        _ => true,
    }
}

fn is_within(term: &Term, bound: &Value, side: Ordering, inclusive: bool) -> bool {
    let Term::Literal(literal) = term else { return false };
    let order = Value::new(literal).and_then(|value| value.partial_cmp(bound));
    order == Some(side) || (inclusive && order == Some(Ordering::Equal))
}

/// The text of a term as SPARQL's `str` gives it; blank nodes have none.
fn text(term: &Term) -> Option<&str> {
    match term {
        Term::NamedNode(iri) => Some(iri.as_str()),
        Term::Literal(literal) => Some(literal.value()),
        Term::BlankNode(_) => None,
    }
}

fn code_points(text: &str) -> u64 {
    text.chars().count() as u64
}

fn language(term: &Term) -> Option<&str> {
    match term {
        Term::Literal(literal) => literal.language(),
        _ => None,
    }
}

/// SPARQL's `langMatches`: the tag is the range, or begins with it and a hyphen; `*` is any tag.
fn matches_range(tag: &str, range: &str) -> bool {
    let begins = tag.get(..range.len()).is_some_and(|start| start.eq_ignore_ascii_case(range));
    range == "*" || (begins && (tag.len() == range.len() || tag.as_bytes()[range.len()] == b'-'))
}
