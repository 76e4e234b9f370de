//! The verbs, one file each.

pub(crate) mod completions;
pub(crate) mod export;
pub(crate) mod man;
pub(crate) mod new;
pub(crate) mod ontology;
pub(crate) mod schema;
