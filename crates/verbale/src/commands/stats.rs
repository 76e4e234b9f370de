//! `verbale stats`

use crate::args::StatsArgs;
use crate::error::Error;
use crate::report::Reporter;

/// Count facts by kind, modality, status, actor and month.
pub(crate) fn run(_args: &StatsArgs, _reporter: &mut Reporter) -> Result<(), Error> {
    Err(Error::Internal("`verbale stats` is being made".to_owned()))
}
