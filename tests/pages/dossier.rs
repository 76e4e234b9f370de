//! The reference of the dossier format: it has every key with its property, and its examples are accepted.

mod examples;
mod graph;
mod keys;
mod messages;

use std::fs;

use super::markdown::{Section, blocks, code, rows, sections};
use crate::command::root;

/// The page.
fn page() -> String {
    fs::read_to_string(root().join("crates/verbale/docs/dossier.md")).expect("the page can be read")
}

/// A row of a table of keys.
struct Row<'p> {
    key: &'p str,
    mandatory: bool,
    value: &'p str,
    /// The properties, prefixed; what stands in parentheses is a remark.
    becomes: Vec<&'p str>,
    /// `key: value`; absent where the block below the table has it.
    example: Option<&'p str>,
}

/// The rows of a section's table of keys.
fn key_rows<'p>(section: &'p Section<'_>) -> Vec<Row<'p>> {
    rows(&section.body).into_iter().filter(|cells| cells.len() == 5).map(|cells| row(&cells)).collect()
}

fn row<'p>(cells: &[&'p str]) -> Row<'p> {
    let key = *code(cells[0]).first().expect("a key stands in backticks");
    Row {
        key,
        mandatory: cells[0].starts_with("**"),
        value: cells[1],
        becomes: code(cells[3].split('(').next().unwrap_or_default()),
        example: code(cells[4]).first().copied(),
    }
}
