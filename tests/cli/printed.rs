//! What the command carries with it: schema, ontology, completions, manual.

use super::stage::Stage;

fn printed(arguments: &[&str]) -> String {
    Stage::new().run(arguments).fine().stdout
}

#[test]
fn the_schema_is_a_json_schema() {
    let text = printed(&["schema"]);
    let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema, verbale_core::dossier::schema::schema());
    assert!(text.ends_with("}\n"));
}

#[test]
fn the_ontology_is_printed_as_it_stands() {
    assert_eq!(printed(&["ontology"]), verbale_ontology::DIPLOMACY);
    assert_eq!(printed(&["ontology", "--context"]), verbale_ontology::CONTEXT);
    assert_eq!(printed(&["ontology", "--mappings"]), verbale_ontology::MAPPINGS);
    Stage::new().run(&["ontology", "--context", "--codes"]).fails(2, &["cannot be used"]);
}

#[test]
fn the_code_lists_are_one_turtle_document() {
    let triples = |turtle: &str| {
        let mut triples: Vec<_> =
            oxttl::TurtleParser::new().for_slice(turtle.as_bytes()).map(|triple| triple.unwrap().to_string()).collect();
        triples.sort();
        triples
    };
    let mut apart: Vec<_> = verbale_ontology::CODES.iter().flat_map(|(_, turtle)| triples(turtle)).collect();
    apart.sort();
    assert!(apart.len() > 1_000, "{}", apart.len());
    assert_eq!(triples(&printed(&["ontology", "--codes"])), apart);
}

#[test]
fn there_is_a_completion_script_for_each_shell() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = printed(&["completions", shell]);
        for word in ["export", "jsonld-form", "turtle"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    Stage::new().run(&["completions", "tcsh"]).fails(2, &["tcsh", "bash"]);
}

#[test]
fn the_manual_has_every_verb_and_every_option() {
    let page = printed(&["man"]).replace("\\-", "-");
    assert!(page.contains(".TH verbale 1"), "{page}");
    for verb in ["EXPORT", "SCHEMA", "ONTOLOGY", "COMPLETIONS", "MAN"] {
        assert!(page.contains(&format!(".SH \"VERBALE {verb}\"")), "{verb}");
    }
    for option in
        ["--files-from", "--from", "--source-root", "--registry", "--base", "--format", "--output", "--out-dir"]
    {
        assert!(page.contains(option), "{option}");
    }
    assert_eq!(page.matches(".TH ").count(), 1);
}
