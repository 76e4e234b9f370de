//! Checks of single values: language tags, IRIs, licences.

use std::ops::Range;

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

/// Checks a language tag (BCP 47, well-formed).
pub fn check_language(_tag: &str) -> Result<(), LexicalFault> {
    todo!()
}

/// Checks an absolute IRI (RFC 3987).
pub fn check_iri(_iri: &str) -> Result<(), LexicalFault> {
    todo!()
}

/// What is unusual about a well-formed IRI: upper-case scheme or host, dot segments, invisible characters.
pub fn iri_style(_iri: &str) -> Option<String> {
    todo!()
}

/// The IRI of a licence: an SPDX identifier (`CC-BY-4.0` becomes `http://spdx.org/licenses/CC-BY-4.0`) or an IRI as it is.
pub fn license_iri(_license: &str) -> Result<String, LexicalFault> {
    todo!()
}

/// Bidirectional control characters and other invisible ones in a name: bytes and what it is.
pub fn hidden_characters(_name: &str) -> Vec<(Range<usize>, &'static str)> {
    todo!()
}

/// A word that mixes Latin, Greek and Cyrillic letters: its bytes.
pub fn mixed_script(_name: &str) -> Option<Range<usize>> {
    todo!()
}
