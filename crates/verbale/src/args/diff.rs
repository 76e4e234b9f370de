//! What `verbale diff` takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::check::{ReportArg, report};
use super::{StdinKind, SurroundingsArgs};

const DIFF_EXAMPLES: &str = "\
Examples:
  Two versions of a dossier:
    verbale diff old.yaml new.yaml
  Two folders, each dossier against its other version:
    verbale diff last-week/ this-week/
  What a store holds, against the dossier that it was made from:
    verbale diff export.nq dossier.yaml --exit-code
  What has changed since the last commit, as a comment for a pull request:
    verbale diff --git HEAD dossiers/ --report markdown=comment.md
  Between two revisions:
    verbale diff --git v1.0..v2.0 dossiers/";

/// Say which facts were added, removed, changed, renamed or moved between two versions.
///
/// OLD and NEW are dossiers, folders of dossiers, JSON Lines, or RDF files that `export` has written (.ttl, .trig, .nt,
/// .nq, .jsonld, each also .gz or .zst), in any pairing: what is compared is what both say as RDF, by dossier and fact.
/// The order of facts and keys, YAML or JSON, comments and the base make no difference between facts.
///
/// Dossiers are checked first. Where one has an error on either side, its findings are shown and nothing is compared.
#[derive(Debug, Args)]
#[command(after_long_help = DIFF_EXAMPLES)]
pub(crate) struct DiffArgs {
    /// The old version: a file, a folder, or `-` for standard input. With --git the path whose versions are compared.
    #[arg(value_name = "OLD", value_hint = ValueHint::AnyPath)]
    pub(crate) old: PathBuf,

    /// The new version.
    #[arg(value_name = "NEW", value_hint = ValueHint::AnyPath)]
    pub(crate) new: Option<PathBuf>,

    /// Compare the path in a git revision with the working tree, or with another revision: REV1..REV2.
    #[arg(long, value_name = "REV")]
    pub(crate) git: Option<String>,

    /// What standard input holds; yaml unless told otherwise.
    #[arg(long, value_enum, value_name = "KIND")]
    pub(crate) from: Option<StdinKind>,

    #[command(flatten)]
    pub(crate) surroundings: SurroundingsArgs,

    /// The form of the report, and its file; repeatable. Forms: text, markdown, json.
    ///
    /// Without a file it goes to standard output, where only one can go; text unless told otherwise. Files are written
    /// under a temporary name until they are complete.
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = report::<DiffReportForm>, help_heading = "Report")]
    pub(crate) report: Vec<ReportArg<DiffReportForm>>,

    /// Exit with 1 where the versions differ.
    #[arg(long, help_heading = "Report")]
    pub(crate) exit_code: bool,
}

/// A form of report on differences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffReportForm {
    /// For people.
    Text,
    /// For a comment on a pull request: at most 65,000 characters.
    Markdown,
    /// For programs.
    Json,
}
