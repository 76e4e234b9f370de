//! Changes to a dossier's structure and words; the same seed gives the same mutant on every machine.

use super::corpus::{Entry, Vocabulary};
use super::shape::Shape;
use crate::fuzz::mutation::{Random, change};

/// Keys whose values are ids of facts: between them they can build every circle.
const LINKS: &[&str] = &[
    "saidIn",
    "plannedIn",
    "partOf",
    "followsFrom",
    "madeDuring",
    "recordedIn",
    "inCapacity",
    "of",
    "associatedStance",
    "establishes",
    "concerns",
    "firstOccurrence",
];

/// Values that look like what they replace, or that try to leave it.
const VALUES: &[&str] = &[
    "",
    " ",
    "~",
    "null",
    "true",
    "false",
    "0",
    "-1",
    "1e999",
    "4294967296",
    "99999999999999999999999999999999",
    "0.1",
    "180.0001",
    "no",
    "article",
    "source",
    "reported",
    "presupposed",
    "machine-coded",
    "implied",
    "state",
    "person",
    "direct",
    "possible",
    "wd:Q1",
    "wd:Q01",
    "dipl:by",
    "schema:name",
    "urn:x:y",
    "https://e.org/> <https://e.org/evil> .",
    "https://e.org/\u{0}",
    "https://e.org/%zz",
    "//e.org/",
    "https://e.org/é\u{202e}",
    "javascript:alert(1)",
    "en-\u{0}",
    "fr\" . <x:y> <x:y> <x:y> .",
    "x-private",
    "zh-Hant-CN-x-a",
    "2025-02-30",
    "2025-04-03/2025-04-01",
    "[..2025]",
    "{2024,2025}",
    "-0001",
    "Y170000002",
    "\u{0}",
    "\u{1b}[31m",
    "\u{9b}31m",
    "\u{202e}abc\u{2066}",
    "\u{feff}",
    "\u{fffe}",
    "\u{2028}",
    "a\r\nb",
    "\"\"\"\n'''\\",
    "]]>&amp;<!--",
    "e\u{301}",
    "MLI",
    "XXX",
];

/// One to four changes to the structure.
pub(super) fn restructured(entry: &Entry, vocabulary: &Vocabulary, random: &mut Random) -> Shape {
    let mut shape = entry.shape.clone();
    for _ in 0..=random.below(3) {
        restructure(&mut shape, vocabulary, random);
    }
    shape
}

fn restructure(shape: &mut Shape, vocabulary: &Vocabulary, random: &mut Random) {
    match random.below(14) {
        0 => drop(take_entry(shape, random)),
        1 => repeat_entry(shape, random),
        2 => move_entry(shape, random),
        3 => rename_key(shape, vocabulary, random),
        4 => swap_values(shape, random),
        5 => replace(shape, random, wrong_type),
        6 => replace(shape, random, |_, random| Shape::Quoted((*random.of(VALUES)).to_owned())),
        7 => {
            let word = random.of(&vocabulary.values).clone();
            replace(shape, random, |_, _| Shape::Quoted(word));
        }
        8 => lengthen(shape, random),
        9 => replace(shape, random, deepened),
        10 => refer_elsewhere(shape, random),
        11 => link(shape, random),
        12 => repeat_id(shape, random),
        _ => add_fact(shape, vocabulary, random),
    }
}

fn is_map(shape: &Shape) -> bool {
    matches!(shape, Shape::Map(entries) if !entries.is_empty())
}

fn is_list(shape: &Shape) -> bool {
    matches!(shape, Shape::List(items) if !items.is_empty())
}

fn is_fact(shape: &Shape) -> bool {
    shape.child("kind").is_some()
}

fn is_scalar(shape: &Shape) -> bool {
    shape.text().is_some()
}

/// One node of those that are wanted.
fn any<'s>(shape: &'s mut Shape, wanted: fn(&Shape) -> bool, random: &mut Random) -> Option<&'s mut Shape> {
    let count = shape.nodes().into_iter().filter(|node| wanted(node)).count();
    shape.nth_mut(&mut random.below(count), wanted)
}

fn entries<'s>(shape: &'s mut Shape, random: &mut Random) -> Option<&'s mut Vec<(String, Shape)>> {
    match any(shape, is_map, random) {
        Some(Shape::Map(entries)) => Some(entries),
        _ => None,
    }
}

fn items<'s>(shape: &'s mut Shape, random: &mut Random) -> Option<&'s mut Vec<Shape>> {
    match any(shape, is_list, random) {
        Some(Shape::List(items)) => Some(items),
        _ => None,
    }
}

fn take_entry(shape: &mut Shape, random: &mut Random) -> Option<(String, Shape)> {
    if random.below(4) == 0 {
        let items = items(shape, random)?;
        let at = random.below(items.len());
        return Some(("x".to_owned(), items.remove(at)));
    }
    let entries = entries(shape, random)?;
    let at = random.below(entries.len());
    Some(entries.remove(at))
}

fn repeat_entry(shape: &mut Shape, random: &mut Random) {
    if random.below(2) == 0 {
        let Some(items) = items(shape, random) else { return };
        let item = random.of(items).clone();
        items.insert(random.below(items.len() + 1), item);
    } else if let Some(entries) = entries(shape, random) {
        let entry = random.of(entries).clone();
        entries.insert(random.below(entries.len() + 1), entry);
    }
}

fn move_entry(shape: &mut Shape, random: &mut Random) {
    let Some(entry) = take_entry(shape, random) else { return };
    if let Some(entries) = entries(shape, random) {
        entries.insert(random.below(entries.len() + 1), entry);
    }
}

fn rename_key(shape: &mut Shape, vocabulary: &Vocabulary, random: &mut Random) {
    let key = match random.below(6) {
        0 => (*random.of(VALUES)).to_owned(),
        _ => random.of(&vocabulary.keys).clone(),
    };
    if let Some(entries) = entries(shape, random) {
        let at = random.below(entries.len());
        entries[at].0 = key;
    }
}

fn swap_values(shape: &mut Shape, random: &mut Random) {
    let everything = |_: &Shape| true;
    let count = shape.nodes().len();
    let (one, other) = (random.below(count), random.below(count));
    let copy = |shape: &mut Shape, mut at: usize| shape.nth_mut(&mut at, everything).cloned();
    let (Some(first), Some(second)) = (copy(shape, one), copy(shape, other)) else { return };
    // Where one lies inside the other, the second place may be gone: the tree is then the one with it inside.
    for (mut at, value) in [(one, second), (other, first)] {
        if at > 0
            && let Some(node) = shape.nth_mut(&mut at, everything)
        {
            *node = value;
        }
    }
}

fn replace(shape: &mut Shape, random: &mut Random, with: impl FnOnce(&Shape, &mut Random) -> Shape) {
    // Structure is scarce among the nodes, so it gets its share.
    let wanted: fn(&Shape) -> bool = if random.below(3) == 0 { |_| true } else { is_scalar };
    if let Some(node) = any(shape, wanted, random) {
        let value = with(node, random);
        *node = value;
    }
}

fn wrong_type(node: &Shape, random: &mut Random) -> Shape {
    let value = node.clone();
    let evidence = |quote: Shape| {
        Shape::Map(vec![
            ("value".to_owned(), node.clone()),
            ("basis".to_owned(), Shape::Plain("inferred".to_owned())),
            ("quote".to_owned(), quote),
        ])
    };
    match random.below(10) {
        0 => Shape::Null,
        1 => Shape::List(Vec::new()),
        2 => Shape::Map(Vec::new()),
        3 => Shape::List(vec![value]),
        4 => Shape::List(vec![Shape::List(vec![value])]),
        5 => Shape::Map(vec![("fr".to_owned(), value)]),
        6 => Shape::Map(vec![("value".to_owned(), value)]),
        7 => evidence(value),
        8 => Shape::Map(vec![("text".to_owned(), value), ("nth".to_owned(), Shape::Plain("2".to_owned()))]),
        _ => Shape::Plain((*random.of(VALUES)).to_owned()),
    }
}

/// A list of very many, or very many of a list's items.
fn lengthen(shape: &mut Shape, random: &mut Random) {
    let times = [2, 10, 300][random.below(3)];
    if random.below(2) == 0 {
        replace(shape, random, |node, _| Shape::List(vec![node.clone(); times]));
    } else if let Some(items) = items(shape, random) {
        let item = random.of(items).clone();
        items.extend(std::iter::repeat_n(item, times));
    }
}

fn deepened(node: &Shape, random: &mut Random) -> Shape {
    let mut deep = node.clone();
    for _ in 0..=random.below(40) {
        deep = match random.below(2) {
            0 => Shape::List(vec![deep]),
            _ => Shape::Map(vec![("value".to_owned(), deep)]),
        };
    }
    deep
}

/// The ids of facts, and every key of a mapping that is no key of the format but names something.
fn names(shape: &Shape) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for node in shape.nodes() {
        names.extend(node.child("id").and_then(Shape::text).map(str::to_owned));
    }
    for part in ["actors", "places"] {
        if let Some(Shape::Map(entries)) = shape.child(part) {
            names.extend(entries.iter().map(|(key, _)| key.clone()));
        }
    }
    names
}

fn refer_elsewhere(shape: &mut Shape, random: &mut Random) {
    let names = names(shape);
    if names.is_empty() {
        return;
    }
    let name = random.of(&names).clone();
    if let Some(node) = any(shape, is_scalar, random) {
        *node = Shape::Plain(name);
    }
}

/// A link from a fact, or from an actor by `of`, to anything that has a name.
fn link(shape: &mut Shape, random: &mut Random) {
    let names = names(shape);
    if names.is_empty() {
        return;
    }
    let target = Shape::Plain(random.of(&names).clone());
    let (key, wanted): (&str, fn(&Shape) -> bool) = match random.below(4) {
        0 => ("of", |node| node.child("type").is_some()),
        _ => (*random.of(LINKS), is_fact),
    };
    if let Some(Shape::Map(entries)) = any(shape, wanted, random) {
        entries.retain(|(other, _)| other != key);
        entries.push((key.to_owned(), target));
    }
}

fn repeat_id(shape: &mut Shape, random: &mut Random) {
    let names = names(shape);
    if names.is_empty() {
        return;
    }
    let name = random.of(&names).clone();
    if let Some(Shape::Map(entries)) = any(shape, |node| node.child("id").is_some(), random) {
        entries.retain(|(key, _)| key != "id");
        entries.push(("id".to_owned(), Shape::Plain(name)));
    }
}

/// A fact of another dossier, with a quote of this one, so that it may be accepted.
fn add_fact(shape: &mut Shape, vocabulary: &Vocabulary, random: &mut Random) {
    let mut fact = random.of(&vocabulary.facts).clone();
    let quotes: Vec<Shape> = shape.nodes().into_iter().filter_map(|node| node.child("quote")).cloned().collect();
    if let (Shape::Map(entries), false) = (&mut fact, quotes.is_empty()) {
        entries.retain(|(key, _)| key != "quote");
        entries.push(("quote".to_owned(), random.of(&quotes).clone()));
    }
    if let Shape::Map(entries) = shape
        && let Some((_, Shape::List(facts))) = entries.iter_mut().find(|(key, _)| key == "facts")
    {
        facts.push(fact);
    }
}

/// Long texts: quotes, descriptions, the source.
fn is_words(shape: &Shape) -> bool {
    shape.text().is_some_and(|text| text.chars().count() > 9)
}

/// One to three changes to the words of a dossier, or of the article that it names.
pub(super) fn reworded(entry: &Entry, texts: &[String], random: &mut Random) -> (Shape, Option<String>) {
    let (mut shape, mut article) = (entry.shape.clone(), entry.files.article.clone());
    for _ in 0..=random.below(2) {
        if random.below(4) == 0
            && let Some(article) = &mut article
        {
            *article = reword(article, texts, random);
        } else if let Some(node) = any(&mut shape, is_words, random) {
            *node = Shape::Quoted(reword(node.text().unwrap_or_default(), texts, random));
        }
    }
    (shape, article)
}

fn reword(text: &str, texts: &[String], random: &mut Random) -> String {
    let at = text.char_indices().map(|(byte, _)| byte).nth(random.below(text.chars().count())).unwrap_or_default();
    let (before, after) = text.split_at(at);
    match random.below(9) {
        0 => text.replace(' ', "\n\t "),
        1 => text.replace(' ', "\r\n"),
        2 => text.replacen(' ', "\u{a0}", 1 + random.below(3)),
        3 => text.to_uppercase(),
        4 => text.replace('’', "'"),
        5 => format!("{before}\u{301}{after}"),
        6 => before.to_owned(),
        7 => format!("{text} {text}"),
        _ => {
            let mut characters: Vec<char> = text.chars().collect();
            change(&mut characters, texts, random);
            characters.into_iter().collect()
        }
    }
}
