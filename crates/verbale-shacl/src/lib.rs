#![doc = include_str!("../README.md")]

mod component;
mod engine;
mod fault;
mod path;
mod result;
mod shapes;
mod vocab;

pub use component::{Component, components};
pub use engine::{Engine, Error};
pub use fault::Fault;
pub use path::Path;
pub use result::{Message, Severity, ValidationResult};
pub use shapes::{Shapes, ShapesFile, Statement};
