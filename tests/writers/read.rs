//! Documents read back into quads, by sophia and by the oxigraph family.

use oxigraph::io::{RdfFormat, RdfParser};
use oxjsonld::JsonLdParser as OxJsonLd;
use oxrdf::{GraphName, NamedOrBlankNode, Term as OxTerm};
use sophia::{
    api::{
        prelude::*,
        quad::Spog,
        term::{BnodeId, LanguageTag, SimpleTerm},
    },
    isomorphism::isomorphic_datasets,
    jsonld::JsonLdParser,
    turtle::parser::{nq::NQuadsParser, nt::NTriplesParser, trig::TriGParser, turtle::TurtleParser},
};
use std::collections::HashSet;
use verbale_export::Format;

/// A term that owns its text.
pub(crate) type Owned = SimpleTerm<'static>;
/// A set of quads, as sophia compares them.
pub(crate) type Quads = HashSet<Spog<Owned>>;

/// Reads a document with sophia; RDF/XML, which sophia reads only with a feature that we keep out, with oxigraph.
pub(crate) fn by_sophia(format: Format, document: &[u8]) -> Result<Quads, String> {
    let text = |error: &dyn std::fmt::Display| format!("sophia, {}: {error}", format.name());
    match format {
        Format::Turtle => TurtleParser::new().parse(document).to_quads().collect_quads().map_err(|e| text(&e)),
        Format::TriG => TriGParser::new().parse(document).collect_quads().map_err(|e| text(&e)),
        Format::NTriples => NTriplesParser::new().parse(document).to_quads().collect_quads().map_err(|e| text(&e)),
        Format::NQuads => NQuadsParser::new().parse(document).collect_quads().map_err(|e| text(&e)),
        Format::JsonLd => JsonLdParser::new().parse(document).collect_quads().map_err(|e| text(&e)),
        Format::RdfXml => by_oxigraph(format, document),
    }
}

/// Reads a document with oxttl, oxjsonld or oxrdfxml.
pub(crate) fn by_oxigraph(format: Format, document: &[u8]) -> Result<Quads, String> {
    let syntax = match format {
        Format::Turtle => RdfFormat::Turtle,
        Format::TriG => RdfFormat::TriG,
        Format::NTriples => RdfFormat::NTriples,
        Format::NQuads => RdfFormat::NQuads,
        Format::RdfXml => RdfFormat::RdfXml,
        Format::JsonLd => {
            let quads = OxJsonLd::new().for_slice(document);
            return quads.map(|quad| quad.map(|q| from_ox(&q)).map_err(|e| format!("oxjsonld: {e}"))).collect();
        }
    };
    let quads = RdfParser::from_format(syntax).for_slice(document);
    quads.map(|quad| quad.map(|q| from_ox(&q)).map_err(|e| format!("oxigraph, {}: {e}", format.name()))).collect()
}

/// Fails unless both families of parsers read exactly `expected`, blank nodes renamed at will.
pub(crate) fn assert_reads(format: Format, document: &[u8], expected: &Quads) {
    for read in [by_sophia(format, document), by_oxigraph(format, document)] {
        let shown = || String::from_utf8_lossy(document).into_owned();
        let read = read.unwrap_or_else(|error| panic!("{error}\n{}", shown()));
        assert!(
            isomorphic_datasets(expected, &read).expect("sets do not fail"),
            "{}: {} quads expected, {} read\n{}\nexpected {:#?}\nread {:#?}",
            format.name(),
            expected.len(),
            read.len(),
            shown(),
            expected.difference(&read).take(3).collect::<Vec<_>>(),
            read.difference(expected).take(3).collect::<Vec<_>>(),
        );
    }
}

/// An IRI as a term.
pub(crate) fn iri(text: &str) -> Owned {
    SimpleTerm::Iri(IriRef::new(text.to_owned().into()).expect("an IRI"))
}

/// A literal with a datatype.
pub(crate) fn typed(lexical: &str, datatype: &str) -> Owned {
    SimpleTerm::LiteralDatatype(lexical.to_owned().into(), IriRef::new(datatype.to_owned().into()).expect("an IRI"))
}

/// A plain string.
pub(crate) fn string(lexical: &str) -> Owned {
    typed(lexical, "http://www.w3.org/2001/XMLSchema#string")
}

/// A text with a language.
pub(crate) fn tagged(lexical: &str, tag: &str) -> Owned {
    SimpleTerm::LiteralLanguage(
        lexical.to_owned().into(),
        LanguageTag::new(tag.to_owned().into()).expect("a tag"),
        None,
    )
}

/// A blank node.
pub(crate) fn blank(label: &str) -> Owned {
    SimpleTerm::BlankNode(BnodeId::new(label.to_owned().into()).expect("a label"))
}

fn from_ox(quad: &oxrdf::Quad) -> Spog<Owned> {
    let node = |node: &NamedOrBlankNode| match node {
        NamedOrBlankNode::NamedNode(node) => iri(node.as_str()),
        NamedOrBlankNode::BlankNode(node) => blank(node.as_str()),
    };
    let object = match &quad.object {
        OxTerm::NamedNode(node) => iri(node.as_str()),
        OxTerm::BlankNode(node) => blank(node.as_str()),
        OxTerm::Literal(literal) => match literal.language() {
            Some(tag) => tagged(literal.value(), tag),
            None => typed(literal.value(), literal.datatype().as_str()),
        },
    };
    let graph = match &quad.graph_name {
        GraphName::DefaultGraph => None,
        GraphName::NamedNode(name) => Some(iri(name.as_str())),
        GraphName::BlankNode(name) => Some(blank(name.as_str())),
    };
    ([node(&quad.subject), iri(quad.predicate.as_str()), object], graph)
}
