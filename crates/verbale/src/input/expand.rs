//! From what the command line names to the inputs, in order.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Input, Kind, Origin, Shape};
use crate::compression::Compression;
use crate::error::Error;

/// What a file is, by its name.
pub(crate) type KindOf = fn(&Path) -> Result<Kind, Error>;

/// Finds the inputs that arguments and a list of files name, in that order. An argument `-` is standard input, of the
/// given shape; `kind` says what a file is that somebody named. What cannot be found is reported beside: the other
/// inputs are still read.
pub(crate) fn expand(
    arguments: &[PathBuf],
    list: Option<&Path>,
    stdin: Shape,
    kind: KindOf,
) -> (Vec<Input>, Vec<Error>) {
    let (mut inputs, mut errors) = (Vec::new(), Vec::new());
    let mut keep = |found: Result<Vec<Input>, Error>| match found {
        Ok(found) => inputs.extend(found),
        Err(error) => errors.push(error),
    };
    for argument in arguments {
        keep(if argument.as_os_str() == "-" {
            let kind = Kind { shape: stdin, compression: Compression::None };
            Ok(vec![Input { origin: Origin::Stdin, kind, found_in: None }])
        } else {
            named(argument, kind)
        });
    }
    match list.map(read_list) {
        None => {}
        Some(Ok(paths)) => paths.iter().for_each(|path| keep(named(path, kind))),
        Some(Err(error)) => keep(Err(error)),
    }
    (inputs, errors)
}

/// The inputs of a path that somebody named: a file must be one of ours, a folder is searched.
fn named(path: &Path, kind: KindOf) -> Result<Vec<Input>, Error> {
    let kind_of_file = fs::metadata(path).map_err(|cause| Error::Open(path.into(), cause))?;
    if kind_of_file.is_dir() {
        return folder(path);
    }
    let kind = kind(path)?;
    Ok(vec![Input { origin: Origin::File(path.into()), kind, found_in: None }])
}

/// The files of our kinds in a folder, at all levels, by the bytes of their paths.
fn folder(path: &Path) -> Result<Vec<Input>, Error> {
    let mut files = Vec::new();
    let mut open = vec![path.to_path_buf()];
    while let Some(folder) = open.pop() {
        let failed = |cause| Error::Open(folder.clone(), cause);
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            // The type of the entry itself: a link is neither folder nor file here, so it is left out.
            let kind = entry.file_type().map_err(failed)?;
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            if kind.is_dir() {
                open.push(entry.path());
            } else if kind.is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort_by_cached_key(|file| path_bytes(file));
    let inputs: Vec<_> = files
        .into_iter()
        .filter_map(|file| Some((Kind::of(&file)?, file)))
        .map(|(kind, file)| Input { origin: Origin::File(file), kind, found_in: Some(path.into()) })
        .collect();
    if inputs.is_empty() { Err(Error::NoDossier(path.into())) } else { Ok(inputs) }
}

/// The bytes of a path, `/` between its steps on every system, so that the order is the same everywhere.
fn path_bytes(path: &Path) -> Vec<u8> {
    let mut bytes = path.as_os_str().as_encoded_bytes().to_vec();
    if std::path::MAIN_SEPARATOR == '\\' {
        bytes.iter_mut().filter(|b| **b == b'\\').for_each(|b| *b = b'/');
    }
    bytes
}

/// The paths of a list, one a line, from the current folder. `-` reads the list from standard input.
fn read_list(list: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut bytes = Vec::new();
    let read = if list.as_os_str() == "-" {
        io::stdin().lock().read_to_end(&mut bytes)
    } else {
        fs::File::open(list).and_then(|mut file| file.read_to_end(&mut bytes))
    };
    read.map_err(|cause| Error::Open(list.into(), cause))?;
    let paths: Vec<_> = bytes
        .split(|b| *b == b'\n')
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
        .filter(|line| !line.is_empty())
        .map(path_of_bytes)
        .collect();
    if paths.is_empty() { Err(Error::EmptyList(list.into())) } else { Ok(paths) }
}

#[cfg(unix)]
fn path_of_bytes(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of_bytes(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
