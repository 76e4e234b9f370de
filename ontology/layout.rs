//! Names and lay-out that writers take as data: namespaces, prefixes, nesting and section titles.

/// The namespace of the diplomacy ontology and of its codes.
pub const NAMESPACE: &str = "https://w3id.org/verbale/dipl#";

/// The IRI of version 1 of the dossier format, the value of `dcterms:conformsTo` on a dossier.
pub const FORMAT_IRI: &str = "https://w3id.org/verbale/dossier/1";

/// The IRI under which the JSON-LD context is published.
pub const CONTEXT_IRI: &str = "https://w3id.org/verbale/context.jsonld";

/// The fixed list of prefixes, in the order in which a document declares them.
///
/// ```
/// assert_eq!(verbale_ontology::PREFIXES[0], ("dipl", verbale_ontology::NAMESPACE));
/// ```
pub const PREFIXES: &[(&str, &str)] = &[
    ("dipl", NAMESPACE),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("org", "http://www.w3.org/ns/org#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("schema", "https://schema.org/"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("wgs84", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    ("edtf", "http://id.loc.gov/datatypes/edtf/"),
    ("wd", "http://www.wikidata.org/entity/"),
    ("cameo", "https://w3id.org/verbale/cameo#"),
    ("plover", "https://w3id.org/verbale/plover#"),
];

/// Predicates whose object JSON-LD describes in place, where it is first needed.
///
/// The order is that of the path from a fact to its words.
pub const NESTED: &[&str] = &[
    "https://w3id.org/verbale/dipl#series",
    "https://w3id.org/verbale/dipl#span",
    "http://www.w3.org/ns/oa#hasSelector",
];

/// Predicates that JSON-LD writes from the object's side, each with the context's term for it.
///
/// A dossier holds its facts, and a fact holds its claims.
pub const REVERSED: &[(&str, &str)] =
    &[("http://purl.org/dc/terms/isPartOf", "facts"), ("https://w3id.org/verbale/dipl#about", "claims")];

/// The titles of a dossier's sections, in the order in which they are written.
pub const SECTIONS: &[&str] = &["Dossier", "Source", "Actors", "Places", "Facts", "Enrichment"];
