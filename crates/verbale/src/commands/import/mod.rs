//! `verbale import`

mod records;
mod sink;

use std::path::Path;

use verbale_import::{Dataset, Kind, dossier_id};

use crate::args::{Cli, Form, GraphName, ImportArgs};
use crate::batch::{Progress, Rejects, Speaker, Tally};
use crate::compression::{self, Compression};
use crate::destination::Manner;
use crate::error::Error;
use crate::input::{self, Input, Origin, Shape, named_twice, overwritten, shown};
use crate::report::Reporter;
use records::Import;
use sink::Sink;

/// Turns event datasets into RDF or dossiers. Faults are reported; an error that comes back has ended the run.
pub(crate) fn run(args: &ImportArgs, reporter: &mut Reporter) -> Result<(), Error> {
    let form = form(args)?;
    let graph = graph(args, form)?;
    let inputs: Vec<Input> = args.inputs.iter().map(|path| input(path)).collect();
    let datasets = inputs.iter().map(|input| dataset(args, input)).collect::<Result<Vec<_>, _>>()?;
    check_outputs(args, &inputs)?;
    let sink = match form {
        Form::Dossier => Sink::dossiers(args.output.as_deref())?,
        Form::Rdf(format) => {
            let manner =
                Manner { format, graph, jsonld_form: verbale_export::JsonLdForm::default(), context_url: None };
            Sink::rdf(args.output.as_deref(), manner)?
        }
    };
    let to_stdout = args.output.as_deref().is_none_or(|path| path.as_os_str() == "-");
    let mut import = Import {
        args,
        sink,
        speaker: Speaker::new(reporter, args.exit_zero, Progress::over(&inputs, to_stdout)),
        tally: Tally::new(),
        rejects: Rejects::open(args.rejects.as_deref())?,
        number: 0,
    };
    for (input, dataset) in inputs.iter().zip(&datasets) {
        import.file(input, dataset)?;
    }
    import.finish()
}

/// What was asked for, or what the output's extension names; the two must not contradict each other.
fn form(args: &ImportArgs) -> Result<Form, Error> {
    let Some(path) = args.output.as_deref().filter(|path| path.as_os_str() != "-") else {
        return Ok(args.format.unwrap_or(Form::Rdf(verbale_export::Format::Turtle)));
    };
    let (_, extension) = compression::extension(path);
    match (args.format, extension.as_deref().and_then(Form::from_extension)) {
        (Some(asked), Some(named)) if asked != named => {
            let (path, named, asked) = (shown(path), named.name(), asked.name());
            Err(usage(format!("the extension of {path} says {named}, and --format says {asked}")))
        }
        (Some(form), _) | (None, Some(form)) => Ok(form),
        (None, None) => Err(usage(format!("the extension of {} names no format; give --format", shown(path)))),
    }
}

fn graph(args: &ImportArgs, form: Form) -> Result<GraphName, Error> {
    let holds_graphs = matches!(form, Form::Rdf(format) if format.holds_graphs());
    match args.graph {
        Some(graph) if graph != GraphName::None && !holds_graphs => {
            Err(usage(format!("{} has no named graphs: --graph can only be none", form.name())))
        }
        Some(graph) => Ok(graph),
        None if matches!(form, Form::Rdf(verbale_export::Format::NQuads | verbale_export::Format::TriG)) => {
            Ok(GraphName::Dossier)
        }
        None => Ok(GraphName::None),
    }
}

/// A file of a dataset: its extension says how it is compressed, and nothing else.
fn input(path: &Path) -> Input {
    let (origin, compression) = if path.as_os_str() == "-" {
        (Origin::Stdin, Compression::None)
    } else {
        (Origin::File(path.into()), compression::extension(path).0)
    };
    Input { origin, kind: input::Kind { shape: Shape::Lines, compression }, found_in: None }
}

fn dataset(args: &ImportArgs, input: &Input) -> Result<Dataset, Error> {
    let kind = Kind::from(args.dataset);
    if args.id.is_some() && args.inputs.len() > 1 {
        return Err(usage("--id names one dossier, and there are several inputs".into()));
    }
    if kind == Kind::Icews && args.source_url.is_none() {
        return Err(usage("rows of icews name no page: say by --source-url where they come from".into()));
    }
    let title = title(input);
    let id = args.id.clone().or_else(|| dossier_id(&title)).ok_or_else(|| match &input.origin {
        Origin::Stdin => usage("standard input has no name to make an id of: give --id".into()),
        Origin::File(path) => usage(format!("the name of {} makes no id: give --id", shown(path))),
    })?;
    let dataset = Dataset::new(kind, id.clone(), title);
    let mut dataset = dataset.ok_or_else(|| usage(format!("`{id}` is no id of a dossier")))?;
    dataset.base.clone_from(&args.base);
    dataset.url.clone_from(&args.source_url);
    Ok(dataset)
}

/// The name of the file without the extension of its compression; empty for standard input.
fn title(input: &Input) -> String {
    let Origin::File(path) = &input.origin else { return String::new() };
    let name = if input.kind.compression == Compression::None { path.file_name() } else { path.file_stem() };
    name.unwrap_or_default().to_string_lossy().into_owned()
}

/// Refuses outputs that are inputs, or each other.
fn check_outputs(args: &ImportArgs, inputs: &[Input]) -> Result<(), Error> {
    let files = [&args.output, &args.rejects, &args.summary].into_iter().flatten().map(AsRef::as_ref);
    let fault = overwritten(inputs, files.clone()).or_else(|| named_twice(files));
    fault.map_or(Ok(()), |message| Err(usage(message)))
}

fn usage(message: String) -> Error {
    Cli::conflict("import", message).into()
}
