//! `verbale check`

mod batch;
mod dossiers;
mod graphs;
mod results;
mod shapes;

#[cfg(feature = "query")]
pub(crate) use dossiers::statement;
#[cfg(feature = "query")]
pub(crate) use graphs::{base, lines};

use verbale_core::diagnostic::Severity;
use verbale_rdf::Contexts;
use verbale_shacl::Shapes;

use crate::args::{CheckArgs, Cli, ReportArg, ReportForm, StdinKind};
use crate::error::Error;
use crate::fix::{self, Manner, Mending};
use crate::input::{Input, Kind, Limits, Origin, Shape, expand, overwritten};
use crate::others::Others;
use crate::output;
use crate::report::{Reporter, Reports, counts};
use crate::surroundings::Opener;

/// Checks dossiers and RDF files. What is found goes to the reports; what could not be done, to standard error.
pub(crate) fn run(args: &CheckArgs, reporter: &mut Reporter) -> Result<(), Error> {
    let asked = reports_asked_for(args)?;
    if let Some(message) = args.inputs.stdin_conflict() {
        return Err(usage(message.into()));
    }
    let contexts = shapes::contexts(&args.context)?;
    let shapes = shapes::load(args, &contexts, reporter)?;
    let stdin = args.inputs.from.unwrap_or(StdinKind::Yaml).into();
    let (list, kind) = (args.inputs.files_from.as_deref(), Kind::of_dossiers_or_graphs);
    let (inputs, errors) = expand(&args.inputs.inputs, list, stdin, kind);
    if let Some(message) = overwritten(&inputs, asked.iter().filter_map(|report| report.file.as_deref())) {
        return Err(usage(message));
    }
    let mut reports = Reports::open(&asked, args.fail_on.into())?;
    let Some(opener) = Opener::new(&args.surroundings, Limits::default(), &mut reports)? else {
        return finish(reports, Checked::default(), reporter);
    };
    for error in &errors {
        reporter.error(error);
    }
    let mut check =
        Check { args, contexts, shapes, opener, others: Others::default(), reports, checked: Checked::default() };
    for input in &inputs {
        match check.input(input, reporter) {
            Err(error) if error.ends_the_run() => return Err(error),
            Err(error) => reporter.error(&error),
            Ok(()) => {}
        }
    }
    finish(check.reports, check.checked, reporter)
}

/// One run over many inputs.
struct Check<'a> {
    args: &'a CheckArgs,
    contexts: Contexts,
    shapes: Shapes,
    opener: Opener<'a>,
    others: Others,
    reports: Reports,
    checked: Checked,
}

/// What was checked, for the last line.
#[derive(Clone, Copy, Debug, Default)]
struct Checked {
    dossiers: usize,
    graphs: usize,
    triples: usize,
    mended: usize,
}

impl Check<'_> {
    fn input(&mut self, input: &Input, reporter: &mut Reporter) -> Result<(), Error> {
        let Shape::Graphs(syntax) = input.kind.shape else {
            if self.args.fix {
                self.mend(input, reporter)?;
            }
            return self.dossiers(input, reporter);
        };
        self.graph(input, syntax)
    }

    /// Mends an input, so that the check after it speaks of what is left. With `--dry-run` it shows the changes.
    fn mend(&mut self, input: &Input, reporter: &mut Reporter) -> Result<(), Error> {
        // Standard input is read once, and the check needs it.
        if input.origin == Origin::Stdin {
            let error = fix::Error::Stdin;
            reporter.unmended(&error.to_string(), error.help());
            return Ok(());
        }
        let mending = self.mending(input)?;
        if mending.is_empty() {
            return Ok(());
        }
        let manner = if self.args.dry_run { Manner::Show } else { Manner::Write };
        match fix::mend(input, &mending, manner) {
            Ok(mended) => {
                self.checked.mended += mended.made;
                if mended.left > 0 {
                    reporter.note(&format!(
                        "{} findings of {} are left for a person to mend",
                        mended.left,
                        input.name()
                    ));
                }
                if self.args.dry_run { output::print(mended.diff.as_bytes()) } else { Ok(()) }
            }
            Err(fix::Error::File(error)) => Err(error),
            Err(error) => {
                reporter.unmended(&error.to_string(), error.help());
                Ok(())
            }
        }
    }

    /// What `--fix` would write into an input. Its dossiers are met a second time by the check itself.
    fn mending(&self, input: &Input) -> Result<Mending, Error> {
        let mut mending = Mending::default();
        dossiers::each(input, &self.args.surroundings, &mut |record, findings| {
            mending.add(&record.text, record.first_line, findings);
        })?;
        Ok(mending)
    }
}

/// The reports of a run: those that are asked for, else text on standard output. A diff takes its place there.
fn reports_asked_for(args: &CheckArgs) -> Result<Vec<ReportArg>, Error> {
    let to_stdout = args.report.iter().filter(|report| report.file.is_none()).count();
    if to_stdout > 1 {
        return Err(usage("one report can go to standard output; name a file for the others: FORMAT=FILE".into()));
    }
    if args.dry_run && to_stdout > 0 {
        return Err(usage(
            "--dry-run shows the changes on standard output; name a file for the report: FORMAT=FILE".into(),
        ));
    }
    for (index, report) in args.report.iter().enumerate() {
        if report.file.is_some() && args.report[..index].iter().any(|before| before.file == report.file) {
            return Err(usage("two reports cannot go to one file".into()));
        }
    }
    if args.report.is_empty() && !args.dry_run {
        return Ok(vec![ReportArg { form: ReportForm::Text, file: None }]);
    }
    Ok(args.report.clone())
}

/// Ends the reports and says on standard error what was checked.
fn finish(reports: Reports, checked: Checked, reporter: &mut Reporter) -> Result<(), Error> {
    let (run, status) = reports.finish()?;
    reporter.raise(status);
    let mut parts = Vec::new();
    for (count, one, many) in [(checked.dossiers, "dossier", "dossiers"), (checked.graphs, "RDF file", "RDF files")] {
        if count > 0 {
            parts.push(format!("{count} {}", if count == 1 { one } else { many }));
        }
    }
    let parts = if parts.is_empty() { "nothing".to_owned() } else { parts.join(" and ") };
    let mended = if checked.mended > 0 { format!("; {} mended", checked.mended) } else { String::new() };
    reporter.line(&format!("checked {parts} ({} triples): {}{mended}", checked.triples, counts(&run)));
    Ok(())
}

fn usage(message: String) -> Error {
    Cli::conflict("check", message).into()
}

/// The severity of ours that a shape's result has.
const fn severity(severity: verbale_shacl::Severity) -> Severity {
    match severity {
        verbale_shacl::Severity::Violation => Severity::Error,
        verbale_shacl::Severity::Warning => Severity::Warning,
        verbale_shacl::Severity::Info => Severity::Note,
    }
}
