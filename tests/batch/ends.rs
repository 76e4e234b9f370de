//! However a run ends, files are the old ones or the new ones, and nobody hears of what is no fault.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::random::{cases, joined, sound};
use crate::cli::stage::Stage;
use crate::dice::Dice;

fn signal(child: &Child, name: &str) {
    // A child that has ended already takes no signal: that is one of the moments to try.
    let _ = Command::new("kill").args([name, &child.id().to_string()]).stderr(Stdio::null()).status().unwrap();
}

/// A stage with a batch, the bytes of its export, and how long that takes.
fn prepared(records: usize) -> (Stage, Vec<u8>, Duration) {
    let dice = &mut Dice::new(5);
    let stage = Stage::new();
    let lines = sound(dice, records);
    stage.write("in.jsonl", joined(dice, &lines));
    let begin = Instant::now();
    stage.run(&["export", "in.jsonl", "-o", "whole.nq"]);
    let took = begin.elapsed();
    let whole = stage.bytes("whole.nq");
    assert!(whole.len() > 50_000);
    (stage, whole, took)
}

/// Hidden files: those under a temporary name.
fn temporary(stage: &Stage) -> Vec<String> {
    stage.names(".").into_iter().filter(|name| name.starts_with('.')).collect()
}

/// 200 moments spread over the run and a little beyond; every other time the program cannot clean up after itself.
#[cfg(unix)]
#[test]
fn a_run_that_is_killed_at_any_moment_leaves_the_old_file_or_the_whole_new_one() {
    let (stage, whole, took) = prepared(60);
    let dice = &mut Dice::new(9);
    let (mut old, mut new) = (0, 0);
    for moment in cases(200) {
        stage.write("out.nq", "old");
        let mut command = stage.command(&["export", "in.jsonl", "-o", "out.nq", "--jobs", ["1", "2"][dice.below(2)]]);
        let mut child = command.stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(took * u32::try_from(dice.below(1300)).unwrap() / 1000);
        signal(&child, if moment % 2 == 0 { "-KILL" } else { "-TERM" });
        let code = child.wait().unwrap().code();
        match stage.bytes("out.nq") {
            bytes if bytes == b"old" => old += 1,
            bytes if bytes == whole => new += 1,
            bytes => panic!("moment {moment}, code {code:?}: {} bytes of {}", bytes.len(), whole.len()),
        }
        if moment % 2 == 1 && code == Some(143) {
            assert_eq!(temporary(&stage), Vec::<String>::new());
        }
        for name in temporary(&stage) {
            std::fs::remove_file(stage.path(&name)).unwrap();
        }
    }
    assert!(old > 20 && new > 5, "the moments were spread badly: {old} old, {new} new");
}

#[cfg(unix)]
#[test]
fn an_interrupted_batch_leaves_nothing_behind() {
    for (name, code) in [("-INT", 130), ("-TERM", 143)] {
        let (stage, _, _) = prepared(60);
        stage.write("out.nq", "old");
        let before = stage.names(".");
        let arguments =
            ["export", "-", "--from", "jsonl", "-o", "out.nq", "--jobs", "3", "--rejects", "r", "--summary", "s"];
        let mut command = stage.command(&arguments);
        let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(&stage.bytes("in.jsonl")).unwrap();
        let begin = Instant::now();
        // The output and the rejects are begun.
        while stage.names(".").len() < before.len() + 2 {
            assert!(begin.elapsed() < Duration::from_secs(20), "no temporary file");
            std::thread::sleep(Duration::from_millis(5));
        }
        signal(&child, name);
        let output = child.wait_with_output().unwrap();
        drop(stdin);
        assert_eq!((output.status.code(), output.stderr.len()), (Some(code), 0), "{output:?}");
        assert_eq!((stage.names("."), stage.read("out.nq").as_str()), (before, "old"));
    }
}

/// The reader takes some lines and goes, as `head` does; the writer may still be reading its input.
#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_a_batch_quietly() {
    let (stage, whole, _) = prepared(60);
    let input = stage.bytes("in.jsonl");
    for jobs in ["1", "2", "8"] {
        let mut command = stage.command(&["export", "-", "--from", "jsonl", "-f", "nquads", "--jobs", jobs]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let input = input.clone();
        let feeder = std::thread::spawn(move || {
            // New ids each time round, until nobody reads any more.
            for round in 0_u32.. {
                let text = String::from_utf8_lossy(&input).replace("\"id\":\"d", &format!("\"id\":\"d{round}-"));
                let text: String =
                    text.lines().filter(|line| !line.contains("\"part\"")).flat_map(|l| [l, "\n"]).collect();
                if stdin.write_all(text.as_bytes()).is_err() {
                    return round;
                }
            }
            0
        });
        let mut first = vec![0; 10_000];
        stdout.read_exact(&mut first).unwrap();
        drop(stdout);
        let output = child.wait_with_output().unwrap();
        feeder.join().unwrap();
        assert_eq!(output.status.code(), Some(141), "{output:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!said.contains("error") && !said.contains("panicked"), "{said}");
        assert!(!whole.is_empty());
    }
}

/// Frames of more than 8 MiB are refused unless that is allowed: memory is what a stranger's file asks for.
#[test]
fn large_zstd_windows_are_read_where_they_are_allowed() {
    let (stage, whole, _) = prepared(60);
    for (log, refused) in [(23, false), (24, true), (27, true)] {
        let mut encoder = zstd::Encoder::new(Vec::new(), 1).unwrap();
        encoder.window_log(log).unwrap();
        encoder.include_contentsize(false).unwrap();
        encoder.write_all(&stage.bytes("in.jsonl")).unwrap();
        stage.write("in.jsonl.zst", encoder.finish().unwrap());
        let run = stage.run(&["export", "in.jsonl.zst", "-f", "nquads"]);
        if refused {
            assert_eq!(run.code, Some(2));
            assert!(run.stderr.contains("--allow-large-windows"), "{}", run.stderr);
            assert_eq!(run.stdout, "");
        }
        let run = stage.run(&["export", "in.jsonl.zst", "-f", "nquads", "--allow-large-windows"]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(run.stdout.as_bytes() == whole);
    }
}
