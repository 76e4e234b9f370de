//! What a record says, and the dossier that it becomes a part of.

use std::borrow::Cow;

use verbale_core::actor::Actor;
use verbale_core::check::Check;
use verbale_core::codes::{ActorType, Channel, CommitmentStatus, EventType, FieldOfActivity, MeetingFormat, Polarity};
use verbale_core::date::Date;
use verbale_core::diagnostic::Diagnostic;
use verbale_core::dossier::Dossier;
use verbale_core::dossier::enrichment::Facts;
use verbale_core::dossier::id::Id;
use verbale_core::dossier::value::{Field, Key, LangMap, Many, Quote};
use verbale_core::facts::{
    Coding, Commitment, Event, EventFields, Fact, Kind, Meeting, ProspectiveFields, Recognition, Stance,
};
use verbale_core::place::Place;

use crate::dataset::{Dataset, LANGUAGE};
use crate::outcome::Becomes;
use crate::record::Refusal;

/// What a record says, before its code decides what kind of fact that is. Everything is borrowed from the record, or from
/// the scratch beside it.
#[derive(Debug)]
pub(crate) struct Draft<'r> {
    /// The record's id, a slug.
    pub(crate) id: &'r str,
    /// What a record with this code becomes.
    pub(crate) becomes: Becomes,
    /// The actors.
    pub(crate) actors: Actors<'r>,
    /// Who acts.
    pub(crate) first: Vec<Key<'r>>,
    /// On whom, or with whom.
    pub(crate) second: Vec<Key<'r>>,
    /// When.
    pub(crate) date: Option<Date<'r>>,
    /// Where.
    pub(crate) place: Option<(&'r str, Place<'r>)>,
    /// In which fields.
    pub(crate) fields: Vec<FieldOfActivity>,
    /// Codes, counts, source, text.
    pub(crate) coding: Coding<'r>,
    /// Words of the record's text.
    pub(crate) quotes: Vec<Quote<'r>>,
    /// The occurrence that the record shares with another one.
    pub(crate) occurrence: Option<&'r str>,
    /// What the coder remarks.
    pub(crate) note: Option<&'r str>,
}

/// The actors of a record, each once.
#[derive(Debug, Default)]
pub(crate) struct Actors<'r>(pub(crate) Vec<(Id<'r>, Actor<'r>)>);

impl<'r> Actors<'r> {
    /// Adds a state.
    pub(crate) fn state(&mut self, key: &'r str, iso: &'r str) {
        self.add(key, || Actor::state(iso));
    }

    /// Adds any other actor: a group under the name and the code that the dataset gives it, and for whom it acts.
    pub(crate) fn group(&mut self, key: &'r str, notation: Option<&'r str>, name: &'r str, of: Option<&'r str>) {
        self.add(key, || Actor {
            notation: notation.map(Cow::Borrowed),
            of: of.map(|state| Field::from(Many::from([state]))),
            ..Actor::named(ActorType::Group, LANGUAGE, name)
        });
    }

    fn add(&mut self, key: &'r str, actor: impl FnOnce() -> Actor<'r>) {
        if !self.0.iter().any(|(known, _)| **known == *key) {
            self.0.push((Id::from(key), actor()));
        }
    }
}

/// A place with coordinates.
pub(crate) fn place<'r>(name: &'r str, position: Option<(Cow<'r, str>, Cow<'r, str>)>, centroid: bool) -> Place<'r> {
    use verbale_core::dossier::lexicals::Degrees;
    let (lat, long) = position.map_or((None, None), |(lat, long)| (Some(Degrees(lat)), Some(Degrees(long))));
    Place {
        name: LangMap::of(LANGUAGE, name),
        country: None,
        same_as: None,
        lat,
        long,
        centroid: centroid.then_some(true),
    }
}

impl<'r> Draft<'r> {
    /// The part of the dossier that the record becomes. `number` counts the records of the file from 1.
    pub(crate) fn into_part(mut self, dataset: &'r Dataset, number: u32) -> Result<Dossier<'r>, Refusal> {
        let mut dossier = Dossier::new(&dataset.id, dataset.source());
        dossier.base = dataset.base.as_deref().map(Cow::Borrowed);
        dossier.part = Some(number);
        dossier.actors.entries = std::mem::take(&mut self.actors.0);
        let place = self.place.take();
        let fact = self.into_fact(place.as_ref().map(|(key, _)| Key::from(*key)))?;
        // A stance has no place of its own.
        let place = place.filter(|_| !matches!(fact.kind, Kind::Stance(_)));
        dossier.places.entries.extend(place.map(|(key, place)| (Id::from(key), place)));
        dossier.facts = Facts::from(vec![fact]);
        Ok(dossier)
    }

    fn into_fact(mut self, place: Option<Key<'r>>) -> Result<Fact<'r>, Refusal> {
        let (id, coding) = (self.id, std::mem::take(&mut self.coding));
        let quotes = std::mem::take(&mut self.quotes);
        let (occurrence, note) = (self.occurrence, self.note);
        let mut fact = Fact::coded(id, self.into_kind(place)?, coding);
        fact.quote = (!quotes.is_empty()).then_some(Many(quotes));
        fact.corefers_with = occurrence.map(Cow::Borrowed);
        fact.note = note.map(Cow::Borrowed);
        Ok(fact)
    }

    /// What a record is whose kind needs an actor that it lacks: an event, if somebody is there.
    fn into_kind(self, place: Option<Key<'r>>) -> Result<Kind<'r>, Refusal> {
        let (first, second) = (!self.first.is_empty(), !self.second.is_empty());
        match self.becomes {
            _ if !first && !second => Err(no_actor()),
            Becomes::Meeting { format, channel } => Ok(self.into_meeting(format, channel, place)),
            Becomes::Commitment { status, towards, .. } if first => Ok(self.into_commitment(status, towards, place)),
            Becomes::Stance { polarity, .. } if first && second => Ok(self.into_stance(polarity)),
            Becomes::Recognition { .. } if first && self.second.len() == 1 && !self.first.contains(&self.second[0]) => {
                Ok(self.into_recognition(place))
            }
            Becomes::Event(event_type)
            | Becomes::Commitment { otherwise: event_type, .. }
            | Becomes::Stance { otherwise: event_type, .. }
            | Becomes::Recognition { otherwise: event_type } => Ok(self.into_event(event_type, place)),
        }
    }

    fn event_fields(&mut self, place: Option<Key<'r>>) -> EventFields<'r> {
        EventFields {
            date: self.date.take().map(Field::from),
            place: place.map(|place| Field::from(Many(vec![place]))),
            field: some(std::mem::take(&mut self.fields)),
            ..EventFields::default()
        }
    }

    fn into_event(mut self, event_type: EventType, place: Option<Key<'r>>) -> Kind<'r> {
        let event = self.event_fields(place);
        Event {
            event,
            type_: Field::from(event_type),
            by: some(self.first),
            recipient: some(self.second),
            ordinal: None,
        }
        .into()
    }

    fn into_meeting(
        mut self,
        format: Option<MeetingFormat>,
        channel: Option<Channel>,
        place: Option<Key<'r>>,
    ) -> Kind<'r> {
        let mut event = self.event_fields(place);
        for party in std::mem::take(&mut self.second) {
            if !self.first.contains(&party) {
                self.first.push(party);
            }
        }
        event.parties = some(self.first);
        let (meeting_format, channel) = (format.map(Field::from), channel.map(Field::from));
        Meeting { event, observers: None, meeting_format, channel, ordinal: None }.into()
    }

    fn into_recognition(mut self, place: Option<Key<'r>>) -> Kind<'r> {
        let event = self.event_fields(place);
        let recognises = self.second.pop().unwrap_or_else(|| Key::from(""));
        Recognition { event, by: Field::from(Many(self.first)), recognises: Field::from(recognises), ordinal: None }
            .into()
    }

    fn into_stance(self, polarity: Polarity) -> Kind<'r> {
        Stance {
            holder: Field::from(Many(self.first)),
            target: Field::from(Many(self.second)),
            towards: None,
            polarity: Field::from(polarity),
            text: None,
            date: self.date.map(Field::from),
        }
        .into()
    }

    fn into_commitment(self, status: CommitmentStatus, towards: bool, place: Option<Key<'r>>) -> Kind<'r> {
        let (recipient, with) = if towards { (self.second, Vec::new()) } else { (Vec::new(), self.second) };
        let action = ProspectiveFields {
            description: None,
            by: some(self.first),
            recipient: some(recipient),
            with: some(with),
            for_: None,
            means: None,
            expected_by: None,
            field: some(self.fields),
            purpose: None,
            forum: None,
            place: place.map(Field::from),
            date: self.date.map(Field::from),
            due: None,
            part_of: None,
            follows_from: None,
            made_during: None,
            recorded_in: None,
            series: None,
        };
        Commitment { status: Field::from(status), action }.into()
    }
}

fn some<T>(values: Vec<T>) -> Option<Field<'static, Many<T>>> {
    (!values.is_empty()).then(|| Field::from(Many(values)))
}

fn no_actor() -> Refusal {
    Box::new(Diagnostic::new(Check::IncompleteFact, "", "the record names no actor"))
}
