//! Where bytes go, and what is left after a run that failed.

use std::io::Read;

use super::stage::{Stage, dossier, faulty, json, part};

fn gunzip(bytes: &[u8]) -> String {
    let mut text = String::new();
    flate2::read::GzDecoder::new(bytes).read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_file_is_replaced_when_it_is_complete() {
    let stage = Stage::with_dossier();
    stage.write("out.ttl", "old");
    stage.run(&["export", "a.yaml", "-o", "out.ttl"]).fine();
    assert_eq!(stage.read("out.ttl"), stage.run(&["export", "a.yaml"]).fine().stdout);
    assert_eq!(stage.names("."), ["a.yaml", "out.ttl"]);
}

#[test]
fn a_failed_run_leaves_the_old_file() {
    let stage = Stage::with_dossier();
    stage.write("out.nq", "old");
    stage.write("b.yaml", faulty("b"));
    stage.write("c.yaml", dossier("c"));
    for inputs in [&["b.yaml"][..], &["a.yaml", "b.yaml"], &["a.yaml", "b.yaml", "c.yaml"], &["a.yaml", "none.yaml"]] {
        let run = stage.run(&[&["export", "-o", "out.nq"], inputs].concat());
        assert!(matches!(run.code, Some(1 | 2)), "{run:?}");
        assert_eq!(stage.read("out.nq"), "old", "{inputs:?}");
        assert_eq!(stage.names("."), ["a.yaml", "b.yaml", "c.yaml", "out.nq"], "{inputs:?}");
    }
    stage.run(&["export", "b.yaml", "-o", "new.nq"]).fails(1, &[]);
    assert!(!stage.path("new.nq").exists());
}

#[test]
fn a_refused_dossier_writes_nothing_to_standard_output() {
    let stage = Stage::new();
    stage.write("b.yaml", faulty("b"));
    for format in ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"] {
        assert_eq!(stage.run(&["export", "b.yaml", "-f", format]).fails(1, &[]).stdout, "", "{format}");
    }
}

/// What was written before the first refused dossier is a document of its own.
#[test]
fn standard_output_is_well_formed_up_to_the_refused_dossier() {
    let stage = Stage::with_dossier();
    stage.write("b.yaml", faulty("b"));
    let printed = stage.run(&["export", "a.yaml", "b.yaml", "-f", "jsonld"]).fails(1, &[]).stdout;
    let document: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert!(document["@context"].is_object(), "{document}");
    let printed = stage.run(&["export", "a.yaml", "b.yaml", "-f", "rdfxml"]).fails(1, &[]).stdout;
    assert!(printed.trim_end().ends_with("</rdf:RDF>"), "{printed}");
}

#[cfg(unix)]
#[test]
fn a_file_has_the_mode_that_umask_leaves() {
    use std::os::unix::fs::PermissionsExt;
    let stage = Stage::with_dossier();
    for (umask, mode) in [("022", 0o644), ("027", 0o640), ("077", 0o600)] {
        stage.shell(&format!("umask {umask}; exec \"$@\""), &["export", "a.yaml", "-o", "out.ttl"]).fine();
        let found = std::fs::metadata(stage.path("out.ttl")).unwrap().permissions().mode();
        assert_eq!(found & 0o777, mode, "umask {umask}");
    }
}

#[test]
fn compressed_outputs_hold_the_same_and_are_the_same_each_time() {
    let stage = Stage::with_dossier();
    let plain = stage.run(&["export", "a.yaml", "-f", "nquads"]).fine().stdout;
    stage.run(&["export", "a.yaml", "-o", "x.nq.gz"]).fine();
    stage.run(&["export", "a.yaml", "-o", "x.nq.zst"]).fine();
    assert_eq!(gunzip(&stage.bytes("x.nq.gz")), plain);
    assert_eq!(zstd::decode_all(stage.bytes("x.nq.zst").as_slice()).unwrap(), plain.as_bytes());
    // RFC 1952, section 2.3: bytes 4 to 7 are the time stamp, flag bit 3 says that a name follows.
    let header = stage.bytes("x.nq.gz")[..10].to_vec();
    assert_eq!((&header[4..8], header[3]), (&[0; 4][..], 0));
    for name in ["x.nq.gz", "x.nq.zst"] {
        let first = stage.bytes(name);
        stage.run(&["export", "a.yaml", "-o", name]).fine();
        assert_eq!(stage.bytes(name), first, "{name}");
    }
}

#[test]
fn a_folder_gets_a_file_for_each_dossier() {
    let stage = Stage::with_dossier();
    stage.write("x.jsonl", format!("{}\n{}\n", json("b"), json("c")));
    stage.write("out/b.nq", "old");
    stage.run(&["export", "a.yaml", "x.jsonl", "--out-dir", "out", "-f", "nquads"]).fine();
    assert_eq!(stage.names("out"), ["a.nq", "b.nq", "c.nq"]);
    let alone = stage.run(&["export", "a.yaml", "-f", "nquads"]).fine().stdout;
    assert_eq!(stage.read("out/a.nq"), alone);
    stage.run(&["export", "a.yaml", "--out-dir", "out"]).fine();
    assert_eq!(stage.read("out/a.ttl"), stage.run(&["export", "a.yaml"]).fine().stdout);
}

#[test]
fn a_failed_run_changes_no_file_of_a_folder() {
    let stage = Stage::with_dossier();
    stage.write("out/a.ttl", "old");
    stage.write("b.yaml", faulty("b"));
    stage.run(&["export", "a.yaml", "b.yaml", "--out-dir", "out"]).fails(1, &["b.yaml:9:12"]);
    assert_eq!((stage.names("out"), stage.read("out/a.ttl").as_str()), (vec!["a.ttl".to_owned()], "old"));
}

#[test]
fn parts_of_a_dossier_are_one_file_of_a_folder() {
    let stage = Stage::new();
    stage.write("out/.keep", "");
    stage.write("x.jsonl", format!("{}\n{}\n{}\n", part("b", 1), part("b", 2), json("c")));
    stage.run(&["export", "x.jsonl", "--out-dir", "out", "-f", "ntriples"]).fine();
    assert_eq!(stage.names("out"), [".keep", "b.nt", "c.nt"]);
    let whole = stage.read("out/b.nt");
    assert!(whole.contains("summit-1") && whole.contains("summit-2"), "{whole}");
    stage.write("x.jsonl", format!("{}\n{}\n{}\n", part("d", 1), json("e"), part("d", 2)));
    stage.run(&["export", "x.jsonl", "--out-dir", "out", "-f", "ntriples"]).fails(2, &["d.nt", "one after the other"]);
    assert_eq!(stage.names("out"), [".keep", "b.nt", "c.nt"]);
}

#[test]
fn the_folder_of_an_output_must_be_there() {
    let stage = Stage::with_dossier();
    let missing = &["nowhere", "does not exist"];
    stage.run(&["export", "a.yaml", "-o", "nowhere/out.ttl"]).fails(2, missing);
    stage.run(&["export", "a.yaml", "--out-dir", "nowhere"]).fails(2, missing);
    stage.run(&["export", "a.yaml", "--out-dir", "a.yaml"]).fails(2, &["a.yaml"]);
    stage.write("dir.ttl/x", "");
    stage.run(&["export", "a.yaml", "-o", "dir.ttl"]).fails(2, &["cannot create dir.ttl"]);
    stage.run(&["export", "a.yaml", "-o", "x.ttl", "--out-dir", "."]).fails(2, &["--out-dir", "cannot be used"]);
    assert_eq!(stage.names("."), ["a.yaml", "dir.ttl"]);
}

#[cfg(unix)]
#[test]
fn a_link_stays_and_the_file_behind_it_is_replaced() {
    let stage = Stage::with_dossier();
    stage.write("real/out.ttl", "old");
    std::os::unix::fs::symlink("real/out.ttl", stage.path("out.ttl")).unwrap();
    stage.run(&["export", "a.yaml", "-o", "out.ttl"]).fine();
    assert!(std::fs::symlink_metadata(stage.path("out.ttl")).unwrap().is_symlink());
    assert_eq!(stage.read("real/out.ttl"), stage.run(&["export", "a.yaml"]).fine().stdout);
    assert_eq!(stage.names("real"), ["out.ttl"]);
}

/// A device is written to, not replaced by a file.
#[cfg(target_os = "linux")]
#[test]
fn a_device_is_not_replaced() {
    let stage = Stage::with_dossier();
    stage.run(&["export", "a.yaml", "-f", "turtle", "-o", "/dev/null"]).fine();
    let printed = stage.run(&["export", "a.yaml", "-f", "turtle", "-o", "/dev/stdout"]).fine().stdout;
    assert_eq!(printed, stage.run(&["export", "a.yaml"]).fine().stdout);
    stage.run(&["export", "a.yaml", "-f", "turtle", "-o", "/dev/full"]).fails(2, &["cannot write /dev/full"]);
    stage.shell("exec \"$@\" > /dev/full", &["export", "a.yaml"]).fails(2, &["cannot write standard output"]);
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_the_run_quietly() {
    use std::process::Stdio;
    let stage = Stage::with_dossier();
    for arguments in [&["export", "a.yaml"][..], &["schema"], &["ontology"], &["man"], &["--help"]] {
        // Nobody reads this pipe from the beginning: the outcome does not depend on who is faster.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = stage.command(arguments).stdout(writer).stderr(Stdio::piped()).output().unwrap();
        assert_eq!((output.status.code(), output.stderr.len()), (Some(141), 0), "{arguments:?}: {output:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_nothing_behind() {
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        let stage = Stage::new();
        stage.write("out.ttl", "old");
        // The run waits for standard input, its temporary file open.
        let mut command = stage.command(&["export", "-", "-o", "out.ttl"]);
        let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let begin = Instant::now();
        while stage.names(".").len() < 2 {
            assert!(begin.elapsed() < Duration::from_secs(20), "no temporary file");
            std::thread::sleep(Duration::from_millis(5));
        }
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        let stdin = child.stdin.take();
        let output = child.wait_with_output().unwrap();
        drop(stdin);
        assert_eq!((output.status.code(), output.stderr.len()), (Some(code), 0), "{output:?}");
        assert_eq!((stage.names("."), stage.read("out.ttl").as_str()), (vec!["out.ttl".to_owned()], "old"));
    }
}

#[test]
fn an_input_is_not_overwritten() {
    let stage = Stage::with_dossier();
    let before = stage.read("a.yaml");
    stage.run(&["export", "a.yaml", "-f", "turtle", "-o", "./a.yaml"]).fails(2, &["a.yaml is an input"]);
    assert_eq!(stage.read("a.yaml"), before);
}
