//! The pages at the top: what they show, link to and promise exists.

mod command_line;
mod dossier;
mod markdown;
mod rules;
mod shacl;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{export, root};
use markdown::sections;

const PAGES: [&str; 31] = [
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "crates/README.md",
    "examples/README.md",
    "examples/ci/README.md",
    "examples/first/README.md",
    "examples/llm/README.md",
    "examples/spark/README.md",
    "examples/verify/README.md",
    "examples/russie-aes-2025-04-03/README.md",
    "ontology/README.md",
    "crates/verbale/README.md",
    "crates/verbale-core/README.md",
    "crates/verbale-export/README.md",
    "crates/verbale-rdf/README.md",
    "crates/verbale-shacl/README.md",
    "crates/verbale-store/README.md",
    "crates/verbale-view/README.md",
    "crates/verbale/docs/dossier.md",
    "crates/verbale/docs/command-line.md",
    "crates/verbale/docs/rules.md",
    "crates/verbale/docs/batch.md",
    "crates/verbale/docs/shacl.md",
    "crates/verbale/docs/push.md",
    "crates/verbale/docs/query.md",
    "crates/verbale/docs/stats.md",
    "crates/verbale/docs/diff.md",
    "crates/verbale/docs/verify.md",
    "crates/verbale/docs/view.md",
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
    for (language, file) in [("yaml", dossier), ("turtle", graph)] {
        let block = block(&page, language);
        assert!(has_lines(&file, &block), "the {language} is not that of the example");
        assert_eq!(block.iter().filter(|line| *line != "# …").count(), 8, "eight lines of {language}");
    }
}

/// The targets of a page's Markdown links.
fn links(page: &str) -> Vec<&str> {
    page.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect()
}

/// The anchors of a page's headings: lower case, hyphens for spaces, punctuation left out.
fn anchors(page: &str) -> BTreeSet<String> {
    let kept = |c: char| c.is_alphanumeric() || c == '-' || c == '_' || c == ' ';
    let anchor =
        |heading: &str| heading.to_lowercase().chars().filter(|c| kept(*c)).collect::<String>().replace(' ', "-");
    sections(page).iter().map(|section| anchor(section.heading)).collect()
}

#[test]
fn links_between_pages_lead_somewhere() {
    let mut seen = 0;
    for page in PAGES {
        let path = root().join(page);
        let text = fs::read_to_string(&path).expect("the page can be read");
        for link in links(&text).into_iter().filter(|link| !link.contains("://")) {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { path.parent().expect("a folder").join(file) };
            assert!(target.exists(), "{page} links to {link}");
            if !anchor.is_empty() {
                let target = fs::read_to_string(&target).expect("the page that is linked to can be read");
                assert!(anchors(&target).contains(anchor), "{page} links to {link}");
            }
            seen += 1;
        }
    }
    assert!(seen >= 60, "{seen} links");
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

/// Whether a function of this name is a test: the attribute stands in the lines right above it.
fn is_test(code: &str, name: &str) -> bool {
    let Some(at) = code.find(&format!("fn {name}(")) else { return false };
    let above = code[..at].trim_end_matches(' ');
    above.lines().rev().take_while(|line| !line.trim().is_empty()).any(|line| line.trim() == "#[test]")
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
            let exists = root().join(command).is_file() || is_test(&code, name);
            assert!(exists, "SECURITY.md names `{name}`, which is no test");
        }
        threats += 1;
    }
    assert!(threats >= 14, "{threats} threats");
}
