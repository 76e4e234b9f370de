//! Places, and the occurrences that facts of several dossiers share.

use super::Resolver;
use super::actors::add_texts;
use super::resolved::{Described, Object, to_nodes};
use crate::check::Check;
use crate::diagnostic::Diagnostic;
use crate::dossier::decode::Path;
use crate::iri::Name;
use crate::suggest::nearest;
use crate::vocab::{Property, class, xsd};

impl<'d> Resolver<'d> {
    /// Every place of the dossier, those of the registry that it uses, and the occurrences that facts corefer with.
    pub(super) fn describe_places(&mut self) -> Vec<Described<'d>> {
        let mut described = Vec::new();
        for index in 0..self.names.places.len() {
            let named = &self.names.places[index];
            if !named.shared || named.used {
                described.push(self.describe_place(index));
            }
        }
        self.sort_by_iri(&mut described);
        let mut occurrences = self.describe_occurrences();
        self.sort_by_iri(&mut occurrences);
        described.extend(occurrences);
        described
    }

    fn describe_place(&mut self, index: usize) -> Described<'d> {
        let named = &self.names.places[index];
        let (key, place, iri, shared) = (named.key, named.place, named.iri, named.shared);
        let mut properties = Vec::new();
        add_texts(Property::PrefLabel, &place.name, &mut properties);
        if let Some(same_as) = &place.same_as {
            self.add_same_as(same_as, &format!("/places/{key}/sameAs"), &mut properties);
        }
        for (property, degrees) in [(Property::Lat, &place.lat), (Property::Long, &place.long)] {
            if let Some(degrees) = degrees {
                let lexical = self.mint.arena.lexical(&degrees.0);
                properties.push((property, Object::Typed(lexical, xsd::iri::decimal)));
            }
        }
        if let Some(centroid) = place.centroid {
            properties.push((Property::Centroid, Object::Boolean(centroid)));
        }
        if let Some(thing) = place.country.as_ref().and_then(|country| self.names.thing(country)) {
            properties.extend(to_nodes(Property::Country, self.nodes_of(thing)));
        }
        if !shared {
            for (language, name) in place.name.iter() {
                self.warn_of_name(name, &Path::At("/places").key(key).key("name").key(language));
            }
        }
        properties.sort_by_key(|(property, _)| *property);
        Described { iri, types: class::PLACE, properties, claims: Vec::new() }
    }

    fn describe_occurrences(&mut self) -> Vec<Described<'d>> {
        let used: Vec<_> =
            self.names.occurrences.iter().filter_map(|(_, what, iri)| iri.map(|iri| (*what, iri))).collect();
        used.into_iter()
            .map(|(occurrence, iri)| {
                let mut properties = Vec::new();
                add_texts(Property::PrefLabel, &occurrence.name, &mut properties);
                if let Some(same_as) = &occurrence.same_as {
                    self.add_same_as(same_as, "", &mut properties);
                }
                if let Some(date) = &occurrence.date {
                    self.add_date(date, &mut properties);
                }
                properties.sort_by_key(|(property, _)| *property);
                Described { iri, types: &[], properties, claims: Vec::new() }
            })
            .collect()
    }

    /// What a fact corefers with: an occurrence of the registry, or an IRI.
    pub(super) fn hub(&mut self, hub: &str, fact: &Path<'_>) -> Option<Name> {
        let pointer = fact.key("corefersWith").to_string();
        if hub.contains(':') {
            let iri = self.mint.foreign(("", hub));
            if iri.is_none() {
                let message = format!("`{hub}` is no absolute IRI");
                self.faults.push(Diagnostic::new(Check::BadIri, pointer, message).value(hub));
            }
            return iri;
        }
        let Some(at) = self.names.occurrences.iter().position(|(key, ..)| *key == hub) else {
            let message = format!("`{hub}` is no occurrence of the registry, and no IRI");
            let mut fault = Diagnostic::new(Check::UnknownReference, pointer, message).value(hub);
            if self.suggestions.afford_names(self.names.occurrences.len())
                && let Some(near) = nearest(hub, self.names.occurrences.iter().map(|(key, ..)| *key))
            {
                fault = fault.suggest(near);
            }
            self.faults.push(
                fault.help(
                    "name the registry (`registry:`, or --registry), and the occurrence under its `occurrences:`",
                ),
            );
            return None;
        };
        let iri = self.mint.occurrence(hub);
        self.names.occurrences[at].2 = Some(iri);
        Some(iri)
    }
}
