//! IRIs seen lately, and what was found out about each.

/// Bytes of the longest IRI that is kept.
const LONGEST: usize = 120;
const SLOTS: usize = 256;

/// A small table with one place for each IRI: a newcomer takes the place of the one before it.
///
/// Predicates, classes, codes and datatypes come again and again; a look at the last bytes finds them.
#[derive(Debug)]
pub(crate) struct Memo {
    slots: Vec<Slot>,
}

/// An IRI with the number of those that have been kept here. It stands in the table itself: a writer of a short document
/// has few IRIs, and a writer of a long one allocates nothing for each.
#[derive(Clone, Copy, Debug)]
struct Slot {
    iri: [u8; LONGEST],
    length: usize,
    version: u64,
}

/// Where an IRI is kept. Of two IRIs no place is the same, be it that one has followed the other there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    slot: usize,
    /// How many IRIs have been kept in the slot.
    version: u64,
}

impl Default for Memo {
    fn default() -> Self {
        Self { slots: vec![Slot { iri: [0; LONGEST], length: 0, version: 0 }; SLOTS] }
    }
}

impl Memo {
    /// Where this IRI is kept.
    pub(crate) fn find(&self, iri: &str) -> Option<Place> {
        let slot = slot(iri)?;
        let Slot { iri: kept, length, version } = &self.slots[slot];
        (kept[..*length] == *iri.as_bytes()).then_some(Place { slot, version: *version })
    }

    /// Keeps an IRI, unless it is too long or too short.
    pub(crate) fn keep(&mut self, iri: &str) -> Option<Place> {
        let slot = slot(iri)?;
        let Slot { iri: kept, length, version } = &mut self.slots[slot];
        // A slot is found only for what fits into it.
        kept[..iri.len()].copy_from_slice(iri.as_bytes());
        *length = iri.len();
        *version += 1;
        Some(Place { slot, version: *version })
    }
}

/// What was made of the IRIs that a [`Memo`] keeps.
#[derive(Debug)]
pub(crate) struct Made {
    slots: Vec<(u64, Vec<u8>)>,
}

impl Default for Made {
    fn default() -> Self {
        Self { slots: vec![(0, Vec::new()); SLOTS] }
    }
}

impl Made {
    /// What was made of the IRI that is kept there.
    pub(crate) fn find(&self, place: Place) -> Option<&[u8]> {
        let (version, made) = &self.slots[place.slot];
        (*version == place.version).then_some(made)
    }

    /// Keeps what was made of an IRI.
    pub(crate) fn keep(&mut self, place: Place, made: &[u8]) {
        let (version, old) = &mut self.slots[place.slot];
        *version = place.version;
        old.clear();
        old.extend_from_slice(made);
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.slots.iter_mut().for_each(|(version, _)| *version = 0);
    }
}

/// The slot of an IRI, by its length and its last eight bytes.
fn slot(iri: &str) -> Option<usize> {
    let last = iri.as_bytes().last_chunk::<8>().filter(|_| iri.len() <= LONGEST)?;
    let mixed = (u64::from_le_bytes(*last) ^ iri.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    usize::try_from(mixed >> 56).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iri_is_found_as_it_was_kept_and_no_other() {
        let (mut memo, mut made) = (Memo::default(), Made::default());
        let names: Vec<String> = (0..1_000).map(|n| format!("http://example.org/{n}/same-end")).collect();
        for name in &names {
            assert_eq!(memo.find(name), None);
            let place = memo.keep(name).unwrap();
            assert_eq!(memo.find(name), Some(place));
            assert_eq!(made.find(place), None, "{name}: what was made of another");
            made.keep(place, name.as_bytes());
            assert_eq!(made.find(place), Some(name.as_bytes()));
        }
        assert_eq!(memo.keep("short"), None);
        assert_eq!(memo.keep(&"x".repeat(500)), None);
        made.clear();
        assert!(names.iter().filter_map(|name| memo.find(name)).all(|place| made.find(place).is_none()));
        assert!(names.iter().any(|name| memo.find(name).is_some()));
    }
}
