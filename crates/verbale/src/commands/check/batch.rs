//! Statements on their way from the thread that reads a file to the one that numbers them.

use std::ops::Range;

use oxrdf::vocab::xsd;
use oxrdf::{BlankNodeRef, LiteralRef, NamedNodeRef, NamedOrBlankNodeRef, QuadRef, TermRef, TripleRef};

/// Bytes of text and statements that go at once.
const TEXT: usize = 1 << 16;
const STATEMENTS: usize = 1024;

/// Statements whose texts lie one after the other, so that a batch takes two pieces of memory and not four a statement.
#[derive(Debug, Default)]
pub(super) struct Batch {
    text: String,
    statements: Vec<Statement>,
}

#[derive(Clone, Debug)]
struct Statement {
    subject: (Kind, Range<usize>),
    predicate: Range<usize>,
    object: (Kind, Range<usize>),
    /// The datatype or tag of the object.
    qualifier: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Iri,
    Blank,
    Plain,
    Typed,
    Tagged,
}

impl Batch {
    pub(super) fn is_full(&self) -> bool {
        self.text.len() >= TEXT || self.statements.len() >= STATEMENTS
    }

    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.statements.clear();
    }

    /// Copies a quad's statement to the end.
    pub(super) fn push(&mut self, quad: QuadRef<'_>) {
        let (kind, subject) = match quad.subject {
            NamedOrBlankNodeRef::NamedNode(iri) => (Kind::Iri, iri.as_str()),
            NamedOrBlankNodeRef::BlankNode(node) => (Kind::Blank, node.as_str()),
        };
        let last = self.statements.last().map(|last| last.subject.clone());
        let same = last.filter(|last| last.0 == kind && self.text[last.1.clone()] == *subject);
        let subject = same.unwrap_or_else(|| (kind, self.text(subject)));
        let predicate = self.text(quad.predicate.as_str());
        let (kind, object, qualifier) = match quad.object {
            TermRef::NamedNode(iri) => (Kind::Iri, iri.as_str(), ""),
            TermRef::BlankNode(node) => (Kind::Blank, node.as_str(), ""),
            TermRef::Literal(literal) => match (literal.language(), literal.datatype()) {
                (Some(tag), _) => (Kind::Tagged, literal.value(), tag),
                (None, xsd::STRING) => (Kind::Plain, literal.value(), ""),
                (None, datatype) => (Kind::Typed, literal.value(), datatype.as_str()),
            },
        };
        let (object, qualifier) = ((kind, self.text(object)), self.text(qualifier));
        self.statements.push(Statement { subject, predicate, object, qualifier });
    }

    fn text(&mut self, text: &str) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(text);
        start..self.text.len()
    }

    /// The statements in their order.
    pub(super) fn triples(&self) -> impl Iterator<Item = TripleRef<'_>> {
        self.statements.iter().map(|Statement { subject, predicate, object, qualifier }| TripleRef {
            subject: match subject.0 {
                Kind::Blank => BlankNodeRef::new_unchecked(self.of(&subject.1)).into(),
                _ => self.iri(&subject.1).into(),
            },
            predicate: self.iri(predicate),
            object: match object.0 {
                Kind::Iri => self.iri(&object.1).into(),
                Kind::Blank => BlankNodeRef::new_unchecked(self.of(&object.1)).into(),
                Kind::Plain => LiteralRef::new_simple_literal(self.of(&object.1)).into(),
                Kind::Typed => LiteralRef::new_typed_literal(self.of(&object.1), self.iri(qualifier)).into(),
                Kind::Tagged => {
                    let (value, tag) = (self.of(&object.1), self.of(qualifier));
                    LiteralRef::new_language_tagged_literal_unchecked(value, tag).into()
                }
            },
        })
    }

    fn of(&self, range: &Range<usize>) -> &str {
        &self.text[range.clone()]
    }

    fn iri(&self, range: &Range<usize>) -> NamedNodeRef<'_> {
        NamedNodeRef::new_unchecked(self.of(range))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{Quad, Triple};
    use oxttl::NQuadsParser;

    #[test]
    fn what_goes_in_comes_out() {
        let document = r#"
            <a:s> <a:p> <a:o> .
            <a:s> <a:p> "" .
            _:s <a:p> "o"@fr <a:g> .
            _:s <a:p> _:o .
            <a:s> <a:q> "o"^^<http://www.w3.org/2001/XMLSchema#date> _:g .
            <a:t> <a:q> "o"^^<http://www.w3.org/2001/XMLSchema#string> .
        "#;
        let quads = NQuadsParser::new().for_slice(document).collect::<Result<Vec<Quad>, _>>().unwrap();
        let mut batch = Batch::default();
        for _ in 0..2 {
            batch.clear();
            for quad in &quads {
                batch.push(quad.as_ref());
            }
            let triples: Vec<Triple> = batch.triples().map(TripleRef::into_owned).collect();
            assert_eq!(triples, quads.iter().cloned().map(Triple::from).collect::<Vec<_>>());
        }
        assert_eq!(quads.len(), 6);
    }

    #[test]
    fn a_batch_is_full_by_texts_or_by_statements() {
        let quad = |text: &str| {
            let iri = NamedNodeRef::new_unchecked("a:a").into_owned();
            Quad::new(iri.clone(), iri, oxrdf::Literal::from(text), oxrdf::GraphName::DefaultGraph)
        };
        let mut batch = Batch::default();
        (1..STATEMENTS).for_each(|_| batch.push(quad("").as_ref()));
        assert!(!batch.is_full());
        batch.push(quad("").as_ref());
        assert!(batch.is_full());
        batch.clear();
        batch.push(quad(&"x".repeat(TEXT)).as_ref());
        assert!(batch.is_full());
    }
}
