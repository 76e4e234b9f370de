//! `check --fix` from outside: the author's files before and after, the diff, and what is refused.

use std::fs;

use super::stage::{Outcome, Stage, dossier, json};

/// The quote of [`dossier`] as a hurried author types it; the text has «the leaders of France and Germany met in Paris».
const TYPED: &str = "The leaders of France and Germany  met in Paris";
const MEANT: &str = "the leaders of France and Germany  met in Paris";

/// A good dossier with this scalar as its quote.
fn with_scalar(scalar: &str) -> String {
    dossier("d").replace("\"the leaders of France and Germany met in Paris\"", scalar)
}

fn fix(stage: &Stage, arguments: &[&str]) -> Outcome {
    stage.run(&[&["check", "--no-default-shapes", "--fix"], arguments].concat())
}

#[test]
fn a_quote_is_mended_where_it_stands() {
    let stage = Stage::new();
    let file = |words: &str| format!("\u{feff}# l'en-tête\r\n{}\r\n# fin", with_scalar(&format!("'{words}' # F01")));
    stage.write("d.yaml", file(TYPED));
    let run = fix(&stage, &["d.yaml"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stderr.contains("1 mended"), "{}", run.stderr);
    assert_eq!(stage.read("d.yaml"), file(MEANT));
    assert_eq!(stage.names("."), ["d.yaml"]);

    let written = fs::metadata(stage.path("d.yaml")).unwrap().modified().unwrap();
    assert_eq!(fix(&stage, &["d.yaml"]).code, Some(0));
    assert_eq!(stage.read("d.yaml"), file(MEANT));
    assert_eq!(
        fs::metadata(stage.path("d.yaml")).unwrap().modified().unwrap(),
        written,
        "the second run writes nothing"
    );
}

#[test]
fn a_dry_run_shows_and_writes_nothing() {
    let stage = Stage::new();
    stage.write("d.yaml", with_scalar(TYPED));
    let run = fix(&stage, &["--dry-run", "d.yaml"]).fails(1, &[]);
    assert_eq!(
        run.stdout,
        format!(
            "--- d.yaml\n+++ d.yaml\n@@ -6,4 +6,4 @@\n   - id: summit\n     kind: meeting\n     parties: [france, germany]\n-    \
             quote: {TYPED}\n+    quote: {MEANT}\n"
        )
    );
    assert_eq!(stage.read("d.yaml"), with_scalar(TYPED));
}

#[test]
fn nothing_in_the_diff_can_steer_a_terminal() {
    let stage = Stage::new();
    let bidi = ['\u{202e}', '\u{2066}', '\u{200f}', '\u{feff}'];
    stage.write("d.yaml", format!("\u{feff}{}", with_scalar(&format!("{TYPED} # \u{202e}\u{2066}\u{200f}"))));
    let run = fix(&stage, &["--dry-run", "d.yaml"]).fails(1, &[]);
    assert!(run.stdout.contains(r" # \u{202e}\u{2066}\u{200f}"), "{}", run.stdout);
    assert!(!run.stdout.contains(bidi), "{:?}", run.stdout);
}

#[test]
fn of_a_folder_only_what_has_a_fault_is_written() {
    let stage = Stage::new();
    let folded = |words: &str| with_scalar(&format!(">-\n      {}", words.replace("  ", "\n      ")));
    let lines = |words: &str| {
        let typed = json("b").replace("the leaders of France and Germany met in Paris\"}]", &format!("{words}\"}}]"));
        format!("{}\n\n{typed}", json("a"))
    };
    stage.write("f/c.jsonl", lines("The leaders of France and Germany\\u0020met in Paris"));
    stage.write("f/d.yaml", folded(TYPED));
    stage.write("f/e.yaml", dossier("e"));
    stage.write("f/notes.yaml", "quote: The leaders of France\n");
    let run = fix(&stage, &["f"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stderr.contains("2 mended"), "{}", run.stderr);
    assert_eq!(stage.read("f/c.jsonl"), lines("the leaders of France and Germany\\u0020met in Paris"));
    assert_eq!(stage.read("f/d.yaml"), folded(MEANT));
    assert_eq!(stage.read("f/e.yaml"), dossier("e"));
    assert_eq!(stage.read("f/notes.yaml"), "quote: The leaders of France\n");
}

/// Another word may say something else: the words are shown, and a person decides.
#[test]
fn other_words_are_shown_and_not_written() {
    let stage = Stage::new();
    let scalar = "the leaders of France and Italy met in Paris";
    stage.write("d.yaml", with_scalar(scalar));
    let run = fix(&stage, &["d.yaml"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stdout.contains("the leaders of France and Germany met in Paris"), "{}", run.stdout);
    assert_eq!(stage.read("d.yaml"), with_scalar(scalar));
}

#[test]
fn what_cannot_be_written_back_is_said_and_stays() {
    let stage = Stage::new();
    let run = stage.run_with_stdin(&["check", "--no-default-shapes", "--fix", "-"], with_scalar(TYPED));
    let run = run.fails(2, &["standard input cannot be mended"]);
    assert!(run.stdout.contains("quote-not-found"), "{run:?}");
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut packed, with_scalar(TYPED).as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    stage.write("d.yaml.gz", &packed);
    let run = fix(&stage, &["d.yaml.gz"]).fails(2, &["cannot mend d.yaml.gz: it is compressed", "decompress"]);
    assert!(run.stdout.contains("quote-not-found"), "it is checked all the same: {run:?}");
    assert_eq!(stage.bytes("d.yaml.gz"), packed);
}
