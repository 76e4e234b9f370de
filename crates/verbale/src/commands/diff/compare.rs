//! Two versions of one dossier, entry by entry and field by field.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Change, Counts, DossierChange, EntryChange, FieldChange, Moved, Shown};
use super::model::{Entry, Field, Model, Quote, Section, Value};
use super::renames::renames;

/// Compares two versions of a dossier; `None` where they say the same.
pub(super) fn compare(old: &Model, new: &Model, counts: &mut Counts) -> Option<DossierChange> {
    let names = renames(old, new);
    let comparison = Comparison { old, new, names: &names };
    let taken: BTreeSet<&String> = names.values().collect();
    let mut entries = BTreeMap::<Section, Vec<EntryChange>>::new();
    let mut keep = |section, change: EntryChange| entries.entry(section).or_default().push(change);
    for ((section, name), entry) in &old.entries {
        let other = names.get(name).unwrap_or(name);
        match new.entries.get(&(*section, other.clone())) {
            Some(after) => {
                counts.facts += usize::from(*section == Section::Facts);
                if let Some(change) = comparison.both(name, entry, other, after) {
                    keep(*section, change);
                }
            }
            None => keep(*section, comparison.one(name, entry, Change::Removed)),
        }
    }
    for ((section, name), entry) in &new.entries {
        if !old.entries.contains_key(&(*section, name.clone())) && !taken.contains(name) {
            keep(*section, comparison.one(name, entry, Change::Added));
        }
    }
    for (section, changes) in &mut entries {
        for change in changes.iter() {
            counts.add(*section, change.change);
        }
        changes.sort_by(|a, b| (a.change, &a.name, &a.from).cmp(&(b.change, &b.name, &b.from)));
    }
    (!entries.is_empty()).then(|| DossierChange { id: new.id.clone(), change: Change::Changed, entries })
}

/// A dossier that one version alone has.
pub(super) fn alone(model: &Model, change: Change, counts: &mut Counts) -> DossierChange {
    let nothing = Model::default();
    let (old, new) = if change == Change::Added { (&nothing, model) } else { (model, &nothing) };
    let compared = compare(old, new, counts);
    let entries = compared.map(|compared| compared.entries).unwrap_or_default();
    DossierChange { id: model.id.clone(), change, entries }
}

struct Comparison<'m> {
    old: &'m Model,
    new: &'m Model,
    /// New names by old ones.
    names: &'m BTreeMap<String, String>,
}

impl Comparison<'_> {
    /// An entry that both versions have; `None` where it says the same.
    fn both(&self, name: &str, old: &Entry, other: &str, new: &Entry) -> Option<EntryChange> {
        let mut fields = self.fields(old, new);
        let moved = self.quotes(old, new, &mut fields);
        let from = (name != other).then(|| name.to_owned());
        let change = match (&from, fields.is_empty(), moved.is_empty()) {
            (None, true, true) => return None,
            (Some(_), true, _) => Change::Renamed,
            (None, true, false) => Change::Moved,
            (_, false, _) => Change::Changed,
        };
        let (kind, label) = (new.kind.clone(), new.label.clone());
        Some(EntryChange { name: other.to_owned(), from, kind, label, change, fields, moved })
    }

    /// An entry that one version alone has.
    fn one(&self, name: &str, entry: &Entry, change: Change) -> EntryChange {
        let nothing = Entry::default();
        let (old, new) = if change == Change::Added { (&nothing, entry) } else { (entry, &nothing) };
        let mut fields = self.fields(old, new);
        fields.retain(|field| !field.old.is_empty() || !field.new.is_empty());
        self.quotes(old, new, &mut fields);
        let (kind, label) = (entry.kind.clone(), entry.label.clone());
        EntryChange { name: name.to_owned(), from: None, kind, label, change, fields, moved: Vec::new() }
    }

    fn fields(&self, old: &Entry, new: &Entry) -> Vec<FieldChange> {
        let keys: BTreeSet<&String> = old.fields.keys().chain(new.fields.keys()).collect();
        let differing: BTreeSet<&String> =
            keys.into_iter().filter(|key| self.differs(old.fields.get(*key), new.fields.get(*key))).collect();
        let follows = |key: &String| {
            let behind =
                [old, new].into_iter().filter_map(|entry| entry.fields.get(key)).flat_map(|field| &field.behind);
            behind.into_iter().any(|other| differing.contains(other))
        };
        differing
            .iter()
            .filter(|key| !follows(key))
            .map(|key| self.field(key, old.fields.get(*key), new.fields.get(*key)))
            .collect()
    }

    fn differs(&self, old: Option<&Field>, new: Option<&Field>) -> bool {
        match (old, new) {
            (Some(old), Some(new)) => self.carried(&old.values) != new.values,
            (Some(field), None) | (None, Some(field)) => !field.values.is_empty(),
            (None, None) => false,
        }
    }

    /// Values of the old version under the new names.
    fn carried(&self, values: &BTreeSet<Value>) -> BTreeSet<Value> {
        let other = |node: &str| self.names.get(node).map(String::as_str);
        values.iter().map(|value| value.renamed(&other)).collect()
    }

    fn field(&self, key: &str, old: Option<&Field>, new: Option<&Field>) -> FieldChange {
        let before = old.map(|field| self.carried(&field.values)).unwrap_or_default();
        let after = new.map(|field| field.values.clone()).unwrap_or_default();
        let is_derived = [old, new].into_iter().flatten().all(|field| field.is_default);
        self.change(key, &before, &after, is_derived)
    }

    fn change(&self, key: &str, old: &BTreeSet<Value>, new: &BTreeSet<Value>, is_derived: bool) -> FieldChange {
        let short = |values: &BTreeSet<Value>| values.iter().map(Value::short).collect::<BTreeSet<_>>();
        // Where the short forms do not tell the two apart, the datatypes do.
        let in_full = short(old) == short(new) || short(old).len() < old.len() || short(new).len() < new.len();
        let shown = |values: &BTreeSet<Value>| {
            let mut shown: Vec<_> = values.iter().map(|value| self.shown(value, in_full)).collect();
            shown.sort();
            shown
        };
        FieldChange { field: key.to_owned(), old: shown(old), new: shown(new), is_derived }
    }

    /// A value with the label of the node that it names.
    fn shown(&self, value: &Value, in_full: bool) -> Shown {
        let label = match value {
            Value::Node(name) => self.label(name),
            _ => None,
        };
        Shown { value: if in_full { value.full() } else { value.short() }, label }
    }

    fn label(&self, name: &str) -> Option<String> {
        let sections = [Section::Actors, Section::Places, Section::Occurrences];
        let of = |model: &Model| {
            sections
                .iter()
                .find_map(|section| model.entries.get(&(*section, name.to_owned())))
                .map(|entry| entry.label.clone())
        };
        of(self.new).or_else(|| of(self.old)).filter(|label| !label.is_empty())
    }

    /// Quotes that have moved; those that are other words become changes of their field.
    fn quotes(&self, old: &Entry, new: &Entry, fields: &mut Vec<FieldChange>) -> Vec<Moved> {
        let keys: BTreeSet<&String> = old.quotes.keys().chain(new.quotes.keys()).collect();
        let mut moved = Vec::new();
        for key in keys {
            let sides = [old.quotes.get(key), new.quotes.get(key)];
            // What happened to the words of the fact is told of the fact.
            if sides.into_iter().flatten().all(|quotes| quotes.are_of_fact) {
                continue;
            }
            let [before, after] = sides.map(|quotes| quotes.map(|quotes| quotes.list.as_slice()).unwrap_or_default());
            let Pairs { moved: pairs, gone, come } = pair(before, after);
            if !gone.is_empty() || !come.is_empty() {
                let values = |quotes: &[Quote]| quotes.iter().map(Quote::value).collect();
                fields.push(self.change(key, &values(before), &values(after), false));
            }
            moved.extend(pairs.into_iter().map(|(old, new)| Moved {
                field: key.clone(),
                quote: new.exact.clone(),
                old: old.place,
                new: new.place,
            }));
        }
        moved
    }
}

/// The quotes of two versions, held against each other.
#[derive(Default)]
struct Pairs<'q> {
    moved: Vec<(&'q Quote, &'q Quote)>,
    gone: Vec<&'q Quote>,
    come: Vec<&'q Quote>,
}

/// Equal quotes stay out; then the same words are paired in the order of their places.
fn pair<'q>(old: &'q [Quote], new: &'q [Quote]) -> Pairs<'q> {
    let mut by_words = BTreeMap::<_, [BTreeSet<&Quote>; 2]>::new();
    for (side, quotes) in [old, new].into_iter().enumerate() {
        for quote in quotes {
            by_words.entry(quote.words()).or_default()[side].insert(quote);
        }
    }
    let mut pairs = Pairs::default();
    for [old, new] in by_words.into_values() {
        let by_place = |own: &BTreeSet<&'q Quote>, other: &BTreeSet<&'q Quote>| {
            let mut left: Vec<&Quote> = own.difference(other).copied().collect();
            left.sort_by_key(|quote| quote.place);
            left
        };
        let (mut gone, mut come) = (by_place(&old, &new), by_place(&new, &old));
        let both = gone.len().min(come.len());
        pairs.moved.extend(gone.drain(..both).zip(come.drain(..both)));
        pairs.gone.extend(gone);
        pairs.come.extend(come);
    }
    pairs
}
