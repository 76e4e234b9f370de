//! RDF/XML: one `rdf:Description` a subject, in the order in which the quads come.

use crate::{
    Error, Format,
    escape::{not_xml, push_xml},
    prefixes::Table,
};
use sophia_api::term::SimpleTerm;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XSD_STRING: &str = "http://www.w3.org/2001/XMLSchema#string";
/// Names of the RDF vocabulary that are syntax, not property elements (RDF 1.1 XML syntax, section 7.2.2), and `li`, which a reader would number.
const SYNTAX: [&str; 12] = [
    "Description",
    "RDF",
    "ID",
    "about",
    "parseType",
    "resource",
    "nodeID",
    "datatype",
    "bagID",
    "aboutEach",
    "aboutEachPrefix",
    "li",
];
/// Namespaces that no element may be put in (Namespaces in XML 1.0, section 3).
const RESERVED: [&str; 2] = ["http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/"];

/// The state of an RDF/XML document between two quads.
#[derive(Debug)]
pub(crate) struct RdfXml {
    prefixes: Table,
    /// The open subject as its attribute was printed; empty when none is open.
    subject: Vec<u8>,
    term: Vec<u8>,
}

impl RdfXml {
    pub(crate) fn new(prefixes: &[(&str, &str)]) -> Result<Self, Error> {
        if let Some((prefix, _)) = prefixes.iter().find(|(prefix, namespace)| *prefix == "rdf" && *namespace != RDF) {
            return Err(Error::Prefix { prefix: (*prefix).to_owned() });
        }
        let mut all = vec![("rdf", RDF)];
        all.extend(prefixes.iter().filter(|(prefix, namespace)| *prefix != "rdf" && !RESERVED.contains(namespace)));
        Ok(Self { prefixes: Table::new(&all)?, subject: Vec::new(), term: Vec::new() })
    }

    /// Appends the XML declaration and the tag that opens the document.
    pub(crate) fn push_header(&self, out: &mut Vec<u8>, all: bool) {
        out.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF");
        push_attribute(out, " xmlns:rdf", RDF);
        for (prefix, namespace) in self.prefixes.declared(all).filter(|(prefix, _)| *prefix != "rdf") {
            out.extend_from_slice(b"\n    xmlns:");
            push_attribute(out, prefix, namespace);
        }
        out.extend_from_slice(b">\n");
    }

    /// Appends what a triple adds; the description stays open until the next one.
    pub(crate) fn triple(
        &mut self,
        out: &mut Vec<u8>,
        [subject, predicate, object]: &[SimpleTerm<'_>; 3],
    ) -> Result<(), Error> {
        check_object(object)?;
        let SimpleTerm::Iri(predicate) = predicate else { return Ok(()) };
        let name = self.name(predicate)?;
        self.open_subject(out, subject);
        out.extend_from_slice(b"    <");
        name.push_opening(out);
        push_object(out, object, &name);
        Ok(())
    }

    pub(crate) fn finish(&mut self, out: &mut Vec<u8>) {
        self.close_subject(out);
        out.extend_from_slice(b"</rdf:RDF>\n");
    }

    fn open_subject(&mut self, out: &mut Vec<u8>, subject: &SimpleTerm<'_>) {
        self.term.clear();
        push_node(&mut self.term, "about", subject);
        if self.term == self.subject {
            return;
        }
        self.close_subject(out);
        std::mem::swap(&mut self.subject, &mut self.term);
        out.extend_from_slice(b"\n  <rdf:Description");
        out.extend_from_slice(&self.subject);
        out.extend_from_slice(b">\n");
    }

    /// Ends the description that is open.
    pub(crate) fn close_subject(&mut self, out: &mut Vec<u8>) {
        if !self.subject.is_empty() {
            out.extend_from_slice(b"  </rdf:Description>\n");
            self.subject.clear();
        }
    }

    /// The name of a property element: by a prefix of the document, else by a namespace of its own.
    fn name(&mut self, predicate: &str) -> Result<Name, Error> {
        let refuse = || Error::XmlName { predicate: predicate.to_owned() };
        if predicate.strip_prefix(RDF).is_some_and(|local| SYNTAX.contains(&local)) {
            return Err(refuse());
        }
        if let Some((prefix, local)) = self.prefixes.split(predicate)
            && local.starts_with(is_name_start)
        {
            return Ok(Name { qualified: format!("{prefix}:{local}"), namespace: None });
        }
        let start = local_start(predicate)
            .filter(|&start| start > 0 && !RESERVED.contains(&&predicate[..start]))
            .ok_or_else(refuse)?;
        Ok(Name { qualified: format!("ns1:{}", &predicate[start..]), namespace: Some(predicate[..start].to_owned()) })
    }
}

/// A property element's name, with the namespace that it declares itself.
struct Name {
    qualified: String,
    namespace: Option<String>,
}

impl Name {
    fn push_opening(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.qualified.as_bytes());
        if let Some(namespace) = &self.namespace {
            push_attribute(out, " xmlns:ns1", namespace);
        }
    }
}

fn check_object(object: &SimpleTerm<'_>) -> Result<(), Error> {
    let unsupported = |feature| Err(Error::Unsupported { format: Format::RdfXml, feature });
    match object {
        SimpleTerm::Triple(_) => unsupported("triple terms"),
        SimpleTerm::LiteralLanguage(_, _, Some(_)) => unsupported("base direction"),
        SimpleTerm::LiteralDatatype(lexical, _) | SimpleTerm::LiteralLanguage(lexical, ..) => {
            not_xml(lexical).map_or(Ok(()), |character| Err(Error::XmlChar { character }))
        }
        _ => Ok(()),
    }
}

/// Appends the rest of a property element, after its name.
fn push_object(out: &mut Vec<u8>, object: &SimpleTerm<'_>, name: &Name) {
    let lexical = match object {
        SimpleTerm::LiteralDatatype(lexical, datatype) => {
            if datatype.as_str() != XSD_STRING {
                push_attribute(out, " rdf:datatype", datatype);
            }
            lexical
        }
        SimpleTerm::LiteralLanguage(lexical, tag, _) => {
            push_attribute(out, " xml:lang", tag.as_str());
            lexical
        }
        node => {
            push_node(out, "resource", node);
            out.extend_from_slice(b"/>\n");
            return;
        }
    };
    out.push(b'>');
    push_xml(out, lexical, false);
    out.extend_from_slice(b"</");
    out.extend_from_slice(name.qualified.as_bytes());
    out.extend_from_slice(b">\n");
}

/// Appends the attribute that names a node.
fn push_node(out: &mut Vec<u8>, attribute: &str, node: &SimpleTerm<'_>) {
    match node {
        SimpleTerm::Iri(iri) => push_attribute(out, &format!(" rdf:{attribute}"), iri),
        SimpleTerm::BlankNode(label) => {
            // An XML name begins with no digit; labels that would begin like the mended ones are mended too.
            let mended = label.starts_with(|c: char| !is_name_start(c) || c == '_');
            push_attribute(out, " rdf:nodeID", &format!("{}{}", if mended { "_" } else { "" }, label.as_str()));
        }
        _ => {}
    }
}

fn push_attribute(out: &mut Vec<u8>, name: &str, value: &str) {
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"=\"");
    push_xml(out, value, true);
    out.push(b'"');
}

/// Where the longest `NCName` that ends `iri` begins.
fn local_start(iri: &str) -> Option<usize> {
    let run = iri.char_indices().rev().take_while(|&(_, c)| is_name_char(c));
    run.filter(|&(_, c)| is_name_start(c)).last().map(|(at, _)| at)
}

/// `NameStartChar` of XML 1.0, fifth edition, without the colon.
const fn is_name_start(c: char) -> bool {
    matches!(c,
        'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}' | '\u{370}'..='\u{37D}'
        | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}' | '\u{2C00}'..='\u{2FEF}'
        | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}' | '\u{10000}'..='\u{EFFFF}')
}

/// `NameChar`, likewise.
const fn is_name_char(c: char) -> bool {
    is_name_start(c) || matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_split_at_the_longest_xml_name() {
        let split = |iri: &'static str| local_start(iri).map(|at| &iri[at..]);
        assert_eq!(split("http://a/b#c"), Some("c"));
        assert_eq!(split("http://a/12x-1.y"), Some("x-1.y"));
        assert_eq!(split("http://a/été"), Some("été"));
        assert_eq!(split("urn:a:b"), Some("b"));
        assert_eq!(split("http://a/12"), None);
        assert_eq!(split("http://a/"), None);
    }

    #[test]
    fn syntax_names_and_reserved_namespaces_are_refused() {
        let mut xml = RdfXml::new(&[("ex", "http://ex/")]).expect("prefixes");
        for name in SYNTAX {
            assert!(xml.name(&format!("{RDF}{name}")).is_err(), "{name}");
        }
        assert!(xml.name("http://www.w3.org/XML/1998/namespacelang").is_ok());
        assert!(xml.name("http://www.w3.org/2000/xmlns/x").is_err());
        assert!(RdfXml::new(&[("rdf", "http://other/")]).is_err());
        assert_eq!(xml.name("http://ex/a").map(|name| name.qualified).ok().as_deref(), Some("ex:a"));
        assert_eq!(xml.name("http://ex/1a").map(|name| name.qualified).ok().as_deref(), Some("ns1:a"));
    }
}
