//! Articles and prepositions in French.

use super::Case;
use crate::names::{Mention, Sort};

/// The article of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Article {
    None,
    /// None, but `de` loses its vowel before the name.
    Elided,
    Le,
    La,
    /// Before a vowel or a silent h.
    L,
    Les,
}

/// What stands before a name: a preposition and an article, run together where French does.
pub(super) fn before(mention: &Mention, case: Case) -> String {
    let article = if mention.language.is_some() { Article::None } else { of_name(mention) };
    joined(article, case)
}

/// What stands before a common noun.
pub(super) fn before_noun(noun: &str, case: Case) -> String {
    joined(of_noun(noun), case)
}

fn joined(article: Article, case: Case) -> String {
    let with = |preposition: &str| match article {
        Article::None | Article::Elided => format!("{preposition} "),
        Article::Le => format!("{preposition} le "),
        Article::La => format!("{preposition} la "),
        Article::L => format!("{preposition} l’"),
        Article::Les => format!("{preposition} les "),
    };
    match (case, article) {
        (Case::Plain, _) => with("").trim_start().to_owned(),
        (Case::With, _) => with("avec"),
        (Case::Of, Article::Le) => "du ".into(),
        (Case::Of, Article::Les) => "des ".into(),
        (Case::Of, Article::Elided) => "d’".into(),
        (Case::Of, _) => with("de"),
        (Case::To, Article::Le) => "au ".into(),
        (Case::To, Article::Les) => "aux ".into(),
        (Case::To, _) => with("à"),
    }
}

/// Whether a name is a plural: «les États-Unis», «les militaires russes».
pub(super) fn is_plural(mention: &Mention) -> bool {
    mention.language.is_none() && of_name(mention) == Article::Les
}

/// Whether a name is known to be feminine; of persons that is never known.
pub(super) fn is_feminine(mention: &Mention) -> bool {
    const PLURAL: &[&str] = &["Philippines", "Seychelles", "Comores", "Maldives", "Bahamas", "Nations", "Forces"];
    let first = mention.label.split([' ', '\u{a0}', '-']).next().unwrap_or_default();
    let by_ending = first.ends_with('e') || first.ends_with("tion") || ["Union", "Autorité"].contains(&first);
    match of_name(mention) {
        _ if mention.language.is_some() => false,
        Article::La => true,
        Article::L => by_ending && mention.sort != Sort::Person,
        Article::Les => PLURAL.contains(&first),
        Article::None | Article::Elided | Article::Le => false,
    }
}

/// Whether a body with a name in French has an article before it, in any language.
pub(super) fn has_article(name: &str) -> bool {
    !matches!(of_body(name), Article::None | Article::Elided)
}

/// The article of a noun that the ontology uses, by its ending.
fn of_noun(noun: &str) -> Article {
    const FEMININE: &[&str] = &["loi", "fin"];
    const MASCULINE: &[&str] = &["décès", "traité", "vote", "cessez-le-feu", "communiqué"];
    let first = noun.split([' ', '\u{a0}']).next().unwrap_or(noun);
    if first.ends_with('s') && !MASCULINE.contains(&first) {
        return Article::Les;
    }
    if begins_with_vowel(first) {
        return Article::L;
    }
    let ending = ["e", "ion", "té"].iter().any(|ending| first.ends_with(ending));
    let feminine = FEMININE.contains(&first) || (ending && !MASCULINE.contains(&first));
    if feminine { Article::La } else { Article::Le }
}

fn of_name(mention: &Mention) -> Article {
    let name = mention.label.as_str();
    match mention.article {
        Some("le") => return Article::Le,
        Some("la") => return Article::La,
        Some("l’") => return Article::L,
        Some("les") => return Article::Les,
        _ => {}
    }
    match mention.sort {
        Sort::State => of_state(name),
        Sort::Organisation | Sort::Force | Sort::Group | Sort::Delegation => of_body(name),
        Sort::Person if name.starts_with(char::is_lowercase) => of_office(name),
        Sort::Person | Sort::Place if begins_with_vowel(name) => Article::Elided,
        Sort::Person | Sort::Place | Sort::Source | Sort::Fact | Sort::Other => Article::None,
    }
}

/// The article of an office that one person has at a time, where its word has a gender.
fn of_office(name: &str) -> Article {
    match name.split([' ', '\u{a0}']).next().unwrap_or_default() {
        "chef" | "président" | "chancelier" | "directeur" | "gouverneur" | "roi" => Article::Le,
        "cheffe" | "présidente" | "chancelière" | "directrice" | "gouverneure" | "reine" => Article::La,
        "ambassadeur" | "ambassadrice" | "empereur" | "impératrice" => Article::L,
        _ => Article::None,
    }
}

fn of_state(name: &str) -> Article {
    const BARE: &[&str] = &[
        "Antigua-et-Barbuda",
        "Aruba",
        "Bahreïn",
        "Barbade",
        "Chypre",
        "Cuba",
        "Curaçao",
        "Djibouti",
        "El Salvador",
        "Guam",
        "Haïti",
        "Israël",
        "Kiribati",
        "Madagascar",
        "Malte",
        "Maurice",
        "Mayotte",
        "Monaco",
        "Nauru",
        "Oman",
        "Panama",
        "Porto Rico",
        "Sao Tomé-et-Principe",
        "Singapour",
        "Sri Lanka",
        "Taïwan",
        "Tonga",
        "Trinité-et-Tobago",
        "Tuvalu",
        "Timor-Leste",
        "Gibraltar",
        "Guernesey",
        "Jersey",
        "Montserrat",
        "Pitcairn",
        "Nioué",
        "Cabo Verde",
        "Fidji",
    ];
    const MASCULINE: &[&str] = &["Belize", "Cambodge", "Mexique", "Mozambique", "Suriname", "Territoire", "Zimbabwe"];
    if name == "Saint-Siège" {
        return Article::Le;
    }
    if BARE.contains(&name) || name.starts_with("Saint") {
        return if begins_with_vowel(name) { Article::Elided } else { Article::None };
    }
    let plural = name.split([' ', '-']).next().is_some_and(|word| word.ends_with('s') && word != "Honduras");
    let compound_plural = ["États-Unis", "Pays-Bas", "Émirats"].iter().any(|start| name.starts_with(start));
    if compound_plural || (plural && !["Laos", "Pays"].contains(&name)) {
        return Article::Les;
    }
    if begins_with_vowel(name) {
        return Article::L;
    }
    // «la Corée du Sud», «le Soudan du Sud»: the first word decides, and a feminine one ends in e.
    let first = name.split([' ', '-']).next().unwrap_or(name);
    let feminine = (first.ends_with('e') || first.ends_with("tion") || first == "RD") && first != "Royaume";
    if feminine && !MASCULINE.contains(&first) { Article::La } else { Article::Le }
}

fn of_body(name: &str) -> Article {
    const FEMININE: &[&str] = &[
        "Agence",
        "Alliance",
        "Armée",
        "Assemblée",
        "Association",
        "Autorité",
        "Banque",
        "Chambre",
        "Coalition",
        "Commission",
        "Communauté",
        "Compagnie",
        "Confédération",
        "Conférence",
        "Coopération",
        "Cour",
        "Délégation",
        "Fédération",
        "Force",
        "Garde",
        "Junte",
        "Ligue",
        "Marine",
        "Milice",
        "Mission",
        "Organisation",
        "Police",
        "Présidence",
        "République",
        "Société",
        "Union",
        "armée",
        "communauté",
        "coalition",
        "délégation",
        "force",
        "junte",
        "mission",
        "opposition",
        "société",
        "présidence",
        "diplomatie",
        "rébellion",
    ];
    const MASCULINE: &[&str] = &[
        "Bureau",
        "Comité",
        "Commandement",
        "Congrès",
        "Conseil",
        "Corps",
        "Fonds",
        "Forum",
        "Front",
        "Gouvernement",
        "Groupe",
        "Kremlin",
        "Ministère",
        "Mouvement",
        "Parlement",
        "Parti",
        "Programme",
        "Rassemblement",
        "Secrétariat",
        "Sénat",
        "Tribunal",
        "Haut-Commissariat",
        "gouvernement",
        "groupe",
        "ministère",
        "parlement",
        "parti",
        "conseil",
        "mouvement",
    ];
    let mut words = name.split([' ', '\u{a0}']);
    let first = words.next().unwrap_or_default();
    if first.ends_with('s') && (first.starts_with(char::is_lowercase) || first == "Forces" || first == "Nations") {
        return Article::Les;
    }
    let acronym = first.chars().count() > 1 && first.chars().all(char::is_uppercase) && words.next().is_none();
    let known = FEMININE.contains(&first) || MASCULINE.contains(&first);
    if begins_with_vowel(name) {
        return if known || acronym { Article::L } else { Article::Elided };
    }
    match first {
        _ if FEMININE.contains(&first) => Article::La,
        _ if MASCULINE.contains(&first) => Article::Le,
        _ => Article::None,
    }
}

/// Whether an article or `de` loses its vowel before a name.
pub(crate) fn begins_with_vowel(name: &str) -> bool {
    const ASPIRATED: &[&str] =
        &["Haut", "Hamas", "Hezbollah", "Honduras", "Hongrie", "Houthi", "Huthi", "Hollande", "Yémen"];
    // Verbs and common nouns.
    const ASPIRATED_WORDS: &[&str] = &[
        "hai",
        "haï",
        "hal",
        "handi",
        "har",
        "hasard",
        "hât",
        "hau",
        "heurt",
        "hiérarch",
        "hiss",
        "hors",
        "huit",
        "hurl",
    ];
    let aspirated = |word: &&str| name.starts_with(*word) && !name.starts_with("harmoni");
    let silent_h = name.starts_with(['H', 'h'])
        && !ASPIRATED.iter().any(|word| name.starts_with(word))
        && !ASPIRATED_WORDS.iter().any(aspirated);
    let vowel = name.starts_with(|c: char| "AÀÂÄÅEÉÈÊËIÎÏOÔÖŒUÙÛÜaàâäåeéèêëiîïoôöœuùûü".contains(c));
    (vowel || silent_h) && !name.starts_with("ONZE")
}

#[cfg(test)]
mod tests {
    use super::super::tests::said;
    use super::*;
    use crate::language::Language;

    #[test]
    fn states() {
        let of = |name| said(Language::Fr, Case::Of, &[(name, Sort::State)]);
        let expected = [
            ("Mali", "du Mali"),
            ("Russie", "de la Russie"),
            ("Algérie", "de l’Algérie"),
            ("États-Unis", "des États-Unis"),
            ("Comores", "des Comores"),
            ("Cuba", "de Cuba"),
            ("Israël", "d’Israël"),
            ("Haïti", "d’Haïti"),
            ("Mexique", "du Mexique"),
            ("Honduras", "du Honduras"),
            ("Hongrie", "de la Hongrie"),
            ("Corée du Sud", "de la Corée du Sud"),
            ("Afrique du Sud", "de l’Afrique du Sud"),
            ("Pays-Bas", "des Pays-Bas"),
            ("République centrafricaine", "de la République centrafricaine"),
            ("Fédération de Russie", "de la Fédération de Russie"),
            ("Émirats arabes unis", "des Émirats arabes unis"),
            ("Yémen", "du Yémen"),
            ("Royaume-Uni", "du Royaume-Uni"),
            ("Saint-Siège", "du Saint-Siège"),
            ("Philippines", "des Philippines"),
        ];
        for (name, with) in expected {
            assert_eq!(of(name), with);
        }
    }

    #[test]
    fn nouns_of_the_ontology() {
        let of = |noun| before_noun(noun, Case::Of) + noun;
        let expected = [
            ("réunion", "de la réunion"),
            ("partenariat stratégique", "du partenariat stratégique"),
            ("relations bilatérales", "des relations bilatérales"),
            ("traité", "du traité"),
            ("accord", "de l’accord"),
            ("loi", "de la loi"),
            ("décès", "du décès"),
        ];
        for (noun, with) in expected {
            assert_eq!(of(noun), with);
        }
    }

    #[test]
    fn bodies_and_persons() {
        let of = |name, sort| said(Language::Fr, Case::Of, &[(name, sort)]);
        assert_eq!(of("Union africaine", Sort::Organisation), "de l’Union africaine");
        assert_eq!(of("Conseil de sécurité", Sort::Organisation), "du Conseil de sécurité");
        assert_eq!(of("délégation de l’AES", Sort::Delegation), "de la délégation de l’AES");
        assert_eq!(of("militaires russes", Sort::Force), "des militaires russes");
        assert_eq!(of("Abdoulaye Diop", Sort::Person), "d’Abdoulaye Diop");
        assert_eq!(of("Wagner", Sort::Group), "de Wagner");
        assert_eq!(of("chef de la diplomatie du Niger", Sort::Person), "du chef de la diplomatie du Niger");
        assert_eq!(of("présidente du Conseil", Sort::Person), "de la présidente du Conseil");
        assert_eq!(of("ministre des Affaires étrangères", Sort::Person), "de ministre des Affaires étrangères");
    }
}
