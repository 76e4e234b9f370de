//! Which files a dossier may name.

use std::fs;

use super::stage::{ARTICLE, Stage, text, with_file};

/// The words of a file outside; no output and no message may have them.
const SECRET: &str = "TOP SECRET the leaders of France and Germany met";

/// Paths that must not lead out of the folder `in`, with `secret.txt` beside it and `in/out.txt`, `in/outer` links to it
/// and to its folder.
const HOSTILE: [&str; 44] = [
    "../secret.txt",
    "../in/../secret.txt",
    "./../secret.txt",
    "sub/../../secret.txt",
    "sub/../../../../../../../../etc/passwd",
    "..",
    "../",
    "./..",
    ".",
    "./",
    "sub",
    "sub/",
    "",
    " ",
    "/",
    "//",
    "/etc/passwd",
    "//etc/passwd",
    "sub//../../secret.txt",
    "file:///etc/passwd",
    "file:/etc/passwd",
    "http://localhost/secret.txt",
    "C:\\secret.txt",
    "C:/secret.txt",
    "C:secret.txt",
    "\\\\?\\C:\\secret.txt",
    "\\\\server\\share\\secret.txt",
    "..\\secret.txt",
    "sub\\..\\..\\secret.txt",
    "//server/share/secret.txt",
    "%2e%2e/secret.txt",
    "%2e%2e%2fsecret.txt",
    "..%2fsecret.txt",
    "..%c0%afsecret.txt",
    "\u{ff0e}\u{ff0e}/secret.txt",
    "CON",
    "con.txt",
    "sub/NUL",
    "aux.yaml",
    "COM1",
    "lpt9.txt",
    "out.txt",
    "outer/secret.txt",
    "../secret.txt\u{0}.txt",
];

fn stage() -> Stage {
    let stage = Stage::new();
    stage.write("secret.txt", SECRET);
    stage.write("in/sub/article.txt", ARTICLE);
    stage.write("in/article.txt", ARTICLE);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(stage.path("secret.txt"), stage.path("in/out.txt")).unwrap();
        std::os::unix::fs::symlink(stage.path("."), stage.path("in/outer")).unwrap();
        std::os::unix::fs::symlink("article.txt", stage.path("in/same.txt")).unwrap();
    }
    stage
}

#[test]
fn no_hostile_path_is_read() {
    let stage = stage();
    for path in HOSTILE {
        stage.write("in/d.yaml", with_file("d", path));
        let run = stage.run(&["export", "in/d.yaml"]);
        assert!(matches!(run.code, Some(1 | 2)), "{path:?}: {run:?}");
        assert_eq!(run.stdout, "", "{path:?}");
        assert!(run.stderr.contains("in/d.yaml:3:"), "{path:?}: {}", run.stderr);
        assert!(!run.stderr.contains("SECRET") && !run.stderr.contains("root:"), "{path:?}: {}", run.stderr);
    }
}

#[test]
fn a_path_upwards_or_absolute_breaks_a_rule() {
    let stage = stage();
    let outside = stage.path("secret.txt");
    for path in ["../secret.txt", text(&outside), "C:/x", "a\\b", "NUL", "out.txt", "a\u{1b}b"] {
        stage.write("in/d.yaml", with_file("d", path));
        stage.run(&["export", "in/d.yaml"]).fails(1, &["error[source-path]"]);
    }
}

#[test]
fn files_in_the_folder_are_read() {
    let stage = stage();
    for path in ["article.txt", "./article.txt", "sub/article.txt", "same.txt"] {
        stage.write("in/d.yaml", with_file("d", path));
        stage.run(&["export", "in/d.yaml"]).fine();
    }
}

#[test]
fn a_source_root_opens_one_more_folder() {
    let stage = stage();
    stage.write("texts/a.txt", ARTICLE);
    stage.write("in/d.yaml", with_file("d", "../texts/a.txt"));
    stage.run(&["export", "in/d.yaml"]).fails(1, &["error[source-path]", "--source-root"]);
    stage.run(&["export", "in/d.yaml", "--source-root", "texts"]).fine();
    stage.run(&["export", "in/d.yaml", "--source-root", "in"]).fails(1, &["error[source-path]"]);
    stage.run(&["export", "in/d.yaml", "--source-root", "none"]).fails(2, &["none", "does not exist"]);
    for path in ["../secret.txt", "../texts/../secret.txt", "/etc/passwd", "out.txt"] {
        stage.write("in/d.yaml", with_file("d", path));
        let run = stage.run(&["export", "in/d.yaml", "--source-root", "texts"]);
        assert!(!run.fails(1, &["error[source-path]"]).stderr.contains("SECRET"), "{path}");
    }
}

#[test]
fn a_text_that_cannot_be_had_is_one_finding() {
    let stage = stage();
    stage.write("in/d.yaml", with_file("d", "nothing.txt"));
    let run = stage.run(&["export", "in/d.yaml"]).fails(2, &["error[source-file]", "nothing.txt", "in/d.yaml:3:"]);
    assert!(run.stderr.ends_with("\n1 error in in/d.yaml\n"), "{}", run.stderr);
    fs::write(stage.path("in/latin.txt"), b"Les \xE9lus").unwrap();
    stage.write("in/d.yaml", with_file("d", "latin.txt"));
    let run =
        stage.run(&["export", "in/d.yaml"]).fails(1, &["error[not-utf8]", "latin.txt", "byte 4 (0xE9)", "column 5"]);
    assert!(run.stderr.ends_with("\n1 error in in/d.yaml\n"), "{}", run.stderr);
}

/// A pipe that nobody writes into, or a device without end, would hang the run.
#[cfg(unix)]
#[test]
fn only_regular_files_are_texts() {
    let stage = stage();
    let made = std::process::Command::new("mkfifo").arg(stage.path("in/pipe.txt")).status().unwrap();
    assert!(made.success());
    for path in ["pipe.txt", "sub"] {
        stage.write("in/d.yaml", with_file("d", path));
        stage.run(&["export", "in/d.yaml"]).fails(2, &["error[source-file]", "not a regular file"]);
    }
}

#[test]
fn paths_start_from_the_folder_of_the_input() {
    let stage = Stage::new();
    stage.write("text.txt", ARTICLE);
    stage.write("in/text.txt", "Nothing of the kind.");
    stage.run_with_stdin(&["export", "-"], with_file("d", "text.txt")).fine();
    stage.write("in/d.yaml", with_file("d", "text.txt"));
    stage.run(&["export", "in/d.yaml"]).fails(1, &["error[quote-not-found]"]);
}

#[test]
fn an_enrichment_is_held_to_the_same_folder() {
    let stage = stage();
    let enrichment = "enrichment:\n  - source: {id: other, url: \"https://example.org/x\", file: \"../secret.txt\"}\n";
    stage.write("in/d.yaml", with_file("d", "article.txt") + enrichment);
    let run = stage.run(&["export", "in/d.yaml"]).fails(1, &["error[source-path]", "in/d.yaml:11:"]);
    assert!(!run.stderr.contains("SECRET"), "{}", run.stderr);
}

#[test]
fn a_registry_is_held_to_the_same_folder_unless_the_command_line_names_it() {
    let stage = stage();
    let registry = "actors: {france: {type: state, iso: FRA}, germany: {type: state, iso: DEU}}\n";
    stage.write("shared.yaml", registry);
    stage.write("in/own.yaml", registry);
    let without_actors = |registry: &str| {
        let dossier = with_file("d", "article.txt");
        let kept: Vec<_> = dossier.lines().filter(|line| !line.starts_with("actors")).collect();
        format!("{}\n{registry}", kept.join("\n"))
    };
    stage.write("in/d.yaml", without_actors("registry: ../shared.yaml\n"));
    stage.run(&["export", "in/d.yaml"]).fails(1, &["error[source-path]", "in/d.yaml:9:"]);
    stage.run(&["export", "in/d.yaml", "--registry", "shared.yaml"]).fine();
    stage.write("in/d.yaml", without_actors("registry: own.yaml\n"));
    stage.run(&["export", "in/d.yaml"]).fine();
    stage.write("in/d.yaml", without_actors(""));
    stage.run(&["export", "in/d.yaml", "--registry", "shared.yaml"]).fine();
    stage.run(&["export", "in/d.yaml", "--registry", "none.yaml"]).fails(2, &["none.yaml"]);
}

#[test]
fn a_registry_with_errors_is_reported_once_under_its_own_name() {
    let stage = stage();
    stage.write("in/r.yaml", "actors: {france: {type: stat, iso: FRA}}\n");
    for id in ["d", "e"] {
        stage.write(&format!("in/{id}.yaml"), with_file(id, "article.txt") + "registry: r.yaml\n");
    }
    let run = stage.run(&["export", "in/d.yaml", "in/e.yaml"]);
    assert!(matches!(run.code, Some(1 | 2)) && run.stdout.is_empty(), "{run:?}");
    assert_eq!(run.stderr.matches("--> in/r.yaml:1:25").count(), 1, "{}", run.stderr);
    for id in ["d", "e"] {
        assert_eq!(run.stderr.matches(&format!("--> in/{id}.yaml:10:11")).count(), 1, "{}", run.stderr);
    }
    let given =
        stage.run(&["export", "in/d.yaml", "in/e.yaml", "--registry", "in/r.yaml"]).fails(1, &["in/r.yaml:1:25"]);
    assert!(!given.stderr.contains("in/d.yaml"), "{}", given.stderr);
}
