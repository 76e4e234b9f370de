//! `verbale verify`

mod difference;
mod evidence;
mod judge;
mod proof;
mod read;
mod report;
mod texts;
mod write;
mod writing;

use std::collections::BTreeMap;
use std::io::Write as _;

use verbale_core::describe::describe;
use verbale_core::diagnostic::Diagnostics;
use verbale_rdf::Syntax;

use self::evidence::Evidence;
use self::judge::Status;
use self::proof::Fault;
use self::read::{File, Stopped, TakeItem};
use self::report::{Judged, Report, Summary};
use self::texts::{Given, Sources};
use self::writing::{Found, Writing};
use crate::args::{Cli, GraphName, StdinKind, VerifyArgs};
use crate::count::{counted, grouped};
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::input::{Input, Kind, Limits, Record, Shape, Sieve, Sifted, each_record, expand};
use crate::others::Others;
use crate::output::{Output, output_name};
use crate::pipeline::{self, Arrival};
use crate::report::{Listener as _, Reporter, Subject};
use crate::surroundings::Opener;

/// Holds words against texts. The report goes to standard output; what could not be done, to standard error.
pub(crate) fn run(args: &VerifyArgs, reporter: &mut Reporter) -> Result<(), Error> {
    check_stdin(args)?;
    let stdin = args.inputs.from.unwrap_or(StdinKind::Yaml).into();
    let (list, kind) = (args.inputs.files_from.as_deref(), Kind::of_dossiers_or_graphs);
    let (inputs, errors) = expand(&args.inputs.inputs, list, stdin, kind);
    let writing = args.write.as_deref().map(|path| Writing::open(path, args, &inputs)).transpose()?;
    let Some(given) = texts::read(&args.text, reporter)? else { return Ok(()) };
    let Some(opener) = Opener::new(&args.surroundings, Limits::default(), reporter)? else { return Ok(()) };
    for error in &errors {
        reporter.error(error);
    }
    let alone = errors.is_empty() && inputs.len() == 1 && !inputs[0].is_batch();
    let mut verify = Verify {
        args,
        given,
        alone,
        opener,
        others: Others::default(),
        reporter,
        report: Report::new(args.report),
        output: Output::open(None)?,
        summary: Summary::default(),
        writing,
        fails: false,
    };
    if !errors.is_empty() {
        verify.refuse();
    }
    for input in &inputs {
        match verify.input(input) {
            Err(error) if error.ends_the_run() => return Err(error),
            Err(error) => {
                verify.refuse();
                verify.reporter.error(&error);
            }
            Ok(()) => {}
        }
    }
    verify.finish()
}

fn check_stdin(args: &VerifyArgs) -> Result<(), Error> {
    let texts = args.text.iter().filter(|text| text.file.as_os_str() == "-").count();
    let inputs =
        args.inputs.inputs.iter().chain(&args.inputs.files_from).filter(|path| path.as_os_str() == "-").count();
    let conflict =
        if texts + inputs > 1 { Some("standard input can be read once") } else { args.inputs.stdin_conflict() };
    conflict.map_or(Ok(()), |message| Err(usage(message.into())))
}

/// One run over many inputs.
struct Verify<'a, 'r> {
    args: &'a VerifyArgs,
    given: Vec<Given>,
    /// Whether one graph is read.
    alone: bool,
    opener: Opener<'a>,
    others: Others,
    reporter: &'r mut Reporter,
    report: Report,
    output: Output,
    summary: Summary,
    writing: Option<Writing<'a>>,
    /// Whether something is not as it should be.
    fails: bool,
}

/// A graph that is to be judged, and how it is described once more.
struct Unit<'u> {
    file: &'u str,
    line: Option<usize>,
    evidence: &'u Evidence,
    /// Whether it is the only dossier of the run.
    single: bool,
    graph: Result<GraphName, String>,
}

/// Describes a graph once more.
type Describe<'d> = dyn FnMut(&mut TakeItem<'_>) -> Result<(), Error> + 'd;

impl Verify<'_, '_> {
    fn input(&mut self, input: &Input) -> Result<(), Error> {
        let (graphs, spans) = (self.summary.graphs, self.summary.spans);
        match input.kind.shape {
            Shape::Graphs(syntax) => self.graph(input, syntax)?,
            _ => self.dossiers(input)?,
        }
        // What could not be read has been told so, and what was passed over is not asked for a proof.
        if self.summary.graphs > graphs && self.summary.spans == spans { self.without_spans(input) } else { Ok(()) }
    }

    /// A run that proves nothing is no success.
    fn without_spans(&mut self, input: &Input) -> Result<(), Error> {
        let message = "there is no span in this: nothing is proved".to_owned();
        self.fault(&input.portable_name(), "no-spans", message)
    }

    /// Judges an RDF file.
    fn graph(&mut self, input: &Input, syntax: Syntax) -> Result<(), Error> {
        let file = match File::read(input, syntax) {
            Ok(file) => file,
            Err(stopped) => return self.stopped(input, stopped),
        };
        let name = input.portable_name();
        let (single, graph) = (self.alone && file.is_single(), file.graph_name());
        let unit = Unit { file: &name, line: None, evidence: &file.evidence, single, graph };
        let describe = &mut |take: &mut TakeItem<'_>| match file.describe(take) {
            Ok(()) => Ok(()),
            Err(Stopped::Error(error)) => Err(error),
            Err(Stopped::Faulty(_)) => Err(Error::Internal(format!("{name} has changed while it was read"))),
        };
        self.judge(&unit, describe)
    }

    fn stopped(&mut self, input: &Input, stopped: Stopped) -> Result<(), Error> {
        match stopped {
            Stopped::Error(error) => Err(error),
            Stopped::Faulty(finding) => {
                let mut findings = Diagnostics::new();
                findings.push(*finding);
                self.reporter.findings(Subject { name: &input.name(), text: "" }, findings);
                self.refuse();
                Ok(())
            }
        }
    }

    /// Judges every dossier of an input.
    fn dossiers(&mut self, input: &Input) -> Result<(), Error> {
        let mut sieve = Sieve::new(input);
        each_record(input, Limits::default(), &mut |record| {
            match sieve.sift(|| record.is_dossier()) {
                Sifted::Taken => return self.record(input, record),
                Sifted::PassedOver(note) => self.reporter.note(&note),
                Sifted::Left => {}
            }
            Ok(())
        })
    }

    fn record(&mut self, input: &Input, mut record: Record<'_>) -> Result<(), Error> {
        let name = input.name();
        if let Some(fault) = record.fault.take() {
            let mut findings = Diagnostics::new();
            findings.push(fault);
            self.refuse();
            self.reporter.findings(Subject { name: &name, text: &record.text }, findings);
            return Ok(());
        }
        let mut opener =
            std::mem::replace(&mut self.opener, Opener::again(&self.args.surroundings, Limits::default(), None));
        let mut others = std::mem::take(&mut self.others);
        let mut said = Diagnostics::new();
        let mut heard = Heard::default();
        let judged = pipeline::arrive((input, &record), &mut opener, &mut others, &mut heard, |arrival, others| {
            let Arrival { dossier, resolved, findings, .. } = arrival;
            said = findings;
            let (Some(dossier), Some(resolved)) = (dossier, resolved) else { return Ok(false) };
            let mut evidence = Evidence::default();
            describe(resolved, &mut |item| {
                read::take_item(&mut evidence, item);
                Ok::<(), Error>(())
            })?;
            evidence.settle();
            let line = input.is_batch().then_some(record.first_line);
            let graph = self.writing.as_ref().map_or(Ok(GraphName::None), |writing| Ok(writing.own_graph()));
            let portable = input.portable_name();
            let unit = Unit { file: &portable, line, evidence: &evidence, single: self.alone, graph };
            let again = &mut |take: &mut TakeItem<'_>| others.describe(dossier, resolved, take);
            self.judge(&unit, again).map(|()| true)
        });
        (self.opener, self.others) = (opener, others);
        for (name, text, findings) in heard.0 {
            self.reporter.findings(Subject { name: &name, text: &text }, findings);
        }
        self.reporter.findings(Subject { name: &name, text: &record.text }, said);
        if !judged? {
            self.refuse();
        }
        Ok(())
    }

    fn judge(&mut self, unit: &Unit<'_>, describe: &mut Describe<'_>) -> Result<(), Error> {
        let evidence = unit.evidence;
        let mut proof = proof::read(evidence);
        let mut faults = std::mem::take(&mut proof.faults);
        let sources = Sources::new(evidence, &proof, &mut self.given, self.alone, &mut faults);
        let is_sound = faults.is_empty();
        faults.extend(texts::faults(evidence, &sources, &self.given, self.args));
        let verdicts = judge::judge(evidence, &proof, &sources, &self.given);
        let statuses: Vec<Status> = proof.facts.iter().map(|fact| judge::status(fact, &verdicts)).collect();
        let unwritten = |number: usize| !write::is_written(statuses[number], self.args.allow_unproved);
        let lost = (0..statuses.len()).any(unwritten);
        let refused = !is_sound || (lost && !self.args.drop_lost);
        let found = Found { proof: &proof, sources: &sources, verdicts: &verdicts, lost: &unwritten };
        let left_out = if self.writing.is_none() || refused {
            BTreeMap::new()
        } else {
            writing::write(&mut self.writing, &self.given, unit, &found, lost, describe)?
        };
        self.fails |= lost || !faults.is_empty();
        let judged = Judged {
            file: unit.file,
            line: unit.line,
            evidence,
            proof: &proof,
            sources: &sources,
            given: &self.given,
            verdicts: &verdicts,
            statuses: &statuses,
            faults: &faults,
            left_out: &left_out,
        };
        self.summary.add(&judged);
        let told = self.report.judged(&mut self.output, &judged);
        told.map_err(|cause| Error::Write(output_name(None), cause))?;
        if refused {
            self.refuse();
        }
        Ok(())
    }

    /// Not all is kept: nothing is written.
    fn refuse(&mut self) {
        self.fails = true;
        if let Some(writing) = &mut self.writing {
            writing.refuse();
        }
    }

    /// A fault that is about no graph.
    fn fault(&mut self, file: &str, code: &'static str, message: String) -> Result<(), Error> {
        self.fails = true;
        self.summary.faults += 1;
        let fault = Fault { code, message, node: String::new(), at: None };
        let told = self.report.fault(&mut self.output, file, &fault);
        told.map_err(|cause| Error::Write(output_name(None), cause))
    }

    fn finish(mut self) -> Result<(), Error> {
        let unused: Vec<_> = self
            .given
            .iter()
            .filter(|text| !text.used)
            .map(|t| (t.name.clone(), t.source().map(str::to_owned)))
            .collect();
        for (name, source) in unused {
            match source {
                Some(source) => {
                    let message = format!("it is given for <{source}>, in which no span lies");
                    self.fault(&name, "text-unused", message)?;
                }
                None => self.reporter.note(&format!("{name} is the text of no source here")),
            }
        }
        let Self { report, mut output, summary, writing, reporter, fails, args, .. } = self;
        let written = report.finish(&mut output, &summary).and_then(|()| output.flush());
        written.map_err(|cause| Error::Write(output_name(None), cause))?;
        output.keep()?;
        if fails {
            reporter.raise(ExitStatus::Nonconforming);
        }
        let (spans, facts) = (counted(summary.spans, "span"), counted(summary.facts, "fact"));
        let faults = counted(summary.faults, "fault");
        reporter.line(&format!("verified {spans}: {} of {facts} kept, {faults}", grouped(&summary.kept())));
        writing.map_or(Ok(()), |writing| writing.finish(args, summary.left_out, reporter))
    }
}

/// What is said while the reporter is held.
#[derive(Default)]
struct Heard(Vec<(String, String, Diagnostics)>);

impl crate::report::Listener for Heard {
    fn findings(&mut self, subject: Subject<'_>, findings: Diagnostics) {
        self.0.push((subject.name.to_owned(), subject.text.to_owned(), findings));
    }
}

fn usage(message: String) -> Error {
    Cli::conflict("verify", message).into()
}
