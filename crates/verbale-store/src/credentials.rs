//! Who asks, and the secret that proves it.

use std::fmt;

use zeroize::Zeroizing;

use crate::Error;

/// A password or token, which no formatting shows and which is wiped from memory when it is dropped.
///
/// There is no `Display`, and `Debug` shows an ellipsis in its place. What goes out on the wire is a copy that lives as
/// long as the request.
///
/// ```
/// use verbale_store::Secret;
///
/// let secret = Secret::new("sesame".to_owned());
/// assert_eq!(format!("{secret:?}"), "Secret(…)");
/// ```
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Keeps a secret; the string given is the only copy.
    pub fn new(secret: String) -> Self {
        Self(Zeroizing::new(secret))
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What the client shows to the store, and only to it: never to another scheme, host or port that it redirects to.
///
/// ```
/// use verbale_store::{Credentials, Secret};
///
/// let dba = Credentials::Password { user: "dba".to_owned(), password: Secret::new("dba!".to_owned()) };
/// assert!(!format!("{dba:?}").contains("dba!"));
/// ```
#[derive(Clone, Debug, Default)]
pub enum Credentials {
    /// Nobody: requests go without `Authorization`.
    #[default]
    Anonymous,
    /// A user with a password, shown as Basic (RFC 7617) or Digest (RFC 7616), as the profile and the store's challenge
    /// say; see [`Password`](crate::Password).
    Password {
        /// The name, in UTF-8.
        user: String,
        /// The password.
        password: Secret,
    },
    /// A bearer token (RFC 6750), shown with every request.
    Bearer(Secret),
}

impl Credentials {
    /// Refuses what would not survive the way into a header.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let fault = match self {
            Self::Password { user, password } => {
                if user.contains(':') {
                    Some("a user name holds no colon")
                } else if user.chars().chain(password.reveal().chars()).any(char::is_control) {
                    Some("user name and password hold no control character, a line end among them")
                } else {
                    None
                }
            }
            Self::Bearer(token) if token.reveal().is_empty() => Some("the token is empty"),
            Self::Bearer(token) if !token.reveal().bytes().all(|byte| byte.is_ascii_graphic()) => {
                Some("a token is printable ASCII without spaces or line ends")
            }
            Self::Anonymous | Self::Bearer(_) => None,
        };
        fault.map_or(Ok(()), |fault| Err(Error::Credentials(fault)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(user: &str, password: &str) -> Credentials {
        Credentials::Password { user: user.to_owned(), password: Secret::new(password.to_owned()) }
    }

    #[test]
    fn what_a_header_cannot_hold_is_refused() {
        for bad in [
            password("a:b", "x"),
            password("a\n", "x"),
            password("a", "x\r\nHost: evil"),
            Credentials::Bearer(Secret::new(String::new())),
            Credentials::Bearer(Secret::new("a b".to_owned())),
            Credentials::Bearer(Secret::new("a\n".to_owned())),
        ] {
            assert!(bad.check().is_err(), "{bad:?}");
        }
        for good in [
            Credentials::Anonymous,
            password("zoë", "pass: wörd"),
            Credentials::Bearer(Secret::new("a.b-c~=".to_owned())),
        ] {
            assert!(good.check().is_ok(), "{good:?}");
        }
    }
}
