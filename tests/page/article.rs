//! The article on the page is the article: not a letter more, not a letter less, whatever rests on it.

use std::collections::BTreeSet;

use proptest::prelude::*;
use verbale_core::dossier::Dossier;
use verbale_core::dossier::source::Source;
use verbale_core::dossier::value::{Field, LangMap, Many, Quote};
use verbale_core::facts::{Fact, Proposition, Stance};
use verbale_core::resolve::{Surroundings, resolve};
use verbale_core::text::{Span, Text};
use verbale_view::{Sheet, Viewer};

use super::markup::{element, is_card, text_of, values};
use crate::command::root;

/// The page of a text with a fact for each of these spans, in code points.
fn page(words: &str, spans: &[(usize, usize)]) -> String {
    let text = Text::new(words);
    let ids: Vec<String> = (0..spans.len()).map(|at| format!("f{at}")).collect();
    let mut dossier = Dossier::new("d", Source::of_text("fr", words));
    dossier.actors = [("m", verbale_core::actor::Actor::state("MLI"))].into();
    for (at, (start, end)) in spans.iter().enumerate() {
        let quote = text.slice(Span { start: *start, end: *end });
        if let Some(nth) = occurrence(&text, quote, *start) {
            dossier.facts.list.push(fact(&ids[at], at, quote, nth));
        }
    }
    let (resolved, findings) = resolve(&dossier, &Surroundings { text: Some(&text), ..Surroundings::default() });
    let resolved = resolved.unwrap_or_else(|| panic!("{findings:?}"));
    let sheet = Sheet { resolved: &resolved, text: Some(words), turtle: &[], language: None, index: None };
    Viewer::new().unwrap().page(&sheet).unwrap()
}

/// Which occurrence of the quote begins here, if it can be quoted at all.
fn occurrence(text: &Text<'_>, quote: &str, start: usize) -> Option<u32> {
    (1..200)
        .map_while(|nth| Some((nth, text.locate(quote, Some(nth)).ok()?)))
        .find(|(_, span)| span.start == start)
        .map(|(nth, _)| u32::try_from(nth).unwrap())
}

/// Facts that are asserted and opinions in turn, so that lines of several kinds lie on one another.
fn fact<'a>(id: &'a str, at: usize, quote: &'a str, nth: u32) -> Fact<'a> {
    let mut fact = if at.is_multiple_of(2) {
        let text = Some(Field::from(LangMap::of("fr", "x")));
        Fact::new(id, Proposition { concerns: Field::from(Many::from(["m"])), text }, [])
    } else {
        let (holder, target) = (Field::from(Many::from(["article"])), Field::from(Many::from(["m"])));
        let polarity = Field::from(verbale_core::codes::Polarity::Neutral);
        Fact::new(id, Stance { holder, target, towards: None, polarity, text: None, date: None }, [])
    };
    fact.quote = Some(Many(vec![Quote { text: quote.into(), nth: Some(nth) }]));
    fact
}

#[test]
fn the_seed_article_is_whole() {
    let folder = root().join("examples/russie-aes-2025-04-03");
    let article = std::fs::read_to_string(folder.join("article.txt")).unwrap();
    let page = crate::command::verbale(&folder, &["view", "dossier.yaml", "-o", "-"]);
    assert_eq!(page.code, Some(0), "{}", page.stderr);
    let html = String::from_utf8(page.stdout).unwrap();
    assert_eq!(text_of(&html, "text").unwrap(), article);
    assert_eq!(article.chars().count(), 3109);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn random_spans_leave_the_text_as_it_is(
        words in "[a-dé谢م😀\u{301}\u{202e}<>&\"' \r\n]{1,60}",
        spans in prop::collection::vec((0usize..60, 1usize..30), 0..14),
    ) {
        let length = words.chars().count();
        let spans: Vec<_> = spans.into_iter().map(|(start, size)| (start % length, (start % length + size).min(length))).collect();
        let html = page(&words, &spans);
        prop_assert_eq!(text_of(&html, "text").unwrap(), words);
        let article = element(&html, "text").unwrap();
        let on_words: BTreeSet<&str> = values(&article, "data-f").into_iter().flat_map(|facts| facts.split(' ')).collect();
        let cards: BTreeSet<&str> = values(&html, "id").into_iter().filter(|id| is_card(id)).collect();
        prop_assert_eq!(on_words, cards, "every fact has its words, and no words have another");
    }
}

#[test]
fn random_spans_are_mostly_quotable() {
    // The floor of the property above: a text of plain words takes every span.
    let html = page("un deux trois quatre cinq six", &[(0, 7), (3, 13), (8, 13), (8, 20), (14, 29)]);
    assert_eq!(values(&html, "id").iter().filter(|id| is_card(id)).count(), 5);
    let article = element(&html, "text").unwrap();
    assert_eq!(values(&article, "data-f").iter().map(|facts| facts.split(' ').count()).max(), Some(3));
}
