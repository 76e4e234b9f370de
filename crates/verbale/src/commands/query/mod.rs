//! `verbale query`

mod algebra;
mod answer;
mod asked;
mod clock;
mod dataset;
mod fault;
mod load;
mod names;
mod parameters;
mod people;
#[cfg(feature = "store")]
mod remote;
mod tokens;

use std::io::{self, IsTerminal};
use std::path::Path;
use std::time::Duration;

use spareval::QueryEvaluator;
use spargebra::Query;

use crate::args::{AnswerForm, Cli, QueryArgs, StdinKind};
use crate::compression;
use crate::error::Error;
use crate::input::{Input, Kind, expand, overwritten, shown};
use crate::output::{Output, output_name, print};
use crate::report::Reporter;
use answer::Answer;
use asked::{Ask, Asked};
use clock::Clock;

/// Asks a query and writes its answer. Faults are reported; an error that comes back has ended the run.
pub(crate) fn run(args: &QueryArgs, reporter: &mut Reporter) -> Result<(), Error> {
    let (ask, paths) = asked::ask(args)?;
    if matches!(ask, Ask::List) {
        return print(asked::list().as_bytes());
    }
    let mut asked = asked::read(&ask, reporter)?;
    if let Some(question) = asked.question {
        parameters::check(args, question)?;
    }
    let form = form(args, &asked.query)?;
    let stdin = args.inputs.from.unwrap_or(StdinKind::Yaml).into();
    let (list, kind) = (args.inputs.files_from.as_deref(), Kind::of_dossiers_or_graphs);
    let (inputs, errors) = expand(paths, list, stdin, kind);
    check_output(args, &ask, &inputs)?;
    let reach = algebra::reach(&asked.query);
    if reach.services {
        return Err(usage(
            "SERVICE asks another endpoint, and nothing is fetched: load its data beside, as a file".into(),
        ));
    }
    let output = Output::open(args.output.as_deref())?;
    #[cfg(feature = "store")]
    if let Some(url) = args.store() {
        return remote::answer(args, url, asked, &answer(args, form, &[]), output, reporter);
    }
    let Some(loaded) = load::load(args, &inputs, &errors, reach.graphs, reporter)? else { return Ok(()) };
    parameters::give(args, &mut asked, &|value| Ok(names::find(value, &loaded.dataset)), reporter)?;
    let clock = Clock::start(Some(Duration::from_secs(args.seconds())));
    let evaluator = QueryEvaluator::new().with_cancellation_token(clock.token());
    let results = evaluator.prepare(&asked.query).execute(&loaded.dataset);
    let results = results.map_err(|cause| failed(args, &asked, &cause))?;
    let output = answer(args, form, &loaded.dossiers).write(results, output, &|cause| failed(args, &asked, cause))?;
    output.keep()
}

/// How the answer is written.
fn answer(args: &QueryArgs, form: AnswerForm, dossiers: &[String]) -> Answer {
    Answer {
        form,
        prefixes: people::prefixes(dossiers),
        width: if args.output.is_none() { crate::table::columns() } else { None },
        name: output_name(args.output.as_deref()),
    }
}

/// What was asked for, or what the output's extension names; the form must fit the query.
fn form(args: &QueryArgs, query: &Query) -> Result<AnswerForm, Error> {
    let gives_graph = matches!(query, Query::Construct { .. } | Query::Describe { .. });
    let form = match args.output.as_deref().filter(|path| path.as_os_str() != "-") {
        Some(path) => Some(form_of_file(args.format, path)?),
        None => args.format,
    };
    match form {
        Some(AnswerForm::Turtle) if !gives_graph => Err(usage(
            "the answer of SELECT and ASK is no graph: it can be table, csv, tsv or json, and turtle is for CONSTRUCT and DESCRIBE"
                .into(),
        )),
        Some(form) if gives_graph && form != AnswerForm::Turtle => Err(usage(format!(
            "the answer of CONSTRUCT and DESCRIBE is a graph: it can be turtle, and {} is for SELECT and ASK",
            form.name()
        ))),
        Some(form) => Ok(form),
        None if gives_graph => Ok(AnswerForm::Turtle),
        None if io::stdout().is_terminal() => Ok(AnswerForm::Table),
        None => Ok(AnswerForm::Csv),
    }
}

fn form_of_file(asked: Option<AnswerForm>, path: &Path) -> Result<AnswerForm, Error> {
    let (_, extension) = compression::extension(path);
    match (asked, extension.as_deref().and_then(AnswerForm::from_extension)) {
        (Some(asked), Some(named)) if asked != named => {
            let (path, named, asked) = (shown(path), named.name(), asked.name());
            Err(usage(format!("the extension of {path} says {named}, and --format says {asked}")))
        }
        (Some(form), _) | (None, Some(form)) => Ok(form),
        (None, None) => Err(usage(format!("the extension of {} names no form; give --format", shown(path)))),
    }
}

/// Refuses an output that is an input or the query itself.
fn check_output(args: &QueryArgs, ask: &Ask<'_>, inputs: &[Input]) -> Result<(), Error> {
    if let Some(message) = overwritten(inputs, args.output.as_deref()) {
        return Err(usage(message));
    }
    match (ask, args.output.as_deref()) {
        (Ask::File(query), Some(output)) if asked::same_file(query, output) => {
            Err(usage(format!("{} is the query and would be overwritten", shown(query))))
        }
        _ => Ok(()),
    }
}

/// Why a query has no answer, or no whole one.
fn failed(args: &QueryArgs, asked: &Asked, cause: &spareval::QueryEvaluationError) -> Error {
    let cause = match cause {
        spareval::QueryEvaluationError::Cancelled => {
            format!("its time of {} seconds is over; --timeout gives it more", args.seconds())
        }
        _ => cause.to_string(),
    };
    Error::Query(asked.name.clone(), cause)
}

fn usage(message: String) -> Error {
    Cli::conflict("query", message).into()
}
