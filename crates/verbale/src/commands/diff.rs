//! `verbale diff`

use crate::args::DiffArgs;
use crate::error::Error;
use crate::report::Reporter;

/// Say which facts were added, removed, changed or moved between two versions.
pub(crate) fn run(_args: &DiffArgs, _reporter: &mut Reporter) -> Result<(), Error> {
    Err(Error::Internal("`verbale diff` is being made".to_owned()))
}
