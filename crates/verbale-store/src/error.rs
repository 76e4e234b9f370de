//! Why a store was not asked, or did not do what it was asked.

use std::{fmt, io};

use crate::Excerpt;

/// Why a store was not asked, or did not do what it was asked.
///
/// No variant holds or shows a secret: what a store quotes back is searched for the credentials first.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The address cannot be used.
    Url {
        /// The address, without user name and password.
        url: String,
        /// Why, for people, without a final full stop.
        reason: String,
    },
    /// The address is one of plain HTTP on another machine.
    PlainHttp(String),
    /// The certificates that are to be trusted cannot be read.
    Ca(String),
    /// User name, password or token cannot be put into a header.
    Credentials(&'static str),
    /// The name of a graph is no absolute IRI.
    Graph {
        /// What was given.
        iri: String,
        /// Why, for people, without a final full stop.
        reason: String,
    },
    /// Stores of this kind are not asked for such a thing.
    Unsupported {
        /// The profile.
        profile: &'static str,
        /// What they are not asked for.
        what: &'static str,
    },
    /// The data to be sent could not be read.
    Body {
        /// Why.
        cause: io::Error,
        /// What the request may have done to the store; it is not whole, if it was sent at all.
        effect: Effect,
    },
    /// The request was made and failed.
    Failed(Box<Failure>),
    /// The observer gave the request up during a wait.
    Stopped(Box<Failure>),
}

/// A request that failed, after all tries.
#[derive(Debug)]
#[non_exhaustive]
pub struct Failure {
    /// The request, as `PUT https://…`.
    pub request: String,
    /// How often it was sent.
    pub attempts: u32,
    /// What it may have done to the store.
    pub effect: Effect,
    /// What went wrong with the last try.
    pub cause: Cause,
}

/// What a failed request may have done to the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: the store holds what it held before.
    None,
    /// Not known: the store may hold the old data, the new data, a part of it, or none.
    Unknown,
}

/// What went wrong with a request.
#[derive(Debug)]
#[non_exhaustive]
pub enum Cause {
    /// No connection was made.
    Connect(String),
    /// The connection is not safe: TLS failed.
    Tls(String),
    /// The connection ended before the response did.
    Cut(String),
    /// Something took too long.
    Timeout(Limit),
    /// The store answers with a status that is a refusal or failure.
    Status {
        /// The status code.
        status: u16,
        /// What the store says.
        excerpt: Excerpt,
    },
    /// What comes is a page for people, where a store would have answered otherwise.
    Page {
        /// The status code.
        status: u16,
        /// What the page says.
        excerpt: Excerpt,
    },
    /// The store wants none of the credentials that there are.
    Challenge {
        /// Why, for people, without a final full stop.
        reason: &'static str,
        /// What the store says.
        excerpt: Excerpt,
    },
    /// A redirect that is not followed.
    Redirect {
        /// The status code.
        status: u16,
        /// Where it leads, as the store writes it.
        to: Excerpt,
        /// Why it is not followed, for people, without a final full stop.
        reason: &'static str,
    },
    /// What comes is not HTTP, or not what its own headers say.
    Protocol(String),
    /// The answer to a query cannot be read.
    Answer(String),
    /// The response is longer than this many bytes.
    TooLong(u64),
}

/// A limit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// [`Timeouts::connect`](crate::Timeouts::connect).
    Connect,
    /// [`Timeouts::idle`](crate::Timeouts::idle).
    Idle,
    /// [`Timeouts::whole`](crate::Timeouts::whole).
    Whole,
}

impl Error {
    /// The status code, where the store answered.
    pub fn status(&self) -> Option<u16> {
        match self.failure()?.cause {
            Cause::Status { status, .. } | Cause::Page { status, .. } | Cause::Redirect { status, .. } => Some(status),
            Cause::Challenge { .. } => Some(401),
            _ => None,
        }
    }

    /// What the request may have done to the store.
    pub fn effect(&self) -> Effect {
        match self {
            Self::Body { effect, .. } => *effect,
            _ => self.failure().map_or(Effect::None, |failure| failure.effect),
        }
    }

    /// A way out, where there is one.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Url { .. } | Self::Ca(_) | Self::Credentials(_) | Self::Body { .. } => None,
            Self::PlainHttp(_) => Some("use https, or allow plain HTTP if the network in between is to be trusted"),
            Self::Graph { .. } => Some("a graph is named by an absolute IRI, such as https://example.org/graph"),
            Self::Unsupported { .. } => Some("choose the profile of the store, or send graph by graph"),
            Self::Failed(failure) | Self::Stopped(failure) => failure.cause.help(),
        }
    }

    fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failed(failure) | Self::Stopped(failure) => Some(failure),
            _ => None,
        }
    }
}

impl Cause {
    fn help(&self) -> Option<&'static str> {
        Some(match self {
            Self::Connect(_) => "check host and port, and that the store is running",
            Self::Tls(_) => "check the host's name and its certificate; that of an authority of your own can be added",
            Self::Cut(_) => {
                "if it comes again, look into the store's log: it, or a proxy in front of it, may close what is too \
                 large for it"
            }
            Self::Answer(_) => return None,
            Self::Timeout(Limit::Connect) => "check host and port, or allow more time",
            Self::Timeout(Limit::Idle | Limit::Whole) => "allow more time, or send less at once",
            Self::Challenge { .. } => "give the user name and password, or the token, that this store knows",
            Self::Redirect { .. } => "give the address that the store names, if it is to be trusted",
            Self::Protocol(_) | Self::Page { .. } => "check that the address is the store's, and the profile its kind",
            Self::TooLong(_) => "ask for less",
            Self::Status { status, .. } => return status_help(*status),
        })
    }
}

fn status_help(status: u16) -> Option<&'static str> {
    Some(match status {
        403 => "these credentials may not do this: ask who runs the store",
        404 | 405 => "check that the address is the store's, and the profile its kind",
        413 => {
            "the store, or a proxy in front of it, takes no body of this size: raise its limit (for nginx \
                client_max_body_size), compress, or cut the dossier into smaller ones"
        }
        415 => "the store does not know the format: check the profile",
        429 | 503 => "the store has too much to do: try again later, with more retries or longer waits",
        501 => "the store does not know this request: check the profile",
        502 | 504 => "a proxy does not reach the store behind it: check that the store is running",
        _ => return None,
    })
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url { url, reason } => write!(f, "the address {url} cannot be used: {reason}"),
            Self::PlainHttp(url) => {
                write!(f, "the address {url} is plain HTTP: what is sent there, a password too, can be read on the way")
            }
            Self::Ca(reason) => write!(f, "the certificates to be trusted cannot be used: {reason}"),
            Self::Credentials(reason) => write!(f, "the credentials cannot be used: {reason}"),
            Self::Graph { iri, reason } => {
                write!(f, "«{}» is no name for a graph: {}", Excerpt::of(iri), Excerpt::of(reason))
            }
            Self::Unsupported { profile, what } => write!(f, "a store of the profile {profile} is not asked {what}"),
            Self::Body { cause, .. } => write!(f, "the data to be sent cannot be read: {cause}"),
            Self::Failed(failure) => failure.fmt(f),
            Self::Stopped(failure) => write!(f, "given up: {failure}"),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.request, self.cause)?;
        if self.attempts > 1 { write!(f, " (tried {} times)", self.attempts) } else { Ok(()) }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connect(reason) => write!(f, "no connection: {reason}"),
            Self::Tls(reason) => write!(f, "no safe connection: {reason}"),
            Self::Cut(reason) => write!(f, "the connection was cut: {reason}"),
            Self::Timeout(Limit::Connect) => f.write_str("no connection in time"),
            Self::Timeout(Limit::Idle) => f.write_str("no sign of life in time"),
            Self::Timeout(Limit::Whole) => f.write_str("not done in time"),
            Self::Status { status, excerpt } => {
                write!(f, "the answer is {status}{}{}", reason_phrase(*status), excerpt.quoted())
            }
            Self::Page { status, excerpt } => {
                write!(f, "the answer is {status}{}, and a page for people{}", reason_phrase(*status), excerpt.quoted())
            }
            Self::Challenge { reason, excerpt } => {
                write!(f, "the answer is 401 Unauthorized: {reason}{}", excerpt.quoted())
            }
            Self::Redirect { status, to, reason } => {
                write!(f, "the answer is {status}, a redirect to «{to}» that is not followed: {reason}")
            }
            Self::Protocol(reason) => write!(f, "the answer is no HTTP that can be read: {reason}"),
            Self::Answer(reason) => write!(f, "the answer cannot be read: {reason}"),
            Self::TooLong(limit) => write!(f, "the answer is longer than {limit} bytes"),
        }
    }
}

fn reason_phrase(status: u16) -> String {
    let phrase = ureq::http::StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    phrase.map_or_else(String::new, |phrase| format!(" {phrase}"))
}

impl std::error::Error for Failure {}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Body { cause, .. } => Some(cause),
            Self::Failed(failure) | Self::Stopped(failure) => Some(failure),
            _ => None,
        }
    }
}
