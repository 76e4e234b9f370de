//! Results of shapes as findings, each with its place in the author's file.

use oxrdf::{NamedNode, Term};
use verbale_core::diagnostic::{Part, Place};
use verbale_core::dossier::tree::Tree;
use verbale_core::origin::origin;
use verbale_core::resolve::Resolved;
use verbale_shacl::{Message, Path, ValidationResult};

use super::severity;
use crate::report::{Finding, Rule, term_text};

/// A result about the graph of a dossier: it stands where the author wrote what the graph says.
pub(super) fn in_dossier(
    result: ValidationResult,
    tree: &Tree<'_>,
    resolved: &Resolved<'_>,
    language: &str,
) -> Finding {
    let property = result.path.as_ref().and_then(Path::predicate).map(NamedNode::as_str);
    let value = result.value.as_ref().map(lexical);
    let pointer = match &result.focus_node {
        Term::NamedNode(node) => origin(resolved, node.as_str(), property, value),
        // A literal is the value of something; its own place is not known.
        _ => None,
    };
    let (pointer, place) = tree.find(pointer.as_deref().unwrap_or_default(), Part::Value);
    Finding { pointer: Some(pointer), ..of(result, Some(place), language) }
}

/// A result about the graph of an RDF file.
pub(super) fn in_graph(result: ValidationResult, place: Option<Place>, language: &str) -> Finding {
    of(result, place, language)
}

fn of(result: ValidationResult, place: Option<Place>, language: &str) -> Finding {
    Finding {
        severity: severity(result.severity),
        message: message(&result, language),
        place,
        label: None,
        pointer: None,
        value: result.value.as_ref().map(term_text),
        help: Vec::new(),
        suggestion: None,
        candidates: Vec::new(),
        related: Vec::new(),
        fix: None,
        rule: Rule::Shape(Box::new(result)),
    }
}

fn lexical(term: &Term) -> &str {
    match term {
        Term::NamedNode(node) => node.as_str(),
        Term::Literal(literal) => literal.value(),
        Term::BlankNode(node) => node.as_str(),
    }
}

/// The shape's own message in the language that is asked for (RFC 4647, lookup), else without a language, else in
/// English, else its first; the engine's words where the shape has none.
fn message(result: &ValidationResult, language: &str) -> String {
    let mut ranges = Vec::new();
    let mut range = language;
    while !range.is_empty() {
        ranges.push(Some(range));
        range = range.rsplit_once('-').map_or("", |(shorter, _)| shorter);
    }
    ranges.extend([None, Some("en")]);
    let speaks = |message: &&Message, range: Option<&str>| match (&message.language, range) {
        (Some(tag), Some(range)) => tag.eq_ignore_ascii_case(range),
        (None, None) => true,
        _ => false,
    };
    let found = ranges.into_iter().map(|range| {
        let texts = result.messages.iter().filter(|message| speaks(message, range));
        texts.map(|message| message.text.as_str()).collect::<Vec<_>>().join("; ")
    });
    let first = result.messages.first().map(|message| message.text.clone());
    let chosen = found.chain(first).map(|text| text.trim().trim_end_matches('.').to_owned());
    chosen.into_iter().find(|text| !text.is_empty()).unwrap_or_else(|| result.detail.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use verbale_shacl::Severity;

    fn chosen(messages: &[(&str, Option<&str>)], language: &str) -> String {
        let node = NamedNode::new("https://example.org/n").unwrap();
        let messages = messages
            .iter()
            .map(|(text, tag)| Message { text: (*text).into(), language: tag.map(str::to_owned) })
            .collect();
        let result = ValidationResult {
            severity: Severity::Violation,
            severity_iri: node.clone(),
            focus_node: node.clone().into(),
            path: None,
            value: None,
            component: node.clone(),
            shape: node.into(),
            messages,
            detail: "from the engine".into(),
        };
        message(&result, language)
    }

    #[test]
    fn the_language_that_is_asked_for_comes_first() {
        let both = [("Say who.", Some("en")), ("Dites qui.", Some("fr"))];
        assert_eq!(chosen(&both, "fr"), "Dites qui");
        assert_eq!(chosen(&both, "FR-ca"), "Dites qui");
        assert_eq!(chosen(&both, "ru"), "Say who");
        assert_eq!(chosen(&[("Sagt wer", Some("de")), ("wer?", Some("de-AT"))], "ru"), "Sagt wer");
        assert_eq!(chosen(&[("a", None), ("b", Some("en"))], "ru"), "a");
        assert_eq!(chosen(&[("b", Some("fr")), ("a", Some("fr"))], "fr"), "b; a");
        assert_eq!(chosen(&[(" .", Some("fr"))], "fr"), "from the engine");
        assert_eq!(chosen(&[], "fr"), "from the engine");
    }
}
