//! Which files a dossier may name: those in its own folder, or in the folder that the command line opens.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use verbale_core::check::Check;
use verbale_core::diagnostic::Diagnostic;

use super::record::{self, Limits};

/// The folders in which the files that a dossier names must lie.
#[derive(Clone, Debug)]
pub(crate) struct Enclosure {
    folder: PathBuf,
    root: Option<PathBuf>,
}

/// A file that a dossier names, read.
#[derive(Clone, Debug)]
pub(crate) struct Enclosed {
    /// Where it is, links followed.
    pub(crate) path: PathBuf,
    /// What it holds.
    pub(crate) text: String,
}

impl Enclosure {
    /// Takes the dossier's folder and the one of `--source-root`, and follows their links.
    pub(crate) fn new(folder: &Path, root: Option<&Path>) -> io::Result<Self> {
        Ok(Self { folder: fs::canonicalize(folder)?, root: root.map(fs::canonicalize).transpose()? })
    }

    /// Reads a file that a dossier names under `pointer`, or says why not: the path is refused
    /// ([`Check::SourcePath`]), the file cannot be opened ([`Check::SourceFile`]), is too large or not UTF-8.
    pub(crate) fn read(&self, written: &str, pointer: &str, limits: Limits) -> Result<Enclosed, Box<Diagnostic>> {
        self.try_read(written, pointer, limits).map_err(|mut fault| {
            fault.value = Some(written.to_owned());
            fault
        })
    }

    fn try_read(&self, written: &str, pointer: &str, limits: Limits) -> Result<Enclosed, Box<Diagnostic>> {
        if let Some(reason) = self.refusal(written) {
            return Err(self.outside(pointer, format!("the path {reason}")));
        }
        let unreadable = |cause: io::Error| {
            let message = format!("the file `{written}` cannot be opened: {cause}");
            Box::new(
                Diagnostic::new(Check::SourceFile, pointer, message).help("the path starts from the dossier's folder"),
            )
        };
        // Containment is decided on the path that is opened, all links followed.
        let path = fs::canonicalize(self.folder.join(written)).map_err(unreadable)?;
        if !self.holds(&path) {
            return Err(
                self.outside(pointer, "the path leads out of the dossier's folder through a link or `..`".into())
            );
        }
        // A pipe or a device would block or never end.
        if !fs::metadata(&path).map_err(unreadable)?.is_file() {
            return Err(unreadable(io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file")));
        }
        let mut bytes = Vec::new();
        let read = File::open(&path).and_then(|file| file.take(limits.record as u64 + 1).read_to_end(&mut bytes));
        read.map_err(unreadable)?;
        let text = decoded(&bytes, written, pointer, limits)?;
        Ok(Enclosed { path, text })
    }

    fn holds(&self, path: &Path) -> bool {
        path.starts_with(&self.folder) || self.root.as_ref().is_some_and(|root| path.starts_with(root))
    }

    fn outside(&self, pointer: &str, message: String) -> Box<Diagnostic> {
        let root = match &self.root {
            Some(root) => format!(" or in {}", super::shown(root)),
            None => ", or in that of --source-root".into(),
        };
        let rule = format!("a dossier names files by relative paths with `/`, in its own folder or below{root}");
        Box::new(Diagnostic::new(Check::SourcePath, pointer, message).help(rule))
    }

    /// Why a path is refused before any file system is asked, so that a dossier means the same on every system.
    fn refusal(&self, written: &str) -> Option<String> {
        if written.is_empty() {
            return Some("is empty".into());
        }
        if let Some(control) = written.chars().find(|c| c.is_control()) {
            return Some(format!("holds the control character U+{:04X}", u32::from(control)));
        }
        if written.contains('\\') {
            return Some("holds a backslash: steps are parted by `/`".into());
        }
        if written.starts_with('/') || has_scheme(written) {
            return Some("is absolute".into());
        }
        written.split('/').find_map(|step| match step {
            "" => Some("has an empty step".into()),
            ".." if self.root.is_none() => Some("leads upwards with `..`".into()),
            "." | ".." => None,
            _ if is_device(step) => Some(format!("holds `{step}`, the name of a device on Windows")),
            _ if step.ends_with(['.', ' ']) => Some(format!("holds `{step}`, which Windows writes otherwise")),
            _ => None,
        })
    }
}

fn decoded(bytes: &[u8], written: &str, pointer: &str, limits: Limits) -> Result<String, Box<Diagnostic>> {
    if bytes.len() > limits.record {
        let message = format!("the file `{written}` holds more than {} MiB", limits.record >> 20);
        return Err(Box::new(Diagnostic::new(Check::TooLarge, pointer, message)));
    }
    record::decode(bytes, 1).map(str::to_owned).map_err(|found| {
        let fault = found.fault;
        let place = fault.place.unwrap_or_default().start;
        let message = format!("the file `{written}`, line {}, column {}: {}", place.line, place.column, fault.message);
        Box::new(fault.help.into_iter().fold(Diagnostic::new(Check::NotUtf8, pointer, message), Diagnostic::help))
    })
}

/// Whether a path begins with a drive letter or an IRI's scheme: `C:x`, `file:/x`.
fn has_scheme(written: &str) -> bool {
    let Some((scheme, rest)) = written.split_once(':') else { return false };
    let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    named && (scheme.len() == 1 || rest.starts_with('/') || cfg!(windows))
}

/// Whether Windows opens a device under this name, whatever its extension.
fn is_device(step: &str) -> bool {
    let stem = step.split(['.', ':']).next().unwrap_or(step).trim_end().to_ascii_uppercase();
    if matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" | "CLOCK$") {
        return true;
    }
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    port.is_some_and(|port| matches!(port, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³"))
}
