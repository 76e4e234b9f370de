//! What a record with a code becomes, as the table of the ontology says, in the types of the core.

use std::sync::LazyLock;

use verbale_core::codes::{Channel, CommitmentStatus, EventType, FieldOfActivity, Listed, MeetingFormat, Polarity};
use verbale_ontology::{CODES, Outcome, OutcomeKind, outcomes, source_code};

/// What a record with a code becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Becomes {
    /// An event of this type.
    Event(EventType),
    /// A meeting, with what the code says of it.
    Meeting { format: Option<MeetingFormat>, channel: Option<Channel> },
    /// A recognition; without somebody who is recognised, an event.
    Recognition { otherwise: EventType },
    /// A commitment, towards somebody or with somebody; without somebody who makes it, an event.
    Commitment { status: CommitmentStatus, towards: bool, otherwise: EventType },
    /// A stance; without a holder or a target, an event.
    Stance { polarity: Polarity, otherwise: EventType },
}

/// What a record with this event code of CAMEO becomes; `None` for a code that the scheme has not.
pub(crate) fn of_cameo(code: &str) -> Option<Becomes> {
    find(("cameo", code, None))
}

/// What a record with this event category of PLOVER becomes; a mode says more where the table has a line for it.
pub(crate) fn of_plover(category: &str, mode: Option<&str>) -> Option<Becomes> {
    mode.and_then(|mode| find(("plover", category, Some(mode)))).or_else(|| find(("plover", category, None)))
}

/// Whether a CAMEO code is none, and one when its leading zero is put back.
pub(crate) fn is_short_of_a_zero(code: &str) -> bool {
    let digits = !code.is_empty() && code.len() < 4 && code.bytes().all(|b| b.is_ascii_digit());
    digits && of_cameo(code).is_none() && of_cameo(&format!("0{code}")).is_some()
}

/// The prefixed name of a mode or a context of PLOVER; `None` for one that the scheme has not.
pub(crate) fn plover_name(sort: &str, code: &str) -> Option<String> {
    let name = format!("plover:{sort}-{code}");
    source_code(&name).is_some().then_some(name)
}

/// The field that a context of PLOVER stands for, where it has a match.
pub(crate) fn field_of(context: &str) -> Option<FieldOfActivity> {
    let found = CONTEXTS.binary_search_by(|(known, _)| (*known).cmp(context)).ok()?;
    CONTEXTS.get(found).map(|(_, field)| *field)
}

type Key<'k> = (&'k str, &'k str, Option<&'k str>);

fn find(key: Key<'_>) -> Option<Becomes> {
    let found = TABLE.binary_search_by(|(known, _)| (*known).cmp(&key)).ok()?;
    TABLE.get(found).map(|(_, becomes)| *becomes)
}

/// The ontology's table, sorted as it is there.
static TABLE: LazyLock<Vec<(Key<'static>, Becomes)>> = LazyLock::new(|| {
    outcomes().filter_map(|line| Some(((line.scheme, line.code, line.mode), becomes(line)?))).collect()
});

/// A line of the table; a test holds that each of them is one.
fn becomes(line: &Outcome) -> Option<Becomes> {
    let event_type = line.event_type.and_then(EventType::from_notation);
    let status = line.status.and_then(CommitmentStatus::from_notation);
    let polarity = line.polarity.and_then(Polarity::from_notation);
    match line.kind {
        OutcomeKind::Event => event_type.map(Becomes::Event),
        OutcomeKind::Meeting => Some(Becomes::Meeting {
            format: line.meeting_format.and_then(MeetingFormat::from_notation),
            channel: line.channel.and_then(Channel::from_notation),
        }),
        OutcomeKind::Recognition => Some(Becomes::Recognition { otherwise: event_type? }),
        OutcomeKind::Commitment => {
            let towards = line.actors[1] == "recipient";
            Some(Becomes::Commitment { status: status?, towards, otherwise: event_type? })
        }
        OutcomeKind::Stance => Some(Becomes::Stance { polarity: polarity?, otherwise: event_type? }),
        _ => None,
    }
}

static CONTEXTS: LazyLock<Vec<(&'static str, FieldOfActivity)>> = LazyLock::new(|| {
    let turtle = CODES.iter().find(|(name, _)| *name == "plover").map_or("", |(_, turtle)| *turtle);
    let mut contexts: Vec<_> = turtle.split("\n\n").filter_map(context).collect();
    contexts.sort_unstable_by_key(|(context, _)| *context);
    contexts
});

/// The files are ours: one concept a paragraph, its name alone on the first line, one predicate a line.
fn context(paragraph: &'static str) -> Option<(&'static str, FieldOfActivity)> {
    let name = paragraph.trim_start().lines().next()?.strip_prefix("plover:context-")?;
    let line = paragraph
        .lines()
        .map(str::trim_start)
        .find(|line| line.starts_with("skos:") && line.contains("Match dipl:"))?;
    let field = line.split_once("dipl:")?.1.split([' ', ',', ';', '.']).next()?;
    FieldOfActivity::from_notation(field).map(|field| (name, field))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_of_our_types() {
        assert_eq!(TABLE.len(), outcomes().len());
        assert!(TABLE.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn contexts_are_fields() {
        assert_eq!(field_of("military"), Some(FieldOfActivity::Military));
        assert_eq!(field_of("refugees"), Some(FieldOfActivity::Migration));
        assert_eq!(field_of("nonsense"), None);
        assert!(CONTEXTS.len() > 15, "{CONTEXTS:?}");
    }
}
