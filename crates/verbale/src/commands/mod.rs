//! The verbs, one file or folder each.

pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod man;
pub(crate) mod new;
pub(crate) mod ontology;
pub(crate) mod schema;
