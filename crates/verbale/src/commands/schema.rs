//! `verbale schema`

use clap::Args;
use verbale_core::dossier::schema::{schema, schema_for_llm};

use crate::error::Error;
use crate::output;

const EXAMPLES: &str = "\
Examples:
  For an editor that checks YAML by a schema (first line of the dossier:
  # yaml-language-server: $schema=dossier.schema.json):
    verbale schema > dossier.schema.json
  For a language model that fills in a dossier:
    verbale schema --for-llm > dossier.llm.json";

/// Print the JSON Schema of the dossier format.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct SchemaArgs {
    /// The form that structured-output interfaces of language models take: one document, every key described, and only
    /// keywords that they accept.
    #[arg(long)]
    pub(crate) for_llm: bool,
}

/// Prints the JSON Schema that is asked for. The one for language models is on one line: it goes into a request, where
/// each space is paid for.
pub(crate) fn run_with(args: &SchemaArgs) -> Result<(), Error> {
    let text =
        if args.for_llm { serde_json::to_string(&schema_for_llm()) } else { serde_json::to_string_pretty(&schema()) };
    let mut text = text.map_err(|cause| Error::Internal(cause.to_string()))?;
    text.push('\n');
    output::print(text.as_bytes())
}
