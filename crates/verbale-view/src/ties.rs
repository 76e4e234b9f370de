//! Who is tied with whom, and by what: what a network is drawn from.

use serde::{Deserialize, Serialize};
use verbale_core::codes::Listed;
use verbale_core::facts::Kind;
use verbale_core::resolve::{Object, ResolvedFact};
use verbale_core::vocab::Property;

use crate::category::Category;
use crate::labels;
use crate::language::Language;
use crate::names::{Names, Sort};
use crate::sentence::{members, nodes, noun};

/// How a tie is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum Firmness {
    /// The source stands for it: a whole line.
    Firm,
    /// Somebody says, hopes or doubts it: a dashed line.
    Soft,
    /// Somebody holds it: a dotted line.
    Opinion,
}

impl Firmness {
    pub(crate) const fn of(category: Category) -> Self {
        match category {
            Category::Opinion => Self::Opinion,
            category if category.is_firm() => Self::Firm,
            _ => Self::Soft,
        }
    }

    /// The word that stands for it in classes.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Firm => "firm",
            Self::Soft => "soft",
            Self::Opinion => "opinion",
        }
    }
}

/// What is named first where there is no room for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Rank {
    /// What changes who belongs to what: recognition, founding, accession, withdrawal.
    Change,
    /// What happens or holds.
    Event,
    /// What is said or thought.
    Word,
    /// What is to come.
    Plan,
}

impl Rank {
    const fn of(kind: &Kind<'_>) -> Self {
        match kind {
            Kind::Recognition(_) | Kind::Founding(_) | Kind::Accession(_) | Kind::Withdrawal(_) => Self::Change,
            Kind::Statement(_) | Kind::Stance(_) | Kind::Proposition(_) => Self::Word,
            Kind::Commitment(_) | Kind::Expectation(_) => Self::Plan,
            _ => Self::Event,
        }
    }
}

/// Those whom a tie ties, by what they do in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Sides<T> {
    /// Who acts; all, where nobody is acted on.
    pub(crate) acting: Vec<T>,
    /// Who is acted on: an arrow goes there.
    pub(crate) acted_on: Vec<T>,
    /// Who has a part in it and neither acts nor is acted on: forum, means, observer, what is talked about.
    pub(crate) beside: Vec<T>,
}

impl<T> Sides<T> {
    /// All of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &T> {
        self.acting.iter().chain(&self.acted_on).chain(&self.beside)
    }

    pub(crate) const fn len(&self) -> usize {
        self.acting.len() + self.acted_on.len() + self.beside.len()
    }

    /// The same with something else in each place; those without are left out.
    pub(crate) fn map<U>(&self, mut other: impl FnMut(&T) -> Option<U>) -> Sides<U> {
        let mut side = |of: &[T]| of.iter().filter_map(&mut other).collect();
        Sides { acting: side(&self.acting), acted_on: side(&self.acted_on), beside: side(&self.beside) }
    }
}

/// Actors that a fact ties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tie {
    /// Their IRIs.
    pub(crate) sides: Sides<String>,
    /// How it is drawn.
    pub(crate) firmness: Firmness,
    /// How early it is named.
    pub(crate) rank: Rank,
    /// What it is, in a word or two.
    pub(crate) label: String,
    /// The fact, by its place in the dossier.
    pub(crate) fact: usize,
}

/// The properties of a kind by the side of their actors.
type Properties = Sides<Property>;

fn properties(kind: &Kind<'_>) -> Properties {
    use Property as P;
    let (acting, acted_on, beside): (&[P], &[P], &[P]) = match kind {
        Kind::Meeting(_) => (&[P::Party], &[], &[P::Observer, P::Concerns]),
        Kind::Formalisation(_) => (&[P::Party], &[], &[P::Host, P::Concerns]),
        Kind::Instrument(_) => (&[P::Party], &[], &[]),
        Kind::Relation(_) => (&[P::Party], &[], &[P::Forum]),
        Kind::Recognition(_) => (&[P::Doer], &[P::Recognises], &[P::Party, P::Host, P::Concerns]),
        Kind::Founding(_) => (&[P::Doer], &[P::Founds], &[P::Party, P::Host, P::Concerns]),
        Kind::Accession(_) => (&[P::Doer], &[P::Joins], &[P::Party, P::Host, P::Concerns]),
        Kind::Withdrawal(_) => (&[P::Doer], &[P::Leaves], &[P::Party, P::Host, P::Concerns]),
        Kind::Event(_) => (&[P::Doer, P::Party], &[P::Recipient], &[P::Host, P::Concerns]),
        Kind::Membership(_) | Kind::Capacity(_) => (&[P::Member], &[P::Organisation, P::AccreditedTo], &[]),
        Kind::Commitment(_) => (&[P::Doer], &[P::Counterparty, P::Recipient, P::Beneficiary], &[P::Means, P::Forum]),
        Kind::Expectation(_) => {
            (&[P::ExpectedBy], &[P::Doer, P::Counterparty, P::Recipient, P::Beneficiary], &[P::Means, P::Forum])
        }
        Kind::Stance(_) => (&[P::Holder], &[P::Target], &[P::Towards]),
        Kind::Statement(_) => (&[P::Speaker], &[P::Addressee], &[P::Concerns]),
        // What a text speaks of is not tied by that.
        Kind::Proposition(_) => (&[], &[], &[]),
    };
    Sides { acting: acting.to_vec(), acted_on: acted_on.to_vec(), beside: beside.to_vec() }
}

/// The ties that a fact makes: between those whom it binds, and between the persons who met.
pub(crate) fn ties(names: &Names<'_, '_>, index: usize) -> Vec<Tie> {
    let fact = &names.resolved().facts[index];
    let (firmness, rank) = (Firmness::of(Category::of(fact)), Rank::of(&fact.fact.kind));
    let (bound, met) = (bound(names, fact), met(names, fact));
    // Who receives is one of those who meet: where no persons are named, one line says both.
    let is_said = met.as_ref().is_some_and(|met| {
        let known = |actor: &String| met.acting.contains(actor);
        !met.acted_on.is_empty() && bound.acted_on.is_empty() && bound.beside.iter().all(known)
    }) && persons(names, fact).is_empty();
    let label_of = |met: &Sides<String>| {
        let receives = names.language().pick("reçoit", "receives").to_owned();
        if met.acted_on.is_empty() { label(names, fact) } else { receives }
    };
    let met = met.map(|met| (label_of(&met), met));
    let bound = (!is_said).then(|| (label(names, fact), bound));
    let found = bound.into_iter().chain(met).filter(|(_, sides)| sides.len() > 1);
    found.map(|(label, sides)| Tie { sides, firmness, rank, label, fact: index }).collect()
}

fn persons(names: &Names<'_, '_>, fact: &ResolvedFact<'_>) -> Vec<String> {
    actors(names, fact, &[Property::Participant])
}

/// The persons who met, or whom somebody received; none where they are the same whom the fact binds.
fn met(names: &Names<'_, '_>, fact: &ResolvedFact<'_>) -> Option<Sides<String>> {
    let (persons, host) = (persons(names, fact), actors(names, fact, &[Property::Host]));
    let bound = bound(names, fact).acting;
    let is_visit = codes(fact, &[Property::EventType]).any(|code| labels::local(code) == "visit");
    let are_guests = matches!(fact.fact.kind, Kind::Meeting(_)) || is_visit;
    let among = if persons.is_empty() && are_guests { &bound } else { &persons };
    let guests: Vec<_> = among.iter().filter(|actor| !host.contains(actor)).cloned().collect();
    if !host.is_empty() && !guests.is_empty() {
        return Some(Sides { acting: host, acted_on: guests, beside: Vec::new() });
    }
    let are_others = !persons.iter().all(|person| bound.contains(person));
    are_others.then(|| Sides { acting: persons, ..Sides::default() })
}

/// Those whom a fact binds, each on one side.
fn bound(names: &Names<'_, '_>, fact: &ResolvedFact<'_>) -> Sides<String> {
    let properties = properties(&fact.fact.kind);
    let mut acting = actors(names, fact, &properties.acting);
    let mut acted_on = actors(names, fact, &properties.acted_on);
    if acting.is_empty() && matches!(fact.fact.kind, Kind::Expectation(_)) {
        // Nobody in particular expects it: then those act who are to do it.
        acting = actors(names, fact, &[Property::Doer]);
    }
    let mut beside = actors(names, fact, &properties.beside);
    if acting.is_empty() && !acted_on.is_empty() {
        acting = actors(names, fact, &[Property::Means]);
    }
    acted_on.retain(|actor| !acting.contains(actor));
    beside.retain(|actor| !acting.contains(actor) && !acted_on.contains(actor));
    if acting.is_empty() {
        std::mem::swap(&mut acting, &mut acted_on);
    }
    Sides { acting, acted_on, beside }
}

/// The actors that a fact has in some properties, each once.
fn actors(names: &Names<'_, '_>, fact: &ResolvedFact<'_>, properties: &[Property]) -> Vec<String> {
    let mut found = Vec::new();
    let mut add = |iri: &str, sort: Sort| {
        if sort.is_actor() && !found.iter().any(|known| known == iri) {
            found.push(iri.to_owned());
        }
    };
    for property in properties {
        for iri in nodes(names, fact, *property) {
            add(iri, names.mention(iri).sort);
        }
        if *property == Property::Member {
            for member in members(names, fact) {
                add(&member.iri, member.sort);
            }
        }
    }
    found
}

/// What ties them: the type of relation, event, instrument or role, else the kind of fact.
fn label(names: &Names<'_, '_>, fact: &ResolvedFact<'_>) -> String {
    let language = names.language();
    let by = [Property::RelationType, Property::EventType, Property::InstrumentType, Property::Role];
    if let Some(code) = codes(fact, &by).next() {
        return labels::label(code, language).to_owned();
    }
    let (fr, en) = match &fact.fact.kind {
        Kind::Commitment(_) | Kind::Expectation(_) => return planned(fact, language),
        Kind::Stance(stance) => match stance.polarity.value.notation() {
            "positive" => ("avis favorable", "favourable view"),
            "negative" => ("avis défavorable", "unfavourable view"),
            _ => ("avis neutre", "neutral view"),
        },
        kind => noun(kind),
    };
    language.pick(fr, en).to_owned()
}

/// Fields that are no single one.
const VAGUE: [&str; 2] = ["general", "multidimensional"];

/// How far something has come that is not done yet, and in which field: nobody takes that for an event.
fn planned(fact: &ResolvedFact<'_>, language: Language) -> String {
    let status = codes(fact, &[Property::Status]).next().map_or("", |code| labels::label(code, language));
    // A field that could be any says nothing in so little room.
    let mut fields = codes(fact, &[Property::Field]).filter(|field| !VAGUE.contains(&labels::local(field)));
    match (fields.next(), fields.next()) {
        (Some(field), None) => {
            format!("{status}{} {}", language.pick("\u{a0}:", ":"), labels::label(field, language))
        }
        _ => status.to_owned(),
    }
}

/// The codes that a fact has in some properties.
fn codes<'f>(fact: &'f ResolvedFact<'_>, properties: &'f [Property]) -> impl Iterator<Item = &'f str> {
    fact.properties.iter().filter_map(|(property, object)| match object {
        Object::Term(code) if properties.contains(property) => Some(*code),
        _ => None,
    })
}
