//! Who is tied with whom, and by what: what a network is drawn from.

use serde::{Deserialize, Serialize};
use verbale_core::codes::Listed;
use verbale_core::facts::Kind;
use verbale_core::resolve::{Object, ResolvedFact};
use verbale_core::vocab::Property;

use crate::category::Category;
use crate::labels;
use crate::names::Names;
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

/// Actors that a fact ties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tie {
    /// Their IRIs, those who act first.
    pub(crate) actors: Vec<String>,
    /// How many of them act; the others are acted on. All, where none is.
    pub(crate) acting: usize,
    /// How it is drawn.
    pub(crate) firmness: Firmness,
    /// What it is, in a word or two.
    pub(crate) label: String,
    /// The fact, by its place in the dossier.
    pub(crate) fact: usize,
}

/// Properties whose actors act, and those whose actors are acted on, by kind.
const fn sides(kind: &Kind<'_>) -> (&'static [Property], &'static [Property]) {
    match kind {
        Kind::Meeting(_) | Kind::Formalisation(_) | Kind::Relation(_) | Kind::Instrument(_) => {
            (&[Property::Party], &[])
        }
        Kind::Recognition(_) => (&[Property::Doer], &[Property::Recognises]),
        Kind::Founding(_) => (&[Property::Doer], &[Property::Founds]),
        Kind::Accession(_) => (&[Property::Doer], &[Property::Joins]),
        Kind::Withdrawal(_) => (&[Property::Doer], &[Property::Leaves]),
        Kind::Event(_) => (&[Property::Doer, Property::Party], &[Property::Recipient]),
        Kind::Membership(_) | Kind::Capacity(_) => {
            (&[Property::Member], &[Property::Organisation, Property::AccreditedTo])
        }
        Kind::Commitment(_) => {
            (&[Property::Doer], &[Property::Counterparty, Property::Recipient, Property::Beneficiary, Property::Means])
        }
        Kind::Expectation(_) => (
            &[Property::ExpectedBy],
            &[Property::Doer, Property::Counterparty, Property::Recipient, Property::Beneficiary, Property::Means],
        ),
        Kind::Stance(_) => (&[Property::Holder], &[Property::Target, Property::Towards]),
        Kind::Statement(_) => (&[Property::Speaker], &[Property::Addressee]),
        Kind::Proposition(_) => (&[], &[]),
    }
}

/// The tie that a fact makes; none where it names fewer than two actors.
pub(crate) fn tie(names: &Names<'_, '_>, index: usize) -> Option<Tie> {
    let fact = &names.resolved().facts[index];
    let (acting, acted_on) = sides(&fact.fact.kind);
    let mut actors = Vec::new();
    for property in acting {
        collect(names, fact, *property, &mut actors);
    }
    let doers = actors.len();
    for property in acted_on {
        collect(names, fact, *property, &mut actors);
    }
    let acting = if doers == 0 { actors.len() } else { doers };
    let firmness = Firmness::of(Category::of(fact));
    (actors.len() > 1).then(|| Tie { actors, acting, firmness, label: label(names, fact), fact: index })
}

fn collect(names: &Names<'_, '_>, fact: &ResolvedFact<'_>, property: Property, into: &mut Vec<String>) {
    let mut add = |iri: &str| {
        if names.mention(iri).sort.is_actor() && !into.iter().any(|known| known == iri) {
            into.push(iri.to_owned());
        }
    };
    nodes(names, fact, property).for_each(&mut add);
    if property == Property::Member {
        for member in members(names, fact) {
            add(&member.iri);
        }
    }
}

/// What ties them: the type of relation, event, instrument or role, else the kind of fact.
fn label(names: &Names<'_, '_>, fact: &ResolvedFact<'_>) -> String {
    let by = [Property::RelationType, Property::EventType, Property::InstrumentType, Property::Role, Property::Status];
    let code = fact.properties.iter().find_map(|(property, object)| match object {
        Object::Term(code) if by.contains(property) => Some(labels::label(code, names.language())),
        _ => None,
    });
    let (fr, en) = match &fact.fact.kind {
        Kind::Stance(stance) => match stance.polarity.value.notation() {
            "positive" => ("avis favorable", "favourable view"),
            "negative" => ("avis défavorable", "unfavourable view"),
            _ => ("avis neutre", "neutral view"),
        },
        kind => noun(kind),
    };
    code.unwrap_or_else(|| names.language().pick(fr, en)).to_owned()
}
