//! The file of an input, written anew with its fixes.

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use verbale_core::dossier::tree::Syntax;

use super::record::{Proved, RecordMends};
use super::{Error, diff};
use crate::compression::Compression;
use crate::input::{Input, Limits, Origin, Shape};
use crate::output::OutputFile;
use crate::report::Finding;

/// What is to be mended in one input, record by record.
#[derive(Debug, Default)]
pub(crate) struct Mending {
    /// By the line on which the record begins.
    records: BTreeMap<usize, RecordMends>,
}

/// What becomes of the mended text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// The file is replaced.
    Write,
    /// The file stays; only the diff is made (`--dry-run`).
    Show,
}

/// What was mended.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Mended {
    /// Fixes that were made, or would be.
    pub(crate) made: usize,
    /// Fixes that were left out, since the file would not read as meant with them.
    pub(crate) left: usize,
    /// With [`Manner::Show`]: the changes as a unified diff, control characters visible; empty where nothing changes.
    pub(crate) diff: String,
}

impl Mending {
    /// Whether there is nothing to mend.
    pub(crate) fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Keeps the fixes among the findings of a record, which has this text and begins on this line of its file.
    pub(crate) fn add(&mut self, text: &str, first_line: usize, findings: &[Finding]) {
        if let Some(mends) = RecordMends::new(text, findings) {
            self.records.insert(first_line, mends);
        }
    }
}

/// Mends the file of an input, which has been read to its end. Each fix is proved by reading the mended record back.
///
/// The file is read again: where a record with a fix is no longer what was checked, or the file changes meanwhile, it is
/// left alone ([`Error::Changed`]). It is replaced at once and keeps its permissions; all that is not mended is copied
/// byte for byte, and JSON Lines are never in memory as a whole.
pub(crate) fn mend(input: &Input, mending: &Mending, manner: Manner) -> Result<Mended, Error> {
    if mending.is_empty() {
        return Ok(Mended::default());
    }
    let Origin::File(path) = &input.origin else { return Err(Error::Stdin) };
    let file = Mendable::open(path, input.kind.compression)?;
    match manner {
        Manner::Show => {
            let mut mended = file.rewrite(input.kind.shape, mending, manner, &mut io::sink())?;
            if !mended.diff.is_empty() {
                mended.diff.insert_str(0, &diff::header(&input.name()));
            }
            Ok(mended)
        }
        Manner::Write => {
            // To rename needs no leave to write the file itself, but whoever took it away meant something.
            let permissions = file.metadata.permissions();
            if permissions.readonly() {
                return Err(Error::ReadOnly(path.clone()));
            }
            let mut output = OutputFile::replacing(path, permissions)?;
            let mended = file.rewrite(input.kind.shape, mending, manner, &mut output)?;
            if mended.made > 0 {
                let finished = output.finish()?;
                file.check_unchanged()?;
                finished.keep()?;
            }
            Ok(mended)
        }
    }
}

/// A file that can be mended.
struct Mendable {
    path: PathBuf,
    file: File,
    /// As it was opened.
    metadata: Metadata,
}

impl Mendable {
    fn open(path: &Path, compression: Compression) -> Result<Self, Error> {
        let failed = |cause| crate::error::Error::Open(path.into(), cause);
        if compression != Compression::None {
            return Err(Error::Compressed(path.into()));
        }
        // To open a pipe again would wait for ever.
        if !fs::metadata(path).map_err(failed)?.is_file() {
            return Err(Error::NoFile(path.into()));
        }
        let file = File::open(path).map_err(failed)?;
        let metadata = file.metadata().map_err(failed)?;
        Ok(Self { path: path.into(), file, metadata })
    }

    /// Whether the file at the path is still the one that was opened, as far as its length and time say.
    fn check_unchanged(&self) -> Result<(), Error> {
        let now = fs::metadata(&self.path).map_err(|cause| crate::error::Error::Open(self.path.clone(), cause))?;
        let same = now.len() == self.metadata.len() && now.modified().ok() == self.metadata.modified().ok();
        if same { Ok(()) } else { Err(self.changed()) }
    }

    fn changed(&self) -> Error {
        Error::Changed(self.path.clone())
    }

    fn unreadable(&self, cause: io::Error) -> Error {
        crate::error::Error::Read(crate::input::shown(&self.path), cause).into()
    }

    fn unwritable(&self, cause: io::Error) -> Error {
        crate::error::Error::Write(crate::input::shown(&self.path), cause).into()
    }

    /// Copies the file with its fixes.
    fn rewrite(&self, shape: Shape, mending: &Mending, manner: Manner, out: &mut dyn Write) -> Result<Mended, Error> {
        match shape {
            Shape::Dossier(syntax) => {
                let mut bytes = Vec::new();
                (&self.file).read_to_end(&mut bytes).map_err(|cause| self.unreadable(cause))?;
                let Some(mends) = mending.records.get(&1) else { return Err(self.changed()) };
                let (old, proved) = self.record(&bytes, syntax, mends)?;
                out.write_all(proved.text.as_bytes()).map_err(|cause| self.unwritable(cause))?;
                let diff = if manner == Manner::Show { diff::hunks(old, &proved.text) } else { String::new() };
                Ok(Mended { made: proved.made, left: mends.len() - proved.made, diff })
            }
            Shape::Lines => self.lines(mending, manner, out),
            // What quotes is a dossier.
            Shape::Graphs(_) => Ok(Mended::default()),
        }
    }

    fn lines(&self, mending: &Mending, manner: Manner, out: &mut dyn Write) -> Result<Mended, Error> {
        let mut reader = BufReader::with_capacity(1 << 16, &self.file);
        let mut mended = Mended::default();
        let mut number = 1;
        let mut line = Vec::new();
        for (wanted, mends) in &mending.records {
            while number < *wanted {
                copy_line(&mut reader, out).map_err(|cause| self.unwritable(cause))?;
                number += 1;
            }
            line.clear();
            let limit = Limits::default().record as u64 + 2;
            (&mut reader).take(limit).read_until(b'\n', &mut line).map_err(|cause| self.unreadable(cause))?;
            number += 1;
            let (bytes, end) = line.split_at(line.len() - usize::from(line.ends_with(b"\n")));
            let (old, proved) = self.record(bytes, Syntax::Json, mends)?;
            let new = [proved.text.as_bytes(), end].concat();
            out.write_all(&new).map_err(|cause| self.unwritable(cause))?;
            mended.made += proved.made;
            mended.left += mends.len() - proved.made;
            if manner == Manner::Show && proved.made > 0 {
                mended.diff.push_str(&diff::line(*wanted, old, &proved.text));
            }
        }
        io::copy(&mut reader, out).map_err(|cause| self.unwritable(cause))?;
        Ok(mended)
    }

    /// A record as it is and as it will be.
    fn record<'b>(&self, bytes: &'b [u8], syntax: Syntax, mends: &RecordMends) -> Result<(&'b str, Proved), Error> {
        let text = std::str::from_utf8(bytes).ok().filter(|text| mends.belong_to(text));
        let text = text.ok_or_else(|| self.changed())?;
        Ok((text, mends.proved(text, syntax)))
    }
}

/// Copies what is left of a line; at the end of the file nothing.
fn copy_line(reader: &mut impl BufRead, out: &mut dyn Write) -> io::Result<()> {
    loop {
        let bytes = reader.fill_buf()?;
        let line = bytes.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
        let (length, whole) = (line.len(), line.ends_with(b"\n"));
        out.write_all(line)?;
        reader.consume(length);
        if whole || length == 0 {
            return Ok(());
        }
    }
}
