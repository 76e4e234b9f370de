//! A file that is written under a temporary name in its own folder and renamed when it is complete.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempDir, TempPath};

use super::{check_folder, folder_of};
use crate::compression::{self, Encoder};
use crate::error::Error;
use crate::input::shown;
use crate::interrupt::Unfinished;

/// A file in the making. Dropped before [`OutputFile::finish`], it leaves the old file as it was.
pub(crate) struct OutputFile {
    target: PathBuf,
    encoder: Encoder<BufWriter<Destination>>,
}

/// What the bytes go into.
enum Destination {
    /// A temporary file beside the target.
    Temporary(NamedTempFile, Unfinished),
    /// A pipe or a device that exists: there is nothing to rename.
    Special(File),
}

/// A complete file that has not taken its name yet. There may be many of them, so none has its folder twice.
pub(crate) struct Finished(Option<Waiting>);

/// A file under a temporary name, beside the one that it is to take.
struct Waiting {
    name: OsString,
    temporary: TempPath,
    unfinished: Unfinished,
}

impl OutputFile {
    /// Begins a file; its extension decides the compression. The folder must exist.
    pub(crate) fn create(path: &Path) -> Result<Self, Error> {
        Self::begin(path, None)
    }

    /// As [`OutputFile::create`], with the permissions of the file that it replaces, before anything is written.
    pub(crate) fn replacing(path: &Path, permissions: Permissions) -> Result<Self, Error> {
        Self::begin(path, Some(permissions))
    }

    fn begin(path: &Path, permissions: Option<Permissions>) -> Result<Self, Error> {
        check_folder(&folder_of(path))?;
        let failed = |cause| Error::Create(path.into(), cause);
        let (target, destination) = match fs::metadata(path) {
            Ok(found) if found.is_dir() => return Err(failed(io::ErrorKind::IsADirectory.into())),
            Ok(found) if !found.is_file() => {
                let file = OpenOptions::new().write(true).open(path).map_err(failed)?;
                (path.into(), Destination::Special(file))
            }
            _ => {
                let target = followed(path).map_err(failed)?;
                let destination = temporary(&target, permissions).map_err(failed)?;
                (target, destination)
            }
        };
        let (compression, _) = compression::extension(path);
        let encoder = Encoder::new(compression, BufWriter::with_capacity(1 << 16, destination)).map_err(failed)?;
        Ok(Self { target, encoder })
    }

    /// Writes what is left and makes sure that it is on the disk.
    pub(crate) fn finish(self) -> Result<Finished, Error> {
        let Self { target, encoder } = self;
        let failed = |cause| Error::Write(shown(&target), cause);
        let buffered = encoder.finish().map_err(failed)?;
        let waiting = match buffered.into_inner().map_err(|e| failed(e.into_error()))? {
            Destination::Special(mut file) => {
                file.flush().map_err(failed)?;
                None
            }
            Destination::Temporary(file, unfinished) => {
                file.as_file().sync_all().map_err(failed)?;
                let name = target.file_name().unwrap_or_default().to_owned();
                Some(Waiting { name, temporary: file.into_temp_path(), unfinished })
            }
        };
        Ok(Finished(waiting))
    }
}

impl Finished {
    /// Gives the file its name.
    pub(crate) fn keep(self) -> Result<(), Error> {
        let Some(Waiting { name, temporary, unfinished }) = self.0 else { return Ok(()) };
        let target = temporary.with_file_name(name);
        unfinished
            .finish(|| temporary.persist(&target).map_err(|failure| failure.error))
            .map_err(|cause| Error::Create(target, cause))
    }
}

/// Follows a link, so that the file behind it is replaced and not the link.
fn followed(path: &Path) -> io::Result<PathBuf> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => fs::canonicalize(path),
        _ => Ok(path.into()),
    }
}

fn temporary(target: &Path, permissions: Option<Permissions>) -> io::Result<Destination> {
    let folder = folder_of(target);
    let make = || {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".verbale-").suffix(".tmp");
        // The library makes files for the owner alone; an output is an ordinary file, and umask has its say.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        builder.tempfile_in(&folder)
    };
    let (file, unfinished) = Unfinished::create(make, NamedTempFile::path)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    Ok(Destination::Temporary(file, unfinished))
}

impl Write for Destination {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Temporary(file, _) => file.as_file_mut().write(bytes),
            Self::Special(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Temporary(file, _) => file.as_file_mut().flush(),
            Self::Special(file) => file.flush(),
        }
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.encoder.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.encoder.flush()
    }
}

/// A folder of the system's for temporary files that nobody else can look into: dossiers may not be published yet.
pub(crate) fn private_folder() -> Result<(TempDir, Unfinished), Error> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("verbale-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    let made = Unfinished::create(|| builder.tempdir(), TempDir::path);
    made.map_err(|cause| Error::Create(std::env::temp_dir(), cause))
}
