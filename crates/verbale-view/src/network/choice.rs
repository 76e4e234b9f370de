//! Which actors and which ties are drawn: those that stand for the most facts.
//!
//! Ties are taken twice, first to weigh the actors, then to keep what ties the heaviest of them: so nobody needs to hold
//! all ties at once. They may come in any order, since each brings what decides between equals.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Link;
use crate::ties::Firmness;

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
        for actor in &tie.actors {
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
    bundles: BTreeMap<(Vec<usize>, Firmness), Growing<K>>,
}

/// Ties of the same actors and firmness, as they come.
#[derive(Clone, Debug)]
struct Growing<K> {
    first: K,
    /// What the first tie leads to.
    href: String,
    /// Each label with the first tie that has it.
    labels: BTreeMap<String, K>,
    acted_on: BTreeSet<usize>,
    directed: bool,
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

/// Ties of the same actors and firmness, drawn as one.
#[derive(Clone, Debug)]
pub(super) struct Bundle {
    /// Places in the list of actors that are drawn.
    pub(super) actors: Vec<usize>,
    /// Those of them to whom an arrow goes.
    pub(super) arrows: Vec<usize>,
    pub(super) firmness: Firmness,
    /// Each once, in the order of ties.
    pub(super) labels: Vec<String>,
    pub(super) href: String,
    pub(super) count: u64,
}

impl<K: Clone + Ord> Choice<K> {
    /// Whether an actor may be drawn.
    pub(crate) fn has(&self, actor: usize) -> bool {
        self.actors.binary_search(&actor).is_ok()
    }

    /// Takes over a tie; actors that are not drawn are left out of it.
    pub(crate) fn add(&mut self, order: K, tie: Link) {
        let drawn = |actor: &usize| self.has(*actor);
        let mut actors: Vec<usize> = tie.actors.iter().copied().filter(drawn).collect();
        let acted_on: BTreeSet<usize> = tie.actors.iter().skip(tie.acting).copied().filter(drawn).collect();
        actors.sort_unstable();
        actors.dedup();
        if actors.len() < 2 {
            return;
        }
        let bundle = self.bundles.entry((actors, tie.firmness)).or_insert_with(|| Growing {
            first: order.clone(),
            href: tie.href.clone(),
            labels: BTreeMap::new(),
            directed: !acted_on.is_empty(),
            acted_on: acted_on.clone(),
            count: 0,
        });
        bundle.count += tie.count;
        // An arrow says that all facts of the line go the same way.
        bundle.directed &= bundle.acted_on == acted_on;
        if order < bundle.first {
            (bundle.first, bundle.href) = (order.clone(), tie.href);
        }
        let first = bundle.labels.entry(tie.label).or_insert_with(|| order.clone());
        if order < *first {
            *first = order;
        }
    }

    /// Keeps the ties that stand for most facts, in their order, and the actors that they tie.
    pub(crate) fn finish(self) -> Chosen {
        let mut bundles: Vec<_> = self.bundles.into_iter().collect();
        let ties_left_out = bundles.len().saturating_sub(MOST_TIES);
        bundles.sort_by(|(_, one), (_, other)| {
            (Reverse(one.count), &one.first).cmp(&(Reverse(other.count), &other.first))
        });
        bundles.truncate(MOST_TIES);
        bundles.sort_by(|(_, one), (_, other)| one.first.cmp(&other.first));
        // Only who is tied to somebody drawn is drawn.
        let tied: BTreeSet<usize> = bundles.iter().flat_map(|((actors, _), _)| actors).copied().collect();
        let left_out = self.left_out + (self.actors.len() - tied.len());
        let actors: Vec<usize> = tied.into_iter().collect();
        let bundles = bundles.into_iter().map(|(key, bundle)| bundle.grown(key, &actors)).collect();
        Chosen { actors, bundles, left_out, ties_left_out }
    }
}

impl<K: Ord> Growing<K> {
    fn grown(self, (actors, firmness): (Vec<usize>, Firmness), drawn: &[usize]) -> Bundle {
        let place = |actor: usize| drawn.binary_search(&actor).ok();
        let mut labels: Vec<_> = self.labels.into_iter().map(|(label, order)| (order, label)).collect();
        labels.sort_unstable();
        Bundle {
            actors: actors.into_iter().filter_map(place).collect(),
            arrows: if self.directed { self.acted_on.into_iter().filter_map(place).collect() } else { Vec::new() },
            firmness,
            labels: labels.into_iter().map(|(_, label)| label).collect(),
            href: self.href,
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
        let labelled = |actors: &[usize], label: &str, href: &str| Link {
            label: label.to_owned(),
            href: href.to_owned(),
            ..tie(actors, 1, Firmness::Firm)
        };
        let mut ties = vec![
            (0, labelled(&[0, 1], "visit", "#a")),
            (1, labelled(&[1, 0], "treaty", "#b")),
            (2, labelled(&[0, 1], "visit", "#c")),
            (3, labelled(&[0, 2], "visit", "#d")),
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
        assert_eq!(first.bundles[0].labels, ["visit", "treaty"]);
        assert_eq!((first.bundles[0].href.as_str(), first.bundles[0].count), ("#a", 3));
        assert!(first.bundles[0].arrows.is_empty(), "they go both ways");
        assert_eq!(first.bundles[1].arrows, [2]);
        for turn in 0..ties.len() {
            ties.rotate_left(1);
            assert_eq!(format!("{first:?}"), format!("{:?}", drawn(&ties)), "turn {turn}");
        }
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
