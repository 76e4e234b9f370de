//! `verbale completions`

use clap::CommandFactory;

use crate::args::{Cli, CompletionsArgs};
use crate::error::Error;
use crate::output;

/// Prints a completion script.
pub(crate) fn run(args: &CompletionsArgs) -> Result<(), Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "verbale", &mut script);
    output::print(&script)
}
