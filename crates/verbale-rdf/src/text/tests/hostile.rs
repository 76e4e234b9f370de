//! Files that want more memory or time than they give, or break off.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use super::*;

/// For one file, on a busy machine and without optimisation.
const LONGEST_TIME: Duration = Duration::from_secs(60);

/// What is wrong with a document, as line, column and message.
fn fault(syntax: Syntax, document: &[u8]) -> (usize, usize, String) {
    match read_all(syntax, document, CHUNK).1 {
        Err(Error::Syntax { message, place: Some(place), .. }) => (place.start.line, place.start.column, message),
        other => panic!("{other:?}"),
    }
}

/// A file of the same bytes over and over, which is nowhere whole in memory.
struct Endless<'f> {
    begin: &'f [u8],
    again: &'f [u8],
    left: usize,
}

impl Read for Endless<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.begin.is_empty() {
            if self.left == 0 {
                return Ok(0);
            }
            self.left -= 1;
            self.begin = self.again;
        }
        let length = self.begin.len().min(into.len());
        into[..length].copy_from_slice(&self.begin[..length]);
        self.begin = &self.begin[length..];
        Ok(length)
    }
}

fn endless(syntax: Syntax, begin: &str, again: &str, bytes: usize) -> (usize, Result<(), Error>) {
    let options = Options { syntax, base: None, contexts: &Contexts::default(), blank_prefix: "b" };
    let piece = again.repeat(1 + (1 << 16) / again.len());
    let mut input = Endless { begin: begin.as_bytes(), again: piece.as_bytes(), left: bytes / piece.len() };
    let start = Instant::now();
    let mut count = 0;
    let result = read(&mut input, &options, &mut |_, _| count += 1);
    assert!(start.elapsed() < LONGEST_TIME, "{:?}", start.elapsed());
    (count, result)
}

#[test]
fn brackets_without_end() {
    for bracket in ["[", "(", "[ <a:p> ", "( <a:o> "] {
        let document = format!("<a:s> <a:p> {}", bracket.repeat(100_000));
        let (line, _, message) = fault(Syntax::Turtle, document.as_bytes());
        if bracket != "[" {
            assert_eq!((line, message.as_str()), (1, "brackets are nested more than 10000 deep"));
        }
        fault(Syntax::TriG, bracket.repeat(100_000).as_bytes());
    }
    let nested = format!("<a:s> <a:p> {}{}.", "[ <a:p> ".repeat(9_000), "]".repeat(9_000));
    fault(Syntax::Turtle, nested.as_bytes());
    let nested = format!("<a:s> <a:p> {} 1 {}.", "[ <a:p> ".repeat(9_000), "]".repeat(9_000));
    let (quads, result) = read_all(Syntax::Turtle, nested.as_bytes(), CHUNK);
    assert!(result.is_ok());
    assert_eq!(quads.len(), 9_001);
    let lists = format!("<a:s> <a:p> {}{}.", "(".repeat(9_000), ")".repeat(9_000));
    let (quads, result) = read_all(Syntax::Turtle, lists.as_bytes(), 7);
    assert!(result.is_ok());
    assert_eq!(quads.len(), 2 * 8_999 + 1, "each list but the last is a cell of one member");
}

#[test]
fn json_without_end() {
    for (piece, count) in [("[", 100_000), ("{\"a:p\":", 100_000), ("{\"@graph\":[", 50_000)] {
        let (quads, result) = read_all(Syntax::JsonLd, piece.repeat(count).as_bytes(), CHUNK);
        assert!(quads.is_empty() && matches!(result, Err(Error::Syntax { .. })), "{result:?}");
    }
}

/// A line that is longer than what the parser keeps at most: 16 MiB.
#[test]
fn one_line() {
    let statement = "<a:s> <a:p> 1, 'words and words and words and words' ; <a:q> (\"x\"). ";
    let (count, result) = endless(Syntax::Turtle, "", statement, 20 << 20);
    assert!(result.is_ok(), "{result:?}");
    assert!(count > 1_200_000 && count % 5 == 0, "{count}");
}

/// What is longer than 64 MiB is refused where it begins, before it is whole in memory.
#[test]
fn tokens_without_end() {
    let over = 300 << 20;
    let cases = ["<a:s> <a:p>\n  \"", "<a:s> <a:p>\n  '''", "<a:s> <a:p>\n  <", "<a:s> <a:p>\n  #"];
    for begin in cases {
        let (count, result) = endless(Syntax::Turtle, begin, "aaaa", over);
        let error = result.expect_err(begin).to_string();
        assert!(count == 0 && error.ends_with("what begins here is longer than 64 MiB"), "{error}");
    }
    let (_, result) = endless(Syntax::NTriples, "<a:s> <a:p> 1 .\n", "<a:s> <a:p> ", 1 << 20);
    assert!(result.is_err());
    let (count, result) = endless(Syntax::NQuads, "<a:s> <a:p> <a:o> .\n<a:s> <a:p> \"", "aaaa", over);
    assert_eq!(
        (count, result.expect_err("a long line").to_string().as_str()),
        (1, "2:1: what begins here is longer than 64 MiB")
    );
}

#[test]
fn every_beginning_of_a_document() {
    let document = Document::new(20_250_403, true).text;
    let (whole, result) = read_all(Syntax::TriG, document.as_bytes(), CHUNK);
    assert!(result.is_ok() && whole.len() > 10, "{result:?}");
    let mut refused = 0;
    for end in 0..document.len() {
        let (quads, result) = read_all(Syntax::TriG, &document.as_bytes()[..end], 64);
        // The last ones may be of a token that is cut, or come in the order of another batch.
        for (quad, spot) in quads.iter().rev().skip(2) {
            assert!(whole.iter().any(|(other, place)| quad == other && spot == place), "{quad} {spot:?} in {end}");
        }
        match result {
            Err(Error::Syntax { place: Some(place), .. }) => {
                refused += 1;
                assert!(
                    place.start.byte <= end && place.end.byte <= end && place.start <= place.end,
                    "{place:?} in {end}"
                );
            }
            other => assert!(other.is_ok(), "{other:?}"),
        }
    }
    assert!(refused > document.len() / 2, "{refused} of {}", document.len());
}

#[test]
fn bytes_that_are_no_text() {
    let utf_16: Vec<u8> = [0xFF, 0xFE].into_iter().chain("<a:s>".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for syntax in Syntax::ALL {
        let (line, column, message) = fault(syntax, &utf_16);
        assert_eq!((line, column, message.as_str()), (1, 1, "the file is UTF-16, not UTF-8"), "{syntax}");
    }
    let latin = b"<a:s> <a:p> \"\xC3\xA9t\xE9\" .\n";
    assert_eq!(fault(Syntax::Turtle, latin), (1, 16, "the file is not UTF-8: byte 0xE9".into()));
    assert_eq!(fault(Syntax::NTriples, latin), (1, 16, "the file is not UTF-8: byte 0xE9".into()));
    assert_eq!(fault(Syntax::Turtle, b"\xEF\xBB\xBF\xE9").1, 1);
    assert_eq!(fault(Syntax::Turtle, b"<a:s> <a:p> 1 .\xFF\xFE").2, "the file is not UTF-8: byte 0xFF");
    let in_comment = b"<a:s> <a:p> 1 .\n# \xE9\n<a:s> <a:p> 2 .";
    let (quads, result) = read_all(Syntax::Turtle, in_comment, CHUNK);
    assert_eq!((quads.len(), result.unwrap_err().to_string().as_str()), (1, "2:3: the file is not UTF-8: byte 0xE9"));
    let broken_off = "<a:s> <a:p> <a:é> .".as_bytes();
    assert_eq!(fault(Syntax::Turtle, &broken_off[..16]), (1, 16, "the file is not UTF-8: byte 0xC3".into()));
    assert!(fault(Syntax::Turtle, b"<a:s> <a:p> \0 .").2.contains("not allowed"));
}

#[test]
fn a_byte_order_mark_counts_in_bytes_alone() {
    for (syntax, document) in
        [(Syntax::Turtle, "\u{feff}<a:s> <a:p> <a:o> ."), (Syntax::NQuads, "\u{feff}<a:s> <a:p> <a:o> .")]
    {
        let (quads, result) = read_all(syntax, document.as_bytes(), CHUNK);
        assert!(result.is_ok());
        let start = quads[0].1.unwrap().subject.start;
        assert_eq!((start.line, start.column, start.byte), (1, 1, 3));
    }
    let (quads, result) = read_all(Syntax::JsonLd, "\u{feff}{\"@id\": \"a:s\", \"a:p\": 1}".as_bytes(), CHUNK);
    assert!(result.is_ok() && quads.len() == 1, "{result:?}");
    assert_eq!(fault(Syntax::Turtle, "\u{feff}<a:s> <a:p> !".as_bytes()).1, 13);
    fault(Syntax::Turtle, "<a:s> <a:p> <a:o> .\u{feff}".as_bytes());
}

/// A carriage return alone ends a comment and a statement of N-Triples, and no line.
#[test]
fn carriage_returns() {
    let (quads, result) =
        read_all(Syntax::NTriples, b"<a:s> <a:p> <a:o> .\r<a:t> <a:p> <a:o> .\r\n<a:u> <a:p> <a:o> .", CHUNK);
    assert!(result.is_ok());
    let starts: Vec<_> = quads.iter().map(|(_, spot)| spot.unwrap().subject.start).collect();
    assert_eq!(starts.iter().map(|at| (at.line, at.column)).collect::<Vec<_>>(), [(1, 1), (1, 21), (2, 1)]);
    let (quads, result) = read_all(Syntax::Turtle, b"# x\r<a:s> <a:p> <a:o> .", CHUNK);
    assert!(result.is_ok());
    assert_eq!(quads[0].1.unwrap().subject.start.column, 5);
    assert_eq!(fault(Syntax::Turtle, b"<a:s> <a:p> \"a\rb\" .").0, 1);
}

#[test]
fn faults_stand_where_they_are() {
    let cases = [
        ("<a:s> <a:p> .", (1, 13)),
        ("<a:s> <a:p> <a:o>", (1, 18)),
        ("<a:s>\n  x:p <a:o> .", (2, 3)),
        ("<a:s> <a:p> \"é\"@-fr .", (1, 17)),
        ("<a:s> <a:p> \"one\n two\" .", (1, 13)),
        ("<a:s> <a:p> <one\n two> .", (1, 13)),
        ("<a:s> <a:p> <a b> .", (1, 13)),
        ("<s> <a:p> <a:o> .", (1, 1)),
        ("<a:s> <a:p> \"\\q\" .", (1, 14)),
        ("<a:s> <a:p> << <a:s> <a:p> <a:o> >> .", (1, 13)),
        ("<a:s> <a:p> \"x\"@fr--ltr .", (1, 21)),
    ];
    for (document, at) in cases {
        let (line, column, message) = fault(Syntax::Turtle, document.as_bytes());
        assert_eq!((line, column), at, "{document:?}: {message}");
        assert!(!message.ends_with('.'), "{message}");
    }
}
