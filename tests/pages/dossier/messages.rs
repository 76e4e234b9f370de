//! What the page says of messages and limits.

use std::fs;

use tempfile::TempDir;
use verbale_core::check::Check;
use verbale_core::dossier::schema::schema;
use verbale_core::dossier::{enrichment, yaml};

use super::super::markdown::{grouped, section};
use super::examples::{fragments, key_of, together, with_example};
use super::{blocks, code, page, rows, sections};
use crate::command::verbale;

#[test]
fn the_message_is_what_is_printed() {
    let page = page();
    let sections = sections(&page);
    let shown = blocks(&section(&sections, "Messages").body, "text")[0];
    let quote = shown.lines().find_map(|line| line.split_once("|     quote: ")).expect("the message shows the quote").1;
    let dossier = blocks(&section(&sections, "A whole dossier").body, "yaml")[0];
    let (before, _) = dossier.split_once("    quote: ").expect("the dossier has a quote");
    let folder = TempDir::new().expect("a folder can be made");
    fs::write(folder.path().join("dossier.yaml"), format!("{before}    quote: {quote}\n")).expect("it can be written");
    let outcome = verbale(folder.path(), &["export", "dossier.yaml"]);
    assert_eq!((outcome.code, outcome.stderr.trim_end()), (Some(1), shown));
}

#[test]
fn the_usual_mistakes_have_the_message_that_the_page_names() {
    let page = page();
    let sections = sections(&page);
    let fragments = fragments(&sections);
    let at = fragments.iter().position(|(heading, _)| *heading == "meeting").expect("there is a meeting");
    let folder = TempDir::new().expect("a folder can be made");
    let mut written = 0;
    for cells in rows(&section(&sections, "Messages").body) {
        let name = code(cells[0])[0];
        assert!(Check::ALL.iter().any(|check| check.code() == name), "{name} is no rule");
        let Some(line) = code(cells[1]).first().copied() else { continue };
        let dossier = together(&fragments, at, &with_example(fragments[at].1, &["kind"], key_of(line), line));
        fs::write(folder.path().join("dossier.yaml"), &dossier).expect("the dossier can be written");
        let messages = verbale(folder.path(), &["export", "dossier.yaml"]).stderr;
        let codes: Vec<&str> = messages
            .lines()
            .filter_map(|line| line.split_once('[')?.1.split_once("]: "))
            .map(|(code, _)| code)
            .collect();
        assert_eq!(codes, [name], "{line}: {messages}");
        written += 1;
    }
    assert!(written >= 10, "{written} mistakes");
}

#[test]
fn the_limits_are_those_of_the_program() {
    let page = page();
    let sections = sections(&page);
    let shown = rows(&section(&sections, "Limits").body);
    let shown: Vec<&str> = shown.iter().map(|cells| cells[1]).collect();
    let longest = schema()["$defs"]["Quote"]["anyOf"][0]["maxLength"].as_u64().expect("a quote has a greatest length");
    let longest = usize::try_from(longest).expect("it is small");
    let expected = [
        format!("{} MiB", yaml::MAX_BYTES >> 20),
        grouped(enrichment::MAX_FACTS),
        yaml::MAX_DEPTH.to_string(),
        grouped(yaml::MAX_NODES),
        format!("{} characters", grouped(longest)),
    ];
    assert_eq!(shown, expected);
}
