//! Articles and prepositions in English.

use super::Case;
use crate::names::{Mention, Sort};

/// What stands before a name: a preposition, and the article where the name takes one.
pub(super) fn before(mention: &Mention, case: Case) -> String {
    let name = mention.label.as_str();
    let takes_the = mention.article.is_some()
        || mention.language.is_none()
            && match mention.sort {
                Sort::State => is_state_with_article(name),
                Sort::Organisation | Sort::Force | Sort::Group => is_body(name),
                Sort::Delegation => !name.starts_with("the ") && !name.starts_with("The "),
                Sort::Person | Sort::Place | Sort::Source | Sort::Fact | Sort::Other => false,
            };
    format!("{}{}", preposition(case), if takes_the { "the " } else { "" })
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
    }
}
