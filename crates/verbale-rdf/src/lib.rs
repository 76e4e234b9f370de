#![doc = include_str!("../README.md")]

mod contexts;
mod error;
pub mod literal;
mod places;
mod read;
mod spot;
mod syntax;

mod blank;
mod by_line;
mod jsonld;
mod judge;
mod lines;
mod outline;
mod plain;
mod statements;
mod text;
mod token;
mod window;

pub use contexts::Contexts;
pub use error::Error;
pub use places::{Part, Places};
pub use read::{Options, read, scan};
pub use spot::Spot;
pub use syntax::Syntax;
