//! Actors: their names, what they are, and the claims on their fields.

use super::Resolver;
use super::evidence::Claimed;
use super::names::is_state_code;
use super::resolved::{Described, FieldClaim, Object, Triple, to_nodes};
use crate::actor::Actor;
use crate::check::Check;
use crate::codes::{ActorType, Basis, Code};
use crate::diagnostic::Diagnostic;
use crate::dossier::decode::Path;
use crate::dossier::value::{Evidence, LangMap};
use crate::facts::Target;
use crate::lexical::{hidden_characters, mixed_script};
use crate::suggest::nearest;
use crate::text::{NotLocated, Text};
use crate::vocab::{Property, class};
use verbale_ontology::{State, state, states};

/// An actor being described.
struct Draft<'d> {
    key: &'d str,
    /// The JSON Pointer of its entry; `None` for an actor of the registry, whose file is another.
    pointer: Option<String>,
    properties: Vec<Triple<'d>>,
    claims: Vec<FieldClaim>,
}

const fn types(actor_type: ActorType) -> &'static [&'static str] {
    match actor_type {
        ActorType::State => class::STATE,
        ActorType::Organisation => class::INTERNATIONAL_ORGANISATION,
        ActorType::Force => class::FORCE,
        ActorType::Delegation => class::DELEGATION,
        ActorType::Person => class::PERSON,
        ActorType::Group => class::GROUP,
    }
}

impl<'d> Resolver<'d> {
    /// Every actor of the dossier and those of the registry that it uses, by IRI.
    pub(super) fn describe_actors(&mut self) -> Vec<Described<'d>> {
        self.mark_principals();
        let shown: Vec<usize> = (0..self.names.actors.len())
            .filter(|index| !self.names.actors[*index].shared || self.names.actors[*index].used)
            .collect();
        let mut described: Vec<Described<'d>> = shown.into_iter().map(|index| self.describe_actor(index)).collect();
        self.sort_by_iri(&mut described);
        described
    }

    pub(super) fn sort_by_iri(&self, described: &mut [Described<'_>]) {
        described.sort_by(|a, b| self.mint.arena.text(a.iri).cmp(self.mint.arena.text(b.iri)));
    }

    /// An actor that an enrichment names is used, one for whom a used actor acts too, and so is the country of a used place.
    fn mark_principals(&mut self) {
        let dossier = self.dossier;
        for (index, enrichment) in dossier.enrichment.iter().enumerate() {
            for (key, _) in enrichment.actors.iter() {
                self.refer(key, Target::Actor, 0, || format!("/enrichment/{index}/actors/{key}"));
            }
        }
        for index in 0..self.names.places.len() {
            let named = &self.names.places[index];
            let (place, key, shown) = (named.place, named.key, !named.shared || named.used);
            if let Some(country) = place.country.as_ref().filter(|_| shown) {
                self.refer(country, Target::State, 0, || format!("/places/{key}/country"));
            }
        }
        let mut open: Vec<usize> = (0..self.names.actors.len()).collect();
        let mut followed = vec![false; open.len()];
        while let Some(index) = open.pop() {
            let named = &self.names.actors[index];
            if (named.shared && !named.used) || std::mem::replace(&mut followed[index], true) {
                continue;
            }
            let (actor, key) = (named.actor, named.key);
            for (at, principal) in actor.of.iter().flat_map(|of| of.value.iter()).enumerate() {
                if let Some(super::names::Thing::Actor(found)) =
                    self.refer(principal, Target::Actor, 0, || format!("/actors/{key}/of/{at}"))
                {
                    open.push(found);
                }
            }
        }
    }

    fn describe_actor(&mut self, index: usize) -> Described<'d> {
        let named = &self.names.actors[index];
        let (key, actor, iri, shared) = (named.key, named.actor, named.iri, named.shared);
        let pointer = (!shared).then(|| format!("/actors/{key}"));
        let mut draft = Draft { key, pointer, properties: Vec::new(), claims: Vec::new() };
        let row = self.state_row(actor, &draft);
        let label = if actor.actor_type == ActorType::Person { Property::Name } else { Property::PrefLabel };
        if let Some(row) = row {
            self.add_state(row, &mut draft);
        }
        self.add_names(actor, label, row, &mut draft);
        if let Some(notation) = actor.notation.as_deref() {
            draft.properties.push((Property::Notation, Object::Plain(notation)));
        }
        self.add_described(actor, &mut draft);
        self.add_enriched(label, row, &mut draft);
        self.warn_of_names(actor, &draft);
        draft.properties.sort_by_key(|(property, _)| *property);
        draft.claims.sort_by(|a, b| self.mint.arena.text(a.iri).cmp(self.mint.arena.text(b.iri)));
        Described { iri, types: types(actor.actor_type), properties: draft.properties, claims: draft.claims }
    }

    /// The state's row in the shipped table; a code that has none is a finding.
    fn state_row(&mut self, actor: &Actor<'_>, draft: &Draft<'_>) -> Option<&'static State> {
        let iso = actor.iso.as_deref()?;
        let row = state(iso).filter(|_| is_state_code(iso));
        if row.is_none() {
            let pointer = draft.pointer.as_deref().unwrap_or_default();
            let message = format!("`{iso}` is no ISO 3166-1 alpha-3 code of a state");
            let mut fault = Diagnostic::new(Check::UnknownState, format!("{pointer}/iso"), message).value(iso);
            if let Some(meant) = meant_state(iso, actor) {
                fault = fault.suggest(meant);
            }
            self.faults.push(fault.help("leave `iso` out for a state that has no code"));
        }
        row
    }

    /// A state's names come from the table: what the text calls it and differs is an alternative.
    fn add_state(&mut self, row: &'static State, draft: &mut Draft<'d>) {
        let names = row.names().filter(|(_, name)| !name.is_empty());
        draft.properties.extend(names.map(|(language, name)| (Property::PrefLabel, Object::Text(name, language))));
        draft.properties.push((Property::Notation, Object::Plain(row.iso3)));
        if let Some(item) = self.mint.foreign((crate::vocab::WIKIDATA, row.wikidata)) {
            draft.properties.push((Property::SameAs, Object::Node(item)));
        }
    }

    fn add_names(&mut self, actor: &'d Actor<'d>, label: Property, row: Option<&State>, draft: &mut Draft<'d>) {
        let language = &*self.dossier.source.language.0;
        if let Some(name) = &actor.name {
            let on = add_names(label, row.is_some(), &name.value, &mut draft.properties);
            self.claim_actor(draft, "name", on, name.evidence.as_deref());
        }
        for (key, property, names) in
            [("also", Property::AltLabel, &actor.also), ("forms", Property::HiddenLabel, &actor.forms)]
        {
            if let Some(names) = names {
                let texts = names.value.iter().map(|name| (property, Object::Text(name, language)));
                draft.properties.extend(texts);
                self.claim_actor(draft, key, vec![property], names.evidence.as_deref());
            }
        }
    }

    fn add_described(&mut self, actor: &'d Actor<'d>, draft: &mut Draft<'d>) {
        if let Some(described) = &actor.described {
            add_texts(Property::Description, &described.value, &mut draft.properties);
            self.claim_actor(draft, "described", vec![Property::Description], described.evidence.as_deref());
        }
        if let Some(of) = &actor.of {
            let things: Vec<_> = of.value.iter().filter_map(|key| self.names.thing(key)).collect();
            for thing in things {
                draft.properties.extend(to_nodes(Property::ActedOnBehalfOf, self.nodes_of(thing)));
            }
            self.claim_actor(draft, "of", vec![Property::ActedOnBehalfOf], of.evidence.as_deref());
        }
        if let Some(existence) = &actor.existence {
            draft.properties.push((Property::Existence, Object::Term(existence.value.iri())));
            self.claim_actor(draft, "existence", vec![Property::Existence], existence.evidence.as_deref());
        }
        if let Some(same_as) = &actor.same_as {
            let pointer = format!("{}/sameAs", draft.pointer.as_deref().unwrap_or_default());
            self.add_same_as(&same_as.value, &pointer, &mut draft.properties);
            self.claim_actor(draft, "sameAs", vec![Property::SameAs], same_as.evidence.as_deref());
        }
    }

    fn claim_actor(
        &mut self,
        draft: &mut Draft<'d>,
        field: &str,
        on: Vec<Property>,
        evidence: Option<&'d Evidence<'d>>,
    ) {
        let (Some(evidence), Some(pointer)) = (evidence, &draft.pointer) else {
            return;
        };
        let (key, actor) = (format!("{}.{field}", draft.key), Path::At(pointer));
        let claimed = Claimed { at: actor.key(field), key: &key, evidence, on };
        draft.claims.extend(self.claim_field(&claimed));
    }

    /// Names and identities that other sources give: a claim of that source each.
    fn add_enriched(&mut self, label: Property, row: Option<&State>, draft: &mut Draft<'d>) {
        let dossier = self.dossier;
        for (index, enrichment) in dossier.enrichment.iter().enumerate() {
            let Some((_, enriched)) = enrichment.actors.iter().find(|(key, _)| *key == draft.key) else {
                continue;
            };
            if let Some(name) = &enriched.name {
                let on = add_names(label, row.is_some(), name, &mut draft.properties);
                self.claim_enriched(index, draft, "name", on);
            }
            if let Some(same_as) = &enriched.same_as {
                let pointer = format!("/enrichment/{index}/actors/{}/sameAs", draft.key);
                self.add_same_as(same_as, &pointer, &mut draft.properties);
                self.claim_enriched(index, draft, "sameAs", vec![Property::SameAs]);
            }
        }
    }

    fn claim_enriched(&mut self, index: usize, draft: &mut Draft<'d>, field: &str, on: Vec<Property>) {
        let scope = &self.scopes[index + 1];
        let (said_by, prefix) = (scope.iri, scope.prefix.clone());
        let iri = self.mint.field_claim(&prefix, draft.key, field);
        draft.claims.push(FieldClaim { iri, on, said_by, basis: Basis::Explicit, exhaustive: true, spans: Vec::new() });
    }

    pub(super) fn add_same_as(
        &mut self,
        same_as: &[crate::dossier::lexicals::IriText<'_>],
        pointer: &str,
        properties: &mut Vec<Triple<'d>>,
    ) {
        for (index, iri) in same_as.iter().enumerate() {
            self.add_iri(Property::SameAs, Some(iri), &format!("{pointer}/{index}"), properties);
        }
    }

    /// Names occur in the text, in one script and without hidden characters.
    fn warn_of_names(&mut self, actor: &Actor<'_>, draft: &Draft<'_>) {
        let Some(pointer) = draft.pointer.as_deref() else {
            return;
        };
        let named = actor.name.iter().flat_map(|name| name.value.iter());
        for (language, name) in named {
            self.warn_of_name(name, &Path::At(pointer).key("name").key(language));
        }
        if actor.actor_type != ActorType::State {
            self.warn_absent(actor, pointer);
        }
    }

    pub(super) fn warn_of_name(&mut self, name: &str, at: &Path<'_>) {
        if let Some((_, what)) = hidden_characters(name).first() {
            let message = format!("the name holds {what}");
            self.faults.push(Diagnostic::new(Check::BidiControl, at.to_string(), message).value(name));
        }
        if let Some(word) = mixed_script(name) {
            let message = format!("«{}» mixes letters of several scripts", &name[word]);
            self.faults.push(Diagnostic::new(Check::MixedScript, at.to_string(), message).value(name));
        }
    }

    fn warn_absent(&mut self, actor: &Actor<'_>, pointer: &str) {
        let Some(text) = self.scopes[0].text else {
            return;
        };
        let language = primary(&self.dossier.source.language.0);
        let named = actor.name.iter().flat_map(|name| name.value.iter());
        let own = named.filter(|(tag, _)| primary(tag) == language).map(|(_, name)| name);
        let others = [&actor.also, &actor.forms].into_iter().flatten().flat_map(|names| names.value.iter());
        let names: Vec<&str> = own.chain(others.map(AsRef::as_ref)).collect();
        let Some(found) = self.name_search.any_occurs(text, &names) else { return };
        if !names.is_empty() && !found {
            let message = format!("«{}» is not in the text", names.join("», «"));
            let fault = Diagnostic::new(Check::NameNotInText, format!("{pointer}/name"), message);
            self.faults
                .push(fault.help("write the name as the text has it, or `described:` where the text gives no name"));
        }
    }

    /// An actor that is declared is used.
    pub(super) fn warn_of_unused(&mut self) {
        // The facts that use it may stand in another part, or could not be read.
        let unread = self.scopes.iter().any(|scope| !scope.facts.unread.is_empty());
        if self.dossier.part.is_some() || unread {
            return;
        }
        for named in self.names.actors.iter().filter(|named| !named.shared && !named.used) {
            let message = format!("`{}` is used by no fact", named.key);
            let fault = Diagnostic::new(Check::UnusedActor, format!("/actors/{}", named.key), message).at_key();
            self.faults.push(fault.value(named.key));
        }
    }
}

/// Adds names under the label, and says under which properties they now stand. A label is one in each language: a
/// state's come from the table, and a name beside one that is there already is an alternative.
fn add_names<'d>(
    label: Property,
    is_state: bool,
    names: &'d LangMap<'d>,
    properties: &mut Vec<Triple<'d>>,
) -> Vec<Property> {
    let mut on = Vec::new();
    for (language, text) in names.iter() {
        let labels = properties.iter().filter_map(|(property, object)| match object {
            Object::Text(other, tag) if *property == label && tag.eq_ignore_ascii_case(language) => Some(*other),
            _ => None,
        });
        let labels: Vec<&str> = labels.collect();
        let is_alternative = label == Property::PrefLabel && (is_state || !labels.is_empty());
        let is_there = labels.contains(&text);
        let property = if is_alternative && !is_there { Property::AltLabel } else { label };
        if !is_there {
            properties.push((property, Object::Text(text, language)));
        }
        if !on.contains(&property) {
            on.push(property);
        }
    }
    on
}

/// The code that was meant: the one whose state has the actor's name, whose other code was written, or the nearest.
fn meant_state(iso: &str, actor: &Actor<'_>) -> Option<&'static str> {
    let upper = iso.to_uppercase();
    let has_name = |row: &&State| {
        actor.name.iter().flat_map(|name| name.value.iter()).any(|(tag, text)| row.name(primary(tag)) == Some(text))
    };
    let row = states().find(has_name).or_else(|| states().find(|row| row.iso3 == upper || row.iso2 == upper));
    row.map(|row| row.iso3).or_else(|| nearest(iso, states().map(|row| row.iso3)))
}

pub(super) fn add_texts<'d>(property: Property, texts: &'d LangMap<'d>, properties: &mut Vec<Triple<'d>>) {
    properties.extend(texts.iter().map(|(language, text)| (property, Object::Text(text, language))));
}

/// The first part of a language tag.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// How many bytes of text are searched for names in one dossier: thousands of names in a text of megabytes would take
/// minutes, for a warning.
const NAME_BYTES: usize = 1024 * 1024 * 1024;

/// What is left of the search for names.
pub(super) struct NameSearch(usize);

impl Default for NameSearch {
    fn default() -> Self {
        Self(NAME_BYTES)
    }
}

impl NameSearch {
    /// Whether one of the names is in the text; `None` where it is not worth the search any more.
    fn any_occurs(&mut self, text: &Text<'_>, names: &[&str]) -> Option<bool> {
        self.0 = self.0.checked_sub(names.len().saturating_mul(text.as_str().len()))?;
        let missing = |name: &&str| matches!(text.find(name, None), Err(NotLocated::Missing | NotLocated::Empty));
        Some(!names.iter().all(missing))
    }
}
