//! Answers that do not come to an end, and the timeouts that end them.
//!
//! By default there is a timeout for connecting, and a check that a body moves at all. Headers that never come, and bodies that come slowly or without end, are waited for unless a timeout is set, as with the official clients.

use std::time::Duration;

use cognito_identity_provider::config::{StalledStreamProtectionConfig, TimeoutConfig};

use super::call::{
    Kind, OK, SHORT, assert_fails, assert_ok, config, head, ok, once, per_attempt, sign_in,
};
use super::server::{Answer, Server, Step};

/// Between two pieces of what comes slowly.
const PAUSE: Duration = Duration::from_millis(10);

const PER_ATTEMPT: &str = "request has timed out: no answer from 127.0.0.1: operation attempt timeout (single attempt) occurred after 500ms";
const PER_CALL: &str = "request has timed out: no answer from 127.0.0.1: operation timeout (all attempts including retries) occurred after 500ms";
const PER_READ: &str = "dispatch failure: timeout: no answer from 127.0.0.1: HTTP read timeout occurred after 500ms: timed out";

fn silence() -> Answer {
    vec![Step::Silence]
}

/// Headers that come one by one, and never all.
fn slow_headers() -> Answer {
    let status = Step::Send(b"HTTP/1.1 200 OK\r\n".to_vec());
    vec![status, Step::Repeat(b"x: y\r\n".to_vec(), PAUSE)]
}

/// A body that stops before its end.
fn stalled_body() -> Answer {
    vec![
        Step::Send(head(200, &[("content-length", "15")])),
        Step::Send(b"{".to_vec()),
        Step::Silence,
    ]
}

/// A body that comes byte by byte, and not soon to its end.
fn slow_body() -> Answer {
    let head = head(200, &[("content-length", "1000000")]);
    vec![Step::Send(head), Step::Repeat(b" ".to_vec(), PAUSE)]
}

/// A body that has no end.
fn endless_body() -> Answer {
    let head = head(200, &[("transfer-encoding", "chunked")]);
    let chunk = format!("1000\r\n{}\r\n", " ".repeat(0x1000));
    vec![Step::Send(head), Step::Repeat(chunk.into_bytes(), PAUSE)]
}

/// Asserts that the time of an attempt ends each, and that of a call ends all of them together.
///
/// What waits for a timeout waits beside the others.
async fn assert_ends(fault: fn() -> Answer) {
    tokio::join!(
        assert_attempts_end(fault),
        assert_next_attempt_succeeds(fault),
        assert_call_ends(fault)
    );
}

async fn assert_attempts_end(fault: fn() -> Answer) {
    let server = Server::start([fault(), fault(), fault(), ok()]).await;
    let outcome = sign_in(config(&server).timeout_config(per_attempt(SHORT))).await;
    assert_fails(outcome, Kind::Timeout, PER_ATTEMPT);
    assert_eq!(server.connections(), [0, 1, 2]);
}

async fn assert_next_attempt_succeeds(fault: fn() -> Answer) {
    let server = Server::start([fault(), ok()]).await;
    assert_ok(sign_in(config(&server).timeout_config(per_attempt(SHORT))).await);
    assert_eq!(server.connections(), [0, 1]);
}

async fn assert_call_ends(fault: fn() -> Answer) {
    let server = Server::start([fault(), ok()]).await;
    let timeouts = TimeoutConfig::builder().operation_timeout(SHORT).build();
    let outcome = sign_in(config(&server).timeout_config(timeouts)).await;
    assert_fails(outcome, Kind::Timeout, PER_CALL);
    assert_eq!(server.connections(), [0]);
}

#[tokio::test]
async fn a_service_that_says_nothing_is_given_up() {
    assert_ends(silence).await;
}

#[tokio::test]
async fn headers_that_come_slowly_are_given_up() {
    assert_ends(slow_headers).await;
}

#[tokio::test]
async fn a_body_that_stops_is_given_up() {
    assert_ends(stalled_body).await;
}

#[tokio::test]
async fn a_body_that_comes_slowly_is_given_up() {
    assert_ends(slow_body).await;
}

#[tokio::test]
async fn a_body_without_end_is_given_up() {
    assert_ends(endless_body).await;
}

/// It is over when the headers are there.
async fn assert_read_timeout_ends(fault: fn() -> Answer) {
    let timeouts = TimeoutConfig::builder().read_timeout(SHORT).build();
    let server = Server::start([fault(), fault(), fault(), ok()]).await;
    let outcome = sign_in(config(&server).timeout_config(timeouts)).await;
    assert_fails(outcome, Kind::DispatchTimeout, PER_READ);
    assert_eq!(server.connections(), [0, 1, 2]);
}

#[tokio::test]
async fn the_read_timeout_ends_what_comes_before_the_body() {
    tokio::join!(assert_read_timeout_ends(silence), assert_read_timeout_ends(slow_headers));
}

fn protection() -> StalledStreamProtectionConfig {
    StalledStreamProtectionConfig::enabled().grace_period(SHORT).build()
}

#[tokio::test]
async fn a_body_that_stops_is_given_up_without_a_timeout() {
    let server = Server::start([stalled_body(), ok()]).await;
    let outcome = sign_in(once(&server).stalled_stream_protection(protection())).await;
    let words = "response error: minimum throughput was specified at 1 B/s, but throughput of 0 B/s was observed";
    assert_fails(outcome, Kind::Response, words);
    assert_eq!(server.connections(), [0]);
}

#[tokio::test]
async fn a_body_that_stops_is_asked_for_again_without_a_timeout() {
    let server = Server::start([stalled_body(), ok()]).await;
    assert_ok(sign_in(config(&server).stalled_stream_protection(protection())).await);
    assert_eq!(server.connections(), [0, 1]);
}

#[tokio::test]
async fn a_body_that_comes_in_pieces_and_in_time_is_read() {
    let pieces = OK.bytes().map(|byte| Step::Send(vec![byte]));
    let head = Step::Send(head(200, &[("content-length", &OK.len().to_string())]));
    let server = Server::start([[head].into_iter().chain(pieces).collect()]).await;
    assert_ok(sign_in(config(&server)).await);
    assert_eq!(server.seen().len(), 1);
}
