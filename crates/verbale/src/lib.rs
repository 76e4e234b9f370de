#![doc = include_str!("../README.md")]

mod args;
mod exit;

mod batch;
mod destination;
mod fix;
mod ids;
mod input;
mod others;
mod output;
mod pipeline;
mod surroundings;
mod walk;

mod commands;
mod report;

mod compression;
mod count;
mod error;
mod interrupt;
mod table;
mod terminal;

mod run;

pub use run::main;
