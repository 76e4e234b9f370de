//! N-Triples and N-Quads, line by line.
//!
//! Each line is judged alone, as these syntaxes allow: plain lines are read at once, the others by a parser of their own.
//! From the first line on that this does not settle, the parser reads the rest of the file as it does for every syntax, so
//! that faults are found in its words.

use std::io::Read;
use std::ops::Range;

use memchr::{memchr2, memrchr2};
use oxrdf::{BlankNodeRef, GraphNameRef, NamedOrBlankNodeRef, QuadRef, TermRef};
use verbale_core::position::Place;

use crate::blank::Labels;
use crate::judge::Judge;
use crate::lines::spot;
use crate::plain::{Node, Object, Plain};
use crate::read::{Each, Found};
use crate::spot::{Cursor, Spot};
use crate::window::Window;
use crate::{Error, Options, Syntax};

/// Reads lines up to the end of the file, or up to one that the parser must see in its surroundings.
///
/// It returns where it stopped, `None` at the end.
pub(crate) fn read(
    window: &mut Window,
    input: &mut dyn Read,
    options: &Options<'_>,
    each: &mut Each<'_>,
) -> Result<Option<Cursor>, Error> {
    let labels = Labels::new(options.blank_prefix, true);
    let mut lines = Lines { options, labels, cursor: window.start(), each };
    loop {
        let (from, is_last) = (lines.cursor, window.is_last());
        let unread = window.unread();
        let end =
            if is_last { unread.len() } else { memrchr2(b'\n', b'\r', unread.as_bytes()).map_or(0, |last| last + 1) };
        let length = lines.all(&unread[..end]);
        window.take(length, from);
        if length < end {
            return Ok(Some(lines.cursor));
        }
        if let Some(fault) = window.fault() {
            return Err(fault);
        }
        if is_last {
            return Ok(None);
        }
        window.advance(input)?;
    }
}

struct Lines<'r> {
    options: &'r Options<'r>,
    labels: Labels<'r>,
    /// The beginning of the next line.
    cursor: Cursor,
    each: &'r mut Each<'r>,
}

impl Lines<'_> {
    /// Reads whole lines; gives how many bytes it took.
    fn all(&mut self, text: &str) -> usize {
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let length = memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
            if !self.line(&rest[..length]) {
                break;
            }
            let with_end = (length + 1).min(rest.len());
            self.cursor.advance_line(&rest.as_bytes()[..with_end]);
            at += with_end;
        }
        at
    }

    /// Whether a line without its end is settled.
    fn line(&mut self, line: &str) -> bool {
        match Plain::new(line, self.options.syntax == Syntax::NQuads) {
            Some(plain) => self.plain(line, &plain),
            None if line.bytes().all(|byte| matches!(byte, b' ' | b'\t')) => {}
            None => return self.parsed(line),
        }
        true
    }

    fn plain(&mut self, line: &str, plain: &Plain<'_>) {
        let renamed = |node: Option<Node<'_>>| match node {
            Some(Node::Label(label)) => self.labels.written(label),
            _ => String::new(),
        };
        let object = if let Object::Node(node) = plain.object { Some(node) } else { None };
        let labels = [Some(plain.subject), object, plain.graph].map(renamed);
        let quad = QuadRef {
            subject: node(plain.subject, &labels[0]),
            predicate: plain.predicate,
            object: match plain.object {
                Object::Node(object) => node(object, &labels[1]).into(),
                Object::Literal(literal) => TermRef::Literal(literal),
            },
            graph_name: plain.graph.map_or(GraphNameRef::DefaultGraph, |graph| node(graph, &labels[2]).into()),
        };
        (self.each)(Found::InText(quad), Some(placed(self.cursor, line.as_bytes(), &plain.tokens)));
    }

    /// Reads a line with a parser of its own, unless that finds a fault.
    fn parsed(&mut self, line: &str) -> bool {
        let Ok(mut judge) = Judge::new(self.options) else { return false };
        judge.feed(line.as_bytes());
        judge.end();
        let spot = spot(self.cursor, line.as_bytes());
        match (judge.quad(), spot) {
            (Some(Ok(mut quad)), Some(spot)) if judge.quad().is_none() => {
                self.labels.rename(&mut quad);
                (self.each)(Found::Made(quad), Some(spot));
                true
            }
            (None, None) => true,
            _ => false,
        }
    }
}

fn node<'n>(node: Node<'n>, renamed: &'n str) -> NamedOrBlankNodeRef<'n> {
    match node {
        Node::Iri(iri) => iri.into(),
        Node::Label(_) => BlankNodeRef::new_unchecked(renamed).into(),
    }
}

fn placed(mut cursor: Cursor, line: &[u8], tokens: &[Range<usize>; 3]) -> Spot {
    let mut at = 0;
    let [subject, predicate, object] = [0, 1, 2].map(|index| {
        let Range { start, end } = tokens[index].clone();
        cursor.advance_within(&line[at..start]);
        let from = cursor.position();
        cursor.advance_within(&line[start..end]);
        at = end;
        Place { start: from, end: cursor.position() }
    });
    Spot { subject, predicate, object }
}
