//! The statements of a graph on their way out of the file of all graphs.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::ops;
use std::sync::Arc;

/// Bytes that are read at once.
pub(super) const BUFFER: usize = 1 << 16;

/// What names the graph in a line, besides its IRI: a space and the angle brackets.
pub(super) const NAME_BESIDES_IRI: u64 = 3;

/// Statements of one dossier that follow one another in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The number of the dossier.
    pub(super) dossier: usize,
    /// The place in the file, in bytes.
    pub(super) bytes: ops::Range<u64>,
    /// How many lines that are.
    pub(super) lines: u64,
}

/// A dossier of the file.
#[derive(Debug)]
pub(super) struct Dossier {
    /// Its IRI.
    pub(super) iri: String,
    /// Pieces of it: more than one where its parts stand apart.
    pub(super) pieces: usize,
}

/// The statements of a graph, line by line, without the name of the graph.
pub(super) struct Triples {
    file: Arc<File>,
    dossiers: Arc<[Dossier]>,
    pieces: Arc<[Piece]>,
    /// The number of the piece that comes next.
    next: usize,
    /// The dossier of the piece that is read, and what is left of it.
    piece: Option<(usize, BufReader<Range>)>,
    line: Vec<u8>,
    /// Bytes of the line that were read.
    at: usize,
}

/// A part of the file. Its place is its own: several may be read at once.
pub(super) struct Range {
    file: Arc<File>,
    bytes: ops::Range<u64>,
}

impl Range {
    /// These bytes of the file.
    pub(super) fn of(file: &Arc<File>, bytes: ops::Range<u64>) -> Self {
        Self { file: Arc::clone(file), bytes }
    }
}

impl Read for Range {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.bytes.end - self.bytes.start).unwrap_or(usize::MAX);
        let most = left.min(into.len());
        let mut file = &*self.file;
        file.seek(SeekFrom::Start(self.bytes.start))?;
        let read = file.read(&mut into[..most])?;
        self.bytes.start += read as u64;
        Ok(read)
    }
}

impl Triples {
    /// These pieces of the file, one after the other.
    pub(super) fn new(file: Arc<File>, dossiers: Arc<[Dossier]>, pieces: Arc<[Piece]>) -> Self {
        Self { file, dossiers, pieces, next: 0, piece: None, line: Vec::new(), at: 0 }
    }

    /// The next statement with its line end, and the dossier that it is of.
    pub(super) fn next_line(&mut self) -> io::Result<Option<(usize, &[u8])>> {
        loop {
            let Some((dossier, reader)) = &mut self.piece else {
                let Some(piece) = self.pieces.get(self.next) else { return Ok(None) };
                let bytes = Range::of(&self.file, piece.bytes.clone());
                self.piece = Some((piece.dossier, BufReader::with_capacity(BUFFER, bytes)));
                self.next += 1;
                continue;
            };
            self.line.clear();
            if reader.read_until(b'\n', &mut self.line)? == 0 {
                self.piece = None;
                continue;
            }
            let dossier = *dossier;
            without_graph(&mut self.line, &self.dossiers[dossier].iri)?;
            return Ok(Some((dossier, &self.line)));
        }
    }
}

/// Takes the name of the graph off a line of N-Quads.
fn without_graph(line: &mut Vec<u8>, iri: &str) -> io::Result<()> {
    const END: &[u8] = b" .\n";
    let named = line.strip_suffix(END).and_then(|rest| rest.strip_suffix(b">"));
    let start = named.and_then(|rest| rest.strip_suffix(iri.as_bytes())).and_then(|rest| rest.strip_suffix(b" <"));
    let Some(start) = start.map(<[u8]>::len) else {
        let line = String::from_utf8_lossy(line).into_owned();
        return Err(io::Error::new(io::ErrorKind::InvalidData, format!("`{line}` does not end in its graph <{iri}>")));
    };
    line.truncate(start);
    line.extend_from_slice(END);
    Ok(())
}

impl Read for Triples {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while filled < into.len() {
            if self.at == self.line.len() {
                self.at = 0;
                if self.next_line()?.is_none() {
                    self.line.clear();
                    break;
                }
            }
            let length = (self.line.len() - self.at).min(into.len() - filled);
            into[filled..filled + length].copy_from_slice(&self.line[self.at..self.at + length]);
            self.at += length;
            filled += length;
        }
        Ok(filled)
    }
}
