//! The whole way of one dossier, and what must hold on it whatever the dossier says.

use std::collections::BTreeSet;

use oxigraph::io::{RdfFormat, RdfParser};
use oxrdf::Term as OxTerm;
use sophia::api::term::{SimpleTerm, Term};
use verbale_core::describe::{Item, describe};
use verbale_core::diagnostic::Diagnostics;
use verbale_core::dossier::tree::{Node, Syntax, Tree, Value};
use verbale_core::dossier::{hint_at_quotes, read};
use verbale_core::registry;
use verbale_core::resolve::{Resolved, Surroundings, resolve};
use verbale_core::text::Text;
use verbale_export::{Error, Format, JsonLdForm, Options, Writer};

use super::corpus::Files;
use crate::writers::fixture::layout;

/// Every way to write a dossier: format, shape, and whether it stands in a graph of its own.
pub(super) const FORMS: [(Format, JsonLdForm, bool); 8] = [
    (Format::Turtle, JsonLdForm::Nested, false),
    (Format::NTriples, JsonLdForm::Nested, false),
    (Format::NQuads, JsonLdForm::Nested, true),
    (Format::TriG, JsonLdForm::Nested, true),
    (Format::RdfXml, JsonLdForm::Nested, false),
    (Format::JsonLd, JsonLdForm::Nested, false),
    (Format::JsonLd, JsonLdForm::Flattened, false),
    (Format::JsonLd, JsonLdForm::Expanded, false),
];

/// What became of a dossier.
#[derive(Debug)]
pub(super) enum Outcome {
    /// The codes of its errors.
    Refused(BTreeSet<&'static str>),
    /// Its triples, and those of [`FORMS`] that said that they cannot hold one of its characters or IRIs.
    Accepted { triples: usize, unheld: Vec<Format> },
}

/// Takes a dossier from its text to the given forms, and fails where something does not hold.
pub(super) fn go(text: &str, syntax: Syntax, files: &Files, forms: &[(Format, JsonLdForm, bool)]) -> Outcome {
    let reading = read(text, syntax, 1);
    let (Some(tree), Some(dossier)) = (reading.tree, reading.dossier) else {
        return refused(text, &reading.diagnostics);
    };
    let mut findings = reading.diagnostics;
    let open = |file: Option<&str>, inline: Option<&str>, there: &Option<String>| match file {
        Some(_) => there.clone().map(Text::new),
        None => inline.map(|text| Text::new(text.to_owned())),
    };
    let source = &dossier.source;
    let article = open(source.file.as_deref(), source.text.as_deref(), &files.article);
    let others = dossier.enrichment.iter().map(|enrichment| &enrichment.source);
    let others: Vec<_> =
        others.map(|source| open(source.file.as_deref(), source.text.as_deref(), &files.other)).collect();
    let shared = files.registry.as_deref().filter(|_| dossier.registry.is_some());
    let shared = shared.and_then(|text| registry::read(text, Syntax::Yaml).registry);
    let surroundings =
        Surroundings { base: None, text: article.as_ref(), enrichment_texts: &others, registry: shared.as_ref() };
    let (resolved, found) = resolve(&dossier, &surroundings);
    findings.extend(found);
    findings.place(&tree);
    hint_at_quotes(&tree, article.as_ref().map_or("", Text::as_str), &mut findings);
    check_findings(text, &findings);
    match resolved.filter(|_| !findings.has_errors()) {
        Some(resolved) => {
            quotes_stand_in_their_texts(&tree, article.as_ref(), &others);
            written(&resolved, forms)
        }
        None => refused(text, &findings),
    }
}

fn refused(text: &str, findings: &Diagnostics) -> Outcome {
    check_findings(text, findings);
    assert!(findings.has_errors(), "nothing was read, and nothing is said of it");
    let errors = findings.iter().filter(|finding| finding.severity() == verbale_core::diagnostic::Severity::Error);
    Outcome::Refused(errors.map(|finding| finding.check.code()).collect())
}

/// Every finding has a place in the file and says something; they come in the file's order, none twice.
fn check_findings(text: &str, findings: &Diagnostics) {
    let mut last = None;
    for finding in findings {
        let related = finding.related.iter().map(|related| related.place);
        for place in std::iter::once(finding.place).chain(related) {
            let place = place.unwrap_or_else(|| panic!("no place: {finding:?}"));
            assert!(text.get(place.start.byte..place.end.byte).is_some(), "{finding:?}");
            assert!(place.start.line <= place.end.line && place.start.column > 0, "{finding:?}");
        }
        assert!(!finding.message.is_empty(), "{finding:?}");
        let key = finding.place.map(|place| (place.start.byte, place.end.byte));
        assert!(last <= key, "out of order: {finding:?}");
        last = key;
    }
    let all: Vec<_> = findings.iter().collect();
    assert!(all.windows(2).all(|pair| pair[0] != pair[1]), "{findings:?}");
}

/// By the rule of the format alone: runs of spaces, tabs and line breaks are alike, and nothing else is forgiven.
fn quotes_stand_in_their_texts(tree: &Tree<'_>, article: Option<&Text<'_>>, others: &[Option<Text<'_>>]) {
    let folded = article.map(|text| folded(text.as_str()));
    for part in ["source", "actors", "facts"] {
        if let (Some(node), Some(text)) = (tree.root.child(part), &folded) {
            check_quotes(node, part == "facts", text);
        }
    }
    let Some(Value::List(enrichments)) = tree.root.child("enrichment").map(|node| &node.value) else { return };
    for (enrichment, text) in enrichments.iter().zip(others) {
        if let (Some(node), Some(text)) = (enrichment.child("facts"), text) {
            check_quotes(node, true, &self::folded(text.as_str()));
        }
    }
}

fn folded(text: &str) -> String {
    text.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Quotes stand in facts (the items of the list `facts`) and beside a `value`.
fn check_quotes(node: &Node<'_>, in_facts: bool, text: &str) {
    match &node.value {
        Value::List(items) => {
            for item in items {
                if in_facts && let Some(quote) = item.child("quote") {
                    check_quote(quote, text);
                }
                check_quotes(item, false, text);
            }
        }
        Value::Map(entries) => {
            if let (Some(_), Some(quote)) = (node.child("value"), node.child("quote")) {
                check_quote(quote, text);
            }
            for entry in entries {
                check_quotes(&entry.node, false, text);
            }
        }
        _ => {}
    }
}

fn check_quote(quote: &Node<'_>, text: &str) {
    match &quote.value {
        Value::List(items) => items.iter().for_each(|item| check_quote(item, text)),
        Value::Map(_) => check_quote(quote.child("text").expect("a quote has words"), text),
        Value::Scalar(words, _) => {
            let words = folded(words);
            assert!(!words.is_empty() && text.contains(&words), "accepted, and not in the text: {words:?}");
        }
        Value::Null => panic!("a quote that is nothing was accepted"),
    }
}

/// Writes the dossier in each form and reads it back with parsers that are not ours.
fn written(resolved: &Resolved<'_>, forms: &[(Format, JsonLdForm, bool)]) -> Outcome {
    let mut expected = BTreeSet::new();
    let mut triples = 0;
    let described = describe(resolved, &mut |item| {
        if let Item::Triple(triple) = &item {
            triples += 1;
            expected.insert(of_ours(triple));
        }
        Ok::<(), std::convert::Infallible>(())
    });
    described.expect("nothing can fail");
    assert_eq!(expected.len(), triples, "a triple was described twice");
    let mut unheld = Vec::new();
    for &(format, form, in_graph) in forms {
        match write(resolved, format, form, in_graph) {
            Ok(document) => assert_same(&expected, &read_back(format, &document), format),
            Err(Error::XmlChar { character }) if format == Format::RdfXml => {
                assert!(expected.iter().any(|triple| triple[2].contains(character)), "{character:?} is in no literal");
                unheld.push(format);
            }
            Err(Error::Hidden { iri }) if format == Format::JsonLd => {
                assert!(expected.iter().any(|triple| triple.iter().any(|term| term.contains(&iri))), "{iri}");
                unheld.push(format);
            }
            Err(error) => panic!("{}: {error}", format.name()),
        }
    }
    Outcome::Accepted { triples, unheld }
}

fn write(resolved: &Resolved<'_>, format: Format, form: JsonLdForm, in_graph: bool) -> Result<Vec<u8>, Error> {
    let options = Options { single: true, jsonld_form: form, ..Options::default() };
    let mut writer = Writer::new(format, &layout(), &options, Vec::new())?;
    describe(resolved, &mut |item| match item {
        Item::DossierBegins { dossier, .. } => {
            let name = sophia::api::prelude::IriRef::new(dossier.to_owned().into()).expect("an IRI");
            let graph: Option<SimpleTerm<'_>> = in_graph.then_some(SimpleTerm::Iri(name));
            writer.begin_dossier(dossier, graph.as_ref())
        }
        Item::SectionBegins(section) => writer.begin_section(section as usize),
        Item::Triple(triple) => writer.quad(triple),
        Item::DossierEnds => writer.end_dossier(),
    })?;
    writer.finish()
}

/// A triple as three strings; language tags are alike in every case of their letters.
type Line = [String; 3];

fn of_ours(triple: &[SimpleTerm<'_>; 3]) -> Line {
    triple.each_ref().map(|term| {
        if let Some(iri) = term.iri() {
            return iri.as_str().to_owned();
        }
        let lexical = term.lexical_form().expect("IRI or literal");
        let tag = term.language_tag().map(|tag| tag.as_str().to_lowercase());
        let kind = tag.unwrap_or_else(|| term.datatype().expect("a literal").as_str().to_owned());
        format!("{lexical}\u{0}{kind}")
    })
}

fn read_back(format: Format, document: &[u8]) -> Vec<Line> {
    let shown = || String::from_utf8_lossy(document).into_owned();
    let quads: Result<Vec<oxrdf::Quad>, String> = if format == Format::JsonLd {
        oxjsonld::JsonLdParser::new().for_slice(document).map(|quad| quad.map_err(|e| e.to_string())).collect()
    } else {
        let syntax = match format {
            Format::Turtle => RdfFormat::Turtle,
            Format::NTriples => RdfFormat::NTriples,
            Format::NQuads => RdfFormat::NQuads,
            Format::TriG => RdfFormat::TriG,
            _ => RdfFormat::RdfXml,
        };
        let parser = RdfParser::from_format(syntax);
        parser.for_slice(document).map(|quad| quad.map_err(|e| e.to_string())).collect()
    };
    let quads = quads.unwrap_or_else(|error| panic!("{}: {error}\n{}", format.name(), shown()));
    quads.iter().map(of_theirs).collect()
}

fn of_theirs(quad: &oxrdf::Quad) -> Line {
    let subject = match &quad.subject {
        oxrdf::NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
        oxrdf::NamedOrBlankNode::BlankNode(node) => node.to_string(),
    };
    let object = match &quad.object {
        OxTerm::NamedNode(node) => node.as_str().to_owned(),
        OxTerm::BlankNode(node) => node.to_string(),
        OxTerm::Literal(literal) => {
            let tag = literal.language().map(str::to_lowercase);
            let kind = tag.unwrap_or_else(|| literal.datatype().as_str().to_owned());
            format!("{}\u{0}{kind}", literal.value())
        }
    };
    [subject, quad.predicate.as_str().to_owned(), object]
}

fn assert_same(expected: &BTreeSet<Line>, found: &[Line], format: Format) {
    let set: BTreeSet<Line> = found.iter().cloned().collect();
    let missing: Vec<_> = expected.difference(&set).take(3).collect();
    let extra: Vec<_> = set.difference(expected).take(3).collect();
    assert!(missing.is_empty() && extra.is_empty(), "{}: missing {missing:?}, too many {extra:?}", format.name());
}
