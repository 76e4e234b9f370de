//! A tree from nodes that open, stand and close, with the limits and the rules for keys.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use super::faults::{Faults, First};
use super::{MAX_DEPTH, MAX_NODES};
use crate::check::Check;
use crate::diagnostic::Diagnostic;
use crate::dossier::tree::{Entry, Node, Style, Value};

/// A file with more faults of form than this is not read to its end.
const MAX_FAULTS: usize = 1_000;
/// So much of an offending value is kept, in characters.
const MAX_SHOWN: usize = 200;
/// From this many entries on, equal keys are found by hash.
const HASHED_FROM: usize = 16;

/// The text cannot be read further; the reason is among the faults.
pub(super) struct Stop;

pub(super) struct Builder<'a> {
    text: &'a str,
    pub(super) faults: Faults,
    open: Vec<Frame<'a>>,
    root: Option<Node<'a>>,
    nodes: usize,
}

/// What kind of collection opens.
#[derive(Clone, Copy)]
pub(super) enum Collection {
    List,
    Map,
}

struct Frame<'a> {
    start: usize,
    end: usize,
    content: Content<'a>,
}

enum Content<'a> {
    List(Vec<Node<'a>>),
    Map { entries: Vec<Entry<'a>>, seen: HashMap<Cow<'a, str>, usize>, key: Option<Key<'a>> },
}

struct Key<'a> {
    text: Cow<'a, str>,
    bytes: Range<usize>,
    /// A key at fault is read over together with its value.
    usable: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, faults: Faults::default(), open: Vec::new(), root: None, nodes: 0 }
    }

    /// The tree, and what was found on the way. A text without a value gives [`Value::Null`].
    pub(super) fn finish(self) -> (Node<'a>, Faults) {
        let nothing = Node { value: Value::Null, bytes: self.text.len()..self.text.len() };
        (self.root.unwrap_or(nothing), self.faults)
    }

    /// Opens a list or mapping that starts at `start`.
    pub(super) fn open(&mut self, collection: Collection, start: usize) -> Result<(), Stop> {
        self.count(start)?;
        if self.open.len() == MAX_DEPTH {
            let message = format!("lists and mappings are nested more than {MAX_DEPTH} deep");
            self.faults.push(start..start, Diagnostic::new(Check::TooLarge, self.pointer(), message));
            return Err(Stop);
        }
        let content = match collection {
            Collection::List => Content::List(Vec::new()),
            Collection::Map => Content::Map { entries: Vec::new(), seen: HashMap::new(), key: None },
        };
        self.open.push(Frame { start, end: start, content });
        Ok(())
    }

    /// Closes the innermost collection: at `end`, or, in block style, with the last value in it.
    pub(super) fn close(&mut self, end: Option<usize>) -> Result<(), Stop> {
        let Some(frame) = self.open.pop() else { return Ok(()) };
        let value = match frame.content {
            Content::List(items) => Value::List(items),
            Content::Map { entries, .. } => Value::Map(entries),
        };
        self.add(Node { value, bytes: frame.start..end.unwrap_or(frame.end) })
    }

    /// Adds a scalar or an empty value.
    pub(super) fn scalar(&mut self, value: Value<'a>, bytes: Range<usize>) -> Result<(), Stop> {
        self.count(bytes.start)?;
        self.add(Node { value, bytes })
    }

    /// Stops a reader that has found more than anybody reads. Each value that is added asks by itself.
    pub(super) fn go_on(&mut self, at: usize) -> Result<(), Stop> {
        self.nodes = self.nodes.saturating_sub(1);
        self.count(at)
    }

    /// Whether the next value is a key.
    pub(super) fn expects_key(&self) -> bool {
        matches!(self.open.last(), Some(Frame { content: Content::Map { key: None, .. }, .. }))
    }

    /// Records a fault of the value that is being read.
    pub(super) fn fault(&mut self, check: Check, bytes: Range<usize>, message: impl Into<String>, help: &str) {
        let written = self.text[bytes.clone()].lines().next().unwrap_or_default();
        let written: String = written.chars().take(MAX_SHOWN).collect();
        let diagnostic = Diagnostic::new(check, self.pointer(), message).value(written).help(help);
        self.faults.push(bytes, diagnostic);
    }

    /// Whether the next value is that of a key.
    pub(super) fn expects_value(&self) -> bool {
        matches!(self.open.last(), Some(Frame { content: Content::Map { key: Some(_), .. }, .. }))
    }

    /// JSON Pointer of the value that is being read.
    pub(super) fn pointer(&self) -> String {
        let mut pointer = String::new();
        for frame in &self.open {
            match &frame.content {
                // Writing to a `String` cannot fail.
                Content::List(items) => _ = write!(pointer, "/{}", items.len()),
                Content::Map { key: Some(key), .. } => push_step(&mut pointer, &key.text),
                Content::Map { key: None, .. } => {}
            }
        }
        pointer
    }

    fn count(&mut self, at: usize) -> Result<(), Stop> {
        self.nodes += 1;
        let message = if self.nodes > MAX_NODES {
            format!("a dossier has at most {MAX_NODES} values")
        } else if self.faults.len() >= MAX_FAULTS {
            format!("more than {MAX_FAULTS} faults of form: the rest is not read")
        } else {
            return Ok(());
        };
        self.faults.push(at..at, Diagnostic::new(Check::TooLarge, self.pointer(), message));
        Err(Stop)
    }

    fn add(&mut self, node: Node<'a>) -> Result<(), Stop> {
        if self.expects_key() {
            return self.add_key(node);
        }
        let Some(frame) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        frame.end = node.bytes.end;
        match &mut frame.content {
            Content::List(items) => items.push(node),
            Content::Map { entries, seen, key } => {
                if let Some(key) = key.take().filter(|key| key.usable) {
                    remember(seen, entries, &key);
                    entries.push(Entry { key: key.text, key_bytes: key.bytes, node });
                }
            }
        }
        Ok(())
    }

    fn add_key(&mut self, node: Node<'a>) -> Result<(), Stop> {
        let bytes = node.bytes.clone();
        let text = match node.value {
            Value::Scalar(text, style) if !text.is_empty() => {
                let usable = self.check_key(&text, style, &bytes);
                self.await_value(Key { text, bytes, usable });
                return self.go_on(node.bytes.start);
            }
            Value::Scalar(..) | Value::Null => "a key is empty",
            Value::List(_) => "a key is text, not a list",
            Value::Map(_) => "a key is text, not a mapping",
        };
        let help = "write `key: value`; text with a colon, a comma or brackets in it goes in double quotes";
        self.fault(Check::WrongType, bytes.clone(), text, help);
        self.await_value(Key { text: Cow::Borrowed(""), bytes, usable: false });
        self.go_on(node.bytes.start)
    }

    fn await_value(&mut self, next: Key<'a>) {
        if let Some(Frame { content: Content::Map { key, .. }, end, .. }) = self.open.last_mut() {
            *end = next.bytes.end;
            *key = Some(next);
        }
    }

    fn check_key(&mut self, text: &str, style: Style, bytes: &Range<usize>) -> bool {
        if style == Style::Plain && text == "<<" {
            self.fault(Check::Anchor, bytes.clone(), "merge keys are not read", "write the keys out where they belong");
            return false;
        }
        let Some(first) = self.first_of(text) else { return true };
        let mut pointer = self.pointer();
        push_step(&mut pointer, text);
        let diagnostic =
            Diagnostic::new(Check::DuplicateKey, pointer.clone(), format!("the key `{text}` stands here twice"))
                .at_key()
                .value(text)
                .help("keep one of the two; several values of one key are a list");
        self.faults.push_again(bytes.clone(), diagnostic, First { bytes: first, pointer });
        false
    }

    fn first_of(&self, text: &str) -> Option<Range<usize>> {
        let Some(Frame { content: Content::Map { entries, seen, .. }, .. }) = self.open.last() else { return None };
        let first = if entries.len() < HASHED_FROM {
            entries.iter().position(|entry| entry.key == text)
        } else {
            seen.get(text).copied()
        };
        first.map(|index| entries[index].key_bytes.clone())
    }
}

/// Small mappings are searched, so only large ones pay for the table.
fn remember<'a>(seen: &mut HashMap<Cow<'a, str>, usize>, entries: &[Entry<'a>], key: &Key<'a>) {
    if entries.len() + 1 < HASHED_FROM {
        return;
    }
    if seen.is_empty() {
        seen.extend(entries.iter().enumerate().map(|(index, entry)| (entry.key.clone(), index)));
    }
    seen.insert(key.text.clone(), entries.len());
}

/// RFC 6901 section 3.
fn push_step(pointer: &mut String, key: &str) {
    pointer.push('/');
    for c in key.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}
