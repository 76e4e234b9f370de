//! The way between code points and bytes.

/// Bytes that one checkpoint covers.
const BLOCK: usize = 128;

/// How many code points begin before each block of bytes; nothing is kept for ASCII, where the two are one.
#[derive(Clone, Debug)]
pub(super) struct Index {
    before: Vec<usize>,
    length: usize,
}

impl Index {
    pub(super) fn new(content: &str) -> Self {
        if content.is_ascii() {
            return Self { before: Vec::new(), length: content.len() };
        }
        let mut length = 0;
        let mut before = Vec::with_capacity(content.len().div_ceil(BLOCK));
        for block in content.as_bytes().chunks(BLOCK) {
            before.push(length);
            length += beginnings(block);
        }
        Self { before, length }
    }

    /// The length in code points.
    pub(super) fn len(&self) -> usize {
        self.length
    }

    /// The code points that begin before a byte.
    pub(super) fn offset(&self, content: &str, byte: usize) -> usize {
        let byte = byte.min(content.len());
        let block = byte / BLOCK;
        match self.before.get(block) {
            Some(before) => before + beginnings(&content.as_bytes()[block * BLOCK..byte]),
            None if self.before.is_empty() => byte,
            None => self.length,
        }
    }

    /// The byte at which a code point begins; past the end, the length in bytes.
    pub(super) fn byte(&self, content: &str, offset: usize) -> usize {
        if offset >= self.length {
            return content.len();
        }
        // The last block with at most `offset` code points before it; the first always qualifies.
        let Some(block) = self.before.partition_point(|&before| before <= offset).checked_sub(1) else {
            return offset;
        };
        let from = block * BLOCK;
        let ahead = offset - self.before[block];
        content.as_bytes()[from..]
            .iter()
            .enumerate()
            .filter(|&(_, &byte)| begins(byte))
            .nth(ahead)
            .map_or(content.len(), |(distance, _)| from + distance)
    }
}

/// Whether a byte of UTF-8 is the first of a code point.
fn begins(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| begins(byte)).count()
}
