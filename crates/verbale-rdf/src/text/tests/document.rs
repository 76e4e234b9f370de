//! Documents of the Turtle family that know where each of their terms stands.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use verbale_core::position::{Place, Position};

/// Pseudo-random numbers: xorshift64*.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap() % bound
    }

    fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len())]
    }
}

/// The predicate and the object of a triple, `_` for a node without a name: no two triples have the same.
pub(super) type Key = (String, String);

/// A document, and where the subject, the predicate and the object of its triples stand.
pub(super) struct Document {
    pub(super) text: String,
    pub(super) places: BTreeMap<Key, [Place; 3]>,
    /// How many cells of lists there are, each with an `rdf:rest`.
    pub(super) cells: usize,
    random: Random,
    next: usize,
    graphs: bool,
}

const COMMENTS: &[&str] = &["# a \"comment\" . ; , [ ( <\n", "#\n", "# é 'x' \"\"\"\r\n", "# <a> <b> <c> .\r"];
const SPACES: &[&str] = &[" ", "  ", "\t", "\n", "\r\n", "\n  ", "\r"];
const WORDS: &str = ". ; , [ ] ( ) { } # <a> @fr ^^ é 漢 😀 _:x";

impl Document {
    pub(super) fn new(seed: u64, graphs: bool) -> Self {
        let mut document =
            Self { text: String::new(), places: BTreeMap::new(), cells: 0, random: Random(seed | 1), next: 0, graphs };
        document.text.push_str(document.random.one(&["", "\u{feff}", "\n", "# begin\n"]));
        document.text.push_str("@prefix ex:<u:x#>.PREFIX : <u:y#>");
        for _ in 0..=document.random.below(8) {
            document.block();
        }
        document.gap(0);
        document
    }

    /// Writes a token and says where it stands, counting afresh.
    fn put(&mut self, token: &str) -> Place {
        let start = self.here();
        self.text.push_str(token);
        Place { start, end: self.here() }
    }

    fn here(&self) -> Position {
        let text = self.text.as_str();
        let line = text.strip_prefix('\u{feff}').unwrap_or(text).rsplit('\n').next().unwrap_or_default();
        Position { line: 1 + text.matches('\n').count(), column: 1 + line.chars().count(), byte: text.len() }
    }

    /// White space and comments, so many pieces at least.
    fn gap(&mut self, least: usize) {
        for piece in 0..least + self.random.below(3) {
            let space = self.random.one(SPACES);
            self.text.push_str(space);
            if piece > 0 && self.random.below(4) == 0 {
                let comment = self.random.one(COMMENTS);
                self.text.push_str(comment);
            }
        }
    }

    fn block(&mut self) {
        self.gap(1);
        match self.random.below(6) {
            0 => {
                let directive =
                    self.random.one(&["@prefix e.x: <u:z#> .", "pREFIX ex: <u:x#>", "@base <u:b> .", "BASE <u:b>"]);
                self.text.push_str(directive);
            }
            1 | 2 if self.graphs => self.graph(),
            _ => {
                self.statement();
                self.gap(0);
                self.text.push('.');
            }
        }
    }

    fn graph(&mut self) {
        let label = self.random.one(&["", "<u:g>", "ex:g", "_:g", "[]", "GRAPH <u:g>", "graph ex:g.h", "Graph [ ]"]);
        self.text.push_str(label);
        self.gap(0);
        self.text.push('{');
        for statement in 0..self.random.below(3) {
            if statement > 0 {
                // The parser takes `24.ex:n` for a number with a broken exponent, and it is the judge.
                self.text.push('.');
                self.gap(1);
            }
            self.gap(0);
            self.statement();
            self.gap(0);
        }
        self.text.push('}');
    }

    fn statement(&mut self) {
        let number = self.number();
        match self.random.below(8) {
            0 => {
                let place = self.put("[");
                self.gap(1);
                self.predicates(place, 0);
                self.text.push(']');
                if self.random.below(2) == 0 {
                    return;
                }
                self.gap(0);
                self.predicates(place, 0);
            }
            1 => {
                let place = self.put(if number.is_multiple_of(2) { "[]" } else { "[" });
                if number % 2 == 1 {
                    self.gap(0);
                    self.text.push(']');
                }
                self.gap(0);
                let bracket = Place { end: moved(place.start, 1), ..place };
                self.predicates(bracket, 0);
            }
            2 => {
                let place = self.list(0);
                self.gap(0);
                self.predicates(place, 0);
            }
            kind => {
                let (token, _) = node(kind, number);
                let place = self.put(&token);
                self.gap(1);
                self.predicates(place, 0);
            }
        }
    }

    fn predicates(&mut self, subject: Place, depth: usize) {
        for index in 0..=self.random.below(3) {
            if index > 0 {
                self.text.push(';');
                self.gap(0);
                let more = self.random.one(&["", "", ";", "; ;"]);
                self.text.push_str(more);
                self.gap(0);
            }
            let number = self.number();
            let (token, iri) = node(3 + number % 4, number);
            let place = self.put(&token);
            self.gap(1);
            self.objects(subject, place, &iri, depth);
            self.gap(0);
        }
        let trailing = self.random.one(&["", "", "; ", ";\n;"]);
        self.text.push_str(trailing);
    }

    /// Objects of one predicate, at most one of them without a name.
    fn objects(&mut self, subject: Place, predicate: Place, iri: &str, depth: usize) {
        let mut nameless = depth > 3;
        for index in 0..=self.random.below(3) {
            if index > 0 {
                self.gap(0);
                self.text.push(',');
                self.gap(0);
            }
            let kind = self.random.below(if nameless { 2 } else { 3 });
            nameless |= kind == 2;
            let (object, place) = if kind == 2 { self.nested(depth) } else { self.named() };
            self.places.insert((iri.to_owned(), object), [subject, predicate, place]);
        }
    }

    fn nested(&mut self, depth: usize) -> (String, Place) {
        match self.random.below(4) {
            0 => {
                let place = self.put("[");
                self.gap(0);
                self.text.push(']');
                ("_".into(), place)
            }
            1 => {
                let place = self.put("(");
                self.gap(0);
                self.text.push(')');
                ("<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>".into(), place)
            }
            2 => {
                let place = self.put("[");
                self.gap(0);
                self.predicates(place, depth + 1);
                self.text.push(']');
                ("_".into(), place)
            }
            _ => ("_".into(), self.list(depth + 1)),
        }
    }

    /// A list with members; those without a name are not remembered, since two of them cannot be told apart.
    fn list(&mut self, depth: usize) -> Place {
        let begin = self.put("(");
        for index in 0..=self.random.below(3) {
            self.gap(usize::from(index > 0));
            let (member, place) =
                if depth < 3 && self.random.below(4) == 0 { self.nested(depth) } else { self.named() };
            self.cells += 1;
            if !matches!(member.as_str(), "_" | "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>") {
                let cell = if index == 0 { begin } else { place };
                let first = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#first>".to_owned();
                self.places.insert((first, member), [cell, place, place]);
            }
        }
        self.gap(0);
        self.text.push(')');
        begin
    }

    /// An object that no other triple has.
    fn named(&mut self) -> (String, Place) {
        let number = self.number();
        match self.random.below(3) {
            0 => {
                let (token, iri) = node(3 + number % 5, number);
                let place = self.put(&token);
                self.text.push_str(if token.starts_with('<') { "" } else { " " });
                (iri, place)
            }
            1 => {
                let (token, datatype) = match number % 3 {
                    0 => (format!("{number}"), "integer"),
                    1 => (format!("-{number}.5"), "decimal"),
                    _ => (format!("{number}.e-1"), "double"),
                };
                let place = self.put(&token);
                (format!("\"{token}\"^^<http://www.w3.org/2001/XMLSchema#{datatype}>"), place)
            }
            _ => self.string(number),
        }
    }

    fn string(&mut self, number: usize) -> (String, Place) {
        let token = match self.random.below(5) {
            0 => format!("\"{number} {WORDS} ' \\\" \\\\\""),
            1 => format!("'{number} {WORDS} \" \\' \\\\'"),
            2 => format!("\"\"\"{number} {WORDS}\n \" \"\" ''' \\\"\"\" \\\\\"\"\""),
            3 => format!("'''{number} {WORDS}\r\n ' '' \"\"\" \\''' \\\\'''"),
            _ => format!("\"{number}\""),
        };
        let place = self.put(&token);
        let (suffix, written) = match self.random.below(4) {
            0 => ("@fr-be", "@fr-be".to_owned()),
            1 => ("^^<u:d>", "^^<u:d>".to_owned()),
            2 => ("^^ex:d.e ", "^^<u:x#d.e>".to_owned()),
            _ => ("", String::new()),
        };
        if suffix.starts_with('^') && self.random.below(2) == 0 {
            self.gap(0);
        }
        self.text.push_str(suffix);
        let value = token.trim_start_matches(token.as_bytes()[0] as char).split(' ').next().unwrap_or_default();
        let value = value.trim_end_matches(['"', '\'']);
        (format!("{value}{written}"), place)
    }

    fn number(&mut self) -> usize {
        self.next += 1;
        self.next
    }
}

fn moved(position: Position, by: usize) -> Position {
    Position { column: position.column + by, byte: position.byte + by, ..position }
}

/// A node as it is written, and as N-Triples has it; `_:label` only for kinds from 7 on.
fn node(kind: usize, number: usize) -> (String, String) {
    let mut token = String::new();
    let result = match kind {
        3 => write!(token, "<u:n{number}>").map(|()| format!("<u:n{number}>")),
        4 => write!(token, "ex:n.{number}").map(|()| format!("<u:x#n.{number}>")),
        5 => write!(token, "ex:n\\,\\;\\.{number}").map(|()| format!("<u:x#n,;.{number}>")),
        6 => write!(token, ":é:%2E{number}").map(|()| format!("<u:y#é:%2E{number}>")),
        _ => write!(token, "_:n.{number}").map(|()| format!("_:bn.{number}")),
    };
    let name = result.unwrap_or_default();
    (token, name)
}
