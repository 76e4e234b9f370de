//! How much memory the writers ask for: nothing for a quad, and no more for many dossiers than for a few.

use allocation_counter::{AllocationInfo, measure};
use sophia::api::term::{IriRef, LanguageTag, SimpleTerm};
use std::io;
use verbale_export::{Error, Format, Layout, Options, Writer};

const CONTEXT: &str = r#"{"@context": {
    "@version": 1.1, "ex": "https://example.org/ns#", "id": "@id", "type": "@type",
    "facts": {"@reverse": "ex:partOf", "@container": "@set"},
    "span": {"@id": "ex:span", "@type": "@id"},
    "label": {"@id": "ex:label", "@container": "@language"}
}}"#;

const LAYOUT: Layout<'static> = Layout {
    prefixes: &[("ex", "https://example.org/ns#"), ("xsd", "http://www.w3.org/2001/XMLSchema#")],
    sections: &["Facts"],
    context: CONTEXT,
    nested: &["https://example.org/ns#span"],
    reversed: &[("https://example.org/ns#partOf", "facts")],
};

/// Names that are the same in every dossier, so that only the number of quads differs.
const NAMES: [&str; 4] = [
    "https://example.org/d/meeting",
    "https://example.org/d/span/10-16",
    "https://example.org/d/withdrawal",
    "https://example.org/d/spän/20-26",
];

fn iri(text: &str) -> SimpleTerm<'_> {
    SimpleTerm::Iri(IriRef::new_unchecked_const("x:").map_unchecked(|_| text.into()))
}

fn literal<'t>(text: &'t str, datatype: &'t str) -> SimpleTerm<'t> {
    SimpleTerm::LiteralDatatype(text.into(), IriRef::new_unchecked_const("x:").map_unchecked(|_| datatype.into()))
}

/// Describes the nodes once each: five quads for each.
fn describe<W: io::Write>(writer: &mut Writer<W>, dossier: &str) -> Result<(), Error> {
    for (name, tag) in NAMES.into_iter().zip(["fr", "en-GB", "zh-Hant-TW", "fr"]) {
        let tag = LanguageTag::new_unchecked_const("x-x").map_unchecked(|_| tag.into());
        let values = [
            ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", iri("https://example.org/ns#Event")),
            ("https://example.org/ns#span", iri(NAMES[1])),
            ("https://example.org/ns#partOf", iri(dossier)),
            ("https://example.org/ns#label", SimpleTerm::LiteralLanguage("«Réunion»\n".into(), tag, None)),
            ("https://example.org/ns#date", literal("2025-04-03", "http://www.w3.org/2001/XMLSchema#date")),
        ];
        for (predicate, object) in values {
            writer.quad(&[iri(name), iri(predicate), object])?;
        }
    }
    Ok(())
}

/// Counts the allocations of writing this many rounds into one dossier, once the writer has warmed up.
fn count_quads(format: Format, rounds: usize) -> AllocationInfo {
    let graph = iri("https://example.org/d");
    let mut writer = Writer::new(format, &LAYOUT, &Options::default(), io::sink()).expect("begins");
    writer.begin_dossier("https://example.org/d", Some(&graph).filter(|_| format.holds_graphs())).expect("begins");
    for _ in 0..2_000 {
        describe(&mut writer, "https://example.org/d").expect("written");
    }
    let info = measure(|| {
        for _ in 0..rounds {
            describe(&mut writer, "https://example.org/d").expect("written");
        }
    });
    writer.finish().expect("ends");
    info
}

#[test]
fn a_quad_allocates_nothing() {
    for format in [Format::NTriples, Format::NQuads, Format::Turtle, Format::TriG] {
        assert_eq!(count_quads(format, 1_000).count_total, 0, "{}", format.name());
    }
    // The counter does count: JSON-LD keeps names of the open tree.
    assert!(count_quads(Format::JsonLd, 10).count_total > 0);
}

fn peak(format: Format, dossiers: usize) -> u64 {
    let info = measure(|| {
        let mut writer = Writer::new(format, &LAYOUT, &Options::default(), io::sink()).expect("begins");
        for dossier in 0..dossiers {
            let name = format!("https://example.org/d{dossier:06}");
            writer.begin_dossier(&name, None).expect("begins");
            writer.begin_section(0).expect("a title");
            describe(&mut writer, &name).expect("written");
            writer.end_dossier().expect("ends");
        }
        writer.finish().expect("ends");
    });
    info.bytes_max
}

#[test]
fn memory_does_not_grow_with_dossiers() {
    for format in Format::ALL {
        let (few, many) = (peak(format, 200), peak(format, 4_000));
        assert!(many <= few + few / 10, "{}: {few} bytes at most, then {many}", format.name());
        assert!(many < 400_000, "{}: {many} bytes", format.name());
    }
}
