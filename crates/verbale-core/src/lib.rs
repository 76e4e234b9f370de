#![doc = include_str!("../README.md")]

pub mod check;
pub mod diagnostic;
pub mod lexical;

pub mod date;
pub mod text;

pub mod dossier;
