//! What a kind of fact lists: each key with its property and its values, borrowed from the dossier.

use std::borrow::Cow;
use std::slice::from_ref;

use super::Series;
use crate::codes::Code;
use crate::date::Date;
use crate::dossier::dates::{Due, End};
use crate::dossier::value::{Evidence, Field, Key, LangMap, Many};
use crate::vocab::Property;

/// What a reference may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Actor,
    Person,
    State,
    Place,
    Statement,
    Prospective,
    Capacity,
    Occasion,
    Instrument,
    Relation,
    Stance,
    Fact,
    FactOrActor,
    ActorOrInstrument,
    /// An actor, or `article` for the source's own voice.
    Holder,
}

impl Target {
    /// What it is, for messages: «a person».
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Actor => "an actor",
            Self::Person => "a person",
            Self::State => "a state",
            Self::Place => "a place",
            Self::Statement => "a statement",
            Self::Prospective => "a commitment or an expectation",
            Self::Capacity => "a capacity",
            Self::Occasion => "a meeting or another event",
            Self::Instrument => "an instrument",
            Self::Relation => "a relation",
            Self::Stance => "a stance",
            Self::Fact => "a fact",
            Self::FactOrActor => "a fact or an actor",
            Self::ActorOrInstrument => "an actor or an instrument",
            Self::Holder => "an actor, or `article`",
        }
    }
}

/// The values of a field.
pub(crate) enum Values<'f> {
    Keys(&'f [Key<'f>], Target),
    Codes(Vec<&'static str>),
    Texts(&'f [LangMap<'f>]),
    /// Words in the source's language.
    Words(&'f [Cow<'f, str>]),
    Date(&'f Date<'f>),
    Period(Option<&'f Field<'f, End<'f>>>, Option<&'f Field<'f, End<'f>>>),
    Number(u32),
    Series(&'f Series<'f>),
}

/// One field of a fact.
pub(crate) struct FieldView<'f> {
    pub(crate) key: &'static str,
    /// The property of its values; dates have the properties of their literals instead.
    pub(crate) property: Property,
    pub(crate) values: Values<'f>,
    pub(crate) evidence: Option<&'f Evidence<'f>>,
}

/// The fields of a fact, in the order of its kind.
pub(crate) struct Fields<'f>(pub(crate) Vec<FieldView<'f>>);

impl<'f> Fields<'f> {
    fn push<T>(
        &mut self,
        key: &'static str,
        property: Property,
        field: Option<&'f Field<'f, T>>,
        values: impl FnOnce(&'f T) -> Values<'f>,
    ) {
        if let Some(field) = field {
            let evidence = field.evidence.as_deref();
            self.0.push(FieldView { key, property, values: values(&field.value), evidence });
        }
    }

    pub(crate) fn keys(
        &mut self,
        key: &'static str,
        property: Property,
        target: Target,
        field: Option<&'f Field<'f, Many<Key<'f>>>>,
    ) {
        self.push(key, property, field, |keys| Values::Keys(keys, target));
    }

    pub(crate) fn key(
        &mut self,
        key: &'static str,
        property: Property,
        target: Target,
        field: Option<&'f Field<'f, Key<'f>>>,
    ) {
        self.push(key, property, field, |value| Values::Keys(from_ref(value), target));
    }

    pub(crate) fn codes<C: Code>(
        &mut self,
        key: &'static str,
        property: Property,
        field: Option<&'f Field<'f, Many<C>>>,
    ) {
        self.push(key, property, field, |codes| Values::Codes(codes.iter().map(|code| code.iri()).collect()));
    }

    pub(crate) fn code<C: Code>(&mut self, key: &'static str, property: Property, field: Option<&'f Field<'f, C>>) {
        self.push(key, property, field, |code| Values::Codes(vec![code.iri()]));
    }

    pub(crate) fn texts(
        &mut self,
        key: &'static str,
        property: Property,
        field: Option<&'f Field<'f, Many<LangMap<'f>>>>,
    ) {
        self.push(key, property, field, |texts| Values::Texts(texts));
    }

    pub(crate) fn text(&mut self, key: &'static str, property: Property, field: Option<&'f Field<'f, LangMap<'f>>>) {
        self.push(key, property, field, |text| Values::Texts(from_ref(text)));
    }

    pub(crate) fn words(
        &mut self,
        key: &'static str,
        property: Property,
        field: Option<&'f Field<'f, Many<Cow<'f, str>>>>,
    ) {
        self.push(key, property, field, |words| Values::Words(words));
    }

    pub(crate) fn word(&mut self, key: &'static str, property: Property, field: Option<&'f Field<'f, Cow<'f, str>>>) {
        self.push(key, property, field, |word| Values::Words(from_ref(word)));
    }

    pub(crate) fn date(&mut self, key: &'static str, field: Option<&'f Field<'f, Date<'f>>>) {
        self.push(key, Property::Date, field, Values::Date);
    }

    pub(crate) fn due(&mut self, key: &'static str, field: Option<&'f Field<'f, Due<'f>>>) {
        self.push(key, Property::Due, field, |due| Values::Date(&due.0));
    }

    pub(crate) fn period(&mut self, since: Option<&'f Field<'f, End<'f>>>, until: Option<&'f Field<'f, End<'f>>>) {
        if since.is_some() || until.is_some() {
            let values = Values::Period(since, until);
            self.0.push(FieldView { key: "since", property: Property::Start, values, evidence: None });
        }
    }

    pub(crate) fn number(&mut self, key: &'static str, property: Property, field: Option<&'f Field<'f, u32>>) {
        self.push(key, property, field, |number| Values::Number(*number));
    }

    pub(crate) fn series(&mut self, field: Option<&'f Field<'f, Series<'f>>>) {
        self.push("series", Property::Series, field, Values::Series);
    }
}
