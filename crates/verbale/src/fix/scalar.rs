//! A scalar as it is written, and the same scalar with other words: words that stay are copied, and what stands between
//! words (blanks, line breaks, indentation) stays where it is.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use verbale_core::dossier::tree::Style;

use super::encode::{doubled, escaped, is_block_text, is_plain};

/// White space as quotes know it: a run of it matches any other.
pub(super) const WHITE: [char; 4] = [' ', '\t', '\n', '\r'];

/// The words of a text.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(WHITE).filter(|word| !word.is_empty())
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Plain {
        in_flow: bool,
    },
    Single,
    Double,
    /// Literal or folded; the header is not part of the scalar's bytes.
    Block,
}

/// A scalar as it stands in a file.
#[derive(Debug)]
pub(super) struct Scalar<'t> {
    form: Form,
    raw: &'t str,
    /// Where the words stand in `raw`.
    places: Vec<Range<usize>>,
    words: Vec<&'t str>,
}

impl<'t> Scalar<'t> {
    /// Takes the bytes of a scalar and its value. `None` where the words in the file cannot be told apart.
    pub(super) fn new(raw: &'t str, value: &'t str, style: Style, in_flow: bool) -> Option<Self> {
        let words: Vec<&str> = words(value).collect();
        let form = match style {
            Style::Plain => Form::Plain { in_flow },
            // In a block scalar a quotation mark is part of the value.
            Style::Quoted if self::words(raw).next() == words.first().copied() => Form::Block,
            Style::Quoted if raw.starts_with('"') => Form::Double,
            Style::Quoted if raw.starts_with('\'') => Form::Single,
            Style::Quoted | Style::Bare => return None,
        };
        let places = match form {
            Form::Plain { .. } | Form::Block => places(raw, 0..raw.len(), blank),
            Form::Single => places(raw, 1..raw.len() - 1, blank),
            Form::Double => places(raw, 1..raw.len() - 1, escaped_blank),
        };
        (places.len() == words.len()).then_some(Self { form, raw, places, words })
    }

    /// The scalar with other words, in its own form where that can hold them, else in double quotes. `None` where neither
    /// can be: a block scalar has no escapes.
    pub(super) fn rewritten(&self, new: &[&str]) -> Option<String> {
        let form = match self.form {
            Form::Plain { in_flow } if is_plain(new, in_flow) => self.form,
            Form::Single | Form::Block if new.iter().all(|word| is_block_text(word)) => self.form,
            Form::Block => return None,
            _ => Form::Double,
        };
        let mut written = String::with_capacity(self.raw.len() + 16);
        let (lead, tail) = self.edges();
        written.push_str(if form == self.form { lead } else { "\"" });
        for (number, word) in self.merged(new).into_iter().enumerate() {
            if number > 0 {
                written.push_str(word.before);
            }
            match word.old {
                Some(old) if form == self.form => written.push_str(&self.raw[self.places[old].clone()]),
                _ => encode(&mut written, word.text, form),
            }
        }
        written.push_str(if form == self.form { tail } else { "\"" });
        Some(written)
    }

    /// What stands before the first word and after the last one.
    fn edges(&self) -> (&'t str, &'t str) {
        match (self.places.first(), self.places.last()) {
            (Some(first), Some(last)) => (&self.raw[..first.start], &self.raw[last.end..]),
            _ => (self.raw, ""),
        }
    }

    /// The new words, each with what stands before it: what stood before the old word in its place.
    fn merged<'w>(&'w self, new: &[&'w str]) -> Vec<Word<'w>> {
        let mut merged = Vec::with_capacity(new.len());
        for change in capture_diff_slices(Algorithm::Myers, &self.words, new) {
            let (old, stays) = (change.old_range(), matches!(change, DiffOp::Equal { .. }));
            for (nth, index) in change.new_range().enumerate() {
                let old = Some(old.start + nth).filter(|at| old.contains(at));
                let before = old.map_or(" ", |old| self.before(old));
                merged.push(Word { text: new[index], old: old.filter(|_| stays), before });
            }
        }
        merged
    }

    fn before(&self, word: usize) -> &'t str {
        match word.checked_sub(1) {
            Some(last) => &self.raw[self.places[last].end..self.places[word].start],
            None => " ",
        }
    }
}

/// A word of the new text.
struct Word<'w> {
    text: &'w str,
    /// The old word that it is, if it stays.
    old: Option<usize>,
    before: &'w str,
}

fn encode(written: &mut String, word: &str, form: Form) {
    match form {
        Form::Plain { .. } | Form::Block => written.push_str(word),
        Form::Single => written.push_str(&doubled(word)),
        Form::Double => written.push_str(&escaped(word)),
    }
}

/// Where words stand in a part of `raw`: `blank_at` gives the length of the blank, or of the character, that a rest begins with.
fn places(raw: &str, within: Range<usize>, blank_at: fn(&str) -> (bool, usize)) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    let (mut at, mut open) = (within.start, false);
    while at < within.end {
        let (is_blank, length) = blank_at(&raw[at..within.end]);
        match places.last_mut().filter(|_| open && !is_blank) {
            Some(last) => last.end = at + length,
            None if !is_blank => places.push(at..at + length),
            None => {}
        }
        open = !is_blank;
        at += length;
    }
    places
}

fn blank(rest: &str) -> (bool, usize) {
    (rest.starts_with(WHITE), rest.chars().next().map_or(1, char::len_utf8))
}

/// As [`blank`], in double quotes: an escape is one character, and may stand for a blank. An escaped line break is no
/// blank: it joins what stands around it.
fn escaped_blank(rest: &str) -> (bool, usize) {
    let Some(escape) = rest.strip_prefix('\\') else { return blank(rest) };
    let kind = escape.chars().next().unwrap_or_default();
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        '\n' | '\r' => return (false, 1 + escape.len() - escape.trim_start_matches(WHITE).len()),
        _ => return (matches!(kind, ' ' | 't' | '\t' | 'n' | 'r'), 1 + kind.len_utf8()),
    };
    let number = escape.get(1..=digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    let is_blank = number.and_then(char::from_u32).is_some_and(|c| WHITE.contains(&c));
    (is_blank, (2 + digits).min(rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use verbale_core::dossier::tree::{Syntax, Value};
    use verbale_core::dossier::yaml::read_tree;

    /// Rewrites the value of `q` in a document and reads it back.
    fn mended(document: &str, new: &str) -> Option<String> {
        let (tree, _) = read_tree(document, Syntax::Yaml, 1);
        let tree = tree.unwrap();
        let node = tree.root.child("q").unwrap();
        let Value::Scalar(value, style) = &node.value else { panic!("{document}") };
        let in_flow = document.starts_with('{');
        let scalar = Scalar::new(&document[node.bytes.clone()], value, *style, in_flow).unwrap();
        let written = scalar.rewritten(&words(new).collect::<Vec<_>>())?;
        let mut mended = document.to_owned();
        mended.replace_range(node.bytes.clone(), &written);
        Some(mended)
    }

    #[track_caller]
    fn rewritten(document: &str, new: &str, expected: &str) {
        let mended = mended(document, new).unwrap();
        assert_eq!(mended, expected);
        let (again, faults) = read_tree(&mended, Syntax::Yaml, 1);
        assert!(faults.is_empty(), "{mended}: {faults:?}");
        let again = again.unwrap();
        let read = again.root.child("q").unwrap().text().unwrap();
        assert_eq!(words(read).collect::<Vec<_>>(), words(new).collect::<Vec<_>>(), "{mended}");
    }

    #[test]
    fn each_style_stays() {
        rewritten("q: de l'AES # F01\n", "de l’AES", "q: de l’AES # F01\n");
        rewritten("q: 'de l''AES'\n", "de l’AES", "q: 'de l’AES'\n");
        rewritten("q: 'l''ami d''AES'\n", "l'ami d’AES", "q: 'l''ami d’AES'\n");
        rewritten("q: \"de l'AES\\u00e9\"\n", "de l’AESé", "q: \"de l’AESé\"\n");
        rewritten("q: \"\\u00e9t\\u00e9 de l'AES\"\n", "été de l’AES", "q: \"\\u00e9t\\u00e9 de l’AES\"\n");
        rewritten("{q: de l'AES, r: 1}", "de l’AES", "{q: de l’AES, r: 1}");
    }

    #[test]
    fn lines_stay_where_they_are() {
        rewritten("q: de\n  l'AES\n  et\n", "de l’AES et", "q: de\n  l’AES\n  et\n");
        rewritten("q: \"de\n\n  l'AES\\\n   X et\"\n", "de l’AESX et", "q: \"de\n\n  l’AESX et\"\n");
        rewritten("q: |-  # c\n   de\n   l'AES\n\nr: 1\n", "de l’AES", "q: |-  # c\n   de\n   l’AES\n\nr: 1\n");
        rewritten("q: >+\n \n  \"de\n    l'AES\"\n\nr: 1\n", "\"de l’AES\"", "q: >+\n \n  \"de\n    l’AES\"\n\nr: 1\n");
        rewritten("q: |2\n   de\n  l'AES\n", "de l’AES", "q: |2\n   de\n  l’AES\n");
        rewritten("q: de\r\n  l'AES\r\nr: 1\r\n", "de l’AES", "q: de\r\n  l’AES\r\nr: 1\r\n");
    }

    #[test]
    fn words_come_and_go() {
        rewritten("q: '20 % du\n  total'\n", "20\u{a0}% du total", "q: '20\u{a0}% du\n  total'\n");
        rewritten("q: 20\u{a0}% du\n  total\n", "20 % du total", "q: 20 % du\n  total\n");
        rewritten("q: >\n  a b\n  c d\n", "a x b d", "q: >\n  a x b d\n");
        rewritten("q: a b\n", "b", "q: b\n");
        rewritten("q: b\n", "a b", "q: a b\n");
    }

    #[test]
    fn what_a_style_cannot_hold_goes_into_double_quotes() {
        rewritten("q: dit non\n", "dit: non", "q: \"dit: non\"\n");
        rewritten("q: l'ami 1\n", "l’ami #1", "q: \"l’ami #1\"\n");
        rewritten("{q: a b, r: 1}", "a, b", "{q: \"a, b\", r: 1}");
        rewritten("q: a b\n", "a, b", "q: a, b\n");
        rewritten("q: x dit «oui»\n", "\"x\" dit «oui»", "q: \"\\\"x\\\" dit «oui»\"\n");
        rewritten("q: a\n  \\ b\n", "a\u{7} \\ b", "q: \"a\\u0007\n  \\\\ b\"\n");
        rewritten("q: 'a b'\n", "a\u{2028}c b", "q: \"a\\u2028c b\"\n");
        rewritten("q: nul\n", "null", "q: \"null\"\n");
    }

    #[test]
    fn a_block_scalar_has_no_escapes() {
        for unfit in ["a\u{7}", "a\u{2028}b", "a\u{feff}"] {
            assert_eq!(mended("q: |\n  a\n", unfit), None, "{unfit:?}");
        }
        rewritten("q: |\n  a\n", "# - \"a: \u{1f600}", "q: |\n  # - \"a: \u{1f600}\n");
    }
}
