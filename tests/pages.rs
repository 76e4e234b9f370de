//! The pages at the top: what they show, link to and promise exists.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{export, root};

const PAGES: [&str; 8] = [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "crates/README.md",
    "examples/README.md",
    "examples/first/README.md",
    "examples/russie-aes-2025-04-03/README.md",
];

/// The lines of the first fenced block of this language.
fn block(page: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}");
    let mut lines = page.lines().skip_while(|line| **line != fence).skip(1);
    let block: Vec<_> = lines.by_ref().take_while(|line| *line != "```").map(str::to_owned).collect();
    assert!(!block.is_empty(), "no {language} block");
    block
}

/// Whether a file has these lines, one after the other; a line `# …` stands for any number of them.
fn has_lines(file: &str, lines: &[String]) -> bool {
    let mut rest: &[&str] = &file.lines().collect::<Vec<_>>();
    for run in lines.split(|line| line.trim() == "# …") {
        let Some(at) = rest.windows(run.len()).position(|window| window == run) else { return false };
        rest = &rest[at + run.len()..];
    }
    true
}

#[test]
fn the_readme_shows_what_the_example_holds() {
    let seed = root().join("examples/russie-aes-2025-04-03");
    let page = fs::read_to_string(root().join("README.md")).expect("the README can be read");
    let dossier = fs::read_to_string(seed.join("dossier.yaml")).expect("the example can be read");
    let graph = String::from_utf8(export(&seed.join("dossier.yaml"), "turtle")).expect("output is UTF-8");
    assert!(has_lines(&dossier, &block(&page, "yaml")));
    assert!(has_lines(&graph, &block(&page, "turtle")));
}

/// The targets of a page's Markdown links.
fn links(page: &str) -> Vec<&str> {
    page.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect()
}

#[test]
fn links_between_pages_lead_somewhere() {
    let mut seen = 0;
    for page in PAGES {
        let path = root().join(page);
        let text = fs::read_to_string(&path).expect("the page can be read");
        for link in links(&text).into_iter().filter(|link| !link.contains("://")) {
            let target = path.parent().expect("a page lies in a folder").join(link);
            assert!(target.exists(), "{page} links to {link}");
            seen += 1;
        }
    }
    assert!(seen >= 15, "{seen} links");
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_threat_has_the_test_that_the_page_names() {
    let page = fs::read_to_string(root().join("SECURITY.md")).expect("the page can be read");
    let mut files = Vec::new();
    for folder in ["crates", "ontology", "tests"] {
        sources(&root().join(folder), &mut files);
    }
    let code: String = files.iter().map(|file| fs::read_to_string(file).expect("a source can be read")).collect();
    let rows = page.lines().filter(|line| line.starts_with("| ")).skip(2);
    let mut threats = 0;
    for row in rows {
        let proofs = row.trim_end_matches('|').rsplit('|').next().unwrap_or_default();
        let named: Vec<_> = proofs.split('`').skip(1).step_by(2).collect();
        assert!(!named.is_empty(), "no test: {row}");
        for name in named {
            let command = name.split(' ').next().unwrap_or_default();
            let exists = root().join(command).is_file() || code.contains(&format!("fn {name}("));
            assert!(exists, "SECURITY.md names `{name}`, which is no test");
        }
        threats += 1;
    }
    assert!(threats >= 14, "{threats} threats");
}
