//! Versions from a git repository.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{count, diff, ends};

/// A repository that nobody's settings reach.
struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(TempDir::new().unwrap());
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn git(&self, arguments: &[&str]) {
        let settings = ["-c", "user.name=Tester", "-c", "user.email=tester@example.org", "-c", "commit.gpgsign=false"];
        let status = Command::new("git")
            .args(settings)
            .args(arguments)
            .current_dir(self.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .status()
            .expect("git is installed");
        assert!(status.success(), "git {arguments:?}");
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn commit(&self, tag: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", tag]);
        self.git(&["tag", tag]);
    }
}

fn dossier(id: &str, status: &str) -> String {
    format!(
        "verbale: 1\nid: {id}\nsource: {{file: texts/{id}.txt, language: en}}\nregistry: registry.yaml\nfacts:\n  \
         - {{id: help, kind: commitment, status: {status}, by: kenya, description: {{en: to help}}, quote: \"Kenya agreed to help\"}}\n"
    )
}

const REGISTRY: &str = "actors:\n  kenya: {type: state, iso: KEN}\n";

/// Three versions: one dossier; its status, a second dossier; the first under another name, its text longer.
fn history() -> Repository {
    let repository = Repository::new();
    repository.write("news/registry.yaml", REGISTRY);
    repository.write("news/a.yaml", &dossier("a", "intended"));
    repository.write("news/texts/a.txt", "Kenya agreed to help.");
    repository.write("news/notes.yaml", "no: dossier\n");
    repository.commit("v1");
    repository.write("news/a.yaml", &dossier("a", "agreed"));
    repository.write("news/b.yaml", &dossier("b", "agreed"));
    repository.write("news/texts/b.txt", "Kenya agreed to help.");
    repository.commit("v2");
    repository.git(&["mv", "news/a.yaml", "news/moved.yaml"]);
    repository.write("news/texts/a.txt", "Today Kenya agreed to help.");
    repository.commit("v3");
    repository
}

fn changes(report: &Value) -> Vec<(String, String)> {
    let of = |value: &Value| value.as_str().unwrap().to_owned();
    report["dossiers"].as_array().unwrap().iter().map(|dossier| (of(&dossier["id"]), of(&dossier["change"]))).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(id, change)| ((*id).to_owned(), (*change).to_owned())).collect()
}

#[test]
fn two_revisions_are_compared_with_the_texts_of_each() {
    let repository = history();
    let report = diff(repository.path(), &["--git", "v1..v2", "news"]);
    assert_eq!(changes(&report), pairs(&[("a", "changed"), ("b", "added")]));
    let status = json!([{"field": "status", "old": ["intended"], "new": ["agreed"]}]);
    assert_eq!(report["dossiers"][0]["facts"][0]["fields"], status);
    let report = diff(repository.path(), &["--git", "v2..v3", "news"]);
    assert_eq!(changes(&report), pairs(&[("a", "changed")]), "the new name of a file is no difference");
    assert_eq!(count(&report, "/facts/moved"), 1);
    assert_eq!(report["dossiers"][0]["facts"][0]["moved"][0]["new"], json!({"start": 6, "end": 26}));
    assert_eq!(changes(&diff(repository.path(), &["--git", "v1..v1", "news"])), pairs(&[]));
}

#[test]
fn a_revision_is_compared_with_the_working_tree_from_any_folder() {
    let repository = history();
    repository.write("news/b.yaml", &dossier("b", "threatened").replace("by: kenya", "by: kenya, recipient: kenya"));
    repository.write("news/c.yaml", &dossier("c", "agreed"));
    repository.write("news/texts/c.txt", "Kenya agreed to help.");
    for (folder, path) in [("", "news"), ("", "."), ("news", "."), ("news/texts", "../../news")] {
        let report = diff(&repository.path().join(folder), &["--git", "HEAD", path]);
        assert_eq!(changes(&report), pairs(&[("b", "changed"), ("c", "added")]), "{folder} {path}");
    }
    let absolute = repository.path().join("news/b.yaml");
    let report = diff(&std::env::temp_dir(), &["--git", "v2", absolute.to_str().unwrap()]);
    assert_eq!((changes(&report), count(&report, "/facts/changed")), (pairs(&[("b", "changed")]), 1));
}

#[test]
fn a_file_that_one_version_lacks_is_an_empty_one() {
    let repository = history();
    let report = diff(repository.path(), &["--git", "v1..v2", "news/b.yaml"]);
    assert_eq!((changes(&report), count(&report, "/facts/added")), (pairs(&[("b", "added")]), 1));
    let outcome = ends(repository.path(), &["--git", "v2", "news/a.yaml", "--exit-code"], 1);
    assert!(outcome.stderr.contains("there is no news/a.yaml in the working tree"), "{}", outcome.stderr);
    let outcome = ends(repository.path(), &["--git", "v1..v2", "news/c.yaml"], 2);
    assert!(outcome.stderr.contains("cannot open news/c.yaml"), "{}", outcome.stderr);
}

#[test]
fn what_is_no_revision_is_named_and_nothing_is_run() {
    let repository = history();
    let cases = [
        ("v9", "`v9` is no revision"),
        ("v1..v9", "`v9` is no revision"),
        ("--output=stolen", "`--output=stolen` is no revision"),
        ("$(touch stolen)", "is no revision"),
        ("HEAD:news", "is no revision"),
        ("v1...v2", "merge-base"),
        ("", "no revision is named"),
    ];
    for (revision, said) in cases {
        let outcome = ends(repository.path(), &[&format!("--git={revision}"), "news"], 2);
        assert!(outcome.stderr.contains(said), "{revision}: {}", outcome.stderr);
        assert!(outcome.stdout.is_empty() && !repository.path().join("stolen").exists(), "{revision}");
    }
    let outcome = ends(repository.path(), &["--git", "v1", "news", "news"], 2);
    assert!(outcome.stderr.contains("one path is named"), "{}", outcome.stderr);
    let elsewhere = TempDir::new().unwrap();
    fs::write(elsewhere.path().join("a.yaml"), "").unwrap();
    let outcome = ends(elsewhere.path(), &["--git", "HEAD", "a.yaml"], 2);
    assert!(outcome.stderr.contains("not a git repository"), "{}", outcome.stderr);
}

#[test]
fn without_git_the_way_out_is_named() {
    let repository = history();
    let output = Command::new(env!("CARGO_BIN_EXE_verbale-under-test"))
        .args(["diff", "--git", "HEAD", "news"])
        .current_dir(repository.path())
        .env("PATH", "")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("--git needs the program `git`"), "{said}");
}

#[test]
fn findings_of_a_revision_name_it_and_nothing_stays_behind() {
    let repository = history();
    repository.write("news/texts/b.txt", "Kenya agreed to nothing.");
    repository.commit("v4");
    let temporary = TempDir::new().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_verbale-under-test"))
        .args(["diff", "--git", "v3..v4", "news"])
        .current_dir(repository.path())
        .env("TMPDIR", temporary.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("--> v4:news/b.yaml:6:"), "{said}");
    assert!(!said.contains(temporary.path().to_str().unwrap()), "{said}");
    assert_eq!(fs::read_dir(temporary.path()).unwrap().count(), 0);
}

/// A file that a dossier names may be a link in the repository: it is not followed out of it.
#[cfg(unix)]
#[test]
fn links_of_a_revision_lead_nowhere() {
    let repository = history();
    let secret = TempDir::new().unwrap();
    fs::write(secret.path().join("secret.txt"), "Kenya agreed to help.").unwrap();
    fs::remove_file(repository.path().join("news/texts/b.txt")).unwrap();
    std::os::unix::fs::symlink(secret.path().join("secret.txt"), repository.path().join("news/texts/b.txt")).unwrap();
    repository.commit("v4");
    let outcome = ends(repository.path(), &["--git", "v3..v4", "news"], 2);
    assert!(outcome.stderr.contains("cannot be opened"), "{}", outcome.stderr);
}
