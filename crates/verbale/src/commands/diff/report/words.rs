//! The words that the forms for people share.

use super::super::change::{Change, Counts, EntryChange, FieldChange, Shown};
use super::super::model::Section;
use crate::count::{counted, grouped};

/// The sections in the order in which people read them, each with what one entry is called and the key in JSON.
pub(super) const SECTIONS: [(Section, &str, &str); 7] = [
    (Section::Facts, "", "facts"),
    (Section::Dossier, "dossier", "itself"),
    (Section::Sources, "", "sources"),
    (Section::Actors, "actor", "actors"),
    (Section::Places, "", "places"),
    (Section::Occurrences, "", "occurrences"),
    (Section::Others, "", "others"),
];

/// «compared 2 dossiers, 39 facts: 1 added, 2 changed, 36 unchanged».
pub(in super::super) fn sentence(counts: &Counts) -> String {
    let compared = format!("compared {}, {}", counted(counts.dossiers, "dossier"), counted(counts.facts, "fact"));
    let all = parts(counts).into_iter().chain([(counts.unchanged(), "unchanged")]);
    let mut told: Vec<_> =
        all.filter(|(count, _)| *count > 0).map(|(count, word)| format!("{} {word}", grouped(&count))).collect();
    let whole = [(counts.dossiers_added, "added"), (counts.dossiers_removed, "removed")];
    told.extend(
        whole
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{} {word}", counted(*count, "dossier"))),
    );
    if counts.others > 0 {
        told.push(format!("{} beside the facts", counted(counts.others, "change")));
    }
    if told.is_empty() { compared } else { format!("{compared}: {}", told.join(", ")) }
}

/// The facts by what became of them.
pub(super) fn parts(counts: &Counts) -> [(usize, &'static str); 5] {
    [
        (counts.added, "added"),
        (counts.removed, "removed"),
        (counts.changed, "changed"),
        (counts.renamed, "renamed"),
        (counts.moved, "moved"),
    ]
}

/// What an entry is called: its kind, and its section where the kind alone does not say it.
pub(super) fn noun(section: Section, entry: &EntryChange) -> String {
    let of_section = SECTIONS.iter().find(|(own, ..)| *own == section).map_or("", |(_, noun, _)| noun);
    match (of_section, entry.kind.as_str()) {
        ("", kind) => kind.to_owned(),
        (noun, kind) if kind.is_empty() || kind == noun => noun.to_owned(),
        (noun, kind) => format!("{noun} ({kind})"),
    }
}

/// The fields of an entry that are shown. Of one that is new or gone, defaults and what its headline says go without saying.
pub(super) fn told(entry: &EntryChange) -> impl Iterator<Item = &FieldChange> {
    let is_whole = matches!(entry.change, Change::Added | Change::Removed);
    let is_kind = |field: &FieldChange| {
        let values = field.old.iter().chain(&field.new);
        matches!(field.field.as_str(), "kind" | "type") && values.into_iter().all(|shown| shown.value == entry.kind)
    };
    entry.fields.iter().filter(move |field| !is_whole || !(field.is_derived || is_kind(field)))
}

/// How the values of a field changed.
pub(super) enum Step<'f> {
    /// From some values to others; either may be none.
    Whole(&'f [Shown], &'f [Shown]),
    /// Some came to others that stayed, or went from them.
    Partly { come: Vec<&'f Shown>, gone: Vec<&'f Shown> },
}

/// A list of which a part stays is told by what came and went.
pub(super) fn step(field: &FieldChange) -> Step<'_> {
    let stays = field.old.iter().any(|value| field.new.contains(value));
    if !stays {
        return Step::Whole(&field.old, &field.new);
    }
    let come = field.new.iter().filter(|value| !field.old.contains(value)).collect();
    let gone = field.old.iter().filter(|value| !field.new.contains(value)).collect();
    Step::Partly { come, gone }
}

/// «905–937», or that nothing says where.
pub(super) fn place(place: Option<[u64; 2]>) -> String {
    place.map_or_else(|| "no place".to_owned(), |[start, end]| format!("{start}–{end}"))
}
