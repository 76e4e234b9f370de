//! What the reader finds, kept by byte until all places are computed in one pass over the text.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics, Part, Place, Related};
use crate::dossier::tree::positions;

/// Findings by the bytes that they are about.
#[derive(Default)]
pub(super) struct Faults(Vec<Fault>);

struct Fault {
    bytes: Range<usize>,
    diagnostic: Diagnostic,
    first: Option<First>,
}

/// The place that a fault refers back to.
pub(super) struct First {
    pub(super) bytes: Range<usize>,
    pub(super) pointer: String,
}

impl Faults {
    pub(super) fn push(&mut self, bytes: Range<usize>, diagnostic: Diagnostic) {
        self.0.push(Fault { bytes, diagnostic, first: None });
    }

    /// A fault about a key that stands in the file before.
    pub(super) fn push_again(&mut self, bytes: Range<usize>, diagnostic: Diagnostic, first: First) {
        self.0.push(Fault { bytes, diagnostic, first: Some(first) });
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn any(&self, test: impl Fn(&Diagnostic) -> bool) -> bool {
        self.0.iter().any(|fault| test(&fault.diagnostic))
    }

    /// Lines and columns for all, in the order of the file.
    pub(super) fn place(mut self, text: &str, first_line: usize) -> Diagnostics {
        let ranges =
            self.0.iter().flat_map(|fault| [Some(&fault.bytes), fault.first.as_ref().map(|first| &first.bytes)]);
        let positions = positions(text, first_line, ranges.flatten().flat_map(|bytes| [bytes.start, bytes.end]));
        let place = |bytes: &Range<usize>| Place { start: positions[&bytes.start], end: positions[&bytes.end] };
        self.0.sort_by_key(|fault| (fault.bytes.start, fault.bytes.end));
        let mut diagnostics = Diagnostics::new();
        for fault in self.0 {
            let mut diagnostic = fault.diagnostic.at(place(&fault.bytes));
            diagnostic.related.extend(fault.first.map(|first| Related {
                place: Some(place(&first.bytes)),
                pointer: first.pointer,
                part: Part::Key,
                label: "first here".to_owned(),
            }));
            diagnostics.push(diagnostic);
        }
        diagnostics
    }
}

/// The nearest character boundary at or before a byte.
pub(super) fn boundary(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The bytes of the character at a byte: none at the end of the text.
pub(super) fn character_at(text: &str, byte: usize) -> Range<usize> {
    let start = boundary(text, byte);
    start..start + text[start..].chars().next().map_or(0, char::len_utf8)
}
