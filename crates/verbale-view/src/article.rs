//! The article as it is, cut at the borders of the spans that facts rest on.

use std::collections::BTreeSet;

use crate::category::Category;

/// Words of the article that a fact rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// First code point, from 0.
    pub(crate) start: usize,
    /// One past the last code point.
    pub(crate) end: usize,
    /// The fact, by its place in the dossier.
    pub(crate) fact: usize,
    /// What the fact is to a reader.
    pub(crate) category: Category,
}

/// A piece of the article over which the same facts stand; none over a piece that no fact rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segment<'t> {
    /// The words, white space included.
    pub(crate) text: &'t str,
    /// First code point.
    pub(crate) start: usize,
    /// The facts, the one with the shortest words first.
    pub(crate) facts: Vec<usize>,
    /// Their categories, each once, in the same order.
    pub(crate) categories: Vec<Category>,
}

/// Cuts a text at the borders of all marks. The pieces, one after the other, are the text.
///
/// Marks that are empty or reach past the end of the text are cut to what there is of them.
pub(crate) fn cut<'t>(text: &'t str, marks: &[Mark]) -> Vec<Segment<'t>> {
    let bytes = offsets(text, marks);
    let length = bytes.last().map_or(0, |(point, _)| *point);
    let mut begins: Vec<&Mark> = marks.iter().filter(|mark| mark.start < mark.end.min(length)).collect();
    begins.sort_by_key(|mark| (mark.start, mark.end, mark.fact));
    let mut open: Vec<&Mark> = Vec::new();
    let mut next = begins.into_iter().peekable();
    let mut segments = Vec::new();
    for pair in bytes.windows(2) {
        let ((start, first), (_, last)) = (pair[0], pair[1]);
        open.retain(|mark| mark.end > start);
        while let Some(mark) = next.next_if(|mark| mark.start <= start) {
            open.push(mark);
        }
        segments.push(segment(&text[first..last], start, &open));
    }
    segments
}

fn segment<'t>(text: &'t str, start: usize, open: &[&Mark]) -> Segment<'t> {
    let mut open = open.to_vec();
    open.sort_by_key(|mark| (mark.end - mark.start, mark.start, mark.fact));
    let (mut facts, mut categories) = (Vec::new(), Vec::new());
    for mark in open {
        if !facts.contains(&mark.fact) {
            facts.push(mark.fact);
        }
        if !categories.contains(&mark.category) {
            categories.push(mark.category);
        }
    }
    Segment { text, start, facts, categories }
}

/// The borders of the pieces: code point and byte of each, both ends of the text included.
fn offsets(text: &str, marks: &[Mark]) -> Vec<(usize, usize)> {
    let mut wanted: BTreeSet<usize> = marks.iter().flat_map(|mark| [mark.start, mark.end]).collect();
    wanted.insert(0);
    let mut borders = Vec::with_capacity(wanted.len() + 1);
    let mut length = 0;
    for (point, (byte, _)) in text.char_indices().enumerate() {
        if wanted.contains(&point) {
            borders.push((point, byte));
        }
        length = point + 1;
    }
    borders.push((length, text.len()));
    borders
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mark(start: usize, end: usize, fact: usize, category: Category) -> Mark {
        Mark { start, end, fact, category }
    }

    #[test]
    fn overlapping_words_are_cut_at_their_borders() {
        let marks =
            [mark(0, 7, 0, Category::Asserted), mark(3, 10, 1, Category::Opinion), mark(3, 5, 2, Category::Asserted)];
        let segments = cut("été à Paris", &marks);
        let seen: Vec<_> = segments.iter().map(|s| (s.text, s.facts.clone(), s.categories.len())).collect();
        let expected = [
            ("été", vec![0], 1),
            (" à", vec![2, 0, 1], 2),
            (" P", vec![0, 1], 2),
            ("ari", vec![1], 1),
            ("s", vec![], 0),
        ];
        assert_eq!(seen, expected);
    }

    #[test]
    fn marks_past_the_end_do_no_harm() {
        let segments = cut("ab", &[mark(1, 9, 0, Category::Asserted), mark(5, 9, 1, Category::Asserted)]);
        assert_eq!(segments.iter().map(|s| (s.text, s.facts.len())).collect::<Vec<_>>(), [("a", 0), ("b", 1)]);
        assert_eq!(cut("", &[mark(0, 1, 0, Category::Asserted)]), []);
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_text(
            text in "[a-zé😀\u{301}<&\r\n\u{202e}]{0,40}",
            spans in prop::collection::vec((0usize..45, 0usize..45), 0..12),
        ) {
            let category = |at: usize| Category::ALL[at % Category::ALL.len()];
            let marks: Vec<_> = spans.iter().enumerate().map(|(at, (a, b))| mark(*a.min(b), *a.max(b), at, category(at))).collect();
            let segments = cut(&text, &marks);
            prop_assert_eq!(segments.iter().map(|s| s.text).collect::<String>(), text.clone());
            let points: Vec<char> = text.chars().collect();
            for segment in &segments {
                for (offset, _) in segment.text.chars().enumerate() {
                    let point = segment.start + offset;
                    let expected: BTreeSet<_> = marks.iter().filter(|m| m.start <= point && point < m.end).map(|m| m.fact).collect();
                    prop_assert_eq!(segment.facts.iter().copied().collect::<BTreeSet<_>>(), expected);
                    prop_assert!(point < points.len());
                }
            }
        }
    }
}
