//! What can be typed for `query`.

use clap::Args;

use super::{InputArgs, SurroundingsArgs};

/// Ask questions of dossiers and graphs: SPARQL, or one of the questions that are known by name.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:")]
pub(crate) struct QueryArgs {
    #[command(flatten)]
    pub(crate) inputs: InputArgs,

    #[command(flatten)]
    pub(crate) surroundings: SurroundingsArgs,
}
