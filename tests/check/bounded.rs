//! A folder to check files in, with bounds on time and memory that no input may break.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// So long may an unoptimised build take for any of these files on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);
/// Address space in KiB: many times what any of these files needs, and less than the machine has.
const ADDRESS_SPACE: &str = "4000000";
/// The prefixes of every Turtle file here; they take the first line.
pub(super) const PREFIXES: &str = "@prefix : <https://x.example/> . @prefix sh: <http://www.w3.org/ns/shacl#> . \
     @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n";

/// What a run gave.
#[derive(Debug)]
pub(super) struct Outcome {
    /// The exit code; none where a signal ended the run.
    pub(super) code: Option<i32>,
    pub(super) stdout: String,
    pub(super) stderr: String,
}

impl Outcome {
    /// What was said, wherever.
    pub(super) fn said(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }

    /// Why this is no orderly end, if it is none: another code, a panic, a message without the words.
    pub(super) fn complaint(&self, code: i32, words: &[&str]) -> Option<String> {
        let said = self.said();
        let short: String = said.chars().take(600).collect();
        if self.code != Some(code) {
            return Some(format!("exit {:?}, not {code}: {short}", self.code));
        }
        let missing = words.iter().find(|word| !said.contains(**word));
        let trace = ["panicked", "RUST_BACKTRACE", "internal error"].into_iter().find(|word| said.contains(*word));
        let raw = said.chars().find(|c| c.is_control() && *c != '\n');
        match (missing, trace, raw) {
            (Some(missing), ..) => Some(format!("nothing of `{missing}` in: {short}")),
            (_, Some(trace), _) => Some(format!("`{trace}` in: {short}")),
            (.., Some(raw)) => Some(format!("{raw:?} in: {short}")),
            _ => None,
        }
    }
}

/// A folder in which the command runs within bounds.
pub(super) struct Folder(TempDir);

impl Folder {
    pub(super) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(super) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    /// Writes a Turtle file, the prefixes before it on a line of their own.
    pub(super) fn turtle(&self, name: &str, statements: &str) {
        self.write(name, format!("{PREFIXES}{statements}\n"));
    }

    /// `verbale check` with these arguments; a run that takes too long is ended and is no outcome.
    pub(super) fn check(&self, arguments: &[&str]) -> Outcome {
        let script = format!("ulimit -v {ADDRESS_SPACE}; exec \"$@\"");
        self.run(Command::new("sh").args(["-c", &script, "sh"]).arg(under_test()).arg("check").args(arguments))
    }

    pub(super) fn run(&self, command: &mut Command) -> Outcome {
        let (out, err) = (self.path(".out"), self.path(".err"));
        let (to_out, to_err) = (fs::File::create(&out).unwrap(), fs::File::create(&err).unwrap());
        command.current_dir(self.0.path()).env("NO_COLOR", "1").env_remove("RUST_BACKTRACE");
        let mut child = command.stdin(Stdio::null()).stdout(to_out).stderr(to_err).spawn().unwrap();
        let started = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if started.elapsed() > PATIENCE {
                child.kill().unwrap();
                child.wait().unwrap();
                panic!("{command:?} was not done after {PATIENCE:?}");
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        let read = |path| String::from_utf8(fs::read(path).unwrap()).unwrap();
        Outcome { code: status.code(), stdout: read(out), stderr: read(err) }
    }
}

/// The command under test.
pub(super) const fn under_test() -> &'static str {
    env!("CARGO_BIN_EXE_verbale-under-test")
}

/// One text for each number below `count`, one after the other.
pub(super) fn repeated(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect::<Vec<_>>().concat()
}
