//! Which text belongs to which source.

use super::{codes, counts, report, seed};
use crate::cli::stage::{Stage, dossier};

const TEXT: &str = "On Tuesday 22 January 1963, the leaders of France and Germany met in Paris.";

/// Two dossiers with texts of their own.
fn two() -> Stage {
    let stage = Stage::new();
    stage.write("a.yaml", dossier("a"));
    stage.write("b.yaml", dossier("b").replace("22 January 1963", "29 January 1963"));
    stage.write("a.txt", TEXT);
    stage.write("b.txt", TEXT.replace("22", "29"));
    stage.run(&["export", "a.yaml", "b.yaml", "-o", "both.nq"]);
    stage
}

#[test]
fn texts_find_their_sources_by_hash() {
    let stage = two();
    for inputs in [&["both.nq"][..], &["a.yaml", "b.yaml"]] {
        let arguments = [&["verify"], inputs, &["--text", "b.txt", "--text", "a.txt", "--report", "json"]].concat();
        let outcome = stage.run(&arguments);
        assert_eq!(outcome.code, Some(0), "{outcome:?}");
        let found = report(&outcome);
        let texts: Vec<_> = found["sources"].as_array().unwrap().iter().map(|source| &source["text"]).collect();
        assert_eq!(texts, ["a.txt", "b.txt"]);
        assert_eq!(counts(&found, "same"), 2);
    }
}

#[test]
fn a_source_without_a_text_is_not_passed_over() {
    let stage = two();
    let arguments = ["verify", "both.nq", "--text", "a.txt", "--report", "json"];
    let outcome = stage.run(&arguments);
    let found = report(&outcome);
    assert_eq!(outcome.code, Some(1));
    assert_eq!((counts(&found, "same"), counts(&found, "unproved")), (1, 1));
    assert_eq!(codes(&found), ["text-missing"]);
    assert!(
        found["faults"][0]["message"].as_str().unwrap().contains("--text https://example.org/verbale/b/source=FILE")
    );
    let allowed = stage.run(&[&arguments[..], &["--allow-unproved"]].concat());
    assert_eq!(allowed.code, Some(0), "{allowed:?}");
    assert_eq!(counts(&report(&allowed), "unproved"), 1, "it is counted all the same");
}

#[test]
fn a_newer_text_goes_to_the_only_source_that_is_left_or_to_the_one_that_is_named() {
    let stage = two();
    stage.write("new.txt", format!("New. {TEXT}").replace("22", "29"));
    let paired =
        stage.run(&["verify", "both.nq", "--text", "a.txt", "--text", "new.txt", "--newer", "--report", "json"]);
    assert_eq!((paired.code, counts(&report(&paired), "moved")), (Some(0), 1), "{paired:?}");
    // With several inputs, nothing says which of them it belongs to.
    let apart = ["verify", "a.yaml", "b.yaml", "--text", "a.txt", "--newer", "--report", "json", "--text"];
    let guess = stage.run(&[&apart[..], &["new.txt"]].concat());
    assert_eq!((guess.code, counts(&report(&guess), "unproved")), (Some(1), 1));
    let named = stage.run(&[&apart[..], &["https://example.org/verbale/b/source=new.txt"]].concat());
    assert_eq!((named.code, counts(&report(&named), "moved")), (Some(0), 1), "{named:?}");
}

#[test]
fn another_text_is_a_fault_unless_it_is_said_to_be_newer() {
    let stage = seed();
    stage.write("newer.txt", format!("{}\nMis à jour.\n", stage.read("article.txt").trim_end()));
    let arguments = ["verify", "graph.ttl", "--text", "newer.txt", "--report", "json"];
    let strict = stage.run(&arguments);
    assert_eq!((strict.code, codes(&report(&strict))), (Some(1), vec!["text-differs"]));
    let newer = stage.run(&[&arguments[..], &["--newer"]].concat());
    assert_eq!((newer.code, counts(&report(&newer), "same")), (Some(0), 43), "{newer:?}");
}

#[test]
fn an_enrichment_has_a_text_of_its_own() {
    let stage = Stage::new();
    let folder = crate::command::root().join("tests/cases/accepted/enrichment/dossier.yaml");
    stage.write("d.yaml", std::fs::read(folder).unwrap());
    stage.write("own.txt", "Le ministre malien a refusé.");
    stage.write("other.txt", "Abdoulaye Diop est ministre du Mali depuis 2020.");
    let whole = stage.run(&["verify", "d.yaml", "--text", "own.txt", "--text", "other.txt", "--report", "json"]);
    let found = report(&whole);
    assert_eq!((whole.code, found["summary"]["spans"]["same"].as_u64()), (Some(0), Some(2)), "{whole:?}");
    // The name that the enrichment gives has no words: it is said by a source with an address.
    assert_eq!(found["summary"]["wordlessClaims"], 1);
    let half = stage.run(&["verify", "d.yaml", "--text", "own.txt", "--report", "json"]);
    assert_eq!((half.code, codes(&report(&half))), (Some(1), vec!["text-missing"]));
}

#[test]
fn what_does_not_fit_together_is_refused() {
    let stage = two();
    stage.write("bad.txt", b"caf\xE9");
    stage.run(&["verify", "both.nq"]).fails(2, &["--text"]);
    stage.run(&["verify", "-", "--text", "-"]).fails(2, &["standard input can be read once"]);
    stage.run(&["verify", "both.nq", "--text", "none.txt"]).fails(2, &["none.txt"]);
    stage.run(&["verify", "both.nq", "--text", "bad.txt"]).fails(1, &["bad.txt:1:4", "0xE9"]);
    stage.run(&["verify", "both.rdf", "--text", "a.txt"]).fails(2, &["both.rdf"]);
    let named =
        stage.run(&["verify", "both.nq", "--text", "a.txt", "--text", "b.txt", "--text", "https://e.org/x=a.txt"]);
    assert!(named.stdout.contains("text-unused"), "{named:?}");
    assert_eq!(named.code, Some(1));
    let piped = stage.run_with_stdin(&["verify", "both.nq", "--text", "-", "--text", "b.txt"], TEXT);
    assert_eq!(piped.code, Some(0), "{piped:?}");
}

#[test]
fn without_a_span_nothing_is_proved() {
    let stage = Stage::new();
    stage.write("a.txt", TEXT);
    stage.write("g.nt", "<https://e.org/a> <https://e.org/b> <https://e.org/c> .\n");
    let outcome = stage.run(&["verify", "g.nt", "--text", "a.txt", "--report", "json"]);
    assert_eq!((outcome.code, codes(&report(&outcome))), (Some(1), vec!["no-spans"]));
}

#[test]
fn json_lines_are_told_by_line() {
    let stage = Stage::new();
    let line = |id: &str| {
        format!(
            r#"{{"verbale":1,"id":"{id}","source":{{"language":"en","text":"{TEXT}"}},"actors":{{"f":{{"type":"group","described":{{"en":"leaders"}}}}}},"facts":[{{"id":"x","kind":"proposition","concerns":"f","text":{{"en":"t"}},"quote":"met in Paris"}}]}}"#
        )
    };
    stage.write("d.jsonl", format!("{}\n\n{}\n", line("one"), line("two")));
    stage.write("a.txt", TEXT);
    let outcome = stage.run(&["verify", "d.jsonl", "--text", "a.txt", "--report", "json"]);
    let found = report(&outcome);
    assert_eq!((outcome.code, counts(&found, "same")), (Some(0), 2), "{outcome:?}");
    assert_eq!(found["facts"][1]["line"], 3);
}
