//! Near-miss quotes mended in the author's file: the text's own words, in the file's own style.
//!
//! ```text
//!  finding ── propose ──▶ Fix (a report may show it)
//!  findings of a record ── Mending::add ──▶ what to write, kept until the input is read
//!  input + Mending ── mend ──▶ the file anew, each fix proved by reading it back ──▶ Mended, with the diff
//! ```

mod diff;
mod encode;
mod error;
mod file;
mod propose;
mod record;
mod scalar;
#[cfg(test)]
mod tests;

pub(crate) use error::Error;
pub(crate) use file::{Manner, Mending, mend};
pub(crate) use propose::propose;
