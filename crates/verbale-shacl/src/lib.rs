#![doc = include_str!("../README.md")]

mod path;
mod result;

pub use path::Path;
pub use result::{Message, Severity, ValidationResult};
