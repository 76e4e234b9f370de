//! What a row is called: the fact in short, with few names and with what it is about.

use verbale_core::facts::Kind;
use verbale_core::resolve::{Object, ResolvedFact};
use verbale_core::vocab::Property;

use crate::labels;
use crate::names::{Mention, Names};
use crate::phrase::Phrase;
use crate::sentence::{nodes, noun, undated};

/// Names that stand in a row where there are more than [`MOST`].
const SHOWN: usize = 3;

/// The most names that all stand in a row.
const MOST: usize = 4;

/// A fact in short: at most a few names, and of a stance what it is about.
pub(super) fn title(names: &Names<'_, '_>, index: usize) -> Phrase {
    let fact = &names.resolved().facts[index];
    let mut said = crowded(names, fact).unwrap_or_else(|| match established(names, fact) {
        Some(relation) => relation,
        None => undated(names, index),
    });
    if matches!(fact.fact.kind, Kind::Stance(_)) {
        about(&mut said, names, fact);
    }
    said
}

/// What a formalisation establishes, where that has many names.
fn established(names: &Names<'_, '_>, fact: &ResolvedFact<'_>) -> Option<Phrase> {
    let relation = nodes(names, fact, Property::Establishes).find_map(|iri| names.fact(iri))?;
    let relation = crowded(names, &names.resolved().facts[relation])?;
    let mut said = Phrase::new(names.language());
    let (fr, en) = noun(&fact.fact.kind);
    said.pick(fr, en);
    said.pick("\u{a0}: ", ": ");
    said.append(relation);
    Some(said)
}

/// A fact of many: «meeting (Mali, Niger, Russia and 37 others)»; none where they are few.
fn crowded(names: &Names<'_, '_>, fact: &ResolvedFact<'_>) -> Option<Phrase> {
    let who: Vec<Mention> = named(names, fact)?;
    let others = who.len().checked_sub(SHOWN).filter(|_| who.len() > MOST)?;
    let language = names.language();
    let mut said = Phrase::new(language);
    let (fr, en) = noun(&fact.fact.kind);
    said.say(kind(fact).map_or(language.pick(fr, en), |code| labels::label(code, language)));
    said.say(" (");
    said.series(&who[..SHOWN]);
    let more = format!("{others} {}", language.pick("autres", "others"));
    said.say(&format!(" {} {more})", language.pick("et", "and")));
    Some(said)
}

/// Those whom the short form of a fact names.
fn named(names: &Names<'_, '_>, fact: &ResolvedFact<'_>) -> Option<Vec<Mention>> {
    let property = match &fact.fact.kind {
        Kind::Meeting(_) if nodes(names, fact, Property::Place).next().is_some() => return None,
        Kind::Meeting(_) | Kind::Relation(_) | Kind::Instrument(_) => Property::Party,
        Kind::Event(_) => Property::Doer,
        Kind::Statement(_) => Property::Speaker,
        Kind::Stance(_) => Property::Holder,
        _ => return None,
    };
    let iris = nodes(names, fact, property).filter(|iri| names.fact(iri).is_none());
    Some(iris.map(|iri| names.mention(iri)).collect())
}

/// The type that a fact has instead of its kind.
fn kind(fact: &ResolvedFact<'_>) -> Option<&'static str> {
    let types = [Property::RelationType, Property::InstrumentType, Property::EventType];
    fact.properties.iter().find_map(|(property, object)| match object {
        Object::Term(code) if types.contains(property) => Some(*code),
        _ => None,
    })
}

/// Says what a stance is about: facts by their titles, all else by its name.
fn about(said: &mut Phrase, names: &Names<'_, '_>, fact: &ResolvedFact<'_>) {
    let targets: Vec<&str> = nodes(names, fact, Property::Target).collect();
    for (at, target) in targets.iter().take(SHOWN).enumerate() {
        if at == 0 {
            said.pick("\u{a0}: ", ": ");
        } else {
            said.say(", ");
        }
        match names.fact(target) {
            Some(target) if !matches!(names.resolved().facts[target].fact.kind, Kind::Stance(_)) => {
                said.append(title(names, target));
            }
            // A stance on a stance may come back to itself.
            Some(target) => said.append(undated(names, target)),
            None => said.mention(&names.mention(target)),
        }
    }
    if targets.len() > SHOWN {
        said.say("…");
    }
}
