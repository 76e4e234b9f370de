//! Hostile strings in every slot: a quad is written as it is, or refused; nothing else comes out.

use super::{
    fixture::layout,
    read::{Owned, Quads, assert_reads, iri, string},
};
use proptest::prelude::*;
use sophia::api::term::{BnodeId, IriRef, LanguageTag, SimpleTerm};
use verbale_export::{Error, Format, JsonLdForm, Layout, Options, Writer};

/// Where a string goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slot {
    Subject,
    Predicate,
    Object,
    Type,
    Text,
    Datatype,
    Tag,
    Label,
    Graph,
}

const SLOTS: [Slot; 9] = [
    Slot::Subject,
    Slot::Predicate,
    Slot::Object,
    Slot::Type,
    Slot::Text,
    Slot::Datatype,
    Slot::Tag,
    Slot::Label,
    Slot::Graph,
];

const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/// A context with a prefix, a `@vocab` and aliases: small, because it is read thousands of times.
const CONTEXT: &str = r#"{"@context": {"@vocab": "https://w3id.org/verbale/dipl#", "dipl": "https://w3id.org/verbale/dipl#",
    "id": "@id", "type": "@type", "p": {"@id": "http://example.org/p", "@type": "@id"}}}"#;

/// The layout of the command with that context.
fn small() -> Layout<'static> {
    Layout { context: CONTEXT, reversed: &[], ..layout() }
}

/// The corpus: one JSON string a line.
fn corpus() -> Vec<String> {
    let lines = include_str!("hostile.txt").lines();
    lines.map(|line| serde_json::from_str(line).expect("a JSON string")).collect()
}

// sophia's constructors check; these go round them, as a caller in a release build could.
fn raw_iri(text: &str) -> IriRef<sophia::api::MownStr<'static>> {
    IriRef::new_unchecked_const("x:").map_unchecked(|_| text.to_owned().into())
}

/// The quad with the string in its slot.
fn quad(slot: Slot, text: &str) -> ([Owned; 3], Option<Owned>) {
    let node = || iri("http://example.org/n");
    let [mut subject, mut predicate, mut object] = [node(), iri("http://example.org/p"), node()];
    let mut graph = None;
    let raw = || SimpleTerm::Iri(raw_iri(text));
    match slot {
        Slot::Subject => subject = raw(),
        Slot::Predicate => predicate = raw(),
        Slot::Object => object = raw(),
        Slot::Type => (predicate, object) = (iri(RDF_TYPE), raw()),
        Slot::Text => object = string(text),
        Slot::Datatype => object = SimpleTerm::LiteralDatatype("x".into(), raw_iri(text)),
        Slot::Tag => {
            let tag = LanguageTag::new_unchecked_const("x-x").map_unchecked(|_| text.to_owned().into());
            object = SimpleTerm::LiteralLanguage("x".into(), tag, None);
        }
        Slot::Label => {
            object = SimpleTerm::BlankNode(BnodeId::new_unchecked_const("x").map_unchecked(|_| text.to_owned().into()));
        }
        Slot::Graph => graph = Some(raw()),
    }
    ([subject, predicate, object], graph)
}

/// Writes the string between two harmless quads, and says whether it was taken.
fn check(format: Format, layout: &Layout<'_>, form: JsonLdForm, slot: Slot, text: &str) -> bool {
    let options = Options { jsonld_form: form, ..Options::default() };
    let mut writer = Writer::new(format, layout, &options, Vec::new()).expect("begins");
    let harmless = [iri("http://example.org/s"), iri("http://example.org/q"), string("harmless")];
    let (triple, graph) = quad(slot, text);
    let mut expected = Quads::from([(harmless.clone(), None)]);
    writer.quad(&harmless).expect("written");
    let taken = match writer.quad_in(&triple, graph.as_ref()) {
        Ok(()) => expected.insert((triple, graph)),
        Err(Error::Io(error)) => panic!("{error}"),
        Err(_) => false,
    };
    writer.quad(&harmless).expect("written after a refusal");
    assert_reads(format, &writer.finish().expect("ends"), &expected);
    taken
}

fn shapes() -> Vec<(Format, JsonLdForm)> {
    let mut shapes: Vec<_> = Format::ALL.into_iter().map(|format| (format, JsonLdForm::Nested)).collect();
    shapes.extend([(Format::JsonLd, JsonLdForm::Flattened), (Format::JsonLd, JsonLdForm::Expanded)]);
    shapes
}

#[test]
fn corpus_in_every_slot_of_every_format() {
    let corpus = corpus();
    assert!(corpus.len() >= 300, "{} strings", corpus.len());
    for (format, form) in shapes() {
        for slot in SLOTS {
            let taken = corpus.iter().filter(|text| check(format, &small(), form, slot, text)).count();
            let possible = slot != Slot::Graph || format.holds_graphs();
            assert_eq!(taken > 0, possible, "{} {slot:?}: {taken} taken", format.name());
            assert!(taken < corpus.len() || slot == Slot::Text, "{} {slot:?}: all taken", format.name());
            if slot == Slot::Text && format != Format::RdfXml {
                assert_eq!(taken, corpus.len(), "{}: every text can be written", format.name());
            }
        }
    }
}

#[test]
fn the_same_strings_are_refused_in_every_line_and_turtle_format() {
    let formats = [Format::NTriples, Format::NQuads, Format::Turtle, Format::TriG];
    for text in corpus() {
        for slot in SLOTS.into_iter().filter(|slot| *slot != Slot::Graph) {
            let taken: Vec<bool> =
                formats.map(|format| check(format, &Layout::plain(), JsonLdForm::Nested, slot, &text)).into();
            assert!(taken.iter().all(|one| *one == taken[0]), "{slot:?} {text:?} {taken:?}");
        }
    }
}

#[test]
fn dossiers_prefixes_and_contexts_are_checked_too() {
    for text in corpus() {
        for format in Format::ALL {
            let options = Options { single: true, ..Options::default() };
            let mut writer = Writer::new(format, &layout(), &options, Vec::new()).expect("begins");
            let begun = writer.begin_dossier(&text, None).is_ok();
            let document = writer.finish().expect("ends");
            assert_reads(format, &document, &Quads::new());
            let untouched =
                || Writer::new(format, &layout(), &options, Vec::new()).and_then(Writer::finish).expect("ends");
            assert!(begun || document == untouched(), "{text:?} left a trace");
            for prefixes in [[(text.as_str(), "http://example.org/x#")], [("x", text.as_str())]] {
                let layout = Layout { prefixes: &prefixes, ..Layout::plain() };
                if let Ok(writer) = Writer::new(format, &layout, &Options::default(), Vec::new()) {
                    assert_reads(format, &writer.finish().expect("ends"), &Quads::new());
                }
            }
        }
    }
}

#[test]
fn terms_out_of_place_are_refused() {
    let node = || iri("http://example.org/n");
    let triple_term = || SimpleTerm::Triple(Box::new([node(), node(), node()]));
    let variable = || SimpleTerm::Variable(sophia::api::term::VarName::new("v".into()).expect("a name"));
    let blank = || super::read::blank("b");
    for format in Format::ALL {
        let mut writer = Writer::new(format, &Layout::plain(), &Options::default(), Vec::new()).expect("begins");
        for subject in [string("x"), triple_term(), variable()] {
            assert!(matches!(writer.quad(&[subject, node(), node()]), Err(Error::Misplaced { .. })));
        }
        for predicate in [string("x"), triple_term(), variable(), blank()] {
            assert!(matches!(writer.quad(&[node(), predicate, node()]), Err(Error::Misplaced { .. })));
        }
        assert!(matches!(writer.quad(&[node(), node(), variable()]), Err(Error::Misplaced { .. })));
        let has_terms = !matches!(format, Format::JsonLd | Format::RdfXml);
        assert_eq!(writer.quad(&[node(), node(), triple_term()]).is_ok(), has_terms);
        let inner = SimpleTerm::Triple(Box::new([node(), blank(), node()]));
        assert!(matches!(writer.quad(&[node(), node(), inner]), Err(Error::Misplaced { .. })));
        for graph in [string("x"), triple_term(), variable()] {
            assert!(writer.quad_in(&[node(), node(), node()], Some(&graph)).is_err());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_strings_in_every_slot(text in prop_oneof![any::<String>(), "[ -~]{0,12}", "http://a/[ -~]{0,6}", "http://a/\\PC{0,6}", "[a-zA-Z-]{1,12}"]) {
        for (format, form) in shapes() {
            for slot in SLOTS {
                check(format, &Layout::plain(), form, slot, &text);
            }
        }
    }
}
