//! Checks of single values: language tags, IRIs, licences, and names that hide something.

mod iri;
mod language;
mod license;
mod script;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use iri::{check_iri, iri_style};
pub use language::check_language;
pub use license::license_iri;
pub use script::{hidden_characters, mixed_script};

/// Why a value is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexicalFault {
    /// What is wrong, for people, without a final full stop.
    pub message: String,
    /// Bytes of the value at fault.
    pub bytes: Range<usize>,
    /// How it should be written, where one answer is clear.
    pub suggestion: Option<String>,
}

impl LexicalFault {
    fn new(bytes: Range<usize>, message: impl Into<String>) -> Self {
        Self { message: message.into(), bytes, suggestion: None }
    }

    fn suggest(mut self, suggestion: Option<String>) -> Self {
        self.suggestion = suggestion;
        self
    }
}

/// What a character is called in a message: `U+0020` for those that cannot be seen.
fn shown(c: char) -> String {
    if c.is_control() || c.is_whitespace() || script::invisible(c).is_some() {
        format!("U+{:04X}", u32::from(c))
    } else {
        format!("`{c}`")
    }
}

/// As much of a value as a message can show.
fn beginning(value: &str) -> String {
    const SHOWN: usize = 60;
    let mut shown: String = value.chars().take(SHOWN).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    shown
}
