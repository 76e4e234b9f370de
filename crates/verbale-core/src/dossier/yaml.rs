//! YAML 1.2 (and JSON) to a tree, from parser events.

use super::tree::{Syntax, Tree};
use crate::diagnostic::Diagnostics;

/// Reads one document. Faults carry their place; where the rest could still be understood, the tree comes with them.
///
/// `first_line` is the number of the text's first line in its file.
pub fn read_tree<'a>(_text: &'a str, _syntax: Syntax, _first_line: usize) -> (Option<Tree<'a>>, Diagnostics) {
    todo!()
}
