//! No secret is in anything that can be shown.

use std::fmt::Write as _;
use std::sync::Arc;

use proptest::prelude::*;

use super::mock::{Mock, Step, reply};
use super::{Told, body, graph, open, options};
use crate::{Credentials, Method, Options, Profile, Secret};

/// Everything that formatting can get out of a run.
fn shown(options: &Options, told: &Arc<Told>) -> String {
    let mut text = format!("{options:?} {:?}", options.credentials);
    let store = open(Options { observer: Some(told.clone()), ..options.clone() });
    let put = || store.put(&graph(), &body());
    for result in [put(), store.post(&graph(), &body()), store.delete(&graph()), put(), put(), put()] {
        if let Err(error) = &result {
            let _ = write!(
                text,
                "{error} {:?} {:?}",
                error.help(),
                std::error::Error::source(error).map(ToString::to_string)
            );
        }
        let _ = write!(text, "{result:?}");
    }
    if let Err(error) = store.get(&graph()) {
        let _ = write!(text, "{error} {error:?}");
    }
    let _ = write!(
        text,
        "{store:?} {:?} {:?}",
        store.request(Method::Put, &graph(), Some(&body())),
        told.0.lock().expect("a list")
    );
    text
}

/// A server that gives back all that it hears, wherever there is room.
fn echoes(credentials: &Credentials) -> Vec<Step> {
    let heard = match credentials {
        Credentials::Password { user, password } => {
            let pair = format!("{user}:{}", password.reveal());
            format!(
                "{} {pair} Basic {}",
                password.reveal(),
                base64::Engine::encode(&base64::prelude::BASE64_STANDARD, &pair)
            )
        }
        Credentials::Bearer(token) => format!("Bearer {}", token.reveal()),
        Credentials::Anonymous => String::new(),
    };
    let location = format!("ftp://x/{}", heard.replace(' ', "/"));
    let escaped = heard.replace('&', "&amp;").replace('/', "&#x2F;");
    let encoded = format!("ftp://x/?{}", crate::address::percent_encoded(&heard));
    let page = format!("<p title=\"{heard}\">You sent <b>{heard}</b> {escaped}{}{heard}", " ".repeat(7000));
    vec![
        Step::Reply(reply(503, &[("retry-after", "0"), ("x-echo", &heard)], &heard)),
        Step::Reply(reply(307, &[("location", &location)], &heard)),
        Step::Reply(reply(307, &[("location", &encoded)], &heard)),
        Step::Reply(reply(500, &[("content-type", "text/html")], &page)),
        Step::Reply(reply(401, &[("www-authenticate", &format!("Basic realm=\"{heard}\""))], &heard)),
        Step::Reply(reply(401, &[("www-authenticate", "Negotiate")], &heard)),
        Step::Reply(reply(200, &[("content-type", "text/html")], &page)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn what_is_shown_holds_no_secret(secret in "[A-Za-z0-9!#%&/()]{12,24}", bearer: bool, profile in 0..Profile::ALL.len()) {
        let profile = Profile::ALL[profile];
        let value = Secret::new(secret.clone());
        let credentials = if bearer {
            Credentials::Bearer(value)
        } else {
            Credentials::Password { user: "ali".to_owned(), password: value }
        };
        let mock = Mock::new(echoes(&credentials));
        let url = format!("{}?access-token=canary-4711", mock.url().trim_end_matches("/store"));
        let told = Arc::<Told>::default();
        let text = shown(&Options { profile, credentials, ..options(url) }, &told);
        let encoded = base64::Engine::encode(&base64::prelude::BASE64_STANDARD, format!("ali:{secret}"));
        prop_assert!(mock.received_so_far().len() >= 7, "the server was asked");
        prop_assert!(!text.contains(&secret) && !text.contains(&encoded), "{}", text);
        prop_assert!(!text.contains(&crate::address::percent_encoded(&secret)), "{}", text);
        prop_assert!(!text.contains("canary-4711"), "{}", text);
        prop_assert!(!text.contains(&secret[..10]), "not a part of it either: {}", text);
    }
}
