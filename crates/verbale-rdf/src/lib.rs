#![doc = include_str!("../README.md")]

mod contexts;
mod error;
pub mod literal;
mod places;
mod read;
mod spot;
mod syntax;

mod blank;
mod jsonld;
mod judge;
mod lines;
mod outline;
mod statements;
mod text;
mod token;
mod window;

pub use contexts::Contexts;
pub use error::Error;
pub use places::Places;
pub use read::{Options, read};
pub use spot::Spot;
pub use syntax::Syntax;
