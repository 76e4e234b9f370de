//! What to read: files, folders, lists and standard input, and the records in each.

pub(crate) mod enclosure;
mod expand;
mod record;
mod sieve;

pub(crate) use expand::expand;
#[cfg(feature = "query")]
pub(crate) use record::decode;
pub(crate) use record::{Limits, Raw, Record, at, each_raw, each_record, open};
pub(crate) use sieve::{Sieve, Sifted};

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};
use std::{env, fs};

use verbale_core::dossier::tree::Syntax;

use crate::compression::{self, Compression};
use crate::error::Error;
use crate::terminal;

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Input {
    /// Where it stands.
    pub(crate) origin: Origin,
    /// What its bytes mean.
    pub(crate) kind: Kind,
    /// The folder of the command line in which it was found; `None` if it was named itself.
    pub(crate) found_in: Option<PathBuf>,
}

/// Where an input stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Standard input.
    Stdin,
    /// A file, by the path that was given or found.
    File(PathBuf),
}

/// What an input's bytes mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kind {
    /// One dossier or many.
    pub(crate) shape: Shape,
    /// How they are compressed.
    pub(crate) compression: Compression,
}

/// One dossier or many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A file that is one dossier.
    Dossier(Syntax),
    /// JSON Lines: one dossier, or a part of one, a line.
    Lines,
    /// An RDF file: no dossier, but graphs.
    Graphs(verbale_rdf::Syntax),
}

impl Kind {
    /// What a file's extension says, if it is one of ours.
    pub(crate) fn of(path: &Path) -> Option<Self> {
        let (compression, extension) = compression::extension(path);
        let shape = match extension?.as_str() {
            "yaml" | "yml" => Shape::Dossier(Syntax::Yaml),
            "json" => Shape::Dossier(Syntax::Json),
            "jsonl" => Shape::Lines,
            _ => return None,
        };
        Some(Self { shape, compression })
    }

    /// What the extension of a file of dossiers says.
    pub(crate) fn of_dossiers(path: &Path) -> Result<Self, Error> {
        Self::of(path).ok_or_else(|| Error::UnknownKind(path.into()))
    }

    /// What the extension of a file of dossiers or graphs says.
    pub(crate) fn of_dossiers_or_graphs(path: &Path) -> Result<Self, Error> {
        if let Some(kind) = Self::of(path) {
            return Ok(kind);
        }
        let (compression, extension) = compression::extension(path);
        let extension = extension.unwrap_or_default();
        if ["rdf", "owl", "xml", "rdfs"].contains(&extension.as_str()) {
            return Err(Error::RdfXml(path.into()));
        }
        match verbale_rdf::Syntax::from_extension(&extension) {
            Some(syntax) => Ok(Self { shape: Shape::Graphs(syntax), compression }),
            None => Err(Error::UnknownKindOfGraph(path.into())),
        }
    }
}

impl Input {
    /// The name that messages use.
    pub(crate) fn name(&self) -> String {
        match &self.origin {
            Origin::Stdin => "<stdin>".into(),
            Origin::File(path) => shown(path),
        }
    }

    /// The name that programs read in reports: the path from the current folder where it lies below, `/` between its
    /// steps on every system.
    pub(crate) fn portable_name(&self) -> String {
        let Origin::File(path) = &self.origin else { return "<stdin>".into() };
        let below = env::current_dir().ok().and_then(|folder| path.strip_prefix(folder).ok().map(Path::to_path_buf));
        let steps = below.as_deref().unwrap_or(path).components().filter(|step| *step != Component::CurDir);
        let name = steps.collect::<PathBuf>().to_string_lossy().into_owned();
        if std::path::MAIN_SEPARATOR == '\\' { name.replace('\\', "/") } else { name }
    }

    /// Whether it is JSON Lines.
    pub(crate) fn is_batch(&self) -> bool {
        self.kind.shape == Shape::Lines
    }

    /// Whether it is the file at this path, links followed.
    pub(crate) fn is_file(&self, path: &Path) -> bool {
        match &self.origin {
            Origin::Stdin => false,
            Origin::File(own) => {
                fs::canonicalize(own).is_ok_and(|own| fs::canonicalize(path).is_ok_and(|path| own == path))
            }
        }
    }

    /// The folder from which the dossier's own paths are resolved.
    pub(crate) fn folder(&self) -> Cow<'_, Path> {
        match &self.origin {
            Origin::Stdin => Path::new(".").into(),
            Origin::File(path) => match path.parent() {
                Some(folder) if !folder.as_os_str().is_empty() => folder.into(),
                _ => Path::new(".").into(),
            },
        }
    }
}

/// Why files cannot be written: one is an input. Standard output is no file.
pub(crate) fn overwritten<'p>(inputs: &[Input], outputs: impl IntoIterator<Item = &'p Path>) -> Option<String> {
    let mut files = outputs.into_iter().filter(|path| path.as_os_str() != "-");
    let input = files.find_map(|file| inputs.iter().find(|input| input.is_file(file)))?;
    Some(format!("{} is an input and would be overwritten", input.name()))
}

/// Why files cannot be written: one is named for two outputs.
pub(crate) fn named_twice<'p>(outputs: impl IntoIterator<Item = &'p Path>) -> Option<String> {
    let files: Vec<_> = outputs.into_iter().filter(|path| path.as_os_str() != "-").collect();
    let (_, file) = files.iter().enumerate().find(|(at, file)| files[..*at].contains(file))?;
    Some(format!("{} is named for two outputs", shown(file)))
}

/// A path as messages show it.
pub(crate) fn shown(path: &Path) -> String {
    let path = path.strip_prefix(".").ok().filter(|rest| !rest.as_os_str().is_empty()).unwrap_or(path);
    terminal::visible(&path.to_string_lossy()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_for_programs_are_relative() {
        let name = |path: PathBuf| {
            let kind = Kind { shape: Shape::Lines, compression: Compression::None };
            Input { origin: Origin::File(path), kind, found_in: None }.portable_name()
        };
        assert_eq!(name("./a/./b.yaml".into()), "a/b.yaml");
        assert_eq!(name("../a b.yaml".into()), "../a b.yaml");
        assert_eq!(name(env::current_dir().unwrap().join("a").join("b.yaml")), "a/b.yaml");
        assert!(name(env::temp_dir().join("b.yaml")).starts_with('/') || cfg!(windows));
    }

    #[test]
    fn extensions_decide() {
        let kind = |name: &str| Kind::of(Path::new(name));
        let lines = |compression| Some(Kind { shape: Shape::Lines, compression });
        assert_eq!(kind("a.jsonl"), lines(Compression::None));
        assert_eq!(kind("a.jsonl.gz"), lines(Compression::Gzip));
        assert_eq!(kind("a.jsonl.zst"), lines(Compression::Zstd));
        assert_eq!(kind("a.yml").map(|k| k.shape), Some(Shape::Dossier(Syntax::Yaml)));
        for none in ["a.ttl", "yaml", ".yaml", "a.jsonld", "a.gz", "a.yaml.bz2", "a.tar.gz"] {
            assert_eq!(kind(none), None, "{none}");
        }
    }
}
