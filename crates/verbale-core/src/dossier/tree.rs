//! A file as a tree of values with their places, before any meaning.

use std::borrow::Cow;
use std::ops::Range;

use crate::position::{Place, Position};
use std::collections::BTreeMap;

/// Which syntax a file is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// YAML 1.2, one document.
    Yaml,
    /// JSON (RFC 8259).
    Json,
}

/// How a scalar is written, which decides what it may be read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A YAML plain scalar: text, number or boolean, as its key asks.
    Plain,
    /// Quoted or block text in YAML, a string in JSON: always text.
    Quoted,
    /// A number or boolean of JSON: never text.
    Bare,
}

/// A value with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Node<'a> {
    /// What it holds.
    pub value: Value<'a>,
    /// Bytes of the file's text that it covers.
    pub bytes: Range<usize>,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Nothing: an empty plain scalar, `~` or `null`.
    Null,
    /// A scalar, as text.
    Scalar(Cow<'a, str>, Style),
    /// A list.
    List(Vec<Node<'a>>),
    /// A mapping, in the order of the file, keys unique.
    Map(Vec<Entry<'a>>),
}

/// One entry of a mapping.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry<'a> {
    /// The key.
    pub key: Cow<'a, str>,
    /// Bytes of the file's text that the key covers (quotes included).
    pub key_bytes: Range<usize>,
    /// The value.
    pub node: Node<'a>,
}

impl<'a> Node<'a> {
    /// The entry of a mapping with this key.
    pub fn entry(&self, key: &str) -> Option<&Entry<'a>> {
        self.entries()?.iter().find(|e| e.key == key)
    }

    /// The entries of a mapping.
    pub fn entries(&self) -> Option<&[Entry<'a>]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value of a mapping under this key.
    pub fn child(&self, key: &str) -> Option<&Node<'a>> {
        self.entry(key).map(|e| &e.node)
    }

    /// The scalar's text.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    /// What the value is, for messages: «a list».
    pub fn type_name(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Scalar(_, Style::Bare) => "a number or boolean",
            Value::Scalar(..) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }
}

/// A file read into a tree.
#[derive(Clone, Debug)]
pub struct Tree<'a> {
    /// The file's text, a leading U+FEFF included.
    pub text: &'a str,
    /// Its syntax.
    pub syntax: Syntax,
    /// The outermost value.
    pub root: Node<'a>,
    /// Line number of the text's first line in its file: 1, or the line of a JSON Lines record.
    pub first_line: usize,
}

impl Tree<'_> {
    /// The place of a byte range: lines from [`Tree::first_line`], columns in code points from 1.
    /// A leading U+FEFF and the `\r` of `\r\n` are code points of their line like any other.
    pub fn place(&self, bytes: &Range<usize>) -> Place {
        self.places(std::slice::from_ref(bytes))[0]
    }

    /// The places of many byte ranges, in one walk through the text.
    pub fn places(&self, ranges: &[Range<usize>]) -> Vec<Place> {
        let positions = positions(self.text, self.first_line, ranges.iter().flat_map(|bytes| [bytes.start, bytes.end]));
        ranges.iter().map(|bytes| Place { start: positions[&bytes.start], end: positions[&bytes.end] }).collect()
    }

    /// The node that a JSON Pointer names.
    pub fn node(&self, pointer: &str) -> Option<&Node<'_>> {
        pointer.split('/').skip(1).try_fold(&self.root, |node, step| match &node.value {
            Value::List(items) => items.get(step.parse::<usize>().ok()?),
            _ => node.child(&step.replace("~1", "/").replace("~0", "~")),
        })
    }
}

/// Line and column of byte offsets, in one walk through the text. The offsets lie between characters.
pub(crate) fn positions(
    text: &str,
    first_line: usize,
    offsets: impl Iterator<Item = usize>,
) -> BTreeMap<usize, Position> {
    let mut found: BTreeMap<usize, Position> = offsets.map(|byte| (byte, Position::default())).collect();
    let mut at = Position { line: first_line, column: 1, byte: 0 };
    for (&byte, position) in &mut found {
        for c in text[at.byte..byte].chars() {
            (at.line, at.column) = if c == '\n' { (at.line + 1, 1) } else { (at.line, at.column + 1) };
        }
        at.byte = byte;
        *position = at;
    }
    found
}
