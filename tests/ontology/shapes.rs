//! The SHACL shapes: what the ontology implies, what is written by hand, and data that passes and fails each.

mod generated;
mod write;

/// The namespace of the shapes.
const SHAPE: &str = "https://w3id.org/verbale/shapes#";
