//! What validation finds (SHACL section 3.6.2).

use oxrdf::{NamedNode, NamedOrBlankNode, Term};

use crate::path::Path;

/// The severity of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// `sh:Violation`, and every severity that SHACL does not define.
    Violation,
    /// `sh:Warning`.
    Warning,
    /// `sh:Info`.
    Info,
}

/// A text for people, with the language tag of its literal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Message {
    /// The text.
    pub text: String,
    /// Its language tag as written, if it has one.
    pub language: Option<String>,
}

/// One validation result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidationResult {
    /// How grave it is.
    pub severity: Severity,
    /// `sh:resultSeverity`, which may be an IRI of the shapes' author.
    pub severity_iri: NamedNode,
    /// `sh:focusNode`.
    pub focus_node: Term,
    /// `sh:resultPath`.
    pub path: Option<Path>,
    /// `sh:value`.
    pub value: Option<Term>,
    /// `sh:sourceConstraintComponent`.
    pub component: NamedNode,
    /// `sh:sourceShape`.
    pub shape: NamedOrBlankNode,
    /// The shape's own messages (`sh:message`), in the order of their languages; empty where it has none.
    pub messages: Vec<Message>,
    /// What the engine says about the constraint, in English: for shapes without a message.
    pub detail: String,
}
