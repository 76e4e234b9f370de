//! Where: a place as a row gives it.

use std::borrow::Cow;

use verbale_core::check::Check;

use crate::cells::Cells;
use crate::number::{decimal, within};
use crate::record::Refusal;

/// Coordinates in degrees: latitude, longitude.
pub(crate) type Position<'r> = (Cow<'r, str>, Cow<'r, str>);

/// The coordinates of two columns; `None` where both are empty.
pub(crate) fn position<'r>(cells: &Cells<'r>, lat: usize, long: usize) -> Result<Option<Position<'r>>, Refusal> {
    if cells.cell(lat).is_empty() && cells.cell(long).is_empty() {
        return Ok(None);
    }
    Ok(Some((degrees(cells, lat, "latitude", 90.0)?, degrees(cells, long, "longitude", 180.0)?)))
}

fn degrees<'r>(cells: &Cells<'r>, column: usize, what: &str, bound: f64) -> Result<Cow<'r, str>, Refusal> {
    let degrees = decimal(cells.cell(column));
    degrees.filter(|degrees| within(degrees, bound)).ok_or_else(|| {
        let message = format!("a {what} is a decimal number of degrees between -{bound} and {bound}");
        cells.fault(Check::BadNumber, column, message)
    })
}
