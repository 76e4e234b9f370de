//! Words that a record does not hold in the form that a dossier wants: keys in small letters, ids, dates.

use std::fmt;
use std::ops::Range;

/// A word of a [`Scratch`]: its bytes.
pub(crate) type Word = Range<usize>;

/// One buffer for all made-up words of a record, emptied for the next one: facts borrow from it as they do from the row.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    buffer: String,
}

impl Scratch {
    /// Forgets the words of the record before.
    pub(crate) fn clear(&mut self) {
        self.buffer.clear();
    }

    /// The word's text.
    pub(crate) fn text(&self, word: &Word) -> &str {
        self.buffer.get(word.clone()).unwrap_or_default()
    }

    /// Keeps a text that is made of pieces.
    pub(crate) fn write(&mut self, text: fmt::Arguments<'_>) -> Word {
        let start = self.buffer.len();
        // Writing into a String cannot fail.
        let _ = fmt::Write::write_fmt(&mut self.buffer, text);
        start..self.buffer.len()
    }

    /// Keeps a text with its ASCII letters small.
    pub(crate) fn lower(&mut self, text: &str) -> Word {
        let start = self.buffer.len();
        self.buffer.extend(text.chars().map(|c| c.to_ascii_lowercase()));
        start..self.buffer.len()
    }

    /// Keeps the slug of a text: ASCII letters small, digits, all else one hyphen between words. `otherwise` stands for
    /// a text without any of them.
    pub(crate) fn slug(&mut self, text: &str, otherwise: &str) -> Word {
        let start = self.buffer.len();
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() {
                self.buffer.push(char::from(byte.to_ascii_lowercase()));
            } else if self.buffer.len() > start && !self.buffer.ends_with('-') {
                self.buffer.push('-');
            }
        }
        if self.buffer.len() > start && self.buffer.ends_with('-') {
            self.buffer.pop();
        }
        if self.buffer.len() == start {
            self.buffer.push_str(otherwise);
        }
        start..self.buffer.len()
    }

    /// Keeps the slug of a text with a mark of everything that is said of the thing, so that two things whose names have
    /// one slug stay apart.
    pub(crate) fn marked_slug(&mut self, text: &str, otherwise: &str, content: &[&str]) -> Word {
        let slug = self.slug(text, otherwise);
        let mark = self.write(format_args!("-{:08x}", mark(content)));
        slug.start..mark.end
    }
}

/// A mark of some texts, the same on every machine: FNV-1a over their bytes, with an end after each.
pub(crate) fn hash(texts: &[&str]) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    // No byte of UTF-8 is 0xFF.
    let bytes = texts.iter().flat_map(|text| text.bytes().chain([0xFF]));
    bytes.fold(0xcbf2_9ce4_8422_2325, step)
}

/// Both halves of the hash in one number of 32 bits.
fn mark(texts: &[&str]) -> u32 {
    let hash = hash(texts);
    u32::try_from((hash >> 32) ^ (hash & 0xFFFF_FFFF)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        let mut scratch = Scratch::default();
        for (text, slug) in [
            ("Moscow, Moskva, Russia", "moscow-moskva-russia"),
            ("  (Rhône)-Alpes ", "rh-ne-alpes"),
            ("Москва", "place"),
            ("", "place"),
            ("-", "place"),
            ("A", "a"),
        ] {
            let word = scratch.slug(text, "place");
            assert_eq!(scratch.text(&word), slug, "{text}");
        }
    }

    #[test]
    fn marks_keep_things_apart() {
        let mut scratch = Scratch::default();
        let one = scratch.marked_slug("Москва", "place", &["Москва", "55.7"]);
        let other = scratch.marked_slug("Минск", "place", &["Минск", "55.7"]);
        let shifted = scratch.marked_slug("Москва", "place", &["Москва5", "5.7"]);
        let (one, other) = (scratch.text(&one), scratch.text(&other));
        assert!(one.starts_with("place-") && one.len() == "place-".len() + 8, "{one}");
        assert!(one != other && one != scratch.text(&shifted));
    }

    /// The values of the function's authors.
    #[test]
    fn hash_is_fnv_1a() {
        let of = |text: &str| {
            let with_end = hash(&[text]);
            let prime_inverse = 0xce96_5057_aff6_957b_u64;
            with_end.wrapping_mul(prime_inverse) ^ 0xFF
        };
        assert_eq!(of(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(of("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(of("foobar"), 0x8594_4171_f739_67e8);
    }
}
