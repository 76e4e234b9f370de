//! The statements of all shapes files together, with where they stand.

use std::collections::{HashMap, HashSet};

use oxrdf::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term, Triple};
use verbale_core::diagnostic::Place;

use crate::fault::Fault;

/// A statement of a shapes file.
///
/// ```
/// use oxrdf::{NamedNode, Triple};
/// use verbale_shacl::Statement;
///
/// let name = |local: &str| NamedNode::new(format!("http://example.org/{local}")).unwrap();
/// let triple = Triple::new(name("s"), name("p"), name("o"));
/// assert_eq!(Statement::from(triple).place, None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What it says.
    pub triple: Triple,
    /// Where it says so.
    pub place: Option<Place>,
}

/// A statement whose place is not known.
impl From<Triple> for Statement {
    fn from(triple: Triple) -> Self {
        Self { triple, place: None }
    }
}

/// A shapes file, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapesFile {
    /// Its name, for messages.
    pub name: String,
    /// Its statements, in the order of the file. Blank nodes of different files have different labels.
    pub statements: Vec<Statement>,
}

/// The number of a statement among those of all files.
pub(crate) type At = usize;

/// The object of a statement, and the statement.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Object<'s> {
    pub(crate) term: &'s Term,
    pub(crate) at: At,
}

impl Object<'_> {
    /// The term as a node that can be a subject.
    pub(crate) fn node(&self) -> Option<NamedOrBlankNode> {
        NamedOrBlankNode::try_from(self.term.clone()).ok()
    }
}

/// All statements, each once, by subject and by predicate.
#[derive(Debug, Default)]
pub(crate) struct Source {
    files: Vec<String>,
    statements: Vec<(Triple, usize, Option<Place>)>,
    by_subject: HashMap<NamedOrBlankNode, Vec<At>>,
    by_predicate: HashMap<NamedNode, Vec<At>>,
    by_object: HashMap<Term, Vec<At>>,
}

impl Source {
    pub(crate) fn new(files: Vec<ShapesFile>) -> Self {
        let mut source = Self::default();
        let mut seen = HashSet::new();
        for (file, ShapesFile { name, statements }) in files.into_iter().enumerate() {
            source.files.push(name);
            for Statement { triple, place } in statements {
                if seen.insert(triple.clone()) {
                    source.insert(triple, file, place);
                }
            }
        }
        source
    }

    fn insert(&mut self, triple: Triple, file: usize, place: Option<Place>) {
        let at = self.statements.len();
        self.by_subject.entry(triple.subject.clone()).or_default().push(at);
        self.by_predicate.entry(triple.predicate.clone()).or_default().push(at);
        self.by_object.entry(triple.object.clone()).or_default().push(at);
        self.statements.push((triple, file, place));
    }

    /// The statements in their order.
    pub(crate) fn triples(&self) -> impl Iterator<Item = &Triple> + Clone {
        self.statements.iter().map(|statement| &statement.0)
    }

    /// A statement by its number.
    pub(crate) fn triple(&self, at: At) -> &Triple {
        &self.statements[at].0
    }

    /// The numbers of the statements about a node.
    pub(crate) fn about(&self, node: &NamedOrBlankNode) -> &[At] {
        self.by_subject.get(node).map_or(&[], Vec::as_slice)
    }

    /// The numbers of the statements with a predicate.
    pub(crate) fn with_predicate(&self, predicate: NamedNodeRef<'_>) -> &[At] {
        self.by_predicate.get(&predicate.into_owned()).map_or(&[], Vec::as_slice)
    }

    /// The numbers of the statements that lead to a node with a predicate.
    pub(crate) fn referring<'s>(
        &'s self,
        node: &NamedOrBlankNode,
        predicate: NamedNodeRef<'s>,
    ) -> impl Iterator<Item = At> + 's {
        let leading = self.by_object.get(&Term::from(node.clone())).map_or(&[][..], Vec::as_slice);
        leading.iter().copied().filter(move |at| self.triple(*at).predicate == predicate)
    }

    /// What is said of a node with a predicate.
    pub(crate) fn objects(&self, node: &NamedOrBlankNode, predicate: NamedNodeRef<'_>) -> Vec<Object<'_>> {
        let fits = |at: &&At| self.triple(**at).predicate == predicate;
        self.about(node).iter().filter(fits).map(|at| Object { term: &self.triple(*at).object, at: *at }).collect()
    }

    /// A fault at a statement.
    pub(crate) fn fault(&self, at: At, message: impl Into<String>) -> Fault {
        let (triple, file, place) = &self.statements[at];
        Fault {
            message: message.into(),
            file: self.files[*file].clone(),
            place: *place,
            shape: Some(triple.subject.to_string()),
            help: None,
        }
    }
}
