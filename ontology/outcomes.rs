//! What a record with a code becomes: one table that people read too.

use std::sync::LazyLock;

use crate::OUTCOMES;

/// What a record with a code of CAMEO or PLOVER becomes: a line of `outcomes.tsv`.
///
/// All words are those of the dossier format: kinds, codes and keys.
///
/// ```
/// use verbale_ontology::{OutcomeKind, outcome};
/// let threat = outcome("cameo", "138").expect("a code of the table");
/// assert_eq!(threat.kind, OutcomeKind::Commitment);
/// assert_eq!(threat.status, Some("threatened"));
/// assert_eq!(threat.actors, ["by", "recipient"]);
/// assert!(outcome("cameo", "42").is_none(), "leading zeros are part of a code");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outcome {
    /// Whose code it is: `cameo` or `plover`.
    pub scheme: &'static str,
    /// The code; a category of PLOVER.
    pub code: &'static str,
    /// The mode of PLOVER that this line is about; absent in the line of the category itself.
    pub mode: Option<&'static str>,
    /// The kind of fact.
    pub kind: OutcomeKind,
    /// The type of the event; of another kind, the type of the event that a record becomes which lacks an actor that the
    /// kind needs. Absent for a meeting, which needs nobody in particular.
    pub event_type: Option<&'static str>,
    /// The status of a commitment.
    pub status: Option<&'static str>,
    /// The polarity of a stance.
    pub polarity: Option<&'static str>,
    /// The format of a meeting, where the code tells it.
    pub meeting_format: Option<&'static str>,
    /// The channel of a meeting, where the code tells it.
    pub channel: Option<&'static str>,
    /// The keys under which the first and the second actor stand.
    pub actors: [&'static str; 2],
}

/// The kinds of fact that records become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum OutcomeKind {
    /// `event`
    Event,
    /// `meeting`
    Meeting,
    /// `commitment`
    Commitment,
    /// `stance`
    Stance,
    /// `recognition`
    Recognition,
}

impl OutcomeKind {
    /// The kind as a dossier writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Meeting => "meeting",
            Self::Commitment => "commitment",
            Self::Stance => "stance",
            Self::Recognition => "recognition",
        }
    }

    fn of(name: &str) -> Option<Self> {
        let all = [Self::Event, Self::Meeting, Self::Commitment, Self::Stance, Self::Recognition];
        all.into_iter().find(|kind| kind.name() == name)
    }
}

/// What a record with a code becomes, in time logarithmic in the size of the table and without allocating. `scheme` is
/// `cameo` (an event code) or `plover` (an event category).
pub fn outcome(scheme: &str, code: &str) -> Option<&'static Outcome> {
    find((scheme, code, None))
}

/// What a record of PLOVER becomes: by its category and its mode where the mode says more, else by the category alone.
///
/// ```
/// use verbale_ontology::outcome_of_mode;
/// let visit = outcome_of_mode("CONSULT", "visit").expect("a category of PLOVER");
/// assert_eq!(visit.event_type, Some("visit"));
/// let threat = outcome_of_mode("THREATEN", "a mode of its own").expect("a category of PLOVER");
/// assert_eq!((threat.mode, threat.status), (None, Some("threatened")));
/// ```
pub fn outcome_of_mode(category: &str, mode: &str) -> Option<&'static Outcome> {
    find(("plover", category, Some(mode))).or_else(|| outcome("plover", category))
}

/// All lines of the table, sorted by scheme, code and mode.
pub fn outcomes() -> impl ExactSizeIterator<Item = &'static Outcome> {
    TABLE.iter()
}

fn find(key: (&str, &str, Option<&str>)) -> Option<&'static Outcome> {
    let found = TABLE.binary_search_by(|line| (line.scheme, line.code, line.mode).cmp(&key)).ok()?;
    TABLE.get(found)
}

static TABLE: LazyLock<Vec<Outcome>> = LazyLock::new(|| {
    let mut table: Vec<Outcome> = OUTCOMES.lines().skip(1).filter_map(row).collect();
    table.sort_unstable_by_key(|line| (line.scheme, line.code, line.mode));
    table
});

/// Reads one line of the table; a test holds that every line is one.
fn row(line: &'static str) -> Option<Outcome> {
    let mut cells = line.split('\t').map(|cell| Some(cell).filter(|cell| !cell.is_empty()));
    Some(Outcome {
        scheme: cells.next()??,
        code: cells.next()??,
        mode: cells.next()?,
        kind: OutcomeKind::of(cells.next()??)?,
        event_type: cells.next()?,
        status: cells.next()?,
        polarity: cells.next()?,
        meeting_format: cells.next()?,
        channel: cells.next()?,
        actors: [cells.next()??, cells.next()??],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_an_outcome() {
        assert_eq!(outcomes().len(), OUTCOMES.lines().count() - 1);
        let head = "scheme\tcode\tmode\tkind\ttype\tstatus\tpolarity\tmeetingFormat\tchannel\tactor1\tactor2";
        assert_eq!(OUTCOMES.lines().next(), Some(head));
        assert!(TABLE.windows(2).all(|pair| {
            (pair[0].scheme, pair[0].code, pair[0].mode) < (pair[1].scheme, pair[1].code, pair[1].mode)
        }));
    }

    #[test]
    fn every_line_is_found_by_its_code() {
        for line in outcomes() {
            let found = match line.mode {
                Some(mode) => outcome_of_mode(line.code, mode),
                None => outcome(line.scheme, line.code),
            };
            assert_eq!(found, Some(line));
        }
    }
}
