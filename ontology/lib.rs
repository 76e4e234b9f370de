#![doc = include_str!("README.md")]

mod files;
mod layout;
mod queries;
mod source_codes;
mod states;

pub use files::{CODES, CONTEXT, DIPLOMACY, EVENTS, MAPPINGS, SHAPES, STATES};
pub use layout::{CONTEXT_IRI, FORMAT_IRI, NAMESPACE, NESTED, PREFIXES, REVERSED, SECTIONS};
pub use queries::{QUERIES, Query};
pub use source_codes::{source_code, source_codes};
pub use states::{LANGUAGES, State, state, states};
