mod near;

use proptest::prelude::*;

use super::{NotLocated, Span, Text};

fn span(start: usize, end: usize) -> Span {
    Span { start, end }
}

fn locate(text: &str, quote: &str) -> Result<Span, NotLocated> {
    Text::new(text).locate(quote, None)
}

fn white(c: char) -> bool {
    [' ', '\t', '\n', '\r'].contains(&c)
}

/// Every occurrence by comparing at every code point, on a vector of characters: the model that the search is held to.
fn model(text: &str, quote: &str) -> Vec<Span> {
    let text: Vec<char> = text.chars().collect();
    let quote: Vec<char> = quote.trim_matches(white).chars().collect();
    (0..text.len()).filter_map(|start| model_end(&text, start, &quote).map(|end| span(start, end))).collect()
}

fn model_end(text: &[char], start: usize, quote: &[char]) -> Option<usize> {
    let (mut at, mut wanted) = (start, 0);
    while wanted < quote.len() {
        if white(quote[wanted]) {
            let run = text[at..].iter().take_while(|&&c| white(c)).count();
            at += run;
            wanted += quote[wanted..].iter().take_while(|&&c| white(c)).count();
            if run == 0 {
                return None;
            }
        } else if text.get(at) == Some(&quote[wanted]) {
            at += 1;
            wanted += 1;
        } else {
            return None;
        }
    }
    Some(at)
}

#[test]
fn white_space_runs_match_each_other_and_are_trimmed() {
    let text = "le ministre\r\n  des\tAffaires étrangères";
    assert_eq!(locate(text, "\n ministre des Affaires\t\n"), Ok(span(3, 27)));
    assert_eq!(locate(text, "ministre\n\ndes   Affaires étrangères"), Ok(span(3, 38)));
    assert_eq!(locate(text, "ministredes"), Err(NotLocated::Missing));
    assert_eq!(locate(text, "min istre"), Err(NotLocated::Missing));
}

#[test]
fn other_spaces_are_not_white() {
    for space in ['\u{A0}', '\u{202F}', '\u{2009}', '\u{3000}', '\u{2028}', '\u{B}'] {
        assert_eq!(locate(&format!("12{space}pays"), "12 pays"), Err(NotLocated::Missing));
        assert_eq!(locate("12 pays", &format!("12{space}pays")), Err(NotLocated::Missing));
        assert_eq!(locate(&format!("12{space}pays"), &format!("12{space}pays")), Ok(span(0, 7)));
    }
}

#[test]
fn a_quote_without_words_is_empty() {
    for quote in ["", " \n", "\u{A0}", "\u{FEFF}", " \u{200B} \u{200F}"] {
        assert_eq!(locate("a \u{A0}\u{FEFF}\u{200B}\u{200F} b", quote), Err(NotLocated::Empty), "{quote:?}");
    }
}

#[test]
fn a_character_is_not_cut() {
    let cut = [
        ("cafe\u{301} noir", "cafe"),
        ("cafe\u{301} noir", "\u{301} noir"),
        ("le chiffre 1\u{FE0F}\u{20E3}", "chiffre 1"),
        ("un geste 👍🏽 public", "geste 👍"),
        ("la famille 👩\u{200D}👧", "famille 👩"),
        ("la famille 👩\u{200D}👧", "👧"),
        ("🇫🇷🇺🇸", "🇷🇺"),
        ("🇫🇷🇺🇸🇷🇺", "🇷"),
        ("كتابٌ", "كتاب"),
        ("हिन्दी", "हिन्द"),
        ("\u{1112}\u{1161}\u{11AB}\u{1100}", "\u{1112}\u{1161}"),
    ];
    for (text, quote) in cut {
        assert_eq!(locate(text, quote), Err(NotLocated::Missing), "{quote:?} in {text:?}");
    }
    assert_eq!(locate("cafe cafe\u{301}", "cafe"), Ok(span(0, 4)));
    assert_eq!(locate("🇫🇷🇺🇸🇷🇺", "🇷🇺"), Ok(span(4, 6)));
    assert_eq!(locate("🇫🇷 🇷🇺🇸", "🇷🇺"), Ok(span(3, 5)));
    assert_eq!(locate("می\u{200C}خواهم", "می"), Ok(span(0, 2)));
}

#[test]
fn occurrences_are_counted_and_chosen() {
    let text = Text::new("aaaa");
    assert_eq!(
        text.locate("aa", None),
        Err(NotLocated::Ambiguous { places: vec![span(0, 2), span(1, 3), span(2, 4)], total: 3 })
    );
    assert_eq!(text.locate("aa", Some(2)), Ok(span(1, 3)));
    assert_eq!(text.locate("aa", Some(4)), Err(NotLocated::NoSuchOccurrence { total: 3 }));
    assert_eq!(text.locate("aa", Some(0)), Err(NotLocated::NoSuchOccurrence { total: 3 }));
    assert_eq!(text.locate("b", Some(1)), Err(NotLocated::Missing));
    let Err(NotLocated::Ambiguous { places, total }) = Text::new("x ".repeat(50)).locate("x", None) else {
        panic!("fifty places are ambiguous");
    };
    assert_eq!((places.len(), places[9], total), (10, span(18, 19), 50));
}

#[test]
fn a_text_of_one_letter_is_searched_in_linear_time() {
    let text = Text::new("a".repeat(1 << 21));
    let quote = "a".repeat(10_000);
    let Err(NotLocated::Ambiguous { places, total }) = text.locate(&quote, None) else {
        panic!("the quote is everywhere");
    };
    assert_eq!((places[1], total), (span(1, 10_001), (1 << 21) - 9_999));
    let words = Text::new("a ".repeat(1 << 20));
    let quote = "a \n".repeat(5_000) + "b";
    assert_eq!(words.locate(&quote, None), Err(NotLocated::Missing));
    assert_eq!(words.locate(&quote[..quote.len() - 1], Some(7)), Ok(span(12, 10_011)));
}

#[test]
fn flags_without_end_are_searched_in_linear_time() {
    let text = Text::new("🇫🇷".repeat(200_000));
    let Err(NotLocated::Ambiguous { places, total }) = text.locate("🇫🇷", None) else {
        panic!("the quote is everywhere");
    };
    assert_eq!((places[9], total), (span(18, 20), 200_000));
    assert_eq!(text.locate("🇷🇫", None), Err(NotLocated::Missing));
}

#[test]
fn context_stops_at_the_ends() {
    let text = Text::new("\u{FEFF}à Moscou, 🇷🇺");
    assert_eq!(text.context(span(3, 9), 2), ("à ", ", "));
    assert_eq!(text.context(span(3, 9), 32), ("\u{FEFF}à ", ", 🇷🇺"));
    assert_eq!(text.slice(span(8, 400)), "u, 🇷🇺");
    assert_eq!(text.slice(span(9, 3)), "");
    assert_eq!(text.slice(span(400, 500)), "");
}

/// FIPS 180-2, appendix B.1.
#[test]
fn sha256_is_lower_case_hexadecimal() {
    assert_eq!(Text::new("abc").sha256(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

/// Pieces with one to four bytes a code point, and several code points a character.
fn pieces() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "é",
        "e\u{301}",
        " ",
        "\r\n",
        "\t",
        "\u{FEFF}",
        "\u{A0}",
        "’",
        "–",
        "Ж",
        "ё",
        "وزير",
        "\u{200F}",
        "外长",
        "。",
        "🇷🇺",
        "👩\u{200D}👧",
        "👍🏽",
        "हि",
        "\u{10FFFF}",
    ]);
    prop::collection::vec(pieces, 0..120).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn offsets_are_those_of_a_vector_of_characters(content in pieces(), a in 0_usize..400, b in 0_usize..400) {
        let characters: Vec<char> = content.chars().collect();
        let text = Text::new(content.as_str());
        prop_assert_eq!(text.len(), characters.len());
        let (start, end) = (a.min(b), a.max(b).min(characters.len()));
        let expected: String = characters.get(start..end).unwrap_or_default().iter().collect();
        prop_assert_eq!(text.slice(span(start, a.max(b))), expected);
        let mut byte = 0;
        for (offset, c) in characters.iter().enumerate() {
            prop_assert_eq!(text.index.offset(&content, byte), offset);
            prop_assert_eq!(text.index.byte(&content, offset), byte);
            byte += c.len_utf8();
        }
    }

    #[test]
    fn what_is_located_is_the_quote(content in pieces(), start in 0_usize..200, length in 1_usize..40) {
        let text = Text::new(content.as_str());
        let quote = text.slice(span(start, start + length)).to_owned();
        if let Ok(found) = text.locate(&quote, None) {
            prop_assert_eq!(text.slice(found), quote.trim_matches(white));
            prop_assert_eq!(model(&content, &quote), vec![found]);
        }
    }

    #[test]
    fn the_search_finds_what_the_model_finds(content in "[ab \n]{0,40}", quote in "[ab ]{1,6}", nth in 1_usize..4) {
        let text = Text::new(content.as_str());
        let found = text.locate(&quote, None);
        let chosen = text.locate(&quote, Some(nth));
        if quote.trim_matches(white).is_empty() {
            prop_assert_eq!(found, Err(NotLocated::Empty));
            return Ok(());
        }
        let expected = model(&content, &quote);
        prop_assert_eq!(chosen, match (expected.get(nth - 1), expected.len()) {
            (Some(&place), _) => Ok(place),
            (None, 0) => Err(NotLocated::Missing),
            (None, total) => Err(NotLocated::NoSuchOccurrence { total }),
        });
        prop_assert_eq!(found, match expected.len() {
            0 => Err(NotLocated::Missing),
            1 => Ok(expected[0]),
            total => Err(NotLocated::Ambiguous { places: expected.into_iter().take(10).collect(), total }),
        });
    }

    #[test]
    fn both_ways_of_searching_agree(content in "[aé \n]{0,40}", quote in "[aé]([aé ]{0,5}[aé])?") {
        let mut linear = super::tally::Tally::new(&content, None);
        super::linear::occurrences(content.as_bytes(), quote.as_bytes(), &mut linear);
        let anchored = super::search::occurrences(&content, &quote, None);
        prop_assert_eq!((&linear.first, &linear.places), (&anchored.first, &anchored.places));
        prop_assert_eq!(linear.total, anchored.total);
    }
}
