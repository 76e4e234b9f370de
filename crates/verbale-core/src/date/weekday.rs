//! Weekdays named in running text. A mismatch refuses a dossier, so a name counts only where it cannot be another word.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use chrono::Weekday;
use unicode_normalization::UnicodeNormalization;

use super::names::{ARABIC, Beginnings, RUSSIAN_CASES, SHORT, SPANISH, TITLES, WEEKDAYS, month_named, weekday};

pub(super) fn find(text: &str) -> Vec<(Weekday, Range<usize>)> {
    let mut found = chinese(text);
    if may_name(text) {
        let words = words(text);
        found.extend((0..words.len()).filter_map(|at| named(text, &words, at)));
    }
    found.sort_by_key(|(_, bytes)| bytes.start);
    found
}

static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| {
    let names = WEEKDAYS.iter().chain(SPANISH).chain(SHORT).flatten().copied();
    Beginnings::of(names.chain(RUSSIAN_CASES.iter().map(|(name, _)| *name)))
});

/// A word: its bytes, and its letters composed and in lower case, without Arabic vowel signs and stretching.
pub(super) struct Word<'t> {
    pub(super) bytes: Range<usize>,
    pub(super) name: Cow<'t, str>,
}

/// The words of a text. Digits are no part of a word.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match start {
            None if is_letter(c) => start = Some(at),
            Some(first) if !is_inside(c) => {
                words.push(Word { bytes: first..at, name: folded(&text[first..at]) });
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Whether a word begins like the name of a weekday. Most texts have none, and then no word needs to be folded.
fn may_name(text: &str) -> bool {
    let mut inside = false;
    text.char_indices().any(|(at, c)| {
        let begins = !inside && is_letter(c);
        inside = begins || (inside && is_inside(c));
        begins && may_begin_here(&text[at..], c)
    })
}

/// Whether a name may begin with this letter and what follows it, in whatever case.
fn may_begin_here(rest: &str, first: char) -> bool {
    let mut name = [0; 4];
    if let [first, second, ..] = rest.as_bytes()
        && first.is_ascii()
    {
        // An accent may follow, or be part of the second letter.
        return !second.is_ascii() || BEGINNINGS.has_bytes([first.to_ascii_lowercase(), second.to_ascii_lowercase()]);
    }
    let Some(lower) = first.to_lowercase().next() else { return false };
    lower.is_ascii() || may_begin(lower.encode_utf8(&mut name))
}

/// As [`char::is_alphabetic`], which looks letters outside ASCII up in a table.
fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphabetic(),
        'à'..='ö' | 'ø'..='ÿ' | 'А'..='я' | 'ؠ'..='ي' | '一'..='鿿' => true,
        _ => c.is_alphabetic(),
    }
}

/// Letters, and the marks that combine with them.
fn is_inside(c: char) -> bool {
    is_letter(c) || matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}' | '\u{640}')
}

fn folded(word: &str) -> Cow<'_, str> {
    if word.chars().all(is_folded) {
        return Cow::Borrowed(word);
    }
    let bare = word.chars().filter(|c| !matches!(c, '\u{64b}'..='\u{652}' | '\u{640}'));
    bare.flat_map(char::to_lowercase).nfc().collect::<String>().into()
}

/// Small letters that are composed already, of the scripts that most words are written in.
const fn is_folded(c: char) -> bool {
    matches!(c, 'a'..='z' | 'ß'..='ö' | 'ø'..='ÿ' | 'а'..='ё')
}

fn named(text: &str, words: &[Word<'_>], at: usize) -> Option<(Weekday, Range<usize>)> {
    let word = &words[at];
    if !may_begin(&word.name) {
        return None;
    }
    let day = full(&word.name)
        .filter(|_| word.name != "среда" || before_number(text, word))
        .or_else(|| spanish(text, words, at))
        .or_else(|| russian(words, at))
        .or_else(|| arabic(words, at))
        .or_else(|| short(text, word))?;
    (!is_in_title(words, at)).then(|| (day, word.bytes.clone()))
}

/// Whether a name of a weekday may begin like a word: Arabic ones also stand behind other letters.
fn may_begin(word: &str) -> bool {
    is_arabic(word) || BEGINNINGS.has(word)
}

/// Whether a word begins with a letter of U+0600 to U+06FF.
pub(super) fn is_arabic(word: &str) -> bool {
    word.starts_with(|c| ('\u{600}'..='\u{6ff}').contains(&c))
}

fn is_in_title(words: &[Word<'_>], at: usize) -> bool {
    TITLES.iter().any(|title| {
        let place = title.iter().position(|part| *part == words[at].name);
        let start = place.and_then(|place| at.checked_sub(place));
        let window = start.and_then(|start| words.get(start..start + title.len()));
        window.is_some_and(|window| window.iter().zip(*title).all(|(word, part)| word.name == *part))
    })
}

/// A name, its plural or genitive, or a German compound with a time of day.
fn full(name: &str) -> Option<Weekday> {
    const PARTS_OF_DAY: [&str; 8] = ["s", "abend", "morgen", "vormittag", "mittag", "nachmittag", "nacht", "früh"];
    let is = |day: &str| name.strip_prefix(day).is_some_and(|end| end.is_empty() || PARTS_OF_DAY.contains(&end));
    let suffix_fits =
        |day: &str| name.len() <= day.len() + 1 || day.ends_with("tag") || day == "mittwoch" || day == "sonnabend";
    WEEKDAYS.iter().find_map(|row| row.iter().position(|day| is(day) && suffix_fits(day))).map(weekday)
}

fn spanish(text: &str, words: &[Word<'_>], at: usize) -> Option<Weekday> {
    let word = &words[at];
    let day = SPANISH.iter().find_map(|row| row.iter().position(|day| *day == word.name))?;
    let written = &text[word.bytes.clone()];
    let capital = written.starts_with(char::is_uppercase) && !written.chars().all(|c| !c.is_lowercase());
    // French moons, and names of towns and people.
    let french = word.name == "lunes"
        && matches!(previous(words, at), "les" | "des" | "deux" | "trois" | "plusieurs" | "quelques");
    (!french && (!capital || starts_sentence(text, word))).then(|| weekday(day))
}

fn starts_sentence(text: &str, word: &Word<'_>) -> bool {
    let before = text[..word.bytes.start].trim_end_matches([' ', '\t', '\u{a0}']);
    before.is_empty()
        || before.ends_with(['.', '!', '?', '¿', '¡', ':', '«', '»', '"', '“', '”', '(', '—', '–', '\n', '\r'])
}

fn russian(words: &[Word<'_>], at: usize) -> Option<Weekday> {
    let name = words[at].name.as_ref();
    let (_, day) = RUSSIAN_CASES.iter().find(|(case, _)| *case == name)?;
    let before = previous(words, at);
    let is_weekday = match name {
        "среду" => {
            let habitat = words.get(at + 1).is_some_and(|next| matches!(next.name.as_ref(), "обитания" | "жизни"));
            !habitat
                && matches!(
                    before,
                    "" | "в"
                        | "на"
                        | "за"
                        | "эту"
                        | "прошлую"
                        | "минувшую"
                        | "следующую"
                        | "ближайшую"
                        | "каждую"
                )
        }
        "среды" => matches!(
            before,
            "до" | "с"
                | "со"
                | "после"
                | "утром"
                | "днем"
                | "днём"
                | "вечером"
                | "прошлой"
                | "минувшей"
                | "этой"
        ),
        "средам" => before == "по",
        "среде" | "средой" => matches!(before, "прошлой" | "минувшей"),
        _ => true,
    };
    is_weekday.then_some(*day)
}

fn arabic(words: &[Word<'_>], at: usize) -> Option<Weekday> {
    let name = words[at].name.as_ref();
    let day = arabic_stems(name).find_map(|stem| ARABIC.iter().find(|(day, _)| *day == stem)).map(|(_, day)| *day)?;
    // «The two» is spelled like Monday.
    let the_two = day == Weekday::Mon && matches!(previous(words, at), "بين" | "كلا" | "كلتا" | "هذين" | "هاتين");
    (!the_two).then_some(day)
}

/// A word, and what is left of it without the conjunctions and prepositions that are written together with it.
pub(super) fn arabic_stems(name: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let with_article = |word: &str| word.strip_prefix("لل").map(|rest| Cow::Owned(format!("ال{rest}")));
    let joined = name.strip_prefix(['و', 'ف']);
    let plain = [Some(name), joined].into_iter().flatten();
    plain.flat_map(move |word| {
        [Some(Cow::Borrowed(word)), word.strip_prefix(['ب', 'ل', 'ك']).map(Cow::Borrowed), with_article(word)]
            .into_iter()
            .flatten()
    })
}

fn previous<'w>(words: &'w [Word<'_>], at: usize) -> &'w str {
    at.checked_sub(1).map_or("", |before| words[before].name.as_ref())
}

fn before_number(text: &str, word: &Word<'_>) -> bool {
    text[word.bytes.end..].trim_start_matches([',', ' ', '\u{a0}']).starts_with(|c: char| c.is_ascii_digit())
}

/// `jeu. 3 avril`, `Thu, 3 April`, `Thu April 3`: short forms are too like other words to stand alone.
fn short(text: &str, word: &Word<'_>) -> Option<Weekday> {
    let day = SHORT.iter().find_map(|row| row.iter().position(|day| *day == word.name))?;
    let rest = &text[word.bytes.end..];
    let dotted = rest.starts_with('.');
    let capital = text[word.bytes.clone()].starts_with(char::is_uppercase);
    let cyrillic = word.name.starts_with(|c| ('а'..='я').contains(&c));
    let two_letters = word.name.len() == 2;
    let marked = cyrillic || dotted || (capital && !two_letters);
    (marked && starts_with_day(rest, word.name == "mar")).then(|| weekday(day))
}

/// Whether a day of a month follows: with the month's name before or behind it, or as `3/4`.
///
/// `Mar 3/4` may be in March, so `named_only` asks for the name.
fn starts_with_day(rest: &str, named_only: bool) -> bool {
    let rest = rest.trim_start_matches(['.', ',']);
    let text = rest.trim_start();
    if text.len() == rest.len() {
        return false;
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 {
        let words = words(text);
        let month = words.first().filter(|word| word.bytes.start == 0 && month_named(&word.name).is_some());
        return month.is_some_and(|word| {
            text[word.bytes.end..].trim_start_matches(['.', ' ']).starts_with(|c: char| c.is_ascii_digit())
        });
    }
    if !text[..digits].parse::<u8>().is_ok_and(|day| (1..=31).contains(&day)) {
        return false;
    }
    let after = &text[digits..];
    if after.starts_with(['/', '.']) && after[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return !named_only;
    }
    words(after).iter().take(2).any(|word| month_named(&word.name).is_some())
}

fn chinese(text: &str) -> Vec<(Weekday, Range<usize>)> {
    // All of these characters begin with one of four bytes.
    if !text.bytes().any(|byte| matches!(byte, 0xE5..=0xE7 | 0xE9)) {
        return Vec::new();
    }
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let char_at = |at: usize| chars.get(at).map_or(' ', |(_, c)| *c);
    let mut found = Vec::new();
    for (at, &(start, c)) in chars.iter().enumerate() {
        let long = matches!((c, char_at(at + 1)), ('星', '期') | ('礼' | '禮', '拜'));
        let length = if long {
            3
        } else if matches!(c, '周' | '週') {
            2
        } else {
            continue;
        };
        let before = at.checked_sub(1).map_or(' ', char_at);
        let Some(day) = chinese_day(char_at(at + length - 1), long) else { continue };
        if long || !is_counted(before, char_at(at + length)) {
            let end = chars.get(at + length).map_or(text.len(), |(byte, _)| *byte);
            found.push((day, start..end));
        }
    }
    found
}

fn chinese_day(c: char, long: bool) -> Option<Weekday> {
    let index = match c {
        '日' => 6,
        '天' if long => 6,
        c => "一二三四五六".chars().position(|numeral| numeral == c)?,
    };
    Some(weekday(index))
}

/// `一周三次`, `周五十`: weeks that are counted, and numbers that follow the word week.
fn is_counted(before: char, after: char) -> bool {
    "一二两兩三四五六七八九十几幾数數半".contains(before)
        || "次天年个個岁歲名位人场場回期届屆十百千万萬".contains(after)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn letters_are_those_of_unicode() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c:?}");
        }
    }

    #[test]
    fn every_name_is_one_that_a_text_may_have() {
        let names = WEEKDAYS.iter().chain(SPANISH).chain(SHORT).flatten().copied();
        let names =
            names.chain(RUSSIAN_CASES.iter().map(|(name, _)| *name)).chain(ARABIC.iter().map(|(name, _)| *name));
        for name in names {
            for written in [name.to_owned(), name.to_uppercase(), name.nfd().collect(), format!("وال{name}")] {
                assert!(may_name(&written) || written.starts_with('و') && !is_arabic(name), "{written}");
                assert!(may_name(&format!("3 {written}.")), "{written}");
            }
        }
        for text in ["", "Reuters reported it", "Россия и Нигер", "一位官员"] {
            assert!(!may_name(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_name_is_passed_over(parts in prop::collection::vec("(?i)(lundi|Thu\\.?|jeu\\.|m(ié|ié)rcoles|s[aá]́?bado|в среду|الخميس|وَالسبت|вт\\.|[ ,3é́Kıİ]|\\PC)", 0..12)) {
            let text = parts.concat();
            let words = words(&text);
            let named = (0..words.len()).any(|at| named(&text, &words, at).is_some());
            prop_assert!(may_name(&text) || !named, "{:?}", text);
        }
    }
}
