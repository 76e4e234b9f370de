//! How documents look, and that every shape of a document says the same.

use super::{
    fixture::{Dossier, Step, dossier, layout, name, write},
    read::{Quads, assert_reads, iri, string, tagged, typed},
};
use serde_json::Value;
use verbale_export::{Error, Format, JsonLdForm, Layout, Options, Prefixes, Writer};

const FORMS: [JsonLdForm; 3] = [JsonLdForm::Nested, JsonLdForm::Flattened, JsonLdForm::Expanded];

/// Options for one dossier in this form.
fn single(jsonld_form: JsonLdForm) -> Options {
    Options { jsonld_form, single: true, ..Options::default() }
}

fn json(document: &[u8]) -> Value {
    serde_json::from_slice(document).expect("JSON")
}

#[test]
fn every_shape_of_a_document_holds_the_same_quads() {
    let mut documents = 0;
    for format in Format::ALL {
        for form in FORMS.into_iter().take(if format == Format::JsonLd { 3 } else { 1 }) {
            for (one, graphs) in [(true, false), (true, true), (false, false), (false, true)] {
                if graphs && !format.holds_graphs() {
                    continue;
                }
                let dossiers =
                    if one { vec![dossier("d1")] } else { vec![dossier("d1"), dossier("d2"), dossier("d3")] };
                let named = |dossier: &Dossier| dossier.quads(Some(&iri(&dossier.iri)).filter(|_| graphs));
                let expected: Quads = dossiers.iter().flat_map(named).collect();
                let options = Options { single: one, ..single(form) };
                let document = write(format, &layout(), &options, &dossiers, graphs).expect("writes");
                assert_reads(format, &document, &expected);
                assert_eq!(
                    document,
                    write(format, &layout(), &options, &dossiers, graphs).expect("writes"),
                    "the same bytes twice"
                );
                assert_eq!(document.last(), Some(&b'\n'), "a final line feed");
                assert!(!document.contains(&b'\r'), "line feeds only");
                documents += 1;
            }
        }
    }
    assert_eq!(documents, 3 * 2 + 5 * 4);
}

#[test]
fn turtle_is_laid_out_for_review() {
    let document = write(Format::Turtle, &layout(), &single(JsonLdForm::Nested), &[sample()], false).expect("writes");
    assert_eq!(String::from_utf8_lossy(&document), include_str!("sample.ttl"));
}

#[test]
fn trig_is_turtle_in_a_graph() {
    let document = write(Format::TriG, &layout(), &single(JsonLdForm::Nested), &[sample()], true).expect("writes");
    let mut expected = String::new();
    let (header, body) = include_str!("sample.ttl").split_once("\n\n").expect("a header");
    expected.push_str(header);
    expected.push_str("\n\nGRAPH <https://example.org/verbale/s> {\n");
    for line in body.lines() {
        expected.push_str(if line.is_empty() { "" } else { "  " });
        expected.push_str(line);
        expected.push('\n');
    }
    expected.push_str("}\n");
    assert_eq!(String::from_utf8_lossy(&document), expected);
}

/// A dossier that shows each rule of the lay-out once.
fn sample() -> Dossier {
    let at = |path: &str| iri(&format!("https://example.org/verbale/s{path}"));
    let state = |code: &str| iri(&format!("https://example.org/verbale/state/{code}"));
    let xsd = |local: &str| format!("http://www.w3.org/2001/XMLSchema#{local}");
    let triple = |s, p: &str, o| Step::Triple([at(s), name(p), o]);
    let steps = vec![
        Step::Section(0),
        triple("", "rdf:type", name("dipl:Dossier")),
        Step::Section(1),
        Step::Section(4),
        triple("/m", "rdf:type", name("dipl:Meeting")),
        triple("/m", "rdf:type", name("dipl:Event")),
        triple("/m", "dipl:party", state("RUS")),
        triple("/m", "dipl:party", state("MLI")),
        triple("/m", "dipl:party", state("BFA")),
        triple("/m", "dipl:date", typed("2025-04-03", &xsd("date"))),
        triple("/m", "dipl:ordinal", typed("1", &xsd("integer"))),
        triple("/m", "dipl:ordinal", typed("01", &xsd("integer"))),
        triple("/m", "dipl:exhaustive", typed("false", &xsd("boolean"))),
        triple("/m", "dipl:exhaustive", typed("0", &xsd("boolean"))),
        triple("/m", "skos:altLabel", tagged("«été»\n\"1\"\\", "fr-FR")),
        triple("/m", "skos:notation", string("a\tb\u{1}")),
        triple("/m", "dipl:a.b", string("")),
        triple("/n", "dcterms:isPartOf", at("")),
    ];
    Dossier { iri: "https://example.org/verbale/s".into(), steps }
}

#[test]
fn nested_json_is_one_object_a_dossier() {
    let document =
        write(Format::JsonLd, &layout(), &single(JsonLdForm::Nested), &[dossier("d1")], false).expect("writes");
    let json = json(&document);
    let keys: Vec<&str> = json.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["@context", "id", "type", "source", "@included", "facts"]);
    assert_eq!(json["id"], "https://example.org/verbale/d1");
    assert_eq!(json["@included"][1]["claims"][0]["id"], "claim/diop.name");
    let fact = &json["facts"][0];
    assert_eq!(fact["id"], "reunion");
    assert_eq!(fact.get("isPartOf"), None, "its place says that");
    let claims = &fact["claims"];
    assert_eq!(claims[0].get("about"), None, "its place says that");
    assert_eq!(claims[0]["span"][0]["selector"][0]["startOffset"], 10);
    assert_eq!(claims[0]["exhaustive"], false);
    assert_eq!(claims[1]["span"], serde_json::json!(["span/10-16"]), "described once, named afterwards");
    assert_eq!(fact["@included"][0]["id"], "occurrence", "what comes late stands in the fact before it");
    assert_eq!(json["facts"][1]["id"], "retrait");
}

#[test]
fn other_json_shapes_have_a_graph() {
    let dossiers = [dossier("d1"), dossier("d2")];
    let several = json(&write(Format::JsonLd, &layout(), &Options::default(), &dossiers, false).expect("writes"));
    assert_eq!(
        several.as_object().map(|object| object.keys().cloned().collect::<Vec<_>>()),
        Some(vec!["@context".into(), "@graph".into()])
    );
    assert_eq!(several["@graph"][1]["id"], "https://example.org/verbale/d2");
    assert_eq!(several["@graph"][1]["@context"]["@base"], "https://example.org/verbale/d2/");
    let named =
        json(&write(Format::JsonLd, &layout(), &single(JsonLdForm::Nested), &dossiers[..1], true).expect("writes"));
    assert_eq!(named["@graph"][0]["id"], "https://example.org/verbale/d1");
    assert_eq!(named["@graph"][0]["@graph"][0]["facts"][0]["id"], "reunion");
    let flat =
        json(&write(Format::JsonLd, &layout(), &single(JsonLdForm::Flattened), &dossiers[..1], false).expect("writes"));
    let nodes = flat["@graph"].as_array().expect("nodes");
    assert_eq!(nodes.len(), 11, "one object a subject");
    assert!(nodes.iter().all(|node| node.get("facts").is_none() && node.get("claims").is_none()));
    let expanded =
        json(&write(Format::JsonLd, &layout(), &single(JsonLdForm::Expanded), &dossiers[..1], false).expect("writes"));
    let source = &expanded[1];
    assert_eq!(source["@type"], serde_json::json!(["https://w3id.org/verbale/dipl#SourceText"]));
    assert_eq!(source["http://purl.org/dc/terms/license"], serde_json::json!([{"@value": "all rights reserved"}]));
}

#[test]
fn a_context_can_be_referred_to() {
    let url = "https://example.org/context.jsonld";
    let dossiers = [dossier("d1"), dossier("d2")];
    for (count, graphs) in [(1, false), (2, false), (1, true)] {
        let inline = Options { single: count == 1, ..Options::default() };
        let options = Options { context_url: Some(url.into()), ..inline.clone() };
        let document = write(Format::JsonLd, &layout(), &options, &dossiers[..count], graphs).expect("writes");
        let text = String::from_utf8(document).expect("UTF-8");
        assert_eq!(text.matches(url).count(), 1);
        assert!(!text.contains("@vocab"));
        let context = json(verbale_ontology::CONTEXT.as_bytes())["@context"].to_string();
        let put_back = text.replace(&format!("{url:?}"), &context);
        let expected = dossiers[..count].iter().flat_map(|d| d.quads(Some(&iri(&d.iri)).filter(|_| graphs))).collect();
        assert_reads(Format::JsonLd, put_back.as_bytes(), &expected);
    }
    let relative = Options { context_url: Some("context.jsonld".into()), ..Options::default() };
    assert!(matches!(Writer::new(Format::JsonLd, &layout(), &relative, Vec::new()), Err(Error::Iri { .. })));
}

#[test]
fn prefixes_of_a_dossier_hold_in_it_alone() {
    let (one, two) = (dossier("d1"), dossier("d2"));
    for format in [Format::Turtle, Format::TriG] {
        for options in
            [Options { single: true, ..Options::default() }, Options { prefixes: Prefixes::All, ..Options::default() }]
        {
            let dossiers = if options.single { vec![&one] } else { vec![&one, &two] };
            let mut writer = Writer::new(format, &layout(), &options, Vec::new()).expect("begins");
            for dossier in &dossiers {
                let namespaces = [format!("{}/", dossier.iri), format!("{}/claim/", dossier.iri)];
                writer
                    .begin_dossier_with(&dossier.iri, None, &[("d", &namespaces[0]), ("claim", &namespaces[1])])
                    .expect("begins");
                for step in &dossier.steps {
                    match step {
                        Step::Section(index) => writer.begin_section(*index).expect("a title"),
                        Step::Triple(triple) => writer.quad(triple).expect("written"),
                    }
                }
            }
            let document = writer.finish().expect("ends");
            let text = String::from_utf8_lossy(&document);
            assert_eq!(text.matches("\nd:reunion a dipl:Meeting, dipl:Event ;").count(), dossiers.len());
            assert_eq!(text.matches("\nclaim:reunion a dipl:Claim ;").count(), dossiers.len());
            assert_reads(format, &document, &dossiers.iter().flat_map(|dossier| dossier.quads(None)).collect());
        }
    }
}

#[test]
fn misuse_is_an_error_and_not_a_document() {
    let graph = iri("https://example.org/g");
    for format in [Format::Turtle, Format::NTriples, Format::RdfXml] {
        let mut writer = Writer::new(format, &layout(), &Options::default(), Vec::new()).expect("begins");
        assert!(matches!(writer.begin_dossier("https://example.org/d", Some(&graph)), Err(Error::NamedGraph { .. })));
        let triple = [graph.clone(), graph.clone(), graph.clone()];
        assert!(matches!(writer.quad_in(&triple, Some(&graph)), Err(Error::NamedGraph { .. })));
        assert!(matches!(writer.begin_section(99), Err(Error::Section { index: 99 })));
        assert!(matches!(writer.begin_dossier("d", None), Err(Error::Iri { .. })));
    }
    let two = [dossier("d1"), dossier("d2")];
    assert!(matches!(write(Format::JsonLd, &layout(), &single(JsonLdForm::Nested), &two, false), Err(Error::Single)));
    let layout = Layout { reversed: &[("http://purl.org/dc/terms/isPartOf", "nothing")], ..layout() };
    assert!(matches!(
        Writer::new(Format::JsonLd, &layout, &Options::default(), Vec::new()),
        Err(Error::Context { .. })
    ));
}

#[test]
fn documents_without_quads_are_documents() {
    for format in Format::ALL {
        for form in FORMS {
            for one in [true, false] {
                let options = Options { single: one, ..single(form) };
                let empty =
                    Writer::new(format, &layout(), &options, Vec::new()).and_then(Writer::finish).expect("ends");
                assert_reads(format, &empty, &Quads::new());
                let hollow = Dossier { iri: "https://example.org/d".into(), steps: vec![Step::Section(0)] };
                let document = write(format, &layout(), &options, &[hollow], false).expect("writes");
                assert_reads(format, &document, &Quads::new());
            }
        }
    }
}
