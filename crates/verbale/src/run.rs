//! From the process's arguments to its exit code.

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Cli, Command};
use crate::commands;
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::interrupt;
use crate::report::Reporter;

/// Runs the command with the process's own arguments and gives its exit code.
pub fn main() -> ExitCode {
    let mut reporter = Reporter::to_stderr();
    match Cli::try_parse() {
        // Help and version are data.
        Err(page) if !page.use_stderr() => print_page(&page).into(),
        Err(usage) => {
            reporter.error(&Error::Usage(usage));
            reporter.close().into()
        }
        Ok(cli) => {
            if let Err(error) = run(cli, &mut reporter) {
                reporter.error(&error);
            }
            reporter.close().into()
        }
    }
}

fn print_page(page: &clap::Error) -> ExitStatus {
    match page.print() {
        Ok(()) => ExitStatus::Fine,
        Err(cause) => Error::Write("standard output".into(), cause).status(),
    }
}

fn run(cli: Cli, reporter: &mut Reporter) -> Result<(), Error> {
    interrupt::watch()?;
    match cli.command {
        Command::Export(args) => commands::export::run(&args, reporter),
        Command::Schema => commands::schema::run(),
        Command::Ontology(args) => commands::ontology::run(&args),
        Command::Completions(args) => commands::completions::run(&args),
        Command::Man => commands::man::run(),
    }
}
