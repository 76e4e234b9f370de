//! How facts hang together: what is said in which statement, planned in what, part of what; never in circles.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::Resolver;
use super::names::Thing;
use crate::check::Check;
use crate::diagnostic::Diagnostic;
use crate::dossier::value::Key;
use crate::facts::{Kind, Statement, Target};
use crate::iri::Name;

/// For each fact, the fact that contains it.
#[derive(Default)]
pub(super) struct Links {
    pub(super) said_in: Vec<Option<usize>>,
    pub(super) planned_in: Vec<Option<usize>>,
    /// For each statement that something is said in, whose words they are.
    pub(super) voices: HashMap<usize, Voice>,
    /// For each person (an index of actors) the one capacity that the dossier knows; `None` where it knows several.
    only_capacity: HashMap<usize, Option<usize>>,
}

/// Whose words a statement is.
pub(super) struct Voice {
    /// The speakers, and those for whom they speak in the statement's capacities.
    pub(super) speaks_for: HashSet<Thing>,
    /// The speakers' nodes, shared by all claims on what is said.
    pub(super) speakers: Arc<[Name]>,
}

impl Resolver<'_> {
    /// Resolves `saidIn` and `plannedIn` of every fact, since the layer of others depends on them.
    pub(super) fn link_statements(&mut self) {
        for index in 0..self.names.facts.len() {
            let fact = self.names.facts[index].fact;
            let said_in = self.link(index, fact.said_in.as_ref(), "saidIn", Target::Statement);
            let planned_in = self.link(index, fact.planned_in.as_ref(), "plannedIn", Target::Prospective);
            self.links.said_in.push(said_in);
            self.links.planned_in.push(planned_in);
            self.link_capacity(index);
        }
        for index in 0..self.links.said_in.len() {
            if let Some(statement) =
                self.links.said_in[index].filter(|said_in| !self.links.voices.contains_key(said_in))
                && let Kind::Statement(said) = &self.names.facts[statement].fact.kind
            {
                let voice = self.voice(said);
                self.links.voices.insert(statement, voice);
            }
        }
    }

    fn voice(&self, statement: &Statement<'_>) -> Voice {
        let speakers: Vec<Thing> =
            statement.speaker.value.iter().filter_map(|speaker| self.names.thing(speaker)).collect();
        let nodes = speakers.iter().flat_map(|speaker| self.nodes_of(*speaker)).copied().collect();
        let principals =
            self.capacities(statement).into_iter().filter_map(|fact| match &self.names.facts[fact].fact.kind {
                Kind::Capacity(capacity) => self.names.thing(&capacity.of.value),
                _ => None,
            });
        let speaks_for = principals.chain(speakers.iter().copied()).collect();
        Voice { speaks_for, speakers: nodes }
    }

    fn link_capacity(&mut self, index: usize) {
        let Kind::Capacity(capacity) = &self.names.facts[index].fact.kind else { return };
        if let Some(Thing::Actor(person)) = self.names.thing(&capacity.who.value) {
            let several = |only: &mut Option<usize>| *only = None;
            self.links.only_capacity.entry(person).and_modify(several).or_insert(Some(index));
        }
    }

    fn link(&mut self, index: usize, key: Option<&Key<'_>>, name: &str, target: Target) -> Option<usize> {
        let key = key?;
        let (scope, fact) = (self.names.facts[index].scope, self.fact_pointer(index));
        match self.refer(key, target, scope, || format!("{fact}/{name}"))? {
            Thing::Fact(found) => Some(found),
            _ => None,
        }
    }

    pub(super) fn check_cycles(&mut self) {
        let part_of: Vec<Option<usize>> = (0..self.names.facts.len()).map(|index| self.part_of(index)).collect();
        let said_in = self.links.said_in.clone();
        let planned_in = self.links.planned_in.clone();
        for (name, next) in [("saidIn", said_in), ("plannedIn", planned_in), ("partOf", part_of)] {
            for start in cycle_starts(&next) {
                let pointer = format!("{}/{name}", self.fact_pointer(start));
                let round = self.round(start, &next);
                let message = format!("`{name}` goes in a circle: {round}");
                self.faults.push(Diagnostic::new(Check::ReferenceCycle, pointer, message));
            }
        }
        self.check_actor_cycles();
    }

    fn part_of(&self, index: usize) -> Option<usize> {
        match self.names.thing(self.names.facts[index].fact.kind.part_of()?) {
            Some(Thing::Fact(whole)) => Some(whole),
            _ => None,
        }
    }

    fn round(&self, start: usize, next: &[Option<usize>]) -> String {
        let mut names = vec![&*self.names.facts[start].fact.id];
        let mut at = next[start];
        while let Some(index) = at.filter(|index| *index != start && names.len() < 8) {
            names.push(&self.names.facts[index].fact.id);
            at = next[index];
        }
        names.push(&self.names.facts[start].fact.id);
        names.join(" → ")
    }

    /// An actor does not act for itself, by whatever detour.
    fn check_actor_cycles(&mut self) {
        let next: Vec<Vec<usize>> = self.names.actors.iter().map(|named| self.principals(named.actor)).collect();
        // Of the actors in a circle the first one carries the finding.
        for start in circles(&next) {
            let key = self.names.actors[start].key;
            let message = format!("`{key}` acts for itself: `of` goes in a circle");
            self.faults.push(Diagnostic::new(Check::ReferenceCycle, format!("/actors/{key}/of"), message));
        }
    }

    fn principals(&self, actor: &crate::actor::Actor<'_>) -> Vec<usize> {
        let keys = actor.of.iter().flat_map(|of| of.value.iter());
        let things = keys.filter_map(|key| self.names.thing(key));
        things.filter_map(|thing| if let Thing::Actor(index) = thing { Some(index) } else { None }).collect()
    }

    /// The capacities in which a statement is made: those it names, else the one capacity of each speaker of whom the
    /// dossier knows exactly one.
    pub(super) fn capacities(&self, statement: &Statement<'_>) -> Vec<usize> {
        if let Some(named) = &statement.in_capacity {
            return self.facts_named(&named.value);
        }
        statement.speaker.value.iter().filter_map(|speaker| self.only_capacity(speaker)).collect()
    }

    fn only_capacity(&self, person: &str) -> Option<usize> {
        match self.names.thing(person)? {
            Thing::Actor(person) => self.links.only_capacity.get(&person).copied().flatten(),
            _ => None,
        }
    }

    pub(super) fn facts_named(&self, keys: &[Key<'_>]) -> Vec<usize> {
        let things = keys.iter().filter_map(|key| self.names.thing(key));
        things.filter_map(|thing| if let Thing::Fact(index) = thing { Some(index) } else { None }).collect()
    }
}

/// The first member of each circle, where every node has at most one successor.
fn cycle_starts(next: &[Option<usize>]) -> Vec<usize> {
    let mut seen_from = vec![usize::MAX; next.len()];
    let mut starts = Vec::new();
    for start in 0..next.len() {
        let mut at = Some(start);
        while let Some(index) = at.filter(|index| seen_from[*index] == usize::MAX) {
            seen_from[index] = start;
            at = next[index];
        }
        let Some(met) = at.filter(|met| seen_from[*met] == start) else {
            continue;
        };
        let mut first = met;
        let mut walk = next[met];
        while let Some(index) = walk.filter(|index| *index != met) {
            first = first.min(index);
            walk = next[index];
        }
        starts.push(first);
    }
    starts
}

/// The first member of each set of nodes that all lead to one another, in time linear in the nodes and their successors
/// (Tarjan, "Depth-first search and linear graph algorithms", 1972; without recursion, since a chain may be long).
fn circles(next: &[Vec<usize>]) -> Vec<usize> {
    let nodes = vec![0; next.len()];
    let mut search = Search { next, met: 0, order: nodes.clone(), low: nodes, open: Vec::new(), starts: Vec::new() };
    for start in 0..next.len() {
        if search.order[start] == 0 {
            search.visit(start);
        }
    }
    search.starts.sort_unstable();
    search.starts
}

/// A depth-first search for circles.
struct Search<'n> {
    next: &'n [Vec<usize>],
    /// How many nodes were met.
    met: usize,
    /// When each node was met, from 1; 0 for one that was not.
    order: Vec<usize>,
    /// The earliest open node that each one leads to; [`CLOSED`] for one whose set is complete.
    low: Vec<usize>,
    /// The nodes whose sets are not complete.
    open: Vec<usize>,
    starts: Vec<usize>,
}

const CLOSED: usize = usize::MAX;

impl Search<'_> {
    fn visit(&mut self, start: usize) {
        self.enter(start);
        let mut path = vec![(start, 0)];
        while let Some((node, seen)) = path.last_mut() {
            let node = *node;
            if let Some(&child) = self.next[node].get(*seen) {
                *seen += 1;
                if self.order[child] == 0 {
                    self.enter(child);
                    path.push((child, 0));
                } else if self.low[child] != CLOSED {
                    self.low[node] = self.low[node].min(self.order[child]);
                }
            } else {
                path.pop();
                if let Some(&(parent, _)) = path.last() {
                    self.low[parent] = self.low[parent].min(self.low[node]);
                }
                self.leave(node);
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.met += 1;
        (self.order[node], self.low[node]) = (self.met, self.met);
        self.open.push(node);
    }

    /// Completes the set that began with the node, if it leads to nothing before it.
    fn leave(&mut self, node: usize) {
        if self.low[node] != self.order[node] {
            return;
        }
        let from = self.open.iter().rposition(|open| *open == node).unwrap_or_default();
        let members = self.open.split_off(from);
        for member in &members {
            self.low[*member] = CLOSED;
        }
        if members.len() > 1 || self.next[node].contains(&node) {
            self.starts.extend(members.into_iter().min());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{circles, cycle_starts};

    #[test]
    fn circles_are_found_once_each() {
        assert_eq!(cycle_starts(&[Some(1), Some(2), None]), Vec::<usize>::new());
        assert_eq!(cycle_starts(&[Some(0)]), vec![0]);
        assert_eq!(cycle_starts(&[Some(1), Some(2), Some(1), Some(4), Some(3)]), vec![1, 3]);
    }
    #[test]
    fn circles_of_many_successors_are_found_once_each() {
        assert_eq!(circles(&[vec![1, 2], vec![3], vec![3], vec![]]), Vec::<usize>::new());
        assert_eq!(circles(&[vec![0]]), vec![0]);
        // 1 and 4 lead to one another, so do 2 and 3; 0 leads to both.
        assert_eq!(circles(&[vec![1, 2], vec![4], vec![3], vec![2], vec![1, 2]]), vec![1, 2]);
        // Two circles that share a node are one set.
        assert_eq!(circles(&[vec![], vec![2], vec![1, 3], vec![2]]), vec![1]);
        let chain: Vec<Vec<usize>> = (0..200_000).map(|node| vec![(node + 1) % 200_000]).collect();
        assert_eq!(circles(&chain), vec![0]);
    }
}
