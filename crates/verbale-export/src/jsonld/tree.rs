//! The subject that is being described, and the subjects that stand around it in one JSON object.

use std::{collections::HashMap, ops::Range};

/// Objects nest no deeper than this: readers of JSON have limits of their own.
const MAX_DEPTH: usize = 24;

/// A piece of the tree's text.
pub(crate) type Piece = Range<usize>;

/// The key of a JSON object that holds a value.
#[derive(Clone, Debug)]
pub(crate) enum Key {
    /// `@type` or its alias.
    Type,
    /// A term of the context, by index.
    Term(usize),
    /// Any other text.
    Text(Piece),
}

/// One value of a key.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) key: Key,
    /// The value as JSON.
    pub(crate) json: Piece,
    /// The key in a language map.
    pub(crate) tag: Option<Piece>,
    /// The node referred to, whether it may stand here, and which reversed predicate this is.
    pub(crate) target: Option<Piece>,
    pub(crate) nests: bool,
    pub(crate) reversed: Option<usize>,
    /// The node that stands here.
    pub(crate) node: Option<usize>,
    /// Said by the place of the node already.
    pub(crate) implied: bool,
}

/// One subject.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Its IRI or `_:label`, and the JSON that stands for it.
    pub(crate) name: Piece,
    pub(crate) id: Piece,
    pub(crate) entries: Range<usize>,
    depth: usize,
    /// Nodes that stand in it by a reversed predicate: the first, and the next one after this node.
    pub(crate) child: Option<usize>,
    last_child: Option<usize>,
    pub(crate) sibling: Option<usize>,
    /// The reversed predicate by which it stands in its parent.
    pub(crate) by: usize,
}

/// A root, the nodes that stand in it, and last a node whose place is not known yet.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) text: String,
    pub(crate) nodes: Vec<Node>,
    pub(crate) entries: Vec<Entry>,
    placed: HashMap<String, usize>,
    wanted: HashMap<String, usize>,
}

impl Tree {
    /// Begins a node of this name and id.
    pub(crate) fn begin(&mut self, name: Piece, id: Piece) {
        let at = self.entries.len();
        let node = Node { name, id, entries: at..at, depth: 0, child: None, last_child: None, sibling: None, by: 0 };
        self.nodes.push(node);
    }

    /// Adds a value to the last node.
    pub(crate) fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
        if let Some(node) = self.nodes.last_mut() {
            node.entries.end = self.entries.len();
        }
    }

    /// The name of the last node.
    pub(crate) fn name(&self) -> Option<&str> {
        self.nodes.last().map(|node| &self.text[node.name.clone()])
    }

    /// Finds a place for the last node among the others. Without one, it is a root to be.
    pub(crate) fn place(&mut self) -> bool {
        let Some(last) = self.nodes.len().checked_sub(1).filter(|&last| last > 0) else { return false };
        let name = &self.text[self.nodes[last].name.clone()];
        if self.placed.contains_key(name) {
            return false;
        }
        let placed = self.place_forward(last) || self.place_reversed(last);
        if placed {
            self.admit(last);
        }
        placed
    }

    /// Forgets all but the last node, which becomes the root.
    pub(crate) fn keep_last(&mut self) {
        let Some(mut node) = self.nodes.pop() else { return };
        let first = node.entries.start;
        let start = node.name.start;
        self.text.drain(..start);
        self.entries.drain(..first);
        self.nodes.clear();
        for entry in &mut self.entries {
            entry.shift(start);
        }
        node.name = shifted(&node.name, start);
        node.id = shifted(&node.id, start);
        node.entries = 0..self.entries.len();
        self.nodes.push(node);
        self.placed.clear();
        self.wanted.clear();
        self.admit(0);
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.nodes.clear();
        self.entries.clear();
        self.placed.clear();
        self.wanted.clear();
    }

    /// The index of the root's entry that names `target` by a reversed predicate, and that predicate.
    pub(crate) fn root_reversed(&self, target: &str) -> Option<(usize, usize)> {
        let root = self.nodes.first()?;
        self.reversed_of(root, |text| text == target).map(|(entry, by, _)| (entry, by))
    }

    fn place_forward(&mut self, last: usize) -> bool {
        let name = &self.text[self.nodes[last].name.clone()];
        let Some(&entry) = self.wanted.get(name) else { return false };
        let parent = self.nodes.partition_point(|node| node.entries.end <= entry);
        let depth = self.nodes[parent].depth + 1;
        if depth > MAX_DEPTH {
            return false;
        }
        self.nodes[last].depth = depth;
        self.entries[entry].node = Some(last);
        true
    }

    fn place_reversed(&mut self, last: usize) -> bool {
        let fits = |text: &str| self.placed.get(text).is_some_and(|&node| self.nodes[node].depth < MAX_DEPTH);
        let Some((entry, by, target)) = self.reversed_of(&self.nodes[last], fits) else { return false };
        let Some(&parent) = self.placed.get(&self.text[target]) else { return false };
        self.entries[entry].implied = true;
        self.nodes[last].by = by;
        self.nodes[last].depth = self.nodes[parent].depth + 1;
        match self.nodes[parent].last_child.replace(last) {
            Some(elder) => self.nodes[elder].sibling = Some(last),
            None => self.nodes[parent].child = Some(last),
        }
        true
    }

    fn reversed_of(&self, node: &Node, fits: impl Fn(&str) -> bool) -> Option<(usize, usize, Piece)> {
        node.entries.clone().find_map(|index| {
            let entry = &self.entries[index];
            let target = entry.target.clone()?;
            let by = entry.reversed?;
            fits(&self.text[target.clone()]).then_some((index, by, target))
        })
    }

    /// Makes a node one that others may stand in.
    fn admit(&mut self, index: usize) {
        let node = &self.nodes[index];
        self.placed.insert(self.text[node.name.clone()].to_owned(), index);
        for at in node.entries.clone() {
            let entry = &self.entries[at];
            if let Some(target) = entry.target.clone().filter(|_| entry.nests) {
                self.wanted.entry(self.text[target].to_owned()).or_insert(at);
            }
        }
    }
}

impl Entry {
    fn shift(&mut self, start: usize) {
        self.json = shifted(&self.json, start);
        self.tag = self.tag.as_ref().map(|piece| shifted(piece, start));
        self.target = self.target.as_ref().map(|piece| shifted(piece, start));
        if let Key::Text(piece) = &self.key {
            self.key = Key::Text(shifted(piece, start));
        }
    }
}

const fn shifted(piece: &Piece, start: usize) -> Piece {
    piece.start - start..piece.end - start
}
