//! What can be typed for event datasets.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum, ValueHint};
use verbale_export::Format;
use verbale_import::Kind;

use super::batch::{OnError, Shard, shard};
use super::{GraphName, base, iri};

const IMPORT_EXAMPLES: &str = "\
Examples:
  A file of GDELT, fifteen minutes or a day, as N-Quads:
    verbale import gdelt 20151027220000.export.CSV -o events.nq.gz
  The same as dossiers, one record a line, to look at or to change, then to export:
    verbale import gdelt 20151027220000.export.CSV -f dossier -o events.jsonl
    verbale export events.jsonl -o events.nq.gz
  ICEWS, whose rows name no page: the dataset's address stands for all of them:
    verbale import icews events.2014.tab --source-url https://doi.org/10.7910/DVN/28075 -o events.ttl
  PLOVER, refused records left out and kept aside:
    verbale import plover records.json --on-error skip --rejects refused.jsonl -o events.ttl";

/// Turn event datasets into RDF, or into dossiers.
///
/// Every file becomes one dossier, every record in it one fact that its event code makes of it: a commitment, a stance, a
/// meeting, a visit. Nothing is filled in from the name of a code. Files are read as they come, one record in memory at a
/// time, and may be compressed (.gz, .zst). A record with a fault is refused; a file that has been through a spreadsheet
/// is refused as a whole, since some of its codes have become other ones.
#[derive(Debug, Args)]
#[command(after_long_help = IMPORT_EXAMPLES)]
pub(crate) struct ImportArgs {
    /// Whose records they are.
    #[arg(value_enum, value_name = "DATASET")]
    pub(crate) dataset: DatasetName,

    /// Files of the dataset, or `-` for standard input.
    #[arg(value_name = "INPUT", required = true, value_hint = ValueHint::FilePath)]
    pub(crate) inputs: Vec<PathBuf>,

    /// The dossier's id, in the place of the file's name; standard input needs it.
    #[arg(long, value_name = "ID", value_parser = id)]
    pub(crate) id: Option<String>,

    /// The IRI before the ids of dossiers; it ends in `/`, `#` or `:`.
    #[arg(long, value_name = "IRI", value_parser = base, value_hint = ValueHint::Url)]
    pub(crate) base: Option<String>,

    /// The address of the file, or of the dataset that it belongs to; icews needs it, since its rows name no page.
    #[arg(long, value_name = "URL", value_parser = iri, value_hint = ValueHint::Url)]
    pub(crate) source_url: Option<String>,

    /// An RDF format, or `dossier`: JSON Lines, one record a line; without it the extension of OUT decides, else it is
    /// turtle.
    #[arg(short, long, value_name = "FORMAT", value_parser = form_parser(), help_heading = "Output")]
    pub(crate) format: Option<Form>,

    /// Write to this file, under a temporary name until it is complete; `.gz` and `.zst` compress.
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::FilePath, help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,

    /// What names the graph; nquads and trig take `dossier` unless told otherwise, jsonld takes `none`, and the other
    /// formats have no graphs.
    #[arg(long, value_enum, value_name = "NAME", help_heading = "Output")]
    pub(crate) graph: Option<GraphName>,

    /// Take one record of every N, beginning with the Ith: a share of the work for one of N processes.
    #[arg(long, value_name = "I/N", value_parser = shard, help_heading = "Batch", hide_short_help = true)]
    pub(crate) shard: Option<Shard>,

    /// What a record with an error does to the others.
    #[arg(long, value_enum, value_name = "WHAT", default_value = "stop", help_heading = "Batch")]
    pub(crate) on_error: OnError,

    /// Exit with 0 where records were refused and nothing else went wrong.
    #[arg(long, help_heading = "Batch", hide_short_help = true)]
    pub(crate) exit_zero: bool,

    /// Write the refused records to this file, each with its findings: JSON Lines.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Batch")]
    pub(crate) rejects: Option<PathBuf>,

    /// Write the account of the run to this file: what was read, written and refused. JSON.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Batch", hide_short_help = true)]
    pub(crate) summary: Option<PathBuf>,
}

/// Whose records a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DatasetName {
    /// GDELT event exports, 2.0 (61 columns) or 1.0 (58), without a header.
    Gdelt,
    /// ICEWS coded event data, tab-separated with a header.
    Icews,
    /// PLOVER records as JSON.
    Plover,
}

impl From<DatasetName> for Kind {
    fn from(name: DatasetName) -> Self {
        match name {
            DatasetName::Gdelt => Self::Gdelt,
            DatasetName::Icews => Self::Icews,
            DatasetName::Plover => Self::Plover,
        }
    }
}

/// What records become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// RDF.
    Rdf(Format),
    /// Parts of a dossier, one a line.
    Dossier,
}

impl Form {
    /// The word that asks for parts of dossiers.
    const DOSSIER: &'static str = "dossier";

    /// The word that asks for it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Rdf(format) => format.name(),
            Self::Dossier => Self::DOSSIER,
        }
    }

    /// What a file's extension says.
    pub(crate) fn from_extension(extension: &str) -> Option<Self> {
        if extension == "jsonl" { Some(Self::Dossier) } else { Format::from_extension(extension).map(Self::Rdf) }
    }
}

fn form_parser() -> impl TypedValueParser<Value = Form> {
    let names = Format::ALL.map(Format::name).into_iter().chain([Form::DOSSIER]);
    PossibleValuesParser::new(names).try_map(|name| match name.as_str() {
        Form::DOSSIER => Ok(Form::Dossier),
        name => Format::from_name(name).map(Form::Rdf).ok_or("no such format"),
    })
}

fn id(text: &str) -> Result<String, String> {
    if verbale_core::dossier::id::is_slug(text) && !verbale_core::dossier::id::RESERVED.contains(&text) {
        return Ok(text.to_owned());
    }
    Err("an id is a word of lower-case letters a-z, digits and hyphens, a letter or digit first".into())
}
