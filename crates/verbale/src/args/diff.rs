//! What can be typed for `diff`.

use clap::Args;

use super::SurroundingsArgs;

/// Say which facts were added, removed, changed or moved between two versions.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:")]
pub(crate) struct DiffArgs {
    #[command(flatten)]
    pub(crate) surroundings: SurroundingsArgs,
}
