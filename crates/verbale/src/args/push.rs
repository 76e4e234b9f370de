//! What can be typed for `push`.

use clap::Args;

use super::{InputArgs, SurroundingsArgs};

/// Put dossiers into a triple store.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:")]
pub(crate) struct PushArgs {
    #[command(flatten)]
    pub(crate) inputs: InputArgs,

    #[command(flatten)]
    pub(crate) surroundings: SurroundingsArgs,
}
