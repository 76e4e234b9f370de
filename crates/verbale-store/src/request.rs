//! A request before it is sent.

/// What is asked of a graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads it.
    Get,
    /// Replaces it.
    Put,
    /// Adds to it.
    Post,
    /// Removes it.
    Delete,
}

impl Method {
    /// The method as HTTP writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
        }
    }

    /// Whether sending it twice does what sending it once does (RFC 9110, 9.2.2).
    pub(crate) const fn is_idempotent(self) -> bool {
        !matches!(self, Self::Post)
    }

    pub(crate) fn to_http(self) -> ureq::http::Method {
        match self {
            Self::Get => ureq::http::Method::GET,
            Self::Put => ureq::http::Method::PUT,
            Self::Post => ureq::http::Method::POST,
            Self::Delete => ureq::http::Method::DELETE,
        }
    }
}

/// A request as it would be sent, for people: credentials are only named, and parameters of the address given are
/// hidden, since they may be credentials too.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The address.
    pub url: String,
    /// Names, in small letters, and values of the headers, but for those of the connection.
    pub headers: Vec<(&'static str, String)>,
    /// The length of the body in bytes; none when there is no body or it is sent in chunks.
    pub length: Option<u64>,
}

/// What a store did with a request to change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It made a graph that was not there.
    Created,
    /// It changed a graph, or made one without saying so.
    Done,
    /// It will do so later, and has not said whether it succeeds.
    Later,
    /// There was no graph to remove.
    Absent,
}
