//! Connections that do not come about.
//!
//! No test uses an address that never answers: there is none that behaves the same on every machine.

use std::sync::Mutex;

use cognito_identity_provider::config::TimeoutConfig;
use cognito_identity_provider::config::interceptors::{
    BeforeTransmitInterceptorContextRef, BoxError, ConfigBag, Intercept, RuntimeComponents,
};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpSocket};

use super::call::{
    ATTEMPTS, Kind, SHORT, assert_fails, assert_ok, config_at, failure, ok, sign_in,
};
use super::hooks::Attempts;
use super::server::Server;

/// A port that is taken, and at which nobody listens.
fn taken() -> TcpSocket {
    let socket = TcpSocket::new_v4().expect("there is a free socket");
    socket.bind(([127, 0, 0, 1], 0).into()).expect("loopback has a free port");
    socket
}

fn url(scheme: &str, socket: &TcpSocket) -> String {
    format!("{scheme}://{}", socket.local_addr().expect("the socket is bound"))
}

#[tokio::test]
async fn a_connection_that_is_refused_is_tried_again() {
    let (socket, attempts) = (taken(), Attempts::default());
    let outcome = sign_in(config_at(url("http", &socket)).interceptor(attempts.clone())).await;
    let words = "dispatch failure: io error: no answer from 127.0.0.1: client error (Connect): tcp connect error: ConnectionRefused";
    assert_fails(outcome, Kind::Io, words);
    assert_eq!(attempts.count(), ATTEMPTS);
}

/// Starts a server before the second attempt, at a port that refused the first.
#[derive(Debug)]
struct Late {
    attempts: Attempts,
    socket: Mutex<Option<TcpSocket>>,
}

impl Intercept for Late {
    fn name(&self) -> &'static str {
        "Late"
    }

    fn read_before_transmit(
        &self,
        _: &BeforeTransmitInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if self.attempts.count() == 1 {
            let socket = self.socket.lock().map_err(|_| "the lock is poisoned")?.take();
            Server::on(socket.ok_or("there is one second attempt")?.listen(1)?, [ok()]);
        }
        Ok(())
    }
}

#[tokio::test]
async fn a_server_that_is_there_at_the_second_attempt_answers_it() {
    let (socket, attempts) = (taken(), Attempts::default());
    let url = url("http", &socket);
    let late = Late { attempts: attempts.clone(), socket: Mutex::new(Some(socket)) };
    assert_ok(sign_in(config_at(url).interceptor(late).interceptor(attempts.clone())).await);
    assert_eq!(attempts.count(), 2);
}

/// The connection is not there before the handshake of TLS is done, which this server never answers.
#[tokio::test]
async fn a_connection_that_takes_too_long_is_tried_again() {
    let (server, attempts) = (Server::start([]).await, Attempts::default());
    let timeouts = TimeoutConfig::builder().connect_timeout(SHORT).build();
    let config = config_at(server.url().replace("http:", "https:")).timeout_config(timeouts);
    let outcome = sign_in(config.interceptor(attempts.clone())).await;
    let words = "dispatch failure: timeout: no answer from 127.0.0.1: client error (Connect): HTTP connect timeout occurred after 500ms: timed out";
    assert_fails(outcome, Kind::DispatchTimeout, words);
    assert_eq!(attempts.count(), ATTEMPTS);
    assert_eq!(server.seen().len(), 0);
}

#[tokio::test]
async fn a_server_without_tls_is_a_failure_of_the_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback has a free port");
    let address = listener.local_addr().expect("the listener has an address");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.ok();
        }
    });
    let attempts = Attempts::default();
    let outcome = sign_in(config_at(format!("https://{address}")).interceptor(attempts.clone()));
    let failure = failure(outcome.await);
    assert_eq!(failure.kind, Kind::Io);
    let words = "dispatch failure: io error: no answer from 127.0.0.1: client error (Connect): ";
    assert!(failure.words.starts_with(words), "{failure:?}");
    assert_eq!(attempts.count(), ATTEMPTS);
}
