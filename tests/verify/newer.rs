//! Facts in a newer version of their text.

use super::{counts, facts, report, seed};
use crate::cli::stage::Stage;

/// What becomes of the seed's facts when its article is changed.
fn after(change: impl Fn(&str) -> String) -> (Stage, serde_json::Value, Option<i32>) {
    let stage = seed();
    stage.write("newer.txt", change(&stage.read("article.txt")));
    let outcome = stage.run(&["verify", "graph.ttl", "--text", "newer.txt", "--newer", "--report", "json"]);
    let found = report(&outcome);
    (stage, found, outcome.code)
}

#[test]
fn a_line_before_all_moves_all() {
    let (_, found, code) = after(|article| format!("Mis à jour.\n\n{article}"));
    assert_eq!((code, counts(&found, "moved"), counts(&found, "kept")), (Some(0), 43, 43));
    let span = &found["facts"][0]["spans"][0];
    assert_eq!(
        (&span["start"], &span["now"]["start"], &span["now"]["text"]),
        (&242.into(), &255.into(), &"ce jeudi 3 avril".into())
    );
}

#[test]
fn other_words_are_shown_beside_the_old_ones() {
    let (stage, found, code) = after(|article| article.replace("ont formé l’Alliance", "ont fondé l’Alliance"));
    assert_eq!((code, facts(&found, "changed")), (Some(1), vec!["fondation-aes"]));
    let fact = found["facts"].as_array().unwrap().iter().find(|fact| fact["status"] == "changed").unwrap();
    assert_eq!(fact["spans"][0]["difference"], "ont [-formé-]{+fondé+} l’Alliance des Etats du Sahel (AES)");
    assert_eq!(fact["spans"][0]["now"]["start"], 3019);
    let text = stage.run(&["verify", "graph.ttl", "--text", "newer.txt", "--newer"]);
    assert!(text.stdout.contains("changed: <https://example.org/verbale/russie-aes-2025-04-03/fondation-aes>"));
    assert!(
        text.stdout.contains("    ont [-formé-]{+fondé+} l’Alliance des Etats du Sahel (AES)\n"),
        "{}",
        text.stdout
    );
    assert_eq!(text.code, Some(1));
}

#[test]
fn words_that_are_gone_are_gone() {
    let (_, found, code) = after(|_| "Nothing of the kind.\n".to_owned());
    assert_eq!((code, counts(&found, "gone"), counts(&found, "kept")), (Some(1), 43, 0));
    let (_, found, code) = after(|article| article.replace(", accentuant leur coopération avec la Russie", ""));
    assert_eq!((code, counts(&found, "kept")), (Some(1), 42));
    let lost = [facts(&found, "gone"), facts(&found, "changed")].concat();
    assert_eq!(lost, ["rapprochement"]);
}

#[test]
fn a_text_that_stands_twice_is_ambiguous() {
    let (_, found, code) = after(|article| format!("{article}\n{article}"));
    assert_eq!(code, Some(1));
    assert!(counts(&found, "ambiguous") >= 42, "{found}");
    assert_eq!(counts(&found, "moved"), 0);
    let spans = found["facts"].as_array().unwrap().iter().flat_map(|fact| fact["spans"].as_array().unwrap());
    let ambiguous: Vec<_> = spans.filter(|span| span["status"] == "ambiguous").collect();
    assert!(ambiguous.iter().all(|span| span["total"].as_u64() >= Some(1) && span["now"].is_null()));
}

#[test]
fn white_space_is_no_wording() {
    let (_, found, code) = after(|article| article.replace(' ', "\n "));
    assert_eq!((code, counts(&found, "moved")), (Some(0), 43));
}

#[test]
fn a_fact_is_kept_only_with_all_of_its_words() {
    let (_, found, _) = after(|article| article.replace("ce même jeudi", "ce vendredi"));
    let lost: Vec<_> = [facts(&found, "changed"), facts(&found, "gone")].concat();
    // Both have other words of their own, which are kept; of the first one those hold the day as well.
    assert_eq!(lost.len(), 2, "{lost:?}");
    assert!(lost.contains(&"bilaterale") && lost.contains(&"satisfaction"), "{lost:?}");
}
