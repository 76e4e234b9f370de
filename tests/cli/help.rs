//! The help texts, as they are read. A change in them is a change that users see: it is reviewed as one.

use super::stage::Stage;

#[test]
fn help_texts() {
    for verb in ["", "export", "import", "schema", "ontology", "completions", "man"] {
        let arguments: Vec<_> = [verb, "--help"].into_iter().filter(|word| !word.is_empty()).collect();
        let help = Stage::new().run(&arguments).fine().stdout;
        let name = if verb.is_empty() { "verbale" } else { verb };
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "help" }, {
            insta::assert_snapshot!(name, help);
        });
    }
}

#[test]
fn short_help_fits_a_screen() {
    let help = Stage::new().run(&["export", "-h"]).fine().stdout;
    assert!(help.lines().count() <= 40, "{help}");
}

#[test]
fn version_is_that_of_the_package() {
    let version = Stage::new().run(&["--version"]).fine().stdout;
    assert_eq!(version, format!("verbale {}\n", env!("CARGO_PKG_VERSION")));
}

/// What the help texts give as examples works.
#[test]
fn examples_of_the_help_run() {
    let stage = Stage::new();
    stage.write("dossier.yaml", super::stage::dossier("x"));
    stage.write("dossiers/y.yaml", super::stage::dossier("y"));
    stage.write("rdf/.keep", "");
    let mut run = 0;
    for verb in ["export", "schema", "ontology"] {
        let help = stage.run(&[verb, "--help"]).fine().stdout;
        for line in help.lines().map(str::trim).filter(|line| line.starts_with("verbale ")) {
            let arguments: Vec<_> = line.split(' ').skip(1).take_while(|word| *word != ">").collect();
            stage.run(&arguments).fine();
            run += 1;
        }
    }
    assert!(run >= 7, "{run} examples");
}
