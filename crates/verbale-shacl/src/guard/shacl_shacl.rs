//! SHACL's own shapes for shapes (SHACL appendix C), run over shapes files.

use std::collections::HashSet;
use std::sync::OnceLock;

use oxrdf::NamedOrBlankNode;
use oxttl::TurtleParser;

use crate::engine::Error;
use crate::fault::Fault;
use crate::read::Reader;
use crate::result::ValidationResult;
use crate::source::{At, ShapesFile, Source, Statement};
use crate::validate::Compiled;

/// The shapes for shapes, as published by W3C.
const TURTLE: &str = include_str!("../../data/shacl-shacl.ttl");

fn compiled() -> &'static Compiled {
    static COMPILED: OnceLock<Compiled> = OnceLock::new();
    COMPILED.get_or_init(|| {
        let statements = TurtleParser::new().for_slice(TURTLE).filter_map(Result::ok).map(Statement::from).collect();
        let source = Source::new(vec![ShapesFile { name: "shacl-shacl.ttl".to_owned(), statements }]);
        Reader::read(&source).compiled
    })
}

/// What the shapes for shapes find, apart from the statements `without`.
pub(crate) fn shacl_shacl(source: &Source, without: &[At]) -> Result<Vec<Fault>, Error> {
    let without: HashSet<&At> = without.iter().collect();
    let kept = source.triples().enumerate().filter(|(at, _)| !without.contains(at));
    let results = compiled().validate(&mut kept.map(|(_, triple)| triple.clone()))?;
    Ok(results.iter().filter_map(|result| fault(source, result)).collect())
}

fn fault(source: &Source, result: &ValidationResult) -> Option<Fault> {
    let node = NamedOrBlankNode::try_from(result.focus_node.clone()).ok()?;
    let about = source.about(&node);
    let predicate = result.path.as_ref().and_then(|path| path.predicate());
    let at = about.iter().find(|at| predicate.is_some_and(|predicate| source.triple(**at).predicate == *predicate));
    let message = match &result.path {
        Some(path) => format!("not a well-formed shape: {path}: {}", result.detail),
        None => format!("not a well-formed shape: {}", result.detail),
    };
    Some(source.fault(*at.or_else(|| about.first())?, message).about(&node))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The published file is read whole: its statements are counted by a reader that is not ours.
    #[test]
    fn the_published_shapes_are_read() {
        let statements = TurtleParser::new().for_slice(TURTLE).collect::<Result<HashSet<_>, _>>().unwrap();
        assert_eq!(statements.len(), 415);
        let source = Source::new(vec![ShapesFile {
            name: String::new(),
            statements: statements.into_iter().map(Statement::from).collect(),
        }]);
        assert_eq!(Reader::read(&source).faults, Vec::new());
        assert_eq!(compiled().shapes.iter().filter(|shape| !shape.targets.is_empty()).count(), 6);
    }
}
