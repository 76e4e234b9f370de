//! End-to-end tests: the table of contents.

mod cli;
mod fuzz;
mod ontology;
