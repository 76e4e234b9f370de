//! `verbale push`

use crate::args::PushArgs;
use crate::error::Error;
use crate::report::Reporter;

/// Put dossiers into a triple store.
pub(crate) fn run(_args: &PushArgs, _reporter: &mut Reporter) -> Result<(), Error> {
    Err(Error::Internal("`verbale push` is being made".to_owned()))
}
