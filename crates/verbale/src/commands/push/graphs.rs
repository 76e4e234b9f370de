//! The graphs that a file of N-Quads holds: read back, told apart, and read again one by one to be sent.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, BufReader};
use std::sync::Arc;

use oxrdf::{GraphNameRef, NamedOrBlankNodeRef, QuadRef, TermRef};
use verbale_rdf::{Contexts, Options, Spot, Syntax, scan};
use verbale_store::Body;

use super::triples::{BUFFER, Dossier, NAME_BESIDES_IRI, Piece, Range, Triples};
use crate::batch::hash_of;
use crate::error::Error;

/// A graph that is to be sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Graph {
    /// Its name in the store.
    pub(super) iri: String,
    /// Where its statements stand.
    pieces: Arc<[Piece]>,
}

/// The graphs of a run, in the order in which they begin.
#[derive(Debug)]
pub(super) struct Graphs {
    file: Arc<File>,
    /// The dossiers, which name the graphs in the file.
    dossiers: Arc<[Dossier]>,
    /// The graphs.
    pub(super) list: Vec<Graph>,
    /// The statements of the file.
    pub(super) lines: u64,
}

impl Graph {
    /// Its statements, one that is made twice counted twice.
    pub(super) fn lines(&self) -> u64 {
        self.pieces.iter().map(|piece| piece.lines).sum()
    }
}

impl Graphs {
    /// Reads the file back, so that nothing is sent which a reader of N-Quads would not take. `into` names the one graph
    /// for all dossiers; else each has the graph of its IRI.
    pub(super) fn read_back(file: File, into: Option<&str>) -> Result<Self, Error> {
        let contexts = Contexts::default();
        let options = Options { syntax: Syntax::NQuads, base: None, contexts: &contexts, blank_prefix: "b" };
        let mut reading = Reading::default();
        let mut reader = BufReader::with_capacity(BUFFER, &file);
        scan(&mut reader, &options, &mut |quad, spot| reading.statement(quad, spot)).map_err(unreadable)?;
        let length = file.metadata().map_err(unread)?.len();
        let (pieces, dossiers) = reading.end(length)?;
        let lines = pieces.iter().map(|piece| piece.lines).sum();
        let list = if let Some(iri) = into.filter(|_| !pieces.is_empty()) {
            vec![Graph { iri: iri.to_owned(), pieces: pieces.into() }]
        } else {
            by_dossier(pieces, &dossiers)
        };
        Ok(Self { file: Arc::new(file), dossiers: dossiers.into(), list, lines })
    }

    /// The bytes of a graph as N-Triples.
    pub(super) fn length(&self, graph: &Graph) -> u64 {
        let name = |piece: &Piece| self.dossiers[piece.dossier].iri.len() as u64 + NAME_BESIDES_IRI;
        graph.pieces.iter().map(|piece| piece.bytes.end - piece.bytes.start - piece.lines * name(piece)).sum()
    }

    /// The statements of a graph as N-Triples.
    fn triples(&self, graph: &Graph) -> Triples {
        Triples::new(Arc::clone(&self.file), Arc::clone(&self.dossiers), Arc::clone(&graph.pieces))
    }

    /// A graph as a request carries it: N-Triples.
    pub(super) fn body<'g>(&'g self, graph: &'g Graph) -> Body<'g> {
        Body::made(Some(self.length(graph)), || Ok(Box::new(self.triples(graph))))
    }

    /// All graphs as one request carries them: N-Quads.
    pub(super) fn whole(&self) -> Result<Body<'_>, Error> {
        let length = self.file.metadata().map_err(unread)?.len();
        Ok(Body::made(Some(length), move || Ok(Box::new(Range::of(&self.file, 0..length)))))
    }

    /// The hash of a graph: of its statements in their order.
    pub(super) fn hash(&self, graph: &Graph) -> Result<String, Error> {
        hash_of(&mut self.triples(graph)).map_err(unread)
    }

    /// How many different triples a graph has: parts of a dossier, and dossiers in one graph, may say the same.
    ///
    /// What a dossier says of its own nodes no other can say, so that only the rest is remembered to the end.
    pub(super) fn distinct(&self, graph: &Graph) -> Result<u64, Error> {
        let (mut own, mut shared) = (HashSet::new(), HashSet::new());
        let (mut last, mut before) = (None, 0);
        let mut lines = self.triples(graph);
        while let Some((dossier, line)) = lines.next_line().map_err(unread)? {
            if last != Some(dossier) {
                last = Some(dossier);
                before += own.len();
                own.clear();
            }
            let Dossier { iri, pieces } = &self.dossiers[dossier];
            let mine = *pieces == 1 && is_of(line, iri);
            if mine { &mut own } else { &mut shared }.insert(short_hash(line));
        }
        Ok((before + own.len() + shared.len()) as u64)
    }
}

/// Whether the subject of a statement is a dossier, or one of the nodes that have their names from it.
fn is_of(line: &[u8], dossier: &str) -> bool {
    let rest = line.strip_prefix(b"<").and_then(|rest| rest.strip_prefix(dossier.as_bytes()));
    rest.is_some_and(|rest| rest.starts_with(b">") || rest.starts_with(b"/"))
}

/// 64 bits: among a hundred million statements two different ones are taken for the same once in four thousand runs, and
/// that run is told of a difference that there is not.
fn short_hash(line: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(line);
    hasher.finish()
}

/// What was met while the file is read.
#[derive(Default)]
struct Reading {
    pieces: Vec<Piece>,
    dossiers: Vec<Dossier>,
    numbers: BTreeMap<String, usize>,
    fault: Option<String>,
}

impl Reading {
    fn statement(&mut self, quad: QuadRef<'_>, spot: Option<Spot>) {
        if self.fault.is_some() {
            return;
        }
        let (GraphNameRef::NamedNode(name), Some(spot)) = (quad.graph_name, spot) else {
            self.fault = Some(format!("the statement `{quad}` is in no graph"));
            return;
        };
        if matches!(quad.subject, NamedOrBlankNodeRef::BlankNode(_)) || matches!(quad.object, TermRef::BlankNode(_)) {
            self.fault = Some(format!("the statement `{quad}` has a node without a name"));
            return;
        }
        let start = spot.subject.start.byte as u64;
        if let Some(piece) = self.pieces.last_mut() {
            if self.dossiers[piece.dossier].iri == name.as_str() {
                piece.lines += 1;
                return;
            }
            piece.bytes.end = start;
        }
        let dossier = self.number(name.as_str());
        self.pieces.push(Piece { dossier, bytes: start..start, lines: 1 });
    }

    fn number(&mut self, iri: &str) -> usize {
        if let Some(number) = self.numbers.get(iri) {
            self.dossiers[*number].pieces += 1;
            return *number;
        }
        let number = self.dossiers.len();
        self.dossiers.push(Dossier { iri: iri.to_owned(), pieces: 1 });
        self.numbers.insert(iri.to_owned(), number);
        number
    }

    fn end(mut self, length: u64) -> Result<(Vec<Piece>, Vec<Dossier>), Error> {
        if let Some(fault) = self.fault {
            return Err(Error::Internal(format!("what was to be sent is not what was meant: {fault}")));
        }
        if let Some(piece) = self.pieces.last_mut() {
            piece.bytes.end = length;
        }
        Ok((self.pieces, self.dossiers))
    }
}

/// A graph for each dossier: its parts may stand apart.
fn by_dossier(pieces: Vec<Piece>, dossiers: &[Dossier]) -> Vec<Graph> {
    let mut parted: Vec<Vec<Piece>> = dossiers.iter().map(|dossier| Vec::with_capacity(dossier.pieces)).collect();
    for piece in pieces {
        parted[piece.dossier].push(piece);
    }
    let named = |(dossier, pieces): (&Dossier, Vec<Piece>)| Graph { iri: dossier.iri.clone(), pieces: pieces.into() };
    dossiers.iter().zip(parted).map(named).collect()
}

fn unread(cause: io::Error) -> Error {
    Error::Read("the temporary file".into(), cause)
}

fn unreadable(cause: verbale_rdf::Error) -> Error {
    match cause {
        verbale_rdf::Error::Io(cause) => unread(cause),
        fault => Error::Internal(format!("what was to be sent cannot be read back: line {fault}")),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Seek, Write};

    use super::*;

    /// Two dossiers, the first in two pieces that say the same of the state and of the actor.
    const QUADS: &str = "\
        <http://x/a> <http://x/p> \"é . <http://x/a>\" <http://x/a> .\n\
        <http://x/a/actor> <http://x/p> <http://x/state> <http://x/a> .\n\
        <http://x/state> <http://x/p> \"S\"@fr-FR <http://x/a> .\n\
        <http://x/b> <http://x/p> \"1\"^^<http://x/t> <http://x/b> .\n\
        <http://x/state> <http://x/p> \"S\"@fr-FR <http://x/b> .\n\
        <http://x/a/actor> <http://x/p> <http://x/state> <http://x/a> .\n\
        <http://x/a/f2> <http://x/p> \"2\" <http://x/a> .\n";

    fn file(text: &str) -> File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.rewind().unwrap();
        file
    }

    fn text(graphs: &Graphs, graph: &Graph) -> String {
        let mut text = String::new();
        graphs.triples(graph).read_to_string(&mut text).unwrap();
        assert_eq!(text.len() as u64, graphs.length(graph), "{}", graph.iri);
        text
    }

    /// The lines of the file that are of these dossiers, without the graph: an independent way to the same.
    fn expected(dossiers: &[&str]) -> String {
        let of = |line: &&str| dossiers.iter().any(|iri| line.ends_with(&format!("<{iri}> .")));
        let lines = QUADS.lines().filter(of);
        lines.flat_map(|line| [line.rsplit_once(" <").unwrap().0, " .\n"]).collect()
    }

    #[test]
    fn each_dossier_has_its_graph_whole() {
        let graphs = Graphs::read_back(file(QUADS), None).unwrap();
        assert_eq!(graphs.lines, 7);
        let iris: Vec<&str> = graphs.list.iter().map(|graph| graph.iri.as_str()).collect();
        assert_eq!(iris, ["http://x/a", "http://x/b"]);
        for graph in &graphs.list {
            assert_eq!(text(&graphs, graph), expected(&[&graph.iri]));
        }
        let [a, b] = &graphs.list[..] else { panic!("two graphs") };
        assert_eq!((a.lines(), graphs.distinct(a).unwrap()), (5, 4), "the actor is there twice");
        assert_eq!((b.lines(), graphs.distinct(b).unwrap()), (2, 2));
        assert_ne!(graphs.hash(a).unwrap(), graphs.hash(b).unwrap());
    }

    #[test]
    fn all_dossiers_in_one_graph() {
        let graphs = Graphs::read_back(file(QUADS), Some("urn:all")).unwrap();
        let [all] = &graphs.list[..] else { panic!("one graph") };
        assert_eq!((all.iri.as_str(), text(&graphs, all)), ("urn:all", expected(&["http://x/a", "http://x/b"])));
        assert_eq!((all.lines(), graphs.distinct(all).unwrap()), (7, 5), "the state is there twice, the actor too");
    }

    #[test]
    fn graphs_are_read_side_by_side_and_in_small_pieces() {
        let graphs = Graphs::read_back(file(QUADS), None).unwrap();
        let (mut one, mut other) = (graphs.triples(&graphs.list[0]), graphs.triples(&graphs.list[1]));
        let (mut a, mut b) = (Vec::new(), Vec::new());
        let mut byte = [0];
        loop {
            let read = [(&mut one, &mut a), (&mut other, &mut b)].map(|(from, to)| {
                let read = from.read(&mut byte).unwrap();
                to.extend_from_slice(&byte[..read]);
                read
            });
            if read == [0, 0] {
                break;
            }
        }
        assert_eq!(String::from_utf8(a).unwrap(), expected(&["http://x/a"]));
        assert_eq!(String::from_utf8(b).unwrap(), expected(&["http://x/b"]));
    }

    #[test]
    fn what_was_not_meant_is_not_sent() {
        for (quads, words) in [
            ("<http://x/a> <http://x/p> \"1\" .\n", "is in no graph"),
            ("_:a <http://x/p> \"1\" <http://x/a> .\n", "without a name"),
            ("<http://x/a> <http://x/p> _:a <http://x/a> .\n", "without a name"),
            ("<http://x/a> <http://x/p> \"1\" _:a .\n", "is in no graph"),
            ("<http://x/a> <http://x/p> \"1\" <http://x/a> .\n<http://x/a> <p> 1\n", "cannot be read back: line 2"),
        ] {
            let error = Graphs::read_back(file(quads), None).expect_err(quads).to_string();
            assert!(error.contains(words), "{quads}: {error}");
        }
        assert_eq!(Graphs::read_back(file(""), Some("urn:all")).unwrap().list, []);
    }

    #[test]
    fn a_line_that_is_written_otherwise_is_not_cut() {
        let graphs = Graphs::read_back(file("<http://x/a> <http://x/p> \"1\"  <http://x/a>.\n"), None).unwrap();
        let read = graphs.triples(&graphs.list[0]).read_to_end(&mut Vec::new());
        assert!(read.is_err_and(|cause| cause.to_string().contains("does not end in its graph")));
    }
}
