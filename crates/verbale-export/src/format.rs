//! The serialisations that can be written, and how the outside world names them.

/// A serialisation of RDF that [`Writer`](crate::Writer) writes.
///
/// ```
/// use verbale_export::Format;
/// assert_eq!(Format::from_extension("ttl"), Some(Format::Turtle));
/// assert_eq!(Format::ALL.len(), 6);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// [RDF 1.2 Turtle](https://www.w3.org/TR/rdf12-turtle/).
    Turtle,
    /// [JSON-LD 1.1](https://www.w3.org/TR/json-ld11/).
    JsonLd,
    /// [RDF 1.2 N-Triples](https://www.w3.org/TR/rdf12-n-triples/), canonical form.
    NTriples,
    /// [RDF 1.2 N-Quads](https://www.w3.org/TR/rdf12-n-quads/), canonical form.
    NQuads,
    /// [RDF 1.2 TriG](https://www.w3.org/TR/rdf12-trig/).
    TriG,
    /// [RDF 1.1 XML syntax](https://www.w3.org/TR/rdf-syntax-grammar/).
    RdfXml,
}

impl Format {
    /// Every format, in the order in which help texts list them.
    ///
    /// ```
    /// assert_eq!(verbale_export::Format::ALL[0].name(), "turtle");
    /// ```
    pub const ALL: [Self; 6] = [Self::Turtle, Self::JsonLd, Self::NTriples, Self::NQuads, Self::TriG, Self::RdfXml];

    /// The name on the command line.
    ///
    /// ```
    /// assert_eq!(verbale_export::Format::RdfXml.name(), "rdfxml");
    /// ```
    pub const fn name(self) -> &'static str {
        match self {
            Self::Turtle => "turtle",
            Self::JsonLd => "jsonld",
            Self::NTriples => "ntriples",
            Self::NQuads => "nquads",
            Self::TriG => "trig",
            Self::RdfXml => "rdfxml",
        }
    }

    /// The registered media type, without parameters.
    ///
    /// ```
    /// assert_eq!(verbale_export::Format::NQuads.media_type(), "application/n-quads");
    /// ```
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Turtle => "text/turtle",
            Self::JsonLd => "application/ld+json",
            Self::NTriples => "application/n-triples",
            Self::NQuads => "application/n-quads",
            Self::TriG => "application/trig",
            Self::RdfXml => "application/rdf+xml",
        }
    }

    /// The file extension, without the dot.
    ///
    /// ```
    /// assert_eq!(verbale_export::Format::JsonLd.extension(), "jsonld");
    /// ```
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Turtle => "ttl",
            Self::JsonLd => "jsonld",
            Self::NTriples => "nt",
            Self::NQuads => "nq",
            Self::TriG => "trig",
            Self::RdfXml => "rdf",
        }
    }

    /// The format of this [`name`](Self::name).
    ///
    /// ```
    /// use verbale_export::Format;
    /// assert_eq!(Format::from_name("trig"), Some(Format::TriG));
    /// ```
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The format of this [`extension`](Self::extension), in lower case and without the dot.
    ///
    /// ```
    /// use verbale_export::Format;
    /// assert_eq!(Format::from_extension("nt"), Some(Format::NTriples));
    /// ```
    pub fn from_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension() == extension)
    }

    /// Whether a document of this format can hold named graphs.
    ///
    /// ```
    /// assert!(!verbale_export::Format::Turtle.holds_graphs());
    /// ```
    pub const fn holds_graphs(self) -> bool {
        matches!(self, Self::NQuads | Self::TriG | Self::JsonLd)
    }

    /// The IRI that the W3C gives to the format (<https://www.w3.org/ns/formats/>).
    ///
    /// ```
    /// assert_eq!(verbale_export::Format::TriG.iri(), "http://www.w3.org/ns/formats/TriG");
    /// ```
    pub const fn iri(self) -> &'static str {
        match self {
            Self::Turtle => "http://www.w3.org/ns/formats/Turtle",
            Self::JsonLd => "http://www.w3.org/ns/formats/JSON-LD",
            Self::NTriples => "http://www.w3.org/ns/formats/N-Triples",
            Self::NQuads => "http://www.w3.org/ns/formats/N-Quads",
            Self::TriG => "http://www.w3.org/ns/formats/TriG",
            Self::RdfXml => "http://www.w3.org/ns/formats/RDF_XML",
        }
    }
}
