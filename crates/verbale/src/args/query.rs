//! What can be typed for `query`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

#[cfg(feature = "store")]
use super::AccessArgs;
use super::{InputArgs, OnError, SurroundingsArgs};

const QUERY_EXAMPLES: &str = "\
Examples:
  A question that is known by name, narrowed to an actor and to a year:
    verbale query dossiers/ --ask who-met-whom --with actor=Mali --with from=2025
  All of these questions, with what each can be narrowed by:
    verbale query --ask
  A query in a file, over dossiers and RDF files together, as CSV:
    verbale query dossiers/ graph.ttl question.rq -o answer.csv
  A query that is typed; the prefixes of the ontology are declared:
    verbale query dossier.yaml -e 'SELECT ?m { ?m a dipl:Meeting }'
  A part of the graph, as Turtle:
    verbale query dossiers/ -e 'DESCRIBE ?s { ?s a dipl:Stance }' -o stances.ttl
  The same questions, put to a triple store:
    verbale query --store http://localhost:7878 --profile oxigraph --ask what-is-agreed";

/// Ask questions of dossiers and graphs: SPARQL, or one of the questions that are known by name.
///
/// Dossiers are checked and described as `export` does it, RDF files (.ttl, .trig, .nt, .nq, .jsonld, each also .gz or
/// .zst) are read as they are; all of it is held in memory. The default graph is the union of all graphs; each dossier is
/// a named graph besides, by its IRI, and so are the named graphs of RDF files. Queries are SPARQL 1.1, forms SELECT, ASK,
/// CONSTRUCT and DESCRIBE; nothing is written into any data, and nothing is fetched. With --store, the store is asked
/// instead; its answer is written in the same forms.
#[derive(Debug, Args)]
#[command(
    after_long_help = QUERY_EXAMPLES,
    mut_arg("inputs", |inputs| inputs.required_unless_present_any(WITHOUT_INPUTS).help(INPUTS).long_help(INPUTS)),
    mut_arg("timeout", |time| time.help(TIMEOUT).help_heading("Question"))
)]
#[cfg_attr(feature = "store", command(mut_arg("gzip", |gzip| gzip.hide(true)), mut_arg("query_url", |url| url.help(QUERY_URL))))]
pub(crate) struct QueryArgs {
    #[command(flatten)]
    pub(crate) inputs: InputArgs,

    #[command(flatten)]
    pub(crate) surroundings: SurroundingsArgs,

    /// Ask the query in this file; `-` is standard input. A last INPUT that ends in `.rq` is short for it.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, group = "question", help_heading = "Question")]
    pub(crate) query: Option<PathBuf>,

    /// Ask this query.
    #[arg(short = 'e', long = "sparql", value_name = "SPARQL", group = "question", help_heading = "Question")]
    pub(crate) sparql: Option<String>,

    /// Ask a question that is known by name; without NAME, list these questions with their parameters.
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "", group = "question", help_heading = "Question")]
    pub(crate) ask: Option<String>,

    /// Narrow the question: a parameter and its value (actor=Mali, field=trade, from=2025-04); repeatable.
    #[arg(long = "with", value_name = "KEY=VALUE", value_parser = given, help_heading = "Question")]
    pub(crate) with: Vec<Given>,

    /// Ask this store, by the SPARQL 1.1 Protocol, and no inputs.
    #[cfg(feature = "store")]
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url, help_heading = "Store")]
    pub(crate) store: Option<String>,

    #[cfg(feature = "store")]
    #[command(flatten)]
    pub(crate) access: AccessArgs,

    /// How many seconds the query may take.
    #[cfg(not(feature = "store"))]
    #[arg(long, value_name = "SECONDS", default_value = "1800", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) timeout: u64,

    /// The form of the answer; without it the extension of OUT decides (.csv, .tsv, .json, .srj, .ttl), else it is table on
    /// a terminal and csv elsewhere, turtle for CONSTRUCT and DESCRIBE.
    #[arg(short, long, value_enum, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<AnswerForm>,

    /// Write to this file, under a temporary name until it is complete; `.gz` and `.zst` compress.
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::FilePath, help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,

    /// What an input with an error does: the query is not asked, or it is asked of the others.
    #[arg(long, value_enum, value_name = "WHAT", default_value = "stop")]
    pub(crate) on_error: OnError,
}

impl QueryArgs {
    /// How many seconds the query may take.
    pub(crate) const fn seconds(&self) -> u64 {
        #[cfg(feature = "store")]
        let seconds = self.access.timeout;
        #[cfg(not(feature = "store"))]
        let seconds = self.timeout;
        seconds
    }

    /// The option that says how a store is reached, where no store is named.
    pub(crate) fn reaches_no_store(&self) -> Option<&'static str> {
        #[cfg(feature = "store")]
        if self.store.is_none() {
            let access = &self.access;
            let given = [
                ("--query-url", access.query_url.is_some()),
                ("--user", access.user.is_some()),
                ("--password-file", access.password_file.is_some()),
                ("--token-file", access.token_file.is_some()),
                ("--ca", access.ca.is_some()),
                ("--allow-http", access.allow_http),
                ("--profile", access.profile != verbale_store::Profile::Generic),
            ];
            return given.into_iter().find_map(|(option, given)| given.then_some(option));
        }
        None
    }

    /// The store that is asked in the place of inputs.
    pub(crate) fn store(&self) -> Option<&str> {
        #[cfg(feature = "store")]
        let store = self.store.as_deref();
        #[cfg(not(feature = "store"))]
        let store = None;
        store
    }
}

/// What is asked without inputs: the list of questions, and a store.
const WITHOUT_INPUTS: &[&str] = if cfg!(feature = "store") { &["ask", "store"] } else { &["ask"] };

const TIMEOUT: &str = "How many seconds the query may take; reading the inputs does not count";

#[cfg(feature = "store")]
const QUERY_URL: &str = "Where the store takes SPARQL queries, if that is not what the profile says; generic takes the address \
                         itself";

const INPUTS: &str = "Dossiers (.yaml, .yml, .json, .jsonl), RDF files (.ttl, .trig, .nt, .nq, .jsonld), each also .gz or \
                      .zst; folders of dossiers, or `-` for standard input";

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnswerForm {
    /// For people: aligned, long cells cut to the width of the terminal, IRIs by prefixes.
    Table,
    /// SPARQL 1.1 Query Results CSV.
    Csv,
    /// SPARQL 1.1 Query Results TSV.
    Tsv,
    /// SPARQL 1.1 Query Results JSON.
    Json,
    /// Turtle, for CONSTRUCT and DESCRIBE.
    Turtle,
}

impl AnswerForm {
    /// The word that asks for it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Turtle => "turtle",
        }
    }

    /// What a file's extension says.
    pub(crate) fn from_extension(extension: &str) -> Option<Self> {
        match extension {
            "txt" => Some(Self::Table),
            "csv" => Some(Self::Csv),
            "tsv" => Some(Self::Tsv),
            "json" | "srj" => Some(Self::Json),
            "ttl" => Some(Self::Turtle),
            _ => None,
        }
    }
}

/// A parameter and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Given {
    /// The parameter's name.
    pub(crate) key: String,
    /// The value as typed.
    pub(crate) value: String,
}

fn given(text: &str) -> Result<Given, String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() && !value.is_empty() => {
            Ok(Given { key: key.to_owned(), value: value.to_owned() })
        }
        _ => Err("it is written KEY=VALUE".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parameter_s_value_may_hold_anything() {
        let expected = Given { key: "actor".into(), value: "a=b \"> }".into() };
        assert_eq!(given("actor=a=b \"> }"), Ok(expected));
        assert!(given("actor").is_err() && given("=x").is_err() && given("actor=").is_err());
    }
}
