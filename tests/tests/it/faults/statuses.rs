//! Answers that refuse, with and without a word that the service has for it.

use std::time::Duration;

use cognito_identity_provider::config::{RetryConfig, TimeoutConfig};

use super::call::{ATTEMPTS, Kind, SHORT, answer, assert_fails, assert_ok, config, ok, sign_in};
use super::server::Server;

const PAGE: &str = "<html><body>no</body></html>";
const THROTTLED: &str = r#"{"__type":"TooManyRequestsException","message":"slow down"}"#;

/// Asserts that an answer is final, although a success would follow.
async fn assert_final(status: u16, headers: &[(&str, &str)], body: &str) {
    let server = Server::start([answer(status, headers, body), ok()]).await;
    let words = format!(
        "service error: the service answered with HTTP status {status} and no readable error"
    );
    assert_fails(sign_in(config(&server)).await, Kind::Service, &words);
    assert_eq!(server.seen().len(), 1, "{status}");
}

#[tokio::test]
async fn a_failure_of_the_service_is_tried_again() {
    for status in [500, 502, 503, 504] {
        for body in ["", PAGE, r#"{"__type":"InternalErrorException"}"#] {
            let server = Server::start([answer(status, &[], body), ok()]).await;
            assert_ok(sign_in(config(&server)).await);
            assert_eq!(server.seen().len(), 2, "{status} {body}");
        }
    }
}

#[tokio::test]
async fn a_failure_that_lasts_is_the_callers_in_the_end() {
    let server = Server::start((0..4).map(|_| answer(503, &[], PAGE))).await;
    let words = "service error: the service answered with HTTP status 503 and no readable error";
    assert_fails(sign_in(config(&server)).await, Kind::Service, words);
    assert_eq!(server.seen().len(), ATTEMPTS);
}

#[tokio::test]
async fn another_failure_is_final() {
    for status in [501, 505, 507] {
        assert_final(status, &[], PAGE).await;
    }
}

#[tokio::test]
async fn a_page_that_refuses_is_final() {
    for status in [400, 401, 403, 404, 407, 408, 413] {
        assert_final(status, &[("content-type", "text/html")], PAGE).await;
    }
}

/// A redirection would send a signed or secret request somewhere else.
#[tokio::test]
async fn a_redirection_is_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        assert_final(status, &[("location", "/elsewhere")], "").await;
    }
}

/// As the official classifiers have it: the status alone says nothing of throttling, and the standard header is not the service's.
#[tokio::test]
async fn too_many_requests_without_a_code_are_final() {
    assert_final(429, &[], "").await;
    assert_final(429, &[("retry-after", "0")], PAGE).await;
    assert_final(429, &[("x-amz-retry-after", "1")], PAGE).await;
}

#[tokio::test]
async fn throttling_is_tried_again() {
    for status in [400, 429] {
        let server = Server::start([answer(status, &[], THROTTLED), ok()]).await;
        assert_ok(sign_in(config(&server)).await);
        assert_eq!(server.seen().len(), 2, "{status}");
    }
    let server = Server::start((0..4).map(|_| answer(429, &[], THROTTLED))).await;
    let words = "service error: TooManyRequestsException: slow down";
    assert_fails(sign_in(config(&server)).await, Kind::Service, words);
    assert_eq!(server.seen().len(), ATTEMPTS);
}

/// Without the hint, this policy would wait for hours.
#[tokio::test]
async fn the_service_says_when_to_try_again() {
    let hours = Duration::from_secs(1_000_000);
    let patient = RetryConfig::standard().with_initial_backoff(hours).with_max_backoff(hours);
    let hint = [("x-amz-retry-after", "1")];
    let throttled = [(429, THROTTLED), (400, THROTTLED), (503, "")];
    for (status, body) in throttled {
        let server = Server::start([answer(status, &hint, body), ok()]).await;
        assert_ok(sign_in(config(&server).retry_config(patient.clone())).await);
        assert_eq!(server.seen().len(), 2, "{status}");
    }
}

#[tokio::test]
async fn a_wait_that_the_service_asks_for_ends_with_the_time_of_the_call() {
    let hint = [("x-amz-retry-after", "1000000")];
    let server = Server::start([answer(429, &hint, THROTTLED), ok()]).await;
    let timeouts = TimeoutConfig::builder().operation_timeout(SHORT).build();
    let words = "request has timed out: no answer from 127.0.0.1: operation timeout (all attempts including retries) occurred after 500ms";
    assert_fails(sign_in(config(&server).timeout_config(timeouts)).await, Kind::Timeout, words);
    assert_eq!(server.seen().len(), 1);
}
