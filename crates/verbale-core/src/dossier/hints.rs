//! What a person probably meant, where YAML read something else.

use super::tree::{Tree, Value};
use super::yaml::{comment_hint, flow_comma_hint, flow_list_hint};
use crate::check::Check;
use crate::diagnostic::{Diagnostic, Diagnostics, Part};

/// Adds to findings about keys that a comma inside `{ }` made them.
pub(super) fn hint_at_commas(tree: &Tree<'_>, diagnostics: &mut Diagnostics) {
    for diagnostic in diagnostics.each_mut().filter(|diagnostic| diagnostic.part == Part::Key) {
        let (parent, _) = diagnostic.pointer.rsplit_once('/').unwrap_or_default();
        if let Some(hint) = tree.node(parent).and_then(|node| flow_comma_hint(tree, node)) {
            diagnostic.help.insert(0, hint);
        }
    }
}

/// Adds to findings about quotes that a comment cut them short, and warns of lists that a comma made out of one quote.
/// Call it after [`Diagnostics::place`], with the source's text.
pub fn hint_at_quotes(tree: &Tree<'_>, source: &str, diagnostics: &mut Diagnostics) {
    let about_words = [Check::QuoteNotFound, Check::QuoteAmbiguous, Check::StatementText];
    for diagnostic in diagnostics.each_mut().filter(|diagnostic| about_words.contains(&diagnostic.check)) {
        let hint = tree.node(&diagnostic.pointer).and_then(|node| comment_hint(tree.text, &node.bytes));
        diagnostic.help.extend(hint);
    }
    let mut warnings = Diagnostics::new();
    let Some(Value::List(facts)) = tree.root.child("facts").map(|facts| &facts.value) else { return };
    for (index, fact) in facts.iter().enumerate() {
        if let Some(hint) = fact.child("quote").and_then(|quotes| flow_list_hint(tree, quotes, source)) {
            let message = "two quotes of this list stand side by side in the text, with a comma between";
            warnings.push(Diagnostic::new(Check::ListComma, format!("/facts/{index}/quote"), message).help(hint));
        }
    }
    if !warnings.is_empty() {
        diagnostics.extend(warnings);
        diagnostics.place(tree);
    }
}
