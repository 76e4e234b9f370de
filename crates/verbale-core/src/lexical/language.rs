//! Language tags: well-formed by the grammar of RFC 5646 section 2.1.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{LexicalFault, beginning, shown};

/// Tags that the grammar does not derive, registered before it (RFC 5646 section 2.2.8), in lower case.
const IRREGULAR: &[&str] = &[
    "en-gb-oed",
    "i-ami",
    "i-bnn",
    "i-default",
    "i-enochian",
    "i-hak",
    "i-klingon",
    "i-lux",
    "i-mingo",
    "i-navajo",
    "i-pwn",
    "i-tao",
    "i-tay",
    "i-tsu",
    "sgn-be-fr",
    "sgn-be-nl",
    "sgn-ch-de",
];

/// Names that are written where a tag belongs.
const NAMES: &[(&str, &[&str])] = &[
    ("ar", &["arabic", "arabe", "árabe", "arabisch", "арабский", "العربية", "عربي", "阿拉伯语", "阿拉伯文"]),
    ("de", &["german", "allemand", "alemán", "deutsch", "немецкий", "الألمانية", "德语", "德文"]),
    ("en", &["english", "anglais", "inglés", "englisch", "английский", "الإنجليزية", "英语", "英文"]),
    ("es", &["spanish", "espagnol", "español", "castellano", "spanisch", "испанский", "الإسبانية", "西班牙语"]),
    ("fa", &["persian", "farsi", "persan", "персидский", "فارسی"]),
    ("fr", &["french", "français", "francais", "francés", "französisch", "французский", "الفرنسية", "法语", "法文"]),
    ("it", &["italian", "italien", "italiano", "italienisch", "итальянский"]),
    ("ja", &["japanese", "japonais", "日本語"]),
    ("pt", &["portuguese", "portugais", "português", "portugués", "portugiesisch", "португальский"]),
    ("ru", &["russian", "russe", "ruso", "russisch", "русский", "الروسية", "俄语", "俄文"]),
    ("tr", &["turkish", "turc", "türkçe", "турецкий"]),
    ("uk", &["ukrainian", "ukrainien", "українська", "украинский"]),
    ("zh", &["chinese", "chinois", "chino", "chinesisch", "китайский", "الصينية", "中文", "汉语", "漢語"]),
];

/// Checks a language tag (BCP 47, well-formed).
///
/// Well-formed is the grammar alone, with the grandfathered tags: whether a subtag is registered is not asked. A variant or
/// an extension that comes twice is refused (RFC 5646 sections 2.2.5 and 2.2.6).
///
/// ```
/// use verbale_core::lexical::check_language;
///
/// assert!(check_language("zh-Hant-TW").is_ok());
/// let fault = check_language("en_US").expect_err("an underscore");
/// assert_eq!((fault.bytes, fault.suggestion.as_deref()), (2..3, Some("en-US")));
/// ```
pub fn check_language(tag: &str) -> Result<(), LexicalFault> {
    if is_grandfathered(tag) {
        return Ok(());
    }
    let known = named(tag);
    if let Some(language) = known {
        let message = format!("`{tag}` is the name of a language, not its tag");
        return Err(LexicalFault::new(0..tag.len(), message).suggest(Some(language.to_owned())));
    }
    Subtags::of(tag)?.check()
}

fn is_grandfathered(tag: &str) -> bool {
    IRREGULAR.iter().any(|known| known.eq_ignore_ascii_case(tag))
}

fn named(tag: &str) -> Option<&'static str> {
    let lower = tag.to_lowercase();
    NAMES.iter().find(|(_, names)| names.contains(&lower.as_str())).map(|(language, _)| *language)
}

/// The parts between hyphens, with their bytes.
struct Subtags<'a> {
    parts: Vec<(Range<usize>, &'a str)>,
    next: usize,
}

impl<'a> Subtags<'a> {
    /// Checks what holds for each subtag: one to eight ASCII letters and digits.
    fn of(tag: &'a str) -> Result<Self, LexicalFault> {
        let mut parts = Vec::new();
        let mut at = 0;
        for part in tag.split('-') {
            let bytes = at..at + part.len();
            if let Some(found) = part_fault(tag, &bytes) {
                return Err(found);
            }
            at = bytes.end + 1;
            parts.push((bytes, part));
        }
        Ok(Self { parts, next: 0 })
    }

    fn check(mut self) -> Result<(), LexicalFault> {
        if !self.take(|part| part.eq_ignore_ascii_case("x")) {
            self.language()?;
            self.take(is_script);
            self.take(is_region);
            self.variants()?;
            self.extensions()?;
            if !self.take(|part| part.eq_ignore_ascii_case("x")) {
                return self.end();
            }
        }
        self.at_least_one(1, "`x` is followed by a private subtag")?;
        self.end()
    }

    /// `language [extlang]`: two or three letters may be followed by up to three extended subtags.
    fn language(&mut self) -> Result<(), LexicalFault> {
        let (bytes, first) = self.parts[0].clone();
        let letters = first.bytes().all(|b| b.is_ascii_alphabetic());
        if !letters || first.len() < 2 {
            return Err(LexicalFault::new(bytes, format!("a language is two to eight letters: `{first}` is none")));
        }
        self.next = 1;
        if first.len() <= 3 {
            for _ in 0..3 {
                self.take(|part| part.len() == 3 && part.bytes().all(|b| b.is_ascii_alphabetic()));
            }
        }
        Ok(())
    }

    fn variants(&mut self) -> Result<(), LexicalFault> {
        let mut variants = BTreeSet::new();
        while self.take(is_variant) {
            let (bytes, variant) = &self.parts[self.next - 1];
            if !variants.insert(variant.to_ascii_lowercase()) {
                return Err(LexicalFault::new(bytes.clone(), format!("the variant `{variant}` stands in a tag once")));
            }
        }
        Ok(())
    }

    fn extensions(&mut self) -> Result<(), LexicalFault> {
        let mut singletons = BTreeSet::new();
        while self.take(is_singleton) {
            let (bytes, singleton) = self.parts[self.next - 1].clone();
            if !singletons.insert(singleton.to_ascii_lowercase()) {
                return Err(LexicalFault::new(bytes, format!("the extension `{singleton}` stands in a tag once")));
            }
            self.at_least_one(2, "an extension has a subtag of two to eight letters and digits")?;
        }
        Ok(())
    }

    /// All following subtags of at least this length, of which there must be one.
    fn at_least_one(&mut self, length: usize, message: &str) -> Result<(), LexicalFault> {
        let before = self.next;
        while self.take(|part| part.len() >= length) {}
        if self.next > before {
            return Ok(());
        }
        let at = self.parts[before - 1].0.clone();
        Err(LexicalFault::new(at, message))
    }

    fn take(&mut self, fits: impl Fn(&str) -> bool) -> bool {
        let found = self.parts.get(self.next).is_some_and(|(_, part)| fits(part));
        self.next += usize::from(found);
        found
    }

    fn end(&self) -> Result<(), LexicalFault> {
        let Some((bytes, part)) = self.parts.get(self.next) else { return Ok(()) };
        let message =
            format!("`{part}` is no subtag that can stand here (language-script-region-variant: `zh-Hant-TW`)");
        Err(LexicalFault::new(bytes.clone(), message))
    }
}

fn part_fault(tag: &str, bytes: &Range<usize>) -> Option<LexicalFault> {
    let part = &tag[bytes.clone()];
    if part.is_empty() {
        let message = if tag.is_empty() { "a language tag is empty" } else { "a subtag is empty" };
        let trimmed = tag.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
        return Some(LexicalFault::new(bytes.clone(), message).suggest(accepted(trimmed)));
    }
    if let Some((at, c)) = part.char_indices().find(|(_, c)| !c.is_ascii_alphanumeric()) {
        let at = bytes.start + at;
        let message = format!("a language tag has letters a–z, digits and hyphens, not {}", shown(c));
        let better = accepted(tag.trim().replace(['_', ' ', '.'], "-")).or_else(|| posix(tag));
        return Some(LexicalFault::new(at..at + c.len_utf8(), message).suggest(better));
    }
    (part.len() > 8).then(|| {
        LexicalFault::new(
            bytes.clone(),
            format!("`{}` is too long: a subtag has at most 8 letters and digits", beginning(part)),
        )
    })
}

/// `fr_FR.UTF-8`: a locale's name, which ends in an encoding.
fn posix(tag: &str) -> Option<String> {
    let (locale, _) = tag.split_once(['.', '@'])?;
    accepted(locale.replace('_', "-"))
}

fn accepted(tag: String) -> Option<String> {
    let well_formed = !tag.is_empty()
        && tag.split('-').all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    (well_formed && check_language(&tag).is_ok()).then_some(tag)
}

fn is_script(part: &str) -> bool {
    part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic())
}

fn is_region(part: &str) -> bool {
    (part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic()))
        || (part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit()))
}

fn is_variant(part: &str) -> bool {
    (5..=8).contains(&part.len()) || (part.len() == 4 && part.starts_with(|c: char| c.is_ascii_digit()))
}

fn is_singleton(part: &str) -> bool {
    part.len() == 1 && !part.eq_ignore_ascii_case("x")
}
