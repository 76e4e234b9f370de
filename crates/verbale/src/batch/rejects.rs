//! The refused records, each with the reasons: a file that can be mended and fed back.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use crate::error::Error;
use crate::input::shown;
use crate::output::OutputFile;
use crate::report::json::entries;
use crate::report::{Finding, Unit};

/// A file of refused records; without one, nothing is kept.
pub(crate) struct Rejects {
    file: Option<(OutputFile, String)>,
}

/// A refused record, as a line of the file.
#[derive(Serialize)]
struct Reject<'a, F> {
    input: &'a str,
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a str>,
    findings: F,
}

impl Rejects {
    /// Begins the file, if there is to be one.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Error> {
        let file = path.map(|path| Ok::<_, Error>((OutputFile::create(path)?, shown(path)))).transpose()?;
        Ok(Self { file })
    }

    /// Whether anybody wants to know.
    pub(crate) fn wanted(&self) -> bool {
        self.file.is_some()
    }

    /// Writes a refused record: its text is that of the unit, and left out where it is not at hand.
    pub(crate) fn write(&mut self, unit: &Unit<'_>, findings: &[Finding]) -> Result<(), Error> {
        let Some((file, name)) = &mut self.file else { return Ok(()) };
        line(file, unit, findings).map_err(|cause| Error::Write(name.clone(), cause))
    }

    /// Ends the file: it takes its name.
    pub(crate) fn keep(self) -> Result<(), Error> {
        self.file.map_or(Ok(()), |(file, _)| file.finish()?.keep())
    }
}

fn line(out: &mut OutputFile, unit: &Unit<'_>, findings: &[Finding]) -> io::Result<()> {
    let text = unit.subject.text;
    let reject = Reject {
        input: unit.subject.name,
        line: unit.line,
        id: unit.record,
        record: (!text.is_empty()).then_some(text),
        findings: entries(unit, findings),
    };
    serde_json::to_writer(&mut *out, &reject)?;
    out.write_all(b"\n")
}
