//! What the command could not do. What a dossier does wrong is a diagnostic instead.

use std::fmt;
use std::io;
use std::path::PathBuf;

#[cfg(feature = "store")]
use crate::count::grouped;
use crate::exit::ExitStatus;

/// Why a run, or the reading of one input, could not be made.
#[derive(Debug)]
#[non_exhaustive]
pub(crate) enum Error {
    /// The command line asks for something that does not fit together.
    Usage(clap::Error),
    /// A file or folder could not be opened.
    Open(PathBuf, io::Error),
    /// An input broke off while it was read, or could not be decompressed.
    Read(String, io::Error),
    /// A file is named whose extension is none of ours.
    UnknownKind(PathBuf),
    /// A file is named that is neither of dossiers nor of graphs.
    UnknownKindOfGraph(PathBuf),
    /// An RDF/XML file, which is never read.
    RdfXml(PathBuf),
    /// Shapes that cannot be used, each with its reason; the places have been reported.
    Shapes(usize),
    /// A context is given for an IRI and is no context.
    Context(PathBuf, String),
    /// The engine gave no verdict on an input.
    Engine(String, String),
    /// A file of an event dataset that is damaged or none of it.
    Dataset(String, verbale_import::Error),
    /// A query that cannot be asked, or has no whole answer: its name, and why.
    #[cfg(feature = "query")]
    Query(String, String),
    /// A folder holds no dossier.
    NoDossier(PathBuf),
    /// A list of files has no entry.
    EmptyList(PathBuf),
    /// An output file could not be made.
    Create(PathBuf, io::Error),
    /// The folder that an output file goes into is not there.
    NoFolder(PathBuf),
    /// Parts of one dossier that is to be one file do not follow one another.
    Apart(PathBuf),
    /// The file of a run's state is none.
    State(PathBuf, String),
    /// A file with a password or a token that cannot be used.
    #[cfg(feature = "store")]
    Secret(PathBuf, String),
    /// A triple store was not asked, or did not do what it was asked.
    #[cfg(feature = "store")]
    Store(verbale_store::Error),
    /// A graph in a triple store has not as many triples as it should have: its name, what is expected, and the number.
    #[cfg(feature = "store")]
    Count(String, String, u64),
    /// What a triple store says that it has in a graph cannot be read.
    #[cfg(feature = "store")]
    Answer(String, String),
    /// Output could not be written.
    Write(String, io::Error),
    /// The format cannot hold what was to be written.
    Format(String, String),
    /// A revision could not be had from git.
    Git(String),
    /// Two versions cannot be compared: which one, and why.
    NotComparable(String, String),
    /// Something that the run stands on failed: signals, or a part of the program itself.
    Internal(String),
}

impl Error {
    /// How a run with this error ends.
    pub(crate) fn status(&self) -> ExitStatus {
        match self {
            Self::Write(_, cause) if cause.kind() == io::ErrorKind::BrokenPipe => ExitStatus::ClosedPipe,
            #[cfg(feature = "store")]
            Self::Count(..)
            | Self::Answer(..)
            | Self::Store(verbale_store::Error::Failed(_) | verbale_store::Error::Stopped(_)) => {
                ExitStatus::StoreRefused
            }
            _ => ExitStatus::NotRun,
        }
    }

    /// Whether nothing can go on after this; otherwise the other inputs are still read.
    pub(crate) fn ends_the_run(&self) -> bool {
        !matches!(
            self,
            Self::Open(..)
                | Self::Read(..)
                | Self::UnknownKind(_)
                | Self::UnknownKindOfGraph(_)
                | Self::RdfXml(_)
                | Self::Engine(..)
                | Self::Dataset(..)
                | Self::NoDossier(_)
                | Self::EmptyList(_)
        )
    }

    /// A way out, where there is one.
    pub(crate) fn help(&self) -> Option<&'static str> {
        match self {
            Self::UnknownKind(_) => Some(
                "dossiers come as .yaml, .yml, .json or .jsonl, each also .gz or .zst; for others use `-` with --from",
            ),
            Self::UnknownKindOfGraph(_) => Some(
                "dossiers come as .yaml, .yml, .json or .jsonl, graphs as .ttl, .trig, .nt, .nq or .jsonld, each also .gz \
                 or .zst",
            ),
            Self::RdfXml(_) => Some("convert it first, for example with `rapper -i rdfxml -o ntriples FILE > FILE.nt`"),
            Self::Shapes(_) => Some("mend the shapes first: with shapes that are wrong, a report would mean nothing"),
            Self::Dataset(_, verbale_import::Error::Damaged(_)) => Some(
                "get the file anew from its publisher: what a spreadsheet has changed cannot be told from what it has not",
            ),
            Self::NoDossier(_) => Some("a dossier is a YAML or JSON file with the key `verbale`"),
            Self::Apart(_) => Some("with --out-dir the parts of a dossier stand one after the other"),
            Self::State(..) => Some("the state is written by --state; remove the file to begin anew"),
            #[cfg(feature = "store")]
            Self::Secret(..) => Some("write it on one line of a file of its own, and `chmod 600` the file"),
            #[cfg(feature = "store")]
            Self::Store(verbale_store::Error::PlainHttp(_)) => {
                Some("use https; or --allow-http, where the network in between is to be trusted")
            }
            #[cfg(feature = "store")]
            Self::Store(cause) => cause.help(),
            #[cfg(feature = "store")]
            Self::Count(..) => Some(
                "somebody else may write into the graph, or the store has left something out: look at it, then push again",
            ),
            Self::NoFolder(_) => Some("make the folder first, or check its spelling"),
            _ => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(cause) => cause.fmt(f),
            Self::Open(path, cause) => write!(f, "cannot open {}: {cause}", path.display()),
            Self::Read(name, cause) => write!(f, "cannot read {name}: {cause}"),
            Self::UnknownKind(path) => write!(f, "cannot tell from its extension what {} holds", path.display()),
            Self::UnknownKindOfGraph(path) => {
                write!(f, "cannot tell from its extension what {} holds", path.display())
            }
            Self::RdfXml(path) => write!(f, "cannot check {}: RDF/XML is not read", path.display()),
            Self::Shapes(count) => {
                write!(f, "the shapes cannot be used: {count} {} in them", if *count == 1 { "fault" } else { "faults" })
            }
            Self::Context(path, cause) => write!(f, "cannot use {} as a context: {cause}", path.display()),
            Self::Engine(name, cause) => write!(f, "no verdict on {name}: {cause}"),
            Self::Dataset(name, cause) => write!(f, "cannot use {name}: {cause}"),
            #[cfg(feature = "query")]
            Self::Query(name, cause) => write!(f, "cannot answer {name}: {cause}"),
            Self::NoDossier(path) => write!(f, "no dossier in the folder {}", path.display()),
            Self::EmptyList(path) => write!(f, "no file is named in the list {}", path.display()),
            Self::Create(path, cause) => write!(f, "cannot create {}: {cause}", path.display()),
            Self::NoFolder(path) => write!(f, "the folder {} does not exist", path.display()),
            Self::Apart(path) => {
                write!(
                    f,
                    "cannot write {} a second time: a part of its dossier comes after another one",
                    path.display()
                )
            }
            Self::State(path, cause) => write!(f, "cannot use {} as a state: {cause}", path.display()),
            #[cfg(feature = "store")]
            Self::Secret(path, cause) => write!(f, "cannot use the secret in {}: {cause}", path.display()),
            #[cfg(feature = "store")]
            Self::Store(cause) => cause.fmt(f),
            #[cfg(feature = "store")]
            Self::Answer(graph, cause) => write!(f, "cannot count what the store has in {graph}: {cause}"),
            #[cfg(feature = "store")]
            Self::Count(graph, expected, found) => {
                write!(f, "the store has {} triples in {graph}, and {expected} are expected", grouped(found))
            }
            Self::Write(name, cause) => write!(f, "cannot write {name}: {cause}"),
            Self::Format(name, cause) => write!(f, "cannot write {name}: {cause}"),
            Self::NotComparable(name, cause) => write!(f, "cannot compare {name}: {cause}"),
            Self::Git(cause) | Self::Internal(cause) => f.write_str(cause),
        }
    }
}

impl std::error::Error for Error {}

impl From<clap::Error> for Error {
    fn from(cause: clap::Error) -> Self {
        Self::Usage(cause)
    }
}
