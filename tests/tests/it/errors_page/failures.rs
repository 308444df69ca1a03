//! The failures, brought about.

use std::time::Duration;

use cognito_identity_provider::config::credentials::{CredentialsError, future};
use cognito_identity_provider::config::{
    ConfigBuilder, Credentials, ProvideCredentials, RetryConfig, TimeoutConfig,
};
use cognito_identity_provider::error::CallError;
use cognito_identity_provider::operation::list_users::{ListUsersError, ListUsersRequest};
use cognito_identity_provider::operation::sign_up::{SignUpError, SignUpRequest};
use cognito_identity_provider::types::AttributeType;
use cognito_identity_provider::{Client, Config};

use super::Failure;
use super::server::{Answer, response, serve};

/// Every failure, in the order of the page.
pub(super) async fn all() -> Vec<Failure> {
    let mut all = of_the_service().await;
    all.extend(not_sent().await);
    all.extend(without_an_answer().await);
    all.extend(that_cannot_be_read().await);
    all
}

fn config() -> ConfigBuilder {
    let retries = RetryConfig::standard().with_initial_backoff(Duration::from_millis(1));
    Config::builder().region("eu-west-1").retry_config(retries)
}

fn credentials() -> Credentials {
    Credentials::new("id", "secret", None, None, "test")
}

fn request() -> SignUpRequest {
    SignUpRequest::client_id("1example23456789")
        .username("kim")
        .password("correct horse battery staple")
}

async fn sign_up(config: ConfigBuilder) -> CallError<SignUpError> {
    let client = Client::from_conf(config.build());
    client.sign_up(request()).await.expect_err("it fails")
}

async fn list_users(config: ConfigBuilder) -> CallError<ListUsersError> {
    let client = Client::from_conf(config.build());
    let mut users = client
        .list_users(ListUsersRequest::user_pool_id("eu-west-1_example"))
        .into_paginator()
        .items();
    loop {
        if let Err(error) = users.try_next().await {
            return error;
        }
    }
}

/// Makes a call to a server that answers like this.
async fn answered(what: &'static str, about: &'static str, answer: Answer) -> Failure {
    let address = serve(answer).await;
    let error = sign_up(config().endpoint_url(format!("http://{address}"))).await;
    with_port(Failure::of(what, about, error), address.port())
}

/// Puts the port of the page in the place of the one that was free.
fn with_port(failure: Failure, port: u16) -> Failure {
    let line = failure.line.replace(&format!("127.0.0.1:{port}"), "127.0.0.1:4566");
    // The official HTTP client, which all features bring, says in which step it was.
    let line = line.replace("TLS handshake failed: ", "");
    Failure { line, ..failure }
}

async fn of_the_service() -> Vec<Failure> {
    let expired = serve(response!(
        "400 Bad Request",
        "",
        r#"{"__type":"ExpiredTokenException","message":"The security token included in the request is expired"}"#
    ))
    .await;
    let expired_error = list_users(
        config().credentials_provider(credentials()).endpoint_url(format!("http://{expired}")),
    )
    .await;
    vec![
        answered(
            "The service returns an error of the model",
            "`error.is_username_exists_exception()` is true.",
            response!("400 Bad Request", "", r#"{"__type":"UsernameExistsException","message":"User already exists"}"#),
        )
        .await,
        answered(
            "The service throttles the request",
            "The client retries a throttled request. Here, it made three attempts.",
            response!("400 Bad Request", "", r#"{"__type":"TooManyRequestsException","message":"Rate exceeded"}"#),
        )
        .await,
        Failure::of(
            "The credentials have expired",
            "Any operation can return this error, so the model does not list it. `error.code()` is `Some(\"ExpiredTokenException\")`.",
            expired_error,
        ),
        answered(
            "The message of the service has several lines",
            "Control characters are escaped as in Rust, so a message cannot forge a line of your log.",
            response!("400 Bad Request", "", "{\"__type\":\"UserLambdaValidationException\",\"message\":\"PreSignUp failed:\\n  at index.js:12\\u001b[31m\"}"),
        )
        .await,
    ]
}

/// Credentials that cannot be had.
#[derive(Debug)]
struct Vault;

impl ProvideCredentials for Vault {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        let closed = std::io::Error::other("the vault is closed");
        let error = CredentialsError::provider_error(closed);
        future::ProvideCredentials::ready(Err(error))
    }
}

async fn not_sent() -> Vec<Failure> {
    let client = Client::from_conf(config().build());
    let mut request = request();
    request.client_id = String::new();
    request.password = Some("p".repeat(257));
    request.user_attributes = Some(vec![AttributeType::name("")]);
    let invalid = client.sign_up(request).await.expect_err("it fails");
    vec![
        Failure::of(
            "The request does not meet the constraints of the model",
            "The line lists every constraint that is not met, with the path and the length of the value. It never contains the value. `error.validation_error()` returns the constraints one by one.",
            invalid,
        ),
        Failure::of(
            "No region is set",
            "The message uses the names of the methods on `Config::builder()`.",
            sign_up(Config::builder()).await,
        ),
        Failure::of(
            "No credentials are set",
            "Only signed operations need credentials. `SignUp` does not, so this example calls `ListUsers`.",
            list_users(config()).await,
        ),
        Failure::of(
            "The credentials provider fails",
            "The provider's own message follows the colon. `error.find_source()` finds its error.",
            list_users(config().credentials_provider(Vault)).await,
        ),
        Failure::of(
            "Two settings conflict",
            "The endpoint rules of the service reject this combination, with their own names: `Endpoint` is the setting `endpoint_url`, and `UseFIPS` is the setting `use_fips`.",
            sign_up(config().use_fips(true).endpoint_url("http://127.0.0.1:4566")).await,
        ),
    ]
}

async fn without_an_answer() -> Vec<Failure> {
    let silent = serve(Answer::Silence).await;
    let silent_url = format!("http://{silent}");
    let no_tls = serve(Answer::Bytes("HTTP/1.1 400 Bad Request\r\n\r\n")).await;
    let limit = Duration::from_millis(100);
    let call = TimeoutConfig::builder().operation_timeout(limit).build();
    let attempt = TimeoutConfig::builder().operation_attempt_timeout(limit).build();
    let of_call = sign_up(config().endpoint_url(&silent_url).timeout_config(call)).await;
    let of_attempt = sign_up(config().endpoint_url(&silent_url).timeout_config(attempt)).await;
    let tls = sign_up(config().endpoint_url(format!("https://{no_tls}"))).await;
    let nobody = sign_up(config().endpoint_url("http://127.0.0.1:1")).await;
    vec![
        Failure::of(
            "The connection is refused",
            "The operating system's message is at the end.",
            nobody,
        ),
        with_port(
            Failure::of(
                "The server does not speak TLS",
                "The message comes from rustls. An untrusted certificate is reported in the same way.",
                tls,
            ),
            no_tls.port(),
        ),
        with_port(
            Failure::of(
                "The call times out",
                "`error.is_timeout()` is true. The service may still have completed the operation.",
                of_call,
            ),
            silent.port(),
        ),
        with_port(
            Failure::of("Every attempt times out", "`error.is_timeout()` is true.", of_attempt),
            silent.port(),
        ),
    ]
}

async fn that_cannot_be_read() -> Vec<Failure> {
    let again = serve(response!("200 OK", "", r#"{"Users":[],"PaginationToken":"t"}"#)).await;
    let repeated = list_users(
        config().credentials_provider(credentials()).endpoint_url(format!("http://{again}")),
    )
    .await;
    vec![
        answered(
            "The response does not match the model",
            "The line contains the path of the value and the expected type, never the value. The client does not retry, because the service has completed the operation.",
            response!("200 OK", "", r#"{"UserConfirmed":false,"UserSub":17}"#),
        )
        .await,
        answered(
            "A proxy responds with an HTML page",
            "The line does not contain the page, because the page can repeat the request. `error.raw_response()` returns it.",
            response!("502 Bad Gateway", "content-type: text/html\r\n", "<html><body>Bad Gateway</body></html>"),
        )
        .await,
        answered(
            "The error response has no body",
            "`error.status()` is `Some(500)`.",
            response!("500 Internal Server Error", "content-length: 0\r\n", ""),
        )
        .await,
        answered(
            "The server redirects the request",
            "The client never follows a redirect.",
            response!("301 Moved Permanently", "location: https://login.example.com/\r\ncontent-length: 0\r\n", ""),
        )
        .await,
        Failure::of(
            "A page repeats its own token",
            "`error.find_source::<RepeatedToken>()` finds this error.",
            repeated,
        ),
    ]
}
