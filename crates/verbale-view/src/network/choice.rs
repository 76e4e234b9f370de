//! Which actors and which ties are drawn: those that stand for the most facts.
//!
//! Ties are taken twice, first to weigh the actors, then to keep what ties the heaviest of them: so nobody needs to hold
//! all ties at once. They may come in any order, since each brings what decides between equals.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Link;
use crate::ties::{Firmness, Rank, Sides};

/// The most actors that are drawn: more could not be read.
pub(crate) const MOST: usize = 60;

/// The most ties that are drawn, each of them for any number of facts.
const MOST_TIES: usize = 110;

/// How many facts tie each actor, by its number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weights(Vec<u64>);

impl Weights {
    /// Weighs the actors of a tie.
    pub(crate) fn add(&mut self, tie: &Link) {
        for actor in tie.sides.all() {
            if self.0.len() <= *actor {
                self.0.resize(*actor + 1, 0);
            }
            self.0[*actor] += tie.count;
        }
    }

    /// The heaviest actors; of equals, those with the lower number.
    pub(crate) fn choose<K>(&self) -> Choice<K> {
        let mut actors: Vec<usize> = (0..self.0.len()).filter(|actor| self.0[*actor] > 0).collect();
        let left_out = actors.len().saturating_sub(MOST);
        if left_out > 0 {
            actors.select_nth_unstable_by_key(MOST, |actor| (Reverse(self.0[*actor]), *actor));
            actors.truncate(MOST);
            actors.sort_unstable();
        }
        Choice { actors, left_out, bundles: BTreeMap::new() }
    }
}

/// The actors that may be drawn, and what ties them. `K` says which tie comes first; no two different ties have the same.
#[derive(Clone, Debug)]
pub(crate) struct Choice<K> {
    /// Numbers of actors, in order.
    actors: Vec<usize>,
    left_out: usize,
    bundles: BTreeMap<Way, Growing<K>>,
}

/// Who is tied, each side in order, and how firmly: ties that have this in common are drawn as one.
type Way = (Sides<usize>, Firmness);

/// Ties of the same way, as they come.
#[derive(Clone, Debug)]
struct Growing<K> {
    first: K,
    /// What the first tie leads to.
    href: String,
    labels: BTreeMap<String, Label<K>>,
    /// The elements of the facts, in the order of ties.
    facts: BTreeMap<K, String>,
    count: u64,
}

/// What ties are called, with the first tie of that name.
#[derive(Clone, Debug)]
struct Label<K> {
    rank: Rank,
    first: K,
    count: u64,
}

/// What is drawn.
#[derive(Clone, Debug)]
pub(crate) struct Chosen {
    /// Numbers of actors, in order.
    pub(crate) actors: Vec<usize>,
    pub(super) bundles: Vec<Bundle>,
    /// Actors that are tied and not drawn.
    pub(super) left_out: usize,
    /// Ties of actors that are drawn, and that are not drawn themselves.
    pub(super) ties_left_out: usize,
}

/// Ties of the same actors, direction and firmness, drawn as one.
#[derive(Clone, Debug)]
pub(super) struct Bundle {
    /// Places in the list of actors that are drawn.
    pub(super) sides: Sides<usize>,
    pub(super) firmness: Firmness,
    /// Each once, with the number of its ties; what changes who belongs to what comes first.
    pub(super) labels: Vec<(String, u64)>,
    pub(super) href: String,
    /// The elements of the facts, where they stand on the same page.
    pub(super) facts: Vec<String>,
    pub(super) count: u64,
}

impl<K: Clone + Ord> Choice<K> {
    /// Whether an actor may be drawn.
    pub(crate) fn has(&self, actor: usize) -> bool {
        self.actors.binary_search(&actor).is_ok()
    }

    /// Takes over a tie; actors that are not drawn are left out of it.
    pub(crate) fn add(&mut self, order: K, tie: Link) {
        let sides = ordered(tie.sides.map(|actor| self.has(*actor).then_some(*actor)));
        if sides.len() < 2 {
            return;
        }
        let labels = [(tie.label, Label { rank: tie.rank, first: order.clone(), count: tie.count })].into();
        let facts = tie.fact.map(|fact| (order.clone(), fact)).into_iter().collect();
        let more = Growing { first: order, href: tie.href, labels, facts, count: tie.count };
        take(&mut self.bundles, (sides, tie.firmness), more);
    }

    /// Keeps the ties that stand for most facts, in their order, and the actors that they tie.
    pub(crate) fn finish(self) -> Chosen {
        let (mut bundles, mut ties_left_out) = (self.bundles, 0);
        if bundles.len() > MOST_TIES {
            bundles = regardless_of_direction(bundles);
        }
        let mut bundles: Vec<_> = bundles.into_iter().collect();
        if bundles.len() > MOST_TIES {
            ties_left_out = bundles.len() - MOST_TIES;
            bundles.sort_by(|(_, one), (_, other)| one.weight().cmp(&other.weight()));
            bundles.truncate(MOST_TIES);
        }
        bundles.sort_by(|(_, one), (_, other)| one.first.cmp(&other.first));
        // Only who is tied to somebody drawn is drawn.
        let tied: BTreeSet<usize> = bundles.iter().flat_map(|((sides, _), _)| sides.all()).copied().collect();
        let left_out = self.left_out + (self.actors.len() - tied.len());
        let actors: Vec<usize> = tied.into_iter().collect();
        let bundles = bundles.into_iter().map(|(way, bundle)| bundle.grown(&way, &actors)).collect();
        Chosen { actors, bundles, left_out, ties_left_out }
    }
}

/// Each side in the order of numbers; who stands on two sides stands on the first.
fn ordered(mut sides: Sides<usize>) -> Sides<usize> {
    for side in [&mut sides.acting, &mut sides.acted_on, &mut sides.beside] {
        side.sort_unstable();
        side.dedup();
    }
    sides.acted_on.retain(|actor| !sides.acting.contains(actor));
    sides.beside.retain(|actor| !sides.acting.contains(actor) && !sides.acted_on.contains(actor));
    sides
}

fn take<K: Ord + Clone>(bundles: &mut BTreeMap<Way, Growing<K>>, way: Way, more: Growing<K>) {
    match bundles.entry(way) {
        std::collections::btree_map::Entry::Vacant(entry) => {
            entry.insert(more);
        }
        std::collections::btree_map::Entry::Occupied(mut entry) => entry.get_mut().join(more),
    }
}

/// Ties of the same actors as one, whoever acts: where there are too many to be drawn apart.
fn regardless_of_direction<K: Ord + Clone>(bundles: BTreeMap<Way, Growing<K>>) -> BTreeMap<Way, Growing<K>> {
    let together = |(sides, firmness): &Way| {
        let mut all: Vec<usize> = sides.all().copied().collect();
        all.sort_unstable();
        (all, *firmness)
    };
    let mut ways: BTreeMap<_, usize> = BTreeMap::new();
    for way in bundles.keys() {
        *ways.entry(together(way)).or_default() += 1;
    }
    let mut joined = BTreeMap::new();
    for (way, bundle) in bundles {
        let (all, firmness) = together(&way);
        let alone = ways.get(&(all.clone(), firmness)) == Some(&1);
        let way = if alone { way } else { (Sides { acting: all, ..Sides::default() }, firmness) };
        take(&mut joined, way, bundle);
    }
    joined
}

impl<K: Ord + Clone> Growing<K> {
    fn join(&mut self, more: Self) {
        self.count += more.count;
        self.facts.extend(more.facts);
        if more.first < self.first {
            (self.first, self.href) = (more.first, more.href);
        }
        for (name, label) in more.labels {
            let known = self.labels.entry(name).or_insert_with(|| Label { count: 0, ..label.clone() });
            known.count += label.count;
            known.rank = known.rank.min(label.rank);
            if label.first < known.first {
                known.first = label.first;
            }
        }
    }

    /// What is drawn first where there is not room for all, the least value for the first.
    fn weight(&self) -> (bool, Reverse<u64>, &K) {
        let changes = self.labels.values().any(|label| label.rank == Rank::Change);
        (!changes, Reverse(self.count), &self.first)
    }

    fn grown(self, (sides, firmness): &Way, drawn: &[usize]) -> Bundle {
        let mut labels: Vec<_> = self.labels.into_iter().collect();
        labels.sort_by(|(_, one), (_, other)| (one.rank, &one.first).cmp(&(other.rank, &other.first)));
        let mut facts: Vec<String> = Vec::new();
        for fact in self.facts.into_values() {
            if !facts.contains(&fact) {
                facts.push(fact);
            }
        }
        Bundle {
            sides: sides.map(|actor| drawn.binary_search(actor).ok()),
            firmness: *firmness,
            labels: labels.into_iter().map(|(name, label)| (name, label.count)).collect(),
            href: self.href,
            facts,
            count: self.count,
        }
    }
}

/// Chooses among ties that are at hand, in the order in which they stand.
pub(crate) fn choose(ties: Vec<Link>) -> Chosen {
    let mut weights = Weights::default();
    for tie in &ties {
        weights.add(tie);
    }
    let mut choice = weights.choose();
    for (place, tie) in ties.into_iter().enumerate() {
        choice.add(place, tie);
    }
    choice.finish()
}

#[cfg(test)]
mod tests {
    use super::super::tests::tie;
    use super::*;

    fn labelled(actors: &[usize], label: &str, href: &str) -> Link {
        Link { label: label.to_owned(), href: href.to_owned(), ..tie(actors, 1, Firmness::Firm) }
    }

    #[test]
    fn of_equals_the_lower_numbers_are_drawn() {
        let mut ties: Vec<_> = (0..70).map(|at| tie(&[2 * at, 2 * at + 1], 2, Firmness::Firm)).collect();
        ties.push(tie(&[138, 139], 2, Firmness::Firm));
        let chosen = choose(ties);
        let expected: Vec<usize> = (0..58).chain([138, 139]).collect();
        assert_eq!((chosen.actors, chosen.left_out), (expected, 80));
    }

    #[test]
    fn ties_in_any_order_are_the_same() {
        let mut ties = vec![
            (0, labelled(&[0, 1], "visit", "#a")),
            (1, labelled(&[0, 1], "treaty", "#b")),
            (2, labelled(&[0, 1], "visit", "#c")),
            (3, labelled(&[1, 0], "visit", "#d")),
        ];
        let drawn = |ties: &[(usize, Link)]| {
            let mut weights = Weights::default();
            for (_, tie) in ties {
                weights.add(tie);
            }
            let mut choice = weights.choose();
            for (order, tie) in ties {
                choice.add(*order, tie.clone());
            }
            choice.finish()
        };
        let first = drawn(&ties);
        assert_eq!(first.bundles[0].labels, [("visit".to_owned(), 2), ("treaty".to_owned(), 1)]);
        assert_eq!((first.bundles[0].href.as_str(), first.bundles[0].count), ("#a", 3));
        assert_eq!((&first.bundles[0].sides.acted_on, &first.bundles[1].sides.acted_on), (&vec![1], &vec![0]));
        for turn in 0..ties.len() {
            ties.rotate_left(1);
            assert_eq!(format!("{first:?}"), format!("{:?}", drawn(&ties)), "turn {turn}");
        }
    }

    #[test]
    fn what_changes_who_belongs_where_is_named_first() {
        let rank = |rank, label: &str| Link { rank, ..labelled(&[0, 1], label, "#a") };
        let chosen = choose(vec![rank(Rank::Plan, "agreed"), rank(Rank::Event, "visit"), rank(Rank::Change, "exit")]);
        let labels: Vec<_> = chosen.bundles[0].labels.iter().map(|(label, _)| label.as_str()).collect();
        assert_eq!(labels, ["exit", "visit", "agreed"]);
    }

    #[test]
    fn direction_is_given_up_only_where_there_are_too_many() {
        let both = |pairs: usize| {
            let pairs = (0..pairs).flat_map(|at| [[at % 11, 11 + at / 11], [11 + at / 11, at % 11]]);
            choose(pairs.map(|pair| labelled(&pair, "visit", "#a")).collect())
        };
        let few = both(55);
        assert_eq!((few.bundles.len(), few.ties_left_out), (110, 0));
        assert!(few.bundles.iter().all(|bundle| bundle.sides.acted_on.len() == 1));
        let many = both(56);
        assert_eq!((many.bundles.len(), many.ties_left_out), (56, 0));
        assert!(many.bundles.iter().all(|bundle| bundle.sides.acting.len() == 2 && bundle.count == 2));
    }

    #[test]
    fn a_tie_to_nobody_drawn_is_none() {
        let mut ties: Vec<_> =
            (0..MOST).flat_map(|at| vec![tie(&[at, (at + 1) % MOST], 2, Firmness::Firm); 2]).collect();
        ties.push(tie(&[0, MOST], 2, Firmness::Firm));
        let chosen = choose(ties);
        assert_eq!((chosen.actors.len(), chosen.left_out, chosen.ties_left_out), (MOST, 1, 0));
        assert_eq!(chosen.bundles.len(), MOST);
    }
}
