//! Proxies, what is known of a connection, and a name that nobody has. The rest is tested with whole clients.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::{JoinHandle, spawn};

use aws_smithy_async::time::SharedTimeSource;
use aws_smithy_runtime_api::client::connection::CaptureSmithyConnection;
use aws_smithy_runtime_api::client::http::HttpConnector as _;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use hyper_util::client::proxy::matcher::{Builder, Matcher};

use super::Timeouts;
use super::connector::Http1Connector;

const NO_TIMEOUTS: Timeouts = Timeouts { connect: None, read: None };

/// The first bytes of a handshake: a record of TLS with a message of it.
const CLIENT_HELLO: [u8; 2] = [0x16, 0x03];

/// Answers each connection once, when what it received ends like this; gives what all of them sent.
struct Server {
    address: SocketAddr,
    received: JoinHandle<Vec<Vec<u8>>>,
}

impl Server {
    fn start(answers: Vec<&'static str>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let received = spawn(move || {
            answers.iter().map(|answer| exchange(&listener.accept().unwrap().0, answer)).collect()
        });
        Self { address, received }
    }

    fn received(self) -> Vec<String> {
        let received = self.received.join().unwrap();
        received.iter().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect()
    }
}

/// Reads the head of a request, answers it, and gives what came before the answer and the first two bytes behind it.
fn exchange(mut stream: &TcpStream, answer: &str) -> Vec<u8> {
    let mut received = Vec::new();
    let mut byte = [0];
    while !received.ends_with(b"\r\n\r\n") && !received.starts_with(&CLIENT_HELLO) {
        match stream.read(&mut byte) {
            Ok(1) => received.extend(byte),
            _ => return received,
        }
    }
    stream.write_all(answer.as_bytes()).unwrap();
    if answer == TUNNEL {
        let mut hello = [0; 2];
        stream.read_exact(&mut hello).unwrap();
        received.extend(hello);
    }
    stream.shutdown(Shutdown::Write).unwrap();
    received
}

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
const TUNNEL: &str = "HTTP/1.1 200 OK\r\n\r\n";

fn connector(proxies: Builder) -> Http1Connector {
    let proxies = Arc::new(proxies.build());
    Http1Connector::new(NO_TIMEOUTS, proxies, None, SharedTimeSource::default())
}

async fn get(connector: &Http1Connector, uri: &str) -> Result<HttpResponse, ConnectorError> {
    let request = http::Request::builder().uri(uri).body(SdkBody::empty()).unwrap();
    connector.call(HttpRequest::try_from(request).unwrap()).await
}

/// An error and its sources.
fn words(error: ConnectorError) -> String {
    let source = error.into_source();
    let chain = std::iter::successors(Some(&*source as &dyn std::error::Error), |e| e.source());
    chain.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

#[tokio::test]
async fn a_proxy_is_sent_whole_requests_without_tls() {
    let proxy = Server::start(vec![OK]);
    let http = Matcher::builder().http(format!("http://kim:pass@{}", proxy.address));
    let response = get(&connector(http), "http://service.test/path?query=1").await.unwrap();
    assert_eq!(response.status().as_u16(), 200);
    let received = proxy.received().concat();
    assert!(
        received.starts_with("GET http://service.test/path?query=1 HTTP/1.1\r\n"),
        "{received}"
    );
    assert!(received.contains("host: service.test\r\n"), "{received}");
    // `kim:pass`
    assert!(received.contains("proxy-authorization: Basic a2ltOnBhc3M=\r\n"), "{received}");
}

#[tokio::test]
async fn a_proxy_is_asked_for_a_tunnel_for_tls() {
    let proxy = Server::start(vec![TUNNEL]);
    let https = Matcher::builder().https(format!("http://kim:pass@{}", proxy.address));
    let error = get(&connector(https), "https://service.test/").await.unwrap_err();
    assert!(error.is_io(), "{error:?}");
    let received = proxy.received().concat();
    assert!(received.starts_with("CONNECT service.test:443 HTTP/1.1\r\n"), "{received}");
    let authorization = "Proxy-Authorization: Basic a2ltOnBhc3M=\r\n".to_ascii_lowercase();
    assert!(received.to_ascii_lowercase().contains(&authorization), "{received}");
    assert!(received.as_bytes().ends_with(&CLIENT_HELLO), "{received}");
}

#[tokio::test]
async fn a_proxy_that_refuses_the_tunnel_is_an_error_of_the_connection() {
    let proxy = Server::start(vec!["HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"]);
    let https = Matcher::builder().all(format!("http://{}", proxy.address));
    let error = get(&connector(https), "https://service.test/").await.unwrap_err();
    assert!(error.is_io(), "{error:?}");
    let words = words(error);
    assert!(words.contains("tunnel error: proxy authorization required"), "{words}");
    drop(proxy.received());
}

#[tokio::test]
async fn a_proxy_can_be_spoken_to_by_tls() {
    let proxy = Server::start(vec!["no TLS"]);
    let http = Matcher::builder().http(format!("https://{}", proxy.address));
    let error = get(&connector(http), "http://service.test/").await.unwrap_err();
    assert!(error.is_io(), "{error:?}");
    assert_eq!(proxy.received(), [String::from_utf8_lossy(&CLIENT_HELLO)]);
}

#[tokio::test]
async fn a_proxy_of_another_kind_is_refused_by_name() {
    let socks = Matcher::builder().all("socks5://127.0.0.1:1");
    let error = get(&connector(socks), "https://service.test/").await.unwrap_err();
    let words = words(error);
    assert!(words.ends_with("expected a proxy with http:// or https://, found socks5"), "{words}");
}

#[tokio::test]
async fn a_host_that_needs_no_proxy_is_reached_without() {
    let service = Server::start(vec![OK]);
    let proxies = Matcher::builder().all("http://127.0.0.1:1").no("127.0.0.0/8");
    get(&connector(proxies), &format!("http://{}/", service.address)).await.unwrap();
    assert!(service.received().concat().starts_with("GET / HTTP/1.1\r\n"));
}

#[tokio::test]
async fn a_connection_has_addresses_once_it_is_there() {
    let service = Server::start(vec![OK]);
    let capture = CaptureSmithyConnection::new();
    let request = http::Request::builder().uri(format!("http://{}/", service.address));
    let request = request.extension(capture.clone()).body(SdkBody::empty()).unwrap();
    let connector = connector(Matcher::builder());
    let response = connector.call(HttpRequest::try_from(request).unwrap());
    assert!(capture.get().is_none());
    response.await.unwrap();
    let connection = capture.get().unwrap();
    assert_eq!(connection.remote_addr(), Some(service.address));
    assert!(connection.local_addr().is_some());
    drop(service.received());
}

#[tokio::test]
async fn a_name_that_nobody_has_is_an_error_of_the_connection() {
    let error = get(&connector(Matcher::builder()), "http://service.invalid/").await.unwrap_err();
    assert!(error.is_io(), "{error:?}");
}
