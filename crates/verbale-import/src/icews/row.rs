//! A row of ICEWS: what each column means.

use std::borrow::Cow;

use verbale_core::check::Check;
use verbale_core::date::Date;
use verbale_core::facts::Coding;
use verbale_core::iri::DEFAULT_BASE;

use super::country::who;
use super::header::{Column, Header};
use crate::actor::Named;
use crate::cells::Cells;
use crate::damage::{Sign, Trace, has_decimal_comma, has_exponent, is_local_date};
use crate::dataset::Dataset;
use crate::draft::{Actors, Draft, place};
use crate::geo::{Position, position};
use crate::outcome::{self, Becomes};
use crate::record::Refusal;
use crate::scratch::{Scratch, Word};

/// What stands in a column of a place where there is none.
const MISSING: &str = "NA";

/// The parts of a place, from small to large.
const PLACE: [Column; 4] = [Column::City, Column::District, Column::Province, Column::Country];

/// The words of a row that are not in it as they are needed.
struct Words<'r> {
    code: Word,
    actors: [Option<Named<'r>>; 2],
    place: Option<(Word, Word)>,
    occurrence: Option<Word>,
}

/// Reads a row. `shared` is the first record of the occurrence that the row shares with its neighbour.
pub(crate) fn draft<'r>(
    cells: &Cells<'r>,
    header: &Header,
    shared: Option<(&Dataset, &str)>,
    scratch: &'r mut Scratch,
) -> Result<Draft<'r>, Refusal> {
    if cells.len() != header.width() {
        let message = format!("the header has {} columns, this row {}", header.width(), cells.len());
        return Err(cells.row_fault(Check::Syntax, message));
    }
    let id = header.cell(cells, Column::Id);
    if id.is_empty() || !id.bytes().all(|b| b.is_ascii_digit()) {
        return Err(header.fault(cells, Check::BadId, Column::Id, "an Event ID is a number"));
    }
    let becomes = becomes(cells, header)?;
    let date = date(cells, header)?;
    let words = words(cells, header, shared, scratch);
    let position = coordinates(cells, header)?;
    let scratch: &'r Scratch = scratch;
    let mut actors = Actors::default();
    let [first, second] = &words.actors;
    let keys = [first, second].map(|actor| actor.iter().map(|actor| actor.declare(scratch, &mut actors)).collect());
    let [first, second] = keys;
    let centroid = position.is_some() && smallest(cells, header) == Some(Column::Country);
    Ok(Draft {
        id,
        becomes,
        actors,
        first,
        second,
        date: Some(date),
        place: words.place.map(|(key, name)| (scratch.text(&key), place(scratch.text(&name), position, centroid))),
        fields: Vec::new(),
        coding: Coding { source_code: vec![Cow::Borrowed(scratch.text(&words.code))], ..Coding::default() },
        quotes: Vec::new(),
        occurrence: words.occurrence.map(|occurrence| scratch.text(&occurrence)),
        note: None,
    })
}

fn becomes(cells: &Cells<'_>, header: &Header) -> Result<Becomes, Refusal> {
    let code = header.cell(cells, Column::Code);
    let fault = || header.fault(cells, Check::UnknownCode, Column::Code, format!("`{code}` is no event code of CAMEO"));
    outcome::of_cameo(code).ok_or_else(fault)
}

/// A day as ISO 8601 writes it, and nothing else: ICEWS knows no other precision.
fn date<'r>(cells: &Cells<'r>, header: &Header) -> Result<Date<'r>, Refusal> {
    let cell = header.cell(cells, Column::Date);
    let date = Date::parse(cell).ok().filter(|date| cell.len() == 10 && date.day().is_some());
    let message = "an Event Date is a day, as in `2015-10-27`";
    date.ok_or_else(|| header.fault(cells, Check::BadDate, Column::Date, message))
}

fn words<'r>(cells: &Cells<'r>, header: &Header, shared: Option<(&Dataset, &str)>, scratch: &mut Scratch) -> Words<'r> {
    scratch.clear();
    let code = scratch.write(format_args!("cameo:{}", header.cell(cells, Column::Code)));
    let sides = [(Column::SourceName, Column::SourceCountry), (Column::TargetName, Column::TargetCountry)];
    let actors = sides.map(|(name, country)| {
        let (name, country) = (header.cell(cells, name), header.cell(cells, country));
        (!name.is_empty()).then(|| Named::without_code(name, who(name, country), scratch))
    });
    let occurrence = shared.map(|(dataset, first)| {
        let base = dataset.base.as_deref().unwrap_or(DEFAULT_BASE);
        scratch.write(format_args!("{base}occurrence/{}-{first}", dataset.id()))
    });
    Words { code, actors, place: place_words(cells, header, scratch), occurrence }
}

/// Key and name of the place: its parts, from small to large.
fn place_words(cells: &Cells<'_>, header: &Header, scratch: &mut Scratch) -> Option<(Word, Word)> {
    smallest(cells, header)?;
    let mut name = scratch.write(format_args!(""));
    for part in PLACE.into_iter().map(|column| given(cells, header, column)).filter(|part| !part.is_empty()) {
        let comma = if name.is_empty() { "" } else { ", " };
        name.end = scratch.write(format_args!("{comma}{part}")).end;
    }
    let text = scratch.text(&name).to_owned();
    let [lat, long] = [Column::Latitude, Column::Longitude].map(|column| given(cells, header, column));
    let level = smallest(cells, header).map_or("", Column::name);
    Some((scratch.marked_slug(&text, "place", &[&text, lat, long, level]), name))
}

fn smallest(cells: &Cells<'_>, header: &Header) -> Option<Column> {
    PLACE.into_iter().find(|column| !given(cells, header, *column).is_empty())
}

/// A cell of a place, empty where it says that nothing is known.
fn given<'r>(cells: &Cells<'r>, header: &Header, column: Column) -> &'r str {
    Some(header.cell(cells, column)).filter(|cell| *cell != MISSING).unwrap_or_default()
}

fn coordinates<'r>(cells: &Cells<'r>, header: &Header) -> Result<Option<Position<'r>>, Refusal> {
    let [lat, long] = [Column::Latitude, Column::Longitude];
    if smallest(cells, header).is_none() || [lat, long].iter().all(|column| given(cells, header, *column).is_empty()) {
        return Ok(None);
    }
    position(cells, header.position(lat), header.position(long))
}

/// What in a row shows that a spreadsheet has changed the file.
pub(crate) fn sign(cells: &Cells<'_>, header: &Header) -> Option<Trace> {
    let shows = |column: Column| {
        let cell = header.cell(cells, column);
        match column {
            Column::Code if outcome::is_short_of_a_zero(cell) => Some(Sign::LostZero),
            Column::Id | Column::Story if has_exponent(cell) => Some(Sign::Exponent),
            Column::Intensity | Column::Latitude | Column::Longitude if has_decimal_comma(cell) => {
                Some(Sign::DecimalComma)
            }
            Column::Date if is_local_date(cell) => Some(Sign::LocalDate),
            _ => None,
        }
    };
    let (column, sign) = Column::ALL.iter().find_map(|column| shows(*column).map(|sign| (*column, sign)))?;
    Some(Trace { line: cells.line, column: column.name(), value: header.cell(cells, column).to_owned(), sign })
}
