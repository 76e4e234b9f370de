//! From the process's arguments to its exit code.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::args::{Cli, Command};
use crate::commands;
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::interrupt;
use crate::report::Reporter;
use crate::terminal::visible;

/// Runs the command with the process's own arguments and gives its exit code.
pub fn main() -> ExitCode {
    let mut reporter = Reporter::to_stderr();
    match parse() {
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

/// Parses the arguments. The parser quotes what was typed in its messages; where that could steer a terminal, the
/// message is made anew from arguments that show it.
fn parse() -> Result<Cli, clap::Error> {
    let typed: Vec<OsString> = std::env::args_os().collect();
    Cli::try_parse_from(&typed).map_err(|error| {
        let shown = typed.iter().map(|argument| visible(&argument.to_string_lossy()).into_owned());
        Cli::try_parse_from(shown).err().unwrap_or(error)
    })
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
        Command::Check(args) => commands::check::run(&args, reporter),
        Command::Import(args) => commands::import::run(&args, reporter),
        #[cfg(feature = "store")]
        Command::Push(args) => commands::push::run(&args, reporter),
        #[cfg(feature = "query")]
        Command::Query(args) => commands::query::run(&args, reporter),
        Command::Stats(args) => commands::stats::run(&args, reporter),
        Command::Diff(args) => commands::diff::run(&args, reporter),
        Command::Verify(args) => commands::verify::run(&args, reporter),
        Command::View(args) => commands::view::run(&args, reporter),
        Command::Explain(args) => commands::explain::run(&args),
        Command::New(args) => commands::new::run(&args, reporter),
        Command::Schema(args) => commands::schema::run(&args),
        Command::Ontology(args) => commands::ontology::run(&args),
        Command::Completions(args) => commands::completions::run(&args),
        Command::Man => commands::man::run(),
    }
}
