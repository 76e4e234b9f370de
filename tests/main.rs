//! End-to-end tests: the table of contents.

mod fuzz;
mod ontology;
