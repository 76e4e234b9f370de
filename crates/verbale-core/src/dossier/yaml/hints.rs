//! What a writer of YAML probably meant where a value came out shorter than the text.

use std::ops::Range;

use crate::dossier::tree::{Entry, Node, Style, Syntax, Tree, Value};

/// Says that a comma inside `{ }` ended a text, where `node` is a mapping of which one key has no value:
/// `{fr: Moscou, capitale de la Russie}` has the keys `fr` and `capitale de la Russie`.
///
/// Ask it about a mapping with an unknown key. `None` if no key without a value follows a plain text after a comma.
pub fn flow_comma_hint(tree: &Tree<'_>, node: &Node<'_>) -> Option<String> {
    let Value::Map(entries) = &node.value else { return None };
    if !in_flow(tree, node) {
        return None;
    }
    let valueless = entries.windows(2).position(|pair| is_cut(tree, &pair[0].node, &pair[1]))?;
    let last = entries[valueless + 1..].iter().take_while(|entry| is_valueless(tree, entry)).last()?;
    let meant = &tree.text[entries[valueless].node.bytes.start..last.key_bytes.end];
    Some(comma_help("{ }", meant))
}

/// Says that a comma inside `[ ]` ended a text, where two neighbours of the list `node` stand side by side in `source`
/// with a comma between them.
///
/// Ask it about a list of quotes or names of which one is not found.
pub fn flow_list_hint(tree: &Tree<'_>, node: &Node<'_>, source: &str) -> Option<String> {
    let Value::List(items) = &node.value else { return None };
    if !in_flow(tree, node) {
        return None;
    }
    let pair = items.windows(2).find(|pair| pair.iter().all(is_plain) && stand_together(pair, source))?;
    Some(comma_help("[ ]", &tree.text[pair[0].bytes.start..pair[1].bytes.end]))
}

/// Says that a ` #` begins a comment, where a plain scalar (its bytes) is followed by one on its line.
///
/// Ask it about a value that is not found in the source: comments after a value are otherwise welcome.
pub fn comment_hint(text: &str, bytes: &Range<usize>) -> Option<String> {
    let value = text.get(bytes.clone())?;
    let rest = text.get(bytes.end..)?;
    let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    if value.starts_with(['"', '\'']) || blank == 0 || !rest[blank..].starts_with('#') {
        return None;
    }
    Some("` #` begins a comment, so the value ends before it: put the whole text in double quotes".to_owned())
}

/// Says that a colon made a mapping of a text: `- he said: no` has the key `he said`.
///
/// Ask it about a mapping that stands where a text belongs. `None` unless it is one plain `key: value` of block style.
pub fn colon_hint(tree: &Tree<'_>, node: &Node<'_>) -> Option<String> {
    let Value::Map(entries) = &node.value else { return None };
    let [entry] = &**entries else { return None };
    let written = &tree.text[node.bytes.clone()];
    let is_text = tree.syntax == Syntax::Yaml && !written.starts_with(['{', '"', '\'', '?']) && is_plain(&entry.node);
    is_text.then(|| format!("a colon followed by a blank makes a mapping: write {}", quoted(written)))
}

fn quoted(text: &str) -> String {
    format!("`\"{}\"`", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn comma_help(brackets: &str, meant: &str) -> String {
    format!("inside `{brackets}` a comma ends a value: if it belongs to the text, write {}", quoted(meant))
}

/// Block style does not read commas.
fn in_flow(tree: &Tree<'_>, node: &Node<'_>) -> bool {
    tree.syntax == Syntax::Yaml && tree.text[node.bytes.clone()].starts_with(['{', '['])
}

fn is_plain(node: &Node<'_>) -> bool {
    matches!(node.value, Value::Scalar(_, Style::Plain))
}

fn is_cut(tree: &Tree<'_>, before: &Node<'_>, entry: &Entry<'_>) -> bool {
    is_plain(before) && is_valueless(tree, entry) && tree.text[before.bytes.end..entry.key_bytes.start].trim() == ","
}

/// No value and no colon either.
fn is_valueless(tree: &Tree<'_>, entry: &Entry<'_>) -> bool {
    entry.node.value == Value::Null
        && entry.node.bytes.is_empty()
        && tree.text.get(entry.key_bytes.end..entry.node.bytes.start).is_some_and(|between| !between.contains(':'))
}

fn stand_together(pair: &[Node<'_>], source: &str) -> bool {
    let (Some(first), Some(second)) = (pair[0].text(), pair[1].text()) else { return false };
    source.match_indices(first).any(|(at, _)| {
        let rest = source[at + first.len()..].trim_start();
        rest.strip_prefix(',').is_some_and(|rest| rest.trim_start().starts_with(second))
    })
}
