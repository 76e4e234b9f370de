//! What can be typed for `view`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};
use verbale_view::Language;

use super::{InputArgs, OnError, SurroundingsArgs};

const VIEW_EXAMPLES: &str = "\
Examples:
  A page for one dossier, to open in a browser:
    verbale view dossier.yaml -o page.html
  The same in English, whatever the language of the article:
    verbale view dossier.yaml --lang en -o page.html
  A page for each dossier of a folder, and an index with search and filters:
    mkdir site && verbale view dossiers/ --out-dir site
  A batch in which some dossiers are faulty:
    verbale view batch.jsonl.gz --on-error skip --out-dir site";

/// Write a page that shows dossiers: the article with its facts on it.
///
/// One HTML file holds the article with the words of each fact marked by what it is (asserted, reported, an opinion,
/// agreed, hoped for), each fact as a sentence with who says it and its Turtle, who is tied with whom, when, and what is
/// only to come. It needs no network and no script. Each dossier is checked as `export` checks it, and one with an error
/// is refused: files stay as they were.
#[derive(Debug, Args)]
#[command(after_long_help = VIEW_EXAMPLES)]
pub(crate) struct ViewArgs {
    #[command(flatten)]
    pub(crate) inputs: InputArgs,

    #[command(flatten)]
    pub(crate) surroundings: SurroundingsArgs,

    /// Write the page of one dossier to this file, under a temporary name until it is complete; `-` is standard output.
    #[arg(
        short,
        long,
        value_name = "PAGE",
        value_hint = ValueHint::FilePath,
        conflicts_with = "out_dir",
        required_unless_present = "out_dir",
        help_heading = "Output"
    )]
    pub(crate) output: Option<PathBuf>,

    /// Write a page for each dossier, named by its id, and `index.html` with search and filters, into this folder.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, help_heading = "Output")]
    pub(crate) out_dir: Option<PathBuf>,

    /// The language of the page; without it that of the source where it is French, else English.
    #[arg(long, value_enum, value_name = "LANG", help_heading = "Output")]
    pub(crate) lang: Option<PageLanguage>,

    /// What a dossier with an error does to the others.
    #[arg(long, value_enum, value_name = "WHAT", default_value = "stop", help_heading = "Batch")]
    pub(crate) on_error: OnError,
}

/// The language that a page is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageLanguage {
    /// French.
    Fr,
    /// English.
    En,
}

impl From<PageLanguage> for Language {
    fn from(language: PageLanguage) -> Self {
        match language {
            PageLanguage::Fr => Self::Fr,
            PageLanguage::En => Self::En,
        }
    }
}
