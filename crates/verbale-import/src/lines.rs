//! Lines of a file, one in memory at a time.

use std::io::{self, BufRead};

/// Bytes of one record at most.
pub(crate) const LONGEST: usize = 16 << 20;

/// What stands on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// A line that fits.
    Whole,
    /// Its beginning: the rest is passed over.
    TooLong,
}

/// Reads the next line into `bytes`, without its end (`\n` or `\r\n`). `None` at the end of the file.
pub(crate) fn read_line(input: &mut dyn BufRead, bytes: &mut Vec<u8>, longest: usize) -> io::Result<Option<Line>> {
    bytes.clear();
    let length = io::Read::take(&mut *input, longest as u64 + 2).read_until(b'\n', bytes)?;
    if length == 0 {
        return Ok(None);
    }
    let ended = bytes.pop_if(|last| *last == b'\n').is_some();
    if ended {
        bytes.pop_if(|last| *last == b'\r');
    }
    if bytes.len() <= longest {
        return Ok(Some(Line::Whole));
    }
    if !ended {
        input.skip_until(b'\n')?;
    }
    Ok(Some(Line::TooLong))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, longest: usize) -> Vec<(String, Line)> {
        let mut input = text.as_bytes();
        let mut bytes = Vec::new();
        let mut lines = Vec::new();
        while let Some(line) = read_line(&mut input, &mut bytes, longest).unwrap() {
            lines.push((String::from_utf8(bytes.clone()).unwrap(), line));
        }
        lines
    }

    #[test]
    fn ends_of_lines() {
        let whole = |text: &str| (text.to_owned(), Line::Whole);
        assert_eq!(lines("a\nb\r\n\nc", 9), [whole("a"), whole("b"), whole(""), whole("c")]);
        assert_eq!(lines("", 9), []);
        assert_eq!(lines("a\rb\n", 9), [whole("a\rb")]);
    }

    #[test]
    fn the_rest_of_a_long_line_is_passed_over() {
        let found = lines("123456789\n1234\n12345\r\n", 4);
        let kinds: Vec<_> = found.iter().map(|(_, line)| *line).collect();
        assert_eq!(kinds, [Line::TooLong, Line::Whole, Line::TooLong]);
        assert_eq!(found[1].0, "1234");
        assert!(found.iter().all(|(text, _)| text.len() <= 6));
    }
}
