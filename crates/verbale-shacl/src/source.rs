//! The statements of all shapes files together, with where they stand.

use oxrdf::{NamedNodeRef, NamedOrBlankNode, Term, TermRef, Triple};
use rustc_hash::{FxHashMap, FxHashSet};
use verbale_core::diagnostic::Place;

use crate::fault::Fault;
use crate::terms::{Id, Terms};

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

/// The statements about a node.
#[derive(Debug, Default)]
struct About {
    statements: Vec<At>,
    /// A bit for each length of their predicates. Shapes are asked for every parameter that there is and have few.
    lengths: u64,
}

fn length(predicate: NamedNodeRef<'_>) -> u64 {
    1 << (predicate.as_str().len() % 64)
}

/// All statements, each once, by subject and by predicate.
#[derive(Debug, Default)]
pub(crate) struct Source {
    files: Vec<String>,
    statements: Vec<(Triple, usize, Option<Place>)>,
    terms: Terms,
    by_subject: FxHashMap<Id, About>,
    by_predicate: FxHashMap<Id, Vec<At>>,
    by_object: FxHashMap<Id, Vec<At>>,
}

impl Source {
    pub(crate) fn new(files: Vec<ShapesFile>) -> Self {
        let mut source = Self::default();
        let mut seen = FxHashSet::default();
        for (file, ShapesFile { name, statements }) in files.into_iter().enumerate() {
            source.files.push(name);
            for Statement { triple, place } in statements {
                let Some(ids) = source.number(&triple) else { continue };
                if seen.insert(ids) {
                    source.insert(ids, triple, file, place);
                }
            }
        }
        source
    }

    /// The numbers of its terms; `None` beyond what can be numbered, which no memory holds.
    fn number(&mut self, triple: &Triple) -> Option<[Id; 3]> {
        let subject = self.terms.intern(triple.subject.as_ref().into())?;
        let predicate = self.terms.intern(triple.predicate.as_ref().into())?;
        Some([subject, predicate, self.terms.intern(triple.object.as_ref())?])
    }

    fn insert(&mut self, [subject, predicate, object]: [Id; 3], triple: Triple, file: usize, place: Option<Place>) {
        let at = self.statements.len();
        let about = self.by_subject.entry(subject).or_default();
        about.statements.push(at);
        about.lengths |= length(triple.predicate.as_ref());
        self.by_predicate.entry(predicate).or_default().push(at);
        self.by_object.entry(object).or_default().push(at);
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
        self.known(node).map_or(&[], |about| &about.statements)
    }

    fn known(&self, node: &NamedOrBlankNode) -> Option<&About> {
        self.terms.find(node.as_ref().into()).and_then(|id| self.by_subject.get(&id))
    }

    /// The numbers of the statements with a predicate.
    pub(crate) fn with_predicate(&self, predicate: NamedNodeRef<'_>) -> &[At] {
        self.found(&self.by_predicate, predicate.into())
    }

    fn found<'s>(&self, index: &'s FxHashMap<Id, Vec<At>>, term: TermRef<'_>) -> &'s [At] {
        self.terms.find(term).and_then(|id| index.get(&id)).map_or(&[], Vec::as_slice)
    }

    /// The numbers of the statements that lead to a node with a predicate.
    pub(crate) fn referring<'s>(
        &'s self,
        node: &NamedOrBlankNode,
        predicate: NamedNodeRef<'s>,
    ) -> impl Iterator<Item = At> + 's {
        let leading = self.found(&self.by_object, node.as_ref().into());
        leading.iter().copied().filter(move |at| self.triple(*at).predicate == predicate)
    }

    /// What is said of a node with a predicate.
    pub(crate) fn objects(&self, node: &NamedOrBlankNode, predicate: NamedNodeRef<'_>) -> Vec<Object<'_>> {
        let about = self.known(node).filter(|about| about.lengths & length(predicate) != 0);
        let statements = about.map_or(&[][..], |about| &about.statements);
        let fits = |at: &&At| self.triple(**at).predicate == predicate;
        statements.iter().filter(fits).map(|at| Object { term: &self.triple(*at).object, at: *at }).collect()
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
