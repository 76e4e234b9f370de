//! TLS with an authority of one's own.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::{body, graph, open, options};
use crate::{Cause, Credentials, Effect, Error, Options, Secret, Store, Written};

const AUTHORITY: &[u8] = include_bytes!("certificates/ca.pem");

/// A server of TLS named `localhost` that answers one connection; what it could read comes back.
fn serve() -> (u16, JoinHandle<String>) {
    let certificate = CertificateDer::from_pem_slice(include_bytes!("certificates/server.pem")).expect("a certificate");
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("certificates/server.key")).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().expect("versions");
    let config = builder.with_no_client_auth().with_single_cert(vec![certificate], key).expect("a pair");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let server = thread::spawn(move || {
        let (socket, _) = listener.accept().expect("a connection");
        let connection = ServerConnection::new(Arc::new(config)).expect("a configuration");
        let mut stream = StreamOwned::new(connection, socket);
        let (mut heard, mut buffer) = (Vec::new(), [0; 4096]);
        while !heard.ends_with(super::TRIPLE) {
            match stream.read(&mut buffer) {
                Ok(count) if count > 0 => heard.extend_from_slice(&buffer[..count]),
                _ => return String::from_utf8_lossy(&heard).into_owned(),
            }
        }
        stream.write_all(b"HTTP/1.1 201 Created\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").expect("an answer");
        String::from_utf8_lossy(&heard).into_owned()
    });
    (port, server)
}

fn store(host: &str, port: u16, ca: Option<&[u8]>) -> Store {
    let credentials = Credentials::Bearer(Secret::new("canary".to_owned()));
    let ca = ca.map(<[u8]>::to_vec);
    open(Options { ca, credentials, retries: 0, ..options(format!("https://{host}:{port}/store")) })
}

#[test]
fn an_authority_of_ones_own_is_trusted_when_it_is_given() {
    let (port, server) = serve();
    assert_eq!(store("localhost", port, Some(AUTHORITY)).put(&graph(), &body()).expect("trusted"), Written::Created);
    let heard = server.join().expect("a server");
    assert!(heard.starts_with("PUT /store?graph=urn%3Aexample%3Agraph HTTP/1.1\r\n"), "{heard}");
    assert!(heard.to_lowercase().contains("authorization: bearer canary"), "{heard}");
}

#[test]
fn nothing_is_sent_to_whom_nobody_vouches_for() {
    let cases = [("localhost", None), ("127.0.0.1", Some(AUTHORITY)), ("127.0.0.1", None)];
    for (host, ca) in cases {
        let (port, server) = serve();
        let error = store(host, port, ca).put(&graph(), &body()).expect_err(host);
        assert!(matches!(&error, Error::Failed(failure) if matches!(failure.cause, Cause::Tls(_))), "{error:?}");
        assert_eq!(error.effect(), Effect::None, "{error}");
        assert!(error.help().is_some_and(|help| help.contains("authority of your own")));
        assert_eq!(server.join().expect("a server"), "", "{host}");
    }
}

#[test]
fn plain_http_where_tls_is_expected_is_an_error() {
    let mock = super::mock::Mock::new([]);
    let url = mock.url().replace("http://", "https://");
    let error = open(Options { retries: 0, ..options(url) }).put(&graph(), &body()).expect_err("no TLS");
    assert_eq!(error.effect(), Effect::None, "{error:?}");
    assert!(mock.received_so_far().iter().all(|it| it.body.is_empty()));
}

#[test]
fn what_is_no_certificate_is_refused() {
    let broken = "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n";
    let key = include_bytes!("certificates/server.key");
    for pem in [b"".as_slice(), b"hello", broken.as_bytes(), key] {
        let options = Options { ca: Some(pem.to_vec()), ..options("https://localhost/".to_owned()) };
        assert!(matches!(Store::open(options), Err(Error::Ca(_))), "{}", String::from_utf8_lossy(pem));
    }
}
