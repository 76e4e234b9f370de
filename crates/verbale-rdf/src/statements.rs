//! The outline of Turtle and `TriG`: statements, predicates, objects and what is nested in them.

use verbale_core::position::Place;

use crate::Error;
use crate::outline::{Expected, Outline};
use crate::spot::{Cursor, Spot};
use crate::token::{Found, Kind, gap, token};

/// The deepest nesting of brackets: what is open is kept in memory, here and in the parser.
const DEEPEST: usize = 10_000;

/// What comes next in a statement or between brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Predicate,
    Object,
    /// `,`, `;` or the end.
    Mark,
}

/// What is open.
#[derive(Clone, Copy, Debug)]
enum Frame {
    Node(Node),
    List(List),
}

/// A statement, or a node in brackets.
#[derive(Clone, Copy, Debug)]
struct Node {
    subject: Place,
    predicate: Place,
    next: Next,
    brackets: bool,
    /// The triple whose object the node is.
    object_of: Option<Spot>,
}

#[derive(Clone, Copy, Debug)]
struct List {
    begin: Place,
    /// The cell of the last member.
    cell: Option<Place>,
    /// The triple whose object the list is.
    object_of: Option<Spot>,
}

/// A string whose language or datatype may follow: the parser gives its quad with the token that shows its end.
#[derive(Clone, Copy, Debug)]
struct Literal {
    spot: Spot,
    /// Whether `^^` has come, and the datatype is next.
    typed: bool,
}

/// What comes next where nothing is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Between {
    Statement,
    /// So many tokens of a directive.
    Directive(u8),
    /// The label of a graph, after `GRAPH`.
    GraphLabel,
}

/// Where the statements of a document of the Turtle family stand.
pub(crate) struct Statements {
    cursor: Cursor,
    frames: Vec<Frame>,
    between: Between,
    in_graph: bool,
    literal: Option<Literal>,
    /// Quads that the parser finds with one token; it gives the last of them first.
    batch: Vec<Spot>,
}

impl Outline for Statements {
    fn scan(&mut self, bytes: &[u8], ending: bool, expected: &mut Expected) -> usize {
        let mut at = 0;
        while let Some(space) = gap(&bytes[at..], ending) {
            let rest = &bytes[at + space..];
            if rest.is_empty() {
                return bytes.len();
            }
            let (kind, length) = match token(rest, ending) {
                Found::Token(kind, length) => (kind, length),
                Found::More if ending => return bytes.len(),
                Found::More => break,
                Found::Broken(why, length) => {
                    self.cursor.advance(&bytes[at..at + space]);
                    expected.fault = Some(Error::syntax(why, Some(self.cursor.take(&rest[..length]))));
                    // With the first byte of what is broken, the parser sees that the token before has ended.
                    return at + space + 1;
                }
            };
            self.cursor.advance(&bytes[at..at + space]);
            let place = self.cursor.take(&rest[..length]);
            at += space + length;
            self.token(kind, &rest[..length], place, expected);
            if self.frames.len() > DEEPEST {
                let message = format!("brackets are nested more than {DEEPEST} deep");
                expected.fault = Some(Error::syntax(message, Some(place)));
                return at;
            }
        }
        at
    }

    fn cursor(&self) -> Cursor {
        self.cursor
    }
}

impl Statements {
    pub(crate) const fn new(cursor: Cursor) -> Self {
        Self {
            cursor,
            frames: Vec::new(),
            between: Between::Statement,
            in_graph: false,
            literal: None,
            batch: Vec::new(),
        }
    }

    fn token(&mut self, kind: Kind, text: &[u8], place: Place, expected: &mut Expected) {
        let mut ended = false;
        if !self.of_literal(kind) {
            ended = match self.frames.last() {
                None => self.between(kind, text, place),
                Some(Frame::Node(node)) => self.in_node(*node, kind, place),
                Some(Frame::List(list)) => self.in_list(*list, kind, place),
            };
        }
        self.batch.drain(..).rev().for_each(|spot| expected.push(spot));
        if ended {
            expected.end_statement();
        }
    }

    /// Whether the token is the language or datatype of a string; with the first token that is not, the string is done.
    fn of_literal(&mut self, kind: Kind) -> bool {
        let Some(literal) = self.literal.take() else { return false };
        if kind == Kind::Carets && !literal.typed {
            self.literal = Some(Literal { typed: true, ..literal });
            return true;
        }
        self.batch.push(literal.spot);
        literal.typed || kind == Kind::At
    }

    /// A token where nothing is open; whether it ends what belongs together.
    fn between(&mut self, kind: Kind, text: &[u8], place: Place) -> bool {
        self.between = match (self.between, kind) {
            (Between::Directive(left), _) if left > 1 => Between::Directive(left - 1),
            (Between::GraphLabel, kind) if kind != Kind::Mark(b'{') => Between::GraphLabel,
            (Between::Directive(_), _) => Between::Statement,
            (_, Kind::At) if text == b"@prefix" => Between::Directive(3),
            (_, Kind::At) => Between::Directive(2),
            (_, Kind::Word) if text.eq_ignore_ascii_case(b"prefix") => Between::Directive(2),
            (_, Kind::Word) if text.eq_ignore_ascii_case(b"base") => Between::Directive(1),
            (_, Kind::Word) if text.eq_ignore_ascii_case(b"graph") => Between::GraphLabel,
            (_, Kind::Mark(b'{')) => {
                self.in_graph = true;
                Between::Statement
            }
            (_, Kind::Mark(b'}')) => {
                self.in_graph = false;
                return true;
            }
            (_, kind) => {
                self.subject(kind, place);
                Between::Statement
            }
        };
        false
    }

    fn subject(&mut self, kind: Kind, place: Place) {
        let node = Node { subject: place, predicate: place, next: Next::Predicate, brackets: false, object_of: None };
        match kind {
            Kind::Term => self.frames.push(Frame::Node(node)),
            Kind::Mark(b'[') => {
                self.frames.extend([Frame::Node(node), Frame::Node(Node { brackets: true, ..node })]);
            }
            Kind::Mark(b'(') => {
                self.frames
                    .extend([Frame::Node(node), Frame::List(List { begin: place, cell: None, object_of: None })]);
            }
            _ => {}
        }
    }

    /// A token in a statement or between brackets; whether it ends what belongs together.
    fn in_node(&mut self, mut node: Node, kind: Kind, place: Place) -> bool {
        match (kind, node.next) {
            (Kind::Mark(b']'), _) if node.brackets => {
                self.frames.pop();
                self.batch.extend(node.object_of);
                return false;
            }
            (Kind::Mark(mark @ (b'.' | b'}')), _) => {
                self.frames.pop();
                self.in_graph &= mark == b'.';
                return !self.in_graph;
            }
            (Kind::Mark(b'{'), Next::Predicate) => {
                self.frames.pop();
                self.in_graph = true;
                return false;
            }
            (Kind::Mark(b';'), _) => node.next = Next::Predicate,
            (Kind::Mark(b','), _) => node.next = Next::Object,
            (_, Next::Predicate) => (node.predicate, node.next) = (place, Next::Object),
            (_, Next::Object) => node.next = Next::Mark,
            (_, Next::Mark) => {}
        }
        let is_object = node.next == Next::Mark;
        if let Some(top) = self.frames.last_mut() {
            *top = Frame::Node(node);
        }
        if is_object {
            self.object(kind, Spot { subject: node.subject, predicate: node.predicate, object: place });
        }
        false
    }

    /// A token in a list: its end, or a member. The parser links a cell to the next when it sees the next member.
    fn in_list(&mut self, mut list: List, kind: Kind, place: Place) -> bool {
        match list.cell {
            None => self.batch.extend(list.object_of),
            Some(cell) => self.batch.push(Spot { subject: cell, predicate: place, object: place }),
        }
        if kind == Kind::Mark(b')') {
            self.frames.pop();
            return false;
        }
        let cell = list.cell.map_or(list.begin, |_| place);
        list.cell = Some(cell);
        if let Some(top) = self.frames.last_mut() {
            *top = Frame::List(list);
        }
        self.object(kind, Spot { subject: cell, predicate: place, object: place });
        false
    }

    fn object(&mut self, kind: Kind, spot: Spot) {
        let Spot { object: place, .. } = spot;
        match kind {
            Kind::Term | Kind::Word => self.batch.push(spot),
            Kind::String => self.literal = Some(Literal { spot, typed: false }),
            Kind::Mark(b'[') => self.frames.push(Frame::Node(Node {
                subject: place,
                predicate: place,
                next: Next::Predicate,
                brackets: true,
                object_of: Some(spot),
            })),
            Kind::Mark(b'(') => self.frames.push(Frame::List(List { begin: place, cell: None, object_of: Some(spot) })),
            _ => {}
        }
    }
}
