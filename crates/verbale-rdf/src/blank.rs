//! Labels of blank nodes that no two files share.

use std::collections::HashMap;

use oxrdf::{BlankNode, GraphName, NamedOrBlankNode, Quad, Term};

/// Nodes without a label get random ones from the parsers, of 128 bits; a number below this has other origins.
const RANDOM: u128 = 1 << 100;

/// Gives blank nodes labels that begin with the file's prefix.
///
/// A label becomes the prefix and the label; the n-th node without one becomes the prefix, a hyphen and n, which no label
/// can be, since none begins with a hyphen.
pub(crate) struct Labels<'p> {
    prefix: &'p str,
    /// Whether every node has a label in the file, so that no number is random.
    all_written: bool,
    numbers: HashMap<u128, usize>,
    next: usize,
}

impl<'p> Labels<'p> {
    pub(crate) fn new(prefix: &'p str, all_written: bool) -> Self {
        let prefix = if prefix.is_empty() { "b" } else { prefix };
        Self { prefix, all_written, numbers: HashMap::new(), next: 0 }
    }

    /// Forgets the nodes without a label: no later statement can name them.
    pub(crate) fn forget(&mut self) {
        self.numbers.clear();
    }

    pub(crate) fn rename(&mut self, quad: &mut Quad) {
        if let NamedOrBlankNode::BlankNode(node) = &mut quad.subject {
            *node = self.renamed(node);
        }
        if let Term::BlankNode(node) = &mut quad.object {
            *node = self.renamed(node);
        }
        if let GraphName::BlankNode(node) = &mut quad.graph_name {
            *node = self.renamed(node);
        }
    }

    /// The label of a node that has this one in the file.
    pub(crate) fn written(&self, label: &str) -> String {
        [self.prefix, label].concat()
    }

    fn renamed(&mut self, node: &BlankNode) -> BlankNode {
        let label = match node.as_ref().unique_id() {
            Some(id) if id >= RANDOM && !self.all_written => {
                let number = *self.numbers.entry(id).or_insert_with(|| {
                    self.next += 1;
                    self.next
                });
                format!("{}-{number}", self.prefix)
            }
            _ => self.written(node.as_str()),
        };
        BlankNode::new_unchecked(label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::NamedNode;

    fn renamed(labels: &mut Labels<'_>, node: &BlankNode) -> String {
        let p = NamedNode::new_unchecked("https://example.org/p");
        let mut quad = Quad::new(node.clone(), p, node.clone(), node.clone());
        labels.rename(&mut quad);
        assert_eq!(quad.object.to_string(), quad.subject.to_string());
        assert_eq!(quad.graph_name.to_string(), quad.subject.to_string());
        quad.subject.to_string()
    }

    #[test]
    fn labels_keep_their_words_and_nodes_without_one_are_numbered() {
        let mut labels = Labels::new("f1_", false);
        let (one, two) = (BlankNode::default(), BlankNode::default());
        assert_eq!(renamed(&mut labels, &BlankNode::new("treaty.2").unwrap()), "_:f1_treaty.2");
        assert_eq!(renamed(&mut labels, &one), "_:f1_-1");
        assert_eq!(renamed(&mut labels, &two), "_:f1_-2");
        assert_eq!(renamed(&mut labels, &one), "_:f1_-1");
        labels.forget();
        assert_eq!(renamed(&mut labels, &one), "_:f1_-3", "a number is not used again");
    }

    #[test]
    fn labels_of_hexadecimal_digits_are_labels_where_all_are_written() {
        let written = "_:b5ea8f6f5a0f4a6f9d6f1c2e3a4b5c6d";
        let node = BlankNode::new(&written[2..]).unwrap();
        assert_eq!(renamed(&mut Labels::new("f", true), &node), format!("_:f{}", &written[2..]));
        assert_eq!(renamed(&mut Labels::new("", true), &BlankNode::new("1").unwrap()), "_:b1");
    }
}
