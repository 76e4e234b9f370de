//! Entries that have another id and say the same.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Entry, Model, Quote, Quotes, Section, Value};

/// What stands for the entry itself in what it says.
const ITSELF: &str = "\u{0}itself";

/// How long a chain of renamed entries may be of which each names the next: what is beyond is added and removed.
const LONGEST: usize = 100;

/// New names by old ones. An entry is renamed where one side alone has the name and the other side has an entry that
/// says exactly the same under a name of its own. What refers to a renamed entry is compared under the new name, so that
/// a chain of renamed facts is found from its end.
pub(super) fn renames(old: &Model, new: &Model) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for _ in 0..LONGEST {
        let found = step(old, new, &names);
        if found.is_empty() {
            break;
        }
        names.extend(found);
    }
    names
}

fn step(old: &Model, new: &Model, names: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let taken: BTreeSet<&String> = names.values().collect();
    let gone = old.entries.iter().filter(|(key, _)| !new.entries.contains_key(key) && !names.contains_key(&key.1));
    let come = new.entries.iter().filter(|(key, _)| !old.entries.contains_key(key) && !taken.contains(&key.1));
    let mut by_content = BTreeMap::<_, Vec<&String>>::new();
    for ((section, name), entry) in come.filter(|((section, _), _)| may_be_renamed(*section)) {
        by_content.entry(content(*section, name, entry, &BTreeMap::new())).or_default().push(name);
    }
    let mut found = BTreeMap::new();
    if by_content.is_empty() {
        return found;
    }
    // Entries that say the same are the same but for the name: which is paired with which makes no difference.
    for names in by_content.values_mut() {
        names.reverse();
    }
    for ((section, name), entry) in gone.filter(|((section, _), _)| may_be_renamed(*section)) {
        let same = by_content.get_mut(&content(*section, name, entry, names));
        if let Some(other) = same.and_then(Vec::pop) {
            found.insert(name.clone(), other.clone());
        }
    }
    found
}

/// The dossier is what is compared, and what has no type of ours has no content that could be trusted.
const fn may_be_renamed(section: Section) -> bool {
    matches!(section, Section::Sources | Section::Actors | Section::Places | Section::Facts)
}

type Words<'e> = (&'e String, Vec<(&'e str, &'e str, Option<&'e str>)>);
type Content<'e> = (Section, &'e String, Vec<(&'e String, BTreeSet<Value>)>, Vec<Words<'e>>);

/// What an entry says, its own name left out.
fn content<'e>(section: Section, name: &str, entry: &'e Entry, names: &BTreeMap<String, String>) -> Content<'e> {
    let other = |node: &str| if node == name { Some(ITSELF) } else { names.get(node).map(String::as_str) };
    let values = |values: &BTreeSet<Value>| values.iter().map(|value| value.renamed(&other)).collect();
    let fields = entry.fields.iter().map(|(key, field)| (key, values(&field.values))).collect();
    let words = |quotes: &'e Quotes| {
        let mut words: Vec<_> = quotes.list.iter().map(Quote::words).collect();
        words.sort_unstable();
        words
    };
    let quotes = entry.quotes.iter().map(|(key, quotes)| (key, words(quotes))).collect();
    (section, &entry.kind, fields, quotes)
}
