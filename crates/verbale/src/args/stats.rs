//! What can be typed for `stats`.

use clap::Args;

use super::{InputArgs, SurroundingsArgs};

/// Count facts by kind, modality, status, actor and month.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:")]
pub(crate) struct StatsArgs {
    #[command(flatten)]
    pub(crate) inputs: InputArgs,

    #[command(flatten)]
    pub(crate) surroundings: SurroundingsArgs,
}
