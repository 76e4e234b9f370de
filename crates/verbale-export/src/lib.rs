#![doc = include_str!("../README.md")]

mod check;
mod context;
mod error;
mod escape;
mod format;
mod jsonld;
mod layout;
mod memo;
mod ntriples;
mod prefixes;
mod rdfxml;
mod turtle;
mod writer;

pub use error::{Error, Slot};
pub use format::Format;
pub use layout::{JsonLdForm, Layout, Options, Prefixes};
pub use writer::{HELD_BYTES, Writer};
