//! RDF files: their literals checked, the union of their graphs validated.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use oxrdf::{QuadRef, TermRef};
use verbale_core::check::Check as Rule;
use verbale_core::diagnostic::{Diagnostic, Place};
use verbale_core::lexical::LexicalFault;
use verbale_rdf::literal::{check_literal, check_tag};
use verbale_rdf::{Contexts, Options, Part, Places, Spot, Syntax};
use verbale_shacl::{Error as Stopped, Origin, Shapes, ValidationResult};

use super::batch::Batch;
use super::{Check, results};
use crate::error::Error;
use crate::input::{Input, open};
use crate::report::{Finding, SHOWN, Subject, Unit};

/// Results with where they stand.
type Located = Vec<(ValidationResult, Option<Origin>)>;

/// How many batches of statements may wait for the engine.
const WAITING: usize = 8;
/// Bytes of a file that are kept for a finding's line, before its place and from there on.
const BEFORE: usize = 400;
const AFTER: usize = 800;

impl Check<'_> {
    /// Checks an RDF file. It is read once, streaming; the graph is in memory as the engine's index.
    pub(super) fn graph(&mut self, input: &Input, syntax: Syntax) -> Result<(), Error> {
        let (read, validated) = read_and_validate(input, syntax, &self.contexts, &self.shapes);
        let mut read = read?;
        self.checked.graphs += 1;
        self.checked.triples += read.triples;
        // The graph of a file that broke off is not the file's.
        if !read.broken {
            let validated = validated.map_err(|cause| Error::Engine(input.name(), cause.to_string()))?;
            for (result, origin) in validated {
                let place = origin.and_then(|origin| place(&read.places, origin));
                read.findings.push(results::in_graph(result, place, &self.args.lang));
            }
        }
        read.findings.sort_by_key(|finding| finding.place);
        let shown = read.findings.len().min(SHOWN);
        let text = lines(input, &mut read.findings[..shown])?;
        let unit = Unit {
            subject: Subject { name: &input.portable_name(), text: &text },
            record: None,
            line: 1,
            in_batch: false,
        };
        self.reports.checked(&unit, &read.findings, read.uncounted)
    }
}

/// Reads in a thread of its own while statements are numbered here.
fn read_and_validate(
    input: &Input,
    syntax: Syntax,
    contexts: &Contexts,
    shapes: &Shapes,
) -> (Result<Reading, Error>, Result<Located, Stopped>) {
    if shapes.is_empty() {
        return (read(input, syntax, contexts, None), Ok(Vec::new()));
    }
    let (send, receive) = sync_channel(WAITING);
    let (give_back, used) = channel();
    thread::scope(|scope| {
        let outlet = Outlet { send, used, batch: Batch::default() };
        let reader = scope.spawn(move || read(input, syntax, contexts, Some(outlet)));
        let validated = validate(shapes, receive, &give_back);
        let read = reader.join().unwrap_or_else(|_| Err(Error::Internal(format!("reading {} stopped", input.name()))));
        (read, validated)
    })
}

/// Numbers the statements as they come, then validates. Batches go back to be filled again.
fn validate(shapes: &Shapes, receive: Receiver<Batch>, give_back: &Sender<Batch>) -> Result<Located, Stopped> {
    let mut data = shapes.data();
    for batch in receive {
        for triple in batch.triples() {
            data.insert(triple)?;
        }
        // A reader that has come to its end needs no more.
        let _ = give_back.send(batch);
    }
    shapes.validate_data(data)
}

/// What reading a file gave besides its triples.
#[derive(Default)]
struct Reading {
    places: Places,
    findings: Vec<Finding>,
    /// Findings past those that are kept.
    uncounted: usize,
    triples: usize,
    broken: bool,
}

impl Reading {
    fn push(
        &mut self,
        check: Rule,
        message: String,
        help: Option<String>,
        place: Option<Place>,
        value: Option<String>,
    ) {
        if self.findings.len() >= SHOWN {
            self.uncounted += 1;
            return;
        }
        let mut finding = Diagnostic::new(check, "", message);
        finding.place = place;
        finding.value = value;
        finding.help.extend(help);
        self.findings.push(Finding { pointer: None, ..finding.into() });
    }

    fn look_at(&mut self, object: TermRef<'_>, spot: Option<&Spot>) {
        self.triples += 1;
        let TermRef::Literal(literal) = object else { return };
        let place = spot.map(|spot| spot.object);
        let mut faulty = |check, outcome: Result<(), LexicalFault>| {
            if let Err(LexicalFault { message, suggestion, .. }) = outcome {
                let help = suggestion.map(|suggestion| format!("did you mean `{suggestion}`?"));
                self.push(check, message, help, place, Some(literal.to_string()));
            }
        };
        faulty(Rule::IllTypedLiteral, check_literal(literal));
        if let Some(tag) = literal.language() {
            faulty(Rule::BadLanguage, check_tag(tag));
        }
    }
}

/// Hands statements to the engine in batches.
struct Outlet {
    send: SyncSender<Batch>,
    used: Receiver<Batch>,
    batch: Batch,
}

impl Outlet {
    fn take(&mut self, quad: QuadRef<'_>) {
        self.batch.push(quad);
        if self.batch.is_full() {
            self.flush();
        }
    }

    /// An engine that has stopped listening says why itself.
    fn flush(&mut self) {
        let mut next = self.used.try_recv().unwrap_or_default();
        next.clear();
        let _ = self.send.send(std::mem::replace(&mut self.batch, next));
    }
}

/// Reads a file; its statements go to the engine, unless there is none.
fn read(input: &Input, syntax: Syntax, contexts: &Contexts, mut to: Option<Outlet>) -> Result<Reading, Error> {
    let mut bytes = open(input)?;
    let base = base(input);
    let options = Options { syntax, base: Some(&base), contexts, blank_prefix: "d" };
    let mut reading = Reading::default();
    let outcome = verbale_rdf::scan(&mut bytes, &options, &mut |quad, spot| {
        reading.look_at(quad.object, spot.as_ref());
        if let Some(to) = &mut to {
            reading.places.extend(spot);
            to.take(quad);
        }
    });
    to.iter_mut().for_each(Outlet::flush);
    match outcome {
        Ok(()) => {}
        Err(verbale_rdf::Error::Io(cause)) => return Err(Error::Read(input.name(), cause)),
        Err(verbale_rdf::Error::Syntax { message, place, help }) => {
            reading.broken = true;
            reading.push(Rule::Syntax, message, help, place, None);
        }
        Err(other) => return Err(Error::Internal(other.to_string())),
    }
    Ok(reading)
}

/// Where relative IRIs of a file lead: nowhere that exists, and the same on every machine.
pub(crate) fn base(input: &Input) -> String {
    let name = input.portable_name();
    let name = name.rsplit('/').next().unwrap_or_default();
    let escaped: String = name
        .bytes()
        .flat_map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => vec![char::from(byte)],
            _ => format!("%{byte:02X}").chars().collect(),
        })
        .collect();
    format!("file:///{escaped}")
}

/// A result stands at its property, else at its focus node.
fn place(places: &Places, origin: Origin) -> Option<Place> {
    let start = match origin {
        Origin::Predicate(statement) => places.of(statement, Part::Predicate),
        Origin::Subject(statement) => places.of(statement, Part::Subject),
        Origin::Object(statement) => places.of(statement, Part::Object),
    }?;
    Some(Place { start, end: start })
}

/// The lines of the findings, one after the other in one text; their places then count bytes in it. A line of a graph
/// may be as long as the file, so only what is around a place is kept.
pub(crate) fn lines(input: &Input, findings: &mut [Finding]) -> Result<String, Error> {
    let places = findings.iter().filter_map(|finding| finding.place);
    let mut windows: BTreeMap<usize, Vec<u8>> = places.map(|place| (place.start.byte, Vec::new())).collect();
    if windows.is_empty() {
        return Ok(String::new());
    }
    fill(&mut windows, input)?;
    let mut text = String::new();
    let mut starts = BTreeMap::new();
    for (byte, window) in windows {
        let (before, after) = window.split_at((byte - byte.saturating_sub(BEFORE)).min(window.len()));
        let before = &before[before.iter().rposition(|b| *b == b'\n').map_or(0, |end| end + 1)..];
        let after = &after[..after.iter().position(|b| *b == b'\n').unwrap_or(after.len())];
        text.push_str(&String::from_utf8_lossy(before).replace('\u{FFFD}', ""));
        starts.insert(byte, text.len());
        text.push_str(&String::from_utf8_lossy(after).replace('\u{FFFD}', ""));
        text.push('\n');
    }
    for place in findings.iter_mut().filter_map(|finding| finding.place.as_mut()) {
        let (start, length) = (starts[&place.start.byte], place.end.byte.saturating_sub(place.start.byte));
        place.start.byte = start;
        place.end.byte = start + length;
    }
    Ok(text)
}

/// Reads the file once more and keeps the bytes around each place.
fn fill(windows: &mut BTreeMap<usize, Vec<u8>>, input: &Input) -> Result<(), Error> {
    let failed = |cause| Error::Read(input.name(), cause);
    let mut bytes = open(input)?;
    let last = windows.keys().next_back().map_or(0, |byte| byte + AFTER);
    let (mut chunk, mut at) = (vec![0; 1 << 16], 0);
    while at < last {
        let length = bytes.read(&mut chunk).map_err(failed)?;
        if length == 0 {
            break;
        }
        let (from, to) = (at.saturating_sub(AFTER), at + length + BEFORE);
        for (byte, window) in windows.range_mut(from..to) {
            let start = byte.saturating_sub(BEFORE).max(at) - at;
            let end = (byte + AFTER).clamp(at, at + length) - at;
            if start < end {
                window.extend_from_slice(&chunk[start..end]);
            }
        }
        at += length;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compression::Compression;
    use crate::input::{Kind, Origin, Shape};
    use std::io::Write;
    use verbale_core::diagnostic::Position;

    fn finding(byte: usize, line: usize) -> Finding {
        let start = Position { line, column: 1, byte };
        let mut finding: Finding = Diagnostic::new(Rule::IllTypedLiteral, "", "m").into();
        finding.place = Some(Place { start, end: Position { byte: byte + 3, ..start } });
        finding
    }

    #[test]
    fn only_the_lines_of_findings_are_kept() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        let text =
            format!("first\n{}\nséc ond\n{}é{}\nlast", "x".repeat(200_000), "y".repeat(70_000), "z".repeat(9_000));
        file.write_all(text.as_bytes()).unwrap();
        let kind = Kind { shape: Shape::Graphs(Syntax::Turtle), compression: Compression::None };
        let input = Input { origin: Origin::File(file.path().into()), kind, found_in: None };
        let mut findings = [("first", 1), ("ond", 3), ("éz", 4), ("last", 5)]
            .map(|(word, line)| finding(text.find(word).unwrap(), line));
        let kept = lines(&input, &mut findings).unwrap();
        assert!(kept.len() < 4 * (BEFORE + AFTER), "{}", kept.len());
        let marked = findings.iter().map(|f| f.place.map(|p| &kept[p.start.byte..p.end.byte]).unwrap());
        assert_eq!(marked.collect::<Vec<_>>(), ["fir", "ond", "éz", "las"]);
        let line = |at: usize| kept.lines().nth(at).unwrap();
        assert_eq!((line(0), line(1), line(3)), ("first", "séc ond", "last"));
        assert!(line(2).starts_with("yyy") && line(2).ends_with("zzz"));
    }
}
