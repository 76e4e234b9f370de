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

/// What the page says of a fact, in its sentence.
fn sentence(html: &str, fact: &str) -> String {
    text_of(html, &format!("fact-{fact}.s")).unwrap().replace('\u{a0}', " ")
}

#[test]
fn facts_are_sentences_in_french() {
    let html = seed("fr");
    let expected = [
        ("membres-aes", "Le Burkina Faso, le Mali et le Niger sont membres de la Confédération des États du Sahel."),
        ("diop-ministre", "Abdoulaye Diop est ministre des Affaires étrangères du Mali."),
        ("diop-porte-parole", "Abdoulaye Diop est porte-parole de la délégation de l’AES."),
        // `described`, no `name`: that is what the sentence adds to a name that is the office itself.
        (
            "bf-ministre",
            "Le ministre burkinabè des Affaires étrangères (personne non nommée) est ministre des Affaires étrangères du Burkina Faso.",
        ),
        // `purpose` begins with an infinitive; `participants` are four.
        (
            "reunion",
            "La Russie, le Burkina Faso, le Mali et le Niger ont tenu une réunion quadripartite à Moscou le 3 avril 2025, pour la première fois, afin d’institutionnaliser un partenariat global ; y ont participé Sergueï Lavrov, Abdoulaye Diop, le ministre burkinabè des Affaires étrangères et le chef de la diplomatie du Niger.",
        ),
        // `host` is one of two `participants`; `parties` and `meetingFormat` are said as well.
        (
            "bilaterale",
            "Sergueï Lavrov a reçu Abdoulaye Diop lors d’une réunion bilatérale entre la Russie et le Mali le 3 avril 2025.",
        ),
        (
            "tournant",
            "L’article porte un jugement favorable sur la réunion du 3 avril 2025 à Moscou : réunion historique, tournant dans les relations.",
        ),
        // `ordinal: 1`, and Russia is feminine.
        (
            "reconnaissance",
            "Selon Abdoulaye Diop, la Russie a été la première à reconnaître la Confédération des États du Sahel.",
        ),
        (
            "s1",
            "Abdoulaye Diop, ministre des Affaires étrangères du Mali et porte-parole de la délégation de l’AES, déclare le 3 avril 2025 : « La Russie est un allié sincère qui partage la même vision que nous et qui a été le premier à reconnaître et féliciter l’AES dès ses premières heures ».",
        ),
        // `withheld: davantage de détails`.
        (
            "s4",
            "Sergueï Lavrov, ministre des Affaires étrangères de la Russie, déclare : « Nos militaires coopèrent de manière active avec les militaires du Mali, notamment en les formant », sans donner davantage de détails.",
        ),
        // No `text`, but two facts with `saidIn: s5`.
        (
            "s5",
            "Sergueï Lavrov, ministre des Affaires étrangères de la Russie, fait une déclaration, rapportée au discours indirect ; d’autres faits en donnent le contenu.",
        ),
        ("communique", "La Russie et la Confédération des États du Sahel ont adopté un communiqué conjoint."),
        (
            "retrait",
            "Le Burkina Faso, le Mali et le Niger ont quitté la Communauté économique des Etats de l’Afrique de l’Ouest au plus tard le 3 avril 2025.",
        ),
    ];
    for (fact, said) in expected {
        assert_eq!(sentence(&html, fact), said, "{fact}");
    }
}

#[test]
fn relations_and_judgements_are_sentences_in_french() {
    let html = seed("fr");
    let expected = [
        // `field: [multidimensional]`.
        (
            "partenariat",
            "La Russie et la Confédération des États du Sahel ont un partenariat stratégique multidimensionnel.",
        ),
        // Those who formalise are the parties of what they establish.
        (
            "officialisation",
            "La Russie et la Confédération des États du Sahel ont officialisé leur partenariat stratégique multidimensionnel le 3 avril 2025.",
        ),
        // `field: [military]`, `trend: increasing`.
        (
            "cooperation-militaire",
            "Selon Sergueï Lavrov, la Russie et le Mali ont une coopération militaire croissante.",
        ),
        // `forum: [onu]`, `exhaustive: false`.
        (
            "collaboration",
            "Selon Sergueï Lavrov, la Russie et le Mali ont une coopération en matière de politique étrangère, notamment au sein de l’ONU.",
        ),
        // `exhaustive: false`, and no other list than the field.
        (
            "formation-en-cours",
            "Selon Sergueï Lavrov, les militaires russes et les militaires du Mali ont une coopération, notamment en matière de formation militaire.",
        ),
        (
            "satisfaction",
            "Le 3 avril 2025, la Russie porte un jugement favorable sur la coopération militaire entre la Russie et le Mali : renforcement de la coopération militaire avec le Mali.",
        ),
        // `towards: france` is in the text; `exhaustive: false`.
        (
            "infeodee",
            "Le Burkina Faso, le Mali et le Niger portent un jugement défavorable sur la Communauté économique des Etats de l’Afrique de l’Ouest, notamment : la Cedeao est inféodée à la France.",
        ),
        ("menaces", "Le Mali, le Niger et le Burkina Faso font face à des menaces persistantes."),
        (
            "avancees",
            "Selon le ministre burkinabè des Affaires étrangères, à propos de la Russie et de la Confédération des États du Sahel : « avancées déjà réalisées sur le plan bilatéral ».",
        ),
    ];
    for (fact, said) in expected {
        assert_eq!(sentence(&html, fact), said, "{fact}");
    }
}

#[test]
fn what_is_to_come_is_a_sentence_in_french() {
    let html = seed("fr");
    let expected = [
        // The description names Russia and the military field.
        (
            "volonte-militaire",
            "Le Mali, le Niger et le Burkina Faso ont l’intention de renforcer la coopération militaire avec la Russie.",
        ),
        // `by: {value: [russie], basis: implied}`; the description names the force.
        (
            "soutien-force",
            "Attendu (de la Russie, sous-entendu) : soutien accru à la future Force Unifiée de l’AES, dans le domaine militaire.",
        ),
        // `exhaustive: false`.
        (
            "fourniture",
            "Attendu (de la Russie, sous-entendu), pour la Force Unifiée de l’AES, notamment : fourniture d’armements et d’équipements logistiques.",
        ),
        (
            "formation-troupes",
            "Le Mali, le Niger et le Burkina Faso comptent sur la Russie : expertise russe pour la formation des troupes.",
        ),
        // `forum: [onu, ua]`, `exhaustive: false`, `purpose`.
        (
            "coordination",
            "La Russie et la Confédération des États du Sahel envisagent, notamment au sein de l’ONU et de l’Union africaine, une coordination plus étroite au sein des grandes instances internationales, en matière de politique étrangère, afin de faire valoir une approche commune face aux défis sécuritaires.",
        ),
        (
            "rencontres-regulieres",
            "La Russie, le Burkina Faso, le Mali et le Niger ont convenu d’institutionnaliser le dialogue stratégique par des rencontres régulières.",
        ),
        // `field: general` says nothing.
        (
            "approfondir",
            "La Russie et la Confédération des États du Sahel ont l’intention d’approfondir leur coopération.",
        ),
        (
            "structurer-aes",
            "Selon le ministre burkinabè des Affaires étrangères, la Confédération des États du Sahel a l’intention, avec la Russie, de consolider la structuration de l’AES, en matière d’institutions.",
        ),
    ];
    for (fact, said) in expected {
        assert_eq!(sentence(&html, fact), said, "{fact}");
    }
}

#[test]
fn facts_are_sentences_in_english() {
    let html = seed("en");
    let expected = [
        ("diop-ministre", "Abdoulaye Diop is the foreign minister of Mali."),
        ("diop-porte-parole", "Abdoulaye Diop is the spokesperson of the délégation de l’AES."),
        ("bf-ministre", "The ministre burkinabè des Affaires étrangères is the foreign minister of Burkina Faso."),
        (
            "bilaterale",
            "Sergueï Lavrov received Abdoulaye Diop at a bilateral meeting between Russia and Mali on 3 April 2025.",
        ),
        ("relations-bilaterales", "Russia, Burkina Faso, Mali and Niger have bilateral relations."),
        ("cooperation-militaire", "According to Sergueï Lavrov, Russia and Mali have growing military cooperation."),
        (
            "officialisation",
            "Russia and the Confédération des États du Sahel formalised their multidimensional strategic partnership on 3 April 2025.",
        ),
        (
            "reconnaissance",
            "According to Abdoulaye Diop, Russia was the first to recognise the Confédération des États du Sahel.",
        ),
        (
            "retrait",
            "Burkina Faso, Mali and Niger left the Communauté économique des Etats de l’Afrique de l’Ouest by 3 April 2025.",
        ),
        (
            "soutien-force",
            "Expected (of Russia, by implication), for the Force Unifiée de l’AES: “soutien accru à la future Force Unifiée de l’AES”, in the military field.",
        ),
        // In words that an English reader may not read nothing is taken for said.
        (
            "volonte-militaire",
            "Mali, Niger and Burkina Faso intend, with Russia: “renforcer la coopération militaire avec la Russie”, in the military field.",
        ),
        ("menaces", "About Mali, Niger and Burkina Faso: “font face à des menaces persistantes”."),
        (
            "s5",
            "Sergueï Lavrov, foreign minister of Russia, makes a statement, reported in indirect speech; other facts give its content.",
        ),
    ];
    for (fact, said) in expected {
        assert_eq!(sentence(&html, fact), said, "{fact}");
    }
}

#[test]
fn what_a_sentence_does_not_say_stands_in_the_details() {
    let html = seed("fr");
    let expected = [
        ("volonte-militaire", "Contrepartie"),
        ("soutien-force", "Bénéficiaire"),
        ("fourniture", "Domaine"),
        ("approfondir", "Domaine"),
        ("instructeurs", "Moyen"),
        ("infeodee", "Envers"),
        ("s2", "En qualité de"),
        ("reunion", "En qualité de"),
    ];
    for (fact, label) in expected {
        let card = text(&element(&html, &format!("fact-{fact}")).unwrap());
        assert!(card.contains(label), "{fact}: {label} in {card}");
    }
    assert!(text(&element(&seed("en"), "fact-reunion").unwrap()).contains("Purpose"), "it is in French");
}

#[test]
fn sentences_have_one_colon_and_no_doubled_mark() {
    for language in ["fr", "en"] {
        let html = seed(language);
        for id in values(&html, "id").into_iter().filter(|id| is_sentence(id)) {
            let said = text_of(&html, id).unwrap();
            assert!(said.matches(':').count() <= 1, "{said}");
            assert!(
                ["»»", "» »", "””", "««", "““", ", ,", ",,", "()"].iter().all(|twice| !said.contains(twice)),
                "{said}"
            );
        }
    }
}

#[test]
fn who_says_it_is_never_left_open() {
    let html = seed("en");
    let recognition = text(&element(&html, "fact-reconnaissance").unwrap());
    assert!(
        recognition
            .contains("Abdoulaye Diop, foreign minister of Mali and spokesperson of the délégation de l’AES, says so")
    );
    assert!(recognition.contains("the article does not assert it"), "{recognition}");
    let withdrawal = text(&element(&html, "fact-retrait").unwrap());
    assert!(withdrawal.contains("The article itself asserts it"), "{withdrawal}");
    let belief = text(&element(&html, "fact-infeodee").unwrap());
    assert!(belief.contains("it is that of Burkina Faso, Mali and Niger"), "{belief}");
}

#[test]
fn a_judgement_is_the_speakers_own_or_of_those_for_whom_they_speak() {
    let (fr, en) = (seed("fr"), seed("en"));
    let says = |html: &str, fact: &str, words: &str| {
        let card = text(&element(html, &format!("fact-{fact}")).unwrap());
        assert!(card.contains(words), "{fact}: {words} in {card}");
    };
    // The holder is `delegation`, of which the speaker is spokesperson.
    says(&fr, "allie-sincere", "qui parle au nom de la délégation de l’AES (déclaration d’Abdoulaye Diop).");
    says(&en, "allie-sincere", "speaks on behalf of the délégation de l’AES (statement by Abdoulaye Diop).");
    // The holder is the speaker.
    says(&fr, "eloge", "qui le dit (déclaration de Sergueï Lavrov) ; c’est son propre jugement.");
    says(&en, "eloge", "says so (statement by Sergueï Lavrov); it is their own judgement.");
    // A proposition is nobody's own: the article does not say it.
    says(
        &fr,
        "avancees",
        "qui le dit (déclaration du ministre burkinabè des Affaires étrangères) ; l’article ne l’affirme pas",
    );
    says(&en, "avancees", "; the article does not assert it.");
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
