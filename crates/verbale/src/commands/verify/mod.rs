//! `verbale verify`

mod difference;
mod evidence;
mod judge;
mod proof;
mod read;
mod report;
mod texts;
mod write;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use verbale_core::describe::describe;
use verbale_core::diagnostic::Diagnostics;
use verbale_export::{Format, JsonLdForm};
use verbale_rdf::Syntax;

use self::evidence::{Evidence, Id};
use self::judge::{Status, Verdict};
use self::proof::{Fault, Proof};
use self::read::{File, Stopped, TakeItem};
use self::report::{Judged, Report, Summary};
use self::texts::{Given, Sources};
use self::write::{Links, Plan, Rewriter};
use crate::args::{Cli, GraphName, StdinKind, VerifyArgs};
use crate::compression;
use crate::destination::{Document, Manner};
use crate::error::Error;
use crate::exit::ExitStatus;
use crate::input::{Input, Kind, Limits, Record, Shape, each_record, expand, overwritten, shown};
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
        fails: !errors.is_empty(),
    };
    for input in &inputs {
        match verify.input(input) {
            Err(error) if error.ends_the_run() => return Err(error),
            Err(error) => {
                verify.fails = true;
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

/// Where the graph is written again.
struct Writing<'a> {
    path: &'a Path,
    format: Format,
    output: Option<Output>,
    document: Option<Document<Output>>,
    graph: Option<GraphName>,
    /// Why nothing is written.
    refused: bool,
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
        let spans = self.summary.spans;
        let Shape::Graphs(syntax) = input.kind.shape else {
            self.dossiers(input)?;
            return self.need_spans(input, spans);
        };
        if self.graph(input, syntax)? { self.need_spans(input, spans) } else { Ok(()) }
    }

    /// A run that proves nothing is no success.
    fn need_spans(&mut self, input: &Input, before: usize) -> Result<(), Error> {
        if self.summary.spans > before {
            return Ok(());
        }
        let message = "there is no span in this: nothing is proved".to_owned();
        self.fault(&input.portable_name(), "no-spans", message)
    }

    /// Judges an RDF file; says whether it could be read.
    fn graph(&mut self, input: &Input, syntax: Syntax) -> Result<bool, Error> {
        let file = match File::read(input, syntax) {
            Ok(file) => file,
            Err(stopped) => return self.stopped(input, stopped).map(|()| false),
        };
        let name = input.portable_name();
        let (single, graph) = (self.alone && file.is_single(), file.graph_name());
        let unit = Unit { file: &name, line: None, evidence: &file.evidence, single, graph };
        let describe = &mut |take: &mut TakeItem<'_>| match file.describe(take) {
            Ok(()) => Ok(()),
            Err(Stopped::Error(error)) => Err(error),
            Err(Stopped::Faulty(_)) => Err(Error::Internal(format!("{name} has changed while it was read"))),
        };
        self.judge(&unit, describe)?;
        Ok(true)
    }

    fn stopped(&mut self, input: &Input, stopped: Stopped) -> Result<(), Error> {
        self.fails = true;
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
        let (mut met, mut passed_over) = (0, false);
        each_record(input, Limits::default(), &mut |record| {
            met += 1;
            if met == 1 && input.found_in.is_some() && !record.is_dossier() {
                self.reporter.note(&format!("{} has no key `verbale` and is passed over", input.name()));
                passed_over = true;
            }
            if passed_over { Ok(()) } else { self.record(input, record) }
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
                read::take_item(&mut evidence, &item);
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
            self.fails = true;
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
            write(&mut self.writing, &self.given, unit, &found, lost, describe)?
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

    fn refuse(&mut self) {
        if let Some(writing) = &mut self.writing {
            writing.refused = true;
            (writing.document, writing.output) = (None, None);
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
        let kept = format!("{} of {} facts kept", summary.kept(), summary.facts);
        reporter.line(&format!("verified {} spans: {kept}, {} faults", summary.spans, summary.faults));
        writing.map_or(Ok(()), |writing| writing.finish(args, summary.left_out, reporter))
    }
}

/// What was found of a graph.
struct Found<'f> {
    proof: &'f Proof<'f>,
    sources: &'f Sources<'f>,
    verdicts: &'f [Verdict],
    /// Whether a fact, by its number, is not written.
    lost: &'f dyn Fn(usize) -> bool,
}

/// Writes a graph again, without the facts that are lost; gives these.
fn write(
    writing: &mut Option<Writing<'_>>,
    given: &[Given],
    unit: &Unit<'_>,
    found: &Found<'_>,
    lost: bool,
    describe: &mut Describe<'_>,
) -> Result<BTreeMap<usize, Id>, Error> {
    let Some(writing) = writing.as_mut().filter(|writing| !writing.refused) else { return Ok(BTreeMap::new()) };
    let mut plan = Plan::new(unit.evidence, found.proof, found.sources, given, found.verdicts);
    let left_out = if lost {
        let links = Links::new(unit.evidence, found.proof, describe)?;
        plan.drop_lost(unit.evidence, found.proof, found.lost, &links)
    } else {
        BTreeMap::new()
    };
    let document = writing.document(unit)?;
    let mut rewriter = Rewriter::new(unit.evidence, &plan);
    let take: &mut TakeItem<'_> = &mut |item| document.write(item);
    describe(&mut |item| rewriter.item(item, take))?;
    rewriter.finish(take)?;
    Ok(left_out)
}

impl<'a> Writing<'a> {
    /// Checks the name of the output, and that it can be made, before anything is read.
    fn open(path: &'a Path, args: &VerifyArgs, inputs: &[Input]) -> Result<Self, Error> {
        if path.as_os_str() == "-" {
            return Err(usage("the report goes to standard output: --write names a file".into()));
        }
        if let Some(message) = overwritten(inputs, [path]) {
            return Err(usage(message));
        }
        let is_text = |file: &Path| {
            std::fs::canonicalize(file).is_ok_and(|file| std::fs::canonicalize(path).is_ok_and(|p| p == file))
        };
        if let Some(text) = args.text.iter().find(|text| is_text(&text.file)) {
            return Err(usage(format!("{} is a text and would be overwritten", shown(&text.file))));
        }
        let (_, extension) = compression::extension(path);
        let Some(format) = extension.as_deref().and_then(Format::from_extension) else {
            let known = Format::ALL.map(|format| format!(".{}", format.extension())).join(" ");
            return Err(usage(format!(
                "the extension of {} names no format: {known}, each also .gz or .zst",
                shown(path)
            )));
        };
        let output = Some(Output::open(Some(path))?);
        Ok(Self { path, format, output, document: None, graph: None, refused: false })
    }

    /// What names the graph of a dossier, where nothing else is said: as for `export`.
    fn own_graph(&self) -> GraphName {
        if matches!(self.format, Format::NQuads | Format::TriG) { GraphName::Dossier } else { GraphName::None }
    }

    /// The document, begun with the first graph. All graphs must be named alike.
    fn document(&mut self, unit: &Unit<'_>) -> Result<&mut Document<Output>, Error> {
        let refused = |message: String| Error::Format(shown(self.path), format!("{}: {message}", unit.file));
        let graph = unit.graph.clone().map_err(&refused)?;
        if graph != GraphName::None && !self.format.holds_graphs() {
            let message =
                format!("it has named graphs, and {} has none: name a file .nq, .trig or .jsonld", self.format.name());
            return Err(refused(message));
        }
        if self.graph.is_some_and(|before| before != graph) {
            return Err(refused("its graphs are named otherwise than those before it".into()));
        }
        self.graph = Some(graph);
        if let Some(output) = self.output.take() {
            let manner = Manner { format: self.format, graph, jsonld_form: JsonLdForm::default(), context_url: None };
            self.document = Some(Document::begin(&manner, unit.single, shown(self.path), output)?);
        }
        self.document.as_mut().ok_or_else(|| Error::Internal("there is no document to write to".into()))
    }

    fn finish(self, args: &VerifyArgs, left_out: usize, reporter: &mut Reporter) -> Result<(), Error> {
        let path = shown(self.path);
        if self.refused {
            let way_out = if args.drop_lost { "" } else { "; --drop-lost leaves out the facts that are not kept" };
            reporter.note(&format!("{path} is not written, since not all is kept{way_out}"));
            return Ok(());
        }
        let Some(document) = self.document else { return Ok(()) };
        document.finish()?.keep()?;
        let facts = if left_out == 0 { String::new() } else { format!(" without {left_out} facts") };
        reporter.line(&format!("{path} is written{facts}"));
        Ok(())
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
