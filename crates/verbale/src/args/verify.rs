//! What can be typed for `verify`.

use clap::Args;

use super::SurroundingsArgs;

/// Hold the words of each fact against a text: the one it was made from, or a newer one.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:")]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    pub(crate) surroundings: SurroundingsArgs,
}
