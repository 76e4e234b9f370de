//! One try of a request: there and back, with what the store asks for on the way.

use std::io::{self, Read};

use ureq::http::header::{
    AUTHORIZATION, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, DATE, EXPECT, HeaderName, LOCATION, RETRY_AFTER,
};
use ureq::http::{HeaderMap, Request, Response};
use ureq::{SendBody, Timeout};

use crate::address::Address;
use crate::body::Outgoing;
use crate::error::{Cause, Error, Limit};
use crate::exchange::{Call, Exchange, Load, Trouble};
use crate::identity::Shown;
use crate::{Excerpt, Method, http_date};

/// Redirects that are followed, one after another.
const REDIRECTS: u32 = 5;

/// Challenges that are answered, one after another: the first, and one or two whose nonce has grown old.
const CHALLENGES: u32 = 3;

/// Bytes of a body from which on the store is asked before it is sent.
const LARGE: u64 = 1 << 20;

/// Bytes of a response that are read to see what it says.
const START: u64 = 8 << 10;

/// One try of a request.
pub(crate) struct Trip<'a> {
    exchange: &'a Exchange,
    call: &'a Call<'a>,
    at: Address,
    method: Method,
    load: Option<Load<'a>>,
    expect: bool,
    redirects: u32,
    challenges: u32,
}

/// What came back from one address.
struct Reply {
    response: Response<ureq::Body>,
    shown: Shown,
    /// Whether any of the body was read by the transport, or there is none.
    begun: bool,
}

impl<'a> Trip<'a> {
    pub(crate) fn new(exchange: &'a Exchange, call: &'a Call<'a>) -> Self {
        let large = call.load.is_some_and(|load| load.length.is_none_or(|length| length >= LARGE));
        let (at, method, load) = (call.address.clone(), call.method, call.load);
        Self { exchange, call, at, method, load, expect: large && exchange.rules.expect, redirects: 0, challenges: 0 }
    }

    pub(crate) fn run(mut self) -> Result<Response<ureq::Body>, Trouble> {
        if self.load.is_some() && self.exchange.identity.waits_for_a_challenge() {
            self.ask_for_the_challenge()?;
        }
        loop {
            let reply = self.send()?;
            match reply.response.status().as_u16() {
                200 | 204 if !self.call.changes => return self.accept_data(reply.response),
                200 | 201 | 202 | 204 if self.call.changes => return self.accept_change(reply.response),
                401 => self.prove(reply)?,
                417 if self.expect => {
                    self.expect = false;
                    let _ = start_of(reply.response);
                }
                301 | 302 | 303 | 307 | 308 => self.redirect(reply.response)?,
                _ => return Err(self.refused(reply)),
            }
        }
    }

    /// Lets the store ask for the credentials before a body is on its way: Virtuoso closes the connection after its
    /// challenge, and of a body that is being sent then, nothing but a cut comes back. Nothing is added, so nothing
    /// changes where the store asks for none.
    fn ask_for_the_challenge(&mut self) -> Result<(), Trouble> {
        let trip = Trip { at: self.at.clone(), method: Method::Post, load: None, expect: false, ..*self };
        let reply = trip.send()?;
        if reply.response.status().as_u16() == 401 {
            return self.prove(reply);
        }
        let _ = start_of(reply.response);
        Ok(())
    }

    fn send(&self) -> Result<Reply, Trouble> {
        let mut outgoing = match self.load {
            Some(Load { body, length, gzip }) => {
                Some(Outgoing::open(body, length, gzip).map_err(|cause| Trouble::Local { cause, begun: false })?)
            }
            None => None,
        };
        let (shown, request) = self.request();
        let result = match &mut outgoing {
            Some(outgoing) => request.body(SendBody::from_reader(outgoing)).map(|it| self.exchange.client.run(it)),
            None => request.body(()).map(|it| self.exchange.client.run(it)),
        };
        let result = result.map_err(|cause| protocol(&cause.to_string()))?;
        let begun = outgoing.as_ref().is_none_or(|outgoing| outgoing.begun);
        if let Some(fault) = outgoing.and_then(|outgoing| outgoing.fault) {
            return Err(Trouble::Local { cause: fault, begun });
        }
        match result {
            Ok(response) => Ok(Reply { response, shown, begun }),
            Err(cause) => {
                let (cause, connected) = cause_of(cause);
                Err(Trouble::Remote { cause, begun: begun && connected, wait: None })
            }
        }
    }

    /// The request but for its body; the credentials are with it only on the way to whom they are for.
    fn request(&self) -> (Shown, ureq::http::request::Builder) {
        let mut request = Request::builder().method(self.method.to_http()).uri(self.at.uri().clone());
        for (name, value) in &self.call.headers {
            if self.load.is_some() || !is_about_body(name) {
                request = request.header(name, value);
            }
        }
        if let Some(length) = self.load.and_then(|load| load.announced()) {
            request = request.header(CONTENT_LENGTH, length);
        }
        if self.expect {
            request = request.header(EXPECT, "100-continue");
        }
        let at_home = self.at.origin() == self.exchange.home;
        let (shown, value) = if at_home {
            self.exchange.identity.show(self.method.as_str(), self.at.path_and_query())
        } else {
            (Shown::Nothing, None)
        };
        (shown, value.into_iter().fold(request, |request, value| request.header(AUTHORIZATION, value)))
    }

    /// Takes data, unless it is a page for people, or a part that calls itself the whole: Virtuoso answers 200 to a query
    /// that its limit of time has ended, and says so in a header of its own.
    fn accept_data(&self, response: Response<ureq::Body>) -> Result<Response<ureq::Body>, Trouble> {
        let headers = response.headers();
        if let Some(state) = headers.get("x-sql-state") {
            let why = headers.get("x-sql-message").unwrap_or(state).as_bytes();
            let why = Excerpt::of_response(why, false, &self.exchange.identity.secrets());
            return Err(Trouble::answered(Cause::Answer(format!("it is a part of the whole{}", why.quoted()))));
        }
        if headers.get(CONTENT_ENCODING).is_some_and(|it| it.as_bytes() != b"identity") {
            return Err(protocol("it is compressed, which was not asked for"));
        }
        if is_html(headers) {
            let status = response.status().as_u16();
            return Err(self.page(status, &start_of(response).1));
        }
        Ok(response)
    }

    /// Takes a success, unless it is a page for people: some servers give their front page to whatever they do not know.
    ///
    /// Virtuoso calls its empty answers HTML, so it takes a body to be a page.
    fn accept_change(&self, response: Response<ureq::Body>) -> Result<Response<ureq::Body>, Trouble> {
        let status = response.status().as_u16();
        let html = is_html(response.headers());
        let (parts, start) = start_of(response);
        if matches!(status, 200 | 202) && (html && !start.is_empty() || looks_like_html(&start)) {
            return Err(self.page(status, &start));
        }
        Ok(Response::from_parts(parts, ureq::Body::builder().data(Vec::new())))
    }

    fn page(&self, status: u16, start: &[u8]) -> Trouble {
        let excerpt = Excerpt::of_response(start, true, &self.exchange.identity.secrets());
        Trouble::answered(Cause::Page { status, excerpt })
    }

    fn prove(&mut self, reply: Reply) -> Result<(), Trouble> {
        self.challenges += 1;
        let asked = if self.at.origin() != self.exchange.home {
            Err("the redirect leads to another host, port or scheme, where the credentials are not sent")
        } else if self.challenges > CHALLENGES {
            Err("the store asks for the credentials again and again")
        } else {
            self.exchange.identity.ask(&reply.shown, reply.response.headers())
        };
        let excerpt = self.excerpt(reply.response);
        asked.map_err(|reason| Trouble::answered(Cause::Challenge { reason, excerpt }))
    }

    fn redirect(&mut self, response: Response<ureq::Body>) -> Result<(), Trouble> {
        let status = response.status().as_u16();
        let location = response.headers().get(LOCATION).map(|to| String::from_utf8_lossy(to.as_bytes()).into_owned());
        let _ = start_of(response);
        let location = location.unwrap_or_default();
        match self.target(status, &location) {
            Ok(target) => {
                self.redirects += 1;
                self.at = target;
                if status == 303 {
                    (self.method, self.load, self.expect) = (Method::Get, None, false);
                }
                Ok(())
            }
            Err(reason) => {
                let to = Excerpt::of_response(location.as_bytes(), false, &self.exchange.identity.secrets());
                Err(Trouble::answered(Cause::Redirect { status, to, reason }))
            }
        }
    }

    /// Where a redirect leads, if it may be followed (RFC 9110, 15.4).
    fn target(&self, status: u16, location: &str) -> Result<Address, &'static str> {
        if location.is_empty() {
            return Err("it does not say where to");
        }
        if self.redirects == REDIRECTS {
            return Err("it is one too many");
        }
        let keeps_method = matches!(status, 307 | 308) || self.method == Method::Get;
        if !keeps_method && (status != 303 || self.call.changes) {
            return Err("the request would become another one");
        }
        self.at.follow(location, self.exchange.allow_http).map_err(|error| match error {
            Error::PlainHttp(_) => "it leads to plain HTTP on another machine",
            _ => "it leads to no address of a store",
        })
    }

    fn refused(&self, reply: Reply) -> Trouble {
        let Reply { response, begun, .. } = reply;
        let header = |name: HeaderName| response.headers().get(name).and_then(|value| value.to_str().ok());
        let wait = header(RETRY_AFTER).and_then(|value| http_date::retry_after(value, header(DATE)));
        let status = response.status().as_u16();
        let page = is_html(response.headers());
        let excerpt = self.excerpt(response);
        let cause = if page && status == 404 && self.method == Method::Delete && !excerpt.is_empty() {
            // What has no graph says so in another form; this is a server that does not know the address.
            Cause::Page { status, excerpt }
        } else {
            Cause::Status { status, excerpt }
        };
        Trouble::Remote { cause, begun, wait }
    }

    fn excerpt(&self, response: Response<ureq::Body>) -> Excerpt {
        let html = is_html(response.headers());
        Excerpt::of_response(&start_of(response).1, html, &self.exchange.identity.secrets())
    }
}

/// The headers of a response and the first bytes of its body; a body that ends there leaves the connection for the next
/// request.
fn start_of(response: Response<ureq::Body>) -> (ureq::http::response::Parts, Vec<u8>) {
    let (parts, body) = response.into_parts();
    let mut start = Vec::new();
    // What breaks off after the headers has still said what it has said.
    let _ = body.into_with_config().limit(u64::MAX).reader().take(START).read_to_end(&mut start);
    (parts, start)
}

fn is_about_body(name: &HeaderName) -> bool {
    *name == CONTENT_TYPE || *name == CONTENT_ENCODING
}

fn is_html(headers: &HeaderMap) -> bool {
    let media_type = headers.get(CONTENT_TYPE).map(|value| value.as_bytes().to_ascii_lowercase());
    media_type.is_some_and(|it| it.starts_with(b"text/html") || it.starts_with(b"application/xhtml"))
}

fn looks_like_html(start: &[u8]) -> bool {
    let start = start.trim_ascii_start().to_ascii_lowercase();
    start.starts_with(b"<!doctype html") || start.starts_with(b"<html")
}

fn protocol(reason: &str) -> Trouble {
    Trouble::answered(Cause::Protocol(Excerpt::of(reason).to_string()))
}

/// What went wrong, and whether there was a connection by then.
pub(crate) fn cause_of(error: ureq::Error) -> (Cause, bool) {
    use ureq::Error as E;
    match error {
        E::Timeout(Timeout::Resolve | Timeout::Connect) => (Cause::Timeout(Limit::Connect), false),
        E::Timeout(Timeout::PerRead | Timeout::PerWrite) => (Cause::Timeout(Limit::Idle), true),
        E::Timeout(_) => (Cause::Timeout(Limit::Whole), true),
        E::HostNotFound => (Cause::Connect("the host is not known".to_owned()), false),
        E::ConnectionFailed => (Cause::Connect("no address of the host answers".to_owned()), false),
        E::Tls(reason) => (Cause::Tls(reason.to_owned()), false),
        E::TlsRequired => (Cause::Tls("no TLS was made".to_owned()), false),
        E::Rustls(reason) => (Cause::Tls(Excerpt::of(&reason.to_string()).to_string()), false),
        E::Io(cause) => cause_of_io(&cause),
        other => (Cause::Protocol(Excerpt::of(&other.to_string()).to_string()), true),
    }
}

fn cause_of_io(cause: &io::Error) -> (Cause, bool) {
    use io::ErrorKind as K;
    let reason = Excerpt::of(&cause.to_string()).to_string();
    match cause.kind() {
        K::ConnectionRefused | K::HostUnreachable | K::NetworkUnreachable | K::NetworkDown | K::AddrNotAvailable => {
            (Cause::Connect(reason), false)
        }
        // What rustls refuses, at first or later on, comes as bytes that are not what they should be.
        K::InvalidData => (Cause::Tls(reason), true),
        _ => (Cause::Cut(reason), true),
    }
}
