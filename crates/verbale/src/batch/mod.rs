//! Batches: many records, several at once, with an account of all of them.

mod chunk;
mod crew;
mod progress;
mod rejects;
mod speaker;
mod state;
mod tally;
mod worker;

pub(crate) use crate::args::BatchArgs as Options;
pub(crate) use chunk::{Chunk, Outcome};
pub(crate) use crew::Crew;
pub(crate) use progress::Progress;
pub(crate) use rejects::Rejects;
pub(crate) use speaker::Speaker;
#[cfg(feature = "store")]
pub(crate) use state::hash_of;
pub(crate) use state::{State, file_hash, fingerprint};
#[cfg(feature = "store")]
pub(crate) use tally::GraphTally;
pub(crate) use tally::{STOPPED, Tally};
pub(crate) use worker::Worker;
