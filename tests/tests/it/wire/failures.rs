//! Answers that cannot be read, answers that do not come, and calls that cannot be made.
//!
//! What comes in: a body per way of being broken, a server that is silent or not there, a configuration that lacks something. What goes out: the kind of `SdkError`, its words, and what is kept of the answer.
//! What is deliberately not here: errors that the service puts into words; see `names` and `modelled`.

use std::net::TcpListener;
use std::time::Duration;

use aws_smithy_http_client::test_util::NeverClient;
use cognito_identity_provider::config::RetryConfig;
use cognito_identity_provider::error::{
    DisplayErrorContext, ProvideErrorMetadata, RequestId, SdkError,
};
use cognito_identity_provider::operation::respond_to_auth_challenge::RespondToAuthChallengeError;
use cognito_identity_provider::{Client, Config};

use super::canned::{REQUEST_ID, Response, answer, config, replay, response, response_with, text};

type Error = SdkError<RespondToAuthChallengeError>;

async fn error(response: Response) -> Error {
    // Without retries: an answer that cannot be read may be asked for again.
    let config = config().http_client(replay([response])).retry_config(RetryConfig::disabled());
    let client = Client::from_conf(config.build());
    client.respond_to_auth_challenge(answer()).await.expect_err("this cannot be read")
}

/// What a `SdkError` says of itself and its sources, without the `Debug` that follows in parentheses.
fn words(error: &Error) -> String {
    let text = DisplayErrorContext(error).to_string();
    text.split(" (").next().unwrap_or_default().to_owned()
}

/// Asserts that an answer of status 200 with this body is a `ResponseError` with these words, which keeps the answer.
async fn assert_unreadable(body: &str, why: &str) {
    let error = error(response(200, body)).await;
    let SdkError::ResponseError(context) = &error else { panic!("{error:?}") };
    assert_eq!(context.raw().status().as_u16(), 200);
    assert_eq!(text(context.raw().body()), body);
    assert_eq!(error.request_id(), Some(REQUEST_ID));
    let expected = format!("response error: the body of the response cannot be read: {why}");
    assert_eq!(words(&error), expected);
}

#[tokio::test]
async fn a_success_without_a_body_is_none() {
    assert_unreadable("", "malformed document").await;
}

#[tokio::test]
async fn a_success_that_breaks_off_is_none() {
    assert_unreadable(r#"{"Session":"abc"#, "malformed document").await;
}

#[tokio::test]
async fn a_success_that_breaks_off_within_a_structure_is_none() {
    let body = r#"{"AuthenticationResult":{"AccessToken":"a""#;
    assert_unreadable(body, "malformed document").await;
}

#[tokio::test]
async fn a_success_with_a_page_is_none() {
    assert_unreadable("<html><body>Welcome</body></html>", "type mismatch").await;
}

#[tokio::test]
async fn a_success_with_a_list_is_none() {
    assert_unreadable("[]", "type mismatch").await;
}

#[tokio::test]
async fn a_success_with_a_number_for_a_string_is_none() {
    assert_unreadable(r#"{"Session":5}"#, "type mismatch").await;
}

#[tokio::test]
async fn a_success_with_a_string_for_a_number_is_none() {
    let body = r#"{"AuthenticationResult":{"ExpiresIn":"3600"}}"#;
    assert_unreadable(body, "type mismatch").await;
}

#[tokio::test]
async fn a_success_with_a_number_that_is_too_large_is_none() {
    let body = r#"{"AuthenticationResult":{"ExpiresIn":3000000000}}"#;
    // The codec does not say that it is the number.
    assert_unreadable(body, "malformed document").await;
}

#[tokio::test]
async fn a_success_with_a_fraction_for_a_whole_number_is_none() {
    let body = r#"{"AuthenticationResult":{"ExpiresIn":3600.5}}"#;
    assert_unreadable(body, "type mismatch").await;
}

#[tokio::test]
async fn a_success_with_more_behind_it_is_none() {
    assert_unreadable(r#"{"Session":"abc"}{}"#, "malformed document").await;
}

#[tokio::test]
async fn a_success_that_is_null_is_none() {
    assert_unreadable("null", "type mismatch").await;
}

#[tokio::test]
async fn a_success_that_is_nested_without_end_is_none() {
    let body = format!(r#"{{"New":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    assert_unreadable(&body, "details withheld").await;
}

#[tokio::test]
async fn a_success_with_a_string_for_a_structure_is_none() {
    assert_unreadable(r#"{"AuthenticationResult":"x"}"#, "type mismatch").await;
}

#[tokio::test]
async fn a_success_with_a_structure_for_a_list_is_none() {
    assert_unreadable(r#"{"AvailableChallenges":{}}"#, "type mismatch").await;
}

#[tokio::test]
async fn a_success_with_a_list_for_a_map_is_none() {
    assert_unreadable(r#"{"ChallengeParameters":[]}"#, "type mismatch").await;
}

/// Asserts that an error of status 403 with this body keeps status, body and request id.
async fn assert_unnamed(body: &str) {
    let error = error(response(403, body)).await;
    let raw = error.raw_response().expect("there was a response");
    assert_eq!((raw.status().as_u16(), text(raw.body())), (403, body));
    assert_eq!((error.code(), error.request_id()), (None, Some(REQUEST_ID)));
    let error = error.into_service_error();
    assert!(matches!(error, RespondToAuthChallengeError::Unhandled(_)), "{error:?}");
    assert_eq!(error.request_id(), Some(REQUEST_ID));
    let words = "the service answered with HTTP status 403 and no readable error";
    assert_eq!(error.to_string(), words);
}

#[tokio::test]
async fn an_error_without_a_body_keeps_its_status() {
    assert_unnamed("").await;
}

#[tokio::test]
async fn an_error_with_a_page_keeps_its_status() {
    assert_unnamed("<html><body>Forbidden</body></html>").await;
}

#[tokio::test]
async fn an_error_that_breaks_off_keeps_its_status() {
    assert_unnamed(r#"{"__type":"InvalidPar"#).await;
}

#[tokio::test]
async fn an_error_with_a_list_keeps_its_status() {
    assert_unnamed("[]").await;
}

#[tokio::test]
async fn an_error_without_a_name_keeps_its_status() {
    assert_unnamed("{}").await;
}

#[tokio::test]
async fn an_error_with_an_empty_name_keeps_its_status() {
    assert_unnamed(r#"{"__type":""}"#).await;
}

#[tokio::test]
async fn an_error_that_is_nested_without_end_keeps_its_status() {
    assert_unnamed(&format!(r#"{{"New":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000))).await;
}

#[tokio::test]
async fn an_error_without_a_name_keeps_its_message() {
    let error = error(response(403, r#"{"message":"m"}"#)).await;
    assert_eq!((error.code(), error.message()), (None, Some("m")));
}

#[tokio::test]
async fn an_error_with_a_page_keeps_the_name_in_its_header() {
    let headers = [("x-amzn-errortype", "ForbiddenException")];
    let error = error(response_with(403, &headers, "<html></html>")).await;
    assert_eq!(error.code(), Some("ForbiddenException"));
    let error = error.into_service_error();
    assert!(matches!(error, RespondToAuthChallengeError::ForbiddenException(_)), "{error:?}");
}

#[tokio::test]
async fn an_error_with_a_member_of_the_wrong_type_keeps_its_variant_and_message() {
    let body = r#"{"__type":"InvalidParameterException","message":"m","reasonCode":5}"#;
    let error = error(response(400, body)).await.into_service_error();
    let RespondToAuthChallengeError::InvalidParameterException(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!((error.message.as_deref(), error.reason_code), (Some("m"), None));
}

#[tokio::test]
async fn a_redirection_is_not_a_success() {
    let error = error(response_with(302, &[("location", "https://elsewhere")], "{}")).await;
    assert!(matches!(error, SdkError::ServiceError(_)), "{error:?}");
}

#[tokio::test(start_paused = true)]
async fn a_call_that_takes_too_long_is_given_up() {
    let client = Client::from_conf(config().http_client(NeverClient::new()).build());
    let start = tokio::time::Instant::now();
    let call = client.respond_to_auth_challenge(answer()).timeout(Duration::from_secs(7));
    let error = call.await.expect_err("nobody answers");
    assert!(matches!(error, SdkError::TimeoutError(_)), "{error:?}");
    assert_eq!(start.elapsed().as_secs(), 7);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_a_dispatch_failure() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = listener.local_addr().expect("the listener has an address");
    drop(listener);
    let config = Config::builder()
        .endpoint_url(format!("http://{address}"))
        .retry_config(RetryConfig::disabled());
    let client = Client::from_conf(config.build());
    let error = client.respond_to_auth_challenge(answer()).await.expect_err("nobody listens");
    let SdkError::DispatchFailure(failure) = &error else { panic!("{error:?}") };
    assert!(failure.is_io(), "{failure:?}");
}

/// Asserts that a call with this configuration is not made, for this reason.
async fn assert_not_made(config: Config, why: &str) {
    let client = Client::from_conf(config);
    let error = client.respond_to_auth_challenge(answer()).await.expect_err("this cannot be sent");
    assert!(matches!(error, SdkError::ConstructionFailure(_)), "{error:?}");
    assert_eq!(words(&error), format!("failed to construct request: {why}"));
}

#[tokio::test]
async fn without_region_and_endpoint_there_is_no_call() {
    let why =
        "there is no region and no endpoint: set `region` or `endpoint_url` on the configuration";
    assert_not_made(Config::builder().build(), why).await;
}

#[tokio::test]
async fn with_a_region_that_is_none_there_is_no_call() {
    let config = Config::builder().region("x.example.com/").build();
    assert_not_made(config, r#""x.example.com/" is not the name of a region"#).await;
}
