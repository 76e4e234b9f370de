//! `new`: a dossier to begin with passes the check, names its text wherever that lies, and overwrites nothing.

use std::fs;

use super::stage::{ARTICLE, Stage};

/// The seed's article.
const SEED: &str = include_str!("../../examples/russie-aes-2025-04-03/article.txt");

/// Writes a dossier for a text, and has it checked and exported.
#[track_caller]
fn new(stage: &Stage, text: &str, dossier: &str) -> String {
    let run = stage.run(&["new", text, "-o", dossier]).fine();
    assert_eq!(run.stdout, "");
    let check = stage.run(&["check", dossier]);
    assert_eq!(check.code, Some(0), "{check:?}");
    assert!(!check.stdout.contains("error[") && !check.stdout.contains("warning["), "{}", check.stdout);
    stage.run(&["export", dossier]).fine();
    stage.read(dossier)
}

#[test]
fn the_seed_is_taken_for_french() {
    let stage = Stage::new();
    stage.write("000_57c44b0c04191255.txt", SEED);
    let dossier = new(&stage, "000_57c44b0c04191255.txt", "seed.yaml");
    assert!(dossier.starts_with("# yaml-language-server: $schema=dossier.schema.json\n"), "{dossier}");
    assert!(dossier.contains("\n  language: fr  # French, guessed from the text (confidence 100%)\n"), "{dossier}");
    assert!(dossier.contains("\nid: 000-57c44b0c04191255\n"), "{dossier}");
    assert!(stage.run(&["export", "seed.yaml"]).stdout.contains("schema:inLanguage \"fr\""));
}

#[test]
fn a_text_may_have_any_name_and_lie_below() {
    let stage = Stage::new();
    for (name, written) in [
        ("a.txt", "file: a.txt"),
        ("texts/deeper/a.txt", "file: texts/deeper/a.txt"),
        ("l'été à «Moscou» #1.txt", "file: \"l'été à «Moscou» #1.txt\""),
        ("\"quoted\": [a].txt", "file: \"\\\"quoted\\\": [a].txt\""),
        ("./- x.txt", "file: \"- x.txt\""),
        ("встреча.txt", "file: \"встреча.txt\""),
    ] {
        stage.write(name, ARTICLE);
        let dossier = new(&stage, name, "d.yaml");
        assert!(dossier.contains(&format!("\n  {written}\n")), "{name}: {dossier}");
        fs::remove_file(stage.path("d.yaml")).unwrap();
    }
    new(&stage, "./texts/../texts/deeper/a.txt", "texts/d.yml");
    assert!(stage.read("texts/d.yml").contains("\n  file: deeper/a.txt\n"));
}

/// Each example, uncommented and with words of the text in its quotes, is valid by the format and by the shapes.
#[test]
fn the_examples_pass_the_check() {
    let stage = Stage::new();
    let towns = ["Moscow", "Bamako", "Niamey", "Geneva", "Vienna", "Nairobi", "Oslo", "Accra", "Lima", "Quito"];
    let sentences: Vec<_> = ["trade", "fisheries", "borders"]
        .map(|topic| towns.map(|town| format!("They spoke of {topic} in {town}.")))
        .concat();
    stage.write("a.txt", sentences.join("\n"));
    let form = new(&stage, "a.txt", "d.yaml").replace("actors: {}", "actors:").replace("facts: []", "facts:");
    let form = form.replace("\n# places:", "\nplaces:").replace("\n  # ", "\n  ");
    let (head, examples) = form.split_once("\nverbale: 1\n").unwrap();
    let mut parts = examples.split("words of the text");
    let mut dossier = format!("{head}\nverbale: 1\n{}", parts.next().unwrap());
    for (part, sentence) in parts.by_ref().zip(&sentences) {
        dossier += sentence;
        dossier += part;
    }
    assert_eq!(parts.next(), None, "the text is long enough");
    stage.write("filled.yaml", &dossier);
    let check = stage.run(&["check", "filled.yaml"]);
    assert_eq!(check.code, Some(0), "{}\n{dossier}", check.stdout);
    assert!(!check.stdout.contains("error["), "{}", check.stdout);
    let facts = stage.run(&["export", "filled.yaml"]).stdout.matches(" dcterms:isPartOf ").count();
    assert_eq!(facts, 11);
}

#[test]
fn the_hash_is_that_of_the_bytes() {
    let stage = Stage::new();
    // The hashes are those of sha256sum.
    for (text, hash) in [
        ("The leaders met.\n", "d1693414f83a0dd835ce6957b2d1a32982f738e505d7f6630f15b9bb823a97b7"),
        ("\u{feff}The leaders met.\r\n", "2fb4b96b48bf2a25678b3258362e5e3a9c026a2efa9dd1b4e989d2a190fc41ca"),
    ] {
        stage.write("a.txt", text);
        let run = stage.run(&["new", "a.txt"]).fine();
        assert!(run.stdout.contains(&format!("\n  sha256: {hash}\n")), "{}", run.stdout);
    }
    assert_eq!(stage.names("."), ["a.txt"], "without -o nothing is written");
    assert_eq!(stage.run(&["new", "a.txt", "-o", "-"]).fine().stdout, stage.run(&["new", "a.txt"]).fine().stdout);
}

#[test]
fn a_file_that_exists_is_never_overwritten() {
    let stage = Stage::new();
    stage.write("a.txt", ARTICLE);
    stage.write("d.yaml", "mine");
    stage.run(&["new", "a.txt", "-o", "d.yaml"]).fails(2, &["cannot create d.yaml", "exists", "none is overwritten"]);
    assert_eq!(stage.read("d.yaml"), "mine");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("nowhere.yaml", stage.path("link.yaml")).unwrap();
        stage.run(&["new", "a.txt", "-o", "link.yaml"]).fails(2, &["cannot create link.yaml"]);
        assert!(!stage.path("nowhere.yaml").exists());
    }
}

#[test]
fn a_text_that_a_dossier_cannot_name_is_refused() {
    let stage = Stage::new();
    stage.write("a.txt", ARTICLE);
    stage.write("sub/empty.txt", "\u{feff} \r\n\t");
    stage.write("sub/latin.txt", b"R\xE9union");
    stage.write("sub/a\\b.txt", ARTICLE);
    stage
        .run(&["new", "a.txt", "-o", "sub/d.yaml"])
        .fails(2, &["cannot read a.txt", "outside the dossier's folder", "-o"]);
    stage.run(&["new", "sub/empty.txt"]).fails(2, &["cannot read sub/empty.txt: it has no words"]);
    stage.run(&["new", "sub/latin.txt"]).fails(1, &["error[not-utf8]", "byte 1 (0xE9)", "save the file as UTF-8"]);
    stage.run(&["new", "sub/a\\b.txt"]).fails(1, &["error[source-path]", "backslash"]);
    stage.run(&["new", "none.txt"]).fails(2, &["cannot open none.txt"]);
    stage.run(&["new", "sub"]).fails(2, &["not a regular file"]);
    for name in ["d.json", "d.yaml.gz", "d"] {
        stage.run(&["new", "a.txt", "-o", name]).fails(2, &["should end in .yaml or .yml"]);
    }
    stage.run(&["new", "a.txt", "-o", "nowhere/d.yaml"]).fails(2, &["the folder nowhere does not exist"]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../a.txt", stage.path("sub/link.txt")).unwrap();
        stage.run(&["new", "sub/link.txt", "-o", "sub/d.yaml"]).fails(2, &["outside the dossier's folder"]);
    }
    assert_eq!(stage.names("."), ["a.txt", "sub"]);
}
