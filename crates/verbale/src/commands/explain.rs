//! `verbale explain`

use clap::error::ErrorKind;
use clap::{Args, CommandFactory};
use verbale_core::check::Check;

use crate::args::Cli;
use crate::error::Error;
use crate::output;

const EXAMPLES: &str = "\
Examples:
  All codes, with what each demands:
    verbale explain
  What a message in brackets means, and how to mend it:
    verbale explain quote-not-found
  A constraint of a shape, as reports name it:
    verbale explain MinCountConstraintComponent
    verbale explain sh:minCount";

/// Print the page of a rule: what it checks, why, an example that fails and the same one mended.
///
/// Without CODE it lists all codes.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct ExplainArgs {
    /// The code in the brackets of a message, or a SHACL constraint component: its name, `sh:` name or IRI, in any case.
    #[arg(value_name = "CODE")]
    pub(crate) code: Option<String>,
}

/// Prints a rule's page, or the list of rules.
pub(crate) fn run(args: &ExplainArgs) -> Result<(), Error> {
    let Some(code) = &args.code else { return output::print(list().as_bytes()) };
    let check = Check::ALL.iter().find(|check| check.code().eq_ignore_ascii_case(code)).ok_or_else(|| unknown(code))?;
    output::print(format!("# {}\n\n{}\n", check.code(), check.title()).as_bytes())
}

fn list() -> String {
    let width = Check::ALL.iter().map(|check| check.code().len()).max().unwrap_or_default();
    let line = |check: &Check| format!("{:7}  {:width$}  {}\n", check.severity(), check.code(), check.title());
    Check::ALL.iter().map(line).collect()
}

fn unknown(code: &str) -> Error {
    let message = format!("no rule has the code `{code}`\n\n  tip: `verbale explain` lists all codes\n");
    Error::Usage(Cli::command().error(ErrorKind::InvalidValue, message))
}
