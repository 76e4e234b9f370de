//! What can be typed for `push`.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum, ValueHint};
use verbale_store::Profile;

use super::{BatchArgs, InputArgs, SurroundingsArgs, iri};

const PUSH_EXAMPLES: &str = "\
Examples:
  What would be sent, without a connection:
    verbale push dossiers/ --to http://localhost:7878 --profile oxigraph --dry-run
  A graph for each dossier, in the place of what the graph had before:
    verbale push dossiers/ --to http://localhost:7878 --profile oxigraph
  Again after some dossiers have changed and some are gone; a run that was broken off goes on:
    verbale push dossiers/ --to http://localhost:7878 --profile oxigraph --state pushed.jsonl --prune
  With a user; the password comes from the file, from VERBALE_STORE_PASSWORD, or from a prompt:
    verbale push dossiers/ --to https://store.example.org --profile virtuoso --user dba --password-file secret
  Any store of the Graph Store Protocol, all dossiers in one graph:
    verbale push dossiers/ --to https://store.example.org/data --into https://example.org/news";

/// Put dossiers into a triple store.
///
/// Each dossier becomes a named graph, called by the dossier's IRI, by the SPARQL 1.1 Graph Store Protocol. A graph that
/// is there is replaced, so a run can be repeated. All dossiers are checked and written to a temporary file, and that is
/// read back, before the first byte is sent; where a dossier is refused, nothing is sent unless `--on-error skip` leaves
/// it out. Afterwards the store is asked how many triples each graph has.
///
/// Passwords and tokens come from files, from the environment (`VERBALE_STORE_USER`, `VERBALE_STORE_PASSWORD`,
/// `VERBALE_STORE_TOKEN`) or from a prompt, never from an argument.
#[derive(Debug, Args)]
#[command(after_long_help = PUSH_EXAMPLES)]
#[expect(clippy::struct_excessive_bools, reason = "one switch for each thing that may be asked for")]
pub(crate) struct PushArgs {
    #[command(flatten)]
    pub(crate) inputs: InputArgs,

    #[command(flatten)]
    pub(crate) surroundings: SurroundingsArgs,

    /// The address of the store; what stands behind it for graphs and queries is known by the profile.
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url, help_heading = "Store")]
    pub(crate) to: String,

    #[command(flatten)]
    pub(crate) access: AccessArgs,

    /// Put all dossiers into the graph with this IRI: with `put` it then holds these dossiers and nothing else.
    #[arg(long, value_name = "IRI", value_parser = iri, value_hint = ValueHint::Url, help_heading = "Graphs")]
    pub(crate) into: Option<String>,

    /// What happens to a graph that is there.
    #[arg(long, value_enum, value_name = "METHOD", default_value = "put", help_heading = "Graphs")]
    pub(crate) method: Method,

    /// Delete the graphs that the state has and no dossier makes any more.
    #[arg(long, requires = "state", conflicts_with_all = ["shard", "replace_dataset"], help_heading = "Graphs")]
    pub(crate) prune: bool,

    /// Replace all that the store holds, graphs of others included, by one request.
    #[arg(long, conflicts_with_all = ["into", "state", "shard"], help_heading = "Graphs")]
    pub(crate) replace_dataset: bool,

    /// Do not ask the store afterwards how many triples the graphs have.
    #[arg(long, help_heading = "Graphs")]
    pub(crate) no_verify: bool,

    /// Show every request on standard output, without secrets, and open no connection.
    #[arg(long, help_heading = "Graphs")]
    pub(crate) dry_run: bool,

    /// Note in this file what was sent, as the run goes, and pass over graphs that it has unchanged. JSON Lines.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Graphs")]
    pub(crate) state: Option<PathBuf>,

    #[command(flatten)]
    pub(crate) batch: BatchArgs,
}

/// How a store is reached.
#[derive(Clone, Debug, Args)]
pub(crate) struct AccessArgs {
    /// Which store it is; generic takes the address as that of the graph store itself.
    #[arg(long, value_name = "NAME", default_value = "generic", value_parser = profile_parser(), help_heading = "Store")]
    pub(crate) profile: Profile,

    /// Where the store takes SPARQL queries, if that is not what the profile says; generic knows no such address, and
    /// graphs are then read to be counted.
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url, help_heading = "Store")]
    pub(crate) query_url: Option<String>,

    /// The user's name; without it `VERBALE_STORE_USER`.
    #[arg(long, value_name = "NAME", help_heading = "Store")]
    pub(crate) user: Option<String>,

    /// The user's password is in this file, which nobody else can read; without it `VERBALE_STORE_PASSWORD`, or a prompt.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "token_file", help_heading = "Store")]
    pub(crate) password_file: Option<PathBuf>,

    /// A bearer token is in this file, which nobody else can read; without it `VERBALE_STORE_TOKEN`.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "user", help_heading = "Store")]
    pub(crate) token_file: Option<PathBuf>,

    /// Trust the certificates of this file too. PEM.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Store")]
    pub(crate) ca: Option<PathBuf>,

    /// Send without encryption to other machines too.
    #[arg(long, help_heading = "Store")]
    pub(crate) allow_http: bool,

    /// Compress what is sent, where stores of the profile take that.
    #[arg(long, help_heading = "Store")]
    pub(crate) gzip: bool,

    /// How many seconds a request may take in all.
    #[arg(long, value_name = "SECONDS", default_value = "1800", value_parser = clap::value_parser!(u64).range(1..=86_400), help_heading = "Store")]
    pub(crate) timeout: u64,

    /// How often a request is made again that the store could not answer, where that changes nothing twice.
    #[arg(long, value_name = "N", default_value = "4", value_parser = clap::value_parser!(u32).range(0..=20), help_heading = "Store")]
    pub(crate) retries: u32,
}

/// What happens to a graph that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Method {
    /// It is replaced.
    Put,
    /// It is added to.
    Post,
}

fn profile_parser() -> impl TypedValueParser<Value = Profile> {
    PossibleValuesParser::new(Profile::ALL.map(Profile::name)).try_map(|name| name.parse::<Profile>())
}
