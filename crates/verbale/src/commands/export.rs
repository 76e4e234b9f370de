//! `verbale export`

use verbale_core::diagnostic::Diagnostics;
use verbale_export::{Format, JsonLdForm};

use crate::args::{Cli, ExportArgs, GraphName, StdinKind};
use crate::compression::{self, Compression};
use crate::destination::{Destination, Manner};
use crate::error::Error;
use crate::input::{Input, Kind, Limits, Record, each_record, expand, shown};
use crate::others::Others;
use crate::pipeline;
use crate::report::{Listener, Reporter, Subject};
use crate::surroundings::Opener;

/// Writes dossiers as RDF. Faults are reported; an error that comes back has ended the run.
pub(crate) fn run(args: &ExportArgs, reporter: &mut Reporter) -> Result<(), Error> {
    let manner = manner(args)?;
    if let Some(message) = args.inputs.stdin_conflict() {
        return Err(usage(message.into()));
    }
    let stdin = args.inputs.from.unwrap_or(StdinKind::Yaml).into();
    let (inputs, errors) = expand(&args.inputs.inputs, args.inputs.files_from.as_deref(), stdin, Kind::of_dossiers);
    let single = inputs.len() == 1 && errors.is_empty() && !inputs[0].is_batch();
    if let Some(input) = inputs.iter().find(|input| args.output.as_ref().is_some_and(|output| input.is_file(output))) {
        return Err(usage(format!("{} is an input and would be overwritten", input.name())));
    }
    let Some(opener) = Opener::new(&args.surroundings, Limits::default(), reporter)? else { return Ok(()) };
    let destination = Destination::open(args.output.as_deref(), args.out_dir.as_deref(), manner, single)?;
    let mut export = Export { opener, destination, others: Others::default(), reporter };
    for error in errors {
        export.fail(error)?;
    }
    for input in &inputs {
        match export.input(input) {
            Ok(0) if input.is_batch() => export.reporter.note(&format!("{} is empty", input.name())),
            Ok(_) => {}
            Err(error) => export.fail(error)?,
        }
    }
    export.destination.finish()
}

/// One run over many inputs.
struct Export<'a, 'r> {
    opener: Opener<'a>,
    destination: Destination,
    others: Others,
    reporter: &'r mut Reporter,
}

impl Export<'_, '_> {
    /// Reads all records of an input and gives their number.
    fn input(&mut self, input: &Input) -> Result<usize, Error> {
        let (mut records, mut passed_over) = (0, false);
        each_record(input, Limits::default(), &mut |record| {
            records += 1;
            if records == 1 && input.found_in.is_some() && !record.is_dossier() {
                self.reporter.note(&format!("{} has no key `verbale` and is passed over", input.name()));
                passed_over = true;
            }
            if passed_over { Ok(()) } else { self.record(input, record) }
        })?;
        Ok(records)
    }

    fn record(&mut self, input: &Input, mut record: Record<'_>) -> Result<(), Error> {
        let name = input.name();
        let findings = if let Some(fault) = record.fault.take() {
            let mut findings = Diagnostics::new();
            findings.push(fault);
            findings
        } else {
            let Self { opener, destination, others, reporter } = self;
            pipeline::export((input, &record), opener, others, *reporter, &mut |id, item| destination.write(id, item))?
        };
        let subject = Subject { name: &name, text: &record.text };
        let refused = findings.has_errors();
        self.reporter.findings(subject, findings);
        if refused { self.destination.refuse() } else { Ok(()) }
    }

    /// Reports an input that could not be read, and goes on with the next; an output that fails ends the run.
    fn fail(&mut self, error: Error) -> Result<(), Error> {
        if error.ends_the_run() {
            return Err(error);
        }
        self.reporter.error(&error);
        self.destination.refuse()
    }
}

/// What the options say about the document, or how they contradict each other.
fn manner(args: &ExportArgs) -> Result<Manner, Error> {
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


fn usage(message: String) -> Error {
    Cli::conflict("export", message).into()
}
