//! The command under test, run as a user runs it, without a terminal.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What a run left behind.
pub(crate) struct Outcome {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

/// Runs `verbale` in a folder.
pub(crate) fn verbale(folder: &Path, arguments: &[&str]) -> Outcome {
    let output = Command::new(env!("CARGO_BIN_EXE_verbale-under-test"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the command starts");
    Outcome {
        code: output.status.code(),
        stdout: output.stdout,
        stderr: String::from_utf8(output.stderr).expect("messages are UTF-8"),
    }
}

/// Exports a dossier that must be accepted.
pub(crate) fn export(dossier: &Path, format: &str) -> Vec<u8> {
    let folder = dossier.parent().expect("a dossier lies in a folder");
    let name = dossier.file_name().and_then(|name| name.to_str()).expect("its name is UTF-8");
    let outcome = verbale(folder, &["export", name, "-f", format]);
    assert_eq!(outcome.code, Some(0), "{}: {}", dossier.display(), outcome.stderr);
    outcome.stdout
}

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Whether files with expected output are rewritten instead of compared.
pub(crate) fn bless() -> bool {
    std::env::var_os("VERBALE_BLESS").is_some()
}
