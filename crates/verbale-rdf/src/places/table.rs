//! A table from hashes to positions, in little memory and without a jump in it when it grows.
//!
//! Each shard is an array in the order of the hashes, with gaps: a hash belongs at the slot that its value marks off in
//! proportion, or just behind the smaller ones that pushed it on. A search ends at the first greater hash or gap.

use verbale_core::position::Position;

const SHARDS: usize = 64;
/// Slots to begin with behind the last one that a hash can belong at.
const SPILL: usize = 8;

#[derive(Clone, Debug, Default)]
pub(super) struct Table(Vec<Shard>);

#[derive(Clone, Debug, Default)]
struct Shard {
    slots: Vec<Slot>,
    /// How many of the slots a hash can belong at.
    homes: usize,
    filled: usize,
}

/// A hash, a line, a column of 24 bits and a byte of 40; without a line it is a gap.
#[derive(Clone, Copy, Debug, Default)]
struct Slot([u32; 5]);

impl Table {
    /// Remembers the position of a hash that has none.
    pub(super) fn insert(&mut self, hash: u64, position: Position) {
        if self.0.is_empty() {
            self.0.resize_with(SHARDS, Shard::default);
        }
        self.0[shard(hash)].insert(hash, position);
    }

    pub(super) fn find(&self, hash: u64) -> Option<Position> {
        let shard = self.0.get(shard(hash))?;
        let at = shard.search(hash).ok()?;
        Some(shard.slots[at].position())
    }

    pub(super) fn size(&self) -> usize {
        self.0.iter().map(|shard| shard.slots.capacity() * size_of::<Slot>() + size_of::<Shard>()).sum()
    }
}

/// The first six bits of a hash.
fn shard(hash: u64) -> usize {
    usize::try_from(hash >> 58).unwrap_or_default()
}

impl Shard {
    fn insert(&mut self, hash: u64, position: Position) {
        let Err(mut at) = self.search(hash) else { return };
        if self.filled * 8 >= self.homes * 7 {
            self.grow();
            at = self.search(hash).unwrap_or_else(|at| at);
        }
        let gap = self.slots[at..].iter().position(Slot::is_gap).map_or(self.slots.len(), |gap| at + gap);
        if gap == self.slots.len() {
            self.slots.push(Slot::default());
        }
        self.slots.copy_within(at..gap, at + 1);
        self.slots[at] = Slot::new(hash, position);
        self.filled += 1;
    }

    /// The slot of a hash, or where it would go.
    fn search(&self, hash: u64) -> Result<usize, usize> {
        let mut at = self.home(hash);
        while let Some(slot) = self.slots.get(at).filter(|slot| !slot.is_gap() && slot.hash() <= hash) {
            if slot.hash() == hash {
                return Ok(at);
            }
            at += 1;
        }
        Err(at)
    }

    /// Where a hash belongs: as far along the slots as its bits after the shard's are along all that they could be.
    fn home(&self, hash: u64) -> usize {
        usize::try_from((u128::from(hash << 6) * self.homes as u128) >> 64).unwrap_or_default()
    }

    fn grow(&mut self) {
        self.homes = (self.homes + self.homes / 4).max(16);
        let former = std::mem::replace(&mut self.slots, vec![Slot::default(); self.homes + SPILL]);
        let mut next = 0;
        for slot in former.into_iter().filter(|slot| !slot.is_gap()) {
            let at = self.home(slot.hash()).max(next);
            if at == self.slots.len() {
                self.slots.push(Slot::default());
            }
            self.slots[at] = slot;
            next = at + 1;
        }
    }
}

impl Slot {
    fn new(hash: u64, position: Position) -> Self {
        let line = u32::try_from(position.line).unwrap_or(u32::MAX);
        let column = u64::try_from(position.column).unwrap_or(u64::MAX).min((1 << 24) - 1);
        let byte = u64::try_from(position.byte).unwrap_or(u64::MAX).min((1 << 40) - 1);
        let [hash_high, hash_low] = halves(hash);
        let [rest_high, rest_low] = halves(column << 40 | byte);
        Self([hash_high, hash_low, line, rest_high, rest_low])
    }

    const fn is_gap(&self) -> bool {
        self.0[2] == 0
    }

    fn hash(&self) -> u64 {
        u64::from(self.0[0]) << 32 | u64::from(self.0[1])
    }

    fn position(&self) -> Position {
        let rest = u64::from(self.0[3]) << 32 | u64::from(self.0[4]);
        let whole = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        Position { line: whole(self.0[2].into()), column: whole(rest >> 40), byte: whole(rest & ((1 << 40) - 1)) }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "each is one half")]
const fn halves(number: u64) -> [u32; 2] {
    [(number >> 32) as u32, number as u32]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        /// Hashes of few distinct upper bits crowd into the same slots.
        #[test]
        fn it_is_a_map_that_keeps_the_first(
            entries in prop::collection::vec(
                (prop_oneof![any::<u64>(), (0..40u64), (0..40u64).prop_map(|low| u64::MAX - low)],
                 1usize..1 << 32, 1usize..1 << 24, 0usize..1 << 40),
                0..400,
            ),
        ) {
            let (mut table, mut model) = (Table::default(), BTreeMap::new());
            for (hash, line, column, byte) in entries {
                let position = Position { line, column, byte };
                table.insert(hash, position);
                model.entry(hash).or_insert(position);
                prop_assert_eq!(table.find(hash), model.get(&hash).copied());
            }
            for (hash, position) in model {
                prop_assert_eq!(table.find(hash), Some(position));
                prop_assert_eq!(table.find(hash ^ (1 << 20)).is_some(), false);
            }
        }
    }

    #[test]
    fn numbers_too_great_are_as_great_as_can_be() {
        let mut table = Table::default();
        table.insert(7, Position { line: usize::MAX, column: usize::MAX, byte: usize::MAX });
        let most = Position { line: (1 << 32) - 1, column: (1 << 24) - 1, byte: (1 << 40) - 1 };
        assert_eq!(table.find(7), Some(most));
    }
}
