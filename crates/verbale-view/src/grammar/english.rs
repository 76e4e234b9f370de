//! Articles and prepositions in English.

use super::Case;
use crate::names::{Mention, Sort};

/// What stands before a name: a preposition, and the article where the name takes one.
pub(super) fn before(mention: &Mention, case: Case) -> String {
    let name = mention.label.as_str();
    let takes_the = mention.article.is_some()
        || match (mention.sort, mention.language.as_deref()) {
            (Sort::Person, language) => language.is_none_or(is_french) && is_description(name),
            (Sort::Organisation | Sort::Force | Sort::Group | Sort::Delegation, Some(language)) => {
                is_french(language) && super::french::has_article(name)
            }
            (_, Some(_)) | (Sort::Place | Sort::Source | Sort::Fact | Sort::Other, None) => false,
            (Sort::State, None) => is_state_with_article(name),
            (Sort::Organisation | Sort::Force | Sort::Group, None) => is_body(name),
            (Sort::Delegation, None) => !name.starts_with("the ") && !name.starts_with("The "),
        };
    format!("{}{}", preposition(case), if takes_the { "the " } else { "" })
}

fn is_french(tag: &str) -> bool {
    crate::language::Language::Fr.is(tag)
}

/// Whether somebody is called by a common noun that has no article or number of its own: «foreign minister of Mali».
fn is_description(name: &str) -> bool {
    const DETERMINED: &[&str] = &[
        "a",
        "an",
        "the",
        "some",
        "one",
        "two",
        "three",
        "several",
        "his",
        "her",
        "their",
        "its",
        "un",
        "une",
        "le",
        "la",
        "les",
        "des",
        "deux",
        "trois",
        "plusieurs",
        "son",
        "sa",
        "ses",
        "leur",
        "leurs",
        "de",
        "du",
        "al",
        "el",
        "van",
        "von",
    ];
    let first = name.split([' ', '-', '’', '\'']).next().unwrap_or_default();
    first.starts_with(char::is_lowercase) && first.chars().count() > 1 && !DETERMINED.contains(&first)
}

/// What stands before a common noun.
pub(super) fn before_noun(case: Case) -> String {
    format!("{}the ", preposition(case))
}

const fn preposition(case: Case) -> &'static str {
    match case {
        Case::Plain => "",
        Case::Of => "of ",
        Case::To => "to ",
        Case::With => "with ",
    }
}

fn is_state_with_article(name: &str) -> bool {
    const WITH: &[&str] =
        &["Bahamas", "Comoros", "Gambia", "Holy See", "Maldives", "Netherlands", "Philippines", "Seychelles"];
    let kinds = ["United ", "Union ", "State ", "Isle ", "British ", "French "];
    let has = |word: &str| name.contains(word);
    WITH.contains(&name)
        || kinds.iter().any(|kind| name.starts_with(kind))
        || has("Republic")
        || has(" Islands")
        || has("Territor")
}

/// Common nouns that make a name of several words take an article.
fn is_body(name: &str) -> bool {
    const NOUNS: &[&str] = &[
        "Agency",
        "Alliance",
        "Army",
        "Assembly",
        "Association",
        "Authority",
        "Bank",
        "Bloc",
        "Coalition",
        "Command",
        "Commission",
        "Committee",
        "Community",
        "Company",
        "Confederation",
        "Conference",
        "Congress",
        "Council",
        "Court",
        "Federation",
        "Force",
        "Forces",
        "Forum",
        "Front",
        "Fund",
        "Government",
        "Group",
        "League",
        "Ministry",
        "Mission",
        "Movement",
        "Nations",
        "Organisation",
        "Organization",
        "Parliament",
        "Party",
        "Secretariat",
        "Senate",
        "Union",
    ];
    let is_short_acronym = name.chars().count() <= 3 && name.chars().all(char::is_uppercase);
    is_short_acronym
        || (name.contains(' ') && name.split([' ', '-']).any(|word| NOUNS.contains(&word)) && !name.starts_with("The "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_have_the_article() {
        assert_eq!(before_noun(Case::To), "to the ");
        assert_eq!(before_noun(Case::Plain), "the ");
    }

    #[test]
    fn bodies_and_persons() {
        let of = |name, sort| before(&Mention::of(name, sort), Case::Of);
        assert_eq!(of("African Union", Sort::Organisation), "of the ");
        assert_eq!(of("Union", Sort::Organisation), "of ");
        assert_eq!(of("Gambia", Sort::State), "of the ");
        assert_eq!(of("Mali", Sort::State), "of ");
        assert_eq!(of("the Malian delegation", Sort::Delegation), "of ");
        assert_eq!(of("foreign minister of Mali", Sort::Person), "of the ");
        assert_eq!(of("a senior official", Sort::Person), "of ");
        assert_eq!(of("Abdoulaye Diop", Sort::Person), "of ");
    }

    #[test]
    fn french_names_have_the_article_that_french_gives_them() {
        let of = |name: &str, sort, language: &str| {
            before(&Mention { language: Some(language.to_owned()), ..Mention::of(name, sort) }, Case::Of)
        };
        assert_eq!(of("Confédération des États du Sahel", Sort::Organisation, "fr"), "of the ");
        assert_eq!(of("délégation de l’AES", Sort::Delegation, "fr"), "of the ");
        assert_eq!(of("ministre burkinabè", Sort::Person, "fr-FR"), "of the ");
        assert_eq!(of("Wagner", Sort::Group, "fr"), "of ");
        assert_eq!(of("外交部", Sort::Organisation, "zh"), "of ");
        assert_eq!(of("l’envoyé", Sort::Person, "fr"), "of ");
    }
}
