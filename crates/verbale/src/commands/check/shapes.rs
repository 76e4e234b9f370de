//! The shapes that a run validates against: those of the ontology, and those of the command line.

use std::fs;
use std::io::Read;

use verbale_rdf::{Contexts, Options, Syntax};
use verbale_shacl::{Fault, Shapes, ShapesFile, Statement};

use super::graphs::base;
use crate::args::{CheckArgs, ContextArg};
use crate::error::Error;
use crate::input::{Input, Kind, Origin, Shape, open, shown};
use crate::report::Reporter;

/// The contexts that the command line gives, beside ours.
pub(super) fn contexts(given: &[ContextArg]) -> Result<Contexts, Error> {
    let mut contexts = Contexts::default();
    for ContextArg { iri, file } in given {
        let text = fs::read_to_string(file).map_err(|cause| Error::Open(file.clone(), cause))?;
        let document: Result<serde_json::Value, _> = serde_json::from_str(&text);
        match document {
            Err(cause) => return Err(Error::Context(file.clone(), cause.to_string())),
            Ok(document) if document.get("@context").is_none() => {
                return Err(Error::Context(file.clone(), "it has no key `@context`".into()));
            }
            Ok(_) => contexts = contexts.with(iri, text),
        }
    }
    Ok(contexts)
}

/// Reads and checks all shapes. What is wrong with them is said on standard error, and ends the run.
pub(super) fn load(args: &CheckArgs, contexts: &Contexts, reporter: &mut Reporter) -> Result<Shapes, Error> {
    let (mut files, mut faults) = (Vec::new(), Vec::new());
    let defaults = if args.no_default_shapes { &[] } else { verbale_ontology::SHAPES };
    for (name, turtle) in defaults {
        let source = Source { name: (*name).into(), syntax: Syntax::Turtle, base: None, number: files.len() };
        match source.read(&mut turtle.as_bytes(), contexts)? {
            Ok(file) => files.push(file),
            Err(fault) => faults.push(fault),
        }
    }
    for path in &args.shapes {
        let kind = Kind::of_dossiers_or_graphs(path)?;
        let Shape::Graphs(syntax) = kind.shape else { return Err(Error::UnknownKindOfGraph(path.clone())) };
        let input = Input { origin: Origin::File(path.clone()), kind, found_in: None };
        let source = Source { name: shown(path), syntax, base: Some(base(&input)), number: files.len() };
        match source.read(&mut open(&input)?, contexts)? {
            Ok(file) => files.push(file),
            Err(fault) => faults.push(fault),
        }
    }
    // The tests judge ours; they are judged anew where others join them.
    let read = if args.shapes.is_empty() { Shapes::trusted } else { Shapes::new };
    let shapes = if faults.is_empty() { read(files) } else { Err(faults) };
    match shapes {
        Ok(shapes) => {
            for note in shapes.notes() {
                reporter.about_shapes(note, false);
            }
            Ok(shapes)
        }
        Err(faults) => {
            for fault in &faults {
                reporter.about_shapes(fault, true);
            }
            Err(Error::Shapes(faults.len()))
        }
    }
}

/// A file of shapes.
struct Source {
    name: String,
    syntax: Syntax,
    base: Option<String>,
    /// Which of the files it is: blank nodes of two files are never one.
    number: usize,
}

impl Source {
    fn read(self, bytes: &mut dyn Read, contexts: &Contexts) -> Result<Result<ShapesFile, Fault>, Error> {
        let Self { name, syntax, base, number } = self;
        let prefix = format!("s{number}_");
        let options = Options { syntax, base: base.as_deref(), contexts, blank_prefix: &prefix };
        let mut statements = Vec::new();
        let outcome = verbale_rdf::read(bytes, &options, &mut |quad, spot| {
            statements.push(Statement { triple: quad.into(), place: spot.map(|spot| spot.predicate) });
        });
        Ok(match outcome {
            Ok(()) => Ok(ShapesFile { name, statements }),
            Err(verbale_rdf::Error::Syntax { message, place, help }) => {
                Err(Fault { message, file: name, place, shape: None, help })
            }
            Err(verbale_rdf::Error::Io(cause)) => return Err(Error::Read(name, cause)),
            Err(other) => return Err(Error::Read(name, std::io::Error::other(other.to_string()))),
        })
    }
}
