#![doc = include_str!("README.md")]

mod cameo_actors;
mod files;
mod layout;
mod outcomes;
mod queries;
mod questions;
mod source_codes;
mod states;

pub use cameo_actors::{CameoActor, cameo_actor};
pub use files::{CAMEO_ACTORS, CODES, CONTEXT, DIPLOMACY, EVENTS, MAPPINGS, OUTCOMES, SHAPES, STATES};
pub use layout::{CONTEXT_IRI, FORMAT_IRI, NAMESPACE, NESTED, PREFIXES, REVERSED, SECTIONS};
pub use outcomes::{Outcome, OutcomeKind, outcome, outcome_of_mode, outcomes};
pub use queries::{QUERIES, Query};
pub use questions::{Parameter, ParameterKind, QUESTIONS, Question, question};
pub use source_codes::{source_code, source_codes};
pub use states::{LANGUAGES, State, state, states};
