//! `verbale export`

mod manner;
mod order;

use std::thread;

use crate::args::{Cli, ExportArgs, StdinKind};
use crate::batch::{Crew, Progress, Rejects, Speaker, State, Tally, Worker, file_hash};
use crate::compression;
use crate::destination::{Destination, Manner};
use crate::error::Error;
use crate::input::{Input, Kind, Limits, expand, named_twice, overwritten};
use crate::others::Others;
use crate::report::Reporter;
use crate::surroundings::Opener;
use order::Export;

/// What a run has made.
#[cfg_attr(not(feature = "store"), expect(dead_code, reason = "only `push` looks at what was made"))]
pub(crate) struct Made {
    /// The account of it.
    pub(crate) tally: Tally,
    /// Whether the outputs are written: no dossier was refused that keeps the others from it.
    pub(crate) stands: bool,
}

/// Writes dossiers as RDF. Faults are reported; an error that comes back has ended the run.
pub(crate) fn run(args: &ExportArgs, reporter: &mut Reporter) -> Result<(), Error> {
    make(args, reporter).map(|_| ())
}

/// As [`run`], for those who go on with what was made. `None` where the registry has errors and nothing was read.
pub(crate) fn make(args: &ExportArgs, reporter: &mut Reporter) -> Result<Option<Made>, Error> {
    let manner = manner::manner(args)?;
    if let Some(message) = args.inputs.stdin_conflict() {
        return Err(usage(message.into()));
    }
    let stdin = args.inputs.from.unwrap_or(StdinKind::Yaml).into();
    let (inputs, errors) = expand(&args.inputs.inputs, args.inputs.files_from.as_deref(), stdin, Kind::of_dossiers);
    check_outputs(args, &inputs)?;
    let single = inputs.len() == 1 && errors.is_empty() && !inputs[0].is_batch();
    let limits = limits(args);
    let Some(opener) = Opener::new(&args.surroundings, limits, reporter)? else { return Ok(None) };
    let state = state(args, &manner)?;
    let destination = Destination::open(args.output.as_deref(), args.out_dir.as_deref(), manner, single)?;
    let progress = if single { Progress::silent() } else { Progress::over(&inputs, to_stdout(args)) };
    let mut export = Export {
        limits,
        options: &args.batch,
        opener,
        destination,
        others: Others::default(),
        speaker: Speaker::new(reporter, args.batch.exit_zero, progress),
        tally: Tally::new(),
        rejects: Rejects::open(args.batch.rejects.as_deref())?,
        state,
        number: 0,
        crew: None,
        chunk: None,
    };
    for error in errors {
        export.fail(error)?;
    }
    if single || args.batch.jobs.get() == 1 {
        export.inputs(&inputs)?;
    } else {
        together(&mut export, &inputs, args)?;
    }
    export.finish().map(Some)
}

/// Reads the inputs with several workers.
fn together(export: &mut Export<'_, '_>, inputs: &[Input], args: &ExportArgs) -> Result<(), Error> {
    let (limits, registry, destination) = (export.limits, export.opener.given(), export.destination.plan());
    let make = || {
        let opener = Opener::again(&args.surroundings, limits, registry.clone());
        Ok(Worker::new(inputs, limits, opener, destination.pen()?))
    };
    thread::scope(|scope| {
        export.crew = Some(Crew::start(scope, args.batch.jobs, &make)?);
        let read = export.inputs(inputs);
        // The workers end with the crew, and the scope waits for them.
        export.crew = None;
        read
    })
}

fn limits(args: &ExportArgs) -> Limits {
    let window_log =
        if args.batch.allow_large_windows { compression::LARGEST_WINDOW_LOG } else { compression::WINDOW_LOG };
    Limits { window_log, ..Limits::default() }
}

fn to_stdout(args: &ExportArgs) -> bool {
    args.out_dir.is_none() && args.output.as_deref().is_none_or(|path| path.as_os_str() == "-")
}

/// Refuses outputs that are inputs, or each other.
fn check_outputs(args: &ExportArgs, inputs: &[Input]) -> Result<(), Error> {
    let files = [&args.output, &args.batch.rejects, &args.batch.summary].into_iter().flatten().map(AsRef::as_ref);
    let fault = overwritten(inputs, files.clone()).or_else(|| named_twice(files.chain(args.state.state.as_deref())));
    fault.map_or(Ok(()), |message| Err(usage(message)))
}

/// The state of the run before, and what decides over the output besides the dossiers.
fn state(args: &ExportArgs, manner: &Manner) -> Result<Option<State>, Error> {
    let (Some(path), Some(folder)) = (&args.state.state, &args.out_dir) else { return Ok(None) };
    let surroundings = &args.surroundings;
    let registry = surroundings.registry.as_ref().map(|path| file_hash(path).map_err(|e| Error::Open(path.clone(), e)));
    let registry = registry.transpose()?;
    let decisive = (manner, folder, &surroundings.base, &surroundings.source_root, registry);
    let options = format!("{decisive:?}");
    State::open(path, folder, args.state.incremental, options.as_bytes()).map(Some)
}

fn usage(message: String) -> Error {
    Cli::conflict("export", message).into()
}
