use proptest::prelude::*;

use super::super::{NotLocated, Text};
use super::{model, pieces, span};

/// The first suggestion's words and the name of the difference.
fn first<'t>(text: &'t Text<'_>, quote: &str) -> Option<(&'t str, &'static str)> {
    assert_eq!(text.locate(quote, None), Err(NotLocated::Missing), "{quote:?}");
    text.near_misses(quote).first().map(|near| (text.slice(near.span), near.difference))
}

#[test]
fn each_difference_is_found_and_named() {
    let text = Text::new(
        "Le 3 avril, les ministres de l’AES – le Burkina Faso, le Mali et le Niger – ont salué une «\u{A0}coopération très \
         étroite\u{A0}» avec l'Éthiopie ; un bureau de 1 200 m² a été ouvert à Genève. Les États-Unis s’en félicitent.",
    );
    let named = [
        ("les ministres de l'AES", "les ministres de l’AES", "the apostrophe"),
        ("«coopération très", "«\u{A0}coopération très", "a space"),
        ("une « coopération très", "une «\u{A0}coopération très", "a no-break or thin space"),
        ("une “\u{A0}coopération très", "une «\u{A0}coopération très", "the quotation marks"),
        ("l’AES - le Burkina", "l’AES – le Burkina", "the dash"),
        ("co\u{AD}opération très", "coopération très", "an invisible character"),
        ("coope\u{301}ration très", "coopération très", "composed and decomposed letters"),
        ("cooperation très", "coopération très", "an accent"),
        ("l'Ethiopie", "l'Éthiopie", "an accent"),
        ("LES MINISTRES DE", "les ministres de", "upper and lower case"),
        ("1 200 m2", "1 200 m²", "ligatures or full-width forms"),
        ("LES MINISTRES DE L'AES", "les ministres de l’AES", "accents, case or the form of marks"),
        ("le Burkina Faso le Mali", "le Burkina Faso, le Mali", "the punctuation"),
        ("\"le Burkina Faso\"", "le Burkina Faso", "quotation marks around the words"),
        ("BurkinaFaso, le Mali", "Burkina Faso, le Mali", "a space"),
        ("coopérration très", "coopération très", "a doubled letter"),
        ("coopéation très", "coopération très", "a missing letter"),
        ("coopérations très", "coopération très", "an extra letter"),
        ("coopréation très", "coopération très", "two letters in the wrong order"),
        ("coopération trés étroites", "coopération très \u{E9}troite", "an extra letter"),
        ("ministres du l’AES", "ministres de l’AES", "a letter"),
        ("Le 4 avril, les", "Le 3 avril, les", "a number"),
        ("les ministres l’AES", "les ministres de l’AES", "a missing word"),
        ("les deux ministres de", "les ministres de", "an extra word"),
        ("le Faso Burkina, le", "le Burkina Faso, le", "the order of words"),
    ];
    for (quote, words, difference) in named {
        assert_eq!(first(&text, quote), Some((words, difference)), "{quote:?}");
    }
}

#[test]
fn forms_of_other_scripts_are_forgiven() {
    let cases = [
        ("ещё не всё готово", "еще не все готово", "an accent"),
        ("أكّد الوزيرُ موقفه", "أكد الوزير موقفه", "vowel signs, hamza or tatweel"),
        ("مقرّ إفريقيا", "مقرّ افريقيا", "vowel signs, hamza or tatweel"),
        ("بيان ختامي", "بيـان ختامي", "vowel signs, hamza or tatweel"),
        ("会谈，三方", "会谈,三方", "ligatures or full-width forms"),
        ("会谈。三方", "会谈.三方", "the form of letters or marks"),
        ("об этом 2026 года", "об этом ２０２６ года", "ligatures or full-width forms"),
    ];
    for (words, quote, difference) in cases {
        assert_eq!(first(&Text::new(words), quote), Some((words, difference)), "{quote:?}");
    }
}

#[test]
fn a_decomposed_text_is_suggested_with_its_last_mark() {
    let text = Text::new("au cafe\u{301}, hier");
    assert_eq!(first(&text, "au café"), Some(("au cafe\u{301}", "composed and decomposed letters")));
    assert_eq!(first(&text, "au cafe"), Some(("au cafe\u{301}", "an accent")));
}

#[test]
fn the_parts_around_an_ellipsis_come_in_order() {
    let text = Text::new("Ils ont signé, après six heures de discussion, un accord sur la pêche et la navigation.");
    for ellipsis in ["[...]", "…", "(…)", " ... "] {
        let near = text.near_misses(&format!("Ils ont signé{ellipsis}un accord sur la pêche"));
        let parts: Vec<&str> = near.iter().map(|near| text.slice(near.span)).collect();
        assert_eq!(parts, ["Ils ont signé", "un accord sur la pêche"], "{ellipsis}");
        assert!(near[0].difference.contains("ellipsis"));
    }
    let written = Text::new("Oui… mais plus tard");
    assert_eq!(first(&written, "Oui... mais plus"), Some(("Oui… mais plus", "ligatures or full-width forms")));
}

#[test]
fn the_nearest_comes_first_and_strangers_not_at_all() {
    let text = Text::new("les Etats du Sahel ; les États du Sahel ; les étals du Sahel");
    let near = text.near_misses("les états du Sahel");
    let words: Vec<&str> = near.iter().map(|near| text.slice(near.span)).collect();
    assert_eq!(words[0], "les États du Sahel");
    assert_eq!(words[1], "les Etats du Sahel");
    assert_eq!(text.near_misses("un communiqué conjoint a sanctionné la réunion"), []);
    assert_eq!(text.near_misses("  "), []);
    assert_eq!(text.near_misses("\u{301}"), []);
    assert_eq!(Text::new("").near_misses("les États"), []);
    assert!(Text::new("le Mali. ".repeat(40)).near_misses("le mali").len() == 5);
}

#[test]
fn a_long_quote_is_found_by_its_ends() {
    let sentence =
        |n: usize| format!("Le point {n} de l’ordre du jour a été examiné par la commission {}. ", n * 7919 % 1000);
    let text: String = (0..400).map(sentence).collect();
    let meant: String = (100..200).map(sentence).collect();
    let text = Text::new(text);
    let typed = meant.replacen("point 150 de l’ordre", "point 150 de l'ordre", 1);
    assert_eq!(first(&text, &typed), Some((meant.trim_end(), "the apostrophe")));
}

#[test]
fn the_longest_text_and_quote_stay_within_their_bound() {
    // Without optimisation this is an order slower than in use; the bound only excludes what grows with text times quote.
    let mut text = "Les délégations ont poursuivi leurs travaux sur le transit. ".repeat(36_000);
    let half = text.len() / 2;
    let at = text[half..].find("Les").unwrap() + half;
    text.insert_str(at, "Un émissaire de l’ONU a quitté la salle à midi. ");
    let text = Text::new(text);
    let begun = std::time::Instant::now();
    assert_eq!(
        first(&text, "Un émissaire de l'ONU a quitté la salle"),
        Some(("Un émissaire de l’ONU a quitté la salle", "the apostrophe"))
    );
    text.near_misses(&"a".repeat(10_000));
    text.near_misses(&"Les délégations ont poursuivi leur travail. ".repeat(220));
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}

#[test]
fn an_ambiguous_place_grows_to_the_shortest_unique_one() {
    let text = Text::new("le ministre malien et le ministre russe, le ministre");
    let around = |start, end| text.unique_around(span(start, end)).map(|found| text.slice(found));
    assert_eq!(around(0, 11), Some("le ministre malien"));
    assert_eq!(around(22, 33), Some("et le ministre"));
    assert_eq!(around(41, 52), Some("russe, le ministre"));
    assert_eq!(around(12, 18), Some("malien"));
    assert_eq!(Text::new("oui oui").unique_around(span(4, 7)), Some(span(0, 7)));
    assert_eq!(Text::new("三国外长，三国总理").unique_around(span(5, 7)), Some(span(5, 8)));
    assert_eq!(Text::new("a ".repeat(400)).unique_around(span(400, 401)), None);
    assert_eq!(Text::new("leur le").unique_around(span(0, 2)), Some(span(0, 4)));
}

#[test]
fn the_longest_common_run_is_of_whole_words() {
    let text = Text::new("s’adressant au porte-parole du\nministère, au porte");
    let common = |quote: &str| text.longest_common(quote).map(|found| text.slice(found));
    assert_eq!(common("le porte-parole du ministère"), Some("porte-parole du\nministère"));
    assert_eq!(common("le porte-parole"), Some("porte-parole"));
    assert_eq!(common("porte parole"), Some("parole"));
    assert_eq!(common("un communiqué du gouvernement"), None);
    assert_eq!(common(""), None);
    assert_eq!(common("portes"), None);
    assert_eq!(Text::new("外长在成都会晤").longest_common("总理在成都会谈"), Some(span(2, 6)));
}

/// Whether a run of words of the quote stands in the text, by comparing all of them.
fn longest_by_hand(text: &str, quote: &str) -> usize {
    let (text, quote): (Vec<&str>, Vec<&str>) = (text.split(' ').collect(), quote.split(' ').collect());
    let lengths = (0..quote.len()).flat_map(|start| (start + 1..=quote.len()).map(move |end| (start, end)));
    let common = lengths.filter(|&(start, end)| text.windows(end - start).any(|run| run == &quote[start..end]));
    common.map(|(start, end)| quote[start..end].join(" ").len()).max().unwrap_or(0)
}

proptest! {
    #[test]
    fn the_longest_common_run_is_the_longest(
        text in "(a|b|cc)( (a|b|cc)){0,12}",
        quote in "(a|b|cc)( (a|b|cc)){0,6}",
    ) {
        let found = Text::new(text.as_str()).longest_common(&quote).map_or(0, |found| found.end - found.start);
        let longest = longest_by_hand(&text, &quote);
        prop_assert_eq!(found, if longest * 3 >= quote.len() { longest } else { 0 });
    }

    #[test]
    fn what_surrounds_a_place_is_unique_and_no_shorter_growth_is(
        text in "(a|b)( (a|b)){0,9}",
        at in 0_usize..10,
    ) {
        let letters = text.len().div_ceil(2);
        let at = at % letters * 2;
        let whole = Text::new(text.as_str());
        let unique = |start: usize, end: usize| {
            (0..text.len()).filter(|&i| text[i..].starts_with(&text[start..end])).count() == 1
        };
        let mut shortest = None;
        for start in (0..=at).step_by(2) {
            for end in (at + 1..=text.len()).step_by(2) {
                if unique(start, end) && shortest.is_none_or(|length| end - start < length) {
                    shortest = Some(end - start);
                }
            }
        }
        let found = whole.unique_around(span(at, at + 1));
        prop_assert_eq!(found.map(|found| found.end - found.start), shortest);
        if let Some(found) = found {
            prop_assert!(found.start <= at && at < found.end);
            prop_assert_eq!(whole.locate(whole.slice(found), None), Ok(found));
        }
    }

    /// Marks, flags and scripts without spaces at every edge: each answer is a stretch of the text, cut between characters.
    #[test]
    fn answers_lie_in_any_text(content in pieces(), quote in pieces(), start in 0_usize..200, length in 0_usize..20) {
        let text = Text::new(content.as_str());
        let near = text.near_misses(&quote).into_iter().map(|near| near.span);
        for found in near.chain(text.longest_common(&quote)).chain(text.unique_around(span(start, start + length))) {
            prop_assert!(found.start <= found.end && found.end <= text.len());
        }
        if let Some(common) = text.longest_common(&quote) {
            prop_assert!(!model(&quote, text.slice(common)).is_empty());
        }
    }

    #[test]
    fn suggestions_are_in_the_text_and_apart(text in "[aàbB’' \\n–-]{0,60}", quote in "[aàbB’' –-]{1,20}") {
        let text = Text::new(text);
        let near = text.near_misses(&quote);
        prop_assert!(near.len() <= 5);
        for (i, one) in near.iter().enumerate() {
            prop_assert!(one.span.start < one.span.end && one.span.end <= text.len());
            let words = text.slice(one.span);
            prop_assert_eq!(words.trim(), words);
            for other in &near[..i] {
                prop_assert!(one.span.end <= other.span.start || other.span.end <= one.span.start);
            }
        }
    }
}
