//! Facts as one refers to them from elsewhere: a noun with what tells it from others.

use verbale_core::codes::{Code, InstrumentType, Listed};
use verbale_core::facts::Kind;
use verbale_core::resolve::ResolvedFact;
use verbale_core::vocab::Property;

use super::fields::Fields;
use super::{nodes, relation, speech};
use crate::grammar::{Case, before_noun};
use crate::labels;
use crate::language::Language;
use crate::names::{Mention, Names, texts};
use crate::phrase::Phrase;
use crate::when::When;

/// What a fact is called in short: «meeting in Moscow on 3 April 2025», «statement of Abdoulaye Diop».
pub(crate) fn short(names: &Names<'_, '_>, index: usize) -> Phrase {
    let fact = &names.resolved().facts[index];
    if let Some(said) = dated_meeting(names, fact) {
        return said;
    }
    let mut said = undated(names, index);
    if matches!(fact.fact.kind, Kind::Meeting(_) | Kind::Formalisation(_))
        && let Some(when) = When::of(names.resolved(), &fact.properties, names.language())
    {
        said.say(" ");
        said.say(&when.phrase);
    }
    said
}

/// «réunion du 3 avril 2025 à Moscou»: French has the day beside the noun.
fn dated_meeting(names: &Names<'_, '_>, fact: &ResolvedFact<'_>) -> Option<Phrase> {
    let is_french = names.language() == Language::Fr && matches!(fact.fact.kind, Kind::Meeting(_));
    let when = When::of(names.resolved(), &fact.properties, names.language()).filter(|_| is_french)?;
    let day = when.phrase.strip_prefix("le ")?;
    let mut said = Phrase::new(names.language());
    said.say(&format!("réunion du {day}"));
    if !place(&mut said, names, fact) {
        said.between(&mentions(names, fact, Property::Party));
    }
    Some(said)
}

/// As [`short`], where the date stands beside it.
pub(crate) fn undated(names: &Names<'_, '_>, index: usize) -> Phrase {
    let fact = &names.resolved().facts[index];
    let mut said = Phrase::new(names.language());
    let (fr, en) = noun(&fact.fact.kind);
    match &fact.fact.kind {
        Kind::Capacity(_) => return speech::capacity(names, index),
        Kind::Relation(relation) => {
            let fields = Fields::of(fact, names.language());
            said.say(&relation::noun(relation.type_.value, Some(&fields), None, names.language()));
            said.between(&mentions(names, fact, Property::Party));
        }
        Kind::Instrument(instrument) => adopted(&mut said, names, fact, instrument.type_.value),
        Kind::Event(event) => {
            said.say(labels::label(event.type_.value.iri(), names.language()));
            bracketed(&mut said, &mentions(names, fact, Property::Doer));
        }
        Kind::Commitment(_) | Kind::Expectation(_) => described(&mut said, names, fact, Property::Description),
        Kind::Proposition(_) => described(&mut said, names, fact, Property::Text),
        Kind::Meeting(_) => {
            said.pick(fr, en);
            if !place(&mut said, names, fact) {
                said.between(&mentions(names, fact, Property::Party));
            }
        }
        Kind::Formalisation(_) => of(&mut said, names, fact, Property::Establishes, (fr, en)),
        Kind::Membership(_) => of(&mut said, names, fact, Property::Organisation, (fr, en)),
        Kind::Statement(_) => of(&mut said, names, fact, Property::Speaker, (fr, en)),
        Kind::Recognition(_) => of(&mut said, names, fact, Property::Recognises, (fr, en)),
        Kind::Founding(_) => of(&mut said, names, fact, Property::Founds, (fr, en)),
        Kind::Withdrawal(_) => of(&mut said, names, fact, Property::Leaves, (fr, en)),
        Kind::Accession(_) => of(&mut said, names, fact, Property::Joins, (fr, en)),
        Kind::Stance(_) => of(&mut said, names, fact, Property::Holder, (fr, en)),
    }
    if said.is_empty() {
        said.pick(fr, en);
    }
    said
}

/// What a kind of fact is called in French and English.
pub(crate) const fn noun(kind: &Kind<'_>) -> (&'static str, &'static str) {
    match kind {
        Kind::Meeting(_) => ("réunion", "meeting"),
        Kind::Formalisation(_) => ("officialisation", "formal establishment"),
        Kind::Recognition(_) => ("reconnaissance", "recognition"),
        Kind::Founding(_) => ("fondation", "founding"),
        Kind::Accession(_) => ("adhésion", "accession"),
        Kind::Withdrawal(_) => ("retrait", "withdrawal"),
        Kind::Event(_) => ("événement", "event"),
        Kind::Membership(_) => ("appartenance", "membership"),
        Kind::Capacity(_) => ("qualité", "capacity"),
        Kind::Relation(_) => ("relation", "relation"),
        Kind::Instrument(_) => ("instrument", "instrument"),
        Kind::Commitment(_) => ("engagement", "commitment"),
        Kind::Expectation(_) => ("attente", "expectation"),
        Kind::Statement(_) => ("déclaration", "statement"),
        Kind::Stance(_) => ("prise de position", "stance"),
        Kind::Proposition(_) => ("proposition", "proposition"),
    }
}

fn mentions(names: &Names<'_, '_>, fact: &ResolvedFact<'_>, property: Property) -> Vec<Mention> {
    nodes(names, fact, property).filter(|iri| names.fact(iri).is_none()).map(|iri| names.mention(iri)).collect()
}

/// «withdrawal of the AES».
fn of(said: &mut Phrase, names: &Names<'_, '_>, fact: &ResolvedFact<'_>, property: Property, (fr, en): (&str, &str)) {
    said.pick(fr, en);
    let things = mentions(names, fact, property);
    if let Some(established) = nodes(names, fact, property).find_map(|iri| names.fact(iri)) {
        let established = undated(names, established);
        said.say(" ");
        said.say(&before_noun(&established.plain(), Case::Of, names.language()));
        said.append(established);
        return;
    }
    let is_article = things.iter().all(|thing| thing.sort == crate::names::Sort::Source);
    if things.is_empty() {
        return;
    }
    said.say(" ");
    match (&fact.fact.kind, names.language()) {
        _ if is_article => said.pick("de l’article", "of the article"),
        (Kind::Withdrawal(_), Language::En) => {
            said.say("from ");
            said.list(&things, Case::Plain);
        }
        (Kind::Statement(_), Language::En) => {
            said.say("by ");
            said.list(&things, Case::Plain);
        }
        (Kind::Accession(_), _) => said.list(&things, Case::To),
        _ => said.list(&things, Case::Of),
    }
}

/// «agreement between Russia and Mali», «joint communiqué of Russia and Mali».
fn adopted(said: &mut Phrase, names: &Names<'_, '_>, fact: &ResolvedFact<'_>, instrument: InstrumentType) {
    said.say(labels::label(instrument.iri(), names.language()));
    let parties = mentions(names, fact, Property::Party);
    if ["treaty", "agreement", "memorandum"].contains(&instrument.notation()) {
        said.between(&parties);
    } else if !parties.is_empty() {
        said.say(" ");
        said.list(&parties, Case::Of);
    }
}

/// «(Russia, Mali)».
fn bracketed(said: &mut Phrase, who: &[Mention]) {
    if who.is_empty() {
        return;
    }
    said.say(" (");
    said.series(who);
    said.say(")");
}

fn described(said: &mut Phrase, names: &Names<'_, '_>, fact: &ResolvedFact<'_>, property: Property) {
    if let Some((text, tag)) = names.choose(&texts(&fact.properties, property)) {
        said.quote(text, Some(tag));
    }
}

/// Says where, and whether that is known.
fn place(said: &mut Phrase, names: &Names<'_, '_>, fact: &ResolvedFact<'_>) -> bool {
    let places = mentions(names, fact, Property::Place);
    if places.is_empty() {
        return false;
    }
    let case = match names.language() {
        Language::Fr => {
            said.say(" ");
            Case::To
        }
        Language::En => {
            said.say(" in ");
            Case::Plain
        }
    };
    said.list(&places, case);
    true
}
