//! Each writer beside those of sophia and of the oxigraph family, on the same quads in memory.
//!
//! `cargo bench -p verbale-export` prints quads and bytes a second. The peers get their own kind of terms, made beforehand.

use divan::{
    Bencher,
    counter::{BytesCount, ItemsCount},
};
use oxjsonld::JsonLdSerializer;
use oxrdf::{Literal, NamedNode, Quad, Triple};
use oxttl::{NQuadsSerializer, NTriplesSerializer, TriGSerializer, TurtleSerializer};
use sophia::{
    api::{
        prelude::*,
        quad::Spog,
        term::{IriRef, LanguageTag, SimpleTerm},
    },
    jsonld::JsonLdSerializer as SophiaJsonLd,
    turtle::serializer::{
        nq::NQuadsSerializer as SophiaNQuads,
        nt::NTriplesSerializer as SophiaNTriples,
        trig::TriGSerializer as SophiaTriG,
        turtle::{TurtleConfig, TurtleSerializer as SophiaTurtle},
    },
};
use std::io::{self, Write};
use verbale_export::{Format, JsonLdForm, Layout, Options, Writer};

/// Facts in a dossier; each has a claim and a span, 17 quads in all.
const FACTS: usize = 20;
const DOSSIERS: usize = 50;
const NS: &str = "https://w3id.org/verbale/dipl#";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

const LAYOUT: Layout<'static> = Layout {
    prefixes: &[
        ("dipl", NS),
        ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
        ("xsd", XSD),
        ("skos", "http://www.w3.org/2004/02/skos/core#"),
        ("dcterms", "http://purl.org/dc/terms/"),
    ],
    sections: &[],
    context: r#"{"@context": {"@version": 1.1, "@vocab": "https://w3id.org/verbale/dipl#", "id": "@id", "type": "@type",
        "dipl": "https://w3id.org/verbale/dipl#", "xsd": "http://www.w3.org/2001/XMLSchema#",
        "facts": {"@reverse": "http://purl.org/dc/terms/isPartOf", "@container": "@set"},
        "claims": {"@reverse": "dipl:about", "@container": "@set"},
        "party": {"@type": "@id", "@container": "@set"}, "saidBy": {"@type": "@id"}, "span": {"@type": "@id", "@container": "@set"},
        "date": {"@type": "xsd:date"}, "start": {"@type": "xsd:nonNegativeInteger"}, "end": {"@type": "xsd:nonNegativeInteger"},
        "basis": {"@type": "@vocab"}, "label": {"@id": "http://www.w3.org/2004/02/skos/core#prefLabel", "@container": "@language"}}}"#,
    nested: &["https://w3id.org/verbale/dipl#span"],
    reversed: &[("http://purl.org/dc/terms/isPartOf", "facts"), ("https://w3id.org/verbale/dipl#about", "claims")],
};

/// A dossier's name and its triples, ours and the peers'.
struct Dossier {
    iri: String,
    triples: Vec<[SimpleTerm<'static>; 3]>,
}

fn iri(text: &str) -> SimpleTerm<'static> {
    SimpleTerm::Iri(IriRef::new(text.to_owned().into()).expect("an IRI"))
}

fn typed(text: &str, datatype: &str) -> SimpleTerm<'static> {
    SimpleTerm::LiteralDatatype(text.to_owned().into(), IriRef::new(format!("{XSD}{datatype}").into()).expect("an IRI"))
}

fn tagged(text: &str, tag: &str) -> SimpleTerm<'static> {
    SimpleTerm::LiteralLanguage(text.to_owned().into(), LanguageTag::new(tag.to_owned().into()).expect("a tag"), None)
}

fn dossiers() -> Vec<Dossier> {
    (0..DOSSIERS)
        .map(|number| {
            let iri = format!("https://example.org/verbale/russie-aes-{number}");
            let triples = (0..FACTS).flat_map(|fact| describe(&iri, fact)).collect();
            Dossier { iri, triples }
        })
        .collect()
}

fn describe(dossier: &str, fact: usize) -> Vec<[SimpleTerm<'static>; 3]> {
    let a = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
    let name = |local: &str| iri(&format!("{NS}{local}"));
    let at = |path: &str| iri(&format!("{dossier}/{path}"));
    let [node, claim, span] =
        [format!("reunion-{fact}"), format!("claim/reunion-{fact}"), format!("span/{fact}-{}", fact + 40)];
    let values = [
        (&node, iri(a), name("Meeting")),
        (&node, iri(a), name("Event")),
        (&node, name("party"), iri("https://example.org/verbale/state/RUS")),
        (&node, name("party"), iri("https://example.org/verbale/state/MLI")),
        (&node, name("date"), typed("2025-04-03", "date")),
        (&node, iri("http://www.w3.org/2004/02/skos/core#prefLabel"), tagged("Réunion quadripartite à Moscou", "fr")),
        (&node, iri("http://purl.org/dc/terms/isPartOf"), iri(dossier)),
        (&claim, iri(a), name("Claim")),
        (&claim, name("about"), at(&node)),
        (&claim, name("saidBy"), at("source")),
        (&claim, name("basis"), name("explicit")),
        (&claim, name("span"), at(&span)),
        (&span, iri(a), name("Span")),
        (&span, name("exact"), typed("s'est tenue jeudi à Moscou «la première session» des consultations", "string")),
        (&span, name("prefix"), typed("Министры иностранных дел России", "string")),
        (&span, name("start"), typed(&fact.to_string(), "nonNegativeInteger")),
        (&span, name("end"), typed(&(fact + 40).to_string(), "nonNegativeInteger")),
    ];
    values.into_iter().map(|(subject, predicate, object)| [at(subject), predicate, object]).collect()
}

fn graph(dossier: &Dossier, format: Format) -> Option<SimpleTerm<'static>> {
    format.holds_graphs().then(|| iri(&dossier.iri))
}

fn ours<W: Write>(format: Format, form: JsonLdForm, dossiers: &[Dossier], out: W) -> W {
    let options = Options { jsonld_form: form, ..Options::default() };
    let mut writer = Writer::new(format, &LAYOUT, &options, out).expect("begins");
    for dossier in dossiers {
        writer.begin_dossier(&dossier.iri, graph(dossier, format).as_ref()).expect("begins");
        for triple in &dossier.triples {
            writer.quad(triple).expect("written");
        }
        writer.end_dossier().expect("ends");
    }
    writer.finish().expect("ends")
}

/// Runs a writer on all dossiers, counting quads and the bytes that it makes.
fn measure(bencher: Bencher<'_, '_>, dossiers: &[Dossier], write: impl Fn(&mut Vec<u8>) + Sync) {
    let mut out = Vec::new();
    write(&mut out);
    let quads: usize = dossiers.iter().map(|dossier| dossier.triples.len()).sum();
    bencher.counter(ItemsCount::new(quads)).counter(BytesCount::new(out.len())).bench(|| {
        let mut out = Vec::with_capacity(1 << 16);
        write(&mut out);
        out.len()
    });
}

#[divan::bench(args = Format::ALL)]
fn verbale(bencher: Bencher<'_, '_>, format: Format) {
    let dossiers = dossiers();
    measure(bencher, &dossiers, |out| {
        ours(format, JsonLdForm::Nested, &dossiers, out);
    });
}

#[divan::bench(args = [JsonLdForm::Flattened, JsonLdForm::Expanded])]
fn verbale_jsonld(bencher: Bencher<'_, '_>, form: JsonLdForm) {
    let dossiers = dossiers();
    measure(bencher, &dossiers, |out| {
        ours(Format::JsonLd, form, &dossiers, out);
    });
}

#[divan::bench]
fn verbale_into_nowhere(bencher: Bencher<'_, '_>) {
    let dossiers = dossiers();
    let quads: usize = dossiers.iter().map(|dossier| dossier.triples.len()).sum();
    bencher.counter(ItemsCount::new(quads)).bench(|| ours(Format::NQuads, JsonLdForm::Nested, &dossiers, io::sink()));
}

fn spogs(dossiers: &[Dossier]) -> Vec<Spog<SimpleTerm<'static>>> {
    let of = |dossier: &Dossier| {
        let name = iri(&dossier.iri);
        dossier.triples.iter().map(move |triple| (triple.clone(), Some(name.clone()))).collect::<Vec<_>>()
    };
    dossiers.iter().flat_map(of).collect()
}

#[divan::bench(args = [Format::NTriples, Format::NQuads, Format::Turtle, Format::TriG, Format::JsonLd])]
fn sophia_writers(bencher: Bencher<'_, '_>, format: Format) {
    let dossiers = dossiers();
    let quads = spogs(&dossiers);
    let triples: Vec<_> = quads.iter().map(|(triple, _)| triple.clone()).collect();
    measure(bencher, &dossiers, |out| match format {
        Format::NTriples => _ = SophiaNTriples::new(out).serialize_triples(triples.triples()).expect("written"),
        Format::NQuads => _ = SophiaNQuads::new(out).serialize_quads(quads.quads()).expect("written"),
        Format::TriG => _ = SophiaTriG::new(out).serialize_quads(quads.quads()).expect("written"),
        Format::JsonLd => _ = SophiaJsonLd::new(out).serialize_quads(quads.quads()).expect("written"),
        _ => {
            let config = TurtleConfig::new().with_own_prefix_map(sophia_prefixes());
            SophiaTurtle::new_with_config(out, config).serialize_triples(triples.triples()).expect("written");
        }
    });
}

fn sophia_prefixes() -> Vec<sophia::api::prefix::PrefixMapPair> {
    let pair = |(prefix, namespace): &(&str, &str)| {
        let prefix = sophia::api::prefix::Prefix::new((*prefix).into()).expect("a prefix");
        (prefix, sophia::iri::Iri::new((*namespace).into()).expect("an IRI"))
    };
    LAYOUT.prefixes.iter().map(pair).collect()
}

fn ox_quads(dossiers: &[Dossier]) -> Vec<Quad> {
    let node = |term: &SimpleTerm<'_>| NamedNode::new(term.iri().expect("an IRI").as_str()).expect("an IRI");
    let object = |term: &SimpleTerm<'_>| -> oxrdf::Term {
        match term {
            SimpleTerm::LiteralDatatype(text, datatype) => {
                Literal::new_typed_literal(text.to_string(), NamedNode::new(datatype.as_str()).expect("an IRI")).into()
            }
            SimpleTerm::LiteralLanguage(text, tag, _) => {
                Literal::new_language_tagged_literal(text.to_string(), tag.as_str()).expect("a tag").into()
            }
            other => node(other).into(),
        }
    };
    let of = |dossier: &Dossier| {
        let name = NamedNode::new(dossier.iri.as_str()).expect("an IRI");
        dossier.triples.iter().map(|[s, p, o]| Quad::new(node(s), node(p), object(o), name.clone())).collect::<Vec<_>>()
    };
    dossiers.iter().flat_map(of).collect()
}

#[divan::bench(args = [Format::NTriples, Format::NQuads, Format::Turtle, Format::TriG, Format::JsonLd])]
fn oxigraph_writers(bencher: Bencher<'_, '_>, format: Format) {
    let dossiers = dossiers();
    let quads = ox_quads(&dossiers);
    let triples: Vec<Triple> = quads.iter().cloned().map(Triple::from).collect();
    measure(bencher, &dossiers, |out| match format {
        Format::NTriples => {
            let mut writer = NTriplesSerializer::new().for_writer(out);
            for triple in &triples {
                writer.serialize_triple(triple).expect("written");
            }
            writer.finish();
        }
        Format::NQuads => {
            let mut writer = NQuadsSerializer::new().for_writer(out);
            for quad in &quads {
                writer.serialize_quad(quad).expect("written");
            }
            writer.finish();
        }
        Format::TriG => {
            let prefixes = LAYOUT
                .prefixes
                .iter()
                .fold(TriGSerializer::new(), |s, (p, n)| s.with_prefix(*p, *n).expect("a prefix"));
            let mut writer = prefixes.for_writer(out);
            for quad in &quads {
                writer.serialize_quad(quad).expect("written");
            }
            writer.finish().expect("ends");
        }
        Format::JsonLd => {
            let mut writer = JsonLdSerializer::new().for_writer(out);
            for quad in &quads {
                writer.serialize_quad(quad).expect("written");
            }
            writer.finish().expect("ends");
        }
        _ => {
            let prefixes = LAYOUT
                .prefixes
                .iter()
                .fold(TurtleSerializer::new(), |s, (p, n)| s.with_prefix(*p, *n).expect("a prefix"));
            let mut writer = prefixes.for_writer(out);
            for triple in &triples {
                writer.serialize_triple(triple).expect("written");
            }
            writer.finish().expect("ends");
        }
    });
}

fn main() {
    divan::main();
}
