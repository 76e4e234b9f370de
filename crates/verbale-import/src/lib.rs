#![doc = include_str!("../README.md")]

mod dataset;
mod read;
mod record;

mod damage;
mod error;

mod gdelt;
mod icews;
mod plover;

mod actor;
mod day;
mod draft;
mod geo;
mod number;
mod outcome;

mod cells;
mod lines;
mod rows;
mod scratch;
mod seen;

pub use damage::{Damage, Sign, Trace};
pub use dataset::{Dataset, Kind, dossier_id};
pub use error::Error;
pub use read::read;
pub use record::{Record, Take};
