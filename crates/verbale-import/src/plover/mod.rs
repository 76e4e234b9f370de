//! PLOVER records: a JSON array of them, or one object after the other.

mod event_text;
mod objects;
mod row;

use std::io::BufRead;

use verbale_core::check::Check;
use verbale_core::diagnostic::{Diagnostic, Place, Position};
use verbale_core::dossier::Dossier;

use self::objects::{Found, Objects};
use self::row::{Coded, draft};
use crate::dataset::Dataset;
use crate::error::Error;
use crate::record::{Record, Refusal, Take, repeated};
use crate::rows::{not_utf8, too_long};
use crate::scratch::{Scratch, hash};
use crate::seen::Seen;

/// Reads the records of a file.
pub(crate) fn read<E: From<Error>>(dataset: &Dataset, input: &mut dyn BufRead, take: Take<'_, E>) -> Result<(), E> {
    let mut objects = Objects::new(input);
    let (mut bytes, mut scratch, mut seen) = (Vec::new(), Scratch::default(), Seen::default());
    for number in 1.. {
        let Some(Found { line, kind }) = objects.next(&mut bytes)? else { break };
        match (kind, std::str::from_utf8(&bytes)) {
            (objects::Kind::TooLong, _) => take(too_long(line))?,
            (_, Err(_)) => take(not_utf8(&bytes, line))?,
            (_, Ok(text)) => record(text, line, (dataset, number), &mut scratch, &mut seen, take)?,
        }
    }
    Ok(())
}

fn record<E>(
    text: &str,
    line: usize,
    (dataset, number): (&Dataset, u32),
    scratch: &mut Scratch,
    seen: &mut Seen,
    take: Take<'_, E>,
) -> Result<(), E> {
    let coded: Coded<'_> = match serde_json::from_str(text) {
        Ok(coded) => coded,
        Err(cause) => {
            let part = Err(syntax(text, line, &cause));
            return take(Record { line, id: None, text: text.into(), part });
        }
    };
    let part = part(&coded, (dataset, number), scratch, seen).map_err(|fault| placed(fault, text, line));
    take(Record { line, id: coded.id.as_deref(), text: text.into(), part })
}

fn part<'r>(
    coded: &'r Coded<'r>,
    (dataset, number): (&'r Dataset, u32),
    scratch: &'r mut Scratch,
    seen: &mut Seen,
) -> Result<Dossier<'r>, Refusal> {
    let draft = draft(coded, scratch)?;
    if !seen.meet(hash(&[draft.id])) {
        let fault = Diagnostic::new(Check::DuplicateId, "/id", "the file has a record with this `id` before");
        return Err(repeated(Box::new(fault.value(draft.id))));
    }
    draft.into_part(dataset, number)
}

/// What is said of a record that is no JSON, or has other types than a record of PLOVER.
fn syntax(text: &str, line: usize, cause: &serde_json::Error) -> Refusal {
    let before: usize = text.split_inclusive('\n').take(cause.line().saturating_sub(1)).map(str::len).sum();
    let at = (before + cause.column().saturating_sub(1)).min(text.len());
    let at = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let check = if cause.is_data() { Check::WrongType } else { Check::Syntax };
    let said = cause.to_string();
    let message = said.rsplit_once(" at line ").map_or(said.as_str(), |(message, _)| message);
    Box::new(
        Diagnostic::new(check, "", message)
            .at(Place { start: position(text, at, line), end: position(text, at, line) }),
    )
}

/// Places a finding on the record.
fn placed(fault: Refusal, text: &str, line: usize) -> Refusal {
    let (start, end) = (position(text, 0, line), position(text, text.len(), line));
    Box::new((*fault).at(Place { start, end }))
}

fn position(text: &str, byte: usize, first_line: usize) -> Position {
    let before = text.get(..byte).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
    Position { line: first_line + memchr::memchr_iter(b'\n', before.as_bytes()).count(), column, byte }
}
