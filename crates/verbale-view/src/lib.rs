#![doc = include_str!("../README.md")]

mod language;

mod labels;
mod names;

mod grammar;
mod phrase;
mod when;

mod category;
mod sentence;

mod article;
mod timeline;

mod layout;
mod network;
mod ties;

mod index;
mod page;

mod ontology;

mod markup;
mod render;

pub use index::Index;
pub use language::{Language, direction};
pub use page::Sheet;
pub use render::{Error, Viewer};
