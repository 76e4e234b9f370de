//! What is read: files, folders, lists, standard input, compressed or not.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::stage::{Stage, dossier, faulty, faulty_json, graphs, json, part};

fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes.as_ref()).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    zstd::encode_all(bytes.as_ref(), 3).unwrap()
}

fn nquads(stage: &Stage, inputs: &[&str]) -> super::stage::Outcome {
    stage.run(&[&["export", "-f", "nquads"], inputs].concat())
}

#[test]
fn every_kind_of_file_gives_the_same_dossier() {
    let stage = Stage::new();
    let expected = {
        stage.write("x.yaml", dossier("x"));
        nquads(&stage, &["x.yaml"]).fine().stdout
    };
    for (name, content) in [
        ("x.yml", dossier("x").into_bytes()),
        ("X.YAML", dossier("x").into_bytes()),
        ("x.yaml.gz", gzip(dossier("x"))),
        ("x.yml.zst", zstd(dossier("x"))),
    ] {
        stage.write(name, content);
        assert_eq!(nquads(&stage, &[name]).fine().stdout, expected, "{name}");
    }
    stage.write("y.json", json("x"));
    let expected = nquads(&stage, &["y.json"]).fine().stdout;
    for (name, content) in [
        ("y.jsonl", json("x").into_bytes()),
        ("z.jsonl", format!("{}\r\n\n", json("x")).into_bytes()),
        ("y.json.gz", gzip(json("x"))),
        ("y.json.zst", zstd(json("x"))),
        ("y.jsonl.gz", gzip(json("x") + "\n")),
        ("y.jsonl.zst", zstd(json("x") + "\n")),
    ] {
        stage.write(name, content);
        assert_eq!(nquads(&stage, &[name]).fine().stdout, expected, "{name}");
    }
}

#[test]
fn all_members_of_gzip_and_all_frames_of_zstd_are_read() {
    let stage = Stage::new();
    let ids = ["a", "b", "c"];
    let joined = |compress: fn(String) -> Vec<u8>| ids.map(|id| compress(json(id) + "\n")).concat();
    stage.write("x.jsonl.gz", joined(gzip));
    stage.write("x.jsonl.zst", joined(zstd));
    assert_eq!(graphs(&nquads(&stage, &["x.jsonl.gz"]).fine().stdout), ids);
    assert_eq!(graphs(&nquads(&stage, &["x.jsonl.zst"]).fine().stdout), ids);
}

#[test]
fn damaged_archives_are_errors_and_the_rest_is_read() {
    let stage = Stage::with_dossier();
    let whole = gzip(dossier("x"));
    stage.write("cut.yaml.gz", &whole[..whole.len() / 2]);
    stage.write("not.yaml.gz", "verbale: 1");
    stage.write("not.yaml.zst", "verbale: 1");
    stage.write("tail.yaml.gz", [whole.as_slice(), b"rubbish"].concat());
    for name in ["cut.yaml.gz", "not.yaml.gz", "not.yaml.zst", "tail.yaml.gz"] {
        let run = nquads(&stage, &[name, "a.yaml"]).fails(2, &[name]);
        assert_eq!(run.stdout, "", "{name}");
    }
}

/// 1,000 bytes decompress to about a megabyte each; the limit is 200 times.
#[test]
fn a_bomb_is_stopped() {
    let stage = Stage::new();
    let blanks = vec![b' '; 1 << 20];
    let mut bomb = GzEncoder::new(Vec::new(), Compression::best());
    let mut frames = zstd::Encoder::new(Vec::new(), 19).unwrap();
    for _ in 0..64 {
        bomb.write_all(&blanks).unwrap();
        frames.write_all(&blanks).unwrap();
    }
    stage.write("bomb.jsonl.gz", bomb.finish().unwrap());
    stage.write("bomb.jsonl.zst", frames.finish().unwrap());
    for name in ["bomb.jsonl.gz", "bomb.jsonl.zst"] {
        nquads(&stage, &[name]).fails(2, &[name, "200 times"]);
    }
}

#[test]
fn a_record_has_at_most_16_mib() {
    let stage = Stage::new();
    let long = |id: &str| json(id).replace("in Paris.", &format!("in Paris. {}", "x".repeat(16 << 20)));
    stage.write("x.jsonl", format!("{}\n{}\n{}\n", json("a"), long("b"), faulty_json("c")));
    let run = nquads(&stage, &["x.jsonl"]).fails(1, &["error[too-large]", "16 MiB", "x.jsonl:2:1", "x.jsonl:3:"]);
    assert_eq!(graphs(&run.stdout), ["a"]);
    stage.write("y.json", long("b"));
    nquads(&stage, &["y.json"]).fails(1, &["error[too-large]", "y.json:1:1"]);
}

#[test]
fn standard_input_is_what_from_says() {
    let stage = Stage::new();
    let export = |from: &[&str], content: String| {
        let run = stage.run_with_stdin(&[&["export", "-", "-f", "nquads"], from].concat(), content);
        graphs(&run.fine().stdout).join(" ")
    };
    assert_eq!(export(&[], dossier("x")), "x");
    assert_eq!(export(&["--from", "yaml"], dossier("x")), "x");
    assert_eq!(export(&["--from", "json"], json("x")), "x");
    assert_eq!(export(&["--from", "jsonl"], format!("{}\n{}\n", json("x"), json("y"))), "x y");
    stage.run_with_stdin(&["export", "-", "--from", "xml"], "").fails(2, &["xml", "jsonl"]);
    stage.run_with_stdin(&["export", "-"], faulty("x")).fails(1, &["--> <stdin>:9:12", "1 error in <stdin>"]);
}

#[test]
fn a_folder_is_read_in_the_order_of_paths() {
    let stage = Stage::new();
    for (path, id) in [
        ("in/b.yaml", "d05"),
        ("in/a/z.yaml", "d03"),
        ("in/a/B/x.json", "d02"),
        ("in/a-b/x.yaml", "d01"),
        ("in/é.yaml", "d07"),
        ("in/c.jsonl", "d06"),
        ("in/a.yaml", "d04"),
        ("in/Z.yml", "d00"),
    ] {
        let content = if path.contains(".j") { json(id) } else { dossier(id) };
        stage.write(path, content);
    }
    // Bytes: `-` < `.` < `/`, capitals before small letters, é after all of ASCII.
    let expected = ["d00", "d01", "d04", "d02", "d03", "d05", "d06", "d07"];
    assert_eq!(graphs(&nquads(&stage, &["in"]).fine().stdout), expected);
    assert_eq!(graphs(&nquads(&stage, &["in/"]).fine().stdout), expected);
}

#[test]
fn a_folder_leaves_out_what_is_hidden_linked_or_no_dossier() {
    let stage = Stage::with_dossier();
    stage.write("in/.hidden.yaml", faulty("h"));
    stage.write("in/.git/x.yaml", faulty("g"));
    stage.write("in/article.txt", "verbale");
    stage.write("in/x.yaml", dossier("x"));
    stage.write("in/compose.yaml", "services: {web: {image: nginx}}\n");
    stage.write("in/package.json", "{\"name\": \"verbale\"}");
    stage.write("in/broken.json", "{\"name\": ");
    stage.write("in/latin.yml", b"name: \xE9\n");
    stage.write("in/large.json", format!("[{}1]", "1,".repeat(9 << 20)));
    stage.write("in/log.jsonl", "{\"level\": 1}\n".repeat(50) + "{\"key\": \"verbale\"}\n");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(stage.path("a.yaml"), stage.path("in/link.yaml")).unwrap();
        std::os::unix::fs::symlink(stage.path("."), stage.path("in/loop")).unwrap();
    }
    let run = nquads(&stage, &["in"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(graphs(&run.stdout), ["x"]);
    for name in ["broken.json", "compose.yaml", "large.json", "latin.yml", "log.jsonl", "package.json"] {
        assert!(run.stderr.contains(&format!("note: in/{name} has no key `verbale`")), "{}", run.stderr);
    }
    assert_eq!(run.stderr.matches("note:").count(), 6, "{}", run.stderr);
}

#[test]
fn a_broken_dossier_in_a_folder_is_not_passed_over() {
    let stage = Stage::new();
    stage.write("in/x.yaml", "verbale: 1\nid: [\n");
    stage.write("in/y.yaml", b"verbale: 1\nid: \xE9\n");
    nquads(&stage, &["in"]).fails(1, &["error[syntax]", "in/x.yaml:", "error[not-utf8]", "in/y.yaml:2:5"]);
}

#[test]
fn a_folder_without_files_of_ours_is_an_error() {
    let stage = Stage::new();
    stage.write("in/article.txt", "x");
    nquads(&stage, &["in"]).fails(2, &["no dossier in the folder in"]);
}

#[test]
fn what_is_named_must_be_a_dossier() {
    let stage = Stage::new();
    stage.write("compose.yaml", "services: {}\n");
    stage.write("article.txt", "x");
    nquads(&stage, &["compose.yaml"]).fails(1, &["error[not-a-dossier]", "compose.yaml:1:1"]);
    nquads(&stage, &["article.txt"]).fails(2, &["article.txt", ".jsonl"]);
    nquads(&stage, &["nothing.yaml"]).fails(2, &["cannot open nothing.yaml"]);
}

#[test]
fn a_list_names_files_and_folders() {
    let stage = Stage::with_dossier();
    stage.write("in/b.yaml", dossier("b"));
    stage.write("with blank.yaml", dossier("c"));
    stage.write("list", "with blank.yaml\r\n\nin\na.yaml");
    assert_eq!(graphs(&nquads(&stage, &["--files-from", "list"]).fine().stdout), ["c", "b", "a"]);
    let run = stage.run_with_stdin(&["export", "-f", "nquads", "--files-from", "-"], "in\na.yaml\n");
    assert_eq!(graphs(&run.fine().stdout), ["b", "a"]);
    stage.write("list", "\n");
    nquads(&stage, &["--files-from", "list"]).fails(2, &["no file is named in the list list"]);
    nquads(&stage, &["--files-from", "none"]).fails(2, &["cannot open none"]);
}

#[test]
fn inputs_after_a_failed_one_are_still_reported() {
    let stage = Stage::with_dossier();
    stage.write("b.yaml", faulty("b"));
    stage.write("c.yaml", faulty("c"));
    stage.write("d.yaml", dossier("d"));
    let inputs = ["a.yaml", "nothing.yaml", "b.yaml", "x.txt", "c.yaml", "d.yaml"];
    let run = nquads(&stage, &inputs)
        .fails(2, &["nothing.yaml", "x.txt", "b.yaml:9:12", "c.yaml:9:12", "2 errors in 2 files"]);
    assert_eq!(run.stdout, "");
    let run = nquads(&stage, &["a.yaml", "b.yaml", "c.yaml", "d.yaml"]).fails(1, &["b.yaml:9:12", "c.yaml:9:12"]);
    assert_eq!(graphs(&run.stdout), ["a"], "written up to the first that is refused");
}

#[test]
fn a_refused_line_stops_the_writing_and_not_the_checking() {
    let stage = Stage::new();
    stage.write("x.jsonl", [json("a"), faulty_json("b"), json("c"), "{".into(), faulty_json("d")].join("\n"));
    let run = nquads(&stage, &["x.jsonl"]).fails(1, &["x.jsonl:2:", "x.jsonl:4:", "x.jsonl:5:", "3 errors in x.jsonl"]);
    assert_eq!(graphs(&run.stdout), ["a"]);
}

#[test]
fn bytes_that_are_not_utf8_are_placed() {
    let stage = Stage::new();
    stage.write("x.yaml", b"verbale: 1\nid: \xC3\xA9\xE9\n");
    nquads(&stage, &["x.yaml"]).fails(1, &["error[not-utf8]", "byte 17 (0xE9)", "x.yaml:2:6"]);
    stage.write("x.jsonl", [json("a").as_bytes(), b"\n{\"id\": \"\xE9\"}\n"].concat());
    nquads(&stage, &["x.jsonl"]).fails(1, &["error[not-utf8]", "x.jsonl:2:9"]);
    stage.write("utf16.yaml", b"\xFF\xFEv\0e\0");
    nquads(&stage, &["utf16.yaml"]).fails(1, &["UTF-16", "utf16.yaml:1:1"]);
}

#[test]
fn an_empty_batch_is_a_note_and_an_empty_document() {
    let stage = Stage::new();
    stage.write("x.jsonl", "\n\n");
    let run = nquads(&stage, &["x.jsonl"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""));
    assert!(run.stderr.contains("note: x.jsonl is empty"), "{}", run.stderr);
}

#[test]
fn an_id_is_there_once() {
    let stage = Stage::with_dossier();
    stage.write("b.yaml", dossier("a"));
    let run = nquads(&stage, &["a.yaml", "b.yaml"]).fails(1, &["error[duplicate-id]", "b.yaml:2:5", "at a.yaml:"]);
    assert_eq!(graphs(&run.stdout), ["a"]);
    stage.write("x.jsonl", format!("{}\n{}\n{}\n", json("b"), json("c"), json("b")));
    nquads(&stage, &["x.jsonl"]).fails(1, &["error[duplicate-id]", "x.jsonl:3:", "at x.jsonl:1"]);
    nquads(&stage, &["a.yaml", "a.yaml"]).fails(1, &["error[duplicate-id]"]);
}

#[test]
fn parts_share_an_id() {
    let stage = Stage::new();
    stage.write("x.jsonl", format!("{}\n{}\n{}\n", part("b", 1), part("b", 2), part("c", 1)));
    assert_eq!(graphs(&nquads(&stage, &["x.jsonl"]).fine().stdout), ["b", "c"]);
    // A state that two dossiers name differently is no conflict between parts.
    let renamed = part("c", 1).replace("\"iso\":\"FRA\"", "\"iso\":\"FRA\",\"name\":{\"en\":\"French Republic\"}");
    stage.write("x.jsonl", format!("{}\n{}\n{}\n", part("b", 1), renamed, part("b", 2)));
    assert_eq!(graphs(&nquads(&stage, &["x.jsonl"]).fine().stdout), ["b", "c", "b"]);
    stage.write("x.jsonl", format!("{}\n{}\n", part("b", 1), renamed.replace("\"c\",\"part\":1", "\"b\",\"part\":2")));
    nquads(&stage, &["x.jsonl"]).fails(1, &["error[part-conflict]", "x.jsonl:2:"]);
    stage.write("x.jsonl", format!("{}\n{}\n", part("b", 1), part("b", 1)));
    nquads(&stage, &["x.jsonl"]).fails(1, &["error[duplicate-id]"]);
    stage.write("x.jsonl", format!("{}\n{}\n", json("b"), part("b", 1)));
    nquads(&stage, &["x.jsonl"]).fails(1, &["error[duplicate-id]"]);
}

#[test]
fn a_hundred_files_are_one_run() {
    let stage = Stage::new();
    let mut lines = String::new();
    for number in 0..100 {
        stage.write(&format!("in/{number:02}.json"), json(&format!("d{number:02}")));
        writeln!(lines, "{}", json(&format!("d{number:02}"))).unwrap();
    }
    stage.write("all.jsonl", &lines);
    let (files, batch) = (nquads(&stage, &["in"]).fine().stdout, nquads(&stage, &["all.jsonl"]).fine().stdout);
    assert_eq!(files, batch);
    let expected: Vec<_> = (0..100).map(|number| format!("d{number:02}")).collect();
    assert_eq!(graphs(&files), expected);
    stage.write("in/37.json", faulty_json("d37"));
    let run = nquads(&stage, &["in"]).fails(1, &["in/37.json:1:", "1 error in in/37.json"]);
    assert_eq!(graphs(&run.stdout), expected[..37]);
}

#[test]
fn standard_input_is_read_once() {
    let stage = Stage::new();
    nquads(&stage, &["-", "-"]).fails(2, &["standard input can be read once"]);
    nquads(&stage, &["-", "--files-from", "-"]).fails(2, &["standard input can be read once"]);
    nquads(&stage, &["a.yaml", "--from", "json"]).fails(2, &["--from", "no input is `-`"]);
}

#[test]
fn what_parts_share_is_written_once() {
    let stage = Stage::new();
    stage.write("parts.jsonl", (1..=3).map(|number| part("b", number) + "\n").collect::<String>());
    let lines = nquads(&stage, &["parts.jsonl"]).fine().stdout;
    let mut distinct: Vec<_> = lines.lines().collect();
    distinct.sort_unstable();
    let count = distinct.len();
    distinct.dedup();
    assert_eq!(distinct.len(), count, "a quad is written twice");
    // The same set as that of the parts apart: nothing is lost.
    let mut apart = Vec::new();
    for number in 1..=3 {
        stage.write("one.jsonl", part("b", number));
        apart.extend(nquads(&stage, &["one.jsonl"]).fine().stdout.lines().map(str::to_owned).collect::<Vec<_>>());
    }
    apart.sort();
    apart.dedup();
    assert_eq!(distinct, apart);
    let turtle = stage.run(&["export", "parts.jsonl"]).fine().stdout;
    assert_eq!(turtle.lines().filter(|line| line.starts_with('#') && line.contains("Actors")).count(), 1, "{turtle}");
}
