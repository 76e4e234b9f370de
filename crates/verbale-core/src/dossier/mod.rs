//! The dossier: what a person or a program writes about one text.

pub mod tree;
pub mod yaml;
