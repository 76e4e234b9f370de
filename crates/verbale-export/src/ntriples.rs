//! N-Triples and N-Quads, in canonical form (RDF 1.2 N-Triples, section 3.1, and RDF 1.2 N-Quads, section 3.1).

use crate::escape::push_turtle_string;
use sophia_api::term::{BaseDirection, SimpleTerm};

const XSD_STRING: &str = "http://www.w3.org/2001/XMLSchema#string";

/// Appends one statement and its line feed. The terms are checked already.
pub(crate) fn push_statement(out: &mut Vec<u8>, triple: &[SimpleTerm<'_>; 3], graph: Option<&SimpleTerm<'_>>) {
    for term in triple.iter().chain(graph) {
        push_term(out, term);
        out.push(b' ');
    }
    out.extend_from_slice(b".\n");
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
