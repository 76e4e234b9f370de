//! The language of a text, guessed.

use whatlang::{Lang, Script};

/// So much of a text is looked at, in characters: more does not change the answer.
const ENOUGH: usize = 20_000;

/// A language tag with what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Guess {
    /// The tag (BCP 47); `und` where there is nothing to guess from.
    pub(super) tag: String,
    /// How the tag was found, for the author.
    pub(super) remark: String,
}

/// Guesses the language of a text from its letters.
pub(super) fn guess(text: &str) -> Guess {
    let end = text.char_indices().nth(ENOUGH).map_or(text.len(), |(at, _)| at);
    let text = &text[..end];
    let Some(found) = whatlang::detect(text) else {
        return Guess { tag: "und".into(), remark: "not known: write its tag, such as en or pt-BR".into() };
    };
    let name = found.lang().eng_name();
    let percent = (found.confidence() * 100.0).floor();
    let remark = if found.is_reliable() {
        format!("{name}, guessed from the text (confidence {percent}%)")
    } else {
        format!("{name}, a weak guess (confidence {percent}%): put it right, or write und")
    };
    Guess { tag: tag(found.lang(), found.script(), text), remark }
}

/// The tag of a language, with its script where the language is written in several.
fn tag(language: Lang, script: Script, text: &str) -> String {
    let code = two_letters(language);
    let script = match (language, script) {
        (Lang::Srp | Lang::Uzb | Lang::Aze | Lang::Tuk, Script::Cyrillic) => "-Cyrl",
        (Lang::Srp | Lang::Uzb | Lang::Aze | Lang::Tuk, Script::Latin) => "-Latn",
        (Lang::Cmn, _) => han(text),
        _ => "",
    };
    format!("{code}{script}")
}

/// Frequent characters of the news that the two scripts of Chinese write differently: traditional, simplified.
const HAN: [(char, char); 16] = [
    ('國', '国'),
    ('會', '会'),
    ('這', '这'),
    ('說', '说'),
    ('長', '长'),
    ('東', '东'),
    ('與', '与'),
    ('對', '对'),
    ('發', '发'),
    ('務', '务'),
    ('員', '员'),
    ('關', '关'),
    ('訪', '访'),
    ('雙', '双'),
    ('戰', '战'),
    ('聯', '联'),
];

fn han(text: &str) -> &'static str {
    let count =
        |form: fn(&(char, char)) -> char| text.chars().filter(|c| HAN.iter().any(|pair| form(pair) == *c)).count();
    match count(|pair| pair.0).cmp(&count(|pair| pair.1)) {
        std::cmp::Ordering::Greater => "-Hant",
        std::cmp::Ordering::Less => "-Hans",
        std::cmp::Ordering::Equal => "",
    }
}

/// BCP 47 takes the shortest code of a language: the one of ISO 639-1, which each of these has.
#[rustfmt::skip]
fn two_letters(language: Lang) -> &'static str {
    match language {
        Lang::Afr => "af", Lang::Aka => "ak", Lang::Amh => "am", Lang::Ara => "ar", Lang::Aze => "az", Lang::Bel => "be",
        Lang::Ben => "bn", Lang::Bul => "bg", Lang::Cat => "ca", Lang::Ces => "cs", Lang::Cmn => "zh", Lang::Cym => "cy",
        Lang::Dan => "da", Lang::Deu => "de", Lang::Ell => "el", Lang::Eng => "en", Lang::Epo => "eo", Lang::Est => "et",
        Lang::Fin => "fi", Lang::Fra => "fr", Lang::Guj => "gu", Lang::Heb => "he", Lang::Hin => "hi", Lang::Hrv => "hr",
        Lang::Hun => "hu", Lang::Hye => "hy", Lang::Ind => "id", Lang::Ita => "it", Lang::Jav => "jv", Lang::Jpn => "ja",
        Lang::Kan => "kn", Lang::Kat => "ka", Lang::Khm => "km", Lang::Kor => "ko", Lang::Lat => "la", Lang::Lav => "lv",
        Lang::Lit => "lt", Lang::Mal => "ml", Lang::Mar => "mr", Lang::Mkd => "mk", Lang::Mya => "my", Lang::Nep => "ne",
        Lang::Nld => "nl", Lang::Nob => "nb", Lang::Ori => "or", Lang::Pan => "pa", Lang::Pes => "fa", Lang::Pol => "pl",
        Lang::Por => "pt", Lang::Ron => "ro", Lang::Rus => "ru", Lang::Sin => "si", Lang::Slk => "sk", Lang::Slv => "sl",
        Lang::Sna => "sn", Lang::Spa => "es", Lang::Srp => "sr", Lang::Swe => "sv", Lang::Tam => "ta", Lang::Tel => "te",
        Lang::Tgl => "tl", Lang::Tha => "th", Lang::Tuk => "tk", Lang::Tur => "tr", Lang::Ukr => "uk", Lang::Urd => "ur",
        Lang::Uzb => "uz", Lang::Vie => "vi", Lang::Yid => "yi", Lang::Zul => "zu",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn languages_of_the_news_are_told() {
        let cases = [
            ("fr", "Les ministres des Affaires étrangères se sont réunis à Moscou pour officialiser un partenariat."),
            ("en", "The foreign ministers of the two countries met in Nairobi and signed a declaration on the oceans."),
            ("ru", "Министры иностранных дел встретились в Москве и подписали совместное заявление."),
            ("ar", "اجتمع وزراء الخارجية في موسكو ووقعوا بيانا مشتركا بشأن الشراكة بين البلدين"),
            (
                "fa",
                "وزیران امور خارجه در تهران دیدار کردند و بیانیه مشترکی را امضا کردند که در آن همکاری‌ها گسترش می‌یابد",
            ),
            ("zh-Hans", "两国外交部长在北京会晤，并签署了联合声明，双方对关系的发展表示满意。"),
            ("zh-Hant", "兩國外交部長在臺北會晤，並簽署了聯合聲明，雙方對關係的發展表示滿意。"),
            ("ja", "両国の外相は東京で会談し、共同声明に署名しました。"),
            (
                "sr-Cyrl",
                "Министри спољних послова састали су се у Београду и потписали заједничку изјаву о сарадњи између две земље.",
            ),
            ("und", "12.03.2024 — 100 %"),
            ("und", "🇲🇱"),
        ];
        for (expected, text) in cases {
            let guess = guess(text);
            assert_eq!(guess.tag, expected, "{}", guess.remark);
        }
    }

    #[test]
    fn a_weak_guess_says_so() {
        assert!(guess("Moscou, AES").remark.contains("weak guess"), "{:?}", guess("Moscou, AES"));
        let long =
            "Les chefs de la diplomatie russe et des trois pays membres se sont réunis dans un format multilatéral.";
        assert_eq!(guess(long).remark, "French, guessed from the text (confidence 100%)");
    }

    #[test]
    fn each_language_has_a_code_of_its_own_that_is_a_tag() {
        let codes: BTreeSet<_> = Lang::all().iter().map(|language| two_letters(*language)).collect();
        assert_eq!(codes.len(), Lang::all().len());
        for code in codes {
            assert!(code.len() == 2 && verbale_core::lexical::check_language(code).is_ok(), "{code}");
        }
    }
}
