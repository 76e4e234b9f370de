//! The state table: complete, clean, and right where the answer is known.

use std::collections::BTreeSet;

use verbale_ontology::{LANGUAGES, STATES, State, state, states};

/// Brackets that tell two entries apart, or hold the second name that the United Nations give.
const BRACKETED: [&str; 5] = ["CCK", "COG", "FLK", "MAF", "SXM"];

#[test]
fn it_has_the_249_entries_of_iso_3166_1_and_five_more() {
    let codes: BTreeSet<_> = states().map(|state| state.iso3).collect();
    assert_eq!(codes.len(), 249 + ["XKX", "SUN", "YUG", "CSK", "DDR"].len());
    assert_eq!(states().len(), codes.len());
}

#[test]
fn codes_and_items_are_well_formed_and_unique() {
    let mut seen = BTreeSet::new();
    for state in states() {
        assert!(state.iso3.len() == 3 && state.iso3.bytes().all(|b| b.is_ascii_uppercase()), "{}", state.iso3);
        assert!(state.iso2.len() == 2 && state.iso2.bytes().all(|b| b.is_ascii_uppercase()), "{}", state.iso2);
        let number = state.wikidata.strip_prefix('Q').unwrap();
        assert!(number.parse::<u32>().is_ok_and(|number| number > 0), "{}", state.wikidata);
        assert!(seen.insert(state.iso2) && seen.insert(state.wikidata), "{} twice", state.iso3);
    }
}

#[test]
fn names_are_there_and_clean_in_every_language() {
    for state in states() {
        for (language, name) in state.names() {
            let at = format!("{} {language}: {name}", state.iso3);
            assert!(!name.is_empty() && name.trim() == name && !name.contains("  "), "{at}");
            assert!(!name.contains(['*', '\'', '[', ']', '"', '\t']), "{at}");
            assert!(!name.contains(['(', '（']) || BRACKETED.contains(&state.iso3), "{at}");
        }
    }
}

#[test]
fn no_two_entries_share_a_name() {
    for language in LANGUAGES {
        let mut seen = BTreeSet::new();
        for state in states() {
            assert!(seen.insert(state.name(language)), "{} {language}", state.iso3);
        }
    }
}

fn cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{4ff}').contains(&c)
}

fn arabic(c: char) -> bool {
    ('\u{600}'..='\u{6ff}').contains(&c)
}

fn han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn latin(c: char) -> bool {
    !cyrillic(c) && !arabic(c) && !han(c)
}

#[test]
fn names_are_in_the_script_of_their_language() {
    for state in states() {
        let all = |language: &str, script: fn(char) -> bool| {
            state.name(language).is_some_and(|name| name.chars().filter(|c| c.is_alphabetic()).all(script))
        };
        assert!(["fr", "en", "es"].iter().all(|language| all(language, latin)), "{}", state.iso3);
        assert!(all("ru", cyrillic) && all("ar", arabic) && all("zh", han), "{}", state.iso3);
    }
}

#[test]
fn well_known_entries_are_right() {
    for (iso3, iso2, wikidata, fr, en) in [
        ("MLI", "ML", "Q912", "Mali", "Mali"),
        ("BFA", "BF", "Q965", "Burkina Faso", "Burkina Faso"),
        ("NER", "NE", "Q1032", "Niger", "Niger"),
        ("NGA", "NG", "Q1033", "Nigéria", "Nigeria"),
        ("RUS", "RU", "Q159", "Fédération de Russie", "Russian Federation"),
        ("FRA", "FR", "Q142", "France", "France"),
        ("NAM", "NA", "Q1030", "Namibie", "Namibia"),
        ("CIV", "CI", "Q1008", "Côte d’Ivoire", "Côte d’Ivoire"),
        ("COD", "CD", "Q974", "République démocratique du Congo", "Democratic Republic of the Congo"),
        ("IRN", "IR", "Q794", "Iran", "Iran"),
        ("PSE", "PS", "Q219060", "État de Palestine", "State of Palestine"),
        ("USA", "US", "Q30", "États-Unis d’Amérique", "United States of America"),
        ("XKX", "XK", "Q1246", "Kosovo", "Kosovo"),
    ] {
        let state = state(iso3).unwrap();
        let found = (state.iso3, state.iso2, state.wikidata, state.fr(), state.en());
        assert_eq!(found, (iso3, iso2, wikidata, fr, en));
    }
}

#[test]
fn former_states_say_when_they_ended_and_no_other_does() {
    let former: Vec<_> = states().filter_map(|state| Some((state.iso3, state.until?))).collect();
    assert_eq!(former, [("CSK", 1992), ("DDR", 1990), ("SUN", 1991), ("YUG", 1992)]);
}

#[test]
fn a_code_that_is_not_there_or_not_whole_finds_nothing() {
    for nothing in ["", "ml", "mli", "MLI ", "ML", "EUR", "ZZZ", "AAA"] {
        assert_eq!(state(nothing), None::<&State>, "{nothing:?}");
    }
}

#[test]
fn the_header_names_the_languages_in_order() {
    let header = STATES.lines().next().unwrap();
    assert_eq!(header.split('\t').skip(4).collect::<Vec<_>>(), LANGUAGES);
}
