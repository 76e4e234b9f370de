//! From tree to typed values: every fault is collected, none stops the reading.

use std::borrow::Cow;
use std::fmt;

use super::tree::{Entry, Node, Style, Value};
use crate::check::Check;
use crate::codes::{Basis, Listed};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::suggest::nearest;

/// The way from the root to a value; prints as a JSON Pointer.
#[derive(Clone, Copy)]
pub(crate) enum Path<'p> {
    Root,
    /// A JSON Pointer.
    At(&'p str),
    Key(&'p Path<'p>, &'p str),
    Index(&'p Path<'p>, usize),
}

impl<'p> Path<'p> {
    pub(crate) fn key(&'p self, key: &'p str) -> Path<'p> {
        Path::Key(self, key)
    }

    pub(crate) fn index(&'p self, index: usize) -> Path<'p> {
        Path::Index(self, index)
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Path::Root => Ok(()),
            Path::At(pointer) => f.write_str(pointer),
            Path::Key(parent, key) => write!(f, "{parent}/{}", key.replace('~', "~0").replace('/', "~1")),
            Path::Index(parent, index) => write!(f, "{parent}/{index}"),
        }
    }
}

/// A type that a value of the tree can be read as.
pub(crate) trait Decode<'a>: Sized {
    /// Reads the value; every fault is pushed, and `None` says that there was one.
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self>;

    /// What such a value is, for messages: «a date».
    fn expected() -> Cow<'static, str>;
}

/// What stands for a mandatory value that is missing or faulty, so that the rest is still checked in the same run.
/// It names nothing and says nothing; with its fault among the findings, nothing is described.
pub(crate) trait Placeholder {
    fn placeholder() -> Self;
}

impl Placeholder for Cow<'_, str> {
    fn placeholder() -> Self {
        Cow::Borrowed("")
    }
}

/// «… must be …, not …».
pub(crate) fn wrong_type(node: &Node<'_>, at: &Path<'_>, expected: &str) -> Diagnostic {
    if node.entry("value").is_some() {
        let message = "evidence of its own goes only with the fields of facts, actors and the dateline";
        let fault = Diagnostic::new(Check::EvidenceNotAllowed, at.key("value").to_string(), message);
        return fault.at_key().value("value").help("write the value alone");
    }
    if matches!(node.value, Value::Null) {
        return Diagnostic::new(
            Check::EmptyValue,
            at.to_string(),
            format!("{expected} is expected here, and there is nothing"),
        )
        .help("write a value, or leave the key out: absent means unknown");
    }
    let found = node.text().map_or_else(|| node.type_name().to_owned(), |text| format!("`{text}`"));
    let fault = Diagnostic::new(Check::WrongType, at.to_string(), format!("{expected} is expected here, not {found}"));
    match node.text() {
        Some(text) => fault.value(text),
        None => fault,
    }
}

impl<'a> Decode<'a> for Cow<'a, str> {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        match &node.value {
            Value::Scalar(text, Style::Plain | Style::Quoted) if !text.trim().is_empty() => Some(text.clone()),
            Value::Scalar(text, Style::Plain | Style::Quoted) => {
                faults.push(
                    Diagnostic::new(Check::EmptyValue, at.to_string(), "the text is empty")
                        .value(text.as_ref())
                        .help("write a value, or leave the key out: absent means unknown"),
                );
                None
            }
            Value::Scalar(text, Style::Bare) => {
                let fault = wrong_type(node, at, &Self::expected());
                faults.push(fault.help(format!("put it in quotes: `\"{text}\"`")));
                None
            }
            _ => {
                faults.push(wrong_type(node, at, &Self::expected()));
                None
            }
        }
    }

    fn expected() -> Cow<'static, str> {
        "text".into()
    }
}

impl<'a> Decode<'a> for bool {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        match &node.value {
            Value::Scalar(text, Style::Plain | Style::Bare) if text == "true" => Some(true),
            Value::Scalar(text, Style::Plain | Style::Bare) if text == "false" => Some(false),
            Value::Scalar(text, Style::Quoted) if text == "true" || text == "false" => {
                let message = format!("`true` or `false` is expected here, not the text `\"{text}\"`");
                let fault = Diagnostic::new(Check::WrongType, at.to_string(), message).value(text.as_ref());
                faults.push(fault.help(format!("write it without quotes: `{text}`")));
                None
            }
            _ => {
                faults.push(wrong_type(node, at, &Self::expected()));
                None
            }
        }
    }

    fn expected() -> Cow<'static, str> {
        "`true` or `false`".into()
    }
}

impl<'a> Decode<'a> for u32 {
    fn decode(node: &Node<'a>, at: &Path<'_>, faults: &mut Diagnostics) -> Option<Self> {
        let number = match &node.value {
            Value::Scalar(text, Style::Plain | Style::Bare) if text.bytes().all(|b| b.is_ascii_digit()) => {
                text.parse().ok()
            }
            _ => {
                faults.push(wrong_type(node, at, &Self::expected()));
                return None;
            }
        };
        if number.is_none_or(|n: u32| n == 0) {
            let fault =
                Diagnostic::new(Check::BadNumber, at.to_string(), "the number must be between 1 and 4294967295");
            faults.push(fault.value(node.text().unwrap_or_default()));
            return None;
        }
        number
    }

    fn expected() -> Cow<'static, str> {
        "a whole number from 1".into()
    }
}

/// One value or a list of them, never empty.
pub(crate) fn decode_many<'a, T: Decode<'a>>(
    node: &Node<'a>,
    at: &Path<'_>,
    faults: &mut Diagnostics,
) -> Option<Vec<T>> {
    let Value::List(items) = &node.value else {
        return T::decode(node, at, faults).map(|one| vec![one]);
    };
    if items.is_empty() {
        let fault = Diagnostic::new(Check::EmptyValue, at.to_string(), "the list is empty");
        faults.push(fault.help("write a value, or leave the key out: absent means unknown"));
        return None;
    }
    let mut read = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        read.extend(T::decode(item, &at.index(index), faults));
    }
    (read.len() == items.len()).then_some(read)
}

/// A mapping being read: which keys were asked for, and which are left over.
pub(crate) struct Keys<'n, 'a, 'p> {
    entries: &'n [Entry<'a>],
    at: &'p Path<'p>,
    asked: Vec<&'static str>,
    complete: bool,
    /// One bit for each key that is there, by [`bit`]: most of the keys that are asked for are not.
    there: u64,
    /// Which of the first 64 entries were asked for.
    taken: u64,
}

fn bit(key: &str) -> u64 {
    let first = key.as_bytes().first().copied().unwrap_or_default();
    1 << ((usize::from(first) + 7 * key.len()) % 64)
}

impl<'n, 'a, 'p> Keys<'n, 'a, 'p> {
    /// Opens a mapping; anything else is a fault.
    pub(crate) fn of(node: &'n Node<'a>, at: &'p Path<'p>, what: &str, faults: &mut Diagnostics) -> Option<Self> {
        if let Value::Map(entries) = &node.value {
            let there = entries.iter().fold(0, |there, entry| there | bit(&entry.key));
            return Some(Self { entries, at, asked: Vec::with_capacity(32), complete: true, there, taken: 0 });
        }
        faults.push(wrong_type(node, at, what));
        None
    }

    fn node(&mut self, key: &'static str) -> Option<&'n Node<'a>> {
        self.asked.push(key);
        if self.there & bit(key) == 0 {
            return None;
        }
        let found = self.entries.iter().position(|entry| entry.key == key)?;
        self.taken |= 1_u64.checked_shl(u32::try_from(found).unwrap_or(u32::MAX)).unwrap_or_default();
        Some(&self.entries[found].node)
    }

    fn read<T: Decode<'a>>(&mut self, node: &Node<'a>, key: &'static str, faults: &mut Diagnostics) -> Option<T> {
        let value = T::decode(node, &self.at.key(key), faults);
        self.complete &= value.is_some();
        value
    }

    /// Reads a key that may be absent.
    pub(crate) fn optional<T: Decode<'a>>(&mut self, key: &'static str, faults: &mut Diagnostics) -> Option<T> {
        let node = self.node(key)?;
        self.read(node, key, faults)
    }

    /// Reads a key that must be there; what is missing or faulty is a placeholder.
    pub(crate) fn required<T: Decode<'a> + Placeholder>(&mut self, key: &'static str, faults: &mut Diagnostics) -> T {
        self.demanded(key, faults).unwrap_or_else(T::placeholder)
    }

    /// Reads a key that must be there.
    pub(crate) fn demanded<T: Decode<'a>>(&mut self, key: &'static str, faults: &mut Diagnostics) -> Option<T> {
        if let Some(node) = self.node(key) {
            return self.read(node, key, faults);
        }
        self.complete = false;
        let fault = Diagnostic::new(Check::MissingKey, self.at.to_string(), format!("the key `{key}` is missing"));
        faults.push(fault.help(format!("add `{key}:` with {}", T::expected())));
        None
    }

    /// Reads a key that must be there, except in a fact with `basis: machine-coded`.
    pub(crate) fn unless_coded<T: Decode<'a>>(&mut self, key: &'static str, faults: &mut Diagnostics) -> Option<T> {
        let basis = self.entries.iter().find(|entry| entry.key == "basis").and_then(|entry| entry.node.text());
        if basis == Some(Basis::MachineCoded.notation()) {
            return self.optional(key, faults);
        }
        self.demanded(key, faults)
    }

    /// The keys asked for so far.
    pub(crate) fn asked(&self) -> &[&'static str] {
        &self.asked
    }

    /// Whether every key so far could be read and none is missing.
    pub(crate) fn complete(&self) -> bool {
        self.complete
    }

    /// Names every key that nobody asked for. `elsewhere` says of a key where it belongs.
    pub(crate) fn finish(self, what: &str, elsewhere: impl Fn(&str) -> Option<String>, faults: &mut Diagnostics) {
        if self.taken.count_ones() as usize == self.entries.len() {
            return;
        }
        for (index, entry) in self.entries.iter().enumerate() {
            let key = entry.key.as_ref();
            if self.asked.contains(&key) {
                continue;
            }
            faults.push(self.unknown(index, what, elsewhere(key)));
        }
    }

    fn unknown(&self, index: usize, what: &str, elsewhere: Option<String>) -> Diagnostic {
        let entry = &self.entries[index];
        let key = entry.key.as_ref();
        let at = self.at.key(key).to_string();
        if let Some(home) = elsewhere {
            let fault = Diagnostic::new(Check::MisplacedKey, at, format!("`{key}` is no key of {what}"));
            return fault.at_key().value(key).help(home);
        }
        let mut fault =
            Diagnostic::new(Check::UnknownKey, at, format!("`{key}` is no key of {what}")).at_key().value(key);
        if let Some(near) = nearest(key, self.asked.iter().copied()) {
            fault = fault.suggest(near);
        }
        let mut all = self.asked.clone();
        all.sort_unstable();
        fault.help(format!("its keys: {}", all.join(", ")))
    }
}
