//! What becomes of rows, real ones and made-up ones.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod allocations;
mod damaged;
mod gdelt;
mod icews;
mod plover;
mod random;
mod real;

use serde_json::Value;
use verbale_import::{Dataset, Error, Kind, read};

/// A record as it was handed on: its line, and the part as JSON, or the code and message of the finding.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) line: usize,
    pub(crate) id: Option<String>,
    pub(crate) text: String,
    pub(crate) part: Result<Value, (String, String)>,
}

impl Seen {
    /// The fact of an accepted record.
    pub(crate) fn fact(&self) -> &Value {
        &self.part.as_ref().unwrap()["facts"][0]
    }

    /// The code of the finding that refused it.
    pub(crate) fn refused(&self) -> &str {
        self.part.as_ref().map_or_else(|(code, _)| code.as_str(), |part| panic!("accepted: {part}"))
    }
}

/// Reads a file whose dossier is called `d`.
pub(crate) fn records(kind: Kind, file: &[u8]) -> Result<Vec<Seen>, Error> {
    let mut records = Vec::new();
    read(&Dataset::new(kind, "d", "d.tsv").unwrap(), &mut &*file, &mut |record| {
        records.push(Seen {
            line: record.line,
            id: record.id.map(str::to_owned),
            text: record.text.to_string(),
            part: match record.part {
                Ok(part) => Ok(serde_json::to_value(&part).unwrap()),
                Err(fault) => {
                    let place = fault.place.unwrap();
                    assert!(record.text.get(place.start.byte..place.end.byte).is_some(), "{fault:?}");
                    assert!(place.start.line >= record.line, "{fault:?}");
                    Err((fault.check.code().to_owned(), fault.message))
                }
            },
        });
        Ok::<(), Error>(())
    })?;
    Ok(records)
}
