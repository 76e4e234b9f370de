//! End-to-end tests: the table of contents.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod allocations;
mod batch;
mod cases;
mod check;
mod cli;
mod command;
mod conformance;
mod datasets;
mod dependencies;
mod dice;
mod diff;
mod fuzz;
mod library;
mod ontology;
mod page;
mod pages;
mod properties;
mod queries;
mod query;
mod robustness;
mod seed;
mod serialized;
mod verify;
mod vocabulary;
mod writers;
