//! `verbale diff`

mod build;
mod change;
mod claims;
mod compare;
mod dates;
mod dossiers;
mod git;
mod graph;
mod graphs;
mod keys;
mod model;
mod names;
mod outlet;
mod pairs;
mod renames;
mod report;
mod settle;
mod side;

use std::io;
use std::path::{Path, PathBuf};

use self::git::{Located, Range};
use self::side::Side;
use crate::args::{Cli, DiffArgs, DiffReportForm, ReportArg, StdinKind};
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::input::{Input, Kind, Limits, expand, named_twice, overwritten, shown};
use crate::report::Reporter;
use crate::surroundings::Opener;

/// Says which facts were added, removed, changed, renamed or moved between two versions.
pub(crate) fn run(args: &DiffArgs, reporter: &mut Reporter) -> Result<(), Error> {
    let asked = reports_asked_for(args)?;
    let Some(sides) = sides(args, reporter)? else { return Ok(()) };
    let files = || asked.iter().filter_map(|report| report.file.as_deref());
    let read: Vec<Input> = sides.iter().flat_map(|side| side.inputs.clone()).collect();
    if let Some(message) = overwritten(&read, files()).or_else(|| named_twice(files())) {
        return Err(usage(message));
    }
    let reports = report::open(&asked)?;
    let Some(opener) = Opener::new(&args.surroundings, Limits::default(), reporter)? else { return Ok(()) };
    let found = pairs::differences(sides, &args.surroundings, opener.given().as_ref(), reporter);
    let Some(found) = found else {
        reporter.line("nothing is compared: what has an error is left to `verbale check`");
        return Ok(());
    };
    report::write(reports, &found)?;
    reporter.line(&report::sentence(&found.counts));
    if args.exit_code && !found.dossiers.is_empty() {
        reporter.raise(ExitStatus::Nonconforming);
    }
    Ok(())
}

/// The reports of a run: those that are asked for, else text on standard output.
fn reports_asked_for(args: &DiffArgs) -> Result<Vec<ReportArg<DiffReportForm>>, Error> {
    if args.report.is_empty() {
        return Ok(vec![ReportArg { form: DiffReportForm::Text, file: None }]);
    }
    if args.report.iter().filter(|report| report.file.is_none()).count() > 1 {
        return Err(usage("one report can go to standard output; name a file for the others: FORMAT=FILE".into()));
    }
    Ok(args.report.clone())
}

/// The two sides; `None` where one cannot be had, which has been reported.
fn sides(args: &DiffArgs, reporter: &mut Reporter) -> Result<Option<[Side; 2]>, Error> {
    match (&args.git, &args.new) {
        (None, None) => Err(usage("a second version is missing: name NEW, or a revision with --git".into())),
        (Some(_), Some(_)) => Err(usage("with --git one path is named: both versions are of the same".into())),
        (None, Some(new)) => {
            let is_stdin = |path: &Path| path.as_os_str() == "-";
            match (is_stdin(&args.old), is_stdin(new), args.from) {
                (true, true, _) => return Err(usage("standard input can be read once".into())),
                (false, false, Some(_)) => {
                    return Err(usage("--from says what standard input holds, and no input is `-`".into()));
                }
                _ => {}
            }
            Ok(both([files(&args.old, args, reporter), files(new, args, reporter)]))
        }
        (Some(range), None) => {
            let range = Range::of(range).map_err(usage)?;
            of_revisions(args, &range, reporter)
        }
    }
}

fn both(sides: [Option<Side>; 2]) -> Option<[Side; 2]> {
    let [old, new] = sides;
    Some([old?, new?])
}

/// A side that is named by its path.
fn files(path: &Path, args: &DiffArgs, reporter: &mut Reporter) -> Option<Side> {
    let (inputs, errors) = inputs(path, args);
    for error in &errors {
        reporter.error(error);
    }
    errors.is_empty().then_some(Side { inputs, checkout: None })
}

fn inputs(path: &Path, args: &DiffArgs) -> (Vec<Input>, Vec<Error>) {
    let stdin = args.from.unwrap_or(StdinKind::Yaml).into();
    expand(&[PathBuf::from(path)], None, stdin, Kind::of_dossiers_or_graphs)
}

/// Two sides of which one at least is a revision. A path that one of the two does not have is an empty side.
fn of_revisions(args: &DiffArgs, range: &Range, reporter: &mut Reporter) -> Result<Option<[Side; 2]>, Error> {
    let path = &args.old;
    if path.as_os_str() == "-" {
        return Err(usage("--git takes the path of a file or a folder".into()));
    }
    let located = Located::of(path)?;
    let mut sides = Vec::new();
    for revision in [Some(&range.old), range.new.as_ref()] {
        let (side, name) = match revision {
            Some(revision) => (revised(&located, revision, args)?, format!("in {revision}")),
            None => (of_working_tree(path, args)?, "in the working tree".to_owned()),
        };
        if side.inputs.is_empty() {
            reporter.note(&format!("there is no {} {name}", shown(path)));
        }
        sides.push(side);
    }
    if sides.iter().all(|side| side.inputs.is_empty()) {
        return Err(Error::Open(path.clone(), io::ErrorKind::NotFound.into()));
    }
    Ok(<[Side; 2]>::try_from(sides).ok())
}

fn revised(located: &Located, revision: &str, args: &DiffArgs) -> Result<Side, Error> {
    let Some(checkout) = located.checkout(revision)? else { return Ok(Side { inputs: Vec::new(), checkout: None }) };
    let inputs = found(inputs(&checkout.path, args))?;
    Ok(Side { inputs, checkout: Some(checkout) })
}

fn of_working_tree(path: &Path, args: &DiffArgs) -> Result<Side, Error> {
    Ok(Side { inputs: found(inputs(path, args))?, checkout: None })
}

/// Inputs that may be missing; any other error counts.
fn found((inputs, errors): (Vec<Input>, Vec<Error>)) -> Result<Vec<Input>, Error> {
    let is_missing = |error: &Error| match error {
        Error::Open(_, cause) => cause.kind() == io::ErrorKind::NotFound,
        Error::NoDossier(_) => true,
        _ => false,
    };
    match errors.into_iter().find(|error| !is_missing(error)) {
        Some(error) => Err(error),
        None => Ok(inputs),
    }
}

fn usage(message: String) -> Error {
    Cli::conflict("diff", message).into()
}
