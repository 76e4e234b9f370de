//! Shapes, read from files, judged and ready to validate with.

use oxigraph::model::{Graph, TermRef};
use oxrdf::{NamedNode, NamedOrBlankNode, Triple};
use shacl_rust::{core::path::PathElement, validation::dataset::ValidationDataset};
use verbale_core::diagnostic::Place;

use crate::engine::{Engine, Error};
use crate::fault::Fault;
use crate::path::Path;
use crate::result::{Severity, ValidationResult};
use crate::vocab::SH;

/// A statement of a shapes file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What it says.
    pub triple: Triple,
    /// Where it says so.
    pub place: Option<Place>,
}

/// A shapes file, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShapesFile {
    /// Its name, for messages.
    pub name: String,
    /// Its statements, in the order of the file. Blank nodes of different files have different labels.
    pub statements: Vec<Statement>,
}

/// Shapes that have passed every guard.
#[derive(Clone, Debug)]
pub struct Shapes {
    graph: Graph,
    notes: Vec<Fault>,
}

impl Shapes {
    /// Reads shapes from the statements of all files together.
    pub fn new(files: Vec<ShapesFile>) -> Result<Self, Vec<Fault>> {
        let mut graph = Graph::new();
        let name = files.first().map(|file| file.name.clone()).unwrap_or_default();
        for statement in files.iter().flat_map(|file| &file.statements) {
            graph.insert(&statement.triple);
        }
        let fault = |message: String| Fault { message, file: name.clone(), place: None, shape: None, help: None };
        shacl_rust::parse_shapes(&graph).map_err(|error| vec![fault(error.to_string())])?;
        Ok(Self { graph, notes: Vec::new() })
    }

    /// What there is to say about shapes that are not refused.
    pub fn notes(&self) -> &[Fault] {
        &self.notes
    }

    /// Whether there is nothing to validate with.
    pub fn is_empty(&self) -> bool {
        self.graph.is_empty()
    }
}

impl Engine for Shapes {
    fn validate(&self, data: &mut dyn Iterator<Item = Triple>) -> Result<Vec<ValidationResult>, Error> {
        let failed = |error: shacl_rust::ShaclError| Error::Engine(error.to_string());
        let dataset =
            ValidationDataset::from_triples_with_experimental_index(data, self.graph.clone()).map_err(failed)?;
        let shapes = shacl_rust::parse_shapes(dataset.shapes_graph()).map_err(failed)?;
        let report = shacl_rust::validate(&dataset, &shapes);
        Ok(report.get_results().iter().map(owned).collect())
    }
}

fn owned(result: &shacl_rust::ValidationResult<'_>) -> ValidationResult {
    let component = result.source_constraint_component().map(NamedNode::from);
    ValidationResult {
        severity: match result.severity().as_str().strip_prefix(SH) {
            Some("Warning") => Severity::Warning,
            Some("Info") => Severity::Info,
            _ => Severity::Violation,
        },
        severity_iri: result.severity().into_owned(),
        focus_node: result.focus_node().into_owned(),
        path: result.result_path().map(|path| sequence(path.get_elements())),
        value: result.value().map(TermRef::into_owned),
        component: component.unwrap_or_else(|| NamedNode::new_unchecked(format!("{SH}ConstraintComponent"))),
        shape: NamedOrBlankNode::from(result.source_shape()),
        messages: Vec::new(),
        detail: result.constraint_detail().unwrap_or_default().to_owned(),
    }
}

fn sequence(elements: &[PathElement<'_>]) -> Path {
    match elements {
        [one] => step(one),
        many => Path::Sequence(many.iter().map(step).collect()),
    }
}

fn step(element: &PathElement<'_>) -> Path {
    match element {
        PathElement::Iri(iri) => Path::Predicate(iri.into_owned()),
        PathElement::Inverse(iri) => Path::Inverse(Box::new(Path::Predicate(iri.into_owned()))),
        PathElement::ZeroOrMore(inner) => Path::ZeroOrMore(Box::new(step(inner))),
        PathElement::OneOrMore(inner) => Path::OneOrMore(Box::new(step(inner))),
        PathElement::ZeroOrOne(inner) => Path::ZeroOrOne(Box::new(step(inner))),
        PathElement::Alternative(all) => Path::Alternative(all.iter().map(step).collect()),
    }
}
