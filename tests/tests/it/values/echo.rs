//! A client that is given an answer, and what it makes of it.

use aws_smithy_http_client::test_util::{ReplayEvent, StaticReplayClient};
use aws_smithy_types::body::SdkBody;
use serde_json::Value;
use tinsmith_runtime::config::RetryConfig;
use tinsmith_tests::goldens::types::echoed::operation::echo::EchoError;
use tinsmith_tests::goldens::types::echoed::types::Everything;
use tinsmith_tests::goldens::types::echoed::{Client, Config, error::CallError};

/// An HTTP client that gives this answer once.
pub(super) fn answering(status: u16, body: &str) -> StaticReplayClient {
    let unused = http::Request::builder().uri("https://unused").body(SdkBody::empty());
    let response = http::Response::builder().status(status).body(SdkBody::from(body));
    StaticReplayClient::new(vec![ReplayEvent::new(
        unused.expect("the URI is well-formed"),
        response.expect("so is this"),
    )])
}

/// Sends a value to a service that answers with this body: what was sent, and what came back.
async fn exchange(
    value: Everything,
    body: &str,
) -> (String, Result<Everything, CallError<EchoError>>) {
    let http = answering(200, body);
    let config = Config::builder()
        .region("eu-west-1")
        .http_client(http.clone())
        .retry_config(RetryConfig::disabled());
    let answer = Client::from_conf(config.build()).echo(value).await;
    let sent = http.actual_requests().next().and_then(|request| request.body().bytes());
    (String::from_utf8(sent.unwrap_or_default().to_vec()).expect("JSON is UTF-8"), answer)
}

/// What is read of a body.
pub(super) async fn read(body: &str) -> Everything {
    exchange(Everything::new(), body).await.1.expect("this can be read")
}

/// What the error of a body says that cannot be read.
pub(super) async fn refused(body: &str) -> String {
    let error = exchange(Everything::new(), body).await.1.expect_err("this cannot be read");
    error.to_string()
}

/// The body that is sent for a value, as text.
pub(super) async fn written(value: Everything) -> String {
    let (sent, answer) = exchange(value, "{}").await;
    answer.expect("this can be sent");
    sent
}

/// What the error of a value says that cannot be sent.
pub(super) async fn unsendable(value: Everything) -> String {
    let (sent, answer) = exchange(value, "{}").await;
    let error = answer.expect_err("this cannot be sent");
    assert_eq!(sent, "");
    error.to_string()
}

/// Asserts that a body, once read, is sent as it was; members can change their places.
pub(super) async fn assert_echoes(body: &str) {
    let json = |text: &str| serde_json::from_str::<Value>(text).expect("this is JSON");
    let sent = written(read(body).await).await;
    assert_eq!(json(&sent), json(body), "{sent}");
}
