//! Which files `verbale view` writes, and when it writes none.

use crate::cli::stage::{Stage, dossier, faulty, json, part};

use super::markup::{body_text, values};

#[test]
fn one_dossier_is_one_page() {
    let stage = Stage::with_dossier();
    stage.run(&["view", "a.yaml", "-o", "a.html"]).fine();
    let html = stage.read("a.html");
    assert!(html.starts_with("<!doctype html>\n<html lang=\"en\">"));
    assert_eq!(stage.names("."), ["a.html", "a.yaml"]);
    assert_eq!(stage.run(&["view", "a.yaml", "-o", "-"]).fine().stdout, html);
    let from_stdin = stage.run_with_stdin(&["view", "-", "-o", "-"], dossier("a")).fine();
    assert_eq!(from_stdin.stdout, html);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let stage = Stage::new();
    for id in ["a", "b", "c"] {
        stage.write(&format!("in/{id}.yaml"), dossier(id));
    }
    for out in ["one", "two"] {
        std::fs::create_dir(stage.path(out)).unwrap();
        let outcome = stage.run(&["view", "in", "--out-dir", out]);
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    }
    let names = stage.names("one");
    assert_eq!(names, ["a.html", "b.html", "c.html", "index.html"]);
    for name in names {
        assert_eq!(stage.bytes(&format!("one/{name}")), stage.bytes(&format!("two/{name}")), "{name}");
    }
}

#[test]
fn a_fault_leaves_every_file_as_it_was() {
    let stage = Stage::with_dossier();
    stage.write("b.yaml", faulty("b"));
    stage.write("page.html", "old");
    stage.run(&["view", "b.yaml", "-o", "page.html"]).fails(1, &["quote-not-found", "b.yaml"]);
    assert_eq!(stage.read("page.html"), "old");
    stage.write("out/a.html", "old");
    stage.run(&["view", "a.yaml", "b.yaml", "--out-dir", "out"]).fails(1, &["quote-not-found"]);
    assert_eq!((stage.names("out"), stage.read("out/a.html")), (vec!["a.html".to_owned()], "old".to_owned()));
    stage.run(&["view", "a.yaml", "nowhere.yaml", "--out-dir", "out"]).fails(2, &["nowhere.yaml"]);
    assert_eq!(stage.read("out/a.html"), "old");
}

#[test]
fn faulty_dossiers_may_be_left_out() {
    let stage = Stage::with_dossier();
    stage.write("b.yaml", faulty("b"));
    std::fs::create_dir(stage.path("out")).unwrap();
    let skip = ["view", "a.yaml", "b.yaml", "--on-error", "skip", "--out-dir", "out"];
    stage.run(&skip).fails(1, &["quote-not-found", "1 page"]);
    assert_eq!(stage.names("out"), ["a.html", "index.html"]);
}

#[test]
fn one_page_takes_one_dossier() {
    let stage = Stage::with_dossier();
    stage.write("b.yaml", dossier("b"));
    stage.run(&["view", "a.yaml", "b.yaml", "-o", "page.html"]).fails(2, &["--out-dir"]);
    assert_eq!(stage.names("."), ["a.yaml", "b.yaml"]);
    stage.run(&["view", "a.yaml"]).fails(2, &["--output"]);
    stage.run(&["view", "a.yaml", "-o", "a.yaml"]).fails(2, &["would be overwritten"]);
    stage.run(&["view", "a.yaml", "--out-dir", "nowhere"]).fails(2, &["nowhere", "does not exist"]);
    stage.run(&["view", "a.yaml", "-o", "a.html", "--lang", "de"]).fails(2, &["fr", "en"]);
}

#[test]
fn parts_of_a_dossier_have_pages_of_their_own() {
    let stage = Stage::new();
    stage.write("a.jsonl", format!("{}\n{}\n{}\n", part("a", 1), part("a", 2), json("index")));
    std::fs::create_dir(stage.path("out")).unwrap();
    let outcome = stage.run(&["view", "a.jsonl", "--out-dir", "out"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert_eq!(stage.names("out"), ["a.1.html", "a.2.html", "index.1.html", "index.html"]);
    let index = stage.read("out/index.html");
    let hrefs = values(&index, "href");
    for page in ["a.1.html", "a.2.html", "index.1.html"] {
        assert!(hrefs.contains(&page), "{page} in {hrefs:?}");
    }
    assert!(values(&stage.read("out/a.1.html"), "href").contains(&"index.html"));
}

#[test]
fn a_source_without_text_still_has_its_facts() {
    let stage = Stage::new();
    let known_by_address = dossier("a").replace(
        "text: \"On Tuesday 22 January 1963, the leaders of France and Germany met in Paris.\"",
        "url: \"javascript:alert(1)\"",
    );
    stage.write("a.yaml", known_by_address);
    let outcome = stage.run(&["view", "a.yaml", "-o", "a.html"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let html = stage.read("a.html");
    assert!(body_text(&html).contains("the leaders of France and Germany met in Paris"));
    assert!(body_text(&html).contains("The text is not at hand"));
    assert!(!html.contains("id=\"text\""));
    assert!(values(&html, "href").iter().all(|href| !href.contains("javascript")), "only http and https are led to");
    assert!(body_text(&html).contains("javascript:alert(1)"), "and yet it is shown");
}

#[test]
fn the_index_knows_every_fact() {
    let stage = Stage::new();
    stage.write("a.yaml", dossier("a"));
    stage.write("b.yaml", dossier("b"));
    std::fs::create_dir(stage.path("out")).unwrap();
    let outcome = stage.run(&["view", "a.yaml", "b.yaml", "--lang", "fr", "--out-dir", "out"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let index = stage.read("out/index.html");
    assert!(index.contains("<html lang=\"fr\">"));
    // A meeting (the first kind), asserted (the first category), without status, stated (the first power of two), without
    // date, of the actors 0 and 1.
    assert_eq!(values(&index, "data-facts"), ["0,0,,1,,,0.1", "0,0,,1,,,0.1"]);
    let plain = body_text(&index);
    assert!(plain.contains("Allemagne") && plain.contains("réunion ×2"), "states of two dossiers are the same");
}
