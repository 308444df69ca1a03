//! Retries, timeouts, and answers that do not come.
//!
//! Time is paused in these tests: a wait ends as soon as nothing else can be done.

use std::sync::{Arc, Mutex};
use std::time::{Duration, UNIX_EPOCH};

use aws_smithy_async::test_util::instant_time_and_sleep;
use aws_smithy_http_client::test_util::NeverClient;
use aws_smithy_http_client::test_util::infallible_client_fn;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use tinsmith_runtime::config::time::{AsyncSleep, Sleep};
use tinsmith_runtime::config::{
    Config, ConfigBuilder, RetryConfig, RetryMode, StalledStreamProtectionConfig, TimeoutConfig,
};
use tinsmith_runtime::error::{ConnectorError, DisplayErrorContext, SdkError};

use super::sample::{Client, client, config, request, response};

const OK: &str = r#"{"Session":"s"}"#;

#[tokio::test(start_paused = true)]
async fn what_a_retry_can_cure_is_retried() {
    for (status, body) in [
        (500, ""),
        (503, "<html>unavailable</html>"),
        (502, r#"{"__type":"InternalErrorException"}"#),
        (400, r#"{"__type":"TooManyRequestsException","message":"slow down"}"#),
        (400, r#"{"__type":"UnreliableException"}"#),
    ] {
        let (client, http) = client([response(status, &[], body), response(200, &[], OK)]);
        let response = client.respond_to_auth_challenge(request()).await.unwrap();
        assert_eq!(response.session.as_deref(), Some("s"), "{status} {body}");
        let sent: Vec<_> = http.actual_requests().collect();
        assert_eq!(sent.len(), 2);
        assert_eq!(sent[0].body().bytes(), sent[1].body().bytes());
        assert_eq!(sent[1].headers().get("amz-sdk-request"), Some("attempt=2; max=3"));
        let id = |index: usize| sent[index].headers().get("amz-sdk-invocation-id");
        assert_eq!(id(0), id(1));
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_retry_cannot_cure_is_not_retried() {
    for (status, body) in [
        (400, r#"{"__type":"InvalidParameterException"}"#),
        (403, "<html>forbidden</html>"),
        (404, ""),
    ] {
        let (client, http) = client([response(status, &[], body), response(200, &[], OK)]);
        let error = client.respond_to_auth_challenge(request()).await.unwrap_err();
        assert!(error.is_service_error(), "{status} {body}: {error:?}");
        assert_eq!(http.actual_requests().count(), 1);
    }
}

/// The service has done its part: a sign-up would be made twice.
#[tokio::test(start_paused = true)]
async fn a_success_that_cannot_be_read_is_not_asked_for_again() {
    let bodies =
        [r#"{"Session":"s"#, r#"{"Session":"s""#, r#"{"Session":5}"#, "<html>Sign in</html>", "[]"];
    for body in bodies {
        let length = body.len().to_string();
        for headers in [&[][..], &[("content-length", length.as_str())][..]] {
            let (client, http) = client([response(200, headers, body), response(200, &[], OK)]);
            client.respond_to_auth_challenge(request()).await.unwrap_err();
            assert_eq!(http.actual_requests().count(), 1, "{body}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_success_that_is_shorter_than_its_length_is_asked_for_again() {
    let headers = [("content-length", "15")];
    let (client, http) = client([response(200, &headers, &OK[..9]), response(200, &[], OK)]);
    let response = client.respond_to_auth_challenge(request()).await.unwrap();
    assert_eq!(response.session.as_deref(), Some("s"));
    assert_eq!(http.actual_requests().count(), 2);
}

#[tokio::test(start_paused = true)]
async fn throttling_is_retried_whatever_is_wrong_with_its_message() {
    for message in [
        r#""slow \ud83d"}"#,
        r#""slow \u00"}"#,
        r#""slow"#,
        r#""slow""#,
        r#""slow"}}"#,
        "5}",
        r#"[1,],"a":1}"#,
        "\"slow\n\"}",
    ] {
        let body = format!(r#"{{"__type":"TooManyRequestsException","message":{message}"#);
        let (client, http) = client([response(400, &[], body.leak()), response(200, &[], OK)]);
        client.respond_to_auth_challenge(request()).await.unwrap();
        assert_eq!(http.actual_requests().count(), 2, "{message}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_last_error_is_given_when_the_attempts_are_used_up() {
    let body = r#"{"__type":"TooManyRequestsException","message":"slow down"}"#;
    let ids = ["id-1", "id-2", "id-3"];
    let (client, http) = client(ids.map(|id| response(400, &[("x-amzn-requestid", id)], body)));
    let error = client.respond_to_auth_challenge(request()).await.unwrap_err();
    assert_eq!(http.actual_requests().count(), 3);
    assert_eq!(error.code(), Some("TooManyRequestsException"));
    assert_eq!(error.request_id(), Some("id-3"));
}

#[tokio::test(start_paused = true)]
async fn the_quota_of_retries_is_one_per_region_and_endpoint() {
    let attempts = async |region: &str, url: Option<&str>| {
        let http = super::sample::replay([(); 3].map(|()| response(500, &[], "")));
        let mut config = Config::builder().region(region).http_client(http.clone());
        if let Some(url) = url {
            config = config.endpoint_url(url);
        }
        let client = Client::from_conf(config.build());
        client.respond_to_auth_challenge(request()).await.unwrap_err();
        http.actual_requests().count()
    };
    let mut calls = 0;
    while attempts("quota-1", None).await == 3 {
        calls += 1;
        assert!(calls < 1000, "the quota does not end");
    }
    assert_ne!(attempts("quota-1", None).await, 3);
    assert_eq!(attempts("quota-2", None).await, 3);
    assert_eq!(attempts("quota-1", Some("http://localhost:1/a")).await, 3);
    assert_eq!(attempts("quota-1", Some("http://localhost:2")).await, 3);
}

#[tokio::test(start_paused = true)]
async fn retries_can_be_turned_off() {
    let http = super::sample::replay([response(500, &[], ""), response(200, &[], OK)]);
    let config = config().http_client(http.clone()).retry_config(RetryConfig::disabled());
    let client = Client::from_conf(config.build());
    client.respond_to_auth_challenge(request()).await.unwrap_err();
    assert_eq!(http.actual_requests().count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_takes_too_long_is_given_up() {
    let client = Client::from_conf(config().http_client(NeverClient::new()).build());
    let call = client.respond_to_auth_challenge(request()).timeout(Duration::from_secs(7));
    let start = tokio::time::Instant::now();
    let error = call.await.unwrap_err();
    assert!(matches!(error.as_sdk_error(), SdkError::TimeoutError(_)), "{error:?}");
    assert_eq!(start.elapsed().as_secs(), 7);

    let timeouts =
        TimeoutConfig::builder().operation_attempt_timeout(Duration::from_secs(2)).build();
    let http = NeverClient::new();
    let config = config().http_client(http.clone()).timeout_config(timeouts).build();
    let error = Client::from_conf(config).respond_to_auth_challenge(request()).await.unwrap_err();
    assert!(matches!(error.as_sdk_error(), SdkError::TimeoutError(_)), "{error:?}");
    assert_eq!(http.num_calls(), 3);
}

#[derive(Debug)]
struct Unreachable;

impl HttpConnector for Unreachable {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::ready(Err(ConnectorError::io("connection refused".into())))
    }
}

#[tokio::test(start_paused = true)]
async fn a_service_that_cannot_be_reached_is_a_dispatch_failure() {
    let http = http_client_fn(|_, _| SharedHttpConnector::new(Unreachable));
    let client = Client::from_conf(config().http_client(http).build());
    let error = client.respond_to_auth_challenge(request()).await.unwrap_err();
    let SdkError::DispatchFailure(failure) = error.as_sdk_error() else { panic!("{error:?}") };
    assert!(failure.is_io());
    let text = DisplayErrorContext(error.into_service_error()).to_string();
    let words = "RespondToAuthChallenge failed: no answer from cognito-idp.eu-west-1.amazonaws.com (region eu-west-1): connection refused";
    assert!(text.contains(words), "{text}");
}

#[tokio::test]
async fn responses_of_other_http_clients_are_read_too() {
    let http = infallible_client_fn(|_| http::Response::new(SdkBody::from(OK)));
    let client = Client::from_conf(config().http_client(http).build());
    let response = client.respond_to_auth_challenge(request()).await.unwrap();
    assert_eq!(response.session.as_deref(), Some("s"));
}

/// Waits for nothing, and notes for how long it was asked to.
#[derive(Clone, Debug, Default)]
struct Noted(Arc<Mutex<Vec<Duration>>>);

impl AsyncSleep for Noted {
    fn sleep(&self, duration: Duration) -> Sleep {
        self.0.lock().unwrap().push(duration);
        Sleep::new(std::future::ready(()))
    }
}

/// A configuration whose calls wait for retries alone, and the waits.
fn noted(region: &str) -> (ConfigBuilder, Noted) {
    let noted = Noted::default();
    let config = Config::builder()
        .region(region)
        .sleep_impl(noted.clone())
        .stalled_stream_protection(StalledStreamProtectionConfig::disabled());
    (config, noted)
}

#[tokio::test]
async fn the_service_can_say_when_to_retry() {
    let throttled = r#"{"__type":"TooManyRequestsException"}"#;
    for (status, header, body) in [
        (429, ("x-amz-retry-after", "1234"), throttled),
        (400, ("x-amz-retry-after", "1234"), throttled),
        (503, ("x-amz-retry-after", "1234"), ""),
    ] {
        let (config, waits) = noted("retry-after-1");
        let http =
            super::sample::replay([response(status, &[header], body), response(200, &[], OK)]);
        let client = Client::from_conf(config.http_client(http).build());
        client.respond_to_auth_challenge(request()).await.unwrap();
        assert_eq!(*waits.0.lock().unwrap(), [Duration::from_millis(1234)], "{status}");
    }
}

/// As for the official clients: the standard header is not theirs, and the status alone says nothing of throttling.
#[tokio::test]
async fn too_many_requests_without_a_code_of_the_service_are_final() {
    let (config, waits) = noted("retry-after-2");
    let http =
        super::sample::replay([response(429, &[("retry-after", "1")], ""), response(200, &[], OK)]);
    let client = Client::from_conf(config.http_client(http.clone()).build());
    client.respond_to_auth_challenge(request()).await.unwrap_err();
    assert_eq!((http.actual_requests().count(), waits.0.lock().unwrap().len()), (1, 0));
}

#[tokio::test]
async fn the_wait_for_a_retry_is_bounded() {
    let retries = RetryConfig::standard()
        .with_max_attempts(4)
        .with_initial_backoff(Duration::from_secs(40))
        .with_max_backoff(Duration::from_secs(3));
    let (config, waits) = noted("backoff-1");
    let http = super::sample::replay([(); 4].map(|()| response(500, &[], "")));
    let client = Client::from_conf(config.http_client(http).retry_config(retries).build());
    client.respond_to_auth_challenge(request()).await.unwrap_err();
    let waits = waits.0.lock().unwrap();
    assert_eq!(waits.len(), 3);
    assert!(waits.iter().all(|wait| *wait <= Duration::from_secs(3)), "{waits:?}");
}

#[tokio::test]
async fn an_adaptive_client_waits_before_a_call_when_it_was_throttled() {
    let throttled = r#"{"__type":"TooManyRequestsException"}"#;
    for (mode, region, waits) in
        [(RetryMode::Standard, "adaptive-1", false), (RetryMode::Adaptive, "adaptive-2", true)]
    {
        let (time, sleep) = instant_time_and_sleep(UNIX_EPOCH + Duration::from_secs(1_000_000));
        let http = super::sample::replay([(); 4].map(|()| response(400, &[], throttled)));
        let config = Config::builder()
            .region(region)
            .time_source(time)
            .sleep_impl(sleep.clone())
            .stalled_stream_protection(StalledStreamProtectionConfig::disabled())
            .retry_config(RetryConfig::disabled().with_retry_mode(mode))
            .http_client(http);
        let client = Client::from_conf(config.build());
        for _ in 0..4 {
            client.respond_to_auth_challenge(request()).await.unwrap_err();
        }
        assert_eq!(!sleep.logs().is_empty(), waits, "{mode:?}");
    }
}
