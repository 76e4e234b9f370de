//! What is known of each kind of store, as one table.

use std::fmt;
use std::str::FromStr;

/// A kind of store, which says how its addresses are made and where it leaves the protocol.
///
/// ```
/// use verbale_store::Profile;
///
/// let profile: Profile = "virtuoso".parse()?;
/// assert!(!profile.rules().gzip);
/// # Ok::<(), verbale_store::UnknownProfile>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// Oxigraph's server.
    Oxigraph,
    /// Apache Jena Fuseki.
    Fuseki,
    /// Ontotext `GraphDB`.
    Graphdb,
    /// Eclipse RDF4J Server.
    Rdf4j,
    /// Virtuoso.
    Virtuoso,
    /// Stardog.
    Stardog,
    /// `QLever`.
    Qlever,
    /// Amazon Neptune.
    Neptune,
    /// Any store that speaks the Graph Store Protocol at the address given.
    #[default]
    Generic,
}

/// How a password is shown to a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Password {
    /// As Basic with the first request: the store does not always ask, and then answers as to anybody.
    AtOnce,
    /// When the store asks: as Digest if it offers it, else as Basic.
    WhenAsked,
    /// When the store asks, as Digest only.
    Digest,
}

/// What a query sees as its default graph, and so how the triples of the unnamed graph are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefaultGraph {
    /// The unnamed graph alone.
    Unnamed,
    /// All graphs together; the unnamed one alone under this IRI in `FROM`.
    From(&'static str),
    /// All graphs together; the unnamed one cannot be asked for.
    Union,
    /// Not known, or a matter of how the store was set up.
    Unknown,
}

/// What stands in the graph after a store has refused a PUT.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterRefusal {
    /// The old graph.
    Old,
    /// Perhaps nothing: the old graph is dropped before the new one is read.
    MayBeGone,
    /// Not known.
    Unknown,
}

/// What is known of a kind of store.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "a row of a table: each is one thing that is so or not")]
#[non_exhaustive]
pub struct Rules {
    /// Its name in small letters.
    pub name: &'static str,
    /// An address as the user gives it.
    pub example: &'static str,
    /// The path of the Graph Store Protocol, after the address given.
    pub graphs: &'static str,
    /// The path of the SPARQL Protocol for queries, after the address given.
    pub query: Option<&'static str>,
    /// The path of queries with a password, where it is another one: only there private graphs are seen.
    pub query_with_password: Option<&'static str>,
    /// The path that takes a PUT of N-Quads in place of everything in the store.
    pub dataset: Option<&'static str>,
    /// Whether the address given has a path of its own, such as the name of a database.
    pub has_path: bool,
    /// The media type that one graph is sent in.
    pub media_type: &'static str,
    /// The parameter that names a graph.
    pub graph_parameter: &'static str,
    /// The parameter for the unnamed graph.
    pub default_parameter: Option<&'static str>,
    /// How a password is shown.
    pub password: Password,
    /// Whether bodies may be compressed with gzip; they are then sent in chunks.
    pub gzip: bool,
    /// Whether a body may be sent in chunks. Virtuoso answers with success to one, and empties the graph.
    pub chunked: bool,
    /// Whether large bodies wait for `100 Continue`, so that a refusal comes before they are sent.
    pub expect: bool,
    /// What a query sees as its default graph.
    pub default_graph: DefaultGraph,
    /// What stands in the graph after a refused PUT.
    pub after_refusal: AfterRefusal,
    /// Rows after which results are cut without an error.
    pub row_limit: Option<u64>,
    /// What this row was compared with.
    pub seen: &'static str,
}

/// The protocol as it is written, and nothing else; each row below says where its store differs.
const PROTOCOL: Rules = Rules {
    name: "generic",
    example: "https://example.org/rdf-graph-store",
    graphs: "",
    query: None,
    query_with_password: None,
    dataset: None,
    has_path: true,
    media_type: "application/n-triples",
    graph_parameter: "graph",
    default_parameter: Some("default"),
    password: Password::WhenAsked,
    gzip: false,
    chunked: false,
    expect: true,
    default_graph: DefaultGraph::Unknown,
    after_refusal: AfterRefusal::Unknown,
    row_limit: None,
    seen: "SPARQL 1.1 Graph Store HTTP Protocol, W3C Recommendation of 21 March 2013",
};

/// A PUT of N-Quads without a graph replaces all graphs, and one POST without a graph makes a graph of its own name: the
/// client sends a parameter always, and the former only when it is asked to.
const OXIGRAPH: Rules = Rules {
    name: "oxigraph",
    example: "http://localhost:7878",
    graphs: "/store",
    query: Some("/query"),
    dataset: Some("/store"),
    has_path: false,
    gzip: true,
    chunked: true,
    default_graph: DefaultGraph::Unnamed,
    after_refusal: AfterRefusal::Old,
    seen: "a server of version 0.5.13",
    ..PROTOCOL
};

/// Whether the default graph of a query is all graphs together is a matter of the dataset's configuration.
const FUSEKI: Rules = Rules {
    name: "fuseki",
    example: "http://localhost:3030/dataset",
    graphs: "/data",
    query: Some("/query"),
    dataset: Some("/data"),
    seen: "its documentation",
    ..PROTOCOL
};

/// Anybody may be let in to read, and then nobody is asked for a password.
const GRAPHDB: Rules =
    Rules { name: "graphdb", example: "http://localhost:7200/repositories/name", password: Password::AtOnce, ..RDF4J };

const RDF4J: Rules = Rules {
    name: "rdf4j",
    example: "http://localhost:8080/rdf4j-server/repositories/name",
    graphs: "/rdf-graphs/service",
    query: Some(""),
    dataset: Some("/statements"),
    default_graph: DefaultGraph::From("http://www.openrdf.org/schema/sesame#nil"),
    seen: "its documentation",
    ..PROTOCOL
};

/// Seen: 500 for the default graph, for gzip and for HEAD; 200 with a form for N-Quads; the old graph gone after a PUT of
/// Turtle that it cannot read. It guesses the format of a body whatever its media type says.
const VIRTUOSO: Rules = Rules {
    name: "virtuoso",
    example: "http://localhost:8890",
    graphs: "/sparql-graph-crud-auth",
    query: Some("/sparql"),
    query_with_password: Some("/sparql-auth"),
    has_path: false,
    default_parameter: None,
    password: Password::Digest,
    default_graph: DefaultGraph::Union,
    after_refusal: AfterRefusal::MayBeGone,
    row_limit: Some(10_000),
    seen: "a server of version 7.2.5.1",
    ..PROTOCOL
};

const STARDOG: Rules = Rules {
    name: "stardog",
    example: "https://localhost:5820/database",
    query: Some("/query"),
    password: Password::AtOnce,
    default_graph: DefaultGraph::Unknown,
    seen: "its documentation",
    ..PROTOCOL
};

/// Writing needs the server's access token, as a bearer token.
const QLEVER: Rules = Rules {
    name: "qlever",
    example: "http://localhost:7001",
    query: Some(""),
    has_path: false,
    default_graph: DefaultGraph::From("http://qlever.cs.uni-freiburg.de/builtin-functions/default-graph"),
    seen: "its documentation",
    ..PROTOCOL
};

/// Requests are not signed: a cluster that wants them signed needs a proxy that does it.
const NEPTUNE: Rules = Rules {
    name: "neptune",
    example: "https://cluster.region.neptune.amazonaws.com:8182",
    graphs: "/sparql/gsp/",
    query: Some("/sparql"),
    has_path: false,
    default_graph: DefaultGraph::From("http://aws.amazon.com/neptune/vocab/v01/DefaultNamedGraph"),
    seen: "its documentation",
    ..PROTOCOL
};

impl Profile {
    /// All profiles, in the order of the documentation.
    pub const ALL: [Self; 9] = [
        Self::Oxigraph,
        Self::Fuseki,
        Self::Graphdb,
        Self::Rdf4j,
        Self::Virtuoso,
        Self::Stardog,
        Self::Qlever,
        Self::Neptune,
        Self::Generic,
    ];

    /// What is known of stores of this kind.
    pub const fn rules(self) -> &'static Rules {
        match self {
            Self::Oxigraph => &OXIGRAPH,
            Self::Fuseki => &FUSEKI,
            Self::Graphdb => &GRAPHDB,
            Self::Rdf4j => &RDF4J,
            Self::Virtuoso => &VIRTUOSO,
            Self::Stardog => &STARDOG,
            Self::Qlever => &QLEVER,
            Self::Neptune => &NEPTUNE,
            Self::Generic => &PROTOCOL,
        }
    }

    /// The name in small letters, as [`FromStr`] reads it.
    pub const fn name(self) -> &'static str {
        self.rules().name
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that no profile has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownProfile(String);

impl fmt::Display for UnknownProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no profile is called {:?}; there are", self.0)?;
        for (i, profile) in Profile::ALL.iter().enumerate() {
            write!(f, "{} {profile}", if i == 0 { "" } else { "," })?;
        }
        Ok(())
    }
}

impl std::error::Error for UnknownProfile {}

impl FromStr for Profile {
    type Err = UnknownProfile;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|profile| profile.name() == name).ok_or_else(|| UnknownProfile(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_profile_is_found_by_its_name_alone() {
        for profile in Profile::ALL {
            assert_eq!(profile.name().parse(), Ok(profile));
        }
        let unknown = "blazegraph".parse::<Profile>().expect_err("no such profile");
        assert!(unknown.to_string().contains("oxigraph, fuseki, graphdb"), "{unknown}");
    }
}
