//! What differs between two versions.

use std::collections::BTreeMap;

use super::model::Section;

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    /// The new version alone has it.
    Added,
    /// The old version alone has it.
    Removed,
    /// A field or a quote is another one.
    Changed,
    /// It has another id and says the same.
    Renamed,
    /// Its words stand elsewhere in the text.
    Moved,
}

impl Change {
    /// Its name in reports.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Renamed => "renamed",
            Self::Moved => "moved",
        }
    }
}

/// A value for programs, and for people where they know it by another name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shown {
    pub(super) value: String,
    pub(super) label: Option<String>,
}

/// A field that differs: all its values before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FieldChange {
    pub(super) field: String,
    pub(super) old: Vec<Shown>,
    pub(super) new: Vec<Shown>,
    /// Whether it follows from another change: both sides are what the format gives by itself.
    pub(super) is_derived: bool,
}

/// Words that stand elsewhere, or among other words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moved {
    pub(super) field: String,
    pub(super) quote: String,
    /// Code points, end-exclusive; none where the text was not at hand.
    pub(super) old: Option<[u64; 2]>,
    pub(super) new: Option<[u64; 2]>,
}

/// An entry that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EntryChange {
    /// Its name: that of the new version where it has one there.
    pub(super) name: String,
    /// The name in the old version, where that is another one.
    pub(super) from: Option<String>,
    pub(super) kind: String,
    pub(super) label: String,
    pub(super) change: Change,
    pub(super) fields: Vec<FieldChange>,
    pub(super) moved: Vec<Moved>,
}

/// A dossier that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DossierChange {
    /// Its id; empty for what dossiers share.
    pub(super) id: String,
    /// Added or removed as a whole, or changed.
    pub(super) change: Change,
    pub(super) entries: BTreeMap<Section, Vec<EntryChange>>,
}

/// The counts of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Dossiers that both versions have.
    pub(super) dossiers: usize,
    pub(super) dossiers_added: usize,
    pub(super) dossiers_removed: usize,
    /// Of those that both have, how many differ.
    pub(super) dossiers_changed: usize,
    /// Facts that both versions have, renamed ones included.
    pub(super) facts: usize,
    pub(super) added: usize,
    pub(super) removed: usize,
    pub(super) changed: usize,
    pub(super) renamed: usize,
    pub(super) moved: usize,
    /// Sources, actors, places and the like that differ.
    pub(super) others: usize,
}

impl Counts {
    /// Facts that both versions have and that do not differ.
    pub(super) const fn unchanged(&self) -> usize {
        self.facts - self.changed - self.renamed - self.moved
    }

    /// Counts an entry that differs.
    pub(super) fn add(&mut self, section: Section, change: Change) {
        if section != Section::Facts {
            self.others += 1;
            return;
        }
        *match change {
            Change::Added => &mut self.added,
            Change::Removed => &mut self.removed,
            Change::Changed => &mut self.changed,
            Change::Renamed => &mut self.renamed,
            Change::Moved => &mut self.moved,
        } += 1;
    }
}

/// All that differs, in the order of the dossiers' ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Differences {
    pub(super) counts: Counts,
    pub(super) dossiers: BTreeMap<String, DossierChange>,
}
