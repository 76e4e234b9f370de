//! The writers of `verbale-export`, judged by parsers that we did not write.

pub(crate) mod fixture;
pub(crate) mod read;

mod hostile;
mod layout;
mod random;
mod stream;
