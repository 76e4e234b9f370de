//! What a quote differs in from the words that it stands for, in words for people.

use unicode_normalization::UnicodeNormalization as _;

use super::boundary::extends;
use super::fold::{TATWEEL, fold, is_apostrophe, is_dash, is_invisible, is_quotation_mark, look_alike};
use super::tally::is_white_char;

/// The parts of a quote that leaves words out.
pub(super) const AN_ELLIPSIS: &str = "a part of a quote with an ellipsis: give the parts as a list";

/// Makes what is forgiven the same.
type Form = fn(&str) -> String;
/// Whether a folded character is compared.
type Kept = fn(char) -> bool;

/// What is forgiven one after the other, each on top of those before, and what it is called.
const FORMS: [(&str, Form); 11] = [
    ("the apostrophe", |text| replaced(text, is_apostrophe, '\'')),
    ("a no-break or thin space", |text| replaced(text, char::is_whitespace, ' ')),
    ("the quotation marks", |text| replaced(text, is_quotation_mark, '"')),
    ("the dash", |text| replaced(text, is_dash, '-')),
    ("an invisible character", |text| text.chars().filter(|&c| !is_invisible(c)).collect()),
    ("composed and decomposed letters", |text| text.nfc().collect()),
    ("vowel signs, hamza or tatweel", |text| if has_arabic(text) { without_marks(text) } else { text.to_owned() }),
    ("an accent", without_marks),
    ("upper and lower case", str::to_lowercase),
    ("ligatures or full-width forms", |text| text.nfkc().collect()),
    ("the form of letters or marks", |text| text.chars().map(look_alike).collect()),
];

/// What is said when the letters are the same and only punctuation or spaces are not.
const MARKS: [(&str, Kept); 2] = [("a space", |c| c != ' '), ("the punctuation", |c| c.is_alphanumeric())];

/// Names the difference between a quote and the text's own words.
pub(super) fn between(quote: &str, words: &str) -> &'static str {
    of_form(quote, words).or_else(|| of_marks(quote, words)).unwrap_or_else(|| of_words(quote, words))
}

/// Whether a difference leaves every letter, mark and space what it is.
pub(super) fn is_of_form(difference: &str) -> bool {
    FORMS.iter().any(|(name, _)| *name == difference) || difference == SEVERAL_FORMS
}

const SEVERAL_FORMS: &str = "accents, case or the form of marks";

/// The one form that is enough to make the two equal, else that several are.
fn of_form(quote: &str, words: &str) -> Option<&'static str> {
    let equal = |form: Form| same(&form(quote), &form(words));
    let alone = FORMS.iter().find(|(_, form)| equal(*form)).map(|(name, _)| *name);
    alone.or_else(|| same(&folded(quote, |_| true), &folded(words, |_| true)).then_some(SEVERAL_FORMS))
}

fn of_marks(quote: &str, words: &str) -> Option<&'static str> {
    let around = quote.trim_matches(|c| is_quotation_mark(c) || is_apostrophe(c) || c.is_whitespace());
    if around.len() < quote.len() && same(around, words) {
        return Some("quotation marks around the words");
    }
    MARKS.iter().find(|(_, kept)| folded(quote, *kept) == folded(words, *kept)).map(|(name, _)| *name)
}

/// Names a difference in letters or words.
fn of_words(quote: &str, words: &str) -> &'static str {
    let (quote, words) = (folded(quote, |_| true), folded(words, |_| true));
    let (mut typed, mut meant): (Vec<&str>, Vec<&str>) = (quote.split(' ').collect(), words.split(' ').collect());
    trim_common(&mut typed, &mut meant);
    match (typed.as_slice(), meant.as_slice()) {
        ([], [_]) => "a missing word",
        ([], _) => "missing words",
        ([_], []) => "an extra word",
        (_, []) => "extra words",
        ([typed], [meant]) => of_letters(typed, meant),
        _ if is_reordered(&typed, &meant) => "the order of words",
        _ => "the wording",
    }
}

/// Names the difference between two words.
fn of_letters(typed: &str, meant: &str) -> &'static str {
    let (whole_typed, whole_meant): (Vec<char>, Vec<char>) = (typed.chars().collect(), meant.chars().collect());
    let (mut typed, mut meant) = (whole_typed.clone(), whole_meant.clone());
    let prefix = trim_common(&mut typed, &mut meant);
    let digits = |letters: &[char]| letters.iter().all(char::is_ascii_digit);
    match (typed.as_slice(), meant.as_slice()) {
        (typed, meant) if digits(typed) && digits(meant) => "a number",
        ([extra], []) if prefix > 0 && whole_typed[prefix - 1] == *extra => "a doubled letter",
        ([extra], []) if whole_typed.get(prefix + 1) == Some(extra) => "a doubled letter",
        ([_], []) => "an extra letter",
        ([], [_]) => "a missing letter",
        ([a, b], [c, d]) if a == d && b == c => "two letters in the wrong order",
        (typed, meant) if typed.len().max(meant.len()) <= 2 => "a letter",
        _ => "a word",
    }
}

/// Takes what both begin and end with away; gives the length of what they begin with.
fn trim_common<T: PartialEq>(left: &mut Vec<T>, right: &mut Vec<T>) -> usize {
    let prefix = left.iter().zip(right.iter()).take_while(|(left, right)| left == right).count();
    left.drain(..prefix);
    right.drain(..prefix);
    let suffix = left.iter().rev().zip(right.iter().rev()).take_while(|(left, right)| left == right).count();
    left.truncate(left.len() - suffix);
    right.truncate(right.len() - suffix);
    prefix
}

fn is_reordered(typed: &[&str], meant: &[&str]) -> bool {
    let sorted = |words: &[&str]| {
        let mut bare: Vec<String> = words.iter().map(|word| folded(word, char::is_alphanumeric)).collect();
        bare.sort_unstable();
        bare
    };
    sorted(typed) == sorted(meant)
}

/// Equal but for runs of white space.
fn same(left: &str, right: &str) -> bool {
    let words =
        |text: &str| text.split(is_white_char).filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    words(left) == words(right)
}

fn replaced(text: &str, like: fn(char) -> bool, with: char) -> String {
    text.chars().map(|c| if like(c) { with } else { c }).collect()
}

fn without_marks(text: &str) -> String {
    text.nfd().filter(|&c| !extends(c) && c != TATWEEL).collect()
}

fn has_arabic(text: &str) -> bool {
    text.contains(|c| matches!(c, '\u{600}'..='\u{6FF}'))
}

/// The folded letters that are kept.
fn folded(text: &str, kept: Kept) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|raw| {
        fold(raw, |c| {
            if kept(c) && !(c == ' ' && folded.ends_with(' ')) {
                folded.push(c);
            }
        });
    });
    folded
}
