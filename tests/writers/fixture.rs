//! A small dossier in the order in which dossiers are described, and ways to write it.

use super::read::{Owned, Quads, iri, string, tagged, typed};
use verbale_export::{Error, Format, Layout, Options, Writer};

const DIPL: &str = "https://w3id.org/verbale/dipl#";
const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// The layout that the command uses.
pub(crate) fn layout() -> Layout<'static> {
    Layout {
        prefixes: verbale_ontology::PREFIXES,
        sections: verbale_ontology::SECTIONS,
        context: verbale_ontology::CONTEXT,
        nested: verbale_ontology::NESTED,
        reversed: verbale_ontology::REVERSED,
    }
}

/// One call on a writer.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// A section begins.
    Section(usize),
    /// A triple of the dossier.
    Triple([Owned; 3]),
}

/// A dossier as a stream.
#[derive(Clone, Debug)]
pub(crate) struct Dossier {
    pub(crate) iri: String,
    pub(crate) steps: Vec<Step>,
}

impl Dossier {
    /// The quads that a reader must find, in this graph.
    pub(crate) fn quads(&self, graph: Option<&Owned>) -> Quads {
        let triple = |step: &Step| match step {
            Step::Triple(triple) => Some((triple.clone(), graph.cloned())),
            Step::Section(_) => None,
        };
        self.steps.iter().filter_map(triple).collect()
    }

    fn describe(&mut self, subject: &str, values: &[(&str, Owned)]) {
        let subject = self.at(subject);
        for (predicate, object) in values {
            self.steps.push(Step::Triple([subject.clone(), name(predicate), object.clone()]));
        }
    }

    fn at(&self, path: &str) -> Owned {
        iri(&format!("{}{path}", self.iri))
    }
}

/// Writes dossiers into one document, each in a graph of its own name if `graphs`.
pub(crate) fn write(
    format: Format,
    layout: &Layout<'_>,
    options: &Options,
    dossiers: &[Dossier],
    graphs: bool,
) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::new(format, layout, options, Vec::new())?;
    for dossier in dossiers {
        let graph = iri(&dossier.iri);
        writer.begin_dossier(&dossier.iri, Some(&graph).filter(|_| graphs))?;
        for step in &dossier.steps {
            match step {
                Step::Section(index) => writer.begin_section(*index)?,
                Step::Triple(triple) => writer.quad(triple)?,
            }
        }
        writer.end_dossier()?;
    }
    writer.finish()
}

/// A dossier with a source, an actor with a claim on it, a fact with two claims that share a span, and a hub that comes late.
pub(crate) fn dossier(id: &str) -> Dossier {
    let mut dossier = Dossier { iri: format!("https://example.org/verbale/{id}"), steps: Vec::new() };
    let at = |path: &str| iri(&format!("https://example.org/verbale/{id}{path}"));
    dossier.steps.push(Step::Section(0));
    dossier.describe(
        "",
        &[("rdf:type", name("dipl:Dossier")), ("rdf:type", name("prov:Bundle")), ("dcterms:source", at("/source"))],
    );
    dossier.steps.push(Step::Section(1));
    dossier.describe(
        "/source",
        &[
            ("rdf:type", name("dipl:SourceText")),
            ("dcterms:title", tagged("L'été à Moscou: «premier» accord", "fr")),
            ("dcterms:license", string("all rights reserved")),
            ("schema:datePublished", typed("2025-04", &format!("{XSD}gYearMonth"))),
        ],
    );
    dossier.steps.push(Step::Section(2));
    dossier.describe(
        "/actor/diop",
        &[
            ("rdf:type", name("dipl:Person")),
            ("foaf:name", tagged("Abdoulaye Diop", "fr")),
            ("skos:altLabel", tagged("Diop", "fr")),
            ("skos:altLabel", tagged("M. Diop", "fr")),
            ("skos:altLabel", tagged("Diop", "en-GB")),
        ],
    );
    dossier.describe(
        "/claim/diop.name",
        &[("rdf:type", name("dipl:Claim")), ("dipl:about", at("/actor/diop")), ("dipl:basis", name("dipl:explicit"))],
    );
    dossier.steps.push(Step::Section(4));
    fact(&mut dossier, &at);
    dossier.describe("/occurrence", &[("skos:prefLabel", tagged("Moscow talks", "en"))]);
    dossier.describe("/retrait", &[("rdf:type", name("dipl:Withdrawal")), ("dcterms:isPartOf", at(""))]);
    dossier
}

fn fact(dossier: &mut Dossier, at: &impl Fn(&str) -> Owned) {
    let integer = |n: u32| typed(&n.to_string(), &format!("{XSD}nonNegativeInteger"));
    dossier.describe(
        "/reunion",
        &[
            ("rdf:type", name("dipl:Meeting")),
            ("rdf:type", name("dipl:Event")),
            ("dipl:party", iri("https://example.org/verbale/state/RUS")),
            ("dipl:party", iri("https://example.org/verbale/state/MLI")),
            ("dipl:date", typed("2025-04-03", &format!("{XSD}date"))),
            ("dipl:ordinal", typed("1", &format!("{XSD}integer"))),
            ("dcterms:isPartOf", at("")),
        ],
    );
    for claim in ["/claim/reunion", "/claim/reunion.date"] {
        dossier.describe(
            claim,
            &[
                ("rdf:type", name("dipl:Claim")),
                ("dipl:about", at("/reunion")),
                ("dipl:saidBy", at("/source")),
                ("dipl:span", at("/span/10-16")),
                ("dipl:exhaustive", typed("false", &format!("{XSD}boolean"))),
            ],
        );
        if claim == "/claim/reunion" {
            dossier.describe(
                "/span/10-16",
                &[("rdf:type", name("dipl:Span")), ("oa:hasSelector", at("/span/10-16/position"))],
            );
            dossier.describe("/span/10-16/position", &[("oa:start", integer(10)), ("oa:end", integer(16))]);
        }
    }
}

/// The term of a compact name.
pub(crate) fn name(compact: &str) -> Owned {
    let (prefix, local) = compact.split_once(':').expect("a compact name");
    let known = verbale_ontology::PREFIXES.iter().find(|(known, _)| *known == prefix);
    iri(&format!("{}{local}", known.map_or(DIPL, |(_, namespace)| namespace)))
}
