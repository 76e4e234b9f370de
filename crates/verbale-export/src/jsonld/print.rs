//! Node objects as text, two spaces a level, short lists on one line.

use super::{
    tree::{Entry, Key, Tree},
    value::Terms,
};
use crate::{context::Container, escape::push_json_string};
use std::ops::Range;

/// Lists of plain values that would pass this column get a line for each value.
const WIDTH: usize = 100;

/// What printing needs to look at.
#[derive(Clone, Copy)]
pub(crate) struct Printer<'t> {
    pub(crate) tree: &'t Tree,
    pub(crate) terms: &'t Terms,
    /// Expanded form: every value in an array.
    pub(crate) arrays: bool,
}

impl Printer<'_> {
    /// Appends a node object with all that stands in it.
    pub(crate) fn push_node(&self, out: &mut Vec<u8>, node: usize, depth: usize) {
        out.push(b'{');
        self.push_members(out, node, depth);
        push_line(out, depth);
        out.push(b'}');
    }

    /// Appends the members of a node object, its id first.
    pub(crate) fn push_members(&self, out: &mut Vec<u8>, node: usize, depth: usize) {
        let id = self.tree.nodes[node].id.clone();
        push_key(out, depth + 1, self.terms.context.keyword("@id"));
        self.push_text(out, id);
        let entries = self.tree.nodes[node].entries.clone();
        for at in entries.clone() {
            if self.is_first(&entries, at) {
                self.push_member(out, at..entries.end, depth + 1);
            }
        }
        for by in 0..self.terms.reversed.len() {
            self.push_children(out, node, by, depth + 1);
        }
    }

    /// Whether no value before this one stands under the same key.
    fn is_first(&self, entries: &Range<usize>, at: usize) -> bool {
        let entry = &self.tree.entries[at];
        let mut before = (entries.start..at).rev().map(|at| &self.tree.entries[at]);
        !entry.implied && !before.any(|other| !other.implied && self.same(&other.key, &entry.key))
    }

    fn push_member(&self, out: &mut Vec<u8>, entries: Range<usize>, depth: usize) {
        let key = &self.tree.entries[entries.start].key;
        let values =
            || self.tree.entries[entries.clone()].iter().filter(|entry| !entry.implied && self.same(&entry.key, key));
        let (name, container) = self.describe_key(key);
        out.push(b',');
        match name {
            Ok(name) => push_key(out, depth, name),
            Err(json) => {
                push_line(out, depth);
                out.extend_from_slice(json.as_bytes());
                out.extend_from_slice(b": ");
            }
        }
        let single = values().nth(1).is_none() && container != Container::Set;
        match container {
            Container::Language | Container::LanguageSet => {
                self.push_languages(out, values, container == Container::LanguageSet, depth);
            }
            _ if single => values().for_each(|entry| self.push_value(out, entry, depth)),
            _ => self.push_array(out, values, depth),
        }
    }

    /// The text of a key, or its JSON, and how its values are held.
    fn describe_key(&self, key: &Key) -> (Result<&str, &str>, Container) {
        let context = &self.terms.context;
        let (name, container) = match key {
            Key::Type => {
                let name = context.keyword("@type");
                (Ok(name), context.term(name).map_or(Container::None, |term| term.container))
            }
            Key::Term(index) => (Ok(context.terms[*index].name.as_str()), context.terms[*index].container),
            Key::Text(piece) => (Err(&self.tree.text[piece.clone()]), Container::None),
        };
        (name, if self.arrays { Container::Set } else { container })
    }

    fn push_array<'e, I: Iterator<Item = &'e Entry>>(&self, out: &mut Vec<u8>, values: impl Fn() -> I, depth: usize) {
        let width: usize = values().map(|entry| entry.json.len() + 2).sum();
        let wide = width + 2 * depth > WIDTH || values().any(|entry| entry.node.is_some());
        push_list(out, values(), wide, depth, |out, entry, depth| self.push_value(out, entry, depth));
    }

    fn push_value(&self, out: &mut Vec<u8>, entry: &Entry, depth: usize) {
        match entry.node {
            Some(node) => self.push_node(out, node, depth),
            None => self.push_text(out, entry.json.clone()),
        }
    }

    /// Appends a language map (JSON-LD 1.1, section 4.6.2).
    fn push_languages<'e, I: Iterator<Item = &'e Entry>>(
        &self,
        out: &mut Vec<u8>,
        values: impl Fn() -> I,
        arrays: bool,
        depth: usize,
    ) {
        let tag = |entry: &Entry| entry.tag.clone().map(|piece| &self.tree.text[piece]);
        let width: usize = values().map(|entry| entry.json.len() + 8).sum();
        let wide = width + 2 * depth > WIDTH && values().nth(1).is_some();
        out.push(b'{');
        for (at, entry) in values().enumerate() {
            if values().take(at).any(|before| tag(before) == tag(entry)) {
                continue;
            }
            push_separator(out, at == 0, wide, depth + 1);
            out.extend_from_slice(tag(entry).unwrap_or("\"@none\"").as_bytes());
            out.extend_from_slice(b": ");
            let same = || values().skip(at).filter(|other| tag(other) == tag(entry));
            if !arrays && same().nth(1).is_none() {
                self.push_text(out, entry.json.clone());
            } else {
                push_list(out, same(), wide, depth + 1, |out, entry, _| self.push_text(out, entry.json.clone()));
            }
        }
        push_end(out, b'}', wide, depth);
    }

    /// Appends the nodes that stand in this one by a reversed predicate.
    fn push_children(&self, out: &mut Vec<u8>, node: usize, by: usize, depth: usize) {
        let next = |&at: &usize| self.tree.nodes[at].sibling;
        let children =
            || std::iter::successors(self.tree.nodes[node].child, next).filter(|&at| self.tree.nodes[at].by == by);
        if children().next().is_none() {
            return;
        }
        out.push(b',');
        push_key(out, depth, &self.terms.context.terms[self.terms.reversed[by].1].name);
        push_list(out, children(), true, depth, |out, child, depth| self.push_node(out, child, depth));
    }

    fn push_text(&self, out: &mut Vec<u8>, piece: Range<usize>) {
        out.extend_from_slice(&self.tree.text.as_bytes()[piece]);
    }

    fn same(&self, one: &Key, other: &Key) -> bool {
        match (one, other) {
            (Key::Type, Key::Type) => true,
            (Key::Term(one), Key::Term(other)) => one == other,
            (Key::Text(one), Key::Text(other)) => self.tree.text[one.clone()] == self.tree.text[other.clone()],
            _ => false,
        }
    }
}

/// Appends a line feed and the indentation of a level.
pub(crate) fn push_line(out: &mut Vec<u8>, depth: usize) {
    out.push(b'\n');
    out.resize(out.len() + 2 * depth, b' ');
}

/// Appends a key on a line of its own.
pub(crate) fn push_key(out: &mut Vec<u8>, depth: usize, key: &str) {
    push_line(out, depth);
    push_json_string(out, key);
    out.extend_from_slice(b": ");
}

fn push_list<T>(
    out: &mut Vec<u8>,
    items: impl Iterator<Item = T>,
    wide: bool,
    depth: usize,
    push: impl Fn(&mut Vec<u8>, T, usize),
) {
    out.push(b'[');
    for (at, item) in items.enumerate() {
        push_separator(out, at == 0, wide, depth + 1);
        push(out, item, depth + 1);
    }
    push_end(out, b']', wide, depth);
}

fn push_separator(out: &mut Vec<u8>, first: bool, wide: bool, depth: usize) {
    if !first {
        out.push(b',');
    }
    if wide {
        push_line(out, depth);
    } else if !first {
        out.push(b' ');
    }
}

fn push_end(out: &mut Vec<u8>, bracket: u8, wide: bool, depth: usize) {
    if wide {
        push_line(out, depth);
    }
    out.push(bracket);
}
