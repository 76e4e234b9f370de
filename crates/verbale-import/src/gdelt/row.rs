//! A row of GDELT: what each column means (GDELT Event Codebook V2.0 of 2015 for 61 columns, V1.03 of 2013 for 58).

use std::borrow::Cow;

use verbale_core::check::Check;
use verbale_core::date::Date;
use verbale_core::facts::Coding;
use verbale_core::lexical::check_iri;

use crate::actor::{Named, Who};
use crate::cells::Cells;
use crate::damage::{Sign, has_decimal_comma, has_exponent};
use crate::day;
use crate::draft::{Actors, Draft, place};
use crate::geo::position;
use crate::number::{count, decimal, within};
use crate::outcome;
use crate::record::Refusal;
use crate::scratch::{Scratch, Word};

const ID: usize = 0;
const DAY: usize = 1;
const MONTH_YEAR: usize = 2;
const YEAR: usize = 3;
const FRACTION_DATE: usize = 4;
const ACTORS: [usize; 2] = [5, 15];
const ROOT_EVENT: usize = 25;
const CODE: usize = 26;
const BASE_CODE: usize = 27;
const ROOT_CODE: usize = 28;
const GOLDSTEIN: usize = 30;
const MENTIONS: usize = 31;
const SOURCES: usize = 32;
const ARTICLES: usize = 33;
const TONE: usize = 34;
const GEO: usize = 35;

/// Names of the columns that stand alike in both forms, as the codebook has them.
const fn column_name(column: usize) -> &'static str {
    match column {
        ID => "GLOBALEVENTID",
        DAY => "Day",
        MONTH_YEAR => "MonthYear",
        YEAR => "Year",
        FRACTION_DATE => "FractionDate",
        CODE => "EventCode",
        BASE_CODE => "EventBaseCode",
        ROOT_CODE => "EventRootCode",
        GOLDSTEIN => "GoldsteinScale",
        TONE => "AvgTone",
        _ => "",
    }
}

/// How many columns the two forms have, the newer one first.
pub(crate) const WIDTHS: [usize; 2] = [61, 58];

/// Where the columns stand that differ between the forms: each of the three geographies has one column more in 2.0.
struct Form {
    action: usize,
    lat: usize,
    long: usize,
    added: usize,
    url: usize,
}

impl Form {
    const fn of(width: usize) -> Option<Self> {
        let geography = match width {
            61 => 8,
            58 => 7,
            _ => return None,
        };
        let action = GEO + 2 * geography;
        let end = action + geography;
        Some(Self { action, lat: end - 3, long: end - 2, added: end, url: end + 1 })
    }

    /// A column's name in the codebook.
    fn column_name(&self, column: usize) -> &'static str {
        match column {
            _ if column == self.lat => "ActionGeo_Lat",
            _ if column == self.long => "ActionGeo_Long",
            _ if column == self.added => "DATEADDED",
            _ => column_name(column),
        }
    }
}

/// The words of a row that are not in it as they are needed.
struct Words<'r> {
    code: Word,
    date: Option<Word>,
    actors: [Option<Named<'r>>; 2],
    place: Option<Word>,
}

/// Reads a row.
pub(crate) fn draft<'r>(cells: &Cells<'r>, scratch: &'r mut Scratch) -> Result<Draft<'r>, Refusal> {
    let Some(form) = Form::of(cells.len()) else { return Err(width_fault(cells)) };
    let id = cells.cell(ID);
    if id.is_empty() || !id.bytes().all(|b| b.is_ascii_digit()) {
        return Err(cells.fault(Check::BadId, ID, "a GLOBALEVENTID is a number"));
    }
    let becomes = becomes(cells)?;
    let position = geography(cells, &form)?;
    let coding = coding(cells, &form)?;
    let words = words(cells, &form, scratch)?;
    let scratch: &'r Scratch = scratch;
    let mut actors = Actors::default();
    let [first, second] = &words.actors;
    let keys = [first, second].map(|actor| actor.iter().map(|actor| actor.declare(scratch, &mut actors)).collect());
    let [first, second] = keys;
    let centroid = cells.cell(form.action) == "1";
    Ok(Draft {
        id,
        becomes,
        actors,
        first,
        second,
        date: words.date.map(|date| date_of(cells, scratch.text(&date))).transpose()?,
        place: words.place.map(|key| (scratch.text(&key), place(cells.cell(form.action + 1), position, centroid))),
        fields: Vec::new(),
        coding: Coding { source_code: vec![Cow::Borrowed(scratch.text(&words.code))], ..coding },
        quotes: Vec::new(),
        occurrence: None,
        note: None,
    })
}

fn width_fault(cells: &Cells<'_>) -> Refusal {
    let message = format!("a row of GDELT has 61 columns (2.0) or 58 (1.0), not {}", cells.len());
    cells.row_fault(Check::Syntax, message)
}

/// What the event code makes of the row. Its root and base stand in columns of their own and must agree.
fn becomes(cells: &Cells<'_>) -> Result<outcome::Becomes, Refusal> {
    let code = cells.cell(CODE);
    let Some(becomes) = outcome::of_cameo(code) else {
        return Err(cells.fault(Check::UnknownCode, CODE, format!("`{code}` is no event code of CAMEO")));
    };
    let (base, root) = (cells.cell(BASE_CODE), cells.cell(ROOT_CODE));
    for (part, column, length) in [(root, ROOT_CODE, 2), (base, BASE_CODE, 3)] {
        if code.get(..length.min(code.len())) != Some(part) {
            let message = format!("`{part}` is not the {} of the event code `{code}`", &column_name(column)[5..]);
            return Err(cells.fault(Check::UnknownCode, column, message));
        }
    }
    Ok(becomes)
}

/// The coordinates of the place of action; absent where the row has no place.
fn geography<'r>(cells: &Cells<'r>, form: &Form) -> Result<Option<crate::geo::Position<'r>>, Refusal> {
    if has_place(cells, form) { position(cells, form.lat, form.long) } else { Ok(None) }
}

fn has_place(cells: &Cells<'_>, form: &Form) -> bool {
    !matches!(cells.cell(form.action), "" | "0") && !cells.cell(form.action + 1).is_empty()
}

fn words<'r>(cells: &Cells<'r>, form: &Form, scratch: &mut Scratch) -> Result<Words<'r>, Refusal> {
    scratch.clear();
    let code = scratch.write(format_args!("cameo:{}", cells.cell(CODE)));
    let date = date(cells, scratch)?;
    let actors = ACTORS.map(|column| match (cells.cell(column), cells.cell(column + 1)) {
        ("", "") => None,
        ("", name) => Some(Named::without_code(name, Who::Group(None), scratch)),
        (code, name) => Some(Named::coded(code, name, scratch)),
    });
    let place = has_place(cells, form).then(|| {
        let column = |column| cells.cell(column);
        let content = [column(form.action + 1), column(form.lat), column(form.long), column(form.action)];
        scratch.marked_slug(column(form.action + 1), "place", &content)
    });
    Ok(Words { code, date, actors, place })
}

/// The day where it is known, else the month, else the year.
fn date(cells: &Cells<'_>, scratch: &mut Scratch) -> Result<Option<Word>, Refusal> {
    let columns = [DAY, MONTH_YEAR, YEAR];
    let Some(column) = columns.into_iter().find(|column| !matches!(cells.cell(*column), "" | "0")) else {
        return Ok(None);
    };
    let digits = cells.cell(column);
    for coarser in columns.into_iter().filter(|coarser| *coarser > column) {
        let known = cells.cell(coarser);
        let known = known.strip_suffix("00").filter(|_| coarser == MONTH_YEAR).unwrap_or(known);
        if !digits.starts_with(known) {
            let message = format!("{} and {} say different dates", column_name(column), column_name(coarser));
            return Err(cells.fault(Check::BadDate, column, message));
        }
    }
    let date = day::compact(digits, scratch);
    let fault = || cells.fault(Check::BadDate, column, format!("{} is no date of its digits", column_name(column)));
    date.map(Some).ok_or_else(fault)
}

fn date_of<'r>(cells: &Cells<'_>, edtf: &'r str) -> Result<Date<'r>, Refusal> {
    Date::parse(edtf).map_err(|fault| cells.fault(Check::BadDate, DAY, fault.message))
}

/// What the row says of itself: how often it was seen, in which tone, where it comes from.
fn coding<'r>(cells: &Cells<'r>, form: &Form) -> Result<Coding<'r>, Refusal> {
    let url = cells.cell(form.url);
    if let Err(fault) = check_iri(url) {
        return Err(cells.fault(Check::BadIri, form.url, fault.message));
    }
    Ok(Coding {
        primary_source: Some(Cow::Borrowed(url)),
        root_event: root_event(cells)?,
        mention_count: counted(cells, MENTIONS)?,
        source_count: counted(cells, SOURCES)?,
        article_count: counted(cells, ARTICLES)?,
        tone: tone(cells)?,
        ..Coding::default()
    })
}

fn root_event(cells: &Cells<'_>) -> Result<Option<bool>, Refusal> {
    match cells.cell(ROOT_EVENT) {
        "" => Ok(None),
        "0" => Ok(Some(false)),
        "1" => Ok(Some(true)),
        _ => Err(cells.fault(Check::BadNumber, ROOT_EVENT, "IsRootEvent is 0 or 1")),
    }
}

fn counted(cells: &Cells<'_>, column: usize) -> Result<Option<u32>, Refusal> {
    let cell = cells.cell(column);
    if cell.is_empty() {
        return Ok(None);
    }
    let fault = || cells.fault(Check::BadNumber, column, "a count is a whole number between 0 and 4294967295");
    count(cell).map(Some).ok_or_else(fault)
}

fn tone<'r>(cells: &Cells<'r>) -> Result<Option<Cow<'r, str>>, Refusal> {
    let cell = cells.cell(TONE);
    if cell.is_empty() {
        return Ok(None);
    }
    let tone = decimal(cell).filter(|tone| within(tone, 100.0));
    tone.map(Some).ok_or_else(|| cells.fault(Check::BadNumber, TONE, "a tone is a decimal number between -100 and 100"))
}

/// What in a row shows that a spreadsheet has changed the file: column, its name, sign.
pub(crate) fn sign(cells: &Cells<'_>) -> Option<(usize, &'static str, Sign)> {
    let form = Form::of(cells.len())?;
    let found = |column, sign| (column, form.column_name(column), sign);
    if lost_zero(cells.cell(ROOT_CODE)) {
        return Some(found(ROOT_CODE, Sign::LostZero));
    }
    if outcome::is_short_of_a_zero(cells.cell(CODE)) {
        return Some(found(CODE, Sign::LostZero));
    }
    let numbers = [ID, DAY, form.added].into_iter().find(|column| has_exponent(cells.cell(*column)));
    let decimals = [FRACTION_DATE, GOLDSTEIN, TONE, form.lat, form.long];
    let comma = || decimals.into_iter().find(|column| has_decimal_comma(cells.cell(*column)));
    numbers
        .map(|column| found(column, Sign::Exponent))
        .or_else(|| comma().map(|column| found(column, Sign::DecimalComma)))
}

/// Whether a root code, which has two digits, has one.
fn lost_zero(root: &str) -> bool {
    root.len() == 1 && root.bytes().all(|b| b.is_ascii_digit())
}
