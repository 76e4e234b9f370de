//! Where words that stood in an older version of a text stand in a newer one, and when that cannot be said.
//!
//! Nothing is guessed. Words count as the same ones only if they are there verbatim but for white space, and if what
//! stands around them tells them from every other place with these words. A text in which a passage was moved is the same
//! as one in which it was copied and its original was taken away: both are read as moved.

use std::ops::Range;

use super::boundary::extends;
use super::search::occurrences;
use super::tally::is_white_char;
use super::word::joined;
use super::{Span, Text};

/// How many code points before and after the words of a span its selector keeps.
pub const CONTEXT: usize = 32;

/// So many code points of words and of what agrees around them are enough to know the only place with these words again.
const RECOGNISED: usize = 64;
/// So many that agree around them are enough where the words stand in several places, and so tell nothing themselves.
const TOLD_APART: usize = 40;
/// A place with the same words may be meant if so many code points agree on one of its sides, or all that there were.
const NEAR: usize = 8;
/// So many places with the same words are compared.
const COMPARED: usize = 1_000;
/// So many places are given of words that cannot be told apart.
const GIVEN: usize = 10;

/// Words of a text and what stood around them, as a quote selector of the Web Annotation Data Model has them (section
/// 4.2.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage<'p> {
    /// The words.
    pub exact: &'p str,
    /// What stood before them, [`CONTEXT`] code points or all that there was.
    pub prefix: &'p str,
    /// What stood after them.
    pub suffix: &'p str,
}

/// What has become of a passage in a newer version of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Followed {
    /// Its words stand here, and nowhere else that could be meant.
    Found(Span),
    /// Its words stand in several places that cannot be told apart, or in one that has nothing of what was around them:
    /// the first places (at most ten) and their number.
    Ambiguous {
        /// The first places.
        places: Vec<Span>,
        /// How many there are; those past 1,000 are not counted.
        total: usize,
    },
    /// Its words are not there. [`Text::near_misses`] looks for what took their place.
    Lost,
}

/// A place with the words of a passage.
struct Place {
    bytes: Range<usize>,
    /// Code points that agree before and after it.
    agreement: [usize; 2],
}

impl Text<'_> {
    /// Follows a passage of an older version of this text.
    ///
    /// Its words are looked for as quotes are ([`Text::locate`]): verbatim, but for runs of white space. A place at which
    /// the first or the last word goes on, and did not before, is none: `Mali` is not in `Malien`. A passage is known again
    /// by all that was around it. Where not all of it agrees, the only place with its words needs 64 code points of words
    /// and agreeing neighbours together; with several places, 40 agreeing neighbours, while at no other place eight on one
    /// side agree, or all that there were on it.
    ///
    /// ```
    /// use verbale_core::text::{Followed, Passage, Span, Text};
    ///
    /// let passage = Passage { exact: "a visité Bamako", prefix: "Hier, le ministre ", suffix: " avec une délégation." };
    /// let newer = Text::new("Mis à jour. Hier, le ministre a visité\nBamako avec une délégation.");
    /// assert_eq!(newer.follow(&passage), Followed::Found(Span { start: 30, end: 45 }));
    /// let other = Text::new("Le président a visité Bamako.");
    /// assert!(matches!(other.follow(&passage), Followed::Ambiguous { total: 1, .. }));
    /// ```
    pub fn follow(&self, passage: &Passage<'_>) -> Followed {
        let around = [collapsed(passage.prefix.chars().rev()), collapsed(passage.suffix.chars())];
        let mut found = Vec::new();
        self.each_place(passage.exact, &mut |bytes| {
            let agreement = self.agreement(&bytes, &around);
            if self.keeps_its_edges(&bytes, agreement) {
                found.push(Place { bytes, agreement });
            }
            found.len() < COMPARED
        });
        if found.is_empty() {
            return Followed::Lost;
        }
        let mut near: Vec<&Place> = found.iter().filter(|place| found.len() == 1 || is_near(place, &around)).collect();
        let own = if found.len() == 1 { collapsed(passage.exact.chars()).len() } else { RECOGNISED - TOLD_APART };
        match near.as_slice() {
            [only] if all(only, &around) || own + only.agreement[0] + only.agreement[1] >= RECOGNISED => {
                Followed::Found(self.span(&only.bytes))
            }
            _ => {
                if near.is_empty() {
                    near = found.iter().collect();
                }
                let places = near.iter().take(GIVEN).map(|place| self.span(&place.bytes)).collect();
                Followed::Ambiguous { places, total: near.len() }
            }
        }
    }

    /// Calls with each place of words, in order, overlapping ones included, as long as it is told to go on.
    fn each_place(&self, exact: &str, take: &mut dyn FnMut(Range<usize>) -> bool) {
        let mut from = 0;
        while let Some(place) = occurrences(&self.content[from..], exact, Some(1)).first {
            let begins = self.content[from + place.start..].chars().next();
            // What stands before the stretch that is searched is not seen by the search.
            let is_cut = place.start == 0 && from > 0 && begins.is_some_and(extends);
            if !is_cut && !take(from + place.start..from + place.end) {
                return;
            }
            from += place.start + begins.map_or(1, char::len_utf8);
        }
    }

    /// How many code points agree before and after a place, a run of white space as one.
    fn agreement(&self, bytes: &Range<usize>, around: &[Vec<char>; 2]) -> [usize; 2] {
        let same = |old: &[char], new: &mut dyn Iterator<Item = char>| {
            old.iter().zip(white_as_one(new)).take_while(|(old, new)| **old == *new).count()
        };
        let before = same(&around[0], &mut self.content[..bytes.start].chars().rev());
        [before, same(&around[1], &mut self.content[bytes.end..].chars())]
    }

    /// Whether the words begin and end here as words where they did before.
    fn keeps_its_edges(&self, bytes: &Range<usize>, agreement: [usize; 2]) -> bool {
        let (before, after) =
            (self.content[..bytes.start].chars().next_back(), self.content[bytes.end..].chars().next());
        let words = &self.content[bytes.clone()];
        let (first, last) = (words.chars().next(), words.chars().next_back());
        let goes_on = |left: Option<char>, right: Option<char>| left.zip(right).is_some_and(|(l, r)| joined(l, r));
        (agreement[0] > 0 || !goes_on(before, first)) && (agreement[1] > 0 || !goes_on(last, after))
    }
}

/// Whether all that was around a passage agrees, and there was something.
fn all(place: &Place, around: &[Vec<char>; 2]) -> bool {
    let [before, after] = around;
    place.agreement == [before.len(), after.len()] && before.len() + after.len() > 0
}

/// Whether a place may be meant: one of its sides agrees.
fn is_near(place: &Place, around: &[Vec<char>; 2]) -> bool {
    let agrees = |(agreement, old): (&usize, &Vec<char>)| !old.is_empty() && *agreement >= old.len().min(NEAR);
    place.agreement.iter().zip(around).any(agrees)
}

fn collapsed(characters: impl Iterator<Item = char>) -> Vec<char> {
    white_as_one(characters).collect()
}

/// The code points, a run of white space as one space.
fn white_as_one(characters: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let mut white = false;
    characters.filter_map(move |c| {
        let again = white && is_white_char(c);
        white = is_white_char(c);
        (!again).then_some(if white { ' ' } else { c })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A passage of a text, around the only occurrence of some words.
    fn passage<'t>(text: &'t str, words: &str) -> Passage<'t> {
        let start = text.find(words).unwrap();
        let (before, rest) = text.split_at(start);
        let (exact, after) = rest.split_at(words.len());
        let start = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
        let end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| at);
        Passage { exact, prefix: &before[start..], suffix: &after[..end] }
    }

    fn found(newer: &str, old: &Passage<'_>) -> Option<String> {
        let text = Text::new(newer);
        match text.follow(old) {
            Followed::Found(span) => Some(format!("{} {}", span.start, text.slice(span))),
            _ => None,
        }
    }

    const OLD: &str = "Le ministre est venu lundi. Il a signé un accord avec le Mali. Le président est resté à Paris.";

    #[test]
    fn words_are_found_where_they_are_now() {
        let old = passage(OLD, "a signé un accord");
        assert_eq!(found(OLD, &old).as_deref(), Some("31 a signé un accord"));
        assert_eq!(found(&format!("Été. {OLD}"), &old).as_deref(), Some("36 a signé un accord"));
        let reflowed = OLD.replace("signé un", "signé\n  un");
        assert_eq!(found(&reflowed, &old).as_deref(), Some("31 a signé\n  un accord"));
        let changed_after = OLD.replace("président", "maire");
        assert_eq!(found(&changed_after, &old).as_deref(), Some("31 a signé un accord"));
    }

    #[test]
    fn other_words_are_not_these() {
        let old = passage(OLD, "a signé un accord");
        for newer in [
            OLD.replace("signé", "signe"),
            OLD.replace("un accord", "un Accord"),
            OLD.replace("a signé", "n’a pas signé"),
            OLD.replace("accord ", "accords "),
            OLD.replace("accord ", "accord\u{301} "),
            OLD.replace("Il a signé un accord avec le Mali. ", ""),
            OLD.replace("avec le Mali", "et rien d’autre"),
            String::new(),
        ] {
            assert_eq!(found(&newer, &old), None, "{newer}");
        }
        assert_eq!(Text::new(OLD.replace("accord ", "accords ")).follow(&old), Followed::Lost);
    }

    #[test]
    fn a_word_that_went_on_before_may_go_on_alike() {
        let old = passage(OLD, "pr");
        assert_eq!(old.suffix.chars().next(), Some('é'));
        assert_eq!(found(OLD, &old).as_deref(), Some("66 pr"));
        assert_eq!(found(&OLD.replace("président", "prince"), &old), None);
    }

    #[test]
    fn places_are_told_apart_by_what_is_around_them() {
        let text = "À Moscou, le ministre du Mali a parlé de paix. À Bamako, les envoyés du Mali ont parlé de guerre.";
        let first = passage(text, "du Mali");
        assert_eq!(found(text, &first).as_deref(), Some("22 du Mali"));
        let later = format!("À Paris, personne du Mali ne disait mot. {text}");
        assert_eq!(found(&later, &first).as_deref(), Some("63 du Mali"));
    }

    #[test]
    fn what_cannot_be_told_is_ambiguous() {
        let old = passage(OLD, "a signé un accord");
        let Followed::Ambiguous { places, total } = Text::new(format!("{OLD} {OLD}")).follow(&old) else {
            panic!("it stands there twice");
        };
        assert_eq!((places.len(), total), (2, 2));
        assert_eq!(places[0], Span { start: 31, end: 48 });
        let elsewhere = "Hier encore, personne n’y croyait : elle a signé un accord, puis deux.";
        assert!(matches!(Text::new(elsewhere).follow(&old), Followed::Ambiguous { total: 1, .. }));
    }

    #[test]
    fn a_long_passage_needs_nothing_around_it() {
        let words = "Il a signé un accord avec le Mali. Le président est resté à Paris.";
        let old = passage(OLD, words);
        assert_eq!(words.chars().count(), 66);
        assert_eq!(found(words, &old), Some(format!("0 {words}")));
        let shorter = words.trim_start_matches("Il a ");
        assert_eq!(found(shorter, &passage(OLD, shorter)), None);
    }

    #[test]
    fn a_text_of_one_letter_is_no_work() {
        let long = "a".repeat(200_000);
        let old = Passage { exact: &long[..100], prefix: &long[..32], suffix: &long[..32] };
        assert!(matches!(Text::new(long.as_str()).follow(&old), Followed::Ambiguous { total: COMPARED, .. }));
    }

    #[test]
    fn blank_words_are_nowhere() {
        let blank = Passage { exact: " ", prefix: "a", suffix: "b" };
        assert_eq!(Text::new("a b").follow(&blank), Followed::Lost);
    }
}
