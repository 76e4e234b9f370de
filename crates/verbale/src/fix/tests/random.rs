//! Random dossiers in all styles with quotes that nearly miss: mended, they read as meant, and every other byte stays.
#![expect(clippy::format_push_string, reason = "files are put together piece by piece, and a test has the time")]

use super::{Stage, findings};
use verbale_core::dossier::tree::{Node, Syntax, Value};
use verbale_core::dossier::yaml::read_tree;

/// Random numbers from a seed (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }

    fn odds(&mut self, one_in: usize) -> bool {
        self.below(one_in) == 0
    }

    fn pick<'v>(&mut self, values: &[&'v str]) -> &'v str {
        values[self.below(values.len())]
    }
}

/// What the text has, and what may be typed for it besides what [`typed`] makes; empty where nothing.
const PASSAGES: &[(&str, &str)] = &[
    ("les ministres de l’AES se sont réunis à Moscou", ""),
    ("un partenariat stratégique – durable – avec la Russie", ""),
    ("près de 100\u{a0}000 tonnes d’engrais livrées gratuitement", ""),
    ("« C’est une journée historique », a déclaré Diop", ""),
    ("selon lui: jamais plus de bases étrangères", "selon lui:jamais plus de bases étrangères"),
    ("la brigade #7 a quitté le camp d’Abidjan", "la brigade#7 a quitté le camp d’Abidjan"),
    ("[sic], comme l’écrit le communiqué final", ""),
    ("le dossier C:\\notes\\été a été transmis hier", ""),
    ("le drapeau 🇲🇱 flotte désormais au-dessus d’Ouagadougou", ""),
    ("Сергей Лавров принял министров в особняке", ""),
    ("une phrase\nqui s’étend\nsur trois lignes d’un journal", ""),
    ("{text: «\u{202f}oui\u{202f}»} répond l’ambassadeur depuis Genève", ""),
    ("\"entre guillemets\" dit l’envoyé spécial", ""),
    ("l’été\u{2028}austral finira tôt cette année", ""),
    ("’twas l’ami qui parla le dernier", ""),
    ("- premier point de l’ordre du jour", "-premier point de l’ordre du jour"),
];

/// A quote as the text has it and as it is typed.
struct Quote {
    meant: String,
    typed: String,
}

fn text() -> String {
    PASSAGES.iter().map(|(passage, _)| format!("Début. {passage}. Fin.\n")).collect::<Vec<_>>().concat()
}

/// The passage as a hurried author types it: one slip.
fn typed(dice: &mut Dice, (passage, special): (&str, &str)) -> String {
    let passage = passage.split([' ', '\n']).collect::<Vec<_>>().join(" ");
    if !special.is_empty() && dice.odds(2) {
        return special.to_owned();
    }
    loop {
        let typed = match dice.below(6) {
            0 => passage.replace('’', "'"),
            1 => passage.replace(['\u{a0}', '\u{202f}', '\u{2028}'], " "),
            2 => passage.replacen(['é', 'è'], "e", 1),
            3 => passage.replace('–', "-"),
            slip => {
                let letters: Vec<_> = passage.char_indices().filter(|(_, c)| c.is_alphabetic()).collect();
                let (at, letter) = letters[dice.below(letters.len())];
                let slipped = if slip == 4 {
                    format!("{letter}{letter}")
                } else if letter.is_lowercase() {
                    letter.to_uppercase().to_string()
                } else {
                    letter.to_lowercase().to_string()
                };
                format!("{}{slipped}{}", &passage[..at], &passage[at + letter.len_utf8()..])
            }
        };
        if typed != passage {
            return typed;
        }
    }
}

/// A line break that is read as a blank, or a blank.
fn gap(dice: &mut Dice, indent: usize, one_in: usize) -> String {
    if dice.odds(one_in) { format!("\n{}", " ".repeat(indent + dice.below(3))) } else { " ".repeat(1 + dice.below(2)) }
}

fn joined(dice: &mut Dice, words: &[String], mut gap: impl FnMut(&mut Dice) -> String) -> String {
    let mut joined = words[0].clone();
    for word in &words[1..] {
        joined.push_str(&gap(dice));
        joined.push_str(word);
    }
    joined
}

/// Whether a quote may be written plain: what is surely text to everybody, decided without the code under test.
fn may_be_plain(quote: &str, in_flow: bool) -> bool {
    quote.starts_with(char::is_alphabetic)
        && !quote.contains(": ")
        && !quote.contains(" #")
        && !quote.contains('\u{2028}')
        && (!in_flow || !quote.contains(|c: char| c.is_ascii_punctuation() && c != '\''))
}

fn escape(dice: &mut Dice, word: &str, json: bool) -> String {
    let mut written = String::new();
    for c in word.chars() {
        match c {
            '"' | '\\' => written.extend(['\\', c]),
            '\u{2028}' if !json => written.push_str("\\L"),
            'é' if !json && dice.odds(3) => written.push_str("\\xe9"),
            c if u32::from(c) < 0x1_0000 && dice.odds(8) => written.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => written.push(c),
        }
    }
    written
}

/// A quote as YAML in a random style; `indent` is that of the collection around it.
fn yaml(dice: &mut Dice, Quote { meant, typed: quote }: &Quote, indent: usize, in_flow: bool) -> String {
    let words: Vec<String> = quote.split(' ').map(str::to_owned).collect();
    let deeper = indent + 1 + dice.below(3);
    match dice.below(if in_flow { 3 } else { 5 }) {
        0 if may_be_plain(quote, in_flow) => joined(dice, &words, |dice| gap(dice, deeper, 6)),
        1 if !quote.contains('\u{2028}') => {
            let words: Vec<String> = words.iter().map(|word| word.replace('\'', "''")).collect();
            format!("'{}'", joined(dice, &words, |dice| gap(dice, deeper, 6)))
        }
        // A block scalar has no escapes, so a fix that needs one is not made there.
        3 | 4 if !meant.contains('\u{2028}') => {
            let header = format!("{}{}", dice.pick(&["|", ">"]), dice.pick(&["", "-", "+"]));
            let header = if dice.odds(3) { format!("{header}{}", deeper - indent) } else { header };
            let header = if dice.odds(3) { format!("{header} # l'en-tête \"|\"") } else { header };
            let content = joined(dice, &words, |dice| gap(dice, deeper, 4));
            format!("{header}\n{}{content}{}", " ".repeat(deeper), dice.pick(&["", "\n", "\n\n"]))
        }
        _ => {
            let words: Vec<String> = words.iter().map(|word| escape(dice, word, false)).collect();
            let gaps = |dice: &mut Dice| match dice.below(8) {
                0 => "\\n".to_owned(),
                1 => format!("\\\n{}\\ ", " ".repeat(deeper)),
                _ => gap(dice, deeper, 6),
            };
            format!("\"{}\"", joined(dice, &words, gaps))
        }
    }
}

/// A dossier in YAML with these quotes.
fn yaml_dossier(dice: &mut Dice, quotes: &[Quote]) -> String {
    let mut file = dice.pick(&["", "\u{feff}", "# l'AES\n\n"]).to_owned();
    file += "verbale: 1\nid: d   # \"l'AES\"\nsource: {language: fr, file: a.txt}\nactors: {mali: {type: state, iso: MLI}}\nfacts:\n";
    for (number, pair) in quotes.chunks(2).enumerate() {
        let fields = format!("id: f{number}, kind: stance, holder: article, target: mali, polarity: positive")
            .replace(", ", "\n    ");
        match (dice.below(4), pair) {
            (0, _) => {
                let quotes: Vec<String> = pair.iter().map(|quote| yaml(dice, quote, 4, true)).collect();
                file += &format!("  - {fields}\n    quote: [{}] # l'un, \"l'autre\"\n", quotes.join(" ,\n      "));
            }
            (1, [quote, ..]) if pair.len() == 1 || dice.odds(2) => {
                let (first, others) = (yaml(dice, quote, 4, true), &pair[1..]);
                let fields = fields.replace("\n    ", ", ");
                let others: Vec<String> =
                    others.iter().map(|quote| format!(", {{text: {}, nth: 1}}", yaml(dice, quote, 4, true))).collect();
                file += &format!("  - {{{fields}, quote: [{{nth: 1, text: {first}}}{}]}}\n", others.concat());
            }
            (2, [quote]) => file += &format!("  - {fields}\n    quote: {}\n", yaml(dice, quote, 4, false)),
            _ => {
                file += &format!("  - {fields}\n    quote:\n");
                for quote in pair {
                    let written = if dice.odds(3) {
                        format!("text: {}\n        nth: 1", yaml(dice, quote, 8, false))
                    } else {
                        yaml(dice, quote, 6, false)
                    };
                    file += &format!("      - {written}\n{}", dice.pick(&["", "      # l'AES\n", "\n"]));
                }
            }
        }
    }
    let file = if dice.odds(3) { file.trim_end().to_owned() } else { file };
    if dice.odds(3) { file.replace('\n', "\r\n") } else { file }
}

/// A dossier in JSON with these quotes, on one line or on several.
fn json_dossier(dice: &mut Dice, quotes: &[Quote], gap: &str) -> String {
    let quote = |dice: &mut Dice, quote: &Quote| {
        let written = quote.typed.split(' ').map(|word| escape(dice, word, true)).collect::<Vec<_>>();
        let written = written.join(dice.pick(&[" ", "\\n", "\\u0020", "  "]));
        if dice.odds(3) { format!("{{\"text\":{gap}\"{written}\"}}") } else { format!("\"{written}\"") }
    };
    let facts: Vec<String> = quotes
        .iter()
        .enumerate()
        .map(|(number, words)| {
            let words = quote(dice, words);
            format!(
                r#"{{"id":"f{number}",{gap}"kind":"stance","holder":"article","target":"mali","polarity":"positive","quote":{gap}{words}}}"#
            )
        })
        .collect();
    format!(
        r#"{{"verbale":1,{gap}"id":"d","source":{{"language":"fr","file":"a.txt"}},"actors":{{"mali":{{"type":"state","iso":"MLI"}}}},"facts":[{gap}{}]}}"#,
        facts.join(&format!(",{gap}"))
    )
}

/// The quotes of a file in their order, and the file without them.
fn taken_apart(file: &str, syntax: Syntax) -> (Vec<String>, Vec<String>) {
    let (tree, faults) = read_tree(file, syntax, 1);
    assert!(faults.is_empty(), "{faults:?}\n{file}");
    let (mut quotes, mut rest, mut at) = (Vec::new(), Vec::new(), 0);
    let mut take = |node: &Node<'_>| {
        let words = node.text().unwrap().split([' ', '\n', '\r', '\t']).filter(|word| !word.is_empty());
        quotes.push(words.collect::<Vec<_>>().join(" "));
        rest.push(file[at..node.bytes.start].to_owned());
        at = node.bytes.end;
    };
    let tree = tree.unwrap();
    let Value::List(facts) = &tree.root.child("facts").unwrap().value else { panic!("no facts") };
    for fact in facts {
        let quote = fact.child("quote").unwrap();
        let items = if let Value::List(items) = &quote.value { items.as_slice() } else { std::slice::from_ref(quote) };
        for item in items {
            take(item.child("text").unwrap_or(item));
        }
    }
    rest.push(file[at..].to_owned());
    (quotes, rest)
}

/// Some passages in any order.
fn quotes(dice: &mut Dice) -> Vec<Quote> {
    let mut numbers: Vec<usize> = (0..PASSAGES.len()).collect();
    let count = 1 + dice.below(PASSAGES.len());
    let mut quote = |_| {
        let passage = PASSAGES[numbers.swap_remove(dice.below(numbers.len()))];
        Quote { meant: passage.0.replace('\n', " "), typed: typed(dice, passage) }
    };
    (0..count).map(&mut quote).collect()
}

#[track_caller]
fn holds(seed: u64, name: &str, file: &str, syntax: Syntax, quotes: &[Quote]) {
    let stage = Stage::new(&text());
    let input = stage.write(name, file);
    let (made, faults) = stage.mend(&input);
    let mended = stage.read(name);
    assert_eq!((made, faults), (quotes.len(), quotes.len()), "seed {seed}:\n{file}\n----\n{mended}");
    let ((_, before), (read, after)) = (taken_apart(file, syntax), taken_apart(&mended, syntax));
    assert!(read.iter().eq(quotes.iter().map(|quote| &quote.meant)), "seed {seed}:\n{mended}");
    assert_eq!(before, after, "seed {seed}: other bytes have changed");
    assert!(findings(&mended, &stage.text, syntax, 1).is_empty(), "seed {seed}: the second run finds something");
}

/// How many dossiers are tried.
fn cases() -> u64 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(64)
}

#[test]
fn quotes_in_any_style_of_yaml_are_mended_alone() {
    for seed in 0..cases() {
        let mut dice = Dice(seed);
        let quotes = quotes(&mut dice);
        let file = yaml_dossier(&mut dice, &quotes);
        holds(seed, "d.yaml", &file, Syntax::Yaml, &quotes);
    }
}

#[test]
fn quotes_in_json_are_mended_alone() {
    for seed in 0..cases() {
        let mut dice = Dice(seed);
        let quotes = quotes(&mut dice);
        let gap = dice.pick(&["", " ", "\n  ", "\r\n\t"]);
        let file = json_dossier(&mut dice, &quotes, gap);
        holds(seed, "d.json", &file, Syntax::Json, &quotes);
    }
}
