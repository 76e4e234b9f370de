//! Where the subjects of a file, and their predicates, stand first.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use oxrdf::{NamedNode, Quad, Term};
use verbale_core::position::Position;

use crate::Spot;

/// Where each node of a file stands first as a subject, with each predicate, and as an object.
#[derive(Clone, Debug, Default)]
pub struct Places(HashMap<u64, Position>);

impl Places {
    /// Remembers where the parts of a quad stand, unless they stood elsewhere before.
    pub fn record(&mut self, quad: &Quad, spot: &Spot) {
        let subject = Term::from(quad.subject.clone());
        self.0.entry(key(0, &subject)).or_insert(spot.subject.start);
        self.0.entry(key(1, &(&subject, &quad.predicate))).or_insert(spot.predicate.start);
        if !quad.object.is_literal() {
            self.0.entry(key(2, &quad.object)).or_insert(spot.object.start);
        }
    }

    /// Where a node stands: its first statement with this predicate, or else its first statement, or else the first in
    /// which it is the object.
    pub fn of(&self, node: &Term, predicate: Option<&NamedNode>) -> Option<Position> {
        let with_predicate = predicate.and_then(|predicate| self.0.get(&key(1, &(node, predicate))));
        with_predicate.or_else(|| self.0.get(&key(0, node))).or_else(|| self.0.get(&key(2, node))).copied()
    }
}

fn key(kind: u8, of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    (kind, of).hash(&mut hasher);
    hasher.finish()
}
