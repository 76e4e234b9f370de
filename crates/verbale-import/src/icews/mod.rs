//! ICEWS coded event data: tab-separated, by the names of the header.

mod country;
mod header;
mod pair;
mod row;

use std::io::BufRead;

use verbale_core::check::Check;

use self::header::{Column, Header};
use self::pair::is_mirror;
use self::row::{draft, sign};
use crate::cells::Cells;
use crate::damage::{Damage, Trace};
use crate::dataset::Dataset;
use crate::error::Error;
use crate::number::whole;
use crate::record::{Record, Take, repeated};
use crate::rows::{Row, beginning, each_whole_row};
use crate::scratch::Scratch;
use crate::seen::Seen;

/// Reads the rows of a file. One row is read ahead: mutual events come twice, once in each direction, in neighbouring rows.
pub(crate) fn read<E: From<Error>>(dataset: &Dataset, input: &mut dyn BufRead, take: Take<'_, E>) -> Result<(), E> {
    let head = beginning(input).map_err(Error::from)?;
    let Some(header) = judge(&head)? else { return Ok(()) };
    let mut input = std::io::Read::chain(head.as_slice(), input);
    let mut line = 0;
    let (mut row, mut next) = (Row::default(), Row::default());
    // The header was read already.
    row.read(&mut input, &mut line).map_err(Error::from)?;
    let mut more = row.read(&mut input, &mut line).map_err(Error::from)?;
    let mut reader =
        Reader { dataset, header, number: 0, scratch: Scratch::default(), seen: Seen::default(), first: None };
    while more {
        more = next.read(&mut input, &mut line).map_err(Error::from)?;
        let following = if more { next.cells().ok() } else { None };
        match row.cells() {
            Ok(cells) => take(reader.record(&cells, following.as_ref())?)?,
            Err(refused) => take(reader.refused(*refused))?,
        }
        std::mem::swap(&mut row, &mut next);
    }
    Ok(())
}

/// The header of a file; `None` for an empty one. Refuses a file that a spreadsheet has changed, or that is none of ICEWS'.
fn judge(head: &[u8]) -> Result<Option<Header>, Error> {
    let mut header: Option<Result<Header, Error>> = None;
    let mut damage = Damage::default();
    each_whole_row(head, &mut |cells| match &header {
        None => header = Some(Header::read(cells)),
        Some(Ok(header)) => {
            damage.count();
            if let Some(trace) = sign(cells, header) {
                damage.add(trace);
            }
        }
        Some(Err(_)) => {}
    });
    let header = header.transpose()?;
    if damage.is_none() { Ok(header) } else { Err(damage.into()) }
}

/// What goes from row to row.
struct Reader<'d> {
    dataset: &'d Dataset,
    header: Header,
    number: u32,
    scratch: Scratch,
    seen: Seen,
    /// The id of the row before, where this row is the other direction of it.
    first: Option<String>,
}

impl Reader<'_> {
    fn refused(&mut self, refused: Record<'static>) -> Record<'static> {
        self.number += 1;
        self.first = None;
        refused
    }

    fn record<'r>(&'r mut self, cells: &Cells<'r>, next: Option<&Cells<'_>>) -> Result<Record<'r>, Error> {
        self.number += 1;
        let Self { dataset, header, number, scratch, seen, first } = self;
        let id = Some(header.cell(cells, Column::Id)).filter(|id| whole(id).is_some());
        let before = first.take();
        if before.is_none() && next.is_some_and(|next| is_mirror(cells, next, header)) {
            *first = id.map(str::to_owned);
        }
        let shared = before.as_deref().or(first.as_deref());
        let part = draft(cells, header, shared.map(|first| (*dataset, first)), scratch).and_then(|draft| {
            if whole(draft.id).is_some_and(|id| !seen.meet(id)) {
                let fault = header.fault(cells, Check::DuplicateId, Column::Id, "the file has this Event ID twice");
                return Err(repeated(fault));
            }
            draft.into_part(dataset, *number).map_err(|fault| cells.placed(fault))
        });
        let trace: Option<Trace> = part.as_ref().err().and_then(|_| sign(cells, header));
        match trace {
            Some(trace) => Err(Damage::of(trace).into()),
            None => Ok(Record { line: cells.line, id, text: cells.text.into(), part }),
        }
    }
}
