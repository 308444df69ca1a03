//! Calls to the server of a test, and what they end with.
//!
//! It uses the default HTTP client, so that everything from the socket up is what a program has.

use std::error::Error;
use std::fmt::Debug;
use std::io;
use std::iter::successors;
use std::time::Duration;

use cognito_identity_provider::config::{ConfigBuilder, Credentials, RetryConfig, TimeoutConfig};
use cognito_identity_provider::error::{CallError, SdkError};
use cognito_identity_provider::operation::initiate_auth::{
    InitiateAuthError, InitiateAuthRequest, InitiateAuthResponse,
};
use cognito_identity_provider::types::AuthStart;
use cognito_identity_provider::{Client, Config};
use tinsmith_runtime::error::OperationError;

use super::server::{Answer, Server, Step};

/// What is set where something is to time out: short, since nothing comes that could be cut off.
pub(super) const SHORT: Duration = Duration::from_millis(500);

/// How many attempts the standard policy makes.
pub(super) const ATTEMPTS: usize = 3;

pub(super) const OK: &str = r#"{"Session":"s"}"#;

/// An answer with a length, after which the connection can take the next request.
pub(super) fn answer(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Answer {
    let body = body.as_ref();
    let length = body.len().to_string();
    let mut bytes = head(status, &[headers, &[("content-length", &length)]].concat());
    bytes.extend_from_slice(body);
    vec![Step::Send(bytes)]
}

pub(super) fn ok() -> Answer {
    answer(200, &[], OK)
}

/// Status line and headers.
pub(super) fn head(status: u16, headers: &[(&str, &str)]) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status} X\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    head.into_bytes()
}

/// The configuration of a client of this server, whose retries hardly wait.
pub(super) fn config(server: &Server) -> ConfigBuilder {
    config_at(server.url())
}

pub(super) fn config_at(url: String) -> ConfigBuilder {
    Config::builder()
        .endpoint_url(url)
        .region("eu-west-1")
        .credentials_provider(Credentials::new("id", "secret", None, None, "test"))
        .retry_config(RetryConfig::standard().with_initial_backoff(Duration::from_millis(1)))
}

/// The same without retries.
pub(super) fn once(server: &Server) -> ConfigBuilder {
    config(server).retry_config(RetryConfig::disabled())
}

/// Time for an attempt, from connecting to the last byte of the body.
pub(super) fn per_attempt(timeout: Duration) -> TimeoutConfig {
    TimeoutConfig::builder().operation_attempt_timeout(timeout).build()
}

pub(super) type Outcome = Result<InitiateAuthResponse, CallError<InitiateAuthError>>;

/// Makes a sign-in, with a client of its own.
pub(super) async fn sign_in(config: ConfigBuilder) -> Outcome {
    sign_in_with(&Client::from_conf(config.build())).await
}

pub(super) async fn sign_in_with(client: &Client) -> Outcome {
    let start = AuthStart::user_password_auth().username("kim").password("secret");
    let request = InitiateAuthRequest::start(start).client_id("client1");
    in_time(async { client.initiate_auth(request).await }).await
}

/// Fails a test that would hang: the limit is far above every timeout that is set.
pub(super) async fn in_time<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(60), future).await.expect("the call ends")
}

#[track_caller]
pub(super) fn assert_ok(outcome: Outcome) {
    let response = outcome.unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(response.session.as_deref(), Some("s"));
}

/// Asserts that a call failed, and gives the kind of its error and the words of the error and its sources.
#[track_caller]
pub(super) fn failure<O: Debug, E: OperationError>(outcome: Result<O, CallError<E>>) -> Failure {
    let error = outcome.expect_err("the call fails").into_sdk_error();
    let kind = match &error {
        SdkError::ConstructionFailure(_) => Kind::Construction,
        SdkError::TimeoutError(_) => Kind::Timeout,
        SdkError::DispatchFailure(failure) if failure.is_io() => Kind::Io,
        SdkError::DispatchFailure(failure) if failure.is_timeout() => Kind::DispatchTimeout,
        SdkError::DispatchFailure(_) => Kind::Dispatch,
        SdkError::ResponseError(_) => Kind::Response,
        SdkError::ServiceError(_) => Kind::Service,
        other => panic!("{other:?}"),
    };
    let chain = successors(Some(&error as &(dyn Error + 'static)), |&error| error.source());
    Failure { kind, words: chain.map(words).collect::<Vec<_>>().join(": ") }
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) kind: Kind,
    pub(super) words: String,
}

/// The variants of `SdkError`; those of `DispatchFailure` by the kind of the connector's error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Construction,
    Timeout,
    Io,
    DispatchTimeout,
    Dispatch,
    Response,
    Service,
}

#[track_caller]
pub(super) fn assert_fails<O: Debug, E: OperationError>(
    outcome: Result<O, CallError<E>>,
    kind: Kind,
    words: &str,
) {
    assert_eq!(failure(outcome), Failure { kind, words: words.to_owned() });
}

/// What an error says; of the operating system's, whose words differ, the name of the kind, and of the server the address without its port.
fn words(error: &(dyn Error + 'static)) -> String {
    let of_system =
        error.downcast_ref::<io::Error>().filter(|error| error.raw_os_error().is_some());
    if let Some(error) = of_system {
        return format!("{:?}", error.kind());
    }
    let text = error.to_string();
    match text.rsplit_once(':') {
        Some((server @ "no answer from 127.0.0.1", _)) => server.to_owned(),
        _ => text,
    }
}
