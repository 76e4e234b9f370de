#![doc = include_str!("../README.md")]

pub mod check;
pub mod diagnostic;
pub mod lexical;
pub mod position;
pub mod suggest;

pub mod codes;
pub mod vocab;

pub mod date;
pub mod text;

pub mod dossier;
pub mod facts;

pub mod actor;
pub mod place;
pub mod registry;

pub mod iri;
pub mod resolve;

mod claim;
pub mod describe;
pub mod origin;
pub mod parts;
