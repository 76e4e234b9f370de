//! Where in a file the entry of a JSON Pointer stands, for many pointers one after the other.

use std::collections::HashMap;
use std::ops::Range;

use super::tree::{Entry, Node, Tree, Value};
use crate::position::{Part, Place};

/// Mappings of more entries than this are looked up by an index that is made at the first question.
const INDEXED: usize = 32;

/// Finds entries of one tree.
pub(crate) struct Finder<'t, 'a> {
    tree: &'t Tree<'a>,
    indexes: HashMap<usize, HashMap<&'t str, usize>>,
}

impl<'t, 'a> Finder<'t, 'a> {
    pub(crate) fn new(tree: &'t Tree<'a>) -> Self {
        Self { tree, indexes: HashMap::new() }
    }

    /// The entry that a JSON Pointer names, or the nearest one around it: its real pointer and its bytes.
    ///
    /// Two short forms of the format are looked through: a list that is written as one value (`/parties/0` is then
    /// `/parties`), and a field that carries evidence (`/date` is then `/date/value`).
    pub(crate) fn find(&mut self, pointer: &str, part: Part) -> (String, Range<usize>) {
        let mut found = Found { real: String::new(), node: &self.tree.root, key: None, complete: true };
        for step in pointer.split('/').skip(1) {
            if !self.step(step, &mut found) {
                found.complete = false;
                break;
            }
        }
        let bytes = match (part, found.complete, found.key) {
            (Part::Key, true, Some(key)) => key.key_bytes.clone(),
            _ => self.head(found.node),
        };
        (found.real, bytes)
    }

    /// Goes one step down; false where there is no such step.
    fn step(&mut self, step: &str, found: &mut Found<'t, 'a>) -> bool {
        let name = step.replace("~1", "/").replace("~0", "~");
        if !matches!(step, "value" | "quote" | "basis" | "exhaustive")
            && self.entry(found.node, &name).is_none()
            && let Some(value) = self.entry(found.node, "value")
        {
            found.enter("value", value);
        }
        match &found.node.value {
            Value::Map(_) => match self.entry(found.node, &name) {
                Some(entry) => found.enter(step, entry),
                None => return step == "0",
            },
            Value::List(items) => {
                let Some(item) = step.parse::<usize>().ok().and_then(|index| items.get(index)) else { return false };
                found.key = None;
                found.node = item;
                found.real.push('/');
                found.real.push_str(step);
            }
            _ => return step == "0" || step == "value",
        }
        true
    }

    fn entry(&mut self, node: &'t Node<'a>, key: &str) -> Option<&'t Entry<'a>> {
        let entries = node.entries()?;
        if entries.len() <= INDEXED {
            return entries.iter().find(|entry| entry.key == key);
        }
        // A node of the tree is told by where its entries begin in memory: the tree is borrowed, so they stay there.
        let index = self
            .indexes
            .entry(entries.as_ptr().addr())
            .or_insert_with(|| entries.iter().enumerate().map(|(index, entry)| (entry.key.as_ref(), index)).collect());
        index.get(key).map(|index| &entries[*index])
    }

    /// A mapping or a list of many lines is shown by its first line.
    fn head(&self, node: &Node<'_>) -> Range<usize> {
        let (Value::Map(_) | Value::List(_)) = node.value else { return node.bytes.clone() };
        let lines = self.tree.text[node.bytes.clone()].find(['\n', '\r']);
        node.bytes.start..lines.map_or(node.bytes.end, |length| node.bytes.start + length)
    }
}

impl Tree<'_> {
    /// The entry that a JSON Pointer (RFC 6901) names, or the nearest one around it: its real pointer and its place.
    pub fn find(&self, pointer: &str, part: Part) -> (String, Place) {
        let (pointer, bytes) = Finder::new(self).find(pointer, part);
        (pointer, self.place(&bytes))
    }
}

/// How far a pointer has led.
struct Found<'t, 'a> {
    real: String,
    node: &'t Node<'a>,
    key: Option<&'t Entry<'a>>,
    complete: bool,
}

impl<'t, 'a> Found<'t, 'a> {
    fn enter(&mut self, step: &str, entry: &'t Entry<'a>) {
        self.real.push('/');
        self.real.push_str(step);
        self.node = &entry.node;
        self.key = Some(entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::tree::Syntax;
    use crate::dossier::yaml::read_tree;

    fn found(text: &str, pointer: &str, part: Part) -> (String, String) {
        let tree = read_tree(text, Syntax::Yaml, 1).0.unwrap();
        let (real, bytes) = Finder::new(&tree).find(pointer, part);
        (real, text[bytes].to_owned())
    }

    #[test]
    fn short_forms_are_looked_through() {
        let text = "by: mali\ndate: {value: 2025, basis: inferred}\nto: {value: [a, b]}\nquote: {text: x, nth: 2}\n";
        let cases = [
            ("/by/0", "/by", "mali"),
            ("/date", "/date", "{value: 2025, basis: inferred}"),
            ("/date/value", "/date/value", "2025"),
            ("/by/value", "/by", "mali"),
            ("/to/1", "/to/value/1", "b"),
            ("/quote/0/nth", "/quote/nth", "2"),
            ("/date/basis", "/date/basis", "inferred"),
            ("/nowhere/1", "", "by: mali"),
        ];
        for (pointer, real, bytes) in cases {
            assert_eq!(found(text, pointer, Part::Value), (real.to_owned(), bytes.to_owned()), "{pointer}");
        }
        assert_eq!(found(text, "/date/basis", Part::Key).1, "basis");
        assert_eq!(found(text, "/by/0", Part::Key).1, "by");
    }

    #[test]
    fn large_mappings_are_indexed_alike() {
        let lines: Vec<String> = (0..100).map(|n| format!("k{n}: v{n}\n")).collect();
        let text = lines.concat();
        assert_eq!(found(&text, "/k77", Part::Value), ("/k77".to_owned(), "v77".to_owned()));
        assert_eq!(found(&text, "/k77", Part::Key).1, "k77");
        assert_eq!(found(&text, "/k100", Part::Value).0, "");
    }
}
