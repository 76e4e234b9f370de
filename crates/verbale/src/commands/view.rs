//! `verbale view`

use crate::args::ViewArgs;
use crate::error::Error;
use crate::report::Reporter;

/// Write a page that shows dossiers: the article with its facts on it.
pub(crate) fn run(_args: &ViewArgs, _reporter: &mut Reporter) -> Result<(), Error> {
    Err(Error::Internal("`verbale view` is being made".to_owned()))
}
