//! GDELT event exports: tab-separated, without a header, by position.

mod row;

use std::io::BufRead;

use verbale_core::check::Check;

use self::row::{WIDTHS, draft, sign};
use crate::cells::Cells;
use crate::damage::{Damage, Sign, Trace, separators};
use crate::dataset::Dataset;
use crate::error::Error;
use crate::number::whole;
use crate::record::{Record, Take, repeated};
use crate::rows::{Row, beginning, each_whole_row};
use crate::scratch::Scratch;
use crate::seen::Seen;

/// Reads the rows of a file.
pub(crate) fn read<E: From<Error>>(dataset: &Dataset, input: &mut dyn BufRead, take: Take<'_, E>) -> Result<(), E> {
    let head = beginning(input).map_err(Error::from)?;
    judge(&head)?;
    let mut input = std::io::Read::chain(head.as_slice(), input);
    let (mut row, mut scratch, mut seen) = (Row::default(), Scratch::default(), Seen::default());
    let (mut line, mut number) = (0, 0);
    while row.read(&mut input, &mut line).map_err(Error::from)? {
        number += 1;
        match row.cells() {
            Ok(cells) => take(record(&cells, dataset, number, &mut scratch, &mut seen)?)?,
            Err(refused) => take(*refused)?,
        }
    }
    Ok(())
}

/// Refuses a file that a spreadsheet has changed, or that is none of GDELT's.
fn judge(head: &[u8]) -> Result<(), Error> {
    let (mut damage, mut rows, mut fitting, mut width) = (Damage::default(), 0, 0, 0);
    each_whole_row(head, &mut |cells| {
        (rows, width) = (rows + 1, cells.len());
        fitting += usize::from(WIDTHS.contains(&cells.len()));
        damage.count();
        if let Some(trace) = trace(cells) {
            damage.add(trace);
        }
    });
    if !damage.is_none() {
        return Err(damage.into());
    }
    if rows > 0 && fitting == 0 {
        let why = format!(
            "no row has the columns of GDELT: 61 (2.0) or 58 (1.0), separated by tabs; the last one has {width}"
        );
        return Err(Error::Foreign(why));
    }
    Ok(())
}

/// What in a row shows that a spreadsheet has changed the file.
fn trace(cells: &Cells<'_>) -> Option<Trace> {
    let trace =
        |column: &'static str, value: &str, sign| Trace { line: cells.line, column, value: value.to_owned(), sign };
    if let Some(sign) = separators(cells.text, WIDTHS[1]) {
        return Some(trace("", "", sign));
    }
    // The address and the names of places may hold anything; the first cell is a number.
    if cells.cell(0).starts_with('"') {
        return Some(trace("GLOBALEVENTID", cells.cell(0), Sign::Quoted));
    }
    sign(cells).map(|(column, name, sign)| trace(name, cells.cell(column), sign))
}

fn record<'r>(
    cells: &Cells<'r>,
    dataset: &'r Dataset,
    number: u32,
    scratch: &'r mut Scratch,
    seen: &mut Seen,
) -> Result<Record<'r>, Error> {
    let id = Some(cells.cell(0)).filter(|id| whole(id).is_some());
    let part = draft(cells, scratch).and_then(|draft| {
        if whole(draft.id).is_some_and(|id| !seen.meet(id)) {
            return Err(repeated(cells.fault(Check::DuplicateId, 0, "the file has this GLOBALEVENTID twice")));
        }
        draft.into_part(dataset, number).map_err(|fault| cells.placed(fault))
    });
    // What looks like a slip of one row may be the trace of a spreadsheet, further down than was looked at before.
    if let Some(trace) = part.as_ref().err().and_then(|_| trace(cells)) {
        return Err(Damage::of(trace).into());
    }
    Ok(Record { line: cells.line, id, text: cells.text.into(), part })
}
