//! Seeded changes to a text: the same seed gives the same mutant on every machine.

use crate::dice::Dice;

/// Pieces that readers of these formats take a decision at.
const PIECES: &[&str] = &[
    ":",
    ": ",
    "- ",
    "-",
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "  ",
    "#",
    " #",
    "&a ",
    "*a",
    "!t ",
    "!!str ",
    "<<: ",
    "? ",
    "|\n",
    ">-\n",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "{",
    "}",
    "[",
    "]",
    ",",
    "\"",
    "'",
    "\\",
    "\\u0000",
    "\\ud83d",
    "\\ude00",
    "\\x",
    "null",
    "~",
    "true",
    "1e999",
    "-0",
    "0x1",
    "\0",
    "\u{7f}",
    "\u{85}",
    "\u{9b}",
    "\u{a0}",
    "\u{2028}",
    "\u{feff}",
    "\u{fffe}",
    "\u{202e}",
    "\u{200d}",
    "é",
    "e\u{301}",
    "😀",
    "中",
    "ا",
    "X",
    "XX",
    "..",
    "/",
    "~",
    "?",
    "%",
    "%zz",
    "T10:00:00Z",
    "+15:00",
    "0000",
    "9999",
    "-02-30",
    "Y17E7",
    "S2",
    "٣",
    "３",
    "avril",
    "周三",
    "jeu. 3 avril",
    "en",
    "-x-",
    "x",
    "u-ca",
    "i-klingon",
    "_",
    "://",
    "@",
    "//",
    "..",
    "%20",
    "<",
    ">",
    "^",
    "`",
    "http:",
    "urn:",
    "CC-BY",
];

/// What a mutation draws.
pub(crate) struct Random(Dice);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Dice::new(seed))
    }

    /// A number below `end`, or 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0.below(end.max(1))
    }

    pub(crate) fn of<'t, T>(&mut self, items: &'t [T]) -> &'t T {
        &items[self.below(items.len())]
    }

    /// A stretch of at most 40 characters.
    fn stretch(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        start..(start + self.below(40)).min(length)
    }
}

/// One text of the corpus with one to eight changes.
pub(crate) fn mutated(corpus: &[String], random: &mut Random) -> String {
    let mut text: Vec<char> = random.of(corpus).chars().collect();
    for _ in 0..=random.below(8) {
        change(&mut text, corpus, random);
    }
    text.into_iter().collect()
}

/// One change: a stretch taken out, turned round, repeated, replaced or put in.
pub(crate) fn change(text: &mut Vec<char>, corpus: &[String], random: &mut Random) {
    let stretch = random.stretch(text.len());
    let piece: Vec<char> = match random.below(6) {
        0 => Vec::new(),
        1 => text[stretch.clone()].iter().rev().copied().collect(),
        2 => text[stretch.clone()].repeat(2 + random.below(30)),
        3 => {
            let other: Vec<char> = random.of(corpus).chars().collect();
            other[random.stretch(other.len())].to_vec()
        }
        4 => any_character(random).into_iter().collect(),
        _ => random.of(PIECES).chars().collect(),
    };
    let replaced = if random.below(2) == 0 { stretch } else { stretch.start..stretch.start };
    text.splice(replaced, piece);
}

fn any_character(random: &mut Random) -> Option<char> {
    let planes = [0x80, 0x800, 0x1_0000, 0x11_0000];
    let end = *random.of(&planes);
    u32::try_from(random.below(end)).ok().and_then(char::from_u32)
}
