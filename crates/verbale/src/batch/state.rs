//! What a run leaves for the next one: what each dossier was made from.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::Error;
use crate::input::{Input, Raw, shown};
use crate::output::OutputFile;

/// The version of the file.
const VERSION: u32 = 1;

/// The state of a folder of outputs.
pub(crate) struct State {
    path: PathBuf,
    folder: PathBuf,
    old: Record,
    /// Ids by the hash of what the record is; none where everything is to be made anew.
    known: HashMap<String, String>,
    new: Record,
    /// Inputs with a record whose id could not be read: what stood in them before may still be there.
    unread: BTreeSet<String>,
}

/// The file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    version: u32,
    program: String,
    options: String,
    dossiers: BTreeMap<String, Made>,
}

/// What a dossier was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Made {
    input: String,
    output: String,
    /// The hash of the record and of the folder in which its paths begin; none for a dossier in parts, which is always
    /// made anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<String>,
    /// The hashes of the files that it names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    files: BTreeMap<String, String>,
}

impl State {
    /// Reads the state that the run before has left, if it has. Without `incremental` nothing is passed over.
    /// `options` names all that decides over the output besides the dossiers.
    pub(crate) fn open(path: &Path, folder: &Path, incremental: bool, options: &[u8]) -> Result<Self, Error> {
        let old = read(path)?;
        let new = Record {
            version: VERSION,
            program: env!("CARGO_PKG_VERSION").into(),
            options: hash(&[options]),
            dossiers: BTreeMap::new(),
        };
        let same = incremental && old.program == new.program && old.options == new.options;
        let records = old.dossiers.iter().filter(|_| same);
        let known = records.filter_map(|(id, made)| Some((made.record.clone()?, id.clone()))).collect();
        Ok(Self { path: path.into(), folder: folder.into(), old, known, new, unread: BTreeSet::new() })
    }

    /// The id of a dossier that need not be made: it is what it was, so are the files that it names, and its output is
    /// there.
    pub(crate) fn unchanged(&self, input: &Input, raw: Raw<'_>) -> Option<&str> {
        let id = self.known.get(&key(input, raw))?;
        let made = self.old.dossiers.get(id)?;
        let same = |(path, before): (&String, &String)| {
            file_hash(&input.folder().join(path)).is_ok_and(|hash| hash == *before)
        };
        let stands = self.folder.join(&made.output).is_file() && made.files.iter().all(same);
        stands.then_some(id.as_str())
    }

    /// Takes over what is known of a dossier that was passed over.
    pub(crate) fn keep_as_it_was(&mut self, id: &str) {
        if let Some(made) = self.old.dossiers.get(id) {
            self.new.dossiers.insert(id.into(), made.clone());
        }
    }

    /// Notes a dossier that was written, with the files that it names.
    pub(crate) fn made(&mut self, id: &str, input: &Input, raw: Raw<'_>, files: &[String], output: String) {
        let hashes: io::Result<_> =
            files.iter().map(|file| Ok((file.clone(), file_hash(&input.folder().join(file))?))).collect();
        // A file that has gone meanwhile: the dossier is made anew next time.
        let record = hashes.is_ok().then(|| key(input, raw));
        let made = Made { input: input.name(), output, record, files: hashes.unwrap_or_default() };
        self.new.dossiers.insert(id.into(), made);
    }

    /// Notes a dossier that comes in parts.
    pub(crate) fn made_in_parts(&mut self, id: &str, input: &Input, output: String) {
        let made = Made { input: input.name(), output, record: None, files: BTreeMap::new() };
        self.new.dossiers.insert(id.into(), made);
    }

    /// Notes a dossier that was refused: what it was before is still there, and it is made anew next time.
    pub(crate) fn refused(&mut self, id: Option<&str>, input: &Input) {
        let Some(id) = id else {
            self.unread.insert(input.name());
            return;
        };
        if let Some(before) = self.old.dossiers.get(id) {
            let made = Made { record: None, files: BTreeMap::new(), ..before.clone() };
            self.new.dossiers.entry(id.into()).or_insert(made);
        }
    }

    /// The dossiers that the run before has made and that are gone, each with its file.
    pub(crate) fn gone(&self) -> Vec<(String, String)> {
        let gone = self
            .old
            .dossiers
            .iter()
            .filter(|(id, made)| !self.new.dossiers.contains_key(*id) && !self.unread.contains(&made.input));
        gone.map(|(id, made)| (id.clone(), shown(&self.folder.join(&made.output)))).collect()
    }

    /// Writes the state for the next run.
    pub(crate) fn keep(mut self) -> Result<(), Error> {
        for (id, made) in &self.old.dossiers {
            if self.unread.contains(&made.input) && !self.new.dossiers.contains_key(id) {
                let made = Made { record: None, files: BTreeMap::new(), ..made.clone() };
                self.new.dossiers.insert(id.clone(), made);
            }
        }
        let failed = |cause: io::Error| Error::Write(shown(&self.path), cause);
        let mut file = OutputFile::create(&self.path)?;
        serde_json::to_writer_pretty(&mut file, &self.new).map_err(|cause| failed(cause.into()))?;
        file.write_all(b"\n").map_err(failed)?;
        file.finish()?.keep()
    }
}

fn read(path: &Path) -> Result<Record, Error> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Record::default()),
        Err(cause) => return Err(Error::Open(path.into(), cause)),
    };
    let record: Record =
        serde_json::from_slice(&bytes).map_err(|cause| Error::State(path.into(), cause.to_string()))?;
    if record.version == VERSION {
        Ok(record)
    } else {
        Err(Error::State(path.into(), format!("it has version {}", record.version)))
    }
}

/// What a record is: its bytes, and where its paths begin.
fn key(input: &Input, raw: Raw<'_>) -> String {
    hash(&[input.folder().as_os_str().as_encoded_bytes(), b"\0", raw.bytes])
}

/// The SHA-256 of bytes, as hexadecimal digits.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    hash(&[bytes])
}

fn hash(pieces: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for piece in pieces {
        hasher.update(piece);
    }
    hexadecimal(&hasher.finalize())
}

/// The SHA-256 of a file.
pub(crate) fn file_hash(path: &Path) -> io::Result<String> {
    hash_of(&mut File::open(path)?)
}

/// The SHA-256 of all that is read.
pub(crate) fn hash_of(reader: &mut dyn Read) -> io::Result<String> {
    let mut hasher = Hasher(Sha256::new());
    io::copy(reader, &mut hasher)?;
    Ok(hexadecimal(&hasher.0.finalize()))
}

/// A hash of all that is written into it.
struct Hasher(Sha256);

impl Write for Hasher {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
