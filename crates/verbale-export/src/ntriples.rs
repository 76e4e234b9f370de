//! N-Triples and N-Quads, in canonical form (RDF 1.2 N-Triples, section 3.1, and RDF 1.2 N-Quads, section 3.1).

use crate::check::Judged;
use crate::escape::push_turtle_string;
use sophia_api::term::{BaseDirection, SimpleTerm};

const XSD_STRING: &str = "http://www.w3.org/2001/XMLSchema#string";

/// What the lines of neighbouring statements share, printed.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    /// `<subject> ` of the last statement whose subject was an IRI.
    head: Vec<u8>,
    /// The number that stands for that subject.
    subject: Option<u64>,
    /// ` <graph> .` and a line feed, of the last statement in a graph that an IRI names.
    tail: Vec<u8>,
}

impl Lines {
    /// Appends one statement and its line feed. The terms are checked already.
    pub(crate) fn quad(
        &mut self,
        out: &mut Vec<u8>,
        [subject, predicate, object]: &[SimpleTerm<'_>; 3],
        graph: Option<&SimpleTerm<'_>>,
        judged: &Judged,
    ) {
        self.push_subject(out, subject, judged.subject);
        push_term(out, predicate);
        out.push(b' ');
        push_term(out, object);
        self.push_graph(out, graph);
    }

    fn push_subject(&mut self, out: &mut Vec<u8>, subject: &SimpleTerm<'_>, number: Option<u64>) {
        let SimpleTerm::Iri(iri) = subject else {
            push_term(out, subject);
            return out.push(b' ');
        };
        if number.is_none() || number != self.subject {
            self.subject = number;
            self.head.clear();
            push_iri(&mut self.head, iri);
            self.head.push(b' ');
        }
        out.extend_from_slice(&self.head);
    }

    fn push_graph(&mut self, out: &mut Vec<u8>, graph: Option<&SimpleTerm<'_>>) {
        let iri = match graph {
            None => return out.extend_from_slice(END),
            Some(SimpleTerm::Iri(iri)) => iri,
            Some(other) => {
                out.push(b' ');
                push_term(out, other);
                return out.extend_from_slice(END);
            }
        };
        if inner(&self.tail, b" <", b"> .\n") != Some(iri.as_bytes()) {
            self.tail.clear();
            self.tail.push(b' ');
            push_iri(&mut self.tail, iri);
            self.tail.extend_from_slice(END);
        }
        out.extend_from_slice(&self.tail);
    }
}

/// The end of a statement.
const END: &[u8] = b" .\n";

/// What stands between a beginning and an end.
fn inner<'b>(bytes: &'b [u8], before: &[u8], after: &[u8]) -> Option<&'b [u8]> {
    bytes.get(before.len()..bytes.len().checked_sub(after.len())?)
}

fn push_term(out: &mut Vec<u8>, term: &SimpleTerm<'_>) {
    match term {
        SimpleTerm::Iri(iri) => push_iri(out, iri),
        SimpleTerm::BlankNode(label) => push_label(out, label),
        SimpleTerm::LiteralDatatype(lexical, datatype) => {
            push_quoted(out, lexical);
            if datatype.as_str() != XSD_STRING {
                out.extend_from_slice(b"^^");
                push_iri(out, datatype);
            }
        }
        SimpleTerm::LiteralLanguage(lexical, tag, direction) => {
            push_quoted(out, lexical);
            let start = out.len();
            push_tag(out, tag.as_str(), *direction);
            // The canonical form spells tags in lower case; elsewhere they stay as the author wrote them.
            out[start..].make_ascii_lowercase();
        }
        SimpleTerm::Triple(triple) => {
            out.extend_from_slice(b"<<( ");
            for part in triple.iter() {
                push_term(out, part);
                out.push(b' ');
            }
            out.extend_from_slice(b")>>");
        }
        SimpleTerm::Variable(_) => {}
    }
}

/// Appends `<iri>`.
pub(crate) fn push_iri(out: &mut Vec<u8>, iri: &str) {
    out.reserve(iri.len() + 2);
    out.push(b'<');
    out.extend_from_slice(iri.as_bytes());
    out.push(b'>');
}

/// Appends `_:label`.
pub(crate) fn push_label(out: &mut Vec<u8>, label: &str) {
    out.extend_from_slice(b"_:");
    out.extend_from_slice(label.as_bytes());
}

/// Appends `"lexical"`, escaped.
pub(crate) fn push_quoted(out: &mut Vec<u8>, lexical: &str) {
    out.push(b'"');
    push_turtle_string(out, lexical);
    out.push(b'"');
}

/// Appends `@tag`, or `@tag--ltr`.
pub(crate) fn push_tag(out: &mut Vec<u8>, tag: &str, direction: Option<BaseDirection>) {
    out.push(b'@');
    out.extend_from_slice(tag.as_bytes());
    if let Some(direction) = direction {
        out.extend_from_slice(b"--");
        out.extend_from_slice(direction.as_str().as_bytes());
    }
}
