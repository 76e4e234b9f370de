//! JSON without a fault, in one walk: what nearly every record of JSON Lines is.
//!
//! The walk gives up at the first thing that it does not take, and says nothing: [`super::json`] then reads the text anew and
//! says what is wrong, and where.

use std::borrow::Cow;

use memchr::memchr;

use super::{MAX_DEPTH, MAX_NODES};
use crate::dossier::tree::{Entry, Node, Style, Value};

/// From this many entries on, equal keys are looked for by sorting.
const SORTED_FROM: usize = 16;

/// Reads the JSON that starts at byte `base` of `text`; `None` if there is anything to say about it.
pub(super) fn read(text: &str, base: usize) -> Option<Node<'_>> {
    let mut reader = Reader { text, at: base, depth: 0, nodes: 0, items: Vec::new(), entries: Vec::new() };
    let root = reader.value()?;
    reader.skip_white();
    (reader.at == text.len()).then_some(root)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    nodes: usize,
    /// The items of all open lists: those of the innermost come last.
    items: Vec<Node<'a>>,
    /// The entries of all open mappings.
    entries: Vec<Entry<'a>>,
}

impl<'a> Reader<'a> {
    fn value(&mut self) -> Option<Node<'a>> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return None;
        }
        self.skip_white();
        let start = self.at;
        let value = match self.peek()? {
            b'"' => Value::Scalar(self.string()?, Style::Quoted),
            b'{' => Value::Map(self.map()?),
            b'[' => Value::List(self.list()?),
            _ => self.bare()?,
        };
        Some(Node { value, bytes: start..self.at })
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_white(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// Takes a byte after white space.
    fn takes(&mut self, byte: u8) -> bool {
        self.skip_white();
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// Takes the opening bracket.
    fn open(&mut self) -> Option<()> {
        self.at += 1;
        self.depth += 1;
        (self.depth <= MAX_DEPTH).then_some(())
    }

    fn list(&mut self) -> Option<Vec<Node<'a>>> {
        self.open()?;
        let first = self.items.len();
        if !self.takes(b']') {
            loop {
                let item = self.value()?;
                self.items.push(item);
                if !self.takes(b',') {
                    break;
                }
            }
            self.takes(b']').then_some(())?;
        }
        self.depth -= 1;
        Some(self.items.drain(first..).collect())
    }

    fn map(&mut self) -> Option<Vec<Entry<'a>>> {
        self.open()?;
        let first = self.entries.len();
        if !self.takes(b'}') {
            loop {
                let entry = self.entry(first)?;
                self.entries.push(entry);
                if !self.takes(b',') {
                    break;
                }
            }
            self.takes(b'}').then_some(())?;
        }
        self.depth -= 1;
        let entries = &self.entries[first..];
        if entries.len() >= SORTED_FROM && repeats(entries) {
            return None;
        }
        Some(self.entries.drain(first..).collect())
    }

    fn entry(&mut self, first: usize) -> Option<Entry<'a>> {
        self.skip_white();
        self.nodes += 1;
        let start = self.at;
        if self.peek() != Some(b'"') {
            return None;
        }
        let key = self.string()?;
        let key_bytes = start..self.at;
        let before = &self.entries[first..];
        let repeated = before.len() < SORTED_FROM && before.iter().any(|entry| entry.key == key);
        if key.is_empty() || repeated || !self.takes(b':') {
            return None;
        }
        let node = self.value()?;
        Some(Entry { key, key_bytes, node })
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        let text = self.text;
        let start = self.at + 1;
        let mut end = start + special(&text.as_bytes()[start..])?;
        let is_plain = text.as_bytes()[end] == b'"';
        while text.as_bytes()[end] != b'"' {
            // A control character may not stand in a string; after a backslash, the escape itself is looked at later.
            (text.as_bytes()[end] == b'\\').then_some(())?;
            let rest = text.as_bytes().get(end + 2..)?;
            end += 2 + special(rest)?;
        }
        self.at = end + 1;
        if is_plain {
            return Some(Cow::Borrowed(&text[start..end]));
        }
        unescaped(&text[start - 1..=end], &text[start..end]).map(Cow::Owned)
    }

    fn bare(&mut self) -> Option<Value<'a>> {
        let bytes = &self.text.as_bytes()[self.at..];
        let length =
            bytes.iter().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')));
        let word = &self.text[self.at..self.at + length.unwrap_or(bytes.len())];
        self.at += word.len();
        match word {
            "null" => Some(Value::Null),
            "true" | "false" => Some(Value::Scalar(Cow::Borrowed(word), Style::Bare)),
            _ => is_number(word.as_bytes()).then_some(Value::Scalar(Cow::Borrowed(word), Style::Bare)),
        }
    }
}

/// The first byte that ends or breaks a run of characters of a string.
///
/// Blocks of one size are what the compiler makes vector instructions of.
fn special(bytes: &[u8]) -> Option<usize> {
    let (blocks, _) = bytes.as_chunks::<16>();
    let is_plain = |block: &&[u8; 16]| !block.iter().fold(false, |any, &byte| any | is_special(byte));
    let from = 16 * blocks.iter().take_while(is_plain).count();
    bytes[from..].iter().position(|&byte| is_special(byte)).map(|found| from + found)
}

#[expect(clippy::needless_bitwise_bool, reason = "branches would keep the compiler from vector instructions")]
const fn is_special(byte: u8) -> bool {
    (byte == b'"') | (byte == b'\\') | (byte < 0x20)
}

/// The text of a string with escapes, given with and without its quotation marks.
fn unescaped(quoted: &str, inside: &str) -> Option<String> {
    let mut text = String::with_capacity(inside.len());
    let mut rest = inside;
    while let Some(at) = memchr(b'\\', rest.as_bytes()) {
        text.push_str(&rest[..at]);
        text.push(match rest.as_bytes().get(at + 1)? {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{C}',
            byte @ (b'"' | b'\\' | b'/') => char::from(*byte),
            b'u' => return serde_json::from_str(quoted).ok(),
            _ => return None,
        });
        rest = &rest[at + 2..];
    }
    text.push_str(rest);
    Some(text)
}

fn repeats(entries: &[Entry<'_>]) -> bool {
    let mut keys: Vec<&str> = entries.iter().map(|entry| entry.key.as_ref()).collect();
    keys.sort_unstable();
    keys.windows(2).any(|pair| pair[0] == pair[1])
}

/// RFC 8259, section 6.
fn is_number(word: &[u8]) -> bool {
    let word = word.strip_prefix(b"-").unwrap_or(word);
    let digits = |word: &[u8]| word.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let whole = digits(word);
    if whole == 0 || (whole > 1 && word[0] == b'0') {
        return false;
    }
    let mut rest = &word[whole..];
    if let Some(fraction) = rest.strip_prefix(b".") {
        let length = digits(fraction);
        if length == 0 {
            return false;
        }
        rest = &fraction[length..];
    }
    if let Some(exponent) = rest.strip_prefix(b"e").or_else(|| rest.strip_prefix(b"E")) {
        let exponent = exponent.strip_prefix(b"+").or_else(|| exponent.strip_prefix(b"-")).unwrap_or(exponent);
        return !exponent.is_empty() && digits(exponent) == exponent.len();
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::builder::Builder;
    use super::*;

    /// The tree by the way that finds faults; none if there is one.
    fn slowly(text: &str) -> Option<Node<'_>> {
        let mut builder = Builder::new(text);
        let read = super::super::json::read(&mut builder, text, 0);
        let (root, faults) = builder.finish();
        (read.is_ok() && faults.len() == 0 && !text.trim().is_empty()).then_some(root)
    }

    #[test]
    fn both_ways_read_the_same() {
        let deep = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        let many: Vec<String> = (0..40).map(|n| format!("\"k{n}\":{n}")).collect();
        let twice = format!("{{{},\"k3\":0}}", many.join(","));
        let texts = [
            "{}",
            "[]",
            " { \"a\" : [ 1 , \"b\" , { } , [ ] , null , true , false ] } \r\n\t",
            "\"\"",
            "\"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\t\"",
            "\"\\u00e9\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\x\"",
            "\"a\nb\"",
            "\"a",
            "\"a\\",
            "\"a\\\"",
            "0",
            "-0",
            "-0.5e+10",
            "1E5",
            "01",
            "1.",
            ".5",
            "-",
            "1e",
            "+1",
            "tru",
            "nulll",
            "[1,]",
            "[1 2]",
            "[,1]",
            "{\"a\":1,}",
            "{\"a\" 1}",
            "{a:1}",
            "{\"\":1}",
            "{\"a\":1,\"a\":2}",
            "{} {}",
            "",
            "   ",
            "{",
            "]",
            "{\"a\":1]",
            "[1}",
            "{\"é\":\"日本語のとても長い文字列です、十六バイトより長い\"}",
            "[1\u{a0}]",
            &deep(16),
            &deep(17),
            &format!("{{{}}}", many.join(",")),
            &twice,
        ];
        for text in texts {
            assert_eq!(read(text, 0), slowly(text), "{text}");
        }
        assert!(read(&twice, 0).is_none() && read("{\"a\":{\"b\":[1]}}", 0).is_some());
    }

    #[test]
    fn places_count_a_mark_at_the_beginning() {
        let text = "\u{feff}{\"a\":\"b\"}";
        let root = read(text, 3).unwrap();
        assert_eq!((root.bytes.clone(), &text[root.child("a").unwrap().bytes.clone()]), (3..12, "\"b\""));
    }

    fn json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i64>().prop_map(Into::into),
            any::<f64>().prop_map(Into::into),
            ".{0,40}".prop_map(Into::into),
        ];
        leaf.prop_recursive(5, 60, 20, |inner| {
            let map = prop::collection::hash_map("[a-z\"\\\\\n]{0,3}", inner.clone(), 0..20);
            prop_oneof![
                prop::collection::vec(inner, 0..6).prop_map(Into::into),
                map.prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_json_is_read_alike(value in json(), pretty: bool) {
            let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
            prop_assert_eq!(read(&text, 0), slowly(&text));
        }

        /// Damaged JSON is taken by neither, or by both alike.
        #[test]
        fn damaged_json_is_read_alike(value in json(), at: prop::sample::Index, byte in "[\\x00-\\x7e]", cut: bool) {
            let mut text = serde_json::to_string(&value).unwrap();
            let mut at = at.index(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            if cut {
                text.remove(at);
            }
            text.insert_str(at, &byte);
            prop_assert_eq!(read(&text, 0), slowly(&text));
        }
    }
}
