//! How the client proves who asks: Basic (RFC 7617), Digest (RFC 7616, and RFC 2069 where the store is older), Bearer
//! (RFC 6750).

use std::sync::{Mutex, MutexGuard, PoisonError};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ureq::http::header::{HeaderMap, HeaderValue, WWW_AUTHENTICATE};

use crate::address::percent_encoded;
use crate::challenge::{Challenge, challenges};
use crate::digest::Digest;
use crate::{Credentials, Password};

/// The credentials, and what the store has asked for so far.
#[derive(Debug)]
pub(crate) struct Identity {
    credentials: Credentials,
    password: Password,
    asked: Mutex<Asked>,
}

/// What the store has asked for.
#[derive(Debug)]
enum Asked {
    Nothing,
    Basic,
    Digest(Digest),
}

/// What a request was sent with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    Nothing,
    Basic,
    Bearer,
    /// A digest made with this nonce.
    Digest(String),
}

impl Identity {
    pub(crate) fn new(credentials: Credentials, password: Password) -> Self {
        let asked = if password == Password::AtOnce { Asked::Basic } else { Asked::Nothing };
        Self { credentials, password, asked: Mutex::new(asked) }
    }

    /// The value of `Authorization`, if there is something to show, for a request with this target.
    pub(crate) fn show(&self, method: &str, target: &str) -> (Shown, Option<HeaderValue>) {
        let (shown, text) = match &self.credentials {
            Credentials::Anonymous => (Shown::Nothing, None),
            Credentials::Bearer(token) => (Shown::Bearer, Some(format!("Bearer {}", token.reveal()))),
            Credentials::Password { user, password } => match &mut *self.asked() {
                Asked::Nothing => (Shown::Nothing, None),
                Asked::Basic => (Shown::Basic, Some(basic(user, password.reveal()))),
                Asked::Digest(digest) => {
                    (Shown::Digest(digest.nonce.clone()), Some(digest.answer(user, password.reveal(), method, target)))
                }
            },
        };
        (shown, text.and_then(sensitive))
    }

    /// Whether the password may be shown only in answer to a challenge of Digest, and none has come.
    pub(crate) fn waits_for_a_challenge(&self) -> bool {
        let is_password = matches!(self.credentials, Credentials::Password { .. });
        is_password && self.password == Password::Digest && matches!(*self.asked(), Asked::Nothing)
    }

    /// Forgets a challenge of Digest: one that the store no longer takes may cut a body off before a new one is seen.
    pub(crate) fn forget_the_challenge(&self) {
        let mut asked = self.asked();
        if matches!(*asked, Asked::Digest(_)) {
            *asked = Asked::Nothing;
        }
    }

    fn asked(&self) -> MutexGuard<'_, Asked> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the challenge of a 401 in; the request is to be sent again unless a reason against it comes back.
    pub(crate) fn ask(&self, shown: &Shown, headers: &HeaderMap) -> Result<(), &'static str> {
        match (&self.credentials, shown) {
            (Credentials::Anonymous, _) => return Err("the store wants credentials, and none are given"),
            (Credentials::Bearer(_), _) => return Err("the token is not accepted"),
            (Credentials::Password { .. }, _) => {}
        }
        let values = headers.get_all(WWW_AUTHENTICATE).iter().filter_map(|value| value.to_str().ok());
        let challenges: Vec<Challenge> = values.flat_map(challenges).collect();
        let mut asked = self.asked();
        if let Some(digest) = challenges.iter().find_map(Digest::of) {
            let same = matches!(shown, Shown::Digest(nonce) if *nonce == digest.nonce);
            if matches!(shown, Shown::Digest(_)) && (same || !digest.stale) {
                return Err("user name or password is not accepted");
            }
            *asked = Asked::Digest(digest);
            return Ok(());
        }
        let basic = challenges.iter().any(|challenge| challenge.scheme.eq_ignore_ascii_case("basic"));
        match (shown, self.password) {
            (Shown::Basic | Shown::Digest(_), _) => Err("user name or password is not accepted"),
            (_, Password::Digest) if basic => Err(
                "the store asks for the password in the clear (Basic), which is not done for stores of this profile",
            ),
            _ if basic => {
                *asked = Asked::Basic;
                Ok(())
            }
            _ if challenges.is_empty() => Err("the store does not say how it wants the password (no WWW-Authenticate)"),
            _ => Err("the store wants the password in a way that is not known here"),
        }
    }

    /// How a request is authorised, for people.
    pub(crate) fn describe(&self) -> Option<&'static str> {
        match (&self.credentials, self.password) {
            (Credentials::Anonymous, _) => None,
            (Credentials::Bearer(_), _) => Some("Bearer …"),
            (Credentials::Password { .. }, Password::AtOnce) => Some("Basic …"),
            (Credentials::Password { .. }, Password::WhenAsked) => Some("Digest or Basic …, when the store asks"),
            (Credentials::Password { .. }, Password::Digest) => Some("Digest …, when the store asks"),
        }
    }

    /// Every form in which the secret goes out, and in which it may come back in an address.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let plain = match &self.credentials {
            Credentials::Anonymous => Vec::new(),
            Credentials::Bearer(token) => vec![token.reveal().to_owned()],
            Credentials::Password { user, password } => {
                let header = basic(user, password.reveal());
                vec![password.reveal().to_owned(), header.trim_start_matches("Basic ").to_owned()]
            }
        };
        let encoded: Vec<String> = plain.iter().map(|secret| percent_encoded(secret)).collect();
        plain.into_iter().chain(encoded).collect()
    }
}

fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", BASE64_STANDARD.encode(format!("{user}:{password}")))
}

fn sensitive(text: String) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_bytes(&text.into_bytes()).ok()?;
    value.set_sensitive(true);
    Some(value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Secret;

    fn identity(password: Password) -> Identity {
        let secret = Secret::new("sesame".to_owned());
        Identity::new(Credentials::Password { user: "ali".to_owned(), password: secret }, password)
    }

    fn asking(value: &str) -> HeaderMap {
        HeaderMap::from_iter([(WWW_AUTHENTICATE, HeaderValue::from_str(value).expect("a header"))])
    }

    #[test]
    fn digest_goes_before_basic_and_is_not_taken_for_new_twice() {
        let identity = identity(Password::WhenAsked);
        assert_eq!(identity.show("PUT", "/").0, Shown::Nothing);
        let both = asking("Basic realm=r, Digest realm=r, nonce=one, qop=auth");
        assert_eq!(identity.ask(&Shown::Nothing, &both), Ok(()));
        let (shown, _) = identity.show("PUT", "/");
        assert_eq!(shown, Shown::Digest("one".to_owned()));
        assert!(identity.ask(&shown, &both).is_err());
        assert!(identity.ask(&shown, &asking("Digest realm=r, nonce=two, qop=auth")).is_err());
        assert_eq!(identity.ask(&shown, &asking("Digest realm=r, nonce=two, qop=auth, stale=TRUE")), Ok(()));
        assert_eq!(identity.show("PUT", "/").0, Shown::Digest("two".to_owned()));
        assert!(identity.ask(&Shown::Digest("two".to_owned()), &asking("Basic realm=r")).is_err());
    }

    #[test]
    fn a_store_of_digest_never_sees_the_password() {
        let identity = identity(Password::Digest);
        assert!(identity.ask(&Shown::Nothing, &asking("Basic realm=r")).is_err());
        assert_eq!(identity.show("PUT", "/").1, None);
    }

    #[test]
    fn basic_is_the_example_of_rfc_7617() {
        assert_eq!(basic("Aladdin", "open sesame"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        let identity = identity(Password::AtOnce);
        let (shown, value) = identity.show("PUT", "/");
        assert_eq!(shown, Shown::Basic);
        assert!(value.is_some_and(|value| value.is_sensitive()));
        assert!(identity.ask(&shown, &HeaderMap::new()).is_err());
    }

    proptest! {
        #[test]
        fn no_secret_is_in_what_debug_shows(user in "[a-z]{1,8}", secret in "[A-Z0-9]{8,20}") {
            let password = Secret::new(secret.clone());
            let credentials = Credentials::Password { user, password };
            for rule in [Password::AtOnce, Password::WhenAsked, Password::Digest] {
                let identity = Identity::new(credentials.clone(), rule);
                let _ = identity.ask(&Shown::Nothing, &asking("Basic realm=r"));
                let (_, value) = identity.show("PUT", "/");
                let debug = format!("{identity:?} {value:?} {:?}", identity.describe());
                prop_assert!(!debug.contains(&secret), "{debug}");
                prop_assert!(identity.secrets().iter().all(|form| !debug.contains(form)), "{debug}");
            }
        }
    }
}
