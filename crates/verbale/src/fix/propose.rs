//! From a finding to the replacement that mends it.

use verbale_core::check::Check;
use verbale_core::diagnostic::{Candidate, Diagnostic};
use verbale_core::dossier::tree::{Node, Syntax, Tree, Value};
use verbale_core::text::{Span, Text};

use super::scalar::{Scalar, words};
use crate::report::Fix;

/// What a quote may differ in and still say the same. Other words, other numbers and other letters may change what is
/// said, so there a person decides.
const HARMLESS: [&str; 17] = [
    "the apostrophe",
    "a no-break or thin space",
    "the quotation marks",
    "the dash",
    "an invisible character",
    "composed and decomposed letters",
    "vowel signs, hamza or tatweel",
    "an accent",
    "upper and lower case",
    "ligatures or full-width forms",
    "the form of letters or marks",
    "accents, case or the form of marks",
    "quotation marks around the words",
    "a doubled letter",
    "an extra letter",
    "a missing letter",
    "two letters in the wrong order",
];

/// What is as harmless where it does not touch a number.
const IN_NUMBERS: [&str; 2] = ["a space", "the punctuation"];

/// The replacement that mends a quote, where one is beyond doubt: one passage of the text comes close, and it differs in
/// form, in punctuation or in one letter that was typed too much, too little or too early. Call it after the findings are
/// placed in the tree.
///
/// The place is that of the words, which lie inside the finding's place where the quote is a mapping.
pub(crate) fn propose(tree: &Tree<'_>, finding: &Diagnostic) -> Option<Fix> {
    if !matches!(finding.check, Check::QuoteNotFound | Check::StatementText) || finding.suggestion.is_none() {
        return None;
    }
    let (node, in_flow) = words_at(tree, &finding.pointer)?;
    let Value::Scalar(value, style) = &node.value else { return None };
    let found = tree.node(&finding.pointer)?;
    let meant = only(finding, found.child("nth").is_some())?;
    if !is_harmless(value, meant) {
        return None;
    }
    let scalar = Scalar::new(tree.text.get(node.bytes.clone())?, value, *style, in_flow)?;
    let replacement = scalar.rewritten(&words(meant).collect::<Vec<_>>())?;
    Some(Fix { place: tree.place(&node.bytes), replacement })
}

/// The words of the one passage that comes into question. Several passages with the same words are one where the place
/// does not matter: in the text of a statement, or where `nth` says which is meant.
fn only(finding: &Diagnostic, with_nth: bool) -> Option<&str> {
    let (first, others) = finding.candidates.split_first()?;
    let placeless = with_nth || finding.check == Check::StatementText;
    let alike = |other: &Candidate| placeless && words(&other.text).eq(words(&first.text));
    others.iter().all(alike).then_some(&first.text)
}

/// Whether a quote says the same as the words of the text.
fn is_harmless(quote: &str, meant: &str) -> bool {
    let text = Text::new(meant);
    let whole = Span { start: 0, end: text.len() };
    let near = text.near_misses(quote);
    let Some(near) = near.first().filter(|near| near.span == whole) else { return false };
    HARMLESS.contains(&near.difference) || (IN_NUMBERS.contains(&near.difference) && numbers(quote) == numbers(meant))
}

/// The digits of a text, with the marks and spaces beside them: 1.5 is neither 15 nor -1.5.
fn numbers(text: &str) -> String {
    let letters: Vec<char> = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let is_digit = |index: usize| letters.get(index).is_some_and(|c| c.is_numeric());
    let beside = |index: usize| is_digit(index + 1) || index.checked_sub(1).is_some_and(is_digit);
    let kept = |(index, c): &(usize, &char)| c.is_numeric() || (!c.is_alphanumeric() && beside(*index));
    letters.iter().enumerate().filter(kept).map(|(_, c)| c).collect()
}

/// The scalar with a quote's words that a pointer leads to, and whether it stands inside brackets.
fn words_at<'t>(tree: &'t Tree<'_>, pointer: &str) -> Option<(&'t Node<'t>, bool)> {
    let mut in_flow = false;
    let mut node = &tree.root;
    let mut steps = pointer.split('/').skip(1);
    loop {
        let brackets = tree.text.get(node.bytes.clone())?.starts_with(['{', '[']);
        in_flow |= tree.syntax == Syntax::Yaml && brackets && !matches!(node.value, Value::Scalar(..));
        node = match (&node.value, steps.next()) {
            (Value::List(items), Some(step)) => items.get(step.parse::<usize>().ok()?)?,
            (_, Some(step)) => node.child(&step.replace("~1", "/").replace("~0", "~"))?,
            (Value::Map(_), None) => node.child("text")?,
            (_, None) => return Some((node, in_flow)),
        };
    }
}
