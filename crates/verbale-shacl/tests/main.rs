//! Shapes that are refused, and results that follow from the specification.

mod common;

mod guards;
mod limits;
mod second_engine;
mod semantics;
mod sparql;
