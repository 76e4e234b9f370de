//! A SHACL validation report (SHACL section 3.6) in Turtle.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use oxrdf::vocab::rdf;
use oxrdf::{BlankNode, Literal, NamedNodeRef, NamedOrBlankNode, Term, Triple};
use oxttl::TurtleSerializer;
use verbale_shacl::{Message, Path, ValidationResult};

use super::{Finding, Report, Run, Unit};
use crate::terminal::steers;

mod sh {
    //! The terms of SHACL that a report uses.

    use oxrdf::NamedNodeRef;

    pub(super) const NAMESPACE: &str = "http://www.w3.org/ns/shacl#";

    macro_rules! terms {
        ($($name:ident = $local:literal;)*) => {
            $(pub(super) const $name: NamedNodeRef<'_> =
                NamedNodeRef::new_unchecked(concat!("http://www.w3.org/ns/shacl#", $local));)*
        };
    }

    terms! {
        VALIDATION_REPORT = "ValidationReport";
        VALIDATION_RESULT = "ValidationResult";
        CONFORMS = "conforms";
        RESULT = "result";
        RESULT_SEVERITY = "resultSeverity";
        FOCUS_NODE = "focusNode";
        RESULT_PATH = "resultPath";
        VALUE = "value";
        SOURCE_CONSTRAINT_COMPONENT = "sourceConstraintComponent";
        SOURCE_SHAPE = "sourceShape";
        RESULT_MESSAGE = "resultMessage";
        INVERSE_PATH = "inversePath";
        ALTERNATIVE_PATH = "alternativePath";
        ZERO_OR_MORE_PATH = "zeroOrMorePath";
        ONE_OR_MORE_PATH = "oneOrMorePath";
        ZERO_OR_ONE_PATH = "zeroOrOnePath";
    }
}

/// Writes the results of shapes as a validation report.
///
/// What the program's own rules find is no SHACL result: it has no focus node and no shape. Readers of reports expect
/// nothing else, so these findings are not in the graph; a comment at the top says how many there are and which form
/// has them. `sh:conforms` is `true` only where there is nothing to hold against the data: no result of any severity, as
/// SHACL demands, and no error of our own rules either, since a dossier with an error has no graph that could conform.
/// Blank nodes of shapes and data are named anew, in the order in which they occur: the names that a reader of RDF gives
/// them differ from run to run.
#[derive(Debug, Default)]
pub(crate) struct Turtle {
    /// The results, with the number of the unit that each is about: blank nodes are of one unit.
    results: Vec<(usize, ValidationResult)>,
    units: usize,
    /// Findings of our own rules.
    others: usize,
}

impl Turtle {
    /// Nothing found yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }
}

impl Report for Turtle {
    fn checked(&mut self, _: &mut dyn Write, _: &Unit<'_>, findings: &[Finding]) -> io::Result<()> {
        self.units += 1;
        for finding in findings {
            match finding.result() {
                Some(result) => self.results.push((self.units, result.clone())),
                None => self.others += 1,
            }
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, run: &Run) -> io::Result<()> {
        let found = run.errors + run.warnings + run.notes;
        if self.others > 0 {
            writeln!(out, "# {} findings are not of shapes and not in this graph: see --report json", self.others)?;
        }
        if run.shown < found {
            writeln!(out, "# {} findings are over the limit and not in this report", found - run.shown)?;
        }
        let conforms = self.results.is_empty() && run.errors == 0 && run.shown == found;
        let mut graph = Graph::default();
        graph.report(&self.results, conforms);
        let turtle = String::from_utf8(graph.serialized()?).map_err(io::Error::other)?;
        out.write_all(escaped(&turtle).as_bytes())
    }
}

/// The triples of the report, subject by subject.
#[derive(Default)]
struct Graph {
    triples: Vec<Triple>,
    /// New names of blank nodes, by the unit of data or the shapes (`None`) that they stand in.
    names: BTreeMap<(Option<usize>, String), BlankNode>,
    /// Nodes of paths and lists so far.
    paths: usize,
}

impl Graph {
    fn report(&mut self, results: &[(usize, ValidationResult)], conforms: bool) {
        let report = BlankNode::new_unchecked("report");
        self.add(&report, rdf::TYPE, sh::VALIDATION_REPORT);
        self.add(&report, sh::CONFORMS, Literal::from(conforms));
        for index in 0..results.len() {
            self.add(&report, sh::RESULT, result_node(index));
        }
        for (index, (unit, result)) in results.iter().enumerate() {
            self.result(&result_node(index), *unit, result);
        }
    }

    fn result(&mut self, node: &BlankNode, unit: usize, result: &ValidationResult) {
        // The nodes of a path come first, so that the result's own triples stay together.
        let path = result.path.as_ref().map(|path| self.path(path));
        self.add(node, rdf::TYPE, sh::VALIDATION_RESULT);
        self.add(node, sh::RESULT_SEVERITY, result.severity_iri.clone());
        let focus = self.data_term(unit, &result.focus_node);
        self.add(node, sh::FOCUS_NODE, focus);
        if let Some(path) = path {
            self.add(node, sh::RESULT_PATH, path);
        }
        if let Some(value) = &result.value {
            let value = self.data_term(unit, value);
            self.add(node, sh::VALUE, value);
        }
        self.add(node, sh::SOURCE_CONSTRAINT_COMPONENT, result.component.clone());
        let shape = self.shape(&result.shape);
        self.add(node, sh::SOURCE_SHAPE, shape);
        for message in messages(result) {
            self.add(node, sh::RESULT_MESSAGE, message);
        }
    }

    fn data_term(&mut self, unit: usize, term: &Term) -> Term {
        match term {
            Term::BlankNode(blank) => self.renamed(Some(unit), blank).into(),
            other => other.clone(),
        }
    }

    fn shape(&mut self, shape: &NamedOrBlankNode) -> Term {
        match shape {
            NamedOrBlankNode::BlankNode(blank) => self.renamed(None, blank).into(),
            NamedOrBlankNode::NamedNode(node) => node.clone().into(),
        }
    }

    fn renamed(&mut self, unit: Option<usize>, blank: &BlankNode) -> BlankNode {
        let number = self.names.len() + 1;
        let prefix = if unit.is_some() { "node" } else { "shape" };
        let name = self.names.entry((unit, blank.as_str().to_owned()));
        name.or_insert_with(|| BlankNode::new_unchecked(format!("{prefix}{number}"))).clone()
    }

    /// The node of a path (SHACL section 2.3.1).
    fn path(&mut self, path: &Path) -> Term {
        let (predicate, object) = match path {
            Path::Predicate(predicate) => return predicate.clone().into(),
            Path::Sequence(steps) => return self.list(steps),
            Path::Alternative(choices) => (sh::ALTERNATIVE_PATH, self.list(choices)),
            Path::Inverse(path) => (sh::INVERSE_PATH, self.path(path)),
            Path::ZeroOrMore(path) => (sh::ZERO_OR_MORE_PATH, self.path(path)),
            Path::OneOrMore(path) => (sh::ONE_OR_MORE_PATH, self.path(path)),
            Path::ZeroOrOne(path) => (sh::ZERO_OR_ONE_PATH, self.path(path)),
        };
        let node = self.path_node();
        self.add(&node, predicate, object);
        node.into()
    }

    fn list(&mut self, paths: &[Path]) -> Term {
        let members: Vec<_> = paths.iter().map(|path| self.path(path)).collect();
        let mut rest = Term::from(rdf::NIL.into_owned());
        for member in members.into_iter().rev() {
            let node = self.path_node();
            self.add(&node, rdf::FIRST, member);
            self.add(&node, rdf::REST, rest);
            rest = node.into();
        }
        rest
    }

    fn path_node(&mut self) -> BlankNode {
        self.paths += 1;
        BlankNode::new_unchecked(format!("path{}", self.paths))
    }

    fn add(&mut self, subject: &BlankNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
        self.triples.push(Triple::new(subject.clone(), predicate, object));
    }

    fn serialized(&self) -> io::Result<Vec<u8>> {
        let turtle = TurtleSerializer::new().with_prefix("sh", sh::NAMESPACE).map_err(io::Error::other)?;
        let mut turtle = turtle.for_writer(Vec::new());
        self.triples.iter().try_for_each(|triple| turtle.serialize_triple(triple))?;
        turtle.finish()
    }
}

fn result_node(index: usize) -> BlankNode {
    BlankNode::new_unchecked(format!("result{}", index + 1))
}

/// The shape's messages, or what the engine says in their place.
fn messages(result: &ValidationResult) -> Vec<Literal> {
    if result.messages.is_empty() && !result.detail.is_empty() {
        return vec![Literal::new_language_tagged_literal_unchecked(&result.detail, "en")];
    }
    let literal = |message: &Message| match &message.language {
        Some(tag) => Literal::new_language_tagged_literal_unchecked(&message.text, tag.to_ascii_lowercase()),
        None => Literal::from(message.text.as_str()),
    };
    result.messages.iter().map(literal).collect()
}

/// The Turtle with escapes for what could steer a terminal: the graph is the same.
fn escaped(turtle: &str) -> String {
    let mut escaped = String::with_capacity(turtle.len());
    for character in turtle.chars() {
        if steers(character) && character != '\n' {
            // All of them are in the basic plane: one escape each.
            let _ = write!(escaped, "\\u{:04X}", u32::from(character));
        } else {
            escaped.push(character);
        }
    }
    escaped
}
