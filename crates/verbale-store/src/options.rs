//! How a store is reached.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::{Credentials, Observer, Profile};

/// Where a store is and how it is spoken to.
///
/// ```
/// use verbale_store::{Options, Profile};
///
/// let options = Options { profile: Profile::Oxigraph, ..Options::new("http://localhost:7878") };
/// assert_eq!(options.retries, 4);
/// ```
#[derive(Clone)]
pub struct Options {
    /// The address: of the store as the profile has it ([`Rules::example`](crate::Rules::example)), or already of its
    /// Graph Store Protocol; for [`Profile::Generic`] always the latter.
    pub url: String,
    /// The kind of store.
    pub profile: Profile,
    /// The address of the SPARQL Protocol, where it is not the one that the profile says. Credentials go there only if
    /// scheme, host and port are those of `url`.
    pub query_url: Option<String>,
    /// Who asks.
    pub credentials: Credentials,
    /// Certificates in PEM that are trusted beside those that browsers trust.
    pub ca: Option<Vec<u8>>,
    /// Whether plain HTTP may leave this machine.
    pub allow_http: bool,
    /// How long things may take.
    pub timeouts: Timeouts,
    /// How often a request is sent again; 0 is never.
    pub retries: u32,
    /// The waits between tries.
    pub backoff: Backoff,
    /// Whether bodies are compressed where the profile says that the store takes it.
    pub gzip: bool,
    /// Bytes of a response after which it is cut off with an error.
    pub longest_response: u64,
    /// Who is told of retries.
    pub observer: Option<Arc<dyn Observer>>,
}

/// How long things may take, for each try of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Until the connection is made, TLS included.
    pub connect: Duration,
    /// Between two signs of life; the store's work on a request is such a time too.
    pub idle: Duration,
    /// From the first byte to the last of the response.
    pub whole: Duration,
}

/// The waits between tries: the first, then each twice the one before, none over the longest.
///
/// A store's `Retry-After` goes before it, and is cut to the longest wait too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    /// The first wait.
    pub first: Duration,
    /// The longest wait.
    pub longest: Duration,
}

impl Options {
    /// A store at this address, with nothing known of it and the usual limits.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            profile: Profile::default(),
            query_url: None,
            credentials: Credentials::default(),
            ca: None,
            allow_http: false,
            timeouts: Timeouts::default(),
            retries: 4,
            backoff: Backoff::default(),
            gzip: false,
            longest_response: 4 << 30,
            observer: None,
        }
    }
}

impl Default for Timeouts {
    /// 10 seconds to connect, 2 minutes without a sign of life, 30 minutes in all.
    fn default() -> Self {
        let minute = Duration::from_secs(60);
        Self { connect: Duration::from_secs(10), idle: 2 * minute, whole: 30 * minute }
    }
}

impl Default for Backoff {
    /// Half a second at first, a minute at most.
    fn default() -> Self {
        Self { first: Duration::from_millis(500), longest: Duration::from_secs(60) }
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Options")
            .field("profile", &self.profile)
            .field("credentials", &self.credentials)
            .field("allow_http", &self.allow_http)
            .field("timeouts", &self.timeouts)
            .field("retries", &self.retries)
            .field("backoff", &self.backoff)
            .field("gzip", &self.gzip)
            .finish_non_exhaustive()
    }
}
