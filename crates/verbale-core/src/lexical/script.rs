//! Characters that cannot be seen and words in two scripts: names that look like others.

use std::ops::Range;

/// Bidirectional control characters and other invisible ones in a name: bytes and what it is.
///
/// The joiners U+200C and U+200D belong to the spelling of Persian and of Indic scripts; beside letters of scripts that do
/// not join (Latin, Greek, Cyrillic) they are reported. A tab or a line break is reported as a control character.
pub fn hidden_characters(name: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    let mut before = None;
    for (at, c) in name.char_indices() {
        let bytes = at..at + c.len_utf8();
        match c {
            '\u{200c}' | '\u{200d}' => {
                let after = name[bytes.end..].chars().next();
                if [before, after].into_iter().flatten().any(|c| script_of(c).is_some()) {
                    found.push((bytes, "a joiner in a script that does not join"));
                }
            }
            c => found.extend(invisible(c).map(|what| (bytes, what))),
        }
        before = Some(c);
    }
    found
}

/// What an invisible character is, but for the joiners.
pub(super) fn invisible(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "a bidirectional control character",
        '\u{200e}' | '\u{200f}' | '\u{61c}' => "a bidirectional mark",
        '\u{200b}' => "a zero-width space",
        '\u{2060}' => "a word joiner",
        '\u{feff}' => "a byte order mark",
        '\u{ad}' => "a soft hyphen",
        '\u{2028}' | '\u{2029}' => "a line or paragraph separator",
        '\u{180e}' | '\u{2061}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{e0001}' | '\u{e0020}'..='\u{e007f}' => {
            "an invisible format character"
        }
        c if c.is_control() => "a control character",
        _ => return None,
    })
}

/// A word that mixes Latin, Greek and Cyrillic letters: its bytes.
///
/// A word ends at anything but a letter or a combining mark, so `нацпроект-VIP` is two. Letters of other scripts do not count.
///
/// ```
/// use verbale_core::lexical::mixed_script;
///
/// assert_eq!(mixed_script("Moscow, Москва"), None);
/// assert_eq!(mixed_script("в Mоscow"), Some(3..10)); // its first `о` is Cyrillic
/// ```
pub fn mixed_script(name: &str) -> Option<Range<usize>> {
    let mut word: Option<(usize, Option<Script>, bool)> = None;
    for (at, c) in name.char_indices().chain([(name.len(), ' ')]) {
        let inside = c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}');
        match (&mut word, inside) {
            (Some((start, _, true)), false) => return Some(*start..at),
            (Some(_), false) => word = None,
            (Some((_, seen, mixed)), true) => {
                let script = script_of(c);
                *mixed |= matches!((*seen, script), (Some(seen), Some(script)) if seen != script);
                *seen = seen.or(script);
            }
            (None, true) => word = Some((at, script_of(c), false)),
            (None, false) => {}
        }
    }
    None
}

#[derive(Clone, Copy, PartialEq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
}

/// The script of a letter, by the blocks of Unicode 16; symbols that stand in them are of none.
fn script_of(c: char) -> Option<Script> {
    // The micro sign and the ordinal signs are used in any script.
    if !c.is_alphabetic() || matches!(c, '\u{aa}' | '\u{b5}' | '\u{ba}') {
        return None;
    }
    Some(match c {
        'A'..='Z' | 'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{250}'..='\u{2af}' => Script::Latin,
        '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}' | '\u{a722}'..='\u{a7ff}' | '\u{ff21}'..='\u{ff5a}' => {
            Script::Latin
        }
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
        '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{2de0}'..='\u{2dff}' | '\u{a640}'..='\u{a69f}' => {
            Script::Cyrillic
        }
        _ => return None,
    })
}
