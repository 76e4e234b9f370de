#![doc = include_str!("../README.md")]

mod component;
mod data;
mod engine;
mod fault;
mod graph;
mod guard;
mod literal;
mod path;
mod pattern;
mod query;
mod read;
mod result;
mod shape;
mod shapes;
mod source;
mod terms;
mod validate;
mod vocab;
mod walk;

pub use component::{Component, components};
pub use data::{Data, Origin};
pub use engine::{Engine, Error};
pub use fault::Fault;
pub use path::Path;
pub use result::{Message, Severity, ValidationResult};
pub use shapes::Shapes;
pub use source::{ShapesFile, Statement};
