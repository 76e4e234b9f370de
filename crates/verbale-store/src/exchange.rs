//! One request, from its first try to its last: what is tried again, and what a failure means for the store.

use std::sync::Arc;
use std::time::Duration;

use ureq::Agent;
use ureq::http::Response;
use ureq::http::header::HeaderName;

use crate::address::{Address, Origin};
use crate::error::{Cause, Effect, Error, Failure, Limit};
use crate::identity::Identity;
use crate::options::Backoff;
use crate::profile::{AfterRefusal, Rules};
use crate::retry::{self, Observer, Retry};
use crate::trip::Trip;
use crate::{Body, Method};

/// What every request of a store needs.
pub(crate) struct Exchange {
    pub(crate) client: Agent,
    pub(crate) identity: Identity,
    /// Whom the credentials are for.
    pub(crate) home: Origin,
    pub(crate) allow_http: bool,
    pub(crate) rules: &'static Rules,
    pub(crate) retries: u32,
    pub(crate) backoff: Backoff,
    pub(crate) longest_response: u64,
    pub(crate) observer: Option<Arc<dyn Observer>>,
}

/// One request.
pub(crate) struct Call<'a> {
    pub(crate) method: Method,
    pub(crate) address: Address,
    /// The request for people, as `PUT https://…`.
    pub(crate) name: String,
    pub(crate) headers: Vec<(HeaderName, String)>,
    pub(crate) load: Option<Load<'a>>,
    /// Whether it may change what is in the store.
    pub(crate) changes: bool,
}

/// What a request carries, and how.
#[derive(Clone, Copy)]
pub(crate) struct Load<'a> {
    pub(crate) body: &'a Body<'a>,
    /// Its length in bytes before it is compressed; none when it is not known.
    pub(crate) length: Option<u64>,
    /// Whether it is compressed on its way.
    pub(crate) gzip: bool,
}

impl Load<'_> {
    /// What `Content-Length` says; none when the body is sent in chunks.
    pub(crate) fn announced(&self) -> Option<u64> {
        if self.gzip { None } else { self.length }
    }
}

/// Why a try failed.
pub(crate) enum Trouble {
    /// The data to be sent could not be read.
    Local {
        cause: std::io::Error,
        /// Whether a part of it had been sent by then.
        begun: bool,
    },
    /// The store, or the way to it.
    Remote {
        cause: Cause,
        /// Whether the store may have begun to do what was asked.
        begun: bool,
        /// How long the store asks to be left alone.
        wait: Option<Duration>,
    },
}

impl Trouble {
    pub(crate) fn answered(cause: Cause) -> Self {
        Self::Remote { cause, begun: true, wait: None }
    }
}

impl Exchange {
    /// Sends a request until it succeeds, may not be sent again, or has been tried often enough.
    pub(crate) fn run(&self, call: &Call<'_>) -> Result<Response<ureq::Body>, Error> {
        let request = call.name.clone();
        let mut effect = Effect::None;
        let mut attempts = 1;
        loop {
            let (cause, begun, asked) = match Trip::new(self, call).run() {
                Ok(response) => return Ok(response),
                Err(Trouble::Local { cause, begun }) => {
                    let effect = if begun && call.changes { Effect::Unknown } else { effect };
                    return Err(Error::Body { cause, effect });
                }
                Err(Trouble::Remote { cause, begun, wait }) => (cause, begun, wait),
            };
            if call.effect(&cause, begun, self.rules) == Effect::Unknown {
                effect = Effect::Unknown;
            }
            if attempts > self.retries || !call.may_be_repeated(&cause, begun) {
                return Err(Error::Failed(Box::new(Failure { request, attempts, effect, cause })));
            }
            if matches!(cause, Cause::Cut(_)) {
                self.identity.forget_the_challenge();
            }
            let wait = self.backoff.after(attempts, asked);
            if self.pause(&request, &cause, attempts, wait).is_break() {
                return Err(Error::Stopped(Box::new(Failure { request, attempts, effect, cause })));
            }
            attempts += 1;
        }
    }

    fn pause(&self, request: &str, cause: &Cause, attempt: u32, wait: Duration) -> std::ops::ControlFlow<()> {
        if let Some(observer) = &self.observer {
            let attempts = self.retries.saturating_add(1);
            observer.retry(&Retry { request, cause: &cause.to_string(), attempt, attempts, wait });
        }
        retry::wait(wait, self.observer.as_deref())
    }
}

impl Call<'_> {
    /// A read, and a change that does the same when it is done twice, are repeated after whatever may pass; another
    /// change only where the store has not begun it.
    fn may_be_repeated(&self, cause: &Cause, begun: bool) -> bool {
        let passes = match cause {
            Cause::Connect(_) | Cause::Cut(_) | Cause::Timeout(Limit::Connect | Limit::Idle) => true,
            Cause::Status { status, .. } => matches!(status, 408 | 429 | 502 | 503 | 504),
            _ => false,
        };
        let turned_away = matches!(cause, Cause::Status { status: 429 | 503, .. });
        passes && (!self.changes || self.method.is_idempotent() || !begun || turned_away)
    }

    fn effect(&self, cause: &Cause, begun: bool, rules: &Rules) -> Effect {
        if !self.changes || !begun {
            return Effect::None;
        }
        match cause {
            Cause::Challenge { .. }
            | Cause::Redirect { .. }
            | Cause::Status { status: 401 | 403 | 404 | 405 | 411 | 413 | 415 | 429 | 501 | 503, .. } => Effect::None,
            Cause::Status { status: 400..=499, .. } if rules.after_refusal == AfterRefusal::Old => Effect::None,
            _ => Effect::Unknown,
        }
    }
}
