//! What a run found, whoever found it: our rules, or a SHACL shape.

use std::ops::Range;

use oxrdf::Term;
use verbale_core::check::Check;
use verbale_core::diagnostic::{Candidate, Diagnostic, Place, Related, Severity};
use verbale_shacl::ValidationResult;

/// The file that findings are about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'a> {
    /// Its name, as messages show it.
    pub(crate) name: &'a str,
    /// The text that the places of the findings count in.
    pub(crate) text: &'a str,
}

/// The rule that was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    /// One of ours.
    Check(Check),
    /// A constraint of a shape.
    Shape(Box<ValidationResult>),
}

impl Rule {
    /// The rule's name: the code of a check, or the local name of a constraint component (`MinCountConstraintComponent`).
    pub(crate) fn code(&self) -> &str {
        match self {
            Self::Check(check) => check.code(),
            Self::Shape(result) => local_name(result.component.as_str()),
        }
    }
}

/// A term for programs: an IRI is bare, all else is as N-Triples writes it. The two are never alike: a literal begins with
/// a quotation mark, a blank node with `_:`.
pub(crate) fn term_text(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        _ => term.to_string(),
    }
}

/// What follows the last `#` or `/` of an IRI.
fn local_name(iri: &str) -> &str {
    match iri.rfind(['#', '/']) {
        Some(at) if at + 1 < iri.len() => &iri[at + 1..],
        _ => iri,
    }
}

/// A replacement that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fix {
    /// Where in the file.
    pub(crate) place: Place,
    /// What to write there, in the file's own syntax: quotes and escapes included.
    pub(crate) replacement: String,
}

impl Fix {
    /// The bytes of the file's text that are replaced.
    pub(crate) fn bytes(&self) -> Range<usize> {
        self.place.start.byte..self.place.end.byte
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// The rule that was broken.
    pub(crate) rule: Rule,
    /// How grave it is.
    pub(crate) severity: Severity,
    /// One sentence, without a final full stop.
    pub(crate) message: String,
    /// Where in the file.
    pub(crate) place: Option<Place>,
    /// What to write under the caret.
    pub(crate) label: Option<String>,
    /// JSON Pointer of the entry, where the file is a dossier.
    pub(crate) pointer: Option<String>,
    /// The offending value: as written in a dossier, a bare IRI or an N-Triples term in a graph.
    pub(crate) value: Option<String>,
    /// Ways out, each a sentence.
    pub(crate) help: Vec<String>,
    /// What to write instead, where one answer is clear.
    pub(crate) suggestion: Option<String>,
    /// Words of the text that a quote may have meant, best first.
    pub(crate) candidates: Vec<Candidate>,
    /// Further places.
    pub(crate) related: Vec<Related>,
    /// A replacement that `--fix` makes.
    pub(crate) fix: Option<Fix>,
}

impl From<Diagnostic> for Finding {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            rule: Rule::Check(diagnostic.check),
            severity: diagnostic.check.severity(),
            message: diagnostic.message,
            place: diagnostic.place,
            label: diagnostic.label,
            pointer: Some(diagnostic.pointer),
            value: diagnostic.value,
            help: diagnostic.help,
            suggestion: diagnostic.suggestion,
            candidates: diagnostic.candidates,
            related: diagnostic.related,
            fix: None,
        }
    }
}

impl Finding {
    /// The result of a shape, where a shape found it.
    pub(crate) fn result(&self) -> Option<&ValidationResult> {
        match &self.rule {
            Rule::Check(_) => None,
            Rule::Shape(result) => Some(result),
        }
    }
}
