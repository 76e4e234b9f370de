//! What is wrong with a dossier, and where: values, collected, never only the first.

use crate::check::Check;
use crate::dossier::finder::Finder;
use crate::dossier::tree::Tree;

pub use crate::check::Severity;
pub use crate::position::{Part, Place, Position};

/// Words of the text that a quote may have meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The text's own words.
    pub text: String,
    /// First code point of the words in the text, from 0.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// One finding.
///
/// Made with a JSON Pointer (RFC 6901) into the dossier; [`Diagnostics::place`] turns it into
/// line and column of the file that a person wrote. A dossier built in Rust has no file, so there the pointer stays alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that was broken.
    pub check: Check,
    /// One sentence for the author of the dossier, without a final full stop.
    pub message: String,
    /// JSON Pointer of the entry at fault.
    pub pointer: String,
    /// Key or value of that entry.
    pub part: Part,
    /// Where in the file; set by the reader, or by [`Diagnostics::place`].
    pub place: Option<Place>,
    /// What to write under the caret.
    pub label: Option<String>,
    /// The offending value as written.
    pub value: Option<String>,
    /// Ways out, each a sentence.
    pub help: Vec<String>,
    /// What to write instead of the value (or key), where one answer is clear.
    pub suggestion: Option<String>,
    /// Words of the text that a quote may have meant, best first.
    pub candidates: Vec<Candidate>,
    /// Further entries that belong to the finding (the first of two equal ids): pointer, key or value, what it is.
    pub related: Vec<Related>,
}

/// A further place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// JSON Pointer of the entry.
    pub pointer: String,
    /// Key or value of that entry.
    pub part: Part,
    /// Where in the file.
    pub place: Option<Place>,
    /// What it is: «first defined here».
    pub label: String,
}

impl Diagnostic {
    /// A finding about the value at `pointer`.
    pub fn new(check: Check, pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            check,
            message: message.into(),
            pointer: pointer.into(),
            part: Part::Value,
            place: None,
            label: None,
            value: None,
            help: Vec::new(),
            suggestion: None,
            candidates: Vec::new(),
            related: Vec::new(),
        }
    }

    /// Points at the key instead of the value.
    #[must_use]
    pub fn at_key(mut self) -> Self {
        self.part = Part::Key;
        self
    }

    /// Sets the place in the file.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Sets the text under the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Records the offending value.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// Adds a way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Says what to write instead, and adds «did you mean».
    #[must_use]
    pub fn suggest(mut self, suggestion: impl Into<String>) -> Self {
        let suggestion = suggestion.into();
        self.help.insert(0, format!("did you mean `{suggestion}`?"));
        self.suggestion = Some(suggestion);
        self
    }

    /// Adds a further place.
    #[must_use]
    pub fn related(mut self, pointer: impl Into<String>, part: Part, label: impl Into<String>) -> Self {
        self.related.push(Related { pointer: pointer.into(), part, place: None, label: label.into() });
        self
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.check.severity()
    }
}

/// All findings about one dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// No findings yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of another collection.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether any finding refuses the dossier.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity() == Severity::Error)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The findings in their present order.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// The findings, to be added to.
    pub(crate) fn each_mut(&mut self) -> std::slice::IterMut<'_, Diagnostic> {
        self.0.iter_mut()
    }

    /// Drops what follows from something else: where an anchor, an alias or a tag stands, no value was read.
    pub(crate) fn drop_consequences(&mut self) {
        let causes: Vec<_> =
            self.0.iter().filter(|d| matches!(d.check, Check::Anchor | Check::Tag)).map(|d| d.place).collect();
        self.0.retain(|d| !matches!(d.check, Check::EmptyValue | Check::WrongType) || !causes.contains(&d.place));
    }

    /// Finds each pointer in the file's tree, sets line and column, and sorts by position, then by code.
    /// Findings that occur twice (same rule, same place, same message) are kept once.
    pub fn place(&mut self, tree: &Tree<'_>) {
        let mut ranges = Vec::new();
        let mut finder = Finder::new(tree);
        for diagnostic in self.0.iter_mut().filter(|diagnostic| diagnostic.place.is_none()) {
            let (pointer, bytes) = finder.find(&diagnostic.pointer, diagnostic.part);
            diagnostic.pointer = pointer;
            ranges.push(bytes);
        }
        for related in
            self.0.iter().flat_map(|diagnostic| &diagnostic.related).filter(|related| related.place.is_none())
        {
            ranges.push(finder.find(&related.pointer, related.part).1);
        }
        let mut places = tree.places(&ranges).into_iter();
        for diagnostic in self.0.iter_mut().filter(|diagnostic| diagnostic.place.is_none()) {
            diagnostic.place = places.next();
        }
        let related = self.0.iter_mut().flat_map(|diagnostic| &mut diagnostic.related);
        for related in related.filter(|related| related.place.is_none()) {
            related.place = places.next();
        }
        self.0.sort_by(|a, b| (a.place, a.check.code(), &a.message).cmp(&(b.place, b.check.code(), &b.message)));
        self.0.dedup();
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
