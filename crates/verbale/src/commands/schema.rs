//! `verbale schema`

use crate::error::Error;
use crate::output;

/// Prints the JSON Schema that is made from the types that dossiers are read into.
pub(crate) fn run() -> Result<(), Error> {
    let schema = verbale_core::dossier::schema::schema();
    let mut text = serde_json::to_string_pretty(&schema).map_err(|cause| Error::Internal(cause.to_string()))?;
    text.push('\n');
    output::print(text.as_bytes())
}
