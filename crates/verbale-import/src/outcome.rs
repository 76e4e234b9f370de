//! What a record with a code becomes: the kind of fact, as the matches of the code lists say.

use std::sync::LazyLock;

use verbale_core::codes::{CommitmentStatus, EventType, FieldOfActivity, Listed, Polarity};
use verbale_ontology::CODES;

/// Whose code it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// CAMEO event codes.
    Cameo,
    /// PLOVER categories, modes and contexts.
    Plover,
}

/// What a record with a code becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Becomes {
    /// An event of this type.
    Event(EventType),
    /// A meeting.
    Meeting,
    /// A recognition; without somebody who is recognised, an event.
    Recognition { otherwise: EventType },
    /// A commitment; without somebody who makes it, an event.
    Commitment { status: CommitmentStatus, otherwise: EventType },
    /// A stance; without a holder or a target, an event.
    Stance { polarity: Polarity, otherwise: EventType },
}

/// What a record with this code becomes; `None` for a code that the scheme has not, or that says nothing of events.
pub(crate) fn of(scheme: Scheme, code: &str) -> Option<Becomes> {
    find(scheme, code).and_then(|concept| concept.becomes)
}

/// The field that a context stands for.
pub(crate) fn field(scheme: Scheme, code: &str) -> Option<FieldOfActivity> {
    find(scheme, code).and_then(|concept| concept.field)
}

/// Whether the scheme has the code.
pub(crate) fn exists(scheme: Scheme, code: &str) -> bool {
    find(scheme, code).is_some()
}

/// Whether a CAMEO code is none, and one when its leading zero is put back.
pub(crate) fn is_short_of_a_zero(code: &str) -> bool {
    let digits = !code.is_empty() && code.len() < 4 && code.bytes().all(|b| b.is_ascii_digit());
    digits && find(Scheme::Cameo, code).is_none() && find(Scheme::Cameo, &format!("0{code}")).is_some()
}

fn find(scheme: Scheme, code: &str) -> Option<&'static Concept> {
    let table = match scheme {
        Scheme::Cameo => &CAMEO,
        Scheme::Plover => &PLOVER,
    };
    let found = table.binary_search_by(|concept| concept.code.cmp(code)).ok()?;
    table.get(found)
}

/// A concept of a scheme, with what its matches lead to.
#[derive(Debug)]
struct Concept {
    code: &'static str,
    becomes: Option<Becomes>,
    field: Option<FieldOfActivity>,
}

static CAMEO: LazyLock<Vec<Concept>> = LazyLock::new(|| concepts("cameo"));
static PLOVER: LazyLock<Vec<Concept>> = LazyLock::new(|| concepts("plover"));

fn concepts(scheme: &'static str) -> Vec<Concept> {
    let turtle = CODES.iter().find(|(name, _)| *name == scheme).map_or("", |(_, turtle)| *turtle);
    let mut concepts: Vec<Concept> = turtle.split("\n\n").filter_map(|block| concept(block, scheme)).collect();
    concepts.sort_unstable_by_key(|concept| concept.code);
    concepts
}

/// The files are ours: one concept a paragraph, its name alone on the first line, one predicate a line.
fn concept(block: &'static str, scheme: &str) -> Option<Concept> {
    let name = block.trim_start().lines().next()?;
    let code = name.strip_prefix(scheme)?.strip_prefix(':').filter(|code| !code.contains(' '))?;
    let objects = |predicate: &'static str| {
        let line = block.lines().find_map(|line| line.trim_start().strip_prefix(predicate));
        line.into_iter().flat_map(|line| line.split([' ', ',', ';', '.'])).filter_map(|name| name.strip_prefix("dipl:"))
    };
    let main = objects("skos:closeMatch").chain(objects("skos:broadMatch")).next();
    let related: Vec<&str> = objects("skos:relatedMatch").collect();
    Some(Concept {
        code,
        becomes: main.and_then(|main| becomes(main, &related)),
        field: main.and_then(FieldOfActivity::from_notation),
    })
}

fn becomes(main: &str, related: &[&str]) -> Option<Becomes> {
    let second = related.iter().find_map(|name| EventType::from_notation(name));
    match main {
        "Meeting" => Some(Becomes::Meeting),
        "Recognition" => Some(Becomes::Recognition { otherwise: second.unwrap_or(EventType::OtherEvent) }),
        "Commitment" => {
            let status = related.iter().find_map(|name| CommitmentStatus::from_notation(name))?;
            Some(Becomes::Commitment { status, otherwise: second.unwrap_or(EventType::StatementMade) })
        }
        "Stance" => {
            let polarity = related.iter().find_map(|name| Polarity::from_notation(name))?;
            Some(Becomes::Stance { polarity, otherwise: second.unwrap_or(EventType::StatementMade) })
        }
        _ => EventType::from_notation(main).map(Becomes::Event),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_event_code_becomes_something() {
        assert_eq!(CAMEO.len(), 312);
        assert!(CAMEO.iter().all(|concept| concept.becomes.is_some()));
        let categories = PLOVER.iter().filter(|concept| !concept.code.contains('-')).count();
        assert_eq!(categories, 20);
        assert!(PLOVER.iter().filter(|concept| !concept.code.contains('-')).all(|concept| concept.becomes.is_some()));
    }
}
