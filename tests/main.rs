//! End-to-end tests: the table of contents.

mod allocations;
mod cli;
mod conformance;
mod fuzz;
mod ontology;
mod properties;
mod writers;
mod vocabulary;
