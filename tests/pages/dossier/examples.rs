//! The blocks of the page are accepted, and so is the example of each key, put into the block under its table.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::super::markdown::section;
use super::{Row, Section, blocks, key_rows, page, sections};
use crate::command::verbale;

/// A block with the heading under which it stands.
pub(super) type Block<'p> = (&'p str, &'p str);

/// The blocks of the sections from «Evidence» to «Enriched actor», a registry aside, that are parts of one dossier.
pub(super) fn fragments<'p>(sections: &'p [Section<'_>]) -> Vec<Block<'p>> {
    let from = sections.iter().position(|section| section.heading == "Evidence").expect("there is evidence");
    let to = sections.iter().position(|section| section.heading == "Registry").expect("there are registries");
    let named = sections[from..to].iter();
    named.flat_map(|section| blocks(&section.body, "yaml").into_iter().map(|block| (section.heading, block))).collect()
}

/// The dossier that the blocks make together, one of them replaced.
pub(super) fn together(fragments: &[Block<'_>], at: usize, replacement: &str) -> String {
    let blocks: Vec<&str> = (0..fragments.len()).map(|n| if n == at { replacement } else { fragments[n].1 }).collect();
    let (facts, mappings): (Vec<&str>, Vec<&str>) = blocks.into_iter().partition(|block| block.starts_with("- "));
    let (enrichments, heads): (Vec<&str>, Vec<&str>) =
        mappings.into_iter().partition(|block| block.starts_with("enrichment:"));
    let parts = [heads, vec!["facts:"], facts, enrichments];
    parts.concat().iter().flat_map(|block| [block, "\n"]).collect()
}

/// How far a line is indented, the mark of a list's item taken for spaces.
fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '-']).len()
}

/// The key of a line.
pub(super) fn key_of(line: &str) -> &str {
    line.trim_start_matches([' ', '-']).split(':').next().unwrap_or_default()
}

/// The lines of an entry: its own, and the deeper ones after it.
fn entry(lines: &[&str], first: usize) -> std::ops::Range<usize> {
    let deeper = |line: &&&str| line.is_empty() || indentation(line) > indentation(lines[first]);
    first..first + 1 + lines[first + 1..].iter().take_while(deeper).count()
}

/// A block in which an example takes the place of the entry with its key, or follows the first key of the table.
pub(super) fn with_example(block: &str, keys: &[&str], key: &str, example: &str) -> String {
    let mut lines: Vec<&str> = block.lines().collect();
    let first = lines.iter().position(|line| keys.contains(&key_of(line))).expect("the block shows a key of the table");
    let level = indentation(lines[first]);
    let same = |line: &&str| key_of(line) == key && indentation(line) == level;
    let line = match lines.iter().position(same) {
        Some(at) => {
            let lead = &lines[at][..level];
            let line = format!("{lead}{example}");
            lines.drain(entry(&lines, at));
            (at, line)
        }
        None => (entry(&lines, first).end, format!("{}{example}", " ".repeat(level))),
    };
    lines.insert(line.0, &line.1);
    lines.join("\n")
}

/// The block without the entry of a key.
fn without(block: &str, key: &str) -> String {
    let mut lines: Vec<&str> = block.lines().collect();
    if let Some(at) = lines.iter().position(|line| key_of(line) == key) {
        lines.drain(entry(&lines, at));
    }
    lines.join("\n")
}

/// The dossier with the example of one key in it, under a name of its own.
fn variant(fragments: &[Block<'_>], at: usize, rows: &[Row<'_>], (key, example): (&str, &str), id: &str) -> String {
    let keys: Vec<&str> = rows.iter().map(|row| row.key).collect();
    let block = if key == "file" { without(fragments[at].1, "text") } else { fragments[at].1.to_owned() };
    let dossier = together(fragments, at, &with_example(&block, &keys, key, example));
    let named = dossier.replacen("id: ocean-talks\n", &format!("id: {id}\n"), 1);
    if named.contains("\nregistry:") { named } else { named.replacen('\n', "\nregistry: registry.yaml\n", 1) }
}

/// The files that the examples name: the texts of both sources, and the registry.
fn write_neighbours(folder: &Path, sections: &[Section<'_>]) {
    let source = blocks(&section(sections, "Source").body, "yaml")[0];
    let (_, article) = source.split_once("  text: |\n").expect("the text is a block");
    let article: String = article.lines().flat_map(|line| [line.trim_start(), "\n"]).collect();
    let enrichment = blocks(&section(sections, "Enrichment").body, "yaml")[0];
    let (_, register) = enrichment.split_once("text: \"").expect("the other source has a text");
    let register = register.split('"').next().unwrap_or_default();
    let registry = blocks(&section(sections, "Registry").body, "yaml")[0];
    for (name, text) in [("article.txt", article.as_str()), ("register.txt", register), ("registry.yaml", registry)] {
        fs::write(folder.join(name), text).expect("the file can be written");
    }
}

#[test]
fn every_whole_dossier_of_the_page_is_accepted() {
    let page = page();
    let whole: Vec<&str> = blocks(&page, "yaml")
        .into_iter()
        .filter(|block| block.starts_with("verbale: 1") && block.contains("facts:"))
        .collect();
    assert!(!whole.is_empty());
    for block in whole {
        let folder = TempDir::new().expect("a folder can be made");
        fs::write(folder.path().join("dossier.yaml"), block).expect("the dossier can be written");
        let outcome = verbale(folder.path(), &["export", "dossier.yaml"]);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{block}");
    }
}

#[test]
fn the_blocks_together_are_one_dossier_without_a_warning() {
    let page = page();
    let sections = sections(&page);
    let fragments = fragments(&sections);
    let folder = TempDir::new().expect("a folder can be made");
    let dossier = together(&fragments, usize::MAX, "");
    fs::write(folder.path().join("dossier.yaml"), &dossier).expect("the dossier can be written");
    let outcome = verbale(folder.path(), &["export", "dossier.yaml"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{dossier}");
    assert!(fragments.len() >= 24, "{} blocks", fragments.len());
}

/// The rows of each table of keys with the block under it, or the last one before.
fn tables<'p>(sections: &'p [Section<'_>], fragments: &[Block<'_>]) -> Vec<(&'p str, usize, Vec<Row<'p>>)> {
    let mut at = 0;
    let tables = sections.iter().map(|section| {
        at = fragments.iter().position(|(heading, _)| *heading == section.heading).unwrap_or(at);
        (section.heading, at, key_rows(section))
    });
    tables.filter(|(_, _, rows)| !rows.is_empty()).collect()
}

#[test]
fn the_example_of_every_key_is_accepted() {
    let page = page();
    let sections = sections(&page);
    let fragments = fragments(&sections);
    let folder = TempDir::new().expect("a folder can be made");
    write_neighbours(folder.path(), &sections);
    let mut names = Vec::new();
    for (heading, at, rows) in tables(&sections, &fragments) {
        for row in &rows {
            let Some(example) = row.example else { continue };
            assert_eq!(key_of(example), row.key, "{heading}");
            let id = format!("{heading}-{}", row.key).to_lowercase().replace(' ', "-");
            let dossier = variant(&fragments, at, &rows, (row.key, example), &id);
            assert!(dossier.contains(example), "{id}");
            fs::write(folder.path().join(format!("{id}.yaml")), dossier).expect("the dossier can be written");
            names.push(format!("{id}.yaml"));
        }
    }
    let arguments: Vec<&str> = ["export", "-o", "all.nq"].into_iter().chain(names.iter().map(String::as_str)).collect();
    let outcome = verbale(folder.path(), &arguments);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert!(names.len() > 80, "{} examples", names.len());
}

/// The messages of a run with the files that they are about, as the first two lines of each finding have them.
fn findings(stderr: &str) -> Vec<(String, String)> {
    let lines: Vec<&str> = stderr.lines().collect();
    let place = |line: &str| line.trim_start().strip_prefix("--> ")?.split(':').next().map(str::to_owned);
    lines.windows(2).filter_map(|pair| Some((place(pair[1])?, pair[0].to_owned()))).collect()
}

#[test]
fn a_reference_names_what_the_page_says() {
    let page = page();
    let sections = sections(&page);
    let fragments = fragments(&sections);
    let folder = TempDir::new().expect("a folder can be made");
    write_neighbours(folder.path(), &sections);
    let mut expected = Vec::new();
    for (heading, at, rows) in tables(&sections, &fragments) {
        for row in &rows {
            let Some(target) = row.value.strip_prefix("reference to ") else { continue };
            let id = format!("{heading}-{}", row.key).to_lowercase().replace(' ', "-");
            let example = format!("{}: nothing-at-all", row.key);
            let dossier = variant(&fragments, at, &rows, (row.key, &example), &id);
            fs::write(folder.path().join(format!("{id}.yaml")), dossier).expect("the dossier can be written");
            let target = target.trim_end_matches(", one or more");
            expected.push((format!("{id}.yaml"), format!("{target} is expected here")));
        }
    }
    let arguments: Vec<&str> = ["export"].into_iter().chain(expected.iter().map(|(file, _)| file.as_str())).collect();
    let findings = findings(&verbale(folder.path(), &arguments).stderr);
    for (file, message) in &expected {
        let found = findings.iter().any(|(place, found)| place == file && found.ends_with(message));
        assert!(found, "{file}: {message}");
    }
    assert!(expected.len() > 50, "{} references", expected.len());
}

#[test]
fn a_key_without_an_example_of_its_own_stands_in_the_block() {
    let page = page();
    let sections = sections(&page);
    let fragments = fragments(&sections);
    let whole = together(&fragments, usize::MAX, "");
    for (heading, at, rows) in tables(&sections, &fragments) {
        let block = if heading == "The dossier" { whole.as_str() } else { fragments[at].1 };
        for row in rows.iter().filter(|row| row.example.is_none()) {
            assert!(block.contains(&format!("{}:", row.key)), "{heading}: no example of {}", row.key);
        }
    }
}
