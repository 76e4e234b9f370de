//! What the seed's page says, read by what a person who knows the article would check.

use std::path::PathBuf;

use super::markup::{element, is_card, is_sentence, text, text_of, values};
use crate::command::{root, verbale};

/// The page of the seed.
pub(super) fn seed(language: &str) -> String {
    let folder: PathBuf = root().join("examples/russie-aes-2025-04-03");
    let outcome = verbale(&folder, &["view", "dossier.yaml", "--lang", language, "-o", "-"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    String::from_utf8(outcome.stdout).unwrap()
}

#[test]
fn facts_are_sentences_in_french() {
    let html = seed("fr");
    let expected = [
        ("membres-aes", "Le Burkina Faso, le Mali et le Niger sont membres de la Confédération des États du Sahel."),
        ("diop-ministre", "Abdoulaye Diop est ministre des Affaires étrangères du Mali."),
        ("diop-porte-parole", "Abdoulaye Diop est porte-parole de la délégation de l’AES."),
        (
            "reunion",
            "La Russie, le Burkina Faso, le Mali et le Niger ont tenu une réunion quadripartite à Moscou le 3 avril 2025, pour la première fois.",
        ),
        (
            "reconnaissance",
            "Selon Abdoulaye Diop, la Russie a reconnu la Confédération des États du Sahel, en premier.",
        ),
        (
            "s1",
            "Abdoulaye Diop, ministre des Affaires étrangères du Mali et porte-parole de la délégation de l’AES, déclare, le 3 avril 2025 : « La Russie est un allié sincère qui partage la même vision que nous et qui a été le premier à reconnaître et féliciter l’AES dès ses premières heures ».",
        ),
        ("communique", "La Russie et la Confédération des États du Sahel ont adopté un communiqué conjoint."),
        (
            "retrait",
            "Le Burkina Faso, le Mali et le Niger ont quitté la Communauté économique des Etats de l’Afrique de l’Ouest au plus tard le 3 avril 2025.",
        ),
    ];
    for (fact, sentence) in expected {
        let said = text_of(&html, &format!("fact-{fact}.s")).unwrap().replace('\u{a0}', " ");
        assert_eq!(said, sentence, "{fact}");
    }
}

#[test]
fn facts_are_sentences_in_english() {
    let html = seed("en");
    let expected = [
        ("diop-ministre", "Abdoulaye Diop is foreign minister of Mali."),
        ("bilaterale", "Russia and Mali met in a bilateral format on 3 April 2025."),
        ("relations-bilaterales", "Russia, Burkina Faso, Mali and Niger have bilateral relations."),
        (
            "cooperation-militaire",
            "According to Sergueï Lavrov, Russia and Mali have cooperation, increasing (military).",
        ),
    ];
    for (fact, sentence) in expected {
        assert_eq!(text_of(&html, &format!("fact-{fact}.s")).unwrap(), sentence, "{fact}");
    }
}

#[test]
fn who_says_it_is_never_left_open() {
    let html = seed("en");
    let recognition = text(&element(&html, "fact-reconnaissance").unwrap());
    assert!(
        recognition
            .contains("Abdoulaye Diop, foreign minister of Mali and spokesperson of délégation de l’AES, says so")
    );
    assert!(recognition.contains("the article does not assert it"), "{recognition}");
    let withdrawal = text(&element(&html, "fact-retrait").unwrap());
    assert!(withdrawal.contains("The article itself asserts it"), "{withdrawal}");
    let belief = text(&element(&html, "fact-infeodee").unwrap());
    assert!(belief.contains("it is that of Burkina Faso, Mali and Niger"), "{belief}");
}

#[test]
fn every_fact_has_its_words_its_iri_and_its_turtle() {
    let html = seed("fr");
    let cards: Vec<_> = values(&html, "id").into_iter().filter(|id| is_card(id)).collect();
    assert_eq!(cards.len(), 39);
    let mut triples = 0;
    for card in cards {
        let inside = element(&html, card).unwrap();
        let plain = text(&inside);
        let id = card.trim_start_matches("fact-");
        assert!(plain.contains(&format!("https://example.org/verbale/russie-aes-2025-04-03/{id}")), "{card}");
        assert!(inside.contains("href=\"#w-"), "{card} leads to its words");
        let turtle = &plain[plain.find("@prefix").unwrap()..];
        let parsed = oxttl::TurtleParser::new().for_slice(turtle.trim_end()).collect::<Result<Vec<_>, _>>();
        triples += parsed.unwrap_or_else(|fault| panic!("{card}: {fault}\n{turtle}")).len();
    }
    assert!(triples > 800, "{triples}");
}

#[test]
fn every_link_within_a_page_leads_somewhere() {
    for language in ["fr", "en"] {
        let html = seed(language);
        let ids = values(&html, "id");
        let mut unique = ids.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), ids.len(), "an id stands twice");
        let links: Vec<_> = values(&html, "href").into_iter().filter_map(|href| href.strip_prefix('#')).collect();
        assert!(links.len() > 300, "{}", links.len());
        for link in links {
            assert!(ids.contains(&link), "{link}");
        }
    }
}

#[test]
fn the_seed_page_is_light_and_lets_nothing_in() {
    let html = seed("fr");
    assert!(html.len() < 300_000, "{}", html.len());
    assert!(html.contains("content=\"default-src &#39;none&#39;; style-src &#39;sha256-"));
    assert_eq!((html.matches("<script").count(), html.matches("<style").count()), (1, 1));
    assert_eq!((html.matches(" style=").count(), html.matches(" src=").count()), (0, 0));
}

#[test]
fn every_accepted_dossier_has_a_page() {
    let cases = root().join("tests/cases/accepted");
    let (mut pages, mut facts) = (0, 0);
    let mut folders: Vec<_> = std::fs::read_dir(&cases).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    for folder in folders {
        for name in ["dossier.yaml", "dossier.json"] {
            if !folder.join(name).exists() {
                continue;
            }
            for language in ["fr", "en"] {
                let outcome = verbale(&folder, &["view", name, "--lang", language, "-o", "-"]);
                assert_eq!(outcome.code, Some(0), "{}: {}", folder.display(), outcome.stderr);
                let html = String::from_utf8(outcome.stdout).unwrap();
                let cards = values(&html, "id").into_iter().filter(|id| is_sentence(id));
                for card in cards {
                    let sentence = text_of(&html, card).unwrap();
                    let sound = sentence.chars().count() > 8 && !sentence.contains("  ") && !sentence.contains(" .");
                    assert!(sound && !sentence.starts_with(char::is_lowercase), "{}: {sentence:?}", folder.display());
                    facts += 1;
                }
                pages += 1;
            }
        }
    }
    assert!(pages >= 100 && facts >= 130, "{pages} pages, {facts} facts");
}
