//! The HTTP client that a client has unless it is given one, with TLS.
//!
//! Which authorities are trusted is asked of the system once for a process, so each test is a process of its own: it starts itself again with an authority in its environment.

use std::env;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;

use tinsmith_runtime::config::{Config, RetryConfig};
use tinsmith_runtime::error::SdkError;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use super::sample::{Client, request};

/// Set in the second process: the folder with the certificates.
const FOLDER: &str = "TINSMITH_TEST_CERTIFICATES";

/// Runs a test in a process that trusts the authority in this file of the folder; whether it succeeds there is asserted.
fn again(test: &str, authority: &str) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test.replace("::", "-"));
    fs::create_dir_all(&folder).unwrap();
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    fs::write(folder.join("server.pem"), certified.cert.pem()).unwrap();
    fs::write(folder.join("server.der"), certified.cert.der()).unwrap();
    fs::write(folder.join("server.key"), certified.signing_key.serialize_der()).unwrap();
    let other = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    fs::write(folder.join("other.pem"), other.cert.pem()).unwrap();
    let empty = folder.join("empty");
    fs::create_dir_all(&empty).unwrap();
    fs::write(folder.join("none.pem"), "").unwrap();
    let status = Command::new(env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(FOLDER, &folder)
        .env("SSL_CERT_FILE", folder.join(format!("{authority}.pem")))
        .env("SSL_CERT_DIR", &empty)
        .status()
        .unwrap();
    assert!(status.success(), "{test}");
}

/// A server on `localhost` with the certificate of the folder; answers one request.
async fn serve(folder: PathBuf) -> SocketAddr {
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(read("server.key")));
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![read("server.der").into()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let Ok(mut stream) = acceptor.accept(stream).await else { return };
        let mut received = Vec::new();
        while !received.ends_with(b"}") {
            stream.read_buf(&mut received).await.unwrap();
        }
        let response = b"HTTP/1.1 200 OK\r\ncontent-length: 15\r\n\r\n{\"Session\":\"s\"}";
        stream.write_all(response).await.unwrap();
        stream.shutdown().await.unwrap();
    });
    address
}

fn client(host: &str, port: u16) -> Client {
    let config = Config::builder()
        .endpoint_url(format!("https://{host}:{port}"))
        .retry_config(RetryConfig::disabled());
    Client::from_conf(config.build())
}

/// What a call that fails says.
async fn words(host: &str, port: u16) -> String {
    let error = client(host, port).respond_to_auth_challenge(request()).await.unwrap_err();
    let SdkError::DispatchFailure(failure) = error.as_sdk_error() else { panic!("{error:?}") };
    assert!(failure.is_io(), "{failure:?}");
    error.to_string()
}

#[tokio::test]
async fn a_service_whose_authority_the_system_trusts_answers() {
    let Some(folder) = env::var_os(FOLDER) else {
        return again("tls::a_service_whose_authority_the_system_trusts_answers", "server");
    };
    let address = serve(folder.into()).await;
    let client = client("localhost", address.port());
    let response = client.respond_to_auth_challenge(request()).await.unwrap();
    assert_eq!(response.session.as_deref(), Some("s"));
}

#[tokio::test]
async fn a_service_of_an_unknown_authority_is_refused() {
    let Some(folder) = env::var_os(FOLDER) else {
        return again("tls::a_service_of_an_unknown_authority_is_refused", "other");
    };
    let address = serve(folder.into()).await;
    let words = words("localhost", address.port()).await;
    assert!(words.contains("invalid peer certificate: "), "{words}");
}

#[tokio::test]
async fn a_service_of_another_name_is_refused() {
    let Some(folder) = env::var_os(FOLDER) else {
        return again("tls::a_service_of_another_name_is_refused", "server");
    };
    let address = serve(folder.into()).await;
    let words = words("127.0.0.1", address.port()).await;
    assert!(words.contains("invalid peer certificate: certificate not valid for name"), "{words}");
}

/// The official client has nothing to say about it but that the authority is unknown.
#[cfg(not(feature = "http2"))]
#[tokio::test]
async fn a_system_without_authorities_is_told_what_it_lacks() {
    let Some(folder) = env::var_os(FOLDER) else {
        return again("tls::a_system_without_authorities_is_told_what_it_lacks", "none");
    };
    let address = serve(folder.into()).await;
    let words = words("localhost", address.port()).await;
    assert!(words.contains("there are no certificate authorities on this system"), "{words}");
}
