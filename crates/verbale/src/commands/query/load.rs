//! Inputs into memory: dossiers as `export` describes them, RDF files as they are.

use verbale_core::check::Check;
use verbale_core::describe::Item;
use verbale_core::diagnostic::{Diagnostic, Diagnostics, Place};
use verbale_core::dossier::Dossier;
use verbale_core::resolve::Resolved;
use verbale_rdf::{Contexts, Options, Syntax};

use super::dataset::Dataset;
use crate::args::{OnError, QueryArgs};
use crate::batch::{Progress, Speaker};
use crate::commands::check::{base, lines, statement};
use crate::error::Error;
use crate::input::{Input, Limits, Shape, open};
use crate::others::Others;
use crate::report::{Finding, Listener, Reporter, Subject};
use crate::surroundings::Opener;
use crate::walk::Walk;

/// How many dossiers are remembered by their IRIs: one may have prefixes of its own, several share some.
const REMEMBERED: usize = 100;

/// What a query is asked of.
pub(super) struct Loaded {
    /// All quads.
    pub(super) dataset: Dataset,
    /// The first dossiers, by their IRIs.
    pub(super) dossiers: Vec<String>,
}

/// Reads all inputs. `None` where one has an error and that ends the run: it is reported.
pub(super) fn load(
    args: &QueryArgs,
    inputs: &[Input],
    errors: &[Error],
    named: bool,
    reporter: &mut Reporter,
) -> Result<Option<Loaded>, Error> {
    let Some(opener) = Opener::new(&args.surroundings, Limits::default(), reporter)? else { return Ok(None) };
    let mut faulty = !errors.is_empty();
    for error in errors {
        reporter.error(error);
    }
    let mut loader = Loader {
        speaker: Speaker::new(reporter, false, Progress::over(inputs, args.output.is_none())),
        walk: Walk::new(opener),
        loaded: Loaded { dataset: Dataset::new(named), dossiers: Vec::new() },
    };
    for (number, input) in inputs.iter().enumerate() {
        match loader.input(input, number) {
            Err(error) if error.ends_the_run() => return Err(error),
            Err(error) => {
                loader.speaker.error(&error);
                faulty = true;
            }
            Ok(sound) => faulty |= !sound,
        }
    }
    let Loader { mut loaded, mut speaker, walk } = loader;
    if (faulty || walk.walked.refused > 0) && args.on_error == OnError::Stop {
        speaker.note("nothing was asked: the data is not whole; --on-error skip asks what is left of it");
        return Ok(None);
    }
    loaded.dataset.finish();
    Ok(Some(loaded))
}

struct Loader<'a, 'r> {
    speaker: Speaker<'r>,
    walk: Walk<'a>,
    loaded: Loaded,
}

impl Loader<'_, '_> {
    /// Reads one input and says whether it could be read as a whole; refused dossiers are counted by the walk.
    fn input(&mut self, input: &Input, number: usize) -> Result<bool, Error> {
        if let Shape::Graphs(syntax) = input.kind.shape {
            return self.graphs(input, syntax, number);
        }
        let Self { speaker, walk, loaded } = self;
        walk.input(input, speaker, &mut |dossier, resolved, others| loaded.dossier(dossier, resolved, others))?;
        Ok(true)
    }

    /// Reads an RDF file; nothing of one that breaks off is kept.
    fn graphs(&mut self, input: &Input, syntax: Syntax, number: usize) -> Result<bool, Error> {
        let mut bytes = open(input)?;
        let (base, contexts, blank_prefix) = (base(input), Contexts::default(), format!("f{number}_"));
        let options = Options { syntax, base: Some(&base), contexts: &contexts, blank_prefix: &blank_prefix };
        let dataset = &mut self.loaded.dataset;
        let (before, mut inserted) = (dataset.mark(), Ok(()));
        let outcome = verbale_rdf::scan(&mut bytes, &options, &mut |quad, _| {
            if inserted.is_ok() {
                inserted = dataset.insert(quad);
            }
        });
        inserted?;
        match outcome {
            Ok(()) => return Ok(true),
            Err(verbale_rdf::Error::Io(cause)) => {
                dataset.take_back(before);
                return Err(Error::Read(input.name(), cause));
            }
            Err(verbale_rdf::Error::Syntax { message, place, help }) => {
                dataset.take_back(before);
                let mut fault = Diagnostic::new(Check::Syntax, "", message);
                fault.help.extend(help);
                self.say(input, fault, place)?;
            }
            Err(other) => return Err(Error::Internal(other.to_string())),
        }
        Ok(false)
    }

    fn say(&mut self, input: &Input, mut fault: Diagnostic, place: Option<Place>) -> Result<(), Error> {
        let mut shown: Finding = fault.clone().into();
        shown.place = place;
        let text = lines(input, std::slice::from_mut(&mut shown))?;
        fault.place = shown.place;
        let mut findings = Diagnostics::new();
        findings.push(fault);
        self.speaker.findings(Subject { name: &input.name(), text: &text }, findings);
        Ok(())
    }
}

impl Loaded {
    fn dossier(&mut self, dossier: &Dossier<'_>, resolved: &Resolved<'_>, others: &mut Others) -> Result<(), Error> {
        let graph = resolved.dossier_iri();
        if self.dossiers.len() < REMEMBERED && self.dossiers.last().is_none_or(|last| last != graph) {
            self.dossiers.push(graph.to_owned());
        }
        others.describe(dossier, resolved, &mut |item| match item {
            Item::Triple(triple) => self.dataset.insert_into(graph, statement(triple)?),
            Item::DossierBegins { .. } | Item::SectionBegins(_) | Item::DossierEnds => Ok(()),
        })
    }
}
