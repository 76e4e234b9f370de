//! The W3C test suites, as far as they can judge a writer.

mod archive;

mod canonical;
mod reading;
mod round_trip;
mod shacl;
mod sparql;
