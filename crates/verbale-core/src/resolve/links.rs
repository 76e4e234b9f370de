//! How facts hang together: what is said in which statement, planned in what, part of what; never in circles.

use super::Resolver;
use super::names::Thing;
use crate::check::Check;
use crate::diagnostic::Diagnostic;
use crate::dossier::value::Key;
use crate::facts::{Kind, Statement, Target, Values};

/// For each fact, the fact that contains it.
#[derive(Default)]
pub(super) struct Links {
    pub(super) said_in: Vec<Option<usize>>,
    pub(super) planned_in: Vec<Option<usize>>,
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
        }
    }

    fn link(&mut self, index: usize, key: Option<&Key<'_>>, name: &str, target: Target) -> Option<usize> {
        let scope = self.names.facts[index].scope;
        let fact = self.fact_pointer(index);
        match self.refer(key?, target, scope, || format!("{fact}/{name}"))? {
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
        let fields = self.names.facts[index].fact.kind.fields();
        let field = fields.0.iter().find(|field| field.key == "partOf")?;
        match (&field.values, self.names.thing(first_key(&field.values)?)) {
            (Values::Keys(..), Some(Thing::Fact(whole))) => Some(whole),
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
        for start in 0..next.len() {
            let mut seen = vec![false; next.len()];
            let mut open = next[start].clone();
            while let Some(at) = open.pop() {
                if !std::mem::replace(&mut seen[at], true) {
                    open.extend(&next[at]);
                }
            }
            // Of the actors in a circle the first one carries the finding.
            if seen[start] && (0..start).all(|earlier| !(seen[earlier] && next[earlier].contains(&start))) {
                let key = self.names.actors[start].key;
                let message = format!("`{key}` acts for itself: `of` goes in a circle");
                self.faults.push(Diagnostic::new(Check::ReferenceCycle, format!("/actors/{key}/of"), message));
            }
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
        let person = self.names.thing(person)?;
        let mut found = (0..self.names.facts.len()).filter(|index| match &self.names.facts[*index].fact.kind {
            Kind::Capacity(capacity) => self.names.thing(&capacity.who.value) == Some(person),
            _ => false,
        });
        found.next().filter(|_| found.next().is_none())
    }

    pub(super) fn facts_named(&self, keys: &[Key<'_>]) -> Vec<usize> {
        let things = keys.iter().filter_map(|key| self.names.thing(key));
        things.filter_map(|thing| if let Thing::Fact(index) = thing { Some(index) } else { None }).collect()
    }
}

fn first_key<'k>(values: &Values<'k>) -> Option<&'k str> {
    match values {
        Values::Keys(keys, _) => keys.first().map(|key| &**key),
        _ => None,
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

#[cfg(test)]
mod tests {
    use super::cycle_starts;

    #[test]
    fn circles_are_found_once_each() {
        assert_eq!(cycle_starts(&[Some(1), Some(2), None]), Vec::<usize>::new());
        assert_eq!(cycle_starts(&[Some(0)]), vec![0]);
        assert_eq!(cycle_starts(&[Some(1), Some(2), Some(1), Some(4), Some(3)]), vec![1, 3]);
    }
}
