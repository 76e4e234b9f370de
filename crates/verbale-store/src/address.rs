//! Addresses: what may be spoken to, and where the parts of a store are.

use std::fmt::Write as _;
use std::net::{IpAddr, Ipv6Addr};

use oxiri::{Iri, IriRef};
use ureq::http::Uri;

use crate::profile::Rules;
use crate::{Error, Graph};

/// An address that may be spoken to: HTTPS, or plain HTTP where that is allowed; without user name and fragment.
#[derive(Clone, Debug)]
pub(crate) struct Address {
    text: String,
    uri: Uri,
    /// Bytes of the text that came from a user or a store and whose parameters are not shown.
    given: usize,
}

/// Whom a request is sent to: the credentials belong to one of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    scheme: String,
    host: String,
    port: u16,
}

impl Address {
    /// Reads and checks an address.
    pub(crate) fn parse(text: &str, allow_http: bool) -> Result<Self, Error> {
        let fault = |reason: &str| Error::Url { url: hide(text), reason: reason.to_owned() };
        let Some((scheme, rest)) = text.split_once("://") else {
            return Err(fault("it does not begin with https:// or http://"));
        };
        if !["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
            return Err(fault("it does not begin with https:// or http://"));
        }
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if authority.contains('@') {
            return Err(fault("it holds a user name or password, which do not belong in an address"));
        }
        if text.contains('#') {
            return Err(fault("it holds a fragment"));
        }
        if !text.is_ascii() {
            return Err(fault("it holds characters that an address has percent-encoded"));
        }
        let uri: Uri = text.parse().map_err(|_| fault("it is no URL"))?;
        let host = uri.host().filter(|host| !host.is_empty()).ok_or_else(|| fault("it names no host"))?;
        if uri.authority().is_some_and(|authority| authority.as_str().len() > host.len() && uri.port_u16().is_none()) {
            return Err(fault("its port is no number up to 65535"));
        }
        let plain = scheme.eq_ignore_ascii_case("http");
        if plain && !allow_http && !is_loopback(host) {
            return Err(Error::PlainHttp(hide(text)));
        }
        Ok(Self { text: text.to_owned(), uri, given: text.len() })
    }

    /// Where the Graph Store Protocol is spoken at a store that was given as `self`.
    pub(crate) fn graphs(&self, rules: &Rules) -> Result<Self, Error> {
        self.of_base(rules, rules.graphs)
    }

    /// Another path of the store that was given as `self`: its base may be given, or already one of its paths.
    pub(crate) fn of_base(&self, rules: &Rules, path: &str) -> Result<Self, Error> {
        let (before, query) = self.text.split_once('?').map_or((self.text.as_str(), None), |(a, b)| (a, Some(b)));
        let base = base_of(before, rules);
        let path = if path.is_empty() && self.uri.path() == "/" { "/" } else { path };
        let text = match query {
            Some(query) => format!("{base}{path}?{query}"),
            None => format!("{base}{path}"),
        };
        Self::parse(&text, true)
    }

    /// This address with the parameter that says which graph is meant.
    pub(crate) fn with_graph(&self, graph: &Graph, rules: &Rules) -> Result<Self, Error> {
        match (graph.iri(), rules.default_parameter) {
            (Some(iri), _) => self.with_parameter(rules.graph_parameter, Some(iri)),
            (None, Some(parameter)) => self.with_parameter(parameter, None),
            (None, None) => Err(Error::Unsupported {
                profile: rules.name,
                what: "for its default graph by the Graph Store Protocol",
            }),
        }
    }

    /// This address with one parameter more.
    pub(crate) fn with_parameter(&self, name: &str, value: Option<&str>) -> Result<Self, Error> {
        let mut text = self.text.clone();
        text.push(if text.contains('?') { '&' } else { '?' });
        text.push_str(name);
        if let Some(value) = value {
            text.push('=');
            text.push_str(&percent_encoded(value));
        }
        let given = self.given;
        Ok(Self { given, ..Self::parse(&text, true)? })
    }

    /// Where a redirect from here leads.
    pub(crate) fn follow(&self, location: &str, allow_http: bool) -> Result<Self, Error> {
        let fault = |reason: String| Error::Url { url: hide(location), reason };
        let base = Iri::parse(self.text.as_str()).map_err(|cause| fault(cause.to_string()))?;
        let location = IriRef::parse(location).map_err(|cause| fault(cause.to_string()))?;
        let target = base.resolve(&location).map_err(|cause| fault(cause.to_string()))?;
        let text = target.as_str();
        Self::parse(text.split_once('#').map_or(text, |(before, _)| before), allow_http)
    }

    pub(crate) fn origin(&self) -> Origin {
        let scheme = self.uri.scheme_str().unwrap_or_default().to_ascii_lowercase();
        let port = self.uri.port_u16().unwrap_or(if scheme == "https" { 443 } else { 80 });
        Origin { scheme, host: self.uri.host().unwrap_or_default().to_ascii_lowercase(), port }
    }

    pub(crate) fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The path with its parameters, as it stands in the first line of a request.
    pub(crate) fn path_and_query(&self) -> &str {
        self.uri.path_and_query().map_or("/", |it| it.as_str())
    }

    /// The address for people: the parameters that were given are hidden, the graph is shown.
    pub(crate) fn shown(&self) -> String {
        let (given, added) = self.text.split_at(self.given);
        match given.split_once('?') {
            Some((before, _)) => format!("{before}?…{added}"),
            None => self.text.clone(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }
}

/// The address of the store, if what is given is the address of one of its parts.
fn base_of<'a>(given: &'a str, rules: &Rules) -> &'a str {
    let trimmed = given.trim_end_matches('/');
    let paths = [Some(rules.graphs), rules.query, rules.query_with_password, rules.dataset];
    let mut endings: Vec<&str> = paths.into_iter().flatten().collect();
    endings.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
    let endings = endings.into_iter().map(|ending| ending.trim_end_matches('/')).filter(|ending| !ending.is_empty());
    endings.filter_map(|ending| trimmed.strip_suffix(ending)).find(|base| may_be_base(base, rules)).unwrap_or(trimmed)
}

/// A base has a host, and a path where the profile has one.
fn may_be_base(base: &str, rules: &Rules) -> bool {
    base.split_once("://").is_some_and(|(_, rest)| !rest.is_empty() && (!rules.has_path || rest.contains('/')))
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || bare.parse::<Ipv6Addr>().is_ok_and(|ip| ip.is_loopback())
        || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// Everything but unreserved characters (RFC 3986, 2.3) as percent and hexadecimal digits of its UTF-8.
pub(crate) fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// An address that may not be one, without what may be secret in it: what stands before an `@`, and the parameters.
fn hide(text: &str) -> String {
    let (before, hidden) = text.split_once('?').map_or((text, ""), |(before, _)| (before, "?…"));
    let shown = match (before.split_once("://"), before.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
        (None, Some((_, host))) => format!("…@{host}"),
        (_, None) => before.to_owned(),
    };
    format!("{}{hidden}", crate::Excerpt::of(&shown))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Profile;

    fn address(text: &str) -> Address {
        Address::parse(text, false).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn plain_http_stays_on_this_machine() {
        for good in [
            "http://localhost:7878",
            "HTTP://LOCALHOST/x",
            "http://127.0.0.1",
            "http://127.8.9.1:1/",
            "http://[::1]:80/store",
            "https://example.org",
        ] {
            assert!(Address::parse(good, false).is_ok(), "{good}");
        }
        for bad in [
            "http://example.org",
            "http://localhost.example.org",
            "http://127.0.0.1.example.org",
            "http://10.0.0.1",
            "http://[2001:db8::1]/",
            "http://127.1/",
        ] {
            assert!(matches!(Address::parse(bad, false), Err(Error::PlainHttp(_))), "{bad}");
            assert!(Address::parse(bad, true).is_ok(), "{bad}");
        }
    }

    #[test]
    fn what_is_no_address_of_a_store_is_refused() {
        for bad in [
            "",
            "localhost:7878",
            "ftp://example.org/",
            "file:///etc/passwd",
            "https://",
            "https:///x",
            "https://ex ample.org/",
            "https://example.org/é",
            "https://example.org/#a",
            "https://example.org:99999/",
            "https://example.org:/",
            "https://example.org/\r\nX: y",
        ] {
            assert!(matches!(Address::parse(bad, true), Err(Error::Url { .. })), "{bad:?}");
        }
    }

    #[test]
    fn a_password_in_an_address_is_refused_and_not_shown() {
        for bad in
            ["https://dba:hunter2@example.org/?token=hunter2", "https://hunter2@example.org", "https://a:hunter2@b@c/"]
        {
            let error = Address::parse(bad, true).expect_err(bad);
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{error:?}");
        }
        assert_eq!(address("https://example.org/s?token=hunter2").shown(), "https://example.org/s?…");
    }

    #[test]
    fn base_and_parts_of_a_store_lead_to_the_same_addresses() {
        let cases = [
            (Profile::Oxigraph, "http://localhost:7878", "http://localhost:7878/store", "http://localhost:7878/query"),
            (Profile::Oxigraph, "http://localhost:7878/", "http://localhost:7878/store", "http://localhost:7878/query"),
            (
                Profile::Oxigraph,
                "http://localhost:7878/store",
                "http://localhost:7878/store",
                "http://localhost:7878/query",
            ),
            (Profile::Oxigraph, "https://a.org/ox/query/", "https://a.org/ox/store", "https://a.org/ox/query"),
            (Profile::Fuseki, "https://a.org/ds", "https://a.org/ds/data", "https://a.org/ds/query"),
            (Profile::Fuseki, "https://a.org/ds/data", "https://a.org/ds/data", "https://a.org/ds/query"),
            (Profile::Fuseki, "https://a.org/data", "https://a.org/data/data", "https://a.org/data/query"),
            (
                Profile::Graphdb,
                "https://a.org/repositories/r",
                "https://a.org/repositories/r/rdf-graphs/service",
                "https://a.org/repositories/r",
            ),
            (
                Profile::Rdf4j,
                "https://a.org/repositories/r/statements",
                "https://a.org/repositories/r/rdf-graphs/service",
                "https://a.org/repositories/r",
            ),
            (Profile::Virtuoso, "https://a.org/sparql", "https://a.org/sparql-graph-crud-auth", "https://a.org/sparql"),
            (Profile::Stardog, "https://a.org/db", "https://a.org/db", "https://a.org/db/query"),
            (Profile::Qlever, "https://a.org", "https://a.org/", "https://a.org/"),
            (
                Profile::Neptune,
                "https://a.org:8182/sparql",
                "https://a.org:8182/sparql/gsp/",
                "https://a.org:8182/sparql",
            ),
            (
                Profile::Neptune,
                "https://a.org:8182/sparql/gsp/",
                "https://a.org:8182/sparql/gsp/",
                "https://a.org:8182/sparql",
            ),
        ];
        for (profile, given, graphs, query) in cases {
            let (rules, given) = (profile.rules(), address(given));
            let path = rules.query.expect("these profiles have one");
            assert_eq!(given.graphs(rules).map(|it| it.text).ok().as_deref(), Some(graphs), "{profile} {given:?}");
            assert_eq!(
                given.of_base(rules, path).map(|it| it.text).ok().as_deref(),
                Some(query),
                "{profile} {given:?}"
            );
        }
    }

    #[test]
    fn a_generic_address_is_taken_as_it_is() {
        let rules = Profile::Generic.rules();
        for given in ["https://a.org", "https://a.org/", "https://a.org/a/b", "https://a.org/a?b=c"] {
            let graph = Graph::named("urn:x:é&y").expect("an IRI");
            let made = address(given).with_graph(&graph, rules).expect("an address");
            let separator = if given.contains('?') { '&' } else { '?' };
            assert_eq!(made.text, format!("{given}{separator}graph=urn%3Ax%3A%C3%A9%26y"));
        }
        let default = address("https://a.org/s").with_graph(&Graph::Default, rules).expect("an address");
        assert_eq!(default.text, "https://a.org/s?default");
    }

    #[test]
    fn redirects_are_resolved_and_checked() {
        let from = address("https://a.org/x/y?graph=urn%3Aa");
        let to = |location: &str| from.follow(location, false).map(|it| it.text).ok();
        assert_eq!(to("/z").as_deref(), Some("https://a.org/z"));
        assert_eq!(to("z?b#c").as_deref(), Some("https://a.org/x/z?b"));
        assert_eq!(to("//b.org/").as_deref(), Some("https://b.org/"));
        for bad in ["http://a.org/", "ftp://a.org/", "https://u:p@a.org/", "file:///x", "javascript:1"] {
            assert_eq!(to(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        assert_eq!(address("https://A.org/x").origin(), address("https://a.org:443/y").origin());
        for other in ["http://localhost/", "https://localhost:444/", "https://localhost.org/"] {
            assert_ne!(address(other).origin(), address("https://localhost/").origin(), "{other}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "(https?://)?.{0,40}", allow: bool) {
            if let Ok(address) = Address::parse(&text, allow) {
                for profile in Profile::ALL {
                    let _ = address.graphs(profile.rules());
                    let _ = address.follow(&text, allow);
                }
                prop_assert!(!address.shown().contains('@') || address.path_and_query().contains('@'));
            }
        }
    }
}
