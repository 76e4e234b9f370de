//! The answer to a Digest challenge (RFC 7616, and RFC 2069 where the store is older).

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

use md5::Md5;
use sha2::{Digest as _, Sha256, Sha512_256};

use crate::challenge::Challenge;

/// A Digest challenge that can be answered, and how often it has been.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that a challenge says or does not say")]
pub(crate) struct Digest {
    realm: String,
    pub(crate) nonce: String,
    opaque: Option<String>,
    /// As the store writes it, which is how it is sent back.
    algorithm: Option<String>,
    hash: Hash,
    /// Whether the key is hashed with both nonces too (`-sess`).
    sess: bool,
    /// Whether `qop=auth` is offered; else it is a store of the older RFC 2069.
    auth: bool,
    /// Whether the user name is sent hashed.
    userhash: bool,
    pub(crate) stale: bool,
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
    pub(crate) fn of(challenge: &Challenge) -> Option<Self> {
        if !challenge.scheme.eq_ignore_ascii_case("digest") {
            return None;
        }
        let truth = |name| challenge.parameter(name).is_some_and(|value| value.eq_ignore_ascii_case("true"));
        let algorithm = challenge.parameter("algorithm");
        let name = algorithm.unwrap_or("MD5").to_ascii_uppercase();
        let (hash, sess) = name.strip_suffix("-SESS").map_or((name.as_str(), false), |hash| (hash, true));
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
            sess,
            auth,
            userhash: truth("userhash"),
            stale: truth("stale"),
            count: 0,
        })
    }

    pub(crate) fn answer(&mut self, user: &str, password: &str, method: &str, target: &str) -> String {
        self.count = self.count.wrapping_add(1);
        self.answer_with(&client_nonce(), user, password, method, target)
    }

    fn answer_with(&self, client_nonce: &str, user: &str, password: &str, method: &str, target: &str) -> String {
        let Self { realm, nonce, hash, count, .. } = self;
        let key = hash.hex(&format!("{user}:{realm}:{password}"));
        let key = if self.sess { hash.hex(&format!("{key}:{nonce}:{client_nonce}")) } else { key };
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
        let more = [
            (self.auth || self.sess).then(|| format!("cnonce=\"{client_nonce}\"")),
            self.auth.then(|| format!("qop=auth, nc={count:08x}")),
            self.algorithm.as_deref().map(|algorithm| format!("algorithm={}", token(algorithm))),
            self.opaque.as_deref().map(|opaque| format!("opaque={}", quoted(opaque))),
            self.userhash.then(|| "userhash=true".to_owned()),
        ];
        for field in more.into_iter().flatten() {
            answer.push_str(", ");
            answer.push_str(&field);
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
    let part = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", part(), part())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::challenge::challenges;

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

    /// The user name of RFC 7616, 3.9.2.
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

    proptest! {
        #[test]
        fn any_header_is_read(header in "([Dd]igest )?.{0,80}") {
            for challenge in challenges(&header) {
                if let Some(mut digest) = Digest::of(&challenge) {
                    let answer = digest.answer("ali", "sesame", "PUT", "/");
                    prop_assert!(!answer.contains("sesame"));
                    prop_assert!(answer.starts_with("Digest username=\"ali\", "));
                }
            }
        }
    }
}
