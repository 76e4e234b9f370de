//! Names of the vocabularies that shapes are written in.

/// The namespace of SHACL.
pub(crate) const SH: &str = "http://www.w3.org/ns/shacl#";
