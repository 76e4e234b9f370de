//! YAML 1.2 (and JSON) to a tree, from parser events.
//!
//! A dossier needs none of YAML's graph features, so anchors, aliases, merge keys, tags, directives and second documents
//! are diagnostics rather than features, and no input can grow when it is read.

mod builder;
mod events;
mod faults;
mod hints;
mod json;
mod plain;
mod syntax;
#[cfg(test)]
mod tests;

use super::tree::{Syntax, Tree};
use crate::check::Check;
use crate::diagnostic::{Diagnostic, Diagnostics};
use builder::Builder;
pub use hints::{colon_hint, comment_hint, flow_comma_hint, flow_list_hint};

/// Largest file or JSON Lines record, in bytes.
pub const MAX_BYTES: usize = 16 << 20;
/// Deepest nesting: the outermost mapping is at depth 1.
pub const MAX_DEPTH: usize = 16;
/// Most values (scalars, lists, mappings and keys) in one file: twenty for each of 50,000 facts.
pub const MAX_NODES: usize = 1_000_000;

/// Reads one document. Faults carry their place; where the rest could still be understood, the tree comes with them.
///
/// `first_line` is the number of the text's first line in its file. No tree comes back from a text that breaks off the
/// parser (a syntax error) or that passes [`MAX_BYTES`], [`MAX_DEPTH`] or [`MAX_NODES`]. A text without any value is the
/// tree of [`Value::Null`](super::tree::Value::Null).
///
/// JSON is first held against RFC 8259, so that what YAML would forgive (a trailing comma, single quotes) is an error.
/// Control characters that YAML 1.2.2 section 5.1 excludes are errors in YAML only.
///
/// ```
/// use verbale_core::dossier::tree::Syntax;
/// use verbale_core::dossier::yaml::read_tree;
///
/// let (tree, faults) = read_tree("verbale: 1\nid: visit\n", Syntax::Yaml, 1);
/// assert!(faults.is_empty());
/// let tree = tree.expect("well-formed");
/// let id = tree.root.child("id").expect("the key is there");
/// assert_eq!(id.text(), Some("visit"));
/// assert_eq!(&tree.text[id.bytes.clone()], "visit");
/// assert_eq!(tree.place(&id.bytes).start.line, 2);
/// ```
pub fn read_tree(text: &str, syntax: Syntax, first_line: usize) -> (Option<Tree<'_>>, Diagnostics) {
    let mut builder = Builder::new(text);
    if text.len() > MAX_BYTES {
        builder.faults.push(0..0, too_long(text.len()));
        return (None, builder.faults.place(text, first_line));
    }
    let body = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
    if syntax == Syntax::Json
        && let Some(root) = plain::read(text, body)
    {
        return (Some(Tree { text, syntax, root, first_line }), Diagnostics::new());
    }
    let read = match syntax {
        Syntax::Yaml => events::read(&mut builder, &text[body..], body),
        Syntax::Json => json::read(&mut builder, &text[body..], body),
    };
    let (root, faults) = builder.finish();
    let diagnostics = faults.place(text, first_line);
    (read.ok().map(|()| Tree { text, syntax, root, first_line }), diagnostics)
}

fn too_long(length: usize) -> Diagnostic {
    Diagnostic::new(Check::TooLarge, "", format!("{length} bytes are more than a dossier may have ({MAX_BYTES})"))
        .help("split the dossier into parts: JSON Lines, one part a line, with the same `id` and `source`")
}
