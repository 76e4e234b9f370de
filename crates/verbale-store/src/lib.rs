#![doc = include_str!("../README.md")]

mod address;
mod answer;
mod body;
mod challenge;
mod credentials;
mod digest;
mod error;
mod excerpt;
mod exchange;
mod graph;
mod http_date;
mod identity;
mod options;
mod profile;
mod query;
mod request;
mod retry;
mod store;
mod trip;

#[cfg(test)]
mod tests;

pub use answer::Answer;
pub use body::Body;
pub use credentials::{Credentials, Secret};
pub use error::{Cause, Effect, Error, Failure, Limit};
pub use excerpt::Excerpt;
pub use graph::{Graph, Name};
pub use options::{Backoff, Options, Timeouts};
pub use profile::{AfterRefusal, DefaultGraph, Password, Profile, Rules, UnknownProfile};
pub use request::{Method, Request, Written};
pub use retry::{Observer, Retry};
pub use store::Store;
