//! A path as it was in a revision: read through the `git` program into a folder of its own.
//!
//! No shell takes part, revisions come after `--end-of-options`, and the commands used run neither hooks nor filters nor
//! the network. Links and submodules are left out, as in folders.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Output, Stdio};

use tempfile::TempDir;

use crate::error::Error;
use crate::input::{Kind, shown};
use crate::interrupt::Unfinished;
use crate::output::private_folder;

/// Which two versions are compared; `None` is the working tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) old: String,
    pub(super) new: Option<String>,
}

impl Range {
    /// Reads `REV`, `REV1..REV2`; an end that is left out is `HEAD`.
    pub(super) fn of(written: &str) -> Result<Self, String> {
        if written.contains("...") {
            return Err("three dots are not read: `git merge-base` names the commit where two branches part".into());
        }
        let end = |end: &str| if end.is_empty() { "HEAD".to_owned() } else { end.to_owned() };
        Ok(match written.split_once("..") {
            Some((old, new)) => Self { old: end(old), new: Some(end(new)) },
            None if written.is_empty() => return Err("no revision is named".into()),
            None => Self { old: written.to_owned(), new: None },
        })
    }
}

/// A path within a repository.
pub(super) struct Located {
    /// A folder that exists in the working tree, where `git` is run.
    folder: PathBuf,
    /// The top of the working tree.
    top: PathBuf,
    /// The path from there, `/` between its steps; empty for the top itself.
    name: String,
}

impl Located {
    /// Finds the repository of a path, which need not exist any more.
    pub(super) fn of(path: &Path) -> Result<Self, Error> {
        let mut folder = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        while !folder.is_dir() {
            folder = match folder.parent() {
                Some(parent) if !parent.as_os_str().is_empty() => parent,
                _ => Path::new("."),
            };
        }
        let rest = path.strip_prefix(folder).unwrap_or(path);
        if rest.components().any(|step| !matches!(step, Component::Normal(_) | Component::CurDir)) {
            return Err(Error::Open(path.into(), io::ErrorKind::NotFound.into()));
        }
        let top = line(&run(folder, &["rev-parse", "--show-toplevel"])?)?;
        let mut name = line(&run(folder, &["rev-parse", "--show-prefix"])?)?;
        for step in rest.components().filter(|step| *step != Component::CurDir) {
            let step = step.as_os_str().to_str().ok_or_else(|| Error::Git(format!("{} is not UTF-8", shown(path))))?;
            name.extend([step, "/"]);
        }
        let name = name.trim_end_matches('/').to_owned();
        Ok(Self { folder: folder.into(), top: top.into(), name })
    }

    /// Takes the path out of a revision. `None` where it is not there.
    pub(super) fn checkout(&self, revision: &str) -> Result<Option<Checkout>, Error> {
        let committed = format!("{revision}^{{commit}}");
        let commit = run(&self.folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &committed]);
        let commit = commit.map_err(|_| Error::Git(format!("`{revision}` is no revision of {}", shown(&self.top))))?;
        let commit = line(&commit)?;
        let files = self.files(&commit)?;
        let below = format!("{}/", self.name);
        let within = |name: &str| self.name.is_empty() || name == self.name || name.starts_with(&below);
        let wanted: Vec<String> = files.keys().filter(|name| within(name)).cloned().collect();
        let is_file = files.contains_key(&self.name);
        if wanted.is_empty() {
            return Ok(None);
        }
        let mut checkout = Checkout::new(self, revision, files)?;
        for name in wanted.iter().filter(|name| is_file || Kind::of(Path::new(name)).is_some()) {
            checkout.take(name)?;
        }
        Ok(Some(checkout))
    }

    /// The regular files of a commit, each with its object.
    fn files(&self, commit: &str) -> Result<BTreeMap<String, String>, Error> {
        let listed = run(&self.folder, &["ls-tree", "-r", "-z", "--full-tree", commit])?;
        let mut files = BTreeMap::new();
        for entry in listed.stdout.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
            // A name that is not UTF-8 can be named by no dossier.
            let Some((about, name)) = std::str::from_utf8(entry).ok().and_then(|entry| entry.split_once('\t')) else {
                continue;
            };
            let mut about = about.split(' ');
            let (mode, _, object) = (about.next(), about.next(), about.next());
            // What a tree holds is not checked by git: a name may try to lead elsewhere.
            let is_plain = Path::new(name).components().all(|step| matches!(step, Component::Normal(_)));
            if let (Some("100644" | "100755"), Some(object), true) = (mode, object, is_plain) {
                files.insert(name.to_owned(), object.to_owned());
            }
        }
        Ok(files)
    }
}

/// Files of a revision, in a folder that goes when this is dropped.
pub(super) struct Checkout {
    /// The revision as it was named.
    pub(super) revision: String,
    /// The path that was asked for, in the folder.
    pub(super) path: PathBuf,
    top: PathBuf,
    files: BTreeMap<String, String>,
    objects: Objects,
    // Dropped in this order: files are gone before they are forgotten.
    folder: TempDir,
    unfinished: Vec<Unfinished>,
}

impl Checkout {
    fn new(located: &Located, revision: &str, files: BTreeMap<String, String>) -> Result<Self, Error> {
        let (folder, unfinished) = private_folder()?;
        let objects = Objects::open(&located.folder)?;
        let path = folder.path().join(&located.name);
        let top = located.top.clone();
        Ok(Self { revision: revision.to_owned(), path, top, files, objects, unfinished: vec![unfinished], folder })
    }

    /// The folder that stands for the top of the working tree.
    pub(super) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Takes out a file that a dossier in `folder` names, where the revision has it.
    pub(super) fn take_named(&mut self, folder: &Path, written: &str) -> Result<(), Error> {
        let mut steps = Vec::new();
        for step in folder.strip_prefix(self.root()).unwrap_or(folder).join(written).components() {
            match step {
                Component::Normal(step) => steps.push(step.to_string_lossy().into_owned()),
                Component::ParentDir => drop(steps.pop()),
                _ => {}
            }
        }
        self.take(&steps.join("/"))
    }

    /// Where a folder of the working tree is in this one; the same one where it is none of the repository's.
    pub(super) fn counterpart(&self, folder: &Path) -> PathBuf {
        let within =
            fs::canonicalize(folder).ok().and_then(|folder| Some(folder.strip_prefix(&self.top).ok()?.to_path_buf()));
        let Some(within) = within else { return folder.into() };
        let counterpart = self.root().join(within);
        // A folder without a file that was taken out yet has to be there all the same.
        let _ = fs::create_dir_all(&counterpart);
        counterpart
    }

    fn take(&mut self, name: &str) -> Result<(), Error> {
        let target = self.root().join(name);
        let Some(object) = self.files.get(name).filter(|_| !target.exists()) else { return Ok(()) };
        let object = object.clone();
        let failed = |cause| Error::Create(target.clone(), cause);
        self.make_folders(&target).map_err(failed)?;
        let make = || File::create(&target).map(|file| (file, target.clone()));
        let ((mut file, _), unfinished) = Unfinished::create(make, |(_, path)| path).map_err(failed)?;
        self.unfinished.push(unfinished);
        self.objects.copy(&object, &mut file)
    }

    fn make_folders(&mut self, file: &Path) -> io::Result<()> {
        let root = self.root().to_path_buf();
        let missing = |folder: &&Path| folder.starts_with(&root) && !folder.exists();
        let mut folders: Vec<&Path> = file.ancestors().skip(1).take_while(missing).collect();
        folders.reverse();
        for folder in folders {
            let make = || fs::create_dir(folder).map(|()| folder.to_path_buf());
            let (_, unfinished) = Unfinished::create(make, PathBuf::as_path)?;
            self.unfinished.push(unfinished);
        }
        Ok(())
    }
}

/// A process that gives the bytes of objects.
struct Objects {
    child: Child,
    ask: ChildStdin,
    answer: BufReader<ChildStdout>,
}

impl Objects {
    fn open(folder: &Path) -> Result<Self, Error> {
        let mut command = git(folder, &["cat-file", "--batch"]);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|cause| not_run(&cause))?;
        match (child.stdin.take(), child.stdout.take()) {
            (Some(ask), Some(answer)) => Ok(Self { child, ask, answer: BufReader::new(answer) }),
            _ => Err(Error::Internal("git has no pipes".into())),
        }
    }

    /// Copies one object; its answer begins with `{object} blob {bytes}`.
    fn copy(&mut self, object: &str, to: &mut File) -> Result<(), Error> {
        let failed = |cause: io::Error| Error::Git(format!("git does not give the object {object}: {cause}"));
        writeln!(self.ask, "{object}").and_then(|()| self.ask.flush()).map_err(failed)?;
        let mut head = String::new();
        self.answer.read_line(&mut head).map_err(failed)?;
        let size = head.trim_end().rsplit_once(' ').filter(|(about, _)| about.ends_with(" blob"));
        let Some(size) = size.and_then(|(_, size)| size.parse::<u64>().ok()) else {
            return Err(Error::Git(format!("git does not have the object {object}")));
        };
        let copied = io::copy(&mut (&mut self.answer).take(size), to).map_err(failed)?;
        let mut end = [0];
        self.answer.read_exact(&mut end).map_err(failed)?;
        if copied == size { Ok(()) } else { Err(failed(io::ErrorKind::UnexpectedEof.into())) }
    }
}

impl Drop for Objects {
    fn drop(&mut self) {
        // It only reads: nothing is lost when it is ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn git(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.args(["--no-replace-objects", "--no-pager", "-c", "protocol.allow=never"]).arg("-C").arg(folder);
    command.args(arguments).env("GIT_NO_LAZY_FETCH", "1").env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Result<Output, Error> {
    let output = git(folder, arguments).stdin(Stdio::null()).output().map_err(|cause| not_run(&cause))?;
    if output.status.success() {
        return Ok(output);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or_default().trim_start_matches("fatal: ");
    Err(Error::Git(if said.is_empty() { "git has failed".into() } else { format!("git says: {said}") }))
}

fn not_run(cause: &io::Error) -> Error {
    Error::Git(format!("--git needs the program `git`, which cannot be run: {cause}"))
}

/// What a command printed, its line end left out.
fn line(output: &Output) -> Result<String, Error> {
    let text = String::from_utf8(output.stdout.clone()).map_err(|_| Error::Git("a path of git is not UTF-8".into()))?;
    Ok(text.strip_suffix('\n').unwrap_or(&text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        let range = |written| Range::of(written).map(|range| (range.old, range.new));
        assert_eq!(range("HEAD~1"), Ok(("HEAD~1".into(), None)));
        assert_eq!(range("v1..v2"), Ok(("v1".into(), Some("v2".into()))));
        assert_eq!(range("v1.."), Ok(("v1".into(), Some("HEAD".into()))));
        assert_eq!(range("..v2"), Ok(("HEAD".into(), Some("v2".into()))));
        assert!(range("").is_err());
        assert!(range("a...b").is_err_and(|said| said.contains("merge-base")));
    }
}
