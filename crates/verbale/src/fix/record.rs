//! The fixes of one record: put into its text, and proved by reading the text back.

use std::collections::BTreeMap;
use std::ops::Range;

use sha2::{Digest as _, Sha256};
use verbale_core::dossier::tree::{Node, Style, Syntax, Value};
use verbale_core::dossier::yaml::read_tree;

use super::scalar::words;
use crate::report::Finding;

/// One replacement, and the words that must stand there afterwards.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mend {
    start: usize,
    end: usize,
    replacement: String,
    meant: String,
}

/// What is to be mended in one record.
#[derive(Debug)]
pub(super) struct RecordMends {
    digest: [u8; 32],
    /// In the order of the text; no two of them touch the same bytes.
    mends: Vec<Mend>,
}

/// A record's text with the fixes that hold.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Proved {
    /// The mended text.
    pub(super) text: String,
    /// How many fixes it has.
    pub(super) made: usize,
}

impl RecordMends {
    /// Takes the fixes among the findings about a text. Of fixes that overlap the first is kept: the next run sees what
    /// is left to do. `None` where there is nothing to mend.
    pub(super) fn new(text: &str, findings: &[Finding]) -> Option<Self> {
        let mut mends: Vec<Mend> = findings.iter().filter_map(Mend::of).collect();
        mends.sort();
        let mut end = 0;
        mends.retain(|mend| {
            let apart = mend.start >= end && text.get(mend.bytes()).is_some();
            end = if apart { mend.end } else { end };
            apart
        });
        (!mends.is_empty()).then(|| Self { digest: digest(text), mends })
    }

    /// How many fixes there are.
    pub(super) fn len(&self) -> usize {
        self.mends.len()
    }

    /// Whether this is the text that the fixes were made for.
    pub(super) fn belong_to(&self, text: &str) -> bool {
        self.digest == digest(text)
    }

    /// The text with the fixes that hold: read back, it has the text's own words where they were written, and everything
    /// else as before. A fix that does not hold is left out.
    pub(super) fn proved(&self, text: &str, syntax: Syntax) -> Proved {
        let holding = holding(text, syntax, &self.mends);
        Proved { text: apply(text, &holding), made: holding.len() }
    }
}

impl Mend {
    fn of(finding: &Finding) -> Option<Self> {
        let (fix, meant) = (finding.fix.as_ref()?, finding.candidates.first()?);
        let Range { start, end } = fix.bytes();
        Some(Self { start, end, replacement: fix.replacement.clone(), meant: meant.text.clone() })
    }

    fn bytes(&self) -> Range<usize> {
        self.start..self.end
    }
}

fn digest(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// The text with replacements that do not overlap and come in its order.
fn apply(text: &str, mends: &[&Mend]) -> String {
    let mut mended = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for mend in mends {
        mended.push_str(&text[at..mend.start]);
        mended.push_str(&mend.replacement);
        at = mend.end;
    }
    mended.push_str(&text[at..]);
    mended
}

/// The fixes that hold together. All are tried at once; where that fails, each half.
fn holding<'m>(text: &str, syntax: Syntax, mends: &'m [Mend]) -> Vec<&'m Mend> {
    let all: Vec<&Mend> = mends.iter().collect();
    if hold(text, syntax, &all) {
        return all;
    }
    if mends.len() < 2 {
        return Vec::new();
    }
    let (left, right) = mends.split_at(mends.len() / 2);
    let mut kept = holding(text, syntax, left);
    let alone = kept.len();
    kept.extend(holding(text, syntax, right));
    if !hold(text, syntax, &kept) {
        kept.truncate(alone);
    }
    kept
}

/// Whether the mended text reads as meant.
fn hold(text: &str, syntax: Syntax, mends: &[&Mend]) -> bool {
    let mended = apply(text, mends);
    let (Some(old), _) = read_tree(text, syntax, 1) else { return false };
    let (Some(new), faults) = read_tree(&mended, syntax, 1) else { return false };
    let mut expected = mends.iter().map(|mend| (mend.start, *mend)).collect();
    !faults.has_errors() && same(&old.root, &new.root, &mut expected) && expected.is_empty()
}

/// Whether two values are equal but for the mended ones, which have their words. Those are taken out of `expected`.
fn same(old: &Node<'_>, new: &Node<'_>, expected: &mut BTreeMap<usize, &Mend>) -> bool {
    match (&old.value, &new.value) {
        (Value::Null, Value::Null) => true,
        (Value::Scalar(old_text, old_style), Value::Scalar(text, style)) => match expected.remove(&old.bytes.start) {
            Some(mend) => mend.end == old.bytes.end && *style != Style::Bare && words(text).eq(words(&mend.meant)),
            None => (old_text, old_style) == (text, style),
        },
        (Value::List(old), Value::List(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| same(old, new, expected))
        }
        (Value::Map(old), Value::Map(new)) => {
            let mut pairs = old.iter().zip(new);
            old.len() == new.len() && pairs.all(|(old, new)| old.key == new.key && same(&old.node, &new.node, expected))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use verbale_core::check::Check;
    use verbale_core::diagnostic::{Candidate, Diagnostic, Place, Position};

    use crate::report::Fix;

    const FILE: &str = "q: [a'b, c'd]  # e'f\nr: g'h\n";

    /// A finding about the words `old` of [`FILE`], with what is to be written and what it is to mean.
    fn finding(old: &str, replacement: &str, meant: &str) -> Finding {
        let start = FILE.find(old).unwrap();
        let at = |byte| Position { byte, ..Position::default() };
        let mut diagnostic = Diagnostic::new(Check::QuoteNotFound, "", "");
        diagnostic.candidates.push(Candidate { text: meant.into(), start: 0, end: 0 });
        let place = Place { start: at(start), end: at(start + old.len()) };
        Finding { fix: Some(Fix { place, replacement: replacement.into() }), ..diagnostic.into() }
    }

    #[track_caller]
    fn proved(findings: &[Finding], made: usize, expected: &str) {
        let record = RecordMends::new(FILE, findings).unwrap();
        assert!(record.belong_to(FILE) && !record.belong_to(&FILE[1..]));
        assert_eq!(record.proved(FILE, Syntax::Yaml), Proved { text: expected.into(), made });
    }

    #[test]
    fn fixes_that_hold_are_made_together() {
        let all = [finding("g'h", "g’h", "g’h"), finding("a'b", "a’b", "a’b"), finding("c'd", "\"c,\\nd\"", "c, d")];
        proved(&all, 3, "q: [a’b, \"c,\\nd\"]  # e'f\nr: g’h\n");
        let twice = [all[1].clone(), all[1].clone()];
        proved(&twice, 1, &FILE.replace("a'b", "a’b"));
    }

    /// Broken syntax, other words than meant, a value too many, a key too many, a comment that swallows the rest, a null.
    #[test]
    fn a_fix_that_does_not_hold_is_left_out() {
        let good = finding("g'h", "g’h", "g’h");
        for (replacement, meant) in [
            ("\"a", "a"),
            ("a’b", "a’c"),
            ("a, b", "a, b"),
            ("a: b", "a: b"),
            ("a #", "a #"),
            ("~", "~"),
            ("&a b", "&a b"),
        ] {
            let bad = finding("a'b", replacement, meant);
            proved(&[bad.clone(), good.clone()], 1, &FILE.replace("g'h", "g’h"));
            proved(&[bad], 0, FILE);
        }
        proved(&[finding("e'f", "e’f", "e’f")], 0, FILE);
        proved(&[finding("q", "p", "p"), good], 1, &FILE.replace("g'h", "g’h"));
    }

    #[test]
    fn of_fixes_that_overlap_the_first_is_made() {
        let list = finding("a'b, c'd", "a, c", "a, c");
        proved(&[finding("a'b", "a’b", "a’b"), list], 1, &FILE.replace("a'b", "a’b"));
        assert!(RecordMends::new(FILE, &[]).is_none());
    }
}
