//! `verbale stats`

mod counts;
mod form;

use std::io::Write;
use std::path::Path;

use crate::args::{Cli, StatsArgs, StatsForm, StdinKind};
use crate::batch::{Progress, Speaker};
use crate::compression;
use crate::error::Error;
use crate::input::{Kind, Limits, expand, overwritten, shown};
use crate::output::{Output, output_name};
use crate::report::Reporter;
use crate::surroundings::Opener;
use crate::walk::Walk;
use counts::Counts;

/// Counts facts. Faults are reported; an error that comes back has ended the run.
pub(crate) fn run(args: &StatsArgs, reporter: &mut Reporter) -> Result<(), Error> {
    let form = form(args)?;
    if let Some(message) = args.inputs.stdin_conflict() {
        return Err(usage(message.into()));
    }
    let stdin = args.inputs.from.unwrap_or(StdinKind::Yaml).into();
    let (inputs, errors) = expand(&args.inputs.inputs, args.inputs.files_from.as_deref(), stdin, Kind::of_dossiers);
    if let Some(message) = overwritten(&inputs, args.output.as_deref()) {
        return Err(usage(message));
    }
    let Some(opener) = Opener::new(&args.surroundings, Limits::default(), reporter)? else { return Ok(()) };
    let mut output = Output::open(args.output.as_deref())?;
    for error in &errors {
        reporter.error(error);
    }
    let mut speaker = Speaker::new(reporter, false, Progress::over(&inputs, false));
    let (mut walk, mut counts) = (Walk::new(opener), Counts::default());
    for input in &inputs {
        let read =
            walk.input(input, &mut speaker, &mut |dossier, resolved, others| counts.add(dossier, resolved, others));
        match read {
            Err(error) if error.ends_the_run() => return Err(error),
            Err(error) => speaker.error(&error),
            Ok(()) => {}
        }
    }
    speaker.records_end();
    counts.end(walk.walked);
    let text = form::text(&counts, form, args.top)?;
    output.write_all(text.as_bytes()).map_err(|cause| Error::Write(output_name(args.output.as_deref()), cause))?;
    output.keep()
}

/// What was asked for, or what the output's extension names; the two must not contradict each other.
fn form(args: &StatsArgs) -> Result<StatsForm, Error> {
    let Some(path) = args.output.as_deref().filter(|path| path.as_os_str() != "-") else {
        return Ok(args.format.unwrap_or(StatsForm::Table));
    };
    form_of_file(args.format, path)
}

fn form_of_file(asked: Option<StatsForm>, path: &Path) -> Result<StatsForm, Error> {
    let (_, extension) = compression::extension(path);
    match (asked, extension.as_deref().and_then(StatsForm::from_extension)) {
        (Some(asked), Some(named)) if asked != named => {
            let (path, named, asked) = (shown(path), named.name(), asked.name());
            Err(usage(format!("the extension of {path} says {named}, and --format says {asked}")))
        }
        (Some(form), _) | (None, Some(form)) => Ok(form),
        (None, None) => Err(usage(format!("the extension of {} names no form; give --format", shown(path)))),
    }
}

fn usage(message: String) -> Error {
    Cli::conflict("stats", message).into()
}
