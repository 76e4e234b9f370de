//! A folder to run the command in, and what a run gave.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder of files in which the command runs.
pub(crate) struct Stage {
    folder: TempDir,
}

/// What a run gave.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Stage {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// A stage with one good dossier, `a.yaml`.
    pub(crate) fn with_dossier() -> Self {
        let stage = Self::new();
        stage.write("a.yaml", dossier("a"));
        stage
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, its folders made first.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).unwrap()
    }

    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// The names in a folder of the stage, sorted; hidden and temporary ones too.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<_> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The command, to run in the stage, without colours that the surroundings may ask for.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_verbale-under-test"));
        command.args(arguments);
        self.prepared(command)
    }

    /// The command through a shell, for umask and the like: `"$@"` is the command with its arguments.
    pub(crate) fn shell(&self, script: &str, arguments: &[&str]) -> Outcome {
        let mut command = Command::new("sh");
        command.args(["-c", script, "sh", env!("CARGO_BIN_EXE_verbale-under-test")]).args(arguments);
        Outcome::of(&self.prepared(command).output().unwrap())
    }

    fn prepared(&self, mut command: Command) -> Command {
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM", "CI", "COLUMNS", "LINES"] {
            command.env_remove(variable);
        }
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome {
        Outcome::of(&self.command(arguments).output().unwrap())
    }

    pub(crate) fn run_with_stdin(&self, arguments: &[&str], stdin: impl AsRef<[u8]>) -> Outcome {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A child that has refused its arguments does not read: that is its right.
        let _ = child.stdin.take().unwrap().write_all(stdin.as_ref());
        Outcome::of(&child.wait_with_output().unwrap())
    }
}

impl Outcome {
    pub(crate) fn of(output: &Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout.clone()).unwrap(),
            stderr: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }

    /// Checks that all went well and in silence.
    #[track_caller]
    pub(crate) fn fine(self) -> Self {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""), "{self:?}");
        self
    }

    /// Checks the exit code, and that each of the words is in the messages.
    #[track_caller]
    pub(crate) fn fails(self, code: i32, words: &[&str]) -> Self {
        assert_eq!(self.code, Some(code), "{}", self.stderr);
        for words in words {
            assert!(self.stderr.contains(words), "«{words}» is not in:\n{}", self.stderr);
        }
        self
    }
}

/// A good dossier in YAML.
pub(crate) fn dossier(id: &str) -> String {
    with_quote(id, "the leaders of France and Germany met in Paris")
}

/// A dossier with an error: its quote is not in the text.
pub(crate) fn faulty(id: &str) -> String {
    with_quote(id, "these are false words that nobody said")
}

fn with_quote(id: &str, quote: &str) -> String {
    format!(
        "\
verbale: 1
id: {id}
source: {{language: en, text: \"On Tuesday 22 January 1963, the leaders of France and Germany met in Paris.\"}}
actors: {{france: {{type: state, iso: FRA}}, germany: {{type: state, iso: DEU}}}}
facts:
  - id: summit
    kind: meeting
    parties: [france, germany]
    quote: \"{quote}\"
"
    )
}

/// A good dossier that takes its text from a file.
pub(crate) fn with_file(id: &str, file: &str) -> String {
    let file = serde_json::to_string(file).unwrap();
    format!(
        "\
verbale: 1
id: {id}
source: {{language: en, file: {file}}}
actors: {{france: {{type: state, iso: FRA}}, germany: {{type: state, iso: DEU}}}}
facts:
  - id: summit
    kind: meeting
    parties: [france, germany]
    quote: \"the leaders of France and Germany met\"
"
    )
}

/// A text that has the words of [`with_file`].
pub(crate) const ARTICLE: &str = "On Tuesday the leaders of France and Germany met in Paris.\n";

/// A good dossier in JSON, on one line.
pub(crate) fn json(id: &str) -> String {
    json_with(id, "", "the leaders of France and Germany met in Paris")
}

/// A dossier in JSON with an error.
pub(crate) fn faulty_json(id: &str) -> String {
    json_with(id, "", "these are false words that nobody said")
}

/// A part of a dossier, with a fact of its own.
pub(crate) fn part(id: &str, number: u32) -> String {
    let part = format!("\"part\":{number},");
    json_with(id, &part, "the leaders of France and Germany met in Paris")
        .replace("summit", &format!("summit-{number}"))
}

fn json_with(id: &str, keys: &str, quote: &str) -> String {
    format!(
        "{{\"verbale\":1,\"id\":\"{id}\",{keys}\"source\":{{\"language\":\"en\",\"text\":\"On Tuesday the leaders of France and \
         Germany met in Paris.\"}},\"actors\":{{\"france\":{{\"type\":\"state\",\"iso\":\"FRA\"}},\"germany\":{{\"type\":\"state\",\
         \"iso\":\"DEU\"}}}},\"facts\":[{{\"id\":\"summit\",\"kind\":\"meeting\",\"parties\":[\"france\",\"germany\"],\
         \"quote\":\"{quote}\"}}]}}"
    )
}

/// The ids of the dossiers whose graphs stand in N-Quads, in their order, neighbours once.
pub(crate) fn graphs(nquads: &str) -> Vec<&str> {
    let mut ids: Vec<_> = nquads
        .lines()
        .map(|line| line.strip_suffix("> .").unwrap_or_else(|| panic!("no graph: {line}")))
        .map(|line| line.trim_end_matches('/').rsplit('/').next().unwrap())
        .collect();
    ids.dedup();
    ids
}

/// A path of the stage as an argument.
pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
