//! What the crates do not depend on: no reader of RDF/XML, no network but in one crate, and core and export not on each
//! other.

use std::process::Command;

use crate::command::root;

/// Whether `package` has `dependency` below it, tests and build scripts aside.
fn depends(package: &str, dependency: &str) -> bool {
    depends_with(package, dependency, &[])
}

/// As [`depends`], with features chosen.
fn depends_with(package: &str, dependency: &str, features: &[&str]) -> bool {
    let tree = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--prefix", "none", "--edges", "normal"])
        .args(["--package", package, "--target", "all"])
        .args(features)
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let listed = String::from_utf8(tree.stdout).expect("names are text");
    assert!(listed.lines().next().is_some_and(|line| line.starts_with(package)), "{listed}");
    listed.lines().any(|line| line.split(' ').next() == Some(dependency))
}

const CRATES: [&str; 6] =
    ["verbale-core", "verbale-export", "verbale-rdf", "verbale-import", "verbale-shacl", "verbale"];

#[test]
fn nothing_reads_rdf_xml() {
    for package in CRATES {
        for reader in ["oxrdfxml", "oxigraph", "oxrdfio", "sophia_xml"] {
            assert!(!depends(package, reader), "{package}: {reader}");
        }
    }
    // Beneath `sh:sparql` there is a crate that could read results of queries in XML; none is given to it.
    for package in &CRATES[..3] {
        assert!(!depends(package, "quick-xml"), "{package}");
    }
    assert!(depends("verbale-shacl", "quick-xml"));
    // The tests do read it, which shows that the question is put rightly.
    let oxigraph = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--prefix", "none", "--package", "verbale-tests"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(String::from_utf8_lossy(&oxigraph.stdout).contains("\noxrdfxml "));
}

#[test]
fn nothing_opens_a_socket() {
    let network = ["ureq", "reqwest", "hyper", "rustls", "socket2", "tokio", "native-tls", "curl", "verbale-store"];
    for dependency in network {
        for package in CRATES.into_iter().filter(|package| *package != "verbale") {
            assert!(!depends(package, dependency), "{package}: {dependency}");
        }
        for features in [&["--no-default-features"][..], &["--no-default-features", "--features", "query"]] {
            assert!(!depends_with("verbale", dependency, features), "{features:?}: {dependency}");
        }
    }
    // What opens them is one crate, behind one feature.
    assert!(depends_with("verbale", "verbale-store", &["--no-default-features", "--features", "store"]));
    assert!(depends("verbale-store", "ureq") && depends("verbale", "clap"));
}

#[test]
fn core_and_export_stand_apart() {
    assert!(!depends("verbale-core", "verbale-export"));
    assert!(!depends("verbale-export", "verbale-core"));
    assert!(!depends("verbale-export", "verbale-ontology"));
    assert!(!depends("verbale-export", "verbale-shacl") && !depends("verbale-core", "verbale-rdf"));
    assert!(!depends("verbale-rdf", "verbale-shacl") && !depends("verbale-shacl", "verbale-rdf"));
    assert!(!depends("verbale-import", "verbale-export") && !depends("verbale-import", "sophia"));
    assert!(depends("verbale-core", "verbale-ontology"));
}
