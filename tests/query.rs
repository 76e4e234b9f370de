//! `verbale query` and `verbale stats` as a user meets them.

mod answers;
mod competency;
mod faults;
mod inputs;
mod questions;
mod stats;
