//! How the client proves who asks: Basic (RFC 7617), Digest (RFC 7616, and RFC 2069 where the store is older), Bearer
//! (RFC 6750).

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::{Mutex, PoisonError};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use md5::Md5;
use sha2::{Digest as _, Sha256, Sha512_256};
use ureq::http::header::{HeaderMap, HeaderValue, WWW_AUTHENTICATE};

use crate::{Credentials, Password};

/// The credentials, and what the store has asked for so far.
#[derive(Debug)]
pub(crate) struct Session {
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

impl Session {
    pub(crate) fn new(credentials: Credentials, password: Password) -> Self {
        let asked = if password == Password::AtOnce { Asked::Basic } else { Asked::Nothing };
        Self { credentials, password, asked: Mutex::new(asked) }
    }

    /// The value of `Authorization`, if there is something to show, for a request with this target.
    pub(crate) fn show(&self, method: &str, target: &str) -> (Shown, Option<HeaderValue>) {
        let (shown, text) = match &self.credentials {
            Credentials::Anonymous => (Shown::Nothing, None),
            Credentials::Bearer(token) => (Shown::Bearer, Some(format!("Bearer {}", token.reveal()))),
            Credentials::Password { user, password } => {
                let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
                match &mut *asked {
                    Asked::Nothing => (Shown::Nothing, None),
                    Asked::Basic => (Shown::Basic, Some(basic(user, password.reveal()))),
                    Asked::Digest(digest) => (
                        Shown::Digest(digest.nonce.clone()),
                        Some(digest.answer(user, password.reveal(), method, target)),
                    ),
                }
            }
        };
        (shown, text.and_then(sensitive))
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
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
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

    /// Every form in which the secret goes out.
    pub(crate) fn secrets(&self) -> Vec<String> {
        match &self.credentials {
            Credentials::Anonymous => Vec::new(),
            Credentials::Bearer(token) => vec![token.reveal().to_owned()],
            Credentials::Password { user, password } => {
                let header = basic(user, password.reveal());
                vec![password.reveal().to_owned(), header.trim_start_matches("Basic ").to_owned()]
            }
        }
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

/// One challenge of `WWW-Authenticate` (RFC 9110, 11.6.1).
#[derive(Debug, PartialEq, Eq)]
struct Challenge {
    scheme: String,
    parameters: Vec<(String, String)>,
}

impl Challenge {
    fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(it, _)| it.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// The challenges of one header; schemes and parameters are both parted by commas.
fn challenges(header: &str) -> Vec<Challenge> {
    let mut challenges: Vec<Challenge> = Vec::new();
    for part in parts(header) {
        let (first, rest) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
        let parameter = if first.contains('=') || rest.trim_start().starts_with('=') {
            part
        } else {
            challenges.push(Challenge { scheme: first.to_owned(), parameters: Vec::new() });
            rest
        };
        if let (Some((name, value)), Some(challenge)) = (parameter.split_once('='), challenges.last_mut()) {
            challenge.parameters.push((name.trim().to_owned(), unquoted(value.trim())));
        }
    }
    challenges
}

/// What stands between commas that are not in quotes.
fn parts(header: &str) -> impl Iterator<Item = &str> {
    let (mut quoted, mut escaped) = (false, false);
    let parts = header.split(move |character| {
        let was_escaped = std::mem::take(&mut escaped);
        match character {
            '\\' if quoted && !was_escaped => escaped = true,
            '"' if !was_escaped => quoted = !quoted,
            _ => {}
        }
        character == ',' && !quoted
    });
    parts.map(str::trim).filter(|part| !part.is_empty())
}

fn unquoted(value: &str) -> String {
    let Some(inner) = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')) else {
        return value.to_owned();
    };
    let mut text = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        text.extend(if character == '\\' { characters.next() } else { Some(character) });
    }
    text
}

/// A Digest challenge that can be answered, and how often it has been.
#[derive(Debug)]
struct Digest {
    realm: String,
    nonce: String,
    opaque: Option<String>,
    /// As the store writes it, which is how it is sent back.
    algorithm: Option<String>,
    hash: Hash,
    /// Whether the key is hashed with both nonces too (`-sess`).
    session: bool,
    /// Whether `qop=auth` is offered; else it is a store of the older RFC 2069.
    auth: bool,
    /// Whether the user name is sent hashed.
    userhash: bool,
    stale: bool,
    count: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hash {
    Md5,
    Sha256,
    Sha512To256,
}

impl Hash {
    fn hex(self, text: &str) -> String {
        match self {
            Self::Md5 => hex(&Md5::digest(text)),
            Self::Sha256 => hex(&Sha256::digest(text)),
            Self::Sha512To256 => hex(&Sha512_256::digest(text)),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

impl Digest {
    /// The challenge, if it is of this scheme and asks for nothing that is not known here, such as `qop=auth-int`.
    fn of(challenge: &Challenge) -> Option<Self> {
        if !challenge.scheme.eq_ignore_ascii_case("digest") {
            return None;
        }
        let truth = |name| challenge.parameter(name).is_some_and(|value| value.eq_ignore_ascii_case("true"));
        let algorithm = challenge.parameter("algorithm");
        let name = algorithm.unwrap_or("MD5").to_ascii_uppercase();
        let (hash, session) = name.strip_suffix("-SESS").map_or((name.as_str(), false), |hash| (hash, true));
        let hash = match hash {
            "MD5" => Hash::Md5,
            "SHA-256" => Hash::Sha256,
            "SHA-512-256" => Hash::Sha512To256,
            _ => return None,
        };
        let auth = match challenge.parameter("qop") {
            None => false,
            Some(offers) if offers.split(',').any(|offer| offer.trim().eq_ignore_ascii_case("auth")) => true,
            Some(_) => return None,
        };
        Some(Self {
            realm: challenge.parameter("realm")?.to_owned(),
            nonce: challenge.parameter("nonce")?.to_owned(),
            opaque: challenge.parameter("opaque").map(str::to_owned),
            algorithm: algorithm.map(str::to_owned),
            hash,
            session,
            auth,
            userhash: truth("userhash"),
            stale: truth("stale"),
            count: 0,
        })
    }

    fn answer(&mut self, user: &str, password: &str, method: &str, target: &str) -> String {
        self.count = self.count.wrapping_add(1);
        self.answer_with(&client_nonce(), user, password, method, target)
    }

    fn answer_with(&self, client_nonce: &str, user: &str, password: &str, method: &str, target: &str) -> String {
        let Self { realm, nonce, hash, count, .. } = self;
        let key = hash.hex(&format!("{user}:{realm}:{password}"));
        let key = if self.session { hash.hex(&format!("{key}:{nonce}:{client_nonce}")) } else { key };
        let request = hash.hex(&format!("{method}:{target}"));
        let response = if self.auth {
            hash.hex(&format!("{key}:{nonce}:{count:08x}:{client_nonce}:auth:{request}"))
        } else {
            hash.hex(&format!("{key}:{nonce}:{request}"))
        };
        let name = if self.userhash { hash.hex(&format!("{user}:{realm}")) } else { user.to_owned() };
        let mut answer = format!(
            "Digest username={}, realm={}, nonce={}, uri={}, response=\"{response}\"",
            quoted(&name),
            quoted(realm),
            quoted(nonce),
            quoted(target)
        );
        if self.auth || self.session {
            answer += &format!(", cnonce=\"{client_nonce}\"");
        }
        if self.auth {
            answer += &format!(", qop=auth, nc={count:08x}");
        }
        if let Some(algorithm) = &self.algorithm {
            answer += &format!(", algorithm={}", token(algorithm));
        }
        if let Some(opaque) = &self.opaque {
            answer += &format!(", opaque={}", quoted(opaque));
        }
        if self.userhash {
            answer += ", userhash=true";
        }
        answer
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The name of an algorithm that is known, which has only these characters.
fn token(text: &str) -> String {
    text.chars().filter(|character| character.is_ascii_alphanumeric() || *character == '-').collect()
}

/// Something that the store cannot foresee; the keys of a hasher come from the system's random numbers.
fn client_nonce() -> String {
    (0..2).map(|_| format!("{:016x}", RandomState::new().build_hasher().finish())).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Secret;

    fn digest(header: &str) -> Digest {
        challenges(header).iter().find_map(Digest::of).expect("a digest challenge")
    }

    fn response(answer: &str) -> &str {
        answer.split("response=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a response")
    }

    /// RFC 2617, 3.5.
    #[test]
    fn the_example_of_rfc_2617_is_answered() {
        let mut digest = digest(
            "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", \
             opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"",
        );
        digest.count = 1;
        let answer = digest.answer_with("0a4f113b", "Mufasa", "Circle Of Life", "GET", "/dir/index.html");
        assert_eq!(response(&answer), "6629fae49393a05397450978507c4ef1");
        assert!(answer.contains("opaque=\"5ccc069c403ebaf9f0171e9517f40e41\""), "{answer}");
        assert!(answer.contains("qop=auth, nc=00000001"), "{answer}");
    }

    /// RFC 7616, 3.9.1: the same request with SHA-256 and with MD5.
    #[test]
    fn the_examples_of_rfc_7616_are_answered() {
        let cases = [
            ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
            ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ];
        for (algorithm, expected) in cases {
            let mut digest = digest(&format!(
                "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm={algorithm}, \
                 nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""
            ));
            digest.count = 1;
            let nonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
            let answer = digest.answer_with(nonce, "Mufasa", "Circle of Life", "GET", "/dir/index.html");
            assert_eq!(response(&answer), expected, "{algorithm}");
        }
    }

    /// RFC 7616, 3.9.2: a hashed user name; the response there is known to be wrong (erratum 4897), the name is not.
    #[test]
    fn a_user_name_is_hashed_where_that_is_asked() {
        let digest = digest(
            "Digest realm=\"api@example.org\", qop=\"auth\", algorithm=SHA-512-256, nonce=\"n\", opaque=\"o\", \
             charset=UTF-8, userhash=true",
        );
        let answer = digest.answer_with("c", "J\u{e4}s\u{f8}n Doe", "Secret, or not?", "GET", "/doe.json");
        assert!(
            answer.contains("username=\"793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b\""),
            "{answer}"
        );
    }

    #[test]
    fn challenges_are_told_apart() {
        let header =
            "Negotiate, Basic realm=\"a, b \\\" c\" , Bearer scope = \"x\",NTLM abc==, digest Realm=r,nonce=\"n\"";
        let found = challenges(header);
        let schemes: Vec<&str> = found.iter().map(|it| it.scheme.as_str()).collect();
        assert_eq!(schemes, ["Negotiate", "Basic", "Bearer", "NTLM", "digest"]);
        assert_eq!(found[1].parameter("realm"), Some("a, b \" c"));
        assert_eq!(found[2].parameter("scope"), Some("x"));
        assert_eq!(found[4].parameter("nonce"), Some("n"));
        assert!(Digest::of(&found[4]).is_some_and(|it| !it.auth && it.hash == Hash::Md5));
    }

    #[test]
    fn what_cannot_be_answered_is_no_challenge() {
        for bad in [
            "Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\"",
            "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-1",
            "Digest realm=\"r\"",
            "Digest",
            "Basic realm=\"r\"",
            "",
        ] {
            assert!(!challenges(bad).iter().any(|it| Digest::of(it).is_some()), "{bad}");
        }
    }

    fn session(password: Password) -> Session {
        let secret = Secret::new("sesame".to_owned());
        Session::new(Credentials::Password { user: "ali".to_owned(), password: secret }, password)
    }

    fn asking(value: &str) -> HeaderMap {
        HeaderMap::from_iter([(WWW_AUTHENTICATE, HeaderValue::from_str(value).expect("a header"))])
    }

    #[test]
    fn digest_goes_before_basic_and_is_not_taken_for_new_twice() {
        let session = session(Password::WhenAsked);
        assert_eq!(session.show("PUT", "/").0, Shown::Nothing);
        let both = asking("Basic realm=r, Digest realm=r, nonce=one, qop=auth");
        assert_eq!(session.ask(&Shown::Nothing, &both), Ok(()));
        let (shown, _) = session.show("PUT", "/");
        assert_eq!(shown, Shown::Digest("one".to_owned()));
        assert!(session.ask(&shown, &both).is_err());
        assert!(session.ask(&shown, &asking("Digest realm=r, nonce=two, qop=auth")).is_err());
        assert_eq!(session.ask(&shown, &asking("Digest realm=r, nonce=two, qop=auth, stale=TRUE")), Ok(()));
        assert_eq!(session.show("PUT", "/").0, Shown::Digest("two".to_owned()));
        assert!(session.ask(&Shown::Digest("two".to_owned()), &asking("Basic realm=r")).is_err());
    }

    #[test]
    fn a_store_of_digest_never_sees_the_password() {
        let session = session(Password::Digest);
        assert!(session.ask(&Shown::Nothing, &asking("Basic realm=r")).is_err());
        assert_eq!(session.show("PUT", "/").1, None);
    }

    #[test]
    fn basic_is_the_example_of_rfc_7617() {
        assert_eq!(basic("Aladdin", "open sesame"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        let session = session(Password::AtOnce);
        let (shown, value) = session.show("PUT", "/");
        assert_eq!(shown, Shown::Basic);
        assert!(value.is_some_and(|value| value.is_sensitive()));
        assert!(session.ask(&shown, &HeaderMap::new()).is_err());
    }

    proptest! {
        #[test]
        fn any_header_is_read(header in "([Dd]igest )?.{0,80}") {
            for challenge in challenges(&header) {
                if let Some(mut digest) = Digest::of(&challenge) {
                    let answer = digest.answer("ali", "sesame", "PUT", "/");
                    prop_assert!(!answer.contains("sesame"));
                    prop_assert!(!header.is_ascii() || sensitive(answer).is_some() || header.contains(char::is_control));
                }
            }
        }

        #[test]
        fn no_secret_is_in_what_debug_shows(user in "[a-z]{1,8}", secret in "[A-Z0-9]{8,20}") {
            let password = Secret::new(secret.clone());
            let credentials = Credentials::Password { user, password };
            for rule in [Password::AtOnce, Password::WhenAsked, Password::Digest] {
                let session = Session::new(credentials.clone(), rule);
                let _ = session.ask(&Shown::Nothing, &asking("Basic realm=r"));
                let (_, value) = session.show("PUT", "/");
                let debug = format!("{session:?} {value:?} {:?}", session.describe());
                prop_assert!(!debug.contains(&secret), "{debug}");
                prop_assert!(session.secrets().iter().all(|form| !debug.contains(form)), "{debug}");
            }
        }
    }
}
