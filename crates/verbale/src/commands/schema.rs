//! `verbale schema`

use verbale_core::dossier::schema::{schema, schema_for_llm};

use crate::args::SchemaArgs;
use crate::error::Error;
use crate::output;

/// Prints the JSON Schema that is asked for. The one for language models is on one line: it goes into a request, where
/// each space is paid for.
pub(crate) fn run(args: &SchemaArgs) -> Result<(), Error> {
    let text =
        if args.for_llm { serde_json::to_string(&schema_for_llm()) } else { serde_json::to_string_pretty(&schema()) };
    let mut text = text.map_err(|cause| Error::Internal(cause.to_string()))?;
    text.push('\n');
    output::print(text.as_bytes())
}
