//! A store, and what can be asked of it.

use std::fmt;

use ureq::Agent;
use ureq::config::AutoHeaderValue;
use ureq::http::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

use crate::address::Address;
use crate::answer::Answer;
use crate::error::Error;
use crate::exchange::{Call, Exchange, Load};
use crate::identity::Identity;
use crate::options::Options;
use crate::{Body, Credentials, Effect, Excerpt, Graph, Method, Profile, Request, Rules, Written, query};

/// A store that can be spoken to. No connection is made before the first request.
///
/// It may be shared between threads; connections are kept open for the next request.
///
/// ```no_run
/// use verbale_store::{Body, Graph, Options, Profile, Store};
///
/// let store = Store::open(Options { profile: Profile::Oxigraph, ..Options::new("http://localhost:7878") })?;
/// let graph = Graph::named("https://example.org/dossiers/aes")?;
/// store.put(&graph, &Body::bytes(b"<urn:a> <urn:b> <urn:c> .\n"))?;
/// assert_eq!(store.count(&graph)?, Some(1));
/// # Ok::<(), verbale_store::Error>(())
/// ```
pub struct Store {
    profile: Profile,
    graphs: Address,
    dataset: Option<Address>,
    query: Option<Address>,
    gzip: bool,
    exchange: Exchange,
}

impl Store {
    /// Checks the options and makes ready; nothing is sent.
    ///
    /// # Errors
    /// When an address, a certificate or the credentials cannot be used.
    pub fn open(options: Options) -> Result<Self, Error> {
        let rules = options.profile.rules();
        options.credentials.check()?;
        let given = Address::parse(&options.url, options.allow_http)?;
        let path = match options.credentials {
            Credentials::Password { .. } => rules.query_with_password.or(rules.query),
            _ => rules.query,
        };
        let query = match (&options.query_url, path) {
            (Some(url), _) => Some(Address::parse(url, options.allow_http)?),
            (None, Some(path)) => Some(given.of_base(rules, path)?),
            (None, None) => None,
        };
        Ok(Self {
            profile: options.profile,
            graphs: given.graphs(rules)?,
            dataset: rules.dataset.map(|path| given.of_base(rules, path)).transpose()?,
            query,
            gzip: options.gzip && rules.gzip,
            exchange: Exchange {
                client: client(&options)?,
                home: given.origin(),
                identity: Identity::new(options.credentials, rules.password),
                allow_http: options.allow_http,
                rules,
                retries: options.retries,
                backoff: options.backoff,
                longest_response: options.longest_response,
                observer: options.observer,
            },
        })
    }

    /// The kind of store.
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// Replaces a graph (SPARQL 1.1 Graph Store HTTP Protocol, 5.3). The body is of the profile's media type, N-Triples
    /// for all of them today.
    ///
    /// Not every store keeps the old graph when it refuses the new one ([`Rules::after_refusal`]), so the body should
    /// have been parsed before.
    pub fn put(&self, graph: &Graph, body: &Body<'_>) -> Result<Written, Error> {
        self.write(&self.call(Method::Put, graph, Some(body))?)
    }

    /// Adds to a graph (5.5). What the store has begun is not tried again.
    pub fn post(&self, graph: &Graph, body: &Body<'_>) -> Result<Written, Error> {
        self.write(&self.call(Method::Post, graph, Some(body))?)
    }

    /// Removes a graph (5.4); that there is none is [`Written::Absent`].
    pub fn delete(&self, graph: &Graph) -> Result<Written, Error> {
        match self.write(&self.call(Method::Delete, graph, None)?) {
            Err(Error::Failed(failure)) if failure.is_absence() => Ok(Written::Absent),
            result => result,
        }
    }

    /// Reads a graph (5.2), in the profile's media type.
    pub fn get(&self, graph: &Graph) -> Result<Answer, Error> {
        query::run(&self.exchange, &self.call(Method::Get, graph, None)?)
    }

    /// Replaces everything that is in the store, all graphs, by N-Quads.
    ///
    /// # Errors
    /// [`Error::Unsupported`] for a profile that is not known to have such a request ([`Rules::dataset`]).
    pub fn replace_dataset(&self, body: &Body<'_>) -> Result<Written, Error> {
        self.write(&self.dataset_call(body)?)
    }

    /// How many triples a graph has, by a query; 0 when there is none.
    ///
    /// `None` when the profile has no endpoint for queries, or none that tells the unnamed graph from the others: then
    /// [`get`](Self::get) has them.
    pub fn count(&self, graph: &Graph) -> Result<Option<u64>, Error> {
        match (&self.query, query::count_query(graph, self.exchange.rules)) {
            (Some(endpoint), Some(text)) => query::count(&self.exchange, endpoint, &text).map(Some),
            _ => Ok(None),
        }
    }

    /// The names of all graphs that have triples, in the order of their code points, by a query.
    ///
    /// # Errors
    /// Also when the store cuts its results, so that some are missing.
    pub fn graphs(&self) -> Result<Vec<String>, Error> {
        query::graphs(&self.exchange, self.endpoint()?)
    }

    /// Asks a query (SPARQL 1.1 Protocol, 2.1) and gives its answer as it comes.
    ///
    /// `accept` is what `Accept` says, such as `application/sparql-results+json`; the store may still answer in another
    /// form, see [`Answer::media_type`].
    pub fn query(&self, sparql: &str, accept: &str) -> Result<Answer, Error> {
        query::ask(&self.exchange, self.endpoint()?, sparql, accept)
    }

    /// The request that [`put`](Self::put), [`post`](Self::post), [`delete`](Self::delete) or [`get`](Self::get) would
    /// send; nothing is sent.
    pub fn request(&self, method: Method, graph: &Graph, body: Option<&Body<'_>>) -> Result<Request, Error> {
        Ok(self.describe(&self.call(method, graph, body)?))
    }

    /// The request that [`replace_dataset`](Self::replace_dataset) would send; nothing is sent.
    pub fn dataset_request(&self, body: &Body<'_>) -> Result<Request, Error> {
        Ok(self.describe(&self.dataset_call(body)?))
    }

    fn endpoint(&self) -> Result<&Address, Error> {
        let what = "queries: its address for them is not known";
        self.query.as_ref().ok_or(Error::Unsupported { profile: self.rules().name, what })
    }

    fn rules(&self) -> &'static Rules {
        self.exchange.rules
    }

    fn call<'a>(&self, method: Method, graph: &Graph, body: Option<&'a Body<'a>>) -> Result<Call<'a>, Error> {
        let rules = self.rules();
        let address = self.graphs.with_graph(graph, rules)?;
        self.call_to(address, method, body, rules.media_type)
    }

    fn dataset_call<'a>(&self, body: &'a Body<'a>) -> Result<Call<'a>, Error> {
        let what = "to replace all that is in it";
        let address = self.dataset.clone().ok_or(Error::Unsupported { profile: self.rules().name, what })?;
        self.call_to(address, Method::Put, Some(body), "application/n-quads")
    }

    fn call_to<'a>(
        &self,
        address: Address,
        method: Method,
        body: Option<&'a Body<'a>>,
        media_type: &str,
    ) -> Result<Call<'a>, Error> {
        let load = body.map(|body| self.load(body)).transpose();
        let load = load.map_err(|cause| Error::Body { cause, effect: Effect::None })?;
        let mut headers = Vec::new();
        if let Some(load) = load {
            headers.push((CONTENT_TYPE, media_type.to_owned()));
            headers.extend(load.gzip.then(|| (CONTENT_ENCODING, "gzip".to_owned())));
        }
        if method == Method::Get {
            headers.push((ACCEPT, media_type.to_owned()));
        }
        let name = format!("{} {}", method.as_str(), address.shown());
        Ok(Call { method, address, name, headers, load, changes: method != Method::Get })
    }

    fn load<'a>(&self, body: &'a Body<'a>) -> std::io::Result<Load<'a>> {
        let length = if self.rules().chunked { body.length() } else { Some(body.measure()?) };
        Ok(Load { body, length, gzip: self.gzip })
    }

    fn write(&self, call: &Call<'_>) -> Result<Written, Error> {
        let response = self.exchange.run(call)?;
        Ok(match response.status().as_u16() {
            201 => Written::Created,
            202 => Written::Later,
            _ => Written::Done,
        })
    }

    fn describe(&self, call: &Call<'_>) -> Request {
        let mut headers: Vec<(&'static str, String)> = Vec::new();
        for (name, value) in &call.headers {
            let known = [("accept", ACCEPT), ("content-type", CONTENT_TYPE), ("content-encoding", CONTENT_ENCODING)];
            headers.extend(known.iter().filter(|(_, it)| it == name).map(|(text, _)| (*text, value.clone())));
        }
        let length = call.load.and_then(|load| load.announced());
        match (call.load, length) {
            (Some(_), Some(length)) => headers.push(("content-length", length.to_string())),
            (Some(_), None) => headers.push(("transfer-encoding", "chunked".to_owned())),
            (None, _) => {}
        }
        headers.extend(self.exchange.identity.describe().map(|how| ("authorization", how.to_owned())));
        Request { method: call.method, url: call.address.shown(), headers, length }
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store")
            .field("profile", &self.profile)
            .field("graphs", &self.graphs.shown())
            .field("query", &self.query.as_ref().map(Address::shown))
            .finish_non_exhaustive()
    }
}

/// A client that does what it is told: no proxy or cookie of the environment, no redirect followed by itself.
fn client(options: &Options) -> Result<Agent, Error> {
    let timeouts = options.timeouts;
    let mut config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .user_agent(concat!("verbale-store/", env!("CARGO_PKG_VERSION")))
        .accept_encoding(AutoHeaderValue::None)
        .timeout_resolve(Some(timeouts.connect))
        .timeout_connect(Some(timeouts.connect))
        .timeout_per_read(Some(timeouts.idle))
        .timeout_per_write(Some(timeouts.idle))
        .timeout_global(Some(timeouts.whole));
    if let Some(pem) = &options.ca {
        config = config.tls_config(TlsConfig::builder().root_certs(roots(pem)?).build());
    }
    Ok(config.build().into())
}

/// The certificates of a PEM file, beside those that browsers trust.
fn roots(pem: &[u8]) -> Result<RootCerts, Error> {
    let mut own = Vec::new();
    for item in parse_pem(pem) {
        match item {
            Ok(PemItem::Certificate(certificate)) => own.push(certificate),
            Ok(_) => {}
            Err(cause) => return Err(Error::Ca(Excerpt::of(&cause.to_string()).to_string())),
        }
    }
    if own.is_empty() {
        return Err(Error::Ca(
            "there is none in PEM, between the lines BEGIN CERTIFICATE and END CERTIFICATE".to_owned(),
        ));
    }
    let public = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter().map(|der| Certificate::from_der(der));
    Ok(public.chain(own).collect::<Vec<_>>().into())
}

impl crate::Failure {
    /// Whether this is a store's word that there is no such graph.
    fn is_absence(&self) -> bool {
        matches!(self.cause, crate::Cause::Status { status: 404, .. })
    }
}
