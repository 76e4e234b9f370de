//! What the index does not keep in memory: a line of JSON for each dossier, written once and read as often as needed.

use std::io::{self, BufRead, ErrorKind, Seek, Write};
use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::entry::Entry;
use crate::network::{Actor, Link};

/// What is written of a dossier.
#[derive(Serialize)]
pub(super) struct Record<'r> {
    pub(super) entry: &'r Entry,
    #[serde(flatten)]
    pub(super) ties: &'r Ties,
}

/// Who is tied with whom in a dossier.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Ties {
    /// The actors that no dossier before it has tied, by their numbers.
    pub(super) actors: Vec<(usize, Actor)>,
    pub(super) ties: Vec<Link>,
}

/// A dossier in the list, as the template takes it.
#[derive(Deserialize)]
pub(super) struct Listed {
    pub(super) entry: minijinja::Value,
}

/// Writes a record in one piece.
pub(super) fn write(record: &Record<'_>, spool: &mut dyn Write) -> io::Result<()> {
    let mut line = serde_json::to_vec(record)?;
    line.push(b'\n');
    spool.write_all(&line)
}

/// The records of a spool from its beginning, of each what is wanted of it.
pub(super) struct Records<S, T> {
    spool: S,
    line: String,
    /// How many have been read, and how many there must be.
    read: usize,
    written: usize,
    wanted: PhantomData<fn() -> T>,
}

impl<S: BufRead + Seek, T: DeserializeOwned> Records<S, T> {
    /// Goes to the beginning of a spool of `written` records.
    pub(super) fn of(mut spool: S, written: usize) -> io::Result<Self> {
        spool.rewind()?;
        Ok(Self { spool, line: String::new(), read: 0, written, wanted: PhantomData })
    }

    fn record(&mut self) -> io::Result<T> {
        self.line.clear();
        self.spool.read_line(&mut self.line)?;
        if !self.line.ends_with('\n') {
            let (read, written) = (self.read, self.written);
            let message = format!("it ends within record {} of {written}", read + 1);
            return Err(io::Error::new(ErrorKind::UnexpectedEof, message));
        }
        Ok(serde_json::from_str(&self.line)?)
    }
}

impl<S: BufRead + Seek, T: DeserializeOwned> Iterator for Records<S, T> {
    type Item = io::Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.read == self.written {
            return None;
        }
        let record = self.record();
        // After a fault nothing more is read.
        self.read = if record.is_ok() { self.read + 1 } else { self.written };
        Some(record)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn read(bytes: &[u8], written: usize) -> Vec<io::Result<Ties>> {
        Records::of(Cursor::new(bytes), written).unwrap().collect()
    }

    #[test]
    fn a_spool_that_breaks_off_is_an_error() {
        let line = b"{\"actors\":[],\"ties\":[]}\n";
        let two = line.repeat(2);
        assert!(read(&two, 2).iter().all(Result::is_ok));
        for end in 0..two.len() {
            let records = read(&two[..end], 2);
            let fault = records.last().unwrap().as_ref().unwrap_err();
            assert_eq!((fault.kind(), records.len()), (ErrorKind::UnexpectedEof, 1 + end / line.len()), "{end}");
        }
    }

    #[test]
    fn a_line_that_is_no_record_is_an_error() {
        for line in [&b"\n"[..], b"{}\n", b"{\"actors\":[],\"ties\":[]} x\n", b"\xff\n"] {
            let records = read(&line.repeat(2), 2);
            assert!(records.len() == 1 && records[0].is_err(), "{line:?}");
        }
        assert!(read(b"", 0).is_empty());
    }
}
