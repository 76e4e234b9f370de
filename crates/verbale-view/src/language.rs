//! The language of a page, and the direction of texts.

/// The language that a page is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// French.
    Fr,
    /// English.
    En,
}

impl Language {
    /// The page's language for a source in this language (BCP 47): its own where it is one of ours, else English.
    ///
    /// ```
    /// use verbale_view::Language;
    /// assert_eq!(Language::for_source("fr-CA"), Language::Fr);
    /// assert_eq!(Language::for_source("ar"), Language::En);
    /// ```
    pub fn for_source(tag: &str) -> Self {
        if primary(tag).eq_ignore_ascii_case("fr") { Self::Fr } else { Self::En }
    }

    /// The tag, as HTML and the ontology's labels write it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// Of two texts the one in this language.
    pub(crate) const fn pick<'t>(self, fr: &'t str, en: &'t str) -> &'t str {
        match self {
            Self::Fr => fr,
            Self::En => en,
        }
    }

    /// Whether a text with this tag is in this language.
    pub(crate) fn is(self, tag: &str) -> bool {
        primary(tag).eq_ignore_ascii_case(self.tag())
    }
}

/// Names of languages that news and documents of diplomacy are often written in, in French and English (CLDR).
const NAMES: &[(&str, &str, &str)] = &[
    ("am", "amharique", "Amharic"),
    ("ar", "arabe", "Arabic"),
    ("bm", "bambara", "Bambara"),
    ("de", "allemand", "German"),
    ("en", "anglais", "English"),
    ("es", "espagnol", "Spanish"),
    ("fa", "persan", "Persian"),
    ("fr", "français", "French"),
    ("ha", "haoussa", "Hausa"),
    ("he", "hébreu", "Hebrew"),
    ("hi", "hindi", "Hindi"),
    ("id", "indonésien", "Indonesian"),
    ("it", "italien", "Italian"),
    ("ja", "japonais", "Japanese"),
    ("ko", "coréen", "Korean"),
    ("nl", "néerlandais", "Dutch"),
    ("pl", "polonais", "Polish"),
    ("pt", "portugais", "Portuguese"),
    ("ru", "russe", "Russian"),
    ("sw", "swahili", "Swahili"),
    ("tr", "turc", "Turkish"),
    ("uk", "ukrainien", "Ukrainian"),
    ("vi", "vietnamien", "Vietnamese"),
    ("zh", "chinois", "Chinese"),
];

/// What a language is called in the page's: its name, with the tag where that says more, or the tag alone.
pub(crate) fn language_name(tag: &str, page: Language) -> String {
    let known = NAMES.iter().find(|(known, ..)| primary(tag).eq_ignore_ascii_case(known));
    match known {
        Some((known, fr, en)) if tag.eq_ignore_ascii_case(known) => page.pick(fr, en).to_owned(),
        Some((_, fr, en)) => format!("{} ({tag})", page.pick(fr, en)),
        None => tag.to_owned(),
    }
}

/// The first subtag.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Languages that are written from right to left where no script says otherwise.
const RIGHT_TO_LEFT: &[&str] =
    &["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "prs", "ps", "sd", "syr", "ug", "ur", "yi"];

/// Scripts that are written from right to left (ISO 15924, lower case).
const RIGHT_TO_LEFT_SCRIPTS: &[&str] = &["adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa"];

/// The direction of a text in a language, as the attribute `dir` has it.
///
/// ```
/// use verbale_view::direction;
/// assert_eq!((direction("ar"), direction("az-Arab"), direction("zh")), ("rtl", "rtl", "ltr"));
/// assert_eq!(direction("ar-Latn"), "ltr");
/// ```
pub fn direction(tag: &str) -> &'static str {
    let is_in = |list: &[&str], subtag: &str| list.iter().any(|known| known.eq_ignore_ascii_case(subtag));
    let script = tag.split('-').skip(1).find(|subtag| subtag.len() == 4 && subtag.is_ascii());
    let rtl = script.map_or_else(
        || is_in(RIGHT_TO_LEFT, primary(tag)),
        |script| script.as_bytes()[0].is_ascii_alphabetic() && is_in(RIGHT_TO_LEFT_SCRIPTS, script),
    );
    if rtl { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_names() {
        assert!(NAMES.is_sorted_by_key(|(tag, ..)| tag));
        assert_eq!(language_name("fr", Language::Fr), "français");
        assert_eq!(language_name("zh-Hant", Language::En), "Chinese (zh-Hant)");
        assert_eq!(language_name("gsw", Language::En), "gsw");
    }
}
