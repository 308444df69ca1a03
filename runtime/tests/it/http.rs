//! The HTTP client that a client has unless it is given one, over a real connection.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::mpsc::channel;
use std::thread::{JoinHandle, spawn};
use std::time::Duration;

use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::Provider;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_runtime_api::client::dns::{DnsFuture, ResolveDns, ResolveDnsError};
use tinsmith_runtime::client::{Auth, Operation};
use tinsmith_runtime::config::{Config, RetryConfig, TimeoutConfig, Token};
use tinsmith_runtime::error::{RequestId, SdkError};

use super::log::{self, Log};
use super::sample::{Client, RespondToAuthChallenge, request};

/// Answers one request; gives what was received up to the end of its body.
fn serve(response: &'static str) -> (SocketAddr, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut received = Vec::new();
        let mut buffer = [0; 4096];
        while !received.ends_with(b"}") {
            match stream.read(&mut buffer).unwrap() {
                0 => break,
                count => received.extend_from_slice(&buffer[..count]),
            }
        }
        stream.write_all(response.as_bytes()).unwrap();
        String::from_utf8(received).unwrap()
    });
    (address, server)
}

fn client(address: SocketAddr) -> Client {
    let config = Config::builder()
        .endpoint_url(format!("http://{address}"))
        .retry_config(RetryConfig::disabled());
    Client::from_conf(config.build())
}

#[tokio::test]
async fn a_hidden_body_is_sent_whole_and_with_its_length() {
    let (address, server) = serve(
        "HTTP/1.1 200 OK\r\nx-amzn-requestid: id-1\r\ncontent-length: 15\r\n\r\n{\"Session\":\"s\"}",
    );
    let response = client(address).respond_to_auth_challenge(request()).await.unwrap();
    assert_eq!(response.session.as_deref(), Some("s"));
    assert_eq!(response.request_id(), Some("id-1"));

    let received = server.join().unwrap();
    let (head, body) = received.split_once("\r\n\r\n").unwrap();
    assert_eq!(body, r#"{"ClientId":"client1","ChallengeName":"SMS_MFA"}"#);
    assert!(head.starts_with("POST / HTTP/1.1\r\n"), "{head}");
    assert!(head.contains("\r\ncontent-length: 48\r\n"), "{head}");
    assert!(!head.contains("transfer-encoding"), "{head}");
}

static WITH_A_TOKEN: RespondToAuthChallenge =
    Operation::new("AdminRespondToAuthChallenge").auth(&[Auth::HttpBearer]);

/// The official runtime does not look at the scheme of a URL either.
#[tokio::test]
async fn a_token_is_sent_without_tls_too_and_not_logged() {
    let (address, server) = serve("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
    let own = Config::builder().token_provider(Token::new("hush", None));
    let log = Log::start();
    let call = client(address).core.call(&WITH_A_TOKEN, request()).config_override(own);
    call.await.unwrap();
    let log = log.stop();
    let received = server.join().unwrap();
    let head = received.to_ascii_lowercase();
    assert_eq!(head.matches("\r\nauthorization: bearer hush\r\n").count(), 1, "{received}");
    assert!(log.contains("transmitting request"), "{log}");
    log::assert_hides(&log, &["hush"]);
}

#[tokio::test]
async fn a_response_that_breaks_off_is_a_response_error() {
    let (address, server) =
        serve("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"Session\":\"hush");
    let error = client(address).respond_to_auth_challenge(request()).await.unwrap_err();
    server.join().unwrap();
    assert!(error.is_response_error(), "{error:?}");
    assert!(!error.to_string().contains("hush"), "{error:?}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_a_dispatch_failure() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let error = client(address).respond_to_auth_challenge(request()).await.unwrap_err();
    let text = error.to_string();
    let words =
        format!("RespondToAuthChallenge failed: no answer from {address}: tcp connect error: ");
    assert!(text.starts_with(&words), "{text}");
    let SdkError::DispatchFailure(failure) = error.as_sdk_error() else { panic!("{error:?}") };
    assert!(failure.is_io(), "{failure:?}");
}

#[tokio::test]
async fn a_server_that_says_nothing_is_given_up_after_the_read_timeout() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (done, is_done) = channel::<()>();
    let server = spawn(move || {
        let connection = listener.accept().unwrap();
        // Open until the call has ended.
        let _ = is_done.recv();
        drop(connection);
    });
    let timeouts = TimeoutConfig::builder().read_timeout(Duration::from_millis(20)).build();
    let own = Config::builder().timeout_config(timeouts);
    let call = client(address).respond_to_auth_challenge(request()).config_override(own);
    let error = call.await.unwrap_err();
    drop(done);
    server.join().unwrap();
    let SdkError::DispatchFailure(failure) = error.as_sdk_error() else { panic!("{error:?}") };
    assert!(failure.is_timeout(), "{failure:?}");
    let text = error.to_string();
    let words = format!(
        "RespondToAuthChallenge failed: no answer from {address}: HTTP read timeout occurred after 20ms"
    );
    assert!(text.starts_with(&words), "{text}");
}

#[derive(Clone, Debug)]
struct NoNames;

impl ResolveDns for NoNames {
    fn resolve_dns<'a>(&'a self, name: &'a str) -> DnsFuture<'a> {
        DnsFuture::ready(Err(ResolveDnsError::new(format!("nobody knows {name}"))))
    }
}

#[tokio::test]
async fn a_name_that_nobody_knows_is_told_with_the_region_that_it_was_made_of() {
    let http = Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring));
    let config = Config::builder()
        .region("xx-nowhere-7")
        .http_client(http.build_with_resolver(NoNames))
        .retry_config(RetryConfig::disabled());
    let client = Client::from_conf(config.build());
    let error = client.respond_to_auth_challenge(request()).await.unwrap_err();
    let text = error.to_string();
    let words = "RespondToAuthChallenge failed: no answer from cognito-idp.xx-nowhere-7.amazonaws.com (region xx-nowhere-7): dns error: ";
    assert!(text.starts_with(words), "{text}");
    assert!(text.contains("nobody knows cognito-idp.xx-nowhere-7.amazonaws.com"), "{text}");
}
