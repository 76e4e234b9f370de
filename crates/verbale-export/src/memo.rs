//! IRIs seen lately, each with what was found out about it.

/// Longer IRIs are not kept, so that a slot never grows.
const LONGEST: usize = 120;
const SLOTS: usize = 256;

/// A small table with one place for each IRI: a newcomer takes the place of the one before it.
///
/// Predicates, classes, codes and datatypes come again and again; a look at the last bytes finds them.
#[derive(Debug)]
pub(crate) struct Memo {
    slots: Vec<(String, Vec<u8>)>,
}

impl Default for Memo {
    fn default() -> Self {
        let slot = || (String::with_capacity(LONGEST), Vec::with_capacity(LONGEST + 2));
        Self { slots: std::iter::repeat_with(slot).take(SLOTS).collect() }
    }
}

impl Memo {
    /// What was kept for this IRI.
    pub(crate) fn find(&self, iri: &str) -> Option<&[u8]> {
        let (kept, value) = &self.slots[place(iri)?];
        (kept == iri).then_some(value)
    }

    /// Keeps a value of at most two bytes more than the IRI has.
    pub(crate) fn keep(&mut self, iri: &str, value: &[u8]) {
        if let Some(place) = place(iri).filter(|_| value.len() <= LONGEST + 2) {
            let (kept, old) = &mut self.slots[place];
            kept.clear();
            kept.push_str(iri);
            old.clear();
            old.extend_from_slice(value);
        }
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.slots.iter_mut().for_each(|(kept, _)| kept.clear());
    }
}

/// The place of an IRI, by its length and its last eight bytes.
fn place(iri: &str) -> Option<usize> {
    let last = iri.as_bytes().last_chunk::<8>().filter(|_| iri.len() <= LONGEST)?;
    let mixed = (u64::from_le_bytes(*last) ^ iri.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    usize::try_from(mixed >> 56).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iri_is_found_as_it_was_kept_and_no_other() {
        let mut memo = Memo::default();
        let names: Vec<String> = (0..1_000).map(|n| format!("http://example.org/{n}/same-end")).collect();
        for name in &names {
            assert_eq!(memo.find(name), None);
            memo.keep(name, name.as_bytes());
            assert_eq!(memo.find(name), Some(name.as_bytes()));
        }
        memo.keep("short", b"x");
        memo.keep(&"x".repeat(500), b"x");
        assert_eq!((memo.find("short"), memo.find(&"x".repeat(500))), (None, None));
        memo.clear();
        assert!(names.iter().all(|name| memo.find(name).is_none()));
    }
}
