//! The four syntaxes that are text: a window moves over the file, an outline says where tokens stand, a parser judges.

use std::io::Read;

use oxttl::TurtleSyntaxError;
use verbale_core::position::{Place, Position};

use crate::blank::Labels;
use crate::by_line;
use crate::judge::Judge;
use crate::lines::Lines;
use crate::outline::{Expected, Outline};
use crate::read::{Each, Found};
use crate::statements::Statements;
use crate::window::Window;
use crate::{Error, Options, Syntax};

mod message;
#[cfg(test)]
mod tests;

/// How much is read at once, unless a token is longer.
const CHUNK: usize = 1 << 16;

pub(crate) fn read(input: &mut dyn Read, options: &Options<'_>, each: &mut Each<'_>) -> Result<(), Error> {
    read_in_chunks(input, options, CHUNK, each)
}

fn read_in_chunks(input: &mut dyn Read, options: &Options<'_>, chunk: usize, each: &mut Each<'_>) -> Result<(), Error> {
    let mut window = Window::new(input, chunk)?;
    let by_line = matches!(options.syntax, Syntax::NTriples | Syntax::NQuads);
    let mut cursor = window.start();
    if by_line {
        match by_line::read(&mut window, input, options, each)? {
            Some(stopped) => cursor = stopped,
            None => return Ok(()),
        }
    }
    let outline: Box<dyn Outline> =
        if by_line { Box::new(Lines::new(cursor)) } else { Box::new(Statements::new(cursor)) };
    let start = cursor.position().byte;
    let labels = Labels::new(options.blank_prefix, by_line);
    let expected = Expected::default();
    Reading { judge: Judge::new(options)?, outline, window, start, expected, labels, statement: 0, each }.all(input)
}

struct Reading<'r> {
    judge: Judge,
    outline: Box<dyn Outline>,
    window: Window,
    /// Bytes of the file that the parser was not fed.
    start: usize,
    expected: Expected,
    labels: Labels<'r>,
    /// The number of the statement that the last quad was in.
    statement: usize,
    each: &'r mut Each<'r>,
}

impl Reading<'_> {
    fn all(mut self, input: &mut dyn Read) -> Result<(), Error> {
        loop {
            let (from, is_last) = (self.outline.cursor(), self.window.is_last());
            let unread = self.window.unread().as_bytes();
            let length = self.outline.scan(unread, is_last, &mut self.expected);
            self.judge.feed(&unread[..length]);
            if is_last && self.expected.fault.is_none() {
                self.judge.end();
            }
            self.window.take(length, from);
            self.quads()?;
            if let Some(fault) = self.expected.fault.take().or_else(|| self.window.fault()) {
                return Err(fault);
            }
            if is_last {
                return Ok(());
            }
            self.window.advance(input)?;
        }
    }

    /// Passes on what the parser makes of what it was fed.
    fn quads(&mut self) -> Result<(), Error> {
        while let Some(quad) = self.judge.quad() {
            let mut quad = quad.map_err(|error| self.explained(&error))?;
            let (statement, spot) = self.expected.pop().unzip();
            if statement.is_some_and(|statement| statement != self.statement) {
                self.statement = statement.unwrap_or_default();
                self.labels.forget();
            }
            self.labels.rename(&mut quad);
            (self.each)(Found::Made(quad), spot);
        }
        Ok(())
    }

    fn explained(&self, error: &TurtleSyntaxError) -> Error {
        let location = error.location();
        let byte = |offset: u64| usize::try_from(offset).unwrap_or(usize::MAX).saturating_add(self.start);
        let place = self.window.place_of(byte(location.start.offset)..byte(location.end.offset)).unwrap_or_else(|| {
            let at = |at: &oxttl::TextPosition| Position {
                line: usize::try_from(at.line).unwrap_or(usize::MAX).saturating_add(1),
                column: usize::try_from(at.column).unwrap_or(usize::MAX).saturating_add(1),
                byte: byte(at.offset),
            };
            Place { start: at(&location.start), end: at(&location.end) }
        });
        let (message, help) = message::of(error.message());
        Error::Syntax { message, place: Some(place), help }
    }
}
