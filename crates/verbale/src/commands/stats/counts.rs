//! Counters, and nothing else that grows with the number of facts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use verbale_core::codes::{CommitmentStatus, ExpectationStatus, Listed, Modality};
use verbale_core::describe::Item;
use verbale_core::dossier::Dossier;
use verbale_core::facts::Kind;
use verbale_core::resolve::{Object, Resolved, ResolvedFact, Triple};
use verbale_core::vocab::Property;

use crate::error::Error;
use crate::others::Others;
use crate::walk::Walked;

/// How many actors are counted one by one; facts that name a further one are only counted as such.
pub(super) const MOST_ACTORS: usize = 200_000;

/// The modality of what is said in a statement; nobody writes it.
const REPORTED: &str = "reported";

/// Facts by several ways of counting.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) walked: Walked,
    pub(super) facts: u64,
    kinds: BTreeMap<&'static str, u64>,
    modalities: BTreeMap<&'static str, u64>,
    statuses: BTreeMap<&'static str, u64>,
    /// Facts that fall into one month, by it.
    pub(super) months: BTreeMap<String, u64>,
    /// Facts with a date that may fall into several months.
    pub(super) longer: u64,
    /// Facts without a date.
    pub(super) undated: u64,
    actors: HashMap<String, Actor>,
    /// How often a fact names an actor beyond those that are counted.
    pub(super) other_actors: u64,
}

/// An actor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Actor {
    /// The name by which it was met first.
    pub(super) name: String,
    /// The facts that name it.
    pub(super) facts: u64,
}

impl Counts {
    /// Counts the facts of a dossier; those of a part that an earlier part had are not counted again.
    pub(super) fn add(
        &mut self,
        dossier: &Dossier<'_>,
        resolved: &Resolved<'_>,
        others: &mut Others,
    ) -> Result<(), Error> {
        let fresh = dossier.part.map(|_| described(dossier, resolved, others)).transpose()?;
        let is_fresh = |fact: &&ResolvedFact<'_>| {
            let node = fact.nodes.first().map_or("", |node| resolved.arena.text(node.iri));
            fresh.as_ref().is_none_or(|fresh| fresh.contains(node))
        };
        for fact in resolved.facts.iter().filter(is_fresh) {
            self.fact(fact, resolved);
        }
        Ok(())
    }

    /// Notes how many dossiers there were.
    pub(super) fn end(&mut self, walked: Walked) {
        self.walked = walked;
    }

    fn fact(&mut self, fact: &ResolvedFact<'_>, resolved: &Resolved<'_>) {
        self.facts += 1;
        *self.kinds.entry(fact.fact.kind.name()).or_default() += 1;
        if fact.said_in.is_some() {
            *self.modalities.entry(REPORTED).or_default() += 1;
        }
        // What is said in a statement is reported; what is presupposed there is both.
        let modality = fact.modality.unwrap_or(Modality::Stated);
        if fact.said_in.is_none() || modality == Modality::Presupposed {
            *self.modalities.entry(modality.notation()).or_default() += 1;
        }
        if let Some(status) = status(&fact.properties) {
            *self.statuses.entry(status).or_default() += 1;
        }
        self.date(&fact.properties, resolved);
        self.named(fact, resolved);
    }

    fn date(&mut self, properties: &[Triple<'_>], resolved: &Resolved<'_>) {
        let bound = |bound| {
            properties.iter().find_map(|(property, object)| match object {
                Object::Typed(day, _) if *property == bound => resolved.arena.text(*day).rsplit_once('-'),
                _ => None,
            })
        };
        let dated =
            |(property, _): &Triple<'_>| [Property::Earliest, Property::Latest, Property::Edtf].contains(property);
        match (bound(Property::Earliest), bound(Property::Latest)) {
            (Some((month, _)), Some((last, _))) if month == last => {
                *self.months.entry(month.to_owned()).or_default() += 1;
            }
            _ if properties.iter().any(dated) => self.longer += 1,
            _ => self.undated += 1,
        }
    }

    /// Counts each actor that the fact names, once.
    fn named(&mut self, fact: &ResolvedFact<'_>, resolved: &Resolved<'_>) {
        let members = fact.nodes.iter().filter_map(|node| node.member);
        let series = fact.series.iter().flat_map(|series| &series.properties);
        let values = fact.properties.iter().chain(series).map(|(_, object)| *object).chain(members);
        let nodes: BTreeSet<&str> = values
            .filter_map(|value| match value {
                Object::Node(node) => Some(resolved.arena.text(node)),
                _ => None,
            })
            .collect();
        for actor in &resolved.actors {
            let iri = resolved.arena.text(actor.iri);
            if nodes.contains(iri) {
                self.actor(iri, &actor.properties);
            }
        }
    }

    fn actor(&mut self, iri: &str, properties: &[Triple<'_>]) {
        if let Some(actor) = self.actors.get_mut(iri) {
            actor.facts += 1;
        } else if self.actors.len() < MOST_ACTORS {
            self.actors.insert(iri.to_owned(), Actor { name: name(properties).to_owned(), facts: 1 });
        } else {
            self.other_actors += 1;
        }
    }

    /// Kinds in the order of the ontology.
    pub(super) fn kinds(&self) -> Vec<(&'static str, u64)> {
        in_order(Kind::NAMES.iter().copied(), &self.kinds)
    }

    /// Modalities in the order of their list.
    pub(super) fn modalities(&self) -> Vec<(&'static str, u64)> {
        in_order(Modality::ALL.iter().map(|modality| modality.notation()).chain([REPORTED]), &self.modalities)
    }

    /// Statuses: of commitments, then of expectations, in the order of their lists.
    pub(super) fn statuses(&self) -> Vec<(&'static str, u64)> {
        let commitments = CommitmentStatus::ALL.iter().map(|status| status.notation());
        let expectations = ExpectationStatus::ALL.iter().map(|status| status.notation());
        in_order(commitments.chain(expectations), &self.statuses)
    }

    /// Actors by their IRIs, those of the most facts first.
    pub(super) fn actors(&self) -> Vec<(&str, &Actor)> {
        let mut actors: Vec<_> = self.actors.iter().map(|(iri, actor)| (iri.as_str(), actor)).collect();
        actors.sort_unstable_by(|(left, a), (right, b)| b.facts.cmp(&a.facts).then_with(|| left.cmp(right)));
        actors
    }
}

fn in_order(
    order: impl Iterator<Item = &'static str>,
    counts: &BTreeMap<&'static str, u64>,
) -> Vec<(&'static str, u64)> {
    order.filter_map(|name| Some((name, *counts.get(name)?))).collect()
}

/// The nodes of a part that no earlier part has described.
fn described(dossier: &Dossier<'_>, resolved: &Resolved<'_>, others: &mut Others) -> Result<BTreeSet<String>, Error> {
    let mut nodes = BTreeSet::new();
    others.describe(dossier, resolved, &mut |item| {
        if let Item::Triple([sophia_api::term::SimpleTerm::Iri(subject), ..]) = item
            && !nodes.contains(subject.as_str())
        {
            nodes.insert(subject.as_str().to_owned());
        }
        Ok::<(), Error>(())
    })?;
    Ok(nodes)
}

fn status(properties: &[Triple<'_>]) -> Option<&'static str> {
    properties.iter().find_map(|(property, object)| match object {
        Object::Term(iri) if *property == Property::Status => iri.rsplit('#').next(),
        _ => None,
    })
}

/// What an actor is called: a name, else a description.
fn name<'d>(properties: &[Triple<'d>]) -> &'d str {
    let value = |wanted: &[Property]| {
        properties.iter().find_map(|(property, object)| match object {
            Object::Text(text, _) | Object::Plain(text) if wanted.contains(property) => Some(*text),
            _ => None,
        })
    };
    value(&[Property::Name, Property::PrefLabel]).or_else(|| value(&[Property::Description])).unwrap_or_default()
}
