//! Turtle and `TriG`: one block a subject, in the order in which the quads come, laid out for people who review.

use crate::{
    Error,
    check::{Judged, Standing},
    memo::{Made, Place},
    ntriples::{push_iri, push_label, push_quoted, push_tag},
    prefixes::Table,
};
use sophia_api::term::SimpleTerm;

const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";
/// Lists of objects that would pass this column get a line for each object.
const WIDTH: usize = 100;

/// The state of a Turtle or `TriG` document between two quads.
#[derive(Debug)]
pub(crate) struct Turtle {
    names: Names,
    sections: Vec<String>,
    section: Option<usize>,
    /// The IRI of the open graph; empty when none is open, or it is a blank node.
    graph_iri: String,
    /// What stands for the open subject and the open predicate; none when none is open, or it was not remembered.
    subject_number: Option<u64>,
    predicate_place: Option<Place>,
    /// The open graph, subject and predicate as they were printed; empty when none is open.
    graph: Vec<u8>,
    subject: Vec<u8>,
    predicate: Vec<u8>,
    /// Objects of the open predicate, printed, and where each ends.
    objects: Vec<u8>,
    ends: Vec<usize>,
    /// Whether the open subject has a line already.
    continued: bool,
    /// Whether something was written, so that a blank line must come first.
    begun: bool,
    term: Vec<u8>,
}

/// Prefixes, and the names that were printed with them lately.
#[derive(Debug)]
struct Names {
    prefixes: Table,
    printed: Made,
    /// Whether no prefix shortens the names of the dossier's nodes.
    root_is_foreign: bool,
}

impl Turtle {
    pub(crate) fn new(prefixes: Table, sections: &[&str]) -> Self {
        Self {
            names: Names { prefixes, printed: Made::default(), root_is_foreign: false },
            graph_iri: String::new(),
            subject_number: None,
            predicate_place: None,
            sections: sections.iter().map(|&title| title.to_owned()).collect(),
            section: None,
            graph: Vec::new(),
            subject: Vec::new(),
            predicate: Vec::new(),
            objects: Vec::new(),
            ends: Vec::new(),
            continued: false,
            begun: false,
            term: Vec::new(),
        }
    }

    /// Begins a dossier, with prefixes that hold for it alone.
    pub(crate) fn enter(&mut self, dossier: &str, prefixes: &[(&str, &str)]) -> Result<(), Error> {
        if !prefixes.is_empty() {
            self.names.printed.clear();
            self.names.prefixes.extend(prefixes)?;
        }
        self.names.root_is_foreign = self.names.prefixes.is_foreign(dossier);
        Ok(())
    }

    /// Forgets the prefixes of the dossier that ends.
    pub(crate) fn truncate_prefixes(&mut self) {
        if self.names.prefixes.truncate() {
            self.names.printed.clear();
        }
    }

    /// Appends the prefix declarations, and a blank line if the body is there already.
    pub(crate) fn push_header(&mut self, out: &mut Vec<u8>, all: bool) {
        for (prefix, namespace) in self.names.prefixes.declared(all) {
            push_prefix(out, prefix, namespace);
        }
        if !out.is_empty() && self.begun {
            out.push(b'\n');
        }
        self.begun |= !out.is_empty();
    }

    /// Declares prefixes in the middle of the document, for the dossier that begins.
    pub(crate) fn declare(&mut self, out: &mut Vec<u8>, prefixes: &[(&str, &str)]) {
        self.close_graph(out);
        if prefixes.is_empty() {
            return;
        }
        self.push_gap(out);
        for (prefix, namespace) in prefixes {
            push_prefix(out, prefix, namespace);
        }
    }

    /// Remembers the title that goes before the next subject.
    pub(crate) fn begin_section(&mut self, index: usize) {
        self.section = Some(index).filter(|&index| index < self.sections.len());
    }

    /// Appends what a quad adds; the last line stays open until the next quad.
    pub(crate) fn quad(
        &mut self,
        out: &mut Vec<u8>,
        [subject, predicate, object]: &[SimpleTerm<'_>; 3],
        graph: Option<&SimpleTerm<'_>>,
        judged: &Judged,
    ) {
        self.open_graph(out, graph);
        self.open_subject(out, subject, judged);
        self.open_predicate(out, predicate, judged.predicate);
        push_term(&mut self.objects, &mut self.names, object, judged.object);
        self.ends.push(self.objects.len());
    }

    /// Closes whatever is open.
    pub(crate) fn close_graph(&mut self, out: &mut Vec<u8>) {
        self.close_subject(out);
        if !self.graph.is_empty() {
            out.extend_from_slice(b"}\n");
            self.graph.clear();
            self.graph_iri.clear();
        }
    }

    /// Takes the document as begun elsewhere: a gap parts what comes from what was there.
    pub(crate) fn continue_document(&mut self) {
        self.begun = true;
    }

    /// Whether nothing was written yet; from now on something was.
    pub(crate) fn is_first(&mut self) -> bool {
        !std::mem::replace(&mut self.begun, true)
    }

    fn open_graph(&mut self, out: &mut Vec<u8>, graph: Option<&SimpleTerm<'_>>) {
        let iri = if let Some(SimpleTerm::Iri(iri)) = graph { iri.as_str() } else { "" };
        let is_open = if graph.is_none() { self.graph.is_empty() } else { !iri.is_empty() && iri == self.graph_iri };
        if is_open {
            return;
        }
        self.term.clear();
        if let Some(graph) = graph {
            push_term(&mut self.term, &mut self.names, graph, Standing::Other);
        }
        if self.term == self.graph {
            return;
        }
        self.close_graph(out);
        self.graph_iri.push_str(iri);
        std::mem::swap(&mut self.graph, &mut self.term);
        if !self.graph.is_empty() {
            self.push_gap(out);
            out.extend_from_slice(b"GRAPH ");
            out.extend_from_slice(&self.graph);
            out.extend_from_slice(b" {\n");
            self.begun = false;
        }
    }

    fn open_subject(&mut self, out: &mut Vec<u8>, subject: &SimpleTerm<'_>, judged: &Judged) {
        if self.section.is_none() && judged.subject.is_some() && judged.subject == self.subject_number {
            return;
        }
        self.term.clear();
        let standing = if judged.subject_below { Standing::Below } else { Standing::Other };
        push_term(&mut self.term, &mut self.names, subject, standing);
        if self.term == self.subject && self.section.is_none() {
            self.subject_number = judged.subject;
            return;
        }
        self.close_subject(out);
        self.subject_number = judged.subject;
        self.push_gap(out);
        if let Some(section) = self.section.take() {
            push_title(out, self.indent(), &self.sections[section]);
        }
        out.extend_from_slice(self.indent());
        out.extend_from_slice(&self.term);
        std::mem::swap(&mut self.subject, &mut self.term);
        self.continued = false;
    }

    fn open_predicate(&mut self, out: &mut Vec<u8>, predicate: &SimpleTerm<'_>, standing: Standing) {
        let SimpleTerm::Iri(iri) = predicate else { return };
        let place = if let Standing::Known(place) = standing { Some(place) } else { None };
        if place.is_some() && place == self.predicate_place {
            return;
        }
        self.term.clear();
        if iri.as_str() == RDF_TYPE {
            self.term.push(b'a');
        } else {
            push_name(&mut self.term, &mut self.names, iri, standing);
        }
        if self.term != self.predicate {
            self.close_predicate(out);
            std::mem::swap(&mut self.predicate, &mut self.term);
        }
        self.predicate_place = place;
    }

    fn close_subject(&mut self, out: &mut Vec<u8>) {
        self.close_predicate(out);
        if !self.subject.is_empty() {
            out.extend_from_slice(b" .\n");
            self.subject.clear();
            self.subject_number = None;
        }
    }

    /// Writes the open predicate with all its objects, on one line if they fit.
    fn close_predicate(&mut self, out: &mut Vec<u8>) {
        if self.ends.is_empty() {
            return;
        }
        self.push_line_start(out);
        out.extend_from_slice(&self.predicate);
        let wide = self.ends.len() > 1 && self.line_width() > WIDTH;
        let mut start = 0;
        for &end in &self.ends {
            if start > 0 {
                out.push(b',');
            }
            if wide {
                out.push(b'\n');
                out.extend_from_slice(self.indent());
                out.extend_from_slice(b"    ");
            } else {
                out.push(b' ');
            }
            out.extend_from_slice(&self.objects[start..end]);
            start = end;
        }
        self.predicate.clear();
        self.predicate_place = None;
        self.objects.clear();
        self.ends.clear();
        self.continued = true;
    }

    /// `a` stands beside its subject, every other predicate on a line of its own.
    fn push_line_start(&self, out: &mut Vec<u8>) {
        if !self.continued && self.predicate == b"a" {
            out.push(b' ');
            return;
        }
        out.extend_from_slice(if self.continued { b" ;\n".as_slice() } else { b"\n" });
        out.extend_from_slice(self.indent());
        out.extend_from_slice(b"  ");
    }

    /// Columns that the open predicate and its objects take on one line.
    fn line_width(&self) -> usize {
        let beside = if self.continued || self.predicate != b"a" { 1 } else { columns(&self.subject) };
        let commas = 2 * self.ends.len();
        self.indent().len() + beside + 1 + self.predicate.len() + columns(&self.objects) + commas
    }

    fn indent(&self) -> &'static [u8] {
        if self.graph.is_empty() { b"" } else { b"  " }
    }

    fn push_gap(&mut self, out: &mut Vec<u8>) {
        if self.begun {
            out.push(b'\n');
        }
        self.begun = true;
    }
}

fn push_prefix(out: &mut Vec<u8>, prefix: &str, namespace: &str) {
    out.extend_from_slice(b"@prefix ");
    out.extend_from_slice(prefix.as_bytes());
    out.extend_from_slice(b": ");
    push_iri(out, namespace);
    out.extend_from_slice(b" .\n");
}

/// A title is one line, whatever the caller gave.
fn push_title(out: &mut Vec<u8>, indent: &[u8], title: &str) {
    out.extend_from_slice(indent);
    out.extend_from_slice(b"# ");
    out.extend(title.bytes().map(|byte| if byte.is_ascii_control() { b' ' } else { byte }));
    out.extend_from_slice(b"\n\n");
}

fn push_term(out: &mut Vec<u8>, names: &mut Names, term: &SimpleTerm<'_>, standing: Standing) {
    match term {
        SimpleTerm::Iri(iri) => push_name(out, names, iri, standing),
        SimpleTerm::BlankNode(label) => push_label(out, label),
        SimpleTerm::LiteralDatatype(lexical, datatype) => push_literal(out, names, lexical, datatype, standing),
        SimpleTerm::LiteralLanguage(lexical, tag, direction) => {
            push_quoted(out, lexical);
            push_tag(out, tag.as_str(), *direction);
        }
        SimpleTerm::Triple(triple) => {
            out.extend_from_slice(b"<<( ");
            for part in triple.iter() {
                push_term(out, names, part, Standing::Other);
                out.push(b' ');
            }
            out.extend_from_slice(b")>>");
        }
        SimpleTerm::Variable(_) => {}
    }
}

/// Appends the short name of an IRI, or the IRI.
fn push_name(out: &mut Vec<u8>, names: &mut Names, iri: &str, standing: Standing) {
    match standing {
        Standing::Below if names.root_is_foreign => return push_iri(out, iri),
        Standing::Known(place) => {
            if let Some(printed) = names.printed.find(place) {
                return out.extend_from_slice(printed);
            }
        }
        Standing::Below | Standing::Other => {}
    }
    let start = out.len();
    match names.prefixes.split_path(iri) {
        Some((prefix, local)) => {
            out.extend_from_slice(prefix.as_bytes());
            out.push(b':');
            push_local(out, local);
        }
        None => push_iri(out, iri),
    }
    if let Standing::Known(place) = standing {
        names.printed.keep(place, &out[start..]);
    }
}

/// A slash is no character of a name; escaped, it is (Turtle, `PN_LOCAL_ESC`).
fn push_local(out: &mut Vec<u8>, local: &str) {
    for byte in local.bytes() {
        if byte == b'/' {
            out.push(b'\\');
        }
        out.push(byte);
    }
}

fn push_literal(out: &mut Vec<u8>, names: &mut Names, lexical: &str, datatype: &str, standing: Standing) {
    match datatype.strip_prefix(XSD) {
        Some("string") => push_quoted(out, lexical),
        Some("boolean") if matches!(lexical, "true" | "false") => out.extend_from_slice(lexical.as_bytes()),
        Some("integer") if is_canonical_integer(lexical) => out.extend_from_slice(lexical.as_bytes()),
        _ => {
            push_quoted(out, lexical);
            out.extend_from_slice(b"^^");
            push_name(out, names, datatype, standing);
        }
    }
}

/// `0`, or digits without a leading zero, perhaps after a minus (XSD 1.1 part 2, section 3.4.13.2).
pub(crate) fn is_canonical_integer(lexical: &str) -> bool {
    let digits = lexical.strip_prefix('-').unwrap_or(lexical);
    let numeric = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    numeric && (lexical == "0" || !digits.starts_with('0'))
}

/// Characters of a text, counted by the bytes that begin one.
fn columns(text: &[u8]) -> usize {
    text.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_canonical_integers_are_bare() {
        for bare in ["0", "7", "-7", "120", "123456789012345678901234567890"] {
            assert!(is_canonical_integer(bare), "{bare}");
        }
        for quoted in ["", "-", "-0", "007", "+7", "1.0", "1e3", " 1", "١"] {
            assert!(!is_canonical_integer(quoted), "{quoted}");
        }
    }
}
