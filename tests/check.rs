//! `verbale check` as a user meets it, in bad company: hostile shapes, hostile data, no network.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bounded;
mod hostile_contexts;
mod hostile_data;
mod hostile_shapes;
mod offline;
