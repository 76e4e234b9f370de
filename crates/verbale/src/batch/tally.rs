//! The account of a run: what came in is what went out and what was refused.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use serde::Serialize;

use crate::count::grouped;
use crate::error::Error;
use crate::input::shown;
use crate::output::OutputFile;

/// The code of records that have no fault themselves and were not written since another one had.
pub(crate) const STOPPED: &str = "stopped";

/// Records, and the facts in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Records.
    pub(crate) records: u64,
    /// Facts. A record that cannot be read has none.
    pub(crate) facts: u64,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.records += other.records;
        self.facts += other.facts;
    }
}

/// What a run has read, written and refused. Every record that is read is counted once more, as written or as refused:
/// so the sums hold by construction.
#[derive(Debug)]
pub(crate) struct Tally {
    written: Count,
    refused: BTreeMap<String, Count>,
    unchanged: u64,
    quads: u64,
    bytes: u64,
    graphs: Option<GraphTally>,
    began: Instant,
}

/// What became of the graphs of a run, and of those that a run before it had sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct GraphTally {
    /// Put into the store, or added to what it has.
    pub(crate) sent: u64,
    /// Passed over: a run before has sent the same.
    pub(crate) unchanged: u64,
    /// Deleted: no dossier makes them any more.
    pub(crate) deleted: u64,
    /// Not taken by the store, or not as they were sent.
    pub(crate) refused: u64,
    /// Neither sent nor deleted, since the run has ended before.
    pub(crate) unsent: u64,
}

impl Tally {
    /// Nothing yet; the clock runs from now on.
    pub(crate) fn new() -> Self {
        let (written, refused) = (Count::default(), BTreeMap::new());
        Self { written, refused, unchanged: 0, quads: 0, bytes: 0, graphs: None, began: Instant::now() }
    }

    /// A record is written, as so many quads.
    pub(crate) fn written(&mut self, facts: u64, quads: u64) {
        self.written.add(Count { records: 1, facts });
        self.quads += quads;
    }

    /// A record is refused; the code is that of its first error.
    pub(crate) fn refused(&mut self, code: &str, facts: u64) {
        self.refuse(code, Count { records: 1, facts });
    }

    /// A record is passed over: nothing that it is made from has changed since the run before.
    pub(crate) fn unchanged(&mut self) {
        self.unchanged += 1;
    }

    /// Nothing that was written so far stands: the output is left as it was.
    pub(crate) fn take_back(&mut self) {
        let written = std::mem::take(&mut self.written);
        self.quads = 0;
        if written.records > 0 {
            self.refuse(STOPPED, written);
        }
    }

    /// The output has so many bytes, before compression.
    pub(crate) fn output(&mut self, bytes: u64) {
        self.bytes = bytes;
    }

    /// The quads that were written.
    #[cfg(feature = "store")]
    pub(crate) fn quads(&self) -> u64 {
        self.quads
    }

    /// What became of the graphs that were made of the quads.
    #[cfg(feature = "store")]
    pub(crate) fn graphs(&mut self, graphs: GraphTally) {
        self.graphs = Some(graphs);
    }

    /// What was refused, over all codes.
    pub(crate) fn all_refused(&self) -> Count {
        let mut all = Count::default();
        self.refused.values().for_each(|count| all.add(*count));
        all
    }

    /// «12 records with 140 facts: 11 with 133 written, 1 with 7 refused».
    pub(crate) fn line(&self) -> String {
        let refused = self.all_refused();
        let mut read = self.written;
        read.add(refused);
        let said = |count: Count| format!("{} with {}", grouped(&count.records), facts(count.facts));
        let records = if read.records == 1 { "record" } else { "records" };
        let unchanged = match self.unchanged {
            0 => String::new(),
            count => format!("; {} unchanged", grouped(&count)),
        };
        format!(
            "{} {records} with {}: {} written, {} refused{unchanged}",
            grouped(&read.records),
            facts(read.facts),
            said(self.written),
            said(refused)
        )
    }

    /// Writes the account as JSON.
    pub(crate) fn write(&self, path: &Path) -> Result<(), Error> {
        let mut file = OutputFile::create(path)?;
        let failed = |cause: std::io::Error| Error::Write(shown(path), cause);
        serde_json::to_writer(&mut file, &self.summary()).map_err(|cause| failed(cause.into()))?;
        file.write_all(b"\n").map_err(failed)?;
        file.finish()?.keep()
    }

    fn summary(&self) -> Summary<'_> {
        let refused = self.all_refused();
        let sums = |written: u64, refused: u64| Sums { read: written + refused, written, refused };
        Summary {
            version: 1,
            records: sums(self.written.records, refused.records),
            facts: sums(self.written.facts, refused.facts),
            refused: self.refused.iter().map(|(code, count)| (code.as_str(), count.records)).collect(),
            unchanged: self.unchanged,
            quads: self.quads,
            bytes: self.bytes,
            graphs: self.graphs,
            seconds: (self.began.elapsed().as_secs_f64() * 1000.0).round() / 1000.0,
        }
    }

    fn refuse(&mut self, code: &str, count: Count) {
        if let Some(sum) = self.refused.get_mut(code) {
            sum.add(count);
        } else {
            self.refused.insert(code.to_owned(), count);
        }
    }
}

/// The account as programs read it.
#[derive(Serialize)]
struct Summary<'t> {
    version: u8,
    records: Sums,
    facts: Sums,
    refused: BTreeMap<&'t str, u64>,
    #[serde(skip_serializing_if = "is_none")]
    unchanged: u64,
    quads: u64,
    bytes: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    graphs: Option<GraphTally>,
    seconds: f64,
}

#[derive(Serialize)]
struct Sums {
    read: u64,
    written: u64,
    refused: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the serialiser hands a reference")]
fn is_none(count: &u64) -> bool {
    *count == 0
}

fn facts(count: u64) -> String {
    format!("{} {}", grouped(&count), if count == 1 { "fact" } else { "facts" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sums_hold_whatever_happens() {
        let mut tally = Tally::new();
        tally.written(3, 40);
        tally.refused("syntax", 0);
        tally.refused("quote-not-found", 7);
        assert_eq!(tally.line(), "3 records with 10 facts: 1 with 3 facts written, 2 with 7 facts refused");
        tally.take_back();
        tally.refused("syntax", 0);
        let summary = serde_json::to_value(tally.summary()).unwrap();
        let sums = |read, written, refused| serde_json::json!({"read": read, "written": written, "refused": refused});
        assert_eq!(summary["records"], sums(4, 0, 4));
        assert_eq!(summary["facts"], sums(10, 0, 10));
        assert_eq!(summary["refused"], serde_json::json!({"quote-not-found": 1, "stopped": 1, "syntax": 2}));
        assert_eq!(summary["quads"], 0);
        assert_eq!(summary.get("unchanged"), None);
    }

    #[test]
    fn one_is_one_and_thousands_are_parted() {
        let mut tally = Tally::new();
        tally.written(1, 12);
        tally.unchanged();
        assert_eq!(tally.line(), "1 record with 1 fact: 1 with 1 fact written, 0 with 0 facts refused; 1 unchanged");
        assert_eq!(grouped(&1_234_567), "1,234,567");
    }
}
