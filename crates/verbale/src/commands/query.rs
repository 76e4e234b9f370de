//! `verbale query`

use crate::args::QueryArgs;
use crate::error::Error;
use crate::report::Reporter;

/// Ask questions of dossiers and graphs: SPARQL, or one of the questions that are known by name.
pub(crate) fn run(_args: &QueryArgs, _reporter: &mut Reporter) -> Result<(), Error> {
    Err(Error::Internal("`verbale query` is being made".to_owned()))
}
