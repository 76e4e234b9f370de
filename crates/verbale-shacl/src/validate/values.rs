//! Constraints that look at all value nodes of a focus node together.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use oxrdf::Term;
use rustc_hash::FxHashSet;

use super::{Context, Finding, Out, Run};
use crate::engine::Error;
use crate::literal::Value;
use crate::path::Path;
use crate::shape::{Bound, Rule, ShapeId};
use crate::terms::Id;

impl Run<'_> {
    pub(super) fn all(&self, context: &Context<'_>, rule: &Rule, values: &[Id], out: &mut Out) -> Result<(), Error> {
        match rule {
            Rule::Each(test) => self.each(context, test, values, out)?,
            Rule::MinCount(least) => self.bound(context, values.len() as u64, Bound::AtLeast(*least), out),
            Rule::MaxCount(most) => self.bound(context, values.len() as u64, Bound::AtMost(*most), out),
            Rule::UniqueLang => self.unique_languages(context, values, out),
            Rule::HasValue(value) if values.contains(value) => {}
            Rule::HasValue(_) => self.found(context, out, Finding::default),
            Rule::Equals(property) => self.equals(context, *property, values, out),
            Rule::Disjoint(property) => {
                let shared = |value: &&Id| self.graph.contains(context.focus, *property, **value);
                self.report(context, values.iter().filter(shared), out);
            }
            Rule::LessThan { property, or_equal } => self.less_than(context, *property, *or_equal, values, out),
            Rule::Property(shape) => {
                for value in values {
                    self.validate(*shape, *value, out)?;
                }
            }
            Rule::Qualified { shape, siblings, bound } => {
                let count = self.qualified(*shape, siblings, values)?;
                self.bound(context, count, *bound, out);
            }
            Rule::Closed { allowed } => {
                for value in values {
                    self.closed(context, *value, |predicate| allowed.contains(&predicate), out);
                }
            }
            Rule::Sparql(query) => self.query(context, query, out)?,
        }
        Ok(())
    }

    /// One result for each of these values.
    fn report<'i>(&self, context: &Context<'_>, values: impl Iterator<Item = &'i Id>, out: &mut Out) {
        for value in values {
            self.found(context, out, || self.with_value(*value));
        }
    }

    fn with_value(&self, value: Id) -> Finding<'static> {
        Finding { value: Some(self.graph.term(value).clone()), ..Finding::default() }
    }

    fn bound(&self, context: &Context<'_>, count: u64, bound: Bound, out: &mut Out) {
        let holds = match bound {
            Bound::AtLeast(least) => count >= least,
            Bound::AtMost(most) => count <= most,
        };
        if !holds {
            let detail = || format!("{}, found {count}", context.constraint.detail);
            self.found(context, out, || Finding { detail: Some(detail()), ..Finding::default() });
        }
    }

    /// One result for each language that several values have.
    fn unique_languages(&self, context: &Context<'_>, values: &[Id], out: &mut Out) {
        let mut counts = BTreeMap::<String, usize>::new();
        for value in values {
            if let Term::Literal(literal) = self.graph.term(*value)
                && let Some(tag) = literal.language()
            {
                *counts.entry(tag.to_ascii_lowercase()).or_default() += 1;
            }
        }
        for (tag, count) in counts.into_iter().filter(|language| language.1 > 1) {
            let detail = format!("{count} values have the language {tag}");
            self.found(context, out, || Finding { detail: Some(detail), ..Finding::default() });
        }
    }

    fn equals(&self, context: &Context<'_>, property: Id, values: &[Id], out: &mut Out) {
        let missing = values.iter().filter(|value| !self.graph.contains(context.focus, property, **value));
        self.report(context, missing, out);
        let known: FxHashSet<&Id> = values.iter().collect();
        let others: Vec<Id> = self.graph.objects(context.focus, property).collect();
        self.report(context, others.iter().filter(|other| !known.contains(other)), out);
    }

    /// One result for each pair of a value and a value of the other property that are not in order.
    fn less_than(&self, context: &Context<'_>, property: Id, or_equal: bool, values: &[Id], out: &mut Out) {
        let others: Vec<Option<Value>> =
            self.graph.objects(context.focus, property).map(|other| self.value(other)).collect();
        for id in values {
            let value = self.value(*id);
            for other in &others {
                let order = value.as_ref().zip(other.as_ref()).and_then(|(value, other)| value.partial_cmp(other));
                if !(order == Some(Ordering::Less) || or_equal && order == Some(Ordering::Equal)) {
                    self.found(context, out, || self.with_value(*id));
                }
            }
        }
    }

    fn value(&self, id: Id) -> Option<Value> {
        match self.graph.term(id) {
            Term::Literal(literal) => Value::new(literal),
            _ => None,
        }
    }

    /// How many values conform to a shape and to none of its siblings.
    fn qualified(&self, shape: ShapeId, siblings: &[ShapeId], values: &[Id]) -> Result<u64, Error> {
        let mut count = 0;
        for value in values {
            if self.conforms(shape, *value)? && !self.conforms_to_any(siblings, *value)? {
                count += 1;
            }
        }
        Ok(count)
    }

    fn conforms_to_any(&self, shapes: &[ShapeId], node: Id) -> Result<bool, Error> {
        for shape in shapes {
            if self.conforms(*shape, node)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// One result for each triple of a node whose predicate is not allowed.
    fn closed(&self, context: &Context<'_>, node: Id, allows: impl Fn(Id) -> bool, out: &mut Out) {
        for (predicate, object) in self.graph.properties(node) {
            if let Term::NamedNode(iri) = self.graph.term(*predicate)
                && !allows(*predicate)
            {
                let path = Some(Path::Predicate(iri.clone()));
                self.found(context, out, || Finding { path, ..self.with_value(*object) });
            }
        }
    }
}
