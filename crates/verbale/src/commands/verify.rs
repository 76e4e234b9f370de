//! `verbale verify`

use crate::args::VerifyArgs;
use crate::error::Error;
use crate::report::Reporter;

/// Hold the words of each fact against a text: the one it was made from, or a newer one.
pub(crate) fn run(_args: &VerifyArgs, _reporter: &mut Reporter) -> Result<(), Error> {
    Err(Error::Internal("`verbale verify` is being made".to_owned()))
}
