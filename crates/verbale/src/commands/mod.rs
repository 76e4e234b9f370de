//! The verbs, one file or folder each.

pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod man;
pub(crate) mod new;
pub(crate) mod ontology;
#[cfg(feature = "store")]
pub(crate) mod push;
#[cfg(feature = "query")]
pub(crate) mod query;
pub(crate) mod schema;
pub(crate) mod stats;
pub(crate) mod verify;
pub(crate) mod view;
