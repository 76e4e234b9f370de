//! What can be typed for `stats`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::{InputArgs, SurroundingsArgs};

const STATS_EXAMPLES: &str = "\
Examples:
  What is in a folder of dossiers, as tables:
    verbale stats dossiers/
  The same for a program:
    verbale stats dossiers/ -f json
  A batch from a pipe, for a spreadsheet, with the hundred busiest actors:
    zcat batch.jsonl.gz | verbale stats - --from jsonl --top 100 -o counts.csv";

/// Count facts by kind, modality, status, month and actor.
///
/// Dossiers are checked as `export` checks them. One with an error is refused: its findings are shown, its facts are left
/// out, and the others are counted. Facts of enrichments count like those of the dossier's own source. Inputs are read one
/// dossier at a time.
#[derive(Debug, Args)]
#[command(after_long_help = STATS_EXAMPLES)]
pub(crate) struct StatsArgs {
    #[command(flatten)]
    pub(crate) inputs: InputArgs,

    #[command(flatten)]
    pub(crate) surroundings: SurroundingsArgs,

    /// The form of the counts; without it the extension of OUT decides (.csv, .json, .txt), else it is table.
    #[arg(short, long, value_enum, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<StatsForm>,

    /// Write to this file, under a temporary name until it is complete; `.gz` and `.zst` compress.
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::FilePath, help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,

    /// List this many actors, those of the most facts first; without it 20 in a table, all in the other forms.
    #[arg(long, value_name = "N", help_heading = "Output")]
    pub(crate) top: Option<usize>,
}

/// The form of counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StatsForm {
    /// For people: a table for each way of counting.
    Table,
    /// One table with a header: by, value, name, facts.
    Csv,
    /// For programs.
    Json,
}

impl StatsForm {
    /// The word that asks for it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// What a file's extension says.
    pub(crate) fn from_extension(extension: &str) -> Option<Self> {
        match extension {
            "txt" => Some(Self::Table),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}
