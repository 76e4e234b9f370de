//! Where the nodes of a file, and their predicates, stand first.

mod table;

use std::hash::{DefaultHasher, Hash, Hasher};

use oxrdf::{NamedNode, NamedOrBlankNode, Quad, Term};
use verbale_core::position::Position;

use crate::Spot;
use table::Table;

/// Where each node of a file stands first as a subject, with each predicate, and as an object.
///
/// It keeps 20 bytes and a little for each, none of the names: names are told apart by 64 bits of hash. Of a place it keeps
/// the line up to 2³²−1, the column up to 2²⁴−1 and the byte up to 2⁴⁰−1.
///
/// ```
/// use oxrdf::{NamedNode, Term};
/// use verbale_rdf::{Contexts, Options, Places, Syntax, read};
///
/// let file = "<a:s> <a:p> <a:o> .\n<a:s> <a:q> 1 .\n";
/// let contexts = Contexts::default();
/// let options = Options { syntax: Syntax::Turtle, base: None, contexts: &contexts, blank_prefix: "b" };
/// let mut places = Places::default();
/// read(&mut file.as_bytes(), &options, &mut |quad, spot| {
///     spot.iter().for_each(|spot| places.record(&quad, spot));
/// })?;
///
/// let node = |iri: &str| NamedNode::new_unchecked(iri);
/// let line_and_column = |term: &str, predicate: Option<&str>| {
///     let at = places.of(&Term::from(node(term)), predicate.map(node).as_ref())?;
///     Some((at.line, at.column))
/// };
/// assert_eq!(line_and_column("a:s", Some("a:q")), Some((2, 7)));
/// assert_eq!(line_and_column("a:s", Some("a:r")), Some((1, 1)), "its first statement");
/// assert_eq!(line_and_column("a:o", None), Some((1, 13)), "an object only");
/// assert_eq!(line_and_column("a:x", None), None);
/// # Ok::<(), verbale_rdf::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Places(Table);

/// Told from a subject by these bits of its hash.
const OBJECT: u64 = 0x9E37_79B9_7F4A_7C15;

impl Places {
    /// Remembers where the parts of a quad stand, unless the same parts stood elsewhere before.
    pub fn record(&mut self, quad: &Quad, spot: &Spot) {
        let subject = match &quad.subject {
            NamedOrBlankNode::NamedNode(node) => hash(b'<', node.as_str()),
            NamedOrBlankNode::BlankNode(node) => hash(b'_', node.as_str()),
        };
        self.0.insert(subject, spot.subject.start);
        self.0.insert(with_predicate(subject, &quad.predicate), spot.predicate.start);
        if let Some(object) = of_node(&quad.object)
            && self.0.find(object).is_none()
        {
            self.0.insert(object ^ OBJECT, spot.object.start);
        }
    }

    /// Where a node stands: its first statement with this predicate, or else its first statement, or else the first in
    /// which it is the object. A literal stands nowhere.
    pub fn of(&self, node: &Term, predicate: Option<&NamedNode>) -> Option<Position> {
        let node = of_node(node)?;
        let stated = predicate.and_then(|predicate| self.0.find(with_predicate(node, predicate)));
        stated.or_else(|| self.0.find(node)).or_else(|| self.0.find(node ^ OBJECT))
    }

    /// How many bytes of memory it takes.
    pub fn size(&self) -> usize {
        self.0.size()
    }
}

fn of_node(term: &Term) -> Option<u64> {
    match term {
        Term::NamedNode(node) => Some(hash(b'<', node.as_str())),
        Term::BlankNode(node) => Some(hash(b'_', node.as_str())),
        Term::Literal(_) => None,
    }
}

fn with_predicate(node: u64, predicate: &NamedNode) -> u64 {
    hash(node, predicate.as_str())
}

fn hash(kind: impl Hash, name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    kind.hash(&mut hasher);
    hasher.write(name.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{BlankNode, GraphName, Literal};
    use verbale_core::position::Place;

    fn at(line: usize) -> Position {
        Position { line, column: line + 1, byte: line * 100 }
    }

    fn spot(lines: [usize; 3]) -> Spot {
        let [subject, predicate, object] = lines.map(|line| Place { start: at(line), end: at(line) });
        Spot { subject, predicate, object }
    }

    fn quad(subject: &str, predicate: &str, object: impl Into<Term>) -> Quad {
        let node = |name: &str| NamedNode::new_unchecked(name);
        Quad::new(node(subject), node(predicate), object, GraphName::DefaultGraph)
    }

    #[test]
    fn the_first_place_is_kept() {
        let mut places = Places::default();
        let (p, q) = (NamedNode::new_unchecked("p:p"), NamedNode::new_unchecked("p:q"));
        let (s, o) = (NamedNode::new_unchecked("s:s"), NamedNode::new_unchecked("o:o"));
        places.record(&quad("s:s", "p:p", o.clone()), &spot([1, 2, 3]));
        places.record(&quad("s:s", "p:p", o.clone()), &spot([4, 5, 6]));
        places.record(&quad("s:s", "p:q", Literal::from("o:l")), &spot([7, 8, 9]));
        let (s, o) = (Term::from(s), Term::from(o));
        assert_eq!(places.of(&s, None), Some(at(1)));
        assert_eq!(places.of(&s, Some(&p)), Some(at(2)));
        assert_eq!(places.of(&s, Some(&q)), Some(at(8)));
        assert_eq!(places.of(&o, None), Some(at(3)));
        assert_eq!(places.of(&o, Some(&p)), Some(at(3)));
        places.record(&quad("o:o", "p:p", s.clone()), &spot([10, 11, 12]));
        assert_eq!(places.of(&o, None), Some(at(10)), "a subject comes before an object");
        assert_eq!(places.of(&s, None), Some(at(1)));
        assert_eq!(places.of(&Term::from(Literal::from("o:l")), None), None);
        assert_eq!(places.of(&Term::from(BlankNode::new_unchecked("s:s")), None), None, "a label is no IRI");
    }

    #[test]
    fn a_million_triples_take_less_than_40_mib() {
        let mut places = Places::default();
        for number in 0..125_000 {
            for predicate in 0..8 {
                let object =
                    Term::from(NamedNode::new_unchecked(format!("https://example.org/{}", number + predicate)));
                let subject = format!("https://example.org/{number}");
                let line = number * 8 + predicate + 1;
                places.record(&quad(&subject, &format!("p:{predicate}"), object), &spot([line; 3]));
            }
        }
        assert!(places.size() < 40 << 20, "{}", places.size());
        assert!(places.size() > 20 << 20, "1,125,000 places of 20 bytes: {}", places.size());
        for number in (0..125_000).step_by(997) {
            let node = Term::from(NamedNode::new_unchecked(format!("https://example.org/{number}")));
            assert_eq!(places.of(&node, None), Some(at(number * 8 + 1)));
            assert_eq!(places.of(&node, Some(&NamedNode::new_unchecked("p:5"))), Some(at(number * 8 + 6)));
        }
    }
}
