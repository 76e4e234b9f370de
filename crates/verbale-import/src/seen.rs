//! Which records a file has had already.

use std::collections::BTreeMap;

/// Runs of ids that are remembered, at most; past it all are forgotten.
const RUNS: usize = 100_000;

/// The ids of the records of a file. Datasets number their records one after the other, so runs of numbers take next to
/// no room.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// First number of a run, last number.
    runs: BTreeMap<u64, u64>,
}

impl Seen {
    /// Notes a record's number and says whether it is new.
    pub(crate) fn meet(&mut self, number: u64) -> bool {
        let before = self.runs.range(..=number).next_back().map(|(first, last)| (*first, *last));
        if before.is_some_and(|(_, last)| number <= last) {
            return false;
        }
        let touching = before.filter(|(_, last)| last.checked_add(1) == Some(number));
        let first = touching.map_or(number, |(first, _)| first);
        let after = number.checked_add(1).and_then(|next| self.runs.remove(&next));
        if self.runs.len() >= RUNS && touching.is_none() {
            self.runs.clear();
        }
        self.runs.insert(first, after.unwrap_or(number));
        true
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn neighbours_are_one_run() {
        let mut seen = Seen::default();
        for number in [5, 7, 6, 0, u64::MAX, u64::MAX - 1, 8] {
            assert!(seen.meet(number), "{number}");
            assert!(!seen.meet(number), "{number} again");
        }
        assert_eq!(seen.runs.into_iter().collect::<Vec<_>>(), [(0, 0), (5, 8), (u64::MAX - 1, u64::MAX)]);
    }

    #[test]
    fn memory_is_bounded() {
        let mut seen = Seen::default();
        (0..3 * RUNS as u64).for_each(|number| assert!(seen.meet(2 * number)));
        assert!(seen.runs.len() <= RUNS);
    }

    proptest! {
        #[test]
        fn it_is_a_set(numbers in proptest::collection::vec(0..40_u64, 0..80)) {
            let (mut seen, mut set) = (Seen::default(), BTreeSet::new());
            for number in numbers {
                prop_assert_eq!(seen.meet(number), set.insert(number));
            }
        }
    }
}
