//! What the options say about the document.

use verbale_export::{Format, JsonLdForm};

use super::usage;
use crate::args::{ExportArgs, GraphName};
use crate::compression::{self, Compression};
use crate::destination::Manner;
use crate::error::Error;
use crate::input::shown;

/// What the options say about the document, or how they contradict each other.
pub(super) fn manner(args: &ExportArgs) -> Result<Manner, Error> {
    let format = format(args)?;
    let graph = match args.graph {
        Some(graph) if graph != GraphName::None && !format.holds_graphs() => {
            return Err(usage(format!("{} has no named graphs: --graph can only be none", format.name())));
        }
        Some(graph) => graph,
        None if matches!(format, Format::NQuads | Format::TriG) => GraphName::Dossier,
        None => GraphName::None,
    };
    for (given, option) in
        [(args.jsonld_form.is_some(), "--jsonld-form"), (args.context_url.is_some(), "--context-url")]
    {
        if given && format != Format::JsonLd {
            return Err(usage(format!("{option} goes with jsonld, and the format is {}", format.name())));
        }
    }
    let jsonld_form = args.jsonld_form.map(Into::into).unwrap_or_default();
    if args.context_url.is_some() && jsonld_form == JsonLdForm::Expanded {
        return Err(usage("expanded JSON-LD has no context: --context-url has nothing to replace".into()));
    }
    Ok(Manner { format, graph, jsonld_form, context_url: args.context_url.clone() })
}

/// The format that is asked for, or that the output's extension names; the two must not contradict each other.
fn format(args: &ExportArgs) -> Result<Format, Error> {
    let Some(path) = args.output.as_deref().filter(|path| path.as_os_str() != "-") else {
        return Ok(args.format.unwrap_or(Format::Turtle));
    };
    let (compression, extension) = compression::extension(path);
    let named = extension.as_deref().and_then(Format::from_extension);
    match (args.format, named) {
        (Some(asked), Some(named)) if asked != named => Err(usage(format!(
            "the extension of {} says {}, and --format says {}",
            shown(path),
            named.name(),
            asked.name()
        ))),
        (Some(format), _) | (None, Some(format)) => Ok(format),
        (None, None) => {
            let known = Format::ALL.map(|format| format!(".{}", format.extension())).join(" ");
            let also = if compression == Compression::None { ", each also .gz or .zst" } else { " before it" };
            Err(usage(format!("the extension of {} names no format: {known}{also}; or give --format", shown(path))))
        }
    }
}
