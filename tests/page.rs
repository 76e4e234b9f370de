//! Pages: what `verbale view` writes, and when it writes nothing.

mod article;
mod files;
mod forms;
pub(crate) mod markup;
mod network;
mod sentences;
mod timeline;
