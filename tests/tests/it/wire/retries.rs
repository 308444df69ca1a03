//! Which answers make a call try again.
//!
//! Time is paused in these tests: a wait ends as soon as nothing else can be done.

use cognito_identity_provider::Client;
use cognito_identity_provider::config::RetryConfig;

use super::canned::{answer, client, config, replay, response, response_with, text};

const SUCCESS: &str = r#"{"Session":"s"}"#;
const TOO_MANY: &str = r#"{"__type":"TooManyRequestsException","message":"slow down"}"#;

/// Asserts that an answer is asked for again, once, with the same request.
async fn assert_retried(status: u16, body: &str) {
    let (client, http) = client([response(status, body), response(200, SUCCESS)]);
    let response = client.respond_to_auth_challenge(answer()).await.expect("the retry succeeds");
    assert_eq!(response.session.as_deref(), Some("s"));
    let sent: Vec<_> = http.actual_requests().collect();
    assert_eq!(sent.len(), 2);
    assert_eq!(text(sent[0].body()), text(sent[1].body()));
    assert_eq!(sent[1].headers().get("amz-sdk-request"), Some("attempt=2; max=3"));
}

/// Asserts that an answer is taken as it is.
async fn assert_final(status: u16, body: &str) {
    let (client, http) = client([response(status, body), response(200, SUCCESS)]);
    client.respond_to_auth_challenge(answer()).await.expect_err("the first answer is an error");
    assert_eq!(http.actual_requests().count(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_internal_error_is_retried() {
    assert_retried(500, r#"{"__type":"InternalErrorException"}"#).await;
}

#[tokio::test(start_paused = true)]
async fn too_many_requests_are_retried() {
    assert_retried(400, TOO_MANY).await;
}

#[tokio::test(start_paused = true)]
async fn too_many_requests_are_retried_whatever_else_is_wrong_with_the_document() {
    for body in [
        r#"{"__type":"TooManyRequestsException","message":"slow \ud83d"}"#,
        r#"{"__type":"TooManyRequestsException","message":"slow"#,
        r#"{"__type":"TooManyRequestsException","limit":[1,],"message":"slow"}"#,
        r#"{"limit":NaN,"__type":"TooManyRequestsException","message":"slow"}"#,
        r#"{limit:1,"message":5,"__type":"TooManyRequestsException"}"#,
        r#"{"limits":{"a":[}},"__type":"example#TooManyRequestsException:http://a/"}"#,
    ] {
        assert_retried(400, body).await;
    }
    // What another member holds is not the name of this error.
    assert_final(400, r#"{"cause":{"__type":"TooManyRequestsException"},"limit":NaN}"#).await;
}

#[tokio::test(start_paused = true)]
async fn a_page_of_an_unavailable_service_is_retried() {
    assert_retried(503, "<html>unavailable</html>").await;
}

#[tokio::test(start_paused = true)]
async fn an_error_of_the_caller_is_not_retried() {
    assert_final(400, r#"{"__type":"InvalidParameterException"}"#).await;
}

#[tokio::test(start_paused = true)]
async fn a_wrong_code_is_not_retried() {
    assert_final(400, r#"{"__type":"CodeMismatchException"}"#).await;
}

#[tokio::test(start_paused = true)]
async fn a_page_of_a_proxy_that_forbids_is_not_retried() {
    assert_final(403, "<html>forbidden</html>").await;
}

/// Of nothing where there should be something, HTTP shows that it is missing, whatever the model requires; not every HTTP client says so.
#[tokio::test(start_paused = true)]
async fn a_success_whose_body_was_lost_is_retried() {
    let lost = || response_with(200, &[("content-length", "15")], "");
    let (first, http) = client([lost(), response(200, SUCCESS)]);
    let response = first.respond_to_auth_challenge(answer()).await.expect("the retry succeeds");
    assert_eq!(response.session.as_deref(), Some("s"));
    assert_eq!(http.actual_requests().count(), 2);

    let (second, http) = client([lost(), lost(), lost()]);
    let error = second.respond_to_auth_challenge(answer()).await.expect_err("nothing comes");
    assert!(error.is_response_error(), "{error:?}");
    assert_eq!(http.actual_requests().count(), 3);
}

#[tokio::test(start_paused = true)]
async fn an_empty_success_that_is_whole_is_not_retried() {
    for (status, length) in [(200, "0"), (204, "0"), (204, "15")] {
        let (client, http) = client([response_with(status, &[("content-length", length)], "")]);
        let response = client.respond_to_auth_challenge(answer()).await;
        assert_eq!(response.expect("nothing is required").session, None);
        assert_eq!(http.actual_requests().count(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn the_last_error_is_given_when_the_attempts_are_used_up() {
    let ids = ["id-1", "id-2", "id-3"];
    let (client, http) =
        client(ids.map(|id| response_with(400, &[("x-amzn-requestid", id)], TOO_MANY)));
    let error = client.respond_to_auth_challenge(answer()).await.expect_err("all are errors");
    assert_eq!(http.actual_requests().count(), 3);
    assert_eq!(
        (error.code(), error.request_id()),
        (Some("TooManyRequestsException"), Some("id-3"))
    );
}

#[tokio::test(start_paused = true)]
async fn retries_can_be_turned_off() {
    let http = replay([response(500, ""), response(200, SUCCESS)]);
    let config = config().http_client(http.clone()).retry_config(RetryConfig::disabled());
    let client = Client::from_conf(config.build());
    client.respond_to_auth_challenge(answer()).await.expect_err("the first answer is an error");
    assert_eq!(http.actual_requests().count(), 1);
}
