//! Batches: several records at once and one after the other are the same, every record is accounted for, and a run that
//! is cut off leaves nothing half done.

mod account;
mod ends;
mod jobs;
mod random;
mod shares;
mod state;
