//! Which format is written, and which options go with it.

use super::stage::{Stage, dossier};

const FORMATS: [(&str, &str); 6] = [
    ("turtle", "ttl"),
    ("trig", "trig"),
    ("ntriples", "nt"),
    ("nquads", "nq"),
    ("jsonld", "jsonld"),
    ("rdfxml", "rdf"),
];

#[test]
fn the_extension_gives_what_the_option_gives() {
    let stage = Stage::with_dossier();
    for (format, extension) in FORMATS {
        let printed = stage.run(&["export", "a.yaml", "-f", format]).fine().stdout;
        let file = format!("out.{extension}");
        let silent = stage.run(&["export", "a.yaml", "-o", &file]).fine().stdout;
        assert_eq!(silent, "", "{format}");
        assert_eq!(stage.read(&file), printed, "{format}");
        assert!(printed.len() > 500, "{format}: {printed}");
    }
}

#[test]
fn turtle_is_the_format_of_standard_output() {
    let stage = Stage::with_dossier();
    let plain = stage.run(&["export", "a.yaml"]).fine().stdout;
    assert_eq!(plain, stage.run(&["export", "a.yaml", "--format", "turtle"]).fine().stdout);
    assert_eq!(plain, stage.run(&["export", "a.yaml", "-o", "-"]).fine().stdout);
}

#[test]
fn an_option_may_name_the_format_of_any_other_file() {
    let stage = Stage::with_dossier();
    stage.run(&["export", "a.yaml", "-f", "ntriples", "-o", "out.txt"]).fine();
    assert_eq!(stage.read("out.txt"), stage.run(&["export", "a.yaml", "-f", "ntriples"]).fine().stdout);
}

#[test]
fn an_extension_that_contradicts_the_option_is_refused() {
    let stage = Stage::with_dossier();
    for file in ["out.jsonld", "out.jsonld.gz", "OUT.JSONLD.ZST"] {
        stage.run(&["export", "a.yaml", "-f", "turtle", "-o", file]).fails(2, &[file, "jsonld", "turtle"]);
    }
    stage.run(&["export", "a.yaml", "-o", "out.txt"]).fails(2, &["out.txt", ".ttl", ".rdf", "--format"]);
    stage.run(&["export", "a.yaml", "-o", "out.gz"]).fails(2, &["out.gz"]);
    assert_eq!(stage.names("."), ["a.yaml"]);
}

#[test]
fn unknown_formats_and_options_get_a_suggestion() {
    let stage = Stage::with_dossier();
    stage.run(&["export", "a.yaml", "-f", "turtel"]).fails(2, &["turtel", "similar", "turtle"]);
    stage.run(&["export", "a.yaml", "--grahp", "none"]).fails(2, &["--grahp", "similar", "--graph"]);
    stage.run(&["exprot", "a.yaml"]).fails(2, &["exprot", "similar", "export"]);
    stage.run(&["export"]).fails(2, &["INPUT"]);
    stage.run(&[]).fails(2, &["Usage"]);
}

#[test]
fn named_graphs_are_for_formats_that_have_them() {
    let stage = Stage::with_dossier();
    for format in ["turtle", "ntriples", "rdfxml"] {
        for graph in ["dossier", "source"] {
            let run = stage.run(&["export", "a.yaml", "-f", format, "--graph", graph]);
            assert_eq!(run.fails(2, &[format, "--graph"]).stdout, "");
        }
        let plain = stage.run(&["export", "a.yaml", "-f", format]).fine().stdout;
        assert_eq!(plain, stage.run(&["export", "a.yaml", "-f", format, "--graph", "none"]).fine().stdout);
    }
}

#[test]
fn the_graph_is_the_dossier_the_source_or_none() {
    let stage = Stage::with_dossier();
    let lines = |arguments: &[&str]| {
        let all = [&["export", "a.yaml"], arguments].concat();
        stage.run(&all).fine().stdout
    };
    let triples = lines(&["-f", "ntriples"]);
    assert_eq!(lines(&["-f", "nquads", "--graph", "none"]), triples);
    let graph_of = |quads: &str| {
        let (first, _) = quads.split_once('\n').unwrap();
        let statement = triples.lines().next().unwrap().strip_suffix('.').unwrap();
        let graph = first.strip_prefix(statement).unwrap().to_owned();
        for (quad, triple) in quads.lines().zip(triples.lines()) {
            assert_eq!(quad, triple.strip_suffix('.').unwrap().to_owned() + &graph);
        }
        assert_eq!(quads.lines().count(), triples.lines().count());
        graph
    };
    let (dossier, source) =
        (graph_of(&lines(&["-f", "nquads"])), graph_of(&lines(&["-f", "nquads", "--graph", "source"])));
    assert_eq!(dossier, graph_of(&lines(&["-f", "nquads", "--graph", "dossier"])));
    assert_ne!(dossier, source);
    assert!(
        triples
            .contains(&format!("{} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", dossier.trim_end_matches(" .")))
    );
    assert_eq!(lines(&["-f", "trig"]), lines(&["-f", "trig", "--graph", "dossier"]));
    assert_eq!(lines(&["-f", "jsonld"]), lines(&["-f", "jsonld", "--graph", "none"]));
    assert_ne!(lines(&["-f", "jsonld"]), lines(&["-f", "jsonld", "--graph", "dossier"]));
}

#[test]
fn options_of_json_ld_go_with_json_ld() {
    let stage = Stage::with_dossier();
    let url = "https://example.org/context.jsonld";
    stage.run(&["export", "a.yaml", "--jsonld-form", "flattened"]).fails(2, &["--jsonld-form", "turtle"]);
    stage.run(&["export", "a.yaml", "--context-url", url]).fails(2, &["--context-url", "turtle"]);
    let expanded = ["export", "a.yaml", "-f", "jsonld", "--jsonld-form", "expanded", "--context-url", url];
    stage.run(&expanded).fails(2, &["--context-url"]);
    let by_url = stage.run(&["export", "a.yaml", "-f", "jsonld", "--context-url", url]).fine().stdout;
    let document: serde_json::Value = serde_json::from_str(&by_url).unwrap();
    // Alone, or before the base that ids are relative to.
    let context = &document["@context"];
    assert_eq!(context.get(0).unwrap_or(context), url);
}

#[test]
fn the_three_forms_of_json_ld_differ() {
    let stage = Stage::with_dossier();
    let form = |name| {
        let printed = stage.run(&["export", "a.yaml", "-f", "jsonld", "--jsonld-form", name]).fine().stdout;
        serde_json::from_str::<serde_json::Value>(&printed).unwrap()
    };
    let (nested, flattened, expanded) = (form("nested"), form("flattened"), form("expanded"));
    assert!(nested["@context"].is_object() && nested["facts"].is_array(), "{nested}");
    assert!(flattened["@context"].is_object() && flattened["@graph"].is_array(), "{flattened}");
    assert!(expanded.is_array(), "{expanded}");
}

#[test]
fn the_base_goes_before_the_id() {
    let stage = Stage::with_dossier();
    let triples = stage.run(&["export", "a.yaml", "-f", "ntriples", "--base", "https://news.example/x/"]).fine().stdout;
    assert!(triples.contains("<https://news.example/x/a"), "{triples}");
    for bad in ["news", "https://news.example/x", "https://news example/"] {
        let run = stage.run(&["export", "a.yaml", "--base", bad]).fails(2, &["--base", bad]);
        assert_eq!(run.stdout, "");
    }
}

#[test]
fn one_dossier_declares_the_prefixes_it_uses_and_several_declare_all() {
    let stage = Stage::with_dossier();
    stage.write("b.yaml", dossier("b"));
    let declared = |turtle: &str| turtle.lines().filter(|line| line.starts_with("@prefix ")).count();
    let one = stage.run(&["export", "a.yaml"]).fine().stdout;
    let two = stage.run(&["export", "a.yaml", "b.yaml"]).fine().stdout;
    assert_eq!(declared(&two), verbale_ontology::PREFIXES.len());
    assert!((1..declared(&two)).contains(&declared(&one)), "{one}");
}

/// YAML can write U+0001, XML 1.0 has no way to; the other formats have.
#[test]
fn what_a_format_cannot_hold_is_an_error_that_names_the_dossier() {
    let stage = Stage::new();
    let title = "source: {title: \"a\\x01b\", language";
    stage.write("x.yaml", dossier("x").replace("source: {language", title));
    stage.run(&["export", "x.yaml", "-f", "ntriples"]).fine();
    stage.write("out.rdf", "old");
    stage.run(&["export", "x.yaml", "-o", "out.rdf"]).fails(2, &["out.rdf", "U+0001", "/x"]);
    assert_eq!(
        (stage.names("."), stage.read("out.rdf").as_str()),
        (vec!["out.rdf".to_owned(), "x.yaml".to_owned()], "old")
    );
}
