//! The words of an event in its sentence: they need not stand side by side.

use verbale_core::dossier::value::Quote;
use verbale_core::text::Text;

/// Finds the words of `eventText` in the sentence, in their order: the longest run of them at its first place after the run
/// before, then the rest. `None` where a word is not there. An ellipsis in it only says that words were left out.
pub(crate) fn quotes<'r>(text: &Text<'_>, event_text: &'r str) -> Option<Vec<Quote<'r>>> {
    let words: Vec<&'r str> = event_text.split_whitespace().filter(|word| !matches!(*word, "..." | "…")).collect();
    let (mut quotes, mut at, mut rest) = (Vec::new(), 0, words.as_slice());
    while !rest.is_empty() {
        let (run, start, length) = (1..=rest.len()).rev().find_map(|length| {
            let run = joined(event_text, rest.get(..length)?)?;
            find(text.as_str(), run, at).map(|start| (run, start, length))
        })?;
        quotes.push(Quote { text: run.into(), nth: nth(text, run, start) });
        at = start + run.len();
        rest = rest.get(length..)?;
    }
    Some(quotes)
}

/// The stretch of a text from the first of some of its words to the last, if nothing but one space stands between them.
fn joined<'r>(text: &'r str, words: &[&'r str]) -> Option<&'r str> {
    let offset = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let (first, last) = (words.first()?, words.last()?);
    let stretch = text.get(offset(first)..offset(last) + last.len())?;
    stretch.split(' ').eq(words.iter().copied()).then_some(stretch)
}

/// The first place of whole words at or after `from`, in bytes.
fn find(text: &str, words: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.match_indices(words).map(|(at, _)| from + at).find(|at| {
        let (before, after) = (text.get(..*at), text.get(at + words.len()..));
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !inside(before.and_then(|before| before.chars().next_back()))
            && !inside(after.and_then(|after| after.chars().next()))
    })
}

/// Which occurrence of the words the one at `start` is, where there are several.
fn nth(text: &Text<'_>, words: &str, start: usize) -> Option<u32> {
    if text.locate(words, None).is_ok() {
        return None;
    }
    let offset = text.as_str().get(..start)?.chars().count();
    let total = text.as_str().len();
    (1..=total).find(|nth| text.locate(words, Some(*nth)).is_ok_and(|span| span.start == offset))?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, event_text: &str) -> Option<Vec<(String, Option<u32>)>> {
        let quotes = quotes(&Text::new(text.to_owned()), event_text)?;
        Some(quotes.into_iter().map(|quote| (quote.text.into_owned(), quote.nth)).collect())
    }

    fn pieces(list: &[(&str, Option<u32>)]) -> Vec<(String, Option<u32>)> {
        list.iter().map(|(text, nth)| ((*text).to_owned(), *nth)).collect()
    }

    #[test]
    fn words_apart_are_pieces() {
        let text = "Sweden on Monday offered to hand over two suspected men.";
        assert_eq!(
            found(text, "offered to hand over suspected"),
            Some(pieces(&[("offered to hand over", None), ("suspected", None)]))
        );
        assert_eq!(
            found(text, "offered ... suspected men"),
            Some(pieces(&[("offered", None), ("suspected men", None)]))
        );
        assert_eq!(found(text, "suspected offered"), None);
        assert_eq!(found(text, "offer"), None, "half a word is none");
    }

    #[test]
    fn words_that_come_often_are_counted() {
        let text = "Benin opened its borders today to most aliens, opposed to nobody.";
        assert_eq!(
            found(text, "borders to aliens"),
            Some(pieces(&[("borders", None), ("to", Some(2)), ("aliens", None)]))
        );
    }

    #[test]
    fn no_words_are_no_quotes() {
        assert_eq!(found("a", ""), Some(pieces(&[])));
        assert_eq!(found("a", " ... "), Some(pieces(&[])));
    }
}
