//! When: what is dated on one line, what is planned apart from it, and series of meetings.

mod title;

use chrono::{Days, NaiveDate};
use serde::Serialize;
use verbale_core::facts::Kind;
use verbale_core::resolve::{Object, ResolvedFact};
use verbale_core::vocab::Property;

use crate::category::Category;
use crate::grammar::Case;
use crate::labels;
use crate::names::Names;
use crate::phrase::{Phrase, capitalised};
use crate::sentence::short;
use crate::when::{When, day_in_words};

/// Days shown on each side of a line that would be a single day.
const AROUND: u64 = 3;

/// Parts of the line between labels, and those of a line that would be a single day: that day is in the middle.
const TICKS: i32 = 4;
const TICKS_OF_A_DAY: i32 = 2;

/// What is dated.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Timeline {
    /// Dates under the line, with their places in per cent.
    ticks: Vec<Tick>,
    /// What was, or is said to have been.
    past: Vec<Row>,
    /// What is planned, with a date of its own.
    planned: Vec<Row>,
    /// Series of meetings.
    series: Vec<Series>,
    /// Facts without a date of their own.
    undated: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Tick {
    at: String,
    anchor: &'static str,
    /// Whether it is left out where there is little room.
    is_inner: bool,
    label: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Row {
    href: String,
    what: Phrase,
    when: String,
    category: Category,
    /// Where the bar begins and ends and how long it is, in per cent; a point has no length.
    from: String,
    to: String,
    length: String,
    is_point: bool,
    open_start: bool,
    open_end: bool,
    #[serde(skip)]
    days: Stretch,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Series {
    href: String,
    what: Phrase,
    how: Phrase,
}

/// First and last day; none where that side is open.
type Stretch = (Option<NaiveDate>, Option<NaiveDate>);

impl Timeline {
    /// Takes what is dated from a dossier.
    pub(crate) fn of(names: &Names<'_, '_>) -> Self {
        let mut line = Self::default();
        for (index, fact) in names.resolved().facts.iter().enumerate() {
            let row = row(names, index, fact);
            line.undated += usize::from(row.is_none());
            if let Some(row) = row {
                if fact.fact.planned_in.is_some() || is_due(fact) { &mut line.planned } else { &mut line.past }
                    .push(row);
            }
            line.series.extend(series(names, index, fact));
        }
        for rows in [&mut line.past, &mut line.planned] {
            rows.sort_by_key(|row| (row.days.0.or(row.days.1), row.days.1));
        }
        line.measure(names);
        line
    }

    /// Whether there is nothing to show.
    pub(crate) fn is_empty(&self) -> bool {
        self.past.is_empty() && self.planned.is_empty() && self.series.is_empty()
    }

    /// Gives every row its place on the line.
    fn measure(&mut self, names: &Names<'_, '_>) {
        let days = self.past.iter().chain(&self.planned).flat_map(|row| [row.days.0, row.days.1]).flatten();
        let (Some(first), Some(last)) = (days.clone().min(), days.max()) else { return };
        let is_day = first == last;
        let around =
            if is_day { AROUND } else { 1 + u64::try_from((last - first).num_days()).unwrap_or_default() / 12 };
        let first = first.checked_sub_days(Days::new(around)).unwrap_or(first);
        let last = last.checked_add_days(Days::new(around)).unwrap_or(last);
        let scale = Scale { first, days: (last - first).num_days().max(1) };
        for row in self.past.iter_mut().chain(&mut self.planned) {
            row.stand(&scale);
        }
        let language = names.language();
        let ticks = if is_day { TICKS_OF_A_DAY } else { TICKS };
        for step in 0..=ticks {
            let part = scale.days * i64::from(step) / i64::from(ticks);
            let day = first.checked_add_days(Days::new(u64::try_from(part).unwrap_or_default())).unwrap_or(last);
            let (anchor, is_inner) = match step {
                0 => ("start", false),
                _ if step == ticks => ("end", false),
                _ => ("middle", !is_day),
            };
            self.ticks.push(Tick { at: scale.place(day), anchor, is_inner, label: day_in_words(day, language) });
        }
    }
}

/// The line that days stand on.
struct Scale {
    first: NaiveDate,
    days: i64,
}

impl Scale {
    /// A hundredth of a per cent is finer than any screen; whole numbers come out the same everywhere.
    fn hundredths(&self, day: NaiveDate) -> i64 {
        ((day - self.first).num_days() * 10_000 + self.days / 2) / self.days
    }

    fn place(&self, day: NaiveDate) -> String {
        percent(self.hundredths(day))
    }
}

fn percent(hundredths: i64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

impl Row {
    fn stand(&mut self, scale: &Scale) {
        let from = self.days.0.map_or(0, |day| scale.hundredths(day));
        let to = self.days.1.map_or(10_000, |day| scale.hundredths(day));
        self.is_point = from == to;
        (self.from, self.to, self.length) = (percent(from), percent(to), percent((to - from).max(0)));
        (self.open_start, self.open_end) = (self.days.0.is_none(), self.days.1.is_none());
    }
}

fn row(names: &Names<'_, '_>, index: usize, fact: &ResolvedFact<'_>) -> Option<Row> {
    let language = names.language();
    let when = When::of(names.resolved(), &fact.properties, language);
    let due = due(names, fact);
    let (words, days) = match (when, due) {
        (_, Some((words, day))) => (words, (None, Some(day))),
        (Some(when), None) if when.is_bounded() => (when.phrase, (when.earliest, when.latest)),
        _ => return None,
    };
    Some(Row {
        href: format!("#{}", names.anchor(index)),
        what: title::title(names, index).capitalised(),
        when: capitalised(&words),
        category: Category::of(fact),
        from: String::new(),
        to: String::new(),
        length: String::new(),
        is_point: false,
        open_start: false,
        open_end: false,
        days,
    })
}

fn is_due(fact: &ResolvedFact<'_>) -> bool {
    fact.properties.iter().any(|(property, _)| *property == Property::Due)
}

/// By when something is to be done, in words and as the last day that is meant.
fn due(names: &Names<'_, '_>, fact: &ResolvedFact<'_>) -> Option<(String, NaiveDate)> {
    let words = When::due(names.resolved(), &fact.properties, names.language())?;
    let due = match &fact.fact.kind {
        Kind::Commitment(commitment) => commitment.action.due.as_ref(),
        Kind::Expectation(expectation) => expectation.action.due.as_ref(),
        _ => None,
    };
    Some((words, due?.value.0.latest?))
}

/// How a series of meetings is to recur.
fn series(names: &Names<'_, '_>, index: usize, fact: &ResolvedFact<'_>) -> Option<Series> {
    let series = fact.series.as_ref()?;
    let language = names.language();
    let mut how = Phrase::new(language);
    let iris = |wanted: Property| {
        let nodes = series.properties.iter().filter(move |(property, _)| *property == wanted);
        nodes.filter_map(
            |(_, object)| if let Object::Node(name) = object { Some(names.resolved().arena.text(*name)) } else { None },
        )
    };
    for (property, object) in &series.properties {
        if let (Property::Frequency, Object::Term(code)) = (property, object) {
            how.pick("fréquence ", "frequency ");
            how.say(labels::label(code, language));
        }
    }
    let between: Vec<_> = iris(Property::AlternatesBetween).map(|iri| names.mention(iri)).collect();
    if !between.is_empty() {
        how.pick(" ; en alternance entre ", "; alternating between ");
        how.list(&between, Case::Plain);
    }
    if let Some(first) = iris(Property::FirstOccurrence).find_map(|iri| names.fact(iri)) {
        how.pick(" ; la première : ", "; the first one: ");
        how.link(short(names, first), format!("#{}", names.anchor(first)));
    }
    let what = short(names, index).capitalised();
    Some(Series { href: format!("#{}", names.anchor(index)), what, how: how.capitalised() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_their_places() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let scale = Scale { first: day("2025-01-01"), days: 200 };
        assert_eq!(scale.place(day("2025-01-01")), "0.00%");
        assert_eq!(scale.place(day("2025-04-11")), "50.00%");
        assert_eq!(scale.place(day("2025-07-20")), "100.00%");
        assert_eq!(percent(1234), "12.34%");
    }
}
