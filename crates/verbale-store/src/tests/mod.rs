//! The client against a server that answers by a script.

mod answers;
mod authentication;
mod limits;
mod mock;
mod redirects;
mod requests;
mod retries;
mod secrets;
mod tls;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::{Backoff, Body, Graph, Observer, Options, Profile, Retry, Store, Timeouts};

const TRIPLE: &[u8] = b"<urn:a> <urn:b> <urn:c> .\n";

fn body() -> Body<'static> {
    Body::bytes(TRIPLE)
}

fn graph() -> Graph {
    Graph::named("urn:example:graph").expect("an IRI")
}

/// Options with which no test waits long.
fn options(url: String) -> Options {
    Options {
        profile: Profile::Generic,
        retries: 3,
        backoff: Backoff { first: Duration::from_millis(1), longest: Duration::from_millis(40) },
        timeouts: Timeouts {
            connect: Duration::from_secs(5),
            idle: Duration::from_secs(5),
            whole: Duration::from_secs(10),
        },
        ..Options::new(url)
    }
}

fn open(options: Options) -> Store {
    Store::open(options).expect("options that can be used")
}

/// Keeps what it is told.
#[derive(Default)]
struct Told(Mutex<Vec<(u32, Duration, String)>>);

impl Observer for Told {
    fn retry(&self, retry: &Retry<'_>) {
        self.0.lock().expect("a list").push((retry.attempt, retry.wait, retry.cause.to_owned()));
    }
}

fn told(options: Options) -> (Store, Arc<Told>) {
    let told = Arc::<Told>::default();
    (open(Options { observer: Some(told.clone()), ..options }), told)
}
