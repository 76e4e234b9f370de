//! `verbale view`

mod site;
mod turtle;

use verbale_core::diagnostic::Severity;

use crate::args::{Cli, OnError, StdinKind, ViewArgs};
use crate::batch::{Progress, Speaker};
use crate::error::Error;
use crate::input::{Input, Kind, Limits, Record, Sieve, Sifted, each_record, expand, overwritten};
use crate::others::Others;
use crate::pipeline;
use crate::report::{Listener, Reporter, Subject};
use crate::surroundings::Opener;

use self::site::Site;

/// Writes a page that shows dossiers: the article with its facts on it.
pub(crate) fn run(args: &ViewArgs, reporter: &mut Reporter) -> Result<(), Error> {
    if let Some(message) = args.inputs.stdin_conflict() {
        return Err(usage(message.into()));
    }
    let stdin = args.inputs.from.unwrap_or(StdinKind::Yaml).into();
    let (inputs, errors) = expand(&args.inputs.inputs, args.inputs.files_from.as_deref(), stdin, Kind::of_dossiers);
    if let Some(message) = overwritten(&inputs, args.output.as_deref()) {
        return Err(usage(message));
    }
    let site = Site::open(args.output.as_deref(), args.out_dir.as_deref(), args.lang.map(Into::into))?;
    let Some(opener) = Opener::new(&args.surroundings, Limits::default(), reporter)? else { return Ok(()) };
    let progress = if args.out_dir.is_some() { Progress::over(&inputs, false) } else { Progress::silent() };
    let speaker = Speaker::new(reporter, false, progress);
    let mut view = View { on_error: args.on_error, opener, others: Others::default(), site, speaker };
    for error in errors {
        view.fail(&error);
    }
    for input in &inputs {
        match view.input(input) {
            Err(error) if error.ends_the_run() => return Err(error),
            Err(error) => view.fail(&error),
            Ok(()) => {}
        }
    }
    view.finish()
}

/// One run over many inputs.
struct View<'a, 'r> {
    on_error: OnError,
    opener: Opener<'a>,
    others: Others,
    site: Site,
    speaker: Speaker<'r>,
}

impl View<'_, '_> {
    /// Makes a page for every dossier of an input.
    fn input(&mut self, input: &Input) -> Result<(), Error> {
        let mut sieve = Sieve::new(input);
        each_record(input, Limits::default(), &mut |mut record| {
            self.speaker.advance(record.text.len() + 1);
            match sieve.sift(|| record.is_dossier()) {
                Sifted::Taken => return self.record(input, &mut record),
                Sifted::PassedOver(note) => self.speaker.note(&note),
                Sifted::Left => {}
            }
            Ok(())
        })?;
        if let Some(note) = sieve.emptiness() {
            self.speaker.note(&note);
        }
        Ok(())
    }

    /// Makes the page of a dossier, or says what keeps it from having one.
    fn record(&mut self, input: &Input, record: &mut Record<'_>) -> Result<(), Error> {
        let findings = if let Some(fault) = record.fault.take() {
            let mut findings = verbale_core::diagnostic::Diagnostics::new();
            findings.push(fault);
            findings
        } else {
            let Self { opener, others, speaker, site, .. } = self;
            pipeline::arrive((input, record), opener, others, speaker, |arrival, others| {
                if let (Some(dossier), Some(resolved)) = (arrival.dossier, arrival.resolved) {
                    others.remember(dossier, resolved);
                    site.add(resolved, arrival.text)?;
                }
                Ok(arrival.findings)
            })?
        };
        if self.on_error == OnError::Stop && findings.iter().any(|finding| finding.severity() == Severity::Error) {
            self.site.refuse();
        }
        self.speaker.findings(Subject { name: &input.name(), text: &record.text }, findings);
        Ok(())
    }

    /// Reports an input that could not be read, and goes on with the next.
    fn fail(&mut self, error: &Error) {
        self.site.refuse();
        self.speaker.error(error);
    }

    /// Gives the files their names.
    fn finish(self) -> Result<(), Error> {
        let Self { site, mut speaker, .. } = self;
        speaker.records_end();
        if let Some(line) = site.finish()? {
            speaker.line(&line);
        }
        speaker.close();
        Ok(())
    }
}

fn usage(message: String) -> Error {
    Cli::conflict("view", message).into()
}
