//! `verbale new`

mod language;
mod skeleton;

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use verbale_core::diagnostic::{Diagnostic, Diagnostics};
use verbale_core::dossier::tree::Syntax;

use self::skeleton::Skeleton;
use crate::args::Cli;
use crate::args::NewArgs;
use crate::compression::Compression;
use crate::error::Error;
use crate::input::enclosure::Enclosure;
use crate::input::{Kind, Limits, Shape, shown};
use crate::output::{check_folder, folder_of, print};
use crate::report::{Listener as _, Reporter, Subject};

/// Writes a dossier for a text.
pub(crate) fn run(args: &NewArgs, reporter: &mut Reporter) -> Result<(), Error> {
    let output = args.output.as_deref().filter(|path| path.as_os_str() != "-");
    let folder = match output {
        Some(path) => output_folder(path)?,
        None => PathBuf::from("."),
    };
    let file = path_from(&folder, &args.text)?;
    let text = match read(&folder, &file) {
        Ok(text) => text,
        Err(fault) => {
            let mut findings = Diagnostics::new();
            findings.push(*fault);
            reporter.findings(Subject { name: &shown(&args.text), text: "" }, findings);
            return Ok(());
        }
    };
    if text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(unreadable(&args.text, "it has no words to quote"));
    }
    let dossier = Skeleton::new(&file, &text).written();
    if verbale_core::dossier::read(&dossier, Syntax::Yaml, 1).diagnostics.has_errors() {
        return Err(Error::Internal(format!("no dossier can be written that names the file {file}")));
    }
    match output {
        Some(path) => write_new(path, &dossier),
        None => print(dossier.as_bytes()),
    }
}

/// The folder that a new dossier goes into; its name must say YAML, and be free.
fn output_folder(path: &Path) -> Result<PathBuf, Error> {
    let yaml = Kind { shape: Shape::Dossier(Syntax::Yaml), compression: Compression::None };
    if Kind::of(path) != Some(yaml) {
        let message = format!("the dossier is written in YAML: {} should end in .yaml or .yml", shown(path));
        return Err(Cli::conflict("new", message).into());
    }
    let folder = folder_of(path);
    check_folder(&folder)?;
    if fs::symlink_metadata(path).is_ok() {
        return Err(taken(path));
    }
    Ok(folder)
}

fn taken(path: &Path) -> Error {
    let cause = "a file of this name exists, and none is overwritten: give another name, or move it away";
    Error::Create(path.into(), io::Error::new(io::ErrorKind::AlreadyExists, cause))
}

/// The path of a text from the dossier's folder, as a dossier writes it: links followed, `/` between its steps.
fn path_from(folder: &Path, text: &Path) -> Result<String, Error> {
    let failed = |path: &Path, cause| Error::Open(path.into(), cause);
    let found = fs::canonicalize(text).map_err(|cause| failed(text, cause))?;
    let root = fs::canonicalize(folder).map_err(|cause| failed(folder, cause))?;
    let Ok(inside) = found.strip_prefix(&root) else {
        return Err(unreadable(
            text,
            "it lies outside the dossier's folder, and a dossier names no file there: copy it into the folder, or write \
             the dossier beside it with -o",
        ));
    };
    let steps: Option<Vec<&str>> = inside.iter().map(|step| step.to_str()).collect();
    steps.map(|steps| steps.join("/")).ok_or_else(|| unreadable(text, "its name is not UTF-8: rename it"))
}

fn unreadable(text: &Path, cause: &'static str) -> Error {
    Error::Read(shown(text), io::Error::new(io::ErrorKind::InvalidInput, cause))
}

/// Reads the text as the check will, so that what the check would refuse is refused now.
fn read(folder: &Path, file: &str) -> Result<String, Box<Diagnostic>> {
    let failed = |cause: io::Error| {
        let message = format!("the folder {} cannot be opened: {cause}", shown(folder));
        Box::new(Diagnostic::new(verbale_core::check::Check::SourceFile, "", message))
    };
    let enclosure = Enclosure::new(folder, None).map_err(failed)?;
    Ok(enclosure.read(file, "", Limits::default())?.text)
}

/// Writes a file that must not exist, also if it has appeared since that was asked.
fn write_new(path: &Path, dossier: &str) -> Result<(), Error> {
    let mut file = match File::create_new(path) {
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => return Err(taken(path)),
        created => created.map_err(|cause| Error::Create(path.into(), cause))?,
    };
    file.write_all(dossier.as_bytes()).and_then(|()| file.sync_all()).map_err(|cause| {
        // What stands there is ours and broken off. That it cannot be removed is no worse than what is reported.
        let _ = fs::remove_file(path);
        Error::Write(shown(path), cause)
    })
}
