//! Data graphs on their way in, and the statements that results speak of.

use oxrdf::{Term, TermRef, Triple, TripleRef};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::engine::Error;
use crate::result::ValidationResult;
use crate::terms::{Id, Terms};

/// A data graph that is being put together, statement by statement, for the shapes that it came from.
///
/// A term is copied when it comes for the first time; 12 bytes are kept for each statement.
///
/// ```
/// use oxrdf::{NamedNodeRef, TripleRef};
/// use verbale_shacl::Shapes;
///
/// let shapes = Shapes::new(Vec::new()).expect("no shapes, no faults");
/// let mut data = shapes.data();
/// let node = NamedNodeRef::new_unchecked("https://example.org/n");
/// data.insert(TripleRef::new(node, node, node))?;
/// assert!(shapes.validate_data(data)?.is_empty());
/// # Ok::<(), verbale_shacl::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Data {
    pub(crate) terms: Terms,
    pub(crate) triples: Vec<[Id; 3]>,
}

impl Data {
    pub(crate) const fn new(terms: Terms) -> Self {
        Self { terms, triples: Vec::new() }
    }

    /// Adds a statement.
    ///
    /// # Errors
    ///
    /// [`Error::TooLarge`] beyond 4,294,967,295 statements or terms.
    pub fn insert(&mut self, triple: TripleRef<'_>) -> Result<(), Error> {
        let subject = TermRef::from(triple.subject);
        // Statements about one node mostly follow one another.
        let same = self.triples.last().map(|last| last[0]).filter(|last| self.terms.term(*last).as_ref() == subject);
        let subject = same.or_else(|| self.terms.intern(subject));
        let ids = (subject, self.terms.intern(triple.predicate.into()), self.terms.intern(triple.object));
        let (Some(subject), Some(predicate), Some(object)) = ids else { return Err(Error::TooLarge) };
        if Id::try_from(self.triples.len() + 1).is_err() {
            return Err(Error::TooLarge);
        }
        self.triples.push([subject, predicate, object]);
        Ok(())
    }

    /// Adds statements.
    pub(crate) fn extend(mut self, triples: &mut dyn Iterator<Item = Triple>) -> Result<Self, Error> {
        for triple in triples {
            self.insert(triple.as_ref())?;
        }
        Ok(self)
    }
}

/// Where a result stands: the number of a statement of the data, counted from 0 in the order in which they were inserted,
/// and which part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The first statement about the focus node with the predicate that is the result's path.
    Predicate(usize),
    /// The first statement about the focus node, where none has the predicate.
    Subject(usize),
    /// The first statement that leads to the focus node, where none is about it.
    Object(usize),
}

/// Finds where results stand in one pass over the statements. A focus node that is a literal stands nowhere.
pub(crate) fn origins(
    results: &[ValidationResult],
    triples: &[[Id; 3]],
    find: impl Fn(TermRef<'_>) -> Option<Id>,
) -> Vec<Option<Origin>> {
    let of = |result: &ValidationResult| {
        let focus = match &result.focus_node {
            Term::Literal(_) => return None,
            node => find(node.as_ref())?,
        };
        let predicate = result.path.as_ref().and_then(|path| path.predicate());
        Some((focus, predicate.and_then(|predicate| find(predicate.as_ref().into()))))
    };
    let asked: Vec<Option<(Id, Option<Id>)>> = results.iter().map(of).collect();
    let firsts = Firsts::new(&asked.iter().flatten().map(|asked| asked.0).collect(), triples);
    asked.into_iter().map(|asked| asked.and_then(|(focus, predicate)| firsts.of(focus, predicate))).collect()
}

/// The first statements of some nodes.
#[derive(Default)]
struct Firsts {
    with_predicate: FxHashMap<(Id, Id), usize>,
    about: FxHashMap<Id, usize>,
    leading_to: FxHashMap<Id, usize>,
}

impl Firsts {
    fn new(nodes: &FxHashSet<Id>, triples: &[[Id; 3]]) -> Self {
        let mut firsts = Self::default();
        if nodes.is_empty() {
            return firsts;
        }
        for (number, &[subject, predicate, object]) in triples.iter().enumerate() {
            if nodes.contains(&subject) {
                firsts.with_predicate.entry((subject, predicate)).or_insert(number);
                firsts.about.entry(subject).or_insert(number);
            }
            if nodes.contains(&object) {
                firsts.leading_to.entry(object).or_insert(number);
            }
        }
        firsts
    }

    fn of(&self, focus: Id, predicate: Option<Id>) -> Option<Origin> {
        let stated = predicate.and_then(|predicate| self.with_predicate.get(&(focus, predicate)));
        let about = || self.about.get(&focus).copied().map(Origin::Subject);
        let leading_to = || self.leading_to.get(&focus).copied().map(Origin::Object);
        stated.copied().map(Origin::Predicate).or_else(about).or_else(leading_to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_statement_counts() {
        let firsts =
            Firsts::new(&[1, 2, 9].into_iter().collect(), &[[5, 7, 1], [1, 7, 2], [1, 8, 2], [1, 8, 5], [3, 7, 2]]);
        assert_eq!(firsts.of(1, None), Some(Origin::Subject(1)));
        assert_eq!(firsts.of(1, Some(8)), Some(Origin::Predicate(2)));
        assert_eq!(firsts.of(1, Some(6)), Some(Origin::Subject(1)), "its first statement");
        assert_eq!(firsts.of(2, Some(7)), Some(Origin::Object(1)), "an object only");
        assert_eq!(firsts.of(9, None), None, "nowhere");
    }
}
