//! The rules that a run's findings break, as SARIF describes them.

use std::collections::BTreeMap;

use super::level;
use super::model::{Configuration, Message, ReportingDescriptor};
use crate::report::Rule;

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
    let (short, full, level) = match rule {
        Rule::Check(check) => (check.title().to_owned(), check.title().to_owned(), level(check.severity())),
        Rule::Shape(result) => (
            format!("The data keeps {}.", spaced(code)),
            format!("A constraint of a SHACL shape holds: {}.", result.component.as_str()),
            "error",
        ),
    };
    ReportingDescriptor {
        id: code.to_owned(),
        short_description: Message::new(&short),
        full_description: Message::new(&full),
        help: Message::new(&format!("`verbale explain {code}` shows the page of this rule, with an example.")),
        default_configuration: Configuration { level },
    }
}

/// `MinCountConstraintComponent` as `min count`.
fn spaced(component: &str) -> String {
    let name = component.strip_suffix("ConstraintComponent").unwrap_or(component);
    let mut words = String::new();
    for character in name.chars() {
        if character.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(character.to_lowercase());
    }
    words
}
