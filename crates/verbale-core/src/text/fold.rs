//! What is left of a text when everything is forgiven that an author easily gets wrong: accents, case, the look of
//! apostrophes, dashes, quotation marks and spaces, compatibility forms, Arabic vowel signs and hamza.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// A folded code point and the one of the text that it comes from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    pub(super) folded: char,
    pub(super) raw: char,
    /// The byte of the text at which `raw` begins.
    pub(super) at: usize,
    /// What `folded` is, looked up once.
    pub(super) kind: Kind,
}

/// What a folded code point is to an author.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A letter or a digit.
    Word,
    /// Punctuation or a symbol.
    Mark,
    /// A run of spaces of any kind.
    Space,
}

impl Letter {
    fn new(folded: char, raw: char, at: usize) -> Self {
        let kind = match folded {
            ' ' => Kind::Space,
            _ if folded.is_alphanumeric() => Kind::Word,
            _ => Kind::Mark,
        };
        Self { folded, raw, at, kind }
    }

    pub(super) fn is_space(&self) -> bool {
        self.kind == Kind::Space
    }
}

/// The letters of a stretch of text that begins at byte `from` of the whole; spaces at both ends are left out.
pub(super) fn letters(stretch: &str, from: usize) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(stretch.len());
    each_letter(stretch, |folded, raw, at| letters.push(Letter::new(folded, raw, from + at)));
    while letters.last().is_some_and(Letter::is_space) {
        letters.pop();
    }
    letters
}

/// Calls `emit` with each folded code point, the code point that it comes from and the byte of that one.
pub(super) fn each_letter(stretch: &str, mut emit: impl FnMut(char, char, usize)) {
    let mut spaced = true;
    for (at, raw) in stretch.char_indices() {
        fold(raw, |folded| {
            if folded != ' ' || !spaced {
                emit(folded, raw, at);
            }
            spaced = folded == ' ';
        });
    }
}

/// Folds one code point: to nothing for marks and invisible characters, to several for ligatures.
pub(super) fn fold(raw: char, mut emit: impl FnMut(char)) {
    if raw.is_ascii() {
        return emit(if raw.is_ascii_whitespace() || raw == '\u{B}' {
            ' '
        } else {
            look_alike(raw.to_ascii_lowercase())
        });
    }
    // Before decomposition, which would take a prime or a spacing acute apart.
    let same = look_alike(raw);
    if same != raw {
        return emit(same);
    }
    decompose_compatible(raw, |part| {
        for lower in part.to_lowercase().filter(|&c| !vanishes(c)) {
            match lower {
                'œ' => "oe".chars().for_each(&mut emit),
                'æ' => "ae".chars().for_each(&mut emit),
                'ß' => "ss".chars().for_each(&mut emit),
                _ if lower.is_whitespace() => emit(' '),
                _ => emit(look_alike(lower)),
            }
        }
    });
}

/// Marks over and under letters, and characters that are not seen.
pub(super) fn vanishes(c: char) -> bool {
    is_combining_mark(c) || is_invisible(c) || c == TATWEEL
}

pub(super) const TATWEEL: char = '\u{640}';

/// Soft hyphens, zero-width spaces and joiners, marks of direction, U+FEFF.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
    )
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '´' | '‘' | '’' | '‛' | '′' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ˈ' | '＇' | '‚' | '‹' | '›')
}

pub(super) fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '«'
            | '»'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '″'
            | '＂'
            | '「'
            | '」'
            | '『'
            | '』'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '〝'
            | '〞'
    )
}

pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐'..='―' | '−' | '﹘' | '﹣' | '－' | '⁃' | '־')
}

/// One of the characters that are taken for one another.
pub(super) fn look_alike(c: char) -> char {
    match c {
        _ if is_apostrophe(c) => '\'',
        _ if is_quotation_mark(c) => '"',
        _ if is_dash(c) => '-',
        '。' | '．' | '۔' | '｡' => '.',
        '、' | '،' | '，' => ',',
        '؛' => ';',
        '؟' => '?',
        'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        'ς' => 'σ',
        'ı' => 'i',
        'ł' => 'l',
        'ø' => 'o',
        'đ' => 'd',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        _ => c,
    }
}

/// The European digit of the one that stands as far from its script's zero.
fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}
