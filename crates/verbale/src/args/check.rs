//! What `verbale check` takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};
use verbale_core::diagnostic::Severity;

use super::{InputArgs, SurroundingsArgs, iri};

const CHECK_EXAMPLES: &str = "\
Examples:
  A dossier: its format, its quotes, its references, its dates, then its graph:
    verbale check dossier.yaml
  A gate in CI: annotations in the log, and two files for the server, in one run:
    verbale check dossiers/ --report github --report sarif=verbale.sarif --report junit=verbale.xml
  RDF files against the same shapes and some of your own:
    verbale check graph.ttl --shapes house-rules.ttl
  Mend quotes that are nearly right; first look at what would change:
    verbale check dossier.yaml --fix --dry-run
    verbale check dossier.yaml --fix";
/// Check dossiers and their graphs, or RDF files, and say where each fault stands.
///
/// Dossiers are checked as `export` checks them: format, references, every quote against the source text, dates. One
/// without errors is then described as a graph, and the graph is validated against the SHACL shapes of the ontology.
/// RDF files (.ttl, .trig, .nt, .nq, .jsonld, each also .gz or .zst) are read as they are: their literals are checked
/// against their datatypes, and the union of their graphs is validated. Nothing is fetched: a JSON-LD context or an
/// `owl:imports` that is not at hand is named.
///
/// The report goes to standard output unless it names a file.
#[derive(Debug, Args)]
#[command(after_long_help = CHECK_EXAMPLES)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) inputs: InputArgs,

    #[command(flatten)]
    pub(crate) surroundings: SurroundingsArgs,

    /// Validate against the shapes of this file too (.ttl, .nt, .jsonld); repeatable.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Shapes")]
    pub(crate) shapes: Vec<PathBuf>,

    /// Leave out the shapes of the ontology.
    #[arg(long, help_heading = "Shapes")]
    pub(crate) no_default_shapes: bool,

    /// Read this JSON-LD context from a file wherever a document or a file of shapes names it; repeatable.
    #[arg(long, value_name = "IRI=FILE", value_parser = context, help_heading = "Shapes")]
    pub(crate) context: Vec<ContextArg>,

    /// The form of the report, and its file; repeatable. Forms: text, json, turtle, sarif, junit, github.
    ///
    /// Without a file it goes to standard output, where only one can go; text unless told otherwise. Files are written
    /// under a temporary name until they are complete.
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = report::<ReportForm>, help_heading = "Report")]
    pub(crate) report: Vec<ReportArg>,

    /// The mildest finding that fails the run, with exit code 1.
    #[arg(long, value_enum, value_name = "SEVERITY", default_value = "violation", help_heading = "Report")]
    pub(crate) fail_on: FailOn,

    /// The language of the shapes' messages, where they have one in it: a BCP 47 tag.
    #[arg(long, value_name = "TAG", value_parser = language, default_value = "en", help_heading = "Report")]
    pub(crate) lang: String,

    /// Write the text's own words over quotes that are nearly right, where it is clear which words are meant.
    ///
    /// Comments, layout and line ends of the file stay as they are. What could not be mended is reported.
    #[arg(long, help_heading = "Mending")]
    pub(crate) fix: bool,

    /// With --fix: show what would change as a diff on standard output, and write nothing.
    #[arg(long, requires = "fix", help_heading = "Mending")]
    pub(crate) dry_run: bool,
}

/// The mildest finding that fails a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Errors, and results of severity `sh:Violation` or of one that SHACL does not define.
    Violation,
    /// Warnings too.
    Warning,
    /// Everything that is found.
    Info,
}

impl From<FailOn> for Severity {
    fn from(fail_on: FailOn) -> Self {
        match fail_on {
            FailOn::Violation => Self::Error,
            FailOn::Warning => Self::Warning,
            FailOn::Info => Self::Note,
        }
    }
}

/// A form of report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportForm {
    /// For people: the rule, the line, what is underlined, the ways out.
    Text,
    /// For programs.
    Json,
    /// The results of the shapes as a SHACL validation report.
    Turtle,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// The XML of `JUnit`, for the test page of a CI server.
    Junit,
    /// Workflow commands that GitHub shows beside the lines of a change.
    Github,
}

/// A form of report, and the file that it goes to; standard output where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReportArg<F = ReportForm> {
    /// The form.
    pub(crate) form: F,
    /// The file.
    pub(crate) file: Option<PathBuf>,
}

/// A JSON-LD context that is at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ContextArg {
    /// The IRI by which documents name it.
    pub(crate) iri: String,
    /// The file that holds it.
    pub(crate) file: PathBuf,
}
fn language(text: &str) -> Result<String, String> {
    match verbale_core::lexical::check_language(text) {
        Ok(()) => Ok(text.to_owned()),
        Err(fault) => Err(fault.message),
    }
}

/// Reads `FORM[=FILE]`.
pub(super) fn report<F: ValueEnum>(text: &str) -> Result<ReportArg<F>, String> {
    let (form, file) = match text.split_once('=') {
        Some((_, "")) => return Err("no file is named after `=`".into()),
        Some((form, file)) => (form, (file != "-").then(|| PathBuf::from(file))),
        None => (text, None),
    };
    let form = F::from_str(form, false).map_err(|_| {
        let known = F::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        let known: Vec<_> = known.map(|value| value.get_name().to_owned()).collect();
        format!("no form `{form}`; there are: {}", known.join(", "))
    })?;
    Ok(ReportArg { form, file })
}

fn context(text: &str) -> Result<ContextArg, String> {
    // An IRI may hold `=` in its query, a path of a file seldom does.
    match text.rsplit_once('=') {
        Some((given, file)) if !file.is_empty() => Ok(ContextArg { iri: iri(given)?, file: file.into() }),
        _ => Err("it is written IRI=FILE".into()),
    }
}
