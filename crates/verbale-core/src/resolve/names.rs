//! Which thing each key and id names, and its IRI.

use std::collections::{HashMap, HashSet};
use std::slice::from_ref;

use super::Resolver;
use super::sources::Scope;
use crate::actor::Actor;
use crate::check::Check;
use crate::codes::ActorType;
use crate::diagnostic::{Diagnostic, Part};
use crate::dossier::decode::Path;
use crate::dossier::id::check_id;
use crate::dossier::value::Key;
use crate::facts::{Fact, Kind, Target};
use crate::iri::Name;
use crate::place::{Occurrence, Place};
use crate::registry::Registry;
use crate::suggest::nearest;

/// What a key or id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Thing {
    Actor(usize),
    Place(usize),
    Fact(usize),
    /// An enrichment's source.
    Source,
    /// Something that could not be read; its finding stands already.
    Unread,
}

/// An actor with its IRI.
pub(super) struct NamedActor<'d> {
    pub(super) key: &'d str,
    pub(super) actor: &'d Actor<'d>,
    pub(super) iri: Name,
    pub(super) shared: bool,
    pub(super) used: bool,
}

/// A place with its IRI.
pub(super) struct NamedPlace<'d> {
    pub(super) key: &'d str,
    pub(super) place: &'d Place<'d>,
    pub(super) iri: Name,
    pub(super) shared: bool,
    pub(super) used: bool,
}

/// A fact with its IRIs.
pub(super) struct NamedFact<'d> {
    pub(super) fact: &'d Fact<'d>,
    pub(super) scope: usize,
    /// The scope in whose text its quotes stand: its own, or that of its record's text.
    pub(super) words: usize,
    pub(super) position: usize,
    /// Whether it was read with faults.
    pub(super) faulty: bool,
    pub(super) nodes: Vec<Name>,
    pub(super) claims: Vec<Name>,
}

/// Everything that the dossier names.
#[derive(Default)]
pub(super) struct Names<'d> {
    table: HashMap<&'d str, Thing>,
    pub(super) actors: Vec<NamedActor<'d>>,
    pub(super) places: Vec<NamedPlace<'d>>,
    pub(super) facts: Vec<NamedFact<'d>>,
    pub(super) occurrences: Vec<(&'d str, &'d Occurrence<'d>, Option<Name>)>,
}

impl Names<'_> {
    pub(super) fn thing(&self, key: &str) -> Option<Thing> {
        self.table.get(key).copied()
    }

    /// Whether a thing is what a reference asks for.
    fn fits(&self, thing: Thing, target: Target) -> bool {
        let actor = |index: usize| self.actors[index].actor.actor_type;
        let kind = |index: usize| &self.facts[index].fact.kind;
        match (target, thing) {
            (_, Thing::Unread)
            | (Target::Actor | Target::FactOrActor | Target::ActorOrInstrument | Target::Holder, Thing::Actor(_))
            | (Target::Place, Thing::Place(_))
            | (Target::Fact | Target::FactOrActor, Thing::Fact(_)) => true,
            (Target::Person, Thing::Actor(index)) => actor(index) == ActorType::Person,
            (Target::State, Thing::Actor(index)) => actor(index) == ActorType::State,
            (Target::Statement, Thing::Fact(index)) => matches!(kind(index), Kind::Statement(_)),
            (Target::Prospective, Thing::Fact(index)) => {
                matches!(kind(index), Kind::Commitment(_) | Kind::Expectation(_))
            }
            (Target::Capacity, Thing::Fact(index)) => matches!(kind(index), Kind::Capacity(_)),
            (Target::Occasion, Thing::Fact(index)) => kind(index).is_event(),
            (Target::Instrument | Target::ActorOrInstrument, Thing::Fact(index)) => {
                matches!(kind(index), Kind::Instrument(_))
            }
            (Target::Relation, Thing::Fact(index)) => matches!(kind(index), Kind::Relation(_)),
            (Target::Stance, Thing::Fact(index)) => matches!(kind(index), Kind::Stance(_)),
            _ => false,
        }
    }

    /// What a thing is, for messages: «a meeting».
    fn what(&self, thing: Thing) -> String {
        let (article, name) = match thing {
            Thing::Actor(index) => ("", crate::codes::Listed::notation(self.actors[index].actor.actor_type)),
            Thing::Fact(index) => ("", self.facts[index].fact.kind.name()),
            Thing::Place(_) => ("a ", "place"),
            Thing::Source => ("an ", "enrichment"),
            Thing::Unread => ("", "unread"),
        };
        let article = match (article, name.chars().next()) {
            ("", Some('a' | 'e' | 'i' | 'o' | 'u')) => "an ",
            ("", _) => "a ",
            (given, _) => given,
        };
        format!("{article}{name}")
    }
}

impl<'d> Resolver<'d> {
    /// Gives every actor, place and fact its IRI, and reports ids that name two things.
    pub(super) fn name_everything(&mut self, registry: Option<&'d Registry<'d>>) {
        let dossier = self.dossier;
        let (actors, facts) = (dossier.actors.entries.len(), dossier.facts.list.len());
        self.names.table.reserve(actors + dossier.places.entries.len() + facts);
        self.names.facts.reserve(facts);
        self.name_own();
        if let Some(registry) = registry {
            self.name_shared(registry);
        }
        for scope in 0..self.scopes.len() {
            self.name_facts(scope);
        }
    }

    fn name_own(&mut self) {
        let dossier = self.dossier;
        let mut states: HashMap<&str, &str> = HashMap::new();
        for (key, actor) in dossier.actors.iter() {
            if let Some(iso) = actor.iso.as_deref()
                && let Some(first) = states.insert(iso, key)
            {
                let message = format!("`{first}` and `{key}` are the same state, {iso}");
                let fault = Diagnostic::new(Check::DuplicateState, format!("/actors/{key}/iso"), message).value(iso);
                let fault = fault.related(format!("/actors/{first}/iso"), Part::Value, "declared here first");
                self.faults.push(fault.help(format!("use `{first}` everywhere, and put other names under `also`")));
            }
            let iri = self.actor_iri(key, actor, false);
            let thing = Thing::Actor(self.names.actors.len());
            self.names.actors.push(NamedActor { key, actor, iri, shared: false, used: false });
            self.declare(key, thing, &Path::At("/actors").key(key));
        }
        for (key, place) in dossier.places.iter() {
            let iri = self.mint.place(key);
            let thing = Thing::Place(self.names.places.len());
            self.names.places.push(NamedPlace { key, place, iri, shared: false, used: false });
            self.declare(key, thing, &Path::At("/places").key(key));
        }
        let unread = dossier.actors.unread.iter().chain(&dossier.places.unread).chain(&dossier.facts.unread);
        for key in unread.chain(dossier.enrichment.iter().flat_map(|e| &e.facts.unread)) {
            self.names.table.entry(key).or_insert(Thing::Unread);
        }
    }

    fn actor_iri(&mut self, key: &str, actor: &Actor<'_>, shared: bool) -> Name {
        match (&actor.iso, shared) {
            (Some(iso), _) if is_state_code(iso) => self.mint.state(iso),
            (_, true) => self.mint.shared_actor(key),
            (_, false) => self.mint.actor(key),
        }
    }

    fn name_shared(&mut self, registry: &'d Registry<'d>) {
        for (key, actor) in registry.actors.iter() {
            // A state is one node, by whatever keys dossier and registry call it.
            let same = |named: &NamedActor<'_>| named.actor.iso == actor.iso;
            let known = actor.iso.as_ref().and_then(|_| self.names.actors.iter().position(same));
            let thing = Thing::Actor(known.unwrap_or(self.names.actors.len()));
            if known.is_none() {
                let iri = self.actor_iri(key, actor, true);
                self.names.actors.push(NamedActor { key, actor, iri, shared: true, used: false });
            }
            self.share(key, thing);
        }
        for (key, place) in registry.places.iter() {
            let iri = self.mint.shared_place(key);
            let thing = Thing::Place(self.names.places.len());
            self.names.places.push(NamedPlace { key, place, iri, shared: true, used: false });
            self.share(key, thing);
        }
        for (key, occurrence) in registry.occurrences.iter() {
            self.names.occurrences.push((key, occurrence, None));
        }
    }

    fn share(&mut self, key: &'d str, thing: Thing) {
        let Some(own) = self.names.table.get(key) else {
            self.names.table.insert(key, thing);
            return;
        };
        let pointer = match own {
            Thing::Actor(_) => format!("/actors/{key}"),
            _ => format!("/places/{key}"),
        };
        let message = format!("`{key}` stands in the registry already");
        let fault = Diagnostic::new(Check::RegistryConflict, pointer, message).at_key().value(key);
        self.faults.push(fault.help("leave the entry out to use the registry's, or choose another key"));
    }

    fn name_facts(&mut self, scope: usize) {
        let Scope { facts, prefix, .. } = &self.scopes[scope];
        let (facts, prefix, pointer) = (*facts, prefix.clone(), self.scopes[scope].pointer.clone());
        let at = Path::At(&pointer);
        if let Some(id) = self.scopes[scope].id {
            self.declare(id, Thing::Source, &at.key("source").key("id"));
        }
        for (index, fact) in facts.list.iter().enumerate() {
            let (nodes, claims) = self.fact_iris(fact, &prefix);
            let thing = Thing::Fact(self.names.facts.len());
            let faulty = facts.faulty.get(index).copied().unwrap_or(false);
            let words = self.open_record(fact, scope).unwrap_or(scope);
            let position = facts.position(index);
            self.names.facts.push(NamedFact { fact, scope, words, position, faulty, nodes, claims });
            self.declare(&fact.id, thing, &at.key("facts").index(position).key("id"));
        }
    }

    /// One node and one claim; of a membership of several members one each for every member.
    fn fact_iris(&mut self, fact: &Fact<'_>, prefix: &str) -> (Vec<Name>, Vec<Name>) {
        let id = &*fact.id;
        let members = match &fact.kind {
            Kind::Membership(membership) => self.distinct(&membership.members.value),
            _ => Vec::new(),
        };
        if members.len() < 2 {
            return (vec![self.mint.fact(prefix, id)], vec![self.mint.claim(prefix, id)]);
        }
        let iris = members.into_iter().map(|member| {
            let claim = self.mint.claim(prefix, &format!("{id}/{member}"));
            (self.mint.member(prefix, id, member), claim)
        });
        iris.unzip()
    }

    fn declare(&mut self, id: &'d str, thing: Thing, at: &Path<'_>) {
        if id.is_empty() {
            return;
        }
        // One that was read is checked already; one built in Rust is not.
        if let Some(fault) = check_id(id, at) {
            self.faults.push(fault);
        }
        let Some(first) = self.names.table.insert(id, thing).filter(|first| *first != Thing::Unread) else {
            return;
        };
        self.names.table.insert(id, first);
        let part = if matches!(thing, Thing::Fact(_) | Thing::Source) { Part::Value } else { Part::Key };
        let (home, home_part) = self.home(id, first);
        let message = format!("the id `{id}` names {} already", self.names.what(first));
        let mut fault = Diagnostic::new(Check::DuplicateId, at.to_string(), message).value(id);
        fault.part = part;
        let fault = fault.related(home, home_part, "first used here");
        self.faults.push(fault.help("ids are unique across actors, places, facts and enrichments: choose another"));
    }

    /// Where a thing is declared.
    fn home(&self, id: &str, thing: Thing) -> (String, Part) {
        match thing {
            Thing::Actor(_) => (format!("/actors/{id}"), Part::Key),
            Thing::Place(_) => (format!("/places/{id}"), Part::Key),
            Thing::Fact(index) => (format!("{}/id", self.fact_pointer(index)), Part::Value),
            Thing::Source | Thing::Unread => {
                let scope = self.scopes.iter().find(|scope| scope.id == Some(id));
                (scope.map_or_else(String::new, |scope| format!("{}/source/id", scope.pointer)), Part::Value)
            }
        }
    }

    /// The JSON Pointer of a fact.
    pub(super) fn fact_pointer(&self, index: usize) -> String {
        let fact = &self.names.facts[index];
        format!("{}/facts/{}", self.scopes[fact.scope].pointer, fact.position)
    }

    /// The thing that a reference names, if it is what the reference asks for; else a finding at `pointer`.
    pub(super) fn refer(
        &mut self,
        key: &str,
        target: Target,
        scope: usize,
        pointer: impl Fn() -> String,
    ) -> Option<Thing> {
        // A placeholder names nothing; its fault stands already.
        if key.is_empty() {
            return None;
        }
        let Some(thing) = self.names.thing(key) else {
            let fault = self.unknown(key, target, pointer());
            self.faults.push(fault);
            return None;
        };
        self.mark_used(thing);
        if !self.names.fits(thing, target) {
            let fault = self.misfit(key, thing, target, pointer());
            self.faults.push(fault);
            return None;
        }
        if let Thing::Fact(index) = thing
            && self.names.facts[index].scope != scope
            && self.names.facts[index].scope != 0
        {
            let message =
                format!("`{key}` is a fact of another source: what the article says rests on the article alone");
            self.faults.push(Diagnostic::new(Check::WrongReference, pointer(), message).value(key));
            return None;
        }
        (thing != Thing::Unread).then_some(thing)
    }

    fn mark_used(&mut self, thing: Thing) {
        match thing {
            Thing::Actor(index) => self.names.actors[index].used = true,
            Thing::Place(index) => self.names.places[index].used = true,
            _ => {}
        }
    }

    fn unknown(&mut self, key: &str, target: Target, pointer: String) -> Diagnostic {
        let message = format!("`{key}` is nothing that the dossier has; {} is expected here", target.name());
        let fault = Diagnostic::new(Check::UnknownReference, pointer, message).value(key);
        // Looking through the table costs little beside comparing, but not nothing.
        if self.suggestions.afford_names(self.names.table.len() / 64) {
            let names = self.names.table.iter();
            let fitting: Vec<&str> =
                names.filter(|(_, thing)| self.names.fits(**thing, target)).map(|(key, _)| *key).collect();
            if self.suggestions.afford_names(fitting.len())
                && let Some(near) = nearest(key, fitting)
            {
                return fault.suggest(near);
            }
        }
        fault.help(match target {
            Target::Place => format!("declare it: `places: {{{key}: {{name: {{…}}}}}}`"),
            Target::Actor | Target::Person | Target::State | Target::Holder => {
                format!("declare it: `actors: {{{key}: {{type: …, name: {{…}}}}}}`")
            }
            _ => format!("add a fact with `id: {key}`, or name one that is there"),
        })
    }

    fn misfit(&self, key: &str, thing: Thing, target: Target, pointer: String) -> Diagnostic {
        let message = format!("`{key}` is {}; {} is expected here", self.names.what(thing), target.name());
        let (home, part) = self.home(key, thing);
        let fault = Diagnostic::new(Check::WrongReference, pointer, message).value(key);
        let fault = fault.related(home, part, "declared here");
        match (target, thing) {
            (Target::Place, Thing::Actor(index)) => {
                let language = &*self.dossier.source.language.0;
                let name = self.names.actors[index].actor.name.as_ref().and_then(|name| name.value.0.first());
                let name = name.map_or("…", |(_, name)| name.as_ref());
                let entry = format!("`places: {{{key}-place: {{name: {{{language}: \"{name}\"}}, country: {key}}}}}`");
                fault.help(format!("a territory is not the state: declare {entry}, and name `{key}-place` here"))
            }
            _ => fault,
        }
    }

    /// Keys of actors, without those that name one that was named before.
    pub(super) fn distinct<'k>(&self, keys: &'k [Key<'_>]) -> Vec<&'k str> {
        let mut seen = HashSet::with_capacity(keys.len());
        let named = |key: &'k str| match self.names.thing(key) {
            Some(Thing::Actor(index)) => (Some(index), ""),
            _ => (None, key),
        };
        keys.iter().map(|key| &**key).filter(|key| seen.insert(named(key))).collect()
    }

    /// The nodes of a thing.
    pub(super) fn nodes_of(&self, thing: Thing) -> &[Name] {
        match thing {
            Thing::Actor(index) => from_ref(&self.names.actors[index].iri),
            Thing::Place(index) => from_ref(&self.names.places[index].iri),
            Thing::Fact(index) => &self.names.facts[index].nodes,
            Thing::Source | Thing::Unread => &[],
        }
    }
}

/// Whether a word has the form of an ISO 3166-1 alpha-3 code.
pub(super) fn is_state_code(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase())
}
