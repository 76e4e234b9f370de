//! The graph again, with the places of today.

use std::collections::BTreeSet;

use super::{counts, facts, report, seed};
use crate::cli::stage::Stage;

fn newer(change: impl Fn(&str) -> String) -> Stage {
    let stage = seed();
    stage.write("newer.txt", change(&stage.read("article.txt")));
    stage
}

fn lines(text: &str) -> BTreeSet<&str> {
    text.lines().collect()
}

#[test]
fn what_is_written_is_what_the_dossier_of_the_new_text_gives() {
    let stage = newer(|article| format!("Mis à jour.\n\n{article}"));
    stage.write("again.yaml", stage.read("dossier.yaml").replace("article.txt", "newer.txt"));
    for extension in ["nt", "nq", "ttl"] {
        let [old, fresh, again] = ["old", "fresh", "again"].map(|name| format!("{name}.{extension}"));
        stage.run(&["export", "dossier.yaml", "-o", &old]).fine();
        let dossier = stage.read("again.yaml");
        let hash = dossier.lines().find(|line| line.trim_start().starts_with("sha256:")).unwrap_or_default().to_owned();
        stage.write("again.yaml", dossier.replace(&hash, ""));
        stage.run(&["export", "again.yaml", "-o", &fresh]).fine();
        let outcome = stage.run(&["verify", &old, "--text", "newer.txt", "--write", &again]);
        assert_eq!(outcome.code, Some(0), "{outcome:?}");
        let (fresh, again) = (stage.read(&fresh), stage.read(&again));
        if extension == "ttl" {
            // The order, the sections and the prefixes are those of an export; the version before is all that is added.
            let added: Vec<&str> = again.lines().filter(|line| !lines(&fresh).contains(line)).collect();
            assert!(added.len() <= 6 && added.iter().any(|line| line.contains("prov:wasRevisionOf")), "{added:?}");
            let sections =
                |text: &str| text.lines().filter(|line| line.starts_with("# ")).map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(sections(&again), sections(&fresh));
            continue;
        }
        let added: Vec<&str> = lines(&again).difference(&lines(&fresh)).copied().collect();
        assert_eq!(lines(&fresh).difference(&lines(&again)).count(), 0);
        // wasRevisionOf; three classes, the hash and the language of the version before.
        assert_eq!(added.len(), 6, "{added:?}");
        assert!(added.iter().all(|line| line.contains("/source/version/95e3a437493f2a59>")), "{added:?}");
    }
}

#[test]
fn a_new_graph_holds_against_the_new_text_and_keeps_the_shapes() {
    let stage = newer(|article| format!("Mis à jour.\n\n{article}"));
    for name in ["again.ttl", "again.trig", "again.jsonld", "again.nq.gz"] {
        let outcome = stage.run(&["verify", "graph.ttl", "--text", "newer.txt", "--write", name]);
        assert_eq!(outcome.code, Some(0), "{name}: {outcome:?}");
        assert!(outcome.stderr.contains(&format!("{name} is written\n")), "{outcome:?}");
        let proved = stage.run(&["verify", name, "--text", "newer.txt", "--report", "json"]);
        assert_eq!((proved.code, counts(&report(&proved), "same")), (Some(0), 43), "{name}: {proved:?}");
        assert_eq!(stage.run(&["check", name]).code, Some(0), "{name}");
    }
}

#[test]
fn versions_follow_one_another() {
    let stage = newer(|article| format!("Mis à jour.\n\n{article}"));
    stage.run(&["verify", "graph.ttl", "--text", "newer.txt", "--write", "second.nt"]);
    stage.write("third.txt", format!("Encore. {}", stage.read("newer.txt")));
    let outcome = stage.run(&["verify", "second.nt", "--text", "third.txt", "--write", "third.nt"]);
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    let third = stage.read("third.nt");
    let links: Vec<&str> = third.lines().filter(|line| line.contains("wasRevisionOf")).collect();
    assert_eq!(links.len(), 2, "{links:?}");
    let object = links[0].rsplit(' ').nth(1).unwrap();
    assert!(links[0].starts_with("<https://example.org/verbale/russie-aes-2025-04-03/source> "), "{links:?}");
    assert!(links[1].starts_with(object) && links[1].contains("/source/version/95e3a437493f2a59>"), "{links:?}");
}

#[test]
fn nothing_is_written_where_something_is_lost() {
    let stage = newer(|article| article.replace("ont formé l’Alliance", "ont fondé l’Alliance"));
    stage.write("again.ttl", "old");
    let outcome = stage.run(&["verify", "graph.ttl", "--text", "newer.txt", "--write", "again.ttl"]);
    assert_eq!(stage.read("again.ttl"), "old");
    assert!(!stage.names("").iter().any(|name| name.contains(".tmp")));
    outcome.fails(1, &["again.ttl is not written", "--drop-lost"]);
}

#[test]
fn what_is_lost_is_left_out_with_what_refers_to_it_and_is_listed() {
    // s1 is the statement in which others are said.
    let stage = newer(|article| article.replace("a déclaré Abdoulaye Diop", "dit-on"));
    let arguments =
        ["verify", "graph.ttl", "--text", "newer.txt", "--write", "again.ttl", "--drop-lost", "--report", "json"];
    let outcome = stage.run(&arguments);
    assert_eq!(outcome.code, Some(1));
    let found = report(&outcome);
    let all = found["facts"].as_array().unwrap();
    let left: Vec<&str> =
        all.iter().filter(|fact| fact["leftOut"].is_string()).map(|f| f["fact"].as_str().unwrap()).collect();
    let lost = all.iter().filter(|fact| !matches!(fact["status"].as_str(), Some("same" | "moved"))).count();
    assert!(lost >= 1 && left.len() > lost, "{left:?}");
    assert_eq!(found["summary"]["leftOut"], left.len());
    let graph = stage.read("again.ttl");
    for fact in &left {
        let name = fact.rsplit('/').next().unwrap();
        assert!(!graph.contains(&format!("d:{name} a ")) && !graph.contains(&format!(" d:{name} ")), "{name}");
    }
    let proved = stage.run(&["verify", "again.ttl", "--text", "newer.txt", "--report", "json"]);
    assert_eq!((proved.code, counts(&report(&proved), "same")), (Some(0), (43 - left.len()) as u64), "{proved:?}");
    let checked = stage.run(&["check", "again.ttl"]);
    assert_eq!(checked.code, Some(0), "{}", checked.stdout);
}

#[test]
fn of_a_source_the_field_is_left_out_alone() {
    let stage = newer(|article| article.replace("ce jeudi 3 avril", "hier"));
    let outcome = stage.run(&[
        "verify",
        "graph.ttl",
        "--text",
        "newer.txt",
        "--write",
        "again.ttl",
        "--drop-lost",
        "--report",
        "json",
    ]);
    let found = report(&outcome);
    assert!([facts(&found, "changed"), facts(&found, "gone"), facts(&found, "ambiguous")].concat().contains(&"source"));
    let graph = stage.read("again.ttl");
    assert!(graph.contains("d:source a dipl:SourceText"), "{graph}");
    let source = graph.split("d:source a ").nth(1).unwrap().split(" .\n").next().unwrap();
    assert!(!source.contains("dipl:date") && source.contains("dcterms:title"), "{source}");
    let checked = stage.run(&["check", "again.ttl"]);
    assert_eq!(checked.code, Some(0), "{}", checked.stdout);
}

#[test]
fn named_graphs_stay_or_the_format_is_refused() {
    let stage = newer(|article| format!("Mis à jour.\n\n{article}"));
    stage.run(&["export", "dossier.yaml", "-o", "graph.nq", "--graph", "source"]).fine();
    let outcome = stage.run(&["verify", "graph.nq", "--text", "newer.txt", "--write", "again.nq"]);
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    let again = stage.read("again.nq");
    assert!(again.lines().count() > 1_000);
    assert!(again.lines().all(|line| line.ends_with(" <https://example.org/verbale/russie-aes-2025-04-03/source> .")));
    stage
        .run(&["verify", "graph.nq", "--text", "newer.txt", "--write", "again.ttl"])
        .fails(2, &["named graphs", ".nq"]);
    assert!(!stage.path("again.ttl").exists());
    stage.write("odd.nq", again.replace("/source> .\n", "/elsewhere> .\n"));
    stage.run(&["verify", "odd.nq", "--text", "newer.txt", "--write", "x.nq"]).fails(2, &["/elsewhere>"]);
}

#[test]
fn outputs_are_checked_before_anything_is_read() {
    let stage = seed();
    let write = |to: &str| stage.run(&["verify", "graph.ttl", "--text", "article.txt", "--write", to]);
    write("-").fails(2, &["standard output"]);
    write("graph.ttl").fails(2, &["would be overwritten"]);
    write("article.txt").fails(2, &["article.txt"]);
    write("none/again.ttl").fails(2, &["does not exist"]);
    write("again.yaml").fails(2, &["names no format"]);
    stage.run(&["verify", "graph.ttl", "--text", "article.txt", "--drop-lost"]).fails(2, &["--write"]);
}
