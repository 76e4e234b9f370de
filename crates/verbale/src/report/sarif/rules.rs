//! The rules that a run's findings break, as SARIF describes them.

use std::collections::BTreeMap;

use verbale_shacl::components;

use super::level;
use super::model::{Configuration, Message, ReportingDescriptor};
use crate::report::Rule;
use crate::report::words::clipped;

/// Code points of a description that GitHub shows.
const LONGEST_DESCRIPTION: usize = 1_000;

/// The rules met so far, in the order in which they occur.
#[derive(Debug, Default)]
pub(super) struct Rules {
    indexes: BTreeMap<String, usize>,
    descriptors: Vec<ReportingDescriptor>,
}

impl Rules {
    /// The position of a rule in the list.
    pub(super) fn index(&mut self, rule: &Rule) -> usize {
        if let Some(index) = self.indexes.get(rule.code()) {
            return *index;
        }
        let index = self.descriptors.len();
        self.indexes.insert(rule.code().to_owned(), index);
        self.descriptors.push(described(rule));
        index
    }

    /// All of them.
    pub(super) fn finished(self) -> Vec<ReportingDescriptor> {
        self.descriptors
    }
}

fn described(rule: &Rule) -> ReportingDescriptor {
    let code = rule.code();
    let (title, about, level) = match rule {
        Rule::Check(check) => (check.title().to_owned(), about(check.page()), level(check.severity())),
        Rule::Shape(result) => {
            let known = components().iter().find(|component| component.iri() == result.component.as_str());
            let title =
                known.map_or_else(|| format!("The constraint {code} holds."), |c| format!("SHACL: {}.", c.title));
            let about = format!("A shape has a constraint that the data break: {}.", result.component.as_str());
            (title, about, level(verbale_core::diagnostic::Severity::Error))
        }
    };
    let way_on = format!("`verbale explain {code}` shows an example that fails, and the same one mended.");
    let markdown = format!("{about}\n\n{way_on}");
    let (first, _) = about.split_once("\n\n").unwrap_or((&about, ""));
    ReportingDescriptor {
        id: code.to_owned(),
        short_description: Message::new(&title),
        full_description: Message::new(&clipped(first, LONGEST_DESCRIPTION)),
        help: Message::with_markdown(&markdown.replace("## Why\n\n", ""), &markdown),
        default_configuration: Configuration { level },
    }
}

/// What a page says before its example.
fn about(page: &str) -> String {
    page.split("\n## Fails").next().unwrap_or(page).trim().to_owned()
}
