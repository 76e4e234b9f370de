//! Where bytes go: standard output, or a file that appears only when it is complete.

mod file;

pub(crate) use file::{Finished, OutputFile, private_folder};

use std::fs;
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::input::shown;

/// A place that bytes can be written to.
pub(crate) enum Output {
    /// Standard output.
    Stdout(BufWriter<Stdout>),
    /// A file.
    File(Box<OutputFile>),
}

impl Output {
    /// Standard output, or a file for a path other than `-`.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Error> {
        match path {
            Some(path) if path.as_os_str() != "-" => Ok(Self::File(Box::new(OutputFile::create(path)?))),
            _ => Ok(Self::Stdout(BufWriter::with_capacity(1 << 16, io::stdout()))),
        }
    }

    /// Ends the output: standard output is flushed, a file takes its name.
    pub(crate) fn keep(self) -> Result<(), Error> {
        match self {
            Self::Stdout(mut stdout) => stdout.flush().map_err(|cause| Error::Write("standard output".into(), cause)),
            Self::File(file) => file.finish()?.keep(),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(stdout) => stdout.write(bytes),
            Self::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(stdout) => stdout.flush(),
            Self::File(file) => file.flush(),
        }
    }
}

/// The name of an output for messages.
pub(crate) fn output_name(path: Option<&Path>) -> String {
    match path {
        Some(path) if path.as_os_str() != "-" => shown(path),
        _ => "standard output".into(),
    }
}

/// Checks that output files can go into a folder, before any work is done.
pub(crate) fn check_folder(folder: &Path) -> Result<(), Error> {
    match fs::metadata(folder) {
        Ok(found) if found.is_dir() => Ok(()),
        Ok(_) => Err(Error::Create(folder.into(), io::ErrorKind::NotADirectory.into())),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Err(Error::NoFolder(folder.into())),
        Err(cause) => Err(Error::Open(folder.into(), cause)),
    }
}

/// The folder of a path; the current one for a bare name.
pub(crate) fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.into(),
        _ => ".".into(),
    }
}

/// Writes a text to standard output.
pub(crate) fn print(text: &[u8]) -> Result<(), Error> {
    let mut output = Output::open(None)?;
    output.write_all(text).map_err(|cause| Error::Write(output_name(None), cause))?;
    output.keep()
}
