//! The command line: what can be typed. The documentation of each item is its help text.

mod batch;
mod check;
mod diff;
mod import;
#[cfg(feature = "store")]
mod push;
#[cfg(feature = "query")]
mod query;
mod stats;
mod verify;
mod view;

pub(crate) use batch::{BatchArgs, OnError, StateArgs};
pub(crate) use check::{CheckArgs, ContextArg, ReportArg, ReportForm};
pub(crate) use diff::{DiffArgs, DiffReportForm};
pub(crate) use import::{Form, ImportArgs};
#[cfg(feature = "store")]
pub(crate) use push::{AccessArgs, Method, PushArgs};
#[cfg(feature = "query")]
pub(crate) use query::{AnswerForm, Given, QueryArgs};
pub(crate) use stats::{StatsArgs, StatsForm};
pub(crate) use verify::{TextArg, VerifyArgs, VerifyReport};
pub(crate) use view::ViewArgs;

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, ValueHint};
use clap_complete::Shell;
use verbale_core::dossier::tree::Syntax;
use verbale_export::{Format, JsonLdForm};

use crate::input::Shape;

/// Diplomatic news as linked data: every fact with the words that support it.
///
/// A dossier names a source text, the actors in it and the facts that it reports, each with a quote. The quotes are
/// looked up in the text, then the facts are written as RDF together with their evidence.
///
/// Data goes to standard output, everything else to standard error.
#[derive(Debug, Parser)]
#[command(name = "verbale", version, after_help = EXIT_CODES, max_term_width = 100)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

impl Cli {
    /// What is wrong with the arguments of a verb, with its usage.
    pub(crate) fn conflict(verb: &str, message: String) -> clap::Error {
        let mut command = Self::command();
        command.build();
        let mut command = command.find_subcommand_mut(verb).map_or_else(Self::command, |verb| verb.clone());
        command.error(ErrorKind::ArgumentConflict, message)
    }
}

const EXIT_CODES: &str = "\
Exit codes:
  0    everything was done, warnings included
  1    something does not conform: an error in a file that could be opened
  2    the run could not be made: usage, a file that cannot be opened or decompressed
  3    a triple store refused something, or could not be reached
  130  interrupted; 143 terminated; 141 the reader of standard output went away";

/// The verbs.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write dossiers as RDF, with the evidence for each fact.
    Export(Box<ExportArgs>),
    /// Check dossiers and their graphs, or RDF files, and say where each fault stands.
    Check(Box<CheckArgs>),
    /// Turn event datasets into RDF, or into dossiers.
    Import(Box<ImportArgs>),
    /// Put dossiers into a triple store.
    #[cfg(feature = "store")]
    Push(Box<PushArgs>),
    /// Ask questions of dossiers and graphs: SPARQL, or one of the questions that are known by name.
    #[cfg(feature = "query")]
    Query(Box<QueryArgs>),
    /// Count facts by kind, modality, status, actor and month.
    Stats(Box<StatsArgs>),
    /// Say which facts were added, removed, changed or moved between two versions.
    Diff(Box<DiffArgs>),
    /// Hold the words of each fact against a text: the one it was made from, or a newer one.
    Verify(Box<VerifyArgs>),
    /// Write a page that shows dossiers: the article with its facts on it.
    View(Box<ViewArgs>),
    /// Print the page of a rule: what it checks, why, an example that fails, and the mended one.
    Explain(ExplainArgs),
    /// Write the skeleton of a dossier for a text.
    New(NewArgs),
    /// Print the JSON Schema of the dossier format.
    Schema(SchemaArgs),
    /// Print the ontology, or one of the files that go with it.
    Ontology(OntologyArgs),
    /// Print a completion script for a shell.
    Completions(CompletionsArgs),
    /// Print the manual page of the command and of all its verbs.
    #[command(after_long_help = MAN_EXAMPLES)]
    Man,
}

const EXPORT_EXAMPLES: &str = "\
Examples:
  One dossier as Turtle on standard output:
    verbale export dossier.yaml
  As JSON-LD in a file; the format follows the extension:
    verbale export dossier.yaml -o dossier.jsonld
  All dossiers of a folder, a compressed N-Quads file with one graph for each:
    verbale export dossiers/ -o all.nq.gz
  A batch from a pipe, a Turtle file for each dossier:
    zcat batch.jsonl.gz | verbale export - --from jsonl --out-dir rdf/";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  All codes, with what each demands:
    verbale explain
  What a message in brackets means, and how to mend it:
    verbale explain quote-not-found
  A constraint of a shape, as reports name it, or by its parameter:
    verbale explain MinCountConstraintComponent
    verbale explain sh:minCount";

const NEW_EXAMPLES: &str = "\
Examples:
  A dossier for an article, beside it:
    verbale new article.txt -o article.yaml
  A look at it first:
    verbale new article.txt";

const SCHEMA_EXAMPLES: &str = "\
Examples:
  For an editor that checks YAML by a schema (first line of the dossier:
  # yaml-language-server: $schema=dossier.schema.json):
    verbale schema > dossier.schema.json
  For a language model that fills in a dossier:
    verbale schema --for-llm > dossier.llm.json";

const ONTOLOGY_EXAMPLES: &str = "\
Examples:
  The ontology as Turtle:
    verbale ontology > diplomacy.ttl
  All code lists:
    verbale ontology --codes > codes.ttl
  The shapes that `check` validates graphs against:
    verbale ontology --shapes > shapes.ttl
  The context, for `export --context-url`:
    verbale ontology --context > context.jsonld
  A page to read in a browser, with every term, what data has to be, and examples:
    verbale ontology --html > ontology.html";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
    verbale completions bash > ~/.local/share/bash-completion/completions/verbale
    verbale completions fish > ~/.config/fish/completions/verbale.fish";

const MAN_EXAMPLES: &str = "\
Examples:
    verbale man | man -l -
    verbale man > /usr/local/share/man/man1/verbale.1";

/// Write dossiers as RDF, with the evidence for each fact.
///
/// Each dossier is checked first: its format, its references, its dates, and every quote against the source text. A
/// dossier with an error is refused: all its findings are shown, the rest of the inputs is still checked, and the output
/// file is left as it was. Warnings are shown and stop nothing.
#[derive(Debug, Args)]
#[command(after_long_help = EXPORT_EXAMPLES)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    pub(crate) inputs: InputArgs,

    #[command(flatten)]
    pub(crate) surroundings: SurroundingsArgs,

    /// The RDF format; without it the extension of OUT decides, else it is turtle.
    #[arg(short, long, value_name = "FORMAT", value_parser = format_parser(), help_heading = "Output")]
    pub(crate) format: Option<Format>,

    /// Write to this file, under a temporary name until it is complete; `.gz` and `.zst` compress.
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::FilePath, conflicts_with = "out_dir", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,

    /// Write each dossier to a file of its own in this folder, named by the dossier's id.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, help_heading = "Output")]
    pub(crate) out_dir: Option<PathBuf>,

    /// What names the graph; nquads and trig take `dossier` unless told otherwise, jsonld takes `none`, and the other
    /// formats have no graphs.
    #[arg(long, value_enum, value_name = "NAME", help_heading = "Output")]
    pub(crate) graph: Option<GraphName>,

    /// The form of JSON-LD; nested unless told otherwise.
    #[arg(long, value_enum, value_name = "FORM", help_heading = "Output")]
    pub(crate) jsonld_form: Option<JsonLdFormName>,

    /// Refer to the JSON-LD context by this URL instead of writing it into the document.
    #[arg(long, value_name = "URL", value_parser = iri, value_hint = ValueHint::Url, help_heading = "Output")]
    pub(crate) context_url: Option<String>,

    #[command(flatten)]
    pub(crate) batch: BatchArgs,

    #[command(flatten)]
    pub(crate) state: StateArgs,
}

/// Which dossiers to read.
#[derive(Clone, Debug, Args)]
pub(crate) struct InputArgs {
    /// Dossiers: files (.yaml, .yml, .json, .jsonl, each also .gz or .zst), folders, or `-` for standard input.
    ///
    /// A folder stands for its files of these kinds at all levels, in the order of their paths; hidden files, links, and
    /// files without the key `verbale` are passed over.
    #[arg(value_name = "INPUT", required_unless_present = "files_from", value_hint = ValueHint::AnyPath)]
    pub(crate) inputs: Vec<PathBuf>,

    /// Read further inputs from a list, one path a line; `-` is standard input.
    #[arg(long, value_name = "LIST", value_hint = ValueHint::FilePath)]
    pub(crate) files_from: Option<PathBuf>,

    /// What standard input holds; yaml unless told otherwise.
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) from: Option<StdinKind>,
}

impl InputArgs {
    /// How often standard input is named.
    fn stdin_count(&self) -> usize {
        self.inputs.iter().chain(&self.files_from).filter(|path| path.as_os_str() == "-").count()
    }

    /// What is wrong with how standard input is named.
    pub(crate) fn stdin_conflict(&self) -> Option<&'static str> {
        let dossiers = self.inputs.iter().any(|path| path.as_os_str() == "-");
        match self.from {
            _ if self.stdin_count() > 1 => Some("standard input can be read once"),
            Some(_) if !dossiers => Some("--from says what standard input holds, and no input is `-`"),
            _ => None,
        }
    }
}

/// What a dossier is read with.
#[derive(Clone, Debug, Args)]
pub(crate) struct SurroundingsArgs {
    /// A further folder in which the files that dossiers name may lie; with it, their paths may use `..`.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) source_root: Option<PathBuf>,

    /// Shared actors, places and occurrences, in the place of the registry that a dossier names.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) registry: Option<PathBuf>,

    /// The IRI before the ids of dossiers, in the place of their own `base`; it ends in `/`, `#` or `:`.
    #[arg(long, value_name = "IRI", value_parser = base, value_hint = ValueHint::Url)]
    pub(crate) base: Option<String>,
}

/// What standard input holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StdinKind {
    /// One dossier in YAML.
    Yaml,
    /// One dossier in JSON.
    Json,
    /// JSON Lines: a dossier, or a part of one, a line.
    Jsonl,
}

impl From<StdinKind> for Shape {
    fn from(kind: StdinKind) -> Self {
        match kind {
            StdinKind::Yaml => Self::Dossier(Syntax::Yaml),
            StdinKind::Json => Self::Dossier(Syntax::Json),
            StdinKind::Jsonl => Self::Lines,
        }
    }
}

/// What names the graph of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GraphName {
    /// The dossier's IRI.
    Dossier,
    /// The source's IRI.
    Source,
    /// Nothing: the default graph.
    None,
}

/// The form of a JSON-LD document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum JsonLdFormName {
    /// Facts in the dossier, claims in the facts, spans in the claims.
    Nested,
    /// One list of nodes.
    Flattened,
    /// Full IRIs and no context.
    Expanded,
}

impl From<JsonLdFormName> for JsonLdForm {
    fn from(name: JsonLdFormName) -> Self {
        match name {
            JsonLdFormName::Nested => Self::Nested,
            JsonLdFormName::Flattened => Self::Flattened,
            JsonLdFormName::Expanded => Self::Expanded,
        }
    }
}

/// Print the page of a rule: what it checks, why, an example that fails and the same one mended.
///
/// Without CODE it lists all codes.
#[derive(Debug, Args)]
#[command(after_long_help = EXPLAIN_EXAMPLES)]
pub(crate) struct ExplainArgs {
    /// The code in the brackets of a message, or a SHACL constraint component: its name, `sh:` name or IRI, in any case.
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
}

/// Write a dossier to begin with, for a text.
///
/// It names the text with its hash and its language, which is guessed, and has an example of each type of actor and of
/// each common kind of fact as a comment. It passes `verbale check` as it is. A file that exists is never overwritten.
#[derive(Debug, Args)]
#[command(after_long_help = NEW_EXAMPLES)]
pub(crate) struct NewArgs {
    /// The text: a file in UTF-8, in the folder of the dossier or below. Without a dossier's name that is the current
    /// folder.
    #[arg(value_name = "TEXT", value_hint = ValueHint::FilePath)]
    pub(crate) text: PathBuf,

    /// Write the dossier to this file, which must not exist; without it, or with `-`, to standard output.
    #[arg(short, long, value_name = "DOSSIER", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
}

/// Print the JSON Schema of the dossier format.
#[derive(Debug, Args)]
#[command(after_long_help = SCHEMA_EXAMPLES)]
pub(crate) struct SchemaArgs {
    /// The form that structured-output interfaces of language models take: one document, every key described, and only
    /// keywords that they accept.
    #[arg(long)]
    pub(crate) for_llm: bool,
}

/// Print the ontology, or one of the files that go with it.
#[derive(Debug, Args)]
#[command(after_long_help = ONTOLOGY_EXAMPLES)]
#[group(id = "part", multiple = false)]
#[expect(clippy::struct_excessive_bools, reason = "one switch for each file that may be asked for")]
pub(crate) struct OntologyArgs {
    /// The terms that event datasets need besides.
    #[arg(long, group = "part")]
    pub(crate) events: bool,

    /// The JSON-LD context instead.
    #[arg(long, group = "part")]
    pub(crate) context: bool,

    /// The code lists instead, all in one Turtle document.
    #[arg(long, group = "part")]
    pub(crate) codes: bool,

    /// The mappings to other vocabularies instead.
    #[arg(long, group = "part")]
    pub(crate) mappings: bool,

    /// The SHACL shapes instead, all in one Turtle document.
    #[arg(long, group = "part")]
    pub(crate) shapes: bool,

    /// A page for people instead: every term with its labels, definition, rules, example and matches, in French and English.
    #[arg(long, group = "part")]
    pub(crate) html: bool,
}

/// Print a completion script for a shell.
#[derive(Debug, Args)]
#[command(after_long_help = COMPLETIONS_EXAMPLES)]
pub(crate) struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub(crate) shell: Shell,
}

fn format_parser() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name))
        .try_map(|name| Format::from_name(&name).ok_or("no such format"))
}

fn iri(text: &str) -> Result<String, String> {
    match verbale_core::lexical::check_iri(text) {
        Ok(()) => Ok(text.to_owned()),
        Err(fault) => Err(fault.message),
    }
}

fn base(text: &str) -> Result<String, String> {
    match verbale_core::iri::check_base(text) {
        Ok(()) => Ok(text.to_owned()),
        Err(fault) => Err(fault.message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_option_has_its_help_and_every_verb_its_example() {
        for verb in Cli::command().get_subcommands() {
            assert!(verb.get_after_long_help().is_some(), "{}", verb.get_name());
            for argument in verb.get_arguments() {
                assert!(argument.get_help().is_some(), "{} {}", verb.get_name(), argument.get_id());
            }
        }
    }
}
