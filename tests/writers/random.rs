//! Random streams, grouped by subject: what is written is what is read, in every format and shape.

use super::{
    fixture::{layout, name},
    read::{Owned, Quads, assert_reads, blank, iri, string, tagged, typed},
};
use proptest::{prelude::*, sample::select};
use verbale_export::{Error, Format, JsonLdForm, Layout, Options, Writer};

const DOSSIER: &str = "https://example.org/verbale/d";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// Nodes that test naming: below the dossier, called like a term or keyword, of a scheme that is a prefix, and blank.
fn node() -> impl Strategy<Value = Owned> {
    let iris = select(vec![
        DOSSIER,
        "https://example.org/verbale/d/",
        "https://example.org/verbale/d/a",
        "https://example.org/verbale/d/b",
        "https://example.org/verbale/d/id",
        "https://example.org/verbale/d/type",
        "https://example.org/verbale/d/source",
        "https://example.org/verbale/d/a/../b",
        "https://example.org/verbale/d//a",
        "https://example.org/verbale/d/x:y",
        "https://example.org/verbale/d/@id",
        "https://example.org/verbale/d/é",
        "https://example.org/verbale/d/a?b#c",
        "https://example.org/verbale/d/.",
        "https://example.org/verbale/d/a.",
        "https://example.org/verbale/d#a",
        "https://example.org/verbale/da",
        "urn:x:y",
        "dipl:Event",
        "id:x",
        "mailto:a@b",
        "https://w3id.org/verbale/dipl#",
        "https://w3id.org/verbale/dipl#Event",
        "https://w3id.org/verbale/dipl#date",
        "https://w3id.org/verbale/dipl#-x",
        "https://w3id.org/verbale/dipl#id",
        "https://w3id.org/verbale/dipl#a:b",
        "https://w3id.org/verbale/dipl#a.b",
        "http://purl.org/dc/terms/title",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil",
        "http://é.org/?q=%20&x='#y(z)",
    ])
    .prop_map(iri);
    prop_oneof![6 => iris, 1 => select(vec!["b0", "0b", "a.b", "_x", "__x", "é"]).prop_map(blank)]
}

fn predicate() -> impl Strategy<Value = Owned> {
    let known = select(vec![
        "rdf:type",
        "rdf:value",
        "rdf:first",
        "dcterms:isPartOf",
        "dipl:about",
        "dipl:span",
        "dipl:series",
        "oa:hasSelector",
        "dipl:date",
        "dipl:party",
        "dipl:basis",
        "dipl:topic",
        "dipl:exhaustive",
        "dipl:ordinal",
        "skos:prefLabel",
        "skos:altLabel",
        "skos:notation",
        "dcterms:title",
        "oa:start",
        "dipl:id",
        "dipl:type",
        "dipl:facts",
        "dipl:unknown",
        "dipl:a.b",
        "xsd:integer",
    ])
    .prop_map(name);
    prop_oneof![8 => known, 1 => select(vec!["http://x/1a", "http://x/1", "urn:p", "http://x/été", "https://w3id.org/verbale/dipl#"]).prop_map(iri)]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z]{0,6}",
        2 => any::<String>(),
        2 => select(vec!["", " ", "\r\n", "\t", "\u{0}", "\u{7f}", "\u{fffe}", "]]>", "<!--", "&amp;", "\\", "\"\"\"", "\u{85}\u{2028}", "@id", "_:b0", "😀"]).prop_map(str::to_owned),
        2 => select(vec!["1", "-1", "01", "+1", "-0", "1.0", "1e3", "9007199254740993", "123456789012345", "true", "false", "0", "2025-04-03"]).prop_map(str::to_owned),
    ]
}

fn literal() -> impl Strategy<Value = Owned> {
    let datatypes =
        select(vec!["string", "integer", "nonNegativeInteger", "boolean", "date", "decimal", "double", "anyURI"])
            .prop_map(|local| format!("{XSD}{local}"));
    let others =
        select(vec!["http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON", "http://x/d", "urn:d"]).prop_map(str::to_owned);
    prop_oneof![
        4 => (text(), prop_oneof![4 => datatypes, 1 => others]).prop_map(|(text, datatype)| typed(&text, &datatype)),
        2 => (text(), select(vec!["fr", "en-GB", "id", "zh-Hant-TW", "x-y"])).prop_map(|(text, tag)| tagged(&text, tag)),
        1 => text().prop_map(|text| string(&text)),
    ]
}

/// Triples whose subjects come together, some of them more than once.
fn stream() -> impl Strategy<Value = Vec<[Owned; 3]>> {
    let values = prop::collection::vec((predicate(), prop_oneof![node(), literal()]), 1..6);
    prop::collection::vec((node(), values), 0..8).prop_map(|subjects| {
        let of = |(subject, values): (Owned, Vec<(Owned, Owned)>)| {
            values.into_iter().map(move |(p, o)| [subject.clone(), p, o])
        };
        subjects.into_iter().flat_map(of).collect()
    })
}

/// Refusals that are right: what the format has no way to say.
fn is_right(format: Format, error: &Error) -> bool {
    match format {
        Format::RdfXml => matches!(error, Error::XmlChar { .. } | Error::XmlName { .. }),
        Format::JsonLd => matches!(error, Error::Hidden { iri } if iri == "dipl:Event" || iri == "id:x"),
        _ => false,
    }
}

fn check(
    format: Format,
    layout: &Layout<'_>,
    options: &Options,
    triples: &[[Owned; 3]],
    graph: Option<&Owned>,
    dossier: bool,
) {
    let mut writer = Writer::new(format, layout, options, Vec::new()).expect("begins");
    let mut expected = Quads::new();
    if dossier {
        writer.begin_dossier(DOSSIER, graph).expect("begins");
    }
    for triple in triples {
        let done = if dossier { writer.quad(triple) } else { writer.quad_in(triple, graph) };
        match done {
            Ok(()) => _ = expected.insert((triple.clone(), graph.cloned())),
            Err(error) => assert!(is_right(format, &error), "{error}"),
        }
    }
    assert_reads(format, &writer.finish().expect("ends"), &expected);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_formats_say_what_they_were_given(triples in stream(), single: bool, plain: bool, dossier: bool, named: bool) {
        let layout = if plain { Layout::plain() } else { layout() };
        let graph = iri("https://example.org/g");
        for format in Format::ALL {
            let graph = Some(&graph).filter(|_| named && format.holds_graphs());
            for jsonld_form in [JsonLdForm::Nested, JsonLdForm::Flattened, JsonLdForm::Expanded] {
                let options = Options { single, jsonld_form, ..Options::default() };
                check(format, &layout, &options, &triples, graph, dossier);
                if format != Format::JsonLd {
                    break;
                }
            }
        }
    }

    #[test]
    fn several_graphs_in_one_document(streams in prop::collection::vec((stream(), 0..4_usize), 1..4)) {
        let graphs = [None, Some(iri("https://example.org/g")), Some(iri("https://example.org/h")), Some(blank("g"))];
        for format in Format::ALL.into_iter().filter(|format| format.holds_graphs()) {
            let mut writer = Writer::new(format, &layout(), &Options::default(), Vec::new()).expect("begins");
            let mut expected = Quads::new();
            for (triples, graph) in &streams {
                for triple in triples {
                    match writer.quad_in(triple, graphs[*graph].as_ref()) {
                        Ok(()) => _ = expected.insert((triple.clone(), graphs[*graph].clone())),
                        Err(error) => assert!(is_right(format, &error), "{error}"),
                    }
                }
            }
            assert_reads(format, &writer.finish().expect("ends"), &expected);
        }
    }

    #[test]
    fn nesting_loses_nothing(
        triples in prop::collection::vec((0..6_usize, 0..6_usize, 0..6_usize), 0..40),
        single: bool,
    ) {
        let nodes = ["", "/a", "/b", "/c", "/d", "/e"].map(|path| iri(&format!("{DOSSIER}{path}")));
        let predicates = ["dcterms:isPartOf", "dipl:about", "dipl:span", "dipl:series", "oa:hasSelector", "dipl:party"].map(name);
        let triples: Vec<_> =
            triples.into_iter().map(|(s, p, o)| [nodes[s].clone(), predicates[p].clone(), nodes[o].clone()]).collect();
        let options = Options { single, ..Options::default() };
        check(Format::JsonLd, &layout(), &options, &triples, None, true);
    }
}
