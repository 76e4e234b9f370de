//! Pages: what `verbale view` writes, and when it writes nothing.

mod article;
mod files;
mod markup;
mod sentences;
