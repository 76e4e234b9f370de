//! What runs have sent: a file that grows as a run goes, so that one that is broken off can be gone on with.

use std::collections::{BTreeMap, BTreeSet};
#[cfg(unix)]
use std::fs::TryLockError;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::input::shown;
use crate::output::OutputFile;

/// The version of the file.
const VERSION: u32 = 1;

/// What was sent to one store.
pub(super) struct State {
    path: PathBuf,
    target: Target,
    /// The graphs that runs have made, each with the hash of what it has; none where that is not sure.
    known: BTreeMap<String, Option<String>>,
    /// The file, where this run adds to it.
    journal: Option<File>,
    /// The file as it was found: as long as it is held, no other run takes it.
    held: Option<File>,
}

/// Where the graphs are: the first line of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Target {
    version: u32,
    /// The address of the store.
    store: String,
    /// The one graph for all dossiers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    into: Option<String>,
}

/// What happened to a graph: each other line of the file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Event {
    graph: String,
    #[serde(flatten)]
    what: What,
}

/// What happened.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum What {
    /// A request was about to be made: nobody knows what the graph has, but it is ours.
    Began(bool),
    /// It has what has this hash.
    Sent(String),
    /// It is gone.
    Deleted(bool),
}

impl Target {
    /// The graphs in a store, or the one graph.
    pub(super) fn new(store: &str, into: Option<&str>) -> Self {
        Self { version: VERSION, store: store.into(), into: into.map(str::to_owned) }
    }
}

impl State {
    /// As [`State::read`], for a run that will add to it. The file is held, so that no other run does so meanwhile.
    pub(super) fn open(path: &Path, target: Target) -> Result<Self, Error> {
        let held = held(path)?;
        Ok(Self { held, ..Self::read(path, target)? })
    }

    /// Reads what runs before have left, if they have. A last line that was not written to its end counts as none.
    pub(super) fn read(path: &Path, target: Target) -> Result<Self, Error> {
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => String::new(),
            Err(cause) => return Err(Error::Open(path.into(), cause)),
        };
        let mut known = BTreeMap::new();
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        let mut lines = whole.split('\n').filter(|line| !line.is_empty()).zip(1..);
        let fault = |number: usize, cause: &dyn ToString| {
            Error::State(path.into(), format!("line {number}: {}", cause.to_string()))
        };
        if let Some((line, number)) = lines.next() {
            let found: Target = serde_json::from_str(line).map_err(|cause| fault(number, &cause))?;
            if found != target {
                return Err(fault(
                    number,
                    &format!("it is about {}, and this run about {}", found.name(), target.name()),
                ));
            }
        }
        for (line, number) in lines {
            let Event { graph, what } = serde_json::from_str(line).map_err(|cause| fault(number, &cause))?;
            apply(&mut known, graph, what);
        }
        Ok(Self { path: path.into(), target, known, journal: None, held: None })
    }

    /// Begins to write: first what is known.
    pub(super) fn begin(&mut self) -> Result<(), Error> {
        if self.held.is_none() {
            self.held = held(&self.path)?;
        }
        self.write()?;
        let opened = OpenOptions::new().append(true).open(&self.path);
        self.journal = Some(opened.map_err(|cause| Error::Open(self.path.clone(), cause))?);
        // The file has become another one.
        self.held = held(&self.path)?;
        Ok(())
    }

    /// Whether a graph has what has this hash.
    pub(super) fn is_unchanged(&self, graph: &str, hash: &str) -> bool {
        self.known.get(graph).is_some_and(|known| known.as_deref() == Some(hash))
    }

    /// The graphs that runs before have made, and that are not among these.
    pub(super) fn gone(&self, graphs: &BTreeSet<&str>) -> Vec<String> {
        self.known.keys().filter(|graph| !graphs.contains(graph.as_str())).cloned().collect()
    }

    /// A request about a graph is about to be made.
    pub(super) fn began(&mut self, graph: &str) -> Result<(), Error> {
        self.note(graph, What::Began(true))
    }

    /// A graph has what has this hash.
    pub(super) fn sent(&mut self, graph: &str, hash: &str) -> Result<(), Error> {
        self.note(graph, What::Sent(hash.into()))
    }

    /// A graph is gone.
    pub(super) fn deleted(&mut self, graph: &str) -> Result<(), Error> {
        self.note(graph, What::Deleted(true))
    }

    /// Writes what is known, without how it came about.
    pub(super) fn keep(mut self) -> Result<(), Error> {
        self.journal = None;
        self.write()
    }

    /// One write for each line: what ends the process leaves whole lines, and at most a piece of the last.
    fn note(&mut self, graph: &str, what: What) -> Result<(), Error> {
        let event = Event { graph: graph.into(), what };
        if let Some(journal) = &mut self.journal {
            let written = line(&event).and_then(|line| journal.write_all(&line));
            written.map_err(|cause| Error::Write(shown(&self.path), cause))?;
        }
        apply(&mut self.known, event.graph, event.what);
        Ok(())
    }

    fn write(&self) -> Result<(), Error> {
        let mut file = OutputFile::create(&self.path)?;
        let written = line(&self.target).and_then(|line| file.write_all(&line));
        let written = written.and_then(|()| {
            self.known.iter().try_for_each(|(graph, hash)| {
                let what = hash.as_ref().map_or(What::Began(true), |hash| What::Sent(hash.clone()));
                file.write_all(&line(&Event { graph: graph.clone(), what })?)
            })
        });
        written.map_err(|cause| Error::Write(shown(&self.path), cause))?;
        file.finish()?.keep()
    }
}

impl Target {
    fn name(&self) -> String {
        match &self.into {
            Some(graph) => format!("the graph <{graph}> in {}", self.store),
            None => format!("graphs of dossiers in {}", self.store),
        }
    }
}

/// Takes a file for this process alone, if it is there. It is free again when it is dropped, or the process is gone.
#[cfg(unix)]
fn held(path: &Path) -> Result<Option<File>, Error> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(Error::Open(path.into(), cause)),
    };
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(Error::State(path.into(), "another run is using it".into())),
        // Not every file system knows locks.
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

/// Elsewhere a file that is held can be neither read nor renamed.
#[cfg(not(unix))]
fn held(_: &Path) -> Result<Option<File>, Error> {
    Ok(None)
}

fn apply(known: &mut BTreeMap<String, Option<String>>, graph: String, what: What) {
    match what {
        What::Began(_) => known.insert(graph, None),
        What::Sent(hash) => known.insert(graph, Some(hash)),
        What::Deleted(_) => known.remove(&graph),
    };
}

fn line(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut line = serde_json::to_vec(value)?;
    line.push(b'\n');
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target() -> Target {
        Target::new("http://localhost:7878/store", None)
    }

    fn left(path: &Path) -> BTreeMap<String, Option<String>> {
        State::read(path, target()).unwrap().known
    }

    #[test]
    fn a_run_that_is_cut_anywhere_leaves_what_it_had_noted() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.jsonl");
        let mut state = State::read(&path, target()).unwrap();
        state.begin().unwrap();
        state.began("urn:a").unwrap();
        state.sent("urn:a", "1").unwrap();
        state.began("urn:b").unwrap();
        state.deleted("urn:b").unwrap();
        state.began("urn:c").unwrap();
        // As if the run had been killed: nothing more is written, and the file is free.
        drop(state);
        let whole = fs::read(&path).unwrap();
        assert_eq!(left(&path), BTreeMap::from([("urn:a".into(), Some("1".into())), ("urn:c".into(), None)]));
        let ends: Vec<usize> = (0..whole.len()).filter(|at| whole[*at] == b'\n').collect();
        assert_eq!(ends.len(), 6);
        for cut in 0..whole.len() {
            fs::write(&path, &whole[..cut]).unwrap();
            let found = left(&path);
            let begun = ends.iter().filter(|end| **end < cut).count();
            let expected: &[(&str, Option<&str>)] = match begun {
                0 | 1 => &[],
                2 => &[("urn:a", None)],
                3 | 5 => &[("urn:a", Some("1"))],
                4 => &[("urn:a", Some("1")), ("urn:b", None)],
                _ => unreachable!(),
            };
            let found: Vec<_> = found.iter().map(|(graph, hash)| (graph.as_str(), hash.as_deref())).collect();
            assert_eq!(found, expected, "cut after {cut} bytes");
            let mut state = State::read(&path, target()).unwrap();
            state.begin().unwrap();
            state.sent("urn:z", "9").unwrap();
            assert_eq!(left(&path).len(), expected.len() + 1, "a torn line is not gone on with");
        }
    }

    #[cfg(unix)]
    #[test]
    fn one_run_at_a_time_has_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.jsonl");
        let another = "another run is using it";
        let refused =
            |state: Result<State, Error>| state.err().is_some_and(|error| error.to_string().contains(another));
        let mut one = State::open(&path, target()).unwrap();
        let mut other = State::open(&path, target()).unwrap();
        one.begin().unwrap();
        assert!(other.begin().is_err_and(|error| error.to_string().contains(another)));
        assert!(refused(State::open(&path, target())));
        assert!(State::read(&path, target()).is_ok(), "a dry run looks at it all the same");
        one.sent("urn:a", "1").unwrap();
        one.keep().unwrap();
        let mut next = State::open(&path, target()).unwrap();
        assert!(next.is_unchanged("urn:a", "1"));
        next.begin().unwrap();
        assert!(refused(State::open(&path, target())));
    }

    #[test]
    fn only_what_is_known_and_no_longer_there_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let mut state = State::read(&folder.path().join("state.jsonl"), target()).unwrap();
        for graph in ["urn:a", "urn:b", "urn:c"] {
            state.sent(graph, "1").unwrap();
        }
        state.began("urn:b").unwrap();
        assert_eq!(state.gone(&BTreeSet::from(["urn:a", "urn:x"])), ["urn:b", "urn:c"]);
        assert!(state.is_unchanged("urn:a", "1") && !state.is_unchanged("urn:a", "2"));
        assert!(!state.is_unchanged("urn:b", "1") && !state.is_unchanged("urn:x", "1"));
    }

    #[test]
    fn a_file_that_is_none_or_of_another_store_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.jsonl");
        let refusal = |text: &str| {
            fs::write(&path, text).unwrap();
            State::read(&path, target()).err().map(|error| error.to_string()).expect("a refusal")
        };
        let head = "{\"version\":1,\"store\":\"http://localhost:7878/store\"}\n";
        assert!(refusal("{\n  \"version\": 1,\n").contains("line 1"));
        assert!(refusal(&head.replace('1', "2")).contains("line 1"));
        assert!(
            refusal(&head.replace("7878", "7879")).contains("it is about graphs of dossiers in http://localhost:7879")
        );
        assert!(refusal(&format!("{head}{{\"graph\":\"urn:a\"}}\n")).contains("line 2"));
        assert!(refusal(&format!("{head}{{\"graph\":\"urn:a\",\"sent\":\"1\"}}\n{{\"gra\n")).contains("line 3"));
    }
}
