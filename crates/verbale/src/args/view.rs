//! What can be typed for `view`.

use clap::Args;

use super::{InputArgs, SurroundingsArgs};

/// Write a page that shows dossiers: the article with its facts on it.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:")]
pub(crate) struct ViewArgs {
    #[command(flatten)]
    pub(crate) inputs: InputArgs,

    #[command(flatten)]
    pub(crate) surroundings: SurroundingsArgs,
}
